"""Orders and bail that keep somebody away: F7."""

from __future__ import annotations

from textual.app import ComposeResult

from stalkdesk.contact.forms import ORDER_KINDS
from stalkdesk.screens.forms import FormScreen
from stalkdesk.screens.page import bindings
from stalkdesk.widgets.lines import DIM, Drawn, Lines


class Kinds(Drawn):
    """Which letter stands for which order, and what a breach means."""

    DEFAULT_CSS = """
    Kinds { height: 1fr; padding: 1 3 0 3; background: $surface-1; }
    """

    def drawn(self, width: int, height: int) -> Lines:
        lines = Lines()
        for letter, (_, name) in ORDER_KINDS.items():
            lines.add((f" {letter} ", "bold $text-strong on $key"), (f"  {name}", "$text-soft"))
        lines.add()
        lines.text("What breaks it is an incident: F5, line “Order broken”.", width, DIM)
        return lines


class OrdersScreen(FormScreen, inherit_bindings=False):
    """F7."""

    FORM = "order"
    BINDINGS = bindings("form", only_always=True)

    def place(self) -> str:
        return "Orders"

    def beneath(self) -> ComposeResult:
        self.kinds = Kinds()
        yield self.kinds

    def meant(self, id: str, text: str) -> tuple[str, str]:
        return (ORDER_KINDS[text.casefold()][1] if id == "kind" and text.casefold() in ORDER_KINDS else text), ""
