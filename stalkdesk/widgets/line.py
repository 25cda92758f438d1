"""A field of one line. Whatever is pasted stays whole, and what is in it can't drive the terminal."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.events import Paste
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Input

from stalkdesk.text import clean_text
from stalkdesk.widgets.lines import DIM, filtered

_LOOKS: Final = {
    "input--cursor": "$ground on $alive",
    "input--placeholder": "$dim",
    "input--suggestion": "$dim",
    "input--selection": "$on-key on $key-on",
}


_AROUND: Final = 2
"""Cells between the text and the remark: one for the cursor, and one that is free."""


class Line(Input):
    """One line. A paste of many lines becomes one, with ` / ` for each line end and a space for a tab.

    How its parts look comes from the theme as it is. Textual's way makes a node for each and matches every rule of
    style with it, whenever a screen is shown: four fifths of what a field cost.
    """

    DEFAULT_CSS = """
    Line { border: none; height: 1; padding: 0 1; background: $field; color: $text-strong; }
    Line:focus { border: none; background: $field-on; }
    """

    def __init__(self, *, placeholder: str = "", id: str | None = None, classes: str | None = None) -> None:
        self._looks: dict[str, Style] = {}
        self._beside = ("", "")
        self._beside_shown = ""
        super().__init__(placeholder=placeholder, id=id, classes=classes, compact=True, select_on_focus=False)
        self.cursor_blink = False

    @classmethod
    @lru_cache(maxsize=1)
    def _get_component_classes(cls) -> frozenset[str]:
        return frozenset()

    def get_component_rich_style(self, *names: str, partial: bool = False, default: Style | None = None) -> Style:
        """How the cursor, the placeholder and what is selected look."""
        found = self._looks.get(names[0])
        if found is None:
            found = self._looks[names[0]] = self.app.stylesheet.parse_style(_LOOKS[names[0]]).rich_style
        return found

    def notify_style_update(self) -> None:
        """Other colours."""
        super().notify_style_update()
        self._looks.clear()

    def _on_paste(self, event: Paste) -> None:
        event.prevent_default()
        event.stop()
        rows = clean_text(event.text).replace("\t", " ").split("\n")
        self.insert_text_at_cursor(" / ".join(row for row in rows if row.strip()))
        self.call_after_refresh(self._show_cursor)  # only then is its new width known

    def _show_cursor(self) -> None:
        at = cell_len(self.value[: self.cursor_position])
        self.scroll_to_region(Region(at, 0, 2, 1), force=True, animate=False)

    def beside(self, words: str, short: str) -> None:
        """A remark on what is typed, at the right end; the short one where the line is full. It has room of its
        own, and never lies over the text."""
        if (words, short) != self._beside:
            self._beside = words, short
            self._fit()

    def watch_value(self) -> None:
        """Longer or shorter: another remark may fit beside it."""
        self._fit()

    def on_resize(self) -> None:
        """Other room."""
        self._fit()

    def _fit(self) -> None:
        words, short = self._beside if self.value else ("", "")
        fits = cell_len(self.value) + cell_len(words) + _AROUND <= self.outer_size.width
        shown = words if fits else short
        if shown != self._beside_shown:
            self._beside_shown = shown
            self.styles.padding = (0, cell_len(shown) + 1 if shown else 0, 0, 0)
            self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The line with its remark, for Textual."""
        shown, width = self._beside_shown, self.outer_size.width
        at = width - cell_len(shown)
        if not shown or at < 1:
            return super().render_lines(crop)
        style = (self.visual_style + self.app.stylesheet.parse_style(DIM)).rich_style
        remark = filtered(self, [Segment(shown, style)], cell_len(shown), self.background_colors[1])
        whole = super().render_lines(Region(0, crop.y, width, crop.height))
        strips = [Strip.join([one.crop(0, at), remark]) for one in whole]
        return [one.crop(*crop.column_span) for one in strips]

    def put(self, text: str) -> None:
        """Show this text, the cursor at its end."""
        if self.value != text:
            with self.prevent(Input.Changed):
                self.value = text
            self.cursor_position = len(text)
