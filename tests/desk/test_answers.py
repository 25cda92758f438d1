"""Answering on a call: one key is one answer, on the disk when it is shown, and no level falls in silence."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from desk.hands import LABELS, HandClock, desk_on
from sets import a_set, choice, rule, yes_no

from stalkdesk.contact.contact import Contact
from stalkdesk.desk.call import Call, WouldLower
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.typed import NotTaken
from stalkdesk.errors import BadInput
from stalkdesk.journal.home import Home
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
    call.choose("value:no")
    assert call.contact.answers["danger_now"].value == "no"
    said = [event.body for event in desk.events(call.contact.id) if event.kind == "answered"]
    assert [body["value"] for body in said] == ["yes", "no"]


def test_an_answer_is_taken_back_and_stays_in_the_history(desk: Desk, call: Call) -> None:
    call.choose("value:yes")
    call.go("danger_now")
    call.clear()
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
    call.choose("recency:")  # but the caller is not sure any more
    assert call.contact.answers["got_inside"].recency is None
    call.go("got_inside")
    call.back()
    call.choose("value:no")
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
    call.choose("value:no")
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


# What stops counting


def told_of_a_breach(call: Call) -> None:
    call.go("relationship")
    call.choose("value:ex_partner")
    call.go("order_in_force")
    call.choose("value:bail")
    call.go("home_visits")
    call.choose("value:yes")
    call.choose("recency:earlier")
    call.go("breached")
    call.choose("value:yes")
    call.choose("recency:earlier")
    assert call.assessment.concern.level == "high"


def test_an_answer_that_would_lower_the_level_by_setting_others_aside_is_asked_about_first(
    desk: Desk, call: Call
) -> None:
    told_of_a_breach(call)
    before = list(desk.events(call.contact.id))
    call.go("order_in_force")
    with pytest.raises(WouldLower) as caught:
        call.choose("value:none")
    assert (caught.value.labels, caught.value.before, caught.value.after) == (
        (LABELS["breached"],),
        "HIGH",
        "MEDIUM",
    )
    assert [event.kind for event in desk.events(call.contact.id)][len(before) :] == ["moved"]
    assert call.assessment.concern.level == "high"
    call.choose("value:none", sure=True)
    assert call.assessment.concern.level == "medium"
    assert call.view.notice == f"No longer counts (kept): {LABELS['breached']}"
    assert call.contact.answers["breached"].value == "yes"
    assert "breached" in call.assessment.relevance.set_aside
    call.go("order_in_force")
    call.choose("value:bail")
    assert call.view.notice == f"Counts again: {LABELS['breached']}"
    assert call.assessment.concern.level == "high"


def test_taking_back_the_answer_it_hangs_on_is_asked_about_too(call: Call) -> None:
    call.go("relationship")
    call.choose("value:ex_partner")
    call.go("separated_when")
    call.choose("value:within_month")
    assert call.assessment.concern.level == "medium"
    call.go("relationship")
    with pytest.raises(WouldLower):
        call.choose("value:neighbour")
    call.clear()  # the question waits again; its answer counts as it was volunteered
    assert call.contact.answers.keys() == {"separated_when"}
    assert call.assessment.relevance.set_aside == ()


def test_taking_back_what_another_was_asked_upon_is_asked_about_first(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    told = yes_no("armed", relevant={"question": "place", "answered": True})
    document = a_set(
        {**yes_no("place"), "kind": "text"}, yes_no("came", core=True), told, rules=(rule("armed", "armed"),), id="own"
    )
    path.write_text(json.dumps(document), encoding="utf-8")
    call = desk.open("call", wanted=str(path))
    call.go("place")
    call.type("14 Mill Lane")
    call.go("armed")
    call.choose("value:yes")
    call.go("place")
    with pytest.raises(WouldLower):
        call.clear()
    assert call.assessment.concern.level == "high"
    call.clear(sure=True)
    assert call.contact.answers.keys() == {"armed"}
    assert call.assessment.concern.level == "standard"


def test_what_stops_counting_without_lowering_the_level_is_said_and_not_asked(call: Call) -> None:
    call.go("relationship")
    call.choose("value:ex_partner")
    call.go("children_together")
    call.choose("value:no")
    call.go("relationship")
    call.choose("value:neighbour")
    assert call.view.notice == f"No longer counts (kept): {LABELS['children_together']}"
    (row,) = [row for section in call.view.map for row in section.rows if row.id == "children_together"]
    assert (row.mark, row.words, row.state) == ("◌", "set aside", "aside")
    call.forward()
    assert call.view.notice == ""


HANGS_ON_WHEN = a_set(
    yes_no("came", recency=True, core=True),
    choice("ways", "car", "foot", kind="many", recency=True),
    yes_no("armed", relevant={"question": "came", "recency": "last_2_weeks"}),
    yes_no("driven", relevant={"question": "ways", "recency": "last_2_weeks"}),
    rules=(rule("armed", "armed"), rule("driven", "driven", "medium")),
    id="hangs-on-when",
    title="Hangs on when",
)


@pytest.fixture
def own_set(tmp_path: Path) -> str:
    path = tmp_path / "own.json"
    path.write_text(json.dumps(HANGS_ON_WHEN), encoding="utf-8")
    return str(path)


def test_another_time_that_would_lower_the_level_is_asked_about_first(desk: Desk, own_set: str) -> None:
    call = desk.open("call", wanted=own_set)
    call.go("came")
    call.choose("value:yes")
    call.choose("recency:last_2_weeks")
    call.go("armed")
    call.choose("value:yes")
    assert call.assessment.concern.level == "high"
    call.go("came")
    call.choose("value:yes")
    with pytest.raises(WouldLower) as caught:
        call.choose("recency:earlier")
    assert (caught.value.labels, caught.value.after) == (("armed",), "STANDARD")
    assert call.contact.answers["came"].recency == "last_2_weeks"
    call.choose("recency:earlier", sure=True)
    assert call.assessment.concern.level == "standard"
    call.go("came")
    call.choose("value:yes")
    call.choose("recency:last_2_weeks")
    call.go("came")
    call.choose("value:yes")
    call.choose("recency:")  # unknown again: it waits, and what was volunteered counts
    assert call.assessment.concern.level == "high"


def test_a_contact_keeps_the_set_it_was_opened_with_also_when_the_file_is_gone(
    home: Home, clock: HandClock, tmp_path: Path, own_set: str
) -> None:
    with desk_on(home, clock) as desk:
        call = desk.open("call", wanted=own_set)
        call.choose("value:no")
        id = call.contact.id
    Path(own_set).unlink()
    with desk_on(home, clock) as desk:
        assert desk.resume(id).contact == desk.read(id, log=False)[0]
        with pytest.raises(BadInput):
            desk.open("call", wanted=own_set)


def test_a_set_with_findings_is_not_used_on_calls(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "unsound.json"
    unsound = {key: value for key, value in HANGS_ON_WHEN.items() if key != "insufficient"}
    path.write_text(json.dumps(unsound), encoding="utf-8")
    before = desk.overview()
    with pytest.raises(BadInput, match="has findings and is not used on calls"):
        desk.open("call", wanted=str(path))
    assert desk.overview() == before


# Opening


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
