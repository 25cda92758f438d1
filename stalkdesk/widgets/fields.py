"""Fields that are typed in. Whatever is pasted stays whole, and what is in them can't drive the terminal."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Paste
from textual.message import Message
from textual.widgets import Input, TextArea

from stalkdesk.text import clean_text


class Line(Input):
    """One line. A paste of many lines becomes one, with ` / ` for each line end: nothing is dropped."""

    DEFAULT_CSS = """
    Line { border: none; height: 1; padding: 0 1; background: $field; color: $text-strong; }
    Line:focus { border: none; background: $field-on; }
    Line > .input--placeholder { color: $dim; }
    """

    class Entered(Message):
        """Enter was pressed in it."""

        def __init__(self, line: Line) -> None:
            self.line = line
            super().__init__()

    def __init__(self, *, placeholder: str = "", id: str | None = None, classes: str | None = None) -> None:
        super().__init__(placeholder=placeholder, id=id, classes=classes, compact=True, select_on_focus=False)
        self.cursor_blink = False

    def _on_paste(self, event: Paste) -> None:
        event.prevent_default()
        event.stop()
        self.insert_text_at_cursor(" / ".join(row for row in clean_text(event.text).split("\n") if row.strip()))

    def put(self, text: str) -> None:
        """Show this text, the cursor at its end."""
        if self.value != text:
            with self.prevent(Input.Changed):
                self.value = text
            self.cursor_position = len(text)


_KEPT_BACK = frozenset({"f6", "f7"})
"""Keys that TextArea takes for itself and that mean something else here."""


class Note(TextArea, inherit_bindings=False):
    """A note of some lines."""

    DEFAULT_CSS = """
    Note { border: none; padding: 0 1; background: $field; color: $text-strong; height: 3; }
    Note:focus { border: none; background: $field-on; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        binding for binding in TextArea.BINDINGS if not isinstance(binding, Binding) or binding.key not in _KEPT_BACK
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, compact=True, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
        self.cursor_blink = False

    async def _on_paste(self, event: Paste) -> None:
        event.prevent_default()
        event.stop()
        self.insert(clean_text(event.text))

    def put(self, text: str) -> None:
        """Show this text, the cursor at its end."""
        if self.text != text:
            with self.prevent(TextArea.Changed):
                self.load_text(text)
            self.move_cursor(self.document.end)
