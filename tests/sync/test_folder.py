"""The agreed folder: a revision is there whole or not at all, and no file in it stands in another's way."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from desk.hands import made, no_room_left
from sync.records import content_of, hash_of

from stalkdesk.errors import BadInput
from stalkdesk.sync.folder import LARGEST_RECEIPT, Folder
from stalkdesk.sync.outbox import NotSent, Parcel

TESTS = Path(__file__).parent.parent


def parcel(contact: str = "a", revision: int = 1) -> Parcel:
    return Parcel(
        contact=contact, revision=revision, sha256=hash_of(contact, revision), content=content_of(contact, revision)
    )


def test_a_revision_lies_there_under_its_name_with_its_exact_bytes(way: Folder) -> None:
    way.send(parcel())
    way.send(parcel("b", 2))
    way.send(parcel())
    assert {path.name: path.read_bytes() for path in way.waiting.iterdir()} == {
        "a.1.json": content_of("a", 1),
        "b.2.json": content_of("b", 2),
    }
    for path in (way.root, way.waiting, way.answers, way.aside):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    assert stat.S_IMODE((way.waiting / "a.1.json").stat().st_mode) == 0o600


def test_killed_just_before_the_rename_there_is_nothing_to_take_and_the_next_try_succeeds(way: Folder) -> None:
    killed = subprocess.run(
        [sys.executable, str(TESTS / "sync" / "sender.py"), str(way.root)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert [path.name for path in way.waiting.iterdir()] == ["a.1.json.new"]  # half of it, under no name of its own
    assert list(way.waiting.glob("*.json")) == []
    way.send(parcel())
    assert [path.name for path in way.waiting.iterdir()] == ["a.1.json"]
    assert (way.waiting / "a.1.json").read_bytes() == content_of("a", 1)


def test_on_a_full_disk_nothing_is_sent_rather_than_a_part(way: Folder, tmp_path: Path) -> None:
    home = made(tmp_path / "small")
    big = Parcel(contact="a", revision=1, sha256="5e88", content=b"x" * 100_000)
    with no_room_left(home), pytest.raises(NotSent, match="can't be written"):
        way.send(big)
    assert list(way.waiting.glob("*.json")) == []
    way.send(big)
    assert (way.waiting / "a.1.json").stat().st_size == 100_000


def test_a_folder_that_cannot_be_written_is_said_in_one_line(way: Folder) -> None:
    way.waiting.rmdir()
    with pytest.raises(NotSent, match="the folder can't be written") as caught:
        way.send(parcel())
    assert "\n" not in str(caught.value)
    way.make()
    way.send(parcel())
    assert (way.waiting / "a.1.json").exists()


def test_practice_and_live_never_share_a_folder(way: Folder) -> None:
    with pytest.raises(BadInput, match="is not a live folder; practice records never go to a live system"):
        Folder(way.root, practice=False).make()
    live = Folder(way.root.with_name("live"), practice=False)
    live.make()
    with pytest.raises(BadInput, match="is not a practice folder"):
        Folder(live.root, practice=True).make()
    way.make()


@pytest.mark.parametrize("mark", [b"", b"\xff\xfe", b"practice and live"])
def test_a_folder_whose_kind_is_unreadable_is_not_used(way: Folder, mark: bytes) -> None:
    (way.root / "kind").write_bytes(mark)
    with pytest.raises(BadInput, match="is not a practice folder"):
        way.make()


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="can't be used"):
        Folder(tmp_path / "file" / "force-system", practice=True).make()


def test_only_whole_answers_are_read_and_no_more_of_one_than_is_fit(way: Folder) -> None:
    (way.answers / "a.1.json").write_bytes(b"{}")
    (way.answers / "b.1.json.new").write_bytes(b"half")
    (way.answers / "c.1.json").mkdir()
    (way.answers / "d.1.json").write_bytes(b"x" * (LARGEST_RECEIPT + 1))
    found = {path.name: len(content) for path, content in way.answered()}
    assert found == {"a.1.json": 2, "d.1.json": LARGEST_RECEIPT}
    way.answers.rename(way.root / "elsewhere")
    assert list(way.answered()) == []


def test_an_answer_set_aside_stays_for_a_person_also_when_another_has_its_name(way: Folder) -> None:
    path = way.answers / "a.1.json"
    for content in (b"first", b"second", b"third"):
        path.write_bytes(content)
        way.set_aside(path)
    assert sorted(path.read_bytes() for path in way.aside.iterdir()) == [b"first", b"second", b"third"]
    assert not path.exists()


def test_an_answer_that_cannot_be_moved_is_left_where_it_is(way: Folder) -> None:
    path = way.answers / "a.1.json"
    path.write_bytes(b"x")
    way.aside.rmdir()
    way.aside.write_text("not a folder")
    way.set_aside(path)
    assert path.read_bytes() == b"x"
    way.take_away(path)
    way.take_away(path)
    assert not path.exists()
