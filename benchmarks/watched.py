"""The desk with a watch on its event loop: how long each callback held it, and what it was doing meanwhile.

Started by `holding.py` in a terminal of its own; what took longer than a frame is written to the file named first.
"""

from __future__ import annotations

import asyncio
import gc
import json
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

TOLD = 0.006
"""Seconds; what held the loop for less is not told."""
_FIRST_LOOK, _NEXT_LOOK = 0.006, 0.003
_OURS = "/stalkdesk/"
_NEVER_TOLD = ("/asyncio/", "message_pump.py", "app.py", "watched.py")
"""Through these everything passes, so they say nothing; the app's own handlers are told as ours."""


class Watch:
    """Times every callback of the loop; of a long one, looks where it is every few milliseconds."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []
        self._looks: Counter[str] = Counter()
        self._collecting = 0.0
        self._collected = 0.0

    def begin(self) -> None:
        """From now on."""
        signal.signal(signal.SIGALRM, self._look)
        gc.callbacks.append(self._collect)
        watch, run = self, asyncio.Handle._run

        def timed(self: asyncio.Handle) -> None:
            watch._collected = 0.0
            signal.setitimer(signal.ITIMER_REAL, _FIRST_LOOK, _NEXT_LOOK)
            began, worked = time.monotonic(), time.thread_time()
            run(self)
            lasted, worked = time.monotonic() - began, time.thread_time() - worked
            signal.setitimer(signal.ITIMER_REAL, 0)
            if lasted > TOLD:
                watch._tell(began, lasted, worked)
            if watch._looks:
                watch._looks.clear()

        asyncio.Handle._run = timed

    def _tell(self, began: float, lasted: float, worked: float) -> None:
        where = ", ".join(place for place, _ in self._looks.most_common(3))
        if self._collected > lasted / 2:
            where = "Python's collection of garbage"
        gone = {"ms": lasted * 1000, "cpu": worked * 1000, "collecting": self._collected * 1000}
        self.told.append({"at": began, **gone, "in": where})

    def _look(self, number: int, frame: FrameType | None) -> None:
        self._looks[_place(frame)] += 1

    def _collect(self, phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            self._collecting = time.monotonic()
        else:
            self._collected += time.monotonic() - self._collecting


def _place(frame: FrameType | None) -> str:
    """The innermost function of ours; else how Textual came to where it is, from the outside."""
    theirs: list[str] = []
    while frame is not None:
        path, name = frame.f_code.co_filename, frame.f_code.co_name
        if _OURS in path and "site-packages" not in path and name not in ("run", "_run", "main"):
            return f"{path.rpartition('/')[2].removesuffix('.py')}.{name}"
        if "/textual/" in path and not path.endswith(_NEVER_TOLD):
            theirs.append(f"{path.rpartition('/')[2].removesuffix('.py')}.{name}")
        frame = frame.f_back
    return " > ".join(theirs[-1:-4:-1]) or "asyncio"


def main() -> None:
    report = Path(sys.argv[1])
    watch = Watch()
    watch.begin()
    from stalkdesk.app import run

    try:
        status = run(practice=True, home=None, new=None, caller_number="", incident="")
    finally:
        report.write_text(json.dumps(watch.told), encoding="utf-8")
    sys.exit(status)


if __name__ == "__main__":
    main()
