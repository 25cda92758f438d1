"""Whether one condition being true makes another true, as far as their form shows it.

Yes is certain; no only means that the form does not show it. It settles in a moment what trying
every way could not finish: "ten of these forty" makes "any of these fifty" true.
"""

from __future__ import annotations

from typing import Any

from stalkdesk.questions.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Atom,
    Between,
    Condition,
    Includes,
    Is,
    Named,
    Names,
    Not,
    When,
)
from stalkdesk.questions.model import NO, YES, Kind, Recency
from stalkdesk.questions.proof.space import Budget, Space

ALWAYS, NEVER = AllOf(()), AnyOf(())


def implies(one: Condition, other: Condition, names: Names, budget: Budget) -> bool:
    """Whether `other` is true whenever `one` is. Raises OutOfBudget."""
    budget.spend()
    if isinstance(one, Named):
        return one == other or implies(names[one.name], other, names, budget)
    if isinstance(other, Named):
        return implies(one, names[other.name], names, budget)
    if one == other:
        return True
    counted, wanted = _count(one), _count(other)
    if counted is not None and wanted is not None and _enough(counted, wanted, budget):
        return True
    if isinstance(other, AllOf):
        return all(implies(one, part, names, budget) for part in other.parts)
    if isinstance(one, AnyOf):
        return all(implies(part, other, names, budget) for part in one.parts)
    if isinstance(one, AllOf) and any(implies(part, other, names, budget) for part in one.parts):
        return True
    if isinstance(other, AnyOf) and any(implies(one, part, names, budget) for part in other.parts):
        return True
    return isinstance(one, Atom) and isinstance(other, Atom) and _within(one, other)


def after_the_worst(space: Space, condition: Condition, question: str, budget: Budget) -> Condition:
    """What is still sure of a true condition once the answer to a question has become riskier.

    Every part over that question that can then fall is taken out as if it no longer mattered.
    Raises OutOfBudget.
    """
    return _freed(space, condition, question, budget, upright=True)


def _freed(space: Space, condition: Condition, question: str, budget: Budget, *, upright: bool) -> Condition:
    def inner(part: Condition) -> Condition:
        return _freed(space, part, question, budget, upright=upright)

    budget.spend()
    match condition:
        case Named(name):
            return inner(space.qset.names[name])
        case Not(part):
            return Not(_freed(space, part, question, budget, upright=not upright))
        case AllOf(parts):
            return AllOf(tuple(map(inner, parts)))
        case AnyOf(parts):
            return AnyOf(tuple(map(inner, parts)))
        case AtLeast(count, parts):
            return AtLeast(count, tuple(map(inner, parts)))
        case _:
            if condition.question != question or not can_fall(space, condition, upright=upright):
                return condition
            return ALWAYS if upright else NEVER


def can_fall(space: Space, atom: Atom, *, upright: bool) -> bool:
    """Whether a riskier answer (a yes for a no, an option more, a nearer time) can make this condition, or its
    contrary, less true."""
    kind = space.qset.questions[atom.question].kind
    match atom:
        case Is(values=values) if kind is Kind.YES_NO:
            return (NO in values and YES not in values) if upright else (YES in values and NO not in values)
        case Includes():
            return not upright
        case When(spans=spans):
            nearest_first = [span.value for span in Recency]
            up_to_the_nearest = all(span in spans for span in nearest_first[: len(spans)])
            return not up_to_the_nearest if upright else True
        case _:  # choices, numbers, days and texts have no riskier side; whether one is answered is no risk
            return False


def _count(condition: Condition) -> tuple[int, tuple[Condition, ...]] | None:
    match condition:
        case AtLeast(count, parts):
            return count, parts
        case AllOf(parts):
            return len(parts), parts
        case AnyOf(parts):
            return 1, parts
        case _:
            return None


def _enough(
    counted: tuple[int, tuple[Condition, ...]], wanted: tuple[int, tuple[Condition, ...]], budget: Budget
) -> bool:
    """`n` of these parts true, those that the other list lacks among them, still leaves enough of the other list."""
    budget.spend(len(counted[1]) + len(wanted[1]))
    left = list(wanted[1])
    shared = 0
    for part in counted[1]:
        if part in left:
            left.remove(part)
            shared += 1
    return counted[0] - (len(counted[1]) - shared) >= wanted[0]


def _within(one: Atom, other: Atom) -> bool:
    if one.question != other.question:
        return False
    match one, other:
        case (Is(), Is()) | (Includes(), Includes()):
            return set(one.values) <= set(other.values)
        case (When(), When()):
            return set(one.spans) <= set(other.spans)
        case (When(), Is()):
            return YES in other.values
        case (Between(), Between()):
            low: Any = one.low
            high: Any = one.high
            above = other.low is None or (low is not None and low >= other.low)
            below = other.high is None or (high is not None and high <= other.high)
            return above and below
        case _:
            return False
