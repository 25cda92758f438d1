"""The end of a contact in three steps: what is open, the read-back, and the decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input

from stalkdesk.contact.outcome import Grade
from stalkdesk.desk import finishing
from stalkdesk.handover.compose import BREACH
from stalkdesk.screens.desk import Notice
from stalkdesk.screens.page import WIDE, Page, bindings
from stalkdesk.widgets.concern import level_parts
from stalkdesk.widgets.line import Line
from stalkdesk.widgets.lines import ALIVE, DIM, STRONG, Lines, Part, Sheet

if TYPE_CHECKING:
    from stalkdesk.desk.call import Call
    from stalkdesk.desk.ending import Ending
    from stalkdesk.desk.views import ConcernView

OPEN, READ_BACK, DECIDE = range(3)
STEPS = ("Still open", "Read back", "Decide")


class FinishScreen(Page, inherit_bindings=False):
    """F10."""

    WHERE = ("finish",)
    BINDINGS = bindings("finish")

    def __init__(self) -> None:
        super().__init__()
        self._step = OPEN
        self._for = ""
        self._ending: Ending | None = None
        self._asking: Callable[[str], Callable[[Call], None]] | None = None
        self._choosing: tuple[str, ...] = ()

    def body(self) -> ComposeResult:
        self.text = Sheet()
        self.scroll = VerticalScroll(self.text, id="step")
        self.ask = Line(id="ask-line")
        self.notice = Notice()
        yield self.scroll
        yield self.ask
        yield self.notice

    def place(self) -> str:
        return "Finish"

    def tell(self, words: str) -> bool:
        self.notice.say(words)
        return True

    def show(self) -> None:
        view = self.session.view
        if view is not None and self._for == view.contact.id:
            # Back from help, danger or the shade, at the very place; what is decided may have changed there.
            self.run_worker(self._load(), exit_on_error=True)
            return
        self._ending, self._step = None, OPEN
        self._for = view.contact.id if view is not None else ""
        self._stop_asking()
        self.notice.say("")
        self.run_worker(self._load(first=True), exit_on_error=True)

    async def _load(self, *, first: bool = False) -> None:
        self._ending = await self.session.ending()
        if self._ending is None:
            return
        if first:
            self._step = OPEN if not self._ending.accounted else READ_BACK if self._ending.agreed is None else DECIDE
        self._draw()

    # Drawing

    def on_resize(self) -> None:
        """Another width breaks the lines elsewhere."""
        self._draw()

    def _draw(self) -> None:
        ending, view = self._ending, self.session.view
        if ending is None or view is None:
            return
        width = max(self.app.size.width - 8, 40)
        lines = Lines()
        steps: list[Part] = []
        for number, name in enumerate(STEPS):
            steps.append((" › " if number else "", DIM))
            steps.append((name, f"bold {ALIVE}" if number == self._step else DIM))
        lines.add(*steps)
        lines.add()
        (self._draw_open, self._draw_read_back, self._draw_decide)[self._step](lines, ending, view.concern, width)
        self.text.show(lines)
        self.scroll.scroll_home(animate=False)

    def _draw_open(self, lines: Lines, ending: Ending, concern: ConcernView, width: int) -> None:
        if not ending.open_core:
            lines.add(
                ("✓ ", ALIVE),
                (f"Every question of the minimum safe set is reached: {concern.core} of {concern.core}.", STRONG),
            )
        else:
            lines.add((f"{len(ending.open_core)} that must be asked, not reached yet", STRONG))
            lines.text(", ".join(ending.open_core), width, "$text-soft", first="  ○ ", rest="    ", head="$amber")
            lines.add()
            lines.text("Esc goes back to ask them. Or say why they stay open:", width, "$text-soft")
            self._options(lines, (*ending.reasons, "another reason"))
        if ending.left_open:
            lines.add()
            lines.text(f"They stay open: {ending.left_open}", width, ALIVE, first="✓ ", rest="  ")
        if ending.untaken:
            lines.add()
            lines.add(("Written down, and not answered so", STRONG))
            for words in ending.untaken:
                lines.text(words, width, "$text-soft", first="  ▲ ", rest="    ", head="$amber")
        if concern.could_raise:
            lines.add()
            lines.add(("Could still raise the level", STRONG))
            for reason in concern.could_raise[:8]:
                lines.add((f"  {reason.mark} ", "$amber"), (f"{reason.text} → {reason.level}", "$text-soft"))
        lines.add()
        lines.add(("→", STRONG), (" goes on to the read-back", DIM))

    def _draw_read_back(self, lines: Lines, ending: Ending, concern: ConcernView, width: int) -> None:
        lines.add(
            ("Read this to the caller. ", STRONG),
            ("y", STRONG),
            (" they agree   ", DIM),
            ("n", STRONG),
            (" it could not be done   ", DIM),
            ("Esc", STRONG),
            (" put something right", DIM),
        )
        if self._choosing:
            lines.add()
            lines.add(("Why could it not be read back?", "$text-strong"))
            self._options(lines, self._choosing)
            return
        if ending.unsafe:
            lines.text("They said it is not safe to talk. Don't read it out: press n.", width, "bold $amber")
        if ending.agreed is not None:
            words = "They agreed." if ending.agreed else f"Not read back: {ending.not_read_back}"
            lines.text(words, width, ALIVE, first="✓ ", rest="  ")
        lines.add()
        for sentence in ending.read_back:
            lines.text(sentence, width, "$text-strong")
        lines.add()
        lines.add(("→", STRONG), (" goes on to the decision", DIM))

    def _draw_decide(self, lines: Lines, ending: Ending, concern: ConcernView, width: int) -> None:
        if ending.blocked:  # first: what follows may be more than there is room for
            lines.text(f"Not final yet. {ending.blocked}", width, "$amber")
            lines.add()
        if self.size.width >= WIDE:  # the two outputs side by side, never mixed
            half = width // 2 - 2
            lines.beside(self._serious(ending, concern, half), self._fast(ending, half), half + 4)
        else:
            lines.rows += self._serious(ending, concern, width).rows
            lines.add()
            lines.rows += self._fast(ending, width).rows
        lines.add()
        if ending.left_open and ending.open_core:
            lines.text(f"{len(ending.open_core)} that must be asked stay open: {ending.left_open}", width, "$text-soft")
        if not ending.blocked:
            lines.add(("F10", STRONG), (" makes it final and queues it for the force's system", "$text-soft"))

    def _serious(self, ending: Ending, concern: ConcernView, width: int) -> Lines:
        lines = Lines()
        lines.add(("How serious", DIM))
        lines.add(*level_parts(concern))
        if not concern.sufficient:
            lines.text("not enough was asked: treat it as at least this, and ring back", width, "$amber")
        if ending.open_log:
            lines.text(BREACH, width, "bold $red")
        for reason in concern.because[:6]:
            lines.text(reason.text, width, "$text-soft", first=f"  {reason.mark} ", rest="    ")
        if len(concern.because) > 6:
            lines.add((f"    and {len(concern.because) - 6} more", DIM))
        if ending.raised:
            words = f"raised to {ending.raised.upper()}: {ending.raise_reason}"
            lines.text(words, width, ALIVE, first="  ✓ ", rest="    ")
        if ending.raised:
            lines.add(("  r", STRONG), (" takes your raise back", DIM))
        elif ending.higher:
            lines.add(("  r", STRONG), (f" raise it ({' or '.join(level.upper() for level in ending.higher)})", DIM))
        lines.text("Lowering it needs a second person, and is not done here.", width, DIM, first="    ", rest="    ")
        return lines

    def _fast(self, ending: Ending, width: int) -> Lines:
        lines = Lines()
        lines.add(("How fast", DIM))
        for number, (grade, name) in enumerate(ending.grades, 1):
            chosen = grade == ending.chosen
            key = "bold $on-key on $key-on" if chosen else "bold $text-strong on $key"
            style = "$text-strong" if chosen else "$text-soft"
            lines.add((f" {number} ", key), (" ✓ " if chosen else "   ", ALIVE), (name, style))
            if grade == ending.proposed:
                lines.text(f"proposed: {ending.proposed_because}", width, DIM, first=" " * 6, rest=" " * 6)
            if chosen and ending.grade_reason:
                lines.text(f"your reason: {ending.grade_reason}", width, DIM, first=" " * 6, rest=" " * 6)
        return lines

    def _options(self, lines: Lines, words: tuple[str, ...]) -> None:
        for number, one in enumerate(words, 1):
            lines.add((f" {number} ", "bold $text-strong on $key"), (f"  {one}", "$text-soft"))

    # Saying

    async def _say(self, act: Callable[[Call], None]) -> bool:
        outcome = await self.session.say(act)
        trouble = f"NOT KEPT YET: {outcome.unkept}. Make room and press the key again." if outcome.unkept else ""
        self.notice.say(outcome.refused or trouble)
        await self._load()
        return outcome.kept

    def _ask_for(self, hint: str, then: Callable[[str], Callable[[Call], None]]) -> None:
        self._asking = then
        self.ask.placeholder = hint
        self.ask.put("")
        self.add_class("asking")
        self.ask.focus()
        self.key_bar.show("finish", typing=True)

    def _stop_asking(self) -> None:
        self._asking, self._choosing = None, ()
        self.remove_class("asking")
        self.set_focus(None)
        self.key_bar.show("finish")

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """The reason that was asked for."""
        event.stop()
        then, text = self._asking, event.value
        if then is not None and await self._say(then(text)):
            self._stop_asking()
            if self._step != DECIDE:
                await self.action_next_step()

    async def action_option(self, key: str) -> None:
        """The line with that number."""
        ending = self._ending
        number = int(key) - 1
        if ending is None:
            return
        if self._choosing:
            await self._chosen(number)
        elif self._step == OPEN and ending.open_core:
            if number < len(ending.reasons):
                reason = ending.reasons[number]
                if await self._say(lambda call: finishing.leave_open(call, reason)):
                    await self.action_next_step()
            elif number == len(ending.reasons):
                self._ask_for(
                    "Why do they stay open? Enter keeps it", lambda text: lambda call: finishing.leave_open(call, text)
                )
        elif self._step == DECIDE and number < len(ending.grades):
            await self._grade(ending, number)

    async def _grade(self, ending: Ending, number: int) -> None:
        grade = Grade(ending.grades[number][0])
        if grade.value == ending.proposed:
            await self._say(lambda call: finishing.grade(call, grade))
        else:
            self._ask_for(
                f"Why {ending.grades[number][1].lower()}? Enter keeps it",
                lambda text: lambda call: finishing.grade(call, grade, text),
            )

    async def _chosen(self, number: int) -> None:
        if number >= len(self._choosing):
            return
        reason = self._choosing[number]
        self._choosing = ()
        if number == len(finishing.WHY_NOT_READ):
            self._ask_for(
                "Why was it not read back? Enter keeps it",
                lambda text: lambda call: finishing.read_back(call, agreed=False, reason=text),
            )
        elif await self._say(lambda call: finishing.read_back(call, agreed=False, reason=reason)):
            await self.action_next_step()

    async def action_agree(self) -> None:
        """The caller agrees with what was read."""
        if self._step == READ_BACK and await self._say(lambda call: finishing.read_back(call, agreed=True)):
            await self.action_next_step()

    async def action_not_done(self) -> None:
        """It could not be read back."""
        if self._step == READ_BACK:
            self._choosing = (*finishing.WHY_NOT_READ, "another reason")
            self._draw()

    async def action_raise(self) -> None:
        """A higher level, with a reason."""
        ending = self._ending
        if self._step == DECIDE and ending is not None and ending.raised:
            await self._say(finishing.take_back_raise)
        elif self._step == DECIDE and ending is not None and ending.higher:
            level = ending.higher[-1]
            self._ask_for(
                f"Why {level.upper()}? What do you know that the answers don't say? Enter keeps it",
                lambda text: lambda call: finishing.raise_level(call, level, text),
            )

    async def action_next_step(self) -> None:
        """On."""
        self._step = min(self._step + 1, DECIDE)
        self.notice.say("")
        self._draw()

    async def action_previous_step(self) -> None:
        """Back a step."""
        self._step = max(self._step - 1, OPEN)
        self.notice.say("")
        self._draw()

    async def action_finish(self) -> None:
        """Make it final; before the last step, go on."""
        if self._step != DECIDE:
            await self.action_next_step()
            return
        outcome, id = await self.session.finish()
        if outcome.kept:
            self._for = ""
            self.app.pop_screen()
            self.app.pop_screen()
            self.desk_app.show_record(id)
        else:
            trouble = (
                f"NOT FINAL YET: {outcome.unkept}. Nothing is lost; make room and press F10 again."
                if outcome.unkept
                else ""
            )
            self.notice.say(trouble if outcome.unkept else "Not final yet: see above.")

    def action_scroll_down(self) -> None:
        """Further down."""
        self.scroll.scroll_down(animate=False)

    def action_scroll_up(self) -> None:
        """Further up."""
        self.scroll.scroll_up(animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters and digits are only themselves while a reason is typed."""
        typing = self._asking is not None
        return not typing or action in ("help", "shade", "danger", "leave", "command_palette", "quit")

    async def action_leave(self) -> None:
        """Out of the reason, or back to the call."""
        if self._asking is not None or self._choosing:
            self._stop_asking()
            self.notice.say("")
            self._draw()
        else:
            self._for = ""
            self.app.pop_screen()
