"""Guidance that was proved, as a document to be kept, and back: its files are read once a day, and never while somebody
is on the line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from stalkdesk.guidance.model import (
    Action,
    Advice,
    Attendance,
    Card,
    Force,
    GradeName,
    Guidance,
    Mark,
    NotAnOutcome,
    Offence,
    Point,
    Power,
    Queue,
    Service,
)
from stalkdesk.questions.dump import dump_condition
from stalkdesk.questions.kept import condition_from
from stalkdesk.questions.model import Kind, QuestionSet

_LISTS: Final[Mapping[str, type[Any]]] = {
    "forces": Force,
    "grades": GradeName,
    "attendance": Attendance,
    "queues": Queue,
    "offences": Offence,
    "powers": Power,
    "actions": Action,
    "advice": Advice,
    "services": Service,
    "cards": Card,
    "not_outcomes": NotAnOutcome,
}


def document(guidance: Guidance, qset: QuestionSet) -> dict[str, Any]:
    """The guidance ready for JSON; `guidance_from` makes the same guidance of it."""

    def plain(value: Any, name: str) -> Any:
        if name == "when":
            return dump_condition(value, qset.questions)
        if name in ("points", *_LISTS) and not isinstance(value, str):
            return [entry(one) for one in value]
        if name == "mark":
            return entry(value)
        return list(value) if isinstance(value, tuple) else value

    def entry(one: Any) -> dict[str, Any]:
        return {field.name: plain(getattr(one, field.name), field.name) for field in fields(one)}

    return entry(guidance)


def guidance_from(document: Mapping[str, Any], qset: QuestionSet) -> Guidance:
    """The guidance that `document` was made of, under the same set. Raises KeyError, TypeError for another shape."""
    kinds = {id: question.kind for id, question in qset.questions.items() if question.kind is Kind.YES_NO}

    def entry(held: Mapping[str, Any], model: type[Any]) -> Any:
        return model(**{name: value(name, one) for name, one in held.items()})

    def value(name: str, held: Any) -> Any:
        if name == "when":
            return condition_from(held, kinds)
        if name == "mark":
            return entry(held, Mark)
        if name == "points":
            return tuple(entry(one, Point) for one in held)
        if name in _LISTS:
            return tuple(entry(one, _LISTS[name]) for one in held)
        return tuple(held) if isinstance(held, list) else held

    return entry(document, Guidance)
