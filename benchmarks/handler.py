"""A handler at the keys: looks at the question on the screen, presses what answers it, and counts."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

from terminal import Terminal

WHEN = "When was the last time"
QUESTION = f"“|{WHEN}"
"""What every question begins with. It changes with the question, so it is painted whenever another one is."""
ESCAPE = b"\x1b[27u"
"""As terminals send it that can tell it from the beginning of another key; in the others it takes 100 ms."""
F1, F2, F3, F5 = b"\x1bOP", b"\x1bOQ", b"\x1bOR", b"\x1b[15~"
RIGHT = b"\x1b[C"
F6, F8, F9, F10 = b"\x1b[17~", b"\x1b[19~", b"\x1b[20~", b"\x1b[21~"
_ASKED = re.compile(r"“.*?(?:”|  |$)", re.MULTILINE)
_YES = re.compile(r" y  [✓ ] yes")
_FIRST = re.compile(r" 1  [✓ ] \S")
_KEPT = "✓"
_REFUSED = "as fast as a paste"
_FIELDS = {"a number": b"3", "a date": b"1/3/2026"}
_WHOLE = 0.15
"""Seconds without paint after which a new screen is all there."""
_TURN = 0.06
"""Seconds without paint after which a hand goes on."""
_RECORD, _PLAN, _OPEN = "  Record ", "x not possible", re.compile(r"Plan \d+ open")
_ENDING = (
    (_RECORD, ESCAPE),
    ("Who was told", b"5512 Hughes, 14:20\r"),
    (_PLAN, b"y"),
    ("not reached", b"1"),
    ("Read this to the caller", b"y"),
    ("There is more to read", b"y"),
    ("Read out what fits", F10),
    ("How fast", F10),
)
"""What the end of a call shows, step by step, and the keys that go on; with nothing open in the plan it is F10."""
_PASTE = 0.12
"""Seconds after typed words; keys that follow sooner look like a paste and are not taken as answers."""


@dataclass(kw_only=True)
class Count:
    """Keys of one screening, and the questions they answered. What is typed into a field is not counted."""

    keys: int = 0
    questions: set[str] = field(default_factory=set[str])


class Handler:
    """At the keys of one desk."""

    def __init__(self, desk: Terminal, chance: random.Random) -> None:
        self.desk = desk
        self.chance = chance
        self.screen = ""
        self.question = ""
        self.count = Count()
        self.done = False
        self.refused = 0

    def new_call(self) -> float:
        """Start a call from the desk; seconds until its first question was painted."""
        pressed = self.desk.press(b"n")
        when = self.desk.painted(QUESTION)
        self.desk.quiet(_WHOLE)
        self.count = Count()
        self.look()
        return when - pressed

    def look(self) -> None:
        """Take in the question that is on the screen."""
        self.screen = self.desk.lines()
        self.question, self.done = _asked(self.screen), False

    def answer(self) -> tuple[str, float]:
        """Press the key that answers what is on the screen: the kind of question, and seconds until the next one."""
        kind, keys = self._choice()
        if kind == "typed":
            self.desk.press(keys)
            self.desk.rest(_PASTE)
            keys = b"\r"
        pressed = self.desk.press(keys)
        when = self.desk.painted(f"{QUESTION}|{_KEPT}|{_REFUSED}")
        shown = self.desk.lines()
        if _REFUSED in shown:
            self.refused += 1
            self.desk.rest(_PASTE)
            return self.answer()
        self._counted(shown)
        return kind, when - pressed

    def finish(self) -> float:
        """What is open stays so with the first reason, it is read back, all of the plan is done, and it is made final;
        then the desk again. Seconds from the key that makes it final to the handover."""
        key, took = F10, 0.0
        while key:
            final = key == F10 and _PLAN in self.desk.lines()
            pressed = self.desk.press(key)
            when = self.desk.painted(_RECORD if final else "")
            took = when - pressed if final else took
            self.desk.quiet(_WHOLE if key == F10 else _TURN)
            shown = self.desk.lines()
            key = next((then for words, then in _ENDING if words in shown), b"")
            key = F10 if key == b"y" and _PLAN in shown and not _OPEN.search(shown) else key
        return took

    def _counted(self, shown: str) -> None:
        self.count.keys += 1
        self.count.questions.add(self.question)
        self.screen = shown
        if WHEN not in shown:  # else it is still the same question
            self.done = _asked(shown) == self.question
            self.question = _asked(shown)

    def _choice(self) -> tuple[str, bytes]:
        if WHEN in self.screen:
            return "recency", self.chance.choice([b"1", b"2", b"3"])
        if _YES.search(self.screen):
            return "yes or no", self.chance.choices([b"y", b"n", b"u", b"d", b"x"], [40, 45, 9, 3, 3])[0]
        if "Each key turns one" in self.screen:
            return "several", b"n"
        if _FIRST.search(self.screen):
            return "choice", b"1"
        return "typed", next((typed for hint, typed in _FIELDS.items() if hint in self.screen), b"As they said it")


def _asked(screen: str) -> str:
    """How the question on the screen begins; no two begin alike."""
    words = _ASKED.search(screen)
    return words[0] if words else ""
