"""The guidance of a desk: kept once it is proved, read anew when a file changes, and never in the way of a call."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

from desk.hands import HandClock, desk_on, made, planned, ready

from stalkdesk.desk import guided
from stalkdesk.guidance.kept import document, guidance_from
from stalkdesk.guidance.pack import load
from stalkdesk.guidance.sets import find
from stalkdesk.journal.home import Home

TODAY = date(2026, 11, 21)
ENTRY = "{id: tell_the_desk, group: people, do: Tell the desk, source: K, last_checked: 2026-11-21, verified: false}"


def own(home: Home, text: str) -> Path:
    folder = home.folder / "force"
    folder.mkdir(exist_ok=True)
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    return folder


def test_what_is_kept_is_what_was_proved() -> None:
    for name in ("stalking-screening", "walk-in-short"):
        qset = find(name)
        guidance = load(qset, today=TODAY)
        assert guidance_from(document(guidance, qset), qset) == guidance


def test_a_second_start_reads_no_file_and_imports_neither_pydantic_nor_yaml(tmp_path: Path) -> None:
    home = made(tmp_path / "home-practice")
    with desk_on(home) as desk:
        desk.prove()
    code = """
import sys
from pathlib import Path
from desk.hands import desk_on, made
with desk_on(made(Path(sys.argv[1]))) as desk:
    desk.prove()
    call = desk.open("call")
    assert call.decision.plan
    print(sorted({"pydantic", "yaml"} & set(sys.modules)))
"""
    paths = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {paths!r}\n{code}", str(home.folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.returncode) == ("[]\n", 0), done.stderr


def test_a_forces_own_entry_is_there_after_its_file_changes(tmp_path: Path) -> None:
    home = made(tmp_path / "home-practice")
    with desk_on(home) as desk:
        assert "tell_the_desk" not in [item.action.id for item in desk.open("call").decision.plan]
    own(home, f"format: 1\nactions: [{ENTRY}]\n")
    with desk_on(home) as desk:
        assert "tell_the_desk" in [item.action.id for item in desk.open("call").decision.plan]
        assert desk.guidance_trouble == ""


def test_a_forces_file_that_cannot_be_read_stops_no_call_and_is_told(tmp_path: Path) -> None:
    home = made(tmp_path / "home-practice")
    own(home, "format: 1\nactions: [{id: x}]\n")
    with desk_on(home) as desk:
        call = ready(desk.open("call"))
        assert desk.finish(planned(call)) == call.contact.ref
        assert desk.guidance_trouble.startswith("The force's own guidance is not used: ")
        assert "plan.yaml" in desk.guidance_trouble
    with desk_on(home) as desk:  # kept with what was wrong of it
        assert desk.open("call").decision.plan
        assert "plan.yaml" in desk.guidance_trouble


def test_another_day_is_proved_anew(tmp_path: Path) -> None:
    home, clock = made(tmp_path / "home-practice"), HandClock()
    marks: list[str] = []
    for _ in range(2):
        guided._PROVED.clear()
        with desk_on(home, clock) as desk:
            desk.prove()
            row = desk.journal.db.conn.execute("SELECT value FROM meta WHERE name = 'guidance'").fetchone()
            marks.append(row[0].partition(" ")[0])
        clock.wait(86_400)
    assert marks[0] != marks[1]
