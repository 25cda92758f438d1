"""Forms of lines: people, incidents, orders. Only what is known is typed, and every line is kept by itself."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.timer import Timer
from textual.widgets import Input

from stalkdesk.contact.forms import FORMS, Field
from stalkdesk.screens.page import Page, bindings
from stalkdesk.widgets.line import Line
from stalkdesk.widgets.lines import DIM, Drawn, Lines, Part

if TYPE_CHECKING:
    from collections.abc import Callable

    from stalkdesk.contact.contact import Contact
    from stalkdesk.desk.call import Call

DRAFT_AFTER = 0.7


class Entries(Drawn):
    """Which entry this is of how many, and what there is to say of it."""

    def __init__(self) -> None:
        super().__init__(id="entries")
        self._names: tuple[str, ...] = ()
        self._here = 0
        self._words = ""

    def show(self, names: tuple[str, ...], here: int, words: str) -> None:
        """The entries, and the one on the screen."""
        self._names, self._here, self._words = names, here, words
        self.redraw()

    def drawn(self, width: int, height: int) -> Lines:
        lines = Lines()
        parts: list[Part] = []
        first = self._here
        room = width - cell_len(f" {self._here + 1} of {len(self._names)} ")
        while first and sum(cell_len(name) + 3 for name in self._names[first - 1 : self._here + 1]) <= room:
            first -= 1
        if first:
            parts.append((f"{self._here + 1} of {len(self._names)} ", DIM))
        for number, name in list(enumerate(self._names))[first:]:
            parts.append((f" {name} ", "bold $on-key on $key-on" if number == self._here else "$text-soft on $key"))
            parts.append((" ", ""))
        lines.add(*parts)
        lines.add((self._words, "$amber"))
        return lines


class Labels(Drawn):
    """What the lines beside it are for: one part for all, since each part more makes a form slower to come up."""

    def __init__(self, labels: list[str]) -> None:
        super().__init__(id="labels")
        self._labels = labels
        self.styles.height = len(labels)

    def drawn(self, width: int, height: int) -> Lines:
        lines = Lines()
        for label in self._labels:
            lines.add((label, "$text-soft"))
        return lines


class Rows(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The lines of a form. It takes no keys: where they do not all fit, ↑ and ↓ still go from line to line."""


def _drafted(place: str, text: str, call: Call) -> None:
    call.draft(place, text)


class FormScreen(Page, inherit_bindings=False):
    """One form; `FORM` is its name in the table of forms."""

    FORM: ClassVar[str] = ""
    WHERE = ("form",)
    BINDINGS = bindings("form", only_always=True)

    def __init__(self) -> None:
        super().__init__()
        self.number = 1
        self._timer: Timer | None = None
        self._changed: dict[str, None] = {}
        """Fields typed in since they were last kept, in their order."""
        self._removing = False
        self._anew = True
        """It was left, and is opened again: not come back to from another screen."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """The lines of the form."""
        return FORMS[self.FORM]

    def body(self) -> ComposeResult:
        self.entries = Entries()
        self.rows = {field.id: Line(placeholder=field.hint, id=f"field-{field.id}") for field in self.fields}
        yield from self.top()
        yield self.entries
        with Rows(id="form"), Horizontal(id="rows"):
            yield Labels([field.label for field in self.fields])
            with Vertical(id="lines"):
                yield from self.rows.values()
        yield from self.beneath()

    def beneath(self) -> ComposeResult:
        """What stands under the form."""
        yield from ()

    def top(self) -> ComposeResult:
        """What stands above the form."""
        yield from ()

    # Where the entries are

    def held(self, contact: Contact) -> Mapping[int, Mapping[str, str]]:
        """The entries of this form in a contact."""
        return contact.entries(self.FORM)

    def entry_name(self, number: int, entry: Mapping[str, str]) -> str:
        """What an entry is called in the line above."""
        return entry.get("name") or entry.get("role") or entry.get("when") or f"{number}"

    def show(self) -> None:
        view = self.session.view
        if view is None:
            return
        anew, self._anew = self._anew, False
        if self._timer is not None:
            return  # back from help, danger or the shade in the middle of a line: it is newer than what is kept of it
        held = self.held(view.contact)
        if anew and self.number not in held:
            self.number = next(iter(held), 1)
        self._fill()
        if anew or self._field_here() is None:
            self._focus_first()

    def on_screen_suspend(self) -> None:
        """Another screen is shown: on top of this one, or in its place."""
        self._anew = self not in self.app.screen_stack

    def _focus_first(self) -> None:
        lines = list(self.rows.values())
        self.set_focus(next((line for line in lines if not line.value), lines[0]))

    def _fill(self) -> None:
        view = self.session.view
        if view is None:
            return
        entry = self.held(view.contact).get(self.number, {})
        self._changed.clear()
        for id, line in self.rows.items():
            line.put(view.contact.drafts.get(f"{self.FORM}:{self.number}:{id}", entry.get(id, "")))
        self.tell()
        self.understand()

    def understand(self) -> None:
        """Say beside the form what was understood of it, where there is anything to understand."""

    def tell(self, words: str = "") -> bool:
        view = self.session.view
        if view is not None:
            held = self.held(view.contact)
            numbers = sorted({*held, self.number})
            names = tuple(self.entry_name(number, held.get(number, {})) for number in numbers)
            self.entries.show(names, numbers.index(self.number), words)
        return True

    # Keeping

    async def say(self, act: Callable[[Call], None]) -> bool:
        """Keep something; one line where it could not be."""
        outcome = await self.session.say(act)
        trouble = f"NOT KEPT YET: {outcome.unkept}. Make room and press Enter again." if outcome.unkept else ""
        self.tell(outcome.refused or trouble)
        self.understand()
        return outcome.kept

    def _field_here(self) -> str | None:
        return next((id for id, line in self.rows.items() if line.has_focus), None)

    async def keep_line(self) -> bool:
        """The line that is being typed in, as it stands, and any other that was typed in while the keys moved on. True
        where all is on the disk."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        here = self._field_here()
        if here is not None:
            self._changed[here] = None
        return all([await self._keep(id) for id in list(self._changed)])

    async def _keep(self, id: str) -> bool:
        view = self.session.view
        if view is None:
            return True
        typed, number = self.rows[id].value.strip(), self.number
        text, remark = self.meant(id, typed)
        if text != typed:
            self.rows[id].put(text)
        if text == self.held(view.contact).get(number, {}).get(id, ""):
            kept = await self.say(lambda call: call.draft(f"{self.FORM}:{number}:{id}", ""))
        else:
            kept = await self.say(lambda call: call.fill(self.FORM, number, id, text))
            if kept and remark:
                self.tell(remark)
        if kept:
            self._changed.pop(id, None)
        return kept

    def meant(self, id: str, text: str) -> tuple[str, str]:
        """What a line stands for, where a letter stands for a word, and a remark on it once it is kept."""
        return text, ""

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is being typed is kept at least every second."""
        self._removing = False
        self._changed.update({id: None for id, line in self.rows.items() if line is event.input})
        if self._timer is None:
            self._timer = self.set_timer(DRAFT_AFTER, self._draft)

    async def _draft(self) -> None:
        self._timer = None
        number = self.number
        for id in list(self._changed):
            if self.session.view is not None:
                text = self.rows[id].value
                await self.say(partial(_drafted, f"{self.FORM}:{number}:{id}", text))

    async def keep_typed(self) -> None:
        await self.keep_line()

    # Keys

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps the line and goes on."""
        event.stop()
        await self.action_next_field()

    async def action_next_field(self) -> None:
        """The next line."""
        await self._step(1)

    async def action_previous_field(self) -> None:
        """The line before."""
        await self._step(-1)

    async def _step(self, by: int) -> None:
        id = self._field_here()
        if await self.keep_line():
            ids = list(self.rows)
            at = ids.index(id) if id in ids else 0
            self.set_focus(self.rows[ids[(at + by) % len(ids)]])  # at once: the next key is for that line

    async def action_another(self) -> None:
        """Another entry."""
        view = self.session.view
        if view is not None and await self.keep_line():
            view = self.session.view
            self.number = max([*self.held(view.contact), self.number] if view else [0]) + 1
            self._fill()
            self._focus_first()

    async def action_next_entry(self) -> None:
        """The next one."""
        await self._turn(1)

    async def action_previous_entry(self) -> None:
        """The one before."""
        await self._turn(-1)

    async def _turn(self, by: int) -> None:
        if not await self.keep_line() or self.session.view is None:
            return
        numbers = sorted({*self.held(self.session.view.contact), self.number})
        self.number = numbers[(numbers.index(self.number) + by) % len(numbers)]
        self._fill()
        self._focus_first()

    async def action_remove(self) -> None:
        """Entered by mistake; asks once."""
        if not self._removing:
            self._removing = True
            self.tell("Press Ctrl+R again to remove this entry. It stays in the history.")
            return
        self._removing = False
        if self._timer is not None:  # what is half typed goes with it
            self._timer.stop()
            self._timer = None
        number = self.number
        await self.take_out(number)
        self._anew = True
        self.show()

    async def take_out(self, number: int) -> None:
        """Remove an entry."""
        await self.say(lambda call: call.remove(self.FORM, number))

    async def action_people(self) -> None:
        """The same key goes back; from the other form it goes across."""
        await self._across("people", "person")

    async def action_incidents(self) -> None:
        """The same key goes back; from the other form it goes across."""
        await self._across("incidents", "incident")

    async def action_earlier(self) -> None:
        """Earlier reports of these people; back from there is back here."""
        if await self.keep_line():
            self.app.push_screen("earlier")

    async def action_orders(self) -> None:
        """The same key goes back; from another form it goes across."""
        await self._across("orders", "order")

    async def action_timeline(self) -> None:
        """The whole course of conduct."""
        if await self.keep_line():
            self.app.push_screen("timeline")

    async def _across(self, screen: str, form: str) -> None:
        await self.action_leave()
        if form != self.FORM:
            self.app.push_screen(screen)

    async def action_leave(self) -> None:
        """Back; the line is kept."""
        if await self.keep_line():
            self.app.pop_screen()
