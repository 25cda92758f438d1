"""From the key that keeps a name or a phone to the earlier report painted under it, and what a key waits meanwhile."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

from figures import Figure, middle, worst
from handler import ESCAPE, F3, F9, QUESTION
from programs import begin, opened
from terminal import Terminal

from stalkdesk.clock import Clock
from stalkdesk.desk.earlier import catch_up, people_since
from stalkdesk.desk.opening import Station, home_of
from stalkdesk.desk.opening import opened as station_of
from stalkdesk.journal.home import private_file
from stalkdesk.journal.index import PeopleIndex

PAINTED_BAR = 50.0
ECHO_BAR = 50.0
MADE_UP_KEY = bytes(range(32))
"""The key of the files that `matching/finding.py` makes."""
_EVENTS = 60_000
"""Of the beginning of the journal: enough people to type again."""
_SOON = 2.0
"""Seconds after which nothing more is painted: the name says too little, and nobody is shown."""
_PAINT = 0.1
_BESIDE, _ALONE = "~^~^~^~", "=_=_=_="
"""Letters that stand nowhere else on the screen, so that each is seen when it is painted."""
_HAND = (0.03, 0.09)
_LINES_TO_PHONE = 3


def home_beside(homes: Path, contacts: int, index: Path) -> Path:
    """Where a home is that has this index of made-up people besides its own; `filled_home` fills it.

    The index says that nothing of the journal is in it, so the desk takes its own records in as it always does.
    """
    home = homes / f"{contacts}-{index.stem}"
    folder = home_of(str(home), practice=True)
    if not folder.people.exists():
        folder.make()
        private_file(folder.key, MADE_UP_KEY)
        shutil.copy(index, folder.people)
        copy = PeopleIndex(folder.people, MADE_UP_KEY)
        with copy.writing(0):
            pass
        copy.close()
    return home


class Typing:
    """People of the journal, typed again in calls of their own."""

    def __init__(self, desk: Terminal) -> None:
        self.names: list[float] = []
        self.phones: list[float] = []
        self.not_shown = 0
        self.beside: list[float] = []
        self.alone: list[float] = []
        self._desk = desk
        self._chance = random.Random(5)

    def once(self, name: str, phone: str, *, echo: bool) -> None:
        """A new call, and one person in it. `echo`: letters are typed on while they are looked for, and timed."""
        desk = self._desk
        desk.press(b"n")
        desk.painted(QUESTION)
        desk.quiet(_PAINT)
        desk.press(F3)
        desk.painted("as they say it")
        desk.quiet(_PAINT)
        self._type(name)
        if echo:
            desk.press(b"\r")
            self.beside += self._echoes(_BESIDE)
            desk.quiet(_SOON / 2)
            self.alone += self._echoes(_ALONE)
        else:
            self._kept(self.names, "F4 earlier")
            for _ in range(_LINES_TO_PHONE):
                desk.press(b"\r")
                desk.quiet(_PAINT)
            self._type(phone)
            self._kept(self.phones, "same phone")
        desk.quiet(_PAINT)
        desk.press(ESCAPE)
        desk.quiet(_PAINT)
        desk.press(F9)
        desk.painted("In hand")
        desk.quiet(_PAINT)

    def _type(self, text: str) -> None:
        self._desk.press(text.encode())
        self._desk.rest(_PAINT)

    def _kept(self, times: list[float], words: str) -> None:
        pressed = self._desk.press(b"\r")
        try:
            times.append((self._desk.painted(words, patience=_SOON) - pressed) * 1000)
        except TimeoutError:
            self.not_shown += 1

    def _echoes(self, letters: str) -> list[float]:
        """Milliseconds from each letter to its paint."""
        desk, times = self._desk, list[float]()
        for end in range(1, len(letters) + 1):
            desk.rest(self._chance.uniform(*_HAND))
            pressed = desk.press(letters[end - 1].encode())
            times.append((desk.painted(re.escape(letters[:end])) - pressed) * 1000)
        return times


def measured(home: Path, calls: int, size: tuple[int, int]) -> list[Figure]:
    """So many people typed again, and as many beside them while letters are typed."""
    with station_of(home_of(str(home), practice=True), Clock()) as station:
        catch_up(station.desk.journal, station.lookup)
        people = station.lookup.read(lambda index: index.people)
        again = _people(station, 2 * calls)
    with begin("desk", home, size) as desk:
        opened(desk)
        typing = Typing(desk)
        for number, (name, phone) in enumerate(again):
            typing.once(name, phone, echo=number % 2 == 1)
    return _figures(typing, people)


def _people(station: Station, many: int) -> list[tuple[str, str]]:
    """Those with a name of two words and a phone, in any order."""
    changed = people_since(station.desk.journal, 0, _EVENTS)
    found = [
        (entry["name"], entry["phone"])
        for entries, _ in changed.people.values()
        for entry in entries.values()
        if len(entry.get("name", "").split()) > 1 and any(c.isdigit() for c in entry.get("phone", ""))
    ]
    random.Random(7).shuffle(found)
    return found[:many]


def _figures(typing: Typing, people: int) -> list[Figure]:
    first, *names = typing.names
    times = names + typing.phones
    return [
        Figure(what="the first look, with what is loaded for it", ours=first, unit="ms"),
        Figure(what=f"key to who it may be painted, of {people:,}, median", ours=middle(times), unit="ms"),
        Figure(what=f"  99 of 100, of {len(times)}", ours=worst(times), unit="ms", bar=PAINTED_BAR),
        Figure(what="  a name, median", ours=middle(names), unit="ms"),
        Figure(what="  a phone, median", ours=middle(typing.phones), unit="ms"),
        Figure(what="  said too little, and nobody was shown", ours=typing.not_shown, unit=""),
        Figure(what="a letter painted while it is looked for, median", ours=middle(typing.beside), unit="ms"),
        Figure(what=f"  99 of 100, of {len(typing.beside)}", ours=worst(typing.beside), unit="ms", bar=ECHO_BAR),
        Figure(what="  the longest", ours=max(typing.beside), unit="ms", floor=max(typing.alone)),
        Figure(what="  99 of 100, beside those with nothing to look for", ours=worst(typing.beside), unit="ms",
               floor=worst(typing.alone)),
    ]  # fmt: skip
