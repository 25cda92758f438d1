"""Which question comes next when the handler leaves it to the program."""

from __future__ import annotations

from typing import Final

from stalkdesk.contact.contact import Contact
from stalkdesk.questions.assess import Assessment
from stalkdesk.questions.model import Kind, Question

_BY_TAPS: Final = (Kind.YES_NO, Kind.CHOICE, Kind.MANY, Kind.NUMBER, Kind.DATE)
"""What a caller who can only tap answers most easily, first."""


def first_open(contact: Contact, assessment: Assessment) -> str | None:
    """The first question not reached, the minimum safe set first; None when all are reached.

    A caller who can only tap is asked yes or no first, then choices one by one, and never a text before those.
    """
    if not contact.silent:
        return assessment.next
    questions = [assessment.qset.questions[id] for id in assessment.relevance.asked if id not in contact.answers]
    return min(questions, key=_tapping).id if questions else None


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
