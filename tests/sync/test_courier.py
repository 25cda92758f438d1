"""Whole rounds, from the outbox to the practice force's system and back."""

from __future__ import annotations

import hashlib
import json
from functools import partial
from pathlib import Path

import pytest
from desk.hands import HandClock
from sync.records import content_of, final, kinds, receipt_bytes, states

from stalkdesk.journal.journal import Journal
from stalkdesk.sync import practice
from stalkdesk.sync.courier import Round, one_round
from stalkdesk.sync.folder import Folder
from stalkdesk.sync.outbox import LONGEST_WAIT, Outbox, row_of

Given = tuple[Journal, HandClock, Outbox, Folder]


@pytest.fixture
def given(journal: Journal, clock: HandClock, box: Outbox, way: Folder) -> Given:
    return journal, clock, box, way


def test_a_record_goes_out_and_its_receipt_comes_in(given: Given) -> None:
    journal, clock, box, way = given
    final(journal, clock, "a")
    assert one_round(box, way) == Round(handed_over=1, failed=0, answered=0)
    assert states(journal) == {("a", 1): "sending"}
    assert one_round(box, way) == Round(handed_over=0, failed=0, answered=0)
    practice.answer(way)
    assert one_round(box, way) == Round(handed_over=0, failed=0, answered=1)
    assert states(journal) == {("a", 1): "delivered"}
    assert list(way.answers.iterdir()) == []
    assert list(way.aside.iterdir()) == []
    assert (way.root / "kept" / "a.1.json").read_bytes() == content_of("a", 1)
    assert kinds(journal, "a") == ["opened", "finished", "delivered"]


def test_with_the_other_end_at_hand_one_round_is_the_whole_way(given: Given) -> None:
    journal, clock, box, way = given
    for contact in "abc":
        final(journal, clock, contact)
    assert one_round(box, way, partial(practice.answer, way)) == Round(handed_over=3, failed=0, answered=3)
    assert set(states(journal).values()) == {"delivered"}
    assert journal.verify().broken_at is None


def test_one_that_cannot_go_holds_up_no_other(given: Given) -> None:
    journal, clock, box, way = given
    for contact, level in (("a", "high"), ("b", "standard")):
        final(journal, clock, contact, level=level)
    (way.waiting / "a.1.json.new").mkdir()  # in the way of this one alone
    assert one_round(box, way) == Round(handed_over=1, failed=1, answered=0)
    assert states(journal) == {("a", 1): "retrying", ("b", 1): "sending"}
    row = row_of(journal.db, "a")
    assert row is not None
    assert row.why is not None
    assert row.why.startswith("the folder can't be written")
    (way.waiting / "a.1.json.new").rmdir()
    assert one_round(box, way).handed_over == 0  # not yet
    clock.wait(LONGEST_WAIT)
    assert one_round(box, way, partial(practice.answer, way)) == Round(handed_over=1, failed=0, answered=2)
    assert set(states(journal).values()) == {"delivered"}


def test_while_the_folder_is_away_everything_waits_and_nothing_is_lost(given: Given) -> None:
    journal, clock, box, way = given
    for contact in "abc":
        final(journal, clock, contact)
    way.root.rename(way.root.with_name("unplugged"))
    assert one_round(box, way) == Round(handed_over=0, failed=3, answered=0)
    assert set(states(journal).values()) == {"retrying"}
    way.root.with_name("unplugged").rename(way.root)
    clock.wait(LONGEST_WAIT)
    assert one_round(box, way, partial(practice.answer, way)) == Round(handed_over=3, failed=0, answered=3)


GARBAGE = {
    "0-garbage.json": b"\xff\xfe\x00",
    "0-html.json": b"<html>Please sign in</html>",
    "0-huge.json": receipt_bytes("a").replace(b'"revision": 1', b'"revision": 99999999999999999999'),
    "0-other-hash.json": receipt_bytes("a", sha256=hashlib.sha256(b"other").hexdigest()),
    "0-nobody.json": receipt_bytes("nobody"),
    "0-empty.json": b"",
}


@pytest.mark.parametrize("name", GARBAGE)
def test_a_file_that_is_no_receipt_is_set_aside_and_holds_up_no_other(given: Given, name: str) -> None:
    journal, clock, box, way = given
    final(journal, clock, "a")
    one_round(box, way)
    (way.answers / name).write_bytes(GARBAGE[name])
    (way.answers / "a.1.json").write_bytes(receipt_bytes("a"))
    assert one_round(box, way).answered == 1
    assert states(journal) == {("a", 1): "delivered"}
    assert {path.name: path.read_bytes() for path in way.aside.iterdir()} == {name: GARBAGE[name]}
    assert list(way.answers.iterdir()) == []


def test_an_answer_that_cannot_be_set_aside_holds_up_no_other(given: Given) -> None:
    journal, clock, box, way = given
    final(journal, clock, "a")
    one_round(box, way)
    way.aside.rmdir()
    way.aside.write_text("not a folder")
    (way.answers / "0-garbage.json").write_bytes(b"?")
    (way.answers / "a.1.json").write_bytes(receipt_bytes("a"))
    assert one_round(box, way).answered == 1
    assert states(journal) == {("a", 1): "delivered"}


def test_stopped_after_the_receipt_was_kept_and_before_it_was_taken_away(given: Given) -> None:
    journal, clock, box, way = given
    final(journal, clock, "a")
    one_round(box, way, partial(practice.answer, way))
    kept = row_of(journal.db, "a")
    (way.answers / "a.1.json").write_bytes(receipt_bytes("a"))
    assert one_round(box, way).answered == 1
    assert row_of(journal.db, "a") == kept
    assert kinds(journal, "a").count("delivered") == 1
    assert list(way.answers.iterdir()) == list(way.aside.iterdir()) == []


# The practice force's system


def test_the_same_revision_gets_the_same_reference_again(given: Given) -> None:
    journal, clock, box, way = given
    final(journal, clock, "a")
    (parcel,) = box.due()
    answers: list[bytes] = []
    for _ in range(3):
        way.send(parcel)
        assert practice.answer(way) == 1
        answers.append((way.answers / "a.1.json").read_bytes())
    assert len(set(answers)) == 1
    said = json.loads(answers[0])
    assert said == {"id": "a", "revision": 1, "sha256": parcel.sha256, "force_ref": said["force_ref"]}
    assert said["force_ref"].startswith("PRACTICE/")


def test_it_answers_with_the_hash_of_what_it_got_and_not_of_what_was_meant(given: Given) -> None:
    journal, clock, box, way = given
    final(journal, clock, "a")
    one_round(box, way)
    (way.waiting / "a.1.json").write_bytes(b"{}")  # spoilt on the way
    assert one_round(box, way, partial(practice.answer, way)).answered == 0
    assert states(journal) == {("a", 1): "sending"}
    assert [path.name for path in way.aside.iterdir()] == ["a.1.json"]


@pytest.mark.parametrize("name", ["notes.json", "a.json", "a.one.json", "a.0.json", "a.99999999999999999999.json"])
def test_what_is_no_revision_stays_where_it_is_and_holds_up_no_other(way: Folder, name: str) -> None:
    (way.waiting / name).write_bytes(b"{}")
    (way.waiting / "z.1.json").write_bytes(b"{}")
    (way.waiting / "y.1.json").mkdir()
    assert practice.answer(way) == 1
    assert (way.waiting / name).exists()
    assert [path.name for path in way.answers.iterdir()] == ["z.1.json"]


def test_it_goes_on_where_it_was_stopped(way: Folder) -> None:
    """Kept, but not answered: it is answered the next time."""
    (way.waiting / "a.1.json").write_bytes(b"{}")
    (way.root / "kept").mkdir()
    (way.root / "kept" / "a.1.json").write_bytes(b"{}")
    way.answers.rename(way.root / "away")
    with pytest.raises(FileNotFoundError):
        practice.answer(way)
    (way.root / "away").rename(way.answers)
    assert practice.answer(way) == 1
    assert [path.name for path in way.answers.iterdir()] == ["a.1.json"]
    assert list(way.waiting.iterdir()) == []


def test_a_practice_home_keeps_to_its_own_folder(tmp_path: Path) -> None:
    from stalkdesk.desk.opening import opened
    from stalkdesk.journal.home import Home

    home = Home(tmp_path / "practice", practice=True)
    with opened(home, HandClock()) as station:
        call = station.desk.open("call")
        from desk.hands import ready

        station.desk.finish(ready(call))
        assert one_round(station.outbox, station.way, station.other_end) == Round(handed_over=1, failed=0, answered=1)
        row = row_of(station.desk.journal.db, call.contact.id)
        assert row is not None
        assert row.state == "delivered"
        assert row.receipt is not None
        assert row.receipt["sha256"] == station.desk.read(call.contact.id, log=False)[0].sha256
    assert (home.folder / "force-system" / "kind").read_text(encoding="utf-8") == "practice\n"
