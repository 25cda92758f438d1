"""The record as short plain texts for a command and control log, which takes so many characters at a time.

The caller's own words come first and whole. Every row begins with `- `; where a row has a line end of its own, the next
line begins with `| `. No row is cut unless it alone is longer than a part: then a line says so at the end of one part
and at the start of the next, where it goes on after two spaces. What is not known stands as far as it needs no further
part. `whole` reads the rows back out of the parts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from stalkdesk.handover.document import MARKING, Document
from stalkdesk.handover.lines import OWN_WORDS, brief_blocks, may_part, quoted
from stalkdesk.text import clip

Measure = Callable[[str], int]
LEAST: Final = 400
"""No log takes less; below it the first lines would leave no room for words."""
_ROW: Final = "- "
_GOES_ON: Final = "  "
_NEXT_LINE: Final = "\n| "
_ENOUGH: Final = 120
"""With less room than this a long row begins in the next part."""
_TITLE: Final = 60
_NEAR: Final = 80
"""How far back from the end of a part a space is looked for to cut a long row at."""


def utf16(text: str) -> int:
    """Length in UTF-16 units, as systems made in Java or C# count it."""
    return len(text) + sum(one > "\uffff" for one in text)


def utf8(text: str) -> int:
    """Length in bytes of UTF-8."""
    return len(text.encode("utf-8", "surrogatepass"))


def short_texts(document: Document, limit: int = 2000, measure: Measure = len) -> tuple[str, ...]:
    """The document in parts, none longer than `limit` as `measure` counts. Raises ValueError for a limit under 400."""
    if limit < LEAST:
        raise ValueError(f"a part needs at least {LEAST} characters")
    steps = max((len(block.fits) for block, _ in brief_blocks(document)), default=0)
    if steps < 2:
        return _parts(document, limit, measure)
    fewest = len(_parts(document, limit, measure, steps - 1))
    step = bisect_left(range(steps), True, key=lambda at: len(_parts(document, limit, measure, at)) <= fewest)
    return _parts(document, limit, measure, step)


def _parts(document: Document, limit: int, measure: Measure, step: int = 0) -> tuple[str, ...]:
    """`step`: how much shorter than they might be those rows are that may be shortened."""
    digits = 1
    while True:
        pages = _Pages(limit - measure(_first_line(document, "9" * digits, "9" * digits)), measure)
        for title, rows in _content(document, step):
            pages.add(title, rows)
        count = len(pages.parts)
        if len(str(count)) <= digits:
            break
        digits += 1
    return tuple(
        "\n".join((_first_line(document, str(number), str(count)), *lines))
        for number, lines in enumerate(pages.parts, start=1)
    )


def whole(parts: Sequence[str]) -> tuple[str, ...]:
    """Every row of the parts in its order, as it was: those that go on in another part are put together."""
    rows: list[str] = []
    for part in parts:
        for line in part.split("\n")[1:]:
            if line.startswith(_ROW):
                rows.append(line[2:])
            elif line.startswith(_GOES_ON):
                rows[-1] += line[2:]
            elif line.startswith(_NEXT_LINE[1:]):
                rows[-1] += "\n" + line[2:]
    return tuple(rows)


def _first_line(document: Document, number: str, count: str) -> str:
    practice = ("PRACTICE, not a real record",) if document.practice else ()
    what = (*practice, MARKING, document.ref, f"revision {document.revision}", f"part {number} of {count}")
    return " · ".join(what)


def _content(document: Document, step: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Titles with their rows, the first to be read first; level and grade stand there without rows too."""
    if document.words:
        yield OWN_WORDS, tuple(quoted(words) for words in document.words)
    yield f"LEVEL {document.level.upper()}", document.level_notes
    yield f"GRADE {document.grade.upper()}", document.grade_notes
    if document.delivery:
        yield "Where it is", (document.delivery,)
    for block, brief in brief_blocks(document):
        rows = block.fits[min(step, len(block.fits) - 1)] if block.fits else brief
        yield block.title, (block.note, *rows) if block.note else rows
    if document.foot:
        yield "To know", document.foot


@dataclass(slots=True)
class _Pages:
    """Lines put into parts of so much room. A title goes with its first row, and stands again where its rows go on."""

    room: int
    measure: Measure
    parts: list[list[str]] = field(default_factory=lambda: [[]])
    used: int = 0

    def add(self, title: str, rows: tuple[str, ...]) -> None:
        title = clip(title.strip(), _TITLE)
        if not rows:
            self._put_whole(title)
        lead = (title,)
        for row in rows:
            shown = _shown(row, _ROW)
            if self._fits(*lead, shown):
                self._put(*lead, shown)
            elif self._cost(title, shown) <= self.room:
                self._turn()
                self._put(title, shown)
            elif self._cost(shown) <= self.room:
                # There is no room for both in one part: the row begins the next, and a part never holds a title alone.
                if self.used:
                    self._turn()
                self._put(shown)
            else:
                self._put_split(lead, row)
            lead = ()

    def _put_split(self, lead: tuple[str, ...], row: str) -> None:
        """A row that is longer than a part, over as many as it needs."""
        if self.room - self.used - self._cost(*lead) < min(_ENOUGH, self.room // 2):
            self._turn()
        self._put(*lead)
        rest, first = row, _ROW
        while not self._fits(_shown(rest, first)):
            mark = f"[goes on in part {len(self.parts) + 1}]"
            at = self._cut(rest, first, self.room - self.used - self._cost(mark))
            self._put(_shown(rest[:at], first), mark)
            self._turn()
            self._put(f"[from part {len(self.parts) - 1}]")
            rest, first = rest[at:], _GOES_ON
        self._put(_shown(rest, first))

    def _cut(self, text: str, first: str, room: int) -> int:
        """Where to cut a text so that its beginning has room: at a space if one is near, never inside a letter."""
        most = bisect_right(range(1, len(text)), room, key=lambda at: self._cost(_shown(text[:at], first)))
        if most < 1:
            raise ValueError("there is no room for words beside the first line of a part")
        near = range(most, max(most - _NEAR, 1), -1)
        spaces = (at for at in near if text[at] == " " and may_part(" ", text[at + 1 : at + 2] or " "))
        return next(spaces, next((at for at in near if may_part(text[at - 1], text[at])), most))

    def _put_whole(self, shown: str) -> None:
        if not self._fits(shown):
            self._turn()
        self._put(shown)

    def _fits(self, *shown: str) -> bool:
        return self.used + self._cost(*shown) <= self.room

    def _cost(self, *shown: str) -> int:
        return sum(self.measure(one) + self.measure("\n") for one in shown)

    def _put(self, *shown: str) -> None:
        self.parts[-1] += shown
        self.used += self._cost(*shown)

    def _turn(self) -> None:
        self.parts.append([])
        self.used = 0


def _shown(text: str, first: str) -> str:
    return first + text.replace("\n", _NEXT_LINE)
