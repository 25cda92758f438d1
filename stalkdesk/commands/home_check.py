"""What the doctor looks at in a home: where it is, whether it is private, and whether its journal is sound.

It never makes a home, a key or a journal.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from stalkdesk.clock import Clock
from stalkdesk.errors import BadInput
from stalkdesk.journal import projections
from stalkdesk.journal.database import DbError
from stalkdesk.journal.home import Home, InUse
from stalkdesk.journal.journal import Journal
from stalkdesk.journal.key import practice_key
from stalkdesk.sync import outbox

LEAST_FREE: Final = 200 * 1024 * 1024
_FOR_OTHERS: Final = 0o077
_PRIVATE: Final = ("", "journal.db", "journal.db-wal", "practice.key", "lock", "force-system")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at. `mend` says what to do; empty where nothing is wrong. `value` is for programs."""

    about: str
    words: str
    value: Any = None
    mend: str = ""


def look_at(home: Home, *, quick: bool) -> Iterator[Finding]:
    """Everything about one home. `quick` leaves out what takes long where there are many records."""
    kind = "practice desk" if home.practice else "live desk"
    place = str(home.folder)
    if home.folder.exists() and not home.folder.is_dir():
        yield Finding(about=kind, words=f"{place} is a file", mend="name a folder with --home, or one that can be made")
        return
    if not home.folder.is_dir():
        made = "stalkdesk --practice makes it" if home.practice else "live desks can't be set up in this version"
        yield Finding(about=kind, words=f"none at {place}; {made}", value={"home": place, "there": False})
        return
    yield Finding(about=kind, words=f"at {place}", value={"home": place, "there": True})
    yield from _kind(home)
    yield _private(home, kind)
    yield _room(home.folder, kind)
    if home.practice and home.journal.exists():
        yield from _journal(home, kind, quick=quick)


def _kind(home: Home) -> Iterator[Finding]:
    wanted = "practice" if home.practice else "live"
    try:
        found = (home.folder / "kind").read_text(encoding="utf-8", errors="replace").strip()
    except FileNotFoundError:
        return
    except OSError as error:
        yield Finding(about="kind of home", words=f"can't be read ({error.strerror})", mend="make it readable for you")
        return
    if found != wanted:
        mend = "practice and live are never mixed; choose another folder with --home"
        yield Finding(about="kind of home", words=f"{home.folder} is not a {wanted} home", value=found, mend=mend)


def _private(home: Home, kind: str) -> Finding:
    if os.name != "posix":
        return Finding(about=f"{kind}, private", words="this system keeps its own rights; see to them by its means")
    paths = [home.folder / name if name else home.folder for name in _PRIVATE]
    open_ones = [str(path) for path in paths if path.exists() and path.stat().st_mode & _FOR_OTHERS]
    if open_ones:
        mend = f"chmod -R go= {home.folder}"
        words = f"others on this machine may look into {', '.join(open_ones)}"
        return Finding(about=f"{kind}, private", words=words, value=False, mend=mend)
    return Finding(about=f"{kind}, private", words="only you can read it", value=True)


def _room(folder: Path, kind: str) -> Finding:
    free = shutil.disk_usage(folder).free
    words = f"{free / 1024**3:.1f} GiB free"
    mend = "make room on this disk, or answers can soon no longer be kept" if free < LEAST_FREE else ""
    return Finding(about=f"{kind}, room", words=words, value=free, mend=mend)


def _journal(home: Home, kind: str, *, quick: bool) -> Iterator[Finding]:
    about = f"{kind}, journal"
    if not home.key.exists():
        mend = "put the file back from a copy; without it the records can't be read"
        yield Finding(about=about, words=f"its key {home.key} is missing", value=False, mend=mend)
        return
    try:
        with home.held(Clock().now()), Journal(home, practice_key(home)) as journal:
            yield from _open_journal(journal, about, quick=quick)
    except InUse as error:
        yield Finding(about=about, words=f"open in another stalkdesk ({error.who}); look again when it is closed")
    except BadInput as error:
        problem = error.problems[0]
        yield Finding(about=about, words=f"{problem.file} {problem.what}", value=False, mend=problem.mend)
    except DbError as error:
        yield Finding(about=about, words=f"can't be read ({error})", value=False, mend=_COPY)
    except OSError as error:
        mend = "make the home and its files yours to read and write"
        yield Finding(about=about, words=f"can't be opened ({error.strerror})", value=False, mend=mend)


_COPY: Final = "keep this home as it is, for a person to look at, and go on in another with --home"


def _open_journal(journal: Journal, about: str, *, quick: bool) -> Iterator[Finding]:
    db = journal.db
    if projections.current(db):
        count = db.conn.execute("SELECT count(*) FROM contact").fetchone()[0]
        waiting = sum(n for state, n in outbox.counts(db).items() if state not in ("delivered", "superseded"))
        words = f"{count:,} record{'s' * (count != 1)}, {waiting:,} NOT YET IN FORCE SYSTEM"
        yield Finding(about=about, words=words, value={"records": count, "not_delivered": waiting})
    else:
        yield Finding(about=about, words="its lists are made anew at the next start")
    if quick:
        yield Finding(about=f"{about} chain", words="not looked at, since --quick was given")
        return
    try:
        verdict = journal.verify()
    except ValueError:  # a body that is no JSON any more
        yield Finding(about=f"{about} chain", words="an event can't be read", value=False, mend=_COPY)
        return
    if verdict.broken_at is None:
        value = {"events": verdict.events, "head": verdict.head}
        yield Finding(about=f"{about} chain", words=f"{verdict.events:,} events, none changed", value=value)
    else:
        words = f"event {verdict.broken_at:,} does not fit: somebody changed, added or removed events there"
        yield Finding(about=f"{about} chain", words=words, value={"broken_at": verdict.broken_at}, mend=_COPY)
    faults = [str(row[0]) for row in db.conn.execute("PRAGMA cipher_integrity_check").fetchmany(5)]
    faults += [str(row[0]) for row in db.conn.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
    if faults:
        yield Finding(about=f"{about} pages", words="; ".join(faults), value=False, mend=_COPY)
    else:
        yield Finding(about=f"{about} pages", words="whole", value=True)
