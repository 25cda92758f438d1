"""What waits on a desk: contacts in hand, records still to be sent, what was taken today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from stalkdesk.clock import day_began
from stalkdesk.contact.summary import Summary
from stalkdesk.journal import projections
from stalkdesk.journal.database import Database
from stalkdesk.sync import outbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A final record the force's system does not have yet."""

    contact: str
    ref: str
    level: str
    rank: int
    state: str
    ready_at: str
    why: str
    next_attempt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What waits for this handler. `cut_off` are the ids of those in hand that a stop of the program left open;
    `open_logs` are the latest of the final records of a breach, `logs_open` how many there are: no key of the desk
    closes them (DOMAIN R10)."""

    in_hand: tuple[Summary, ...]
    cut_off: frozenset[str]
    waiting: tuple[Waiting, ...]
    delivered_today: int
    finished_today: int
    lately: tuple[Summary, ...]
    open_logs: tuple[Summary, ...]
    logs_open: int


MOST_LOGS: Final = 200
"""Open logs that are counted each time."""
_OPEN_LOG: Final = "WHERE open_log = 1 AND finished > ''"


def overview(db: Database, now: str, mine: frozenset[str]) -> Overview:
    """Everything that waits. `mine`: the contacts that this program has in hand, not one that was stopped."""
    in_hand = projections.lines(db, "WHERE stage IN ('open', 'parked') ORDER BY stage, last_at DESC LIMIT 200")
    today, finished = day_began(now), "WHERE finished >= ? AND finished > ''"
    waiting = tuple(
        Waiting(
            contact=row.contact,
            ref=row.ref,
            level=row.level,
            rank=row.rank,
            state=row.state,
            ready_at=row.ready_at,
            why=row.why or "",
            next_attempt=row.next_attempt or "",
        )
        for row in outbox.undelivered(db, 200)
    )
    counted = projections.count(db, finished, (today,))
    return Overview(
        in_hand=tuple(in_hand),
        cut_off=frozenset(line.id for line in in_hand if line.stage == "open" and line.id not in mine),
        waiting=waiting,
        delivered_today=outbox.delivered_since(db, today),
        finished_today=counted,
        lately=tuple(projections.lines(db, f"{finished} ORDER BY finished DESC LIMIT 5", (today,))),
        open_logs=tuple(projections.lines(db, f"{_OPEN_LOG} ORDER BY opened DESC LIMIT 5")),
        logs_open=projections.count(db, _OPEN_LOG, (), MOST_LOGS),
    )
