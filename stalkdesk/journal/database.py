"""The encrypted SQLite file: how it is opened, what is in it, and how its shape changes over time."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2

from stalkdesk.errors import BadInput, Problem

_cipher: Any = sqlcipher3.dbapi2  # in C, without a stub
DbError: Final[type[Exception]] = _cipher.Error
"""What the disk says when it fails. SQLCipher's errors are not `sqlite3.Error`."""

SETTINGS: Final = (
    "PRAGMA cache_size = -8192",  # KiB: a desk appends and looks up; a larger one only fills with what nobody asks for
    # Before WAL: with FULL the rollback journal of the change to WAL can come back after a power cut
    # and take every commit with it, on a file system that has no journal of its own.
    "PRAGMA synchronous = EXTRA",
    "PRAGMA journal_mode = WAL",
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA wal_autocheckpoint = 2000",  # pages; before that `Journal.settle` has found a quiet moment
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
)
EVENT: Final = (
    """
    CREATE TABLE event (
        position INTEGER PRIMARY KEY,
        contact TEXT NOT NULL,
        seq INTEGER NOT NULL,
        kind TEXT NOT NULL,
        body TEXT NOT NULL,
        at TEXT NOT NULL,
        elapsed REAL NOT NULL,
        who TEXT NOT NULL,
        prev TEXT NOT NULL,
        hash TEXT NOT NULL,
        UNIQUE (contact, seq)
    ) STRICT
    """,
    "CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are kept'); END",
    "CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are kept'); END",
)

SHAPE: Final = ("m001_event", "m002_beside_the_events", "m003_by_change", "m004_by_link", "m005_classified")
"""Every change of shape so far, by its name in `migrations`; a file that has had them all needs nothing."""


class Database:
    """The open file. sqlite-utils makes its shape and changes it; between two releases nothing is left to do, and
    then the desk starts without it, which is a tenth of its memory."""

    def __init__(self, connection: Any) -> None:
        self.conn = connection

    def close(self) -> None:
        """Let go of the file."""
        self.conn.close()


def run(connection: Any, statements: Iterable[str]) -> None:
    """Statements one after another."""
    for statement in statements:
        connection.execute(statement)


def open_database(path: Path, key: bytes) -> Database:
    """The file at `path` with this key, made and brought to today's shape where needed.

    Raises BadInput when it is there but can't be opened with the key.
    """
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))  # wal and shm take their mode from it
    connection = _cipher.connect(str(path), isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # a wrong key is told by us, in one line
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")  # before any other statement
        run(connection, SETTINGS)
        if not _in_shape(connection):
            from stalkdesk.journal.migrations import bring_to_shape

            bring_to_shape(connection)
    except DbError as error:
        connection.close()
        mend = "check that it is this desk's file and key, and that the disk is not full"
        raise BadInput(Problem(file=str(path), what=f"can't be opened ({error})", mend=mend)) from None
    return Database(connection)


def _in_shape(connection: Any) -> bool:
    there = "SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'"
    if connection.execute(there).fetchone() is None:
        return False
    applied = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'stalkdesk'")
    return {row[0] for row in applied} >= set(SHAPE)
