"""The only place that asks what time it is, and how times are written and read."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Wall time for saying when, and a clock that nobody can set back for saying how long."""

    def now(self) -> str:
        """UTC as events hold it: `2026-11-21T22:44:00.000Z`."""
        return written(datetime.now(UTC))

    def running(self) -> float:
        """Seconds since some moment; only differences mean anything."""
        return time.monotonic()


def written(moment: datetime) -> str:
    """A moment as events hold it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def moment(text: str) -> datetime:
    """The moment an event's time stands for."""
    return datetime.fromisoformat(text)


def seconds_between(earlier: str, later: str) -> float:
    """How long from one written time to another; under 0 where the clock was set back."""
    return (moment(later) - moment(earlier)).total_seconds()


def later(text: str, seconds: float) -> str:
    """The written time so many seconds on."""
    return written(moment(text) + timedelta(seconds=seconds))


def local(text: str) -> datetime:
    """The moment in the time of this machine, for people."""
    return moment(text).astimezone()


def day_began(text: str) -> str:
    """Midnight of that day, as people here count days, written as events hold it."""
    return written(local(text).replace(hour=0, minute=0, second=0, microsecond=0))


def hour(text: str) -> str:
    """`14:05`."""
    return f"{local(text):%H:%M}"


def day_and_hour(text: str) -> str:
    """`Sat 21 Nov 14:05`."""
    here = local(text)
    return f"{here:%a} {here.day} {here:%b %H:%M}"


def day_and_year(text: str) -> str:
    """`Sat 21 Nov 2026`: for what may be of another year."""
    here = local(text)
    return f"{here:%a} {here.day} {here:%b %Y}"


def lasted(seconds: float) -> str:
    """`0 min`, `3 min`, `1 h 20 min`, `2 days`."""
    minutes = int(max(seconds, 0) // 60)
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h {minutes % 60} min" if minutes % 60 else f"{minutes // 60} h"
    return f"{minutes // (24 * 60)} days"
