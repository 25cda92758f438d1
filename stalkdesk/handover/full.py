"""The whole record as plain text: the caller's own words, the level and why, then everything else.

`stalkdesk.handover.lines` says how rows are broken into lines and read back whole. Only what this program says itself
begins in the first column; nothing a caller said can look like it.
"""

from __future__ import annotations

from collections.abc import Iterator

from stalkdesk.handover.document import MARKING, Block, Document, Picture
from stalkdesk.handover.lines import (
    GOES_ON,
    NEXT_LINE,
    OWN_WORDS,
    PRACTICE,
    ROW,
    WIDTH,
    quoted,
    unwrapped,
    wrapped,
)

_LABEL = 11
"""Columns before the picture, for what each of its rows shows."""


def full_text(document: Document) -> str:
    """Everything that is in the document, in lines of 76 columns."""
    lines = [PRACTICE, ""] if document.practice else []
    lines += [MARKING, ""]
    lines += wrapped(f"{document.ref}  stalking screening  revision {document.revision}", "")
    lines += [line for row in (*document.head, document.delivery) if row for line in wrapped(row, "")]
    if document.words:
        lines += ["", OWN_WORDS, *_rows(tuple(quoted(words) for words in document.words))]
    lines += ["", *wrapped(f"LEVEL {document.level.upper()}", ""), *_rows(document.level_notes)]
    lines += [*wrapped(f"GRADE {document.grade.upper()}", ""), *_rows(document.grade_notes)]
    lines += _blocks(document)
    if document.foot:
        lines += ["", *(line for row in document.foot for line in wrapped(row, ""))]
    if document.sha256:
        lines += ["", f"revision {document.revision} · sha256 {document.sha256}"]
    if document.practice:
        lines += ["", PRACTICE]
    return "\n".join(lines) + "\n"


def rows_of(text: str) -> tuple[str, ...]:
    """Every row of a full text as it was before it was broken into lines: what was said can be had back from it."""
    rows: list[list[str]] = []
    inside = False
    for line in text.split("\n"):
        if line.startswith(ROW):
            rows.append([line])
            inside = True
        elif inside and line.startswith((GOES_ON, NEXT_LINE)):
            rows[-1].append(line)
        else:
            inside = False
    return tuple(unwrapped(lines) for lines in rows)


def _rows(rows: tuple[str, ...]) -> list[str]:
    return [line for row in rows for line in wrapped(row)]


def _blocks(document: Document) -> Iterator[str]:
    picture = document.picture
    for block in document.blocks:
        here = picture if picture is not None and block.id == picture.beside else None
        if block.rows or block.note or here:
            yield from _block(block, here)
            picture = None if here else picture
    if picture is not None:
        yield from ("", "By week", *_picture(picture))


def _block(block: Block, picture: Picture | None) -> Iterator[str]:
    yield ""
    yield from wrapped(block.title, "")
    if block.note:
        yield from wrapped(block.note, GOES_ON)
    if picture is not None:
        yield from _picture(picture)
    yield from _rows(block.rows)


def _picture(picture: Picture) -> Iterator[str]:
    """The picture; where it is wider than the page, the later weeks under the earlier ones."""
    across = WIDTH - _LABEL
    rows = {"": picture.bars, "breach": picture.breaches, "report": picture.reports, " ": picture.months}
    for start in range(0, max(map(len, rows.values())), across):
        for label, row in rows.items():
            if piece := row[start : start + across].rstrip():
                yield f"    {label:<{_LABEL - 4}}{piece}"
    if picture.scale:
        yield from wrapped(picture.scale, GOES_ON)
