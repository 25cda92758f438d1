"""Several contacts at once, and going on after the program was stopped: at the very question, with what was typed."""

from __future__ import annotations

import pytest
from desk.hands import HandClock, answer_core, desk_on, planned, ready

from stalkdesk.contact.contact import Contact, Stage
from stalkdesk.desk import finishing
from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.typed import NotTaken
from stalkdesk.journal.home import Home


def kinds(desk: Desk, contact: Contact) -> list[str]:
    return [event.kind for event in desk.events(contact.id)]


def test_two_calls_are_parked_and_resumed_without_touching_each_other(desk: Desk) -> None:
    first = desk.open("call", caller_number="07700 900123")
    first.choose("value:no")
    desk.park(first)
    second = desk.open("call")
    second.choose("value:yes")
    desk.park(second)
    overview = desk.overview()
    assert {line.id: line.stage for line in overview.in_hand} == {
        first.contact.id: "parked",
        second.contact.id: "parked",
    }
    assert overview.cut_off == frozenset()
    again = desk.resume(first.contact.id)
    assert again.contact.stage is Stage.OPEN
    assert again.contact.answers["danger_now"].value == "no"
    assert again.view.question.id == first.view.question.id == "safe_to_talk"
    assert again.contact.people == {1: {"role": "caller", "phone": "07700 900123"}}
    assert desk.resume(second.contact.id).contact.answers["danger_now"].value == "yes"
    assert kinds(desk, again.contact)[-2:] == ["parked", "resumed"]


def test_taking_up_a_contact_that_is_in_hand_already_says_nothing_new(desk: Desk, call: Call) -> None:
    before = kinds(desk, call.contact)
    desk.resume(call.contact.id)
    assert kinds(desk, call.contact) == before


def test_after_a_crash_it_stands_first_and_goes_on_at_the_very_question_with_what_was_typed(
    home: Home, clock: HandClock
) -> None:
    with desk_on(home, clock) as desk:
        parked = desk.open("call")
        desk.park(parked)
        call = desk.open("call")
        call.choose("value:no")
        call.choose("value:yes")
        call.draft("answer:exact_location", "14 Mill La")
        call.draft("note:exact_location", "sounds like a stair")
        call.draft("words", "he said he would")
        kept = call.contact
    with desk_on(home, clock) as desk:
        overview = desk.overview()
        assert overview.in_hand[0].id == kept.id
        assert overview.cut_off == {kept.id}
        call = desk.resume(kept.id)
        question = call.view.question
        assert (question.id, question.typed, question.note) == ("exact_location", "14 Mill La", "sounds like a stair")
        assert call.contact.drafts["words"] == "he said he would"
        assert call.contact.answers == kept.answers
        assert call.contact.trail == kept.trail
        assert list(desk.events(kept.id))[-1].body == {"cut_off": True}
        assert desk.overview().cut_off == frozenset()
        call.type("14 Mill Lane")
        assert call.contact.answers["exact_location"].value == "14 Mill Lane"


def test_after_a_crash_between_a_yes_and_when_it_was_it_asks_when(home: Home, clock: HandClock) -> None:
    with desk_on(home, clock) as desk:
        call = desk.open("call")
        call.go("got_inside")
        call.choose("value:yes")
        id = call.contact.id
    with desk_on(home, clock) as desk:
        call = desk.resume(id)
        assert (call.view.question.id, call.view.question.asking) == ("got_inside", "recency")
        call.choose("recency:last_2_weeks")
        assert call.contact.answers["got_inside"].recency == "last_2_weeks"


def test_a_walk_in_goes_on_past_the_questions_of_the_front_desk(home: Home, clock: HandClock) -> None:
    with desk_on(home, clock) as desk:
        call = desk.open("walk_in")
        assert call.view.question.asking == "setting"
        call.enter()
        assert call.view.question.id == "danger_now"
        call.choose("value:no")
        fresh = desk.open("walk_in")
        ids = call.contact.id, fresh.contact.id
    with desk_on(home, clock) as desk:
        assert desk.resume(ids[0]).view.question.id == "safe_to_talk"
        assert desk.resume(ids[1]).view.question.asking == "setting"


def test_a_contact_that_was_cut_off_before_its_first_question_opens_at_it(home: Home, clock: HandClock) -> None:
    from stalkdesk.contact.event import Event

    with desk_on(home, clock) as desk:
        call = desk.open("call")
        opened = next(iter(desk.events(call.contact.id)))
        desk.journal.append(
            Event(
                contact="0" * 32,
                seq=1,
                kind="opened",
                body={**opened.body, "ref": "PR-ZZZZ"},
                at=opened.at,
                elapsed=0.0,
                who="4471",
            )
        )
        cut = desk.resume("0" * 32)
        assert cut.view.question.id == "danger_now"
        cut.choose("value:no")
        assert cut.contact.answers["danger_now"].value == "no"


def test_a_look_at_the_contact_in_hand_does_not_stop_the_call(desk: Desk, call: Call) -> None:
    call.choose("value:no")
    desk.read(call.contact.id)
    desk.disclosed(call.contact.id, "copied")
    call.choose("value:yes")
    assert {id: answer.value for id, answer in call.contact.answers.items()} == {
        "danger_now": "no",
        "safe_to_talk": "yes",
    }
    assert kinds(desk, call.contact)[-3:] == ["viewed", "disclosed", "answered"]
    finishing.leave_open(call, "it was not safe to go on")
    desk.read(call.contact.id)
    finishing.read_back(call, agreed=True)
    desk.read(call.contact.id)
    desk.finish(planned(call))
    assert desk.journal.verify().broken_at is None
    contact, assessment = desk.read(call.contact.id, log=False)
    assert contact.revision == 1
    assert contact.answers == call.contact.answers
    assert assessment.core == call.assessment.core


def test_the_same_contact_held_twice_is_one_contact(desk: Desk, call: Call) -> None:
    """It should not be; but if it is, nothing said in one is lost or undone by the other."""
    other = desk.resume(call.contact.id)
    call.choose("value:no")
    other.go("relationship")
    other.choose("value:ex_partner")
    assert {id: answer.value for id, answer in other.contact.answers.items()} == {
        "danger_now": "no",
        "relationship": "ex_partner",
    }
    assert "separated_when" in other.assessment.relevance.asked
    desk.finish(ready(other))
    for late in (lambda: call.choose("value:yes"), lambda: desk.finish(call), lambda: desk.park(call)):
        with pytest.raises(NotTaken, match="final"):
            late()
    assert desk.read(call.contact.id, log=False)[0].answers["danger_now"].value == "no"


def test_a_final_record_cannot_be_taken_up(desk: Desk, call: Call) -> None:
    answer_core(call)
    finishing.read_back(call, agreed=True)
    desk.finish(planned(call))
    with pytest.raises(NotTaken, match="final"):
        desk.resume(call.contact.id)


def test_a_caller_who_went_is_waited_for_and_there_again(desk: Desk, call: Call) -> None:
    call.caller_gone("the line was lost", "after 6, not the landline")
    desk.park(call)
    (line,) = desk.overview().in_hand
    assert (line.gone, line.call_back) == (True, "after 6, not the landline")
    call = desk.resume(call.contact.id)
    call.go("fear")
    call.note("rang back at 18:10")
    call.draft("words", "he")
    assert call.contact.gone is not None  # the handler is there; the caller has said nothing yet
    call.choose("value:frightened")
    (line,) = desk.overview().in_hand
    assert (line.gone, line.call_back) == (False, "")
    assert kinds(desk, call.contact)[-2:] == ["called_back", "answered"]


def test_words_from_before_do_not_bring_a_caller_back_who_went(desk: Desk, call: Call) -> None:
    call.word("he folowed me")
    call.draft("words", "and then")
    call.caller_gone("the line was lost", "after 6")
    call.reword(1, "he followed me")
    desk.finish(ready(call))
    assert [line.text for line in call.contact.words] == ["he followed me", "and then"]
    assert call.contact.gone is not None
    assert call.contact.gone.call_back == "after 6"


def test_a_caller_who_speaks_is_there(desk: Desk, call: Call) -> None:
    call.caller_gone("the line was lost")
    call.word(" ")
    assert call.contact.gone is not None
    call.word("it's me again")
    assert call.contact.gone is None
    before = call.contact
    call.called_back()
    assert call.contact is before
