"""The record on paper, as a PDF of A4 sheets for black and white.

Every letter is printed: in DejaVu where that has it, else in GNU Unifont, else as its number, `[U+20000]`. A line with
Hebrew, Arabic or another script from right to left stands as it is read (its letters are not joined), and programs that
take text out of a PDF turn it round again. Line breaks stand at spaces; a word is cut only where it is wider than the
sheet. The bytes depend on the document and `created` alone.
"""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final, cast

from fpdf import FPDF
from fpdf.bidi import BidiCharacter, BidiParagraph
from fpdf.enums import TextDirection
from fpdf.fonts import TTFFont

from stalkdesk.clock import day_and_year, hour, moment
from stalkdesk.guidance.place import data_folder
from stalkdesk.handover.document import MARKING, Document
from stalkdesk.handover.glyphs import small_font
from stalkdesk.handover.lines import OWN_WORDS
from stalkdesk.handover.sheets import ACROSS, LEFT, Box, Words
from stalkdesk.handover.typeset import BAND, GOES_ON, REST, TOP, typeset

_PLAIN: Final = "plain"
_BOLD: Final = "bold"
_SPARE: Final = ("unifont", "unifont_upper")
_POINT: Final = 25.4 / 72
_TAB: Final = "    "
_RIGHT: Final = LEFT + ACROSS
_PRACTICE: Final = "PRACTICE · NOT A REAL RECORD"
_TURNED: Final = ("R", "AL", "AN")


def pdf(document: Document, *, created: str) -> bytes:
    """The document on paper. `created`: when it was asked for, as events hold times."""
    # What it has to say is of the fonts' making, and would go to the terminal.
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    made = FPDF(format="A4")
    made.set_auto_page_break(auto=False)
    made.set_creation_date(moment(created))
    made.set_title(f"{document.ref} revision {document.revision}")
    made.set_author("stalkdesk")
    made.set_lang("en-GB")
    with closing(_Case(made, _letters(document))) as case:
        sheets = typeset(document, case)
        for number, marks in enumerate(sheets.pages, start=1):
            made.add_page()
            _frame(case, document, f"page {number} of {len(sheets.pages)}", created)
            for mark in sorted(marks, key=lambda one: isinstance(one, Words)):
                if isinstance(mark, Box):
                    case.box(mark)
                else:
                    case.write(mark)
        return bytes(made.output())


def _frame(case: _Case, document: Document, page: str, created: str) -> None:
    """What stands on every sheet, above and below."""
    for y in (10.0, 292.0):
        case.middle(MARKING, y, size=10)
    revision = f"revision {document.revision}" if document.sha256 else f"revision {document.revision}, not final"
    case.write(Words(x=LEFT, y=16.5, text=f"{document.ref} · {revision}", size=9, bold=True))
    case.right(page, 16.5, size=9)
    case.box(Box(x=LEFT, y=18.5, width=ACROSS, height=0.3, fill=0))
    case.box(Box(x=LEFT, y=283, width=ACROSS, height=0.3, fill=0))
    seal = f"sha256 {document.sha256}" if document.sha256 else "no hash: not final"
    case.write(Words(x=LEFT, y=286.8, text=seal, size=6.5, ink=50))
    case.right(f"printed {day_and_year(created)} {hour(created)}", 286.8, size=6.5)
    if document.practice:
        for y in (TOP, 279.2):
            height = BAND - 2 if y == TOP else 3.2
            case.box(Box(x=LEFT, y=y, width=ACROSS, height=height, fill=0))
            case.middle(_PRACTICE, y + height * 0.74, size=height * 2, ink=255)


def _letters(document: Document) -> set[str]:
    """Every character that may be printed."""
    texts = [*document.head, document.delivery, *document.words, document.level, document.level.upper(), document.grade]
    texts += [document.grade.upper(), *document.level_notes, *document.grade_notes, *document.foot, document.ref]
    texts += [document.level_mark, document.grade_mark, "◆▲○–“”·", REST, GOES_ON, OWN_WORDS, document.sha256]
    for block in document.blocks:
        texts += [block.title, block.note, *(block.rows if block.brief is None else block.brief)]
    if (seen := document.picture) is not None:
        texts += [seen.breaches, seen.reports, seen.months, seen.scale]
    return set().union(*texts) - {"\n", "\t"}


class _Case:
    """The fonts with which a sheet is written, and which of them has which letter."""

    def __init__(self, made: FPDF, letters: set[str]) -> None:
        self._made = made
        folder = data_folder() / "fonts"
        made.add_font(_PLAIN, fname=folder / "DejaVuSans.ttf")
        made.add_font(_BOLD, fname=folder / "DejaVuSans-Bold.ttf")
        missing = {ord(one) for one in letters} - self._font(_PLAIN).cmap.keys()
        for name in _SPARE:
            if missing:
                file, found = small_font(folder / f"{name}.otf", missing)
                if found:
                    # It may be read from memory as well as from a path.
                    made.fonts[name] = TTFFont(made, cast("Path", file), name, "")
                missing -= found
        self.numbers = {code: f"[U+{code:04X}]" for code in missing} | {ord("\t"): _TAB}
        self._known: dict[tuple[str, bool], tuple[str, float]] = {}

    def close(self) -> None:
        """Lets go of the font files."""
        for name in self._made.fonts:
            self._font(name).close()

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """How wide a text is in millimetres."""
        return sum(self._one(one, bold=bold)[1] for one in text.translate(self.numbers)) * size * _POINT / 1000

    def write(self, words: Words) -> None:
        """A line of text; where it is read from right to left in part, as it is read."""
        made, x = self._made, words.x
        made.set_text_color(words.ink)
        for font, run in self._runs(_as_read(words.text.translate(self.numbers)), bold=words.bold):
            made.set_font(font, size=words.size)
            made.text(x, words.y, run)
            x += self.width(run, words.size, bold=words.bold)

    def middle(self, text: str, y: float, *, size: float, ink: int = 0) -> None:
        """In bold, in the middle of the sheet."""
        x = LEFT + (ACROSS - self.width(text, size, bold=True)) / 2
        self.write(Words(x=x, y=y, text=text, size=size, bold=True, ink=ink))

    def right(self, text: str, y: float, *, size: float) -> None:
        """At the right edge of what is printed."""
        self.write(Words(x=_RIGHT - self.width(text, size), y=y, text=text, size=size))

    def box(self, box: Box) -> None:
        """A rectangle."""
        made = self._made
        made.set_draw_color(0)
        made.set_line_width(box.line or 0.2)
        if box.fill is not None:
            made.set_fill_color(box.fill)
        style = ("F" if box.fill is not None else "") + ("D" if box.line else "")
        made.rect(box.x, box.y, box.width, box.height, style=style)

    def _runs(self, text: str, *, bold: bool) -> Iterator[tuple[str, str]]:
        font, start = "", 0
        for at, one in enumerate(text):
            other = self._one(one, bold=bold)[0]
            if other != font:
                if at:
                    yield font, text[start:at]
                font, start = other, at
        if text:
            yield font, text[start:]

    def _one(self, one: str, *, bold: bool) -> tuple[str, float]:
        """The font of a character, and its width there."""
        known = self._known.get((one, bold))
        if known is None:
            code = ord(one)
            order = (_BOLD, _PLAIN, *_SPARE) if bold else (_PLAIN, *_SPARE)
            name = next(name for name in order if name in self._made.fonts and code in self._font(name).cmap)
            known = self._known[one, bold] = name, self._font(name).cw[code]
        return known

    def _font(self, name: str) -> Any:
        return self._made.fonts[name]


def _as_read(line: str) -> str:
    """The letters of a line from left to right, as they are seen."""
    if line.isascii() or not any(unicodedata.bidirectional(one) in _TURNED for one in line):
        return line
    order = [(one.character_index, one.character) for one in _reordered(line)]
    # Joiners and the like have no direction and are left out of the order; each stays with the letter before it.
    seen = {at for at, _ in order}
    for at in range(len(line)):
        if at not in seen:
            place = next((n for n, (before, _) in enumerate(order) if before == at - 1), -1)
            right_to_left = place >= 0 and unicodedata.bidirectional(line[at - 1]) in ("R", "AL", "NSM")
            order.insert(place if right_to_left else place + 1, (at, line[at]))
    return "".join(letter for _, letter in order)


def _reordered(line: str) -> Sequence[BidiCharacter]:
    return BidiParagraph(line, TextDirection.LTR).get_reordered_characters()
