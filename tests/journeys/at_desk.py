"""The app as a handler has it, driven by keys alone: over a real home, with a clock that only the keys move."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import AsyncGenerator, Generator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from textual.events import Paste
from textual.pilot import Pilot

from stalkdesk.app import DeskApp
from stalkdesk.clock import Clock, written
from stalkdesk.contact.contact import Contact
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.lookup import Lookup
from stalkdesk.desk.opening import PRACTICE, Station
from stalkdesk.guidance.labels import labels
from stalkdesk.journal.home import Home
from stalkdesk.journal.journal import Journal
from stalkdesk.journal.key import practice_key
from stalkdesk.screens.finish import FinishScreen
from stalkdesk.screens.plan import PlanScreen
from stalkdesk.session import Session
from stalkdesk.sync import practice
from stalkdesk.sync.folder import Folder
from stalkdesk.sync.outbox import Outbox

BEGIN = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)


class Steady(Clock):
    """A second goes by each time somebody asks, so that the same keys always give the same record."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.seconds = seconds

    def now(self) -> str:
        self.seconds += 1
        return written(BEGIN + timedelta(seconds=self.seconds))

    def running(self) -> float:
        return self.seconds


@contextlib.contextmanager
def station(folder: Path, clock: Clock, *, seed: int = 7) -> Generator[Station]:
    """A practice desk with a clock of ours and references that are the same each time."""
    home = Home(folder, practice=True)
    home.make()
    with home.held(clock.now()), Journal(home, practice_key(home)) as journal:
        way = Folder(folder / "force-system", practice=True)
        way.make()
        draw = random.Random(seed).choice
        desk = Desk(journal, clock, place=PRACTICE, who="4471 Rao", labels=labels(), draw=draw)
        end = partial(practice.answer, way)
        lookup = Lookup(home.people, practice_key(home))
        yield Station(desk=desk, outbox=Outbox(journal, clock), way=way, other_end=end, lookup=lookup)
        lookup.close()


class Unfilled(Session):
    """Without the sample records of a new practice desk."""

    async def warm(self) -> bool:
        await self.store(self.station.desk.ready)
        return False


class StillApp(DeskApp):
    """Without rounds of the courier that come by themselves; a test asks for one."""

    async def _go_on(self) -> None:
        return


@dataclass
class Handler:
    """Somebody at the keys."""

    app: DeskApp
    pilot: Pilot[int]
    quick: bool = False
    """Words come as a paste, where it is not the typing that matters."""

    async def keys(self, *names: str) -> None:
        """One key after another; what each of them began is over before the next."""
        for name in names:
            await self.pilot.press(name)
            await self.app.workers.wait_for_complete()
        await self.settled()

    async def type(self, text: str) -> None:
        """Words into the field that has the focus."""
        if self.quick:
            await self.paste(text)
            return
        await self.pilot.press(*("space" if c == " " else _NAMES.get(c, c) for c in text))
        await self.settled()

    async def paste(self, text: str) -> None:
        """As a terminal with bracketed paste hands it over: to the app."""
        self.app.post_message(Paste(text))
        await self.settled()

    async def agreed(self) -> None:
        """The caller hears the whole read-back, a screen at a time, and agrees."""
        for _ in range(20):
            if self.contact.read_back is None:
                await self.keys("y")

    async def final(self) -> None:
        """To the decision and the plan, with everything in it done, and from there to the final record."""
        await self.keys("f10")
        if isinstance(self.app.screen, FinishScreen):  # the grade is taken as proposed
            await self.keys("f10")
        screen = self.app.screen
        while isinstance(screen, PlanScreen) and screen.ending is not None and screen.ending.decided.open:
            await self.keys("y")
            if screen.asking:
                await self.paste("5512 Hughes, 14:20")
                await self.keys("enter")
        await self.keys("f10")

    async def settled(self) -> None:
        """Nothing is under way any more."""
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def carried(self) -> None:
        """One round of the courier, and what it changed is on the screen."""
        await self.app.session.courier_round()
        await self.app.refresh_lists()
        await self.settled()

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(strip.text.rstrip() for strip in self.app.screen._compositor.render_strips())

    @property
    def question(self) -> str:
        """The question on the screen."""
        view = self.app.session.view
        assert view is not None
        return view.question.id

    @property
    def contact(self) -> Contact:
        """The contact in hand."""
        view = self.app.session.view
        assert view is not None
        return view.contact

    async def kept(self, id: str) -> Contact:
        """A contact as the disk has it."""
        contact, _ = await self.app.session.store(lambda: self.app.session.station.desk.read(id, log=False))
        return contact


_NAMES = {
    "/": "slash",
    "'": "apostrophe",
    ",": "comma",
    ".": "full_stop",
    "+": "plus",
    "-": "minus",
    ":": "colon",
    "?": "question_mark",
    "!": "exclamation_mark",
}


@contextlib.asynccontextmanager
async def handler(
    folder: Path,
    *,
    size: tuple[int, int] = (80, 24),
    theme: str = "dark",
    clock: Clock | None = None,
    new: str | None = None,
    caller_number: str = "",
    incident: str = "",
) -> AsyncGenerator[Handler]:
    """The app on a screen of this size, its desk open."""
    made = clock or Steady()
    session = Unfilled(practice=True, home=None, open_with=lambda: station(folder, made))
    app = StillApp(session, practice=True, new=new, caller_number=caller_number, incident=incident)
    app.theme = theme
    try:
        async with app.run_test(size=size) as pilot:
            hands = Handler(app, pilot)
            await asyncio.wait_for(session.ready.wait(), 20)
            await hands.settled()
            yield hands
    finally:
        await session.close()
