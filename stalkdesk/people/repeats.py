"""Who of many may be one and the same: pairs joined into groups, and the groups put in order, the strongest first.

Nothing is compared here: the pairs come with their odds, and with what a handler said of them, which always stands.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeVar

from stalkdesk.people.born import Born
from stalkdesk.people.levels import born as born_alike

T = TypeVar("T")
Who = tuple[str, int]
"""Somebody in a contact: its id, and their number in it."""
Ends = tuple[Who, Who]
SAME: Final = "same"
DIFFERENT: Final = "different"
_SLIPS: Final = frozenset({"same", "swapped", "one_off"})
"""How two days of birth agree that may be one day, misheard or mistyped."""
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
class Loose:
    """A pair that joins nobody, since two of those who would be one with it can't be: `between` them. `said`: by a
    handler's word; else by their dates of birth."""

    pair: Pair
    between: Ends
    said: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People who are held to be one. `joins` are the pairs by which they hang together, the surest first, one fewer
    than there are people. `loose`: the pairs by which somebody else may be one of them and is not held to be, the
    surest first."""

    people: tuple[Who, ...]
    joins: tuple[Pair, ...]
    loose: tuple[Loose, ...]

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


def groups(pairs: Iterable[Pair], least: float, born: Mapping[Who, Born] = MappingProxyType({})) -> tuple[Group, ...]:
    """The groups that these pairs make: a pair joins its two where a handler linked them, or at these odds and more
    where nobody said otherwise, unless that would put two into one group who can't be one: a handler said so of them,
    or their whole dates of birth, in `born`, are of two people. The surest pairs join first; in which order they come
    does not matter."""
    every = list(pairs)
    joining = sorted((pair for pair in every if _joins(pair, least)), key=_surest)
    sets = _Sets({pair.ends: pair.said for pair in every}, born)
    tree = [pair for pair in joining if sets.join(pair.one, pair.other)]
    joins: dict[Who, list[Pair]] = defaultdict(list)
    loose: dict[Who, list[Loose]] = defaultdict(list)
    for pair in tree:
        joins[sets.head(pair.one)].append(pair)
    for pair in joining:
        between = sets.between(pair.one, pair.other)
        if between is not None:
            for head in (sets.head(pair.one), sets.head(pair.other)):
                loose[head].append(Loose(pair=pair, between=between, said=sets.said(between) == DIFFERENT))
    found = (
        Group(people=tuple(sorted(sets.members(head))), joins=tuple(joins[head]), loose=tuple(loose[head]))
        for head in joins
    )
    return tuple(sorted(found, key=lambda group: group.people))


def two_people(one: Born, other: Born) -> bool:
    """Whether two births are of two people: both days are known, and no slip makes one of the other."""
    return one.exact and other.exact and born_alike(one, other) not in _SLIPS


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
    """Who is with whom so far, and who can't be with whom."""

    def __init__(self, said: Mapping[Ends, str], born: Mapping[Who, Born]) -> None:
        self._said = said
        self._born = born
        self._above: dict[Who, Who] = {}
        self._members: dict[Who, set[Who]] = {}
        self._foes: dict[Who, set[Who]] = defaultdict(set)
        for (one, other), verdict in said.items():
            if verdict == DIFFERENT:
                self._foes[one].add(other)
                self._foes[other].add(one)

    def said(self, two: Ends) -> str:
        """What a handler said of these two."""
        return self._said.get(two, "")

    def members(self, head: Who) -> set[Who]:
        """All of those this one stands for."""
        return self._members.get(head) or {head}

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
        """Put the two together, with all who are with them; whether they were apart, and can be one."""
        head, gone = self.head(one), self.head(other)
        if head == gone or self.between(one, other) is not None:
            return False
        self._above[gone] = head
        self._members.setdefault(head, {head}).update(self.members(gone))
        self._foes[head] |= self._foes[gone]
        return True

    def between(self, one: Who, other: Who) -> Ends | None:
        """Two who can't be one, one of those with this one and one of those with the other; None for nobody."""
        head, beside = self.head(one), self.head(other)
        if head == beside:
            return None
        mine, theirs = self.members(head), self.members(beside)
        hostile = self._foes[head] & theirs
        found = [ends(a, b) for b in hostile for a in mine if self.said(ends(a, b)) == DIFFERENT]
        return min(found, default=None) or min(self._of_two_births(mine, theirs), default=None)

    def _of_two_births(self, mine: set[Who], theirs: set[Who]) -> Iterator[Ends]:
        """Those whose births are of two people, but for two of whom a handler said that they are one."""
        here, there = self._by_birth(mine), self._by_birth(theirs)
        for one, some in here.items():
            for other, others in there.items():
                if two_people(one, other):
                    every = (ends(a, b) for a in some for b in others)
                    yield from (two for two in every if self.said(two) != SAME)

    def _by_birth(self, some: set[Who]) -> dict[Born, list[Who]]:
        found: dict[Born, list[Who]] = defaultdict(list)
        for one in some:
            if one in self._born:
                found[self._born[one]].append(one)
        return found
