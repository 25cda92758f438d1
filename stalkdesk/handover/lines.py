"""Rows broken into lines of their width so that nothing of them is lost, and put together again.

The rule: a row is broken only at a single space between two characters that are no white space, and that space is not
written. What goes on after such a break begins with four spaces; where the row has a line end of its own, the next line
begins with `  | `. So whoever reads the lines gets the row back: cut the first four columns, and join with a space or a
line end. Everything else stays as it is, several spaces and tabs too, and a word longer than a line is not cut.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from stalkdesk.handover.document import Block, Document

WIDTH: Final = 76
ROW: Final = "  - "
GOES_ON: Final = "    "
NEXT_LINE: Final = "  | "
PRACTICE: Final = "PRACTICE · not a real record · PRACTICE"
OWN_WORDS: Final = "In the caller's own words"
_TAB: Final = 8
_WIDE: Final = ("W", "F")
_JOINERS: Final = "\u200c\u200d"


def quoted(words: str) -> str:
    """The caller's own words between marks, so that it is seen where they begin and end."""
    return f"“{words}”"


def brief_blocks(document: Document) -> Iterator[tuple[Block, tuple[str, ...]]]:
    """The blocks that stand where room is short, each with its rows for there, in their order."""
    known = {block.id: block for block in document.blocks}
    for id in document.brief:
        if (block := known.get(id)) is not None:
            rows = block.rows if block.brief is None else block.brief
            if rows or block.note:
                yield block, rows


def wrapped(row: str, first: str = ROW, width: int = WIDTH) -> list[str]:
    """The lines of a row, `first` before the first of them."""
    lines: list[str] = []
    for number, line in enumerate(row.split("\n")):
        prefix = NEXT_LINE if number else first
        for piece in _filled(line, columns(prefix), width):
            lines.append(prefix + piece)
            prefix = GOES_ON
    return lines


def unwrapped(lines: Iterable[str], first: str = ROW) -> str:
    """The row that was broken into these lines."""
    pieces: list[str] = []
    for number, line in enumerate(lines):
        if number == 0:
            pieces.append(line.removeprefix(first))
        else:
            pieces += "\n" if line.startswith(NEXT_LINE) else " ", line[len(GOES_ON) :]
    return "".join(pieces)


def columns(text: str) -> int:
    """How many columns a terminal or a printer of fixed width gives it."""
    if text.isascii():
        return len(text) + (_TAB - 1) * text.count("\t")
    return sum(_columns(one) for one in text)


def may_part(before: str, after: str) -> bool:
    """Whether a text may be cut between these characters without taking an accent or a joiner off its letter."""
    return before not in _JOINERS and after not in _JOINERS and not unicodedata.category(after).startswith("M")


def _columns(one: str) -> int:
    if one == "\t":
        return _TAB
    if one in _JOINERS or unicodedata.category(one) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(one) in _WIDE else 1


def _filled(line: str, taken: int, width: int) -> Iterator[str]:
    """A line in pieces, each with as many words as there is room for."""
    start = end = 0
    used = taken
    for word in _words(line):
        more = columns(word)
        if end > start and used + 1 + more > width:
            yield line[start:end]
            start, used = end + 1, len(GOES_ON)
        else:
            used += 1 if end > start else 0
            end += 1 if end > start else 0
        end = max(end, start) + len(word)
        used += more
    yield line[start:end]


def _words(line: str) -> Iterator[str]:
    """What stands between the spaces at which it may be broken."""
    start = 0
    for at in range(1, len(line) - 1):
        alone = line[at] == " " and not line[at - 1].isspace() and not line[at + 1].isspace()
        if alone and may_part(" ", line[at + 1]):
            yield line[start:at]
            start = at + 1
    yield line[start:]
