"""What can happen in a contact: one kind of event each, and how its body is written and read.

A body is JSON with a version `v` (1 where it is not given). When a kind changes its shape, its number in
`VERSIONS` rises and `UPCASTERS` gains the step from the old shape, so that old events are readable for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, Final

from stalkdesk.contact.endings import (
    Acted,
    Advised,
    Amended,
    AmendmentDropped,
    Finished,
    Graded,
    LeftOpen,
    Lowered,
    LoweringAgreed,
    LoweringTakenBack,
    Raised,
    RaiseTakenBack,
    ReadBack,
)
from stalkdesk.questions.answers import Answer, KnownBy, State, Value

Body = dict[str, Any]


class Unreadable(Exception):
    """An event this version of the program does not know: a later one wrote it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A call or a walk-in began, under this question set."""

    ref: str
    channel: str
    force: str
    set_id: str
    set_version: str
    set_sha256: str
    practice: bool
    caller_number: str = ""
    incident: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A question was answered; `to` is the question shown afterwards. `line`: the line of words it was taken from;
    `source`: the earlier report, or the incidents."""

    question: str
    to: str
    value: Value | None = None
    state: str | None = None
    recency: str | None = None
    known_by: str = "asked"
    line: int | None = None
    source: str = ""

    @property
    def answer(self) -> Answer:
        """The answer, without its note. Raises Unreadable where it is none that this version knows."""
        try:
            state = None if self.state is None else State(self.state)
            return Answer(value=self.value, state=state, recency=self.recency, known_by=KnownBy(self.known_by))
        except ValueError as error:
            raise Unreadable(f"answered {self.question}: {error}") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """An answer was taken back: the question counts as not reached again."""

    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """The note of a question, whole; for a verbatim question the caller's own words."""

    question: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """What stands in a field that is still being typed in."""

    field: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Another question was put on the screen; `back` where it was the way back."""

    to: str
    back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A line of the caller's own account."""

    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A line of words was marked as verbatim, or the mark taken off."""

    line: int
    verbatim: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissed:
    """An answer proposed from a line of words was not taken."""

    line: int
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """One field of a form: of person or incident `number`, of the danger form or of the walk-in's setting (0)."""

    form: str
    number: int
    field: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """How one fact of a person is known: the line of the form, and who says so; empty where that was taken back."""

    person: int
    field: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A person or incident was entered by mistake."""

    form: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Silenced:
    """The form for a caller who can't speak was opened or closed."""

    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked:
    """The contact was put by, to be resumed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed:
    """The contact was taken up again. `cut_off` where the program had been stopped in the middle of it."""

    cut_off: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerGone:
    """The line was lost or the caller went; `call_back` says when and how to reach them, empty for not at all."""

    how: str
    call_back: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledBack:
    """The caller is there again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """The force's system has the revision and says so."""

    revision: int
    force_ref: str
    receipt: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewed:
    """The record was opened and read (Data Protection Act 2018 s62: consultation)."""

    what: str = "record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed:
    """The record left the desk: copied, printed, saved or exported (s62: disclosure)."""

    how: str
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """A search showed records of named people (s62: consultation). It belongs to the desk, not to a contact."""

    text: str
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What the handler says of somebody in this contact and somebody in another: `same`, `different`, `unsure`, or
    `undone` for what was said before. Kept in both contacts; `ours` where it was said in this one. `because`: the
    reasons that were on the screen, so that the same ones alone never ask again. `earlier`: the other contact was
    opened before this one."""

    person: int
    contact: str
    ref: str
    other: int
    verdict: str
    because: tuple[str, ...] = ()
    ours: bool = True
    earlier: bool = True


Happening = (
    Opened
    | Answered
    | Cleared
    | Noted
    | Drafted
    | Moved
    | Worded
    | Marked
    | Dismissed
    | Filled
    | Sourced
    | Removed
    | Silenced
    | Parked
    | Resumed
    | CallerGone
    | CalledBack
    | Raised
    | RaiseTakenBack
    | Graded
    | ReadBack
    | LeftOpen
    | Lowered
    | LoweringAgreed
    | LoweringTakenBack
    | Acted
    | Advised
    | Finished
    | Amended
    | AmendmentDropped
    | Delivered
    | Viewed
    | Disclosed
    | Searched
    | Linked
)

KINDS: Final[Mapping[str, type[Happening]]] = {
    "opened": Opened,
    "answered": Answered,
    "cleared": Cleared,
    "noted": Noted,
    "drafted": Drafted,
    "moved": Moved,
    "worded": Worded,
    "marked": Marked,
    "dismissed": Dismissed,
    "filled": Filled,
    "sourced": Sourced,
    "removed": Removed,
    "silenced": Silenced,
    "parked": Parked,
    "resumed": Resumed,
    "caller_gone": CallerGone,
    "called_back": CalledBack,
    "raised": Raised,
    "raise_taken_back": RaiseTakenBack,
    "graded": Graded,
    "read_back": ReadBack,
    "left_open": LeftOpen,
    "lowered": Lowered,
    "lowering_agreed": LoweringAgreed,
    "lowering_taken_back": LoweringTakenBack,
    "acted": Acted,
    "advised": Advised,
    "finished": Finished,
    "amended": Amended,
    "amendment_dropped": AmendmentDropped,
    "delivered": Delivered,
    "viewed": Viewed,
    "disclosed": Disclosed,
    "searched": Searched,
    "linked": Linked,
}
_NAME: Final = {kind: name for name, kind in KINDS.items()}
_FIELDS: Final = {kind: tuple((f.name, f.default) for f in fields(kind)) for kind in KINDS.values()}

VERSIONS: Final[dict[str, int]] = {}
"""The kinds whose body has changed its shape, and the number of today's shape."""
UPCASTERS: Final[dict[tuple[str, int], Callable[[Body], Body]]] = {}
"""From a kind's body of one version to its body of the next."""


def kind_of(happening: Happening) -> str:
    """The name its event is kept under."""
    return _NAME[type(happening)]


def write(happening: Happening) -> Body:
    """Its body for the journal, without what stands at its default."""
    body: Body = {}
    for name, default in _FIELDS[type(happening)]:
        value = getattr(happening, name)
        if value != default:
            body[name] = {"number": str(value)} if isinstance(value, Decimal) else value
    version = VERSIONS.get(kind_of(happening), 1)
    return body if version == 1 else {"v": version, **body}


def read(kind: str, body: Mapping[str, Any]) -> Happening:
    """What an event of the journal says. Raises Unreadable where a later version of the program wrote it."""
    known = KINDS.get(kind)
    shape = dict(body)
    version, today = shape.pop("v", 1), VERSIONS.get(kind, 1)
    if known is None or version not in range(1, today + 1):
        raise Unreadable(f"{kind} {version}")
    for older in range(version, today):
        shape = UPCASTERS[kind, older](shape)
    try:
        return known(**{name: _value(value) for name, value in shape.items()})
    except TypeError as error:
        raise Unreadable(f"{kind} {version}: {error}") from None


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict) and value.keys() == {"number"}:
        return Decimal(value["number"])
    return value
