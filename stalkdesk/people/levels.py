"""How far two readings of one thing agree: a few levels each, by name, from `same` to `different`.

A level is empty where one side says nothing: then it speaks neither for nor against.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.fuzz import token_sort_ratio

from stalkdesk.people.born import Born
from stalkdesk.people.lists import PARTICLES
from stalkdesk.people.numbers import BEGINS, HANDLE_BEGINS, PART, PLATE_END, Handle, Phone, plate_key
from stalkdesk.people.places import Place
from stalkdesk.people.sounds import bones, sounds, spelt_as, stands_for

CLOSE: Final = 0.9
NEAR: Final = 0.8
"""Jaro–Winkler likeness, between 0 and 1."""
_YEAR: Final = 366


@lru_cache(maxsize=8192)
def given(one: str, other: str) -> str:
    """Given names, folded: `same`, `stands_for`, `initial`, `begun` (two letters), `begins`, `sounds`, `close`, `near`,
    `different`."""
    if not one or not other:
        return ""
    if one == other:
        return "same" if len(one) > 1 else "initial"
    here, there = one.split(), other.split()
    if here[0] == there[0] and len(here[0]) > 1 and (len(here) == 1 or len(there) == 1):
        return "same"  # a second name was left out
    if here[0] == there[0] and len(here[0]) > 1 and (one.startswith(other) or other.startswith(one)):
        return "same"  # the second is not yet all there
    if min(len(one), len(other)) == 1:
        return "initial" if one[0] == other[0] else "different"
    if here[0] in stands_for(there[0]) or there[0] in stands_for(here[0]):
        return "stands_for"
    if len(here) > 1 and len(there) > 1 and set(here) & set(there):
        return "close"  # one of several is the same
    if set(here[1:]) & {there[0]} or set(there[1:]) & {here[0]}:
        return "close"  # called by a second name
    return _alike(one, other)


@lru_cache(maxsize=8192)
def surname(one: str, other: str) -> str:
    """Surnames, folded: `same`, `part` (of a double one), `sounds`, `initial`, `begun` (two letters), `begins`,
    `close`, `near` or `different`."""
    if not one or not other:
        return ""
    if one.replace(" ", "") == other.replace(" ", ""):
        return "same" if len(one) > 1 else "initial"
    if min(len(one), len(other)) == 1:
        return "initial" if one[0] == other[0] else "different"
    if " " in one or " " in other:
        here, there = one.split(), other.split()
        half = 1 if min(len(here), len(there)) == 1 else 3  # of a name that is said whole, a short half counts too
        if {word for word in {*here} & {*there} if len(word) > half and word not in PARTICLES}:
            return "part"
    if one in spelt_as(other) or other in spelt_as(one):
        return "sounds"
    return _alike(one, other)


def _alike(one: str, other: str) -> str:
    likeness = JaroWinkler.similarity(one, other)
    short = min(len(one), len(other))
    if short >= 4 and OSA.distance(one, other, score_cutoff=1) <= 1:
        return "close"
    if set(sounds(one)) & set(sounds(other)) and likeness > 0.65:
        return "sounds"
    if likeness >= CLOSE:
        return "close"
    if likeness > 0.6 and short > 2 and bones(one) == bones(other):
        return "sounds"
    if short >= 2 and (one.startswith(other) or other.startswith(one)):
        return "begins" if short >= 3 else "begun"
    return "near" if likeness >= NEAR else "different"


def born(one: Born | None, other: Born | None) -> str:
    """Births: `same`, `swapped` (day and month), `one_off` (a digit, or two changed places), `decade` or `next_year`
    (the day the same), `year`, `within` (what was guessed), `near` (within two years), `different`; `spans` where both
    are only guesses."""
    if one is None or other is None:
        return ""
    if one.exact and other.exact:
        return _days(one, other)
    if one.first <= other.last and other.first <= one.last:
        narrow = min((one.last - one.first).days, (other.last - other.first).days)
        wide = max((one.last - one.first).days, (other.last - other.first).days)
        return "year" if wide <= _YEAR else "within" if narrow <= _YEAR else "spans"
    gap = max((one.first - other.last).days, (other.first - one.last).days)
    return "near" if gap <= _YEAR else "different"


def _days(one: Born, other: Born) -> str:
    a, b = one.first, other.first
    if a == b:
        return "same"
    if a.year == b.year and (a.month, a.day) == (b.day, b.month):
        return "swapped"
    if OSA.distance(f"{a:%Y%m%d}", f"{b:%Y%m%d}", score_cutoff=1) <= 1:
        return "one_off"
    if (a.month, a.day) == (b.month, b.day) and abs(a.year - b.year) in (1, 10):
        return "one_off"
    if a.year == b.year:
        return "year"
    return "near" if abs((a - b).days) <= 2 * _YEAR else "different"


def phone(one: Phone, other: Phone) -> str:
    """Numbers: `same`, `end` or `begins` (that part of one is all that is known), `one_off`, `swapped` (two figures
    apart from each other), `different`."""
    if one.whole and one.whole == other.whole:
        return "same"
    short, long = sorted((one.digits, other.digits), key=len)
    if (not one.whole or not other.whole) and len(short) >= 6 and long.endswith(short):
        return "end"
    begun, long = sorted((one.national, other.national), key=len)
    if not (one.whole and other.whole) and len(begun) >= BEGINS and long.startswith(begun):
        return "begins"
    if len(short) >= 10 and OSA.distance(one.digits, other.digits, score_cutoff=1) <= 1:
        return "one_off"
    if one.whole and other.whole and _two_swapped(one.digits, other.digits):
        return "swapped"
    return "different"


def _two_swapped(one: str, other: str) -> bool:
    return sorted(one) == sorted(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 2


def mail(one: str, other: str) -> str:
    """E-mail addresses: `same`, `one_off`, `different`."""
    return _same_or_one_off(one, other)


def handle(one: Handle, other: Handle) -> str:
    """Online names: `same`, `elsewhere` (on another platform, or none was said), `one_off`, `begins`, `different`."""
    if one.key == other.key:
        return "same" if one.platform == other.platform and one.platform else "elsewhere"
    short, long = sorted((one.key, other.key), key=len)
    if len(short) < HANDLE_BEGINS:
        return "different"
    if OSA.distance(short, long, score_cutoff=1) <= 1:
        return "one_off"
    return "begins" if long.startswith(short) else "different"


def plate(one: str, other: str) -> str:
    """Number plates: `same` (whole, also misread), `begins`, `ends`, `one_off`, `different`; empty of the
    beginning of one and the end of another."""
    here, there = plate_key(one), plate_key(other)
    if here == there and len(here) > PART:
        return "same"
    if min(len(here), len(there)) >= 4 and (here.startswith(there) or there.startswith(here)):
        return "begins"
    if PLATE_END in (len(here), len(there)):
        if here.endswith(there) or there.endswith(here):
            return "ends"
        return "" if PART in (len(here), len(there)) else "different"
    return "one_off" if min(len(here), len(there)) >= 6 and OSA.distance(here, there) <= 1 else "different"


def postcode(one: str, other: str) -> str:
    """Postcodes: `same`, `one_off`, `area` (the first half), `different`."""
    if one == other:
        return "same"
    if min(len(one), len(other)) >= 4 and OSA.distance(one, other, score_cutoff=1) <= 1:
        return "one_off"
    halves = one.split(maxsplit=1)[0], other.split(maxsplit=1)[0]
    return "area" if halves[0] == halves[1] and len(halves[0]) > 1 else "different"


def number(one: Place | None, other: Place | None) -> str:
    """House numbers: `same`, `flat` (another one in the same house), `one_off`, `different`."""
    if one is None or other is None or not one.number or not other.number:
        return ""
    if one.number == other.number and one.flat and other.flat and one.flat != other.flat:
        return "flat"
    return _same_or_one_off(one.number, other.number)


def street(one: Place | None, other: Place | None) -> str:
    """The words of an address, in any order: `same`, `close`, `near`, `different`."""
    if one is None or other is None or not one.words or not other.words:
        return ""
    return _words(one.words, other.words)


def work(one: str, other: str) -> str:
    """Employers and schools: `same`, `close`, `near`, `different`."""
    return _words(one, other) if one and other else ""


def _same_or_one_off(one: str, other: str) -> str:
    if one == other:
        return "same"
    return "one_off" if OSA.distance(one, other, score_cutoff=1) <= 1 else "different"


def _words(one: str, other: str) -> str:
    likeness = token_sort_ratio(one, other)
    return "same" if likeness >= 95 else "close" if likeness >= 80 else "near" if likeness >= 60 else "different"
