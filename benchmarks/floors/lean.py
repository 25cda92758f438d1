"""The least a page of Textual can cost: two bars that only draw, a question, a list and a field.

`n` puts the next question in place: other words, four other answers, the first of them highlighted.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static


class Bar(Widget):
    """One line that only draws."""

    def __init__(self, words: str, place: str) -> None:
        super().__init__(classes=place)
        self._words = words

    def render(self) -> Content:
        return Content(self._words)


class Keys(Bar):
    """The keys that work where the focus is."""

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def render(self) -> Content:
        bindings = [active.binding for active in self.screen.active_bindings.values() if active.binding.show]
        return Content("  ".join(f"{binding.key} {binding.description}" for binding in bindings))


class Page(Screen[None]):
    """The one page, whose question changes in place."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("n", "next_question", "Next question")]

    def compose(self) -> ComposeResult:
        self._number = 0
        self._question = Static("Opening the floor", markup=False)
        self._answers = OptionList("yes", "no", "not known", "refused", markup=False, compact=True)
        field = Input(placeholder="notes", compact=True)
        field.cursor_blink = False
        yield Bar("A floor", "top")
        yield self._question
        yield self._answers
        yield field
        yield Keys("", "bottom")

    def on_mount(self) -> None:
        self._answers.focus()

    def action_next_question(self) -> None:
        self._number += 1
        self._answers.set_options([f"answer {self._number}.{place}" for place in range(4)])
        self._answers.highlighted = 0
        self._question.update(f"Question <{self._number}>")


class Lean(App[None]):
    """Nothing a page can do without."""

    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = ""
    CSS = """
    .top, .bottom { height: 1; }
    .top { dock: top; }
    .bottom { dock: bottom; }
    OptionList { height: 8; }
    Input { height: 1; }
    """

    def get_default_screen(self) -> Page:
        return Page()


if __name__ == "__main__":
    Lean().run()
