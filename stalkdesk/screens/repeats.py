"""Repeat suspects: who is in two reports or more, why they are thought the same, and what an order would need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll

from stalkdesk.screens.page import NARROW_OR_WIDE, WIDE, Page, bindings
from stalkdesk.text import clip
from stalkdesk.widgets.lines import ALIVE, DIM, STRONG, Drawn, Lines, Sheet, fitted, level_style, wrapped

if TYPE_CHECKING:
    from textual.worker import Worker

    from stalkdesk.desk.repeats import Repeat, Report, Search

_LOOKING: Final = "Looking …"
_NOBODY: Final = "No suspect on this desk is in two reports or more."
_TOP: Final = 2
_MOST_LINES: Final = 7
"""For the list, where the rest stands below it."""
_MARKS: Final = ("○", "▲", "◆")
_STATES: Final = {"recorded": ALIVE, "not_recorded": "$amber", "to_decide": DIM}


class Suspects(Drawn):
    """The suspects, one of them chosen; as many as there is room for."""

    DEFAULT_CSS = """
    Suspects { background: $surface-2; padding: 0 3; }
    """

    def __init__(self) -> None:
        super().__init__(id="suspects")
        self.items: tuple[Repeat, ...] = ()
        self.here = 0
        self.words = _LOOKING

    def show(self, items: tuple[Repeat, ...], here: int, words: str) -> None:
        """These, with this one chosen, under these words."""
        self.items, self.here, self.words = items, here, words
        self.redraw()

    def drawn(self, width: int, height: int) -> Lines:
        lines = Lines()
        lines.text(self.words, width, DIM)
        beside = self.parent is not None and self.screen.has_class("-wide")
        blocks = [self._block(one, width, chosen=n == self.here, beside=beside) for n, one in enumerate(self.items)]
        room = height - len(lines)
        first = self.here if sum(map(len, blocks)) > room else 0
        while (
            first > 0 and sum(map(len, blocks[first - 1 : self.here + 1])) < room
        ):  # one line says that there are more
            first -= 1
        for block in blocks[first:]:
            lines.rows += block.rows
        return lines

    def _block(self, one: Repeat, width: int, *, chosen: bool, beside: bool) -> Lines:
        lines = Lines()
        rank = one.strength.rank
        mark = "▸ " if chosen else "  "
        level = (fitted(f"{_MARKS[min(rank, _TOP)]} {one.level.upper()}", 11), f"bold {level_style(rank, _TOP)}")
        name = STRONG if chosen else "$text-soft"
        if beside:
            lines.add()
            lines.add((mark, f"bold {ALIVE}"), level, (one.counted, "$text-soft"))
            lines.text(clip(one.title, 2 * width), width, name, first="  ", rest="  ")
        else:
            counted = fitted(one.counted, 24)
            lines.add((mark, f"bold {ALIVE}"), level, (counted, "$text-soft"), (fitted(one.title, width - 37), name))
        return lines


class RepeatsScreen(Page, inherit_bindings=False):
    """From the desk."""

    WHERE = ("repeats",)
    BINDINGS = bindings("repeats")
    HORIZONTAL_BREAKPOINTS = NARROW_OR_WIDE
    DEFAULT_CSS = """
    RepeatsScreen #both { layout: vertical; height: 1fr; }
    RepeatsScreen.-wide #both { layout: horizontal; }
    RepeatsScreen.-wide Suspects { width: 46; padding: 1 3; }
    RepeatsScreen.-wide .page { width: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[Repeat, ...] | None = None
        self._work: Worker[None] | None = None
        self._words = _LOOKING
        self._here = self._report = 0
        self._order = False
        self._rows: list[int] = []

    def body(self) -> ComposeResult:
        """The list, and all that is known of the chosen one."""
        self.suspects = Suspects()
        self.text = Sheet()
        self.scroll = VerticalScroll(self.text, classes="page", can_focus=False)
        yield Container(self.suspects, self.scroll, id="both")

    def place(self) -> str:
        return "Repeat suspects"

    def show(self) -> None:
        # Back from a record, the same ones are there: what was shown is kept once for each time they are asked for.
        if self._items is None and (self._work is None or self._work.is_finished):
            self._words, self._here, self._report, self._order = _LOOKING, 0, 0, False
            self._work = self.run_worker(self._look(), exclusive=True, exit_on_error=True)
        self._draw()

    async def _look(self) -> None:
        from stalkdesk.journal.database import DbError
        from stalkdesk.journal.journal import NotKept
        from stalkdesk.session import NOT_LOGGED

        try:
            search = await self.session.store(self._search)
            await self.session.repeats(search)
        except NotKept as error:
            self._words = f"Not shown: {NOT_LOGGED} ({error})."
        except (DbError, OSError) as error:
            self._words = f"Suspects can't be looked up just now ({error}). What is written down is kept."
        else:
            self._items = search.found
            self._words = _counted(search)
        self._draw()

    def _search(self) -> Search:
        from stalkdesk.desk.repeats import Search  # read in there, where it holds up no screen

        return Search(self.session.station.desk, self.session.station.lookup)

    # Drawing

    def on_resize(self) -> None:
        """Another width breaks the lines elsewhere."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        items, wide = self._items or (), self.app.size.width >= WIDE
        said = len(wrapped(self._words, self.app.size.width - 6))
        self.suspects.styles.height = "1fr" if wide else min(len(items) + said, _MOST_LINES)
        self.suspects.show(items, self._here, self._words)
        width = self.app.size.width - (54 if wide else 8)
        lines = Lines()
        chosen = self._chosen
        if chosen is not None:
            lines.text(chosen.title, width, STRONG)
            lines.add((chosen.counted, "$text-soft"))
            lines.add()
            if self._order:
                _draw_order(lines, chosen, width)
            else:
                self._draw_reports(lines, chosen, width)
        self.text.show(lines)

    def _draw_reports(self, lines: Lines, chosen: Repeat, width: int) -> None:
        self._rows = []
        for number, report in enumerate(chosen.reports):
            self._rows.append(len(lines))
            _draw_report(lines, report, width, chosen=number == self._report)
        for doubt in chosen.doubts:
            lines.text(doubt, width, "$amber", first="! ", rest="  ")
        if chosen.doubts:
            lines.add()
        recorded = sum(need.state == "recorded" for need in chosen.needs)
        lines.text(
            f"A Stalking Protection Order may be considered. An application needs {len(chosen.needs)} things; of "
            f"{recorded} something is recorded.",
            width,
            "$text-soft",
            first="o  ",
            rest="   ",
            head=STRONG,
        )

    @property
    def _chosen(self) -> Repeat | None:
        return self._items[self._here] if self._items and self._here < len(self._items) else None

    # Keys

    def action_next_suspect(self) -> None:
        """The one below."""
        self._choose(self._here + 1)

    def action_suspect_before(self) -> None:
        """The one above."""
        self._choose(self._here - 1)

    def _choose(self, number: int) -> None:
        if self._items:
            self._here, self._report = max(0, min(number, len(self._items) - 1)), 0
            self._draw()
            self.scroll.scroll_home(animate=False)

    def action_next_report(self) -> None:
        """Their next report."""
        self._turn(self._report + 1)

    def action_report_before(self) -> None:
        """Their report before."""
        self._turn(self._report - 1)

    def _turn(self, number: int) -> None:
        chosen = self._chosen
        if chosen is None:
            return
        self._order = False
        self._report = max(0, min(number, len(chosen.reports) - 1))
        self._draw()
        self.scroll.scroll_to(y=self._rows[self._report] - 1 if self._report else 0, animate=False)

    def action_read_report(self) -> None:
        """Read that record."""
        if self._chosen is not None:
            self.desk_app.show_record(self._chosen.reports[self._report].contact)

    def action_order_needs(self) -> None:
        """What an order needs; again, the reports."""
        if self._chosen is not None:
            self._order = not self._order
            self._draw()
            self.scroll.scroll_home(animate=False)

    def action_more_below(self) -> None:
        """Further down."""
        self.scroll.scroll_page_down(animate=False)

    def action_more_above(self) -> None:
        """Further up."""
        self.scroll.scroll_page_up(animate=False)

    async def action_leave(self) -> None:
        """From the order to the reports, or back to the desk; nothing of them stays here."""
        if self._order:
            self.action_order_needs()
            return
        if self._work is not None:
            self._work.cancel()
        self._items = self._work = None
        self._draw()
        self.app.pop_screen()

    async def action_repeats(self) -> None:
        """The same key goes back."""
        self._order = False
        await self.action_leave()


def _counted(search: Search) -> str:
    if not search.found:
        return _NOBODY
    if search.of > len(search.found):
        return f"The strongest {len(search.found)} of {search.of:,} in two reports or more. Not proved; judge."
    return "In two reports or more. Thought the same, not proved; read and judge."


def _draw_report(lines: Lines, report: Report, width: int, *, chosen: bool) -> None:
    ground = " on $key" if chosen else ""
    lines.add(
        ("▸ " if chosen else "  ", f"bold {ALIVE}{ground}"),
        (f"{report.ref}  ", f"{STRONG}{ground}"),
        (f"{report.day}  ", f"$text-soft{ground}"),
        (f"{report.level.upper()}  ", f"bold {level_style(report.rank, _TOP)}{ground}"),
        ("✓ linked by a handler" if report.said else "", f"{ALIVE}{ground}"),
    )
    lines.text(report.told, width, "$text-soft", first="    ", rest="    ")
    for number, words in enumerate(report.why):
        lines.text(words, width, DIM if number else "$text-soft", first="    ", rest="      ")
    lines.add()


def _draw_order(lines: Lines, chosen: Repeat, width: int) -> None:
    from stalkdesk.desk.spo import ABOUT, SOURCE, TITLE

    lines.add((TITLE, STRONG))
    lines.text(ABOUT, width, DIM)
    for need in chosen.needs:
        lines.add()
        style = _STATES[need.state]
        lines.text(need.said, width, "$text-soft", first=f"{need.mark} ", rest="  ", head=style)
        for fact in need.recorded:
            lines.text(f"{fact.words}  ({', '.join(fact.refs)})", width, DIM, first="    ", rest="      ")
    lines.add()
    lines.text(f"Source: {SOURCE}.", width, DIM)
