"""Terminals with few colours or none: nothing is told by colour alone. And what is no terminal at all."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from journeys.terminal.desk_in_pty import SECOND, THIRD, DeskInPty, environment

LOOKS = {
    "256 colours": {},
    "no colour": {"NO_COLOR": "1"},
    "16 colours": {"TERM": "xterm"},
    "the console": {"TERM": "linux"},
    "all colours": {"COLORTERM": "truecolor"},
}
GREYS = {0, 7, 8, 15, 16, 59, 102, 145, 188, *range(231, 256)}
"""Of the 256 colours."""


def looked_at(folder: Path, env: dict[str, str]) -> tuple[list[str], bytes]:
    """A call with an answer of each kind, as words: once with the map, once at the question answered."""
    with DeskInPty(folder, columns=120, rows=40, env=env) as desk:
        desk.new_call()
        desk.answer("n")
        desk.until(SECOND)
        desk.answer("u")
        desk.until(THIRD)
        desk.field()
        desk.keys("tab")
        desk.until(lambda: not desk.typing)
        desk.answer("x")
        desk.until("Are there children")
        desk.answer("d")
        desk.until("How can we reach you safely")
        desk.field()
        shown = desk.lines
        desk.keys("tab")
        desk.until(lambda: not desk.typing)
        desk.keys("left")
        desk.until("✓ would rather not say")
        return [re.sub(r"PR-\w+ ", "PR-XXXX ", line.split("⇅")[0]).rstrip() for line in (*shown, *desk.lines)], bytes(
            desk.raw
        )


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return looked_at(tmp_path_factory.mktemp("plain"), {})[0]


def test_every_state_has_its_mark_and_its_word(plain: list[str]) -> None:
    rows = [" ".join(line[:32].split()) for line in plain]
    for row in ("✓ danger now no", "? safe to talk not known", "⊘ where they are not safe"):
        assert row in rows
    assert any(re.match(r"– others at risk.* declined$", row) for row in rows)
    assert any(row.startswith("▸ safe way to reach them") for row in rows)
    text = "\n".join(plain)
    for word in (
        "▲ MEDIUM",
        "could be HIGH",
        "not enough asked yet",
        "Safe set 4 of 14",
        "Fixated ?",
        "F8 DANGER",
        "PRACTICE",
    ):
        assert word in text


@pytest.mark.parametrize("look", [look for look in LOOKS if look != "256 colours"])
def test_the_same_words_stand_there_whatever_the_colours(tmp_path: Path, plain: list[str], look: str) -> None:
    words, raw = looked_at(tmp_path, LOOKS[look])
    assert words == plain
    if look == "no colour":
        assert {int(code) for code in re.findall(rb"[34]8;5;(\d+)", raw)} <= GREYS
    elif look in ("16 colours", "the console"):
        assert b"8;5;" not in raw and b"8;2;" not in raw


def test_a_dumb_terminal_is_told_of_the_plain_mode(tmp_path: Path) -> None:
    with DeskInPty(tmp_path, env={"TERM": "dumb"}) as desk:
        assert desk.ended() == 2
        written = desk.raw.decode()
    assert written.count("\n") == 1 and "\x1b" not in written
    assert "call --plain" in written


def test_what_is_no_terminal_is_told_of_the_plain_mode(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "stalkdesk", "--practice"]
    piped = subprocess.run(
        command, env=environment(tmp_path), stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert (piped.returncode, piped.stdout) == (2, b"")
    assert piped.stderr.count(b"\n") == 1 and b"call --plain" in piped.stderr
