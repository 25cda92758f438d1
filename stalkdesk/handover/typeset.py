"""A document set on sheets: level and grade first to the eye, the caller's own words whole, then what is to be done."""

from __future__ import annotations

from itertools import zip_longest
from typing import Final

from stalkdesk.handover.document import Document, Picture
from stalkdesk.handover.lines import OWN_WORDS, brief_blocks, quoted
from stalkdesk.handover.sheets import ACROSS, BOTTOM, LEFT, Box, Letters, Ruler, Sheets, Words

TOP: Final = 21.0
BAND: Final = 13.0
"""What the band of a practice record takes of each sheet."""
REST: Final = "The full text of the record holds the rest."
GOES_ON: Final = "  (goes on)"
_TITLE: Final = Letters(size=10.5, lead=5.4, bold=True)
_ROW: Final = Letters(size=9.5, lead=4.5)
_SMALL: Final = Letters(size=8, lead=4, ink=70)
_OWN: Final = Letters(size=11.5, lead=5.9)
_HEAD: Final = Letters(size=9, lead=4.5)
_STRONG: Final = Letters(size=9, lead=4.5, bold=True)
_SHEETS: Final = 2
_SIZES: Final = (0.94, 0.88, 0.83, 0.79)
"""How much smaller letters may be set before there is a third sheet; at the last rows are in 7.5 points."""
_LABEL: Final = 7.5
_INDENT: Final = 4.5
_GAP: Final = 4.0
_PAD: Final = 4.0
_HALF: Final = (ACROSS - _GAP) / 2
_MOST_NOTES: Final = 10
"""With more lines than this the reasons stand over the whole width, under the two names."""
_MARKS: Final = {"HIGH": "◆", "MEDIUM": "▲", "STANDARD": "○", "IMMEDIATE": "◆", "PRIORITY": "▲"}
_RING: Final = 0.9
_PRESSING: Final = "◆"
_BARS: Final = " ▁▂▃▄▅▆▇█"
_EVEN: Final = "░"


def typeset(document: Document, ruler: Ruler) -> Sheets:
    """The document on as many sheets as it needs: on two if it fits, in smaller letters if need be."""
    sheets = _set(document, ruler, 1)
    if len(sheets.pages) <= _SHEETS:
        return sheets
    least = _set(document, ruler, _SIZES[-1])
    most = max(len(least.pages), _SHEETS)
    tried = (_set(document, ruler, size) for size in _SIZES[:-1])
    return sheets if len(sheets.pages) <= most else next((one for one in tried if len(one.pages) <= most), least)


def _set(document: Document, ruler: Ruler, scale: float) -> Sheets:
    """Everything in letters of one size."""
    sheets = Sheets(ruler, TOP + (BAND if document.practice else 0), scale)
    for row in document.head:
        sheets.row(row, sheets.at(_HEAD))
    if document.delivery:
        sheets.row(document.delivery, sheets.at(_STRONG))
    _names(sheets, document)
    _own_words(sheets, document.words)
    picture = document.picture
    for block, rows in brief_blocks(document):
        here = picture if picture is not None and block.id == picture.beside else None
        picture = None if here else picture
        _block(sheets, block.title, rows, block.note, here)
    if picture is not None:
        _block(sheets, "By week", (), "", picture)
    sheets.y += 1.5
    sheets.need(1.5 + sheets.at(_SMALL).lead * 2)
    sheets.put(Box(x=LEFT, y=sheets.y, width=ACROSS, height=0.2, fill=0))
    sheets.y += 1.5
    for row in (*document.foot, REST):
        sheets.row(row, sheets.at(_SMALL))
    return sheets


def _names(sheets: Sheets, document: Document) -> None:
    """Level and grade side by side, each with its mark, so that neither hangs on a colour."""
    sheets.y += 2
    named = (
        ("LEVEL", document.level.upper(), document.level_mark, document.level_notes),
        ("GRADE", document.grade.upper(), document.grade_mark, document.grade_notes),
    )
    set_names: list[tuple[str, list[str], Letters]] = []
    for _, name, given, _ in named:
        mark = given or _MARKS.get(name, "○")
        set_names.append((mark, *_fitting(sheets, f"{mark} {name}")))
    height = 10 + max(len(lines) * letters.lead for _, lines, letters in set_names)
    sheets.need(height)
    for number, ((label, *_), (mark, lines, letters)) in enumerate(zip(named, set_names, strict=True)):
        x, pressing = LEFT + number * (_HALF + _GAP), mark == _PRESSING
        ink = 255 if pressing else 0
        box = {"x": x, "y": sheets.y, "width": _HALF, "height": height}
        sheets.put(Box(**box, fill=0) if pressing else _ring(**box))
        sheets.put(Words(x=x + _PAD, y=sheets.y + 5.5, text=label, size=_LABEL, bold=True, ink=ink))
        for at, line in enumerate(lines):
            y = sheets.y + 7 + letters.lead * (at + 0.78)
            sheets.put(Words(x=x + _PAD, y=y, text=line, size=letters.size, bold=True, ink=ink))
    sheets.y += height + 1.5
    _reasons(sheets, document.level_notes, document.grade_notes)


def _ring(x: float, y: float, width: float, height: float) -> Box:
    """A strong line round a box, inside its edges."""
    half = _RING / 2
    return Box(x=x + half, y=y + half, width=width - _RING, height=height - _RING, line=_RING)


def _fitting(sheets: Sheets, name: str) -> tuple[list[str], Letters]:
    """A name as large as it can stand on one line; if it can't, small and on several."""
    room = _HALF - 2 * _PAD
    for size in (23, 20, 17, 14, 12):
        letters = Letters(size=size, lead=size * 0.42, bold=True)
        if sheets.ruler.width(name, size, bold=True) <= room:
            return [name], letters
    return sheets.broken(name, letters, room), letters


def _reasons(sheets: Sheets, level: tuple[str, ...], grade: tuple[str, ...]) -> None:
    """Why, each under its name; over the whole width where that would be too long."""
    sides = [_side(sheets, notes) for notes in (level, grade)]
    if max(map(len, sides)) > _MOST_NOTES:
        _block(sheets, "Level", level)
        _block(sheets, "Grade", grade)
        return
    sheets.need(sheets.at(_ROW).lead * max(map(len, sides)))
    for lines in zip_longest(*sides):
        at = sheets.y
        for number, line in enumerate(lines):
            if line is not None:
                sheets.y = at
                bullet, text = line
                x = LEFT + number * (_HALF + _GAP)
                if bullet:
                    sheets.put(Words(x=x, y=at + sheets.at(_ROW).lead * 0.76, text=bullet, size=sheets.at(_ROW).size))
                sheets.line(text, sheets.at(_ROW), x + _INDENT)
        sheets.y = at + sheets.at(_ROW).lead


def _side(sheets: Sheets, notes: tuple[str, ...]) -> list[tuple[str, str]]:
    return [
        ("" if number else "–", line)
        for note in notes
        for number, line in enumerate(sheets.broken(note, sheets.at(_ROW), _HALF - _INDENT))
    ]


def _own_words(sheets: Sheets, words: tuple[str, ...]) -> None:
    """Whole, in a frame that goes on over as many sheets as it takes."""
    if not words:
        return
    sheets.y += 3 * sheets.scale
    sheets.need(2 * _PAD + sheets.at(_TITLE).lead + 3 * sheets.at(_OWN).lead)
    begun = _open(sheets, OWN_WORDS)
    for number, one in enumerate(words):
        lines = sheets.broken(quoted(one), sheets.at(_OWN), ACROSS - 2 * _PAD - 2)
        for at, line in enumerate(lines):
            gap = 2.0 * sheets.scale if number and at == 0 else 0.0
            alone = at == 0 and len(lines) > 1
            if sheets.y + gap + sheets.at(_OWN).lead * (2 if alone else 1) + _PAD > BOTTOM:
                _close(sheets, begun)
                sheets.turn()
                begun = _open(sheets, OWN_WORDS + GOES_ON)
                gap = 0
            sheets.y += gap
            sheets.line(line, sheets.at(_OWN), LEFT + _PAD + 2)
    _close(sheets, begun)


def _open(sheets: Sheets, title: str) -> float:
    begun = sheets.y
    sheets.y += _PAD - 1
    sheets.line(title, sheets.at(_TITLE), LEFT + _PAD + 2)
    sheets.y += 0.8
    return begun


def _close(sheets: Sheets, begun: float) -> None:
    sheets.y += _PAD - 1.5
    height = sheets.y - begun
    sheets.put(Box(x=LEFT, y=begun, width=ACROSS, height=height, line=0.4))
    sheets.put(Box(x=LEFT, y=begun, width=2, height=height, fill=0))


def _block(sheets: Sheets, title: str, rows: tuple[str, ...], note: str = "", picture: Picture | None = None) -> None:
    """A title never stands at the end of a sheet without what it is the title of."""
    if not (rows or note or picture):
        return
    titles = sheets.broken(title, sheets.at(_TITLE), ACROSS)
    first = sum(len(sheets.broken(row, sheets.at(_ROW), ACROSS - _INDENT)) for row in rows[:2])
    gap = 2.3 * sheets.scale if sheets.y > sheets.top else 0
    height = (
        gap
        + len(titles) * sheets.at(_TITLE).lead
        + (sheets.at(_SMALL).lead if note else 0)
        + min(first, 4) * sheets.at(_ROW).lead
    )
    sheets.need(height + (_height(picture) if picture else 0))
    sheets.y += gap if sheets.y > sheets.top else 0
    for line in titles:
        sheets.line(line, sheets.at(_TITLE))
    if note:
        sheets.row(note, sheets.at(_SMALL))
    if picture is not None:
        _picture(sheets, picture)
    for row in rows:
        sheets.row(row, sheets.at(_ROW), indent=_INDENT, bullet="–")


def _height(picture: Picture) -> float:
    return 22 + (4 if picture.scale else 0) + 4 * sum(map(bool, (picture.breaches, picture.reports)))


def _picture(sheets: Sheets, picture: Picture) -> None:
    """How often, as bars; what broke an order and what was reported stand under their weeks as letters."""
    count = max(map(len, (picture.bars, picture.breaches, picture.reports, picture.months)))
    left = LEFT + 16
    each = min(5.0, (ACROSS - 16) / max(count, 1))
    tall, base = 12.0, sheets.y + 13.5
    for at, one in enumerate(picture.bars):
        x, width = left + at * each, each * 0.72
        if one == _EVEN:
            sheets.put(Box(x=x, y=base - tall / 4, width=width, height=tall / 4, fill=225, line=0.2))
        elif one in _BARS and one != " ":
            height = tall * _BARS.index(one) / 8
            sheets.put(Box(x=x, y=base - height, width=width, height=height, fill=0))
        elif one != " ":
            sheets.put(Box(x=x + width / 2 - 0.2, y=base - 0.8, width=0.4, height=0.4, fill=90))
    sheets.put(Box(x=left, y=base, width=max(count * each, each), height=0.25, fill=0))
    sheets.y = base + 0.8
    for label, row, bold in (("breach", picture.breaches, True), ("report", picture.reports, True)):
        if row:
            sheets.put(Words(x=LEFT, y=sheets.y + 3, text=label, size=7.5, ink=70))
            for at, one in enumerate(row):
                if one != " ":
                    middle = (each * 0.72 - sheets.ruler.width(one, 7.5, bold=bold)) / 2
                    sheets.put(Words(x=left + at * each + middle, y=sheets.y + 3, text=one, size=7.5, bold=bold))
            sheets.y += 4
    at = 0
    for word in picture.months.split(" "):
        if word:
            sheets.put(Words(x=left + at * each, y=sheets.y + 3, text=word, size=7.5, ink=70))
        at += len(word) + 1
    sheets.y += 4.2
    if picture.scale:
        sheets.row(picture.scale, sheets.at(_SMALL))
    sheets.y += 1
