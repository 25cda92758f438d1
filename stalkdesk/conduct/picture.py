"""The course of conduct to be seen at a glance, and the same in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from stalkdesk.conduct.course import LATELY, Course, Trend

BARS: Final = " ▁▂▃▄▅▆▇█"
NOTHING: Final = "·"
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKS: Final = LATELY // 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Rows of one width, a column a week or several. `bars` from the top; `breaches` and `reports` mark the columns
    under them, empty where there are none."""

    bars: tuple[str, ...]
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
    bars = tuple(
        "".join(
            BARS[min(max(height - 8 * row, 0), 8)] if count or row else NOTHING
            for height, count in zip(heights, counts, strict=True)
        )
        for row in reversed(range(rows))
    )

    def column(day: date) -> int:
        return max(0, min((day - course.monday).days // 7 // each, len(counts) - 1))

    broken = {column(one.when.last) for one in course.breaches if one.when is not None and one.placed}
    told = {column(one.day) for one in course.reports}
    columns = range(len(counts))
    return Picture(
        bars=bars,
        breaches="".join("B" if at in broken else " " for at in columns) if broken else "",
        reports="".join("R" if at in told else " " for at in columns) if told else "",
        months=_months(course.monday, each, len(counts)),
        scale=f"a column is {'a week' if each == 1 else f'{each} weeks'}, the highest {most}" if most else "",
    )


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
    count = len(course.happened)
    said = [f"{_times(course)} in {count} {'entry' if count == 1 else 'entries'}{_since(course)}."]
    if course.trend is Trend.SILENT:
        said.append("It was often, and then stopped all at once.")
    elif course.trend is not Trend.UNKNOWN:
        words = {Trend.RISING: "Rising", Trend.FALLING: "Falling", Trend.STEADY: "Neither rising nor falling"}
        lately = f"{course.lately} in the last {_WEEKS} weeks, {course.before} in the {_WEEKS} before"
        said.append(f"{words[course.trend]}: {lately}.")
    for pause in course.pauses:
        months = (pause.next - pause.last).days // 30
        until = "now" if pause.still else _day(pause.next, course.today)
        said.append(f"Nothing for {months} months: {_day(pause.last, course.today)} to {until}.")
    if course.breaches:
        said.append(f"{len(course.breaches)} of them broke an order or bail.")
    earlier = [f"{_day(one.day, course.today)} {one.ref}" for one in course.reports if not one.ours]
    if earlier:
        said.append(f"Reported before: {', '.join(earlier)}.")
    if course.unplaced:
        said.append(f"{course.unplaced} without a week of {'its' if course.unplaced == 1 else 'their'} own.")
    return tuple(said)


def _times(course: Course) -> str:
    about = "At least " if course.more else ""
    times = "once" if course.least == 1 else f"{course.least} times"
    return f"{about}{times}" if about else times.capitalize()


def _since(course: Course) -> str:
    if course.first is None:
        return ""
    weeks = course.days // 7
    long = f", {weeks} weeks" if weeks > 1 else ""
    return f", since {_day(course.first, course.today)}{long}"


def _day(day: date, today: date) -> str:
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]}{year}"
