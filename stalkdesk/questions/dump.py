"""A question set back in the shape of its file, and the hash that names its content."""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

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
from stalkdesk.questions.model import YES, Kind, Option, Question, QuestionSet, Rule, Say, Section

_HASHED: deque[tuple[QuestionSet, str]] = deque(maxlen=4)
"""The sets hashed last: a call asks for the same one again and again, and a set never changes."""


def dump(qset: QuestionSet) -> dict[str, Any]:
    """The set as its file would hold it, ready for JSON; whatever has its default is left out."""
    return _present(
        format=1,
        id=qset.id,
        version=qset.version,
        title=qset.title,
        language=qset.language,
        released=qset.released,
        notes=qset.notes,
        levels=list(qset.levels),
        insufficient=None if qset.insufficient is None else {"level": qset.insufficient},
        sections=[_section(section, qset.questions) for section in qset.sections],
        tests={name: dump_condition(inner, qset.questions) for name, inner in qset.tests.items()},
        indicators={name: dump_condition(inner, qset.questions) for name, inner in qset.indicators.items()},
        rules=[_rule(rule, qset.questions) for rule in qset.rules],
    )


def sha256(qset: QuestionSet) -> str:
    """The content's hash: of the canonical JSON, so layout, comments, line ends and the order of keys don't count.

    The order of things does: of questions, options, rules and tests, since what is shown follows it.

    Keys with their default are left out of it, so a later version of the format that adds a key
    names the sets of today as today.
    """
    for known, digest in _HASHED:
        if known is qset:
            return digest
    canonical = json.dumps(dump(qset), ensure_ascii=False, separators=(",", ":"))
    _HASHED.append((qset, hashlib.sha256(canonical.encode()).hexdigest()))
    return _HASHED[-1][1]


def dump_condition(condition: Condition, questions: Mapping[str, Question]) -> Any:
    """A condition as its file would hold it, over these questions."""

    def inner(parts: tuple[Condition, ...]) -> list[Any]:
        return [dump_condition(part, questions) for part in parts]

    match condition:
        case Named(name):
            return name
        case AllOf(parts):
            return {"all": inner(parts)}
        case AnyOf(parts):
            return {"any": inner(parts)}
        case Not(part):
            return {"not": dump_condition(part, questions)}
        case AtLeast(count, parts):
            return {"at_least": count, "of": inner(parts)}
        case Is(question, values):
            known = questions.get(question)  # conditions of a force's guidance may hang on what no question asks
            if values == (YES,) and known is not None and known.kind is Kind.YES_NO:
                return question
            return {"question": question, "is": _one_or_more([plain(value) for value in values])}
        case Includes(question, values):
            return {"question": question, "includes": _one_or_more(list(values))}
        case Between(question, low, high):
            return _present(question=question, min=plain(low), max=plain(high))
        case When(question, spans):
            return {"question": question, "recency": _one_or_more(list(spans))}
        case Answered(question, wanted):
            return {"question": question, "answered": wanted}


def _section(section: Section, questions: Mapping[str, Question]) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": section.title,
        "questions": [_question(question, questions) for question in section.questions],
    }


def _question(question: Question, questions: Mapping[str, Question]) -> dict[str, Any]:
    return _present(
        id=question.id,
        kind=question.kind.value,
        ask=question.ask,
        say=None if question.say is Say.OWN_WORDS else question.say.value,
        why=question.why,
        help=question.help,
        core=question.core or None,
        recency=question.recency or None,
        verbatim=question.verbatim or None,
        cues=list(question.cues),
        options=[_option(option) for option in question.options],
        min=plain(question.low),
        max=plain(question.high),
        relevant=None if question.relevant is None else dump_condition(question.relevant, questions),
    )


def _option(option: Option) -> dict[str, Any]:
    return {"id": option.id, "label": option.label}


def _rule(rule: Rule, questions: Mapping[str, Question]) -> dict[str, Any]:
    return _present(
        id=rule.id,
        level=rule.level,
        when=dump_condition(rule.when, questions),
        because=rule.because,
        source=rule.source,
    )


def _present(**entries: Any) -> dict[str, Any]:
    return {key: value for key, value in entries.items() if value not in (None, [], {})}


def _one_or_more(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def plain(value: Any) -> Any:
    """A number as JSON has it; at most 15 digits long, so a float holds it exactly as written."""
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value
