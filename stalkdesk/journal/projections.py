"""Tables for listing and finding, made from the events alone: dropped and made again at will."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import fields
from typing import Any, Final

from stalkdesk.contact.summary import Summary
from stalkdesk.journal.database import Database, run

VERSION: Final = "6"
"""Raised when the tables or what goes into them changes; the next start makes them anew."""

MOST_WORDS: Final = 12
"""Of what is typed to find something; what comes after them is not looked at."""

# However a keyboard writes them: an apostrophe is nothing, and every dash is a hyphen.
_TYPED: Final = str.maketrans({**dict.fromkeys("'’‘ʼʻ`´′"), **dict.fromkeys("‐‑‒–—−", "-")})
_REFERRED: Final = "SELECT id FROM contact WHERE ref >= ? AND ref < ?"
_BEGINS: Final = "SELECT contact FROM name WHERE word >= ? AND word < ?"
_LAST: Final = "\U0010ffff"
"""After every character there is: the end of what begins with a word."""
_COLUMNS: Final = tuple(field.name for field in fields(Summary) if field.name != "names")
_TABLES: Final = (
    "DROP TABLE IF EXISTS contact",
    "DROP TABLE IF EXISTS name",
    """
    CREATE TABLE contact (
        id TEXT PRIMARY KEY, ref TEXT NOT NULL UNIQUE, channel TEXT NOT NULL, stage TEXT NOT NULL,
        level TEXT NOT NULL, rank INTEGER NOT NULL, possible TEXT NOT NULL, sufficient INTEGER NOT NULL,
        covered INTEGER NOT NULL, core INTEGER NOT NULL, answers INTEGER NOT NULL,
        opened TEXT NOT NULL, last_at TEXT NOT NULL, finished TEXT NOT NULL, revision INTEGER NOT NULL,
        call_back TEXT NOT NULL, gone INTEGER NOT NULL, about TEXT NOT NULL, open_log INTEGER NOT NULL
    ) STRICT
    """,
    # Only over what is looked for by them: each index that an answer touches is a page more to put on the disk.
    "CREATE INDEX contact_in_hand ON contact (stage) WHERE stage IN ('open', 'parked')",
    # With all that is asked of it, so that counting reads no contact.
    "CREATE INDEX contact_open_log ON contact (open_log, opened, finished) WHERE open_log = 1 AND finished > ''",
    "CREATE INDEX contact_by_finished ON contact (finished) WHERE finished > ''",
    "CREATE TABLE name (word TEXT NOT NULL, contact TEXT NOT NULL, PRIMARY KEY (word, contact)) STRICT, WITHOUT ROWID",
    "CREATE INDEX name_by_contact ON name (contact)",
)
_SETTLED: Final = ("id", "ref", "stage", "opened", "finished", "open_log")
"""What an answer hardly ever changes, and what the indexes are over."""
_CHANGES: Final = tuple(name for name in _COLUMNS if name not in _SETTLED)
_CHANGE: Final = (
    f"UPDATE contact SET {', '.join(f'{name} = :{name}' for name in _CHANGES)} "
    f"WHERE {' AND '.join(f'{name} = :{name}' for name in _SETTLED)}"
)
_PUT: Final = (
    f"INSERT INTO contact VALUES ({', '.join(f':{name}' for name in _COLUMNS)}) ON CONFLICT (id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[1:])
)


def current(db: Database) -> bool:
    """Whether the tables are there in today's shape."""
    row = db.conn.execute("SELECT value FROM meta WHERE name = 'projections'").fetchone()
    return row is not None and row[0] == VERSION


def rebuild(db: Database, lines: Iterable[Summary]) -> None:
    """Drop the tables and make them anew from these lines; inside a transaction of the caller's."""
    run(db.conn, _TABLES)
    for line in lines:
        put(db, line)
    db.conn.execute("INSERT OR REPLACE INTO meta VALUES ('projections', ?)", (VERSION,))


def put(db: Database, line: Summary) -> None:
    """This contact's line, new or changed; inside a transaction of the caller's."""
    entry = {name: getattr(line, name) for name in _COLUMNS}
    if not db.conn.execute(_CHANGE, entry).rowcount:
        db.conn.execute(_PUT, entry)
    words = {word for name in line.names for word in _parts(folded(name))}
    there = {row[0] for row in db.conn.execute("SELECT word FROM name WHERE contact = ?", (line.id,))}
    if words != there:
        db.conn.execute("DELETE FROM name WHERE contact = ?", (line.id,))
        db.conn.executemany("INSERT INTO name VALUES (?, ?)", [(word, line.id) for word in sorted(words)])


def happened(db: Database, contact: str, at: str) -> None:
    """Something happened in this contact that changes nothing else of its line."""
    db.conn.execute("UPDATE contact SET last_at = ? WHERE id = ?", (at, contact))


def lines(db: Database, where: str, values: tuple[Any, ...] = ()) -> list[Summary]:
    """The lines for a `WHERE … ORDER BY …` of ours, without their names."""
    rows = db.conn.execute(f"SELECT {', '.join(_COLUMNS)} FROM contact {where}", values)
    return [_summary(row) for row in rows]


def count(db: Database, where: str, values: tuple[Any, ...], most: int = 1 << 60) -> int:
    """How many there are for such a `WHERE …`, so many at most."""
    counted = f"SELECT count(*) FROM (SELECT 1 FROM contact {where} LIMIT ?)"
    return db.conn.execute(counted, (*values, most)).fetchone()[0]


def _summary(row: tuple[Any, ...]) -> Summary:
    entry = dict(zip(_COLUMNS, row, strict=True))
    entry |= {name: bool(entry[name]) for name in ("sufficient", "gone", "open_log")}
    return Summary(**entry, names=())


def by_ref(db: Database, ref: str) -> Summary | None:
    """The contact with this reference or id."""
    found = lines(db, "WHERE ref = ? OR id = ?", (ref.upper(), ref.lower()))
    return found[0] if found else None


def found(db: Database, text: str, most: int) -> list[Summary]:
    """Contacts whose reference, or the names in which, begin with each word of `text`; the latest first.

    What is typed is only ever compared, never made part of a statement.
    """
    conditions: list[str] = []
    values: list[Any] = []
    for word in dict.fromkeys(folded(text).split()):
        parts = _parts(word)[:MOST_WORDS]
        if parts and len(conditions) < MOST_WORDS:
            named = " INTERSECT ".join([_BEGINS] * len(parts))
            conditions.append(f"id IN ({_REFERRED} UNION SELECT * FROM ({named}))")
            values += [word.upper(), word.upper() + _LAST]
            values += [bound for part in parts for bound in (part, part + _LAST)]
    if not conditions:
        return []
    return lines(db, f"WHERE {' AND '.join(conditions)} ORDER BY opened DESC, id LIMIT ?", (*values, most))


def _parts(name: str) -> list[str]:
    return name.replace("-", " ").split()


def folded(text: str) -> str:
    """Text for comparing: without case, accents and apostrophes; hyphens stay, since a reference has one."""
    plain = unicodedata.normalize("NFKD", text.translate(_TYPED)).casefold()
    letters = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return "".join(c if c.isalnum() or c == "-" else " " for c in letters.translate(_TYPED))
