"""The Textual app: which screens there are, the session behind them, the courier, and how it ends."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Iterable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

# Textual reads these while it is imported.
os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.events import Event, Key
from textual.filter import LineFilter
from textual.screen import Screen
from textual.worker import WorkerFailed

from stalkdesk.clock import lasted
from stalkdesk.errors import BadInput
from stalkdesk.screens.desk import DeskScreen
from stalkdesk.screens.guard import Guard
from stalkdesk.screens.page import Page
from stalkdesk.session import Session
from stalkdesk.themes import DEFAULT, LABELS, THEMES
from stalkdesk.widgets.bars import Title
from stalkdesk.widgets.rings import without_rings

if TYPE_CHECKING:
    from stalkdesk.desk.desk import Place

ROUND_EVERY = 2.0
"""Seconds between two rounds of the courier."""
CLOCK_EVERY = 15.0
QUIET = 1.5
"""Seconds without a key after which nobody types."""
END_WITHIN = 3.0
"""Seconds that what is being typed has, to be kept when the program is told to end."""
CATCH_UP = 1.0
"""Seconds of a quiet moment in which the index of people is brought up with the journal."""
SWITCH_AFTER = 0.001
"""Seconds after which a search gives way to a key, for both are Python's: five times sooner than by itself."""
COLLECT_AFTER = 10_000
COLLECTED_TOGETHER = 3
"""Of so many collections the survivors are looked through once more: of ten it took 19 ms in the first quiet moment."""
TRACE_LINES = 12
THEME_VARIABLE = "STALKDESK_THEME"


def _made(file: str, name: str) -> Screen[Any]:
    """A screen, its module read only when it is first needed."""
    return getattr(import_module(f"stalkdesk.screens.{file}"), name)()


class DeskApp(App[int], inherit_bindings=False):
    """One handler's desk. Each screen is made once and shown again, so a long shift costs no memory."""

    CSS_PATH = Path(__file__).with_name("stalkdesk.tcss")
    TITLE = "stalkdesk"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "close", show=False),
        # From anywhere means from anywhere: also from help, the palette and under the shade.
        Binding("f8,ctrl+t", "danger", "DANGER", show=False, priority=True),
    ]
    SCREENS: ClassVar[dict[str, Any]] = {
        "desk": DeskScreen,
        "call": partial(_made, "call", "CallScreen"),
        "words": partial(_made, "words", "WordsScreen"),
        "people": partial(_made, "people", "PeopleScreen"),
        "earlier": partial(_made, "earlier", "EarlierScreen"),
        "incidents": partial(_made, "incidents", "IncidentsScreen"),
        "orders": partial(_made, "orders", "OrdersScreen"),
        "timeline": partial(_made, "timeline", "TimelineScreen"),
        "repeats": partial(_made, "repeats", "RepeatsScreen"),
        "danger": partial(_made, "danger", "DangerScreen"),
        "finish": partial(_made, "finish", "FinishScreen"),
        "advice": partial(_made, "advice", "AdviceScreen"),
        "law": partial(_made, "law", "LawScreen"),
        "plan": partial(_made, "plan", "PlanScreen"),
        "record": partial(_made, "record", "RecordScreen"),
        "help": partial(_made, "help", "HelpScreen"),
        "shade": partial(_made, "shade", "ShadeScreen"),
    }

    def __init__(
        self, session: Session, *, practice: bool, new: str | None = None, caller_number: str = "", incident: str = ""
    ) -> None:
        self.step: int | None = -1
        """The step of the end to go on at, for its next screen."""
        self._guard = Guard()  # one and the same: Textual remembers a line it has filtered by its filter
        without_rings()
        super().__init__()
        self.session = session
        self.practice = practice
        self.new, self.caller_number, self.incident = new, caller_number, incident
        self.key_times: deque[float] = deque(maxlen=5)
        self.ended_with = ""
        self.trace: tuple[str, ...] = ()
        self.opened_place: Place | None = None
        self.stopped = False
        """Whether nothing is sent any more, by a fault."""
        self.more_screens = False
        """Whether a screen was shown for the first time since memory was set aside."""
        self._last_key = 0.0
        self._beside: asyncio.Task[None] | None = None
        for theme in THEMES:
            self.register_theme(theme)
        wanted = os.environ.get(THEME_VARIABLE, DEFAULT)
        self.theme = wanted if wanted in LABELS else DEFAULT

    def get_default_screen(self) -> Screen[Any]:
        """The desk is where everything begins and ends."""
        return self.get_screen("desk")

    def get_line_filters(self) -> list[LineFilter]:
        """The last guard: nothing that drives a terminal is drawn."""
        return [*super().get_line_filters(), self._guard]

    async def on_ready(self) -> None:
        """After the first paint: open the desk, then everything a call needs."""
        self.run_worker(self._open(), exit_on_error=True)

    async def _open(self) -> None:
        from stalkdesk.journal.home import InUse
        from stalkdesk.journal.journal import NotKept

        try:
            await self.session.open()
        except (BadInput, InUse, NotKept, OSError) as error:
            why = getattr(error, "strerror", None) or str(error)
            self.ended_with = why if isinstance(error, BadInput | InUse) else f"the desk can't be opened: {why}"
            self.exit(3 if isinstance(error, InUse) else 2)
            return
        self.opened_place = self.session.station.desk.place
        desk = self.get_screen("desk", DeskScreen)
        await desk.refresh_desk()
        if self.new is not None:
            channel = "walk_in" if self.new == "walk-in" else "call"
            await desk.begin(channel, caller_number=self.caller_number, incident=self.incident)
        with contextlib.suppress(BadInput, NotKept, OSError):  # a call will say so, in words, when it is begun
            if await self.session.warm():
                for _ in range(2):  # the samples have been sent long ago
                    await self.session.courier_round()
                await desk.refresh_desk()
        self._set_aside()
        # A collection at every few hundred objects would add a tenth to each key.
        gc.set_threshold(COLLECT_AFTER, COLLECTED_TOGETHER, 10)
        sys.setswitchinterval(SWITCH_AFTER)
        self.set_interval(CLOCK_EVERY, self._tick)
        self._beside = asyncio.create_task(self._go_on())
        self._beside.add_done_callback(self._went_wrong)

    async def _go_on(self) -> None:
        """What goes on beside the screen: the courier's rounds, and what is better done while nobody types."""
        from stalkdesk.journal.journal import NotKept

        while True:
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self.session.wake.wait(), ROUND_EVERY)
            self.session.wake.clear()
            # A full disk: nothing is lost, and the next round tries again.
            with contextlib.suppress(OSError, NotKept):
                if await self.session.courier_round():
                    await self.refresh_lists()
                if not self.key_times or time.monotonic() - self._last_key > QUIET:
                    await self.session.settle()
                    await self._catch_up()
                    if self.more_screens:
                        self._set_aside()
                    else:
                        gc.collect(1)  # what became garbage lately, while nobody waits for a key

    async def _catch_up(self) -> None:
        """The index of people; where it fails, looking people up says so."""
        from stalkdesk.journal.database import DbError

        with contextlib.suppress(DbError):
            await self.session.catch_up(CATCH_UP)

    def _set_aside(self) -> None:
        """What is there now stays: without this each full collection looks through it, and holds the screen 30 ms."""
        self.more_screens = False
        gc.collect(1)
        gc.freeze()

    def _went_wrong(self, beside: asyncio.Task[None]) -> None:
        error = None if beside.cancelled() else beside.exception()
        if error is not None:
            self.stopped = True
            kind, self.trace = _fault(error)
            self.ended_with = f"Sending was stopped by a fault of its own ({kind}). Every record is kept and waits."
            self._tick()

    async def refresh_lists(self) -> None:
        """What waits has changed: say so where it is shown."""
        await self.session.overview()
        screen = self.screen
        if isinstance(screen, Page):
            await screen.refresh_delivery()
            screen.show_title()

    def _tick(self) -> None:
        screen = self.screen
        if isinstance(screen, Page):
            screen.show_title()

    def title_of(self, place: str) -> Title:
        """The line at the top, now."""
        view, session = self.session.view, self.session
        where = self.opened_place
        way = "⇅ nothing waiting" if session.ready.is_set() else ""
        if session.waiting:
            way = f"⇅ {'offline · ' if session.trouble else ''}{session.waiting} waiting"
        if self.stopped:
            way = "⇅ sending STOPPED by a fault"
        if view is None:
            return Title(
                place=place, force=where.force if where else "", handler=self._who(), way=way, practice=self.practice
            )
        contact = view.contact
        return Title(
            place=place,
            force=where.force if where else "",
            handler=self._who(),
            contact="Walk-in" if contact.walk_in else "Call",
            clock=lasted(session.elapsed()),
            ref=contact.ref,
            way=way,
            practice=self.practice,
            alarm=view.alarm,
        )

    def _who(self) -> str:
        return self.session.station.desk.who if self.session.ready.is_set() else ""

    def show_help(self, page: Page) -> None:
        """Help for this screen."""
        from stalkdesk.screens.help import HelpScreen

        self.get_screen("help", HelpScreen).about = page.WHERE
        self.push_screen("help")

    async def action_danger(self) -> None:
        """The danger form, from wherever we are; from the form itself back to that place."""
        screen = self.screen
        if isinstance(screen, Page):
            await screen.action_danger()
            return
        self.pop_screen()  # the shade or the palette
        if self.screen is not self.get_screen("danger"):
            self.push_screen("danger")

    def came_from(self, id: str) -> None:
        """The contact that was put by."""
        self.get_screen("desk", DeskScreen).left = id

    def show_record(self, id: str) -> None:
        """A final record."""
        from stalkdesk.screens.record import RecordScreen

        self.get_screen("record", RecordScreen).id_shown = id
        self.push_screen("record")

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette: what this screen can do, and the colours. Never a picture of the screen."""
        if isinstance(screen, Page):
            for label, help, action in screen.actions():
                yield SystemCommand(label, help, lambda action=action: self._run(screen, action))
        for name, label in LABELS.items():
            yield SystemCommand(f"{label} colours", "for this session", lambda name=name: setattr(self, "theme", name))

    def _run(self, screen: Page, action: str) -> None:
        self.call_later(screen.run_action, action)

    async def on_event(self, event: Event) -> None:
        """Note when keys arrive, so that a paste that comes as keys is not taken for answers."""
        if isinstance(event, Key) and not event.is_forwarded:
            self.key_times.append(event.time)
            self._last_key = time.monotonic()
            screen = self.screen
            if isinstance(screen, Page) and await screen.takes(event):
                return
        await super().on_event(event)

    @property
    def keys_like_a_paste(self) -> bool:
        """Whether the last keys came faster than a hand types."""
        times = self.key_times
        return len(times) == times.maxlen and times[-1] - times[0] < 0.1

    async def action_quit(self) -> None:
        """Close. A contact in hand stays as it is, on the disk, and is first on the desk next time."""
        view = self.session.view
        if view is not None and isinstance(self.screen, Page) and not self.screen.closing_asked():
            return
        if view is not None:
            self.ended_with = f"{view.contact.ref} is kept as it is, and stands first on the desk next time."
        await self._end()

    def end_soon(self) -> None:
        """Told to end from outside, by a signal: what is being typed is kept first. Where the terminal is gone Textual
        may wait for it for ever, with the home in its hands: then the process ends all the same, for everything that
        was ticked is on the disk."""
        last = threading.Timer(END_WITHIN * 2, os._exit, (1,))
        last.daemon = True
        last.start()
        self.call_later(self._end)

    async def _end(self) -> None:
        if self._beside is not None:
            self._beside.cancel()
        with contextlib.suppress(asyncio.TimeoutError):
            async with asyncio.timeout(END_WITHIN):
                for screen in self.screen_stack:
                    if isinstance(screen, Page):
                        await screen.keep_typed()
        lost = [words for screen in self.screen_stack if isinstance(screen, Page) and (words := screen.not_kept())]
        if lost:
            self.ended_with = f"NOT KEPT: {', '.join(lost)}. The disk did not take it; write it down. {self.ended_with}"
        self.exit(0)

    def panic(self, *renderables: Any) -> None:
        """Stopped by a fault: one plain line, and nothing of what anybody said."""
        self._fatal_error()

    def _fatal_error(self) -> None:
        kind, self.trace = _fault(self._exception)
        self.ended_with = f"stalkdesk was stopped by a fault of its own ({kind}). Everything ticked is kept."
        self.bell()
        self._close_messages_no_wait()


def _fault(error: BaseException | None) -> tuple[str, tuple[str, ...]]:
    """A fault of our own in words: what kind and where, never what. No values, no locals, not the message."""
    if isinstance(error, WorkerFailed):
        error = error.error
    if error is None:
        return "unknown", ()
    places = traceback.extract_tb(error.__traceback__)[-TRACE_LINES:]
    return type(error).__name__, tuple(f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in places)


def run(*, practice: bool, home: str | None, new: str | None, caller_number: str, incident: str) -> int:
    """Open the desk on this terminal; its exit status."""
    if not sys.stdout.isatty() or not sys.stdin.isatty() or os.environ.get("TERM") == "dumb":
        sys.stderr.write("This is not a terminal that can be drawn on; use: stalkdesk --practice call --plain\n")
        return 2
    session = Session(practice=practice, home=home)
    app = DeskApp(session, practice=practice, new=new, caller_number=caller_number, incident=incident)
    asyncio.run(_run(app, session))
    if app.ended_with:
        sys.stderr.write("\n".join((app.ended_with, *app.trace)) + "\n")
    return app.return_value if isinstance(app.return_value, int) else app.return_code or 0


async def _run(app: DeskApp, session: Session) -> None:
    loop = asyncio.get_running_loop()
    with contextlib.suppress(ImportError, NotImplementedError, AttributeError):
        import signal

        for name in ("SIGTERM", "SIGHUP"):
            loop.add_signal_handler(getattr(signal, name), app.end_soon)
    try:
        await app.run_async(mouse=True)
    finally:
        await session.close()
