"""Jumping: type any part of a question, and go there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from stalkdesk.widgets.line import Line
from stalkdesk.widgets.lines import DIM, STRONG

if TYPE_CHECKING:
    from stalkdesk.desk.views import CallView


class Jump(Vertical):
    """A line and what it finds among the questions."""

    class To(Message):
        """This question was chosen."""

        def __init__(self, question: str) -> None:
            self.question = question
            super().__init__()

    def __init__(self) -> None:
        super().__init__(id="jump")
        self._view: CallView | None = None

    def compose(self) -> ComposeResult:
        """The line above, what it finds below."""
        self.line = Line(placeholder="Type any part of a question, then Enter. Esc goes back", id="search")
        self.found = OptionList(id="matches", markup=False)
        self.found.can_focus = False
        yield self.line
        yield self.found

    def begin(self, view: CallView) -> None:
        """Every question, and an empty line."""
        self._view = view
        self.line.put("")
        self._search("")
        self.screen.set_focus(self.line)

    def _search(self, text: str) -> None:
        if self._view is None:
            return
        words = text.casefold().split()
        options: list[Option] = []
        for section in self._view.map:
            for row in section.rows:
                asked = self._view.assessment.qset.questions[row.id].ask
                everything = f"{row.label} {asked} {section.title}".casefold()
                if all(word in everything for word in words):
                    prompt = Content.assemble((f"{row.mark} {row.label}", STRONG), (f"  {row.words}  {asked}", DIM))
                    options.append(Option(prompt, id=row.id))
        self.found.set_options(options)
        if options:
            self.found.highlighted = 0

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another part of a question."""
        event.stop()
        self._search(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes the one that is marked."""
        event.stop()
        self._choose(self.found.highlighted_option)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click."""
        event.stop()
        self._choose(event.option)

    def _choose(self, option: Option | None) -> None:
        if option is not None and option.id is not None:
            self.post_message(self.To(option.id))

    def on_key(self, event: Key) -> None:
        """Up and down choose among what was found."""
        if event.key in ("up", "down"):
            event.stop()
            (self.found.action_cursor_up if event.key == "up" else self.found.action_cursor_down)()
