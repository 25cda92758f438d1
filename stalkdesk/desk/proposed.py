"""Answers that are proposed: by the caller's words, by the danger form, by an earlier report that was linked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from stalkdesk.contact.contact import Contact
from stalkdesk.desk import wording
from stalkdesk.desk.wording import Labels
from stalkdesk.questions.assess import Assessment
from stalkdesk.questions.cues import Cue
from stalkdesk.questions.model import Kind

Find = Callable[[str], tuple[Cue, ...]]
"""The cues in a line of words."""
DANGER: Final = "danger_now"
REPORTED: Final = "reported_before"
BY_DANGER, BY_LINK = 0, -1
"""In the place of a line of words: the danger form, or a linked report, proposes the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """An answer that a line of words already gives, or the danger form, or a linked report: one key takes it, another
    dismisses it."""

    line: int
    question: str
    label: str
    phrase: str
    value: str


def proposals(contact: Contact, assessment: Assessment, find: Find, labels: Labels) -> tuple[Proposed, ...]:
    """What the caller's words already answer: yes/no questions not reached, the latest line first."""
    found: dict[str, Proposed] = {}
    danger = contact.answers.get(DANGER)
    if contact.danger and DANGER in assessment.qset.questions and (danger is None or danger.value != "yes"):
        found[DANGER] = Proposed(
            line=BY_DANGER, question=DANGER, label=wording.label(DANGER, labels), phrase="the danger form", value="yes"
        )
    linked = contact.reported_before
    reported = contact.answers.get(REPORTED)
    if linked and REPORTED in assessment.qset.questions and REPORTED not in contact.not_so and reported is None:
        found[REPORTED] = Proposed(
            line=BY_LINK,
            question=REPORTED,
            label=wording.label(REPORTED, labels),
            phrase=f"linked to {', '.join(linked)}",
            value="yes",
        )
    asked = frozenset(assessment.relevance.asked) | frozenset(assessment.relevance.waiting)
    for line in reversed(contact.words):
        for cue in find(line.text):
            question = assessment.qset.questions[cue.question]
            seen = cue.question in contact.answers or cue.question in found or cue.question in line.dismissed
            if seen or cue.question not in asked:
                continue
            value = "yes" if question.kind is Kind.YES_NO else ""
            found[cue.question] = Proposed(
                line=line.number,
                question=cue.question,
                label=wording.label(cue.question, labels),
                phrase=line.text[cue.start : cue.end],
                value=value,
            )
    questions = assessment.qset.questions
    # Danger first, then threats.
    return tuple(sorted(found.values(), key=lambda one: (one.question != DANGER, not questions[one.question].verbatim)))
