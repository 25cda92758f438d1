"""The paper: every letter is on it, each sheet says whose and what it is, and the same record gives the same bytes."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from contextlib import closing
from io import BytesIO

import pypdf
import pypdfium2
import pytest
from fpdf import FPDF
from handover.documents import HASH, SCRIPTS, THREAT, document, documents, empty, spoken
from hypothesis import example, given, settings

from stalkdesk.handover.document import Block, Document
from stalkdesk.handover.lines import brief_blocks, quoted
from stalkdesk.handover.paper import _Case, _letters, pdf
from stalkdesk.handover.sheets import BOTTOM, LEFT, Sheets, Words
from stalkdesk.handover.typeset import typeset

AT = "2026-11-21T22:19:04.123Z"
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


class Even:
    """Every letter half as wide as it is high."""

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        return len(text) * size * 0.18


def pages_of(doc: Document) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf(doc, created=AT))).pages]


def seen_by_pdfium(doc: Document) -> str:
    with pypdfium2.PdfDocument(pdf(doc, created=AT)) as file:
        return "\n".join(file[number].get_textpage().get_text_range() for number in range(len(file)))


def bare(text: str) -> str:
    """Without white space, and without what a sheet says above and below."""
    return re.sub(r"\s+", "", text)


def plain(text: str) -> str:
    return " ".join(text.split())


def test_a_record_is_on_one_sheet_with_everything_that_is_brief() -> None:
    doc = document()
    (text,) = map(plain, pages_of(doc))
    for row in (*map(quoted, doc.words), *doc.head, doc.delivery, *doc.level_notes, *doc.grade_notes, *doc.foot):
        assert row in text
    for block, rows in brief_blocks(doc):
        assert block.title in text
        assert all(row in text for row in rows)
    assert "07700" not in text and "question 3" not in text
    assert text.endswith("The full text of the record holds the rest.") or "holds the rest." in text
    places = [text.index(one) for one in ("HIGH", "IMMEDIATE", "own words", "Because", "People", "What was agreed")]
    assert places == sorted(places)


@pytest.mark.parametrize("practice", [True, False])
def test_each_sheet_says_whose_and_what_it_is(practice: bool) -> None:
    pages = pages_of(document(practice=practice, words=(THREAT * 120,)))
    assert len(pages) > 2
    for number, text in enumerate(pages, start=1):
        assert text.count("OFFICIAL-SENSITIVE") == 2
        assert "SD-26-004217 · revision 2" in text and f"page {number} of {len(pages)}" in text
        assert f"sha256 {HASH}" in text
        assert (text.count("PRACTICE · NOT A REAL RECORD") == 2) == practice


def test_a_draft_says_that_it_is_not_final() -> None:
    (text,) = pages_of(empty())
    assert "not final" in text and "NOT ENOUGH" in text and "sha256" not in text


def test_the_same_record_gives_the_same_bytes_and_says_nothing_of_people() -> None:
    doc = document(words=SCRIPTS)
    one = pdf(doc, created=AT)
    program = (
        "import sys; from handover.documents import SCRIPTS, document; from stalkdesk.handover.paper import pdf\n"
        f"sys.stdout.buffer.write(pdf(document(words=SCRIPTS), created='{AT}'))"
    )
    again = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert again.stdout == one and not again.stderr
    about = pypdf.PdfReader(BytesIO(one)).metadata
    assert about is not None
    assert about.title == "SD-26-004217 revision 2" and about.author == "stalkdesk"
    assert set(about) <= {"/Title", "/Author", "/CreationDate", "/Producer"}


def test_a_letter_that_no_font_has_is_printed_as_its_number() -> None:
    (text,) = pages_of(document(words=("a \U00020000 b \uf8ff",), blocks=()))
    assert "“a [U+20000] b [U+F8FF]”" in plain(text)


def test_ten_thousand_characters_are_all_there() -> None:
    said = (THREAT + ". ") * 100
    pages = pages_of(document(words=(said[:10_000],)))
    text = "".join(re.sub(r"(?s)printed Sat.*?goes on\)|OFFICIAL.*?goes on\)", "", bare(page)) for page in pages)
    want = bare(quoted(said[:10_000]))
    counted = Counter(text)
    assert all(counted[one] >= count for one, count in Counter(want).items())
    assert text.count(bare(THREAT)) >= 85


def test_words_from_right_to_left_are_whole_for_who_reads_them_and_for_programs() -> None:
    doc = document(words=("he wrote שלום עולם and مرحبا today",), blocks=())
    assert all(word in "".join(pages_of(doc)) for word in ("שלום", "עולם", "مرحبا", "he wrote", "today"))
    assert all(word in seen_by_pdfium(doc) for word in ("שלום", "עולם", "مرحبا", "he wrote", "today"))


@settings(max_examples=25)
@given(spoken, spoken)
@example("می\u200cخواهم (12) بروم", " ".join(SCRIPTS))
def test_words_in_any_script_can_be_had_back_from_the_paper(one: str, other: str) -> None:
    doc = document(words=(one, other), blocks=(), foot=())
    with closing(_Case(FPDF(), _letters(doc))) as case:
        numbers = case.numbers
    text = bare("".join(pages_of(doc)))
    counted = Counter(text)
    for row in doc.words:
        want = bare(quoted(row).translate(numbers))
        assert not Counter(want) - counted
        if not RIGHT_TO_LEFT.search(row):
            assert want in re.sub("OFFICIAL.*?goeson[)]", "", text)


@given(documents())
def test_nothing_stands_outside_the_sheet_and_no_title_at_its_end(doc: Document) -> None:
    sheets: Sheets = typeset(doc, Even())
    titles = {block.title for block, _ in brief_blocks(doc) if block.title}
    for marks in sheets.pages:
        texts = [mark for mark in marks if isinstance(mark, Words)]
        for mark in marks:
            assert mark.y <= BOTTOM + 0.5 and mark.x >= LEFT
        last = max(texts, key=lambda mark: mark.y) if texts else None
        assert (
            last is None
            or not (last.bold and last.text in titles)
            or not any(block.title == last.text and rows for block, rows in brief_blocks(doc))
        )
    printed = bare("".join(mark.text for marks in sheets.pages for mark in marks if isinstance(mark, Words)))
    for row in doc.words:
        if len(row) < 200 and "\n" not in row:
            assert bare(quoted(row)) in printed


def test_many_reasons_go_on_over_sheets() -> None:
    rows = tuple(f"HIGH: reason {number}, " + "and so it goes " * (number % 12) for number in range(90))
    pages = pages_of(document(blocks=(Block(id="because", title="Because", rows=rows),)))
    text = plain(" ".join(pages))
    assert len(pages) == 3
    assert all(f"reason {number}," in text for number in range(90))


def test_a_level_of_its_own_name_has_room() -> None:
    (text,) = pages_of(document(level="a level that a force has given a name of its own", level_mark="▲", blocks=()))
    assert "▲ A LEVEL THAT A FORCE HAS" in plain(text)
