"""The journal on real files: what is kept is there, whole and private, whatever happens."""

from __future__ import annotations

import random
import resource
import signal
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as cipher
from hypothesis import given
from hypothesis import strategies as st
from journal.writer import event
from sqlite_utils import Database

from stalkdesk.contact.event import Event, canonical
from stalkdesk.errors import BadInput
from stalkdesk.journal.chain import START, link
from stalkdesk.journal.database import DbError, open_database
from stalkdesk.journal.home import Home, InUse
from stalkdesk.journal.journal import Journal, NotKept
from stalkdesk.journal.key import practice_key

WRITER = [sys.executable, str(Path(__file__).parent / "writer.py")]
NOW = "2026-11-21T22:44:00.000Z"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "practice", practice=True)
    made.make()
    return made


def opened(home: Home) -> Journal:
    return Journal(home, practice_key(home))


def fill(home: Home, count: int) -> list[Event]:
    events = [event(number) for number in range(count)]
    with opened(home) as journal:
        for one in events:
            journal.append(one)
    return events


def test_what_is_appended_is_read_back_in_order_also_after_reopening(home: Home) -> None:
    events = fill(home, 7)
    with opened(home) as journal:
        assert list(journal.events()) == events
        assert list(journal.events("c1")) == [one for one in events if one.contact == "c1"]
        assert journal.contacts() == ["c0", "c1", "c2"]
        verdict = journal.verify()
    assert (verdict.events, verdict.broken_at) == (7, None)


def test_each_event_is_linked_to_the_one_before(home: Home) -> None:
    with opened(home) as journal:
        head = START
        for number in range(4):
            kept = journal.append(event(number))
            assert kept == link(head, event(number))
            head = kept
        assert journal.verify().head == head


@given(
    st.dictionaries(st.text(), st.text() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.none())
)
def test_an_event_has_one_canonical_text(body: dict[str, object]) -> None:
    one = Event(contact="c", seq=1, kind="k", body=body, at=NOW, elapsed=1, who="w")
    assert canonical(one) == canonical(replace(one, elapsed=1.0, body=dict(reversed(body.items()))))
    assert link(START, one) != link(START, replace(one, who="other"))
    assert link(START, one) != link("1" * 64, one)


def test_nothing_readable_is_on_the_disk_and_only_its_user_may_look(home: Home) -> None:
    with opened(home) as journal:
        for number in range(50):
            journal.append(event(number, note="Rebecca Thornton, 14 Mill Lane"))
        for path in home.folder.iterdir():
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
            if path != home.key:
                content = path.read_bytes()
                assert b"Thornton" not in content
                assert b"SQLite format 3" not in content
    assert stat.S_IMODE(home.folder.stat().st_mode) == 0o700


def test_another_key_opens_nothing_and_harms_nothing(home: Home) -> None:
    fill(home, 3)
    with pytest.raises(BadInput, match="can't be opened"):
        open_database(home.journal, bytes(32))
    with opened(home) as journal:
        assert journal.verify().events == 3


def test_a_key_that_is_damaged_is_named(home: Home) -> None:
    fill(home, 1)
    home.key.write_bytes(b"short")
    with pytest.raises(BadInput, match="is not a key"):
        opened(home)


def test_a_live_home_has_no_key_in_a_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="only a practice home"):
        practice_key(Home(tmp_path, practice=False))


def test_practice_and_live_never_share_a_home(home: Home) -> None:
    with pytest.raises(BadInput, match="never mixed"):
        Home(home.folder, practice=False).make()


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="can't be used"):
        Home(tmp_path / "file" / "home", practice=True).make()
    with pytest.raises(BadInput, match="network share"):
        Home(Path("//server/share/home"), practice=True).make()


@pytest.mark.parametrize("statement", ["UPDATE event SET body = '{}'", "DELETE FROM event"])
def test_events_cannot_be_changed_or_deleted(home: Home, statement: str) -> None:
    fill(home, 3)
    db = open_database(home.journal, practice_key(home))
    with pytest.raises(DbError, match="events are kept"):
        db.conn.execute(statement)
    db.close()


@pytest.mark.parametrize(
    ("tampering", "broken_at"),
    [
        ("UPDATE event SET body = replace(body, 'yes', 'no') WHERE position = 4", 4),
        ("UPDATE event SET who = 'nobody' WHERE position = 1", 1),
        ("UPDATE event SET at = '2020-01-01T00:00:00.000Z' WHERE position = 6", 6),
        ("DELETE FROM event WHERE position = 3", 3),
        ("UPDATE event SET hash = prev || '0' WHERE position = 5", 5),
    ],
)
def test_whoever_gets_past_that_shows_in_the_chain(home: Home, tampering: str, broken_at: int) -> None:
    fill(home, 6)
    db = open_database(home.journal, practice_key(home))
    db.conn.execute("DROP TRIGGER event_is_never_changed")
    db.conn.execute("DROP TRIGGER event_is_never_deleted")
    db.conn.execute(tampering)
    db.close()
    with opened(home) as journal:
        assert journal.verify().broken_at == broken_at


def test_what_is_written_with_an_event_is_there_with_it_or_not_at_all(home: Home) -> None:
    with opened(home) as journal:
        journal.append(event(0), also=lambda db: db.conn.execute("CREATE TABLE beside (a)"))

        def half(db: Database) -> None:
            db.conn.execute("INSERT INTO beside VALUES (1)")
            raise RuntimeError("half way")

        with pytest.raises(RuntimeError, match="half way"):
            journal.append(event(1), also=half)
        journal.append(event(1), also=lambda db: db.conn.execute("INSERT INTO beside VALUES (2)"))
        assert journal.verify().events == 2
    db = open_database(home.journal, practice_key(home))
    assert db.conn.execute("SELECT a FROM beside").fetchall() == [(2,)]
    db.close()


def test_an_event_kept_in_doubt_is_not_kept_twice(home: Home) -> None:
    with opened(home) as journal:
        first = journal.append(event(0))
        with pytest.raises(NotKept):
            journal.append(event(0))
        assert journal.append(event(0)) == first
        with pytest.raises(NotKept):
            journal.append(replace(event(0), body={}))
        journal.append(event(1))
        assert journal.verify().events == 2


def test_a_clock_set_back_bends_nothing(home: Home) -> None:
    with opened(home) as journal:
        journal.append(event(0))
        journal.append(replace(event(1), at="2026-11-21T21:44:00.000Z"))
        assert [one.contact for one in journal.events()] == ["c0", "c1"]
        assert journal.verify().broken_at is None


def test_a_second_program_is_told_who_has_the_home_and_since_when(home: Home) -> None:
    with subprocess.Popen([*WRITER, str(home.folder), "100000"], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline().startswith("opened")
        with pytest.raises(InUse) as caught, home.held(NOW):
            pass
        assert caught.value.who == f"process {other.pid}, since 2026-11-21T22:44:00.000Z"
        other.kill()
    with home.held(NOW), opened(home) as journal:
        assert journal.verify().broken_at is None


def test_killed_two_hundred_times_it_keeps_every_event_it_said_was_kept(home: Home) -> None:
    chance = random.Random(11)
    said = -1
    for _ in range(200):
        with subprocess.Popen([*WRITER, str(home.folder), "100000"], stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            there = int(writer.stdout.readline().split()[1])
            assert there > said, f"{said} was said to be kept, and only {there} are there"
            for _ in range(chance.randrange(0, 12)):
                writer.stdout.readline()
            writer.send_signal(signal.SIGKILL)
            rest = writer.stdout.read().split("\n")
            said = max([said, *(int(line.split()[1]) for line in rest if line.startswith("kept") and len(line) > 5)])
    with opened(home) as journal:
        verdict = journal.verify()
        assert verdict.broken_at is None
        assert verdict.events > said
        assert [one.body["number"] for one in journal.events()] == list(range(verdict.events))


def test_a_full_disk_says_so_and_loses_nothing_earlier(home: Home) -> None:
    fill(home, 30)
    size = home.journal.stat().st_size

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 40_000, size + 40_000))

    done = subprocess.run(
        [*WRITER, str(home.folder), "5000", "x" * 2000], capture_output=True, text=True, preexec_fn=small, check=False
    )
    lines = done.stdout.splitlines()
    assert lines[-1].startswith("not kept"), done
    kept = [int(line.split()[1]) for line in lines if line.startswith("kept")]
    with opened(home) as journal:
        verdict = journal.verify()
        assert verdict.broken_at is None
        assert verdict.events == 30 + len(kept)
        journal.append(event(verdict.events))


def fill_up(journal: Journal) -> None:
    for number in range(1, 100):
        journal.append(event(number, note="x" * 3000))


def test_the_same_journal_goes_on_when_there_is_room_again(home: Home) -> None:
    with opened(home) as journal:
        journal.append(event(0))
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        largest = max(path.stat().st_size for path in home.folder.iterdir())
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, hard))
        try:
            with pytest.raises(NotKept):
                fill_up(journal)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        next_one = sum(1 for _ in journal.events())
        journal.append(event(next_one))
        assert journal.verify().broken_at is None
        assert journal.verify().events == next_one + 1


def test_sqlcipher_brings_an_sqlite_without_the_wal_reset_bug() -> None:
    assert cipher.sqlite_version_info >= (3, 51, 3)


def test_the_file_is_kept_as_safely_as_it_can_be(home: Home) -> None:
    fill(home, 1)
    db = open_database(home.journal, practice_key(home))
    asked = {
        name: db.conn.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("synchronous", "journal_mode", "locking_mode")
    }
    db.close()
    assert asked == {"synchronous": 3, "journal_mode": "wal", "locking_mode": "exclusive"}
