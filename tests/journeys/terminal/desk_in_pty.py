"""The program in a terminal of its own: a real pty, what a person types in it, and what they see."""

from __future__ import annotations

import contextlib
import fcntl
import functools
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte
from pyte.screens import Char
from wcwidth import wcwidth

FIRST, SECOND, THIRD = "Is anyone there now", "Is it safe for you to talk", "Where are you now"
"""How the first questions of the shipped set begin; the third is answered by typing."""
PATIENCE = 40.0
"""Seconds to wait for something to be painted; far longer than it takes, for a machine that is busy."""
HAND = 0.12
"""Seconds between two keys that answer."""
KEYS = {
    "enter": "\r", "tab": "\t", "escape": "\x1b", "backspace": "\x7f", "space": " ",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "home": "\x1b[H", "end": "\x1b[F", "shift+tab": "\x1b[Z",
    "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~",
    "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~", "f10": "\x1b[21~",
    "ctrl+n": "\x0e", "ctrl+o": "\x0f", "ctrl+p": "\x10", "ctrl+q": "\x11",
    "ctrl+r": "\x12",
    "ctrl+t": "\x14", "ctrl+u": "\x15",
}  # fmt: skip
"""What a terminal sends for a key."""
FRAME_BEGIN, FRAME_END = b"\x1b[?2026h", b"\x1b[?2026l"
# The emulator knows no private sequences with `<`, `=` or `>` and no queries with `$`, and would draw their letters.
# Colours are left out: what is on the screen has to be told by words and marks.
_UNSEEN = re.compile(rb"\x1b\[[<=>][0-9;]*[a-zA-Z]|\x1b\[\??[0-9;]*\$p|\x1b\[[0-9;]*m")
_SYNC_QUERY = b"\x1b[?2026$p"
# A session of its own; the first terminal it opens is then its own, as for a shell in a window.
_ON_A_TERMINAL = 'tty=$1; shift; exec "$@" <>"$tty" 1>&0 2>&0'


@functools.cache
def _cell(character: str) -> Char:
    return Char(character)


@functools.cache
def _narrow(character: str) -> bool:
    return wcwidth(character) == 1


class Sheet(pyte.Screen):
    """The emulator's screen, with a short way for plain words, which is nearly everything."""

    def draw(self, data: str) -> None:
        """These characters, from where the cursor is."""
        cursor = self.cursor
        if cursor.x + len(data) > self.columns or not all(map(_narrow, data)):
            super().draw(data)
            return
        line = self.buffer[cursor.y]
        for x, character in enumerate(data, cursor.x):
            line[x] = _cell(character)
        cursor.x += len(data)


class DeskInPty:
    """A program in a terminal. `synced`: the terminal says that it draws whole frames, and every one of them is
    handed to `on_frame`."""

    def __init__(
        self,
        folder: Path,
        *args: str,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
        command: Sequence[str] | None = None,
        synced: bool = True,
        on_frame: Callable[[list[str]], None] | None = None,
    ) -> None:
        self.screen = Sheet(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._tail = b""
        self._shown: list[str] | None = None
        self._in_frame = False
        self._synced, self._on_frame = synced, on_frame
        self.raw = bytearray()
        self.master, slave = pty.openpty()
        self._set_size(columns, rows)
        started = command if command is not None else (sys.executable, "-m", "stalkdesk", "--practice", *args)
        self.process = subprocess.Popen(
            ["sh", "-c", _ON_A_TERMINAL, "sh", os.ttyname(slave), *started],
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(folder, env),
        )
        # One end stays open here, so that what was written last can still be read when the program is gone.
        self._slave = slave

    def __enter__(self) -> DeskInPty:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        for handle in (self.master, self._slave):
            with contextlib.suppress(OSError):
                os.close(handle)

    # Typing

    def send(self, raw: bytes) -> None:
        """These bytes, as the terminal sends them; reads meanwhile, as a terminal does."""
        while raw:
            _, writable, _ = select.select([], [self.master], [], 0.05)
            if writable:
                raw = raw[os.write(self.master, raw[:512]) :]
            self.read(0)

    def keys(self, *names: str) -> None:
        """Keys by their names, one write each, as fast as they can be taken."""
        for name in names:
            self.send(KEYS.get(name, name).encode())

    def paste(self, text: str) -> None:
        """Pasted, in the brackets the program asked for."""
        self.send(b"\x1b[200~" + text.encode("utf-8", "surrogatepass") + b"\x1b[201~")

    def resize(self, columns: int, rows: int) -> None:
        """The window is made another size; the system tells the program."""
        self.screen.resize(rows, columns)
        self._shown = None
        self._set_size(columns, rows)

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def new_call(self) -> None:
        """A call is begun; its first question is there, and its keys."""
        self.until("Today")
        self.keys("n")
        self.until(FIRST)
        self.until("F10 finish")

    def resume(self, question: str) -> None:
        """The call that was cut off is gone on with, at this question."""
        self.until("was cut off")
        self.keys("enter")
        self.until(question)
        self.until("F10 finish")

    def answer(self, key: str) -> None:
        """A key that answers, at the pace of a hand: what comes faster is taken for a paste."""
        self.watch(HAND)
        self.keys(key)

    def note(self) -> None:
        """The note is opened: letters are letters now."""
        self.keys("t")
        self.until(lambda: self.typing)

    def field(self) -> None:
        """The question is answered by typing, and its field has the keys."""
        self.until(lambda: "▌" in self.text and self.typing)

    def part(self, key: str, title: str) -> None:
        """Another part of the call."""
        self.keys(key)
        self.until(lambda: f"  {title}" in self.lines[0])

    # Seeing

    @property
    def typing(self) -> bool:
        """Whether the keys at the bottom leave out those of a question, since a field has the letters."""
        return not any(" t note " in line for line in self.lines[-2:])

    @property
    def lines(self) -> list[str]:
        """The screen, line by line. A frame that is not whole yet is not shown, where the terminal can do that."""
        if self._shown is None:
            buffer, cells = self.screen.buffer, range(self.screen.columns)
            self._shown = [
                "".join([row[x].data for x in cells]) for row in map(buffer.__getitem__, range(self.screen.lines))
            ]
        return self._shown

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(line.rstrip() for line in self.lines)

    @property
    def flat(self) -> str:
        """The screen with every gap one space, so that words can be found wherever their line was broken."""
        return " ".join(self.text.replace("▌", " ").split())

    def read(self, seconds: float) -> bool:
        """Take in what the program writes for at most so long; whether there was anything."""
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return False
        try:
            chunk = os.read(self.master, 65536)
        except OSError:
            return False
        self._take(chunk)
        return bool(chunk)

    def _take(self, chunk: bytes) -> None:
        self.raw += chunk
        if self._synced and _SYNC_QUERY in self.raw[-len(chunk) - len(_SYNC_QUERY) :]:
            self._synced = False
            os.write(self.master, b"\x1b[?2026;2$y")
        data = self._tail + chunk
        # A sequence that is cut in two is kept for the next time.
        cut = data.rfind(b"\x1b")
        whole = cut < 0 or re.match(rb"\x1b(\[[0-?]*[ -/]*[@-~]|[^\[])", data[cut:]) is not None
        self._tail = b"" if whole else data[cut:]
        data = data if whole else data[:cut]
        while data:
            frame, end, data = data.partition(FRAME_END)
            self._stream.feed(_UNSEEN.sub(b"", frame + end))
            if end or (FRAME_BEGIN not in frame and not self._in_frame):
                self._shown = None
            self._in_frame = not end and (self._in_frame or FRAME_BEGIN in frame)
            if end and self._on_frame is not None:
                self._on_frame(self.lines)

    def until(self, seen: str | Callable[[], object], *, patience: float = PATIENCE) -> None:
        """Read until this stands on the screen, or is so."""
        so = (lambda: seen in self.flat) if isinstance(seen, str) else seen
        end = time.monotonic() + patience
        while not so():
            while not self.read(0.1):
                ended = self.process.poll() is not None and not self.read(0)
                if ended and so():
                    return
                assert not ended, f"it ended with {self.process.returncode} and never showed {seen!r}:\n{self.text}"
                assert time.monotonic() < end, f"never seen: {seen!r}\n{self.text}"

    def watch(self, seconds: float) -> None:
        """Look on for so long: time that goes by for the person, not a wait for something."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.read(left)

    @property
    def modes(self) -> list[object]:
        """How the terminal treats what is typed."""
        return termios.tcgetattr(self._slave)

    @property
    def after_the_screen(self) -> str:
        """What was written once the program had given the screen back."""
        _, _, after = bytes(self.raw).rpartition(b"\x1b[?1049l")
        return re.sub(r"\x1b\[[0-?]*[a-zA-Z]", "", after.decode()).replace("\r\n", "\n")

    # Ending

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        os.kill(self.process.pid, number)

    def kill(self) -> None:
        """Gone, at once."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def drain(self) -> None:
        """Take in what was written before the end."""
        while self.read(0):
            pass

    def close_window(self) -> None:
        """The terminal goes away under the program."""
        os.close(self._slave)
        os.close(self.master)
        self.master = self._slave = -1

    def ended(self, *, patience: float = PATIENCE) -> int:
        """Its exit status, once it ends."""
        self.until(lambda: self.process.poll() is not None, patience=patience)
        self.drain()
        assert self.process.returncode is not None
        return self.process.returncode


def environment(folder: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """A plain terminal, and a home of the test's own."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder / "user"),
        "STALKDESK_HOME": str(folder / "desk"),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        **(more or {}),
    }
