"""Rings that Textual would leave behind are not made.

A line that is cut nowhere remembers itself as its own only piece. Such a ring, with all that the line remembers, stays
until Python's collection of garbage finds it: some 6,000 objects a call, and 50 ms in which the screen stands still.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.strip import Strip

divide = Strip.divide
"""As Textual has it."""


def _divided(self: Strip, cuts: Iterable[int]) -> Sequence[Strip]:
    at = [cut for cut in cuts if cut <= self.cell_length]
    return [self] if at == [self.cell_length] else divide(self, at)


def without_rings() -> None:
    """From now on."""
    Strip.divide = _divided
