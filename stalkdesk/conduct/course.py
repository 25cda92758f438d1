"""The course of conduct: everything that was written down of what somebody did, from every report of them, in order,
counted by week, with what it shows: how often, how long, rising or falling, and where it went quiet.

Seen one at a time a pattern is missed (DOMAIN §1.5). What is offered from it is a lower bound of what was written down;
the thresholds of rising and falling are ours, and nothing is decided by them.
"""

from __future__ import annotations

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
"""Days of silence, and how often it was in the `LATELY` days before it, for the silence to be sudden."""
WIDE: Final = 31
"""Days: what lies somewhere in more than that has no week of its own."""
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
    `ours`: it was told in the contact in hand, not in an earlier one."""

    ref: str
    number: int
    ours: bool
    said: str
    when: When | None
    where: str = ""
    what: str = ""
    evidence: str = ""
    breach: str = ""

    @property
    def least(self) -> int:
        """How often it was at least."""
        if self.when is None:
            return 1
        return MORE_THAN_ONCE if self.when.times is None else self.when.times

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
    """All of it. `weeks`: how often in each week from the one that begins on `monday` to this one; `least`: how often
    altogether at least, `more` where some of it was not counted; `unplaced`: incidents without weeks of their own."""

    today: date
    happened: tuple[Happened, ...]
    reports: tuple[Report, ...]
    monday: date
    weeks: tuple[int, ...]
    least: int
    more: bool
    unplaced: int
    first: date | None
    pauses: tuple[Pause, ...]
    trend: Trend
    lately: int
    before: int

    @property
    def breaches(self) -> tuple[Happened, ...]:
        """Those that broke an order or bail."""
        return tuple(one for one in self.happened if one.breach)

    @property
    def days(self) -> int:
        """From the first of it until now, both included; 0 where no day is known."""
        return 0 if self.first is None else (self.today - self.first).days + 1


def course(happened: Iterable[Happened], reports: Iterable[Report], today: date) -> Course:
    """These incidents and reports, as they stand on this day."""
    every = sorted(happened, key=_order)
    told = tuple(sorted(reports, key=lambda one: (one.day, one.ref)))
    placed = [one for one in every if one.placed]
    days = [min(day, today) for one in placed for day in one.days()]
    known = [one.when.first for one in every if one.when is not None]
    first = min(known, default=None)
    begins = min([*days, *(one.day for one in told)], default=today)
    monday = begins - timedelta(days=begins.weekday())
    weeks = [0] * ((today - monday).days // 7 + 1)
    for day in days:
        weeks[(day - monday).days // 7] += 1
    trend, lately, before = _trend(placed, today)
    return Course(
        today=today,
        happened=tuple(every),
        reports=told,
        monday=monday,
        weeks=tuple(weeks),
        least=sum(one.least for one in every),
        more=any(one.when is not None and (one.when.times is None or one.when.about) for one in every),
        unplaced=len(every) - len(placed),
        first=first,
        pauses=tuple(_pauses(placed, today)),
        trend=trend,
        lately=lately,
        before=before,
    )


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


def _trend(placed: list[Happened], today: date) -> tuple[Trend, int, int]:
    """How often in the last weeks and in those before, of what was counted; and what that is."""
    counted = [one for one in placed if one.when is not None and one.when.times is not None]
    ago = [(today - min(day, today)).days for one in counted for day in one.days()]
    lately = sum(1 for days in ago if days < LATELY)
    before = sum(1 for days in ago if LATELY <= days < 2 * LATELY)
    if not ago:
        return Trend.UNKNOWN, lately, before
    if min(ago) >= SILENCE and sum(1 for days in ago if SILENCE <= days < SILENCE + LATELY) >= INTENSE:
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
    """The option of `how_many` that what was written down reaches; empty where nothing was."""
    if not found.happened:
        return ""
    return next((option for most, option in HOW_MANY if found.least <= most), "over_hundred")


def how_long(found: Course) -> str:
    """The option of `how_long`, from the first of it until now, also with pauses; empty where no day is known."""
    if not found.days:
        return ""
    return next((option for most, option in HOW_LONG if found.days <= most), "over_a_year")


def escalating(found: Course) -> bool:
    """Whether it is more often lately, or went silent all at once: a yes to `escalating`. Never a no: worse and
    different can't be counted."""
    return found.trend in (Trend.RISING, Trend.SILENT)
