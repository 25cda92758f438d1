"""What is offered as an answer under the question: whole, wherever there is room for it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from journeys.at_desk import Handler
from journeys.test_course import lines
from journeys.test_earlier import PHONE, a_report
from journeys.test_journeys import go

from stalkdesk.desk.proposed import BY_COURSE, Proposed
from stalkdesk.screens.said import Said, _answer
from stalkdesk.widgets.lines import Lines

LONG = "what they have at home or with them: A firearm, shotgun or air weapon"


def middle(hands: Handler) -> str:
    """The words of the middle column, one after the other."""
    return " ".join(" ".join(row[31:87].split()) for row in hands.text.splitlines())


def test_a_long_offer_with_its_source_is_whole_in_a_wide_window(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        first = await a_report(hands, "Mark Ellis", "s", "", "", PHONE)
        ref = (await hands.kept(first)).ref
        await hands.keys("n", "f3")
        await lines(hands, "Marc Elis", "s", "", "", PHONE)
        await hands.keys("f4", "l", "escape", "escape")
        assert f"Earlier linked to {ref}, by the suspect: ask whether they reported it" in middle(hands)
        assert "+ reported before: yes - not that" in middle(hands)

    go(tmp_path, journey, size=(120, 40))


def test_in_a_small_window_it_has_the_two_lines_there_are(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f2")
        hands.quick = True
        await hands.type("he was outside my home again last night and the night before that and the one before")
        await hands.keys("enter", "f2")
        rows = hands.text.splitlines()
        (at,) = (number for number, row in enumerate(rows) if "Just said" in row)
        assert "- not that" in rows[at + 1]

    go(tmp_path, journey)


@pytest.mark.parametrize("width", [44, 50, 60, 74, 120])
@pytest.mark.parametrize("others", [0, 12])
def test_an_answer_that_is_too_long_for_its_line_goes_on_in_the_next(width: int, others: int) -> None:
    for take in ("+", "Tab +"):
        found = _answer(LONG, take, others, width, roomy=True)
        rows = ["".join(words for words, _ in row) for row in found.rows]
        assert len(rows) <= 2 and all(len(row.rstrip()) <= width for row in rows)
        words = " ".join(" ".join(rows).split())
        assert words.startswith(f"{take} what they have") and "- not that" in words
        assert words.endswith("and 12 more") == bool(others)
        if width >= 60:
            assert LONG in words.replace("  ", " ")
        short = _answer(LONG, take, others, width, roomy=False)
        assert len(short.rows) == 1
        assert "- not that" in "".join(words for words, _ in short.rows[0])


@pytest.mark.parametrize("height", [2, 3])
def test_the_offer_never_needs_more_rows_than_there_are(height: int) -> None:
    offer = Proposed(line=BY_COURSE, question="q", label="order or bail", phrase=LONG, answer=LONG)
    view = cast("Any", SimpleNamespace(proposed=(offer,), question=SimpleNamespace(kind="yes_no", asking="answer")))
    found = Lines()
    Said()._offer(found, view, 50, height)
    assert len(found) == height
    assert "- not that" in "".join(words for words, _ in found.rows[-1])
