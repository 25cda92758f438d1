"""Days by their place in the year: dates, months, seasons and feasts, with their year where one was said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from stalkdesk.conduct.amounts import ABOUT, Said, length, singular
from stalkdesk.conduct.calendar_days import (
    FEASTS,
    MONTH_OF,
    OLDEST,
    SEASONS,
    WEEKDAY_OF,
    ByYear,
    Part,
    When,
    day_of,
    fixed,
    month_of,
    monthly,
    nth_of,
    season_of,
    year_of,
    yearly,
)  # fmt: skip

_ORDINALS = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
]  # fmt: skip
_ORDINAL_OF = {word: n for n, word in enumerate(_ORDINALS, 1)} | {"thirtieth": 30}
LEADS = {
    "", ",", "-", "to", "and", "or", "in", "last", "this", "since", "every", "each", "from", "until", "till", "between",
    "early", "mid", "late", "start", "beginning", "end", "middle", "during", "by", "was", "were", "throughout", "all",
    "next", "then", "not", "week", "first", "second", "third", "fourth", "before", "after", "twice", "once", "times",
    "again", "through", "thru", "ago", "past", *ABOUT, *WEEKDAY_OF, *MONTH_OF, *_ORDINALS,
}  # fmt: skip
_SURE = ("since", "in", "last", "early", "mid", "late", "from", "between", "until", "till")
_VERB = {
    "have",
    "be",
    "not",
    "well",
    "also",
    "never",
    "just",
    "come",
    "go",
    "he",
    "she",
    "they",
    "up",
    "down",
    "off",
    "out",
    "around",
}
_NOT_FEASTS = {"card", "cards", "present", "presents", "gift", "gifts", "party", "tree", "lights", "egg", "eggs",
               "shopping", "dinner", "market", "flowers"}  # fmt: skip
_NOT_DAYS_AFTER = {"time", "text", "call", "message", "email", "year", "yr", "month", "week", "day", "night", "hour"}
_NOT_NUMBERED = {"time", "times", "call", "visit", "floor", "party", "message", "text", "person", "attempt", "one",
                 "incident", "occasion", "letter", "year", "week", "month", "day", "night", "house", "street", "road",
                 "avenue", "email", "party's", "degree", "hand", "thing", "man", "woman", "phone"}  # fmt: skip


def _is_month(said: Said, i: int) -> bool:
    """Whether a month is meant: not "he may come", "to march up", "my friend June"."""
    if said.at(i) not in MONTH_OF:
        return False
    before, after = said.at(i - 1), said.at(i + 1)
    if before in (*_ORDINAL_OF, *_SURE) or before[:1].isdigit() or after[:1].isdigit():
        return True
    return after not in _VERB and (before in LEADS or after in ("", ","))


def day_number(word: str) -> int | None:
    """`3rd`, `3`, `third` as the number of a day."""
    digits = word[:-2] if word[:1].isdigit() and word[-2:] in ("st", "nd", "rd", "th") else word
    return int(digits) if digits.isdigit() and len(digits) < 3 else _ORDINAL_OF.get(word)


def _day_and_month(said: Said, i: int) -> tuple[int, int, int] | None:
    """The day, the month, and the place after them."""
    tens = {"twenty": 20, "thirty": 30}.get(said.at(i))
    ones = _ORDINAL_OF.get(said.at(i + 1), 10)
    if tens and ones < 10 and _is_month(said, i + 2):
        return tens + ones, MONTH_OF[said.at(i + 2)], i + 3
    day = day_number(said.at(i))
    if day is not None and _is_month(said, i + 1):
        return day, MONTH_OF[said.at(i + 1)], i + 2
    day = day_number(said.at(i + 1))
    after = said.at(i + 2)
    if day is not None and _is_month(said, i) and singular(after) not in _NOT_DAYS_AFTER:
        return day, MONTH_OF[said.at(i)], i + 2
    return None


def year_at(said: Said, i: int, *, short: bool = False) -> tuple[int, int] | None:
    """A year and the place after it: `2024`, "last year"; of two digits where it follows a day and a month. The year is
    0 where it can not be said which."""
    word = said.at(i)
    # Nobody means 1930: that is half past seven.
    if word.isdigit() and len(word) == 4 and max(OLDEST, said.today.year - 75) <= int(word) <= 2099:
        return int(word), i + 1
    years = length(said, i)
    if years is not None and years.unit == "year" and said.at(years.end) == "ago" and years.low < 100:
        return 0 if years.about or years.low % 1 else said.today.year - int(years.low), years.end + 1
    if short and word.isdigit() and len(word) == 2 and said.at(i + 1) in ("", ",", "-", "to", "and", "or", "until"):
        return full_year(int(word), said.today), i + 1
    if said.words[i : i + 3] == ("year", "before", "last"):
        return said.today.year - 2, i + 3
    if word in ("last", "this") and said.at(i + 1) == "year":
        return said.today.year - (word == "last"), i + 2
    return None


def full_year(year: int, today: date) -> int:
    """`26` as 2026, `74` as 1974; 0 where it is a slip, or could be either."""
    this = today.year - today.year % 100 + year
    if this <= today.year:
        return this
    return this - 100 if year >= 50 and this - today.year > 10 else 0


def _figures(word: str) -> list[int]:
    """The numbers of `14/3/26`; none where it is something else."""
    parts = word.replace(".", "/").replace("-", "/").split("/")
    return [int(part) for part in parts] if all(part.isdigit() and len(part) < 5 for part in parts) else []


def _maybe_year(said: Said, i: int) -> bool:
    """Whether the number after a month may be a year: "Jan 25"; not "Sunday Jan 25", "Jan 25th", "Jan 25, 2024"."""
    word = said.at(i + 1)
    if not word.isdigit() or len(word) != 2:
        return False
    before = said.at(i - 2) if said.at(i - 1) == "," else said.at(i - 1)
    told = before in WEEKDAY_OF or year_at(said, said.past(i + 2, ",", "in")) is not None
    return not told and 0 <= said.today.year - full_year(int(word), said.today) <= 10


def _by_year(said: Said, i: int) -> tuple[ByYear, int, str] | None:
    """What comes every year; and whether it is a season, or a date in words, which a year of two digits may follow, or
    one in figures."""
    found = _day_and_month(said, i)
    if found is not None:
        day, month, end = found
        if said.at(i) in MONTH_OF and _maybe_year(said, i):
            return (lambda _: None), end, "words"
        return (lambda year: day_of(year, month, day)), end, "words"
    numbers = _figures(said.at(i))
    if len(numbers) == 2:
        return (lambda year: day_of(year, numbers[1], numbers[0])), i + 1, "figures"
    for words in (4, 3, 2, 1):
        feast = FEASTS.get(" ".join(said.words[i : i + words]))
        if feast is not None and said.at(i + words - 1) and said.at(i + words) not in _NOT_FEASTS:
            return feast, i + words, ""
    nth = -1 if said.at(i) == "last" else 0 if said.at(i).isdigit() else day_number(said.at(i)) or 0
    place = said.past(i + 2, "in")
    if nth < 6 and nth and _is_month(said, place) and (said.at(i + 1) == "week" or said.at(i + 1) in WEEKDAY_OF):
        weekday, month = WEEKDAY_OF.get(said.at(i + 1)), MONTH_OF[said.at(place)]
        return (lambda year: (whole := month_of(year, month)) and nth_of(whole, nth, weekday)), place + 1, ""
    if _is_month(said, i):
        month = MONTH_OF[said.at(i)]
        return (lambda year: month_of(year, month)), i + 1, ""
    if said.at(i) in SEASONS:
        begins = SEASONS[said.at(i)]
        return (lambda year: season_of(year, begins)), i + 1, "season"
    return None


def _yearly(said: Said, i: int) -> tuple[Part, int] | None:
    """A month, a season, a feast or a date, with its year where one was said before it or after it."""
    before = year_at(said, i)
    if before is not None:
        found = _by_year(said, said.past(before[1], ",", "in"))
        return (fixed(found[0](before[0])), found[1]) if found else None
    which = said.at(i) if said.at(i) in ("last", "this") else ""
    found = _by_year(said, i + bool(which)) if which else None
    if found is None:
        found, which = _by_year(said, i), ""
    if found is None:
        return None
    by_year, end, kind = found
    part = yearly(by_year)
    if kind in ("words", "figures"):
        part = replace(part, soon=_soon(by_year, said.today))
    if said.words[end : end + 2] == ("before", "last"):
        latest = _last_or_this(part, said.today, "last")
        return fixed(latest and part.latest(latest.first - timedelta(days=1))), end + 2
    after = year_at(said, said.past(end, ",", "in"), short=kind in ("words", "season"))
    if after is not None and not part.never:
        if kind == "figures" and said.at(end).isdigit() and by_year(after[0]) != part.latest(said.today):
            return fixed(None, never=True), end + 1  # "14/11 2015" may be a quarter past eight
        return fixed(by_year(after[0]), never=by_year(after[0]) is None), after[1]
    if which:
        return fixed(_last_or_this(part, said.today, which)), end
    return part, end


def _soon(by_year: ByYear, today: date) -> bool:
    found = (by_year(year) for year in (today.year, today.year + 1))
    return any(when is not None and 0 < (when.first - today).days <= 7 for when in found)


def _last_or_this(part: Part, today: date, which: str) -> When | None:
    """ "Last May" is over; "this May" is of this year."""
    when = part.latest(today)
    if which == "last":
        return when if when is None or when.last < today else part.latest(when.first - timedelta(days=1))
    return when if when is not None and today.year in (when.first.year, when.last.year) else None


def dated(said: Said, i: int) -> tuple[Part, int] | None:
    """A date with its year in figures: `14/3/26`, `2026-03-14`, `3/2026`; else what comes every year."""
    numbers = _figures(said.at(i))
    if len(numbers) == 2 and numbers[1] > 31:
        when = month_of(numbers[1], numbers[0]) if 1 <= numbers[0] <= 12 else None
        return fixed(when, never=when is None), i + 1
    if len(numbers) != 3:
        return _yearly(said, i)
    year, month, day = numbers if numbers[0] > 31 else reversed(numbers)
    when = day_of(full_year(year, said.today) if year < 100 else year, month, day)
    return fixed(when, never=when is None), i + 1


def numbered(said: Said, i: int) -> tuple[Part, int] | None:
    """ "The 3rd"."""
    day = day_number(said.at(i))
    if day is None or said.at(i)[-1:].isdigit() or not said.at(i)[0].isdigit():
        return None
    if said.at(i + 1) in ("last", "this") and said.at(i + 2) == "month":
        year, month = divmod(said.today.year * 12 + said.today.month - 1 - (said.at(i + 1) == "last"), 12)
        return fixed(day_of(year, month + 1, day)), i + 3
    return None if singular(said.at(i + 1)) in _NOT_NUMBERED else (monthly(day), i + 1)


def year(said: Said, i: int) -> tuple[Part, int] | None:
    found = year_at(said, i)
    # "Tuesday 2015" is the time.
    lead = said.at(i - 1)
    meant = lead == "year" or (lead in LEADS and lead not in WEEKDAY_OF)
    return (fixed(year_of(found[0])), found[1]) if found and meant else None
