"""Opening a contact: a call, a walk-in, one the control room sends, and what each is called."""

from __future__ import annotations

from stalkdesk.contact.contact import Contact
from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import Desk


def on_disk(desk: Desk, call: Call) -> Contact:
    return desk.read(call.contact.id, log=False)[0]


def here(call: Call) -> tuple[str, str]:
    return call.view.question.id, call.view.question.asking


def test_a_call_opened_by_the_control_room_has_what_it_was_given(desk: Desk) -> None:
    call = desk.open("call", caller_number=" 07700 900123 ", incident="SX-0417\x1b[2J")
    opening = call.contact.opening
    assert (opening.caller_number, opening.incident) == ("07700 900123", "SX-0417␛[2J")
    assert call.contact.people == {1: {"role": "caller", "phone": "07700 900123"}}
    assert here(call)[0] == "danger_now"
    assert not call.contact.walk_in
    assert desk.line(call.contact.ref).id == call.contact.id


def test_a_walk_in_is_asked_first_who_can_hear_and_goes_on_from_there(desk: Desk) -> None:
    call = desk.open("walk_in")
    assert call.contact.walk_in
    assert here(call) == ("overheard", "setting")
    call.choose("setting:yes")
    assert here(call) == ("other_here", "setting")
    call.choose("setting:can't tell")
    assert here(call) == ("danger_now", "answer")
    assert call.contact.setting == {"overheard": "yes", "other_here": "can't tell"}
    assert on_disk(desk, call) == call.contact
    desk.open("walk_in").go("fear")


def test_references_are_short_plain_and_never_twice(desk: Desk) -> None:
    refs = [desk.open("call").contact.ref for _ in range(30)]
    assert len(set(refs)) == 30
    for ref in refs:
        assert ref.startswith("PR-")
        assert not set(ref[3:]) & set("01IO")
