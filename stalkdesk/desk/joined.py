"""What a contact in hand is joined with: what the reports hold that its people were linked to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from stalkdesk.conduct.course import Happened, Report
    from stalkdesk.questions.answers import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What was answered in an earlier report: where and when, in words, and the answer itself."""

    ref: str
    said: str
    words: str
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An order of an earlier report: its number there, and its lines. `whose`: whom the report is of, where that may be
    somebody else."""

    ref: str
    whose: str
    number: int
    order: Mapping[str, str]

    @property
    def key(self) -> str:
        """How an incident of another contact keeps that it was this one."""
        return f"{self.ref}/{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Joined:
    """What linked reports hold: incidents, when they were made, their answers that may still be true, and orders. Each
    is its own: two are never compared by what is in them."""

    happened: tuple[Happened, ...] = ()
    reports: tuple[Report, ...] = ()
    answers: Mapping[str, Before] = field(default_factory=dict[str, Before])
    orders: tuple[Held, ...] = ()


INCIDENTS: Final = "the incidents"
"""The source of an answer that the incidents of this contact show."""
ORDERS: Final = "the orders"
"""The same of the orders that were written down."""
NOTHING: Final = Joined()
