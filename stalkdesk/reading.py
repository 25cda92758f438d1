"""Records as screens read them: found, shown, saved, printed. Each look is kept."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from stalkdesk.outcome import Outcome, outcome_of

if TYPE_CHECKING:
    from stalkdesk.contact.summary import Summary
    from stalkdesk.desk.opening import Station

T = TypeVar("T")
NOT_LOGGED = "each look at a record has to be kept, and the disk does not take it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A record as the screen shows it: `text` is the paper that was asked for. `there`: the force's system has it;
    `final`: it can be amended; `revision` of `revisions`."""

    ref: str
    text: str
    level: str
    grade: str
    open_log: bool
    delivery: str
    there: bool
    final: bool
    revision: int
    revisions: int
    history: tuple[tuple[str, str, str], ...]


class Reading(ABC):
    """What a session has for reading records."""

    _ways: ThreadPoolExecutor

    @abstractmethod
    async def store(self, work: Callable[[], T]) -> T:
        """Run something in the thread that owns the journal."""

    @property
    @abstractmethod
    def station(self) -> Station:
        """The open desk."""

    async def find(self, text: str) -> tuple[list[Summary], str]:
        """Contacts by reference or name, and why there are none where the look could not be kept."""
        from stalkdesk.journal.journal import NotKept

        try:
            return await self.store(lambda: self.station.desk.find(text)), ""
        except NotKept as error:
            return [], f"Not searched: {NOT_LOGGED} ({error})."

    async def record(self, id: str, *, log: bool, paper: str = "full", revision: int | None = None) -> Shown | str:
        """A record to read; `log` keeps the look as an event. `paper`: which of its texts. Words, and no record, where
        that could not be kept."""
        from stalkdesk.journal.journal import NotKept

        try:
            return await self.shown(id, log=log, paper=paper, revision=revision)
        except NotKept as error:
            return f"Not opened: {NOT_LOGGED} ({error})."

    async def shown(self, id: str, *, log: bool, paper: str = "full", revision: int | None = None) -> Shown:
        """The same. Raises NotKept."""
        from stalkdesk.contact.contact import Stage
        from stalkdesk.desk import papers, showing

        def read() -> Shown:
            desk = self.station.desk
            contact, assessment = desk.read(id, log=log)
            row = showing.row_of(desk, contact, revision)
            head = showing.record_of(desk, contact, assessment, revision)
            return Shown(
                ref=contact.ref,
                level=head["level"].upper(),
                grade=(head["grade"].get("name") or head["grade"]["chosen"].replace("_", " ")).upper(),
                open_log=head["open_log"],
                text=papers.text(desk, contact, assessment, paper, revision),
                delivery=showing.delivery_words(row, desk.clock.now()),
                there=row is not None and row.state == "delivered",
                final=contact.stage is Stage.FINISHED,
                revision=revision or contact.revision,
                revisions=contact.revision,
                history=tuple(showing.history(desk, id, log=False)),
            )

        return await self.store(read)

    async def disclosed(self, id: str, how: str, to: str = "") -> Outcome:
        """The record leaves the desk."""
        return await self.store(lambda: outcome_of(lambda: self.station.desk.disclosed(id, how, to)))

    async def save(self, id: str, path: Path, *, paper: str = "full", revision: int | None = None) -> str:
        """Save a record to a file; what became of it in one line."""
        from stalkdesk.desk import saving

        desk = self.station.desk
        outcome = await self.store(
            lambda: outcome_of(lambda: saving.export(desk, id, path, paper=paper, revision=revision))
        )
        return f"Saved to {path}." if outcome.kept else f"Not saved: {outcome.refused or outcome.unkept}"

    async def print_paper(self, id: str, *, paper: str = "full", revision: int | None = None) -> str:
        """Print one of a record's texts; what became of it in one line."""
        from stalkdesk.handover import printer

        if not printer.there():
            return "This machine has no printer that can be reached. Save it with v and print the file."
        shown = await self.shown(id, log=False, paper=paper, revision=revision)
        outcome = await self.disclosed(id, "printed")
        if not outcome.kept:
            return f"Not printed: {outcome.refused or outcome.unkept}"
        return await asyncio.get_running_loop().run_in_executor(self._ways, printer.print_text, shown.text)
