"""The course of conduct in a contact in hand, joined with what linked reports hold, and what it offers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from stalkdesk.clock import local
from stalkdesk.conduct.course import Course, Happened, Report, course, escalating, how_long, how_many
from stalkdesk.conduct.rough import When, in_words, rough
from stalkdesk.contact.contact import Contact, Stage
from stalkdesk.contact.forms import broken
from stalkdesk.desk import wording
from stalkdesk.desk.joined import INCIDENTS, Before, Held, Joined
from stalkdesk.questions.assess import Assessment
from stalkdesk.questions.model import Kind, Recency
from stalkdesk.text import clip

NOT_STILL: Final = frozenset(
    {
        "danger_now",
        "safe_to_talk",
        "children_or_others",
        "fear",
        "reported_before",
        "evidence_at_risk",
        "evidence_held",
        "separated_when",
        "vulnerable",
        "thinks_will_be_killed",
        "daily_life",
        "order_in_force",
        "preparing",
        "substance",
        "suspect_mental_health",
        "how_many",
        "how_long",
        "escalating",
    }
)
"""Questions about this moment, or that the course itself answers: what was said to them earlier is no answer now."""
Entries = tuple[tuple[int, date, tuple[tuple[str, str], ...]], ...]
"""Incidents as they were filled in: number, the day it was told, and field with text."""


def joined(linked: Iterable[tuple[Contact, Assessment, str]]) -> Joined:
    """What these reports hold, each with whom it is of where that may be somebody else: then it is only listed. Of what
    was answered in several, the latest stands. A no is not held up to anybody: things change, and it must not be
    carried on unasked."""
    happened: list[Happened] = []
    reports: list[Report] = []
    answers: dict[str, Before] = {}
    orders: list[Held] = []
    for contact, assessment, whose in sorted(linked, key=lambda one: one[0].opened):
        happened += incidents(contact.ref, entries_of(contact), ours=False, whose=whose)
        reports.append(Report(ref=contact.ref, day=local(contact.opened).date(), ours=False))
        orders += [
            Held(ref=contact.ref, whose=whose, number=number, order=order)
            for number, order in sorted(contact.orders.items())
            if any(order.values())
        ]
        for id, answer in contact.answers.items() if not whose else ():
            question = assessment.qset.questions[id]
            chosen = question.kind in (Kind.YES_NO, Kind.CHOICE, Kind.MANY) and answer.value not in ("no", "none", ())
            if chosen and answer.value is not None and id not in NOT_STILL:
                words = wording.full(question, replace(answer, recency=None))
                said = f"{contact.ref}, {day_in_words(local(contact.opened).date())}: {words}"
                answers[id] = Before(ref=contact.ref, said=said, words=words, value=answer.value)
    return Joined(happened=tuple(happened), reports=tuple(reports), answers=answers, orders=tuple(orders))


_VICTIM: Final = frozenset({"victim", "caller"})


def same_victim(here: Contact, there: Contact) -> bool:
    """Whether the victim or the caller was linked in both: then it is one victim's course of conduct. A link of the
    suspect, of somebody whose role nobody wrote down, or by place may be to what was done to somebody else."""
    for (mine, contact, theirs), link in here.linked.items():
        if contact == there.id and link.said.verdict == "same":
            roles = {here.people.get(mine, {}).get("role", ""), there.people.get(theirs, {}).get("role", "")}
            if roles <= _VICTIM:
                return True
    return False


def victim_of(contact: Contact) -> str:
    """What the victim of a report is called in a list."""
    by_role = {person.get("role", ""): person.get("name", "") for person in contact.people.values()}
    return clip(by_role.get("victim") or by_role.get("caller") or "another victim", 40)


def day_in_words(day: date) -> str:
    """`12 Mar 2026`."""
    return f"{day.day} {day:%b %Y}"


def entries_of(contact: Contact) -> Entries:
    """Its incidents, each with the day it was told: "last night" counts from then."""
    return tuple(
        (number, local(contact.told.get(number, contact.opened)).date(), tuple(sorted(entry.items())))
        for number, entry in sorted(contact.incidents.items())
    )


def today_of(contact: Contact) -> date:
    """The day a contact stands at: of the last that was said in it, or when it was made final."""
    return local(contact.finished if contact.stage is Stage.FINISHED else contact.last_at).date()


def incidents(ref: str, entries: Entries, *, ours: bool, whose: str = "") -> list[Happened]:
    """The incidents of one contact."""
    found: list[Happened] = []
    for number, told, fields in entries:
        entry = dict(fields)
        if any(entry.values()):
            found.append(
                Happened(
                    ref=ref,
                    number=number,
                    ours=ours,
                    whose=whose,
                    said=entry.get("when", ""),
                    when=rough(entry.get("when", ""), told),
                    where=entry.get("where", ""),
                    what=entry.get("what", ""),
                    evidence=entry.get("evidence", ""),
                    breach=broken(entry),
                    tied=bool(entry.get("order")),
                )
            )
    return found


def course_of(contact: Contact, before: Joined) -> Course:
    """Everything together, as it stands on the day of this contact."""
    return _course(contact.ref, local(contact.opened).date(), today_of(contact), entries_of(contact), before)


@lru_cache(maxsize=16)  # it is looked at after every key, and changes with few
def _course(ref: str, day: date, today: date, entries: Entries, before: Joined) -> Course:
    earlier = [one for one in before.happened if one.when is None or one.when.first <= today]
    told = [one for one in before.reports if one.day <= today]
    mine = Report(ref=ref, day=day, ours=True)
    return course((*earlier, *incidents(ref, entries, ours=True)), (*told, mine), today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the course answers: the value, why in words, when it was last where that is asked, and from what."""

    value: str
    why: str
    recency: str | None = None
    source: str = INCIDENTS


def counted(found: Course) -> dict[str, Shown]:
    """Question → what the course shows."""
    refs = ", ".join(dict.fromkeys(one.ref for one in found.told if not one.ours))
    source = ", ".join(part for part in (INCIDENTS if any(one.ours for one in found.told) else "", refs) if part)
    count = len(found.told)
    least = (
        f"{'at least ' if found.more else ''}{found.least} times in {count} {'incident' if count == 1 else 'incidents'}"
    )
    of_these = f" with {refs}" if refs else ""
    shown: dict[str, Shown] = {}
    if how_many(found):
        shown["how_many"] = Shown(value=how_many(found), why=f"{least}{of_these}", source=source)
    if found.since is not None and found.least > 1 and how_long(found):
        shown["how_long"] = Shown(
            value=how_long(found), why=f"since {day_in_words(found.since)}{of_these}", source=source
        )
    if escalating(found):
        why = f"{found.lately} days in the last 4 weeks, {found.before} in the 4 before{of_these}"
        shown["escalating"] = Shown(value="yes", why=why, source=source)
    broke = [one for one in found.breaches if one.ours]
    if broke:
        last = max((one.when.last for one in broke if one.when is not None), default=None)
        why = f"{len(broke)} {'incident says' if len(broke) == 1 else 'incidents say'} so"
        shown["breached"] = Shown(value="yes", why=why, recency=last and _recency(last, found.today))
    return shown


def _recency(last: date, today: date) -> str:
    ago = (today - last).days
    return (Recency.LAST_2_WEEKS if ago <= 14 else Recency.LAST_3_MONTHS if ago <= 91 else Recency.EARLIER).value


_DATE_ALONE: Final = re.compile(
    r"\W*(?:until|made|to|the|on|ends?|ended|expired?|expires)?\W*"
    r"(\d{4}-\d\d-\d\d|\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)|\d{1,2}(?:st|nd|rd|th)?(?: of)? [a-z]+,? \d{4})\W*",
    re.IGNORECASE,
)


def whole_day(said: str, today: date) -> date | None:
    """The day of a line that is one whole date with its year, and nothing else."""
    alone = _DATE_ALONE.fullmatch(said)
    when = None if alone is None else rough(alone[1], today)
    return None if when is None else when.last


def run_out(order: Mapping[str, str], today: date) -> bool:
    """Whether an order's last day is past: only where the line is one whole date with its year. In doubt it is in
    force."""
    day = whole_day(order.get("until", ""), today)
    return day is not None and day < today


def understood(said: str, today: date) -> str:
    """When that was, in words to be checked by eye; says so where no day can be read in it."""
    if not said.strip():
        return ""
    when = rough(said, today)
    return "no day read in this; it is kept as typed" if when is None else in_words(when, today)


def when_in_words(when: When, told: date) -> str:
    """The days of something on paper, where "last night" will mean nothing any more."""
    return f"{in_words(when, told)} (told {day_in_words(told)})"
