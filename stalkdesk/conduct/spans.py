"""The phrases that name a day or days: each function reads one kind of phrase from a place in the words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from stalkdesk.conduct.amounts import ABOUT, Said, amount, length, singular
from stalkdesk.conduct.calendar_days import (
    WEEKDAY_OF,
    Part,
    When,
    back,
    fixed,
    month_of,
    one,
    shifted,
    third_of,
    week_of,
    weekday_before,
    weekend_of,
    weekly,
    year_of,
)  # fmt: skip
from stalkdesk.conduct.dates import LEADS, dated, numbered, year

_MOMENTS = {"hour", "hr", "minute", "min", "second", "sec", "moment"}
_ROUGHLY = {"over", "more", "than", "nearly", "almost", "at", "least", "well", "under", "less", "just", "up", "to"}
_SLACK = {"day": 1, "week": 3, "month": 15, "year": 45}
_THIRDS = {"early": 0, "start": 0, "beginning": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
_SHORT_DAYS = {"sat", "sun", "wed"}
_SITS = {"in", "outside", "down", "there", "here", "by", "opposite", "with", "near", "behind", "waiting", "watching",
         "across", "up", "under", "beside"}  # fmt: skip
_WHICH = {"last", "this", "next", "every", "each", "per", "all", "that", "whole"}
_BARE = {"week", "wk", "fortnight", "month", "year", "yr"}
_NOT_DAYS = {"black", "ash", "palm", "shrove", "pancake", "cyber", "mad", "holiday", "manic", "super"}

Reader = Callable[[Said, int], tuple[Part, int] | None]


def _words(said: Said, i: int) -> tuple[Part, int] | None:
    """What has words of its own."""
    today = said.today
    week_back = When(first=today - timedelta(days=7), last=today - timedelta(days=2), about=True)
    month_back = When(first=today - timedelta(days=28), last=today, about=True)
    table: dict[str, tuple[When, ...]] = {
        "today": (When(first=today, last=today),), "tonight": (When(first=today, last=today),),
        "yesterday": (When(first=today - timedelta(days=1), last=today - timedelta(days=1)),),
        "recently": (month_back,), "lately": (month_back,),
    }  # fmt: skip
    phrases = {
        ("day", "before", "yesterday"): 2, ("night", "before", "last"): 2, ("last", "night"): 1,
        ("this", "morning"): 0, ("this", "afternoon"): 0, ("this", "evening"): 0, ("just", "now"): 0,
        ("right", "now"): 0, ("day", "before", "last"): 2,
    }  # fmt: skip
    if said.at(i) in ("now", "present", "date") and said.at(i - 1) in ("to", "-", "until", "till", "and"):
        return (fixed(one(today)), i + 1) if said.at(i - 1) != "and" or "between" in said.words else None
    for phrase, days in phrases.items():
        if said.words[i : i + len(phrase)] == phrase:
            return fixed(one(today - timedelta(days=days)), loose=1), i + len(phrase)
    if said.at(i) == "other" and said.at(i - 1) != "every" and said.at(i + 1) in ("day", "night", "evening"):
        return fixed(week_back), i + 2
    if said.at(i) == "other" and said.at(i - 1) != "every" and said.at(i + 1) == "week":
        return fixed(replace(month_back, last=today - timedelta(days=7))), i + 2
    return (fixed(table[said.at(i)][0], loose=1), i + 1) if said.at(i) in table else None


def _ahead(said: Said, i: int) -> tuple[Part, int] | None:
    """What has not come yet."""
    if said.at(i) in ("next", "following") and said.at(i + 1) in ("day", "night", "morning", "evening"):
        return fixed(None, never=True), i + 2  # of which day?
    if said.at(i) in ("next", "coming", "following") and said.at(i + 1):
        return fixed(None), i + 2
    if said.at(i) == "tomorrow":
        return fixed(None), i + 1
    if said.at(i) in WEEKDAY_OF and said.at(i + 1) == "week" and said.at(i + 2) not in ("ago", "before"):
        return fixed(None), i + 2
    return None


def _ago(said: Said, i: int) -> tuple[Part, int] | None:
    """ "Three days ago"; weeks and more are a span about that day."""
    found, back_words = amount(said, i), ("ago", "back")
    if found is not None and singular(said.at(found.end)) in _MOMENTS and said.at(found.end + 1) in back_words:
        hours = found.low if said.at(found.end).startswith("h") else 0
        first = back(said.today, (hours + 11) // 24, "day")
        return fixed(first and When(first=first, last=said.today)), found.end + 2
    span = length(said, i, bare=said.at(i) in _BARE and said.at(i - 1) not in (*_WHICH, "_"))
    if span is None or said.at(span.end) not in back_words:
        return None
    end = span.end + 1
    exact = {"today": 0, "yesterday": 1}.get(said.at(end))
    if exact is not None:
        return fixed(one(back(said.today - timedelta(days=exact), span.low, span.unit))), end + 1
    if said.at(end) == "this" and said.at(end + 1) in ("week", "month", "year"):
        end += 2
    if said.at(end) in WEEKDAY_OF and span.unit == "week":
        return _weeks_back(said, WEEKDAY_OF[said.at(end)], span.low), end + 1
    slack = _SLACK[span.unit] if span.unit != "day" or span.about else 0
    far, near = back(said.today, span.high, span.unit), back(said.today, span.low, span.unit)
    if said.at(i - 1) in ("over", "than") and said.at(i - 2) not in ("less", "fewer"):
        far, slack = back(said.today, span.high * 1.5, span.unit), max(slack, 1)  # more than a year ago
    elif said.at(i - 1) in ("under", "than"):
        near, slack = said.today, max(slack, 1)
    first = far and shifted(far, -slack)
    if first is None or near is None:
        return fixed(None), end
    last = min(near + timedelta(days=slack), said.today)
    return fixed(When(first=first, last=last, about=slack > 0), loose=0), end


def _weeks_back(said: Said, weekday: int, weeks: float) -> Part:
    """ "Two weeks ago on Tuesday" is one of two Tuesdays."""
    near = back(_last_weekday(said, weekday), weeks - 1, "week")
    far = near and shifted(near, -7)
    return fixed(When(first=far, last=near, about=True) if far and near else None)


def _last_weekday(said: Said, weekday: int) -> date:
    return weekday_before(said.today - timedelta(days=1), weekday)


def _is_weekday(said: Said, i: int) -> bool:
    """Whether a weekday is meant: not "he sat outside", "in the sun", "Black Friday"."""
    word = said.at(i)
    if word not in WEEKDAY_OF or said.at(i - 1) in _NOT_DAYS:
        return False
    if word not in _SHORT_DAYS:
        return True
    before, after = said.at(i - 1), said.at(i + 1)
    if after in ("and", "to", "-", "or", ",") and said.at(i + 2) in WEEKDAY_OF:
        return True
    return (
        (before in LEADS or before in ("today", "yesterday") or before.isdigit())
        and before != "in"
        and after not in _SITS
    )


def _weekday(said: Said, i: int) -> tuple[Part, int] | None:
    start = said.past(i, "last", "this")
    if start > i + 1 or not _is_weekday(said, start):
        return None
    day, end = WEEKDAY_OF[said.at(start)], start + 1
    latest = _last_weekday(said, day)
    # A limit after today asks for today too: "last Friday to Sunday".
    part = Part(
        latest=lambda limit: weekly(day).latest(min(limit, latest) if limit <= said.today else said.today),
        cycle=7, loose=1,
    )  # fmt: skip
    gone = said.words[end : end + 2] in (("just", "gone"), ("gone", ","))
    if said.words[end : end + 2] == ("before", "last"):
        return fixed(one(shifted(latest, -7))), end + 2
    if said.words[end : end + 2] == ("week", "ago"):
        return fixed(one(shifted(latest, -7))), end + 2
    ago = length(said, end)
    if ago is not None and ago.unit == "week" and said.at(ago.end) == "ago":
        return _weeks_back(said, day, ago.low), ago.end + 1
    if said.at(i) == "this" and not gone:
        when = one(week_of(said.today).first + timedelta(days=day))
        return fixed(when if when and when.first <= said.today else None), end
    if said.at(i - 1) == "today" and day == said.today.weekday():
        return fixed(one(said.today), loose=1), end
    if said.at(i) == "last" or gone:
        return fixed(one(latest), loose=1), end + 2 * gone
    return part, end


def _weekday_in(said: Said, i: int) -> tuple[Part, int] | None:
    """ "Tuesday last week", "last week on Tuesday", "one Tuesday in May", "Tuesday, 17 November"."""
    if not _is_weekday(said, i):
        week = _calendar(said, i)
        place = said.past(week[1], ",") if week else 0
        if week is None or "week" not in said.words[i : week[1]] or not _is_weekday(said, place):
            return None
        return _in_week(said, week[0], WEEKDAY_OF[said.at(place)]), place + 1
    weekday, place = WEEKDAY_OF[said.at(i)], said.past(i + 1, ",")
    week = _calendar(said, place)
    if week is not None and "week" in said.words[place : week[1]]:
        return _in_week(said, week[0], weekday), week[1]
    if said.at(place) == "in":
        return part_at(said, place + 1, _IN_YEARS)
    if said.at(place) in ("before", "after"):
        found = part_at(said, place + 1, _IN_YEARS)
        when = found and found[0].latest(said.today)
        edge = when and (shifted(when.first, -1) if said.at(place) == "before" else shifted(when.last, 7))
        return (fixed(one(weekday_before(edge, weekday))), found[1]) if found and edge else None
    found = part_at(said, place, (dated, numbered))
    when = found and found[0].latest(said.today)
    if found is None or when is None or when.days > 1 or when.first.weekday() == weekday:
        return found
    # The day of the week and the date do not go together: one of them is wrong.
    return fixed(None, never=True), found[1]


def _in_week(said: Said, week: Part, weekday: int) -> Part:
    when = week.latest(said.today)
    return fixed(when and one(when.first + timedelta(days=weekday)))


def _week_last(said: Said, i: int) -> tuple[Part, int] | None:
    """ "A week last Tuesday", "a week yesterday"; "a week Tuesday" is still to come."""
    span = length(said, i, bare=said.at(i) in _BARE and said.at(i - 1) not in (*_WHICH, "_"))
    if span is None or span.unit == "day" or said.at(i - 1) in ("for", "past", "last"):
        return None
    end = span.end
    if said.at(end) == "yesterday":
        return fixed(one(back(said.today - timedelta(days=1), span.low, span.unit))), end + 1
    if span.unit != "week":
        return None
    if said.at(end) in ("today", "tomorrow") or said.at(end) in WEEKDAY_OF:
        return fixed(None), end + 1
    if said.at(end) != "last" or not _is_weekday(said, end + 1):
        return None
    return fixed(one(back(_last_weekday(said, WEEKDAY_OF[said.at(end + 1)]), span.low, "week"))), end + 2


def _weekdays(said: Said, i: int) -> tuple[Part, int] | None:
    """ "The last 3 Fridays", "2 Sundays ago"."""
    lasting = said.at(i) in ("last", "past")
    found = amount(said, i + lasting)
    if found is None or not 1 <= found.low <= found.high < 100:
        return None
    word, low, high = said.at(found.end), int(found.low), int(found.high)
    name, end = singular(word), found.end + 1
    if name != "weekend" and (name not in WEEKDAY_OF or word in WEEKDAY_OF):
        return None

    def nth(weeks: int) -> When:
        if name == "weekend":
            return weekend_of(said.today, weeks)
        day = _last_weekday(said, WEEKDAY_OF[name]) - timedelta(days=7 * (weeks - 1))
        return When(first=day, last=day)

    if lasting:
        when = When(first=nth(high).first, last=nth(1).last, times=None if found.about else low, about=found.about)
        return fixed(when), end
    if said.at(end) != "ago":
        return None
    return fixed(When(first=nth(high).first, last=nth(low).last, about=found.about)), end + 1


def _calendar(said: Said, i: int) -> tuple[Part, int] | None:
    """ "Last week", "this month", "the year before last", "the weekend"."""
    word = said.at(i)
    begun = said.today.weekday() >= 5
    if word == "weekend" and said.words[i + 1 : i + 3] != ("before", "last"):
        if said.at(i - 1) == "holiday" or said.at(i + 1) in ("before", "after"):
            return None
        return fixed(weekend_of(said.today, 0 if begun else 1)), i + 1
    if word in ("last", "this"):
        unit, weeks, end = said.at(i + 1), int(word == "last"), i + 2
    elif said.words[i + 1 : i + 3] == ("before", "last"):
        unit, weeks, end = word, 2, i + 3
    else:
        return None
    today = said.today
    if said.at(end) in ("before", "after") and part_at(said, end + 1, _IN_YEARS) is not None:
        return fixed(None, never=True), end  # "the last week before Christmas"
    match unit:
        case "week":
            return fixed(week_of(today, weeks)), end
        case "weekend":
            return fixed(weekend_of(today, weeks)), end
        case "month":
            year, month = divmod(today.year * 12 + today.month - 1 - weeks, 12)
            return fixed(month_of(year, month + 1)), end
        case "year":
            return fixed(year_of(today.year - weeks)), end
        case _:
            return None


def _third(said: Said, i: int) -> tuple[Part, int] | None:
    """ "Early May", "the end of last month"."""
    if said.at(i) not in _THIRDS:
        return None
    found, which = _this_or(said, i + 1), _THIRDS[said.at(i)]
    if found is None:
        return None
    whole = found[0]

    def latest(limit: date) -> When | None:
        when = whole.latest(limit)
        part = when and third_of(when, which)
        if part is None or part.first <= limit or when is None or not whole.cycle:
            return part
        before = whole.latest(when.first - timedelta(days=1))
        return before and third_of(before, which)

    return replace(whole, latest=latest), found[1]


def _this_or(said: Said, i: int) -> tuple[Part, int] | None:
    """A span on the calendar; after "all" or "the end of", "week" alone is this one."""
    if said.at(i) in ("week", "month", "year") and not said.at(i + 1)[:1].isdigit() and said.at(i + 1) != "before":
        this = _calendar(Said(("this", said.at(i)), said.today), 0)
        return this and (this[0], i + 1)
    return part_at(said, i, (*_IN_YEARS, _calendar))


def _all(said: Said, i: int) -> tuple[Part, int] | None:
    """ "All summer", "throughout May": it went on."""
    start = said.past(i, "all", "throughout", "whole", "entire", "through")
    found = _this_or(said, start) if start > i else None
    if found is None:
        return None
    whole = found[0]

    def latest(limit: date) -> When | None:
        when = whole.latest(limit)
        return replace(when, times=None, over=True) if when and when.days > 1 else when

    return replace(whole, latest=latest), found[1]


def _lasting(said: Said, i: int) -> tuple[Part, int] | None:
    """ "For two weeks", "over the last three months", "in the past year": all of them until today."""
    start = said.past(i, "for", "over", "in", "within", "during", "since", "these")
    lead = said.at(i) if start > i else ""
    place = said.past(start, *ABOUT, *_ROUGHLY)
    if said.at(place) in ("last", "past"):
        # "Last week" without a number is one on the calendar.
        span, last = length(said, place + 1, bare=said.at(place) == "past"), True
    else:
        span, last = (length(said, place) if lead in ("for", "since") else None), False
    if span is None or said.at(span.end) in ("ago", "back", "before", "after", "last"):
        return None
    whole = part_at(said, said.past(span.end, "in"), _IN_YEARS) if said.at(place) == "last" else None
    of = whole and whole[0].latest(said.today)
    if whole is not None and of is not None and of.days > 1:
        begin = back(of.last, span.high, span.unit)  # "the last two weeks of October"
        when = begin and When(first=max(begin + timedelta(days=1), of.first), last=of.last, about=span.about)
        return fixed(when), whole[1]
    # The night of today is still to come.
    nights = int(singular(said.at(span.end - 1)) == "night")
    until = said.today - timedelta(days=nights)
    first = back(until, span.low, span.unit)
    if first is None or first >= until:
        return fixed(None), span.end
    within = lead in ("in", "within", "during")
    about = span.about or place > start or "over" in said.words[i + 1 : start]
    times = 1 if within else None
    when = When(first=first + timedelta(days=1), last=until, times=times, about=about, over=not within)
    return fixed(when, loose=0, lasting=not last), span.end


def _beside(said: Said, i: int) -> tuple[Part, int] | None:
    """ "Two days before Christmas", "the day after Boxing Day", "just before Easter"; also "the week of the 9th"."""
    if said.at(i) in ("week", "w/c", "weekend"):
        found = part_at(said, said.past(i + 1, "commencing", "beginning", "starting"), (dated, numbered))
        if found is not None and found[0].soon:
            return fixed(None, never=True), found[1]
        when = found and found[0].latest(said.today)
        if found is not None and when is not None and when.days == 1:
            week = replace(when, last=when.first + timedelta(days=6))
            return fixed(weekend_of(when.first) if said.at(i) == "weekend" else week), found[1]
    near = said.at(i) in ("just", "shortly", "right")
    bare = said.at(i) in ("day", "night", "week")
    span = length(said, i, bare=bare)
    end = i + 1 if near else span.end if span else 0
    if not end or said.at(end) not in ("before", "after"):
        return None
    found = part_at(said, end + 1, _IN_YEARS)
    when = found and found[0].latest(said.today)
    if found is None or when is None:
        return None
    if found[0].soon:
        return fixed(None, never=True), found[1]
    sign = -1 if said.at(end) == "before" else 1
    edge = when.first if sign < 0 else when.last
    if span is not None and span.unit == "day" and span.about and span.high < 60:
        near_edge, far_edge = shifted(edge, sign * int(span.low)), shifted(edge, sign * int(span.high))
        near, bare = True, True
    elif span is not None and span.unit == "day" and span.low < 60:
        return fixed(one(shifted(edge, sign * int(span.low)))), found[1]
    else:
        near_edge, far_edge = shifted(edge, sign), shifted(edge, sign * 7)
    if span is not None and not bare:
        days = int(span.low * {"week": 7, "month": 30}.get(span.unit, 365)) if span.low < 1000 else 0
        slack, near = _SLACK[span.unit], True
        near_edge, far_edge = shifted(edge, sign * (days - slack)), shifted(edge, sign * (days + slack))
    if near_edge is None or far_edge is None:
        return fixed(None), found[1]
    return fixed(When(first=min(near_edge, far_edge), last=max(near_edge, far_edge), about=near)), found[1]


def part_at(said: Said, i: int, readers: tuple[Reader, ...] | None = None) -> tuple[Part, int] | None:
    """The longest reading of a day or days that begins at this place."""
    found = [read for reader in readers or _READERS if (read := reader(said, i)) is not None]
    return max(found, key=lambda read: read[1], default=None)


_IN_YEARS: tuple[Reader, ...] = (dated, year)
_READERS: tuple[Reader, ...] = (
    _ahead, _words, _ago, _weekday_in, _weekday, _week_last, _weekdays, _calendar, dated, numbered, year, _third, _all,
    _lasting, _beside,
)  # fmt: skip
