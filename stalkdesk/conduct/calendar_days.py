"""Days on the calendar: months, seasons, feasts, and how far back something lies."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

OLDEST: Final = 1900
"""The first year that is read."""

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
         "december")  # fmt: skip
MONTH_OF: Final = {word: n for words in (MONTHS, _LONG, ("sept",)) for n, word in enumerate(words, 1)} | {"sept": 9}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY_OF: Final = (
    {day: n for n, day in enumerate(_DAYS)}
    | {day[:3]: n for n, day in enumerate(_DAYS)}
    | {"tues": 1, "weds": 2, "wednes": 2, "thur": 3, "thurs": 3}
)
SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""The month each begins in; winter runs on into the next year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When something happened, as far as it was said. `first` and `last`: the days it lies in, both included.
    `times`: how often in them, where it was said or follows from "every day"; None where it is plainly more than once
    and not said how often. `about`: the number, or the days, were said roughly. `over`: it went on over these days
    ("every night since Friday"), else it was on some day or days within them."""

    first: date
    last: date
    times: int | None = 1
    about: bool = False
    over: bool = False

    @property
    def days(self) -> int:
        """How many days it lies in."""
        return (self.last - self.first).days + 1


ByYear = Callable[[int], When | None]
"""What comes once a year, in the year asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A day or days as they were named. `latest` gives the latest of them that does not begin after a day."""

    latest: Callable[[date], When | None]
    cycle: int = 0
    """Days after which it comes again: 7, 31 or 365; 0 for what was only once."""
    loose: int = 3
    """Days that "about" adds on either side where it is a single day."""
    never: bool = False
    """There is no such day, as 31/2."""
    lasting: bool = False
    """It says how long and not which days: "for two weeks"."""
    soon: bool = False
    """Said without a year, and this year it is about to come: the day of a year ago is hardly meant."""


def fixed(when: When | None, *, loose: int = 3, never: bool = False, lasting: bool = False) -> Part:
    """What was only once."""
    return Part(latest=lambda _: when, loose=loose, never=never, lasting=lasting)


def one(day: date | None) -> When | None:
    """A single day."""
    return None if day is None else When(first=day, last=day)


def shifted(day: date, days: int) -> date | None:
    """So many days on; None beyond what is read."""
    number = day.toordinal() + days
    return date.fromordinal(number) if date(OLDEST, 1, 1).toordinal() <= number < date.max.toordinal() else None


def back(day: date, count: float, unit: str) -> date | None:
    """So many days, weeks, months or years before a day; None before all that is read."""
    if count > 80_000:
        return None
    if unit in ("day", "week"):
        return shifted(day, -int(count * (7 if unit == "week" else 1)))
    months = day.year * 12 + day.month - 1 - int(count * (12 if unit == "year" else 1))
    year, month = divmod(months, 12)
    if year < OLDEST:
        return None
    whole = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return shifted(whole, -15) if unit == "month" and count % 1 else whole


def day_of(year: int, month: int, day: int) -> When | None:
    """That day, where there is one."""
    try:
        return one(date(year, month, day)) if year >= OLDEST else None
    except ValueError:
        return None


def month_of(year: int, month: int) -> When | None:
    """A whole month."""
    if not OLDEST <= year < date.max.year:
        return None
    return When(first=date(year, month, 1), last=date(year, month, monthrange(year, month)[1]))


def year_of(year: int) -> When | None:
    """A whole year."""
    return When(first=date(year, 1, 1), last=date(year, 12, 31)) if OLDEST <= year < date.max.year else None


def season_of(year: int, month: int) -> When | None:
    """A season from the month it begins in."""
    first, last = month_of(year, month), month_of(year + (month + 2) // 13, (month + 1) % 12 + 1)
    return None if first is None or last is None else When(first=first.first, last=last.last)


def week_of(day: date, weeks: int = 0) -> When:
    """Monday to Sunday of the week a day lies in, or so many weeks before."""
    monday = day - timedelta(days=day.weekday() + 7 * weeks)
    return When(first=monday, last=monday + timedelta(days=6))


def weekend_of(day: date, weeks: int = 0) -> When:
    """Saturday and Sunday of that week."""
    sunday = week_of(day, weeks).last
    return When(first=sunday - timedelta(days=1), last=sunday)


def weekday_before(day: date, weekday: int) -> date:
    """The latest such weekday that is not after the day."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def third_of(when: When, which: int) -> When:
    """The beginning, middle or end of a span; a single day stays as it is."""
    if when.days < 3:
        return when
    if when.first.day == 1 and when.first.month == 1 and when.days > 360:
        first, last = month_of(when.first.year, which * 4 + 1), month_of(when.first.year, which * 4 + 4)
        return When(first=first.first, last=last.last, about=True) if first and last else when
    step = when.days // 3
    first_day = when.first + timedelta(days=which * step)
    return When(first=first_day, last=when.last if which == 2 else first_day + timedelta(days=step - 1), about=True)


def nth_of(when: When, nth: int, weekday: int | None) -> When | None:
    """The nth week, or such weekday, of a month; the last where n is -1."""
    if weekday is None:
        first = when.last - timedelta(days=6) if nth < 0 else when.first + timedelta(days=7 * (nth - 1))
        last = when.last if nth < 0 else min(first + timedelta(days=6), when.last)
        return When(first=first, last=last) if first <= when.last else None
    if nth < 0:
        return one(weekday_before(when.last, weekday))
    day = weekday_before(when.first + timedelta(days=6), weekday) + timedelta(days=7 * (nth - 1))
    return one(day) if day <= when.last else None


def yearly(by_year: ByYear) -> Part:
    """What comes every year: its latest one that does not begin after a day."""

    def latest(limit: date) -> When | None:
        # Nine years back there is always a 29 February.
        found = (by_year(year) for year in range(limit.year, limit.year - 9, -1))
        return next((when for when in found if when is not None and when.first <= limit), None)

    return Part(latest=latest, cycle=365, never=by_year(2024) is None)


def weekly(weekday: int) -> Part:
    """Such a weekday."""
    return Part(latest=lambda limit: one(weekday_before(limit, weekday)), cycle=7, loose=1)


def monthly(day: int) -> Part:
    """Such a day of the month."""

    def latest(limit: date) -> When | None:
        for back_by in range(4):
            year, month = divmod(limit.year * 12 + limit.month - 1 - back_by, 12)
            found = day_of(year, month + 1, day)
            if found is not None and found.first <= limit:
                return found
        return None

    return Part(latest=latest, cycle=31, never=not 1 <= day <= 31)


def easter(year: int) -> date:
    """Easter Sunday, by Meeus, Jones and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    month, day = divmod(d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114, 31)
    return date(year, month, day + 1)


def _until(when: When | None, days: int) -> When | None:
    return when and replace(when, last=when.first + timedelta(days=days))


def _near_easter(first: int, last: int | None = None) -> ByYear:
    def by_year(year: int) -> When:
        sunday = easter(year)
        end = first if last is None else last
        return When(first=sunday + timedelta(days=first), last=sunday + timedelta(days=end))

    return by_year


def _on(month: int, day: int, more: int = 0) -> ByYear:
    def by_year(year: int) -> When | None:
        when = day_of(year, month, day)
        return when if when is None or not more else replace(when, last=when.last + timedelta(days=more), about=True)

    return by_year


_MOVED = {date(1995, 5, 1): 7, date(2020, 5, 4): 4, date(2002, 5, 27): 8, date(2012, 5, 28): 7, date(2022, 5, 30): 3}
"""Days by which a bank holiday was moved on, for a jubilee or a day of victory."""


def _bank_holiday(month: int, nth: int, *, weekend: bool = False) -> ByYear:
    def by_year(year: int) -> When | None:
        whole = month_of(year, month)
        monday = whole and nth_of(whole, nth, 0)
        if monday is None:
            return None
        day = monday.first + timedelta(days=_MOVED.get(monday.first, 0))
        return When(first=weekend_of(day, int(day.weekday() == 0)).first, last=day) if weekend else one(day)

    return by_year


_BANK_HOLIDAYS = {
    ("may", "early may", "first may", "may day", "mayday"): (5, 1),
    ("spring", "late may", "end may", "second may", "whit", "whitsun"): (5, -1),
    ("august", "summer", "late august", "aug", "end august"): (8, -1),
}
_NAMED = {
    ("christmas", "xmas", "christmas day", "xmas day"): _on(12, 25),
    ("christmas eve", "xmas eve"): _on(12, 24),
    ("over christmas", "over xmas", "christmas period"): _on(12, 24, 3),
    ("christmas holidays", "xmas holidays"): _on(12, 20, 16),
    ("easter holidays",): lambda year: (when := _near_easter(-14, 14)(year)) and replace(when, about=True),
    ("christmas week", "xmas week", "week christmas", "week xmas"): lambda year: _until(day_of(year, 12, 24), 7),
    ("christmas bank holiday", "christmas weekend", "xmas weekend"): _on(12, 24, 3),
    ("boxing day",): _on(12, 26),
    ("new year eve", "new years eve", "nye"): _on(12, 31),
    ("new year", "new years", "new year day", "new years day", "nyd"): _on(1, 1),
    ("over new year", "over new years"): _on(12, 31, 1),
    ("halloween", "hallowe'en"): _on(10, 31),
    ("bonfire night", "fireworks night", "guy fawkes", "guy fawkes night"): _on(11, 5),
    ("valentine day", "valentines day", "valentine", "valentines"): _on(2, 14),
    ("easter", "easter sunday", "easter day"): _near_easter(0),
    ("good friday",): _near_easter(-2),
    ("easter monday",): _near_easter(1),
    ("easter weekend", "over easter", "over easter weekend", "easter bank holiday", "easter bank holiday weekend"):
        _near_easter(-2, 1),
    ("easter week", "week easter"): _near_easter(-7, 7),
    ("mother day", "mothers day", "mothering sunday"): _near_easter(-21),
}  # fmt: skip
FEASTS: Final = {name: by_year for names, by_year in _NAMED.items() for name in names} | {
    f"{name} bank holiday{more}": _bank_holiday(*when, weekend=more == " weekend")
    for names, when in _BANK_HOLIDAYS.items()
    for name in names
    for more in ("", " monday", " weekend")
}
"""What has a name and comes every year."""


def _day(day: date, *, year: bool, weekday: bool = True) -> str:
    return f"{day:%a} " * weekday + f"{day.day} {day:%b}" + f" {day.year}" * year


def _days(when: When, today: date, about: str = "") -> str:
    first, last = when.first, when.last
    dated = first.year != today.year or last.year != today.year
    if first == last:
        return about + _day(first, year=True)
    if when == replace(when, first=first.replace(month=1, day=1), last=first.replace(month=12, day=31)):
        return f"{about}{first.year}"
    whole = month_of(first.year, first.month)
    if whole is not None and (whole.first, whole.last) == (first, last):
        return f"{about}{first:%B %Y}"
    if when.over and last == today:
        # Far back nobody counts in weekdays.
        near = (today - first).days < 60
        start = _day(first, year=first.year != today.year or not near, weekday=near)
        return f"{about}{start} to today" if near else f"since {about}{start}"
    both = first.year != last.year
    weekday = when.days <= 14 and not both
    if first.month == last.month and not both:
        start = f"{first:%a} " * weekday + str(first.day)
    else:
        start = _day(first, year=both, weekday=weekday)
    end = "today" if last == today and not both else _day(last, year=dated, weekday=weekday)
    start = start if end != "today" else _day(first, year=both, weekday=weekday)
    if when.over:
        return f"{about}{start} to {end}"
    return f"{'roughly ' * bool(about)}between {start} and {end}"


def in_words(when: When, today: date) -> str:
    """What was understood, short, to be checked by eye and said aloud: `Fri 20 Nov to today, 3 times`."""
    about = "about " * when.about
    if when.times in (None, 1):
        # What went on over days is more than once already.
        more = (", once", "") if when.over else ("", ", more than once")
        return _days(when, today, about) + more[when.times is None]
    times = "twice" if when.times == 2 else f"{when.times} times"
    return f"{_days(when, today)}, {about}{times}"
