"""The encrypted SQLite file: how it is opened, what is in it, and how its shape changes over time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2
from sqlite_utils import Database, Migrations

from stalkdesk.errors import BadInput, Problem

_cipher: Any = sqlcipher3.dbapi2  # in C, without a stub
DbError: Final[tuple[type[Exception], ...]] = (sqlite3.Error, _cipher.Error)
"""Both families: SQLCipher's errors are not `sqlite3.Error`."""

SETTINGS: Final = (
    "PRAGMA cache_size = -65536",
    # Before WAL: with FULL the rollback journal of the change to WAL can come back after a power cut
    # and take every commit with it, on a file system that has no journal of its own.
    "PRAGMA synchronous = EXTRA",
    "PRAGMA journal_mode = WAL",
    "PRAGMA locking_mode = EXCLUSIVE",
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
        hash TEXT NOT NULL UNIQUE,
        UNIQUE (contact, seq)
    ) STRICT
    """,
    "CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are kept'); END",
    "CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are kept'); END",
)

migrations: Final = Migrations("stalkdesk")


@migrations()
def m001_event(db: Database) -> None:
    """The journal itself."""
    run(db.conn, EVENT)


@migrations()
def m002_beside_the_events(db: Database) -> None:
    """The question sets contacts were opened under, the final revisions, and what of them is still to be sent."""
    run(
        db.conn,
        (
            "CREATE TABLE question_set (sha256 TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT",
            """
            CREATE TABLE revision (
                contact TEXT NOT NULL, revision INTEGER NOT NULL, sha256 TEXT NOT NULL, payload BLOB NOT NULL,
                PRIMARY KEY (contact, revision)
            ) STRICT
            """,
            """
            CREATE TABLE outbox (
                contact TEXT NOT NULL, revision INTEGER NOT NULL, ref TEXT NOT NULL,
                level TEXT NOT NULL, rank INTEGER NOT NULL,
                state TEXT NOT NULL, ready_at TEXT NOT NULL, changed_at TEXT NOT NULL,
                attempts INTEGER NOT NULL DEFAULT 0, next_attempt TEXT,
                why TEXT, field TEXT, force_ref TEXT, receipt TEXT,
                PRIMARY KEY (contact, revision)
            ) STRICT
            """,
            "CREATE INDEX outbox_by_state ON outbox (state, rank DESC, ready_at)",
            "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
        ),
    )


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
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")  # before any other statement
        run(connection, SETTINGS)
        db = Database(connection, execute_plugins=False)
        migrations.apply(db)
    except DbError as error:
        connection.close()
        mend = "check that it is this desk's file and key, and that the disk is not full"
        raise BadInput(Problem(file=str(path), what=f"can't be opened ({error})", mend=mend)) from None
    return db
