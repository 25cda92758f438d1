"""Numbers and lengths of time as they are said: "two or three", "a dozen", "a year and a half"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

ABOUT: Final = {"about", "around", "approx", "approximately", "roughly", "circa", "c", "~", "some", "say", "like"}
SMALL: Final = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_NUMBERS = {word: n for n, word in enumerate(SMALL, 1)} | _TENS | {"a": 1, "an": 1}
_ROUGH = {"couple": (2, 3), "few": (3, 5), "several": (3, 7), "dozens": (24, 36), "hundreds": (100, 300),
          "thousands": (1000, 3000)}  # fmt: skip
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000}
_UNITS = {
    "day": ("day", 1), "night": ("day", 1), "week": ("week", 1), "wk": ("week", 1), "fortnight": ("week", 2),
    "month": ("month", 1), "mth": ("month", 1), "year": ("year", 1), "yr": ("year", 1),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """The words, and the day they were said on."""

    words: tuple[str, ...]
    today: date
    plain: str = ""
    """All of it in small letters, with the times of day and the filling words."""
    night: bool = False
    """Two times of day are said, or a night and the morning after it: two days may be one night."""

    def at(self, place: int) -> str:
        """The word there; empty before the first and after the last."""
        return self.words[place] if 0 <= place < len(self.words) else ""

    def past(self, place: int, *words: str) -> int:
        """The place after any of these words."""
        while self.at(place) in words and self.at(place):
            place += 1
        return place


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number as it was said: "two or three", "a couple"."""

    low: float
    high: float
    about: bool
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Length(Amount):
    """So many days, weeks, months or years."""

    unit: str


def singular(word: str) -> str:
    """`weeks` as `week`."""
    return word[:-1] if len(word) > 2 and word.endswith("s") else word


def _whole(said: Said, i: int) -> tuple[float, float, int] | None:
    """A number, from and to, and the place after it: "a couple of hundred" as 200 to 300."""
    found = _small(said, i)
    if found is None:
        return None
    low, high, end = found
    many = _SCALES.get(said.at(end))
    if many is None or low >= many:
        return found
    low, high, end = low * many, high * many, end + 1
    joined = said.at(end) == "and"
    rest = _whole(said, end + joined) if many > 12 and (joined or many > 100) else None
    if rest is not None and rest[0] < many and (joined or rest[0] >= 100):
        low, high, end = low + rest[0], high + rest[0], rest[2]
    return low, high, end


def _small(said: Said, i: int) -> tuple[float, float, int] | None:
    word = said.at(i)
    if word.isdigit() and (len(word) < 2 or word[0] != "0"):
        return (float(word[:12]), float(word[:12]), i + 1)
    if word in ("a", "an", "half", "good", "last", "whole") and said.at(i + 1) in ("dozen", "couple", "few", "a"):
        rest = _whole(said, i + 1 if word != "half" else said.past(i + 1, "a"))
        return (rest[0] / 2, rest[1] / 2, rest[2]) if rest and word == "half" else rest
    if word in _ROUGH:
        return (*_ROUGH[word], i + 1)
    if word in _SCALES:
        return (_SCALES[word], _SCALES[word], i + 1)
    if word not in _NUMBERS:
        return None
    value, end = _NUMBERS[word], i + 1
    if word in _TENS and said.at(end) in SMALL[:9]:
        value, end = value + _NUMBERS[said.at(end)], end + 1
    return (value, value, end)


def amount(said: Said, i: int) -> Amount | None:
    """A number, or two of which one is right: "10 to 15"."""
    start = said.past(i, *ABOUT)
    found = _whole(said, start)
    if found is None:
        return None
    low, high, end = found
    about = start > i or low < high
    if said.at(end) in ("or", "to", "-", "and") and said.at(i - 1 if said.at(end) == "and" else end) != "a":
        more = _whole(said, end + 1)
        if more is not None and low < more[1] and (said.at(end) != "and" or said.at(i - 1) == "between"):
            low = low * _shared(said, end + 1, more, low)
            high, end, about = more[1], more[2], True
    after = said.past(end, "+", "odd", "ish", "plus")
    if said.at(after) == "or" and said.at(after + 1) in ("so", "more"):
        after += 2
    return Amount(low=low, high=high, about=about or after > end, end=after)


def _shared(said: Said, i: int, more: tuple[float, float, int], low: float) -> int:
    """What the first of two numbers is times too: 100 in "three or four hundred", not in "ninety or a hundred"."""
    if said.at(i) in ("a", "an", *_SCALES):
        return 1
    many = next((_SCALES[word] for word in said.words[i : more[2]] if word in _SCALES), 1)
    return many if low < many and low * many <= more[1] else 1


def length(said: Said, i: int, *, bare: bool = False) -> Length | None:
    """ "Six weeks", "about a year and a half", "half a year"; bare also "week" alone."""
    start = said.past(i, *ABOUT)
    if said.at(start) == "half" and singular(said.at(said.past(start + 1, "a"))) in _UNITS:
        found = Amount(low=0.5, high=0.5, about=start > i, end=said.past(start + 1, "a"))
    else:
        found = amount(said, i)
    if found is None and bare:
        found = Amount(low=1, high=1, about=start > i, end=start)
    if found is None:
        return None
    extra, end = 0.0, found.end
    if (said.at(end), said.at(end + 1), said.at(end + 2)) == ("and", "a", "half"):
        extra, end = 0.5, end + 3
    unit, size = _UNITS.get(singular(said.at(end)), ("", 0))
    if not unit:
        return None
    end += 1
    if (said.at(end), said.at(end + 1), said.at(end + 2)) == ("and", "a", "half"):
        extra, end = 0.5, end + 3
    about = found.about
    if said.at(end) == "or" and said.at(end + 1) in ("so", "more"):
        about, end = True, end + 2
    high = found.high
    more = _whole(said, end + 1) if said.at(end) == "or" else None
    if more is not None and more[1] > high and said.at(more[2]) in ("ago", "back", "", ","):
        high, about, end = more[1], True, more[2]  # "a week or two ago"
    return Length(low=(found.low + extra) * size, high=(high + extra) * size, about=about, end=end, unit=unit)
