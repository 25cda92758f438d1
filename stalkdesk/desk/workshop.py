"""Processes that make contacts for another one: `python -m stalkdesk.desk.workshop` is what each of them runs.

It is told a plan, then which contacts to make, over and over, until the other end is closed; it keeps nothing.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterator
from itertools import cycle, islice
from typing import Any, Final

from stalkdesk.desk.making import Made, Maker, Plan

Wanted = tuple[int, str]
"""A contact's number and its reference."""
_CHUNK: Final = 100
_AHEAD: Final = 2
"""Chunks each is asked for before the first of them is there: no more than the disk can soon take."""


def made(plan: Plan, wanted: Iterator[Wanted], workers: int) -> Generator[Made]:
    """These contacts, in their order, made by so many processes. They end when this is closed."""
    bench = [_Worker(plan) for _ in range(workers)]
    try:
        asked: deque[_Worker] = deque()
        turns = cycle(bench)
        while chunk := list(islice(wanted, _CHUNK)):
            worker = next(turns)
            worker.tell(chunk)
            asked.append(worker)
            if len(asked) >= _AHEAD * workers:
                yield from asked.popleft().answer()
        while asked:
            yield from asked.popleft().answer()
    finally:
        for worker in bench:
            worker.end()


class _Worker:
    """This end of a process."""

    def __init__(self, plan: Plan) -> None:
        command = [sys.executable, "-m", "stalkdesk.desk.workshop"]
        # In a session of its own: Ctrl-C is for the process that was asked, and that one ends these.
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
        self.tell(plan)

    def tell(self, what: Plan | list[Wanted]) -> None:
        assert self._process.stdin is not None  # it is a pipe
        pickle.dump(what, self._process.stdin)
        self._process.stdin.flush()

    def answer(self) -> list[Made]:
        assert self._process.stdout is not None  # it is a pipe
        return pickle.load(self._process.stdout)  # noqa: S301  from a process of ours, about what we told it

    def end(self) -> None:
        """At once: it holds nothing that could be lost."""
        self._process.kill()
        with contextlib.suppress(OSError), self._process:  # closes the pipes and waits for its end
            pass


def _work() -> None:
    given: Any = sys.stdin.buffer
    maker = Maker(pickle.load(given))  # noqa: S301  from the process that started this one
    while True:
        chunk: list[Wanted] = pickle.load(given)  # noqa: S301
        pickle.dump([maker.contact(number, ref) for number, ref in chunk], sys.stdout.buffer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    try:
        _work()
    except (EOFError, OSError, pickle.UnpicklingError):  # the other end is gone
        os._exit(0)
