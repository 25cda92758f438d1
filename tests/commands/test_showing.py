"""What a record looks like to people: where it is, and what happened in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from commands.terminal import Terminal
from desk.hands import RATIONALE, answer_core, handover_text, planned

from stalkdesk.clock import hour
from stalkdesk.contact.kinds import KINDS
from stalkdesk.desk import deciding, finishing, showing
from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.final import drop_amendment
from stalkdesk.questions.answers import KnownBy, State
from stalkdesk.sync.courier import one_round
from stalkdesk.sync.outbox import Row

NOON = "2026-11-21T12:00:00.000Z"
ROW = Row(
    contact="c",
    revision=1,
    ref="PR-7F3K",
    level="high",
    rank=2,
    state="ready",
    ready_at=NOON,
    changed_at=NOON,
    attempts=0,
    next_attempt=None,
    why=None,
    field=None,
    force_ref=None,
    receipt=None,
)
LATER = "2026-11-21T13:00:00.000Z"
NOT = "NOT YET IN FORCE SYSTEM"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (None, "draft: not final yet"),
        (ROW, f"{NOT} · queued on this desk"),
        (replace(ROW, state="sending"), f"{NOT} · handed over {hour(NOON)}, no receipt yet"),
        (
            replace(ROW, state="retrying", why="no network", next_attempt="2026-11-21T13:05:00.000Z"),
            f"{NOT} · will try again {hour('2026-11-21T13:05:00.000Z')} (no network)",
        ),
        (
            replace(ROW, state="retrying", why="no network", next_attempt=NOON),
            f"{NOT} · will try again at once (no network)",
        ),
        (
            replace(ROW, state="needs_you", why="no such street", field="address"),
            f"{NOT} · needs you: no such street (address)",
        ),
        (replace(ROW, state="needs_you"), f"{NOT} · needs you: it was refused"),
        (replace(ROW, state="superseded"), f"{NOT} · a later revision takes its place"),
        (replace(ROW, state="delivered", force_ref="F/1"), f"In the force system as F/1, since {hour(NOON)}"),
    ],
)
def test_only_a_receipt_makes_it_be_in_the_force_system(row: Row | None, words: str) -> None:
    assert showing.delivery_words(row, LATER) == words


def test_a_day_that_is_not_today_and_a_year_that_is_not_this_one_are_said() -> None:
    delivered = replace(ROW, state="delivered", force_ref="F/1")
    assert "Sat 21 Nov " in showing.delivery_words(delivered, "2026-11-23T12:00:00.000Z")
    assert "2026" not in showing.delivery_words(delivered, "2026-11-23T12:00:00.000Z")
    assert "Sat 21 Nov 2026 " in showing.delivery_words(delivered, "2027-01-05T12:00:00.000Z")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Terminal(folder=tmp_path / "desk").desk() as station:
        yield station.desk


def told(desk: Desk, call: Call) -> list[str]:
    return [what for _, _, what in showing.history(desk, call.contact.id, log=False)]


def everything(desk: Desk) -> Call:
    """A contact in which nearly everything happens."""
    call = desk.open("walk_in", caller_number="07700 900123", incident="INC-1")
    call.draft("note:weapon", "kni")
    call.draft("person:2:name", "Jo")
    call.draft("words", "he ca")
    call.word("he came back\nwith a knife")
    call.reword(2, "with the knife")
    call.mark(2)
    call.mark(2)
    call.take(1, "home_visits")
    call.dismiss(1, "weapon")
    call.go("threat_kill")
    call.choose("value:yes")
    call.choose("recency:earlier")
    call.go("threat_kill")
    call.clear(sure=True)
    call.back()
    call.answer("weapon", value="yes", known_by=KnownBy.VOLUNTEERED, sure=True)
    call.answer("weapon", state=State.UNSAFE, sure=True)
    call.note("seen", "weapon")
    call.note("", "weapon")
    call.fill("person", 2, "name", "Jo")
    call.fill("person", 2, "name", "Joe")
    call.fill("person", 2, "name", "")
    call.fill("danger", 0, "location", "the shop")
    call.fill("setting", 0, "overheard", "no")
    call.fill("incident", 1, "when", "Friday")
    call.remove("incident", 1)
    call.silence(on=True)
    call.silence(on=False)
    desk.park(call)
    call = desk.resume(call.contact.id)
    call.caller_gone("went home", "after six")
    call.called_back()
    finishing.raise_level(call, "high", "their voice") if finishing.higher_levels(call) else None
    if call.contact.raised is not None:
        finishing.take_back_raise(call)
    finishing.leave_open(call, "they had to go")
    finishing.read_back(call, agreed=False, reason="they had to go")
    finishing.read_back(call, agreed=True)
    finishing.grade(call, finishing.Grade.IMMEDIATE, "as asked")
    deciding.advise(call, "advice", call.decision.advice[0].what.id, "given")
    desk.finish(planned(call))
    return call


LOWERED = ("lowered", "lowering_agreed", "lowering_taken_back")
"""Told in a test of their own."""


def test_history_says_from_what_to_what_in_plain_words(desk: Desk) -> None:
    call = everything(desk)
    lines = told(desk, call)
    for line in (
        f"Walk-in {call.contact.ref} opened with stalking-screening 2026.1, from 07700 900123, incident INC-1",
        "Went to danger now",
        "Being typed, note to weapon: “kni”",
        "Being typed, person 2, name: “Jo”",
        "Being typed, words: “he ca”",
        "Account, line 1: “he came back”",
        "Account, line 2: “with a knife” → “with the knife”",
        "Line 2 marked as their exact words",
        "Line 2 no longer marked as their exact words",
        "At home or work: yes, from their account",
        "Line 1 taken not to answer weapon",
        "Threat to kill: yes",
        "Threat to kill: yes → yes (earlier)",
        "Threat to kill: yes (earlier) → not answered, taken back",
        "Weapon: yes, said without being asked",
        "Weapon: yes → not safe to ask now",
        "Note on weapon: “seen”",
        "Note on weapon: “seen” → taken out",
        "Person 1, role: “caller”",
        "Person 2, name: “Jo”",
        "Person 2, name: “Jo” → “Joe”",
        "Person 2, name: “Joe” → taken out",
        "Danger now, where are you now: “the shop”",
        "Incident 1, when: “Friday”",
        "Incident 1 taken out, entered by mistake: when Friday",
        "The caller answers by taps",
        "The caller can speak again",
        "Parked",
        "Taken up again",
        "Caller gone: went home; ring back after six",
        "The caller is there again",
        "Not read back: they had to go",
        "Read back, and the caller agreed",
        "Grade: immediate",
        "Made final as revision 1",
    ):
        assert line in lines, f"{line}\n" + "\n".join(lines)


def test_history_has_words_for_every_kind_of_event(desk: Desk) -> None:
    call = everything(desk)
    call = desk.amend(call.contact.id, "a name was misheard")
    drop_amendment(desk, call)
    desk.disclosed(call.contact.id, "printed")
    desk.read(call.contact.id)
    kinds = {event.kind for event in desk.events(call.contact.id)}
    assert set(KINDS) - kinds <= {"raised", "raise_taken_back", "delivered", "searched", "linked", "sourced", *LOWERED}
    assert len(told(desk, call)) == len(list(desk.events(call.contact.id)))
    assert told(desk, call)[-2:] == ["Left the desk: printed", "Read: record"]


def test_a_lowering_is_told_with_both_names(desk: Desk) -> None:
    call = desk.open("call")
    answer_core(call)
    call.answer("threat_kill", value="yes")
    deciding.lower_level(call, "medium", RATIONALE)
    deciding.agree_lowering(call, "5512 Hughes")
    deciding.take_back_lowering(call)
    assert told(desk, call)[-3:] == [
        f"A lower level asked for: MEDIUM; {RATIONALE}",
        "The lower level agreed by 5512 Hughes",
        "The lower level taken back",
    ]


def test_a_raise_and_its_end_are_told(desk: Desk) -> None:
    call = desk.open("call")
    call.answer("unwanted", value="yes")
    finishing.raise_level(call, "high", "their voice")
    finishing.take_back_raise(call)
    lines = told(desk, call)
    assert lines[-2:] == [
        "Level raised by the handler: HIGH; their voice",
        "The handler's raise of the level taken back",
    ]


def test_the_read_back_is_what_counts_and_was_said(desk: Desk) -> None:
    call = desk.open("call")
    call.answer("order_in_force", value="none")
    call.answer("breached", value="yes")  # not relevant: set aside
    call.answer("weapon", state=State.UNKNOWN)
    call.answer("fear", state=State.DECLINED)
    call.answer("violence", state=State.UNSAFE)
    call.answer("fear_of_what", value="He will come back.")
    call.answer("exact_location", value="At home.")
    lines = showing.read_back_lines(call.contact, call.assessment)
    assert "You said, in your own words: “He will come back.”" in lines
    assert "Where are you now? At home." in lines
    assert "Have they carried, shown or got hold of a weapon? You don't know." in lines
    assert "How afraid are you? You would rather not say." in lines
    assert not any("broken any order" in line or "hit or hurt" in line for line in lines)
    assert sum("He will come back" in line for line in lines) == 1


def test_a_contact_in_hand_is_shown_without_an_event(desk: Desk) -> None:
    call = everything(desk)
    before = len(list(desk.events(call.contact.id)))
    contact, assessment = desk.read(call.contact.id, log=False)
    found = showing.record_of(desk, contact, assessment)
    assert found["delivery"]["state"] == "ready"
    assert f"{NOT} · queued on this desk" in showing.handover_of(desk, contact, assessment)
    showing.record_of(desk, *desk.read(call.contact.id, log=False))
    handover_text(desk, call.contact.id, log=False)
    assert len(list(desk.events(call.contact.id))) == before
    showing.record_of(desk, *desk.read(call.contact.id))
    handover_text(desk, call.contact.id)
    showing.history(desk, call.contact.id)
    assert [event.kind for event in desk.events(call.contact.id)][before:] == ["viewed"] * 3


def test_the_handover_says_where_the_record_is_until_it_is_there(tmp_path: Path) -> None:
    with Terminal(folder=tmp_path / "desk").desk() as station:
        call = everything(station.desk)
        assert NOT in handover_text(station.desk, call.contact.id)
        one_round(station.outbox, station.way, station.other_end)
        text = handover_text(station.desk, call.contact.id)
        assert NOT not in text
        assert "In the force system as PRACTICE/" in text
