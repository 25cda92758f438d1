"""Final all at once or not at all: event, revision, queue and list, whatever fails or dies in between."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from desk.hands import HandClock, desk_on, ready

from stalkdesk.contact.contact import Stage
from stalkdesk.contact.outcome import Grade
from stalkdesk.desk import finishing
from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import Desk
from stalkdesk.journal.home import Home
from stalkdesk.journal.journal import NotKept
from stalkdesk.sync import outbox

TESTS = Path(__file__).parent.parent


def stored(desk: Desk, call: Call) -> list[tuple[int, str, bytes]]:
    where = "SELECT revision, sha256, payload FROM revision WHERE contact = ?"
    return [tuple(row) for row in desk.journal.db.conn.execute(where, (call.contact.id,))]


def nothing_of_it(desk: Desk, call: Call) -> None:
    contact, _ = desk.read(call.contact.id, log=False)
    assert contact.stage is not Stage.FINISHED
    assert stored(desk, call) == []
    assert outbox.row_of(desk.journal.db, contact.id) is None
    assert desk.line(contact.ref).stage == contact.stage.value
    assert desk.line(contact.ref).revision == 0
    assert desk.journal.verify().broken_at is None


@pytest.mark.parametrize("table", ["event", "contact", "revision", "outbox"])
def test_where_one_part_cannot_be_kept_none_is(desk: Desk, call: Call, table: str) -> None:
    ready(call)
    finishing.grade(call, Grade.SAME_DAY)
    for verb in ("INSERT", "UPDATE"):
        desk.journal.db.conn.execute(
            f"CREATE TEMP TRIGGER stuck_{verb} BEFORE {verb} ON main.{table} "
            "BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
        )
    before = call.contact
    with pytest.raises(NotKept, match="the disk is full"):
        desk.finish(call)
    assert call.contact == before
    nothing_of_it(desk, call)
    for verb in ("INSERT", "UPDATE"):
        desk.journal.db.conn.execute(f"DROP TRIGGER stuck_{verb}")
    desk.finish(call)
    assert len(stored(desk, call)) == 1
    assert desk.journal.verify().broken_at is None


def test_a_contact_is_opened_whole_or_not_at_all(desk: Desk) -> None:
    before = desk.journal.verify()
    desk.journal.db.conn.execute(
        "CREATE TEMP TRIGGER stuck BEFORE INSERT ON main.event WHEN NEW.seq = 3 "
        "BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
    )
    with pytest.raises(NotKept):
        desk.open("call", caller_number="07700 900123")
    assert desk.journal.verify() == before
    assert desk.overview().in_hand == ()
    desk.journal.db.conn.execute("DROP TRIGGER stuck")
    assert desk.open("call", caller_number="07700 900123").contact.seq == 4


def test_killed_at_any_moment_of_it_there_is_all_or_nothing(home: Home, clock: HandClock) -> None:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])}
    with desk_on(home, clock) as desk:
        call = ready(desk.open("call"))
        finishing.grade(call, Grade.SAME_DAY)
        id = call.contact.id
    at, said = 0, ""
    while "final" not in said:
        at += 1
        done = subprocess.run(
            [sys.executable, str(TESTS / "desk" / "finisher.py"), str(home.folder), id, str(at)],
            capture_output=True,
            text=True,
            env=env,
            check=False,
        )
        said = done.stdout
        assert done.returncode == (0 if "final" in said else -signal.SIGKILL), done.stderr
        with desk_on(home, clock) as desk:
            if "final" in said:
                assert (len(stored(desk, call)), desk.line(call.contact.ref).stage) == (1, "finished")
                assert desk.journal.verify().broken_at is None
            else:
                nothing_of_it(desk, call)
    assert "INSERT INTO outbox" in said
    assert "INSERT INTO revision" in said
    assert at > 6
