"""The end of a contact: nothing open without a reason, only ever raised, and final once."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from desk.hands import LABELS, LEFT, HandClock, answer_core, desk_on, planned, ready, say

from stalkdesk.contact.contact import Stage
from stalkdesk.contact.decision import decide
from stalkdesk.contact.outcome import Grade
from stalkdesk.contact.record import payload, record, sha256
from stalkdesk.contact.summary import summary
from stalkdesk.desk import deciding, finishing
from stalkdesk.desk.account import Account
from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.ending import ending
from stalkdesk.desk.typed import NotTaken
from stalkdesk.journal.home import Home
from stalkdesk.questions.answers import State
from stalkdesk.sync import outbox
from stalkdesk.sync.contracts import Receipt
from stalkdesk.sync.outbox import Outbox


def stored(desk: Desk, call: Call) -> list[tuple[int, str, bytes]]:
    where = "SELECT revision, sha256, payload FROM revision WHERE contact = ?"
    return [tuple(row) for row in desk.journal.db.conn.execute(where, (call.contact.id,))]


# What is still open


def test_open_core_questions_hold_the_end_up_until_each_has_a_reason(desk: Desk, call: Call) -> None:
    assert finishing.open_core(call) == call.assessment.core.open
    with pytest.raises(NotTaken, match="Core questions are open"):
        desk.finish(call)
    with pytest.raises(NotTaken, match="Type why they stay open"):
        finishing.leave_open(call, "  ")
    finishing.leave_open(call, LEFT)
    assert finishing.accounted_for(call)
    with pytest.raises(NotTaken, match="Read it back"):
        desk.finish(call)
    with pytest.raises(NotTaken, match="Type why it was not read back"):
        finishing.read_back(call, agreed=False)
    finishing.read_back(call, agreed=False, reason=LEFT)
    assert "actions of the plan still open" in finishing.not_yet(call)
    with pytest.raises(NotTaken, match="still open"):
        desk.finish(call)
    planned(call)
    assert finishing.not_yet(call) == ""
    desk.finish(call)
    assert not call.assessment.sufficient


def test_a_reason_covers_what_was_open_then_and_nothing_that_opens_later(call: Call) -> None:
    call.choose("value:no")
    finishing.leave_open(call, LEFT)
    assert finishing.accounted_for(call)
    call.go("danger_now")
    call.clear()
    assert not finishing.accounted_for(call)
    assert finishing.not_yet(call).startswith("Core questions are open")


def test_with_nothing_open_there_is_nothing_to_leave_open(desk: Desk, call: Call) -> None:
    answer_core(call)
    with pytest.raises(NotTaken, match="No core question is open"):
        finishing.leave_open(call, LEFT)
    assert finishing.accounted_for(call)
    finishing.read_back(call, agreed=True)
    desk.finish(planned(call))
    assert call.contact.left_open is None


def test_a_state_without_a_value_reaches_a_core_question(call: Call) -> None:
    for id in call.assessment.core.of:
        call.answer(id, state=State.UNSAFE)
    assert finishing.open_core(call) == ()


# Level and grade


def test_the_level_is_raised_with_a_reason_and_only_upwards(desk: Desk, call: Call) -> None:
    answer_core(call)
    assert finishing.level(call) == "standard"
    assert finishing.higher_levels(call) == ("medium", "high")
    for level, reason, words in (
        ("standard", "calm", "only be raised"),
        ("extreme", "x", "no such level"),
        ("high", " ", "Type why it is higher"),
    ):
        with pytest.raises(NotTaken, match=words):
            finishing.raise_level(call, level, reason)
    finishing.raise_level(call, "high", "she whispered\x07")
    assert finishing.level(call) == "high"
    assert call.contact.raised is not None
    assert call.contact.raised.reason == "she whispered␇"
    with pytest.raises(NotTaken, match="Lowering it needs a second person"):
        finishing.raise_level(call, "medium", "not that bad")
    assert finishing.higher_levels(call) == ("high",)
    finishing.raise_level(call, "high", "and he knows the address")
    finishing.take_back_raise(call)
    assert finishing.level(call) == "standard"
    with pytest.raises(NotTaken, match="was not raised"):
        finishing.take_back_raise(call)
    finishing.raise_level(call, "medium", "she whispered")
    assert desk.read(call.contact.id, log=False)[0] == call.contact


def test_a_raise_survives_every_answer_and_is_overtaken_by_the_rules_only_upwards(call: Call) -> None:
    answer_core(call)
    finishing.raise_level(call, "medium", "her voice")
    call.go("danger_now")
    call.choose("value:no")
    assert finishing.level(call) == "medium"
    assert call.view.concern.raised
    call.go("danger_now")
    call.choose("value:yes")
    assert finishing.level(call) == "high"
    assert not call.view.concern.raised
    assert finishing.higher_levels(call) == ()
    call.go("danger_now")
    call.choose("value:no", sure=True)
    assert finishing.level(call) == "medium"


def test_while_core_questions_are_open_the_level_shown_holds(call: Call) -> None:
    assert finishing.level(call) == "medium"
    assert finishing.higher_levels(call) == ("high",)
    with pytest.raises(NotTaken, match="only be raised"):
        finishing.raise_level(call, "medium", "x")


def test_the_proposed_grade_is_taken_or_another_with_a_reason(desk: Desk, call: Call) -> None:
    answer_core(call)
    finishing.read_back(call, agreed=True)
    assert finishing.proposal(call).grade is Grade.SCHEDULED
    with pytest.raises(NotTaken, match="Type why this grade"):
        finishing.grade(call, Grade.PRIORITY)
    finishing.grade(call, Grade.PRIORITY, "he knows the address")
    finishing.grade(call, Grade.SCHEDULED, "not needed")
    assert call.contact.grade is not None
    assert (call.contact.grade.grade, call.contact.grade.reason) == ("scheduled", "")
    desk.finish(planned(call))


def test_a_grade_taken_as_proposed_is_asked_again_when_another_is_proposed(desk: Desk, call: Call) -> None:
    """Danger comes up after the grade was set: the record does not go with the old one."""
    ready(call)
    finishing.grade(call, Grade.SAME_DAY)
    call.go("danger_now")
    call.choose("value:yes")
    finishing.read_back(call, agreed=True)
    assert finishing.not_yet(call) == "The answers now propose immediate. Set the grade again."
    with pytest.raises(NotTaken, match="propose immediate"):
        desk.finish(call)
    finishing.grade(call, Grade.IMMEDIATE)
    desk.finish(planned(call))


def test_a_grade_with_a_reason_of_its_own_stands(desk: Desk, call: Call) -> None:
    ready(call)
    finishing.grade(call, Grade.PRIORITY, "he knows the address")
    call.go("danger_now")
    call.choose("value:yes")
    assert finishing.not_yet(call).startswith("Read")  # they agreed to what was read before that
    finishing.read_back(call, agreed=True)
    assert finishing.undecided(call) == ""
    assert finishing.not_yet(planned(call)) == ""


def test_where_no_grade_was_set_the_proposal_is_kept_as_what_was_decided(desk: Desk, call: Call) -> None:
    call.choose("value:yes")
    desk.finish(ready(call))
    assert call.contact.grade is not None
    assert (call.contact.grade.grade, call.contact.grade.reason) == ("immediate", "")


# Final


def test_final_is_the_event_the_revision_the_queue_and_the_list_at_once(
    desk: Desk, call: Call, clock: HandClock
) -> None:
    call.choose("value:yes")
    call.fill("person", 1, "name", "Siân Rao")
    ready(call)
    clock.wait(90)
    assert desk.finish(call) == call.contact.ref
    contact, assessment = desk.read(call.contact.id, log=False)
    assert contact == call.contact
    assert (contact.stage, contact.revision, contact.finished) == (Stage.FINISHED, 1, clock.now())
    ((revision, digest, content),) = stored(desk, call)
    assert (revision, digest) == (1, contact.sha256)
    assert sha256(content) == digest
    found = record(contact, assessment, decide(contact, assessment, desk.guidance(assessment.qset)))
    assert content == payload({**found, "course": None})
    said = json.loads(content)
    assert (said["state"], said["level"], said["revision"], said["practice"]) == ("finished", "high", 1, True)
    row = outbox.row_of(desk.journal.db, contact.id)
    assert row is not None
    assert (row.state, row.level, row.rank, row.ref) == ("ready", "high", 2, contact.ref)
    overview = desk.overview()
    assert overview.in_hand == ()
    assert [(one.ref, one.state, one.level) for one in overview.waiting] == [(contact.ref, "ready", "high")]
    assert (overview.finished_today, overview.delivered_today) == (1, 0)
    assert desk.line(contact.ref).stage == "finished"
    assert desk.journal.verify().broken_at is None


def test_a_receipt_leaves_the_list_as_it_would_be_made_anew(desk: Desk, call: Call, clock: HandClock) -> None:
    desk.finish(ready(call))
    clock.wait(60)
    box = Outbox(desk.journal, clock)
    (parcel,) = box.due()
    box.sent(parcel)
    assert box.received(Receipt(id=parcel.contact, revision=parcel.revision, sha256=parcel.sha256, force_ref="SX/0417"))
    contact, assessment = desk.read(call.contact.id, log=False)
    assert contact.delivered[1].force_ref == "SX/0417"
    assert desk.line(contact.ref) == replace(summary(contact, assessment), names=())
    overview = desk.overview()
    assert (overview.waiting, overview.delivered_today) == ((), 1)


def test_the_level_that_was_raised_decides_the_place_in_the_queue(desk: Desk) -> None:
    first, second = desk.open("call"), desk.open("call")
    desk.finish(ready(first))
    ready(second)
    finishing.raise_level(second, "high", "her voice")
    desk.finish(planned(second))
    assert [one.ref for one in desk.overview().waiting] == [second.contact.ref, first.contact.ref]


def test_twice_is_once(desk: Desk, call: Call) -> None:
    desk.finish(ready(call))
    with pytest.raises(NotTaken, match="This record is final"):
        desk.finish(call)
    assert len(stored(desk, call)) == 1
    assert [event.kind for event in desk.events(call.contact.id)].count("finished") == 1


CHANGES: dict[str, Callable[[Call], object]] = {
    "answer": lambda call: call.choose("value:no"),
    "type": lambda call: call.type("14 Mill Lane"),
    "go": lambda call: call.go("fear"),
    "back": lambda call: call.back(),
    "note": lambda call: call.note("x"),
    "draft": lambda call: call.draft("words", "x"),
    "word": lambda call: call.word("x"),
    "reword": lambda call: call.reword(1, "x"),
    "mark": lambda call: call.mark(1),
    "take": lambda call: call.take(1, "followed"),
    "dismiss": lambda call: call.dismiss(1, "followed"),
    "fill": lambda call: call.fill("person", 1, "name", "x"),
    "said_by": lambda call: call.said_by(1, "name", "on paper"),
    "remove": lambda call: call.remove("person", 1),
    "silence": lambda call: call.silence(on=True),
    "caller_gone": lambda call: call.caller_gone("x"),
    "called_back": Call.called_back,
    "leave_open": lambda call: finishing.leave_open(call, "x"),
    "read_back": lambda call: finishing.read_back(call, agreed=True),
    "raise": lambda call: finishing.raise_level(call, "high", "x"),
    "take_back_raise": finishing.take_back_raise,
    "grade": lambda call: finishing.grade(call, Grade.PRIORITY, "x"),
    "act": lambda call: deciding.act(call, "safe_contact", "open"),
    "advise": lambda call: deciding.advise(call, "advice", call.decision.advice[0].what.id, "given"),
    "message_safe": lambda call: deciding.message_safe(call, "yes"),
    "interim_risk": lambda call: deciding.interim_risk(call, "x"),
    "recorded_as": lambda call: deciding.recorded_as(call, "no_crime", ""),
}


def test_a_final_record_refuses_every_change(desk: Desk, call: Call) -> None:
    call.word("he followed me home")
    call.fill("person", 1, "name", "Rao")
    call.go("safe_to_talk")
    call.go("danger_now")
    call.caller_gone("the line was lost")
    finishing.raise_level(call, "high", "her voice")
    desk.finish(ready(call))
    before = desk.journal.verify()
    for change in (*CHANGES.values(), desk.park):
        with pytest.raises(NotTaken):
            change(call)
    with pytest.raises(NotTaken):
        desk.resume(call.contact.id)
    assert desk.journal.verify() == before
    assert desk.read(call.contact.id, log=False)[0] == call.contact


def test_what_can_be_said_is_in_the_list_of_changes() -> None:
    """A new way of saying something has to be refused by a final record too."""
    said = {**vars(Account), **vars(Call)}
    public = {name for name, value in said.items() if not name.startswith("_") and callable(value)}
    moves = {"choose", "when", "enter", "clear", "forward", "previous", "section", "first_open"}
    inside = {"keep", "take_up", "tell", "name_of", "used_before", "orders_to_break"}
    assert public == {name for name in CHANGES if hasattr(Call, name)} | moves | inside


def test_looking_at_it_and_its_leaving_the_desk_are_still_events(desk: Desk, call: Call) -> None:
    desk.finish(ready(call))
    desk.read(call.contact.id)
    desk.disclosed(call.contact.id, "saved", "/tmp/x\x1b")
    last = list(desk.events(call.contact.id))[-2:]
    assert [(event.kind, dict(event.body)) for event in last] == [
        ("viewed", {}),
        ("disclosed", {"how": "saved", "to": "/tmp/x␛"}),
    ]
    assert desk.read(call.contact.id, log=False)[0].sha256 == call.contact.sha256


# What still stands in a field


def test_what_was_typed_and_not_entered_is_in_the_record_as_what_it_was_typed_as(home: Home, clock: HandClock) -> None:
    """The program was stopped; the note stands on the screen as if it were kept, and nobody touches it again."""
    with desk_on(home, clock) as desk:
        call = desk.open("call")
        call.draft("note:threat_kill", "“I will end you")
        call.draft("words", "he said it twice\nand laughed")
        call.draft("person:2:name", "Dan")
        call.draft("answer:exact_location", "14 Mi")
        call.draft("person:2:shoe_size", "9")
        call.draft("note:fear", " ")
        id = call.contact.id
    with desk_on(home, clock) as desk:
        call = desk.resume(id)
        assert call.view.question.id == "danger_now"
        desk.finish(ready(call))
        said = json.loads(stored(desk, call)[0][2])
        assert said["verbatim"] == ["“I will end you"]
        assert [line["text"] for line in said["words"]] == ["he said it twice", "and laughed"]
        assert said["people"] == [{"number": 2, "name": "Dan"}]
        assert "exact_location" not in said["answers"]  # an answer counts only when it was entered
        assert said["notes"] == {"threat_kill": "“I will end you"}


def test_what_was_typed_into_the_danger_form_bears_on_the_grade_also_when_it_was_not_entered(
    desk: Desk, call: Call
) -> None:
    call.draft("danger:0:location", "in the bath")
    ready(call)
    finishing.grade(call, Grade.SAME_DAY)
    with pytest.raises(NotTaken, match="propose immediate"):
        desk.finish(call)
    assert call.contact.danger == {"location": "in the bath"}


def test_what_has_no_time_is_said_before_the_end(desk: Desk) -> None:
    call = say(desk.open("call"), home_visits="yes", weapon=("yes", "earlier"), followed="no")
    assert ending(call, LABELS).undated == (LABELS["home_visits"],)
    call.answer("home_visits", value="yes", recency="last_2_weeks")
    assert ending(call, LABELS).undated == ()
