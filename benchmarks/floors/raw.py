"""The least a program on a terminal can cost: it reads bytes and writes bytes."""

from __future__ import annotations

import os
import termios
import tty


def main() -> None:
    before = termios.tcgetattr(0)
    tty.setraw(0)
    os.write(1, b"\x1b[?1049h\x1b[2J\x1b[HOpening the floor")
    number = 0
    while os.read(0, 64) != b"q":
        number += 1
        os.write(1, f"\x1b[?2026h\x1b[2;1HQuestion <{number}>\x1b[?2026l".encode())
    os.write(1, b"\x1b[?1049l")
    termios.tcsetattr(0, termios.TCSANOW, before)


if __name__ == "__main__":
    main()
