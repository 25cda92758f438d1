"""When something happened, read from how people say it: "every night since Friday", "about 40 times since May"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from stalkdesk.conduct.amounts import ABOUT, Said, length
from stalkdesk.conduct.calendar_days import OLDEST, WEEKDAY_OF, Part, When, in_words
from stalkdesk.conduct.dates import day_number
from stalkdesk.conduct.often import (
    MOST_TIMES,
    Count,
    Except,
    Rate,
    Share,
    count_at,
    except_at,
    more_than_once,
    rate_at,
    share_at,
)  # fmt: skip
from stalkdesk.conduct.spans import part_at
from stalkdesk.conduct.words import nothing_then, of_latest, over_or_away
from stalkdesk.conduct.words import said as words_of

__all__ = ("MOST_TIMES", "When", "in_words", "rough")

_TO = {"to", "-", "until", "till", "up", "through"}
_NOT = {"not", "no", "never", "nothing", "none", "nobody", "without", "except", "nor", "neither", "cannot", "hardly"}
_DENIES = (_NOT - {"except"}) | {"didnt", "hasnt", "havent", "wasnt", "isnt"}
_STILL = {"stop", "stopped", "stopping", "leave", "left", "leaving", "gone", "go", "long", "only", "just", "quite", ",",
          "alone", "exactly"}  # fmt: skip
_BEGUN = {"started", "began", "begun"}
_STARTING = {"from", "starting", "commencing", "beginning"}
_EDGES = {"before", "after", "until", "till", "by", "except"}
_CHANGED = {"used", "then", "now", "later", "before", "after", "initially", "lately", "until"}
_UNITS = {"day", "night", "week", "fortnight", "month", "year", "morning", "evening", "weekend"}
_DOUBT = {"perhaps", "maybe", "probably", "possibly"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    """A day or days as named, where in the words that is, and whether "about" stood before it."""

    part: Part
    start: int
    end: int
    about: bool


_Item = _Day | Count | Rate | Share | Except


def rough(text: str, today: date) -> When | None:
    """When it happened; None where no day of it can be read, or only days to come, or where it can not be sure."""
    said = words_of(text, today)
    items = None if over_or_away(said) else _items(said)
    days = _days(said, [item for item in items if isinstance(item, _Day)]) if items else None
    if not items or not days or _bare(said, items, days):
        return None
    often = [item for item in items if isinstance(item, Count | Rate | Share)]
    if any(item.times == 0 for item in often):
        return None
    going = any(isinstance(item, Rate | Share) for item in often)
    spans = None if often else _one_night(said, days)
    spans = _spans(said, days, going=going, often=bool(often)) if spans is None else spans
    if not spans or _denied(said, days, spans) or _not_all(said, often, spans):
        return None
    rates = _rates([item for item in items if not isinstance(item, _Day)], said)
    when = _together(said, days, spans, rated=bool(rates)) if rates is not None else None
    if when is None or when.first > today or when.first.year < OLDEST:
        return None
    when = _often(said, replace(when, last=min(when.last, today)), often, rates or [], days, len(spans))
    if when is None:
        return None
    if when.times == 1 and not when.over and more_than_once(said):
        when = replace(when, times=None)
    return replace(when, about=when.about or bool(_DOUBT.intersection(said.words)))


def _items(said: Said) -> list[_Item] | None:
    """All that is understood, each the longest reading at its place; None where there is what can not be."""
    items: list[_Item] = []
    place = 0
    readers = rate_at, part_at, share_at, count_at, except_at
    while place < len(said.words):
        found = [read for reader in readers if (read := reader(said, place)) is not None]
        read, end = max(found, key=lambda one: one[1], default=(None, place + 1))
        if isinstance(read, Part) and read.never:
            return None
        if not isinstance(read, Part | Rate) and _beside_something(said, place):
            return None
        if isinstance(read, Part):
            about = said.at(place - 1) in ABOUT or said.at(end) == "ish" or said.at(end + 1) == "thereabouts"
            items.append(_Day(part=read, start=place, end=end, about=about))
        elif read is not None:
            items.append(read)
        elif said.at(place) in ("every", "each") and part_at(said, place + 1) is not None:
            return None  # "every Christmas"
        place = end
    return items


def _bare(said: Said, items: list[_Item], days: list[_Day]) -> bool:
    """Whether there are numbers that are not said to be of anything: "3 yesterday 2 today"."""
    before: list[int] = []
    for day in days:
        place, first = day.start - 1 - (said.at(day.start - 1) == "in"), said.at(day.start)
        word = said.at(place)
        if word.isdigit() and len(word) < 4 and "/" not in first and said.at(place - 1) != "x":
            before.append(int(word))
            if day_number(first) is not None:
                return True  # "4 5 and 6 May"
    many = len(before) + sum(isinstance(item, Count) for item in items)
    return bool(before) and (many > 1 or before[0] > 24)


def _beside_something(said: Said, i: int) -> bool:
    """Whether it was so long before or after what is no day: "the day after he came"."""
    span = length(said, i)
    end = i + 1 if said.at(i) in _UNITS else span.end if span is not None else 0
    return bool(end) and said.at(end) in ("before", "after", "prior")


def _days(said: Said, days: list[_Day]) -> list[_Day] | None:
    """The days, those of the week only where they are not said beside their date; None where the two do not fit."""
    kept: list[_Day] = []
    for day in days:
        before = kept[-1] if kept else None
        join = said.words[before.end : day.start] if before else ("",)
        both = before is None or (_named(said, before) is None) == (_named(said, day) is None)
        if before is None or both or join not in ((), (",",)):
            kept.append(day)
            continue
        one, other = before.part.latest(said.today), day.part.latest(said.today)
        dated, named = (other, before) if _named(said, before) else (one, day)
        if one is None or other is None or one.days > 1 or other.days > 1:
            kept.append(day)
        elif dated is not None and dated.first.weekday() == _named(said, named):
            kept[-1] = replace(before if named is day else day, start=before.start, end=day.end)
        elif (not join and not said.night) or len(days) == 2:
            return None
        else:
            kept.append(day)
    for i, day in enumerate(kept):
        beside = [kept[n] for n in (i - 1, i + 1) if 0 <= n < len(kept)]
        if day.part.soon and all(one.part.cycle for one in beside):
            return None
    return kept


def _named(said: Said, day: _Day) -> int | None:
    """The day of the week that was said of it."""
    return next((WEEKDAY_OF[word] for word in said.words[day.start : day.end] if word in WEEKDAY_OF), None)


def _one_night(said: Said, days: list[_Day]) -> list[When] | None:
    """Two days that are one night: "Friday night into Saturday morning"; none of them where it may be the last one or
    that of a week ago."""
    if not said.night or len(days) != 2:
        return None
    join = said.words[days[0].end : days[1].start]
    between = "between" in said.words[: days[0].start]
    if {",", "or", "then", "again", "since"}.intersection(join) or ("and" in join and not between):
        return None
    first, last = (day.part.latest(said.today) for day in days)
    if first is None or last is None or first.days > 1 or last.days > 1:
        return None
    if (last.first - first.first).days % 7 != 1 or {days[0].part.cycle, days[1].part.cycle} - {7}:
        together = last.first - first.first == timedelta(days=1)
    else:
        together = first.first < last.first
        if not together:
            return []
    return [When(first=first.first, last=last.first, about=first.about or last.about)] if together else None


def _rates(items: list[Rate | Count | Share | Except], said: Said) -> list[Rate] | None:
    """How often, on the days that were not taken out; None where there are two that are not of the same days."""
    rates = [item for item in items if isinstance(item, Rate)]
    told = {rate.of for rate in rates if not rate.plain and not rate.on}
    rates = [rate for rate in rates if not rate.plain or rate.of not in told]  # "every day, 10 times a day"
    if len(rates) > 1 and (len({(bool(rate.on), rate.of) for rate in rates}) > 1 or _CHANGED.intersection(said.words)):
        return None
    for off in (item.on for item in items if isinstance(item, Except)):
        if rates and (not off or any(rate.of != 1 for rate in rates)):
            return None
        rates = [replace(rate, on=(rate.on or frozenset(range(7))) - off) for rate in rates]
    return rates if all(rate.on or not any(isinstance(item, Except) for item in items) for rate in rates) else None


def _not_all(said: Said, often: list[Count | Rate | Share], spans: list[When]) -> bool:
    """Whether the number is of more than the day that was named: "4 times, last time Tuesday"."""
    more = any(not isinstance(item, Count) or item.times != 1 for item in often)
    return more and of_latest(said) and len(spans) == 1 and not spans[0].over


def _often(
    said: Said, when: When, often: list[Count | Rate | Share], rates: list[Rate], days: list[_Day], spans: int
) -> When | None:
    """With how often it was; None where the numbers do not go together."""
    counts = [item for item in often if isinstance(item, Count)]
    for share in (item for item in often if isinstance(item, Share)):
        if share.of == 7 and when.days > 14:
            rates = [*rates, Rate(times=share.times, of=7, about=True)]
        elif when.over and when.days > share.of:
            return None
        else:
            counts.append(Count(times=share.times))
    if not rates:
        return _counted(said, when, counts, spans)
    if counts and spans > 1:
        return None
    if any(rate.plain and rate.of > max(7, 2 * when.days) for rate in rates):
        return None  # "every year at Christmas"
    lasting = next((day.part.latest(said.today) for day in days if day.part.lasting), None)
    rated = _by_rate(said, when, rates, lasting.days if lasting is not None else when.days)
    counted = _counted(said, rated, counts, spans)
    if counts and counted.times is not None:
        # "Every day, 200 calls" may be each day.
        return replace(counted, about=True) if rated.times and counted.times >= rated.times else None
    return counted


def _spans(said: Said, days: list[_Day], *, going: bool, often: bool) -> list[When]:
    """The days that were named, those from one to another as one span; those to come are left out."""
    spans: list[When] = []
    before, i = 0, 0
    while i < len(days):
        item, after = days[i], days[i + 1] if i + 1 < len(days) else None
        lead = said.words[before : item.start]
        join = [word for word in said.words[item.end : after.start] if word not in ABOUT] if after else []
        when: When | None
        ranged = bool(join) and set(join) <= _TO
        if after is not None and (ranged or (join == ["and"] and "between" in lead[-2:])):
            when = _range(item.part, after.part, said.today)
            when = when and (when if not ranged else replace(when, times=None, over=True))
            i, before = i + 1, after.end
        else:
            tail = said.words[item.end : after.start if after else None]
            if (going and lead[-1:] and lead[-1] in _STARTING) or (often and _BEGUN.intersection(lead[-2:])):
                lead = (*lead, "since")
            when = _alone(item, said, lead, tail if after is None or "since" not in tail else ())
            if when is not None and _open(lead, tail, when):
                return []
            before = item.end
        spans += [when] if when else []
        i += 1
    return spans


def _open(lead: tuple[str, ...], tail: tuple[str, ...], when: When) -> bool:
    """Whether it is the beginning of what ended on no day that can be read: "from May until he was arrested"."""
    if len(tail) < 2 or tail[0] not in ("and", "to", "until", "till"):
        return False
    start = {"and": "between", "to": "from"}.get(tail[0], "from")
    return lead[-1:] == (start,) or (tail[0] in ("until", "till") and when.days > 1)


def _alone(item: _Day, said: Said, lead: tuple[str, ...], tail: tuple[str, ...]) -> When | None:
    """One day, or all days since; between these words before it and after it."""
    today = said.today
    when = item.part.latest(today)
    words = [word for word in lead if word not in ABOUT]
    if words[-2:] == ["since", "before"] and when is not None:
        return When(first=when.first, last=max(when.first, today), times=None, about=True, over=True)
    if when is None or not _EDGES.isdisjoint(words[-1:]) or words[-2:] == ["up", "to"]:
        return None
    gap = len(words) - 1 - words[::-1].index("since") if "since" in words[-6:] else None
    if gap is not None or "since" in tail or tail[:1] in (("onwards",), ("onward",)):
        early = said.at(item.start) in ("start", "beginning", "early")
        first = when.first + (when.last - when.first) // 2 if when.about and not early else when.first
        about = when.about or item.about or (gap is not None and gap < len(words) - 1)
        return When(first=first, last=max(first, today), times=None, about=about, over=True)
    if item.about and when.first == when.last:
        loose = timedelta(days=item.part.loose)
        return replace(when, first=when.first - loose, last=when.last + loose, about=True)
    return replace(when, about=when.about or item.about)


def _range(first: Part, last: Part, today: date) -> When | None:
    """From one to another: what has no year of its own takes it from the other."""
    if last.cycle and not first.cycle:
        start = first.latest(today)
        end = start and last.latest(min(start.first + timedelta(days=last.cycle - 1), today))
    else:
        end = last.latest(today)
        start = end and first.latest(end.last if not first.cycle else end.first)
    if start is not None and end is not None and start.first > end.last and last.cycle == 7:
        end = last.latest(today + timedelta(days=1))  # "last Friday to Sunday", said on Sunday
    if start is None or end is None or start.first > end.last:
        return None
    return When(first=start.first, last=end.last, about=start.about or end.about)


def _together(said: Said, days: list[_Day], spans: list[When], *, rated: bool) -> When | None:
    """Several days as one span; None where it is not said on which of them it was so often."""
    going_on = [span for span in spans if span.over]
    if len(spans) == 1:
        return spans[0]
    if rated and not any(day.part.lasting for day in days):
        when = max(going_on or spans, key=lambda span: span.days)
        if len(going_on) > 1 or any(span.first < when.first or span.last > when.last for span in spans):
            return None
    if going_on and not any(day.part.lasting for day in days):
        return max(going_on, key=lambda span: span.days)
    if going_on:
        spans = [span for span in spans if not span.over] or spans
        return When(first=min(span.first for span in spans), last=max(span.last for span in spans), times=None,
                    about=True, over=True)  # fmt: skip
    spans = _in_order(days, spans, said.today)
    first, last = min(span.first for span in spans), max(span.last for span in spans)
    between = said.words[days[0].end : days[-1].start]
    single = {span.first for span in spans if span.days == 1}
    rough_days = any(span.about for span in spans)
    side_by_side = rough_days and len(days) == 2 and days[0].end == days[1].start  # "late May early June"
    if side_by_side or "or" in between or _NOT.intersection(between):
        return When(first=first, last=last, about=True)
    if len(single) == 1 and all(span.first <= min(single) <= span.last for span in spans):
        return When(first=min(single), last=min(single), about=rough_days)
    again = "again" in between or "then" in between
    times = len(spans) if again else len(single) if all(span.days == 1 for span in spans) else None
    return When(first=first, last=last, times=times, about=rough_days or again)


def _in_order(days: list[_Day], spans: list[When], today: date) -> list[When]:
    """Days that come again, as they were said one after the other, where that keeps them in one week, month or year:
    on a Tuesday "Monday and Wednesday" are those of last week."""
    if len({day.part.cycle for day in days}) > 1 or not days[0].part.cycle or len(spans) != len(days):
        return spans
    if all(one.first <= other.first for one, other in pairwise(spans)):
        return spans
    limit, ordered = today, list[When]()
    for day in reversed(days):
        when = day.part.latest(limit)
        if when is None:
            return spans
        ordered.append(when)
        limit = when.first
    first, last = ordered[-1].first, ordered[0].first
    match days[0].part.cycle:
        case 7:
            together = last - first < timedelta(days=7) and first.weekday() <= last.weekday()
        case 31:
            together = (first.year, first.month) == (last.year, last.month)
        case _:
            together = first.year == last.year
    return ordered[::-1] if together else spans


def _by_rate(said: Said, when: When, rates: list[Rate], limit: int) -> When:
    """How often it was in these days; the night of today is still to come, unless it was spoken of."""
    if any(rate.nights for rate in rates) and when.last == said.today and "tonight" not in said.words:
        first = when.first - timedelta(days=limit == when.days and "for" in said.words)
        when = replace(when, first=first, last=max(first, when.last - timedelta(days=1)))
    count = min(when.days, limit)
    found = [rate.within(when.first + timedelta(days=n) for n in range(count)) for rate in rates]
    known = [times for times, _ in found if times is not None]
    times = min(sum(known), MOST_TIMES) if len(known) == len(found) else None
    # Over more than two weeks nobody kept count.
    worked_out = times is not None and (count > 14 or sum(known) > MOST_TIMES)
    return replace(when, times=times, about=when.about or worked_out or any(about for _, about in found), over=True)


def _counted(said: Said, when: When, counts: list[Count], spans: int) -> When:
    """With the number of times that was said: of all the days, or for each of them."""
    if not counts:
        return when
    # "3 nights, 20 calls" is 20, not 23.
    counts = [count for count in counts if not count.days] or counts
    known = [count.times for count in counts if count.times is not None]
    about = when.about or any(count.about for count in counts)
    if len(known) < len(counts) or (len(counts) > 1 and "each" in said.words):
        return replace(when, times=None, about=about)
    times = sum(known) if not when.over or spans == 1 else max(known)
    return replace(when, times=min(times, MOST_TIMES), about=about or times > MOST_TIMES)


def _denied(said: Said, days: list[_Day], spans: list[When]) -> bool:
    """Whether it is said that there was nothing: "not since May". What he would not stop or leave is no denial."""
    words = said.words[: days[0].start]
    for place, word in enumerate(words):
        denies = word in _DENIES or word.endswith("n't")
        near = len([after for after in words[place + 1 :] if after not in ABOUT and after != "since"]) <= 2
        if denies and not _STILL.intersection(words[place + 1 : place + 4]) and (near or any(s.over for s in spans)):
            return True
    after = said.words[days[-1].end :]
    if any(span.over for span in spans):
        return nothing_then(after)
    return next((word for word in after if word != ","), "") in ("nothing", "none")
