"""What can happen when a contact is brought to its end, and when a final one is amended: a kind of event each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """The handler set a higher level than the rules (DOMAIN R5), with the reason."""

    level: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseTakenBack:
    """The handler's own raise was taken back before the end; what the rules say stands again."""

    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """How fast somebody attends; empty reason where the proposal was taken."""

    grade: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """The record was read back to the caller and agreed, or could not be, for this reason."""

    agreed: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOpen:
    """Core questions that stay open, and why."""

    questions: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """The record became final as this revision."""

    revision: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lowered:
    """A lower level than the rules say is asked for. It stands once a second person agrees (DOMAIN R5). `over`: the
    rules that held it higher then; a new one makes the higher level stand again."""

    level: str
    rationale: str
    over: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoweringAgreed:
    """A second person agreed that the level is lower: their collar number and name."""

    second: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoweringTakenBack:
    """The level is not to be lowered after all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """What became of an action of the plan: `done`, `not_done`, `not_possible`, or `open` again. `told`: who was told,
    and when."""

    action: str
    state: str
    reason: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advised:
    """What became of advice or a service: `given`, `declined`, `not_safe`, or empty where that is taken back."""

    what: str
    id: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """A final record was opened again, to become its next revision. `level`: the one that was handed over; it stands
    until two people lower it, whatever the answers become."""

    why: str
    level: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentDropped:
    """Nothing was to be amended after all: the last revision stands."""
