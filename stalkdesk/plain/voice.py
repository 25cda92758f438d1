"""What is heard and said: whole lines of UTF-8, whatever the locale, and nothing a terminal obeys."""

from __future__ import annotations

import contextlib
from typing import BinaryIO, Final

from stalkdesk.text import clean_text

LONGEST_LINE: Final = 1 << 20
"""Bytes taken as one line; what is beyond them comes as the next one."""


class Ended(Exception):
    """Nobody types any more, or nobody hears."""


class Voice:
    """One handler's two streams of bytes."""

    def __init__(self, hears: BinaryIO | None, says: BinaryIO | None) -> None:
        self._hears = hears
        self._says = says
        self._first = True

    def say(self, *texts: str) -> None:
        """Each text on lines of its own. Raises Ended where nobody hears it."""
        lines = [clean_text(text).replace("\t", " ") + "\n" for text in texts]
        if self._says is None:
            raise Ended
        try:
            self._says.write("".join(lines).encode("utf-8", "replace"))
            self._says.flush()
        except (OSError, ValueError):  # closed, full, or gone
            with contextlib.suppress(OSError, ValueError):
                self._says.close()  # or the interpreter would try again at its end, and fail again
            self._says = None
            raise Ended from None

    def read(self) -> str:
        """The next line, without its end; bytes that are no UTF-8 stay as marks. Raises Ended after the last one."""
        if self._hears is None:
            raise Ended
        try:
            raw = self._hears.readline(LONGEST_LINE)
        except (OSError, ValueError):
            raise Ended from None
        if not raw:
            raise Ended
        line = raw.decode("utf-8", "surrogateescape").rstrip("\r\n")
        if self._first:  # some shells begin a pipe with a byte order mark
            self._first, line = False, line.removeprefix("\ufeff")
        return line
