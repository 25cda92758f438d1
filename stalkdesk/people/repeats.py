"""Who of many may be one and the same: pairs joined into groups, and the groups put in order, the strongest first.

Nothing is compared here: the pairs come with their odds, and with what a handler said of them, which always stands.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

T = TypeVar("T")
Who = tuple[str, int]
"""Somebody in a contact: its id, and their number in it."""
Ends = tuple[Who, Who]
SAME: Final = "same"
DIFFERENT: Final = "different"
CERTAIN: Final = 100.0
"""The odds that stand for a handler's word: more than anything that is compared comes to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two who may be one, each pair once. `odds` in bits: 0 is as likely as not. `said`: a handler's verdict, empty
    for none."""

    one: Who
    other: Who
    odds: float
    said: str = ""

    @property
    def ends(self) -> Ends:
        """Both, always in the same order."""
        return ends(self.one, self.other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People who are held to be one. `joins` are the pairs by which they hang together, the surest first, one fewer
    than there are people. `apart`: said not to be the same, and here through others all the same."""

    people: tuple[Who, ...]
    joins: tuple[Pair, ...]
    apart: tuple[Ends, ...]

    @property
    def contacts(self) -> tuple[str, ...]:
        """The contacts they are in, each once."""
        return tuple(dict.fromkeys(contact for contact, _ in self.people))

    @property
    def odds(self) -> float:
        """How sure the whole is: as its weakest join. What a handler linked is certain."""
        return min(CERTAIN if pair.said == SAME else pair.odds for pair in self.joins)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """What puts one group before another, the first thing first."""

    victims: int
    reports: int
    rank: int
    odds: float

    @property
    def order(self) -> tuple[float, ...]:
        """To sort by: the strongest is the least."""
        return -self.victims, -self.reports, -self.rank, -self.odds


def ends(one: Who, other: Who) -> Ends:
    """Two, always in the same order."""
    return (one, other) if one <= other else (other, one)


def groups(pairs: Iterable[Pair], least: float) -> tuple[Group, ...]:
    """The groups that these pairs make: a pair joins its two where a handler linked them, or at these odds and more
    where nobody said otherwise. The surest pairs join first; in which order they come does not matter."""
    every = list(pairs)
    joining = sorted((pair for pair in every if _joins(pair, least)), key=_surest)
    sets = _Sets()
    tree = [pair for pair in joining if sets.join(pair.one, pair.other)]
    people: dict[Who, set[Who]] = defaultdict(set)
    joins: dict[Who, list[Pair]] = defaultdict(list)
    apart: dict[Who, set[Ends]] = defaultdict(set)
    for pair in tree:
        head = sets.head(pair.one)
        people[head] |= {pair.one, pair.other}
        joins[head].append(pair)
    for pair in every:
        head = sets.head(pair.one)
        if pair.said == DIFFERENT and head == sets.head(pair.other):
            apart[head].add(pair.ends)
    found = (
        Group(people=tuple(sorted(people[head])), joins=tuple(joins[head]), apart=tuple(sorted(apart[head])))
        for head in people
    )
    return tuple(sorted(found, key=lambda group: group.people))


def _joins(pair: Pair, least: float) -> bool:
    return pair.said == SAME or (pair.said != DIFFERENT and pair.odds >= least)


def _surest(pair: Pair) -> tuple[bool, float, Ends]:
    return pair.said != SAME, -pair.odds, pair.ends


def joined_by(group: Group, first: Who) -> Mapping[Who, tuple[Who, Pair]]:
    """For each but the first: whom it is joined to on the way to the first, and by which pair."""
    beside: dict[Who, list[tuple[Who, Pair]]] = defaultdict(list)
    for pair in group.joins:
        beside[pair.one].append((pair.other, pair))
        beside[pair.other].append((pair.one, pair))
    found: dict[Who, tuple[Who, Pair]] = {}
    waiting = deque([first])
    while waiting:
        here = waiting.popleft()
        for there, pair in beside[here]:
            if there != first and there not in found:
                found[there] = here, pair
                waiting.append(there)
    return found


def distinct(people: Iterable[T], same: Callable[[T, T], bool]) -> int:
    """How many they are, where some may be one: who is the same as one of several is the same as all of those."""
    kinds: list[list[T]] = []
    for person in people:
        others: list[list[T]] = []
        here = [person]
        for kind in kinds:
            if any(same(person, other) for other in kind):
                here += kind
            else:
                others.append(kind)
        kinds = [*others, here]
    return len(kinds)


class _Sets:
    """Who is with whom so far."""

    def __init__(self) -> None:
        self._above: dict[Who, Who] = {}

    def head(self, one: Who) -> Who:
        """The one that stands for all of them."""
        head = one
        while head in self._above:
            head = self._above[head]
        while one != head:  # the next way is short
            above = self._above[one]
            self._above[one] = head
            one = above
        return head

    def join(self, one: Who, other: Who) -> bool:
        """Put the two together; whether they were apart."""
        one, other = self.head(one), self.head(other)
        if one != other:
            self._above[other] = one
        return one != other
