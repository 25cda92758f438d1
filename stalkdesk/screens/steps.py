"""The end of a contact, step by step: what its screens have in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.timer import Timer
from textual.widgets import Input

from stalkdesk.contact.outcome import Grade
from stalkdesk.desk import finishing
from stalkdesk.screens.desk import Notice
from stalkdesk.screens.page import Page
from stalkdesk.widgets.line import Line
from stalkdesk.widgets.lines import ALIVE, DIM, Drawn, Lines, Part, Sheet

if TYPE_CHECKING:
    from stalkdesk.desk.call import Call
    from stalkdesk.desk.ending import Ending
    from stalkdesk.desk.views import ConcernView

OPEN, READ_BACK, TELL, DECIDE, LAW, PLAN = range(6)
DRAFT_AFTER: Final = 0.7
BEGIN: Final = -1
"""The first step that has something open."""
STEPS: Final = ("Still open", "Read back", "Advice", "Decide", "Law", "Plan")
SCREENS: Final = {OPEN: "finish", READ_BACK: "finish", TELL: "advice", DECIDE: "finish", LAW: "law", PLAN: "plan"}


def _typed(name: str, text: str, call: Call) -> None:
    call.draft(f"reason:{name}", text)


class Path(Drawn):
    """The steps, and which one this is; it stays where it is while the step is scrolled."""

    DEFAULT_CSS = """
    Path { height: 2; padding: 1 3 0 3; background: $surface-1; }
    """

    def __init__(self) -> None:
        super().__init__(id="path")
        self._at = (0, 0)

    def show(self, step: int, open_actions: int) -> None:
        """Another step, or other actions open."""
        if (step, open_actions) != self._at:
            self._at = step, open_actions
            self.redraw()

    def drawn(self, width: int, height: int) -> Lines:
        step, open_actions = self._at
        parts: list[Part] = []
        for number, name in enumerate(STEPS):
            label = f"{name} {open_actions} open" if number == PLAN and open_actions else name
            parts.append((" › " if number else "", DIM))
            parts.append((label, f"bold {ALIVE}" if number == step else DIM))
        lines = Lines()
        lines.add(*parts)
        return lines


class StepPage(Page, inherit_bindings=False):
    """One step or several of the end. The step is the app's: the next screen goes on where this one was."""

    AT: ClassVar[tuple[int, ...]] = ()
    """The steps that are on this screen."""

    def __init__(self) -> None:
        super().__init__()
        self.step = self.AT[0]
        self.ending: Ending | None = None
        self._asking: Callable[[str], Callable[[Call], None]] | None = None
        self._name = ""
        self._timer: Timer | None = None

    def body(self) -> ComposeResult:
        self.path = Path()
        self.text = Sheet()
        self.scroll = VerticalScroll(self.text, classes="step")
        self.ask = Line(id="ask-line")
        self.notice = Notice()
        yield self.path
        yield self.scroll
        yield self.ask
        yield self.notice

    def place(self) -> str:
        return "Finish"

    def tell(self, words: str) -> bool:
        self.notice.say(words)
        return True

    def show(self) -> None:
        self.desk_app.step = None
        if self.asking:  # back from help, danger or the shade: what was being typed is still there
            self.ask.focus()
        else:
            self.notice.say("")
            self.stop_asking()
            self.call_after_refresh(self.scroll.scroll_home, animate=False)
        self.run_worker(self.load(), exit_on_error=True)

    async def load(self) -> None:
        """What stands now."""
        self.ending = await self.session.ending()
        self.draw()

    # Drawing

    def on_resize(self) -> None:
        """Another width breaks the lines elsewhere."""
        self.draw()

    def draw(self) -> None:
        """The steps, and what is on this one."""
        ending, view = self.ending, self.session.view
        if ending is None or view is None:
            return
        self.path.show(self.step, ending.decided.open)
        lines = Lines()
        if ending.decided.amending:
            nothing = (
                " Nothing is changed yet: d leaves the last revision as it is." if ending.decided.unchanged else ""
            )
            lines.text(f"Amending: {ending.decided.amending}.{nothing}", max(self.app.size.width - 8, 40), ALIVE)
            lines.add()
        self.drawn(lines, ending, view.concern, max(self.app.size.width - 8, 40))
        self.text.show(lines)
        self.key_bar.show(*self.places, typing=self.asking)

    def drawn(self, lines: Lines, ending: Ending, concern: ConcernView, width: int) -> None:
        """What is on this step."""

    # Saying

    async def say(self, act: Callable[[Call], None]) -> bool:
        """Keep something; one line where it could not be."""
        outcome = await self.session.say(act)
        trouble = f"NOT KEPT YET: {outcome.unkept}. Make room and press the key again." if outcome.unkept else ""
        self.notice.say(outcome.refused or trouble)
        await self.load()
        return outcome.kept

    def ask_for(
        self, name: str, hint: str, then: Callable[[str], Callable[[Call], None]], text: str = "", about: str = ""
    ) -> None:
        """Ask for words; `then` makes of them what is said. `text`: what stands in the line already. What was typed and
        not entered, under this `name`, stands there again. `about`: what it is about, in full."""
        view = self.session.view
        before = view.contact.drafts.get(f"reason:{name}", text) if view is not None else text
        self._asking, self._name = then, name
        self.ask.placeholder = hint
        self.ask.put(before)
        self.notice.say(f"{about}: {hint}" if about else hint)  # still there once something is typed
        self.add_class("asking")
        self.ask.focus()
        self.key_bar.show(*self.places, typing=True)

    def stop_asking(self) -> None:
        """The line is closed."""
        self._asking = None
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self.remove_class("asking")
        self.set_focus(None)
        self.key_bar.show(*self.places)

    @property
    def places(self) -> tuple[str, ...]:
        """The places in the table of keys that this step is."""
        return self.WHERE

    @property
    def asking(self) -> bool:
        """Whether words are asked for."""
        return self._asking is not None

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """The words that were asked for."""
        event.stop()
        then, text, name = self._asking, event.value, self._name
        if then is not None and await self.say(then(text)):
            self.stop_asking()
            await self.session.say(partial(_typed, name, ""))
            await self.said()

    def on_input_changed(self) -> None:
        """What is being typed is kept at least every second."""
        if self.asking and self._timer is None:
            self._timer = self.set_timer(DRAFT_AFTER, self.keep_typed)

    async def keep_typed(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self.asking:
            outcome = await self.session.say(partial(_typed, self._name, self.ask.value))
            if outcome.unkept:
                self.notice.say(f"NOT KEPT YET: {outcome.unkept}. It stands here, and is tried again as you type.")

    async def said(self) -> None:
        """The words that were asked for are kept."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters and digits are only themselves while words are typed."""
        return not self.asking or action in ("help", "shade", "danger", "leave", "command_palette", "quit")

    # From step to step

    def go(self, step: int) -> None:
        """To this step, on whichever screen it is."""
        if SCREENS[step] == self.WHERE[0]:
            self.step = step
            self.notice.say("")
            self.draw()
            self.scroll.scroll_home(animate=False)
        else:
            self.desk_app.step = step
            self.app.switch_screen(SCREENS[step])

    async def action_next_step(self) -> None:
        """On."""
        if self.step < PLAN and await self._graded():
            self.go(self.step + 1)

    async def _graded(self) -> bool:
        """Whoever goes on from the decision has seen the grade that is proposed, and takes it. Whether it is kept."""
        ending = self.ending
        if self.step != DECIDE or ending is None or ending.graded or ending.undecided:
            return True
        proposed = Grade(ending.proposed)
        return await self.say(lambda call: finishing.grade(call, proposed))

    async def action_previous_step(self) -> None:
        """Back a step."""
        if self.step > OPEN:
            self.go(self.step - 1)

    async def action_drop(self) -> None:
        """Nothing is amended after all: the last revision stands."""
        ending = self.ending
        if ending is None or not ending.decided.amending:
            return
        outcome, id = await self.session.drop_amendment()
        if outcome.kept:
            self._left(id)
        else:
            self.notice.say(outcome.refused or f"NOT KEPT YET: {outcome.unkept}. Make room and press the key again.")

    def _left(self, id: str) -> None:
        """The contact is final: from here to its record."""
        self.desk_app.step = BEGIN
        self.app.pop_screen()
        self.app.pop_screen()
        self.desk_app.show_record(id)

    async def action_finish(self) -> None:
        """To what is still open; with nothing open, make it final."""
        ending = self.ending
        if ending is None:
            return
        if not await self._graded():
            return
        ending = self.ending or ending
        blocks = self.blocks(ending)
        if blocks is None and self.step == PLAN:
            await self._end()
        elif blocks == self.step:
            self.notice.say(ending.blocked or "Say what became of each action first.")
        else:
            self.go(PLAN if blocks is None else blocks)

    def blocks(self, ending: Ending) -> int | None:
        """The first step that holds the end up."""
        if not ending.accounted:
            return OPEN
        if ending.agreed is None:
            return READ_BACK
        if ending.undecided or not ending.graded:
            return DECIDE
        return PLAN if ending.decided.open else None

    async def _end(self) -> None:
        outcome, id = await self.session.finish()
        if outcome.kept:
            self._left(id)
        elif outcome.unkept:
            self.notice.say(f"NOT FINAL YET: {outcome.unkept}. Nothing is lost; make room and press F10 again.")
        else:
            await self.load()
            self.notice.say(f"Not final yet. {outcome.refused}")

    def action_scroll_down(self) -> None:
        """Further down."""
        self.scroll.scroll_page_down(animate=False)

    def action_scroll_up(self) -> None:
        """Further up."""
        self.scroll.scroll_page_up(animate=False)

    async def action_leave(self) -> None:
        """Out of the line, or back to the call."""
        if self.asking:
            await self.keep_typed()
            self.stop_asking()
            self.notice.say("")
            self.draw()
        else:
            self.desk_app.step = BEGIN
            self.app.pop_screen()
