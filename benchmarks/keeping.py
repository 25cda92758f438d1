"""What it costs to have an answer on the disk, beside a commit of the same row by SQLite alone, turn and turn about."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path

from figures import Figure, middle, worst

from stalkdesk.clock import Clock
from stalkdesk.contact.kinds import Answered
from stalkdesk.desk.call import Call
from stalkdesk.desk.opening import home_of, opened

BAR = 2.0
"""Milliseconds over the raw commit."""
_ROW = (
    "CREATE TABLE event (position INTEGER PRIMARY KEY, contact TEXT NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL,"
    " body TEXT NOT NULL, at TEXT NOT NULL, elapsed REAL NOT NULL, who TEXT NOT NULL, prev TEXT NOT NULL,"
    " hash TEXT NOT NULL) STRICT"
)
_ANSWERS = ("yes", "no")


def measured(home: Path, times: int) -> list[Figure]:
    """So many answers kept, a raw commit before each."""
    ours: list[float] = []
    whole: list[float] = []
    raw: list[float] = []
    with opened(home_of(str(home), practice=True), Clock()) as station, closing(_raw(home)) as floor:
        desk = station.desk
        call = desk.open("call")
        question = next(id for id, one in call.view.assessment.qset.questions.items() if one.kind.value == "yes_no")
        for number in range(times):
            value = _ANSWERS[number % 2]
            raw.append(_timed(lambda: _commit(floor)))
            ours.append(_timed(lambda value=value: _keep(call, question, value)))
            raw.append(_timed(lambda: _commit(floor)))
            whole.append(_timed(lambda value=value: call.answer(question, value=value, sure=True)))
        desk.park(call)
    return [
        Figure(
            what="an answer on the disk, median", ours=middle(ours), unit="ms", floor=middle(raw), bar=BAR, plus=True
        ),
        Figure(what="  99 of 100", ours=worst(ours), unit="ms", floor=worst(raw), bar=BAR, plus=True),
        Figure(what="  with the assessment, median", ours=middle(whole), unit="ms", floor=middle(raw), plus=True),
        Figure(what="  with the assessment, 99 of 100", ours=worst(whole), unit="ms", floor=worst(raw), plus=True),
    ]


@contextlib.contextmanager
def raw_commits(home: Path) -> Generator[Callable[[], float]]:
    """Something that makes one raw commit beside a home each time it is asked; milliseconds."""
    with closing(_raw(home)) as floor:
        yield lambda: _timed(lambda: _commit(floor))


def _keep(call: Call, question: str, value: str) -> None:
    call.keep(Answered(question=question, to=question, value=value))


def _raw(home: Path) -> sqlite3.Connection:
    path = home.with_name("floor.db")  # beside the home: on the same disk
    for one in path.parent.glob("floor.db*"):
        one.unlink()
    floor = sqlite3.connect(path, isolation_level=None)
    for setting in ("synchronous = EXTRA", "journal_mode = WAL", "locking_mode = EXCLUSIVE"):
        floor.execute(f"PRAGMA {setting}")
    floor.execute(_ROW)
    return floor


def _commit(floor: sqlite3.Connection) -> None:
    body = json.dumps({"question": "danger_now", "to": "danger_now", "value": "yes", "known_by": "asked"})
    row = ("0" * 32, 1, "answered", body, "2026-11-21T12:00:00.000Z", 1.0, "practice", "0" * 64, "0" * 64)
    floor.execute("BEGIN IMMEDIATE")
    floor.execute("INSERT INTO event VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    floor.execute("COMMIT")


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000
