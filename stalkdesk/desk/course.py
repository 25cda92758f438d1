"""The course of conduct in a contact in hand, joined with what linked reports hold, and what it offers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Final

from stalkdesk.clock import day_and_hour, local
from stalkdesk.conduct.course import Course, Happened, Report, course, escalating, how_long, how_many
from stalkdesk.conduct.rough import in_words, rough
from stalkdesk.contact.contact import Contact
from stalkdesk.desk import wording
from stalkdesk.desk.joined import Before, Joined
from stalkdesk.questions.assess import Assessment
from stalkdesk.questions.model import Kind

NOW: Final = frozenset(
    {"danger_now", "safe_to_talk", "children_or_others", "fear", "reported_before", "evidence_at_risk"}
)
"""Questions about this moment: what was said to them earlier is no answer to them."""
Entries = tuple[tuple[int, tuple[tuple[str, str], ...]], ...]
"""Incidents as they were filled in: number, and field with text."""
COUNTED: Final = frozenset({"how_many", "how_long", "escalating"})
"""Questions that the course itself answers."""


def joined(linked: Iterable[tuple[Contact, Assessment]]) -> Joined:
    """What these reports hold. Of what was answered in several, the latest stands. A no is not held up to anybody:
    things change, and it must not be carried on unasked."""
    happened: list[Happened] = []
    reports: list[Report] = []
    answers: dict[str, Before] = {}
    for contact, assessment in sorted(linked, key=lambda one: one[0].opened):
        happened += incidents(contact.ref, opened(contact), entries_of(contact), ours=False)
        reports.append(Report(ref=contact.ref, day=opened(contact), ours=False))
        for id, answer in contact.answers.items():
            question = assessment.qset.questions[id]
            says = answer.value not in (None, "no", ()) and question.kind in (Kind.YES_NO, Kind.CHOICE, Kind.MANY)
            if says and answer.value is not None and id not in NOW | COUNTED:
                words = f"{contact.ref}, {day_and_hour(contact.opened)}: {wording.full(question, answer)}"
                answers[id] = Before(said=words, value=answer.value)
    return Joined(happened=tuple(happened), reports=tuple(reports), answers=answers)


def entries_of(contact: Contact) -> Entries:
    """Its incidents."""
    return tuple((number, tuple(sorted(entry.items()))) for number, entry in sorted(contact.incidents.items()))


def opened(contact: Contact) -> date:
    """The day it was reported."""
    return local(contact.opened).date()


def incidents(ref: str, day: date, entries: Entries, *, ours: bool) -> list[Happened]:
    """The incidents of one contact; what was said of when counts from the day of it."""
    return [
        Happened(
            ref=ref,
            number=number,
            ours=ours,
            said=entry.get("when", ""),
            when=rough(entry.get("when", ""), day),
            where=entry.get("where", ""),
            what=entry.get("what", ""),
            evidence=entry.get("evidence", ""),
            breach=entry.get("breach", ""),
        )
        for number, entry in ((number, dict(fields)) for number, fields in entries)
        if any(entry.values())
    ]


def course_of(contact: Contact, before: Joined) -> Course:
    """Everything together, as it stands on the day of this contact."""
    return _course(contact.ref, opened(contact), entries_of(contact), before)


@lru_cache(maxsize=16)  # it is looked at after every key, and changes with few
def _course(ref: str, day: date, entries: Entries, before: Joined) -> Course:
    earlier = [one for one in before.happened if one.when is None or one.when.first <= day]
    told = [one for one in before.reports if one.day <= day]
    mine = Report(ref=ref, day=day, ours=True)
    return course((*earlier, *incidents(ref, day, entries, ours=True)), (*told, mine), day)


def counted(found: Course) -> dict[str, str]:
    """Question → the answer that the course shows."""
    shown = {"how_many": how_many(found), "how_long": how_long(found), "escalating": "yes" if escalating(found) else ""}
    if any(one.ours for one in found.breaches):
        shown["breached"] = "yes"
    return {id: value for id, value in shown.items() if value}


def understood(said: str, contact: Contact) -> str:
    """When that was, in words to be checked by eye; says so where no day can be read in it."""
    if not said.strip():
        return ""
    day = opened(contact)
    when = rough(said, day)
    return "no day read in this; it is kept as typed" if when is None else in_words(when, day)
