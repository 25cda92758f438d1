"""Moving about on a call: any question from any other, back the way one came, and what cannot be said is tapped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from contact.strategies import contact_of
from hypothesis import given
from hypothesis import strategies as st
from sets import a_set, rule, yes_no

from stalkdesk.contact.contact import Contact
from stalkdesk.contact.kinds import Answered, Silenced
from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.order import first_open
from stalkdesk.desk.typed import NotTaken
from stalkdesk.guidance.sets import find
from stalkdesk.questions.answers import State
from stalkdesk.questions.assess import assess
from stalkdesk.questions.model import Kind

SHIPPED = find("stalking-screening")


def at(call: Call) -> str:
    return call.view.question.id


def test_any_question_is_reached_from_any_other_and_its_place_is_on_the_disk(desk: Desk, call: Call) -> None:
    for id in ("fear", "breached", "danger_now", "new_since"):
        call.go(id)
        assert at(call) == id
        assert desk.read(call.contact.id, log=False)[0].position == id
    with pytest.raises(NotTaken, match="no such question"):
        call.go("nonsense")
    assert at(call) == "new_since"


def test_going_where_one_is_writes_nothing(call: Call) -> None:
    before = call.contact
    call.go(at(call))
    assert call.contact is before


def test_the_way_back_is_the_way_one_came_and_costs_nothing_that_was_said(call: Call) -> None:
    call.choose("value:no")
    call.go("fear")
    call.choose("value:frightened")
    answers = call.contact.answers
    way = [at(call)]
    while call.contact.trail:
        call.back()
        way.append(at(call))
    assert way == ["safe_to_talk", "fear", "safe_to_talk", "danger_now"]
    assert call.contact.answers == answers
    call.back()
    assert at(call) == "danger_now"
    assert call.view.notice == "This is the first question."


def test_where_there_is_no_way_back_it_is_the_question_before_in_order(call: Call) -> None:
    call.go("exact_location")
    call.back()
    assert at(call) == "danger_now"
    call.go("exact_location")
    call.previous()
    assert at(call) == "safe_to_talk"


def test_forward_goes_through_every_relevant_question_in_order(call: Call) -> None:
    seen = [at(call)]
    while True:
        call.forward()
        if at(call) == seen[-1]:
            break
        seen.append(at(call))
    assert seen == list(call.assessment.relevance.asked)
    assert call.view.notice.startswith("This is the last question.")
    call.back()
    assert call.view.notice == ""


def test_forward_leaves_out_what_is_not_relevant_and_takes_in_what_becomes_so(call: Call) -> None:
    call.go("reported_before")
    call.forward()
    assert at(call) == "order_in_force"
    call.go("reported_before")
    call.choose("value:yes")
    call.go("reported_before")
    call.forward()
    assert at(call) == "report_refs"


def test_sections_are_gone_through_by_their_first_relevant_question(call: Call) -> None:
    asked = set(call.assessment.relevance.asked)
    firsts = [next(q.id for q in section.questions if q.id in asked) for section in SHIPPED.sections]
    call.go("exact_location")
    seen: list[str] = []
    for _ in firsts:
        call.section(1)
        seen.append(at(call))
    assert seen == [*firsts[1:], firsts[-1]]
    call.go("fear_of_what")
    here = next(i for i, section in enumerate(SHIPPED.sections) if any(q.id == "fear" for q in section.questions))
    call.section(-1)
    assert at(call) == firsts[here - 1]
    call.go("danger_now")
    call.section(-1)
    assert at(call) == "danger_now"


def test_a_section_without_a_relevant_question_is_passed_over(desk: Desk, tmp_path: Path) -> None:
    more: dict[str, dict[str, Any]] = {"a": {"core": True}, "b": {"relevant": "a"}, "d": {"relevant": "a"}}
    sections = [["a"], ["b", "c"], ["d"], ["e"]]
    document = a_set(yes_no("a"), id="sections", rules=(rule("a", "a"),)) | {
        "sections": [
            {"id": f"s{i}", "title": "S", "questions": [yes_no(id, **more.get(id, {})) for id in ids]}
            for i, ids in enumerate(sections)
        ]
    }
    path = tmp_path / "own.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    call = desk.open("call", wanted=str(path))
    call.choose("value:no")
    call.go("a")
    seen = [at(call)]
    for step in (1, 1, 1, -1, -1):
        call.section(step)
        seen.append(at(call))
    assert seen == ["a", "c", "e", "e", "c", "a"]


def test_the_first_open_question_is_of_the_minimum_safe_set(call: Call) -> None:
    call.go("fear")
    call.first_open()
    assert at(call) == "danger_now"
    for id in call.assessment.core.of:
        call.answer(id, state=State.UNKNOWN)
    call.first_open()
    assert at(call) == call.assessment.next == "separated_when"  # what hangs on a don't-know is asked
    while call.assessment.next is not None:
        call.answer(call.assessment.next, state=State.UNKNOWN)
    call.first_open()
    assert call.view.notice == "Every question has been reached. F10 finishes."


def test_the_map_says_where_each_question_stands(call: Call) -> None:
    call.choose("value:no")
    call.choose("state:unsafe")
    call.type("14 Mill Lane")
    call.go("relationship")
    call.choose("value:neighbour")
    rows = {row.id: row for section in call.view.map for row in section.rows}
    assert [(rows[id].mark, rows[id].state) for id in ("danger_now", "safe_to_talk", "exact_location")] == [
        ("✓", "answered"),
        ("⊘", "unknown"),
        ("✓", "answered"),
    ]
    assert (rows["separated_when"].mark, rows["separated_when"].state) == ("·", "out")
    assert (rows["report_refs"].mark, rows["report_refs"].state) == ("…", "waiting")
    assert (rows["fear"].mark, rows["fear"].state) == ("○", "open")
    assert [row.id for row in rows.values() if row.here] == [at(call)]
    assert list(rows) == list(SHIPPED.questions)
    for section, written in zip(call.view.map, SHIPPED.sections, strict=True):
        asked = [q.id for q in written.questions if q.id in call.assessment.relevance.asked]
        assert (section.of, section.reached) == (len(asked), sum(id in call.contact.answers for id in asked))


def test_the_panel_counts_the_minimum_safe_set_and_names_what_could_raise_the_level(call: Call) -> None:
    concern = call.view.concern
    assert (concern.level, concern.possible, concern.sufficient, concern.covered) == ("MEDIUM", "HIGH", False, 0)
    assert concern.core == len(call.assessment.core.of)
    call.choose("value:yes")
    concern = call.view.concern
    assert (concern.level, concern.mark, concern.covered) == ("HIGH", "◆", 1)
    assert concern.because[0].questions == ("danger_now",)
    assert dict(concern.four) == dict.fromkeys(("Fixated", "Obsessive", "Unwanted", "Repeated"), "not known")


# A caller who cannot speak


def test_when_it_is_not_safe_to_talk_what_can_be_tapped_comes_first_once_help_can_find_them(call: Call) -> None:
    call.choose("value:no")
    call.choose("value:no")
    assert call.contact.silent
    assert call.view.question.silent
    asked: list[str] = []
    while first_open(call.contact, call.assessment) is not None:
        asked.append(at(call))
        call.choose("state:unknown")
    assert call.assessment.next is None
    where = [question.id for question in SHIPPED.sections[0].questions if question.core][2:]
    assert asked[: len(where)] == where  # where they are and how to reach them: found out some other way
    rest = [SHIPPED.questions[id] for id in asked[len(where) :]]
    texts = [question for question in rest if question.kind is Kind.TEXT]
    assert rest[-len(texts) :] == texts
    core = [question.kind for question in rest if question.core and question.kind is not Kind.TEXT]
    assert [question.kind for question in rest[: len(core)]] == core
    assert core == sorted(core, key=[Kind.YES_NO, Kind.CHOICE, Kind.MANY].index)


def test_the_form_for_taps_is_opened_and_closed_by_the_handler_too(desk: Desk, call: Call) -> None:
    call.answer("exact_location", state=State.UNKNOWN)
    call.answer("safe_contact", state=State.UNKNOWN)
    call.silence(on=True)
    assert call.contact.silent
    assert call.view.notice == "Silent caller: one tap is yes, two taps are no."
    for _ in range(3):
        call.first_open()
        call.choose("value:no")
    assert at(call) == "home_visits"  # and not who it is, which comes before it and takes more than two taps
    call.silence(on=False)
    assert not desk.read(call.contact.id, log=False)[0].silent
    call.first_open()
    assert at(call) == "relationship"


@given(
    st.dictionaries(st.sampled_from(list(SHIPPED.questions)), st.sampled_from(list(State)), max_size=46), st.booleans()
)
def test_whoever_asks_every_question_is_reached_in_the_end(said: dict[str, State], silent: bool) -> None:
    contact: Contact = contact_of(
        Silenced(on=silent), *(Answered(question=id, to=id, state=state.value) for id, state in said.items())
    )
    assessment = assess(SHIPPED, contact.answers)
    target = first_open(contact, assessment)
    assert (target is None) is (assessment.next is None)
    assert target is None or target in assessment.relevance.asked
    assert target not in said
