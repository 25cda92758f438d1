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
