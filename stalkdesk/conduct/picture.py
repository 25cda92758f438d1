"""The course of conduct to be seen at a glance, and the same in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from stalkdesk.conduct.course import LATELY, SILENCE, Course, Trend

BARS: Final = " ▁▂▃▄▅▆▇█"
NOTHING: Final = "·"
EVEN: Final = "░"
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKS: Final = LATELY // 7
_MOST_NAMED: Final = 3
"""Broken orders that are named; more are only counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Rows of one width, a column a week or several. `bars` from the top; `spread`: the columns in which a number is
    spread evenly; `breaches` and `reports` mark the columns under them, empty where there are none."""

    bars: tuple[str, ...]
    spread: tuple[bool, ...]
    breaches: str
    reports: str
    months: str
    scale: str


def picture(course: Course, cells: int, rows: int = 1) -> Picture:
    """The course in so many cells, `rows` high. Every column has its week or weeks; the last one is now."""
    each = -(-len(course.weeks) // max(cells, 1))
    counts = [sum(course.weeks[at : at + each]) for at in range(0, len(course.weeks), each)]
    most = max(counts)
    steps = 8 * rows
    heights = [0 if not count else max(1, round(count * steps / most)) for count in counts]
    spread = [any(course.spread[at : at + each]) for at in range(0, len(course.weeks), each)]
    columns = tuple(zip(heights, counts, spread, strict=True))
    bars = tuple(
        "".join(_bar(height, count, row, spread=even) for height, count, even in columns)
        for row in reversed(range(rows))
    )

    def column(day: date) -> int:
        return max(0, min((day - course.monday).days // 7 // each, len(counts) - 1))

    broken = {column(one.when.last) for one in course.breaches if one.when is not None and one.placed}
    told = {column(one.day) for one in course.reports}
    at_all = range(len(counts))
    return Picture(
        bars=bars,
        spread=tuple(spread),
        breaches="".join("B" if at in broken else " " for at in at_all) if broken else "",
        reports="".join("R" if at in told else " " for at in at_all) if told else "",
        months=_months(course.monday, each, len(counts)),
        scale=_scale(each, most, spread=any(course.spread)),
    )


def _bar(height: int, count: int, row: int, *, spread: bool) -> str:
    if not (count or row):
        return NOTHING
    if spread:
        return EVEN if height > 8 * row else " "
    return BARS[min(max(height - 8 * row, 0), 8)]


def _scale(each: int, most: int, *, spread: bool) -> str:
    even = f"; {EVEN} a number spread evenly" if spread else ""
    return f"a column is {'a week' if each == 1 else f'{each} weeks'}, the highest {most}{even}" if most else ""


def _months(monday: date, each: int, columns: int) -> str:
    """The months where they begin, as many as there is room for; a year in place of its January."""
    row = [" "] * columns
    free, last = 0, (0, 0)
    for at in range(columns):
        day = monday + timedelta(weeks=at * each, days=6)
        month = day.year, day.month
        words = str(day.year) if month[1] == 1 or (last[0] and last[0] != month[0]) else _MONTHS[month[1] - 1]
        if month != last and at >= free and at + len(words) <= columns:
            row[at : at + len(words)] = words
            free = at + len(words) + 1
            last = month
    return "".join(row).rstrip()


def in_words(course: Course) -> tuple[str, ...]:
    """The same in short sentences, for reading out and for a screen reader."""
    if not course.happened:
        return ("Nothing is written down yet.",)
    said: list[str] = []
    count = len(course.told)
    if count:
        said.append(f"{_times(course)} in {count} {'entry' if count == 1 else 'entries'}{_since(course)}.")
    lately = f"{course.lately} days in the last {_WEEKS} weeks, {course.before} in the {_WEEKS} before"
    if course.trend is Trend.SILENT:
        said.append(f"Nothing written down of the last {SILENCE} days, and often in the {_WEEKS} weeks before: ask.")
    elif course.trend is not Trend.UNKNOWN:
        words = {Trend.RISING: "More often lately: ", Trend.FALLING: "Fewer written down lately: ", Trend.STEADY: ""}
        said.append(f"{words[course.trend]}{lately}.")
    for pause in course.pauses:
        months = (pause.next - pause.last).days // 30
        until = "now" if pause.still else _day(pause.next, course.today)
        said.append(f"Nothing written down for {months} months: {_day(pause.last, course.today)} to {until}.")
    if course.breaches:
        said.append(f"{len(course.breaches)} of them broke {_broken(course)}.")
    earlier = [f"{_day(one.day, course.today)} {one.ref}" for one in course.reports if not one.ours]
    if earlier:
        said.append(f"Reported before: {', '.join(earlier)}.")
    others = len(course.happened) - count
    if others:
        said.append(f"{others} more of other reports, in the list and not counted.")
    if course.unplaced:
        said.append(f"{course.unplaced} without a week of {'its' if course.unplaced == 1 else 'their'} own.")
    return tuple(said)


def _broken(course: Course) -> str:
    """What was broken, by name where it was written down."""
    named = dict.fromkeys(one.breach for one in course.breaches if one.tied)
    other = any(not one.tied for one in course.breaches)
    if not 0 < len(named) <= _MOST_NAMED:
        return "an order or bail"
    return "; ".join([*named, *(["another order or bail"] if other else [])])


def _times(course: Course) -> str:
    times = "once" if course.least == 1 else f"{course.least} times"
    return f"At least {times}" if course.more else times.capitalize()


def _since(course: Course) -> str:
    if course.since is None:
        return ""
    weeks = course.days // 7
    long = f", {weeks} weeks" if weeks > 1 else ""
    return f", since {_day(course.since, course.today)}{long}"


def _day(day: date, today: date) -> str:
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]}{year}"
