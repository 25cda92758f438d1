"""The documentation's examples, run as they stand."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from stalkdesk.cli import _COMMANDS

ROOT = Path(__file__).parent.parent
SETS = (ROOT / "docs" / "question-sets.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
FILE = re.compile(r"<!-- example: (\S+) -->\n```\w+\n(.*?)```", re.DOTALL)
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


def transcripts(page: str) -> list[tuple[str, str]]:
    """Each command of a page with what it prints, for those that show it."""
    found: list[tuple[str, str]] = []
    for block in CONSOLE.findall(page):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, printed = part.partition("\n")
            found.append((command.split("#")[0].split(">")[0].strip(), printed))
    return found


def run(command: str, folder: Path) -> str:
    words = shlex.split(command)
    program = [sys.executable, "-m", "stalkdesk", *words[1:]]
    done = subprocess.run(program, cwd=folder, capture_output=True, env={**os.environ, "LC_ALL": "C"}, check=False)
    assert done.stderr == b""
    return done.stdout.decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILE.findall(SETS):
        (tmp_path / name).write_text(text, encoding="utf-8")
    second = (tmp_path / "my-set.yaml").read_text(encoding="utf-8").replace("2026.1", "2026.2")
    second = second.replace("level: high\n    when: threat_kill", "level: medium\n    when: threat_kill")
    (tmp_path / "my-set-2.yaml").write_text(second, encoding="utf-8")
    return tmp_path


def test_the_worked_example_prints_what_the_page_shows(folder: Path) -> None:
    shown = [(command, printed) for command, printed in transcripts(SETS) if printed.strip()]
    assert len(shown) == 3
    for command, printed in shown:
        assert run(command, folder) == printed


def test_the_readme_prints_what_it_shows(tmp_path: Path) -> None:
    for name, text in FILE.findall(README):
        (tmp_path / name).write_text(text, encoding="utf-8")
    ((command, printed),) = [pair for pair in transcripts(README) if pair[1].strip()]
    assert run(command, tmp_path) == printed


def test_every_command_the_pages_name_is_there_and_every_command_is_named() -> None:
    commands = [command for page in (SETS, README) for command, _ in transcripts(page) if "stalkdesk" in command]
    named = {tuple(command.split()[1:3]) for command in commands}
    subcommands = {"list", "show", "check", "graph", "diff", "schema"}
    assert {words[1] for words in named if words and words[0] == "questions"} == subcommands
    for name in _COMMANDS:
        assert re.search(rf"stalkdesk (--practice )?{name}\b", README), name


PAGES = [
    "README.md",
    "CONTRIBUTING.md",
    *(f"docs/{name}.md" for name in ("question-sets", "architecture", "keys", "guidance")),
]


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if "://" not in target:
            assert (ROOT / page).parent.joinpath(target).exists(), target
