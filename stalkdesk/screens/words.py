"""The caller's own account, typed as they talk. It proposes answers and never answers by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Input

from stalkdesk.clock import hour
from stalkdesk.screens.page import Page, bindings
from stalkdesk.widgets.line import Line
from stalkdesk.widgets.lines import ALIVE, DIM, STRONG, Drawn, Lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from stalkdesk.desk.call import Call
    from stalkdesk.desk.views import CallView

DRAFT_AFTER = 0.7


class SaidLines(Drawn):
    """The lines so far, the last at the bottom, exact words marked."""

    DEFAULT_CSS = """
    SaidLines { padding: 1 3; background: $surface-1; }
    """

    def __init__(self) -> None:
        super().__init__(id="said-lines")
        self._view: CallView | None = None

    def show(self, view: CallView) -> None:
        """The account as it is now."""
        self._view = view
        self.redraw()

    def drawn(self, width: int, height: int) -> Lines:
        lines = Lines()
        view = self._view
        if view is None or not view.contact.words:
            lines.text("Type what the caller says, in their words. Enter keeps each line with its time.", width, DIM)
            lines.text("Nothing here answers a question by itself; it only proposes.", width, DIM)
            return lines
        for line in view.contact.words:
            mark = "❝ exact " if line.verbatim else "        "
            lines.text(
                line.text,
                width,
                STRONG if line.verbatim else "$text-soft",
                first=f"{hour(line.at)} {mark}",
                rest=" " * 14,
                head=ALIVE if line.verbatim else DIM,
            )
        lines.rows = lines.rows[-height:]
        return lines


class Proposals(Drawn):
    """What the words propose, the first of them for the next key."""

    def __init__(self) -> None:
        super().__init__(id="proposed")
        self._view: CallView | None = None
        self._warning = ""

    def show(self, view: CallView, warning: str = "") -> None:
        """What is proposed now."""
        self._view, self._warning = view, warning
        self.redraw()

    def drawn(self, width: int, height: int) -> Lines:
        lines = Lines()
        view = self._view
        if self._warning:
            lines.text(self._warning, width, "$amber")
        if view is not None:
            for number, one in enumerate(view.proposed[:3]):
                answer = f"{one.label}: {one.answer}" if one.value else f"go to: {one.label}"
                keys = (
                    [("+", STRONG), (" take it  ", DIM), ("-", STRONG), (" not that  ", DIM)]
                    if number == 0
                    else [("   ", "")]
                )
                lines.add(*keys, (answer, ALIVE), (f"   “{one.phrase}”", DIM))
            if len(view.proposed) > 3:
                lines.add((f"   and {len(view.proposed) - 3} more", DIM))
            if not view.proposed and not self._warning:
                lines.add((view.notice or "Nothing proposed.", "$amber" if view.notice else DIM))
        return lines


class WordLine(Line):
    """The line that is typed. While it is empty, + and - are about the proposal."""

    async def _on_key(self, event: object) -> None:
        key, character = getattr(event, "key", ""), getattr(event, "character", "")
        page = self.screen
        if not self.value and character in ("+", "-") and isinstance(page, WordsScreen) and page.proposes:
            getattr(event, "stop", lambda: None)()
            getattr(event, "prevent_default", lambda: None)()
            await (page.action_take_words() if character == "+" else page.action_dismiss_words())
            return
        assert key is not None
        await super()._on_key(event)  # pyright: ignore[reportArgumentType]


class WordsScreen(Page, inherit_bindings=False):
    """F2."""

    WHERE = ("words",)
    BINDINGS = bindings("words", only_always=True)

    def __init__(self) -> None:
        super().__init__()
        self._timer: Timer | None = None
        self._unmarking = 0

    def body(self) -> ComposeResult:
        self.lines = SaidLines()
        self.proposals = Proposals()
        self.line = WordLine(placeholder="In their words. Enter keeps the line", id="line")
        yield self.lines
        with Vertical(id="line-ground"):
            yield self.line
        yield self.proposals

    def place(self) -> str:
        return "Words"

    def show(self) -> None:
        view = self.session.view
        if view is not None:
            if self._timer is None:  # else the line is newer than what is kept of it
                self.line.put(view.contact.drafts.get("words", ""))
            self._draw()
            self.line.focus()

    def _draw(self, warning: str = "") -> None:
        view = self.session.view
        if view is not None:
            self.lines.show(view)
            self.proposals.show(view, warning)

    @property
    def proposes(self) -> bool:
        """Whether there is an answer to take."""
        view = self.session.view
        return view is not None and bool(view.proposed)

    async def _say(self, act: Callable[[Call], None]) -> bool:
        outcome = await self.session.say(act)
        trouble = f"NOT KEPT YET: {outcome.unkept}. Make room and press Enter again." if outcome.unkept else ""
        self._draw(outcome.refused or outcome.ask or trouble)
        return outcome.kept

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the line."""
        event.stop()
        await self.action_keep()

    async def action_keep(self) -> None:
        """Keep the line and begin another."""
        text = self.line.value
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if text.strip() and await self._say(lambda call: call.word(text)):
            self.line.put("")

    def on_input_changed(self) -> None:
        """What is being typed is kept as well."""
        if self._timer is None:
            self._timer = self.set_timer(DRAFT_AFTER, self._draft)

    async def _draft(self) -> None:
        self._timer = None
        text = self.line.value
        if self.session.view is not None:
            await self._say(lambda call: call.draft("words", text))

    async def keep_typed(self) -> None:
        await self._draft()

    async def action_take_words(self) -> None:
        """Take the answer."""
        view = self.session.view
        if view is None or not view.proposed:
            return
        first = view.proposed[0]
        await self._say(lambda call: call.take(first.line, first.question))
        if not first.value:
            await self.action_leave()

    async def action_dismiss_words(self) -> None:
        """Not that."""
        view = self.session.view
        if view is not None and view.proposed:
            first = view.proposed[0]
            await self._say(lambda call: call.dismiss(first.line, first.question))

    async def action_mark(self) -> None:
        """The last line is the caller's exact words; what is still being typed is kept first."""
        text = self.line.value
        if text.strip() and not await self._say(lambda call: call.word(text)):
            return
        self.line.put("")
        view = self.session.view
        if view is None or not view.contact.words:
            return
        last = view.contact.words[-1]
        if last.verbatim and self._unmarking != last.number:
            # Taking an answer marks a threat by itself; the same key out of habit must not undo that.
            self._unmarking = last.number
            self._draw("This line is marked already. F7 again takes the mark off.")
            return
        self._unmarking = 0
        await self._say(lambda call: call.mark(last.number))

    async def action_words(self) -> None:
        """The same key goes back."""
        await self.action_leave()

    async def action_leave(self) -> None:
        """Back to the question; a line begun stays as it is."""
        if self._timer is not None:
            self._timer.stop()
            await self._draft()
        self.app.pop_screen()
