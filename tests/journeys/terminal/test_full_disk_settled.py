"""The program as it is, on a small disk that fills up after a quiet moment has settled the log: what the log still has
room for is kept and ticked, what it has none for is said, and nothing ticked is lost, however it ends."""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from journeys.terminal.desk_in_pty import DeskInPty, environment
from journeys.terminal.disk import Kept, look_at
from journeys.terminal.painted import HIGH, WIDE, Painted, Watcher, question_on
from journeys.terminal.test_full_disk import RETRIED, Filler

from stalkdesk.guidance.sets import find

SET = "stalking-screening"
NOT_KEPT = "NOT KEPT YET: "
WAYS = (("-m",), ("-rm",)) if os.name == "posix" and os.geteuid() == 0 else (("-rm",),)
"""How `unshare` is asked for mounts of one's own; the second way needs no rights."""
MOUNT = 'mount -t tmpfs -o size=8m none "$1" && echo mounted && exec cat'
SETTLED_WITHIN = 20.0
"""Seconds in which a quiet moment must come; it comes within four."""
_PROVE = """
from stalkdesk.clock import Clock
from stalkdesk.desk.opening import home_of, opened
with opened(home_of(None, practice=True), Clock()) as station:
    station.desk.prove()
"""
MOST = 40
"""Answers after which a full disk must have been noticed."""


class SmallDisk:
    """A disk of 8 MB in `folder`, for the programs that are started with `prefix` and for nobody else."""

    def __init__(self, folder: Path, way: tuple[str, ...]) -> None:
        self.folder = folder
        self._holder = subprocess.Popen(
            ["unshare", *way, "sh", "-c", MOUNT, "sh", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._holder.stdout is not None
        self.there = self._holder.stdout.readline() == b"mounted\n"
        more = () if way == ("-m",) else ("-U", "--preserve-credentials")
        self._prefix = ("nsenter", "-t", str(self._holder.pid), "-m", *more)
        self._inside = Path(f"/proc/{self._holder.pid}/root{folder}")
        self.home = self._inside / "desk-practice"
        self._filler = Filler(self._inside)

    def end(self) -> None:
        """It goes with the last program that sees it."""
        self._holder.communicate()

    def program(self, watcher: Watcher | None = None) -> DeskInPty:
        """The practice desk, as anybody starts it."""
        command = (*self._prefix, sys.executable, "-m", "stalkdesk", "--practice")
        look = None if watcher is None else watcher.look
        return DeskInPty(self.folder, command=command, columns=WIDE, rows=HIGH, on_frame=look)

    def prove(self) -> None:
        """Have the guidance of today kept, which else is done in the first quiet moment, and fills the log."""
        command = (*self._prefix, sys.executable, "-c", _PROVE)
        subprocess.run(command, env=environment(self.folder), capture_output=True, check=True)

    def document(self, *words: str, status: int = 0) -> Any:
        """What a command of the program says as JSON."""
        command = (*self._prefix, sys.executable, "-m", "stalkdesk", "--practice", *words, "--json")
        said = subprocess.run(command, env=environment(self.folder), capture_output=True, check=False)
        assert said.returncode == status, (said.stdout + said.stderr).decode()
        return json.loads(said.stdout)

    def fill(self, desk: DeskInPty) -> None:
        """To the last byte."""
        self._filler.fill(desk)
        assert shutil.disk_usage(self._inside).free == 0

    def make_room(self, desk: DeskInPty) -> None:
        """The other file is gone."""
        self._filler.make_room(desk)

    @property
    def settled(self) -> bool:
        """Whether the file was written to after the log: what was kept is brought over."""
        return (self.home / "journal.db").stat().st_mtime_ns > (self.home / "journal.db-wal").stat().st_mtime_ns

    @property
    def log(self) -> tuple[int, int]:
        """How large the log is, and how often it was begun anew."""
        with (self.home / "journal.db-wal").open("rb") as file:
            return os.fstat(file.fileno()).st_size, struct.unpack(">I", file.read(32)[12:16])[0]

    def holds(self, watcher: Watcher, copy: Path) -> Kept:
        """Hold every frame there was against a copy of the home as it is now; the home itself stays as it is."""
        shutil.copytree(self.home, copy / "desk-practice")
        return look_at(copy, watcher.contacts, None)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """With a practice desk on it that was used before, so that its log is short and the guidance of today is kept."""
    folder = tmp_path / "small"
    folder.mkdir()
    for way in WAYS if shutil.which("unshare") and shutil.which("nsenter") else ():
        small = SmallDisk(folder, way)
        try:
            if small.there:
                with small.program() as desk:
                    desk.until("2 finished, 2 taken by the force system")
                    close(desk)
                small.prove()
                yield small
                return
        finally:
            small.end()
    pytest.skip("this machine lets nobody mount a small disk, not even for one program (unshare, nsenter, tmpfs)")


@pytest.fixture
def watcher() -> Watcher:
    """Looks at every frame of the shipped questions."""
    return Watcher(find(SET))


def close(desk: DeskInPty) -> None:
    """By the key; with a call in hand it asks once."""
    desk.keys("ctrl+q")
    desk.until(lambda: desk.process.poll() is not None or "Ctrl+Q again" in desk.flat)
    if desk.process.poll() is None:
        desk.keys("ctrl+q")
    assert desk.ended() == 0


def call_in_hand(desk: DeskInPty, watcher: Watcher) -> tuple[str, Painted]:
    """Its reference, and what is painted of it."""
    desk.until(lambda: any(painted.positions for painted in watcher.contacts.values()))
    [(ref, painted)] = watcher.contacts.items()
    return ref, painted


def answer_one(desk: DeskInPty, painted: Painted) -> tuple[str, str, bool]:
    """Answer the question that is there: which one, with which key, and whether it stands as kept."""
    if desk.typing:
        desk.keys("tab")
        desk.until(lambda: not desk.typing)
    id, card = painted.positions[-1], question_on(desk.lines)
    key = "y" if id == "safe_to_talk" else "n" if " n no " in card else "1" if " 1 " in card else "u"
    desk.answer(key)
    desk.until(lambda: NOT_KEPT in desk.flat or (painted.answers[id][-1] and painted.positions[-1] != id))
    return id, key, NOT_KEPT not in desk.flat


def until_settled(desk: DeskInPty, disk: SmallDisk) -> None:
    """Look on, no key touched, until the quiet moment has come."""
    end = time.monotonic() + SETTLED_WITHIN
    while not disk.settled:
        assert time.monotonic() < end, f"no quiet moment has settled the log\n{desk.text}"
        desk.watch(0.05)


def begun_and_settled(desk: DeskInPty, disk: SmallDisk, watcher: Watcher) -> tuple[str, Painted]:
    """A call with its first answers, and a pause in it."""
    desk.new_call()
    ref, painted = call_in_hand(desk, watcher)
    for _ in range(3):
        assert answer_one(desk, painted)[2]
    assert not disk.settled
    until_settled(desk, disk)
    return ref, painted


def until_not_kept(desk: DeskInPty, disk: SmallDisk, painted: Painted) -> tuple[str, str]:
    """The disk fills up, and the answers go on. The settled log takes some without growing, then there is one that is
    not kept: which, and its key."""
    size, begun = disk.log
    disk.fill(desk)
    ids: list[str] = []
    for _ in range(MOST):
        count = safe_set(desk)
        id, key, kept = answer_one(desk, painted)
        if not kept:
            assert ids, "a settled log has room, and took nothing"
            not_ticked(desk, painted, id)
            assert safe_set(desk) == count
            return id, key
        ids.append(id)
        assert disk.log == (size, begun + 1), "it was not the settled log that took the answer"
    raise AssertionError(f"{MOST} answers are said to be kept on a full disk: {ids}")


def safe_set(desk: DeskInPty) -> str:
    """How much of the minimum is asked, as the screen counts it."""
    return desk.flat.split("Safe set ")[1].split(" of ")[0]


def not_ticked(desk: DeskInPty, painted: Painted, id: str) -> None:
    """It is said in words; neither map nor card shows the answer as kept; and the program goes on."""
    card = question_on(desk.lines)
    assert NOT_KEPT in card and "(database or disk is full). Make room; it is tried again every 2 seconds." in card
    assert "✓" not in card
    assert painted.positions[-1] == id and not painted.answers[id][-1]
    assert desk.process.poll() is None and b"Traceback" not in desk.raw


def ticked(painted: Painted) -> set[str]:
    """The questions whose answer is painted as kept; one that waits for another shows that instead."""
    return {id for id, words in painted.answers.items() if words[-1] not in ("", "waits")}


def all_is_there(disk: SmallDisk, watcher: Watcher, copy: Path) -> None:
    """Every frame there was, held against a copy of the home, and the program's own commands."""
    [(ref, painted)] = watcher.contacts.items()
    disk.holds(watcher, copy)
    assert set(disk.document("records", "show", ref)["answers"]) == ticked(painted)
    home = disk.document("doctor", status=1)["home"]  # so small a disk is something to mend
    assert [one["about"] for one in home if one["mend"]] == ["practice desk, room"]
    [chain] = [one["words"] for one in home if one["about"] == "practice desk, journal chain"]
    assert chain.endswith(" events, none changed")


def resume(desk: DeskInPty, ref: str, id: str) -> None:
    """The call that was cut off is gone on with, at this very question."""
    desk.until(f"was cut off. {ref} ")
    desk.keys("enter")
    words = " ".join(find(SET).questions[id].ask.split())
    desk.until(lambda: ref in desk.lines[0] and words in question_on(desk.lines) and "F10 finish" in desk.flat)


def test_what_a_settled_log_has_no_room_for_is_said_and_kept_once_there_is_room(
    tmp_path: Path, disk: SmallDisk, watcher: Watcher
) -> None:
    with disk.program(watcher) as desk:
        ref, painted = begun_and_settled(desk, disk, watcher)
        id, key = until_not_kept(desk, disk, painted)
        end = time.monotonic() + RETRIED
        while time.monotonic() < end:  # without a quiet moment, in which the log could be settled once more
            desk.answer(key)
            desk.until("First the answer above must be kept")
            not_ticked(desk, painted, id)
        disk.make_room(desk)
        desk.until("Kept now")
        desk.until(lambda: id in ticked(painted) and NOT_KEPT not in desk.flat)
        assert answer_one(desk, painted)[2]
        close(desk)
        assert "Traceback" not in desk.after_the_screen
    all_is_there(disk, watcher, tmp_path)
    with disk.program(watcher) as desk:
        resume(desk, ref, painted.positions[-1])


def test_killed_while_the_disk_is_full_it_opens_on_the_full_disk_with_all_that_was_ticked(
    tmp_path: Path, disk: SmallDisk, watcher: Watcher
) -> None:
    with disk.program(watcher) as desk:
        ref, painted = begun_and_settled(desk, disk, watcher)
        id, key = until_not_kept(desk, disk, painted)
        desk.kill()
        desk.drain()
    disk.fill(desk)
    before = disk.holds(watcher, tmp_path / "before")
    assert before.cut_off is not None and set(before.cut_off.answers) == ticked(painted)
    assert id not in before.cut_off.answers
    with disk.program(watcher) as desk:
        desk.until(f"was cut off. {ref} · {len(ticked(painted))} answers kept")
        assert b"Traceback" not in desk.raw
        disk.make_room(desk)
        resume(desk, ref, id)
        assert answer_one(desk, painted) == (id, key, True)
        desk.kill()
        desk.drain()
    after = disk.holds(watcher, tmp_path / "after")
    assert all(after.seqs[ref] >= seq for ref, seq in before.seqs.items())
    assert after.cut_off is not None and set(after.cut_off.answers) == ticked(painted)


def test_closed_while_the_disk_is_full_it_says_in_one_line_why_it_does_not_open_or_opens(
    tmp_path: Path, disk: SmallDisk, watcher: Watcher
) -> None:
    with disk.program(watcher) as desk:
        ref, painted = begun_and_settled(desk, disk, watcher)
        disk.fill(desk)
        assert answer_one(desk, painted)[2]
        close(desk)
    disk.fill(desk)  # closing it took files away
    with disk.program(watcher) as desk:
        desk.until(lambda: desk.process.poll() is not None or f"was cut off. {ref} " in desk.flat)
        if desk.process.poll() is not None:
            assert desk.ended() == 2
            assert desk.after_the_screen.count("\n") == 1
            assert "can't be opened" in desk.after_the_screen and "the disk is not full" in desk.after_the_screen
        assert b"Traceback" not in desk.raw
    disk.make_room(desk)
    with disk.program(watcher) as desk:
        resume(desk, ref, painted.positions[-1])
        assert answer_one(desk, painted)[2]
        close(desk)
    last = disk.holds(watcher, tmp_path).cut_off
    assert last is not None and set(last.answers) == ticked(painted)


@pytest.mark.parametrize("room", [False, True], ids=["still full", "room was made"])
def test_closed_with_an_answer_that_is_not_kept_it_is_tried_once_more_and_else_named(
    tmp_path: Path, disk: SmallDisk, watcher: Watcher, *, room: bool
) -> None:
    with disk.program(watcher) as desk:
        ref, painted = begun_and_settled(desk, disk, watcher)
        id, _ = until_not_kept(desk, disk, painted)
        desk.keys("ctrl+q")
        desk.until("is NOT KEPT: write it down first")
        if room:
            disk.make_room(desk)
        desk.keys("ctrl+q")
        assert desk.ended() == 0
        assert ("NOT KEPT: “" in desk.after_the_screen) is not room
        assert f"{ref} is kept as it is" in desk.after_the_screen
    last = disk.holds(watcher, tmp_path).cut_off
    assert last is not None and (id in last.answers) is room
