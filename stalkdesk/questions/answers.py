"""What a handler recorded for one question: a value, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

Value = str | int | Decimal | tuple[str, ...]
"""yes_no and choice: the id; many: the ids in the set's order, () for none of them; number;
date as YYYY-MM-DD; text."""


class State(StrEnum):
    """Reached, but without a value. Never the same as no."""

    UNKNOWN = "unknown"
    DECLINED = "declined"
    UNSAFE = "unsafe"


class KnownBy(StrEnum):
    """How the answer came to be known."""

    ASKED = "asked"
    VOLUNTEERED = "volunteered"
    WORDS = "words"
    EARLIER_REPORT = "earlier_report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer: either `value` or `state` is there, never both, never neither.

    `recency` says when, for a yes or a non-empty many of a question that asks it; `note` holds
    the words beside it.
    """

    value: Value | None = None
    state: State | None = None
    recency: str | None = None
    note: str | None = None
    known_by: KnownBy | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.state is None):
            raise ValueError("an answer has a value or a state, one of the two")


Answers = Mapping[str, Answer]
"""Question id → answer. A question that is missing was not reached."""
