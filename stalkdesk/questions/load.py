"""From a file's text to a question set, or to every fault in it with its line and its mend."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

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
from stalkdesk.questions.faults import Fault, bad_input, shown
from stalkdesk.questions.fits import check
from stalkdesk.questions.model import YES, Kind, Loop, Option, Question, QuestionSet, Rule, Say, Section
from stalkdesk.questions.source import Node, Path, read
from stalkdesk.text import clip

T = TypeVar("T")
MOST_OF_A_LOOP = 100


def load(raw: bytes, name: str) -> QuestionSet:
    """The set in a file's bytes; `name` (`*.json`, else YAML) decides the format and stands in errors.

    Raises BadInput with every fault found, the first in the file first.
    """
    root = read(raw, name, as_json=name.lower().endswith(".json"))
    try:
        part = file.SetPart.model_validate(root.plain())
    except ValidationError as error:
        faults = _shape_faults(error, root)
    else:
        faults = list(check(part))
        if not faults:
            try:
                return _set(part)
            except Loop as loop:
                faults = [_loop_fault(part, loop)]
    raise bad_input(name, root, faults)


# The shape: what pydantic found, in words ------------------------------------------------------------

# Which part of the file a list holds, to name the keys that fit there.
_PARTS: dict[str, type[file.BaseModel]] = {
    "sections": file.SectionPart,
    "questions": file.QuestionPart,
    "options": file.OptionPart,
    "rules": file.RulePart,
}
_CONDITION_KEYS = (*file.CONDITION_KEYS, "of", "question", "min", "max")
_CONDITION_MEND = (
    "write an id, or a mapping with all, any, not, at_least, or question with is, includes, min, max, recency, answered"
)
_TYPES = {
    "string_type": ("should be text", "put it in quotes, or write text there"),
    "int_type": ("should be a whole number", "write a number without quotes"),
    "list_type": ("should be a list", "write it as a list, one item a line, each with a dash"),
    "dict_type": ("should be a mapping of keys to values", "write key: value lines"),
    "model_type": ("should be a mapping of keys to values", "write key: value lines"),
    "union_tag_not_found": ("is not a condition", _CONDITION_MEND),
    "empty": ("is empty", "write something, or take the key out"),
}
_PATTERNS = {
    file.ID: ("is not an id", "use a–z, 0–9 and _, beginning with a letter, at most 64 characters"),
    file.OPTION_ID: ("is not an id", "use a–z, 0–9 and _, at most 64 characters"),
    file.SET_ID: ("is not a set's id", "use a–z, 0–9, _ and -, beginning with a letter, at most 64 characters"),
    file.LANGUAGE: ("is not a language", "use its short name, as in en, cy"),
    r"\S": ("is empty", "write something, or take the key out"),
}


def _shape_faults(error: ValidationError, root: Node) -> list[Fault]:
    faults: dict[Path, Fault] = {}
    for found in error.errors(include_url=False, include_input=False):
        path, value = _locate(found["loc"], root)
        fault = _in_words(found, path, value)
        if fault.path not in faults:
            faults[fault.path] = fault
        elif faults[fault.path].what == "should be text":  # one of several types would have done
            faults[fault.path] = Fault(fault.path, "should be text or a number", "for a yes_no write yes or no")
    return list(faults.values())


def _locate(loc: tuple[int | str, ...], root: Node) -> tuple[Path, Any]:
    """Pydantic's way to a fault, without the names of the alternatives (`<all>`, `str`) it tried on the way."""
    node: Node = root
    path: Path = ()
    step: Any
    for step in loc:
        inner: Any = node.value
        if (isinstance(inner, dict) and step in inner) or (
            isinstance(inner, list) and isinstance(step, int) and step < len(inner)
        ):
            node = inner[step]
        else:
            continue
        path = (*path, step)
    return path, node.value


def _in_words(found: Any, path: Path, value: Any) -> Fault:
    kind, context = found["type"], found.get("ctx", {})
    if kind == "extra_forbidden":
        known = _known_keys(path)
        if path[-1] in known:
            return Fault(path, f"a condition has one key, not also {path[-1]}", "put the two inside all or any")
        near = difflib.get_close_matches(str(path[-1])[:64], known, 1)
        mend = f"did you mean {near[0]}? Else take it out" if near else "take it out"
        return Fault(path, f"the key {clip(str(path[-1]), 40) or '(empty)'} is not known here", mend)
    if kind == "missing":
        return Fault(path, f"{found['loc'][-1]} is missing", "add it")
    if kind == "literal_error":
        known = context["expected"].replace("'", "").replace(" or ", ", ")
        return Fault(path, f"{shown(value)} is not known", f"use one of: {known}")
    if kind == "string_pattern_mismatch":
        what, mend = _PATTERNS[context["pattern"]]
        if found["loc"][-1] == "<name>" and " " in str(value).strip():
            mend = "for more than one write {all: [a, b]} or {any: [a, b]}, with commas"
        if found["loc"][-1] == "[key]":
            return Fault(path, f"the key {clip(str(path[-1]), 40)} {what}", mend)
        return Fault(path, what if what == "is empty" else f"{shown(value)} {what}", mend)
    if kind in ("too_short", "too_long"):
        return _too_many_or_few(path, value, context)
    if path == ("format",):
        return Fault(path, f"{shown(value)} is not a format that is known", "write format: 1, without quotes")
    if kind == "greater_than_equal":
        return Fault(path, f"{shown(value)} is too small", f"use {context['ge']} or more")
    if kind == "string_type" and isinstance(value, int | file.Decimal) and not isinstance(value, bool):
        return Fault(path, "should be text", f'put it in quotes: "{value}"')
    if kind == "bool_type":
        return Fault(path, f"{shown(value)} is neither true nor false", "write true or false, without quotes")
    what, mend = _TYPES.get(kind, (f"does not fit ({found['msg']})", "look at docs/question-sets.md"))
    return Fault(path, what, mend)


def _too_many_or_few(path: Path, value: Any, context: Any) -> Fault:
    if isinstance(value, str):
        most = context.get("max_length")
        return Fault(path, "is too long", f"at most {most} characters") if most else Fault(path, *_TYPES["empty"])
    what = f"holds {context['actual_length'] or 'nothing'}"
    if "min_length" in context:
        return Fault(path, what, f"at least {context['min_length']} must be there")
    return Fault(path, what, f"at most {context['max_length']} are taken")


def _known_keys(path: Path) -> list[str]:
    """The keys that fit where this one stands."""
    lists = [step for step in path[:-1] if isinstance(step, str)]
    if not lists:
        return list(file.SetPart.model_fields)
    part = _PARTS.get(lists[-1]) if len(path) > 1 and isinstance(path[-2], int) else None
    return list(part.model_fields) if part else [*_CONDITION_KEYS, "level"]


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


def condition(part: Any, kinds: dict[str, Kind]) -> Condition:
    """A condition of the file as the engine takes it. A bare question id means "answered yes"."""

    def inner(parts: Iterable[Any]) -> tuple[Condition, ...]:
        return tuple(condition(one, kinds) for one in parts)

    if isinstance(part, str):
        return Is(part, (YES,)) if part in kinds else Named(part)
    if isinstance(part, file.AllPart):
        return AllOf(inner(part.all))
    if isinstance(part, file.AnyPart):
        return AnyOf(inner(part.any))
    if isinstance(part, file.NotPart):
        return Not(condition(part.part, kinds))
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
