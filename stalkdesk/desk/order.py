"""Which question comes next when the handler leaves it to the program."""

from __future__ import annotations

from typing import Final

from stalkdesk.contact.contact import Contact
from stalkdesk.questions.answers import Value
from stalkdesk.questions.assess import Assessment
from stalkdesk.questions.model import Kind, Question

_BY_TAPS: Final = (Kind.YES_NO, Kind.CHOICE, Kind.MANY, Kind.NUMBER, Kind.DATE)
"""What a caller who can only tap answers most easily, first."""


def first_open(contact: Contact, assessment: Assessment) -> str | None:
    """The first question not reached, the minimum safe set first; None when all are reached.

    A caller who can only tap is asked yes or no first, then choices one by one, and typed questions last. Only the
    core of the first section keeps its place: where they are and how to reach them is found out some other way.
    """
    if not contact.silent:
        return assessment.next
    questions = [assessment.qset.questions[id] for id in assessment.relevance.asked if id not in contact.answers]
    first = frozenset(question.id for question in assessment.qset.sections[0].questions if question.core)
    kept = next((question for question in questions if question.id in first), None)
    if kept is None:
        kept = min(questions, key=_tapping, default=None)
    return None if kept is None else kept.id


def beside(assessment: Assessment, id: str, step: int) -> str | None:
    """The relevant question after this one in order (1), or before it (-1)."""
    place = assessment.qset.place
    asked = assessment.relevance.asked
    if step > 0:
        return next((one for one in asked if place[one] > place[id]), None)
    return next((one for one in reversed(asked) if place[one] < place[id]), None)


def section_beside(assessment: Assessment, id: str, step: int) -> str | None:
    """The first relevant question of the next section that has one (1), or of the one before (-1)."""
    asked = frozenset(assessment.relevance.asked)
    sections = [[question.id for question in section.questions] for section in assessment.qset.sections]
    here = next(number for number, ids in enumerate(sections) if id in ids)
    others = sections[here + 1 :] if step > 0 else sections[:here][::-1]
    return next((one for ids in others for one in ids if one in asked), None)


def _tapping(question: Question) -> tuple[bool, int]:
    if question.kind is Kind.TEXT:
        return True, len(_BY_TAPS)
    return not question.core, _BY_TAPS.index(question.kind)


def has_a_time(question: Question, value: Value | None) -> bool:
    """Whether it is asked when this was: of a yes, or of any option chosen."""
    return question.recency and value not in (None, "no", ())
