"""Killed at any moment, while keys are arriving: what was ticked is there, and the call goes on where it was."""

from __future__ import annotations

import os
import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from journeys.terminal.desk_in_pty import DeskInPty
from journeys.terminal.disk import Kept, look_at
from journeys.terminal.painted import HIGH, WIDE, Watcher, question_on
from journeys.terminal.typist import Typist

from stalkdesk.contact.contact import Contact
from stalkdesk.contact.forms import SETTING
from stalkdesk.guidance.sets import find
from stalkdesk.questions.model import QuestionSet

KILLS = int(os.environ.get("KILLS", "200"))
SEED = os.environ.get("KILL_SEED", "7")
LANES = 3
"""Homes that are killed at the same time; more than a small machine has cores, since hands are slow."""
KEPT_AFTER = 1.5
"""Seconds after which what is half typed must be kept: it is promised within one, and a busy machine is late."""
TYPED = ("text", "number", "date")
PLACES = {"": " PR-", "f2": "  Words", "f3": "  People"}
"""The keys of the screens on which something is half typed, and how their titles begin; none for the call itself."""
MOST_WAITED = 2.0
"""Seconds of typing after which no tick is waited for: the keys that came may tick nothing."""


@dataclass
class Lane:
    """One home, killed again and again."""

    folder: Path
    name: str
    qset: QuestionSet
    kept: Kept | None = None
    half: tuple[str, str] = ("", "")
    counts: dict[str, int] = field(default_factory=dict[str, int])

    def run(self, kills: int) -> None:
        """So many kills, each with keys and a moment of its own."""
        for number in range(kills):
            try:
                self._one(number)
            except Exception as error:
                raise AssertionError(f"seed {SEED}, home {self.name}, kill {number}: {error}") from error

    def _one(self, number: int) -> None:
        chance = random.Random(f"{SEED}/{self.name}/{number}")
        watcher = Watcher(self.qset)
        half = self.half if number % 10 == 3 else ("", "")
        with DeskInPty(self.folder, columns=WIDE, rows=HIGH, on_frame=watcher.look) as desk:
            if number % 10 == 3:  # while it opens
                desk.watch(chance.uniform(0, 0.7))
            else:
                self._open(desk, chance)
                if number % 10 == 7:
                    half = half_typed(desk, chance, f"{self.name}{number}")
                else:
                    type_on(desk, watcher, chance, f"{self.name}{number}")
            desk.kill()
            desk.drain()
        self.kept = look_at(self.folder, watcher.contacts, self.kept)
        self.half = half
        if half[1]:
            self._count("half typed")
            contact = self.kept.cut_off
            assert contact is not None
            drafts = dict(contact.drafts)
            assert any(half[1] in text for text in drafts.values()), f"half typed and lost: {half}; kept: {drafts}"
        self._count("seen as kept", watcher.count)
        self._count("contacts", len(watcher.contacts))

    def _count(self, what: str, more: int = 1) -> None:
        self.counts[what] = self.counts.get(what, 0) + more

    def _open(self, desk: DeskInPty, chance: random.Random) -> None:
        """Go back to the call that was cut off, at the very question; else to another one."""
        desk.until("Today")
        cut_off = self.kept.cut_off if self.kept is not None else None
        if cut_off is not None:
            self._count("cut off")
            desk.until(f"was cut off. {cut_off.ref} ")
            desk.keys("enter")
            expected = words_of(cut_off, self.qset)
            desk.until(lambda: cut_off.ref in desk.lines[0] and expected in question_on(desk.lines))
            desk.until("F10 finish")
            self._half_typed_is_there(desk, typed=self.qset.questions[cut_off.position or ""].kind in TYPED)
            return
        if self.kept is not None and self.kept.parked and chance.random() < 0.5:
            desk.keys("enter")
        else:
            desk.keys("w" if chance.random() < 0.15 else "n")
        desk.until(lambda: " PR-" in desk.lines[0] and "F10 finish" in desk.flat)

    def _half_typed_is_there(self, desk: DeskInPty, *, typed: bool) -> None:
        key, text = self.half
        if text:
            desk.keys(*([key] if key else []))
            desk.until(lambda: PLACES[key] in desk.lines[0] and (key or not typed or desk.typing))
            desk.keys("end")
            desk.until(text)
            desk.keys(*([key] if key else []))
            desk.until("F10 finish")


def words_of(contact: Contact, qset: QuestionSet) -> str:
    """What the card has to say when the contact is gone on with."""
    if contact.walk_in and not contact.answers and not contact.trail:
        for field in SETTING:
            if field.id not in contact.setting:
                return field.label
    position = contact.position
    assert position is not None
    return " ".join(qset.questions[position].ask.split())


def type_on(desk: DeskInPty, watcher: Watcher, chance: random.Random, mark: str) -> None:
    """Keys, one after another, until a moment in their middle: every second time, just as a tick is painted."""
    typist = Typist(chance, mark)
    end = time.monotonic() + chance.uniform(0.05, 0.9)
    waits_for_a_tick = chance.random() < 0.5
    while True:
        for key in typist.burst(desk.lines[0], typed=desk.typing):
            seen = watcher.count
            desk.keys(key)
            over = time.monotonic() - end
            if over > 0 and not waits_for_a_tick:
                desk.watch(chance.choice((0, 0.002, 0.005, 0.01, 0.02, 0.04)))
                return
            pause = time.monotonic() + (0.16 if key == "escape" else chance.uniform(0.03, 0.07))
            while (left := pause - time.monotonic()) > 0:
                desk.read(left)
                if over > 0 and (watcher.count > seen or over > MOST_WAITED):
                    return


def half_typed(desk: DeskInPty, chance: random.Random, mark: str) -> tuple[str, str]:
    """Something begun and not ended a good second before the end; the key to the screen it is on, and the text."""
    key = chance.choice(tuple(PLACES))
    desk.keys(*(("t",) if not key and not desk.typing else (key,) if key else ()))
    desk.until(lambda: PLACES[key] in desk.lines[0] and desk.typing)
    text = f"half {mark} he is at the"
    for letter in text:
        desk.keys(letter)
        desk.watch(0.02)
    desk.until(text)
    desk.watch(KEPT_AFTER)
    return key, text


def test_no_kill_loses_what_was_ticked_nor_the_place(tmp_path: Path) -> None:
    qset = find("stalking-screening")
    lanes = [Lane(folder=tmp_path / name, name=name, qset=qset) for name in "abc"[:LANES]]
    with ThreadPoolExecutor(LANES) as pool:
        for done in [pool.submit(lane.run, -(-KILLS // LANES)) for lane in lanes]:
            done.result()
    total = {what: sum(lane.counts.get(what, 0) for lane in lanes) for what in lanes[0].counts}
    print(total)
    assert total["seen as kept"] > KILLS * 3
    assert total["cut off"] > KILLS // 2
