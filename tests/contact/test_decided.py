"""What is decided, and what that changes: harassment only, no crime, the time before officers arrive, the services of a
force that works in three nations, and which law it was."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from contact.strategies import OPENING, contact_of
from hypothesis import given
from hypothesis import strategies as st
from sets import answers_to

from stalkdesk.contact.decided import advised, interim
from stalkdesk.contact.decision import Decision, decide
from stalkdesk.contact.kinds import Acted, Advised, Answered, Filled, Happening
from stalkdesk.guidance import pack
from stalkdesk.guidance.kept import document, guidance_from
from stalkdesk.guidance.model import DECIDED, of_contact
from stalkdesk.guidance.sets import find
from stalkdesk.questions.answers import Answer
from stalkdesk.questions.assess import assess
from stalkdesk.questions.model import Kind

SET = find("stalking-screening")
PACK = pack.load(SET)
TOP = SET.levels[-1]
COURSE: dict[str, Any] = {"how_many": "five_to_twenty", "unwanted": "yes", "contact": ("letters",)}
HARASSMENT = Filled(form="decision", number=0, field="harassment_only", text="A row over a hedge, both neighbours say")
NO_CRIME = Filled(form="decision", number=0, field="no_crime", text="The letters came from the council, seen by us")
ONLY_QUALIFIES = {"relationship", "how_many"}
"""Questions that the highest level hangs on beside another answer, and that say nothing of the next hours."""


def given_in(answers: dict[str, Any], *more: Happening, force: str = OPENING.force) -> Decision:
    said = [Answered(question=id, to=id, value=value) for id, value in answers.items()]
    contact = contact_of(*said, *more, opening=replace(OPENING, force=force))
    return decide(contact, assess(SET, contact.answers), PACK)


def lines(**answers: Any) -> list[str]:
    contact = contact_of(*(Answered(question=id, to=id, value=value) for id, value in answers.items()))
    return interim(contact, assess(SET, contact.answers))


def offences(decision: Decision) -> dict[str, bool]:
    return {one.what.id: one.principal for one in decision.offences}


def actions(decision: Decision) -> set[str]:
    return {item.action.id for item in decision.plan}


# Harassment only, and no crime ------------------------------------------------------------------------------------


def test_harassment_that_was_decided_takes_the_place_of_stalking() -> None:
    before, after = given_in(COURSE), given_in(COURSE, HARASSMENT)
    assert offences(before) == {"stalking": True}
    assert offences(after) == {"harassment": True}
    assert [point.point.id for point in after.offences[0].supported] == ["course", "not_stalking"]
    assert {"record_stalking"} == actions(before) - actions(after)
    assert {"record_harassment"} == actions(after) - actions(before)


def test_harassment_with_threats_is_the_graver_one_and_the_threats_stay() -> None:
    decision = given_in({**COURSE, "threat_kill": "yes"}, HARASSMENT)
    assert list(offences(decision)) == [
        "harassment_fear", "threats_to_kill", "threatening_communications", "malicious_communications", "harassment"
    ]  # fmt: skip
    assert offences(decision)["harassment_fear"]


def test_the_same_is_stalking_again_when_that_is_taken_back() -> None:
    back = replace(HARASSMENT, text="")
    assert offences(given_in(COURSE, HARASSMENT, back)) == {"stalking": True}
    assert "record_stalking" in actions(given_in(COURSE, HARASSMENT, back))


def test_no_crime_is_not_told_to_be_recorded_and_the_offences_stay_to_be_looked_at() -> None:
    decision = given_in(COURSE, NO_CRIME)
    assert "record_stalking" not in actions(decision)
    assert offences(decision) == {"stalking": True}
    assert not {"record_stalking", "record_harassment"} & actions(given_in(COURSE, NO_CRIME, HARASSMENT))


def test_an_action_that_was_answered_stays_whatever_is_decided_after() -> None:
    acted = Acted(action="record_stalking", state="done")
    decision = given_in(COURSE, acted, HARASSMENT)
    assert [item.state for item in decision.plan if item.action.id == "record_stalking"] == ["done"]


def test_only_a_decision_of_a_person_may_leave_something_out_and_never_an_answer() -> None:
    there = [one for one in (*PACK.actions, *PACK.offences) if one.unless]
    assert {one.id for one in there} == {"stalking_fear", "stalking", "record_stalking", "record_harassment"}
    assert {name for one in there for name in one.unless} == set(DECIDED)
    assert not {of_contact(name) for name in DECIDED} & set(SET.questions)


# Before officers arrive -------------------------------------------------------------------------------------------


def of_the_top() -> list[tuple[str, Any]]:
    """Every answer with which a rule of the highest level can hold."""
    ids = {id for rule in SET.rules if rule.level == TOP for id in SET.mentioned_by(rule.when)} - ONLY_QUALIFIES
    found: list[tuple[str, Any]] = []
    for id in sorted(ids):
        question = SET.questions[id]
        if question.kind is Kind.YES_NO:
            found.append((id, "yes"))
        elif question.kind is Kind.MANY:
            found += [(id, (option,)) for option in question.values]
    return [*found, ("fear", "very_frightened"), ("armed_occupation", "yes"), ("surveillance_detail", "yes")]


@pytest.mark.parametrize(("question", "value"), of_the_top())
def test_every_answer_the_highest_level_hangs_on_says_what_could_happen_meanwhile(question: str, value: Any) -> None:
    partner = {"relationship": "ex_partner"} if question in ("control", "sexual_violence") else {}
    order = {"order_in_force": "bail"} if question == "breached" else {}
    assert lines(**partner, **order, **{question: value})


def test_what_could_happen_is_said_in_short_lines_the_gravest_first() -> None:
    found = lines(followed="yes", danger_now="yes", tech=("tracker", "drone"), armed_occupation="yes")
    assert found == [
        "they are in danger now",
        "the suspect may have weapons by work or a club",
        "they may be followed on the way",
        "a tracker may show where they are",
        "a drone may be flown over them",
    ]
    assert lines(followed="no", fear="uneasy", tech=()) == []
    assert "they parted within a year, or plan to" in lines(relationship="ex_partner", separated_when="within_year")


def test_the_lines_are_short() -> None:
    every = {id: "yes" for id, one in SET.questions.items() if one.kind is Kind.YES_NO}
    many = {id: one.values for id, one in SET.questions.items() if one.kind is Kind.MANY}
    chosen = {"relationship": "ex_partner", "separated_when": "within_month", "fear": "very_frightened"}
    found = lines(**every, **many, **chosen, order_in_force="bail")
    assert len(found) == len(set(found)) == 28
    assert max(map(len, found)) <= 52


@given(answers_to(SET))
def test_nobody_at_the_highest_level_is_told_that_nothing_is_named(answers: dict[str, Answer]) -> None:
    contact = replace(contact_of(), answers=answers)
    assessment = assess(SET, answers)
    if assessment.shown == TOP:
        assert interim(contact, assessment)


@given(answers_to(SET), st.sampled_from([id for id, one in SET.questions.items() if one.kind is Kind.YES_NO]))
def test_one_yes_more_never_takes_a_line_away(answers: dict[str, Answer], question: str) -> None:
    more = {**answers, question: Answer(value="yes")}
    before, after = (interim(contact_of(), assess(SET, one)) for one in (answers, more))
    assert set(before) <= set(after)


# Services and the law ---------------------------------------------------------------------------------------------


def test_a_force_of_three_nations_reaches_the_services_of_each() -> None:
    scots = replace(PACK.services[0], id="scots", areas=("scotland",))
    irish = replace(PACK.services[0], id="irish", areas=("northern_ireland",))
    there = replace(PACK, services=(scots, irish, *PACK.services))
    contact = contact_of(
        Answered(question="relationship", to="relationship", value="ex_partner"),
        opening=replace(OPENING, force="British Transport Police"),
    )

    def fitting(force: str) -> set[str]:
        here = replace(contact, opening=replace(OPENING, force=force))
        return {one.what.id for one in decide(here, assess(SET, here.answers), there).services if one.fits}

    ours = fitting("British Transport Police")
    assert fitting("South Wales Police") | fitting("Kent Police") | {"scots"} == ours
    assert {"victim_support", "live_fear_free", "national_domestic_abuse_helpline", "mens_advice_line"} < ours
    assert "scots" not in fitting("Kent Police")


def test_a_number_that_nobody_checked_says_so_in_what_was_told() -> None:
    found = given_in(
        {},
        Advised(what="service", id="samaritans", how="given"),
        Advised(what="service", id="crimestoppers", how="declined"),
        Advised(what="advice", id="believed", how="given"),
    )
    assert {one["id"]: one["verified"] for one in advised(found, "service")} == {
        "samaritans": True,
        "crimestoppers": False,
    }
    assert [list(one) for one in advised(found, "advice")] == [["id", "say", "how"]]


@pytest.mark.parametrize(
    ("place", "named"),
    [("england_wales", "England and Wales"), ("scotland", "Scotland"), ("northern_ireland", "Northern Ireland")],
)
def test_the_law_that_was_looked_at_is_named_with_its_day_and_place(place: str, named: str) -> None:
    decision = decide(contact_of(), assess(SET, {}), replace(PACK, jurisdiction=place))
    assert decision.law == f"stalking law, 2026-11-21, {named}"
    assert replace(PACK, jurisdiction=place, pack="").law == named


def test_the_guidance_that_is_kept_is_the_same_when_it_is_read_again() -> None:
    held = json.loads(json.dumps(document(PACK, SET)))
    assert guidance_from(held, SET) == PACK
