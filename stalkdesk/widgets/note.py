"""A field of some lines, for notes. Loaded with the call: the desk needs none of it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Paste
from textual.widgets import TextArea

from stalkdesk.text import clean_text

_KEPT_BACK = frozenset({"f6", "f7"})
"""Keys that TextArea takes for itself and that mean something else here."""


class Note(TextArea, inherit_bindings=False):
    """A note of some lines."""

    DEFAULT_CSS = """
    Note { border: none; padding: 0 1; background: $field; color: $text-strong; height: 3; }
    Note:focus { border: none; background: $field-on; }
    Note .text-area--placeholder { color: $dim; }
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
