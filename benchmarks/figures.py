"""A figure beside its floor and its bar, and how a row of them is printed."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One thing measured. `floor` is None where the bar is a plain number; `bar` is None where it is only told."""

    what: str
    ours: float
    unit: str
    floor: float | None = None
    bar: float | None = None
    plus: bool = False
    """Whether the bar is what may be added to the floor, and not how many times the floor it may be."""

    @property
    def allowed(self) -> float | None:
        """The most it may be, in its own unit."""
        if self.bar is None or self.floor is None:
            return self.bar
        return self.floor + self.bar if self.plus else self.floor * self.bar

    @property
    def over(self) -> bool:
        """Whether it is more than it may be."""
        return self.allowed is not None and self.ours > self.allowed

    def row(self) -> str:
        """One line of the table."""
        floor = "" if self.floor is None else f"{self.floor:.2f}"
        told = "" if self.floor is None else f"×{self.ours / self.floor:.2f}"
        if self.plus and self.floor is not None:
            told = f"{self.ours - self.floor:+.2f}"
        bar = "" if self.bar is None else f"≤ {'floor + ' if self.plus else '×' if self.floor else ''}{self.bar:g}"
        verdict = "" if self.bar is None else "OVER" if self.over else "ok"
        return f"{self.what:52} {self.ours:9.2f} {self.unit:4} {floor:>8} {told:>7}  {bar:13} {verdict}".rstrip()

    def document(self) -> dict[str, Any]:
        """For a file."""
        named = {"what": self.what, "ours": self.ours, "unit": self.unit, "floor": self.floor, "bar": self.bar}
        return {**named, "over": self.over}


def heading() -> str:
    """What stands above the rows."""
    return f"{'':52} {'ours':>9} {'':4} {'floor':>8} {'':>7}  {'bar':13}"


def middle(values: list[float]) -> float:
    """The median."""
    return statistics.median(values)


def worst(values: list[float]) -> float:
    """What 99 of a hundred are not above."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
