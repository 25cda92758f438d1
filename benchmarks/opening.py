"""How long it takes until the desk can be seen, and what it has in memory then, beside the floors."""

from __future__ import annotations

import time
from pathlib import Path

from figures import Figure, middle
from programs import FIRST_WORDS, begin
from terminal import mib

FIRST_PAINT_BAR = 1.25
MEMORY_BAR = 1.35
_SETTLED = 0.5


def measured(home: Path, times: int) -> list[Figure]:
    """First paint and memory, each program turn and turn about; one start of each before that is not counted."""
    first: dict[str, list[float]] = {name: [] for name in FIRST_WORDS}
    memory: dict[str, list[float]] = {name: [] for name in FIRST_WORDS}
    for turn in range(times + 1):
        for name, words in FIRST_WORDS.items():
            with begin(name, home) as program:
                shown = (program.written(words) - program.began) * 1000
                program.quiet()
                time.sleep(_SETTLED)
                program.quiet()
                if turn:
                    first[name].append(shown)
                    memory[name].append(mib(program.pid))
    return [
        _beside("first paint, median", first, "ms", FIRST_PAINT_BAR),
        Figure(what="first paint, quickest", ours=min(first["desk"]), unit="ms", floor=min(first["lean"])),
        Figure(
            what="first paint, beside a raw loop", ours=middle(first["desk"]), unit="ms", floor=middle(first["raw"])
        ),
        _beside(f"memory {_SETTLED} s later", memory, "MiB", MEMORY_BAR),
    ]


def _beside(what: str, values: dict[str, list[float]], unit: str, bar: float) -> Figure:
    return Figure(what=what, ours=middle(values["desk"]), unit=unit, floor=middle(values["lean"]), bar=bar)
