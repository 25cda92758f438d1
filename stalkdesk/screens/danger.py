"""Danger now. It is one key from anywhere, and the same key goes back to the exact place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from stalkdesk.screens.forms import FormScreen
from stalkdesk.screens.page import bindings
from stalkdesk.widgets.lines import DIM, STRONG, Drawn, Lines

if TYPE_CHECKING:
    from stalkdesk.contact.contact import Contact


_KNOWN = {"location": "exact_location", "weapon": "weapon", "at_risk": "children_or_others"}


class Reminder(Drawn):
    """What to do now, and what to say."""

    DEFAULT_CSS = """
    Reminder { height: 9; padding: 1 3 0 3; background: $surface-1; }
    """

    def drawn(self, width: int, height: int) -> Lines:
        lines = Lines()
        lines.text("Send help NOW by command and control or radio. This record sends nobody.", width, "bold $red")
        lines.add()
        lines.text("“Stay on the line with me if you can. Tell me only what is safe to say.”", width, STRONG)
        lines.text("“If you can't speak, tap the phone: one tap is yes, two taps are no.”", width, STRONG)
        lines.text(
            "A silent 999 call: press 55 when asked. 55 gives no location. Out: people and light; followed by car: a "
            "police station, not home. Indoors with them outside: stay in, lock up.",
            width,
            DIM,
        )
        return lines


class DangerScreen(FormScreen, inherit_bindings=False):
    """F8. Without a contact in hand, the first line kept opens a call."""

    FORM = "danger"
    WHERE = ("danger",)
    BINDINGS = bindings("danger", only_always=True)

    def top(self) -> ComposeResult:
        yield Reminder()

    def place(self) -> str:
        return "DANGER NOW"

    def held(self, contact: Contact) -> Mapping[int, Mapping[str, str]]:
        return {0: contact.danger}

    def entry_name(self, number: int, entry: Mapping[str, str]) -> str:
        return "What is known now"

    def show(self) -> None:
        self.number = 0
        view = self.session.view
        if view is None:
            for line in self.rows.values():
                line.put("")
        else:  # what the call knows already is not asked again
            said = {field: view.contact.answers.get(id) for field, id in _KNOWN.items()}
            for field in self.fields:
                answer = said.get(field.id)
                known = answer is not None and isinstance(answer.value, str)
                self.rows[field.id].placeholder = f"from the call: {answer.value}" if known and answer else field.hint
        super().show()
        self._focus_first()

    async def keep_line(self) -> bool:
        typed = any(line.value.strip() for line in self.rows.values())
        if self.session.view is None and typed:
            await self.session.ready.wait()
            outcome = await self.session.new("call")
            if not outcome.kept:
                return False
        return await super().keep_line()

    async def action_danger(self) -> None:
        """The same key goes back."""
        await self.action_leave()

    async def action_leave(self) -> None:
        """Back to the exact place; where the danger form opened the call, on to the call."""
        await self.keep_line()
        app = self.app
        app.pop_screen()
        if self.session.view is not None and app.screen is app.get_screen("desk"):
            app.push_screen("call")
