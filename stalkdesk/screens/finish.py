"""The end of a contact: what is still open, the read-back, and the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalkdesk.contact.outcome import Grade
from stalkdesk.desk import deciding, finishing
from stalkdesk.handover.compose import BREACH
from stalkdesk.screens.page import WIDE, bindings
from stalkdesk.screens.steps import BEGIN, DECIDE, OPEN, READ_BACK, StepPage
from stalkdesk.text import clip
from stalkdesk.widgets.concern import level_parts
from stalkdesk.widgets.lines import ALIVE, DIM, STRONG, Lines

if TYPE_CHECKING:
    from stalkdesk.desk.ending import Ending
    from stalkdesk.desk.views import ConcernView


MOST_OF_A_RATIONALE = 300
"""Characters; all of it stands in the record."""
MOST_REASONS, FEW_REASONS = 6, 3
"""Reasons that stand there; where it is narrow the grade has to be in sight as well."""
NOTHING_NAMED = "The answers name nothing yet; that is not safety. You may know more."


class FinishScreen(StepPage, inherit_bindings=False):
    """F10."""

    AT = (OPEN, READ_BACK, DECIDE)
    WHERE = ("finish", "still_open", "read_back", "decide")
    BINDINGS = bindings("finish", "still_open", "read_back", "decide")

    def __init__(self) -> None:
        super().__init__()
        self._choosing: tuple[str, ...] = ()

    def show(self) -> None:
        if self.desk_app.step is not None:  # from another step, or anew; else back from help, danger or the shade
            self.step = self.desk_app.step
        if self.step == BEGIN:
            self.ending = None
        super().show()

    async def load(self) -> None:
        self.ending = ending = await self.session.ending()
        if ending is not None and self.step == BEGIN:
            self.step = OPEN if not ending.accounted else READ_BACK if ending.agreed is None else DECIDE
        self.draw()

    @property
    def places(self) -> tuple[str, ...]:
        here = "still_open" if self._choosing else {OPEN: "still_open", READ_BACK: "read_back"}.get(self.step, "decide")
        return self.WHERE[0], here

    # Drawing

    def drawn(self, lines: Lines, ending: Ending, concern: ConcernView, width: int) -> None:
        steps = {OPEN: self._draw_open, READ_BACK: self._draw_read_back, DECIDE: self._draw_decide}
        steps[self.step](lines, ending, concern, width)

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
        if ending.left_open and ending.open_core:
            lines.add()
            lines.text(f"They stay open: {ending.left_open}", width, ALIVE, first="✓ ", rest="  ")
        if ending.undated:
            lines.add()
            lines.add(("Yes, and not when", STRONG))
            words = f"{', '.join(ending.undated)}. Ask how lately, or leave it: it is not taken for long ago."
            lines.text(words, width, "$text-soft", first="  ▲ ", rest="    ", head="$amber")
        if ending.untaken:
            lines.add()
            lines.add(("You wrote this down; the answers do not say it", STRONG))
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
            (" not done   ", DIM),
            ("Esc", STRONG),
            (" to put it right", DIM),
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
        lines.add(("→", STRONG), (" goes on to advice for them", DIM))

    def _draw_decide(self, lines: Lines, ending: Ending, concern: ConcernView, width: int) -> None:
        decided = ending.decided
        if ending.undecided:  # first: what follows may be more than there is room for
            lines.text(f"Not final yet. {ending.undecided}", width, "$amber")
            lines.add()
        for remark in decided.remarks:
            lines.text(remark, width, "bold $amber", first="▲ ", rest="  ")
        if self.size.width >= WIDE:  # the two outputs side by side, never mixed
            half = width // 2 - 2
            lines.beside(self._serious(ending, concern, half), self._fast(ending, half), half + 4)
        else:
            lines.rows += self._serious(ending, concern, width).rows
            lines.add()
            lines.rows += self._fast(ending, width).rows
        lines.add()
        self._interim(lines, ending, width)
        lines.add()
        lines.add(("THRIVE", DIM))
        for heading, words in decided.thrive:
            lines.text(words, width, "$text-soft", first=f"  {heading}: ", rest="    ", head="$text-strong")
        if ending.left_open and ending.open_core:
            lines.add()
            lines.text(f"{len(ending.open_core)} that must be asked stay open: {ending.left_open}", width, "$text-soft")

    def _interim(self, lines: Lines, ending: Ending, width: int) -> None:
        decided = ending.decided
        lines.add(("What could happen before officers arrive   ", DIM), ("i", STRONG), (" says it in your words", DIM))
        if decided.own_interim:
            lines.text(decided.own_interim, width, ALIVE, first="  ✓ ", rest="    ")
        for words in decided.interim:
            lines.text(words, width, "$text-soft", first="  ▲ ", rest="    ", head="$amber")
        if not decided.interim and not decided.own_interim:
            lines.text(NOTHING_NAMED, width, "$text-soft", first="  ", rest="  ")

    def _serious(self, ending: Ending, concern: ConcernView, width: int) -> Lines:
        lines, decided = Lines(), ending.decided
        lines.add(("How serious", DIM))
        lines.add(*level_parts(concern))
        if not concern.sufficient:
            back = "reach them only in the safe way" if ending.unsafe else "ring back"
            lines.text(f"not enough was asked: treat it as at least this, and {back}", width, "$amber")
        if ending.open_log:
            lines.text(BREACH, width, "bold $red")
        most = MOST_REASONS if self.size.width >= WIDE else FEW_REASONS
        for reason in concern.because[:most]:
            lines.text(reason.text, width, "$text-soft", first=f"  {reason.mark} ", rest="    ")
        if len(concern.because) > most:
            lines.add((f"    and {len(concern.because) - most} more", DIM))
        if ending.raised:
            words = f"raised to {ending.raised.upper()}: {ending.raise_reason}"
            lines.text(words, width, ALIVE, first="  ✓ ", rest="    ")
        if decided.override:
            style = "bold $amber" if decided.waits else ALIVE
            lines.text(
                clip(decided.override, MOST_OF_A_RATIONALE),
                width,
                style,
                first="  ▲ " if decided.waits else "  ✓ ",
                rest="    ",
            )
        for key, words in self._level_keys(ending):
            lines.add((f"  {key}", STRONG), (f" {words}", DIM))
        return lines

    def _level_keys(self, ending: Ending) -> list[tuple[str, str]]:
        decided, keys = ending.decided, list[tuple[str, str]]()
        if decided.own_raise:
            keys.append(("r", "takes your raise back: asks why"))
        elif ending.higher:
            keys.append(("r", f"raise it ({' or '.join(level.upper() for level in ending.higher)})"))
        if decided.waits:
            keys.append(("l", "the second person agrees: collar number and name"))
        elif decided.lower and not decided.lowering:
            keys.append(("l", "lower it: needs a rationale and a second person"))
        if decided.lowering:
            keys.append(("u", "takes the lowering back"))
        return keys

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

    def stop_asking(self) -> None:
        super().stop_asking()
        self._choosing = ()

    async def said(self) -> None:
        if self.step != DECIDE:
            await self.action_next_step()

    async def action_option(self, key: str) -> None:
        """The line with that number."""
        ending = self.ending
        number = int(key) - 1
        if ending is None:
            return
        if self._choosing:
            await self._chosen(number)
        elif self.step == OPEN and ending.open_core:
            if number < len(ending.reasons):
                reason = ending.reasons[number]
                if await self.say(lambda call: finishing.leave_open(call, reason)):
                    await self.action_next_step()
            elif number == len(ending.reasons):
                self.ask_for(
                    "left_open",
                    "Why do they stay open? Enter keeps it",
                    lambda text: lambda call: finishing.leave_open(call, text),
                )
        elif self.step == DECIDE and number < len(ending.grades):
            await self._grade(ending, number)

    async def _grade(self, ending: Ending, number: int) -> None:
        grade = Grade(ending.grades[number][0])
        if grade.value == ending.proposed:
            await self.say(lambda call: finishing.grade(call, grade))
        else:
            self.ask_for(
                "grade",
                f"Why {ending.grades[number][1].lower()}? Enter keeps it",
                lambda text: lambda call: finishing.grade(call, grade, text),
            )

    async def _chosen(self, number: int) -> None:
        if number >= len(self._choosing):
            return
        reason = self._choosing[number]
        self._choosing = ()
        if number == len(finishing.WHY_NOT_READ):
            self.ask_for(
                "not_read",
                "Why was it not read back? Enter keeps it",
                lambda text: lambda call: finishing.read_back(call, agreed=False, reason=text),
            )
        elif await self.say(lambda call: finishing.read_back(call, agreed=False, reason=reason)):
            await self.action_next_step()

    async def action_agree(self) -> None:
        """The caller agrees with what was read; all of it was on the screen."""
        if self.step != READ_BACK:
            return
        if self.ending is not None and self.ending.agreed is None and not self.scroll.is_vertical_scroll_end:
            self.action_scroll_down()
            self.notice.say("There is more to read to them. y once more at its end.")
        elif await self.say(lambda call: finishing.read_back(call, agreed=True)):
            await self.action_next_step()

    async def action_not_read(self) -> None:
        """It could not be read back."""
        if self.step == READ_BACK:
            self._choosing = (*finishing.WHY_NOT_READ, "another reason")
            self.draw()

    async def action_raise(self) -> None:
        """A higher level, with a reason."""
        ending = self.ending
        if self.step == DECIDE and ending is not None and ending.decided.own_raise:
            self.ask_for(
                "take_back_raise",
                "Why does your raise go? The level falls to what the answers say. Enter keeps it, Esc leaves the raise",
                lambda text: lambda call: finishing.take_back_raise(call, text),
            )
        elif self.step == DECIDE and ending is not None and ending.higher:
            level = ending.higher[-1]
            self.ask_for(
                "raise",
                f"Why {level.upper()}? What do you know that the answers don't say? Enter keeps it",
                lambda text: lambda call: finishing.raise_level(call, level, text),
            )
        elif self.step == DECIDE:
            self.notice.say("The level is the highest there is, or was raised by somebody else.")

    async def action_lower(self) -> None:
        """A lower level: a rationale first, then a second person."""
        ending = self.ending
        if self.step != DECIDE or ending is None:
            return
        decided = ending.decided
        if decided.waits:
            self.ask_for(
                "second",
                "Who agrees? Collar number and name, 5512 Hughes. Enter keeps it",
                lambda text: lambda call: deciding.agree_lowering(call, text),
            )
        elif decided.lower and not decided.lowering:
            level = decided.lower[0]
            self.ask_for(
                "lower",
                f"Why only {level.upper()}? Facts: who, what, when, how it is known. Enter keeps it",
                lambda text: lambda call: deciding.lower_level(call, level, text),
            )
        elif not decided.lowering:
            self.notice.say(self._why_not_lower(ending))

    def _why_not_lower(self, ending: Ending) -> str:
        view = self.session.view
        if ending.decided.own_raise:
            return "Only your own raise holds it up: r takes that back, and asks why."
        if view is not None and not view.concern.sufficient:
            return "It can be lowered once the minimum safe set is reached: core questions are open."
        return "This is the lowest level there is."

    async def action_not_lower(self) -> None:
        """The level of the rules stands after all."""
        if self.step == DECIDE and self.ending is not None and self.ending.decided.lowering:
            await self.say(deciding.take_back_lowering)

    async def action_interim(self) -> None:
        """What could happen before officers arrive."""
        if self.step == DECIDE and self.ending is not None:
            self.ask_for(
                "interim",
                "What could happen before officers arrive? Enter keeps it",
                lambda text: lambda call: deciding.interim_risk(call, text),
                self.ending.decided.own_interim,
            )

    async def action_leave(self) -> None:
        """Out of the reason, or back to the call."""
        if self._choosing and not self.asking:
            self._choosing = ()
            self.draw()
        else:
            await super().action_leave()
