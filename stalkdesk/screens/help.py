"""Help for the screen it was asked on: its keys, from the table, and the whole of the question."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from stalkdesk.keys import PLACES, in_words, keys_for
from stalkdesk.screens.page import Page, bindings
from stalkdesk.widgets.lines import ALIVE, DIM, STRONG, Lines, Sheet

_WIDEST = 96


class HelpScreen(Page, inherit_bindings=False):
    """Keys and words of one screen."""

    WHERE = ("help",)
    BINDINGS = bindings("help")

    def __init__(self) -> None:
        super().__init__()
        self.about: tuple[str, ...] = ()

    def body(self) -> ComposeResult:
        """A page to scroll."""
        self.text = Sheet()
        yield VerticalScroll(self.text, classes="page")

    def place(self) -> str:
        return "Help"

    def on_resize(self) -> None:
        """Another width breaks the lines elsewhere."""
        self.show()

    def show(self) -> None:
        width = min(max(self.app.size.width - 6, 40), _WIDEST)
        lines = Lines()
        view = self.session.view
        if view is not None and "answers" in self.about:
            question = view.question
            lines.text(f"“{question.ask}”", width, STRONG)
            lines.text(question.why, width, "$text-soft", first="Why    ", rest="       ", head=DIM)
            lines.text(question.help, width, "$text-soft", first="Means  ", rest="       ", head=DIM)
            lines.add()
        for place in self.about:
            lines.add((PLACES.get(place, place), STRONG))
            for key in keys_for(place):
                lines.text(key.help, width, "$text-soft", first=f"  {in_words(key):<24}", rest=" " * 26, head=ALIVE)
            lines.add()
        lines.text(
            "It sets priorities and predicts nothing. Danger now goes by voice, radio or command and control, "
            "never by this program.",
            width,
            DIM,
        )
        self.text.show(lines)

    def action_help(self) -> None:
        self.app.pop_screen()

    def action_scroll_down(self) -> None:
        """Further down."""
        self.query_one(VerticalScroll).scroll_page_down(animate=False)

    def action_scroll_up(self) -> None:
        """Further up."""
        self.query_one(VerticalScroll).scroll_page_up(animate=False)
