"""The commands as scripts and people call them, each in a process of its own, on a practice home of the test's own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stalkdesk.clock import Clock
from stalkdesk.desk.opening import Station, home_of, opened
from stalkdesk.journal.home import Home

AS_OF = "2026-11-22"
"""The day on which the doctor looks whether the shipped guidance was checked within a year: these tests stay true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What came back."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def document(self) -> Any:
        """The one JSON document, with nothing beside it."""
        assert self.err == ""
        return json.loads(self.out)

    @property
    def refusal(self) -> str:
        """The one line that says what is wrong, and nothing else."""
        assert self.out == ""
        assert self.err.count("\n") == 1 and self.err.endswith("\n"), self.err
        assert "Traceback" not in self.err
        return self.err.rstrip("\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """Somebody at a terminal, with a home folder of their own. `folder` is what they give as `--home`."""

    folder: Path

    @property
    def home(self) -> Home:
        return home_of(str(self.folder), practice=True)

    def run(self, *args: str, **more: str) -> Heard:
        """`stalkdesk ARGS`, as it is."""
        bare = {"PATH": os.environ["PATH"], "HOME": str(self.folder.parent / "user"), "LANG": "C.UTF-8", **more}
        on_a_day = ("--as-of", AS_OF) if "doctor" in args and "--as-of" not in args else ()
        command = [sys.executable, "-m", "stalkdesk", *args, *on_a_day]
        done = subprocess.run(command, capture_output=True, env=bare, check=False, stdin=subprocess.DEVNULL)
        return Heard(status=done.returncode, out=done.stdout.decode(), err=done.stderr.decode())

    def say(self, *args: str) -> Heard:
        """The command at this practice desk."""
        return self.run("--practice", "--home", str(self.folder), *args)

    @contextmanager
    def desk(self) -> Iterator[Station]:
        """The desk itself, between the commands."""
        with opened(self.home, Clock()) as station:
            yield station

    def kinds(self, id: str) -> list[str]:
        """What kinds of events a contact has, in order."""
        with self.desk() as station:
            return [event.kind for event in station.desk.events(id)]
