"""The full text: laid out as people know it, and every row can be had back from it."""

from __future__ import annotations

from handover.documents import PICTURE, THREAT, document, documents, empty, words
from hypothesis import example, given
from hypothesis import strategies as st

from stalkdesk.handover.document import Document
from stalkdesk.handover.full import full_text, rows_of
from stalkdesk.handover.lines import ROW, columns, quoted, unwrapped, wrapped


def said(doc: Document) -> tuple[str, ...]:
    rows = [quoted(one) for one in doc.words]
    return (*rows, *doc.level_notes, *doc.grade_notes, *(row for block in doc.blocks for row in block.rows))


def test_it_is_laid_out_as_people_know_it() -> None:
    text = full_text(document())
    lines = text.split("\n")
    assert lines[:5] == [
        "OFFICIAL-SENSITIVE",
        "",
        "SD-26-004217  stalking screening  revision 2",
        "Call, opened Sat 21 Nov 22:05, finished 22:19, handler 4117, Durham",
        "Incident DHM-21112026-0412",
    ]
    assert text.index("In the caller's own words") < text.index("LEVEL HIGH") < text.index("GRADE IMMEDIATE")
    assert text.index("GRADE IMMEDIATE") < text.index("\nBecause\n  - HIGH: a threat to kill")
    assert lines[-2] == f"revision 2 · sha256 {document().sha256}"
    assert lines[-4].startswith("A prioritisation aid")
    assert all(columns(line) <= 76 for line in lines[:-2])


def test_practice_is_said_first_and_last() -> None:
    lines = full_text(document(practice=True)).split("\n")
    assert lines[0] == lines[-2] == "PRACTICE · not a real record · PRACTICE"
    assert "PRACTICE" not in full_text(document())


def test_a_draft_has_no_hash_and_an_empty_document_says_what_there_is() -> None:
    text = full_text(empty())
    assert "sha256" not in text
    assert text == (
        "OFFICIAL-SENSITIVE\n\nSD-26-004217  stalking screening  revision 2\ndraft: not final yet\n\n"
        "LEVEL NOT ENOUGH\nGRADE NONE\n"
    )


def test_the_picture_stands_with_its_block_and_no_mark_leaves_its_column() -> None:
    lines = full_text(document()).split("\n")
    at = lines.index("What has happened")
    assert lines[at + 1] == "    the days as they were read"
    bars, breaches, reports, months = (line[11:] for line in lines[at + 2 : at + 6])
    assert (bars, breaches, reports, months) == (PICTURE.bars, PICTURE.breaches, PICTURE.reports, PICTURE.months)
    assert lines[at + 7].startswith("  - At least 23 times")


def test_a_picture_wider_than_the_page_goes_on_below() -> None:
    from dataclasses import replace

    wide = replace(PICTURE, bars="▁" * 60 + "█" * 60, breaches="", reports="", months="", beside="nowhere")
    text = full_text(document(picture=wide))
    assert text.count("▁") == text.count("█") == 60
    assert all(columns(line) <= 76 for line in text.split("\n") if "sha256" not in line)


def test_nothing_a_caller_said_looks_like_what_the_program_says() -> None:
    forged = "well\nLEVEL STANDARD\n  - a row\n\nPRACTICE"
    text = full_text(document(words=(forged,)))
    assert "\nLEVEL STANDARD" not in text
    assert rows_of(text)[0] == quoted(forged)


@given(words)
@example("a" * 200 + " " + "b" * 3)
@example("two  spaces   and\ttab \n then\n\n\n")
@example("  - looks like a row\n  | and a line")
@example("x " + "\u0301" + " y" * 60)
@example(THREAT * 60)
def test_a_row_can_be_had_back_from_its_lines(row: str) -> None:
    lines = wrapped(row)
    assert unwrapped(lines) == row
    assert not any("\n" in line for line in lines)


@given(st.lists(st.text("abcdéß字😀", min_size=1, max_size=12), min_size=1, max_size=60).map(" ".join))
def test_lines_are_full_and_no_wider_than_they_may_be(row: str) -> None:
    lines = wrapped(row)
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        assert columns(line) <= 76
        if after is not None:
            assert columns(line) + 1 + columns(after[4:].split(" ")[0]) > 76


def test_a_long_word_is_not_cut_and_an_accent_stays_on_its_space() -> None:
    assert wrapped("so " + "x" * 200 + " end") == ["  - so", "    " + "x" * 200, "    end"]
    assert wrapped("x" * 70 + " \u0301and on") == ["  - " + "x" * 70 + " \u0301and", "    on"]


@given(documents())
def test_every_row_of_any_document_can_be_had_back(doc: Document) -> None:
    text = full_text(doc)
    assert rows_of(text) == said(doc)
    assert ROW + quoted("")[0] in text or not doc.words
    assert text.endswith("\n")
