"""What is decided at the end of a contact: the level that stands. Level and grade are two outputs: how much concern,
and how fast (DOMAIN §1)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stalkdesk.contact.contact import Contact
from stalkdesk.questions.assess import Assessment


class Grade(StrEnum):
    """How fast, the fastest first. A force has names and target times of its own for them."""

    IMMEDIATE = "immediate"
    PRIORITY = "priority"
    SAME_DAY = "same_day"
    SCHEDULED = "scheduled"


class Override(StrEnum):
    """What a person said against the level of the rules, and whether it stands (DOMAIN R5)."""

    NONE = "none"
    RAISED = "raised"
    HELD = "held"
    """A revision was handed over with it, and the answers no longer show it."""
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
    """The level that stands: what the rules show, or the handler's raise where that is higher, or what was handed over
    before the record was amended (DOMAIN R5).

    A raise survives every recalculation and never holds a level down. A lower level stands only once a second person
    has agreed, while enough was asked, and while no rule above it holds that did not hold when it was asked for.
    """
    rank, raised, lowering = assessment.qset.rank, contact.raised, contact.lowering
    top, override = assessment.shown, Override.NONE
    if raised is not None and rank.get(raised.level, -1) > rank[top]:
        top, override = raised.level, Override.RAISED
    held = contact.amendments[-1].level if contact.amendments else ""
    if rank.get(held, -1) > rank[top]:
        top, override = held, Override.HELD
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
