"""What happened: F5. Under the form stands the course of conduct, with what linked reports hold."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from stalkdesk.desk.breaches import Breakable, breakable, no_such_order, tied_in_words
from stalkdesk.screens.forms import FormScreen
from stalkdesk.screens.page import bindings
from stalkdesk.widgets.course import MOST_HIGH, drawn, listed
from stalkdesk.widgets.lines import ALIVE, DIM, Drawn, Lines, fitted

if TYPE_CHECKING:
    from stalkdesk.conduct.course import Course

ROOMY = 16
"""Rows from which the picture is higher than one."""
MOST_ORDERS = 5
"""Orders that are listed while it is said which was broken."""


class CourseOfConduct(Drawn):
    """When this one was, as it was understood; the picture; what it shows; the latest of it."""

    DEFAULT_CSS = """
    CourseOfConduct { height: 1fr; padding: 0 3; background: $surface-1; }
    """

    def __init__(self) -> None:
        super().__init__(id="course")
        self._seen: tuple[str, Course | None, tuple[str, ...]] = ("", None, ())
        self._orders: tuple[Breakable, ...] = ()

    def offer(self, orders: tuple[Breakable, ...]) -> None:
        """Orders to choose from; none while another line has the focus."""
        if orders != self._orders:
            self._orders = orders
            self.redraw()

    def show(self, when: str, course: Course | None, places: tuple[str, ...]) -> None:
        """Another day, another course, or other reports of the same places."""
        if (when, course, places) != self._seen:
            self._seen = when, course, places
            self.redraw()

    def drawn(self, width: int, height: int) -> Lines:
        lines = Lines()
        when, course, places = self._seen
        for one in self._orders[:MOST_ORDERS]:
            number = f" {one.number} "
            lines.add(
                (number, "bold $text-strong on $key"), ("  ", ""), (fitted(one.words, width - 2 - len(number)), "")
            )
        if self._orders:
            more = len(self._orders) - MOST_ORDERS
            and_more = f" {more} more stand on F7 and in linked reports." if more > 0 else ""
            lines.text(f"Type the number of the order that was broken, or other words.{and_more}", width, DIM)
        elif when:
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
        if len(lines) > height and not self._orders:
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
        self._tie()
        self.run_worker(partial(self._say_understood, self.rows["when"].value), exclusive=True, exit_on_error=True)

    # Which order was broken

    def on_descendant_focus(self) -> None:
        """The orders there are, while it is said which was broken."""
        self._tie()

    @property
    def _breakable(self) -> tuple[Breakable, ...]:
        view = self.session.view
        return () if view is None else breakable(view.contact, view.joined)

    def _tie(self) -> None:
        """What the line is tied to, and what it can be tied to."""
        view, line = self.session.view, self.rows["breach"]
        key = "" if view is None else view.contact.incidents.get(self.number, {}).get("order", "")
        if key and not line.has_focus:
            line.cursor_position = 0  # from its beginning: which order it is
        line.beside(*(tied_in_words(key, self._breakable) if key else ("", "")))
        self.course.offer(self._breakable if line.has_focus else ())

    async def _keep(self, id: str) -> bool:
        """A number on the line of the order that was broken becomes that order."""
        typed, number = self.rows[id].value.strip(), self.number
        if id != "breach" or all(str(one.number) != typed for one in self._breakable):
            return await super()._keep(id)
        kept = await self.say(lambda call: call.fill(self.FORM, number, id, typed))
        if kept and self.session.view is not None:
            self._changed.pop(id, None)
            self.rows[id].put(self.session.view.contact.incidents[number][id])
        return kept

    def meant(self, id: str, text: str) -> tuple[str, str]:
        """A number that is no order's is words, and that is said."""
        said = no_such_order(text, self._breakable) if id == "breach" else ""
        return text, f"{said} F7 lists the orders." if said else ""

    async def _say_understood(self, said: str) -> None:
        when, course = await self.session.course(said)
        self.course.show(when, course, self._places())
        await self.session.earlier()
        self.course.show(when, course, self._places())

    def _places(self) -> tuple[str, ...]:
        """Earlier reports by place, each with what is the same."""
        found = (one for one in self.session.found if not one.match.person and one.verdict != "different")
        return tuple(f"{one.ref} {' · '.join(one.match.reasons)}" for one in found)
