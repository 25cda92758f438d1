"""A program in a terminal of its own: keys go in as bytes, and what it paints is read and timed here."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from pathlib import Path
from types import TracebackType

import pyte

PAINTED = b"\x1b[?2026l"
"""The end of one update of the screen; a terminal shows the whole of it at once."""
_ASKED = b"\x1b[?2026$p"
_CAN = b"\x1b[?2026;2$y"
PATIENCE = 20.0


class Terminal:
    """One program in a pseudo-terminal that answers as a modern one does."""

    def __init__(self, argv: list[str], *, columns: int = 80, rows: int = 24, **env: str) -> None:
        main, other = pty.openpty()
        fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.began = time.monotonic()
        self.pid = os.fork()
        if self.pid == 0:
            os.setsid()
            fcntl.ioctl(other, termios.TIOCSCTTY, 0)
            for handle in (0, 1, 2):
                os.dup2(other, handle)
            os.closerange(3, 256)
            os.execve(argv[0], argv, {**_plain_env(), **env})
        os.close(other)
        self._handle = main
        self._unread = b""
        self._undrawn: list[bytes] = []
        self._ended = False
        self._screen = pyte.Screen(columns, rows)
        self._draw = pyte.ByteStream(self._screen).feed

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._ended:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._handle)

    def press(self, keys: bytes) -> float:
        """Send keys; when."""
        self.quiet()
        now = time.monotonic()
        os.write(self._handle, keys)
        return now

    def painted(self, words: str, patience: float = PATIENCE) -> float:
        """When the update that first paints `words`, a pattern, was whole."""
        return self._until(re.compile(words.encode()), patience, whole=True)

    def written(self, words: str, patience: float = PATIENCE) -> float:
        """When `words`, a pattern, were first written, by a program that may not mark its updates."""
        return self._until(re.compile(words.encode()), patience, whole=False)

    def lines(self) -> str:
        """What stands on the screen. It is worked out only here, and so takes nothing from what is timed."""
        for painted in self._undrawn:
            self._draw(painted)
        self._undrawn.clear()
        return "\n".join(self._screen.display)

    def quiet(self, seconds: float = 0.0) -> None:
        """Wait until nothing was painted for so long; what was painted is no longer waited for."""
        while self._read(seconds):
            pass
        self._unread = b""

    def rest(self, seconds: float) -> None:
        """Let so much time pass, and take in what is painted meanwhile, as a terminal does: a pipe holds only 4 KB."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(left)

    def close(self, patience: float = PATIENCE) -> None:
        """Press Ctrl+Q and wait until the program has ended by itself."""
        self.press(b"\x11")
        end = time.monotonic() + patience
        while not self._ended:
            if time.monotonic() > end:
                raise TimeoutError("it did not end")
            with contextlib.suppress(EOFError):
                self._read(0.05)
            self._ended = os.waitpid(self.pid, os.WNOHANG)[0] != 0

    def _until(self, words: re.Pattern[bytes], patience: float, *, whole: bool) -> float:
        end = time.monotonic() + patience
        while True:
            found = words.search(self._unread)
            if found and (not whole or PAINTED in self._unread[found.end() :]):
                now = time.monotonic()
                self._unread = b""
                return now
            if time.monotonic() > end:
                raise TimeoutError(f"{words.pattern!r} was not painted; on the screen is:\n{self.lines()}")
            self._read(0.5)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._handle], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._handle, 65536)
        except OSError:
            raise EOFError(f"the program ended; on the screen was:\n{self.lines()}") from None
        if _ASKED in data:
            os.write(self._handle, _CAN)
        self._unread += data
        self._undrawn.append(data)
        return True


def mib(pid: int) -> float:
    """The memory a process has at this moment."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    found = re.search(r"^Rss:\s+(\d+)", text, re.MULTILINE)
    assert found is not None
    return int(found[1]) / 1024


def _plain_env() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {"LANG": "C.UTF-8", "TERM": "xterm-256color", "COLORTERM": "truecolor", **kept}
