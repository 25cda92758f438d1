"""From a file's text to a question set, or to every fault in it with its line and its mend."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from stalkdesk.questions import filemodel as file
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
)
from stalkdesk.questions.faults import Fault, bad_input
from stalkdesk.questions.fits import check
from stalkdesk.questions.model import YES, Kind, Loop, Option, Question, QuestionSet, Rule, Say, Section
from stalkdesk.questions.shape import Shape, shape_faults
from stalkdesk.questions.source import Path, read

T = TypeVar("T")
MOST_OF_A_LOOP = 100
_SHAPE: Final = Shape(
    whole=file.SetPart,
    parts={
        "sections": file.SectionPart,
        "questions": file.QuestionPart,
        "options": file.OptionPart,
        "rules": file.RulePart,
        "insufficient": file.InsufficientPart,
    },
    page="docs/question-sets.md",
)


def load(raw: bytes, name: str) -> QuestionSet:
    """The set in a file's bytes; `name` (`*.json`, else YAML) decides the format and stands in errors.

    Raises BadInput with every fault found, the first in the file first.
    """
    root = read(raw, name, as_json=name.lower().endswith(".json"))
    try:
        part = file.SetPart.model_validate(root.plain())
    except ValidationError as error:
        faults = shape_faults(error, root, _SHAPE)
    else:
        faults = list(check(part))
        if not faults:
            try:
                return _set(part)
            except Loop as loop:
                faults = [_loop_fault(part, loop)]
    raise bad_input(name, root, faults)


def _loop_fault(part: file.SetPart, loop: Loop) -> Fault:
    more = len(loop.ids) - MOST_OF_A_LOOP
    ids = " → ".join(loop.ids[:MOST_OF_A_LOOP]) + (f" → … and {more} more" if more > 0 else "")
    what = f"hangs on itself: {ids}"
    mend = "let one of them not depend on the next"
    names: dict[str, Path] = {name: ("tests", name) for name in part.tests}
    names |= {name: ("indicators", name) for name in part.indicators}
    questions: dict[str, Path] = {
        question.id: ("sections", i, "questions", j, "relevant")
        for i, section in enumerate(part.sections)
        for j, question in enumerate(section.questions)
    }
    return Fault((names | questions)[loop.ids[0]], what, mend)


# From the parts of the file to the set ---------------------------------------------------------------


def _set(part: file.SetPart) -> QuestionSet:
    kinds = {question.id: Kind(question.kind) for section in part.sections for question in section.questions}
    return QuestionSet(
        id=part.id,
        version=part.version,
        title=part.title,
        language=part.language,
        released=part.released,
        notes=part.notes,
        levels=tuple(part.levels),
        insufficient=part.insufficient.level if part.insufficient else None,
        sections=tuple(
            Section(
                id=section.id,
                title=section.title,
                questions=tuple(_question(question, kinds) for question in section.questions),
            )
            for section in part.sections
        ),
        tests={name: condition(inner, kinds) for name, inner in part.tests.items()},
        indicators={name: condition(inner, kinds) for name, inner in part.indicators.items()},
        rules=tuple(
            Rule(
                id=rule.id,
                level=rule.level,
                when=condition(rule.when, kinds),
                because=rule.because,
                source=rule.source,
            )
            for rule in part.rules
        ),
    )


def _question(part: file.QuestionPart, kinds: dict[str, Kind]) -> Question:
    return Question(
        id=part.id,
        kind=Kind(part.kind),
        ask=part.ask,
        say=Say(part.say),
        why=part.why,
        help=part.help,
        core=part.core,
        recency=part.recency,
        verbatim=part.verbatim,
        cues=tuple(part.cues),
        options=tuple(Option(id=option.id, label=option.label) for option in part.options or ()),
        low=part.min,
        high=part.max,
        relevant=None if part.relevant is None else condition(part.relevant, kinds),
    )


def condition(part: Any, questions: Container[str]) -> Condition:
    """A condition of the file as the engine takes it. A bare question id means "answered yes"."""

    def inner(parts: Iterable[Any]) -> tuple[Condition, ...]:
        return tuple(condition(one, questions) for one in parts)

    if isinstance(part, str):
        return Is(part, (YES,)) if part in questions else Named(part)
    if isinstance(part, file.AllPart):
        return AllOf(inner(part.all))
    if isinstance(part, file.AnyPart):
        return AnyOf(inner(part.any))
    if isinstance(part, file.NotPart):
        return Not(condition(part.part, questions))
    if isinstance(part, file.AtLeastPart):
        return AtLeast(part.at_least, inner(part.of))
    if isinstance(part, file.IsPart):
        return Is(part.question, tuple(_unique(part.values)))
    if isinstance(part, file.IncludesPart):
        return Includes(part.question, tuple(_unique(part.values)))
    if isinstance(part, file.BetweenPart):
        return Between(part.question, part.min, part.max)
    if isinstance(part, file.RecencyPart):
        return When(part.question, tuple(_unique(part.recency)))
    assert isinstance(part, file.AnsweredPart)
    return Answered(part.question, part.answered)


def _unique(values: Iterable[T]) -> Iterator[T]:
    return iter(dict.fromkeys(values))
