"""Made-up finished contacts for a practice desk: to try things, for tests, for measuring with many records.

Each is folded, assessed and made final by the same code as a real one. The same seed and the same end of time
always give the same records: number `i`, counted back from the end, is the same however many are made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice
from typing import Final

from stalkdesk.contact.event import Event
from stalkdesk.desk import workshop
from stalkdesk.desk.desk import ALPHABET, Desk
from stalkdesk.desk.making import Made, Maker, Plan
from stalkdesk.desk.workshop import Wanted
from stalkdesk.errors import BadInput, Problem
from stalkdesk.journal import projections
from stalkdesk.journal.database import Database
from stalkdesk.sync import outbox

UNTIL: Final = "2026-11-21T12:00:00.000Z"
"""The end of time, where none is named."""
PACE: Final = 864.0
"""Seconds from one contact to the next: a hundred a day."""
MOST: Final = 1_000_000
BYTES: Final = 36_000
"""About how much one takes on the disk."""
SAMPLES: Final = 5
_SAMPLES_SEED: Final = "samples 604"
"""One that shows each level, calls and walk-ins, one record still to be sent, and one man who is reported twice."""
_BATCH: Final = 4000
"""Contacts in one transaction: an index whose order is chance writes most of its pages each time."""
_ALONE: Final = 400
"""Up to so many are made in this process; to start others takes longer."""
_ROOMY: Final = "PRAGMA cache_size = -400000"
"""Bytes for the pages that many events touch again and again, or each is written many times over."""
Told = Callable[[int], None]
"""Hears how many are new so far."""


def fill(
    desk: Desk, contacts: int, seed: int | str, *, until: str = UNTIL, workers: int = 1, told: Told | None = None
) -> int:
    """Put so many made-up finished contacts into a practice desk; how many were new.

    Those of the same seed that are there already are left alone. With more than one of `workers`, many contacts
    are made in so many processes of their own. Raises BadInput where the desk is no practice desk, NotKept.
    """
    plan = Plan(seed=str(seed), until=until, pace=PACE, place=desk.place)
    return _fill(desk, plan, contacts, workers if contacts > _ALONE else 1, told)


def samples(desk: Desk) -> int:
    """A handful of records for a practice desk that is opened for the first time, finished in the last two days."""
    plan = Plan(seed=_SAMPLES_SEED, until=desk.clock.now(), pace=9 * 3600.0, place=desk.place)
    return _fill(desk, plan, SAMPLES, 1, None)


def _fill(desk: Desk, plan: Plan, contacts: int, workers: int, told: Told | None) -> int:
    if not desk.place.practice:
        mend = "fill a practice desk: stalkdesk practice fill"
        raise BadInput(Problem(file="this desk", what="is a live one and takes no made-up records", mend=mend))
    maker = Maker(plan)
    wanted = _wanted(desk, maker, contacts)
    new = 0
    if contacts > _ALONE:
        desk.journal.db.conn.execute(_ROOMY)  # until the desk is closed
    here = (maker.contact(number, ref) for number, ref in wanted)
    with closing(here if workers == 1 else workshop.made(plan, wanted, workers)) as made:
        while True:
            batch = _Batch(desk, maker, islice(made, _BATCH))
            desk.journal.append_all(batch.events(), batch.beside)
            if not batch.kept:
                return new
            new += len(batch.kept)
            if told is not None:
                told(new)


def _wanted(desk: Desk, maker: Maker, contacts: int) -> Iterator[Wanted]:
    """What is not there yet, the oldest first, each with a reference that no other contact has."""
    db = desk.journal.db
    for number in range(contacts - 1, -1, -1):
        if projections.by_ref(db, maker.id(number)) is None:
            ref = maker.ref(number)
            while projections.by_ref(db, ref) is not None:  # a contact of the desk's own has it
                ref += ALPHABET[number % len(ALPHABET)]
            yield number, ref


class _Batch:
    """Contacts on their way to the disk in one transaction: their events first, then what is beside them."""

    def __init__(self, desk: Desk, maker: Maker, made: Iterator[Made]) -> None:
        self._desk = desk
        self._maker = maker
        self._made = made
        self.kept: list[Made] = []

    def events(self) -> Iterator[Event]:
        """Every event; a contact's are let go once they are written."""
        for one in self._made:
            yield from one.events
            self.kept.append(replace(one, events=()))

    def beside(self, db: Database) -> None:
        """The lists, the revisions, and where each of them is."""
        self._desk.sets.keep(db, self._maker.qset)
        for one in self.kept:
            projections.put(db, one.line)
            outbox.put(db, one.row, one.content, one.digest)
