"""The shape of a question set file, for reading it and for the JSON Schema editors check it by.

The descriptions stand in that schema and are shown while a set is written, so they speak to its author.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, StringConstraints, Tag
from pydantic import WithJsonSchema as Schema

from stalkdesk.text import clean_text

ID = r"^[a-z][a-z0-9_]{0,63}$"
OPTION_ID = r"^[a-z0-9][a-z0-9_]{0,63}$"
SET_ID = r"^[a-z][a-z0-9_-]{0,63}$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
MAX_QUESTIONS = 500

Id = Annotated[str, StringConstraints(pattern=ID)]
OptionId = Annotated[str, StringConstraints(pattern=OPTION_ID)]
Words = Annotated[
    str,
    BeforeValidator(lambda value: clean_text(value) if isinstance(value, str) else value),
    StringConstraints(min_length=1, max_length=2000, pattern=r"\S"),
]
"""Text that people read: cleaned at this door, so the length is that of what is kept."""
Scalar = Annotated[
    str | int | Decimal,
    Schema({"anyOf": [{"type": "string"}, {"type": "number"}]}),
]


def _one_or_more(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


Scalars = Annotated[
    list[Scalar],
    BeforeValidator(_one_or_more),
    Field(min_length=1),
    Schema(
        {
            "anyOf": [
                {"type": ["string", "number"]},
                {"type": "array", "minItems": 1, "items": {"type": ["string", "number"]}},
            ]
        }
    ),
]
Ids = Annotated[
    list[OptionId],
    BeforeValidator(_one_or_more),
    Field(min_length=1),
    Schema(
        {
            "anyOf": [
                {"type": "string", "pattern": OPTION_ID},
                {"type": "array", "minItems": 1, "items": {"type": "string", "pattern": OPTION_ID}},
            ]
        }
    ),
]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True, populate_by_name=False)


class AllPart(_Part):
    """Every one of these is true."""

    all: Annotated[list[ConditionPart], Field(min_length=1)]


class AnyPart(_Part):
    """At least one of these is true."""

    any: Annotated[list[ConditionPart], Field(min_length=1)]


class NotPart(_Part):
    """The contrary; unknown stays unknown. In a rule only where the set is still shown monotone."""

    part: ConditionPart = Field(alias="not")


class AtLeastPart(_Part):
    """A number of these, or more, are true."""

    at_least: int = Field(ge=1)
    of: Annotated[list[ConditionPart], Field(min_length=1)]


class IsPart(_Part):
    """A yes_no, choice, number or date has this value, or one of these."""

    question: Id
    values: Scalars = Field(alias="is")


class IncludesPart(_Part):
    """A many holds this option, or any of these."""

    question: Id
    values: Ids = Field(alias="includes")


class BetweenPart(_Part):
    """A number or date within bounds, both included."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": ["min"]}, {"required": ["max"]}]})

    question: Id
    min: Scalar | None = None
    max: Scalar | None = None


class RecencyPart(_Part):
    """A yes, or any value of a many, that last happened then: last_2_weeks, last_3_months, earlier."""

    question: Id
    recency: Ids


class AnsweredPart(_Part):
    """The question has a value, or has none. For relevance; in a rule it can't be shown monotone."""

    question: Id
    answered: bool


CONDITION_KEYS = ("all", "any", "not", "at_least", "is", "includes", "recency", "answered")


def _which(value: Any) -> str | None:
    if isinstance(value, str):
        return "<name>"
    if not isinstance(value, dict):
        return None
    for key in CONDITION_KEYS:
        if key in value:
            return f"<{key}>"
    return "<between>" if "min" in value or "max" in value else None


ConditionPart = Annotated[
    Annotated[
        Id, Tag("<name>"), Field(description="A yes_no question answered yes, an indicator, or a test, by its id.")
    ]
    | Annotated[AllPart, Tag("<all>")]
    | Annotated[AnyPart, Tag("<any>")]
    | Annotated[NotPart, Tag("<not>")]
    | Annotated[AtLeastPart, Tag("<at_least>")]
    | Annotated[IsPart, Tag("<is>")]
    | Annotated[IncludesPart, Tag("<includes>")]
    | Annotated[BetweenPart, Tag("<between>")]
    | Annotated[RecencyPart, Tag("<recency>")]
    | Annotated[AnsweredPart, Tag("<answered>")],
    Discriminator(_which),
]


class OptionPart(_Part):
    """One answer of a choice or many question."""

    id: OptionId = Field(description="What is recorded. Never change it once records exist.")
    label: Words = Field(description="What the handler sees.")


class QuestionPart(_Part):
    """One thing to find out."""

    id: Id = Field(description="What is recorded; unique among questions, indicators and tests.")
    kind: Literal["yes_no", "choice", "many", "number", "date", "text"]
    ask: Words = Field(description="The words to say, plain enough for a distressed person on a bad line.")
    say: Literal["own_words", "as_written"] = Field(
        "own_words", description="Whether the words may be put differently."
    )
    why: Words | None = Field(None, description="One line on why it is asked. check wants one.")
    help: Words | None = Field(None, description="What counts and what does not; terms defined.")
    core: bool = Field(False, description="Part of the minimum safe set: until reached the result is not enough.")
    recency: bool = Field(False, description="After a yes, or any value of a many, ask when it last happened.")
    verbatim: bool = Field(False, description="The note holds the caller's own words, pinned and never cut.")
    cues: list[Words] = Field([], max_length=100, description="Phrases in a caller's account that point here.")
    options: list[OptionPart] | None = Field(None, description="choice and many only.", min_length=1, max_length=100)
    min: Scalar | None = Field(None, description="number and date: the least value.")
    max: Scalar | None = Field(None, description="number and date: the greatest value; text: its greatest length.")
    relevant: ConditionPart | None = Field(None, description="When it is asked; without it, always.")


class SectionPart(_Part):
    """Questions that belong together."""

    id: Id
    title: Words
    questions: list[QuestionPart] = Field(min_length=1)


class RulePart(_Part):
    """A floor: while `when` is true the level is at least this."""

    id: Id
    level: Id
    when: ConditionPart
    because: Words = Field(description="The reason in plain words, as the handler reads it.")
    source: Words | None = Field(None, description="Where the rule comes from.")


class InsufficientPart(_Part):
    """What to show at least while core questions are open."""

    level: Id


class SetPart(_Part):
    """A stalkdesk question set."""

    format: int = Field(ge=1, le=1, description="The version of this file format: 1.")
    id: Annotated[str, StringConstraints(pattern=SET_ID)]
    version: Words = Field(description='Text, so quote it: "2026.1". A new one for every change that is used.')
    title: Words
    language: Annotated[str, StringConstraints(pattern=LANGUAGE)] | None = Field(
        None, description="The language of what is read aloud: en, cy."
    )
    released: str | None = Field(None, description="YYYY-MM-DD.")
    notes: Words | None = Field(None, description="Why this version exists.")
    levels: list[Id] = Field(min_length=2, max_length=7, description="Lowest first.")
    insufficient: InsufficientPart | None = None
    sections: list[SectionPart] = Field(min_length=1)
    tests: dict[Id, ConditionPart] = Field({}, description="Named findings that are yes, no or unknown.")
    indicators: dict[Id, ConditionPart] = Field({}, description="Named conditions for rules and relevance.")
    rules: list[RulePart] = Field([])


for _model in (AllPart, AnyPart, NotPart, AtLeastPart, QuestionPart, SetPart, RulePart):
    _model.model_rebuild()


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a question set file."""
    schema = SetPart.model_json_schema(by_alias=True)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "stalkdesk question set"}
    return {**head, **{key: value for key, value in schema.items() if key not in head}}
