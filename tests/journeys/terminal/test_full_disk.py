"""A disk that fills up in the middle of a call: nothing is ticked that is not kept, it is said, and it goes on."""

from __future__ import annotations

import contextlib
import resource
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path

import pytest
from journeys.terminal.desk_in_pty import FIRST, SECOND, DeskInPty
from journeys.terminal.disk import desk_in, home_in, in_hand
from journeys.terminal.launched import never_quiet

from stalkdesk.contact.contact import Stage

pytestmark = pytest.mark.skipif(
    not hasattr(resource, "prlimit"), reason="this system sets no limit on a running process"
)
RETRIED = 2.5
"""Seconds in which what was not kept is tried again at least once."""


class Disk(ABC):
    """A disk that can be filled up, and where room can be made."""

    @abstractmethod
    def fill(self, desk: DeskInPty) -> None: ...

    @abstractmethod
    def make_room(self, desk: DeskInPty) -> None: ...


class Limit(Disk):
    """No file of the program may grow any more."""

    def __init__(self, folder: Path) -> None:
        self._journal = home_in(folder).folder / "journal.db-wal"

    def fill(self, desk: DeskInPty) -> None:
        resource.prlimit(
            desk.process.pid, resource.RLIMIT_FSIZE, (self._journal.stat().st_size, resource.RLIM_INFINITY)
        )

    def make_room(self, desk: DeskInPty) -> None:
        resource.prlimit(desk.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


class Filler(Disk):
    """A small disk, filled by another file to the last byte."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "filler"

    def fill(self, desk: DeskInPty) -> None:
        with self._file.open("ab", buffering=0) as file:
            for size in (1 << 16, 1 << 8, 1):
                with contextlib.suppress(OSError):
                    while file.write(bytes(size)):
                        pass

    def make_room(self, desk: DeskInPty) -> None:
        self._file.unlink()


@pytest.fixture(params=["limit", "small disk"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    """In `tmp_path` as the program sees it."""
    if request.param == "limit":
        yield Limit(tmp_path)
        return
    mounted = ["mount", "-t", "tmpfs", "-o", "size=8m", "none", str(tmp_path)]
    with contextlib.suppress(FileNotFoundError):
        if subprocess.run(mounted, capture_output=True, check=False).returncode == 0:
            try:
                yield Filler(tmp_path)
            finally:
                subprocess.run(["umount", "-l", str(tmp_path)], check=True)
            return
    pytest.skip("a small disk can be mounted only by who may mount one")


def says_not_kept(desk: DeskInPty, what: str) -> None:
    """It stands there in words, and nothing is ticked."""
    desk.until(f"NOT KEPT YET: {what}")
    assert "✓" not in desk.text


def test_an_answer_a_note_words_and_the_end_wait_for_room(tmp_path: Path, disk: Disk) -> None:
    with DeskInPty(tmp_path, command=never_quiet()) as desk:
        desk.new_call()
        disk.fill(desk)
        desk.answer("n")
        says_not_kept(desk, "“no”")
        assert "safe set 0/" in desk.flat
        desk.watch(RETRIED)
        says_not_kept(desk, "“no”")
        desk.answer("y")
        desk.until("First the answer above must be kept")
        says_not_kept(desk, "“no”")
        disk.make_room(desk)
        desk.until("Kept now")
        desk.until(SECOND)
        assert "safe set 1/" in desk.flat and "NOT KEPT" not in desk.flat

        disk.fill(desk)
        desk.note()
        desk.keys(*"she whispers")
        says_not_kept(desk, "what you are typing")
        assert "she whispers" in desk.flat
        disk.make_room(desk)
        desk.until("Kept now")

        desk.part("f2", "Words")
        desk.keys(*"first line", "enter")
        desk.until(lambda: " first line" in desk.flat and "In their words" in desk.flat)  # the field is empty again
        disk.fill(desk)
        desk.keys(*"he is outside", "enter")
        desk.until("NOT KEPT YET")
        assert desk.flat.count("he is outside") == 1
        disk.make_room(desk)
        desk.keys("enter")
        desk.until(lambda: "NOT KEPT" not in desk.flat)
        desk.until("In their words")

        desk.keys("f2")
        desk.until(SECOND)
        desk.part("f10", "Finish")
        desk.until("that must be asked, not reached yet")
        disk.fill(desk)
        desk.answer("1")
        desk.until("NOT KEPT YET")
        assert "Read this to the caller" not in desk.flat
        disk.make_room(desk)
        desk.answer("1")
        desk.until("Read this to the caller")
        desk.answer("y")
        desk.until("Read out what fits")
        desk.answer("f10")
        desk.until("How fast")
        desk.answer("f10")
        desk.until("not done, and why")
        while "Plan" not in desk.lines[2].split()[-1]:  # else so many are open
            was = desk.lines[2]
            desk.answer("y")
            desk.until(lambda was=was: desk.lines[2] != was or "Who was told" in desk.flat)
            if "Who was told" in desk.flat:
                desk.keys(*"5512 Hughes 1420", "enter")
                desk.until(lambda was=was: desk.lines[2] != was)
        disk.fill(desk)
        desk.answer("f10")
        desk.until("NOT FINAL YET")
        assert "  Finish" in desk.lines[0]
        disk.make_room(desk)
        [contact] = [desk.lines[0].split("PR-")[1].split()[0]]
        desk.answer("f10")
        desk.until(f"Record PR-{contact}")
    with desk_in(tmp_path) as kept:
        record = kept.read(f"{kept.line(f'PR-{contact}').id}", log=False)[0]
    assert record.stage is Stage.FINISHED
    assert record.answers["danger_now"].value == "no" and list(record.answers) == ["danger_now"]
    assert record.notes == {"safe_to_talk": "she whispers"}
    assert [line.text for line in record.words] == ["first line", "he is outside"]
    assert record.read_back is not None and record.read_back.agreed


def test_what_was_kept_before_is_there_when_the_program_dies_on_a_full_disk(tmp_path: Path, disk: Disk) -> None:
    with DeskInPty(tmp_path, command=never_quiet()) as desk:
        desk.new_call()
        desk.answer("n")
        desk.until(SECOND)
        disk.fill(desk)
        desk.answer("y")
        says_not_kept(desk, "“yes”")
        desk.kill()
        with contextlib.suppress(ProcessLookupError, FileNotFoundError):
            disk.make_room(desk)
    [contact] = in_hand(tmp_path)
    assert {id: answer.value for id, answer in contact.answers.items()} == {"danger_now": "no"}
    with DeskInPty(tmp_path, command=never_quiet()) as desk:
        desk.resume(SECOND)


def test_a_desk_that_does_not_open_for_want_of_room_says_so_and_opens_later(tmp_path: Path) -> None:
    full = ("sh", "-c", f"ulimit -S -f 0; exec '{sys.executable}' -m stalkdesk --practice")
    with DeskInPty(tmp_path, command=never_quiet()) as desk:
        desk.new_call()
        desk.answer("n")
        desk.until(SECOND)
    with DeskInPty(tmp_path, command=full) as desk:
        assert desk.ended() == 2
        assert desk.after_the_screen.count("\n") == 1
        assert "can't be opened" in desk.after_the_screen and "Traceback" not in desk.after_the_screen
    with DeskInPty(tmp_path, command=never_quiet()) as desk:
        desk.resume(SECOND)


def test_a_call_that_does_not_open_for_want_of_room_can_be_opened_later(tmp_path: Path) -> None:
    disk = Limit(tmp_path)
    with DeskInPty(tmp_path, command=never_quiet()) as desk:
        desk.until("Today")
        desk.until(lambda: " waiting" not in desk.lines[0].replace("nothing waiting", ""))
        disk.fill(desk)
        before = desk.text
        desk.keys("n")
        desk.until(lambda: desk.text != before)
        assert FIRST not in desk.flat
        disk.make_room(desk)
        desk.new_call()


def test_what_is_typed_on_while_the_disk_is_full_stays(tmp_path: Path) -> None:
    disk = Limit(tmp_path)
    with DeskInPty(tmp_path, command=never_quiet()) as desk:
        desk.new_call()
        disk.fill(desk)
        desk.note()
        desk.keys(*"she whispers")
        says_not_kept(desk, "what you are typing")
        desk.keys(*" and cries")
        desk.until("she whispers and cries")
        disk.make_room(desk)
        desk.until("Kept now")
        assert "she whispers and cries" in desk.flat
        assert desk.typing


def test_an_answer_that_waits_is_never_given_in_another_contact(tmp_path: Path) -> None:
    disk = Limit(tmp_path)
    with DeskInPty(tmp_path, command=never_quiet()) as desk:
        desk.new_call()
        disk.fill(desk)
        desk.answer("y")
        says_not_kept(desk, "“yes”")
        disk.make_room(desk)
        desk.keys("f9")
        desk.until("In hand")
        desk.keys("n")
        desk.until(FIRST)
        desk.watch(RETRIED)
    first, second = in_hand(tmp_path)
    assert "danger_now" not in second.answers
    assert "danger_now" in first.answers


def test_an_answer_that_waits_is_never_given_to_another_question(tmp_path: Path) -> None:
    disk = Limit(tmp_path)
    with DeskInPty(tmp_path, command=never_quiet()) as desk:
        desk.new_call()
        desk.part("f2", "Words")
        desk.keys(*"he said I will kill you", "enter")
        desk.until(lambda: "Nothing proposed" not in desk.flat)
        desk.keys("f2")
        desk.until(FIRST)
        desk.until("F10 finish")
        disk.fill(desk)
        desk.answer("n")
        says_not_kept(desk, "“no”")
        desk.part("f2", "Words")
        disk.make_room(desk)
        desk.answer("+")
        desk.watch(RETRIED)
    [contact] = in_hand(tmp_path)
    assert contact.answers["danger_now"].value == "no"
    assert contact.answers["threat_kill"].value == "yes"
