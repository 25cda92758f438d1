"""What names sound like, and which stand for one another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from stalkdesk.people.spellings import SURNAMES
from stalkdesk.people.variants import GIVEN

if TYPE_CHECKING:
    from nicknames import NickNamer


@lru_cache(maxsize=8192)
def sounds(word: str) -> tuple[str, ...]:
    """How a folded word sounds to an English ear: one or two codes of double metaphone. A letter alone, an initial,
    sounds like nothing."""
    from doublemetaphone import doublemetaphone

    if len(word) < 2:
        return ()
    return tuple(dict.fromkeys(code for code in doublemetaphone(word.replace(" ", "")) if code)) or (word,)


_BONES = str.maketrans("cqgzxvwdbj", "kkkssfftps", "aeiouhy")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=8192)
def bones(word: str) -> str:
    """What is left of a folded word on a bad line: its consonants, hard and soft ones as one. `wilcinnson` and
    `wilkinson` are both `flknsn`."""
    joined = word.replace(" ", "")
    return _DOUBLED.sub(r"\1", joined.replace("ph", "f").translate(_BONES)) or joined[:1]


@lru_cache(maxsize=8192)
def stands_for(given: str) -> frozenset[str]:
    """Every given name this one may be short for, or be called by, or be another spelling of; not itself.

    From the table of the package `nicknames` and our own of these islands.
    """
    table = _nicknames()
    found = table.nicknames_of(given) | table.canonicals_of(given)
    return frozenset(found.union(_by_word(GIVEN).get(given, ())) - {given})


@lru_cache(maxsize=8192)
def spelt_as(surname: str) -> frozenset[str]:
    """Every surname that is said like this one, where neither spelling nor the rules of sound tell; not itself."""
    return frozenset(_by_word(SURNAMES).get(surname.replace(" ", ""), frozenset()) - {surname})


@cache
def _nicknames() -> NickNamer:
    from nicknames import NickNamer

    return NickNamer()


@cache
def _by_word(groups: Iterable[frozenset[str]]) -> dict[str, set[str]]:
    words: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        for word in group:
            words[word] |= group
    return words
