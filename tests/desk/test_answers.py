"""Answering on a call: one key is one answer, on the disk when it is shown, with when it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stalkdesk.contact.contact import Contact
from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.keeping import WouldLower
from stalkdesk.desk.typed import NotTaken
from stalkdesk.questions.answers import KnownBy, State
from stalkdesk.questions.model import Kind


def on_disk(desk: Desk, call: Call) -> Contact:
    return desk.read(call.contact.id, log=False)[0]


def here(call: Call) -> tuple[str, str]:
    return call.view.question.id, call.view.question.asking


# One key is one answer


@pytest.mark.parametrize(
    ("key", "value", "state"),
    [
        ("value:yes", "yes", None),
        ("value:no", "no", None),
        ("state:unknown", None, State.UNKNOWN),
        ("state:declined", None, State.DECLINED),
        ("state:unsafe", None, State.UNSAFE),
    ],
)
def test_one_key_answers_is_on_the_disk_and_moves_on(
    desk: Desk, call: Call, key: str, value: str | None, state: State | None
) -> None:
    call.choose(key)
    answer = on_disk(desk, call).answers["danger_now"]
    assert (answer.value, answer.state, answer.known_by) == (value, state, KnownBy.ASKED)
    assert here(call) == ("safe_to_talk", "answer")
    assert on_disk(desk, call) == call.contact


def test_every_key_of_every_question_does_what_it_says(desk: Desk, call: Call) -> None:
    for id, question in call.assessment.qset.questions.items():
        call.go(id)
        shown = call.view.question
        for choice_ in (*shown.choices, *shown.states):
            call.go(id)
            if call.view.question.asking == "recency":
                call.back()
            call.choose(choice_.does, sure=True)
            call.go(id)
            if call.view.question.asking == "recency":
                call.back()
            now = call.view.question
            (same,) = [one for one in (*now.choices, *now.states) if one.does == choice_.does]
            assert same.chosen or question.kind is Kind.MANY, (id, choice_)
        keys = [choice_.key for choice_ in (*shown.choices, *shown.states)]
        assert len(set(keys)) == len(keys)
        shown_values = [one.does for one in shown.choices if one.does.startswith("value:") and one.does != "value:"]
        assert shown_values == [f"value:{value}" for value in question.values]


def test_the_minimum_safe_set_comes_first_then_the_rest_in_order(call: Call) -> None:
    """The caller leads: a question told out of order is not asked again, and the core ones still come first."""
    qset = call.assessment.qset
    call.go("how_many")
    call.choose("value:lost_count")
    asked: list[str] = []
    while call.assessment.next is not None:
        assert here(call)[0] == call.assessment.next
        asked.append(here(call)[0])
        call.choose("state:unknown")
    core = [id for id in qset.questions if qset.questions[id].core]
    assert asked[: len(core)] == core
    rest = asked[len(core) :]
    assert rest == sorted(rest, key=qset.place.__getitem__)
    assert "how_many" not in asked
    assert set(asked) | {"how_many"} == set(call.assessment.relevance.asked)
    assert here(call)[0] == asked[-1]


def test_a_new_answer_takes_the_old_ones_place_and_both_stay_in_the_history(desk: Desk, call: Call) -> None:
    call.choose("value:yes")
    call.go("danger_now")
    call.choose("value:no", sure=True)
    assert call.contact.answers["danger_now"].value == "no"
    said = [event.body for event in desk.events(call.contact.id) if event.kind == "answered"]
    assert [body["value"] for body in said] == ["yes", "no"]


def test_an_answer_is_taken_back_and_stays_in_the_history(desk: Desk, call: Call) -> None:
    call.choose("value:yes")
    call.go("danger_now")
    call.clear(sure=True)
    assert call.contact.answers == {}
    assert here(call) == ("danger_now", "answer")
    assert [event.kind for event in desk.events(call.contact.id)][-1] == "cleared"
    with pytest.raises(NotTaken, match="no answer here"):
        call.clear()


@pytest.mark.parametrize("key", ["value:maybe", "value:", "recency:earlier", "recency:"])
def test_a_key_that_is_not_an_answer_is_not_taken(desk: Desk, call: Call, key: str) -> None:
    before = list(desk.events(call.contact.id))
    with pytest.raises(NotTaken) as caught:
        call.choose(key)
    assert "\n" not in str(caught.value)
    assert list(desk.events(call.contact.id)) == before
    assert on_disk(desk, call) == call.contact


# When it was


def test_after_a_yes_it_is_asked_when_and_after_a_no_it_is_not(call: Call) -> None:
    call.go("got_inside")
    call.choose("value:yes")
    assert here(call) == ("got_inside", "recency")
    assert [one.key for one in call.view.question.choices] == ["1", "2", "3"]
    call.choose("recency:last_3_months")
    assert call.contact.answers["got_inside"].recency == "last_3_months"
    assert here(call) == ("danger_now", "answer")
    for key in ("value:no", "state:unknown", "state:unsafe"):
        call.go("followed")
        call.choose(key)
        assert here(call) == ("danger_now", "answer")


def test_when_is_not_known_is_left_open_and_the_yes_stays(call: Call) -> None:
    call.go("got_inside")
    call.choose("value:yes")
    call.choose("recency:")
    answer = call.contact.answers["got_inside"]
    assert (answer.value, answer.recency) == ("yes", None)
    assert here(call) == ("danger_now", "answer")
    assert "got_inside" in [one.question for one in call.assessment.concern.could_raise]
    call.go("got_inside")
    assert here(call) == ("got_inside", "recency")  # asked again when one comes back to it


def test_a_yes_kept_again_does_not_cost_when_it_was(call: Call) -> None:
    call.go("got_inside")
    call.choose("value:yes")
    call.choose("recency:last_2_weeks")
    assert call.assessment.concern.level == "high"
    call.go("got_inside")
    call.choose("value:yes")
    assert here(call) == ("got_inside", "recency")
    assert [one.chosen for one in call.view.question.choices] == [True, False, False]
    assert call.contact.answers["got_inside"].recency == "last_2_weeks"
    assert call.assessment.concern.level == "high"
    call.choose("recency:", sure=True)  # but the caller is not sure any more
    assert call.contact.answers["got_inside"].recency is None
    call.go("got_inside")
    call.back()
    call.choose("value:no", sure=True)
    assert call.contact.answers["got_inside"].recency is None


@pytest.mark.parametrize("key", ["recency:yesterday", "recency:last_2_weeks "])
def test_a_time_that_there_is_not_is_not_taken(call: Call, key: str) -> None:
    call.go("got_inside")
    call.choose("value:yes")
    with pytest.raises(NotTaken):
        call.choose(key)
    assert here(call) == ("got_inside", "recency")


@pytest.mark.parametrize("answered", ["value:no", "state:unknown"])
def test_when_is_not_taken_for_what_was_not_said_to_have_happened(call: Call, answered: str) -> None:
    call.go("got_inside")
    call.choose(answered)
    call.go("got_inside")
    with pytest.raises(NotTaken, match="Answer the question first"):
        call.when("last_2_weeks")


def test_out_of_when_one_gets_back_to_the_answer(call: Call) -> None:
    call.go("got_inside")
    call.choose("value:yes")
    call.back()
    assert here(call) == ("got_inside", "answer")
    call.choose("value:no", sure=True)
    assert call.contact.answers["got_inside"].value == "no"


def test_the_last_question_does_not_ask_when_for_ever(call: Call) -> None:
    qset = call.assessment.qset
    for id in qset.questions:
        if id != "got_inside" and id in call.assessment.relevance.asked:
            call.answer(id, state=State.UNKNOWN)
    call.go("got_inside")
    call.choose("value:yes")
    assert call.assessment.next is None
    call.choose("recency:")
    assert here(call) == ("got_inside", "answer")
    call.enter()
    assert here(call)[0] != "got_inside"


# Several options


def chosen(call: Call) -> list[str]:
    return [one.does.removeprefix("value:") for one in call.view.question.choices if one.chosen]


def test_each_key_turns_one_option_on_or_off_and_the_question_stays(desk: Desk, call: Call) -> None:
    call.go("contact")
    for key, after in (
        ("messages", ["messages"]),
        ("calls", ["calls", "messages"]),
        ("messages", ["calls"]),
        ("calls", []),
    ):
        call.choose(f"value:{key}")
        assert (here(call), chosen(call)) == (("contact", "answer"), after)
        assert on_disk(desk, call) == call.contact
    assert "contact" not in call.contact.answers  # none left on is not "none of these"
    call.choose("value:")
    assert call.contact.answers["contact"].value == ()
    assert here(call)[0] == "danger_now"


def test_none_of_these_and_a_state_give_way_to_an_option(call: Call) -> None:
    for first in ("value:", "state:declined"):
        call.go("contact")
        call.choose(first)
        call.go("contact")
        call.choose("value:gifts")
        assert call.contact.answers["contact"].value == ("gifts",)


def test_moving_on_from_chosen_options_asks_when_where_it_is_asked(call: Call) -> None:
    call.go("tech")
    call.choose("value:drone")
    call.choose("value:tracker")
    call.enter()
    assert here(call) == ("tech", "recency")
    call.choose("recency:last_2_weeks")
    assert call.contact.answers["tech"] == replace(
        call.contact.answers["tech"], value=("tracker", "drone"), recency="last_2_weeks"
    )
    call.go("contact")
    call.choose("value:calls")
    call.enter()
    assert here(call)[0] == "tech"  # of contact nobody asks when


def test_one_option_more_does_not_cost_when_it_was_and_it_can_be_put_right(call: Call) -> None:
    call.go("tech")
    call.choose("value:tracker")
    call.enter()
    call.choose("recency:last_2_weeks")
    call.go("tech")
    call.choose("value:drone")
    assert call.contact.answers["tech"].recency == "last_2_weeks"
    call.enter()
    assert here(call) == ("tech", "recency")
    call.choose("recency:earlier")
    assert call.contact.answers["tech"].recency == "earlier"
    call.go("tech")
    call.enter()
    call.enter()
    assert here(call)[0] == "property_damage"


@pytest.mark.parametrize("key", ["value:no", "state:unknown", "state:declined"])
def test_an_answer_that_holds_the_level_up_is_not_taken_back_in_silence(call: Call, key: str) -> None:
    call.go("threat_kill")
    call.choose("value:yes")
    call.choose("recency:last_2_weeks")
    assert call.assessment.concern.level == "high"
    for does in (lambda: call.choose(key), call.clear):
        call.go("threat_kill")
        with pytest.raises(WouldLower, match="the answer before held HIGH; with this one it falls to STANDARD"):
            does()
        assert call.contact.answers["threat_kill"].value == "yes"
        assert call.assessment.concern.level == "high"
    call.choose(key, sure=True)
    assert call.assessment.concern.level == "standard"


def test_a_first_answer_and_one_that_lowers_nothing_are_taken_at_once(call: Call) -> None:
    call.go("threat_kill")
    call.choose("value:no")
    call.go("threat_kill")
    call.choose("value:yes")
    call.choose("recency:last_2_weeks")
    call.go("weapon")
    call.choose("value:yes")
    call.go("weapon")
    call.choose("value:no")  # the threat alone holds it
    assert call.assessment.concern.level == "high"
