"""The journal: append an event, read events back, and verify that nobody changed them."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from stalkdesk.contact.event import Event
from stalkdesk.journal.chain import START, link
from stalkdesk.journal.database import Database, DbError, open_database
from stalkdesk.journal.home import Home

_COLUMNS = "contact, seq, kind, body, at, elapsed, who"


class NotKept(Exception):
    """An event that could not be put on the disk. Nothing earlier is harmed, and it can be tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether the chain holds: the number of events, the hash of the last, and the first that does not fit."""

    events: int
    head: str
    broken_at: int | None


class Journal:
    """A home's journal. One connection, one thread, one commit for each event.

    Usable as a context manager; closing it twice is fine.
    """

    def __init__(self, home: Home, key: bytes) -> None:
        self.folder = home.folder
        self._db: Database = open_database(home.journal, key)
        self._position, self._head = self._last()
        self._settled = False
        self._in_doubt = False  # whether the last commit failed, so that the disk knows better than we do

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def append(self, event: Event, also: Callable[[Database], None] | None = None) -> str:
        """Put one event on the disk, and with it whatever `also` writes; its hash once both are there.

        Raises NotKept when the disk is full or fails; try it again with the same event. If it was there
        after all, it is not put there twice.
        """
        there = self._kept(event) if self._in_doubt else None
        return there if there is not None else self.append_all([event], also)

    def append_all(self, events: Iterable[Event], also: Callable[[Database], None] | None = None) -> str:
        """Many events in one transaction, all or none: for records made in bulk. The last one's hash.

        Raises NotKept as `append` does.
        """
        if self._in_doubt:
            self._position, self._head = self._end()
        position, head = self._position, self._head
        try:
            with self.writing() as db:
                for event in events:
                    position += 1
                    row = _row(event, position, head)
                    db.conn.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
                    head = row[-1]
                if also is not None:
                    also(db)
        except NotKept:
            self._in_doubt = True
            raise
        self._position, self._head, self._in_doubt = position, head, False
        return head

    @contextlib.contextmanager
    def writing(self) -> Generator[Database]:
        """One transaction: what the block writes is there whole, or not at all.

        Raises NotKept when the disk is full or fails.
        """
        try:
            self._settled = False
            self._db.conn.execute("BEGIN IMMEDIATE")
            yield self._db
            self._db.conn.execute("COMMIT")
        except DbError as error:
            self._undo()
            raise NotKept(str(error)) from None
        except BaseException:
            self._undo()
            raise

    def settle(self) -> None:
        """Bring what was kept from the log into the file itself, in a moment when nobody waits for it: left to SQLite,
        it is the answer that happens to fill the log which waits. Raises NotKept."""
        if self._settled:
            return
        try:
            self._db.conn.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        except DbError as error:
            raise NotKept(str(error)) from None
        self._settled = True

    @property
    def position(self) -> int:
        """Of the last event there is."""
        return self._position

    @property
    def db(self) -> Database:
        """The database, for those who only read."""
        return self._db

    def events(self, contact: str | None = None) -> Iterator[Event]:
        """A contact's events in their order, or every event in the order they were kept."""
        where, values = ("WHERE contact = ?", (contact,)) if contact is not None else ("", ())
        for row in self._db.conn.execute(f"SELECT {_COLUMNS} FROM event {where} ORDER BY position", values):
            yield _event(row)

    def contacts(self) -> list[str]:
        """Every contact's id, the first opened first."""
        rows = self._db.conn.execute("SELECT contact FROM event GROUP BY contact ORDER BY min(position)")
        return [row[0] for row in rows]

    def tail(self, contact: str) -> tuple[int, float, str]:
        """The number, elapsed time and wall time of a contact's last event; (0, 0, "") where it has none."""
        where = "SELECT seq, elapsed, at FROM event WHERE contact = ? ORDER BY seq DESC LIMIT 1"
        row = self._db.conn.execute(where, (contact,)).fetchone()
        return (0, 0.0, "") if row is None else (row[0], row[1], row[2])

    def verify(self) -> Verdict:
        """Work the whole chain out again."""
        expected, head, count = 1, START, 0
        rows = self._db.conn.execute(f"SELECT {_COLUMNS}, position, prev, hash FROM event ORDER BY position")
        for *event, position, prev, hash in rows:
            if position != expected or prev != head or hash != link(head, _event(event)):
                return Verdict(events=count, head=head, broken_at=expected)
            expected, head, count = expected + 1, hash, count + 1
        return Verdict(events=count, head=head, broken_at=None)

    def _kept(self, event: Event) -> str | None:
        """The hash of this very event if it is on the disk; takes up the end of the journal as it is there."""
        self._position, self._head = self._end()
        try:
            where = "SELECT prev, hash FROM event WHERE contact = ? AND seq = ?"
            row = self._db.conn.execute(where, (event.contact, event.seq)).fetchone()
        except DbError as error:
            raise NotKept(str(error)) from None
        return row[1] if row is not None and row[1] == link(row[0], event) else None

    def _end(self) -> tuple[int, str]:
        """The end of the journal as it is on the disk. Raises NotKept where that can't be read."""
        try:
            return self._last()
        except DbError as error:
            raise NotKept(str(error)) from None

    def _last(self) -> tuple[int, str]:
        row = self._db.conn.execute("SELECT position, hash FROM event ORDER BY position DESC LIMIT 1").fetchone()
        return (0, START) if row is None else (row[0], row[1])

    def _undo(self) -> None:
        # A full disk has rolled back by itself already; a second rollback would be an error of its own.
        if self._db.conn.in_transaction:
            self._db.conn.execute("ROLLBACK")


def _row(event: Event, position: int, head: str) -> tuple[Any, ...]:
    body = json.dumps(event.body, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    said = (event.contact, event.seq, event.kind, body, event.at, event.elapsed, event.who)
    return (position, *said, head, link(head, event))


def _event(row: Any) -> Event:
    contact, seq, kind, body, at, elapsed, who = row
    return Event(contact=contact, seq=seq, kind=kind, body=json.loads(body), at=at, elapsed=elapsed, who=who)
