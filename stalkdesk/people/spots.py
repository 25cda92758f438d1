"""Places: where people live and work, and where things happened.

What was found or done near a place is seen beside the report of whoever it belongs to (Gracie Spinks: a bag with
weapons near her stable, kept as lost property).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from stalkdesk.people.lists import NOTHING, words
from stalkdesk.people.numbers import postcodes
from stalkdesk.people.places import whole

Entry = Mapping[str, str]
_NUMBER: Final = re.compile(r"\b\d{1,5}[a-z]?\b")
_HOUSE: Final = re.compile(r"\b(\d{1,5}[a-z]?)\b(?=((?:[\s,.'’-]*[^\W\d]+){0,2}))")
HAPPENED: Final = "where it happened"
HOME: Final = "an address"
WORK: Final = "work or school"
MOST_WORDS: Final = 8
SURE: Final = 2
"""How well two places agree: a postcode, or a house; less for words alone."""

# Words that many places have, and those that say where at a place.
_GENERAL: Final = words(
    """
    street road lane avenue close court crescent drive gardens green grove place square terrace park mount house flat
    home work school college office shop station town city centre village north south east west upper lower great little
    outside inside near nearby behind front back next opposite beside over around along under above across corner bottom
    their there here door doors gate garden driveway path window stairs landing room kitchen bedroom hall floor from
    where when they them with this that same other another parked parking waiting followed following sitting online
    high main church mill hill bridge river field fields wood woods farm hospital club train stop phone facebook
    instagram whatsapp message messages email internet website
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One place. `kind` says whose it is: `HOME`, `WORK`, `HAPPENED`; `said` is what was typed."""

    kind: str
    said: str
    postcodes: tuple[str, ...]
    houses: tuple[tuple[str, str, str], ...]
    """Every number with the two words after it."""
    words: tuple[str, ...]


def spots(people: Iterable[Entry], incidents: Iterable[Entry]) -> tuple[Spot, ...]:
    """The places in a contact that could be found again."""
    said = [(HOME, person.get("address", "")) for person in people]
    said += [(WORK, person.get("work", "")) for person in people]
    said += [(HAPPENED, incident.get("where", "")) for incident in incidents]
    found = (spot(kind, text) for kind, text in said if text.strip())
    return tuple(dict.fromkeys(one for one in found if keys(one)))


def spot(kind: str, text: str) -> Spot:
    """A place as somebody typed it."""
    text = text[:300]
    codes = tuple(code for code in postcodes(text) if " " in code)
    lower = text.casefold()
    for code in codes:
        lower = re.sub(re.escape(code.casefold()).replace(r"\ ", r"\s*"), " ", lower)
    houses = [(number, *_two(whole(after))) for number, after in _HOUSE.findall(lower)]
    telling = tuple(dict.fromkeys(word for word in whole(_NUMBER.sub(" ", lower)) if _tells(word)))
    return Spot(
        kind=kind,
        said=text,
        postcodes=codes,
        houses=tuple(house for house in dict.fromkeys(houses) if house[1]),
        words=telling[:MOST_WORDS],
    )


def _two(found: list[str]) -> tuple[str, str]:
    return (*found, "", "")[0], (*found, "", "")[1]


def keys(one: Spot) -> frozenset[str]:
    """Under which a place is found: its postcode, its house in a street, each two of its words."""
    found = {f"c{code}" for code in one.postcodes}
    found |= {f"n{number}|{street}" for number, street, _ in one.houses}
    return frozenset(found | {f"w{a}|{b}" for a, b in combinations(sorted(one.words), 2)})


def agree(one: Spot, other: Spot) -> tuple[int, str]:
    """How well two places agree, 0 for not at all, and in what: never two homes, which is for the people to say."""
    if HAPPENED not in (one.kind, other.kind):
        return 0, ""
    for code in one.postcodes:
        if code in other.postcodes:
            return SURE, f"same postcode {code}"
    shared = [word for word in one.words if word in other.words]
    for number, street, kind in one.houses:
        for also in other.houses:
            if (number, street) == also[:2] and (kind == also[2] or not (kind and also[2])):
                sure = _tells(street) or len(street) < 4 or bool(shared)
                return SURE if sure else 1, f"same house: {number} {street} {kind or also[2]}".rstrip()
    if len(shared) > 1 and not (one.houses and other.houses):
        return 1, f"a place named alike: {' '.join(shared)}"
    return 0, ""


def _tells(word: str) -> bool:
    return len(word) > 3 and word not in _GENERAL and word not in NOTHING
