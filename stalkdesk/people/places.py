"""Where people live and work, brought into parts that can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from stalkdesk.people.lists import NOTHING
from stalkdesk.people.names import folded
from stalkdesk.people.numbers import MOST

_NUMBER = re.compile(r"\b\d{1,5}[a-z]?\b")
_FLAT = re.compile(r"\b(?:flat|apartment|apt|unit|room)\b\.?\s*(?:no\b\.?\s*)?(\d{1,4}[a-z]?|[a-z]\d{0,3})\b[\s,]*")
_WRITTEN_SHORT = """
rd:road st:street ave:avenue av:avenue ln:lane cl:close ct:court cres:crescent dr:drive gdns:gardens grn:green gr:grove
pl:place sq:square ter:terrace terr:terrace pk:park mt:mount hse:house apt:flat apartment:flat
"""
_SHORT: Final = {pair.split(":")[0]: pair.split(":")[1] for pair in _WRITTEN_SHORT.split()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One address. `number` is the house's, the first in it, `flat` the one within the house; where no house has a
    number, the flat's is `number`. `words` are the rest without postcodes and numbers."""

    number: str
    words: str
    flat: str = ""


def whole(text: str) -> list[str]:
    """The words of an address, those that are written short in full."""
    return [_SHORT.get(word, word) for word in folded(text).split()]


def place(text: str, postcodes: tuple[str, ...] = ()) -> Place | None:
    """The address in a line; None where it holds none. `postcodes` are those found in it, which are compared apart."""
    lower = text[:MOST].casefold()
    for code in postcodes:
        lower = re.sub(re.escape(code.casefold()).replace(r"\ ", r"\s*"), " ", lower)
    flat = _FLAT.search(lower)
    house = lower if flat is None else f"{lower[: flat.start()]} {lower[flat.end() :]}"
    if flat is not None and not _NUMBER.search(house):
        flat, house = None, lower
    lower = house
    number = _NUMBER.search(lower)
    words = " ".join(whole(_NUMBER.sub(" ", lower)))
    words = "" if words in NOTHING else words
    if number is None and not words:
        return None
    return Place(number=number[0] if number else "", words=words, flat=flat[1] if flat else "")
