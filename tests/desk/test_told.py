"""Who was told stands by name, and when; a reason is one."""

from __future__ import annotations

import pytest
from desk.hands import answer_core, say
from desk.hands import threatened as high

from stalkdesk.desk import deciding
from stalkdesk.desk.decided import timed
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.typed import NotTaken

TOLD = "tell_supervisor"


@pytest.mark.parametrize(
    "text",
    ["", "boss", "done", "he was told", "the duty sergeant", "Sgt, 14:20", "supervisor at 14:20", "14:20", "yes"],
)
def test_nobody_is_told_without_a_name(desk: Desk, text: str) -> None:
    call = high(desk)
    with pytest.raises(NotTaken, match="Type who was told"):
        deciding.act(call, TOLD, "done", told=text)
    assert TOLD not in call.contact.acts


@pytest.mark.parametrize(
    "text", ["Sgt Okafor, 14:20", "5512", "Insp. Rahman by radio", "Öztürk", "control room 14:20", "李警官"]
)
def test_a_name_or_a_number_is_taken(desk: Desk, text: str) -> None:
    call = high(desk)
    deciding.act(call, TOLD, "done", told=text)
    assert call.contact.acts[TOLD].said.told == text


def test_the_hour_is_there_whether_it_was_typed_or_not() -> None:
    at = "2026-11-21T14:05:00.000Z"
    assert timed("Sgt Okafor", at) == "Sgt Okafor, 14:05"
    assert timed("Sgt Okafor, 13:58", at) == "Sgt Okafor, 13:58"
    assert timed("", at) == ""


@pytest.mark.parametrize("text", ["none", "None.", "xxxx", "n/a", "....", "abab", "nothing"])
def test_a_slip_of_a_key_is_no_reason(desk: Desk, text: str) -> None:
    call = say(desk.open("call"), weapon="yes")
    answer_core(call)
    one = call.decision.open[-1].action.id
    with pytest.raises(NotTaken, match="Type why"):
        deciding.act(call, one, "not_done", reason=text)
    deciding.act(call, one, "not_done", reason="left for the officer in the case")
