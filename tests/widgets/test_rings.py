"""Lines that go when nobody holds them, and the pieces a line is cut into."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.strip import Strip

from stalkdesk.widgets.rings import divide, without_rings

without_rings()


class Watched(Strip):
    """A line that can be asked whether it is still there."""

    __slots__ = ("__weakref__",)


@pytest.mark.parametrize(("cut", "stays"), [(Strip.divide, False), (divide, True)], ids=["ours", "textual"])
def test_a_line_that_is_cut_nowhere_goes_at_once(cut: Callable[..., object], stays: bool) -> None:
    gc.disable()
    try:
        line = Watched([Segment("four")], 4)
        cut(line, [4])
        seen = weakref.ref(line)
        del line
        assert (seen() is not None) == stays
    finally:
        gc.enable()


@given(
    st.lists(st.text("ab 漢", max_size=6), max_size=4).map(lambda words: [Segment(word) for word in words]),
    st.lists(st.integers(1, 30), unique=True).map(sorted),
)
def test_the_pieces_are_those_of_textual(segments: list[Segment], cuts: list[int]) -> None:
    cells = sum(segment.cell_length for segment in segments)
    at = [*(cut for cut in cuts if cut < cells), cells] if cells else []
    here, there = Strip(segments, cells).divide(at), divide(Strip(segments, cells), at)
    assert [list(piece) for piece in here] == [list(piece) for piece in there]
