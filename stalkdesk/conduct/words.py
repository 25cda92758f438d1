"""A text as words, without what says nothing of days: the time of day, filling words, signs nobody sees."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from stalkdesk.conduct.amounts import Said
from stalkdesk.conduct.calendar_days import MONTH_OF, SEASONS, WEEKDAY_OF
from stalkdesk.conduct.dates import day_number, full_year, year_at

MOST: Final = 300
"""Characters that are looked at; the field holds fewer."""
SEPARATORS: Final = {",", "-", "to", "and", "or", "until", "till", "through"}

_TIME = r"\d{1,2}(?:[:.]\d{2})?"
# The time of day, which never is a day: "10pm" is not the 10th.
_CLOCK = re.compile(
    "|".join(
        (
            rf"\b(?:about|around|at)?\s*(?<![\d/.-])(?:{_TIME}\s*(?:-|to|and|or)\s*)?{_TIME}\s?(?:am|pm|a\.m\b\.?|p\.m\b\.?|o'clock)\b",
            r"\b(?:about |around )?\d{1,2}:\d{2}(?::\d{2})?\b(?:\s*(?:hrs|hours)\b)?",
            r"\b\d{4}\s?(?:hrs|hours|h)\b",
            rf"\bat (?:about |around |approx |roughly )?(?:{_TIME}|\d{{4}})\b(?![/.-]?\d|/|[snrt][tdh])"
            r"(?! ?(?:times|diff))",
            r"\b(?:about|around|roughly|approx) \d{1,2}\.\d{2}\b(?![/.-]\d)",
            r"(?<![\d/.-])(?:[01]?\d|2[0-3])\.(?:00|1[3-9]|[2-5]\d)\b(?![/.-]\d)",
            r"\b(?:half|quarter|\d{1,2}|five|ten|twenty) past \w+|\bquarter to \w+",
            r"\b(?:middle|dead) of the night\b|\b(?:early|small) hours\b(?: of the morning)?",
            r"\b(?:midnight|noon|midday)\b",
            r"\b(?:lunch|tea|bed|dinner) ?time\b|\brush hour\b|(?<!every )(?<!each )\bdays? and nights?\b",
        )
    )
)
# What is said in other words is brought to those the readers know; and figures that only look like dates are taken out,
# or the other way round, before they are split into words. The order matters where figures share a sign.
_CHANGES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"\S*[^\x00-\x7f\s]\S*", " _ "),  # digits of other scripts are not read
        (r"[\x00-\x1f\x7f]", " "),
        (r"(?<![\w/])(?<!on )24/7\b(?![/.-]\d)", " constantly "),
        (r"\b(winter (?:of )?\d{4})[/-]\d\d(?:\d\d)?\b", r"\1"),
        (r"(?<=\d),(?=\d{3}\b)", ""),
        (r"\S*\d\^\S*|[$]\s?[\d.,]+|\S*@\S*", " _ "),
        (r"(\d{4}-\d\d-\d\d)t(?=\d)", r"\1 "),
        (r"\bno idea\b|\?", " perhaps "),
        (r"\b100'?s\b", "hundreds"),
        (r"\b1000'?s\b", "thousands"),
        (r"(?<=\d) plus\b", "+"),
        (r"\bin excess of\b", "over"),
        (r"\bhalf (?:an? )?hour\b", "an hour"),
        (r"\bmoments ago\b", "just now"),
        (r"\b((?:19|20)\d\d)/((?:19|20)\d\d)\b", r"\1 to \2"),
        (r"\beveryday\b", "every day"),
        (r"(?<=\d)-(?=(?:odd|ish|plus)\b)|(?<=\d)(?=ish\b)", " "),
        (r"\balternate (day|night|week|weekend|month)s?\b", r"every other \1"),
        (r"\bthe last (week|month|year|fortnight)\b(?! (?:of|in)\b)", r"past \1"),
        (r"\b(last|past) 24 ?(?:hours|hrs)\b", r"\1 2 days"),
        (r"\b(last|past) 48 ?(?:hours|hrs)\b", r"\1 3 days"),
        (r"\b24 hours a day\b", " constantly "),
        (r"\b(hours?|minutes?) and a (?:half|quarter)\b", r"\1"),
        (r"\b(\d{1,3})\.5 ?(?=(?:day|week|month|year)s?\b)", r"\1 and a half "),
        (r"\b\d{1,3}\.\d{1,2} ?(?=(?:hour|hr|day|week|month|year|time|mile|metre|pound)s?\b)", " _ "),
        (r"\b(\d{1,2})/(\d{1,2}) (?=(?:day|night|week|month|year|time|hour)s?\b)", r"\1 or \2 "),
        (r"(?<![\d/.-])(\d{1,2}) ?- ?(\d{1,2})/(\d{1,2})(?![\d/-]|\.\d)", r"\1/\3 to \2/\3"),
        (r"\b(early|mid) (?:to|or) (mid|late) ([a-z]+)", r"\1 \3 to \2 \3"),
        (r"\bevery day (?:bar|except|apart from) (?:for |on )?(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b",
         "nearly every day"),
        (r"\b(\d{1,2})/(\d{1,2}) (?=(?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))", r"\1 or \2 "),
        (r"\b(\d{1,2})((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})(\d{4}|\d\d)\b", r"\1 \2 \3"),
        (r"\b((?:19|20)\d\d)-(0[1-9]|1[0-2])\b(?!-)", r"\2/\1"),
        (r" ?/ ?(?=(?:day|night|week|month)\b)", " a "),
        (r"\bno\. ?(?=\d)", ""),
        (r"(?<!once )(?<!twice )(?<!times )\ba week on (?=(?:mon|tue|wed|thu|fri|sat|sun))", "next "),
        (r"\bw/c\b", " week commencing "),
        (r"\b(mid|early|late|half|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?=[a-z])", r"\1 "),
        (r"\b(?:tom{1,2}or{1,2}ow)\b", "tomorrow"),
        (r"\bnon[ -]?stop\b|\ball the time\b|\b(?:again and again|over and over|on and off)\b", " constantly "),
        (r"\b(?:i|we) (?:think|guess|believe)\b|\bnot (?:sure|certain)\b|\b(?:don't|do not|can't) (?:know|remember)\b",
         " perhaps "),
        (r"'s\b", ""),
    )
)  # fmt: skip
_TOKEN = re.compile(
    r"(?<![\w/.-])\d{1,4}(?:/\d{1,4}){1,2}(?![\w/])|(?<![\w/.-])\d{1,4}(?:\.\d{1,4}){1,2}(?![\w/]|\.\d)"
    r"|(?<![\w/.-])\d{1,4}-\d{1,2}-\d{1,4}(?![\w/-])|(?<!\w)\d+(?:st|nd|rd|th)(?!\w)|(?<!\w)x(?=\d)|\d+(?=x\b)"
    r"|(?<!\w)\d+(?!\w|[./]\d)|(?<!\w)\d{1,2}(?=[a-z]{3,9}\b)|[a-z]+(?:'[a-z]+)?(?![\w])|[,;+~?/&-]|[\w./'-]+|\S"
)
_SAME = {"&": "and", ";": ",", "/": "or", "plus": "and", "into": "to", "thru": "to", "til": "until", "'til": "until",
         "forthnight": "fortnight", "previous": "last"}  # fmt: skip
_FILLING = {"the", "on", "of", "at", "sometime", "really"}
_OF_DAY = {"night", "morning", "evening", "afternoon", "lunchtime", "nights", "mornings", "evenings", "afternoons"}
_AFTER = {*WEEKDAY_OF, *MONTH_OF, "yesterday", "today", "eve", "halloween", "in", "at", "late", "early", "weekend"}
_WEEKS = (("last", "week"), ("this", "week"), ("week", "before", "last"))


def said(text: str, today: date) -> Said:
    """What was said, as words."""
    clean = "".join(c for c in text[:MOST] if unicodedata.category(c) != "Cf").casefold()
    for marks, plain in (("’‘`´", "'"), ("–—−‐‑‒", "-"), ("…“”", " ")):
        clean = clean.translate({ord(mark): plain for mark in marks})
    clean = " ".join(clean.split())
    for pattern, by in _CHANGES:
        clean = pattern.sub(by, clean)
    clean = re.sub(r"(?<![\w'])'(\d\d)\b", lambda found: str(full_year(int(found[1]), today)), clean)
    tokens: list[str] = _TOKEN.findall(_CLOCK.sub(" ", " ".join(clean.split())))
    words = [_SAME.get(token, token) for token in tokens]
    words = [word for i, word in enumerate(words) if not (word in _OF_DAY and i and _of_day(words, i))]
    words = [word for word in words if word not in _FILLING and word not in {".", "?", "!", "(", ")", "[", "]", ":"}]
    return _spread(Said(tuple(words), today))


def _of_day(words: list[str], i: int) -> bool:
    """Whether "night" only says when on a day that is named before it."""
    before = words[i - 1] if words[i - 1] != "the" else words[i - 2] if i > 1 else ""
    return before in _AFTER or (before[:1].isdigit() and not before.isdigit())


def _spread(words: Said) -> Said:
    """ "3, 5 and 9 May" as "3 May, 5 May and 9 May"; "Monday and Wednesday last week" likewise."""
    out: list[str] = []
    place = 0
    while place < len(words.words):
        if words.at(place) in ("to", "-") and _month_first(words, place):
            # "May 3 to 9"
            out += [words.at(place), words.at(place - 2)]
            place += 1
        end, tail = _run(words, place)
        if not tail:
            out.append(words.at(place))
            place += 1
            continue
        for i in range(place, end):
            out.append(words.at(i))
            if words.at(i) not in SEPARATORS and i < end - 1:
                out.extend(tail)
        place = end
    return Said(tuple(out), words.today)


def _month_first(words: Said, i: int) -> bool:
    before, after = words.at(i - 1), words.at(i + 1)
    return (
        words.at(i - 2) in MONTH_OF
        and day_number(words.at(i - 3)) is None
        and all(day_number(day) is not None for day in (before, after))
        and words.at(i + 2) in {"", *SEPARATORS}
    )


def _run(words: Said, start: int) -> tuple[int, tuple[str, ...]]:
    """The end of several days or months said one behind the other, and what is said of all of them after it."""
    kinds = (lambda word: day_number(word) is not None, WEEKDAY_OF.__contains__, {*MONTH_OF, *SEASONS}.__contains__)
    for number, is_one in enumerate(kinds):
        end, many = start, 0
        while is_one(words.at(end)):
            many, last = many + 1, end + 1
            end = last
            while words.at(end) in SEPARATORS:
                end += 1
            if end == last or not is_one(words.at(end)):
                end = last
                break
        tail = words.words[end : end + _tail(words, end, number)]
        if many > 1 and tail:
            return end, tail
    return start, ()


def _tail(words: Said, i: int, kind: int) -> int:
    """How many words there say the month, the week or the year of all that is before them."""
    if kind == 0 and words.words[i : i + 2] in (("last", "month"), ("this", "month")):
        return 2
    if kind == 1:
        return next((len(week) for week in _WEEKS if words.words[i : i + len(week)] == week), 0)
    place = i + (kind == 0 and words.at(i) in MONTH_OF)
    year = year_at(words, place, short=kind == 0)
    return (year[1] if year and (kind == 2 or place > i) else place) - i
