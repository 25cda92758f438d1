"""Whether the parts of a question set file fit one another: ids, kinds, options, bounds, levels."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from stalkdesk.questions import filemodel as file
from stalkdesk.questions.faults import SPANS, Fault, is_date, not_a_date
from stalkdesk.questions.model import Kind
from stalkdesk.questions.source import Path
from stalkdesk.text import clip


def check(part: file.SetPart) -> Iterator[Fault]:
    """Every way in which the parts of a file do not fit one another; loops are found by the set itself."""
    questions: dict[str, file.QuestionPart] = {}
    yield from _questions(part, questions)
    yield from _names(part, questions)
    yield from _levels(part)
    if part.released is not None and not is_date(part.released):
        yield Fault(("released",), *not_a_date(part.released))
    known = Known(questions, frozenset((*part.tests, *part.indicators)))
    for path, condition in _conditions(part):
        yield from known.check(path, condition)


def _questions(part: file.SetPart, questions: dict[str, file.QuestionPart]) -> Iterator[Fault]:
    yield from twice((("sections", i, "id"), section.id) for i, section in enumerate(part.sections))
    count = 0
    for i, section in enumerate(part.sections):
        for j, question in enumerate(section.questions):
            path = ("sections", i, "questions", j)
            count += 1
            if count == file.MAX_QUESTIONS + 1:
                yield Fault(path, f"there are more than {file.MAX_QUESTIONS} questions", "split the set in two")
            if question.id in questions:
                yield Fault((*path, "id"), f"the question {question.id} stands twice", "give one of them another id")
            questions.setdefault(question.id, question)
            yield from _question(path, question)


def _question(path: Path, question: file.QuestionPart) -> Iterator[Fault]:
    kind = Kind(question.kind)
    has_options = kind in (Kind.CHOICE, Kind.MANY)
    if has_options and not question.options:
        yield Fault(path, f"{question.id} is a {kind} without options", "add options, each with id and label")
    if not has_options and question.options is not None:
        yield Fault((*path, "options"), f"a {kind} question has no options", "take them out, or use choice or many")
    yield from twice(((*path, "options", k, "id"), option.id) for k, option in enumerate(question.options or ()))
    if question.recency and kind not in (Kind.YES_NO, Kind.MANY):
        yield Fault((*path, "recency"), f"a {kind} question asks no recency", "take it out; yes_no and many may")
    yield from _bounds(path, question, kind)


def _bounds(path: Path, question: file.QuestionPart, kind: Kind) -> Iterator[Fault]:
    if kind is Kind.TEXT:
        if question.min is not None:
            yield Fault((*path, "min"), "a text question has no min", "take it out; max is its greatest length")
        if question.max is not None and not (isinstance(question.max, int) and question.max >= 1):
            yield Fault((*path, "max"), "the greatest length of a text is a whole number", "write 1 or more")
        return
    bounds = {"min": question.min, "max": question.max}
    for key, value in bounds.items():
        if value is not None:
            yield from _bound((*path, key), kind, value)
    low: Any = question.min
    high: Any = question.max
    both = None not in (low, high) and isinstance(low, str) == isinstance(high, str)
    if both and low > high:
        yield Fault((*path, "max"), "max is less than min", "swap them")


def _bound(path: Path, kind: Kind, value: object) -> Iterator[Fault]:
    if kind not in (Kind.NUMBER, Kind.DATE):
        yield Fault(path, f"a {kind} question has no {path[-1]}", "take it out; number, date and text may have it")
    elif kind is Kind.DATE and not is_date(value):
        yield Fault(path, *not_a_date(value))
    elif kind is Kind.NUMBER and isinstance(value, str):
        yield Fault(path, f"{clip(value, 40)} is text here, not a number", "write a number without quotes")


def _names(part: file.SetPart, questions: dict[str, file.QuestionPart]) -> Iterator[Fault]:
    for group, names, others in (
        ("tests", part.tests, (("question", questions),)),
        ("indicators", part.indicators, (("question", questions), ("test", part.tests))),
    ):
        for name in names:
            for what, taken in others:
                if name in taken:
                    yield Fault((group, name), f"the id {name} is also a {what}", "give one of them another id")


def _levels(part: file.SetPart) -> Iterator[Fault]:
    yield from twice((("levels", i), level) for i, level in enumerate(part.levels))
    yield from twice((("rules", i, "id"), rule.id) for i, rule in enumerate(part.rules))
    used: list[tuple[Path, str]] = [(("rules", i, "level"), rule.level) for i, rule in enumerate(part.rules)]
    if part.insufficient:
        used.append((("insufficient", "level"), part.insufficient.level))
    for path, level in used:
        if level not in part.levels:
            yield Fault(path, f"the level {level} is not in levels", f"use one of: {', '.join(part.levels)}")


def twice(ids: Iterable[tuple[Path, str]]) -> Iterator[Fault]:
    """Each id that stands a second time, at its place."""
    seen: Counter[str] = Counter()
    for path, id in ids:
        seen[id] += 1
        if seen[id] == 2:
            yield Fault(path, f"{id} stands twice", "give one of them another id, or take it out")


def _conditions(part: file.SetPart) -> Iterator[tuple[Path, Any]]:
    for i, section in enumerate(part.sections):
        for j, question in enumerate(section.questions):
            if question.relevant is not None:
                yield ("sections", i, "questions", j, "relevant"), question.relevant
    for group, names in (("tests", part.tests), ("indicators", part.indicators)):
        for name, condition in names.items():
            yield (group, name), condition
    for i, rule in enumerate(part.rules):
        yield ("rules", i, "when"), rule.when


class _Option(Protocol):
    @property
    def id(self) -> str: ...


class Asks(Protocol):
    """What conditions need to know of a question, be it of a file or of a set."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def recency(self) -> bool: ...
    @property
    def options(self) -> Sequence[_Option] | None: ...


@dataclass(slots=True)
class Known:
    """What conditions may speak of. Looking for a near id takes milliseconds: for the first few, which are read."""

    questions: Mapping[str, Asks]
    names: frozenset[str]
    searches_left: int = 5

    def check(self, path: Path, part: Any) -> Iterator[Fault]:
        """Every way in which a condition speaks of what is not there, or does not fit it."""
        if isinstance(part, str):
            yield from self.name(path, part)
        elif isinstance(part, file.AllPart | file.AnyPart | file.AtLeastPart):
            key, parts = self.inner(part)
            if isinstance(part, file.AtLeastPart) and part.at_least > len(parts):
                what = f"at_least {part.at_least} of {len(parts)} can never be"
                yield Fault((*path, "at_least"), what, f"use 1 to {len(parts)}")
            for i, inner in enumerate(parts):
                yield from self.check((*path, key, i), inner)
        elif isinstance(part, file.NotPart):
            yield from self.check((*path, "not"), part.part)
        elif part.question not in self.questions:
            yield Fault((*path, "question"), f"there is no question {part.question}", self.near(part.question))
        else:
            yield from self.about(path, part, self.questions[part.question])

    def near(self, id: str, names: Iterable[str] = ()) -> str:
        self.searches_left -= 1
        close = difflib.get_close_matches(id, [*self.questions, *names], 1) if self.searches_left >= 0 else ()
        return f"did you mean {close[0]}?" if close else "check its spelling"

    @staticmethod
    def inner(part: file.AllPart | file.AnyPart | file.AtLeastPart) -> tuple[str, list[Any]]:
        if isinstance(part, file.AllPart):
            return "all", part.all
        return ("any", part.any) if isinstance(part, file.AnyPart) else ("of", part.of)

    def name(self, path: Path, id: str) -> Iterator[Fault]:
        question = self.questions.get(id)
        if question is None and id not in self.names:
            yield Fault(path, f"there is no question, indicator or test {id}", self.near(id, self.names))
        elif question is not None and question.kind != Kind.YES_NO:
            mend = f"write {{question: {id}, …}}; a bare id is for yes_no"
            yield Fault(path, f"{id} is a {question.kind} question", mend)

    def about(self, path: Path, part: Any, question: Asks) -> Iterator[Fault]:
        """Every way in which a condition over one question does not fit it."""
        kind = Kind(question.kind)
        allowed, key, mend = _FITS[type(part)]
        if isinstance(part, file.BetweenPart) and part.min is None:
            key = "max"
        if kind not in allowed:
            yield Fault((*path, key), f"{key} does not fit the {kind} question {question.id}", mend)
        elif isinstance(part, file.RecencyPart):
            yield from self.recency(path, part, question)
        elif isinstance(part, file.IsPart | file.IncludesPart):
            yield from self.values((*path, key), part.values, question)
        elif isinstance(part, file.BetweenPart):
            for bound, value in (("min", part.min), ("max", part.max)):
                if value is not None:
                    yield from _bound((*path, bound), kind, value)

    @staticmethod
    def recency(path: Path, part: file.RecencyPart, question: Asks) -> Iterator[Fault]:
        if not question.recency:
            yield Fault((*path, "recency"), f"{question.id} asks no recency", "add recency: true to the question")
        for span in part.recency:
            if span not in SPANS:
                yield Fault((*path, "recency"), f"{span} is not a recency", f"use {', '.join(SPANS)}")

    @staticmethod
    def values(path: Path, values: Iterable[Any], question: Asks) -> Iterator[Fault]:
        kind = Kind(question.kind)
        if kind is Kind.DATE or kind is Kind.NUMBER:
            for value in values:
                yield from _bound(path, kind, value)
            return
        known = ("yes", "no") if kind is Kind.YES_NO else tuple(option.id for option in question.options or ())
        if not known:
            return  # that it has no options is told where it stands
        for value in values:
            if value not in known:
                text = clip(str(value), 40)
                yield Fault(path, f"{question.id} has no answer {text}", f"use {clip(', '.join(known), 200)}")


_FITS: dict[type, tuple[tuple[Kind, ...], str, str]] = {
    file.IsPart: (
        (Kind.YES_NO, Kind.CHOICE, Kind.NUMBER, Kind.DATE),
        "is",
        "is fits yes_no, choice, number and date; for a many use includes",
    ),
    file.IncludesPart: ((Kind.MANY,), "includes", "includes fits a many; for the others use is"),
    file.BetweenPart: ((Kind.NUMBER, Kind.DATE), "min", "min and max fit number and date"),
    file.RecencyPart: ((Kind.YES_NO, Kind.MANY), "recency", "recency fits yes_no and many"),
    file.AnsweredPart: (tuple(Kind), "answered", ""),
}
