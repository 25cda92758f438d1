"""Where people live and work, brought into parts that can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from stalkdesk.people.lists import NOTHING
from stalkdesk.people.names import folded
from stalkdesk.people.numbers import MOST

_NUMBER = re.compile(r"\b\d{1,5}[a-z]?\b")
_WRITTEN_SHORT = """
rd:road st:street ave:avenue av:avenue ln:lane cl:close ct:court cres:crescent dr:drive gdns:gardens grn:green gr:grove
pl:place sq:square ter:terrace terr:terrace pk:park mt:mount hse:house apt:flat apartment:flat
"""
_SHORT: Final = {pair.split(":")[0]: pair.split(":")[1] for pair in _WRITTEN_SHORT.split()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One address. `number` is the first in it, `words` the rest without postcodes and numbers."""

    number: str
    words: str


def whole(text: str) -> list[str]:
    """The words of an address, those that are written short in full."""
    return [_SHORT.get(word, word) for word in folded(text).split()]


def place(text: str, postcodes: tuple[str, ...] = ()) -> Place | None:
    """The address in a line; None where it holds none. `postcodes` are those found in it, which are compared apart."""
    lower = text[:MOST].casefold()
    for code in postcodes:
        lower = re.sub(re.escape(code.casefold()).replace(r"\ ", r"\s*"), " ", lower)
    number = _NUMBER.search(lower)
    words = " ".join(whole(_NUMBER.sub(" ", lower)))
    words = "" if words in NOTHING else words
    if number is None and not words:
        return None
    return Place(number=number[0] if number else "", words=words)
