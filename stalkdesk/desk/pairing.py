"""Which suspects may be one: two and two by the keys they share, then compared, in pieces."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final, Protocol

from stalkdesk.desk.lookup import LIKELY
from stalkdesk.journal.finding import even, odds
from stalkdesk.journal.index import FIRST, Person
from stalkdesk.people.born import Born
from stalkdesk.people.compare import Reach, Shares, compare, compare_from, reach
from stalkdesk.people.repeats import Ends, Group, Pair, Who, ends, groups

TOO_MANY: Final = 50
"""Suspects that share a key: it says nothing then of any two of them."""
FEW: Final = 8
"""Suspects that share a key which is enough alone to compare two; where more do, two have to share another one too.
By a first name that thirty share and a trade that others have, everybody would hang together in the end."""
_KEYS: Final = 20_000
_COMPARED: Final = 300
"""Keys read, and suspects compared with others, in one piece."""


class Suspects(Shares, Protocol):
    """What is asked of an index of people here."""

    people: int

    def with_role(self, role: str) -> Mapping[int, Who]:
        """Everybody with this role, by id: their contact, and their number in it."""
        ...

    def keys_after(self, at: tuple[int, int], most: int) -> list[tuple[int, int]]:
        """Keys with the id of somebody found under each, in their order, from after this one on."""
        ...

    def people_of(self, ids: Iterable[int]) -> list[Person]:
        """These people."""
        ...


class Pairing:
    """`go_on` until it is `done`; then the groups. `said`: what handlers said of two."""

    def __init__(self, said: Mapping[Ends, str]) -> None:
        self._said = said
        self._who: Mapping[int, Who] | None = None
        self._at = FIRST
        self._key = FIRST[0]
        self._under: list[int] = []
        self._shared: dict[int, list[tuple[int, ...]]] = defaultdict(list)
        self._pairs: list[Pair] = []
        self._born: dict[Who, Born] = {}
        self._known: dict[int, Person] = {}
        self._reach: dict[int, Reach] = {}
        self._judged: dict[tuple[int, int], str] = {}
        self._waiting: Iterator[int] = iter(())
        self._keys_read = False
        self.done = False

    def go_on(self, index: Suspects) -> None:
        """A piece more."""
        if self._who is None:
            self._who = index.with_role("suspect")
        elif not self._keys_read:
            self._read_keys(index)
        else:
            self._compare(index)

    def groups(self) -> tuple[Group, ...]:
        """Those held to be one."""
        return groups(self._pairs, LIKELY, self._born)

    def _read_keys(self, index: Suspects) -> None:
        who = self._who or {}
        rows = index.keys_after(self._at, _KEYS)
        for key, id in rows:
            if key != self._key:
                self._next_key(key)
            if id in who:
                self._under.append(id)
        if len(rows) == _KEYS:
            self._at = rows[-1]
            return
        self._next_key(0)
        self._keys_read = True
        self._add_linked(who)
        self._waiting = iter(sorted(self._shared))

    def _next_key(self, key: int) -> None:
        if 1 < len(self._under) <= TOO_MANY:
            together = tuple(self._under)
            for id in together:
                self._shared[id].append(together)
        self._key, self._under = key, []

    def _add_linked(self, who: Mapping[int, Who]) -> None:
        """Two of whom a handler said something are compared whatever they share."""
        ids = {one: id for id, one in who.items()}
        for (one, other), said in self._said.items():
            if one in ids and other in ids:
                two = (min(ids[one], ids[other]), max(ids[one], ids[other]))
                self._judged[two] = said
                for id in two:
                    self._shared[id].append(two)

    def _compare(self, index: Suspects) -> None:
        some = list(islice(self._waiting, _COMPARED))
        beside = {id: self._beside(id) for id in some}
        wanted = {id for one, others in beside.items() if others for id in (one, *others)}
        for person in index.people_of(wanted - self._known.keys()):
            if person.role == "suspect":
                self._known[person.id] = person
                self._reach[person.id] = reach(person.known, index)
        for id, others in beside.items():
            one = self._known.get(id)
            for other in map(self._known.get, others):
                if one is not None and other is not None and one.contact != other.contact:
                    self._pair(one, other, index)
        for id in some:  # those that come later are never compared with it again
            self._known.pop(id, None)
            self._reach.pop(id, None)
            self._shared.pop(id, None)
        self.done = not some

    def _beside(self, id: int) -> list[int]:
        """Whom to compare with this one, of those that come later."""
        times: Counter[int] = Counter()
        enough: set[int] = set()
        for together in self._shared.get(id, ()):
            later = together[bisect_right(together, id) :]
            times.update(later)
            if len(together) <= FEW:
                enough.update(later)
        return sorted(other for other, many in times.items() if many > 1 or other in enough)

    def _pair(self, one: Person, other: Person, index: Suspects) -> None:
        said = self._judged.get((one.id, other.id), "")
        reaches = self._reach[one.id], self._reach[other.id]
        weight = odds_of(one, other, index) if said else odds_if_likely(one, other, reaches, index)
        if weight is not None:
            for person in (one, other):
                if person.known.born is not None and person.known.born.exact:
                    self._born[person.contact, person.number] = person.known.born
            two = ends((one.contact, one.number), (other.contact, other.number))
            self._pairs.append(Pair(one=two[0], other=two[1], odds=weight, said=said))


def odds_of(one: Person, other: Person, index: Suspects) -> float:
    """In bits over an even chance, as where an earlier report is looked for."""
    return odds(compare(one.known, other.known, index), index.people)


def odds_if_likely(one: Person, other: Person, reaches: tuple[Reach, Reach], index: Suspects) -> float | None:
    """The same where they are likely one."""
    likeness = compare_from(LIKELY + even(index.people), reaches, one.known, other.known, index)
    if likeness is None:
        return None
    weight = odds(likeness, index.people)
    return weight if weight >= LIKELY else None
