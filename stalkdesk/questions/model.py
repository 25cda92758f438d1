"""What a question set is: frozen values, and the order in which its parts hang on one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter

from stalkdesk.questions.conditions import Condition, mentioned

Number = int | Decimal


class Kind(StrEnum):
    """How a question is answered."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    MANY = "many"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"


class Say(StrEnum):
    """Whether the words are read as they stand or put in the handler's own."""

    OWN_WORDS = "own_words"
    AS_WRITTEN = "as_written"


class Recency(StrEnum):
    """When it last happened; nearest first."""

    LAST_2_WEEKS = "last_2_weeks"
    LAST_3_MONTHS = "last_3_months"
    EARLIER = "earlier"


YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer of a choice or many question."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to find out.

    `ask` is read aloud. `core` marks the minimum safe set. `recency`: a yes, or any value of a
    many, is followed by when. `verbatim`: the note is the caller's own words. `low` and `high`
    bound a number or date (dates as YYYY-MM-DD text); `high` is the greatest length of a text.
    """

    id: str
    kind: Kind
    ask: str
    say: Say = Say.OWN_WORDS
    why: str | None = None
    help: str | None = None
    core: bool = False
    recency: bool = False
    verbatim: bool = False
    cues: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    low: Number | str | None = None
    high: Number | str | None = None
    relevant: Condition | None = None

    @property
    def values(self) -> tuple[str, ...]:
        """The ids a closed question can be answered with; empty for number, date and text."""
        if self.kind is Kind.YES_NO:
            return (YES, NO)
        return tuple(option.id for option in self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Questions that belong together, in the order they are asked."""

    id: str
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A floor: while `when` is true the level is at least `level`, because `because`."""

    id: str
    level: str
    when: Condition
    because: str
    source: str | None = None


class Loop(Exception):
    """Conditions that hang on themselves. `ids`: every question and name of the loop, in order."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        self.ids = ids
        super().__init__(" → ".join(ids))


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSet:
    """A whole set, well formed: every id in a condition exists and nothing hangs on itself.

    `levels` run from lowest to highest. Raises `Loop` where relevance or names go in a circle.
    What is derived from the written parts (`questions`, `names`, `order`, …) takes no part in equality.
    """

    id: str
    version: str
    title: str
    levels: tuple[str, ...]
    sections: tuple[Section, ...]
    language: str | None = None
    released: str | None = None
    notes: str | None = None
    insufficient: str | None = None
    tests: Mapping[str, Condition] = field(default_factory=dict[str, Condition])
    indicators: Mapping[str, Condition] = field(default_factory=dict[str, Condition])
    rules: tuple[Rule, ...] = ()

    questions: Mapping[str, Question] = field(init=False, compare=False, repr=False)
    """Every question by id, in the order asked."""
    names: Mapping[str, Condition] = field(init=False, compare=False, repr=False)
    """Indicators and tests by id."""
    order: tuple[str, ...] = field(init=False, compare=False, repr=False)
    """Questions and names, each after everything its own condition mentions."""
    gates: Mapping[str, frozenset[str]] = field(init=False, compare=False, repr=False)
    """For a question with a condition: the questions it mentions, directly or through names."""
    rank: Mapping[str, int] = field(init=False, compare=False, repr=False)
    """A level's place, 0 the lowest."""
    place: Mapping[str, int] = field(init=False, compare=False, repr=False)
    """A question's place in the order asked, 0 the first."""

    def __post_init__(self) -> None:
        questions = {q.id: q for section in self.sections for q in section.questions}
        names = {**self.indicators, **self.tests}
        direct = {
            node: tuple(sorted(mentioned(condition)))
            for node, condition in (
                *names.items(),
                *((q.id, q.relevant) for q in questions.values() if q.relevant is not None),
            )
        }
        order = _dependency_order((*names, *questions), direct)
        reach: dict[str, frozenset[str]] = {}
        for node in order:
            near = direct.get(node, ())
            reach[node] = frozenset(n for n in near if n in questions).union(*(reach[n] for n in near if n in names))
        derived = {
            "questions": questions,
            "names": names,
            "order": order,
            "gates": {q.id: reach[q.id] for q in questions.values() if q.relevant is not None},
            "rank": {level: rank for rank, level in enumerate(self.levels)},
            "place": {question: place for place, question in enumerate(questions)},
        }
        for name, value in derived.items():
            object.__setattr__(self, name, value)

    def mentioned_by(self, condition: Condition) -> frozenset[str]:
        """The questions a condition speaks of, directly or through indicators and tests."""
        found: set[str] = set()
        todo = list(mentioned(condition))
        seen: set[str] = set()
        while todo:
            node = todo.pop()
            if node in seen:
                continue
            seen.add(node)
            if node in self.names:
                todo += mentioned(self.names[node])
            else:
                found.add(node)
        return frozenset(found)


def _dependency_order(nodes: Iterable[str], direct: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for node in nodes:
        sorter.add(node, *direct.get(node, ()))
    try:
        return tuple(sorter.static_order())
    except CycleError as error:
        # graphlib names the loop against the direction of "hangs on", its first id twice.
        ids = tuple(reversed(error.args[1]))
        raise Loop(ids) from None
