"""A screen through which things are said in a contact: what the disk did not take is tried again, and what would
lower the level is asked about first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """What the disk did not take, in words, and the contact it was said in."""

    act: Act
    what: str
    words: str
    contact: str
    refocus: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What waits for a yes, with its words; it belongs to one question of one contact, and to no other."""

    act: Act
    words: str
    contact: str
    question: str

    def of(self, view: CallView) -> bool:
        """Whether it belongs to what is on the screen."""
        return (view.contact.id, view.question.id) == (self.contact, self.question)


class SayingPage(Page, inherit_bindings=False):
    """`pending` is what is not kept yet; `asked` what waits for a yes, with its words."""

    def __init__(self) -> None:
        super().__init__()
        self.pending: Pending | None = None
        self.asked: Asked | None = None
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
        before = self.session.view
        outcome = await self.session.say(act)
        if outcome.unkept and before is not None:
            self._wait(act, outcome, unkept, before, refocus=refocus)
        view = self.session.view
        if view is not None:
            self.draw(view, refocus=refocus and outcome.kept)
            if outcome.refused:
                self.warn(outcome.refused)
        return outcome

    async def keep_quietly(self, act: Act, *, unkept: str) -> None:
        """Keep what is being typed. Nothing on the screen changes, and what is asked or said there stands; only what
        the disk does not take is told."""
        before = self.session.view
        if before is None or self.pending is not None:
            return
        outcome = await self.session.say(act)
        if outcome.unkept:
            self._wait(act, outcome, unkept, before, refocus=False)
            self.draw(before, refocus=False)

    def _wait(self, act: Act, outcome: Outcome, unkept: str, before: CallView, *, refocus: bool) -> None:
        what = unkept or "the last thing said"
        words = f"NOT KEPT YET: {what}. The disk did not take it ({outcome.unkept}). "
        words += "Make room; it is tried again every 2 seconds. Everything ticked is safe."
        question = before.question.id
        in_set = question in before.assessment.qset.questions

        def again(call: Call) -> None:
            if in_set and call.view.question.id != question:
                call.go(question)  # it was said to this question, whatever is on the screen by now
            act(call)

        self.pending = Pending(act=again, what=what, words=words, contact=before.contact.id, refocus=refocus)
        if self._retry_timer is None:
            self._retry_timer = self.set_interval(RETRY_EVERY, self.retry)

    async def retry(self) -> bool:
        """Try again what the disk did not take. Whether nothing waits any more."""
        pending, view = self.pending, self.session.view
        if pending is None:
            return True
        if view is None or view.contact.id != pending.contact:
            return False  # it waits for its own contact
        outcome = await self.session.say(pending.act)
        if outcome.unkept:
            return False
        self.pending = None
        if self._retry_timer is not None:
            self._retry_timer.stop()
            self._retry_timer = None
        view = self.session.view
        if view is not None:
            # A draft that is kept at last must not draw the field anew: somebody is typing on in it.
            self.draw(view, refocus=pending.refocus)
            self.warn(outcome.refused or outcome.ask or "Kept now.")
            self.kept_again()
        return True

    async def keep_typed(self) -> None:
        await self.retry()

    def not_kept(self) -> str:
        return "" if self.pending is None else self.pending.what

    def kept_again(self) -> None:
        """The disk takes things again: what was typed meanwhile can be kept as well."""

    async def act_surely(self, act: Callable[[bool], Act], *, unkept: str = "") -> None:
        """Say something that might lower the level: then it is asked about first, and said for sure after a yes."""
        outcome = await self.act(act(False), unkept=unkept)
        if outcome.ask:
            self.ask_first(act(True), f"Careful: {outcome.ask}.   y  go on    n  leave it as it was")

    def ask_first(self, act: Act, words: str) -> None:
        """Do this after a yes."""
        view = self.session.view
        if view is not None:
            self.asked = Asked(act=act, words=words, contact=view.contact.id, question=view.question.id)
            self.draw(view, refocus=True)

    def still_asked(self, view: CallView) -> str:
        """The words of what waits for a yes; empty, and no longer asked, where something else is on the screen now."""
        if self.asked is not None and not self.asked.of(view):
            self.asked = None
        return "" if self.asked is None else self.asked.words

    async def confirm(self, key: str) -> None:
        """The answer to that question; other keys are none."""
        asked, view = self.asked, self.session.view
        if asked is None or view is None or key not in ("y", "n"):
            return
        self.asked = None
        if not asked.of(view):
            self.draw(view, refocus=True)
        elif key == "y":
            await self.act(asked.act)
        else:
            self.draw(view, refocus=True)
            self.warn("Left as it was.")
