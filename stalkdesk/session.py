"""One handler's session: the open desk in its own thread, the contact in hand, and the courier.

Screens ask it to do things and show what comes back; nothing here blocks the screen. An answer's tick waits
for its commit.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from stalkdesk.clock import local
from stalkdesk.outcome import Outcome, outcome_of
from stalkdesk.reading import NOT_LOGGED, Reading

if TYPE_CHECKING:
    from stalkdesk.conduct.course import Course
    from stalkdesk.desk.call import Call
    from stalkdesk.desk.earlier import Earlier
    from stalkdesk.desk.ending import Ending
    from stalkdesk.desk.opening import Station
    from stalkdesk.desk.overview import Overview
    from stalkdesk.desk.repeats import Search
    from stalkdesk.desk.views import CallView
    from stalkdesk.guidance.model import Card

T = TypeVar("T")
AT_ONCE = 1000
"""Events of the journal taken into the index of people at a time: some milliseconds in the store's thread."""


class Session(Reading):
    """The desk as the screens use it. `view` is the contact in hand, None between contacts."""

    def __init__(
        self,
        *,
        practice: bool,
        home: str | None,
        open_with: Callable[[], AbstractContextManager[Station]] | None = None,
    ) -> None:
        self._practice = practice
        self._home = home
        self._open_with = open_with or self._own_home
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._ways = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ways")
        self._people = ThreadPoolExecutor(max_workers=1, thread_name_prefix="people")
        self._stack = contextlib.ExitStack()
        self._station: Station | None = None
        self._call: Call | None = None
        self.view: CallView | None = None
        self.found: tuple[Earlier, ...] = ()
        self.not_found = ""
        self._told: set[str] = set()
        self._proved = False
        self.ready = asyncio.Event()
        self.wake = asyncio.Event()
        self.waiting = 0
        self.trouble = False
        self.elapsed: Callable[[], float] = lambda: 0.0

    # The store thread

    async def store(self, work: Callable[[], T]) -> T:
        """Run something in the thread that owns the journal."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def open(self) -> None:
        """Open the desk. Raises BadInput, InUse."""
        await self.store(self._open)
        self.ready.set()

    def _open(self) -> None:
        self._station = self._stack.enter_context(self._open_with())

    def _own_home(self) -> AbstractContextManager[Station]:
        from stalkdesk.clock import Clock
        from stalkdesk.desk.opening import home_of, opened

        return opened(home_of(self._home, practice=self._practice), Clock())

    async def warm(self) -> bool:
        """Have at hand what the first call needs; a new practice desk gets its sample records. Whether it did."""

        def prepare() -> bool:
            desk = self.station.desk
            desk.ready()
            if not desk.place.practice or desk.used:
                return False
            from stalkdesk.desk.filling import samples

            return samples(desk) > 0

        return await self.store(prepare)

    async def close(self) -> None:
        """Let go of the home."""
        await self._look_up(lambda: None)  # what it is at is brought to its end
        await self.store(self._stack.close)
        self._thread.shutdown(wait=False)
        self._ways.shutdown(wait=False)
        self._people.shutdown(wait=False)

    @property
    def station(self) -> Station:
        """The open desk; only after `ready`."""
        assert self._station is not None
        return self._station

    # The desk

    async def overview(self) -> Overview:
        """What waits for this handler."""
        found = await self.store(self.station.desk.overview)
        self.waiting = len(found.waiting)
        self.trouble = any(one.state == "retrying" for one in found.waiting)
        return found

    async def new(self, channel: str, *, caller_number: str = "", incident: str = "") -> Outcome:
        """Open a contact and take it in hand."""
        return await self._begin(
            lambda: self.station.desk.open(channel, caller_number=caller_number, incident=incident)
        )

    async def resume(self, id: str) -> Outcome:
        """Take a contact in hand again, at the very question."""

        return await self._begin(lambda: self.station.desk.resume(id))

    async def _begin(self, work: Callable[[], Call]) -> Outcome:
        def begin() -> Outcome:
            self._call = work()
            desk = self.station.desk
            self.elapsed = lambda: desk.elapsed(self._call.contact) if self._call is not None else 0.0
            return Outcome()

        outcome = await self.store(lambda: outcome_of(begin))
        self.found = ()
        self._told.clear()
        await self._look()
        return outcome

    async def say(self, act: Callable[[Call], None]) -> Outcome:
        """Do something in the contact in hand; `view` shows it afterwards."""

        def run() -> tuple[Outcome, CallView | None]:
            call = self._call
            if call is None:
                return Outcome(refused="No contact is open."), None
            return outcome_of(lambda: act(call)), call.view

        outcome, self.view = await self.store(run)
        return outcome

    async def park(self) -> Outcome:
        """Put the contact in hand by."""
        outcome = await self.say(self.station.desk.park)
        if outcome.kept:
            self._let_go()
        return outcome

    async def call_back(self, id: str, text: str) -> Outcome:
        """The line of a contact that is not in hand was lost: when and how to ring back. It is parked."""

        def lost() -> None:
            desk = self.station.desk
            call = desk.resume(id)
            call.caller_gone("the line was lost", text)
            desk.park(call)

        return await self.store(lambda: outcome_of(lost))

    async def finish(self) -> tuple[Outcome, str]:
        """Make the record final; its id."""
        ids: list[str] = []

        def end(call: Call) -> None:
            self.station.desk.finish(call)
            ids.append(call.contact.id)

        outcome = await self.say(end)
        if outcome.kept:
            self._let_go()
            self.wake.set()
        return outcome, ids[0] if ids else ""

    async def amend(self, id: str, why: str) -> Outcome:
        """Open a final record again and take it in hand."""
        return await self._begin(lambda: self.station.desk.amend(id, why))

    async def drop_amendment(self) -> tuple[Outcome, str]:
        """Nothing was to be amended after all; the id of the record."""
        from stalkdesk.desk.final import drop_amendment

        id = self.view.contact.id if self.view is not None else ""
        outcome = await self.say(lambda call: drop_amendment(self.station.desk, call))
        if outcome.kept:
            self._let_go()
        return outcome, id

    async def ending(self) -> Ending | None:
        """The end of the contact in hand; None where there is none."""
        from stalkdesk.desk.ending import ending
        from stalkdesk.desk.final import unchanged

        call, desk = self._call, self.station.desk
        if call is None:
            return None

        def read() -> Ending:
            desk.guidance(call.assessment.qset)
            return ending(call, desk.labels, desk.guidance_trouble, unchanged=unchanged(desk, call))

        return await self.store(read)

    async def cards(self) -> tuple[Card, ...]:
        """Pages of help on what stalking is, the law, and how to answer well."""
        desk, call = self.station.desk, self._call
        return await self.store(lambda: desk.cards if call is None else desk.guidance(call.assessment.qset).cards)

    async def understood(self, entry: Mapping[str, str]) -> tuple[str, ...]:
        """What was understood of a person's lines, a few words each, to be checked by eye. Nothing waits for it."""

        def read() -> tuple[str, ...]:
            from stalkdesk.people.known import in_words, understood

            today = local(self.station.desk.clock.now()).date()
            return in_words(understood(entry, today), today)

        return await asyncio.get_running_loop().run_in_executor(self._ways, read)

    async def course(self, said: str) -> tuple[str, Course | None]:
        """When something said to have been then was, in words, and the course of conduct of the contact in hand."""

        def read() -> tuple[str, Course | None]:
            from stalkdesk.desk.course import course_of, understood

            call = self._call
            if call is None:
                return "", None
            today = local(self.station.desk.clock.now()).date()
            return understood(said, today), course_of(call.contact, call.view.joined)

        return await self.store(read)

    # Earlier reports

    async def earlier(self, *, shown: bool = False) -> tuple[Earlier, ...]:
        """Earlier reports that the people of the contact in hand may be in, the linked and the likeliest first.
        It is kept as a consultation when one comes up that was not there before, and each time they are `shown` by
        themselves. Where they can't be looked up, or that can't be kept, there are none: `not_found` says why."""
        return await self._looked(at_once=False, shown=shown)

    async def earlier_at_once(self, number: int) -> tuple[Earlier, ...]:
        """Those of them that share a phone, a name or the like with this person, as far as the index goes: what can be
        shown while the rest is looked for."""
        before = self.found
        found = await self._looked(at_once=True, shown=False, number=number)
        there = {(one.match.person, one.match.contact, one.match.number) for one in found}
        others = (one for one in before if one.match.person != number)
        self.found += tuple(
            one for one in others if (one.match.person, one.match.contact, one.match.number) not in there
        )
        return found

    async def _looked(self, *, at_once: bool, shown: bool, number: int | None = None) -> tuple[Earlier, ...]:
        from stalkdesk.journal.database import DbError
        from stalkdesk.journal.journal import NotKept

        try:
            if not at_once:
                await self.catch_up()
            found = await self._earlier(shown=shown, at_once=at_once, number=number)
            self.found, self.not_found = found, ""
        except NotKept as error:
            self.found, self.not_found = (), f"Not shown: {NOT_LOGGED} ({error})."
        except (DbError, OSError) as error:
            why = f"Earlier reports can't be looked up just now ({error}). What is written down is kept."
            self.found, self.not_found = (), why
        return self.found

    async def _earlier(self, *, shown: bool, at_once: bool, number: int | None) -> tuple[Earlier, ...]:
        from stalkdesk.desk.earlier import told

        call, desk, lookup = self._call, self.station.desk, self.station.lookup
        if call is None:
            return ()
        people, today = call.contact.people_typed, local(desk.clock.now()).date()
        incidents, id = call.contact.incidents, call.contact.id
        if at_once:
            here = {n: entry for n, entry in people.items() if n == number}
            matches = await self._look_up(lambda: lookup.find(here, today, id, at_once=True))
        else:
            matches = await self._look_up(lambda: lookup.find(people, today, id))
            matches += await self._look_up(lambda: lookup.at_places(people, incidents, id))
        found = await self.store(lambda: told(desk, call, matches))
        refs = tuple(dict.fromkeys(one.ref for one in found))
        if refs and (shown or not self._told.issuperset(refs)):
            await self.store(lambda: desk.searched(f"people of {call.contact.ref}", refs))
            self._told.update(refs)
        return found if call is self._call else ()

    async def catch_up(self, most: float = 0.3) -> bool:
        """Take into the index of people what was written down since, for so many seconds; whether all of it is. Raises
        DbError, OSError."""
        from stalkdesk.desk.earlier import people_since

        journal, lookup = self.station.desk.journal, self.station.lookup
        loop = asyncio.get_running_loop()
        end = loop.time() + most
        while loop.time() < end:
            position = await self._look_up(lambda: lookup.position)
            changed = await self.store(partial(people_since, journal, position, AT_ONCE))
            if changed.position == position:
                return True
            await self._look_up(partial(lookup.take_in, changed))
        return False

    async def repeats(self, search: Search) -> None:
        """Look for repeat suspects, piece by piece. Raises NotKept, DbError, OSError."""
        while not await self.catch_up():
            pass
        for of_people, piece in search.pieces():
            await (self._look_up if of_people else self.store)(piece)

    async def judge(self, one: Earlier, verdict: str) -> Outcome:
        """Say whether somebody here and somebody earlier are the same."""
        from stalkdesk.desk.earlier import judge

        return await self.say(lambda call: judge(self.station.desk, call, one, verdict))

    async def remove_person(self, number: int) -> Outcome:
        """Take out somebody entered by mistake, and what was said of them and others."""
        from stalkdesk.desk.earlier import remove

        return await self.say(lambda call: remove(self.station.desk, call, number))

    async def _look_up(self, work: Callable[[], T]) -> T:
        """Run something in the thread that owns the index of people."""
        return await asyncio.get_running_loop().run_in_executor(self._people, work)

    async def _look(self) -> None:
        call = self._call
        self.view = None if call is None else await self.store(lambda: call.view)

    def _let_go(self) -> None:
        self._call = self.view = None
        self.found = ()

    async def settle(self) -> None:
        """A quiet moment: what was kept is put in order on the disk, and the guidance of today read. Raises NotKept."""

        def settle() -> None:
            desk = self.station.desk
            if not self._proved:
                self._proved = True
                desk.prove()
            desk.journal.settle()  # last: what was proved is kept, and has to be put in order as well

        await self.store(settle)

    # The courier

    async def courier_round(self) -> bool:
        """Send what is due and take in what was answered; whether anything changed. Raises OSError, NotKept."""
        from stalkdesk.sync import courier

        station, loop = self.station, asyncio.get_running_loop()
        await loop.run_in_executor(self._ways, station.other_end)
        answers = await loop.run_in_executor(self._ways, lambda: list(station.way.answered()))
        if answers:
            await self.store(lambda: courier.take_in(station.outbox, station.way, answers))
        # Sending comes last, so that a practice desk shows for one round what waiting for a receipt looks like.
        due = await self.store(station.outbox.due)
        tried = await loop.run_in_executor(self._ways, courier.carry, station.way, due)
        if tried:
            await self.store(lambda: courier.settle(station.outbox, tried))
        return bool(tried or answers)
