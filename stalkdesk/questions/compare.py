"""What changed between two versions of a set, in words, and for which answers the level would differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any

from stalkdesk.questions.answers import Answer, Answers
from stalkdesk.questions.concern import level_of
from stalkdesk.questions.conditions import Condition, Not, mentioned
from stalkdesk.questions.draw import in_words
from stalkdesk.questions.dump import sha256
from stalkdesk.questions.model import Kind, Option, Question, QuestionSet, Rule, Section
from stalkdesk.questions.proof.space import Budget, OutOfBudget, Space
from stalkdesk.questions.proof.ways import Way, ways
from stalkdesk.questions.relevance import settle

STEPS = 15_000_000
STEPS_A_RULE = 2_000_000
"""Work for both sets together, and at most for one rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Differs:
    """Answers that have one level under the old set and another under the new."""

    answers: Answers
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The changes in words, and answers for which the level differs.

    `complete`: every way in which a rule of either set comes true was tried, with each question
    whose asking changed both asked and not. Not so where there were too many, or where that is not
    enough: levels in another order, or a `many` whose options are used in too many different ways.
    """

    changes: tuple[str, ...]
    differs: tuple[Differs, ...]
    complete: bool


def compare(old: QuestionSet, new: QuestionSet) -> Comparison:
    """From `old` to `new`."""
    if sha256(old) == sha256(new):
        return Comparison(changes=(), differs=(), complete=True)
    differs, complete = _levels(old, new)
    return Comparison(changes=tuple(_changes(old, new)), differs=differs, complete=complete)


# Words -----------------------------------------------------------------------------------------------

_CALLED = {
    "low": "min",
    "high": "max",
    "say": "how it is said",
    "when": "its condition",
    "relevant": "when it is asked",
}


def _changes(old: QuestionSet, new: QuestionSet) -> Iterator[str]:
    for name in ("id", "version", "title", "language", "released", "notes", "levels", "insufficient"):
        yield from _field("the set", name, getattr(old, name), getattr(new, name))
    yield from _things("section", _by_id(old.sections), _by_id(new.sections), _section)
    yield from _things("question", old.questions, new.questions, _question)
    yield from _moved("questions", tuple(old.questions), tuple(new.questions))
    yield from _things("test", old.tests, new.tests, _condition)
    yield from _things("indicator", old.indicators, new.indicators, _condition)
    yield from _things("rule", _by_id(old.rules), _by_id(new.rules), _rule)
    for what, was, now in (
        ("sections", tuple(_by_id(old.sections)), tuple(_by_id(new.sections))),
        ("tests", tuple(old.tests), tuple(new.tests)),
        ("indicators", tuple(old.indicators), tuple(new.indicators)),
        ("rules", tuple(_by_id(old.rules)), tuple(_by_id(new.rules))),
    ):
        yield from _moved(what, was, now)
    safe = [(qset.insufficient, {q.id for q in qset.questions.values() if q.core}) for qset in (old, new)]
    if safe[0] != safe[1]:
        yield "what is shown while core questions are open can differ, whatever the level"


def _by_id(things: tuple[Any, ...]) -> dict[str, Any]:
    return {thing.id: thing for thing in things}


def _things(
    what: str, old: Mapping[str, Any], new: Mapping[str, Any], differ: Callable[[str, Any, Any], Iterator[str]]
) -> Iterator[str]:
    yield from (f"{what} {id} is gone" for id in old if id not in new)
    yield from (f"{what} {id} is new{_describe(new[id])}" for id in new if id not in old)
    for id, thing in old.items():
        if id in new:
            yield from differ(f"{what} {id}", thing, new[id])


def _describe(thing: Any) -> str:
    if isinstance(thing, Question):
        return f": “{thing.ask}”"
    if isinstance(thing, Rule):
        return f": {thing.level.upper()} when {in_words(thing.when)}"
    return f": “{thing.title}”" if isinstance(thing, Section) else f": {in_words(thing)}"


def _section(about: str, old: Section, new: Section) -> Iterator[str]:
    yield from _field(about, "title", old.title, new.title)
    here = {question.id for question in new.questions}
    yield from (f"question {q.id} left {about}" for q in old.questions if q.id not in here)


def _question(about: str, old: Question, new: Question) -> Iterator[str]:
    for field in fields(Question):
        if field.name != "options":
            yield from _field(about, field.name, getattr(old, field.name), getattr(new, field.name))
    yield from _options(about, _by_id(old.options), _by_id(new.options))


def _options(about: str, old: dict[str, Option], new: dict[str, Option]) -> Iterator[str]:
    yield from (f"{about}: option {id} is gone" for id in old if id not in new)
    yield from (f"{about}: option {id} is new: “{new[id].label}”" for id in new if id not in old)
    for id, option in old.items():
        if id in new:
            yield from _field(f"{about}: option {id}", "label", option.label, new[id].label)
    yield from _moved(f"{about}: options", tuple(old), tuple(new))


def _rule(about: str, old: Rule, new: Rule) -> Iterator[str]:
    for name in ("level", "when", "because", "source"):
        yield from _field(about, name, getattr(old, name), getattr(new, name))


def _condition(about: str, old: Any, new: Any) -> Iterator[str]:
    yield from _field(about, "when", old, new)


def _moved(what: str, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[str]:
    kept_old = [id for id in old if id in new]
    kept_new = [id for id in new if id in old]
    if kept_old != kept_new:
        yield f"{what} stand in another order"


def _field(about: str, name: str, old: Any, new: Any) -> Iterator[str]:
    if old != new:
        yield f"{about}: {_CALLED.get(name, name)} was {_value(old)}, is {_value(new)}"


def _value(value: Any) -> str:
    if value is None or value == ():
        return "nothing"
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str):
        return f"“{value}”"
    return in_words(value) if hasattr(value, "truth") else str(value)


# Levels ----------------------------------------------------------------------------------------------


def _levels(old: QuestionSet, new: QuestionSet) -> tuple[tuple[Differs, ...], bool]:
    """The fewest answers whose level differs: lower levels first, and none that holds another case."""
    found: dict[frozenset[tuple[str, Answer]], Differs] = {}
    # Rules that are true together decide by the order of levels: with another order the fewest answers are not enough.
    kept = [level for level in old.levels if level in new.levels]
    complete = kept == [level for level in new.levels if level in old.levels]
    spaces = (Space(old, new), Space(new, old))
    moved = _asked_otherwise(old, new)
    steps = STEPS // (len(old.rules) + len(new.rules) + 1)
    for space in spaces:
        for rule in space.qset.rules:
            budget = Budget(min(steps, STEPS_A_RULE))
            try:
                for way in ways(space, rule.when, budget):
                    for answers in (way, *_asked_or_not(spaces, way, moved, budget)):
                        budget.spend(20 + len(old.order) + len(new.order))
                        was, now = _level(old, answers), _level(new, answers)
                        if was != now:
                            found.setdefault(frozenset(answers.items()), Differs(answers=answers, old=was, new=now))
            except OutOfBudget:
                complete = False
            if space.closure[rule.id] & space.coarse:
                complete = False
    least = [
        case
        for key, case in found.items()
        if not any(other < key and (less.old, less.new) == (case.old, case.new) for other, less in found.items())
    ]
    falls = [case for case in least if new.rank.get(case.new, 0) < old.rank.get(case.old, 0)]
    return (*falls, *(case for case in least if case not in falls)), complete


def _asked_otherwise(old: QuestionSet, new: QuestionSet) -> frozenset[str]:
    """The questions of both sets that are asked under another condition now."""
    return frozenset(
        id
        for id, question in old.questions.items()
        if id in new.questions and _meaning(old, question.relevant) != _meaning(new, new.questions[id].relevant)
    )


def _meaning(qset: QuestionSet, condition: Condition | None) -> tuple[Condition | None, dict[str, Condition]]:
    """A condition with every name it leads to."""
    found: dict[str, Condition] = {}
    todo = [condition]
    while todo:
        for name in mentioned(todo.pop()) & qset.names.keys() - found.keys():
            found[name] = qset.names[name]
            todo.append(qset.names[name])
    return condition, found


def _asked_or_not(spaces: tuple[Space, ...], way: Way, moved: frozenset[str], budget: Budget) -> Iterator[Way]:
    """The way with what makes each of its questions that moved asked, and not asked, in each set."""
    for question in sorted(moved & way.keys()):
        for space in spaces:
            gate = space.qset.questions[question].relevant
            for condition in (gate, Not(gate)) if gate is not None else ():
                for reason in ways(space, condition, budget):
                    if all(way.get(id, answer) == answer for id, answer in reason.items()):
                        yield {**reason, **way}


def _level(qset: QuestionSet, answers: Answers) -> str:
    """The level of the answers that this set can take."""
    taken = {id: answer for id, answer in answers.items() if id in qset.questions and _fits(qset.questions[id], answer)}
    return level_of(qset, settle(qset, taken).facts)


def _fits(question: Question, answer: Answer) -> bool:
    value = answer.value
    if answer.recency is not None and not question.recency:
        return False
    match question.kind:
        case Kind.YES_NO | Kind.CHOICE:
            return value in question.values
        case Kind.MANY:
            return isinstance(value, tuple) and all(option in question.values for option in value)
        case Kind.NUMBER:
            return not isinstance(value, str | tuple) and _within(question, value)
        case Kind.DATE:
            return isinstance(value, str) and value[:4].isdigit() and _within(question, value)
        case Kind.TEXT:
            return isinstance(value, str)


def _within(question: Question, value: Any) -> bool:
    low: Any = question.low
    high: Any = question.high
    return (low is None or value >= low) and (high is None or value <= high)
