"""The short texts: no part too long, the caller's own words first and whole, nothing cut that has room."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handover.documents import THREAT, document, documents, empty, words
from hypothesis import example, given
from hypothesis import strategies as st

from stalkdesk.handover.document import Block, Document
from stalkdesk.handover.lines import brief_blocks, quoted
from stalkdesk.handover.short import short_texts, utf8, utf16, whole


def said(doc: Document) -> tuple[str, ...]:
    rows = [quoted(one) for one in doc.words] + [*doc.level_notes, *doc.grade_notes]
    rows += [doc.delivery] if doc.delivery else []
    for block, brief in brief_blocks(doc):
        rows += [block.note] if block.note else []
        rows += brief
    return (*rows, *doc.foot)


def test_a_record_is_one_or_two_parts() -> None:
    (text,) = short_texts(document())
    lines = text.split("\n")
    assert lines[0] == "OFFICIAL-SENSITIVE · SD-26-004217 · revision 2 · part 1 of 1"
    assert lines[1:3] == ["In the caller's own words", f"- “{THREAT}”"]
    assert text.index("LEVEL HIGH") < text.index("GRADE IMMEDIATE") < text.index("NOT YET IN FORCE SYSTEM")
    assert text.index("NOT YET IN FORCE SYSTEM") < text.index("Because") < text.index("A prioritisation aid")
    assert "question 3" not in text
    assert len(short_texts(document(), 1000)) == 2


def test_blocks_stand_in_the_order_that_is_given_and_short_where_they_can_be() -> None:
    (text,) = short_texts(document(brief=("people", "danger", "no such block")))
    assert text.index("People") < text.index("In danger now")
    assert "grey van KX19 ABC" in text and "07700" not in text
    assert "Because" not in text


def test_a_title_stands_with_its_rows_and_again_where_they_go_on() -> None:
    rows = tuple(f"{number}: {'x' * 90}" for number in range(20))
    parts = short_texts(document(blocks=(Block(id="because", title="Because", rows=rows),)), 500)
    assert len(parts) > 4
    for part in parts:
        lines = part.split("\n")
        assert lines[-1] != "Because"
        assert all(lines[at - 1] == "Because" or lines[at - 1].startswith("- ") for at in range(len(lines))
                   if lines[at].startswith("- ") and "xxx" in lines[at])  # fmt: skip


def test_practice_and_marking_are_in_each_part() -> None:
    parts = short_texts(document(practice=True, words=(THREAT * 40,)), 800)
    assert len(parts) > 5
    for number, part in enumerate(parts, start=1):
        first = part.split("\n")[0]
        assert first.startswith("PRACTICE, not a real record · OFFICIAL-SENSITIVE · SD-26-004217 · revision 2")
        assert first.endswith(f"part {number} of {len(parts)}")


def test_a_row_longer_than_a_part_says_where_it_goes_on() -> None:
    parts = short_texts(document(words=(THREAT * 20,)), 1000)
    assert "\n[goes on in part 2]" in parts[0] and "[from part 1]\n" in parts[1]
    assert whole(parts)[0] == quoted(THREAT * 20)
    cut = parts[0].split("\n[goes on")[0]
    assert not cut[-1].isspace() and parts[1].split("[from part 1]\n")[1].startswith("   ")


def test_words_that_look_like_ours_are_still_words() -> None:
    forged = "x\nLEVEL STANDARD\n[goes on in part 2]\n- a row\npart 2 of 2"
    parts = short_texts(document(words=(forged,)))
    assert "\nLEVEL STANDARD" not in parts[0]
    assert whole(parts)[0] == quoted(forged)


def test_a_limit_that_leaves_no_room_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 400"):
        short_texts(document(), 399)
    assert short_texts(empty(), 400)[0].endswith("LEVEL NOT ENOUGH\nGRADE NONE\nWhere it is\n- draft: not final yet")


@given(documents(), st.integers(400, 3000), st.sampled_from((len, utf16, utf8)))
@example(document(words=("x" * 10_000,)), 400, len)
@example(document(words=("\n" * 3_000,)), 400, len)
@example(document(words=(" \u0301" * 3_000,)), 400, utf8)
@example(document(words=("👩\u200d👧" * 2_000,)), 400, utf16)
def test_no_part_is_too_long_and_every_row_can_be_read_whole(doc: Document, limit: int, measure: object) -> None:
    assert callable(measure)
    parts = short_texts(doc, limit, measure)
    assert all(measure(part) <= limit for part in parts)
    assert whole(parts) == said(doc)
    for number, part in enumerate(parts, start=1):
        first = part.split("\n")[0]
        assert "OFFICIAL-SENSITIVE" in first and ("PRACTICE" in first) == doc.practice
        assert first.endswith(f"part {number} of {len(parts)}")
    if doc.words:  # at once, under their title where both have room
        assert any(line.startswith("- “") for line in parts[0].split("\n")[1:3])


@given(documents(), st.integers(400, 3000))
def test_no_row_is_cut_that_has_room_in_a_part(doc: Document, limit: int) -> None:
    parts = short_texts(doc, limit)
    room = limit - max(len(part.split("\n")[0]) for part in parts) - 8
    short = [row for row in said(doc) if len(row) + row.count("\n") * 2 + 3 <= room]
    uncut = [row for part in parts for row in whole((part,))] if len(parts) == 1 else _uncut(parts)
    for row in short:
        assert row in uncut


@given(documents(), st.lists(words, min_size=1, max_size=4), st.integers(400, 3000))
def test_what_may_be_shortened_never_costs_a_word_of_the_caller(doc: Document, more: list[str], limit: int) -> None:
    fits = tuple(tuple(more[:most]) for most in range(len(more), 0, -1))
    block = Block(id="unknown", title="Not known", rows=fits[0], fits=fits)
    parts = short_texts(replace(doc, blocks=(*doc.blocks, block), brief=(*doc.brief, "unknown")), limit)
    assert all(len(part) <= limit for part in parts)
    rows = whole(parts)
    assert rows[: len(doc.words)] == tuple(map(quoted, doc.words)) and more[0] in rows
    assert len(parts) <= len(short_texts(doc, limit)) + len(short_texts(document(words=(more[0],), blocks=()), limit))


def _uncut(parts: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for part in parts:
        lines = part.split("\n")
        if "[from part" in part:
            at = next(n for n, line in enumerate(lines) if line.startswith("[from part"))
            after = next((n for n in range(at + 1, len(lines)) if not lines[n].startswith(("  ", "| "))), len(lines))
            lines = [lines[0], *lines[after:]]
        if lines[-1].startswith("[goes on in part"):
            lines.pop()
            while lines[-1].startswith("| "):
                lines.pop()
            lines.pop()
        found += whole(("\n".join(lines),))
    return found
