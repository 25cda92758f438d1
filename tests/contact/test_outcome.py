"""The end of a contact: the level that stands, and the grade the answers propose."""

from __future__ import annotations

from functools import lru_cache

import pytest
from contact.strategies import SMALL, contact_of
from hypothesis import given, settings
from hypothesis import strategies as st
from sets import answers_to

from stalkdesk.contact.attendance import NO_RULE, Proposal, proposed
from stalkdesk.contact.contact import Contact
from stalkdesk.contact.decision import decide
from stalkdesk.contact.kinds import Answered, Filled, Happening, Lowered, LoweringAgreed, Raised, RaiseTakenBack
from stalkdesk.contact.outcome import Grade, standing_level
from stalkdesk.guidance import pack
from stalkdesk.guidance.model import Guidance
from stalkdesk.guidance.sets import find
from stalkdesk.questions.answers import Answer, Answers
from stalkdesk.questions.assess import Assessment, assess
from stalkdesk.questions.conditions import Facts
from stalkdesk.questions.model import QuestionSet

SHIPPED = find("stalking-screening")


@lru_cache
def guidance(id: str) -> Guidance:
    return pack.load({SMALL.id: SMALL, SHIPPED.id: SHIPPED}[id])


def proposed_grade(contact: Contact, assessment: Assessment) -> Proposal:
    return decide(contact, assessment, guidance(assessment.qset.id)).attendance


def given_in_a_contact(answers: Answers, *then: Happening) -> tuple[Happening, ...]:
    return (
        *(
            Answered(
                question=id,
                to=id,
                value=answer.value,
                state=None if answer.state is None else answer.state.value,
                recency=answer.recency,
            )
            for id, answer in answers.items()
        ),
        *then,
    )


@settings(max_examples=settings().max_examples // 2)
@given(st.data())
def test_the_level_never_stands_under_what_the_rules_show_nor_under_what_was_raised(data: st.DataObject) -> None:
    qset: QuestionSet = data.draw(st.sampled_from([SMALL, SHIPPED]))
    before, later = data.draw(answers_to(qset)), data.draw(answers_to(qset))
    raised = Raised(level=data.draw(st.sampled_from(qset.levels)), reason="a feeling")
    contact = contact_of(*given_in_a_contact(before, raised), *given_in_a_contact(later))
    assessment = assess(qset, contact.answers)
    stands = qset.rank[standing_level(contact, assessment)]
    assert stands == max(qset.rank[assessment.shown], qset.rank[raised.level])
    taken_back = contact_of(*given_in_a_contact(contact.answers, raised, RaiseTakenBack()))
    assert standing_level(taken_back, assessment) == assessment.shown


def test_a_level_the_set_does_not_have_raises_nothing() -> None:
    contact = contact_of(Raised(level="extreme", reason="from another set"))
    assessment = assess(SMALL, contact.answers)
    assert standing_level(contact, assessment) == assessment.shown


def say(question: str, value: str, recency: str | None = None) -> Answered:
    return Answered(question=question, to=question, value=value, recency=recency)


DANGER_FORM = Filled(form="danger", number=0, field="location", text="in the bathroom")
LATELY = say("threat", "yes", "last_2_weeks")
ENOUGH = (say("danger_now", "no"), say("safe_to_talk", "yes"))
RAISED = Raised(level="high", reason="her voice")
CALM = (Grade.SCHEDULED, "not HIGH, and no danger now")
NOT_LATELY = (Grade.SAME_DAY, "HIGH, nothing known of the last 2 weeks")
UNASKED = (Grade.PRIORITY, "HIGH, and not enough was asked to know how lately")
OPEN = (Grade.SAME_DAY, "it could still be HIGH, and not enough was asked")


@pytest.mark.parametrize(
    ("said", "proposed"),
    [
        ((), OPEN),
        ((say("danger_now", "no"),), OPEN),
        (ENOUGH, CALM),
        ((*ENOUGH, Answered(question="danger_now", to="who", state="unknown")), CALM),
        ((say("danger_now", "yes"),), (Grade.IMMEDIATE, "in danger now")),
        ((DANGER_FORM,), (Grade.IMMEDIATE, "the danger form was used")),
        ((*ENOUGH, DANGER_FORM, Filled(form="danger", number=0, field="location", text="")), CALM),
        ((LATELY,), (Grade.PRIORITY, "HIGH, and something in the last 2 weeks")),
        ((say("threat", "yes"), RAISED), (Grade.PRIORITY, "HIGH, and it is not known how lately")),
        ((*ENOUGH, say("threat", "yes", "earlier"), RAISED), NOT_LATELY),
        ((*ENOUGH, say("threat", "no"), RAISED), NOT_LATELY),
        ((*ENOUGH, RAISED), NOT_LATELY),
        ((say("threat", "no"), RAISED), UNASKED),
        ((RAISED,), UNASKED),
        ((*ENOUGH, Raised(level="medium", reason="her voice")), CALM),
        ((*ENOUGH, LATELY, say("threat", "yes", "earlier")), CALM),
    ],
)
def test_the_grade_is_proposed_with_its_reason(said: tuple[Happening, ...], proposed: tuple[Grade, str]) -> None:
    contact = contact_of(*said)
    found = proposed_grade(contact, assess(SMALL, contact.answers))
    assert (found.grade, found.because) == proposed


def test_an_answer_that_was_set_aside_proposes_nothing() -> None:
    qset = SHIPPED
    kept = (say("relationship", "ex_partner"), say("danger_now", "no"))
    lately = (say("weapon", "yes", "earlier"), say("order_in_force", "bail"), say("breached", "yes", "last_2_weeks"))
    contact = contact_of(*kept, *lately)
    assert proposed_grade(contact, assess(qset, contact.answers)).grade is Grade.PRIORITY
    aside = contact_of(*kept, *lately, say("order_in_force", "none"))
    assessment = assess(qset, aside.answers)
    assert assessment.relevance.set_aside == ("breached",)
    assert "something in the last 2 weeks" not in proposed_grade(aside, assessment).because


def test_a_level_that_two_people_lowered_sends_nobody_later() -> None:
    said = (*ENOUGH, LATELY, Lowered(level="standard", rationale="x", over=("danger", "lately", "threat")))
    lowered = contact_of(*said, LoweringAgreed(second="5512 Hughes"))
    assessment = assess(SMALL, lowered.answers)
    assert standing_level(lowered, assessment) == "standard"
    assert proposed_grade(lowered, assessment).grade is Grade.PRIORITY


@settings(max_examples=settings().max_examples // 2)
@given(st.data())
def test_danger_now_is_immediate_whatever_else_was_said(data: st.DataObject) -> None:
    qset: QuestionSet = data.draw(st.sampled_from([SMALL, SHIPPED]))
    answers = {**data.draw(answers_to(qset)), "danger_now": Answer(value="yes")}
    contact = contact_of(*given_in_a_contact(answers))
    assert proposed_grade(contact, assess(qset, contact.answers)).grade is Grade.IMMEDIATE


def test_where_no_rule_fits_nobody_is_kept_waiting() -> None:
    assert proposed(Facts(held={}), (), "high") is NO_RULE
    assert NO_RULE.grade is Grade.PRIORITY
