"""Whether two people may be one: what speaks for it and what against, in words, and how strongly, in bits.

Each thing that agrees or differs has a weight, the logarithm of how much oftener that happens between two reports of
one person than between two people (Fellegi and Sunter 1969). The weights are added; ten bits make a thousand times
likelier. Nothing here decides: a handler sees the reasons and says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import log2
from operator import attrgetter
from typing import Final, Protocol

from stalkdesk.people import levels
from stalkdesk.people.known import Known
from stalkdesk.people.names import Name
from stalkdesk.people.weights import LEAST_SHARE, SWAPPED, TELLING, WEIGHTS

Weights = Mapping[str, Mapping[str, float]]
_ROUNDING: Final = 1e-6
_STRONG: Final = frozenset({"phone", "mail", "handle", "plate"})
"""Where the same level is of something whole that hardly two people share, however they are called."""


class Shares(Protocol):
    """How common names are."""

    def given(self, name: str) -> float:
        """The share of people with this given name, above 0."""
        ...

    def surname(self, name: str) -> float:
        """The share of people with this surname, above 0."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that was compared: the level, its weight, and what the two sides say."""

    field: str
    level: str
    bits: float
    here: str = ""
    there: str = ""

    @property
    def strong(self) -> bool:
        """Whether this is a whole phone, e-mail, online name with its platform, or plate, and the very same."""
        return self.level == "same" and self.field in _STRONG


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Everything that was compared. `bits` is the sum; `swapped`, whether first and last name were held for each
    other."""

    bits: float
    found: tuple[Found, ...]
    swapped: bool = False

    @property
    def strong(self) -> bool:
        """Whether something is the same that is enough alone: it is shown, whatever speaks against it."""
        return any(one.strong for one in self.found)

    @property
    def telling(self) -> bool:
        """Whether this is worth showing, among however many people."""
        return self.strong or self.bits >= TELLING


_BETTER: Final[Mapping[str, tuple[str, ...]]] = {field: tuple(of) for field, of in WEIGHTS.items()}
"""The levels of each field, the best first."""


def compare(one: Known, other: Known, shares: Shares, weights: Weights = WEIGHTS) -> Likeness:
    """How alike two people are. Symmetric: it does not matter which is which, but for whose words stand first."""
    return _with_names(one, other, shares, weights, _but_names(one, other, weights))


@dataclass(frozen=True, slots=True)
class Reach:
    """What comparing one person can come to, whoever they are held against: the most bits by their names, and a bit for
    everything else that is said of them."""

    by_name: float
    said: int


def reach(known: Known, shares: Shares, weights: Weights = WEIGHTS) -> Reach:
    """Of a name: a rare one says more, and what is only alike says no more than what is the same."""
    same = max(weights["given"]["same"], weights["surname"]["same"])

    def most(name: str) -> float:
        return max(0.0, same - log2(max(_share(shares, name, name), LEAST_SHARE))) if name else 0.0

    return Reach(
        by_name=max((most(name.given) + most(name.surname) for name in known.names), default=0.0),
        said=sum(1 << place for place, of in enumerate(_BUT_NAMES) if of(known)),
    )


def compare_from(
    least: float, reaches: tuple[Reach, Reach], one: Known, other: Known, shares: Shares, weights: Weights = WEIGHTS
) -> Likeness | None:
    """The same as `compare`; None where it comes to less than the least bits that matter. Comparing names is what takes
    long, and of a million pairs that share a key most can't be one person whatever their names say."""
    here, there = reaches
    least -= min(here.by_name, there.by_name) + _ROUNDING
    if least > 0 and not here.said & there.said:
        return None
    rest = _but_names(one, other, weights)
    if sum(each.bits for each in rest) < least:
        return None
    return _with_names(one, other, shares, weights, rest)


def _with_names(one: Known, other: Known, shares: Shares, weights: Weights, rest: list[Found]) -> Likeness:
    found, swapped = _names(one, other, shares, weights)
    found += rest
    bits = sum(each.bits for each in found) + (SWAPPED if swapped else 0.0)
    return Likeness(bits=bits, found=tuple(found), swapped=swapped)


def _but_names(one: Known, other: Known, weights: Weights) -> list[Found]:
    """Everything but the names."""
    found: list[Found] = []
    born = levels.born(one.born, other.born)
    if born:
        found.append(_found("born", born, weights))
    for field, level, of in _SEVERAL:
        here, there = of(one), of(other)
        if here and there:
            found += _best(field, level, here, there, weights)
    for field, level in (
        ("number", levels.number(one.place, other.place)),
        ("street", levels.street(one.place, other.place)),
        ("work", levels.work(one.work, other.work)),
    ):
        if level:
            found.append(_found(field, level, weights))
    return found


_SEVERAL: Final[tuple[tuple[str, Callable[..., str], Callable[[Known], tuple[object, ...]]], ...]] = (
    ("phone", levels.phone, attrgetter("phones")),
    ("mail", levels.mail, attrgetter("mails")),
    ("handle", levels.handle, attrgetter("handles")),
    ("plate", levels.plate, attrgetter("plates")),
    ("postcode", levels.postcode, attrgetter("postcodes")),
)
"""What somebody may have several of: the two that agree best count."""


_BUT_NAMES: Final = (*(of for *_, of in _SEVERAL), attrgetter("born"), attrgetter("place"), attrgetter("work"))


def _best(
    field: str, level: Callable[..., str], here: tuple[object, ...], there: tuple[object, ...], weights: Weights
) -> list[Found]:
    pairs = [(how, one, other) for one in here for other in there if (how := level(one, other))]
    if not pairs:
        return []
    order = _BETTER[field]
    how, one, other = min(pairs, key=lambda pair: order.index(pair[0])) if len(pairs) > 1 else pairs[0]
    return [_found(field, how, weights, here=_shown(one), there=_shown(other))]


def _shown(thing: object) -> str:
    return str(getattr(thing, "digits", None) or getattr(thing, "name", None) or thing)


def _found(field: str, level: str, weights: Weights, here: str = "", there: str = "") -> Found:
    return Found(field=field, level=level, bits=weights[field][level], here=here, there=there)


def _names(one: Known, other: Known, shares: Shares, weights: Weights) -> tuple[list[Found], bool]:
    """The two names that agree best, also when first and last are held for each other."""
    best: tuple[float, list[Found], bool] | None = None
    for mine in one.names:
        for theirs in other.names:
            for here, there, turned in _ways(mine, theirs):
                found = _name(here, there, shares, weights, turned=turned)
                if found is None:
                    continue
                bits = sum(each.bits for each in found) + (SWAPPED if turned else 0.0)
                if best is None or bits > best[0]:
                    best = bits, found, turned
    return ([], False) if best is None else best[1:]


def _ways(mine: Name, theirs: Name) -> Iterator[tuple[Name, Name, bool]]:
    """How two names may be held against each other: as they are, turned round, and, where the surname of one may be
    the second given name of the other (`Sarah Ja` for `Sarah Jane Smith`), without it."""
    yield mine, theirs, False
    yield mine, theirs, True
    if _second(mine.surname, theirs.given):
        yield Name(given=mine.given), theirs, False
    if _second(theirs.surname, mine.given):
        yield mine, Name(given=theirs.given), False


def _second(surname: str, given: str) -> bool:
    """Whether one of the given names but the first begins so."""
    return bool(surname) and " " in given and any(word.startswith(surname) for word in given.split()[1:])


def _name(here: Name, there: Name, shares: Shares, weights: Weights, *, turned: bool) -> list[Found] | None:
    """One name beside another. `turned`: the first names of one beside the last of the other."""
    if not turned:
        pairs = (("given", here.given, there.given), ("surname", here.surname, there.surname))
    elif here.surname and there.surname:
        pairs = (("given", here.given, there.surname), ("surname", here.surname, there.given))
    elif here.surname or there.surname:  # a name of one word may be the last
        alone, last = (there.given, here.surname) if here.surname else (here.given, there.surname)
        pairs = (("surname", last, alone) if here.surname else ("surname", alone, last),)
    else:
        return None
    found: list[Found] = []
    for field, mine, theirs in pairs:
        level = levels.given(mine, theirs) if field == "given" else levels.surname(mine, theirs)
        if level:
            bits = weights[field][level]
            if bits > 0 or level == "same":  # the rarer a name, the more it says; what is only alike never says more
                same = weights[field]["same"] - log2(max(_share(shares, mine, theirs), LEAST_SHARE))
                bits = same if level == "same" else min(bits, same)
            found.append(Found(field=field, level=level, bits=bits, here=mine, there=theirs))
    return found


def _share(shares: Shares, mine: str, theirs: str) -> float:
    """How common a name is, as a first or as a last one, whichever is more: which it is was perhaps never said."""
    first, last = mine.split(maxsplit=1)[0], theirs.split(maxsplit=1)[0]
    return max(shares.given(first), shares.given(last), shares.surname(mine), shares.surname(theirs))
