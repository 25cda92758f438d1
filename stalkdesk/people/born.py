"""When somebody was born, from a date, a year, an age or a guess: always a span of days, never more than was said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

OLDEST: Final = 120
"""Years; nobody known to the police is older."""
ABOUT: Final = 3
"""Years that "about 35" may be off, either way."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = re.compile(r"\b(\d{1,2})[\s/.\-]+(\d{1,2})[\s/.\-]+(\d{4}|\d{2})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_WORDS = re.compile(r"\b(?:(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?)?([a-z]{3,9})\.?,?\s+(\d{4}|\d{2})\b")
_MONTH_FIRST = re.compile(r"\b([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_BETWEEN = re.compile(r"\b(\d{1,2})\s*(?:to|or|and|-|–)\s*(\d{1,2})\b")
_NOT_YEARS = re.compile(r"\b(?:\d+|few)\s*(?:months?|weeks?|days?)\b")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_AGE = re.compile(r"\b(\d{1,3})\b")
_DECADE = re.compile(r"\b(early|mid|late)?[\s-]*(\d0)'?s\b")
_GUESS = re.compile(r"\b(about|around|roughly|approx|approximately|maybe|perhaps|probably|looks|circa|c)\b|\?|~")
_PARTS = {"early": (0, 3), "mid": (3, 7), "late": (6, 9), None: (0, 9)}


@dataclass(frozen=True, slots=True)
class Born:
    """Between these two days, both included."""

    first: date
    last: date

    @property
    def exact(self) -> bool:
        """Whether the very day is known."""
        return self.first == self.last


def born(text: str, today: date) -> Born | None:
    """The span in which somebody was born; None where nothing of it can be read. Days are read the British way, the
    day before the month; one that can't be, as 3/14/1991, is read the other way round."""
    said = text[:200].casefold()
    found = _dated(said, today)
    if found is None and not _NUMBERS.search(said) and not _ISO.search(said):  # else it is a day that never was
        found = _aged(said, today)
    if found is None or found.first > today or today.year - found.last.year > OLDEST:
        return None
    return Born(first=found.first, last=min(found.last, today))


def _dated(said: str, today: date) -> Born | None:
    iso = _ISO.search(said)
    if iso is not None:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    numbers = _NUMBERS.search(said)
    if numbers is not None:
        day, month, year = int(numbers[1]), int(numbers[2]), _year(numbers[3], today)
        return _day(year, month, day) or _day(year, day, month)
    turned = _MONTH_FIRST.search(said)
    if turned is not None and turned[1][:3] in _MONTHS:
        return _day(int(turned[3]), _MONTHS.index(turned[1][:3]) + 1, int(turned[2]))
    for words in _WORDS.finditer(said):
        if words[2][:3] in _MONTHS:
            year, month = _year(words[3], today), _MONTHS.index(words[2][:3]) + 1
            return _day(year, month, int(words[1])) if words[1] else _month(year, month)
    year = _YEAR.search(said)
    if year is None:
        return None
    wide = ABOUT if _GUESS.search(said) else 0
    return Born(first=date(int(year[0]) - wide, 1, 1), last=date(int(year[0]) + wide, 12, 31))


def _aged(said: str, today: date) -> Born | None:
    decade = _DECADE.search(said)
    if decade is not None:
        low, high = _PARTS[decade[1]]
        return _between(int(decade[2]) + low, int(decade[2]) + high, today)
    if _NOT_YEARS.search(said):
        return _between(0, 1, today)
    span = _BETWEEN.search(said)
    if span is not None and int(span[1]) <= int(span[2]):
        return _between(int(span[1]), int(span[2]), today)
    age = _AGE.search(said)
    if age is None or int(age[1]) > OLDEST:
        return None
    wide = ABOUT if _GUESS.search(said) else 0
    return _between(max(int(age[1]) - wide, 0), int(age[1]) + wide, today)


def _between(youngest: int, oldest: int, today: date) -> Born:
    """Those who are between so many years old today."""
    return Born(first=_years_before(today, oldest + 1) + timedelta(days=1), last=_years_before(today, youngest))


def _years_before(day: date, years: int) -> date:
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year - years, day=28 if leap else day.day)


def _year(text: str, today: date) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return 2000 + year if 2000 + year <= today.year else 1900 + year


def _day(year: int, month: int, day: int) -> Born | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Born(first=found, last=found)


def _month(year: int, month: int) -> Born | None:
    first = _day(year, month, 1)
    if first is None or year == date.max.year:
        return None
    after = date(year + month // 12, month % 12 + 1, 1)
    return Born(first=first.first, last=after - timedelta(days=1))
