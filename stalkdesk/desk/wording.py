"""How answers, levels and states are called in lists: short words that never depend on colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from stalkdesk.questions.answers import Answer, State
from stalkdesk.questions.conditions import FALSE, TRUE, Truth
from stalkdesk.questions.model import Kind, Question, QuestionSet
from stalkdesk.text import clip

STATE_KEYS: Final = {"u": State.UNKNOWN, "d": State.DECLINED, "x": State.UNSAFE}
STATE_LABELS: Final = {
    State.UNKNOWN: "caller doesn't know",
    State.DECLINED: "would rather not say",
    State.UNSAFE: "not safe to ask now",
}
STATE_SHORT: Final = {State.UNKNOWN: "not known", State.DECLINED: "declined", State.UNSAFE: "not safe"}
STATE_MARKS: Final = {State.UNKNOWN: "?", State.DECLINED: "–", State.UNSAFE: "⊘"}
RECENCY_LABELS: Final = {
    "last_2_weeks": "in the last 2 weeks",
    "last_3_months": "in the last 3 months",
    "earlier": "earlier than that",
}
RECENCY_SHORT: Final = {"last_2_weeks": "last 2 weeks", "last_3_months": "last 3 months", "earlier": "earlier"}
TRUTHS: Final = {TRUE: "yes", FALSE: "no"}
CHANNELS: Final = {"call": "call", "walk_in": "walk-in"}

Labels = Mapping[str, str]


def label(id: str, labels: Labels) -> str:
    """The short name of a question."""
    return labels.get(id) or id.replace("_", " ")


def truth(value: Truth) -> str:
    """`yes`, `no` or `not known`."""
    return TRUTHS.get(value, "not known")


def level_mark(qset: QuestionSet, level: str) -> str:
    """◆ for the highest level, ○ for the lowest, ▲ between."""
    rank = qset.rank[level]
    return "◆" if rank == len(qset.levels) - 1 else "▲" if rank else "○"


def short(question: Question, answer: Answer, cells: int = 14) -> str:
    """An answer in a few cells, for the map."""
    if answer.state is not None:
        return STATE_SHORT[answer.state]
    value = answer.value
    if isinstance(value, tuple):
        return "none" if not value else f"{len(value)} chosen"
    if question.kind is Kind.CHOICE:
        return clip(_option(question, str(value)).lower(), cells)
    if question.kind is Kind.TEXT:
        return "written"
    return clip(str(value), cells)


def full(question: Question, answer: Answer) -> str:
    """An answer as it is read back: whole, with when."""
    if answer.state is not None:
        return STATE_LABELS[answer.state]
    value = answer.value
    if isinstance(value, tuple):
        words = ", ".join(_option(question, one) for one in value) or "none of these"
    elif question.kind is Kind.CHOICE:
        words = _option(question, str(value))
    else:
        words = str(value)
    when = f" ({RECENCY_SHORT[answer.recency]})" if answer.recency else ""
    return words + when


def _option(question: Question, id: str) -> str:
    return next((option.label for option in question.options if option.id == id), id)
