"""What a force's guidance holds: offences, orders, actions, advice, services, grades. Data, never decisions.

Every condition is bound to one question set (contract §3): what that set does not ask stays unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from stalkdesk.questions.conditions import Condition

TOP_LEVEL, ABOVE_LOWEST, OPEN_LOG, LINKED = "top_level", "above_lowest", "open_log", "linked_report"
TOP_UNLOWERED, COULD_BE_TOP, TOO_LITTLE_ASKED = "top_unlowered", "could_be_top", "too_little_asked"
DANGER_FORM, LAST_TWO_WEEKS, WHEN_UNKNOWN = "danger_form", "last_two_weeks", "when_unknown"
NO_ENGLISH: Final = "no_english"
SAID_HARASSMENT_ONLY, SAID_NO_CRIME = "said_harassment_only", "said_no_crime"
DECIDED: Final = (SAID_HARASSMENT_ONLY, SAID_NO_CRIME)
"""What a person decided, with a typed reason (DOMAIN R7); an entry may give way to it (`unless`)."""
PLACES: Final = {
    "england_wales": "England and Wales",
    "scotland": "Scotland",
    "northern_ireland": "Northern Ireland",
}
"""Jurisdiction → what it is called."""
OF_CONTACT: Final = (
    TOP_LEVEL,
    ABOVE_LOWEST,
    OPEN_LOG,
    LINKED,
    TOP_UNLOWERED,
    COULD_BE_TOP,
    TOO_LITTLE_ASKED,
    DANGER_FORM,
    LAST_TWO_WEEKS,
    WHEN_UNKNOWN,
    NO_ENGLISH,
    *DECIDED,
)
"""What conditions may ask of the contact beside its answers, as if each were a yes_no question: its level is the
highest, or above the lowest, by a rule or by a person; it is an open log; an earlier report was linked; the level is
the highest, or was until two people lowered it; it could still be; core questions are open; the danger form was used;
something happened in the last two weeks, or nobody knows when; who reports speaks another language than English;
somebody decided that it is harassment only, or that there is no crime."""


def of_contact(name: str) -> str:
    """What such a name is held under beside the answers: no question of a set can be called so."""
    return f"{name} (of the contact)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Where an entry comes from, the day somebody last held it against that (`YYYY-MM-DD`), and whether it was verified
    there or is general knowledge."""

    source: str
    last_checked: str
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing to prove, or to have. `when`: the answers that support it; `shown_by`: the questions they stand in."""

    id: str
    words: str
    when: Condition
    shown_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offence:
    """An offence to consider while `when` is true. `recorded_as`: its class in the counting rules, empty where that is
    not known; `rank`: the lowest of those considered is suggested as the principal one; `unless`: what a person may
    decide that leaves it out."""

    id: str
    name: str
    law: str
    recorded_as: str
    rank: int
    when: Condition
    points: tuple[Point, ...]
    mark: Mark
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """An order or a power that may be considered while `when` is true. `by`: who asks for it or uses it."""

    id: str
    name: str
    law: str
    by: str
    when: Condition
    points: tuple[Point, ...]
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something to do while `when` is true. `group`: risk, evidence, safeguarding, enquiry, people, tools or referral;
    `hours`: how long it can wait before something is lost, None where no clock runs; `clock`: the same in words;
    `told`: somebody is told, by name; `unless`: what a person may decide that leaves it out."""

    id: str
    group: str
    do: str
    when: Condition
    hours: int | None
    clock: str
    told: bool
    mark: Mark
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """Words to say to the caller. `topic`: now, evidence, contested or next."""

    id: str
    topic: str
    say: str
    when: Condition
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Somebody who can help. `areas`: ids of forces, or england, wales, scotland, northern_ireland, uk;
    `gender`: any, women or men: whom it is mainly for; `languages`: short names as `en`, `cy`. The caller may choose
    any of them."""

    id: str
    name: str
    number: str
    about: str
    areas: tuple[str, ...]
    gender: str
    languages: tuple[str, ...]
    when: Condition
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A page of help: what to look for, what the law says, how to answer well."""

    id: str
    title: str
    lines: tuple[str, ...]
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeName:
    """What a force calls a grade, and how soon it wants somebody there; empty where that is not set."""

    id: str
    name: str
    target: str
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """How fast somebody attends while `when` is true, and why in a few words; the first that fits is proposed. `{top}`
    in the words stands for the highest level."""

    id: str
    grade: str
    because: str
    when: Condition
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """Which unit is suggested while `when` is true; the first that fits. The unit decides."""

    id: str
    name: str
    when: Condition
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """A police force by its official name. `code` begins its references; `nation`: england, wales or britain."""

    id: str
    name: str
    code: str
    nation: str
    languages: tuple[str, ...]
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAnOutcome:
    """Words for something that never ends a report, and what is said where somebody types them (DOMAIN R15). A phrase
    in capitals is a short name: in other letters it counts near a word of `beside`; `apart`: words by which something
    else is meant."""

    phrases: tuple[str, ...]
    note: str
    beside: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """All of it for one force under one question set; every list in the order it is shown in."""

    forces: tuple[Force, ...]
    jurisdiction: str
    grades: tuple[GradeName, ...]
    attendance: tuple[Attendance, ...]
    queues: tuple[Queue, ...]
    offences: tuple[Offence, ...]
    powers: tuple[Power, ...]
    actions: tuple[Action, ...]
    advice: tuple[Advice, ...]
    services: tuple[Service, ...]
    cards: tuple[Card, ...]
    not_outcomes: tuple[NotAnOutcome, ...]
    never: tuple[str, ...]
    """Words that are never said to a caller, in small letters."""
    pack: str = ""
    """Which law the offences and powers are of: the pack's name and day."""

    @property
    def law(self) -> str:
        """The pack and where its law holds, to be written down: "stalking law, 2026-11-21, England and Wales"."""
        place = PLACES.get(self.jurisdiction, self.jurisdiction)
        return f"{self.pack}, {place}" if self.pack else place
