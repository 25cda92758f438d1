"""A screen through which things are said in a contact: what the disk did not take is tried again, and what would
lower the level is asked about first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.timer import Timer

from stalkdesk.screens.page import Page
from stalkdesk.session import Outcome

if TYPE_CHECKING:
    from stalkdesk.desk.call import Call
    from stalkdesk.desk.views import CallView

Act = Callable[["Call"], None]
RETRY_EVERY = 2.0
"""Seconds between two tries to keep an answer that the disk did not take."""


class SayingPage(Page, inherit_bindings=False):
    """`pending` is what is not kept yet, with its words; `asked` what waits for a yes, with its words."""

    def __init__(self) -> None:
        super().__init__()
        self.pending: tuple[Act, str] | None = None
        self.asked: tuple[Act, str] | None = None
        self._retry_timer: Timer | None = None

    def draw(self, view: CallView, *, refocus: bool) -> None:
        """Show this view; `refocus` puts the keys back on the question."""
        raise NotImplementedError

    def warn(self, words: str) -> None:
        """One line for the handler."""
        raise NotImplementedError

    async def act(self, act: Act, *, unkept: str = "", refocus: bool = True) -> Outcome:
        """Say something in the call, and show what became of it."""
        if self.pending is not None:
            self.warn("First the answer above must be kept; it is tried again by itself.")
            return Outcome(refused="not yet")
        outcome = await self.session.say(act)
        self._became(act, outcome, unkept)
        view = self.session.view
        if view is not None:
            self.draw(view, refocus=refocus and outcome.kept)
            if outcome.refused:
                self.warn(outcome.refused)
        return outcome

    def _became(self, act: Act, outcome: Outcome, unkept: str) -> None:
        self.asked = None
        if outcome.unkept:
            words = f"NOT KEPT YET: {unkept or 'the last thing said'}. The disk did not take it ({outcome.unkept}). "
            self.pending = (act, words + "Make room; it is tried again every 2 seconds. Everything ticked is safe.")
            if self._retry_timer is None:
                self._retry_timer = self.set_interval(RETRY_EVERY, self._retry)

    async def _retry(self) -> None:
        if self.pending is None:
            return
        act, _ = self.pending
        outcome = await self.session.say(act)
        if outcome.unkept:
            return
        self.pending = None
        if self._retry_timer is not None:
            self._retry_timer.stop()
            self._retry_timer = None
        view = self.session.view
        if view is not None:
            self.draw(view, refocus=True)
            self.warn(outcome.refused or "Kept now.")

    async def act_surely(self, act: Callable[[bool], Act], *, unkept: str = "") -> None:
        """Say something that might lower the level: then it is asked about first, and said for sure after a yes."""
        outcome = await self.act(act(False), unkept=unkept)
        if outcome.ask:
            self.ask_first(act(True), f"Careful: {outcome.ask}.   y  go on    n  leave it as it was")

    def ask_first(self, act: Act, words: str) -> None:
        """Do this after a yes."""
        self.asked = (act, words)
        if self.session.view is not None:
            self.draw(self.session.view, refocus=True)

    async def confirm(self, key: str) -> None:
        """The answer to that question; other keys are none."""
        if self.asked is None or key not in ("y", "n"):
            return
        act, _ = self.asked
        self.asked = None
        if key == "y":
            await self.act(act)
        else:
            if self.session.view is not None:
                self.draw(self.session.view, refocus=True)
            self.warn("Left as it was.")
