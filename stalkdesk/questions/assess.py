"""All of it at once: what these answers mean under this set, and what a new answer changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from stalkdesk.questions.answers import Answer, Answers
from stalkdesk.questions.concern import Concern, concern
from stalkdesk.questions.conditions import FALSE, TRUE, UNKNOWN
from stalkdesk.questions.dump import sha256
from stalkdesk.questions.model import QuestionSet
from stalkdesk.questions.relevance import Relevance, settle

_WORDS = {TRUE: "yes", FALSE: "no", UNKNOWN: "unknown"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """The minimum safe set: its relevant questions, and those not reached yet, in the order asked."""

    of: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What the answers mean.

    `next` is the first relevant core question not reached, else the first relevant question not
    reached, else None. `shown` is the level to show: never under `insufficient` while a core
    question is open.
    """

    qset: QuestionSet
    relevance: Relevance
    concern: Concern
    core: Core
    next: str | None
    shown: str

    @property
    def sufficient(self) -> bool:
        """Every relevant core question has a value or one of the three unknown states."""
        return not self.core.open


def assess(qset: QuestionSet, answers: Answers) -> Assessment:
    """What these answers mean under this set. The same answers always give the same assessment."""
    relevance = settle(qset, answers)
    found = concern(qset, relevance)
    core = tuple(question for question in relevance.asked if qset.questions[question].core)
    core_open = tuple(question for question in core if question not in answers)
    unreached = (question for question in relevance.asked if question not in answers)
    shown = found.level
    if core_open and qset.insufficient is not None:
        shown = max(found.level, qset.insufficient, key=qset.rank.__getitem__)
    return Assessment(
        qset=qset,
        relevance=relevance,
        concern=found,
        core=Core(of=core, open=core_open),
        next=core_open[0] if core_open else next(unreached, None),
        shown=shown,
    )


class Assessor:
    """`assess` for one contact, which weighs an answer several times on its way: the last ones are remembered."""

    def __init__(self, qset: QuestionSet) -> None:
        self.qset = qset
        self._last: list[tuple[Answers, Assessment]] = []

    def __call__(self, answers: Answers) -> Assessment:
        """What these answers mean. They are not to be changed afterwards."""
        for known, found in self._last:
            if known == answers:
                return found
        found = assess(self.qset, answers)
        self._last = [(answers, found), *self._last[:1]]
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What going from one set of answers to another changed.

    `stopped` and `began` are questions whose kept answer stopped or began to count because their
    relevance changed. `lowered_by` are those of `stopped` that held the level up while it fell:
    never let that pass in silence, name them and ask.
    """

    stopped: tuple[str, ...]
    began: tuple[str, ...]
    lowered_by: tuple[str, ...]


def changed(before: Assessment, after: Assessment) -> Change:
    """What stopped counting, what began to, and what that did to the level."""
    was, now = frozenset(before.relevance.set_aside), frozenset(after.relevance.set_aside)
    counted, counts = before.relevance.facts.held, after.relevance.facts.held
    stopped = tuple(q for q in after.relevance.set_aside if q not in was and isinstance(counted.get(q), Answer))
    began = tuple(q for q in before.relevance.set_aside if q not in now and isinstance(counts.get(q), Answer))
    rank = before.qset.rank
    lost = {
        question
        for because in before.concern.because
        if rank[because.rule.level] > rank[after.concern.level]
        for question in because.answers
    }
    return Change(stopped=stopped, began=began, lowered_by=tuple(q for q in stopped if q in lost))


def document(assessment: Assessment) -> dict[str, Any]:
    """The assessment as promised to other programs; its keys stand in a fixed order."""
    qset, relevance, found = assessment.qset, assessment.relevance, assessment.concern
    return {
        "set": {"id": qset.id, "version": qset.version, "sha256": sha256(qset)},
        "asked": relevance.asked,
        "waiting": relevance.waiting,
        "not_relevant": relevance.not_relevant,
        "set_aside": relevance.set_aside,
        "next": assessment.next,
        "core": {
            "covered": len(assessment.core.of) - len(assessment.core.open),
            "of": len(assessment.core.of),
            "open": assessment.core.open,
        },
        "level": found.level,
        "possible": found.possible,
        "sufficient": assessment.sufficient,
        "shown": assessment.shown,
        "because": [
            {
                "rule": because.rule.id,
                "level": because.rule.level,
                "because": because.rule.because,
                "answers": because.answers,
                "source": because.rule.source,
            }
            for because in found.because
        ],
        "could_raise": [{"question": item.question, "to": item.to, "rules": item.rules} for item in found.could_raise],
        "tests": {test: _WORDS[truth] for test, truth in found.tests.items()},
    }
