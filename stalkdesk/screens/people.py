"""Who is who: F3. What was read in the lines stands under them, with the earlier reports they may be in."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult

from stalkdesk.contact.forms import FACTS, ROLES, SAID_BY, next_said_by
from stalkdesk.screens.forms import FormScreen
from stalkdesk.screens.page import bindings
from stalkdesk.widgets.lines import ALIVE, DIM, Drawn, Lines

if TYPE_CHECKING:
    from stalkdesk.contact.contact import Form
    from stalkdesk.desk.earlier import Earlier

_LETTERS: Final = {"c": "caller", "v": "victim", "s": "suspect", "k": "child", "o": "other"}


class Understood(Drawn):
    """What the program read in the lines above, to be checked by eye, and which earlier reports may be of the same
    person; what was typed stays as it is."""

    DEFAULT_CSS = """
    Understood { height: 5; padding: 0 3; background: $surface-1; }
    """

    def __init__(self) -> None:
        super().__init__(id="understood")
        self._words = ""
        self.earlier: tuple[Earlier, ...] = ()

    def show(self, words: str, earlier: tuple[Earlier, ...]) -> None:
        """Other words, other reports."""
        if (words, earlier) != (self._words, self.earlier):
            self._words, self.earlier = words, earlier
            self.redraw()

    def drawn(self, width: int, height: int) -> Lines:
        lines = Lines()
        if self._words:
            lines.text(self._words, width, "$text-soft", first="Understood  ", rest=" " * 12, head=DIM)
            lines.rows = lines.rows[: height - 2]
        for one in self.earlier:
            if len(lines) == height:
                break
            likely = "linked" if one.verdict == "same" else "likely" if one.match.likely else "possible"
            who = " ".join(part for part in (one.match.role, one.theirs) if part)
            but = f" · but {', '.join(one.match.against)}" if one.match.against else ""
            why = f"{one.ref} {likely}, {who}: {' · '.join(one.match.reasons)}{but}"
            block = Lines()
            block.text(why, width, f"bold {ALIVE}", first="F4 earlier  ", rest=" " * 12, head=DIM)
            lines.rows += block.rows[: height - len(lines)]
        return lines


class PeopleScreen(FormScreen, inherit_bindings=False):
    """F3."""

    FORM = "person"
    WHERE = ("form", "person")
    BINDINGS = bindings("form", "person", only_always=True)

    def __init__(self) -> None:
        super().__init__()
        self._read: tuple[str, int, Form] = ("", 0, {})

    def place(self) -> str:
        return "People"

    def beneath(self) -> ComposeResult:
        self.under = Understood()
        yield self.under

    def show(self) -> None:
        self._read = ("", 0, {})
        super().show()

    def meant(self, id: str, text: str) -> tuple[str, str]:
        if id != "role":
            return text, ""
        role = _LETTERS.get(text.casefold(), text)
        odd = bool(role) and role not in ROLES
        return role, f"Kept. A role is usually one of: {', '.join(ROLES)}." if odd else ""

    def understand(self) -> None:
        view = self.session.view
        if view is not None:
            known = view.contact.known.get(self.number, {})
            for id, line in self.rows.items():
                line.beside(by := known.get(id, ""), SAID_BY.get(by, by))
            people = view.contact.people_typed
            read = view.contact.id, self.number, people
            if read != self._read:
                self._read = read
                entry = people.get(self.number, {})
                self.run_worker(partial(self._say_understood, entry), exclusive=True, exit_on_error=True)

    async def _say_understood(self, entry: Mapping[str, str]) -> None:
        number = self.number
        read, at_once = await asyncio.gather(self.session.understood(entry), self.session.earlier_at_once(number))
        words = " · ".join(read)
        self.under.show(words, self._of(at_once, number))
        self.under.show(words, self._of(await self.session.earlier(), number))

    def _of(self, found: tuple[Earlier, ...], number: int) -> tuple[Earlier, ...]:
        """Those that one person may be in, without what was rejected."""
        return tuple(one for one in found if one.match.person == number and one.verdict != "different")

    async def action_who_says(self) -> None:
        """How the line is known: the next of what can be said of it."""
        id, number = self._field_here(), self.number
        if id not in FACTS:
            self.tell("This is said of a line at a time: a name, a phone. Go to it first.")
            return
        if await self.keep_line() and self.session.view is not None:
            by = next_said_by(self.session.view.contact.known.get(number, {}).get(id, ""))
            await self.say(lambda call: call.said_by(number, id, by))

    async def take_out(self, number: int) -> None:
        outcome = await self.session.remove_person(number)
        self.tell(outcome.refused or outcome.unkept)
