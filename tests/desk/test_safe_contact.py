"""How to reach the victim safely, written down among the people, is offered as the answer and never lost from sight."""

from __future__ import annotations

from desk.hands import LABELS

from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.ending import ending
from stalkdesk.desk.proposed import BY_COURSE, SAFE_CONTACT
from stalkdesk.questions.answers import State


def with_a_line(desk: Desk, role: str = "caller") -> Call:
    call = desk.open("call")
    call.fill("person", 1, "role", role)
    call.fill("person", 1, "safe_contact", "text only, before six")
    return call


def offered(call: Call) -> list[tuple[str, str]]:
    return [(one.phrase, one.answer) for one in call.view.proposed if one.question == SAFE_CONTACT]


def test_it_is_offered_and_taken_by_a_key(desk: Desk) -> None:
    call = with_a_line(desk)
    assert offered(call) == [("on the caller's page", "text only, before six")]
    assert any("text only, before six" in words for words in ending(call, LABELS).untaken)
    call.take(BY_COURSE, SAFE_CONTACT)
    assert call.contact.answers[SAFE_CONTACT].value == "text only, before six"
    assert offered(call) == []
    assert ending(call, LABELS).untaken == ()


def test_what_was_answered_stands_and_what_was_dismissed_stays_away(desk: Desk) -> None:
    answered = with_a_line(desk)
    answered.answer(SAFE_CONTACT, value="her sister's phone")
    assert offered(answered) == []
    unknown = with_a_line(desk)
    unknown.answer(SAFE_CONTACT, state=State.UNKNOWN)
    assert offered(unknown), "a don't know is no answer to it"
    dismissed = with_a_line(desk)
    dismissed.dismiss(BY_COURSE, SAFE_CONTACT)
    assert offered(dismissed) == []
    assert ending(dismissed, LABELS).untaken, "still said before the end"


def test_the_victims_own_goes_before_the_callers_and_a_suspects_is_none(desk: Desk) -> None:
    call = with_a_line(desk)
    call.fill("person", 2, "role", "victim")
    call.fill("person", 2, "safe_contact", "at work until five")
    assert offered(call) == [("on the victim's page", "at work until five")]
    assert offered(with_a_line(desk, "suspect")) == []
