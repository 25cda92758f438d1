"""The plan: every action done, not done and why, or not possible and why, before the record is final (DOMAIN R9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stalkdesk.desk import deciding
from stalkdesk.screens.listed import ListPage
from stalkdesk.screens.page import bindings
from stalkdesk.screens.steps import PLAN
from stalkdesk.widgets.lines import ALIVE, DIM, STRONG, Lines

if TYPE_CHECKING:
    from stalkdesk.desk.decided import Todo
    from stalkdesk.desk.ending import Ending
    from stalkdesk.desk.views import ConcernView

_MARKS: Final = {
    "open": ("○", "bold $amber"),
    "done": ("✓", ALIVE),
    "not_done": ("✗", "$amber"),
    "not_possible": ("–", DIM),
}
_KEYS: Final = {"not_done": deciding.WHY_NOT_DONE, "not_possible": deciding.WHY_NOT_POSSIBLE}


class PlanScreen(ListPage, inherit_bindings=False):
    """What has to be done now, what is lost first on top."""

    AT = (PLAN,)
    WHERE = ("plan",)
    BINDINGS = bindings("plan")

    def __init__(self) -> None:
        super().__init__()
        self._why = ""

    def show(self) -> None:
        if not self.asking:
            self._why, self.here = "", -1  # the first that is open: another answer may have brought up more
        super().show()

    def count(self, ending: Ending) -> int:
        return len(ending.decided.plan)

    def first_open(self, ending: Ending) -> int:
        return next((n for n, one in enumerate(ending.decided.plan) if one.state == "open"), 0)

    def head(self, lines: Lines, ending: Ending, width: int) -> None:
        if ending.decided.open:
            lines.add(
                (f"{ending.decided.open} open. ", "bold $amber"),
                ("y", STRONG), (" done   ", DIM),
                ("n", STRONG), (" not done, and why   ", DIM),
                ("x", STRONG), (" not possible, and why", DIM),
            )  # fmt: skip
        else:
            lines.add(("✓ ", ALIVE), ("Nothing is open. ", STRONG), ("F10", STRONG), (" makes the record final.", DIM))
        unsaid = sum(one.what == "advice" and not one.how for one in ending.decided.tellings)
        if unsaid:
            words = f"{unsaid} pieces of advice that fit this caller were not said: ← goes back to them."
            lines.text(words, width, "$text-soft", first="▲ ", rest="  ", head="$amber")
        if ending.blocked and not ending.decided.open:
            lines.text(f"Not final yet. {ending.blocked}", width, "$amber")
        lines.add()

    def _reasons(self, lines: Lines, ending: Ending, width: int) -> None:
        words = "Why was it not done?" if self._why == "not_done" else "Why is it not possible?"
        lines.text(ending.decided.plan[self.here].do, width, "$text-soft")
        lines.add((words, "bold $text-strong"), ("   Esc leaves it open", DIM))
        for number, one in enumerate((*_KEYS[self._why], "another reason"), 1):
            lines.add((f" {number} ", "bold $text-strong on $key"), (f"  {one}", "$text-soft"))

    def drawn(self, lines: Lines, ending: Ending, concern: ConcernView, width: int) -> None:
        if self._why and ending.decided.plan:  # nothing else: they stand where the eye is
            self.here = max(0, min(self.here, len(ending.decided.plan) - 1))
            self._reasons(lines, ending, width)
        else:
            super().drawn(lines, ending, concern, width)

    def block(self, ending: Ending, number: int, width: int, *, chosen: bool) -> Lines:
        one, lines = ending.decided.plan[number], Lines()
        mark, style = _MARKS[one.state]
        head = f"{'▸' if chosen else ' '} {mark} "
        words = "bold $text-strong" if chosen else "$text-soft" if one.state == "open" else DIM
        lines.text(f"{one.group}: {one.do}", width, words, first=head, rest="    ", head=style)
        if one.clock and one.state == "open":
            lines.text(one.clock, width, "$amber", first="    ", rest="    ")
        if one.words:
            lines.text(one.words, width, ALIVE if one.state == "done" else "$text-soft", first="    ", rest="    ")
        return lines

    def foot(self, lines: Lines, ending: Ending, width: int) -> None:
        if ending.decided.queue:
            lines.add()
            lines.text(f"Suggested queue: {ending.decided.queue}. The unit decides.", width, DIM)

    # Keys

    @property
    def _chosen(self) -> Todo | None:
        plan = self.ending.decided.plan if self.ending is not None else ()
        return plan[self.here] if 0 <= self.here < len(plan) else None

    async def action_done(self) -> None:
        """It is done; for somebody to be told, by whom and when."""
        one = self._chosen
        if self._why:
            self.notice.say("The number of a reason, or Esc, which leaves it open.")
            return
        if one is None or self.too_fast():
            return
        if one.told:
            self.ask_for(
                f"told {one.id}",
                "Who was told, and when? 5512 Hughes, 14:20. Enter keeps it",
                lambda text: lambda call: deciding.act(call, one.id, "done", told=text),
                about=one.do,
            )
        elif await self.say(lambda call: deciding.act(call, one.id, "done")):
            self.on_to_the_next()

    def action_not_done_yet(self) -> None:
        """It is not done; say why."""
        self._ask_why("not_done")

    def action_not_possible(self) -> None:
        """It can't be done; say why."""
        self._ask_why("not_possible")

    def _ask_why(self, state: str) -> None:
        if self._chosen is not None and not self.too_fast():
            self._why = state
            self.draw()
            self.scroll.scroll_home(animate=False)

    async def action_option(self, key: str) -> None:
        """The reason with that number."""
        one, state = self._chosen, self._why
        if one is None or not state:
            return
        reasons, number = _KEYS[state], int(key) - 1
        if number == len(reasons):
            self.ask_for(
                f"why {one.id}",
                "Why? Enter keeps it",
                lambda text: lambda call: deciding.act(call, one.id, state, reason=text),
                about=one.do,
            )
        elif number < len(reasons):
            self._why = ""
            if await self.say(lambda call: deciding.act(call, one.id, state, reason=reasons[number])):
                self.on_to_the_next()

    async def said(self) -> None:
        self._why = ""
        self.draw()
        self.on_to_the_next()

    async def action_open_again(self) -> None:
        """Take back what was said of it."""
        one = self._chosen
        if one is not None and one.state != "open":
            await self.say(lambda call: deciding.act(call, one.id, "open"))

    async def action_leave(self) -> None:
        """Out of the reasons, else back to the call."""
        if self._why and not self.asking:
            self._why = ""
            self.draw()
        else:
            self._why = ""
            await super().action_leave()
