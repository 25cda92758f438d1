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
    about: str
    open_log: bool
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
        about=_about(contact),
        open_log=contact.open_log,
        names=tuple(person["name"] for person in contact.people.values() if person.get("name")),
    )


def _about(contact: Contact) -> str:
    """What tells this contact from the next in a list: who it is about, else their number, else where they are."""
    people = sorted(contact.people.values(), key=lambda person: person.get("role") not in ("caller", "victim"))
    ours = [person for person in people if person.get("role") not in ("suspect", "child", "other")]
    for field in ("name", "phone"):
        found = next((person[field] for person in ours if person.get(field)), "")
        if found:
            return found
    place = contact.answers.get("exact_location")
    if contact.opening.caller_number:
        return contact.opening.caller_number
    return place.value if place is not None and isinstance(place.value, str) else ""
