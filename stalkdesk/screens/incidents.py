"""What happened: F5. Under the form stands the course of conduct, with what linked reports hold."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from stalkdesk.screens.forms import FormScreen
from stalkdesk.screens.page import bindings
from stalkdesk.widgets.course import MOST_HIGH, drawn, listed
from stalkdesk.widgets.lines import ALIVE, DIM, Drawn, Lines

if TYPE_CHECKING:
    from stalkdesk.conduct.course import Course

ROOMY = 16
"""Rows from which the picture is higher than one."""


class CourseOfConduct(Drawn):
    """When this one was, as it was understood; the picture; what it shows; the latest of it."""

    DEFAULT_CSS = """
    CourseOfConduct { height: 1fr; padding: 0 3; background: $surface-1; }
    """

    def __init__(self) -> None:
        super().__init__(id="course")
        self._seen: tuple[str, Course | None, tuple[str, ...]] = ("", None, ())

    def show(self, when: str, course: Course | None, places: tuple[str, ...]) -> None:
        """Another day, another course, or other reports of the same places."""
        if (when, course, places) != self._seen:
            self._seen = when, course, places
            self.redraw()

    def drawn(self, width: int, height: int) -> Lines:
        lines = Lines()
        when, course, places = self._seen
        if when:
            lines.text(when, width, "$text-soft", first="Understood  ", rest=" " * 12, head=DIM)
        for place in places[:2]:
            lines.text(place, width, f"bold {ALIVE}", first="F4 earlier  ", rest=" " * 12, head=DIM)
        if course is None or not course.happened:
            return lines
        lines.add()
        lines.rows += drawn(course, width, MOST_HIGH if height >= ROOMY else 1).rows
        rest = listed(course, width)
        if len(lines) + 2 < height:
            lines.add()
            lines.rows += rest.rows
        if len(lines) > height:
            lines.rows = [*lines.rows[: height - 1], [("Ctrl+L shows all of it.", DIM)]]
        return lines


class IncidentsScreen(FormScreen, inherit_bindings=False):
    """F5."""

    FORM = "incident"
    BINDINGS = bindings("form", only_always=True)

    def place(self) -> str:
        return "Incidents"

    def beneath(self) -> ComposeResult:
        self.course = CourseOfConduct()
        yield self.course

    def understand(self) -> None:
        self.run_worker(partial(self._say_understood, self.rows["when"].value), exclusive=True, exit_on_error=True)

    async def _say_understood(self, said: str) -> None:
        when, course = await self.session.course(said)
        self.course.show(when, course, self._places())
        await self.session.earlier()
        self.course.show(when, course, self._places())

    def _places(self) -> tuple[str, ...]:
        """Earlier reports by place, each with what is the same."""
        found = (one for one in self.session.found if not one.match.person and one.verdict != "different")
        return tuple(f"{one.ref} {' · '.join(one.match.reasons)}" for one in found)
