"""However the program is ended, what was kept is there, and the terminal is as it was."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from journeys.terminal.desk_in_pty import SECOND, DeskInPty
from journeys.terminal.disk import in_hand

RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?2004l", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?1004l")
"""The screen from before, the cursor, and no more reports of pastes, mouse and focus."""
KEPT = 1.2
"""A moment after which what is half typed is kept: a second is promised."""


def on_the_second_question(desk: DeskInPty, half: str) -> None:
    """An answer given, a note begun."""
    desk.new_call()
    desk.answer("n")
    desk.until(SECOND)
    desk.note()
    desk.keys(*half)
    desk.until(half)


def all_is_there(folder: Path, half: str) -> None:
    """On the disk, and on the screen of the next program."""
    [contact] = in_hand(folder)
    assert {id: answer.value for id, answer in contact.answers.items()} == {"danger_now": "no"}
    assert half in (contact.drafts.get("note:safe_to_talk", ""), contact.notes.get("safe_to_talk", ""))
    with DeskInPty(folder) as desk:
        desk.resume(SECOND)
        desk.until(half)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_in_order(tmp_path: Path, number: signal.Signals) -> None:
    with DeskInPty(tmp_path) as desk:
        before = desk.modes
        on_the_second_question(desk, "he is outside")
        assert desk.modes != before
        desk.watch(KEPT)
        since = len(desk.raw)
        desk.signal(number)
        desk.ended()
        written = bytes(desk.raw[since:])
        assert [code for code in RESTORED if code not in written] == []
        assert desk.modes == before
        assert "Traceback" not in desk.after_the_screen
    all_is_there(tmp_path, "he is outside")


def test_a_window_that_is_closed_ends_it(tmp_path: Path) -> None:
    with DeskInPty(tmp_path) as desk:
        on_the_second_question(desk, "he is outside")
        desk.watch(KEPT)
        desk.close_window()
        desk.process.wait(30)
    all_is_there(tmp_path, "he is outside")


def test_closing_it_keeps_what_was_typed_last(tmp_path: Path) -> None:
    with DeskInPty(tmp_path) as desk:
        before = desk.modes
        on_the_second_question(desk, "he is outside")
        desk.keys("ctrl+q")
        desk.until(lambda: desk.process.poll() is not None or "Ctrl+Q again" in desk.flat)
        if desk.process.poll() is None:
            desk.keys("ctrl+q")
        assert desk.ended() == 0
        assert desk.modes == before
    all_is_there(tmp_path, "he is outside")


def test_a_signal_keeps_what_was_typed_last(tmp_path: Path) -> None:
    with DeskInPty(tmp_path) as desk:
        on_the_second_question(desk, "he is outside")
        desk.signal(signal.SIGTERM)
        desk.ended()
    all_is_there(tmp_path, "he is outside")


def test_a_window_that_changes_while_somebody_types_loses_nothing(tmp_path: Path) -> None:
    sizes = ((120, 40), (60, 15), (80, 24), (20, 4), (1, 1), (250, 70), (80, 24))
    with DeskInPty(tmp_path) as desk:
        on_the_second_question(desk, "start ")
        for columns, rows in sizes:
            desk.keys(*f"to {columns} ")
            desk.resize(columns, rows)
            desk.keys(*f"by {rows}. ")
            desk.watch(0.1)
        whole = "start " + "".join(f"to {columns} by {rows}. " for columns, rows in sizes)
        desk.until(whole.strip()[-30:])
        desk.keys("tab")
        desk.until(lambda: not desk.typing)
        for columns, rows in ((120, 40), (60, 15), (80, 24)):
            desk.resize(columns, rows)
            desk.until(SECOND)
            assert "Traceback" not in desk.text
        assert desk.process.poll() is None
    [contact] = in_hand(tmp_path)
    assert contact.notes["safe_to_talk"] == whole.rstrip()
