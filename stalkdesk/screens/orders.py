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
        lines.text("What breaks it is an incident: F5, line “Order broken”, its number there.", width, DIM)
        return lines


class OrdersScreen(FormScreen, inherit_bindings=False):
    """F7."""

    FORM = "order"
    BINDINGS = bindings("form", only_always=True)

    def __init__(self) -> None:
        super().__init__()
        self._said = ""

    def place(self) -> str:
        return "Orders"

    def beneath(self) -> ComposeResult:
        self.kinds = Kinds()
        yield self.kinds

    async def take_out(self, number: int) -> None:
        """Remove an order; where an incident said that it was broken, that is said."""
        await super().take_out(number)
        view = self.session.view
        self._said = view.notice if view is not None and number not in view.contact.orders else ""

    def show(self) -> None:
        super().show()
        if self._said:
            self.tell(self._said)
            self._said = ""

    def meant(self, id: str, text: str) -> tuple[str, str]:
        return (ORDER_KINDS[text.casefold()][1] if id == "kind" and text.casefold() in ORDER_KINDS else text), ""
