"""Conditions of a pack bound to one question set: what that set does not ask stays unknown, and is never false."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from typing import Any, Final

from stalkdesk.guidance.model import ABOVE_LOWEST, OF_CONTACT, TOP_LEVEL, of_contact
from stalkdesk.questions.conditions import (
    AllOf,
    Answered,
    AnyOf,
    AtLeast,
    Between,
    Condition,
    Includes,
    Is,
    Named,
    Not,
    When,
    mentioned,
)
from stalkdesk.questions.faults import is_date
from stalkdesk.questions.load import condition
from stalkdesk.questions.model import YES, Kind, Question, QuestionSet

ALWAYS: Final[Condition] = AllOf(())
NOT_ASKED: Final = "not_asked"
NAMES: Final = (*OF_CONTACT, NOT_ASKED)
"""Names every condition of a pack may use: what is asked of the contact itself, where a rule of the level is as good as
a person's word; and what no question asks, so that it stays unknown."""


class Binder:
    """Binds conditions to a set. `names`: those of the pack, which go before the set's own."""

    def __init__(self, qset: QuestionSet, names: Mapping[str, Any]) -> None:
        self._qset = qset
        self._parts = names
        said = {name: Is(of_contact(name), (YES,)) for name in OF_CONTACT}
        self._bound: dict[str, Condition] = {
            **said,
            TOP_LEVEL: AnyOf((*_rules(qset, {qset.levels[-1]}), said[TOP_LEVEL])),
            ABOVE_LOWEST: AnyOf((*_rules(qset, {*qset.levels[1:]}), said[ABOVE_LOWEST])),
            NOT_ASKED: _not_asked(NOT_ASKED),
        }
        self._questions = _AllBut({*qset.names, *names, *NAMES})

    def __call__(self, part: Any) -> Condition:
        """The condition of a file as the engine takes it under this set; always true where there is none."""
        return ALWAYS if part is None else self._fitted(condition(part, self._questions))

    def shown_by(self, bound: Condition, wanted: Iterable[str] | None) -> tuple[str, ...]:
        """The wanted questions the set asks, else those that a condition hangs on; in the order asked."""
        these = self._qset.mentioned_by(bound) if wanted is None else frozenset(wanted)
        return tuple(question for question in self._qset.questions if question in these)

    def _fitted(self, found: Condition) -> Condition:
        if isinstance(found, Not):
            return Not(self._fitted(found.part))
        if isinstance(found, AllOf):
            return AllOf(tuple(map(self._fitted, found.parts)))
        if isinstance(found, AnyOf):
            return AnyOf(tuple(map(self._fitted, found.parts)))
        if isinstance(found, AtLeast):
            return AtLeast(found.count, tuple(map(self._fitted, found.parts)))
        if isinstance(found, Named):
            return self._named(found)
        question = self._qset.questions.get(found.question)
        if question is None:
            return _not_asked(found.question)
        return _over(found, question)

    def _named(self, found: Named) -> Condition:
        """A name of the pack gives way to what it stands for; one of the set stays."""
        if found.name not in self._bound:
            if found.name not in self._parts:
                return found
            self._bound[found.name] = self(self._parts[found.name])
        return self._bound[found.name]


def _rules(qset: QuestionSet, levels: Collection[str]) -> Iterator[Condition]:
    return (rule.when for rule in qset.rules if rule.level in levels)


def loop(names: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of conditions that hang on themselves, each on the next; none where there is no such loop."""
    others = _AllBut(names)
    sorter = TopologicalSorter(
        {name: sorted(mentioned(condition(part, others)) & names.keys()) for name, part in names.items()}
    )
    try:
        sorter.prepare()
    except CycleError as error:
        return tuple(reversed(error.args[1]))
    return ()


class _AllBut(Container[str]):
    """Every id but these: what is no name is taken for a question."""

    def __init__(self, names: Collection[object]) -> None:
        self._names = names

    def __contains__(self, id: object) -> bool:
        return id not in self._names


def _not_asked(question: str) -> Condition:
    """Unknown for ever: no question has such an id."""
    return Is(f"{question} (not asked)", (YES,))


def _over(found: Any, question: Question) -> Condition:
    """A condition over a question of the set, as far as the two fit; unknown where they don't."""
    not_asked = _not_asked(question.id)
    if isinstance(found, Answered):
        return found
    if isinstance(found, When):
        return found if question.recency else not_asked
    if isinstance(found, Between):
        bounds = [bound for bound in (found.low, found.high) if bound is not None]
        return found if all(_is_one(bound, question) for bound in bounds) else not_asked
    if isinstance(found, Includes) != (question.kind is Kind.MANY):
        return not_asked
    there = tuple(value for value in found.values if _is_one(value, question))
    if len(there) == len(found.values):
        return found
    known = Includes(question.id, there) if isinstance(found, Includes) else Is(question.id, there)
    return AnyOf((known, not_asked)) if there else not_asked


def _is_one(value: Any, question: Question) -> bool:
    """Whether this can be a value of the question."""
    if question.kind is Kind.NUMBER:
        return isinstance(value, int | Decimal)
    return is_date(value) if question.kind is Kind.DATE else value in question.values
