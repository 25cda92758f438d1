"""Days by their place in the year: dates, months, seasons and feasts, with their year where one was said."""

from __future__ import annotations

from datetime import date, timedelta

from stalkdesk.conduct.amounts import ABOUT, Said, singular
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
    if day is not None and _is_month(said, i) and singular(after) not in ("time", "text", "call", "message", "email"):
        return day, MONTH_OF[said.at(i)], i + 2
    return None


def year_at(said: Said, i: int, *, short: bool = False) -> tuple[int, int] | None:
    """A year and the place after it: `2024`, "last year"; of two digits where it follows a day and a month."""
    word = said.at(i)
    if word.isdigit() and len(word) == 4 and OLDEST <= int(word) <= 2099:
        return int(word), i + 1
    if short and word.isdigit() and len(word) == 2 and said.at(i + 1) in ("", ",", "-", "to", "and", "or", "until"):
        return full_year(int(word), said.today), i + 1
    if said.words[i : i + 3] == ("year", "before", "last"):
        return said.today.year - 2, i + 3
    if word in ("last", "this") and said.at(i + 1) == "year":
        return said.today.year - (word == "last"), i + 2
    return None


def full_year(year: int, today: date) -> int:
    """`26` as 2026; those to come are of the century before."""
    century = today.year - today.year % 100
    return century + year if century + year <= today.year else century - 100 + year


def _figures(word: str) -> list[int]:
    """The numbers of `14/3/26`; none where it is something else."""
    parts = word.replace(".", "/").replace("-", "/").split("/")
    return [int(part) for part in parts] if all(part.isdigit() and len(part) < 5 for part in parts) else []


def _by_year(said: Said, i: int) -> tuple[ByYear, int, bool] | None:
    """What comes every year; and whether a year of two digits may follow."""
    found = _day_and_month(said, i)
    if found is not None:
        day, month, end = found
        return (lambda year: day_of(year, month, day)), end, True
    numbers = _figures(said.at(i))
    if len(numbers) == 2:
        return (lambda year: day_of(year, numbers[1], numbers[0])), i + 1, False
    for words in (4, 3, 2, 1):
        feast = FEASTS.get(" ".join(said.words[i : i + words]))
        if feast is not None and said.at(i + words) not in _NOT_FEASTS:
            return feast, i + words, False
    nth = _ORDINAL_OF.get(said.at(i), -1 if said.at(i) == "last" else 0)
    place = said.past(i + 2, "in")
    if nth and _is_month(said, place) and (said.at(i + 1) == "week" or said.at(i + 1) in WEEKDAY_OF):
        weekday, month = WEEKDAY_OF.get(said.at(i + 1)), MONTH_OF[said.at(place)]
        return (lambda year: (whole := month_of(year, month)) and nth_of(whole, nth, weekday)), place + 1, False
    if _is_month(said, i):
        month = MONTH_OF[said.at(i)]
        return (lambda year: month_of(year, month)), i + 1, False
    if said.at(i) in SEASONS:
        begins = SEASONS[said.at(i)]
        return (lambda year: season_of(year, begins)), i + 1, False
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
    by_year, end, short = found
    part = yearly(by_year)
    if said.words[end : end + 2] == ("before", "last"):
        latest = _last_or_this(part, said.today, "last")
        return fixed(latest and part.latest(latest.first - timedelta(days=1))), end + 2
    after = year_at(said, said.past(end, ",", "in"), short=short)
    if after is not None and not part.never:
        return fixed(by_year(after[0]), never=by_year(after[0]) is None), after[1]
    if which:
        return fixed(_last_or_this(part, said.today, which)), end
    return part, end


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
