"""A step that is a list: one line chosen, each with what became of it, and the keys that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalkdesk.screens.steps import StepPage
from stalkdesk.widgets.lines import Lines

if TYPE_CHECKING:
    from stalkdesk.desk.ending import Ending
    from stalkdesk.desk.views import ConcernView


class ListPage(StepPage, inherit_bindings=False):
    """A list under some lines of words. What a list has to say for itself raises NotImplementedError here, and is no
    abstract method: screens have a metaclass of Textual's, which goes with no other."""

    def __init__(self) -> None:
        super().__init__()
        self.here = 0
        self._for = ""

    def show(self) -> None:
        view = self.session.view
        id = view.contact.id if view is not None else ""
        if id != self._for:
            self._for, self.here = id, -1
        super().show()

    def count(self, ending: Ending) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def first_open(self, ending: Ending) -> int:
        """The first line that nothing was said of; 0 where there is none."""
        raise NotImplementedError

    def head(self, lines: Lines, ending: Ending, width: int) -> None:
        """What stands above the list."""

    def block(self, ending: Ending, number: int, width: int, *, chosen: bool) -> Lines:
        """One line of the list, as many rows as it needs."""
        raise NotImplementedError

    def foot(self, lines: Lines, ending: Ending, width: int) -> None:
        """What stands under the list."""

    def drawn(self, lines: Lines, ending: Ending, concern: ConcernView, width: int) -> None:
        self.head(lines, ending, width)
        count = self.count(ending)
        if self.here < 0:
            self.here = self.first_open(ending)
        self.here = max(0, min(self.here, count - 1))
        top = bottom = 0
        for number in range(count):
            block = self.block(ending, number, width, chosen=number == self.here)
            if number == self.here:
                top, bottom = len(lines), len(lines) + len(block)
            lines.rows += block.rows
        self.foot(lines, ending, width)
        self.call_after_refresh(self._into_sight, top, bottom, first=self.here == 0)

    def _into_sight(self, top: int, bottom: int, *, first: bool) -> None:
        """The chosen line is seen whole."""
        height, at = self.scroll.size.height, round(self.scroll.scroll_y)
        if first or (top < at and bottom <= height):
            self.scroll.scroll_home(animate=False)
        elif bottom > at + height:
            self.scroll.scroll_to(y=min(bottom - height + 1, top), animate=False)
        elif top < at:
            self.scroll.scroll_to(y=max(top - 1, 0), animate=False)

    def too_fast(self) -> bool:
        """Whether the keys come faster than anybody reads: then nothing is marked, and it is said."""
        fast = self.desk_app.keys_like_a_paste
        if fast:
            self.notice.say("These keys came as fast as a paste; the last ones marked nothing.")
        return fast

    def choose(self, number: int) -> None:
        """Another line."""
        if self.ending is not None:
            self.here = max(0, min(number, self.count(self.ending) - 1))
            self.notice.say("")
            self.draw()

    def on_to_the_next(self) -> None:
        """Down a line, once something was said of this one."""
        if self.ending is not None and self.here + 1 < self.count(self.ending):
            self.here += 1
            self.draw()

    def action_line_below(self) -> None:
        """The line below."""
        self.choose(self.here + 1)

    def action_line_above(self) -> None:
        """The line above."""
        self.choose(self.here - 1)
