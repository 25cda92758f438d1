"""What each room must not drag in, shown in a process of its own; and that the project speaks of itself alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = ("pydantic", "yaml", "click", "textual", "httpx", "sqlite3", "asyncio")


def modules_after(*imports: str) -> set[str]:
    program = f"import sys, {', '.join(imports)}; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stdout.split()}


@pytest.mark.parametrize(
    "module",
    ["assess", "relevance", "concern", "conditions", "cues", "dump", "draw", "compare", "proof.check"],
)
def test_the_engine_runs_without_anything_heavy(module: str) -> None:
    assert not modules_after(f"stalkdesk.questions.{module}") & set(HEAVY)


def test_the_command_line_starts_without_reading_files() -> None:
    assert not modules_after("stalkdesk.cli") & {"pydantic", "yaml", "textual", "sqlite3"}


def test_the_first_screen_waits_for_nothing_it_does_not_show() -> None:
    late = {"pydantic", "yaml", "click", "sqlite_utils", "sqlite3", "sqlcipher3", "httpx", "fpdf", "fontTools"}
    assert not modules_after("stalkdesk.app") & late
    program = "import sys, stalkdesk.app; print([m for m in sys.modules if m.startswith('stalkdesk.')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    for room in ("journal", "desk.", "questions", "sync", "screens.call", "plain"):
        assert f"stalkdesk.{room}" not in done.stdout, room


def test_a_home_that_was_opened_before_opens_without_the_tools_that_make_one(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from stalkdesk.clock import Clock\n"
        "from stalkdesk.desk.opening import opened; from stalkdesk.journal.home import Home\n"
        "with opened(Home(Path(sys.argv[1]), practice=True), Clock()) as station:\n"
        "    station.desk.ready(); station.desk.open('call'); station.desk.overview()\n"
        "print(' '.join(sys.modules))"
    )
    for time in ("first", "second"):
        done = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path / "home")], capture_output=True, text=True, check=True
        )
        loaded = {name.split(".")[0] for name in done.stdout.split()}
        assert bool(loaded & {"pydantic", "yaml", "sqlite_utils", "click"}) == (time == "first"), time


def test_loading_needs_no_terminal_network_or_database() -> None:
    assert not modules_after("stalkdesk.questions.load", "stalkdesk.guidance.sets") & {
        "textual",
        "httpx",
        "sqlite3",
        "asyncio",
    }


def test_no_file_is_long() -> None:
    for path in (ROOT / "stalkdesk").rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, path
