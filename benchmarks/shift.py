"""A long shift in one session: call after call opened, answered and made final. What it holds must not grow."""

from __future__ import annotations

import os
import random
import signal
import tempfile
import time
from pathlib import Path

from figures import Figure
from handler import ESCAPE, F1, F6, F8, Handler
from programs import begin_watched, opened
from terminal import Terminal, mib

MEMORY_BAR = 5.0
OBJECTS_BAR = 2.0
"""In a hundred of those there were after the warm-up: what is on the screen makes a difference of one or so."""
ANSWERS = 2
"""In each call."""
WARM_UP = 100
"""Calls before anything is compared: caches fill, screens are made. A third of a shorter shift."""
_LOOK_ROUND = 10
"""Calls after which the other screens are looked at once."""
_MARKS = 5
_TURN = 0.03
"""Seconds without paint after which a hand goes on."""
Mark = tuple[int, float, int]
"""Calls so far, memory, objects."""


def measured(home: Path, calls: int) -> list[Figure]:
    """So many calls, with two answers each; memory and objects after the warm-up and at the end."""
    warm = min(WARM_UP, max(calls // 3, 1))
    every = max((calls - warm) // _MARKS, 1)
    marks: list[Mark] = []
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "objects"
        with begin_watched("counted.py", report, home) as desk:
            opened(desk)
            handler = Handler(desk, random.Random(11))
            for number in range(1, calls + 1):
                _call(handler)
                if number % _LOOK_ROUND == 0:
                    _look_round(desk)
                if number >= warm and ((number - warm) % every == 0 or number == calls):
                    marks.append(_marked(desk, report, number, len(marks)))
    return _figures(marks)


def _marked(desk: Terminal, report: Path, calls: int, before: int) -> Mark:
    objects = _objects(desk, report, before)  # in a quiet moment, in which the index of people is brought up too
    mark = (calls, mib(desk.pid), objects)
    print(f"  after {mark[0]:5} calls  {mark[1]:7.1f} MiB  {mark[2]:8} objects", flush=True)
    return mark


def _figures(marks: list[Mark]) -> list[Figure]:
    (first, memory, objects), (last, memory_then, objects_then) = marks[0], marks[-1]
    what = f"memory after {(last - first) * ANSWERS:,} questions in {last - first:,} calls"
    grown = (objects_then - objects) / objects * 100
    return [
        Figure(what=what, ours=memory_then, unit="MiB", floor=memory, bar=MEMORY_BAR, plus=True),
        Figure(what="  objects more than after the warm-up", ours=grown, unit="%", bar=OBJECTS_BAR),
    ]


def _call(handler: Handler) -> None:
    """A short call: two answers, and to the end of it."""
    handler.new_call()
    for _ in range(ANSWERS):
        handler.answer()
        time.sleep(_TURN)
    handler.finish()


def _look_round(desk: Terminal) -> None:
    for key in (F1, F6, F8):
        desk.press(key)
        desk.quiet(0.1)
        desk.press(key if key != F8 else ESCAPE)
        desk.quiet(0.1)


def _objects(desk: Terminal, report: Path, before: int) -> int:
    """How many there are once nothing is going on and its garbage is gone."""
    desk.quiet(2.5)
    os.kill(desk.pid, signal.SIGUSR1)
    while not report.exists() or len(report.read_text(encoding="ascii").split()) <= before:
        desk.quiet(0.1)
    return int(report.read_text(encoding="ascii").split()[-1])
