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


def _tapping(question: Question) -> tuple[bool, int]:
    if question.kind is Kind.TEXT:
        return True, len(_BY_TAPS)
    return not question.core, _BY_TAPS.index(question.kind)
