"""What a contact is: everything said and done in it so far, as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from stalkdesk.contact.endings import Acted, Graded, LeftOpen, Lowered, Raised, ReadBack
from stalkdesk.contact.forms import broken
from stalkdesk.contact.kinds import CallerGone, Delivered, Linked, Opened
from stalkdesk.questions.answers import Answer, Answers
from stalkdesk.questions.model import QuestionSet


class Stage(StrEnum):
    """Where a contact stands."""

    OPEN = "open"
    PARKED = "parked"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """When and by whom an answer was given. `elapsed`: seconds since the contact was opened."""

    at: str
    elapsed: float
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordLine:
    """One line of the caller's own account."""

    number: int
    text: str
    at: str
    elapsed: float
    verbatim: bool = False
    taken: tuple[str, ...] = ()
    dismissed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """When something was said, and by whom."""

    at: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lowering:
    """A lower level that was asked for, by whom; `second`: who agreed, empty until somebody does."""

    said: Lowered
    by: Said
    second: str = ""
    agreed_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What became of an action of the plan, and who said so."""

    said: Acted
    by: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """Why a final record was opened again; `of`: the revision it was then, `level`: what it said, empty where an
    earlier version did not keep that."""

    of: int
    why: str
    by: Said
    level: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The last word on two people of two contacts, and who said it when."""

    said: Linked
    at: str
    who: str


Key = tuple[int, str, int]
"""Somebody's number here, the other contact, their number there."""


Form = Mapping[int, Mapping[str, str]]
"""Number → field → text: the people, the incidents or the orders of a contact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A call or a walk-in. `answers` are without notes; `everything` has both.

    `trail` holds the questions shown before this one, the last of them last: the way back.
    """

    id: str
    opening: Opened
    handler: str
    opened: str
    answers: Answers = field(default_factory=dict[str, Answer])
    given: Mapping[str, Given] = field(default_factory=dict[str, Given])
    notes: Mapping[str, str] = field(default_factory=dict[str, str])
    drafts: Mapping[str, str] = field(default_factory=dict[str, str])
    not_so: frozenset[str] = frozenset()
    """Questions whose answer was proposed by something other than the words, and it was not so."""
    position: str | None = None
    trail: tuple[str, ...] = ()
    words: tuple[WordLine, ...] = ()
    people: Form = field(default_factory=dict[int, Mapping[str, str]])
    known: Form = field(default_factory=dict[int, Mapping[str, str]])
    """Person → line of the form → how that is known."""
    incidents: Form = field(default_factory=dict[int, Mapping[str, str]])
    told: Mapping[int, str] = field(default_factory=dict[int, str])
    """Incident → when its day was typed: "last night" counts from then."""
    sources: Mapping[str, str] = field(default_factory=dict[str, str])
    """Question → where its answer was taken from: the reference of an earlier report, or the incidents."""
    orders: Form = field(default_factory=dict[int, Mapping[str, str]])
    danger: Mapping[str, str] = field(default_factory=dict[str, str])
    setting: Mapping[str, str] = field(default_factory=dict[str, str])
    links: Mapping[Key, Link] = field(default_factory=dict[Key, "Link"])
    links_since: Mapping[Key, Link] = field(default_factory=dict[Key, "Link"])
    """Said when this contact was final already: no part of what was handed over."""
    silenced: bool | None = None
    stage: Stage = Stage.OPEN
    gone: CallerGone | None = None
    raised: Raised | None = None
    raised_by: Said | None = None
    raise_final: Raised | None = None
    """The raise that a final revision was handed over with."""
    raised_under: tuple[tuple[Raised, Said], ...] = ()
    """What others had raised it to before; it stands again when the last raise is taken back."""
    lowering: Lowering | None = None
    grade: Graded | None = None
    decision: Mapping[str, str] = field(default_factory=dict[str, str])
    acts: Mapping[str, Act] = field(default_factory=dict[str, Act])
    advised: Mapping[str, str] = field(default_factory=dict[str, str])
    """`advice:id` or `service:id` → given, declined or not_safe."""
    amendments: tuple[Amendment, ...] = ()
    read_back: ReadBack | None = None
    left_open: LeftOpen | None = None
    revision: int = 0
    sha256: str = ""
    finished: str = ""
    delivered: Mapping[int, Delivered] = field(default_factory=dict[int, Delivered])
    seq: int = 0
    last_at: str = ""
    elapsed: float = 0.0

    @property
    def ref(self) -> str:
        """The desk's own reference, as `SX-7F3K`."""
        return self.opening.ref

    @property
    def walk_in(self) -> bool:
        """Whether somebody stands at the front desk; else it is a call."""
        return self.opening.channel == "walk_in"

    @property
    def silent(self) -> bool:
        """Whether the caller answers by taps: chosen by the handler, else when it is not safe to speak."""
        if self.silenced is not None:
            return self.silenced
        safe = self.answers.get("safe_to_talk")
        return safe is not None and safe.value == "no"

    @property
    def everything(self) -> Answers:
        """The answers with their notes."""
        return {
            question: replace(answer, note=self.notes[question]) if self.notes.get(question) else answer
            for question, answer in self.answers.items()
        }

    @property
    def people_typed(self) -> Form:
        """The people with what is being typed of them at this moment."""
        people = {number: dict(entry) for number, entry in self.people.items()}
        for place, text in self.drafts.items():
            form, _, rest = place.partition(":")
            number, _, id = rest.partition(":")
            if form == "person" and number.isdecimal():
                people.setdefault(int(number), {})[id] = text
        return people

    @property
    def amending(self) -> Amendment | None:
        """What is being amended at this moment: a record that was final, and is opened again."""
        last = self.amendments[-1] if self.amendments else None
        return last if last is not None and last.of == self.revision and self.stage is not Stage.FINISHED else None

    def entries(self, form: str) -> Form:
        """The people, incidents or orders; nothing for a form that is there once."""
        return {"person": self.people, "incident": self.incidents, "order": self.orders}.get(form, {})

    @property
    def open_log(self) -> bool:
        """Whether an order or bail was broken: then the log stays open until the suspect is dealt with (DOMAIN R10)."""
        breached = self.answers.get("breached")
        return (breached is not None and breached.value == "yes") or any(map(broken, self.incidents.values()))

    @property
    def linked(self) -> Mapping[Key, Link]:
        """What stands about people here and elsewhere."""
        both = {**self.links, **self.links_since}
        return {key: link for key, link in both.items() if link.said.verdict != "undone"}

    @property
    def same(self) -> tuple[str, ...]:
        """The contacts that somebody here was linked to."""
        said = (link.said for link in self.linked.values())
        return tuple(dict.fromkeys(one.contact for one in said if one.verdict == "same"))

    @property
    def reported_before(self) -> tuple[str, ...]:
        """References of earlier contacts that somebody here was linked to."""
        said = (link.said for link in self.linked.values())
        return tuple(dict.fromkeys(one.ref for one in said if one.verdict == "same" and one.earlier))

    def pinned(self, qset: QuestionSet) -> tuple[str, ...]:
        """The caller's own words that stand first, whole, in everything that leaves the desk (DOMAIN R6).

        What was answered or noted under a verbatim question, also one set aside, and every line marked so.
        """
        found: list[str] = []
        for question in qset.questions.values():
            if question.verbatim:
                answer = self.answers.get(question.id)
                value = answer.value if answer is not None and question.kind == "text" else None
                found += [text for text in (value, self.notes.get(question.id)) if isinstance(text, str) and text]
        found += [line.text for line in self.words if line.verbatim and line.text]
        return tuple(dict.fromkeys(found))
