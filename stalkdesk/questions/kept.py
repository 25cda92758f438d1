"""A set from the document that `dump` made of it. For documents this program kept itself: nothing is checked anew."""

from __future__ import annotations

from collections.abc import Mapping
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

Document = Mapping[str, Any]


def set_from(document: Document) -> QuestionSet:
    """The set that `dump` made this document of; numbers as JSON holds them, decimals as Decimal."""
    kinds = {part["id"]: part["kind"] for section in document["sections"] for part in section["questions"]}

    def named(key: str) -> dict[str, Condition]:
        return {name: condition_from(inner, kinds) for name, inner in document.get(key, {}).items()}

    return QuestionSet(
        id=document["id"],
        version=document["version"],
        title=document["title"],
        language=document.get("language"),
        released=document.get("released"),
        notes=document.get("notes"),
        levels=tuple(document["levels"]),
        insufficient=document["insufficient"]["level"] if "insufficient" in document else None,
        sections=tuple(
            Section(
                id=section["id"],
                title=section["title"],
                questions=tuple(_question(part, kinds) for part in section["questions"]),
            )
            for section in document["sections"]
        ),
        tests=named("tests"),
        indicators=named("indicators"),
        rules=tuple(
            Rule(
                id=rule["id"],
                level=rule["level"],
                when=condition_from(rule["when"], kinds),
                because=rule["because"],
                source=rule.get("source"),
            )
            for rule in document.get("rules", ())
        ),
    )


def _question(part: Document, kinds: Mapping[str, str]) -> Question:
    return Question(
        id=part["id"],
        kind=Kind(part["kind"]),
        ask=part["ask"],
        say=Say(part.get("say", Say.OWN_WORDS)),
        why=part.get("why"),
        help=part.get("help"),
        core=part.get("core", False),
        recency=part.get("recency", False),
        verbatim=part.get("verbatim", False),
        cues=tuple(part.get("cues", ())),
        options=tuple(Option(id=option["id"], label=option["label"]) for option in part.get("options", ())),
        low=part.get("min"),
        high=part.get("max"),
        relevant=condition_from(part["relevant"], kinds) if "relevant" in part else None,
    )


def condition_from(part: Any, kinds: Mapping[str, str]) -> Condition:
    """The condition that `dump_condition` made this of. `kinds` holds at least every yes_no question."""
    if isinstance(part, str):
        return Is(part, (YES,)) if part in kinds else Named(part)
    if "all" in part:
        return AllOf(tuple(condition_from(one, kinds) for one in part["all"]))
    if "any" in part:
        return AnyOf(tuple(condition_from(one, kinds) for one in part["any"]))
    if "not" in part:
        return Not(condition_from(part["not"], kinds))
    if "at_least" in part:
        return AtLeast(part["at_least"], tuple(condition_from(one, kinds) for one in part["of"]))
    question = part["question"]
    if "is" in part:
        return Is(question, _some(part["is"]))
    if "includes" in part:
        return Includes(question, _some(part["includes"]))
    if "recency" in part:
        return When(question, _some(part["recency"]))
    if "answered" in part:
        return Answered(question, part["answered"])
    return Between(question, part.get("min"), part.get("max"))


def _some(values: Any) -> tuple[Any, ...]:
    return tuple(values) if isinstance(values, list) else (values,)
