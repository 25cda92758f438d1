"""The course of conduct: everything that was written down of what somebody did, from every report of it, in order,
counted by week, with what it shows: how often at least, how long, more or less of it lately, and where it went quiet.

Seen one at a time a pattern is missed (DOMAIN §1.5). The same thing may be told twice, so what overlaps is not added
up: how often is a lower bound. Whether it is more lately is said only of days that were told, never of a number
that was spread over its weeks. The thresholds are ours, and nothing is decided by them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from stalkdesk.conduct.calendar_days import When

QUIET: Final = 91
"""Days without anything after which a pause is marked: three months."""
LATELY: Final = 28
"""Days that are held against as many before them."""
SILENCE, INTENSE = 14, 4
"""Days with nothing told, and how often it was in the `LATELY` days before them, for the quiet to be named."""
WIDE: Final = 31
"""Days: what lies somewhere in more than that has no week of its own."""
OWN: Final = 7
"""Days within which something has days of its own; what is said of more is spread over its weeks."""
MORE: Final = 1.5
MORE_THAN_ONCE: Final = 2


class Trend(StrEnum):
    """How often lately, beside how often before."""

    RISING = "rising"
    FALLING = "falling"
    SILENT = "silent"
    STEADY = "steady"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One incident as it was written down. `when`: its days as far as they were understood; `said`: as it was typed;
    `ours`: it was told in the contact in hand, not in an earlier one. `whose`: whom it was done to, where that may be
    somebody else; it then stands in the list and is not counted. `tied`: what it broke is an order that was written
    down."""

    ref: str
    number: int
    ours: bool
    whose: str = ""
    said: str
    when: When | None
    where: str = ""
    what: str = ""
    evidence: str = ""
    breach: str = ""
    tied: bool = False

    @property
    def least(self) -> int:
        """How often it was at least."""
        if self.when is None:
            return 1
        return MORE_THAN_ONCE if self.when.times is None else self.when.times

    @property
    def dated(self) -> bool:
        """Whether its days were told, and not only a number for all of them."""
        when = self.when
        if when is None or when.times is None:
            return False
        return 2 * when.times >= when.days if when.over else when.days <= OWN

    @property
    def placed(self) -> bool:
        """Whether it is known in which weeks it was."""
        return self.when is not None and (self.when.over or self.when.days <= WIDE)

    def days(self) -> Iterator[date]:
        """The days to count it on, spread over the days it went on: once a week where it was not said how often."""
        when = self.when
        if when is None:
            return
        times = when.times
        if times is None:
            times = max(MORE_THAN_ONCE, when.days // 7) if when.over else MORE_THAN_ONCE
        for number in range(times):
            yield when.first + timedelta(days=(2 * number + 1) * when.days // (2 * times))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """It was reported to us, that day."""

    ref: str
    day: date
    ours: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Nothing was written down between these two days. `still`: nor since."""

    last: date
    next: date
    still: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """All of it. `weeks`: how often in each week from the one that begins on `monday` to this one; `spread`: whether
    some of that is only a number spread evenly. `least`: how often altogether at least, `more` where it may be more
    than that. `unplaced`: incidents without weeks of their own. `since`: the day it goes back to for certain."""

    today: date
    happened: tuple[Happened, ...]
    reports: tuple[Report, ...]
    monday: date
    weeks: tuple[int, ...]
    spread: tuple[bool, ...]
    least: int
    more: bool
    unplaced: int
    since: date | None
    pauses: tuple[Pause, ...]
    trend: Trend
    lately: int
    before: int

    @property
    def breaches(self) -> tuple[Happened, ...]:
        """Those that broke an order or bail."""
        return tuple(one for one in self.happened if one.breach and not one.whose)

    @property
    def told(self) -> tuple[Happened, ...]:
        """Those that count here."""
        return tuple(one for one in self.happened if not one.whose)

    @property
    def days(self) -> int:
        """From the first of it until now, both included; 0 where no day is known."""
        return 0 if self.since is None else (self.today - self.since).days + 1


def course(happened: Iterable[Happened], reports: Iterable[Report], today: date) -> Course:
    """These incidents and reports, as they stand on this day."""
    every = sorted(happened, key=_order)
    ours = [one for one in every if not one.whose]
    told = tuple(sorted(reports, key=lambda one: (one.day, one.ref)))
    placed = [one for one in ours if one.placed]
    days = [min(day, today) for one in placed for day in one.days()]
    begins = min([*days, *(one.day for one in told)], default=today)
    monday = begins - timedelta(days=begins.weekday())
    many = (today - monday).days // 7 + 1
    weeks = _weeks([one for one in placed if one.dated], monday, many, today)
    spread = [_weeks([one], monday, many, today) for one in placed if not one.dated]
    trend, lately, before = _trend(ours, today)
    least = _least(ours)
    return Course(
        today=today,
        happened=tuple(every),
        reports=told,
        monday=monday,
        weeks=tuple(max(at) for at in zip(weeks, *spread, strict=True)),
        spread=tuple(any(count > 0 for count in at) for at in zip(*spread, strict=True)) if spread else (False,) * many,
        least=least,
        more=least < sum(one.least for one in ours)
        or any(one.when is None or one.when.times is None or one.when.about for one in ours),
        unplaced=len(ours) - len(placed),
        since=min((_begun(one.when) for one in ours if one.when is not None), default=None),
        pauses=tuple(_pauses(placed, today)),
        trend=trend,
        lately=lately,
        before=before,
    )


def _weeks(some: Iterable[Happened], monday: date, many: int, today: date) -> list[int]:
    weeks = [0] * many
    for one in some:
        for day in one.days():
            weeks[(min(day, today) - monday).days // 7] += 1
    return weeks


def _begun(when: When) -> date:
    """The day something goes back to for certain: of what lies somewhere in a span, the last of it."""
    return when.first if when.over else when.last


def _least(some: Iterable[Happened]) -> int:
    """How often at least, where what overlaps may be the same told twice: the most that incidents hold of which no two
    share a day. What has no day may be any of the others."""
    ends: list[date] = []
    best = [0]
    undated = 0
    for one in sorted(some, key=lambda one: one.when.last if one.when is not None else date.min):
        if one.when is None:
            undated = max(undated, one.least)
            continue
        before = bisect_left(ends, one.when.first)  # those that ended before it began
        best.append(max(best[-1], best[before] + one.least))
        ends.append(one.when.last)
    return max(best[-1], undated)


def _order(one: Happened) -> tuple[date, date, str, int]:
    when = one.when
    return (date.max, date.max, one.ref, one.number) if when is None else (when.first, when.last, one.ref, one.number)


def _pauses(placed: list[Happened], today: date) -> Iterator[Pause]:
    spans = [(one.when.first, one.when.last) for one in placed if one.when is not None]
    reached: list[tuple[date, date]] = []
    until = date.min
    for first, last in spans:  # in order of their first day
        until = max(until, last)
        reached.append((first, until))
    for (_, last), (following, _) in pairwise(reached):
        if (following - last).days > QUIET:
            yield Pause(last=last, next=following, still=False)
    if reached and (today - until).days > QUIET:
        yield Pause(last=until, next=today, still=True)


def _trend(some: list[Happened], today: date) -> tuple[Trend, int, int]:
    """How often in the last weeks and in those before, and what that is: only where all that reaches into them has days
    of its own."""
    since = today - timedelta(days=2 * LATELY)
    dated = [one for one in some if one.dated]
    days = {day for one in dated for day in one.days()}  # one day told twice is one
    ago = [(today - min(day, today)).days for day in days]
    lately = sum(1 for count in ago if count < LATELY)
    before = sum(1 for count in ago if LATELY <= count < 2 * LATELY)
    unclear = any(one.when is None or one.when.last >= since for one in some if not one.dated)
    if unclear or not lately + before:
        return Trend.UNKNOWN, lately, before
    if min(ago) >= SILENCE and sum(1 for count in ago if SILENCE <= count < SILENCE + LATELY) >= INTENSE:
        return Trend.SILENT, lately, before
    span = min(max(ago) + 1 - LATELY, LATELY)  # it may have begun within the weeks before
    if span < LATELY // 4:
        return Trend.UNKNOWN, lately, before
    now, then = lately * span, before * LATELY
    if lately >= MORE_THAN_ONCE and now >= MORE * then:
        return Trend.RISING, lately, before
    if before >= MORE_THAN_ONCE and then >= MORE * now:
        return Trend.FALLING, lately, before
    return Trend.STEADY, lately, before


HOW_MANY: Final = ((1, "one"), (4, "two_to_four"), (20, "five_to_twenty"), (100, "twenty_one_to_hundred"))
HOW_LONG: Final = ((7, "days"), (60, "weeks"), (365, "months"))


def how_many(found: Course) -> str:
    """The option of `how_many` that what was written down reaches; empty where it is not more than once: that is for
    the caller to say."""
    if found.least < MORE_THAN_ONCE:
        return ""
    return next((option for most, option in HOW_MANY if found.least <= most), "over_hundred")


def how_long(found: Course) -> str:
    """The option of `how_long`, from the first of it until now, also with pauses; empty where no day is known."""
    if not found.days:
        return ""
    return next((option for most, option in HOW_LONG if found.days <= most), "over_a_year")


def escalating(found: Course) -> bool:
    """Whether it is more often lately: a yes to `escalating`. Never a no, since worse and different can't be counted;
    and a quiet may only mean that nobody told of it yet."""
    return found.trend is Trend.RISING
