"""The index of people: a second encrypted file, made from the journal alone, so that looking somebody up never touches
the journal. It may be deleted at any time; the desk makes it anew."""

from __future__ import annotations

import contextlib
import json
import os
from collections import Counter
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2

from stalkdesk.journal.database import DbError, run
from stalkdesk.people.born import Born
from stalkdesk.people.common import COMMON_GIVEN, COMMON_SURNAMES, RARE
from stalkdesk.people.keys import keys
from stalkdesk.people.known import Known
from stalkdesk.people.names import Name
from stalkdesk.people.near import traces
from stalkdesk.people.numbers import Handle, Phone
from stalkdesk.people.places import Place
from stalkdesk.people.spots import Spot
from stalkdesk.people.spots import keys as spot_keys
from stalkdesk.people.spots import spot as make_spot

VERSION: Final = 3
"""Raised when the tables, the keys or what is understood of people changes; the file is then made anew."""
GIVEN, SURNAME = 0, 1
FEW: Final = 2000
"""People in the index for whom the list of common names counts as much as they do themselves."""
FIRST: Final = (-(2**63), -1)
"""Before every key there is."""
_cipher: Any = sqlcipher3.dbapi2
_SETTINGS: Final = (
    "PRAGMA cache_size = -8192",
    # What is lost to a power cut is made anew from the journal.
    "PRAGMA synchronous = OFF",
    "PRAGMA journal_mode = WAL",
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA trusted_schema = OFF",
)
_TABLES: Final = (
    "CREATE TABLE state (version INTEGER NOT NULL, position INTEGER NOT NULL) STRICT",
    """
    CREATE TABLE person (
        id INTEGER PRIMARY KEY, contact TEXT NOT NULL, number INTEGER NOT NULL, role TEXT NOT NULL, known TEXT NOT NULL,
        UNIQUE (contact, number)
    ) STRICT
    """,
    "CREATE TABLE key (key INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (key, id)) STRICT, WITHOUT ROWID",
    """
    CREATE TABLE word (
        id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, text TEXT NOT NULL, people INTEGER NOT NULL, UNIQUE (kind, text)
    ) STRICT
    """,
    "CREATE TABLE spot (key INTEGER NOT NULL, contact TEXT NOT NULL, kind TEXT NOT NULL, said TEXT NOT NULL) STRICT",
    "CREATE INDEX spot_by_key ON spot (key)",
    "CREATE INDEX spot_by_contact ON spot (contact)",
    """
    CREATE TABLE trace (
        trace INTEGER NOT NULL, word INTEGER NOT NULL, PRIMARY KEY (trace, word)
    ) STRICT, WITHOUT ROWID
    """,
)
_UNDER_EACH: Final = """
    SELECT asked.key, key.id FROM json_each(?) AS asked CROSS JOIN key ON key.key = asked.value AND key.id >=
        coalesce((SELECT id FROM key WHERE key = asked.value ORDER BY id DESC LIMIT 1 OFFSET ?), 0)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in an earlier contact. `number` is theirs among the people of it."""

    id: int
    contact: str
    number: int
    role: str
    known: Known


class PeopleIndex:
    """The open file; one thread's at a time. `position` is that of the last event of the journal taken into it."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key
        self._shares: dict[tuple[int, str], float] = {}
        self._db: Any = self._opened()
        self.position: int = self._db.execute("SELECT position FROM state").fetchone()[0]
        self.people: int = self._counted()

    def _counted(self) -> int:
        return self._db.execute("SELECT count(*) FROM person").fetchone()[0]

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _opened(self) -> Any:
        """The file, made anew where it is of an earlier version, broken, or not there."""
        with contextlib.suppress(DbError):
            db = self._connected()
            if db.execute("SELECT version FROM state").fetchone() == (VERSION,):
                return db
            db.close()
        forget(self._path)
        db = self._connected()
        db.execute("BEGIN")
        run(db, _TABLES)
        db.execute("INSERT INTO state VALUES (?, 0)", (VERSION,))
        db.execute("COMMIT")
        return db

    def _connected(self) -> Any:
        if not self._path.exists():
            os.close(os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        db = _cipher.connect(str(self._path), isolation_level=None, check_same_thread=False)
        try:
            db.execute("PRAGMA cipher_log_level = NONE")
            db.execute(f"PRAGMA key = \"x'{self._key.hex()}'\"")
            run(db, _SETTINGS)
        except DbError:
            db.close()
            raise
        return db

    # Writing

    @contextlib.contextmanager
    def writing(self, position: int) -> Generator[None]:
        """One transaction, after which the index is at this position of the journal."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("UPDATE state SET position = ?", (position,))
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            self.people = self._counted()
            raise
        self.position = position
        self._shares.clear()

    def put(self, contact: str, people: Mapping[int, tuple[str, Known]]) -> None:
        """Everybody in this contact, by their number, with their role: those that were there before are dropped.
        Inside `writing`."""
        for id, known in self._db.execute("SELECT id, known FROM person WHERE contact = ?", (contact,)).fetchall():
            self._forget(id, unpacked(known))
        for number, (role, known) in people.items():
            row = (contact, number, role, packed(known))
            id = self._db.execute(
                "INSERT INTO person (contact, number, role, known) VALUES (?, ?, ?, ?)", row
            ).lastrowid
            self._db.executemany("INSERT INTO key VALUES (?, ?)", [(hashed(key), id) for key in keys(known)])
            self._count(known, 1)
            self.people += 1

    def put_spots(self, contact: str, spots: Iterable[Spot]) -> None:
        """The places of this contact, in place of those that were there. Inside `writing`."""
        self._db.execute("DELETE FROM spot WHERE contact = ?", (contact,))
        rows = [(hashed(key), contact, spot.kind, spot.said) for spot in spots for key in spot_keys(spot)]
        self._db.executemany("INSERT INTO spot VALUES (?, ?, ?, ?)", rows)

    def _forget(self, id: int, known: Known) -> None:
        self._db.executemany("DELETE FROM key WHERE key = ? AND id = ?", [(hashed(key), id) for key in keys(known)])
        self._db.execute("DELETE FROM person WHERE id = ?", (id,))
        self._count(known, -1)
        self.people -= 1

    def _count(self, known: Known, by: int) -> None:
        """The words of the names, each once for a person, and what each is found by."""
        for kind, text in words_of(known):
            changed = self._db.execute(
                "UPDATE word SET people = people + ? WHERE kind = ? AND text = ?", (by, kind, text)
            )
            if not changed.rowcount:
                word = self._db.execute(
                    "INSERT INTO word (kind, text, people) VALUES (?, ?, ?)", (kind, text, by)
                ).lastrowid
                self._db.executemany(
                    "INSERT INTO trace VALUES (?, ?)", [(hashed(f"{kind}{t}"), word) for t in traces(text)]
                )

    # Reading

    def under(self, key: str, most: int) -> list[int]:
        """Those found under a key, the latest first: so many at most."""
        rows = self._db.execute("SELECT id FROM key WHERE key = ? ORDER BY id DESC LIMIT ?", (hashed(key), most))
        return [row[0] for row in rows]

    def under_each(self, keys: Sequence[str], most: int) -> list[list[int]]:
        """The same of each key, all in one statement: of a thousand keys that somebody may be found under, hardly a
        tenth is there, and a statement for each would take longer than everything that is found."""
        found: list[list[int]] = [[] for _ in keys]
        asked = json.dumps([hashed(key) for key in keys])
        for place, id in self._db.execute(_UNDER_EACH, (asked, most - 1)):
            found[place].append(id)
        for ids in found:
            ids.reverse()
        return found

    def at(self, spot: Spot, most: int) -> list[tuple[str, Spot]]:
        """Places found under a key of this one, each with its contact. A key with more than so many says nothing."""
        found: dict[tuple[str, str, str], None] = {}
        for key in spot_keys(spot):
            rows = self._db.execute(
                "SELECT contact, kind, said FROM spot WHERE key = ? LIMIT ?", (hashed(key), most + 1)
            ).fetchall()
            if len(rows) <= most:
                found.update(dict.fromkeys(rows))
        return [(contact, make_spot(kind, said)) for contact, kind, said in found]

    def people_of(self, ids: Iterable[int]) -> list[Person]:
        """These people."""
        found: list[Person] = []
        ids = list(ids)
        for at in range(0, len(ids), 500):
            some = ids[at : at + 500]
            rows = self._db.execute(
                f"SELECT id, contact, number, role, known FROM person WHERE id IN ({','.join('?' * len(some))})", some
            )
            found += [
                Person(id=id, contact=contact, number=number, role=role, known=unpacked(known))
                for id, contact, number, role, known in rows
            ]
        return found

    def people_in(self, contacts: Iterable[str]) -> list[Person]:
        """Everybody in these contacts."""
        contacts, ids = list(contacts), list[int]()
        for at in range(0, len(contacts), 500):
            some = contacts[at : at + 500]
            marks = ",".join("?" * len(some))
            ids += [row[0] for row in self._db.execute(f"SELECT id FROM person WHERE contact IN ({marks})", some)]
        return self.people_of(ids)

    def with_role(self, role: str) -> dict[int, tuple[str, int]]:
        """Everybody with this role, by id: their contact, and their number in it."""
        rows = self._db.execute("SELECT id, contact, number FROM person WHERE role = ?", (role,))
        return {id: (contact, number) for id, contact, number in rows}

    def keys_after(self, at: tuple[int, int], most: int) -> list[tuple[int, int]]:
        """Keys, each with the id of somebody found under it, in their order, from after this one on: so many at most.
        `FIRST` begins."""
        return self._db.execute(
            "SELECT key, id FROM key WHERE (key, id) > (?, ?) ORDER BY key, id LIMIT ?", (*at, most)
        ).fetchall()

    def near(self, kind: int, text: str, most: int = 400) -> dict[str, int]:
        """Names of a kind that may be this one misheard or mistyped, each with how many people have it."""
        found: dict[str, int] = {}
        for trace in traces(text):
            rows = self._db.execute(
                "SELECT text, people FROM trace JOIN word ON word.id = trace.word "
                "WHERE trace = ? AND people > 0 LIMIT ?",
                (hashed(f"{kind}{trace}"), most),
            )
            found.update(rows)
        return found

    def begin_with(self, kind: int, text: str, most: int) -> dict[str, int]:
        """Names of a kind that begin so, the commonest first."""
        rows = self._db.execute(
            "SELECT text, people FROM word WHERE kind = ? AND text >= ? AND text < ? AND people > 0 "
            "ORDER BY people DESC LIMIT ?",
            (kind, text, text + "{", most),
        )
        return dict(rows)

    def share(self, kind: int, text: str) -> float:
        """The share of the people here with this name; a guess, from how common names are in general, while few are."""
        found = self._shares.get((kind, text))
        if found is None:
            row = self._db.execute("SELECT people FROM word WHERE kind = ? AND text = ?", (kind, text)).fetchone()
            seen = row[0] if row is not None else 0
            expected = (COMMON_GIVEN, COMMON_SURNAMES)[kind].get(text, RARE)
            found = self._shares[kind, text] = (seen + FEW * expected) / (self.people + FEW)
        return found

    def given(self, name: str) -> float:
        """The share of people with this given name."""
        return self.share(GIVEN, name.split(maxsplit=1)[0] if name else "")

    def surname(self, name: str) -> float:
        """The share of people with this surname."""
        return self.share(SURNAME, name)


def forget(path: Path) -> None:
    """Take the file away; it is made anew from the journal."""
    for beside in ("", "-wal", "-shm"):
        path.with_name(path.name + beside).unlink(missing_ok=True)


def words_of(known: Known) -> Counter[tuple[int, str]]:
    """The given names and surnames somebody goes by, with their kind."""
    found: Counter[tuple[int, str]] = Counter()
    for name in known.names:
        if name.given:
            found[GIVEN, name.given.split()[0]] = 1
        if name.surname:
            found[SURNAME, name.surname] = 1
    return found


def hashed(key: str) -> int:
    """A key in 64 bits: two that meet by chance only cost a comparison more."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def packed(known: Known) -> str:
    """What is known of somebody, for the file."""
    born, place = known.born, known.place
    return json.dumps(
        [
            [[name.given, name.surname] for name in known.names],
            None if born is None else [born.first.toordinal(), born.last.toordinal()],
            [[phone.whole, phone.digits] for phone in known.phones],
            list(known.mails),
            [[handle.platform, handle.name] for handle in known.handles],
            list(known.plates),
            list(known.postcodes),
            None if place is None else [place.number, place.words, place.flat],
            known.work,
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


class Unreadable(Exception):
    """What stands in the file is not what this version writes."""


def unpacked(text: str) -> Known:
    """The same again. Raises Unreadable."""
    try:
        return _unpacked(text)
    except (IndexError, TypeError, ValueError) as error:
        raise Unreadable("the index of people can't be read and is made anew") from error


def _unpacked(text: str) -> Known:
    names, born, phones, mails, handles, plates, postcodes, place, work = json.loads(text)
    return Known(
        names=tuple(Name(given, surname) for given, surname in names),
        born=None if born is None else Born(date.fromordinal(born[0]), date.fromordinal(born[1])),
        phones=tuple(Phone(whole, digits) for whole, digits in phones),
        mails=tuple(mails),
        handles=tuple(Handle(platform, name) for platform, name in handles),
        plates=tuple(plates),
        postcodes=tuple(postcodes),
        place=None if place is None else Place(number=place[0], words=place[1], flat=place[2]),
        work=work,
    )
