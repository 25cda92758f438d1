"""A Stalking Protection Order: what the police need for an application, and which of it these reports hold already.

A prompt and not legal advice. The Stalking Protection Act 2019 lets a chief officer of police ask a magistrates' court
for an order; a force's legal team decides whether to. What is needed stands here in own words, each with its source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from stalkdesk.contact.contact import Contact
from stalkdesk.contact.forms import broken
from stalkdesk.contact.outcome import standing_level
from stalkdesk.desk import wording
from stalkdesk.desk.showing import read_as
from stalkdesk.desk.wording import Labels
from stalkdesk.questions.answers import Answer
from stalkdesk.questions.assess import Assessment
from stalkdesk.questions.model import Kind
from stalkdesk.text import one_line

TITLE: Final = "A Stalking Protection Order may be considered"
ABOUT: Final = (
    "In England and Wales the police apply for it, to a magistrates' court; no conviction is needed. Your force's "
    "legal team decides. This is a list to begin with, not legal advice."
)
SOURCE: Final = "Stalking Protection Act 2019 and the Home Office statutory guidance for the police"
RECORDED, MISSING, OPEN = "recorded", "not_recorded", "to_decide"
_MARKS: Final = {RECORDED: "✓", MISSING: "○", OPEN: "·"}
_ACT: Final = "Stalking Protection Act 2019"
_GUIDANCE: Final = "Home Office statutory guidance on Stalking Protection Orders"
_ACTS: Final = (
    "followed", "home_visits", "got_inside", "contact", "tech", "property_damage", "third_parties",
    "surveillance_detail", "threat_kill", "threat_harm", "weapon", "violence", "strangulation", "sexual_violence",
    "preparing", "control",
)  # fmt: skip
_OFTEN: Final = ("how_many", "how_long")
_HARM: Final = ("fear", "fear_of_what", "thinks_will_be_killed", "daily_life")
_NEEDED: Final = ("escalating", "other_victims", "reported_before", "report_refs", "new_since", "order_in_force",
                  "breached")  # fmt: skip
_EVIDENCE: Final = ("evidence_held", "evidence_at_risk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One report of the suspect: the contact, what its answers mean, and the suspect's number in it."""

    contact: Contact
    assessment: Assessment
    suspect: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that is recorded already, and in which reports."""

    words: str
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing an application needs. `state`: recorded, not recorded, or nothing that is recorded on a call but is
    for others to find out or decide."""

    id: str
    what: str
    why: str
    source: str
    state: str
    recorded: tuple[Fact, ...]

    @property
    def mark(self) -> str:
        """Of its state, for lists."""
        return _MARKS[self.state]

    @property
    def said(self) -> str:
        """What it is; and where nothing of it is recorded, that it is not, or who decides it."""
        if self.state == RECORDED:
            return self.what
        return f"{self.what}: {'not yet recorded' if self.state == MISSING else self.why}"


Find = Callable[[Told, Labels], Iterable[str]]


def needs(reports: Sequence[Told], labels: Labels) -> tuple[Need, ...]:
    """What an application needs, and where these reports show it."""
    return tuple(_need(row, reports, labels) for row in _ROWS)


def _need(row: _Row, reports: Sequence[Told], labels: Labels) -> Need:
    found: dict[str, dict[str, None]] = {}
    for told in reports:
        for words in row.find(told, labels) if row.find is not None else ():
            found.setdefault(one_line(words), {})[told.contact.ref] = None
    facts = tuple(Fact(words=words, refs=tuple(refs)) for words, refs in found.items())
    state = OPEN if row.find is None else RECORDED if facts else MISSING
    return Need(id=row.id, what=row.what, why=row.why, source=row.source, state=state, recorded=facts)


# What of a report shows it


def _person(field: str) -> Find:
    def find(told: Told, _: Labels) -> Iterable[str]:
        text = told.contact.people.get(told.suspect, {}).get(field, "")
        return (text,) if text else ()

    return find


def _answered(*ids: str) -> Find:
    def find(told: Told, labels: Labels) -> Iterable[str]:
        said = [words for id in ids if (words := _said(told, id, labels))]
        return ("; ".join(said),) if said else ()

    return find


def _said(told: Told, id: str, labels: Labels) -> str:
    """An answer that says something, in words: nothing for a no, nothing for what is not known or was set aside."""
    question, answer = told.assessment.qset.questions.get(id), told.contact.answers.get(id)
    if question is None or answer is None or id in told.assessment.relevance.set_aside:
        return ""
    if not _is_more_than_no(answer):
        return ""
    name = wording.label(id, labels)
    if question.kind is Kind.TEXT:
        return f"{name}: written down"  # their own words stand whole in the record, and nowhere in part
    if question.kind is Kind.YES_NO:
        span = wording.RECENCY_SHORT.get(answer.recency or "", "")
        return f"{name} ({span})" if span else name
    return f"{name}: {wording.full(question, answer)}"


def _is_more_than_no(answer: Answer) -> bool:
    return answer.value not in (None, "", "no", "none", "not_afraid", ())


def _often(told: Told, labels: Labels) -> Iterable[str]:
    yield from _answered(*_OFTEN)(told, labels)
    days = read_as(told.contact)
    for number, incident in sorted(told.contact.incidents.items()):
        when, what = incident.get("when", ""), incident.get("what", "")
        if when or what:
            said = f"{when} = {days[number]}" if number in days else when or "no day given"
            yield ": ".join(part for part in (said, what) if part)


def _risk(told: Told, _: Labels) -> Iterable[str]:
    level = standing_level(told.contact, told.assessment)
    because = [one.rule.because for one in told.assessment.concern.because]
    if told.contact.raised is not None and told.contact.raised.reason:
        because.append(told.contact.raised.reason)
    if because:
        yield f"{level.upper()}: {'; '.join(because)}"


def _needed(told: Told, labels: Labels) -> Iterable[str]:
    yield from _answered(*_NEEDED)(told, labels)
    for order in told.contact.orders.values():
        if order.get("kind"):
            yield f"{order['kind']}, until {order['until']}" if order.get("until") else order["kind"]
    for incident in told.contact.incidents.values():
        if broken(incident):
            yield f"order broken: {broken(incident)}"


def _evidence(told: Told, labels: Labels) -> Iterable[str]:
    yield from _answered(*_EVIDENCE)(told, labels)
    for incident in told.contact.incidents.values():
        if incident.get("evidence"):
            yield incident["evidence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    id: str
    what: str
    why: str
    source: str
    find: Find | None


_ROWS: Final = (
    _Row(
        id="name",
        what="Who the suspect is: name",
        why="an order is made against a person",
        source=f"{_ACT} s1(1)",
        find=_person("name"),
    ),
    _Row(
        id="born",
        what="Date of birth, or age",
        why="so that it is surely that person",
        source=f"{_ACT} s1(1)",
        find=_person("born"),
    ),
    _Row(
        id="address",
        what="Where they live, or are",
        why="a force applies for those who live in its area, are in it or are coming to it",
        source=f"{_ACT} s1(3)",
        find=_person("address"),
    ),
    _Row(
        id="acts",
        what="Acts associated with stalking",
        why="what they did, as in the examples of the Protection from Harassment Act 1997 s2A",
        source=f"{_ACT} s1(1)(a), s1(6)",
        find=_answered(*_ACTS),
    ),
    _Row(
        id="often",
        what="When and how often",
        why="the whole course of it, not one incident",
        source=_GUIDANCE,
        find=_often,
    ),
    _Row(
        id="risk",
        what="The risk to another person",
        why="that they pose a risk associated with stalking",
        source=f"{_ACT} s1(1)(b)",
        find=_risk,
    ),
    _Row(
        id="harm",
        what="Harm to body or mind",
        why="a risk may be of physical or of psychological harm",
        source=f"{_ACT} s1(4)(a)",
        find=_answered(*_HARM),
    ),
    _Row(
        id="unwelcome",
        what="That it is unwelcome",
        why="acts may look harmless, where they know or ought to know that they are unwelcome",
        source=f"{_ACT} s1(4)(b)",
        find=_answered("unwanted"),
    ),
    _Row(
        id="necessary",
        what="Why an order is necessary",
        why="earlier reports, warnings, orders there are or were broken, and that it gets worse",
        source=f"{_ACT} s1(1)(c)",
        find=_needed,
    ),
    _Row(
        id="evidence",
        what="Evidence, and who holds it",
        why="what shows all this to the court",
        source=_GUIDANCE,
        find=_evidence,
    ),
    _Row(
        id="conditions",
        what="What the order should forbid or require",
        why="whatever would keep them from such acts; to be decided with the legal team",
        source=f"{_ACT} s1(2)",
        find=None,
    ),
    _Row(
        id="views",
        what="What the victims think of it",
        why="it helps to ask them; the Act does not ask for their consent",
        source=f"{_ACT} s1(1)",
        find=None,
    ),
)
