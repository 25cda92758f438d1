"""The ways in which a condition comes true: the fewest answers that make it so, one way after another.

A way leaves every other question unanswered. More answers never undo what is true (truth is
Kleene's), so whatever makes the condition true contains one of its ways: to try the ways is to try
every answer. What a question not being relevant makes true is a way of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from itertools import combinations, product

from stalkdesk.questions.answers import Answer
from stalkdesk.questions.conditions import (
    FALSE,
    TRUE,
    AllOf,
    Answered,
    AnyOf,
    AtLeast,
    Atom,
    Condition,
    Named,
    Not,
)
from stalkdesk.questions.proof.space import Budget, OutOfBudget, Space

Choices = dict[str, frozenset[Answer | None]]
"""Question → the answers that will do; None stands for not answered."""
Way = Mapping[str, Answer]


class _Wanted(Enum):
    """What a condition is to be. The last two are for relevance: a question counts while its is not false."""

    TRUE = "true"
    FALSE = "false"
    NOT_FALSE = "not_false"
    NOT_TRUE = "not_true"


_MIRROR = {
    _Wanted.TRUE: _Wanted.FALSE,
    _Wanted.FALSE: _Wanted.TRUE,
    _Wanted.NOT_FALSE: _Wanted.NOT_TRUE,
    _Wanted.NOT_TRUE: _Wanted.NOT_FALSE,
}
_UPWARD = (_Wanted.TRUE, _Wanted.NOT_FALSE)


def ways(space: Space, condition: Condition, budget: Budget) -> Iterator[Way]:
    """Answers under which a condition is true, none more than needed; some may contradict the relevance.

    Raises OutOfBudget when they are too many to go through.
    """
    try:
        for choices in _choices(space, condition, _Wanted.TRUE, {}, budget):
            questions = tuple(choices)
            for chosen in product(*(_least_said(choices[question]) for question in questions)):
                budget.spend()
                given = zip(questions, chosen, strict=True)
                yield {question: answer for question, answer in given if answer is not None}
    except RecursionError:  # names or gates hundreds deep: as good as out of budget
        raise OutOfBudget from None


def _plainness(answer: Answer | None) -> tuple[str, str]:
    return ("", "") if answer is None else (str(answer.value), answer.recency or "")


def _choices(space: Space, condition: Condition, wanted: _Wanted, so_far: Choices, budget: Budget) -> Iterator[Choices]:
    """`so_far` narrowed in each way that makes the condition as wanted."""
    budget.spend()
    match condition:
        case Named(name):
            yield from _choices(space, space.qset.names[name], wanted, so_far, budget)
        case Not(part):
            yield from _choices(space, part, _MIRROR[wanted], so_far, budget)
        case AllOf(parts):
            yield from _some(space, parts, len(parts) if wanted in _UPWARD else 1, wanted, so_far, budget)
        case AnyOf(parts):
            yield from _some(space, parts, 1 if wanted in _UPWARD else len(parts), wanted, so_far, budget)
        case AtLeast(count, parts):
            needed = count if wanted in _UPWARD else len(parts) - count + 1
            yield from _some(space, parts, needed, wanted, so_far, budget)
        case _:
            yield from _about(space, condition, wanted, so_far, budget)


def _some(
    space: Space, parts: tuple[Condition, ...], needed: int, wanted: _Wanted, so_far: Choices, budget: Budget
) -> Iterator[Choices]:
    for chosen in combinations(parts, needed):
        yield from _together(space, chosen, wanted, so_far, budget)


def _together(
    space: Space, parts: tuple[Condition, ...], wanted: _Wanted, so_far: Choices, budget: Budget
) -> Iterator[Choices]:
    if not parts:
        yield so_far
        return
    if len(parts) == 1:
        yield from _choices(space, parts[0], wanted, so_far, budget)
        return
    half = len(parts) // 2  # by halves, so that a long list is not deep
    for narrowed in _together(space, parts[:half], wanted, so_far, budget):
        yield from _together(space, parts[half:], wanted, narrowed, budget)


def _about(space: Space, atom: Atom, wanted: _Wanted, so_far: Choices, budget: Budget) -> Iterator[Choices]:
    question = atom.question
    allowed: frozenset[Answer | None]
    if isinstance(atom, Answered):
        has_value = atom.wanted == (wanted in _UPWARD)
        allowed = frozenset(space.answers[question]) if has_value else frozenset({None})
    elif wanted in (_Wanted.NOT_FALSE, _Wanted.NOT_TRUE):  # as it is while nothing is said
        yield from _counting(space, question, so_far, budget)
        return
    else:
        allowed = space.answers_that_make(atom, TRUE if wanted is _Wanted.TRUE else FALSE)
    budget.spend(len(allowed) // 8)
    narrowed = so_far.get(question, allowed) & allowed
    if narrowed:
        yield from _counting(space, question, {**so_far, question: narrowed}, budget)
    gate = space.qset.questions[question].relevant
    if wanted is _Wanted.FALSE and gate is not None and question not in so_far:
        # Not relevant makes every condition over it false.
        yield from _choices(space, gate, _Wanted.FALSE, so_far, budget)


def _counting(space: Space, question: str, so_far: Choices, budget: Budget) -> Iterator[Choices]:
    """`so_far` with what it takes for the question to count at all: something only where others must be answered."""
    gate = space.qset.questions[question].relevant
    if gate is not None and question in space.hidden_at_first:
        yield from _choices(space, gate, _Wanted.NOT_FALSE, so_far, budget)
    else:
        yield so_far


def _least_said(answers: frozenset[Answer | None]) -> list[Answer | None]:
    """Without those that only add when it happened to another one of them: more said undoes nothing."""
    return sorted(
        (
            answer
            for answer in answers
            if answer is None or answer.recency is None or Answer(value=answer.value) not in answers
        ),
        key=_plainness,
    )
