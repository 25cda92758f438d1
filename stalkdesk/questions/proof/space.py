"""The answers that a set's conditions can tell apart: finite, so that "for every answer" can be tried."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from stalkdesk.questions.answers import Answer, Answers, Value
from stalkdesk.questions.conditions import (
    Answered,
    Atom,
    Between,
    Condition,
    Facts,
    Includes,
    Is,
    Named,
    Truth,
    When,
    walk,
)
from stalkdesk.questions.model import NO, YES, Kind, Question, QuestionSet, Recency, Rule
from stalkdesk.questions.relevance import Standing, settle, settle_nodes

MOST_CLASSES = 7
MOST_PAIRED = 16
"""A many whose options fall into more classes than MOST_CLASSES is tried with none, one or all of them, and with
any two where there are not more than MOST_PAIRED."""
MOST_WRITTEN_OUT = 2_000
"""Conditions in a rule with every name replaced by what it stands for."""
_SPANS = tuple(span.value for span in Recency)
_NEARER = {span: _SPANS[:i] for i, span in enumerate(_SPANS)}


class OutOfBudget(Exception):
    """The work allowed for one question of proof is used up: what was asked is neither shown nor refuted."""


@dataclass(slots=True)
class Budget:
    """Work allowed, in steps of a few microseconds; counted, not timed, so each run ends alike."""

    left: int

    def spend(self, steps: int = 1) -> None:
        """Raises OutOfBudget when nothing is left."""
        self.left -= steps
        if self.left < 0:
            raise OutOfBudget


class Space:
    """The answers worth trying for each question of a set, and the rules each of them touches."""

    def __init__(self, qset: QuestionSet, beside: QuestionSet | None = None) -> None:
        """`beside`: another set whose conditions tell answers apart as well."""
        self.qset = qset
        atoms: dict[str, list[Atom]] = {question: [] for question in qset.questions}
        for one in (qset, beside or qset):
            for part in (part for condition in every_condition(one) for part in walk(condition)):
                if isinstance(part, Atom) and _same_kind(qset, one, part.question):
                    atoms[part.question].append(part)
        self.coarse: set[str] = set()
        """Many questions with too many classes of options to try every subset."""
        self.answers = {id: self._answers(qset.questions[id], atoms[id]) for id in qset.questions}
        self.closure = {rule.id: self.hangs_on(qset.mentioned_by(rule.when)) for rule in qset.rules}
        self.touched: dict[str, list[Rule]] = {question: [] for question in qset.questions}
        for rule in qset.rules:
            for question in self.closure[rule.id]:
                self.touched[question].append(rule)
        self.hidden_at_first = frozenset(settle(qset, {}).not_relevant)
        """Questions not relevant while nothing is answered: their relevance asks whether another is answered."""
        self._name_hangs_on: dict[str, frozenset[str]] = {}
        self._sizes: dict[str, int] = {}
        for node in qset.order:
            if node in qset.names:
                self._sizes[node] = self._size(qset.names[node])
        self._that_are: dict[tuple[Atom, Truth], frozenset[Answer]] = {}
        self.tricky = _asks_whether_answered(qset)
        """Questions whose relevance, however far back, asks whether another is answered: for these the ways
        prove what can happen, and not what never does."""
        self._place = {node: place for place, node in enumerate(qset.order)}
        self._names = {rule.id: _names_of(qset, rule.when) for rule in qset.rules}
        self._gate_names = {q: _names_of(qset, qset.questions[q].relevant) for q in qset.gates}

    def hangs_on(self, questions: Iterable[str]) -> frozenset[str]:
        """The questions and all that their relevance hangs on."""
        found: set[str] = set()
        todo = list(questions)
        while todo:
            question = todo.pop()
            if question not in found:
                found.add(question)
                todo += self.qset.gates.get(question, ())
        return frozenset(found)

    def facts(
        self, answers: Answers, questions: Iterable[str], rules: Iterable[Rule], budget: Budget | None = None
    ) -> tuple[Facts, Mapping[str, Standing]]:
        """What counts for these questions and rules under these answers, by the engine itself."""
        needed = set(self.hangs_on(questions))
        names: set[str] = set()
        for rule in rules:
            needed |= self.closure[rule.id]
            names |= self._names[rule.id]
        for question in needed:
            names |= self._gate_names.get(question, frozenset())
        for name in names:
            if name not in self._name_hangs_on:
                self._name_hangs_on[name] = self.hangs_on(self.qset.mentioned_by(self.qset.names[name]))
            needed |= self._name_hangs_on[name]
        if budget is not None:
            budget.spend(len(needed) + 4 * len(names))
        nodes = sorted(needed | names, key=self._place.__getitem__)
        return settle_nodes(self.qset, answers, nodes)

    def answers_that_make(self, atom: Atom, truth: Truth) -> frozenset[Answer]:
        """The answers to its question under which a condition is so."""
        known = self._that_are.get((atom, truth))
        if known is None:
            each = self.answers[atom.question]
            known = frozenset(a for a in each if atom.truth(Facts(held={atom.question: a})) is truth)
            self._that_are[atom, truth] = known
        return known

    def rules_touched(self, questions: Iterable[str], least: str) -> list[Rule]:
        """The rules at this level or above that any of these questions bears on, in the set's order."""
        ids = {rule.id for question in questions for rule in self.touched[question]}
        floor = self.qset.rank[least]
        return [rule for rule in self.qset.rules if rule.id in ids and self.qset.rank[rule.level] >= floor]

    def is_small(self, rule: Rule) -> bool:
        """Whether the rule, its names written out, is small enough for its form to be looked at."""
        return self._size(rule.when) <= MOST_WRITTEN_OUT

    def _size(self, condition: Condition) -> int:
        return sum(self._sizes.get(part.name, 1) if isinstance(part, Named) else 1 for part in walk(condition))

    def rivals(self, rule: Rule) -> list[Rule]:
        """The other rules at its level or above, those that share most of its questions first."""
        floor = self.qset.rank[rule.level]
        found = [other for other in self.qset.rules if other.id != rule.id and self.qset.rank[other.level] >= floor]
        return sorted(found, key=lambda other: -len(self.closure[rule.id] & self.closure[other.id]))

    def _answers(self, question: Question, atoms: list[Atom]) -> tuple[Answer, ...]:
        match question.kind:
            case Kind.YES_NO:
                return (Answer(value=NO), *_with_spans(question, YES))
            case Kind.CHOICE:
                found = [Answer(value=option) for option in question.values]
            case Kind.MANY:
                subsets = _subsets(question, atoms, self.coarse)
                return tuple(answer for subset in subsets for answer in _with_spans(question, subset))
            case Kind.NUMBER:
                found = [Answer(value=value) for value in _numbers(question, atoms)]
            case Kind.DATE:
                found = [Answer(value=value) for value in _dates(question, atoms)]
            case Kind.TEXT:
                found = [Answer(value="words")]
        apart: dict[tuple[object, ...], Answer] = {}
        for answer in found:
            signature = tuple(_truth(atom, answer) for atom in atoms)
            apart.setdefault(signature, answer)
        return tuple(apart.values())


def _same_kind(qset: QuestionSet, one: QuestionSet, question: str) -> bool:
    return question in qset.questions and qset.questions[question].kind is one.questions[question].kind


def _asks_whether_answered(qset: QuestionSet) -> frozenset[str]:
    names: set[str] = set()
    questions: set[str] = set()
    for node in qset.order:  # what a condition mentions comes before it
        condition = qset.names[node] if node in qset.names else qset.questions[node].relevant
        tricky = any(
            isinstance(part, Answered)
            or (isinstance(part, Named) and part.name in names)
            or (isinstance(part, Is | Includes | Between | When) and part.question in questions)
            for part in walk(condition)
        )
        if tricky:
            (names if node in qset.names else questions).add(node)
    return frozenset(questions)


def every_condition(qset: QuestionSet) -> Iterator[Condition]:
    """Every condition of the set: relevance, names, rules."""
    yield from (question.relevant for question in qset.questions.values() if question.relevant is not None)
    yield from qset.names.values()
    yield from (rule.when for rule in qset.rules)


def riskier(qset: QuestionSet, question: str, answer: Answer) -> Iterator[Answer]:
    """The answers that add a risk to this one: a yes for a no, an option more, a nearer time."""
    asked = qset.questions[question]
    if asked.kind is Kind.YES_NO and answer.value == NO:
        yield from _with_spans(asked, YES)
    elif asked.kind in (Kind.YES_NO, Kind.MANY) and answer.recency is not None:
        yield from (Answer(value=answer.value, recency=span) for span in _NEARER[answer.recency])
    if asked.kind is Kind.MANY:
        chosen = answer.value
        assert isinstance(chosen, tuple)
        for option in asked.values:
            if option not in chosen:
                more = tuple(one for one in asked.values if one in chosen or one == option)
                if chosen:
                    yield Answer(value=more, recency=answer.recency)
                else:
                    yield from _with_spans(asked, more)


def _with_spans(question: Question, value: Value) -> list[Answer]:
    said_when = question.recency and value not in (NO, ())
    return [Answer(value=value), *(Answer(value=value, recency=span) for span in _SPANS if said_when)]


def _truth(atom: Atom, answer: Answer) -> object:
    return atom.truth(Facts(held={atom.question: answer}))


def _subsets(question: Question, atoms: list[Atom], coarse: set[str]) -> list[tuple[str, ...]]:
    """Subsets of a many's options, one for each class of options that every condition treats alike."""
    classes: dict[tuple[bool, ...], str] = {}
    sets = [atom.values for atom in atoms if isinstance(atom, Includes)]
    for option in question.values:
        classes.setdefault(tuple(option in values for values in sets), option)
    options = tuple(classes.values())
    sizes: Iterable[int] = range(len(options) + 1)
    if len(options) > MOST_CLASSES:
        coarse.add(question.id)
        sizes = (0, 1, 2, len(options)) if len(options) <= MOST_PAIRED else (0, 1, len(options))
    return [subset for size in sizes for subset in combinations(options, size)]


def _numbers(question: Question, atoms: list[Atom]) -> list[int | Decimal]:
    marks = sorted({Decimal(mark) for mark in _marks(atoms) if isinstance(mark, int | Decimal)})
    between = [(low + high) / 2 for low, high in pairwise(marks)]
    edge = [marks[0] - 1, marks[-1] + 1] if marks else [Decimal(0)]
    low, high = question.low, question.high
    assert not isinstance(low, str) and not isinstance(high, str)
    edge += [Decimal(bound) for bound in (low, high) if bound is not None]
    tried = dict.fromkeys((*marks, *between, *edge))  # a number that stands in the set is the plainest example
    return [number for number in tried if (low is None or number >= low) and (high is None or number <= high)]


def _dates(question: Question, atoms: list[Atom]) -> list[str]:
    marks = {mark for mark in _marks(atoms) if isinstance(mark, str)}
    marks |= {bound for bound in (question.low, question.high) if isinstance(bound, str)}
    tried = {"2026-01-01"} if not marks else set[str]()
    for mark in marks:
        day = datetime.date.fromisoformat(mark).toordinal()
        first, last = datetime.date.min.toordinal(), datetime.date.max.toordinal()
        tried |= {datetime.date.fromordinal(n).isoformat() for n in (day - 1, day, day + 1) if first <= n <= last}
    low, high = question.low, question.high
    assert not isinstance(low, int | Decimal) and not isinstance(high, int | Decimal)
    return sorted(day for day in tried if (low is None or day >= low) and (high is None or day <= high))


def _marks(atoms: list[Atom]) -> Iterator[Value | None]:
    for atom in atoms:
        if isinstance(atom, Is):
            yield from atom.values
        elif isinstance(atom, Between):
            yield atom.low
            yield atom.high


def _names_of(qset: QuestionSet, condition: Condition | None) -> frozenset[str]:
    found: set[str] = set()
    todo = [condition] if condition is not None else []
    while todo:
        for part in walk(todo.pop()):
            if isinstance(part, Named) and part.name not in found:
                found.add(part.name)
                todo.append(qset.names[part.name])
    return frozenset(found)
