"""A final record: its handover to copy, print and save, where it is on its way, and its history."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input

from stalkdesk.clock import day_and_hour
from stalkdesk.screens.desk import Notice
from stalkdesk.screens.page import Page, bindings
from stalkdesk.widgets.line import Line
from stalkdesk.widgets.lines import ALIVE, DIM, STRONG, Drawn, Lines, Sheet, fitted

if TYPE_CHECKING:
    from stalkdesk.session import Shown


class Delivery(Drawn):
    """Where the record is, in words. Queued never looks like delivered."""

    def __init__(self) -> None:
        super().__init__(id="delivery")
        self._words, self._there = "", False

    def say(self, words: str, *, there: bool) -> None:
        """Other words; `there`: the force's system has it."""
        self._words, self._there = words, there
        self.redraw()

    def drawn(self, width: int, height: int) -> Lines:
        lines = Lines()
        mark = "✓ " if self._there else "⇅ "
        lines.text(self._words, width, f"bold {ALIVE}" if self._there else "bold $amber", first=mark, rest="  ")
        return lines


class RecordScreen(Page, inherit_bindings=False):
    """Read only."""

    WHERE = ("record",)
    BINDINGS = bindings("record")

    def __init__(self) -> None:
        super().__init__()
        self.id_shown = ""
        self._seen = ""
        self._shown: Shown | None = None
        self._history = False

    def body(self) -> ComposeResult:
        self.delivery = Delivery()
        self.text = Sheet()
        self.scroll = VerticalScroll(self.text, classes="page")
        self.ask = Line(id="ask-line")
        self.notice = Notice()
        yield self.delivery
        yield self.scroll
        yield self.ask
        yield self.notice

    def place(self) -> str:
        shown = self._shown
        return f"Record {shown.ref}" if shown is not None else "Record"

    def show(self) -> None:
        # Looking is an event of its own, once for each time the record is opened.
        again = self._seen == self.id_shown
        self._seen = self.id_shown
        self._history = self._history and again
        if not again:
            self.notice.say("")
        self._stop_asking()
        self.run_worker(self._load(log=not again), exit_on_error=True)

    async def _load(self, *, log: bool) -> None:
        found = await self.session.record(self.id_shown, log=log)
        if isinstance(found, str):
            self._seen, self._shown = "", None
            self.delivery.say(found, there=False)
            self.text.show(Lines())
            return
        self._shown = found
        self._draw()
        self.show_title()

    async def refresh_delivery(self) -> None:
        await self._load(log=False)

    def on_resize(self) -> None:
        """Another width breaks the lines elsewhere."""
        self._draw()

    def _draw(self) -> None:
        shown = self._shown
        if shown is None:
            return
        self.delivery.say(shown.delivery, there=shown.there)
        width = max(self.app.size.width - 8, 40)
        lines = Lines()
        if self._history:
            lines.add(("Everything that happened, and who looked", STRONG))
            for at, who, words in shown.history:
                lines.text(
                    words, width, "$text-soft", first=f"{day_and_hour(at)}  {fitted(who, 10)} ", rest=" " * 29, head=DIM
                )
        else:
            for row in shown.handover.split("\n"):
                lines.text(
                    row, width, STRONG if row[:1].strip() else "$text-soft", first=" " * (len(row) - len(row.lstrip()))
                )
        self.text.show(lines)

    # What the keys do

    async def action_copy(self) -> None:
        """To the terminal's clipboard."""
        if self._shown is not None:
            await self.session.disclosed(self.id_shown, "copied")
            self.app.copy_to_clipboard(self._shown.handover)
            self.notice.say("Handed to this terminal's clipboard. If nothing arrives there, save it with v.")

    async def action_print(self) -> None:
        """On paper."""
        self.notice.say(await self.session.print_handover(self.id_shown))

    def action_save(self) -> None:
        """To a file; asks where."""
        if self._shown is not None:
            self.ask.placeholder = "File to save it to. A name ending in .txt is words, .json is for programs"
            self.ask.put(str(Path.home() / f"{self._shown.ref}.txt"))
            self.add_class("asking")
            self.ask.focus()
            self.key_bar.show("record", typing=True)

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Save it there."""
        event.stop()
        path = event.value.strip()
        self._stop_asking()
        if path:
            self.notice.say(await self.session.save(self.id_shown, Path(path).expanduser()))

    def _stop_asking(self) -> None:
        self.remove_class("asking")
        self.set_focus(None)
        self.key_bar.show("record")

    def action_history(self) -> None:
        """Everything that happened; again, the handover."""
        self._history = not self._history
        self._draw()
        self.scroll.scroll_home(animate=False)

    async def action_send(self) -> None:
        """Try to send it now."""
        self.session.wake.set()

    def action_scroll_down(self) -> None:
        """Further down."""
        self.scroll.scroll_page_down(animate=False)

    def action_scroll_up(self) -> None:
        """Further up."""
        self.scroll.scroll_page_up(animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters are only letters while the file's name is typed."""
        typing = self.has_class("asking")
        return not typing or action in ("help", "shade", "danger", "leave", "command_palette", "quit")

    async def action_leave(self) -> None:
        """Out of the line, or back."""
        if self.has_class("asking"):
            self._stop_asking()
        elif self._history:
            self.action_history()
        else:
            self._seen = ""
            self.app.pop_screen()
