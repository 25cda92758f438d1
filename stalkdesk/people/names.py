"""Names of people: how they are said, taken apart, and brought into letters that can be compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from stalkdesk.people.lists import DESCRIBED, EARLIER, HALF, NO_NAMES, PARTICLES, TITLES, VAGUE

MOST: Final = 400
"""Characters of a name that are looked at."""
_JOINED: Final = frozenset({"mc", "mac", "o", "fitz"})
"""What stands before a surname and is written with it or apart: O Brien, Mac Donald."""
_APART = re.compile(r"[,;/\n()]|\b(?:or|and|aka|a\.k\.a\.?)\b(?!\s*$)", re.IGNORECASE)
_MARKS = re.compile(r"['’‘`´.]")


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """One name somebody goes by, folded. A name of one word is a given one, which may be wrong: compare both ways."""

    given: str
    surname: str = ""

    @property
    def whole(self) -> str:
        """All of it, the given names first."""
        return f"{self.given} {self.surname}".strip()


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """A text in the letters a to z with single spaces; digits are dropped, other scripts are spelt out. Folding
    twice changes nothing."""
    if not text.isascii():
        from anyascii import anyascii

        text = anyascii(unicodedata.normalize("NFC", text))
    return " ".join(re.sub(r"[^a-z]+", " ", _MARKS.sub("", text.casefold())).split())


def names(text: str, also: str = "") -> tuple[Name, ...]:
    """Every name in the line for the name and in the line for other names, in their order, each once.

    An earlier surname (`was Jones`, `née Jones`) goes with the given names of the first. A single other name
    (`Micky`, `Turner-Hughes`) may be either, and is read as both.
    """
    found: dict[Name, None] = {}
    first = Name(given="")
    for line, other in ((text, False), (also, True)):
        for part, earlier in _parts(line, turned=not other):
            name = _name(part)
            if name is None:
                continue
            for reading in _readings(name, first, earlier=earlier):
                found[reading] = None
            first = first if first.given else name
    return tuple(found)


def _readings(name: Name, first: Name, *, earlier: bool) -> tuple[Name, ...]:
    """What a name beside the first one may be."""
    if name.surname or not first.given or not (earlier or first.surname):
        return (name,)
    born = Name(given=first.given, surname=name.given)
    return (born,) if earlier else (Name(given=name.given, surname=first.surname), born)


def _parts(line: str, *, turned: bool) -> list[tuple[str, bool]]:
    """The single names of a line, and whether each was said to be an earlier surname. `turned`: `A, B` may be one
    name, the surname first."""
    line = line[:MOST]
    found: list[tuple[str, bool]] = []
    pieces = [piece.strip() for piece in _APART.split(line)]
    if turned and len(pieces) == 2 and line.count(",") == 1 and _surname_first(*pieces):
        pieces = [f"{pieces[1]} {'-'.join(pieces[0].split())}"]
    for piece in pieces:
        words, earlier = (piece, False) if turned and _half(piece) else _earlier(piece)
        if words and folded(words) not in VAGUE:
            found.append((words, earlier))
    return found


def _surname_first(surname: str, given: str) -> bool:
    """Whether `A, B` is one name turned round; a list of other names has a whole name in it."""
    words = folded(surname).split()
    single = len(surname.split()) == 1 or (bool(words) and words[0] in PARTICLES)
    return single and bool(folded(given)) and not _earlier(given)[1]


def _earlier(piece: str) -> tuple[str, bool]:
    """The piece without words like `née`, and whether there was one."""
    words = piece.split()
    kept = [word for word in words if folded(word) not in EARLIER]
    return " ".join(kept), len(kept) < len(words)


def _half(piece: str) -> Name | None:
    """A name of which the last word is none, but may be what is typed so far of the surname; else None."""
    words = [word for word in (folded(word) for word in piece.split()) if word]
    while words and words[0] in TITLES:
        words.pop(0)
    if len(words) < 2 or words[-1] not in HALF or not DESCRIBED.isdisjoint(words[:-1]):
        return None
    if len(words) > 2 and words[-1] in EARLIER:  # a whole name, and an earlier one to come
        return None
    return Name(given=" ".join(words[:-1]), surname=words[-1])


def _name(piece: str) -> Name | None:
    half = _half(piece)
    if half is not None:
        return half
    words = [word for word in (folded(word) for word in piece.split()) if word and word not in TITLES]
    words = [word for word in words if word not in NO_NAMES]
    if not words or words in (["a"], ["an"]):
        return None
    if len(words) == 1:
        return Name(given=words[0])
    at = next((n for n, word in enumerate(words[1:-1], 1) if word in PARTICLES or word in _JOINED), len(words) - 1)
    surname = " ".join(words[at:])
    if words[at] in _JOINED and at < len(words) - 1:
        surname = "".join(words[at:])
    return Name(given=" ".join(words[:at]), surname=surname)
