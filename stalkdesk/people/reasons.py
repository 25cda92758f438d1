"""Why two people may be one, and why not, in words a handler can weigh."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from stalkdesk.people.compare import Found, Likeness

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "given": {
        "same": "same first name",
        "stands_for": "{here} and {there} can be one name",
        "close": "first name nearly the same, {here} and {there}",
        "begins": "first name begins alike, {here} and {there}",
        "begun": "first name begins alike, {here} and {there}",
        "initial": "same initial",
        "sounds": "first name sounds alike, {here} and {there}",
        "near": "first name a little alike, {here} and {there}",
        "different": "another first name, {there}",
    },
    "surname": {
        "same": "same surname",
        "close": "surname nearly the same, {here} and {there}",
        "begins": "surname begins alike, {here} and {there}",
        "begun": "surname begins alike, {here} and {there}",
        "sounds": "surname sounds alike, {here} and {there}",
        "part": "part of the surname is the same, {here} and {there}",
        "initial": "same initial of the surname",
        "near": "surname a little alike, {here} and {there}",
        "different": "another surname, {there}",
    },
    "born": {
        "same": "born the same day",
        "swapped": "born the same day, with day and month the other way round",
        "one_off": "date of birth one figure apart",
        "year": "born the same year",
        "within": "the age fits",
        "near": "about the same age",
        "spans": "the ages may fit",
        "different": "another age",
    },
    "phone": {
        "same": "same phone",
        "end": "the phone ends the same",
        "one_off": "phone one figure apart",
        "swapped": "the same phone but for two figures that changed places",
        "begins": "the phone begins the same",
        "different": "another phone",
    },
    "mail": {"same": "same e-mail", "one_off": "e-mail one letter apart", "different": "another e-mail"},
    "handle": {
        "same": "same online name, {there}",
        "elsewhere": "same online name on another platform, {there}",
        "one_off": "online name one letter apart, {there}",
        "begins": "online name begins the same, {there}",
        "different": "another online name",
    },
    "plate": {
        "same": "same number plate",
        "begins": "the number plate begins the same",
        "ends": "the number plate ends the same",
        "one_off": "number plate one figure apart",
        "different": "another number plate",
    },
    "postcode": {
        "same": "same postcode",
        "one_off": "postcode one letter apart",
        "area": "same part of town, {there}",
        "different": "another postcode",
    },
    "number": {
        "same": "same house number",
        "flat": "another flat in the same house",
        "one_off": "house number one figure apart",
        "different": "",
    },
    "street": {"same": "same street", "close": "street nearly the same", "near": "", "different": "another street"},
    "work": {"same": "same work or school", "close": "work or school nearly the same", "near": "", "different": ""},
}
"""By field and level; empty where it is not worth saying."""
SHOWN: Final = 1.0
"""Bits from which something that agrees is worth a handler's eye; less, and it is said neither for nor against."""


def in_words(likeness: Likeness) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What speaks for it, the strongest first, and what against."""
    ordered = sorted(likeness.found, key=lambda one: -abs(one.bits))
    speaks = [_said(one) for one in ordered if one.bits >= SHOWN]
    against = [_said(one) for one in ordered if one.bits < 0]
    if likeness.swapped:
        speaks.insert(0, "first name and surname the other way round")
    return tuple(filter(None, speaks)), tuple(filter(None, against))


def _said(found: Found) -> str:
    words = WORDS[found.field][found.level]
    return words.format(here=_title(found.here), there=_shown(found))


def _shown(found: Found) -> str:
    return _title(found.there) if found.field in ("given", "surname") else found.there


def _title(name: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in name.split())
