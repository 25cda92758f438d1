"""How long anything holds the event loop in a whole call. While it is held, no key is taken and nothing drawn."""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from figures import Figure, middle
from handler import ESCAPE, F1, F2, F3, F5, F6, F8, F10, RIGHT, Handler
from programs import begin_watched, opened
from terminal import Terminal

BAR = 16.0
_CALL = "call: "
_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One callback that held the loop: during which step, for how long, how much of it worked, and where."""

    step: str
    ms: float
    cpu: float
    collecting: float
    where: str


class Steps:
    """A whole call, step by step, each with a name and the moment it began."""

    def __init__(self, desk: Terminal, chance: random.Random) -> None:
        self.began: list[tuple[float, str]] = []
        self._desk = desk
        self._handler = Handler(desk, chance)
        self._which = ""

    def mark(self, step: str) -> None:
        """From here on it is this step."""
        self.began.append((time.monotonic(), f"{self._which}{step}"))

    def whole_call(self, which: str) -> None:
        """Open, words, people, incidents, danger, help, shade, questions, finish, the record, and back."""
        self._which = which
        self.mark("a new call")
        self._handler.new_call()
        self._settle()
        self._words()
        self._form("people", F3, b"c\r", b"Jane Example\r")
        self._form("incidents", F5, b"last Tuesday\r")
        self._form("danger", F8, b"Outside the shop\r")
        self._there_and_back("help", F1, F1)
        self._there_and_back("shade", F6, F6)
        self._handler.look()
        self.mark("answering")
        while not self._handler.done:
            self._handler.answer()
            time.sleep(0.04)
        self._finish()

    def _words(self) -> None:
        self.mark("to the words")
        self._press(F2)
        self.mark("a line of words")
        self._press(b"he's been outside my house again and he put his hands round my neck once\r")
        self.mark("a proposal taken")
        self._press(b"+")
        self.mark("back from the words")
        self._press(ESCAPE)

    def _form(self, name: str, key: bytes, *typed: bytes) -> None:
        self.mark(f"to {name}")
        self._press(key)
        self.mark(f"a line of {name}")
        for line in typed:
            self._press(line)
        self.mark(f"back from {name}")
        self._press(ESCAPE)

    def _there_and_back(self, name: str, there: bytes, back: bytes) -> None:
        self.mark(f"to {name}")
        self._press(there)
        self.mark(f"back from {name}")
        self._press(back)

    def _finish(self) -> None:
        """Whatever stays open stays so with the first reason; it is read back; then it is final."""
        self.mark("to finish")
        shown = self._press(F10)
        self.mark("deciding")
        if "not reached" in shown:
            shown = self._press(b"1")
        while "Read this to the caller" in shown or "There is more to read" in shown:
            shown = self._press(b"y")
        self.mark("advice, law and the plan")
        for key in (RIGHT, RIGHT, RIGHT):
            shown = self._press(key)
        self.mark("a done action of the plan")
        while "open" in shown.partition("Plan ")[2][:8]:
            shown = self._press(b"y")
            if "Who was told" in shown:
                shown = self._press(b"5512 Hughes, 14:20\r")
        self.mark("making it final, and its record")
        self._press(F10)
        self.mark("a receipt")
        time.sleep(4.5)
        self.mark("history")
        self._press(b"h")
        self.mark("back to the desk")
        self._press(ESCAPE)
        self._press(ESCAPE)
        self._desk.quiet(0.5)
        self._which = ""

    def _press(self, keys: bytes) -> str:
        self._desk.press(keys)
        self._desk.painted("")
        self._settle()
        return self._desk.lines()

    def _settle(self) -> None:
        self._desk.quiet(0.2)


def measured(home: Path, sessions: int, size: tuple[int, int]) -> list[Figure]:
    """Two whole calls in each of so many sessions: the first makes its screens, the second has them."""
    worst: dict[str, list[Held]] = defaultdict(list)
    for session in range(sessions):
        for step, held in _session(home, size, session).items():
            worst[step].append(held)
    seen = {step: middle([one.ms for one in helds] + [0.0] * (sessions - len(helds))) for step, helds in worst.items()}
    _tell(seen, worst)
    judged = {step: ms for step, ms in seen.items() if _CALL in step}
    over = sum(ms > BAR for ms in judged.values())
    longest = max(judged.values(), default=0.0)
    return [
        Figure(what="the longest the loop was held in a call", ours=longest, unit="ms", bar=BAR),
        Figure(what="  steps of two calls that are over it", ours=over, unit=""),
        Figure(what="while opening the desk, after it is painted", ours=seen.get("opening", 0.0), unit="ms"),
    ]


def _tell(seen: dict[str, float], worst: dict[str, list[Held]]) -> None:
    print("What held the loop longest in each step: median of the sessions; how much of it the thread worked for,")
    print("and how much was Python's collection of garbage; and where it was")
    for step in sorted(seen, key=lambda one: -seen[one])[:_SHOWN]:
        one = sorted(worst[step], key=lambda held: held.ms)[len(worst[step]) // 2]
        parts = f"worked {one.cpu:5.1f}, collected {one.collecting:5.1f}"
        print(f"  {seen[step]:6.1f} ms, {parts}  {step}\n{'':37}{one.where}")


def _session(home: Path, size: tuple[int, int], seed: int) -> dict[str, Held]:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "held.json"
        with begin_watched("watched.py", report, home, size) as desk:
            steps = Steps(desk, random.Random(seed))
            steps.mark("opening until it is painted")
            desk.written("Opening the desk")
            steps.mark("opening")
            opened(desk)
            desk.quiet(1.5)
            for which in (f"first {_CALL}", f"later {_CALL}"):
                steps.whole_call(which)
            steps.mark("closing")
            desk.close()
        told = json.loads(report.read_text(encoding="utf-8"))
    return _by_step(steps.began, told)


def _by_step(began: list[tuple[float, str]], told: list[dict[str, object]]) -> dict[str, Held]:
    """The longest of each step."""
    found: dict[str, Held] = {}
    for one in told:
        step = [name for at, name in began if at <= float(str(one["at"]))][-1:] or ["before the start"]
        numbers = {name: float(str(one[name])) for name in ("ms", "cpu", "collecting")}
        held = Held(step=step[0], where=str(one["in"]), **numbers)
        if step[0] not in found or held.ms > found[step[0]].ms:
            found[step[0]] = held
    return found
