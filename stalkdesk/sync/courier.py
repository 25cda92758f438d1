"""One round of the courier: what is due goes out, what was answered comes in.

Its parts are apart so that a program with a screen can run the two that touch the disk of the journal in
the thread that owns it, and the ways out in another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from stalkdesk.sync.outbox import NotSent, Outbox, Parcel


class Way(Protocol):
    """A way to the force's system."""

    def send(self, parcel: Parcel) -> None:
        """Hand over one revision; raises NotSent."""
        ...

    def answered(self) -> Iterator[tuple[Path, bytes]]:
        """What came back, and a token for it."""
        ...

    def take_away(self, path: Path) -> None:
        """It is kept."""
        ...

    def set_aside(self, path: Path) -> None:
        """It could not be used."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A parcel after a try; `why` is empty where it was handed over."""

    parcel: Parcel
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one round did."""

    handed_over: int
    failed: int
    answered: int


def carry(way: Way, parcels: list[Parcel]) -> list[Tried]:
    """Try each parcel; one that can't go never holds up another."""
    tried: list[Tried] = []
    for parcel in parcels:
        try:
            way.send(parcel)
        except NotSent as error:
            tried.append(Tried(parcel=parcel, why=str(error)))
        else:
            tried.append(Tried(parcel=parcel, why=""))
    return tried


def settle(outbox: Outbox, tried: list[Tried]) -> None:
    """Keep how the tries went."""
    for one in tried:
        if one.why:
            outbox.failed(one.parcel, one.why)
        else:
            outbox.sent(one.parcel)


def take_in(outbox: Outbox, way: Way, answers: list[tuple[Path, bytes]]) -> int:
    """Keep each answer, then take it away; how many were used. What is no answer is set aside."""
    from stalkdesk.sync.contracts import receipt  # pydantic: only once there is an answer to read

    used = 0
    for path, content in answers:
        said = receipt(content)
        if said is not None and outbox.received(said):
            way.take_away(path)
            used += 1
        else:
            way.set_aside(path)
    return used


def one_round(outbox: Outbox, way: Way, other_end: Callable[[], object] | None = None) -> Round:
    """All of it in one thread, for commands. `other_end` is a practice desk's own force system."""
    tried = carry(way, outbox.due(1000))
    settle(outbox, tried)
    if other_end is not None:
        other_end()
    answered = take_in(outbox, way, list(way.answered()))
    failed = sum(bool(one.why) for one in tried)
    return Round(handed_over=len(tried) - failed, failed=failed, answered=answered)
