"""How high the concern is, why, and what could still raise it.

The level is the highest floor whose rule is true, the possible level the highest that the unknown
answers leave open. It sets priorities and predicts nothing: named rules, no score.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stalkdesk.questions.conditions import FALSE, TRUE, UNKNOWN, Facts, Truth, grounds, hanging
from stalkdesk.questions.model import QuestionSet, Rule
from stalkdesk.questions.relevance import Relevance


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """A rule that is true, and the questions whose answers make it so, in the order asked."""

    rule: Rule
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CouldRaise:
    """A question without a settled answer on which rules above the level still hang.

    `to` is the highest level among `rules`, which stand highest first.
    """

    question: str
    to: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """The level and its reasons. `because` and `could_raise` stand highest first."""

    level: str
    possible: str
    because: tuple[Because, ...]
    could_raise: tuple[CouldRaise, ...]
    tests: Mapping[str, Truth]


def concern(qset: QuestionSet, relevance: Relevance) -> Concern:
    """The concern under the answers that count."""
    facts = relevance.facts
    truths = [(rule, rule.when.truth(facts)) for rule in qset.rules]
    level = _highest(qset, (rule for rule, truth in truths if truth is TRUE))
    possible = _highest(qset, (rule for rule, truth in truths if truth is not FALSE))
    floor = qset.rank[level]
    open_rules = [rule for rule, truth in truths if truth is UNKNOWN and qset.rank[rule.level] > floor]
    return Concern(
        level=level,
        possible=possible,
        because=tuple(
            Because(rule=rule, answers=_in_order(qset, grounds(rule.when, facts, qset.names)))
            for rule in _highest_first(qset, (rule for rule, truth in truths if truth is TRUE))
        ),
        could_raise=_could_raise(qset, relevance, _highest_first(qset, open_rules)),
        tests={test: facts.names[test] for test in qset.tests},
    )


def level_of(qset: QuestionSet, facts: Facts) -> str:
    """The level alone, for those who weigh many answers."""
    return _highest(qset, (rule for rule in qset.rules if rule.when.truth(facts) is TRUE))


def _highest(qset: QuestionSet, rules: Iterable[Rule]) -> str:
    return qset.levels[max((qset.rank[rule.level] for rule in rules), default=0)]


def _highest_first(qset: QuestionSet, rules: Iterable[Rule]) -> list[Rule]:
    return sorted(rules, key=lambda rule: -qset.rank[rule.level])


def _could_raise(qset: QuestionSet, relevance: Relevance, rules: Iterable[Rule]) -> tuple[CouldRaise, ...]:
    reached_through = _ways_in(qset, relevance)
    hanging_on: dict[str, list[Rule]] = {}
    for rule in rules:
        direct = hanging(rule.when, relevance.facts, qset.names)
        for question in direct.union(*(reached_through.get(q, frozenset()) for q in direct)):
            hanging_on.setdefault(question, []).append(rule)
    found = [
        CouldRaise(question=question, to=above[0].level, rules=tuple(rule.id for rule in above))
        for question, above in hanging_on.items()
    ]
    return tuple(sorted(found, key=lambda item: (-qset.rank[item.to], qset.place[item.question])))


def _ways_in(qset: QuestionSet, relevance: Relevance) -> dict[str, frozenset[str]]:
    """For each waiting question: the open questions that decide whether it will be asked at all."""
    ways: dict[str, frozenset[str]] = {}
    waiting = frozenset(relevance.waiting)
    for question in qset.order:
        condition = qset.questions[question].relevant if question in waiting else None
        if condition is not None:
            near = hanging(condition, relevance.facts, qset.names)
            ways[question] = near.union(*(ways.get(gate, frozenset()) for gate in near))
    return ways


def _in_order(qset: QuestionSet, questions: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(questions, key=qset.place.__getitem__))
