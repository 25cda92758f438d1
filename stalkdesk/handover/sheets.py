"""Sheets of paper before they are printed: what stands where on each, in millimetres from the top left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from stalkdesk.handover.lines import may_part

LEFT: Final = 18.0
ACROSS: Final = 174.0
BOTTOM: Final = 278.5
SMALLEST: Final = 7.5
"""In points: what is smaller can't be read on paper."""
_PIECE: Final = re.compile(r" +|[^ ]+ *")
_KEPT: Final = 4
"""A row of no more lines than this stays on one sheet."""


class Ruler(Protocol):
    """Knows how wide letters are."""

    def width(self, text: str, size: float, *, bold: bool = False) -> float: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One line of text; `y` is where its letters stand. `ink`: 0 is black, 255 white."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    ink: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle: filled with a grey, or None; drawn round with a line so thick, or 0."""

    x: float
    y: float
    width: float
    height: float
    fill: int | None = None
    line: float = 0


Mark = Words | Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """How a row is set: size in points, and millimetres from line to line."""

    size: float
    lead: float
    bold: bool = False
    ink: int = 0

    def smaller(self, by: float, least: float) -> Letters:
        """The same at so much of its size, but no smaller than `least` points."""
        size = max(self.size * by, min(least, self.size))
        return replace(self, size=size, lead=self.lead * size / self.size)


@dataclass(slots=True)
class Sheets:
    """Filled from the top down; what has no room goes on the next sheet. `y`: how far the sheet is filled; `scale`:
    at how much of its size everything is set."""

    ruler: Ruler
    top: float
    scale: float = 1
    pages: list[list[Mark]] = field(default_factory=lambda: [[]])
    y: float = 0

    def __post_init__(self) -> None:
        self.y = self.top

    def at(self, letters: Letters) -> Letters:
        """These letters at the size of these sheets."""
        return letters if self.scale == 1 else letters.smaller(self.scale, SMALLEST)

    def turn(self) -> None:
        self.pages.append([])
        self.y = self.top

    def need(self, height: float) -> None:
        """Turns to the next sheet unless there is so much room, or this one is empty."""
        if self.y + height > BOTTOM and self.y > self.top:
            self.turn()

    def put(self, *marks: Mark) -> None:
        self.pages[-1] += marks

    def line(self, text: str, letters: Letters, x: float = LEFT) -> None:
        """One line of text where the sheet is filled to."""
        y = self.y + letters.lead * 0.76
        self.put(Words(x=x, y=y, text=text, size=letters.size, bold=letters.bold, ink=letters.ink))
        self.y += letters.lead

    def row(self, text: str, letters: Letters, *, indent: float = 0, bullet: str = "") -> None:
        """A row over as many lines as it needs; a short one is not parted."""
        lines = self.broken(text, letters, ACROSS - indent)
        self.need(letters.lead * (len(lines) if len(lines) <= _KEPT else 2))
        for number, line in enumerate(lines):
            self.need(letters.lead)
            if number == 0 and bullet:
                self.put(Words(x=LEFT, y=self.y + letters.lead * 0.76, text=bullet, size=letters.size))
            self.line(line, letters, LEFT + indent)

    def broken(self, text: str, letters: Letters, width: float) -> list[str]:
        """The lines of a text; together they are the text, but for its own line ends."""
        return [line for one in text.split("\n") for line in self._broken(one, letters, width)]

    def _broken(self, text: str, letters: Letters, width: float) -> Iterator[str]:
        line, used = "", 0.0
        for piece in _PIECE.findall(text):
            seen, whole = (self.ruler.width(one, letters.size, bold=letters.bold) for one in (piece.rstrip(" "), piece))
            if used + seen <= width:
                line, used = line + piece, used + whole
                continue
            if seen <= width:
                yield line
                line, used = piece, whole
                continue
            for part in self._cut(piece, letters, width):
                if line:
                    yield line
                line = part
            used = self.ruler.width(line, letters.size, bold=letters.bold)
        yield line

    def _cut(self, word: str, letters: Letters, width: float) -> list[str]:
        """A word that is wider than a line, in pieces; it begins on a line of its own."""
        parts: list[str] = []
        start, used = 0, 0.0
        for at, one in enumerate(word):
            more = self.ruler.width(one, letters.size, bold=letters.bold)
            if used + more > width and at > start and may_part(word[at - 1], one):
                parts.append(word[start:at])
                start, used = at, 0.0
            used += more
        return [*parts, word[start:]]
