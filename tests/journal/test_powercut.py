"""Power cuts: what was committed is there afterwards, with our settings; with weaker ones it is not."""

from __future__ import annotations

import contextlib
import random
from itertools import count
from pathlib import Path

import apsw
import pytest
from journal.powercut import Disk, PowerCutError, PowerCutVFS

from stalkdesk.journal.database import EVENT, SETTINGS

CUTS = 300
_NAMES = count()
NAME = "journal.db"
PLAIN = [setting for setting in SETTINGS if "cipher" not in setting]


def weaker(value: str) -> list[str]:
    return [setting.replace("synchronous = EXTRA", f"synchronous = {value}") for setting in PLAIN]


def write_until_the_cut(connection: apsw.Connection, settings: list[str]) -> int:
    """Append events until the power goes; how many were committed before."""
    committed = 0
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # before WAL, which here has no shared memory
        for statement in (*settings, "PRAGMA wal_autocheckpoint = 12", *EVENT):
            connection.execute(statement)
        while True:
            row = (committed, "c", committed, "answer", "x" * 300, "at", 1.0, "who", "prev", f"hash{committed}")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(f"INSERT INTO event VALUES ({', '.join('?' * len(row))})", row)
            connection.execute("COMMIT")
            committed += 1
    except (PowerCutError, apsw.Error):
        return committed


def run(number: int, settings: list[str], folder: Path, *, keeps_order: bool) -> tuple[int, int, bool]:
    """One cut: events committed before it, events there after it, and whether the file is sound."""
    chance = random.Random(number)
    disk = Disk(chance, chance.randint(40, 400), keeps_order=keeps_order)
    vfs = PowerCutVFS(f"cut{next(_NAMES)}", disk)
    writer = apsw.Connection(NAME, vfs=vfs.name)
    committed = write_until_the_cut(writer, settings)
    disk.after_the_cut(folder)  # before the writer is let go: closing would still tidy up
    with contextlib.suppress(PowerCutError, apsw.Error):
        writer.close(True)
    connection = apsw.Connection(str(folder / NAME))
    try:
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        there = connection.execute("SELECT count(*) FROM event").fetchone()[0]
    except apsw.Error as error:
        return committed, 0, "no such table" in str(error) and committed == 0
    finally:
        connection.close()
    return committed, there, sound


@pytest.mark.parametrize("keeps_order", [True, False])
def test_no_committed_event_is_lost_and_no_file_is_damaged(tmp_path: Path, keeps_order: bool) -> None:
    total = 0
    for number in range(CUTS):
        folder = tmp_path / str(number)
        folder.mkdir()
        committed, there, sound = run(number, PLAIN, folder, keeps_order=keeps_order)
        assert sound, number
        assert there >= committed, number
        total += committed
    assert total > CUTS * 5


@pytest.mark.parametrize(("value", "keeps_order"), [("FULL", False), ("NORMAL", True), ("OFF", True)])
def test_the_disk_does_lose_what_is_not_synced(tmp_path: Path, value: str, keeps_order: bool) -> None:
    """The control: with weaker settings the same cuts must lose something, or the test above shows nothing.

    FULL loses only on a file system without a journal of its own, where the rollback journal of the
    change to WAL comes back: that is why it is EXTRA.
    """
    lost = 0
    for number in range(CUTS):
        folder = tmp_path / str(number)
        folder.mkdir()
        committed, there, sound = run(number, weaker(value), folder, keeps_order=keeps_order)
        lost += there < committed or not sound
    assert lost > CUTS // 20
