"""A long call on two sheets: smaller letters before a third sheet, and never a word less."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdf
import pytest
from desk.hands import HandClock, desk_on, made
from handover.calls import heavy
from handover.documents import THREAT, document

from stalkdesk.desk import papers, showing
from stalkdesk.handover.document import Block, Document
from stalkdesk.handover.lines import brief_blocks, quoted
from stalkdesk.handover.sheets import Sheets, Words
from stalkdesk.handover.typeset import typeset


class Even:
    """Every letter half as wide as it is high."""

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        return len(text) * size * 0.18


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[dict[str, Any], Document, list[str]]]:
    """The heavy call: its record, its document, and its sheets as text."""
    clock = HandClock()
    with desk_on(made(tmp_path_factory.mktemp("heavy") / "practice"), clock) as desk:
        call = heavy(desk, clock)
        read = (desk, call.contact, call.assessment)
        sheets = pypdf.PdfReader(BytesIO(papers.pdf(*read))).pages
        yield showing.record_of(*read), showing.document_of(*read), [sheet.extract_text() for sheet in sheets]


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def sizes(sheets: Sheets) -> set[float]:
    return {round(mark.size, 3) for marks in sheets.pages for mark in marks if isinstance(mark, Words)}


def many(count: int) -> Document:
    """With so many rows in one block."""
    rows = tuple(f"reason {number}, that goes on over the best part of a line of the sheet" for number in range(count))
    return document(words=("he is outside",), blocks=(Block(id="because", title="Because", rows=rows),))


def test_a_heavy_call_is_on_two_sheets_with_every_word(held: tuple[dict[str, Any], Document, list[str]]) -> None:
    record, doc, pages = held
    assert len(record["incidents"]) == 12 and len(record["verbatim"]) == 6 and len(record["actions"]) >= 25
    assert sum(one["state"] == "not_done" for one in record["actions"]) == 8
    assert len(pages) == 2
    printed = [bare(page) for page in pages]
    rows = [*map(quoted, doc.words), *doc.level_notes, *doc.grade_notes, *doc.foot]
    rows += [row for _, brief in brief_blocks(doc) for row in brief]
    # The two columns of reasons are taken out line by line; everything else is in one piece.
    for row in rows:
        beside = row in (*doc.level_notes, *doc.grade_notes)
        pieces = row.split() if beside else [row]
        assert all(any(bare(piece) in page for page in printed) for piece in pieces), row


def test_letters_are_smaller_only_as_far_as_they_must() -> None:
    found = [typeset(many(count), Even()) for count in range(40, 150, 5)]
    scales = [sheets.scale for sheets in found if len(sheets.pages) <= 2]
    assert scales[0] == 1 and scales == sorted(scales, reverse=True) and len(set(scales)) == 5
    assert len(found[-1].pages) == 3


def test_nothing_is_set_smaller_than_can_be_read() -> None:
    for count in (0, 100, 120, 135, 400):
        assert min(sizes(typeset(many(count), Even()))) >= 7.5


def test_what_cant_stand_on_two_sheets_is_no_smaller_than_it_has_to_be() -> None:
    said = THREAT * 150
    sheets = typeset(document(words=(said,)), Even())
    assert len(sheets.pages) > 2
    texts = [mark.text for marks in sheets.pages for mark in marks if isinstance(mark, Words)]
    assert bare(quoted(said)) in bare("".join(texts).replace("In the caller's own words  (goes on)", ""))
