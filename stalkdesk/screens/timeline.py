"""The whole course of conduct to read: this contact's incidents with those of the reports that were linked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from stalkdesk.screens.page import Page, bindings
from stalkdesk.widgets.course import MOST_HIGH, drawn, listed
from stalkdesk.widgets.lines import Lines, Sheet

if TYPE_CHECKING:
    from stalkdesk.conduct.course import Course


class TimelineScreen(Page, inherit_bindings=False):
    """Ctrl+L from a form, t from the earlier reports."""

    WHERE = ("timeline",)
    BINDINGS = bindings("timeline")

    def __init__(self) -> None:
        super().__init__()
        self._course: Course | None = None

    def body(self) -> ComposeResult:
        self.text = Sheet()
        self.scroll = VerticalScroll(self.text, id="step")
        yield self.scroll

    def place(self) -> str:
        return "Timeline"

    def show(self) -> None:
        self.run_worker(self._load, exclusive=True, exit_on_error=True)

    def on_resize(self) -> None:
        """Another width breaks the lines elsewhere."""
        self._draw()

    async def _load(self) -> None:
        _, self._course = await self.session.course("")
        self._draw()

    def _draw(self) -> None:
        course = self._course
        width = max(self.app.size.width - 8, 40)
        lines = Lines()
        if course is not None:
            lines.rows += drawn(course, width, MOST_HIGH).rows
            lines.add()
            lines.rows += listed(course, width).rows
        self.text.show(lines)

    def action_scroll_down(self) -> None:
        """Further down."""
        self.scroll.scroll_page_down(animate=False)

    def action_scroll_up(self) -> None:
        """Further up."""
        self.scroll.scroll_page_up(animate=False)

    async def action_timeline(self) -> None:
        """The same key goes back."""
        await self.action_leave()
