"""From the key that makes a record final to its handover on the screen, and the paper of it."""

from __future__ import annotations

import dataclasses
import json
import random
import subprocess
import tempfile
from pathlib import Path

from figures import Figure, middle, worst
from handler import Handler
from programs import PYTHON, begin, opened

from stalkdesk.clock import Clock
from stalkdesk.desk.opening import home_of
from stalkdesk.desk.opening import opened as desk_of
from stalkdesk.desk.showing import document_of
from stalkdesk.journal import projections

FINAL_BAR = 150.0
PAPER_BAR = 1000.0
ANSWERS = 6
"""In each call."""
_WARM_UP = 3
_PAPERS = 5
_PAPER = """
import json, sys, time
begin = time.perf_counter()
from stalkdesk.handover.document import Block, Document, Picture
from stalkdesk.handover.paper import pdf
held = json.load(open(sys.argv[1]))
held["blocks"] = tuple(Block(**{**one, "rows": tuple(one["rows"])}) for one in held["blocks"])
held["picture"] = Picture(**held["picture"]) if held["picture"] else None
held = {name: tuple(one) if isinstance(one, list) else one for name, one in held.items()}
pdf(Document(**held), created="2026-11-22T12:00:00.000Z")
print((time.perf_counter() - begin) * 1000)
"""


def measured(home: Path, calls: int) -> list[Figure]:
    """So many calls made final, and the paper of one made anew by so many programs."""
    times: list[float] = []
    with begin("desk", home) as desk:
        opened(desk)
        handler = Handler(desk, random.Random(5))
        for number in range(calls + _WARM_UP):
            handler.new_call()
            for _ in range(ANSWERS):
                handler.answer()
            seconds = handler.finish()
            if number >= _WARM_UP:
                times.append(seconds * 1000)
    paper = _papers(home)
    return [
        Figure(what="final → the handover on the screen, median", ours=middle(times), unit="ms"),
        Figure(what="final → the handover on the screen, p99", ours=worst(times), unit="ms", bar=FINAL_BAR),
        Figure(what="the paper, from nothing imported, median", ours=middle(paper), unit="ms"),
        Figure(what="the paper, the slowest", ours=max(paper), unit="ms", bar=PAPER_BAR),
    ]


def _papers(home: Path) -> list[float]:
    """Milliseconds for the paper of the newest record, imports and all, in a program of its own each time."""
    with desk_of(home_of(str(home), practice=True), Clock()) as station:
        (line, *_) = projections.lines(
            station.desk.journal.db, "WHERE stage = 'finished' ORDER BY opened DESC LIMIT 1", ()
        )
        document = document_of(station.desk, *station.desk.read(line.id, log=False))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "document.json"
        file.write_text(json.dumps(dataclasses.asdict(document)), encoding="utf-8")
        command = [PYTHON, "-c", _PAPER, str(file)]
        return [
            float(subprocess.run(command, capture_output=True, check=True, text=True).stdout) for _ in range(_PAPERS)
        ]
