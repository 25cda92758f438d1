"""The shapes of the files a force may replace or add to: what stands in `data/*.yaml` beside the question sets."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from stalkdesk.questions.filemodel import LANGUAGE, ConditionPart, Id, Words
from stalkdesk.questions.shape import Shape

CODE: Final = r"^[A-Z]{2,4}$"
GRADES: Final = ("immediate", "priority", "same_day", "scheduled")
LONGEST_ACTION: Final = 90
"""A tired handler answers each of them, so each is read at a glance."""
COUNTRIES: Final = ("england", "wales", "scotland", "northern_ireland", "uk")

Row = Annotated[Words, AfterValidator(lambda value: " ".join(value.split()))]
"""Words in one row, however they were folded in the file."""
Line = Annotated[Row, StringConstraints(max_length=300)]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE)]
Jurisdiction = Literal["england_wales", "scotland", "northern_ireland"]
Decided = Literal["said_harassment_only", "said_no_crime"]
Group = Literal["risk", "evidence", "safeguarding", "enquiry", "people", "tools", "referral"]
Areas = Annotated[
    list[Id], BeforeValidator(lambda value: [value] if isinstance(value, str) else value), Field(min_length=1)
]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)


class EntryPart(_Part):
    """What every entry says of itself: where it comes from, when that was last looked at, and whether it was found
    there. `since` and `until`: the first and the last day on which it holds."""

    id: Id
    source: Line
    last_checked: str
    verified: bool
    since: str | None = None
    until: str | None = None


class WhenPart(EntryPart):
    """An entry that is there while `when` is true; without one, always. `jurisdiction`: where; else everywhere."""

    when: ConditionPart | None = None
    jurisdiction: Jurisdiction | None = None


class GradePart(EntryPart):
    """What a grade is called; `target` is empty where no time is set."""

    name: Line
    target: Line | None = None


class AttendancePart(WhenPart):
    """A grade, and why; its order counts."""

    grade: Literal["immediate", "priority", "same_day", "scheduled"]
    because: Line


class QueuePart(WhenPart):
    """A unit that reports go to."""

    name: Line


class ForcePart(EntryPart):
    """A police force, with grades, their names and queues of its own where they differ."""

    name: Line
    code: Annotated[str, StringConstraints(pattern=CODE)]
    nation: Literal["england", "wales", "britain"]
    languages: list[Language] = Field(min_length=1)
    grades: list[GradePart] = []
    attendance: list[AttendancePart] | None = None
    queues: list[QueuePart] | None = None


class PointPart(_Part):
    """One thing to prove, or to have. `shown_by`: the questions it stands in, else those of `when`."""

    id: Id
    words: Line
    when: ConditionPart
    shown_by: list[Id] | None = None


class OffencePart(EntryPart):
    """An offence. No law holds everywhere, and nothing is always an offence. `unless`: decisions that leave it out."""

    jurisdiction: Jurisdiction
    name: Line
    law: Line
    recorded_as: Line | None = None
    rank: int = Field(ge=1)
    when: ConditionPart
    points: list[PointPart] = Field(min_length=1)
    unless: list[Decided] = []


class PowerPart(EntryPart):
    """An order or a power."""

    jurisdiction: Jurisdiction
    name: Line
    law: Line
    by: Line
    when: ConditionPart | None = None
    points: list[PointPart] = Field(min_length=1)


class ActionPart(WhenPart):
    """Something to do. `unless`: decisions that leave it out."""

    group: Group
    do: Annotated[Row, StringConstraints(max_length=LONGEST_ACTION)]
    hours: int | None = Field(None, ge=1)
    clock: Line | None = None
    told: bool = False
    unless: list[Decided] = []


class AdvicePart(WhenPart):
    """Words to say."""

    topic: Literal["now", "evidence", "contested", "next"]
    say: Row


class ServicePart(WhenPart):
    """Somebody who can help."""

    name: Line
    number: Line
    about: Line
    areas: Areas
    gender: Literal["any", "women", "men"] = "any"
    languages: list[Language] = Field(["en"], min_length=1)


class CardPart(EntryPart):
    """A page of help."""

    jurisdiction: Jurisdiction | None = None
    title: Line
    lines: list[Line] = Field(min_length=1)


class NotAnOutcomePart(EntryPart):
    """Words that never end a report. `beside`: words that say a short name is meant; `apart`: that it is not."""

    phrases: list[Line] = Field(min_length=1)
    note: Line
    beside: list[Line] = []
    apart: list[Line] = []


class NeverPart(EntryPart):
    """Words that are never said to a caller."""

    phrases: list[Line] = Field(min_length=1)


class PackPart(_Part):
    """Which law this is: a name and the day it was put together."""

    id: Line
    date: str


class FilePart(_Part):
    """What every one of the files has. `remove`: ids of shipped entries to leave out."""

    format: int = Field(ge=1, le=1)
    remove: list[Id] = []


class ConditionsFile(FilePart):
    """Conditions that several entries use, by name."""

    conditions: dict[Id, ConditionPart] = {}


class ForcesFile(FilePart):
    """Forces, and what holds for all of them."""

    jurisdiction: Jurisdiction | None = None
    forces: list[ForcePart] = []
    grades: list[GradePart] = []
    attendance: list[AttendancePart] = []
    queues: list[QueuePart] = []


class OffencesFile(FilePart):
    """The law pack."""

    pack: PackPart | None = None
    offences: list[OffencePart] = []


class OrdersFile(FilePart):
    """Orders and powers."""

    powers: list[PowerPart] = []


class ServicesFile(FilePart):
    """Services."""

    services: list[ServicePart] = []


class AdviceFile(FilePart):
    """What is said to callers, and what never is; the pages of help."""

    advice: list[AdvicePart] = []
    cards: list[CardPart] = []
    not_outcomes: list[NotAnOutcomePart] = []
    never: list[NeverPart] = []


class PlanFile(FilePart):
    """Actions of the first plan."""

    actions: list[ActionPart] = []


FILES: Final[dict[str, type[FilePart]]] = {
    "conditions.yaml": ConditionsFile,
    "forces.yaml": ForcesFile,
    "offences.yaml": OffencesFile,
    "orders.yaml": OrdersFile,
    "services.yaml": ServicesFile,
    "advice.yaml": AdviceFile,
    "plan.yaml": PlanFile,
}
LISTS: Final[dict[str, type[EntryPart]]] = {
    "forces": ForcePart,
    "grades": GradePart,
    "attendance": AttendancePart,
    "queues": QueuePart,
    "offences": OffencePart,
    "powers": PowerPart,
    "services": ServicePart,
    "advice": AdvicePart,
    "cards": CardPart,
    "not_outcomes": NotAnOutcomePart,
    "never": NeverPart,
    "actions": ActionPart,
}
"""The lists of entries, and what each holds; a list stands in one file only."""


def shape_of(file: str) -> Shape:
    """What a file holds, to say in words what is wrong in it."""
    parts: dict[str, Any] = {**LISTS, "points": PointPart, "pack": PackPart}
    code = ("is not a code", "use two to four capital letters, as in SX")
    return Shape(whole=FILES[file], parts=parts, page="docs/guidance.md", patterns={CODE: code})
