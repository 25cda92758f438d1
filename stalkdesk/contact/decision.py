"""What the guidance makes of a contact: offences, orders, the plan, advice, services. Suggestions, never decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from stalkdesk.contact.attendance import Proposal, proposed, said_of_speed
from stalkdesk.contact.contact import Act, Contact
from stalkdesk.contact.languages import ENGLISH, no_english, spoken
from stalkdesk.contact.no_outcome import not_outcomes
from stalkdesk.contact.outcome import standing_level
from stalkdesk.guidance.model import (
    ABOVE_LOWEST,
    DECIDED,
    LINKED,
    NO_ENGLISH,
    OPEN_LOG,
    SAID_HARASSMENT_ONLY,
    SAID_NO_CRIME,
    TOP_LEVEL,
    Action,
    Advice,
    Force,
    Guidance,
    NotAnOutcome,
    Offence,
    Point,
    Power,
    Queue,
    Service,
    of_contact,
)
from stalkdesk.questions.answers import Answer
from stalkdesk.questions.assess import Assessment
from stalkdesk.questions.conditions import FALSE, TRUE, Facts, Held, Is
from stalkdesk.questions.model import YES, Kind, QuestionSet

OPEN, DONE, NOT_DONE, NOT_POSSIBLE = "open", "done", "not_done", "not_possible"
_VICTIMS: Final = ("victim", "caller")
_NATIONS: Final[Mapping[str, tuple[str, ...]]] = {"britain": ("england", "wales", "scotland")}
"""What a force of more than one nation reaches; every other reaches its own."""
_USUAL: Final = ("england", "wales")
_SAID: Final = {name: Is(of_contact(name), (YES,)) for name in DECIDED}
"""What a person decided, as a condition over the facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supported:
    """A point that the answers support, and the questions whose answers do."""

    point: Point
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """An offence or a power to consider, with what the answers support, what they leave open and what they deny."""

    what: Offence | Power
    supported: tuple[Supported, ...]
    missing: tuple[Point, ...]
    denied: tuple[Point, ...]
    principal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An action of the plan, and what became of it."""

    action: Action
    act: Act | None

    @property
    def state(self) -> str:
        """`open`, `done`, `not_done` or `not_possible`."""
        return OPEN if self.act is None else self.act.said.state


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Advice or a service. `fits`: it is meant for this caller; the caller may choose another. `how`: what became of
    it, empty for nothing yet. `language`: one the caller speaks, other than English, in which it is given."""

    what: Advice | Service
    fits: bool
    how: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """All of it. The lists are in the order they are shown in."""

    offences: tuple[Considered, ...]
    powers: tuple[Considered, ...]
    plan: tuple[Item, ...]
    advice: tuple[Offered, ...]
    services: tuple[Offered, ...]
    queue: Queue | None
    not_outcomes: tuple[NotAnOutcome, ...]
    attendance: Proposal
    """The grade the force's rules propose, and why."""
    grades: Mapping[str, tuple[str, str]]
    """Grade → its name in this force, and its target time."""
    law: str
    """Which law the offences and powers are of: the pack, its day and where it holds."""

    @property
    def open(self) -> tuple[Item, ...]:
        """The actions that nobody has said anything of."""
        return tuple(item for item in self.plan if item.state == OPEN)


def decide(contact: Contact, assessment: Assessment, guidance: Guidance) -> Decision:
    """What the guidance makes of this contact as it stands."""
    facts = facts_of(contact, assessment)
    qset = assessment.qset
    offences = [_considered(one, facts, qset) for one in guidance.offences if _stands(one, facts)]
    first = min(offences, key=_weight, default=None)
    force = force_of(contact.opening.force, guidance.forces)
    return Decision(
        offences=tuple(
            Considered(
                what=one.what,
                supported=one.supported,
                missing=one.missing,
                denied=one.denied,
                principal=one is first,
            )
            for one in sorted(offences, key=lambda one: one is not first)
        ),
        powers=tuple(_considered(one, facts, qset) for one in guidance.powers if one.when.truth(facts) is TRUE),
        plan=tuple(
            Item(action=one, act=contact.acts.get(one.id))
            for one in guidance.actions
            if _stands(one, facts) or one.id in contact.acts
        ),
        advice=tuple(
            Offered(what=one, fits=True, how=contact.advised.get(f"advice:{one.id}", ""))
            for one in guidance.advice
            if one.when.truth(facts) is TRUE
        ),
        services=_services(contact, facts, guidance, force),
        queue=next((one for one in guidance.queues if one.when.truth(facts) is TRUE), None),
        not_outcomes=tuple(not_outcomes(_typed(contact), guidance)),
        attendance=proposed(facts, guidance.attendance, qset.levels[-1]),
        grades={one.id: (one.name, one.target) for one in guidance.grades},
        law=guidance.law,
    )


def _stands(one: Action | Offence, facts: Facts) -> bool:
    """Whether its condition is true, and nothing a person decided excludes it."""
    return one.when.truth(facts) is TRUE and not any(_SAID[name].truth(facts) is TRUE for name in one.unless)


def facts_of(contact: Contact, assessment: Assessment) -> Facts:
    """What counts, and what the contact itself says beside its answers."""
    rank, level = assessment.qset.rank, standing_level(contact, assessment)
    said = {
        TOP_LEVEL: rank[level] == len(rank) - 1,
        ABOVE_LOWEST: rank[level] > 0,
        OPEN_LOG: contact.open_log,
        LINKED: bool(contact.reported_before),
        NO_ENGLISH: any(no_english(one) for one in _of_victims(contact, "language")),
        SAID_HARASSMENT_ONLY: bool(contact.decision.get("harassment_only")),
        SAID_NO_CRIME: bool(contact.decision.get("no_crime")),
        **said_of_speed(contact, assessment),
    }
    facts = assessment.relevance.facts
    beside: dict[str, Held] = {of_contact(name): Answer(value="yes" if so else "no") for name, so in said.items()}
    return Facts(held={**facts.held, **beside}, names=facts.names)


def force_of(name: str, forces: Iterable[Force]) -> Force | None:
    """The force with this official name, code or id; None for one that is not in the list."""
    wanted = name.casefold()
    return next((one for one in forces if wanted in (one.name.casefold(), one.code.casefold(), one.id)), None)


def _plain(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text.casefold()).split()


def _typed(contact: Contact) -> list[str]:
    """What the handler typed by way of a decision; the caller's own words are none."""
    typed = [*contact.decision.values(), *contact.notes.values(), *(act.said.reason for act in contact.acts.values())]
    typed += [act.said.told for act in contact.acts.values()] + [one.why for one in contact.amendments]
    for said in (contact.raised, contact.grade, contact.left_open, contact.read_back):
        typed += [said.reason] if said is not None else []
    return [*typed, contact.lowering.said.rationale] if contact.lowering is not None else typed


def _considered(what: Offence | Power, facts: Facts, qset: QuestionSet) -> Considered:
    def speaks(id: str) -> bool:
        """Whether this answer says something; what was said in their own words stands elsewhere, whole."""
        held = facts.held.get(id)
        said = isinstance(held, Answer) and held.value not in (None, "no", "none", ())
        return said and qset.questions[id].kind is not Kind.TEXT

    truths = [(point, point.when.truth(facts)) for point in what.points]
    return Considered(
        what=what,
        supported=tuple(
            Supported(point=point, answers=tuple(filter(speaks, point.shown_by)))
            for point, truth in truths
            if truth is TRUE
        ),
        missing=tuple(point for point, truth in truths if truth not in (TRUE, FALSE)),
        denied=tuple(point for point, truth in truths if truth is FALSE),
    )


def _weight(one: Considered) -> tuple[bool, int]:
    """What has a point denied stands behind everything that has none."""
    assert isinstance(one.what, Offence)
    return bool(one.denied), one.what.rank


def _services(contact: Contact, facts: Facts, guidance: Guidance, force: Force | None) -> tuple[Offered, ...]:
    """Those meant for this caller first, of these the ones in a language of theirs; every other after them, since the
    caller may choose any."""
    gender = _gender(contact)
    tongues = [code for text in _of_victims(contact, "language") for code in spoken(text)]
    nations = _USUAL if force is None else (force.id, *_NATIONS.get(force.nation, (force.nation,)))
    near = {"uk", *nations}

    def fits(one: Service) -> bool:
        here = bool(near.intersection(one.areas)) and one.gender in ("any", *gender)
        understood = not {ENGLISH, *tongues}.isdisjoint(one.languages)
        return here and understood and one.when.truth(facts) is TRUE

    offered = [
        Offered(
            what=one,
            fits=fits(one),
            how=contact.advised.get(f"service:{one.id}", ""),
            language=next((code for code in tongues if code != ENGLISH and code in one.languages), ""),
        )
        for one in guidance.services
    ]
    return tuple(sorted(offered, key=lambda one: (not one.fits, not one.language)))


def _gender(contact: Contact) -> tuple[str, ...]:
    """Whom a service may be mainly for; either where it is not written down."""
    for sex in _of_victims(contact, "sex"):
        first = _plain(sex)[:1]
        if first in (["f"], ["female"], ["woman"], ["w"]):
            return ("women",)
        if first in (["m"], ["male"], ["man"]):
            return ("men",)
    return ("women", "men")


def _of_victims(contact: Contact, field: str) -> list[str]:
    """What was written down of this for the victim, and then for who called."""
    people = contact.people.values()
    return [one[field] for role in _VICTIMS for one in people if one.get("role") == role and one.get(field)]
