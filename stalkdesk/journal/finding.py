"""Who of those seen before this may be: first by the keys they share, then, where that says too little, by every name
that may be theirs misheard or mistyped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import log2
from typing import Final

from rapidfuzz.distance import JaroWinkler

from stalkdesk.journal.index import GIVEN, SURNAME, PeopleIndex, Person
from stalkdesk.people import levels
from stalkdesk.people.compare import Likeness, compare
from stalkdesk.people.keys import (
    OF_NUMBERS,
    STRONG,
    asked,
    first_name,
    last_name,
    pair,
    pair_and_year,
    sounds_and_year,
    years,
)
from stalkdesk.people.known import Known
from stalkdesk.people.names import Name
from stalkdesk.people.sounds import stands_for
from stalkdesk.people.weights import AROUND, WEIGHTS

MOST: Final = 10
LOOKED_AT: Final = 200
"""Of those with the most points: these are compared."""
_UNDER: Final = {1: 300, 2: 600, 3: 600, STRONG: 300}
"""By the points of a key: more than that under it, and the latest stand for all."""
_SPELLINGS: Final = {SURNAME: 40, GIVEN: 25}
_PAIRS: Final = 250
_PAIRS_AND_YEARS: Final = 40
_FIRST_PAIRS: Final = 8
_SOUNDS_AND_YEARS: Final = 12
LOOKED_AT_BY_NAME: Final = 400
FIRM: Final = 40
"""Of those with the most points by numbers, plates and names online: these are compared too, whoever else has more
points by a common name."""
SETTLED: Final = 6.0
"""Bits over an even chance with which somebody is found by keys alone, and no name need be turned about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who may be the one, and what speaks for and against. `odds` in bits: 0 is as likely as not."""

    person: Person
    likeness: Likeness
    odds: float


class Finder:
    """Looks people up in the index."""

    def __init__(self, index: PeopleIndex) -> None:
        self._index = index

    def quick(self, known: Known, leave_out: str = "", most: int = MOST) -> list[Candidate]:
        """Those that share keys with this person, the likeliest first; nobody of the contact to leave out."""
        return self._ranked(known, self._by_keys(known), leave_out, most)

    def complete(self, known: Known, leave_out: str = "", most: int = MOST) -> list[Candidate]:
        """The same, with those whose names only sound or look alike where the keys found nobody for certain."""
        ids = self._by_keys(known)
        found = self._ranked(known, ids, leave_out, most)
        if found and found[0].odds > SETTLED:
            return found
        known_ids = set(ids)
        more = [id for id in self._by_names(known) if id not in known_ids]
        if not more:
            return found
        both = {one.person.id: one for one in (*found, *self._ranked(known, more, leave_out, most))}
        return _first(both.values(), most)

    def _by_keys(self, known: Known) -> list[int]:
        points: Counter[int] = Counter()
        firm: Counter[int] = Counter()
        for key, worth in asked(known).items():
            for id in self._index.under(key, _UNDER[worth]):
                points[id] += worth
                if key[0] in OF_NUMBERS:
                    firm[id] += worth
        found = [id for id, _ in points.most_common(LOOKED_AT)]
        if len(points) <= LOOKED_AT:
            return found
        return list(dict.fromkeys((*found, *(id for id, _ in firm.most_common(FIRM)))))

    def _ranked(self, known: Known, ids: list[int], leave_out: str, most: int) -> list[Candidate]:
        index = self._index
        found: list[Candidate] = []
        for person in index.people_of(ids):
            if person.contact != leave_out:
                likeness = compare(known, person.known, index)
                found.append(Candidate(person=person, likeness=likeness, odds=odds(likeness, index.people)))
        return _first(found, most)

    def _by_names(self, known: Known) -> dict[int, None]:
        """People whose names may be these misheard or mistyped, the likeliest names first, and so many at most."""
        found: dict[int, None] = {}
        spans = list(years(known.born, asking=True))
        for name in known.names:
            turned = [Name(given=name.surname, surname=name.given)] if name.surname else []
            for each in (name, *turned):
                for ids in self._near_names(each, spans):
                    found.update(dict.fromkeys(ids))
                    if len(found) >= LOOKED_AT_BY_NAME:
                        return found
        return found

    def _near_names(self, name: Name, spans: list[int]) -> Iterator[list[int]]:
        """Those found under the keys of names near this one, key by key."""
        under = self._index.under_each
        surnames = self._spellings(SURNAME, name.surname)
        givens = self._spellings(GIVEN, name.given.split()[0] if name.given else "")
        if len(name.given) == 1:
            yield from under(_said_in(surnames, spans), 60)
        pairs = sorted(
            ((bits + more, given, surname) for given, bits in givens.items() for surname, more in surnames.items()),
            key=lambda one: -one[0],
        )[:_PAIRS]
        by_pair = under([pair(given, surname) for _, given, surname in pairs], 30)
        # Nobody is found under a name with a year who is not found under the name.
        there = [(given, surname) for (_, given, surname), ids in zip(pairs, by_pair, strict=True) if ids]
        likeliest = {(given, surname) for _, given, surname in pairs[:_PAIRS_AND_YEARS]}
        dated = [one for one in there if one in likeliest]
        first = {(given, surname) for _, given, surname in pairs[:_FIRST_PAIRS]}
        yield from under([pair_and_year(*one, year) for one in dated if one in first for year in spans], 40)
        yield from under([pair_and_year(*one, year) for one in dated if one not in first for year in spans], 10)
        yield from by_pair
        if not name.surname:  # a first name, or a last one
            yield from under([first_name(given) for given in givens], 60)
            yield from under([last_name(surname) for surname in self._spellings(SURNAME, name.given)], 60)
        yield from under(_said_in(list(surnames)[:_SOUNDS_AND_YEARS], spans), 20)

    def _spellings(self, kind: int, text: str) -> dict[str, float]:
        """Names this may be, the likeliest first, each with its weight."""
        if len(text) < 2:
            return {text: 0.0} if text else {}
        index, level = self._index, levels.given if kind == GIVEN else levels.surname
        weights = WEIGHTS["given" if kind == GIVEN else "surname"]
        there = {text, *index.near(kind, text)}
        if kind == GIVEN:
            there |= stands_for(text)
        if len(text) > 1:
            there.update(index.begin_with(kind, text, _SPELLINGS[kind]))
        found = {
            word: weights[level(text, word)] + (8.0 if word == text else 4 * JaroWinkler.similarity(text, word))
            for word in there
        }
        return dict(sorted(found.items(), key=lambda one: (-one[1], one[0]))[: _SPELLINGS[kind]])


def _said_in(surnames: Iterable[str], spans: list[int]) -> list[str]:
    """The keys of what these surnames sound like with these years of birth, each once."""
    return list(dict.fromkeys(key for surname in surnames for year in spans for key in sounds_and_year(surname, year)))


def odds(likeness: Likeness, people: int) -> float:
    """In bits over an even chance: before anything is compared it is anybody of so many."""
    return likeness.bits - even(people)


def even(people: int) -> float:
    """The bits that make an even chance of somebody among so many people."""
    return log2(max(people, AROUND))


def _first(found: Iterable[Candidate], most: int) -> list[Candidate]:
    """So many of these, the likeliest first. Who has the same phone or the like keeps a place before those who are only
    possible, whatever speaks against it."""
    ahead = sorted(found, key=lambda one: (one.odds < 0 and not one.likeness.strong, *_order(one)))
    return sorted(ahead[:most], key=_order)


def _order(one: Candidate) -> tuple[float, int]:
    return -one.odds, -one.person.id
