"""How fast somebody attends: the first of the force's rules that fits (DOMAIN §3, grade prompt)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from stalkdesk.contact.contact import Contact
from stalkdesk.contact.outcome import Grade
from stalkdesk.guidance.model import (
    COULD_BE_TOP,
    DANGER_FORM,
    LAST_TWO_WEEKS,
    TOO_LITTLE_ASKED,
    TOP_UNLOWERED,
    WHEN_UNKNOWN,
    Attendance,
)
from stalkdesk.questions.answers import Answer
from stalkdesk.questions.assess import Assessment
from stalkdesk.questions.conditions import TRUE, Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A grade, and why."""

    grade: Grade
    because: str


NO_RULE: Final = Proposal(grade=Grade.PRIORITY, because="no rule of the force says how fast")
"""Where nothing fits: somebody has to look, and nobody is kept waiting meanwhile."""


def proposed(facts: Facts, rules: Sequence[Attendance], top: str) -> Proposal:
    """The grade of the first rule that is true. `top`: the highest level, for the words."""
    for rule in rules:
        if rule.when.truth(facts) is TRUE:
            return Proposal(grade=Grade(rule.grade), because=rule.because.replace("{top}", top.upper()))
    return NO_RULE


def said_of_speed(contact: Contact, assessment: Assessment) -> dict[str, bool]:
    """What the rules may ask of the contact itself.

    A level that two people lowered sends nobody later: that is a decision of its own, so `top_unlowered` looks at the
    rules, at the raise, and at what was handed over before the record was amended.
    """
    top = assessment.qset.levels[-1]
    persons = {contact.raised.level} if contact.raised is not None else set[str]()
    persons |= {one.level for one in contact.amendments[-1:]}
    answers = [(id, held) for id, held in assessment.relevance.facts.held.items() if isinstance(held, Answer)]
    return {
        TOP_UNLOWERED: top in {assessment.shown, *persons},
        COULD_BE_TOP: assessment.concern.possible == top,
        TOO_LITTLE_ASKED: not assessment.sufficient,
        DANGER_FORM: bool(contact.danger),
        LAST_TWO_WEEKS: any(answer.recency == "last_2_weeks" for _, answer in answers),
        WHEN_UNKNOWN: any(
            answer.value not in (None, "no", ()) and answer.recency is None and assessment.qset.questions[id].recency
            for id, answer in answers
        ),
    }
