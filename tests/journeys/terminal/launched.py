"""The program as it is, started with something of it replaced: a fault of ours, or a clock that a test sets."""

from __future__ import annotations

import sys
from pathlib import Path

_RUN = """
import sys
from stalkdesk.app import run
sys.exit(run(practice=True, home=None, new=None, caller_number="", incident=""))
"""
_CLOCK = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from stalkdesk import clock

def now(self):
    seconds = float(Path(sys.argv[1]).read_text())
    return clock.written(datetime.now(UTC) + timedelta(seconds=seconds))

clock.Clock.now = now
"""
_FAULT = """
def broken(*args, **named):
    caller = "he said he will burn it down"
    raise ValueError(caller)
"""

_NEVER_QUIET = """
from stalkdesk.journal.journal import Journal
Journal.settle = lambda self: None
"""


def never_quiet() -> tuple[str, ...]:
    """What is kept stays in the log, as in a call without a pause: a settled log has room to be written over, and
    takes answers for a while although the disk is full."""
    return (sys.executable, "-c", _NEVER_QUIET + _RUN)


def with_clock_in(file: Path) -> tuple[str, ...]:
    """Its wall clock is as many seconds off as that file says, whenever it looks."""
    return (sys.executable, "-c", _CLOCK + _RUN, str(file))


def with_fault(patch: str) -> tuple[str, ...]:
    """`patch` puts `broken` in the place of something."""
    return (sys.executable, "-c", f"{_FAULT}\n{patch}\n{_RUN}")
