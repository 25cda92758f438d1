"""From the key that answers to the next question on the screen, beside the floor's next question in place."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from figures import Figure, middle, worst
from handler import Handler
from keeping import raw_commits
from programs import FIRST_WORDS, begin, opened
from terminal import Terminal, mib

MIDDLE_BAR = 1.5
WORST_BAR = 50.0
KEYS_BAR = 1.2
_HAND = (0.03, 0.09)
"""Seconds between two keys: the next one comes at any moment of the screen's own beat."""
_TIMED = ("yes or no", "recency", "choice")


class Floors:
    """The floors, each pressed once for every key of the desk, and a raw commit."""

    def __init__(self, programs: dict[str, Terminal], commit: Callable[[], float]) -> None:
        self.times: dict[str, list[float]] = {name: [] for name in programs}
        self.commits: list[float] = []
        self._programs = programs
        self._commit = commit
        self._number = 0

    def press(self) -> None:
        """The next question on each."""
        self._number += 1
        for name, program in self._programs.items():
            pressed = program.press(b"n")
            self.times[name].append((program.painted(f"Question <{self._number}>") - pressed) * 1000)
        self.commits.append(self._commit())


class Calls:
    """Screenings, one after another, and what their keys took."""

    def __init__(self, desk: Terminal, floors: Floors) -> None:
        self.times: dict[str, list[float]] = defaultdict(list)
        self.keys = self.asked = self.calls = 0
        self.floors = floors
        self.handler = Handler(desk, random.Random(3))

    @property
    def timed(self) -> list[float]:
        """The keys that are an answer by themselves."""
        return [one for kind in _TIMED for one in self.times[kind]]

    def screening(self) -> None:
        """One call, until every question is reached; then it is made final."""
        handler = self.handler
        handler.new_call()
        while not handler.done:
            handler.desk.rest(handler.chance.uniform(*_HAND))
            kind, seconds = handler.answer()
            self.times[kind].append(seconds * 1000)
            self.floors.press()
        self.keys += handler.count.keys
        self.asked += len(handler.count.questions)
        self.calls += 1
        handler.finish()


def measured(home: Path, size: tuple[int, int], keys: int) -> list[Figure]:
    """So many answers on real calls, a floor's question after each."""
    with (
        begin("desk", home, size) as desk,
        begin("lean", home, size) as lean,
        begin("raw", home, size) as raw,
        raw_commits(home) as commit,
    ):
        for program in (lean, raw):
            program.written(FIRST_WORDS["lean"])
        opened(desk)
        calls = Calls(desk, Floors({"lean": lean, "raw": raw}, commit))
        while len(calls.timed) < keys:
            calls.screening()
        return [*_figures(calls, f"at {size[0]}×{size[1]}"), _memory(calls, desk)]


def _figures(calls: Calls, where: str) -> list[Figure]:
    ours, floors = calls.timed, calls.floors
    lean = floors.times["lean"]
    both = middle(lean) + middle(floors.commits)
    return [
        _row(f"answer to next question, median, {where}", middle(ours), middle(lean), MIDDLE_BAR),
        Figure(what="  99 of 100", ours=worst(ours), unit="ms", bar=WORST_BAR),
        _row("  99 of 100, beside lean's", worst(ours), worst(lean)),
        _row("  median, beside lean's and a raw commit", middle(ours), both),
        _row("  median, beside a raw loop", middle(ours), middle(floors.times["raw"])),
        *(_row(f"  {kind}, median of {len(of)}", middle(of), middle(lean)) for kind, of in sorted(calls.times.items())),
        Figure(what="  refused as a paste", ours=calls.handler.refused, unit="keys"),
        Figure(what="keys for each question asked", ours=calls.keys / calls.asked, unit="keys", bar=KEYS_BAR),
    ]


def _memory(calls: Calls, desk: Terminal) -> Figure:
    return Figure(what=f"memory after {calls.calls} calls", ours=mib(desk.pid), unit="MiB")


def _row(what: str, ours: float, floor: float, bar: float | None = None) -> Figure:
    return Figure(what=what, ours=ours, unit="ms", floor=floor, bar=bar)
