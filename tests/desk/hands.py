"""What tests hold a desk with: a clock they can turn, a home on a real disk, and short ways through a call."""

from __future__ import annotations

import contextlib
import resource
import signal
from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from stalkdesk.clock import Clock, written
from stalkdesk.desk import deciding, finishing, showing
from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import Desk, Place
from stalkdesk.guidance.labels import labels
from stalkdesk.journal.home import Home
from stalkdesk.journal.journal import Journal
from stalkdesk.journal.key import practice_key
from stalkdesk.questions.answers import State

PLACE = Place(force="Practice force", code="PR", practice=True)
LABELS = labels()
LEFT = "the caller rang off or left"
RATIONALE = "Officer 3318 spoke to the neighbour: the shout was meant for a footballer on television, nobody was near"
"""One with substance: who, what, how it is known."""


class HandClock(Clock):
    """A clock that stands still until it is turned; wall and running time apart."""

    def __init__(self) -> None:
        self.wall = datetime(2026, 11, 21, 22, 44, tzinfo=UTC)
        self.steady = 1000.0

    def now(self) -> str:
        return written(self.wall)

    def running(self) -> float:
        return self.steady

    def wait(self, seconds: float) -> None:
        """Time goes by."""
        self.wall += timedelta(seconds=seconds)
        self.steady += seconds

    def set_by(self, seconds: float) -> None:
        """Somebody sets the wall clock forward, or back."""
        self.wall += timedelta(seconds=seconds)

    def restart(self) -> None:
        """The machine starts anew: the running clock begins again from somewhere else."""
        self.steady = 5.0


def made(folder: Path) -> Home:
    """A practice home in this folder."""
    home = Home(folder, practice=True)
    home.make()
    return home


@contextlib.contextmanager
def desk_on(home: Home, clock: Clock | None = None, who: str = "4471") -> Generator[Desk]:
    """The desk of a home; leaving the block is as abrupt as a crash, since nothing is written at the end."""
    with Journal(home, practice_key(home)) as journal:
        yield Desk(journal, clock or HandClock(), place=PLACE, who=who, labels=LABELS)


def ready(call: Call) -> Call:
    """The call, made ready to be final: nothing more is asked, and it is read back."""
    finishing.leave_open(call, LEFT)
    finishing.read_back(call, agreed=True)
    return planned(call)


def planned(call: Call) -> Call:
    """The call, with every action of its plan done."""
    for item in call.decision.open:
        deciding.act(call, item.action.id, "done", told="5512 Hughes, 14:20" if item.action.told else "")
    return call


def handover_text(desk: Desk, id: str, *, log: bool = True) -> str:
    """The handover of a contact, read by its id."""
    return showing.handover_of(desk, *desk.read(id, log=log))


def answer_core(call: Call) -> None:
    """Go through the minimum safe set; the caller knows nothing, and nobody is in danger."""
    while call.assessment.core.open:
        call.go(call.assessment.core.open[0])
        call.choose(f"state:{State.UNKNOWN.value}")


def say(call: Call, **given: object) -> Call:
    """Answers by the ids of their questions: a value, a list of options, a State, or a value with how lately."""
    for id, value in given.items():
        if isinstance(value, State):
            call.answer(id, state=value, sure=True)
        else:
            what, recency = value if isinstance(value, tuple) else (value, None)
            call.answer(id, value=what, recency=recency, sure=True)
    return call


def threatened(desk: Desk) -> Call:
    """A call with a threat to kill and everything asked that has to be: HIGH by the rules."""
    call = say(desk.open("call"), threat_kill=("yes", "last_2_weeks"))
    call.note("I'll end you, you and the dog", "threat_kill")
    answer_core(call)
    return call


@contextlib.contextmanager
def no_room_left(home: Home, largest: int | None = None) -> Generator[None]:
    """No file of the home, nor any other, can grow while the block runs, as on a full disk; or none beyond so many
    bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    largest = largest or max(path.stat().st_size for path in home.folder.iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)
