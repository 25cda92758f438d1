"""What is still to reach the force's system, and where each revision is on its way.

ready → sending → delivered | retrying | needs_you | superseded. Nothing undelivered is ever deleted, HIGH goes
first, order is kept within a record and never across records.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any, Final

from stalkdesk.clock import Clock, later, seconds_between
from stalkdesk.contact.event import Event
from stalkdesk.contact.kinds import Delivered, kind_of, write
from stalkdesk.contact.summary import Summary
from stalkdesk.journal import classified, projections
from stalkdesk.journal.database import Database
from stalkdesk.journal.journal import Journal

if TYPE_CHECKING:
    from stalkdesk.sync.contracts import Receipt

FIRST_WAIT, LONGEST_WAIT = 2.0, 300.0
"""Seconds before the second try, and at most between two."""
_COLUMNS: Final = (
    "contact, revision, ref, level, rank, state, ready_at, changed_at, attempts, next_attempt, why, field, "
    "force_ref, receipt"
)
# What is due: ready, or its time has come, and no earlier revision of the same record is still on its way.
_DUE: Final = """
    SELECT o.contact, o.revision, r.sha256, r.payload
    FROM outbox o JOIN revision r ON r.contact = o.contact AND r.revision = o.revision
    WHERE (o.state = 'ready' OR (o.state = 'retrying' AND o.next_attempt <= ?))
      AND NOT EXISTS (
          SELECT 1 FROM outbox b WHERE b.contact = o.contact AND b.revision < o.revision
          AND b.state NOT IN ('delivered', 'superseded')
      )
    ORDER BY o.rank DESC, o.ready_at LIMIT ?
"""


class NotSent(Exception):
    """A try that failed for now; it will be made again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One revision to send: its exact bytes and their hash."""

    contact: str
    revision: int
    sha256: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Where one revision is."""

    contact: str
    revision: int
    ref: str
    level: str
    rank: int
    state: str
    ready_at: str
    changed_at: str
    attempts: int
    next_attempt: str | None
    why: str | None
    field: str | None
    force_ref: str | None
    receipt: dict[str, Any] | None


def ready(line: Summary, revision: int, at: str) -> Row:
    """A revision of this contact that became final then, and that nobody has tried to send."""
    return Row(
        contact=line.id,
        revision=revision,
        ref=line.ref,
        level=line.level,
        rank=line.rank,
        state="ready",
        ready_at=at,
        changed_at=at,
        attempts=0,
        next_attempt=None,
        why=None,
        field=None,
        force_ref=None,
        receipt=None,
    )


def put(db: Database, row: Row, content: bytes, sha256: str) -> None:
    """A new final revision, to be sent and to be found by what it may be recorded as; inside the transaction that makes
    it final."""
    db.conn.execute("INSERT INTO revision VALUES (?, ?, ?, ?)", (row.contact, row.revision, sha256, content))
    classified.put(db, row.contact, row.revision)
    receipt = None if row.receipt is None else json.dumps(row.receipt)
    values = (*astuple(row)[:-1], receipt)
    db.conn.execute(f"INSERT INTO outbox ({_COLUMNS}) VALUES ({', '.join('?' * len(values))})", values)


def supersede(db: Database, contact: str, at: str) -> None:
    """A later revision takes the place of those that the force's system refused; inside the transaction that makes it
    final. One that may be on its way, or was never tried, still goes first."""
    db.conn.execute(
        "UPDATE outbox SET state = 'superseded', changed_at = ? WHERE contact = ? AND state = 'needs_you'",
        (at, contact),
    )


def revision(db: Database, contact: str, number: int) -> bytes | None:
    """The exact bytes of a revision; None where there is no such one."""
    where = "SELECT payload FROM revision WHERE contact = ? AND revision = ?"
    found = db.conn.execute(where, (contact, number)).fetchone()
    return None if found is None else bytes(found[0])


def row_of(db: Database, contact: str, revision: int | None = None) -> Row | None:
    """Where a revision of a contact is, the latest where none is named; None where there is no such one."""
    which, values = ("", (contact,)) if revision is None else ("AND revision = ? ", (contact, revision))
    found = _rows(db, f"WHERE contact = ? {which}ORDER BY revision DESC LIMIT 1", values)
    return found[0] if found else None


def undelivered(db: Database, most: int = 1000) -> list[Row]:
    """What the force's system does not have yet: the highest level first, then the oldest."""
    states = "WHERE state IN ('ready', 'sending', 'retrying', 'needs_you')"
    return _rows(db, f"{states} ORDER BY rank DESC, ready_at LIMIT ?", (most,))


def counts(db: Database) -> dict[str, int]:
    """How many revisions there are in each state."""
    return dict(db.conn.execute("SELECT state, count(*) FROM outbox GROUP BY state").fetchall())


def delivered_since(db: Database, since: str) -> int:
    """How many were taken since then."""
    where = "SELECT count(*) FROM outbox WHERE state = 'delivered' AND changed_at >= ?"
    return db.conn.execute(where, (since,)).fetchone()[0]


class Outbox:
    """The changes of state, each a transaction of its own. All of it in the thread that owns the journal."""

    def __init__(self, journal: Journal, clock: Clock, jitter: Callable[[], float] = random.random) -> None:
        self._journal = journal
        self._clock = clock
        self._jitter = jitter

    def due(self, most: int = 20) -> list[Parcel]:
        """What may be sent now, in order."""
        rows = self._journal.db.conn.execute(_DUE, (self._clock.now(), most)).fetchall()
        return [
            Parcel(contact=contact, revision=revision, sha256=sha256, content=bytes(payload))
            for contact, revision, sha256, payload in rows
        ]

    def sent(self, parcel: Parcel) -> None:
        """It was handed over; the receipt is still to come."""
        self._change(parcel.contact, parcel.revision, state="sending", why=None, next_attempt=None)

    def failed(self, parcel: Parcel, why: str) -> None:
        """A try failed; the next one after a wait that grows, spread so that desks don't come all at once."""
        tried = self._journal.db.conn.execute(
            "SELECT attempts FROM outbox WHERE contact = ? AND revision = ?", (parcel.contact, parcel.revision)
        ).fetchone()[0]
        wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(tried, 20)) * (0.5 + self._jitter() / 2)
        after = later(self._clock.now(), wait)
        self._change(parcel.contact, parcel.revision, state="retrying", why=why, next_attempt=after)

    def retry(self, contact: str) -> bool:
        """Send what waits or was refused as soon as can be; whether there was anything."""
        with self._journal.writing() as db:
            done = db.conn.execute(
                "UPDATE outbox SET state = 'ready', next_attempt = NULL, why = NULL, field = NULL, changed_at = ? "
                "WHERE contact = ? AND state IN ('retrying', 'needs_you', 'sending')",
                (self._clock.now(), contact),
            )
        return done.rowcount > 0

    def received(self, receipt: Receipt) -> bool:
        """Take up an answer. False where it is about nothing that was sent, or about other bytes than were sent."""
        db = self._journal.db
        row = db.conn.execute(
            "SELECT r.sha256, o.state FROM revision r JOIN outbox o USING (contact, revision) "
            "WHERE contact = ? AND revision = ?",
            (receipt.id, receipt.revision),
        ).fetchone()
        if row is None or row[0] != receipt.sha256:
            return False
        if row[1] == "delivered":
            return True
        if receipt.force_ref is None:
            self._change(receipt.id, receipt.revision, state="needs_you", why=receipt.refused, field=receipt.field)
            return True
        said = receipt.model_dump(exclude_none=True)
        event = self._event(receipt.id, Delivered(revision=receipt.revision, force_ref=receipt.force_ref, receipt=said))
        state = {
            "state": "delivered",
            "force_ref": receipt.force_ref,
            "receipt": json.dumps(said),
            "why": None,
            "field": None,
            "next_attempt": None,
            "changed_at": event.at,
        }

        def beside(db: Database) -> None:
            _set(db, receipt.id, receipt.revision, state)
            projections.happened(db, receipt.id, event.at)

        self._journal.append(event, beside)
        return True

    def _event(self, contact: str, happening: Delivered) -> Event:
        seq, elapsed, at = self._journal.tail(contact)
        now = self._clock.now()
        return Event(
            contact=contact,
            seq=seq + 1,
            kind=kind_of(happening),
            body=write(happening),
            at=now,
            elapsed=elapsed + max(0.0, seconds_between(at, now)),
            who="courier",
        )

    def _change(self, contact: str, revision: int, **values: Any) -> None:
        tried = values["state"] in ("sending", "retrying")
        with self._journal.writing() as db:
            at = {"changed_at": self._clock.now()}
            _set(db, contact, revision, {**values, **at}, *(("attempts = attempts + 1",) if tried else ()))


def _set(db: Database, contact: str, revision: int, values: dict[str, Any], *also: str) -> None:
    """What was delivered stays so, whatever a second round of the courier still thinks of it."""
    columns = ", ".join((*(f"{name} = ?" for name in values), *also))
    db.conn.execute(
        f"UPDATE outbox SET {columns} WHERE contact = ? AND revision = ? AND state NOT IN ('delivered', 'superseded')",
        (*values.values(), contact, revision),
    )


def _rows(db: Database, where: str, values: tuple[Any, ...]) -> list[Row]:
    names = [name.strip() for name in _COLUMNS.split(",")]
    found: list[Row] = []
    for values_ in db.conn.execute(f"SELECT {_COLUMNS} FROM outbox {where}", values):
        entry = dict(zip(names, values_, strict=True))
        entry["receipt"] = json.loads(entry["receipt"]) if entry["receipt"] else None
        found.append(Row(**entry))
    return found
