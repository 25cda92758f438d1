"""Pairs joined into groups: the same ones however they come, and never against what a handler said."""

from __future__ import annotations

from collections import defaultdict, deque
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.people.repeats import (
    CERTAIN,
    DIFFERENT,
    SAME,
    Ends,
    Group,
    Pair,
    Strength,
    Who,
    distinct,
    groups,
    joined_by,
)

PEOPLE = [(contact, number) for contact in "abcde" for number in (1, 2)]


@st.composite
def some_pairs(draw: st.DrawFn) -> list[Pair]:
    """Some of the pairs there can be, each once, in either direction and any order."""
    every = [(one, other) for at, one in enumerate(PEOPLE) for other in PEOPLE[at + 1 :]]
    chosen = draw(st.lists(st.sampled_from(every), unique=True, max_size=18))
    pairs: list[Pair] = []
    for one, other in chosen:
        odds, said = draw(st.floats(-20, 30)), draw(st.sampled_from(["", "", "", SAME, DIFFERENT, "unsure"]))
        turned = draw(st.booleans())
        pairs.append(Pair(one=other if turned else one, other=one if turned else other, odds=odds, said=said))
    return pairs


def joins(pair: Pair) -> bool:
    return pair.said == SAME or (pair.said != DIFFERENT and pair.odds >= 0)


def reach(pairs: list[Pair], start: Who) -> set[Who]:
    """Everybody who hangs together with this one, found another way: step by step."""
    beside: dict[Who, set[Who]] = defaultdict(set)
    for pair in pairs:
        if joins(pair):
            beside[pair.one].add(pair.other)
            beside[pair.other].add(pair.one)
    found, waiting = {start}, deque([start])
    while waiting:
        for there in beside[waiting.popleft()] - found:
            found.add(there)
            waiting.append(there)
    return found


@given(some_pairs(), st.randoms(use_true_random=False))
def test_the_order_in_which_pairs_come_changes_nothing(pairs: list[Pair], random: Random) -> None:
    before = groups(pairs, 0.0)
    shuffled = list(pairs)
    random.shuffle(shuffled)
    turned = [Pair(one=pair.other, other=pair.one, odds=pair.odds, said=pair.said) for pair in shuffled]
    assert groups(shuffled, 0.0) == before
    plain = [(group.people, [pair.ends for pair in group.joins], group.apart, group.odds) for group in before]
    assert [
        (group.people, [pair.ends for pair in group.joins], group.apart, group.odds) for group in groups(turned, 0.0)
    ] == plain


@given(some_pairs())
def test_groups_are_whole_and_everybody_is_in_one_at_most(pairs: list[Pair]) -> None:
    found = groups(pairs, 0.0)
    everybody = [who for group in found for who in group.people]
    assert len(everybody) == len(set(everybody))
    for group in found:
        assert len(group.people) >= 2
        assert all(reach(pairs, who) == set(group.people) for who in group.people)
        assert len(group.joins) == len(group.people) - 1
        assert all(joins(pair) for pair in group.joins)
    grouped = set(everybody)
    assert all({pair.one, pair.other} <= grouped for pair in pairs if joins(pair))


@given(some_pairs())
def test_nobody_is_joined_by_a_pair_that_was_rejected(pairs: list[Pair]) -> None:
    said: set[Ends] = {pair.ends for pair in pairs if pair.said == DIFFERENT}
    of = {who: group for group in groups(pairs, 0.0) for who in group.people}
    for one, other in said:
        together = one in of and of[one] is of.get(other)
        # Only others can have brought the two together, and then it is told.
        assert together == (other in reach(pairs, one))
        if together:
            assert (one, other) in of[one].apart
    assert all(pair.ends not in said for group in of.values() for pair in group.joins)
    assert all(set(group.apart) <= said for group in of.values())


@given(some_pairs())
def test_what_was_linked_is_together_whatever_the_odds(pairs: list[Pair]) -> None:
    of = {who: group for group in groups(pairs, 0.0) for who in group.people}
    assert all(of[pair.one] is of[pair.other] for pair in pairs if pair.said == SAME)


@given(some_pairs())
def test_everybody_but_the_first_is_joined_by_a_pair_of_the_group(pairs: list[Pair]) -> None:
    for group in groups(pairs, 0.0):
        for first in group.people:
            found = joined_by(group, first)
            assert set(found) == set(group.people) - {first}
            for who, (to, pair) in found.items():
                assert {who, to} == {pair.one, pair.other}
                here, steps = to, 0
                while here != first:  # and the way leads to the first
                    here, steps = found[here][0], steps + 1
                    assert steps <= len(group.people)


def pair(one: Who, other: Who, odds: float, said: str = "") -> Pair:
    return Pair(one=one, other=other, odds=odds, said=said)


def only(pairs: list[Pair]) -> Group:
    (found,) = groups(pairs, 0.0)
    return found


A, B, C, D = (("a", 1), ("b", 1), ("c", 1), ("d", 2))


def test_the_surest_pairs_hold_a_group_together() -> None:
    group = only([pair(A, B, 1.0), pair(B, C, 9.0), pair(A, C, 4.0)])
    assert [found.ends for found in group.joins] == [(B, C), (A, C)]
    assert (group.contacts, group.odds, group.apart) == (("a", "b", "c"), 4.0, ())
    assert {who: to for who, (to, _) in joined_by(group, A).items()} == {C: A, B: C}


def test_likely_is_joined_and_less_is_not() -> None:
    assert groups([pair(A, B, 0.0)], 0.0)
    assert not groups([pair(A, B, -0.1)], 0.0)
    assert not groups([pair(A, B, 30.0, DIFFERENT)], 0.0)
    assert not groups([], 0.0)


def test_a_rejected_pair_that_others_join_is_told() -> None:
    group = only([pair(A, B, 30.0, DIFFERENT), pair(A, C, 5.0), pair(B, C, 5.0)])
    assert group.people == (A, B, C)
    assert group.apart == ((A, B),)


def test_a_link_counts_before_any_odds_and_makes_nothing_less_sure() -> None:
    group = only([pair(A, B, 9.0), pair(B, C, -30.0, SAME), pair(A, C, 20.0), pair(A, D, 3.0)])
    assert [found.ends for found in group.joins] == [(B, C), (A, C), (A, D)]
    assert group.odds == 3.0
    assert only([pair(A, B, -30.0, SAME)]).odds == CERTAIN


def test_two_that_could_not_be_told_are_joined_by_their_odds() -> None:
    assert groups([pair(A, B, 1.0, "unsure")], 0.0)
    assert not groups([pair(A, B, -1.0, "unsure")], 0.0)


def test_more_victims_come_first_then_reports_then_level_then_odds() -> None:
    ordered = [
        Strength(victims=2, reports=3, rank=0, odds=1.0),
        Strength(victims=2, reports=2, rank=2, odds=1.0),
        Strength(victims=1, reports=9, rank=2, odds=40.0),
        Strength(victims=1, reports=2, rank=2, odds=0.0),
        Strength(victims=1, reports=2, rank=1, odds=40.0),
        Strength(victims=1, reports=2, rank=1, odds=39.0),
    ]
    turned = ordered[::-1]
    assert sorted(turned, key=lambda one: one.order) == ordered


@given(st.lists(st.integers(0, 9), max_size=12), st.integers(0, 3))
def test_distinct_is_how_many_do_not_hang_together(numbers: list[int], near: int) -> None:
    left, count = set(numbers), 0
    while left:
        count += 1
        waiting = [left.pop()]
        while waiting:
            here = waiting.pop()
            close = {one for one in left if abs(one - here) <= near}
            left -= close
            waiting += close
    assert distinct(numbers, lambda one, other: abs(one - other) <= near) == count
