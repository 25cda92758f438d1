"""When something happened, read from how people say it: "every night since Friday", "about 40 times since May"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from stalkdesk.conduct.amounts import ABOUT, Said
from stalkdesk.conduct.calendar_days import OLDEST, Part, When, in_words
from stalkdesk.conduct.often import MOST_TIMES, Count, Rate, count_at, more_than_once, rate_at
from stalkdesk.conduct.spans import part_at
from stalkdesk.conduct.words import said as words_of

__all__ = ("MOST_TIMES", "When", "in_words", "rough")

_TO = {"to", "-", "until", "till", "up", "through"}
_NOT = {"not", "no", "never", "nothing", "none", "nobody", "without", "except", "nor", "neither", "cannot", "hardly"}
_STILL = {"stop", "stopped", "stopping", "leave", "left", "leaving", "gone", "go", "long", "only", "just", "quite", ",",
          "alone", "exactly"}  # fmt: skip
_EDGES = {"before", "after", "until", "till", "by", "except"}
_DOUBT = {"perhaps", "maybe", "probably", "possibly"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    """A day or days as named, where in the words that is, and whether "about" stood before it."""

    part: Part
    start: int
    end: int
    about: bool


def rough(text: str, today: date) -> When | None:
    """When it happened; None where no day of it can be read, or only days to come."""
    said = words_of(text, today)
    items = _items(said)
    if items is None:
        return None
    if any(item.times == 0 for item in items if not isinstance(item, _Day)):
        return None
    days = [item for item in items if isinstance(item, _Day)]
    spans = _spans(said, days)
    if not spans or _denied(said, days, spans):
        return None
    when = _together(said, days, spans)
    if when.first > today or when.first.year < OLDEST:
        return None
    when = replace(when, last=min(when.last, today))
    rates = [item for item in items if isinstance(item, Rate)]
    if rates:
        lasting = next((day.part.latest(today) for day in days if day.part.lasting), None)
        when = _by_rate(said, when, rates, lasting.days if lasting is not None else when.days)
    when = _counted(when, [item for item in items if isinstance(item, Count)], len(spans))
    if when.times == 1 and not when.over and more_than_once(said):
        when = replace(when, times=None)
    return replace(when, about=when.about or bool(_DOUBT.intersection(said.words)))


def _items(said: Said) -> list[_Day | Count | Rate] | None:
    """All that is understood, each the longest reading at its place; None where there is what can not be."""
    items: list[_Day | Count | Rate] = []
    place = 0
    while place < len(said.words):
        found = rate_at(said, place), count_at(said, place), part_at(said, place)
        read, end = max((one for one in found if one is not None), key=lambda one: one[1], default=(None, place + 1))
        if isinstance(read, Part) and read.never:
            return None
        if isinstance(read, Part):
            items.append(_Day(part=read, start=place, end=end, about=said.at(place - 1) in ABOUT))
        elif read is not None:
            items.append(read)
        elif said.at(place) in ("every", "each") and part_at(said, place + 1) is not None:
            return None  # "every Christmas"
        place = end
    return items


def _spans(said: Said, days: list[_Day]) -> list[When]:
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
            when, before = (
                _alone(item, said.today, lead, tail if after is None or "since" not in tail else ()),
                item.end,
            )
        spans += [when] if when else []
        i += 1
    return spans


def _alone(item: _Day, today: date, lead: tuple[str, ...], tail: tuple[str, ...]) -> When | None:
    """One day, or all days since; between these words before it and after it."""
    when = item.part.latest(today)
    words = [word for word in lead if word not in ABOUT]
    if when is None or not _EDGES.isdisjoint(words[-1:]) or words[-2:] == ["up", "to"]:
        return None
    gap = len(words) - 1 - words[::-1].index("since") if "since" in words[-6:] else None
    if gap is not None or "since" in tail or tail[:1] in (("onwards",), ("onward",)):
        first = when.first + (when.last - when.first) // 2 if when.about else when.first
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


def _together(said: Said, days: list[_Day], spans: list[When]) -> When:
    """Several days as one span."""
    going_on = [span for span in spans if span.over]
    if len(spans) == 1:
        return spans[0]
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
    if "or" in between or _NOT.intersection(between):
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
    return replace(when, times=times, about=when.about or any(about for _, about in found), over=True)


def _counted(when: When, counts: list[Count], spans: int) -> When:
    """With the number of times that was said: of all the days, or for each of them."""
    if not counts:
        return when
    known = [count.times for count in counts if count.times is not None]
    about = when.about or any(count.about for count in counts)
    if len(known) < len(counts):
        return replace(when, times=None, about=about)
    times = sum(known) if not when.over or spans == 1 else max(known)
    return replace(when, times=min(times, MOST_TIMES), about=about)


def _denied(said: Said, days: list[_Day], spans: list[When]) -> bool:
    """Whether it is said that there was nothing: "not since May". What he would not stop or leave is no denial."""
    words = said.words[: days[0].start]
    for place, word in enumerate(words):
        denies = word in _NOT or word.endswith("n't") or word in ("didnt", "hasnt", "havent", "wasnt", "isnt")
        near = len([after for after in words[place + 1 :] if after not in ABOUT and after != "since"]) <= 2
        if denies and not _STILL.intersection(words[place + 1 : place + 4]) and (near or any(s.over for s in spans)):
            return True
    return False
