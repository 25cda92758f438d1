"""What is decided at the end of a contact: the level that stands, and how fast somebody attends.

Level and grade are two outputs: how much concern, and how fast (DOMAIN §1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from stalkdesk.contact.contact import Contact
from stalkdesk.questions.answers import Answer
from stalkdesk.questions.assess import Assessment


class Grade(StrEnum):
    """How fast, the fastest first. A force has names and target times of its own for them."""

    IMMEDIATE = "immediate"
    PRIORITY = "priority"
    SAME_DAY = "same_day"
    SCHEDULED = "scheduled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A grade, and why."""

    grade: Grade
    because: str


class Override(StrEnum):
    """What a person said against the level of the rules, and whether it stands (DOMAIN R5)."""

    NONE = "none"
    RAISED = "raised"
    ASKED = "asked"
    """A lower level waits for a second person."""
    LOWERED = "lowered"
    LAPSED = "lapsed"
    """It was lowered, and something has come up since that nobody has weighed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The level that stands, and how that came. `new`: ids of the rules that came up since it was lowered."""

    level: str
    override: Override
    new: tuple[str, ...] = ()


def standing(contact: Contact, assessment: Assessment) -> Standing:
    """The level that stands: what the rules show, or the handler's raise where that is higher (DOMAIN R5).

    A raise survives every recalculation and never holds a level down. A lower level stands only once a second person
    has agreed, while enough was asked, and while no rule above it holds that did not hold when it was asked for.
    """
    rank, raised, lowering = assessment.qset.rank, contact.raised, contact.lowering
    top, override = assessment.shown, Override.NONE
    if raised is not None and rank.get(raised.level, -1) > rank[top]:
        top, override = raised.level, Override.RAISED
    if lowering is None or rank.get(lowering.said.level, len(rank)) >= rank[top]:
        return Standing(level=top, override=override)
    if not lowering.second:
        return Standing(level=top, override=Override.ASKED)
    new = tuple(id for id in rules_over(assessment, lowering.said.level) if id not in lowering.said.over)
    if new or not assessment.sufficient:
        return Standing(level=top, override=Override.LAPSED, new=new)
    return Standing(level=lowering.said.level, override=Override.LOWERED)


def standing_level(contact: Contact, assessment: Assessment) -> str:
    """The level that stands."""
    return standing(contact, assessment).level


def rules_over(assessment: Assessment, level: str) -> tuple[str, ...]:
    """The ids of the rules that hold the level above this one."""
    rank = assessment.qset.rank
    return tuple(one.rule.id for one in assessment.concern.because if rank[one.rule.level] > rank[level])


def proposed_grade(contact: Contact, assessment: Assessment) -> Proposal:
    """How fast, from the answers (DOMAIN §3, grade prompt). The handler decides."""
    answers = {id: answer for id, answer in assessment.relevance.facts.held.items() if isinstance(answer, Answer)}
    danger = answers.get("danger_now")
    if danger is not None and danger.value == "yes":
        return Proposal(grade=Grade.IMMEDIATE, because="in danger now")
    if contact.danger:
        return Proposal(grade=Grade.IMMEDIATE, because="the danger form was used")
    top = assessment.qset.levels[-1]
    # A level that two people lowered does not send anybody later: that is a decision of its own.
    raised = contact.raised is not None and contact.raised.level == top
    if assessment.shown == top or raised:
        if any(answer.recency == "last_2_weeks" for answer in answers.values()):
            return Proposal(grade=Grade.PRIORITY, because=f"{top.upper()}, and something in the last 2 weeks")
        if any(
            answer.value not in (None, "no", ()) and answer.recency is None for answer in _dated(assessment, answers)
        ):
            return Proposal(grade=Grade.PRIORITY, because=f"{top.upper()}, and it is not known how lately")
        if not assessment.sufficient:
            return Proposal(grade=Grade.PRIORITY, because=f"{top.upper()}, and not enough was asked to know how lately")
        return Proposal(grade=Grade.SAME_DAY, because=f"{top.upper()}, nothing known of the last 2 weeks")
    if assessment.concern.possible == top and not assessment.sufficient:
        return Proposal(grade=Grade.SAME_DAY, because=f"it could still be {top.upper()}, and not enough was asked")
    return Proposal(grade=Grade.SCHEDULED, because=f"not {top.upper()}, and no danger now")


def _dated(assessment: Assessment, answers: Mapping[str, Answer]) -> list[Answer]:
    """The answers to the questions that ask when it last happened."""
    return [answer for id, answer in answers.items() if assessment.qset.questions[id].recency]
