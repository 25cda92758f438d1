"""A contact on one line: what lists and look-ups need of it."""

from __future__ import annotations

from dataclasses import dataclass

from stalkdesk.contact.contact import Contact
from stalkdesk.contact.outcome import standing_level
from stalkdesk.questions.assess import Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One line. Times are UTC as in events; `call_back` is empty where nobody is to be rung back."""

    id: str
    ref: str
    channel: str
    stage: str
    level: str
    rank: int
    possible: str
    sufficient: bool
    covered: int
    core: int
    answers: int
    opened: str
    last_at: str
    finished: str
    revision: int
    call_back: str
    gone: bool
    names: tuple[str, ...]


def summary(contact: Contact, assessment: Assessment) -> Summary:
    """The line of this contact now."""
    level = standing_level(contact, assessment)
    gone = contact.gone
    return Summary(
        id=contact.id,
        ref=contact.ref,
        channel=contact.opening.channel,
        stage=contact.stage.value,
        level=level,
        rank=assessment.qset.rank[level],
        possible=assessment.concern.possible,
        sufficient=assessment.sufficient,
        covered=len(assessment.core.of) - len(assessment.core.open),
        core=len(assessment.core.of),
        answers=len(contact.answers),
        opened=contact.opened,
        last_at=contact.last_at,
        finished=contact.finished,
        revision=contact.revision,
        call_back=gone.call_back if gone is not None else "",
        gone=gone is not None,
        names=tuple(person["name"] for person in contact.people.values() if person.get("name")),
    )
