"""The privacy shade: one key covers everything, the same key uncovers it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from stalkdesk.screens.page import bindings


class ShadeScreen(Screen[None], inherit_bindings=False):
    """Nothing of the contact is on it, not even its reference."""

    AUTO_FOCUS = ""
    BINDINGS = bindings("shade")

    def compose(self) -> ComposeResult:
        """One quiet line."""
        yield Static(Content("Covered. F6 uncovers it."), id="covered", markup=False)

    def action_shade(self) -> None:
        """Uncover."""
        self.app.pop_screen()
