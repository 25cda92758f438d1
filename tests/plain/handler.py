"""A handler at a desk without screens: what is typed, what is heard, and what the journal holds afterwards."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from stalkdesk.cli import cli
from stalkdesk.clock import Clock
from stalkdesk.contact.contact import Contact
from stalkdesk.desk.opening import Station, home_of, opened

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux can change another process's limits")
CORE = (
    "n",
    "y",
    "12 High Street",
    "n",
    "text, not after six",
    "2",
    "n",
    "n",
    "n",
    "n",
    "2",
    "that he comes back",
    "n",
    "1",
)
"""An answer to each core question of the shipped set in the order they come: at their last, 14 of 14."""
TO_THE_PLAN = ("s", "", "", "", "", "")
"""After the read-back: no advice, messages not asked about, the level as it is, the grade proposed, nothing added to
what could happen, the law as it is."""
FINISH = (":finish", "y", *TO_THE_PLAN, *["y"] * 4, "y")
"""After CORE: read back and agreed, all four actions done, final."""
ALLOWED = re.compile(r"[^\x00-\x09\x0b-\x1f\x7f-\x9f]*", re.DOTALL)


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
    def ref(self) -> str:
        found = re.search(r"PR-[2-9A-Z]{4,}", self.out)
        assert found, self.out
        return found[0]

    def after(self, line: str) -> str:
        """What was said next."""
        return self.lines[self.lines.index(line) + 1]


class Handler:
    """One practice desk."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def types(self, *typed: str | bytes, args: tuple[str, ...] = ()) -> Heard:
        """A call in this process."""
        given = b"".join((one if isinstance(one, bytes) else one.encode()) + b"\n" for one in typed)
        before = ["--practice", "--home", str(self.home), "call", "--plain", *args]
        done = CliRunner().invoke(cli, before, input=given, prog_name="stalkdesk")
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        assert ALLOWED.fullmatch(done.stdout)
        return Heard(status=done.exit_code, out=done.stdout, err=done.stderr)

    def process(self, *args: str, **env: str) -> subprocess.Popen[bytes]:
        """The command in a process of its own, as a person without settings would run it."""
        bare = {"PATH": os.environ["PATH"], "HOME": str(self.home.parent), "TERM": "dumb", **env}
        command = [sys.executable, "-m", "stalkdesk", "--practice", "--home", str(self.home), "call", "--plain", *args]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=bare)

    @contextmanager
    def desk(self) -> Iterator[Station]:
        """The desk itself, open."""
        with opened(home_of(str(self.home), practice=True), Clock()) as station:
            yield station

    def plan(self, ref: str) -> tuple[str, ...]:
        """What is typed to have every action of the plan done that is open."""
        with self.desk() as station:
            call = station.desk.resume(station.desk.line(ref).id)
            return tuple(
                word for one in call.decision.open for word in ("y", *["5512 Hughes, 14:20"] * one.action.told)
            )

    def contact(self, ref: str) -> Contact:
        """What the journal holds; its chain is verified too."""
        with self.desk() as station:
            assert station.desk.journal.verify().broken_at is None
            return station.desk.read(station.desk.line(ref).id, log=False)[0]


def until(process: subprocess.Popen[bytes], line: str) -> list[str]:
    """Everything heard up to a line that begins so."""
    assert process.stdout
    heard: list[str] = []
    while not (heard and heard[-1].startswith(line)):
        raw = process.stdout.readline()
        assert raw, heard
        heard.append(raw.decode().rstrip("\n"))
    return heard


def tell(process: subprocess.Popen[bytes], *typed: str) -> None:
    """Type lines."""
    assert process.stdin
    process.stdin.write("".join(f"{line}\n" for line in typed).encode())
    process.stdin.flush()
