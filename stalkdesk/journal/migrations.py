"""How the file's shape came to be, one change after another; a change is never edited after its release."""

from __future__ import annotations

from typing import Any, Final

from sqlite_utils import Database, Migrations

from stalkdesk.journal.database import EVENT, run

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


@migrations()
def m003_by_change(db: Database) -> None:
    """What was taken today is counted at each look at the desk."""
    run(db.conn, ("CREATE INDEX outbox_by_change ON outbox (state, changed_at)",))


@migrations()
def m004_by_link(db: Database) -> None:
    """What handlers said of two people is read whenever repeat suspects are looked for; no answer touches this index,
    and without it every event there is would be read."""
    run(db.conn, ("CREATE INDEX event_by_link ON event (position) WHERE kind = 'linked'",))


@migrations()
def m005_classified(db: Database) -> None:
    """What final records may be recorded as, so that those in which an offence is only included can be found."""
    document = "CASE WHEN json_valid(CAST(payload AS TEXT)) THEN CAST(payload AS TEXT) ELSE '{}' END"
    offences = f"revision, json_each({document}, '$.offences')"
    words = ", ".join(f"json_extract(value, '$.{name}')" for name in ("name", "law", "recorded_as"))
    run(
        db.conn,
        (
            """
            CREATE TABLE classified (
                offence TEXT NOT NULL, contact TEXT NOT NULL, revision INTEGER NOT NULL, principal INTEGER NOT NULL,
                PRIMARY KEY (offence, contact, revision)
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE TABLE offence (id TEXT PRIMARY KEY, said TEXT NOT NULL) STRICT",
            "INSERT OR IGNORE INTO classified SELECT json_extract(value, '$.id'), contact, revision, "
            f"coalesce(json_extract(value, '$.principal'), 0) FROM {offences}",
            "INSERT OR IGNORE INTO offence "
            f"SELECT json_extract(value, '$.id'), concat_ws(' ', {words}) FROM {offences}",
        ),
    )


def bring_to_shape(connection: Any) -> None:
    """Make every change this file has not had yet."""
    migrations.apply(Database(connection, execute_plugins=False))
