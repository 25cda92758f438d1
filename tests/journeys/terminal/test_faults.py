"""A fault of our own: the program ends with one plain line and places, says nothing of the caller, and loses
nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from journeys.terminal.desk_in_pty import SECOND, DeskInPty
from journeys.terminal.disk import in_hand
from journeys.terminal.launched import with_fault

LINE = r"stalkdesk was stopped by a fault of its own \(\w+\)\. Everything ticked is kept\."
PLACE = r"[\w<>.]+:\d+ [\w<>]+"
FAULTS = {
    "in what a key does": "from stalkdesk.screens.call import CallScreen as C; C.action_silent = broken",
    "in what is said": "from stalkdesk.desk.call import Call; Call.silence = broken",
    "in what is drawn": """
from stalkdesk.widgets.card import QuestionCard as Card
drawn = Card.drawn
Card.drawn = lambda card, *size: (broken if card.question and card.question.silent else drawn)(card, *size)
""",
}
SAID = "he said he will burn it down"


@pytest.mark.parametrize("where", FAULTS)
def test_a_fault_ends_it_with_one_line_and_places_and_the_call_goes_on_next_time(tmp_path: Path, where: str) -> None:
    with DeskInPty(tmp_path, command=with_fault(FAULTS[where])) as desk:
        before = desk.modes
        desk.new_call()
        desk.part("f2", "Words")
        desk.keys(*SAID, "enter")
        desk.until("In their words")
        desk.keys("f2")
        desk.until("F10 finish")
        desk.answer("n")
        desk.until(SECOND)
        desk.answer("s")
        assert desk.ended() == 1
        assert desk.modes == before
        told = desk.after_the_screen.splitlines()
    assert re.fullmatch(LINE, told[0]), told
    assert len(told) > 1
    assert [line for line in told[1:] if not re.fullmatch(PLACE, line)] == []
    assert "burn" not in "\n".join(told) and "caller =" not in "\n".join(told)
    [contact] = in_hand(tmp_path)
    assert contact.answers["danger_now"].value == "no"
    with DeskInPty(tmp_path) as desk:
        desk.resume(SECOND)


def test_a_fault_in_what_is_loaded_says_where_as_well(tmp_path: Path) -> None:
    fault = with_fault("from stalkdesk.desk.desk import Desk; Desk.overview = broken")
    with DeskInPty(tmp_path, command=fault) as desk:
        assert desk.ended() == 1
        told = desk.after_the_screen.splitlines()
    assert re.fullmatch(LINE, told[0]), told
    assert any(re.fullmatch(PLACE, line) for line in told[1:])


def test_a_fault_in_the_courier_is_told(tmp_path: Path) -> None:
    with DeskInPty(tmp_path, command=with_fault("from stalkdesk.sync import courier; courier.carry = broken")) as desk:
        desk.until("Today")
        desk.until(lambda: desk.process.poll() is not None or "fault" in desk.flat, patience=5)
