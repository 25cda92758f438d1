"""A final record: its handover to copy, print and save, where it is on its way, and its history."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input

from stalkdesk.clock import day_and_hour
from stalkdesk.desk.papers import PAPERS
from stalkdesk.handover.compose import BREACH
from stalkdesk.screens.desk import Notice
from stalkdesk.screens.page import Page, bindings
from stalkdesk.widgets.line import Line
from stalkdesk.widgets.lines import ALIVE, DIM, STRONG, Drawn, Lines, Part, Sheet, fitted

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from stalkdesk.reading import Shown


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
        self._paper = next(iter(PAPERS))
        self._revision: int | None = None
        self._then: Callable[[str], Awaitable[None]] | None = None

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
            self._paper, self._revision = next(iter(PAPERS)), None
            self.notice.say("")
            self.call_after_refresh(self.scroll.scroll_home, animate=False)
        self._stop_asking()
        self.run_worker(self._load(log=not again), exit_on_error=True)

    async def _load(self, *, log: bool) -> None:
        found = await self.session.record(self.id_shown, log=log, paper=self._paper, revision=self._revision)
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
            lines.add(*self._which(shown))
            lines.add((f"LEVEL {shown.level}   GRADE {shown.grade}", STRONG))
            if shown.open_log:
                lines.text(BREACH, width, "bold $red")
            lines.add()
            for row in shown.text.split("\n"):
                lines.text(
                    row, width, STRONG if row[:1].strip() else "$text-soft", first=" " * (len(row) - len(row.lstrip()))
                )
        self.text.show(lines)

    # What the keys do

    async def action_copy(self) -> None:
        """To the terminal's clipboard."""
        if self._shown is not None:
            await self.session.disclosed(self.id_shown, "copied")
            self.app.copy_to_clipboard(self._shown.text)
            self.notice.say("Handed to this terminal's clipboard. If nothing arrives there, save it with v.")

    async def action_print(self) -> None:
        """On paper."""
        self.notice.say(await self.session.print_paper(self.id_shown, paper=self._paper, revision=self._revision))

    def action_save(self) -> None:
        """To a file; asks where."""
        if self._shown is not None:
            self.notice.say(
                "A name ending in .pdf is the paper of one or two pages, .txt is words, .json is for programs."
            )
            self._ask("File to save it to", self._save_to, str(Path.home() / f"{self._shown.ref}.pdf"))

    def action_amend(self) -> None:
        """Open it again, with a reason."""
        if self._shown is not None and self._shown.final:
            self._ask("Why is it amended? Enter opens it again as the next revision", self._amend)

    def _ask(self, hint: str, then: Callable[[str], Awaitable[None]], text: str = "") -> None:
        self._then = then
        self.ask.placeholder = hint
        self.ask.put(text)
        self.add_class("asking")
        self.ask.focus()
        self.ask.select_all()  # what is typed takes its place
        self.key_bar.show("record", typing=True)

    async def _save_to(self, text: str) -> None:
        if text.strip():
            path = Path(text.strip()).expanduser()
            self.notice.say(await self.session.save(self.id_shown, path, paper=self._paper, revision=self._revision))

    async def _amend(self, text: str) -> None:
        outcome = await self.session.amend(self.id_shown, text)
        if outcome.kept:
            self._seen = ""
            self.app.switch_screen("call")
        else:
            self.notice.say(outcome.refused or f"NOT KEPT: {outcome.unkept}. Make room and try again.")

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """What was asked for."""
        event.stop()
        then, text = self._then, event.value
        self._stop_asking()
        if then is not None:
            await then(text)

    def _stop_asking(self) -> None:
        self.remove_class("asking")
        self.set_focus(None)
        self.key_bar.show("record")

    async def action_history(self) -> None:
        """Everything that happened until now; again, the handover."""
        self._history = not self._history
        await self._load(log=False)
        self.scroll.scroll_home(animate=False)

    async def action_paper(self) -> None:
        """The next of its texts."""
        papers = list(PAPERS)
        self._paper, self._history = papers[(papers.index(self._paper) + 1) % len(papers)], False
        await self._turned()

    async def action_former(self) -> None:
        """The revision before."""
        await self._turn(-1)

    async def action_later(self) -> None:
        """The revision after."""
        await self._turn(1)

    async def _turn(self, by: int) -> None:
        shown = self._shown
        if shown is not None and 1 <= shown.revision + by <= shown.revisions:
            to = shown.revision + by
            self._revision = None if to == shown.revisions and shown.final else to
            await self._turned()

    async def _turned(self) -> None:
        self.notice.say("")
        await self._load(log=False)
        self.scroll.scroll_home(animate=False)

    def _which(self, shown: Shown) -> list[Part]:
        """Which text this is, and of which revision."""
        parts: list[Part] = []
        for paper, name in PAPERS.items():
            parts.append((f" {name} ", "bold $on-key on $key-on" if paper == self._paper else "$text-soft on $key"))
            parts.append((" ", ""))
        if shown.revisions > 1:
            parts.append((f" revision {shown.revision} of {shown.revisions}", DIM))
        return parts

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
            await self.action_history()
        else:
            self._seen = ""
            self.app.pop_screen()
