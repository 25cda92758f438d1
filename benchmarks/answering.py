"""From the key that answers to the next question on the screen, beside the floor's next question in place."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from pathlib import Path

from figures import Figure, middle, worst
from handler import Handler
from programs import FIRST_WORDS, begin, opened
from terminal import Terminal, mib

MIDDLE_BAR = 1.5
WORST_BAR = 50.0
KEYS_BAR = 1.2
_HAND = (0.03, 0.09)
"""Seconds between two keys: the next one comes at any moment of the screen's own beat."""
_TIMED = ("yes or no", "recency", "choice")


class Beside:
    """The floors, pressed once for each key of the desk."""

    def __init__(self, programs: dict[str, Terminal]) -> None:
        self.times: dict[str, list[float]] = {name: [] for name in programs}
        self._programs = programs
        self._number = 0

    def press(self) -> None:
        """The next question on each."""
        self._number += 1
        for name, program in self._programs.items():
            pressed = program.press(b"n")
            self.times[name].append((program.painted(f"Question <{self._number}>")[0] - pressed) * 1000)


def measured(home: Path, size: tuple[int, int], keys: int) -> list[Figure]:
    """So many answers on real calls, a floor's question after each."""
    chance = random.Random(3)
    times: dict[str, list[float]] = defaultdict(list)
    pressed, asked, calls = 0, 0, 0
    with begin("desk", home, size) as desk, begin("lean", home, size) as lean, begin("raw", home, size) as raw:
        floors = Beside({"lean": lean, "raw": raw})
        for program in (lean, raw):
            program.written(FIRST_WORDS["lean"])
        opened(desk)
        handler = Handler(desk, chance)
        while sum(len(times[kind]) for kind in _TIMED) < keys:
            handler.new_call()
            while not handler.done:
                time.sleep(chance.uniform(*_HAND))
                kind, seconds = handler.answer()
                times[kind].append(seconds * 1000)
                floors.press()
            pressed, asked, calls = pressed + handler.count.keys, asked + len(handler.count.questions), calls + 1
            handler.park()
        memory = mib(desk.pid)
    ours = [one for kind in _TIMED for one in times[kind]]
    lean_times = floors.times["lean"]
    where = f"at {size[0]}×{size[1]}"
    return [
        _row(f"answer to next question, median, {where}", middle(ours), middle(lean_times), MIDDLE_BAR),
        Figure(what="  99 of 100", ours=worst(ours), unit="ms", bar=WORST_BAR),
        Figure(what="  99 of 100, beside lean's", ours=worst(ours), unit="ms", floor=worst(lean_times)),
        _row("  beside a raw loop", middle(ours), middle(floors.times["raw"]), None),
        *(
            Figure(what=f"  {kind}, median of {len(found)}", ours=middle(found), unit="ms", floor=middle(lean_times))
            for kind, found in sorted(times.items())
        ),
        Figure(what=f"memory after {calls} calls, parked", ours=memory, unit="MiB"),
        Figure(what="  refused as a paste", ours=handler.refused, unit="keys"),
        Figure(what="keys for each question asked", ours=pressed / asked, unit="keys", bar=KEYS_BAR),
    ]


def _row(what: str, ours: float, floor: float, bar: float | None) -> Figure:
    return Figure(what=what, ours=ours, unit="ms", floor=floor, bar=bar)
