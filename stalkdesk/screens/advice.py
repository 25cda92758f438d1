"""Words for the caller before they go: what keeps them safe tonight, what to keep, and who can help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stalkdesk.desk import deciding
from stalkdesk.screens.listed import ListPage
from stalkdesk.screens.page import bindings
from stalkdesk.screens.steps import TELL
from stalkdesk.widgets.lines import ALIVE, DIM, STRONG, Lines

if TYPE_CHECKING:
    from stalkdesk.desk.decided import Telling
    from stalkdesk.desk.ending import Ending

_MARKS: Final = {"given": ("✓", ALIVE), "declined": ("–", DIM), "not_safe": ("⊘", "$amber"), "": ("○", DIM)}
_SAFE_MARKS: Final = {"yes": "✓", "no": "✗", "not known": "?"}
_SAFE: Final = "Is it safe to leave a message, text or email?"


class AdviceScreen(ListPage, inherit_bindings=False):
    """Advice, then services; the first line asks whether a message may be left at all."""

    AT = (TELL,)
    WHERE = ("advice",)
    BINDINGS = bindings("advice")

    def count(self, ending: Ending) -> int:
        return len(ending.decided.tellings) + 1

    def first_open(self, ending: Ending) -> int:
        said = [bool(one.how) for one in ending.decided.tellings]
        return next((n for n, one in enumerate(said) if not one), 0)

    def _advice(self, ending: Ending) -> int:
        """How many are advice; the question about messages stands after them, before the numbers."""
        return sum(one.what == "advice" for one in ending.decided.tellings)

    def _telling(self, ending: Ending, number: int) -> Telling | None:
        """The line with that number; None for the question about messages."""
        advice = self._advice(ending)
        if number == advice:
            return None
        return ending.decided.tellings[number if number < advice else number - 1]

    def head(self, lines: Lines, ending: Ending, width: int) -> None:
        if ending.unsafe:
            lines.text("They said it is not safe to talk. Say nothing that can be overheard: x.", width, "bold $amber")
        lines.add(
            ("Read out what fits. ", "$text-strong"),
            ("y", STRONG), (" given   ", DIM),
            ("n", STRONG), (" declined   ", DIM),
            ("x", STRONG), (" not safe", DIM),
        )  # fmt: skip
        lines.add()

    def block(self, ending: Ending, number: int, width: int, *, chosen: bool) -> Lines:
        lines, one = Lines(), self._telling(ending, number)
        cursor = "▸" if chosen else " "
        if one is None:
            said = ending.decided.message_safe
            lines.add()
            head = f"{cursor} {_SAFE_MARKS.get(said, '○')} "
            lines.text(
                _SAFE,
                width,
                "bold $text-strong",
                first=head,
                rest="    ",
                head=ALIVE if said == "yes" else "bold $amber",
            )
            words = said or "ask before any number: y yes, n no, u not known"
            lines.text(words, width, ALIVE if said else DIM, first="    ", rest="    ")
            return lines
        mark, style = _MARKS[one.how]
        strong = "bold $text-strong" if chosen else DIM if one.how else "$text-soft"
        if one.what == "service":
            tail = "" if one.fits else "   for others, or elsewhere; they may choose it"
            lines.text(
                f"{one.head}  {one.text}{tail}", width, strong, first=f"{cursor} {mark} ", rest="    ", head=style
            )
        else:
            lines.text(f"{one.head}: {one.text}", width, strong, first=f"{cursor} {mark} ", rest="    ", head=style)
        if one.words:
            lines.add((f"    {one.words}", ALIVE if one.how == "given" else DIM))
        return lines

    # Keys

    async def action_given(self) -> None:
        """It was said; or: yes."""
        await self._say("given", "yes")

    async def action_declined(self) -> None:
        """They did not want it; or: no."""
        await self._say("declined", "no")

    async def action_not_safe(self) -> None:
        """It is not safe to say it."""
        await self._say("not_safe", "")

    async def action_not_known(self) -> None:
        """Whether a message may be left is not known."""
        await self._say("", "not known")

    async def action_say_again(self) -> None:
        """Take back what was said of it."""
        ending = self.ending
        one = self._telling(ending, self.here) if ending is not None else None
        if one is not None and one.how:
            await self.say(lambda call: deciding.advise(call, one.what, one.id, ""))
        elif one is None and ending is not None and ending.decided.message_safe:
            await self.say(lambda call: deciding.message_safe(call, ""))

    async def _say(self, how: str, safe: str) -> None:
        ending = self.ending
        if ending is None or self.too_fast():
            return
        one = self._telling(ending, self.here)
        if one is None:
            kept = bool(safe) and await self.say(lambda call: deciding.message_safe(call, safe))
        else:
            kept = bool(how) and await self.say(lambda call: deciding.advise(call, one.what, one.id, how))
        if kept:
            self.on_to_the_next()
