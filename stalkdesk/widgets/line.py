"""A field of one line. Whatever is pasted stays whole, and what is in it can't drive the terminal."""

from __future__ import annotations

from rich.cells import cell_len
from textual.events import Paste
from textual.geometry import Region
from textual.widgets import Input

from stalkdesk.text import clean_text


class Line(Input):
    """One line. A paste of many lines becomes one, with ` / ` for each line end and a space for a tab."""

    DEFAULT_CSS = """
    Line { border: none; height: 1; padding: 0 1; background: $field; color: $text-strong; }
    Line:focus { border: none; background: $field-on; }
    Line > .input--placeholder { color: $dim; }
    """

    def __init__(self, *, placeholder: str = "", id: str | None = None, classes: str | None = None) -> None:
        super().__init__(placeholder=placeholder, id=id, classes=classes, compact=True, select_on_focus=False)
        self.cursor_blink = False

    def _on_paste(self, event: Paste) -> None:
        event.prevent_default()
        event.stop()
        rows = clean_text(event.text).replace("\t", " ").split("\n")
        self.insert_text_at_cursor(" / ".join(row for row in rows if row.strip()))
        self.call_after_refresh(self._show_cursor)  # only then is its new width known

    def _show_cursor(self) -> None:
        at = cell_len(self.value[: self.cursor_position])
        self.scroll_to_region(Region(at, 0, 2, 1), force=True, animate=False)

    def put(self, text: str) -> None:
        """Show this text, the cursor at its end."""
        if self.value != text:
            with self.prevent(Input.Changed):
                self.value = text
            self.cursor_position = len(text)
