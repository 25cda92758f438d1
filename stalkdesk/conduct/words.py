"""A text as words, without what says nothing of days: the time of day, filling words, signs nobody sees."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from stalkdesk.conduct.amounts import Said
from stalkdesk.conduct.calendar_days import MONTH_OF, SEASONS, WEEKDAY_OF, monthly
from stalkdesk.conduct.dates import day_number, full_year, year_at

MOST: Final = 300
"""Characters that are looked at; the field holds fewer."""
SEPARATORS: Final = {",", "-", "to", "and", "or", "until", "till", "through"}

_TIME = r"\d{1,2}(?:[:.]\d{2})?"
_DAY = r"(?:mon|tues?|wed(?:s|nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_NUMBER = r"(\d{1,2})(?:st|nd|rd|th)?"
# Of four figures, those that are no year can only be a time; others are where a date is beside them.
_HOUR = r"(?:(?:[01]\d|2[0-3])[0-5]\d)"
_NO_YEAR = r"(?:(?:0\d|1[0-8]|2[1-3])[0-5]\d)"
_EVENING = r"(?:19[0-4]\d)"  # nobody means that year
_FIGURES = r"\d{1,2}[/.]\d{1,2}(?:[/.](?:\d\d){1,2})?"
_HOURS = "|".join(
    (
        rf"\b(?:between |from )?(?:(?:{_NO_YEAR}|{_EVENING}) ?(?:-|to|and|until) ?{_HOUR}"
        rf"|{_HOUR} ?(?:-|to|and|until) ?{_NO_YEAR}|(?:(?<=day )|(?<=ight )){_HOUR} ?(?:-|to|and) ?{_HOUR})\b"
        r"(?:\s?(?:hrs|hours|h)\b)?(?![/.-]\d| (?:times|calls|texts|messages|emails)\b)",
        rf"\b(?:between |from )?{_HOUR} ?(?:-|to|and|until) ?{_HOUR}(?:\s?(?:hrs|hours|h)\b| (?=(?:on )?{_FIGURES}))",
        rf"(?<![\d/.-])\b{_HOUR}\b(?=(?: on)? {_FIGURES}\b| (?:every|each)\b)",
        rf"(?<=\d/\d\d )(?:at )?{_NO_YEAR}\b(?! (?:times|calls|texts|messages|emails)\b)",
    )
)
# A night and the morning after, or two times of day: two days beside each other may be one night.
_NIGHT = re.compile(
    r"\bovernight\b|\b(?:early|small) hours\b|\bmidnight\b|\b(?:night|evening|pm)\b.*\b(?:morning|am)\b|\bnight of\b"
)
_TIME_SAID = re.compile(rf"(?<![\d/.-])(?:\d{{1,2}}(?:[:.]\d\d)?\s?(?:am|pm)\b|\d{{1,2}}:\d\d\b|{_HOUR}\b(?![/.-]\d))")
# The time of day, which never is a day: "10pm" is not the 10th.
_CLOCK = re.compile(
    "|".join(
        (
            rf"\b(?:about|around|at)?\s*(?<![\d/.-])(?:{_TIME}\s*(?:-|to|and|or)\s*)?{_TIME}\s?"
            r"(?:am|pm|a\.m\b\.?|p\.m\b\.?|o'clock)\b",
            r"\b(?:about |around )?\d{1,2}:\d{2}(?::\d{2})?\b(?:\s*(?:hrs|hours)\b)?",
            _HOURS,
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
        (r"\bo/n\b", "overnight"),
        (rf"\b(overnight|night of)((?: on| the| of| {_DAY})*) {_NUMBER} ?(?:- ?(?=\d{{1,2}}(?![\d/.-]))"
         rf"|/ ?(?=(?:1[3-9]|[23]\d)(?![\d/.-])|{_NUMBER}(?: of)? {_MONTH}))", r"\1\2 \3 into "),
        (rf"{_NUMBER} ?[/-] ?{_NUMBER} ({_MONTH}) overnight\b", r"overnight \1 into \2 \3"),
        (rf"\b(overnight|night of)((?: on| the)*) ({_DAY}) ?[/-] ?(?={_DAY})", r"\1\2 \3 into "),
        (rf"\b({_DAY}) {_NUMBER} ?(-|to|and|&|,|until|into) ?({_DAY}) {_NUMBER}(?: of)? ({_MONTH})\b",
         r"\1 \2 \6 \3 \4 \5 \6"),
        # and so the one before them
        (rf"\b({_DAY}) {_NUMBER} ?(-|to|and|&|,|until|into) ?({_DAY}) {_NUMBER}(?: of)? ({_MONTH})\b",
         r"\1 \2 \6 \3 \4 \5 \6"),
        (rf"\b(\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}) ({_NO_YEAR})\b", r"\1 at \2"),
        (r"\b(\d{1,3})\.5 ?k\b", r"\1 thousand five hundred"),
        (r"(?<![\d.])\b(\d{1,3}) ?k\b", r"\1 thousand"),
        (r"\bonce in a while\b|\b(?:every )?now and (?:then|again)\b", "repeatedly"),
        (r"\b(?:going|goes|dating|dates) back (?:as far as|to)\b|\bas (?:far back|early) as\b", "since"),
        (r"\bsome ?time\b|\bmid[ -]?week\b", " "),
        (rf"\b(\d{{1,2}})-({_MONTH})(?:-(\d\d(?:\d\d)?))?\b", r"\1 \2 \3"),
        (r"(?<=\w) ?\+ ?(?=\d)| \+ ", " and "),
        (r"\b(?:and )?(?:it's |is |been |it is )?(?:still (?:going on|going|happening|ongoing)\b|to this day\b"
         r"|ongoing\b(?= *(?:$|[,.;]|since\b|for\b|\d)))", " since "),
        (r"\b(?:w/e|wknd|wkend)(s?)\b", r"weekend\1"),
        (r"\bbi-?(?:weekly|monthly)\b", "repeatedly"),
        (r"\bbank hol\b|\bbh\b", "bank holiday"),
        (r"\bhols\b", "holidays"),
        (r"\b(christmas|xmas) (and|&|to|-) ny\b", r"\1 \2 new year"),
        (r"\bthis (?:am|pm|eve)\b", "today"),
        (r"\bc\.? ?(?=\d)|\b(?:aprox|apprx|apx)\b\.?", "about "),
        (r"\bevery(?=(?:night|week|weekend|month|morning|evening)\b)|\bev\.? (?=(?:day|night|week)\b)", "every "),
        (r"(?<= )p/(d|w|n|m|day|night|week|month)\b|(?<= )p([dwn])\b", r"per \1\2"),
        (r"\bper d\b", "per day"), (r"\bper n\b", "per night"), (r"\bper w\b", "per week"),
        (r"\bper m\b", "per month"),
        (r"(?<=\d) ?x ?(?=(?:daily|weekly|monthly|a|per|each|every|day|night|week|month)\b)", " times "),
        (rf"\b({_MONTH})-?ish\b", r"about \1"),
        (r"\bnot (?:just |only )?(?:once|twice),? but\b", " "),
        (r"\b(times|once|twice) (?=(?:day|night|week|month)\b(?! (?:before|commencing|of)))", r"\1 a "),
        (r"\bbank holiday(?: monday)? in (may|august)\b", r"\1 bank holiday"),
        (r"\b(yesterday|last night),? (?:and|&|\+) (?:the )?(?:day|night) before\b(?! (?:yesterday|last|that))",
         r"\1 and day before yesterday"),
        (r"\b(?:about )?(?:this|same) time last year\b", "12 months ago"),
        (r"\b(?:about )?(?:this|same) time last month\b", "4 weeks ago"),
        (r"\bthis time last week\b", "7 days ago"),
        (r"\bsince (?:the )?(?:very )?(start|beginning) of (?:the )?(year|month|week)\b", r"since \1 of this \2"),
        (r"\b(?:all )?(?:except(?:ing)?|excluding|apart from|other than|aside from|minus|but not|(?<!the )(?<!a )bar)"
         rf"(?: for| on| the| every)*(?= (?:{_DAY}|week(?:end|day))s?\b)", ", except"),
        (rf"\b(day|night|daily|nightly|week)s? but(?: not)?(?: for| on| the)*(?= (?:{_DAY}|weekend|one|two|\d))",
         r"\1, except"),
        (r"(?<!the )(?<!a )\bbar (?=(?:one|two|three|a few|a couple|\d)\b)", "except "),
        (r"\b(?:except(?:ing)?|excluding|apart from|other than)(?: for| on| the)*\b(?! ?,?except)", "except"),
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
_SPELLED = {
    wrong: right
    for right, wrongs in {
        "yesterday": "yesturday yestarday yesterdy yesteday yesterady yersterday ystrday ystday yday y'day yest "
        "yestday",
        "tomorrow": "tomorow tommorow tommorrow tomorrrow tmrw tmw",
        "monday": "monady mondy", "tuesday": "tusday tuseday tuesady teusday tuesdy tueday tuesay",
        "wednesday": "wendesday wensday wednsday wednesay wedensday wenesday weds wednesdy wednseday wendsday",
        "thursday": "thrusday thurday thursdy thersday thurdsay thusday", "friday": "firday fridy friady frday",
        "saturday": "saterday saturdy satuday saurday sataurday satruday satrday", "sunday": "sundy sunady",
        "january": "janurary januray janaury janury", "february": "febuary feburary febrary feburay febuery",
        "march": "mrach", "april": "apirl aprill aprl", "august": "agust augst auguest",
        "september": "setpember septmber septemeber setember septembr spetember", "june": "jume",
        "october": "ocotber octber octobre ocober otober", "november": "novemeber novmber novemebr novembr novemer",
        "december": "decmber decemeber dicember decembr decemebr", "christmas": "chrismas xmass christams crimbo",
        "throughout": "thruout", "year": "yr", "years": "yrs", "since": "sinse scince snce", "every": "evry evrey",
        "night": "nite nght ngt", "nights": "nites", "tonight": "2nite tonite", "today": "2day tday",
        "before": "b4 befor", "between": "btwn btween", "week": "wk", "weeks": "wks",
        "month": "mth mnth", "months": "mths mnths", "fortnight": "forthnight fornight",
    }.items()
    for wrong in wrongs.split()
}  # fmt: skip
_WORD = re.compile(r"(?<![\w/'])(?:2day|2nite|b4|[a-z][a-z']+)(?![\w/])|(?<=\d)(?:wks?|mn?ths?|yrs?|nites?)\b")
_TOKEN = re.compile(
    r"(?<![\w/.-])\d{1,4}(?:/\d{1,4}){1,2}(?![\w/])|(?<![\w/.-])\d{1,4}(?:\.\d{1,4}){1,2}(?![\w/]|\.\d)"
    r"|(?<![\w/.-])\d{1,4}-\d{1,2}-\d{1,4}(?![\w/-])|(?<!\w)\d+(?:st|nd|rd|th)(?!\w)|(?<!\w)x(?=\d)|\d+(?=x\b)"
    r"|(?<!\w)\d+(?!\w|[./]\d)|(?<!\w)\d{1,2}(?=[a-z]{3,9}\b)|[a-z]+(?:'[a-z]+)?(?![\w])|[,;+~?/&-]|[\w./'-]+|\S"
)
_SAME = {"&": "and", ";": ",", "/": "or", "plus": "and", "into": "to", "thru": "to", "til": "until", "'til": "until",
         "previous": "last"}  # fmt: skip
_FILLING = {"overnight", "the", "on", "of", "at", "sometime", "really"}
_OF_DAY = {"night", "morning", "evening", "afternoon", "lunchtime", "nights", "mornings", "evenings", "afternoons"}
_AFTER = {*WEEKDAY_OF, *MONTH_OF, "yesterday", "today", "eve", "halloween", "in", "at", "late", "early", "weekend"}
_WEEKS = (("last", "week"), ("this", "week"), ("week", "before", "last"))


_MONTH_NUMBER = re.compile(rf"\b{_MONTH},? \d+\b(?!\s?(?:am|pm)\b|[:.]\d)")
_WEEKDAY_NUMBER = re.compile(rf"\b({_DAY}),? (\d{{1,2}})(?= ?(?:$|[,;&]|-(?! ?\d)|and\b|to\b|until\b))")
_SHORT_DATE = re.compile(
    r"(?<![\w/.-])(\d{1,2})-(\d{1,2})(?![\w/-]|\.\d)(?! ?(?:times|calls|texts|messages|days|nights))"
)


def said(text: str, today: date) -> Said:
    """What was said, as words."""
    clean = "".join(c for c in text[:MOST] if unicodedata.category(c) != "Cf").casefold()
    for marks, same in (("’‘`´", "'"), ("–—−‐‑‒", "-"), ("…“”", " ")):
        clean = clean.translate({ord(mark): same for mark in marks})
    clean = _WORD.sub(lambda found: _SPELLED.get(found[0], found[0]), " ".join(clean.split()))
    for pattern, by in _CHANGES:
        clean = pattern.sub(by, clean)
    clean = re.sub(r"(?<![\w'])'(\d\d)\b", lambda found: _four(int(found[1]), today), clean)
    plain = " ".join(clean.split())
    plain = _WEEKDAY_NUMBER.sub(lambda found: _numbered(found, today), plain)
    night = bool(_NIGHT.search(plain)) or len(_TIME_SAID.findall(_MONTH_NUMBER.sub(" ", plain))) > 1
    tokens: list[str] = _TOKEN.findall(_SHORT_DATE.sub(_dated, _CLOCK.sub(" ", plain)))
    words = [_SAME.get(token, token) for token in tokens]
    words = [word for i, word in enumerate(words) if not (word in _OF_DAY and i and _of_day(words, i))]
    words = [word for word in words if word not in _FILLING and word not in {".", "?", "!", "(", ")", "[", "]", ":"}]
    spread = _spread(Said(tuple(words), today))
    return Said(spread.words, today, plain=plain, night=night)


def _four(year: int, today: date) -> str:
    """`'24` as 2024; what is still to come stays so."""
    return str(full_year(year, today) or today.year - today.year % 100 + year)


def _numbered(found: re.Match[str], today: date) -> str:
    """ "Mon 16" as Mon 16th; where it is not that day, up to 12 it may be the time."""
    day = int(found[2])
    when = monthly(day).latest(today)
    fits = when is not None and when.first.weekday() == WEEKDAY_OF[found[1]]
    alone = len(_WEEKDAY_NUMBER.findall(found.string)) == 1
    if fits and alone and day < 13:
        return f"{found[1]} _ 32nd"  # there is no telling
    return f"{found[1]} {day}th" if fits or 12 < day < 32 else found[0]


def _dated(found: re.Match[str]) -> str:
    """`20-11` as 20/11; but "10-11" says from 10 to 11."""
    day, month = int(found[1]), int(found[2])
    return f"{day}/{month}" if month <= 12 and day > 12 else found[0]


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
        listed = _days_after(words, place)
        if listed > place:
            # "May 3, 5 and 9"
            year = year_at(words, listed)
            days, tail = words.words[place + 1 : listed], words.words[listed : year[1] if year else listed]
            for day in days:
                out += (day,) if day in SEPARATORS else (day, words.at(place), *tail)
            place = listed + len(tail)
            continue
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


def _days_after(words: Said, i: int) -> int:
    """The end of several days said behind their month; the same place where there are none."""
    if words.at(i) not in MONTH_OF or day_number(words.at(i - 1)) is not None:
        return i
    end, many = i + 1, 0
    place = end
    while day_number(words.at(place)) is not None:
        many, end = many + 1, place + 1
        place = end
        while words.at(place) in SEPARATORS and words.at(place) not in ("to", "-"):
            place += 1
        if place == end and words.at(place)[-1:].isdigit():
            break
    days = [word for word in words.words[i + 1 : end] if word not in SEPARATORS]
    ordinal = all(not day[-1:].isdigit() for day in days)
    alone = words.at(end) in {"", *SEPARATORS} and not (many == 2 and len(days[1]) == 2 and words.at(end - 2) == ",")
    return end if many > 1 and words.at(end) not in MONTH_OF and (ordinal or alone) else i


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
            beside = end == last and number == 0 and words.at(end)[-1:].isalpha()
            if (end == last and not beside) or not is_one(words.at(end)):
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


_OVER = re.compile(
    r"(?<!not )(?<!never )(?<!n't )(?<!dnt )(?<!snt )(?<!not yet )\b(?:stopped|ceased)\b"
    r"(?! (?:me|him|her|us|them|my|his|their|our|a|the|outside|at|by|near|opposite|to|and|just|dead|short"
    r"|directly|right|behind|in (?:his|a|the|my|front)|on (?:his|the|my))\b)"
    r"|(?<!since )\b(?:it|that|this|they|calls|texts|messages|all|everything|which|contact) "
    r"(?:all |has |had |have |just )*(?:ended|finished)\b(?! up)"
    r"|\b(?:went|gone|goes|been|all) quiet\b|\bquiet since\b"
)
_AWAY = re.compile(
    r"\b(?:in|into|to|serving|back in|on) (?:prison|jail|custody|remand|hmp)\b"
    r"|\blocked up\b|\bremanded\b|\bsectioned\b"
    r"|\b(?:was|were|been|is|i'm|went|stayed|he's) (?:inside|away|abroad|on holiday|in hospital)\b.*"
    r"\b(?:from|since|for|until|till|all)\b"
)
_LATEST = re.compile(
    r"\b(?:last|first|final)(?:ly)? "
    r"(?:time|one|incident|call|text|message|visit|occasion|contact|was|being|on|in)\b"
    r"|\bmost recent|\blatest\b|\blast,"
)
_NOTHING = re.compile(
    r"^[ ,]*(?:(?:there|he|she|they|i|we|it) )?(?:(?:has|have|had|was|been|is|'s|s) )*"
    r"(?:nothing|none|nil|silence|all quiet|quiet|not (?:a|one|heard|seen|been|had|any)\b"
    r"|no (?:more|further|contact|calls?|texts?|messages?|incidents?|trouble|issues|sign)\b"
    r"|(?:has|have|had)(?:n't|nt) (?:heard|seen|been|had|contacted|called|rung|texted|messaged))"
)


def over_or_away(said: Said) -> bool:
    """Whether it was over then, or he was away, and not then that it was: "it stopped in March"."""
    return bool(_OVER.search(said.plain) or _AWAY.search(said.plain))


def of_latest(said: Said) -> bool:
    """Whether the day is only that of the first or the last time."""
    return bool(_LATEST.search(said.plain))


def nothing_then(words: tuple[str, ...]) -> bool:
    """Whether what comes after "since May" says that there was nothing."""
    return bool(_NOTHING.search(" ".join(words)))
