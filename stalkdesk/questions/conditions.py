"""What a condition is: true, false or unknown over the answers that count.

Truth is Kleene's: unknown is never taken for no. With FALSE < UNKNOWN < TRUE, `any` is the highest
of its parts, `all` the lowest, `not` the mirror and `at_least` n the n-th highest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Final

from stalkdesk.questions.answers import Answer, Value


class Truth(IntEnum):
    """Three-valued truth, in its order."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2


FALSE, UNKNOWN, TRUE = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE
_MIRROR: Final = (TRUE, UNKNOWN, FALSE)


@dataclass(frozen=True, slots=True)
class NotRelevant:
    """What a question holds that is not asked: nothing, so every condition over it is false."""


NOT_RELEVANT: Final = NotRelevant()
Held = Answer | NotRelevant | None
"""What a question holds for conditions: an answer, nothing since it is not relevant, or None: not reached."""


@dataclass(slots=True)
class Facts:
    """What counts now: what each settled question holds, and the truth of each settled name."""

    held: dict[str, Held] = field(default_factory=dict[str, Held])
    names: dict[str, Truth] = field(default_factory=dict[str, Truth])


@dataclass(frozen=True, slots=True)
class _About:
    """A condition over one question. Unknown while the question has no value."""

    question: str

    def truth(self, facts: Facts) -> Truth:
        held = facts.held.get(self.question)
        if held is None:
            return UNKNOWN
        if isinstance(held, NotRelevant):
            return FALSE
        if held.value is None:
            return UNKNOWN
        return self.of_value(held.value, held.recency)

    def of_value(self, value: Any, recency: str | None) -> Truth:
        """Truth for a value; its type fits the question's kind, which loading has made sure of."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Is(_About):
    """The value is one of these: yes_no, choice, number or date."""

    values: tuple[Value, ...]

    def of_value(self, value: Any, recency: str | None) -> Truth:
        return TRUE if value in self.values else FALSE


@dataclass(frozen=True, slots=True)
class Includes(_About):
    """A many holds at least one of these options."""

    values: tuple[str, ...]

    def of_value(self, value: Any, recency: str | None) -> Truth:
        return TRUE if any(option in value for option in self.values) else FALSE


@dataclass(frozen=True, slots=True)
class Between(_About):
    """A number or date within bounds, both included; None is no bound."""

    low: Value | None
    high: Value | None

    def of_value(self, value: Any, recency: str | None) -> Truth:
        above = self.low is None or value >= self.low
        below = self.high is None or value <= self.high
        return TRUE if above and below else FALSE


@dataclass(frozen=True, slots=True)
class When(_About):
    """A yes, or a non-empty many, that last happened in one of these spans. Unknown while it is not said when."""

    spans: tuple[str, ...]

    def of_value(self, value: Any, recency: str | None) -> Truth:
        if value in ("no", ()):
            return FALSE
        if recency is None:
            return UNKNOWN
        return TRUE if recency in self.spans else FALSE


@dataclass(frozen=True, slots=True)
class Answered:
    """The question has a value that counts, or has none. Always known: don't know is not a value."""

    question: str
    wanted: bool

    def truth(self, facts: Facts) -> Truth:
        held = facts.held.get(self.question)
        has_value = isinstance(held, Answer) and held.value is not None
        return TRUE if has_value == self.wanted else FALSE


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator or test, by its id."""

    name: str

    def truth(self, facts: Facts) -> Truth:
        return facts.names[self.name]


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary; the contrary of unknown is unknown."""

    part: Condition

    def truth(self, facts: Facts) -> Truth:
        return _MIRROR[self.part.truth(facts)]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part is true."""

    parts: tuple[Condition, ...]

    def truth(self, facts: Facts) -> Truth:
        lowest = TRUE
        for part in self.parts:
            truth = part.truth(facts)
            if truth is FALSE:
                return FALSE
            if truth is UNKNOWN:
                lowest = UNKNOWN
        return lowest


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part is true."""

    parts: tuple[Condition, ...]

    def truth(self, facts: Facts) -> Truth:
        highest = FALSE
        for part in self.parts:
            truth = part.truth(facts)
            if truth is TRUE:
                return TRUE
            if truth is UNKNOWN:
                highest = UNKNOWN
        return highest


@dataclass(frozen=True, slots=True)
class AtLeast:
    """`count` of the parts, or more, are true."""

    count: int
    parts: tuple[Condition, ...]

    def truth(self, facts: Facts) -> Truth:
        return sorted((part.truth(facts) for part in self.parts), reverse=True)[self.count - 1]


Atom = Is | Includes | Between | When | Answered
Condition = Atom | Named | Not | AllOf | AnyOf | AtLeast
Names = Mapping[str, Condition]
"""Indicators and tests: id → condition."""


def mentioned(condition: Condition | None) -> frozenset[str]:
    """The ids a condition speaks of itself: questions, indicators and tests."""
    return frozenset(
        part.name if isinstance(part, Named) else part.question
        for part in walk(condition)
        if isinstance(part, Named | _About | Answered)
    )


def walk(condition: Condition | None) -> Iterator[Condition]:
    """A condition and every condition inside it, outermost first; names are not followed."""
    todo = [] if condition is None else [condition]
    while todo:
        part = todo.pop()
        yield part
        todo += reversed(parts_of(part))


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """The conditions a condition is made of; none for one over a question or a name."""
    if isinstance(condition, Not):
        return (condition.part,)
    if isinstance(condition, AllOf | AnyOf | AtLeast):
        return condition.parts
    return ()


def hanging(condition: Condition, facts: Facts, names: Names) -> frozenset[str]:
    """The questions whose missing value keeps a condition unknown; none when it is true or false.

    A part that is settled holds nothing open, whatever inside it is still unknown.
    """
    found: set[str] = set()
    seen: set[str] = set()
    todo = [condition]
    while todo:
        part = todo.pop()
        if part.truth(facts) is not UNKNOWN:
            continue
        if isinstance(part, Named):
            if part.name not in seen:  # a name used often is looked into once
                seen.add(part.name)
                todo.append(names[part.name])
        elif isinstance(part, _About | Answered):
            found.add(part.question)
        else:
            todo += parts_of(part)
    return frozenset(found)


def grounds(condition: Condition, facts: Facts, names: Names) -> frozenset[str]:
    """The questions whose answers make a condition as true, or as false, as it is; none when unknown.

    Of `any` and `at_least` only the parts count that bear the result.
    """
    found: set[str] = set()
    seen: set[str] = set()
    todo = [condition] if condition.truth(facts) is not UNKNOWN else []
    while todo:
        part = todo.pop()
        if isinstance(part, Named):
            if part.name not in seen:
                seen.add(part.name)
                todo.append(names[part.name])
        elif isinstance(part, _About | Answered):
            found.add(part.question)
        elif isinstance(part, Not):
            todo.append(part.part)
        else:
            truth = part.truth(facts)
            todo += (inner for inner in part.parts if inner.truth(facts) is truth)
    return frozenset(found)
