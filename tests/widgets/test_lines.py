"""Lines are drawn anew where they differ, and nowhere else."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.widgets.lines import runs


@given(st.lists(st.integers(0, 60), unique=True).map(sorted))
def test_runs_hold_each_number_once_and_never_touch(numbers: list[int]) -> None:
    found = list(runs(numbers))
    assert [first + n for first, many in found for n in range(many)] == numbers
    assert all(first + many < then for (first, many), (then, _) in itertools.pairwise(found))
