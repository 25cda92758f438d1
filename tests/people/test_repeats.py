"""Pairs joined into groups: the same ones however they come, and never against what a handler said."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.people.born import Born
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
    ends,
    groups,
    joined_by,
    two_people,
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


DAYS = (
    Born(date(1991, 3, 14), date(1991, 3, 14)),
    Born(date(1991, 3, 15), date(1991, 3, 15)),
    Born(date(1985, 9, 2), date(1985, 9, 2)),
    Born(date(1985, 2, 9), date(1985, 2, 9)),
    Born(date(1970, 1, 1), date(1979, 12, 31)),
)
"""One day with a slip of a digit, another with day and month turned, and a guess."""
births = st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(DAYS), max_size=6)
"""Of most people no day is known."""


def said_of(pairs: list[Pair]) -> dict[Ends, str]:
    return {pair.ends: pair.said for pair in pairs}


def contradict(one: Who, other: Who, said: dict[Ends, str], born: Mapping[Who, Born]) -> bool:
    """Whether these two can't be one, said once more."""
    verdict = said.get(ends(one, other), "")
    if verdict in (SAME, DIFFERENT):
        return verdict == DIFFERENT
    return one in born and other in born and two_people(born[one], born[other])


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


def shape(found: tuple[Group, ...]) -> list[object]:
    """Groups without the direction in which their pairs came."""
    return [
        (
            group.people,
            [pair.ends for pair in group.joins],
            [(one.pair.ends, one.between, one.said) for one in group.loose],
            group.odds,
        )
        for group in found
    ]


@given(some_pairs(), births, st.randoms(use_true_random=False))
def test_the_order_in_which_pairs_come_changes_nothing(
    pairs: list[Pair], born: dict[Who, Born], random: Random
) -> None:
    before = groups(pairs, 0.0, born)
    shuffled = list(pairs)
    random.shuffle(shuffled)
    turned = [Pair(one=pair.other, other=pair.one, odds=pair.odds, said=pair.said) for pair in shuffled]
    assert groups(shuffled, 0.0, dict(reversed(born.items()))) == before
    assert shape(groups(turned, 0.0, born)) == shape(before)


@given(some_pairs(), births)
def test_no_group_holds_two_who_can_t_be_one(pairs: list[Pair], born: dict[Who, Born]) -> None:
    said = said_of(pairs)
    for group in groups(pairs, 0.0, born):
        for at, one in enumerate(group.people):
            assert not any(contradict(one, other, said, born) for other in group.people[at + 1 :])


@given(some_pairs(), births)
def test_groups_hang_together_and_everybody_is_in_one_at_most(pairs: list[Pair], born: dict[Who, Born]) -> None:
    found = groups(pairs, 0.0, born)
    everybody = [who for group in found for who in group.people]
    assert len(everybody) == len(set(everybody))
    for group in found:
        assert len(group.people) >= 2
        assert len(group.joins) == len(group.people) - 1
        assert all(joins(pair) for pair in group.joins)
        assert all(reach(list(group.joins), who) == set(group.people) for who in group.people)


@given(some_pairs(), births)
def test_two_who_may_be_one_are_apart_only_for_a_reason_that_is_told(pairs: list[Pair], born: dict[Who, Born]) -> None:
    said = said_of(pairs)
    found = groups(pairs, 0.0, born)
    of = {who: group for group in found for who in group.people}
    for pair in filter(joins, pairs):
        one, other = of.get(pair.one), of.get(pair.other)
        if one is not None and one is other:
            continue
        mine = one.people if one is not None else (pair.one,)
        theirs = other.people if other is not None else (pair.other,)
        assert any(contradict(a, b, said, born) for a in mine for b in theirs)
        for group in (one, other):
            if group is not None:
                (told,) = (loose for loose in group.loose if loose.pair == pair)
                a, b = told.between
                assert (a in mine and b in theirs) or (b in mine and a in theirs)
                assert contradict(a, b, said, born)
                assert told.said == (said.get(told.between) == DIFFERENT)
    assert all(joins(loose.pair) for group in found for loose in group.loose)


@given(some_pairs())
def test_where_nobody_contradicts_everybody_who_hangs_together_is_one(pairs: list[Pair]) -> None:
    agreeing = [pair for pair in pairs if pair.said != DIFFERENT]
    for group in groups(agreeing, 0.0):
        assert not group.loose
        assert all(reach(agreeing, who) == set(group.people) for who in group.people)
    assert {who for pair in agreeing if joins(pair) for who in pair.ends} == {
        who for group in groups(agreeing, 0.0) for who in group.people
    }


@given(some_pairs(), births)
def test_what_was_linked_is_together_unless_a_handler_s_word_or_a_birth_forbids_it(
    pairs: list[Pair], born: dict[Who, Born]
) -> None:
    linked = [pair for pair in pairs if pair.said == SAME]
    said = said_of(pairs)
    of = {who: group for group in groups(pairs, 0.0, born) for who in group.people}
    for pair in linked:
        whole = sorted(reach(linked, pair.one))
        if not any(contradict(a, b, said, born) for at, a in enumerate(whole) for b in whole[at + 1 :]):
            assert of[pair.one] is of[pair.other]


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
    assert (group.contacts, group.odds, group.loose) == (("a", "b", "c"), 4.0, ())
    assert {who: to for who, (to, _) in joined_by(group, A).items()} == {C: A, B: C}


def test_likely_is_joined_and_less_is_not() -> None:
    assert groups([pair(A, B, 0.0)], 0.0)
    assert not groups([pair(A, B, -0.1)], 0.0)
    assert not groups([pair(A, B, 30.0, DIFFERENT)], 0.0)
    assert not groups([], 0.0)


def test_a_chain_whose_ends_were_rejected_is_cut_at_its_weakest() -> None:
    pairs = [pair(A, C, 9.0), pair(B, C, 5.0)]
    assert only(pairs).people == (A, B, C)
    group = only([*pairs, pair(A, B, 30.0, DIFFERENT)])
    assert group.people == (A, C)
    ((loose),) = group.loose
    assert (loose.pair.ends, loose.between, loose.said) == ((B, C), (A, B), True)


def test_a_chain_whose_ends_were_born_on_different_days_is_cut_too() -> None:
    pairs = [pair(A, B, 4.0), pair(B, C, 5.0)]
    day, slip, another, _, guess = DAYS
    group = only_with(pairs, {A: day, C: another})
    assert group.people == (B, C)
    assert [(loose.pair.ends, loose.between, loose.said) for loose in group.loose] == [((A, B), (A, C), False)]
    for harmless in ({A: day, C: slip}, {A: day, C: guess}, {A: day}, {B: day}):
        assert only_with(pairs, harmless).people == (A, B, C)
    linked = [*pairs, pair(A, C, -9.0, SAME)]
    assert only_with(linked, {A: day, C: another}).people == (A, B, C)


def test_two_days_of_birth_are_two_people_unless_it_is_a_slip() -> None:
    day, slip, another, turned, guess = DAYS
    assert two_people(day, another) and two_people(another, day)
    assert two_people(day, Born(date(1991, 11, 29), date(1991, 11, 29)))
    assert not any(
        two_people(*two) for two in ((day, day), (day, slip), (another, turned), (day, guess), (guess, guess))
    )


def only_with(pairs: list[Pair], born: Mapping[Who, Born]) -> Group:
    (found,) = groups(pairs, 0.0, born)
    return found


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
