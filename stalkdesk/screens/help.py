"""Help for the screen it was asked on: its keys, from the table, and the whole of the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from stalkdesk.keys import PLACES, in_words, keys_for
from stalkdesk.screens.page import Page, bindings
from stalkdesk.widgets.lines import ALIVE, DIM, STRONG, Lines, Sheet

if TYPE_CHECKING:
    from stalkdesk.guidance.model import Card

_WIDEST = 96


class HelpScreen(Page, inherit_bindings=False):
    """Keys and words of one screen."""

    WHERE = ("help",)
    BINDINGS = bindings("help")

    def __init__(self) -> None:
        super().__init__()
        self.about: tuple[str, ...] = ()
        self._cards: tuple[Card, ...] = ()
        self._card: int | None = None

    def body(self) -> ComposeResult:
        """A page to scroll."""
        self.text = Sheet()
        yield VerticalScroll(self.text, classes="page")

    def place(self) -> str:
        return "Help"

    def on_resize(self) -> None:
        """Another width breaks the lines elsewhere."""
        self._draw()

    def show(self) -> None:
        self._card = None
        self._draw()
        if not self._cards:
            self.run_worker(self._load(), exit_on_error=True)

    async def _load(self) -> None:
        self._cards = await self.session.cards()
        self._draw()

    def _draw(self) -> None:
        width = min(max(self.app.size.width - 8, 40), _WIDEST)
        lines = Lines()
        if self._card is not None:
            self._draw_card(lines, self._cards[self._card], width)
            self.text.show(lines)
            return
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
        if self._cards:
            lines.add(("Pages", STRONG))
            for number, card in enumerate(self._cards, 1):
                lines.add((f"  {number:<24}", ALIVE), (card.title, "$text-soft"))
            lines.add()
        lines.text(
            "It sets priorities and predicts nothing. Danger now goes by voice, radio or command and control, "
            "never by this program.",
            width,
            DIM,
        )
        self.text.show(lines)

    def _draw_card(self, lines: Lines, card: Card, width: int) -> None:
        lines.add((card.title, STRONG))
        lines.add()
        for row in card.lines:
            lines.text(row, width, "$text-soft", first="  · ", rest="    ")
        lines.add()
        sure = "" if card.mark.verified else "; general knowledge, not verified"
        lines.text(f"From {card.mark.source}, looked at on {card.mark.last_checked}{sure}.", width, DIM)

    def action_card(self, key: str) -> None:
        """The page with that number; again, the keys."""
        number = int(key) - 1
        if number < len(self._cards):
            self._card = None if number == self._card else number
            self._draw()
            self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_help(self) -> None:
        self.app.pop_screen()

    def action_scroll_down(self) -> None:
        """Further down."""
        self.query_one(VerticalScroll).scroll_page_down(animate=False)

    def action_scroll_up(self) -> None:
        """Further up."""
        self.query_one(VerticalScroll).scroll_page_up(animate=False)
