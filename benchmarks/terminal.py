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

PAINTED = b"\x1b[?2026l"
"""The end of one update of the screen; a terminal shows the whole of it at once."""
EDGE = "\x1f"
_ASKED = b"\x1b[?2026$p"
_CAN = b"\x1b[?2026;2$y"
_MOVES = re.compile(rb"\x1b\[[0-9;]*H|\r|\n")
_STYLES = re.compile(rb"\x1b\[[0-9;?<>=]*[A-Za-z]")
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
        self._ended = False

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

    def painted(self, words: str, patience: float = PATIENCE) -> tuple[float, str]:
        """When the update that first shows `words`, a pattern, was whole, and that update as text."""
        return self._until(re.compile(words.encode()), patience, whole=True)

    def written(self, words: str, patience: float = PATIENCE) -> float:
        """When `words`, a pattern, were first written, of a program that may not mark its updates."""
        return self._until(re.compile(words.encode()), patience, whole=False)[0]

    def quiet(self, seconds: float = 0.0) -> None:
        """Drop what was painted, until nothing was for so long."""
        while self._read(seconds):
            pass
        self._unread = b""

    def heard(self, seconds: float) -> str:
        """What was painted until nothing was for so long."""
        while self._read(seconds):
            pass
        shown, self._unread = self._unread, b""
        return as_text(shown)

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

    def _until(self, words: re.Pattern[bytes], patience: float, *, whole: bool) -> tuple[float, str]:
        end = time.monotonic() + patience
        while True:
            found = words.search(self._unread)
            done = self._unread.find(PAINTED, found.end()) if found and whole else 0
            if found and done >= 0:
                now = time.monotonic()
                shown, self._unread = self._unread, b""
                return now, as_text(shown)
            if time.monotonic() > end:
                raise TimeoutError(f"{words.pattern!r} was not painted; the last was:\n{as_text(self._unread)[-3000:]}")
            self._read(0.5)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._handle], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._handle, 65536)
        except OSError:
            raise EOFError(f"the program ended:\n{as_text(self._unread)[-3000:]}") from None
        if _ASKED in data:
            os.write(self._handle, _CAN)
        self._unread += data
        return True


def as_text(painted: bytes) -> str:
    """What was painted: a line for each place that was painted, and `EDGE` wherever the colours change."""
    return _STYLES.sub(EDGE.encode(), _MOVES.sub(b"\n", painted)).decode(errors="replace")


def mib(pid: int) -> float:
    """The memory a process has at this moment."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    found = re.search(r"^Rss:\s+(\d+)", text, re.MULTILINE)
    assert found is not None
    return int(found[1]) / 1024


def _plain_env() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {"LANG": "C.UTF-8", "TERM": "xterm-256color", "COLORTERM": "truecolor", **kept}


