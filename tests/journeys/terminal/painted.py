"""What stands on the screen as kept, read off it the way a person does. Only ticks and words count, never colours."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from stalkdesk.questions.model import QuestionSet

WIDE, HIGH = 118, 64
"""A terminal in which the whole map stands beside the question, so that every answer's state is always painted."""
MAP_TOP, MAP_CELLS, CARD = 2, 32, slice(34, 86)
_REF = re.compile(r" (PR-[2-9A-Z]{4,}) ")
_WORDS = re.compile(r"^ {3}\d\d:\d\d (❝ exact |  {8})(\S.*)$".replace("  {8}", " {8}"))
_TICK = re.compile(r"✓ (They stay open: .*|They agreed\.|Not read back: .*)")


def _grew(seen: list[str], now: str) -> None:
    if not seen or seen[-1] != now:
        seen.append(now)


@dataclass
class Painted:
    """Everything of one contact that was on the screen while it was watched, in the order in which it came."""

    answers: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    positions: list[str] = field(default_factory=list[str])
    words: dict[str, bool] = field(default_factory=dict[str, bool])
    ticks: set[str] = field(default_factory=set[str])
    final: bool = False

    @property
    def count(self) -> int:
        """How many things were seen as kept."""
        ticked = sum(len([words for words in seen if words]) for seen in self.answers.values())
        return ticked + len(self.words) + len(self.ticks) + self.final


class Watcher:
    """Looks at every frame, and remembers what it said was kept."""

    def __init__(self, qset: QuestionSet) -> None:
        self._rows = [
            (section.title if id is None else "", id)
            for section in qset.sections
            for id in (None, *(question.id for question in section.questions))
        ]
        self.contacts: dict[str, Painted] = {}

    @property
    def count(self) -> int:
        """How many things were seen as kept, so far."""
        return sum(painted.count for painted in self.contacts.values())

    def look(self, lines: list[str]) -> None:
        """One whole frame."""
        ref = _REF.search(lines[0])
        if ref is None:
            return
        painted = self.contacts.setdefault(ref[1], Painted())
        if self._is_call(lines):
            self._map(lines, painted)
        elif "  Words" in lines[0]:
            for line in lines[1:]:
                if found := _WORDS.match(line.rstrip()):
                    painted.words[found[2]] = painted.words.get(found[2], False) or "exact" in found[1]
        elif "  Finish" in lines[0]:
            painted.ticks |= {found[1].rstrip() for line in lines if (found := _TICK.search(line))}
        elif f"  Record {ref[1]}" in lines[0]:
            painted.final = True

    def _is_call(self, lines: list[str]) -> bool:
        titles = ((row, title) for row, (title, _) in enumerate(self._rows, MAP_TOP) if title)
        return all(lines[row][1:MAP_CELLS].startswith(title) for row, title in titles)

    def _map(self, lines: list[str], painted: Painted) -> None:
        for row, (_, id) in enumerate(self._rows, MAP_TOP):
            if id is not None:
                mark, words = row_of(lines[row][1 : MAP_CELLS - 1])
                _grew(painted.answers.setdefault(id, []), words)
                if mark == "▸":
                    _grew(painted.positions, id)


def row_of(text: str) -> tuple[str, str]:
    """The mark of a row of the map, and what it says of the answer; no words where the question is open."""
    found = re.match(r"^ (\S) .*?(?: {2,}(\S.*))?$", text.rstrip())
    assert found is not None, text
    words = found[2] or ""
    return found[1], "" if words == "●" else words


def question_on(lines: list[str]) -> str:
    """The words of the card beside the map, every gap one space."""
    return " ".join(" ".join(line[CARD] for line in lines).split())


def is_among(part: list[str], whole: list[str]) -> bool:
    """Whether everything of the first comes in the second, in the same order."""
    rest = iter(whole)
    return all(one in rest for one in part)
