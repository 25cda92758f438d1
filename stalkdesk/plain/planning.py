"""The plan line by line: every action done, not done and why, or not possible and why (DOMAIN R9)."""

from __future__ import annotations

from functools import partial
from typing import Final

from stalkdesk.desk import deciding
from stalkdesk.desk.decided import Todo
from stalkdesk.desk.typed import NotTaken
from stalkdesk.plain import forms
from stalkdesk.plain.picking import AGAIN, decided_now, pick, reasoned, walk
from stalkdesk.plain.talk import Talk

_KEYS: Final = "y done, n not done, x not possible, b the one before."
_OPEN: Final = ("y", "n", "x", "b")
_NOT_PASSED: Final = "This can't be passed over: say what became of it. :back leaves the end and keeps what was said."
_WHY: Final = {
    "n": ("not_done", "Why was it not done?", deciding.WHY_NOT_DONE),
    "x": ("not_possible", "Why is it not possible?", deciding.WHY_NOT_POSSIBLE),
}


def plan(talk: Talk, *, everything: bool = False) -> None:
    """Each action that is open, until none is; `everything`: first the others as well. Then the suggested queue."""
    while True:
        now = decided_now(talk)
        todos = [one for one in now.plan if everything or one.state == "open"]
        if not todos:
            break
        talk.say(f"The plan, {now.open} open. {_KEYS}")
        walk([one.id for one in todos], partial(_put, talk))
        everything = False
    talk.say("Nothing of the plan is open.")
    if now.queue:
        talk.say(f"Suggested queue: {now.queue}. The unit decides.")


def _put(talk: Talk, id: str) -> str:
    """One action, and what became of it. The key that was typed, or AGAIN."""
    one = next((one for one in decided_now(talk).plan if one.id == id), None)
    if one is None:  # an answer changed in between
        return ""
    held = (
        f" So far: {one.words.rstrip('.').replace(': ', ', ', 1)}. Enter leaves it, t opens it again."
        if one.words
        else ""
    )
    key = pick(talk, f"{_line(one)}{held}", _OPEN if one.state == "open" else (*_OPEN, "t"), again=_KEYS)
    if not key and one.state == "open":
        talk.say(_NOT_PASSED)
        key = pick(talk, _KEYS, _OPEN)
    if key == "y":
        return _done(talk, one)
    if key in _WHY:
        return _not(talk, one, *_WHY[key])
    if key == "t":
        talk.kept(lambda: deciding.act(talk.call, id, "open"))
        talk.say("Kept: open again.")
        return AGAIN
    return key or ("" if one.state != "open" else AGAIN)


def _done(talk: Talk, one: Todo) -> str:
    if one.told:
        who = "Who was told, and when? As 5512 Hughes, 14:20. Enter goes back to the action."
        if not reasoned(talk, who, lambda told: deciding.act(talk.call, one.id, "done", told=told)):
            return AGAIN
    else:
        talk.kept(lambda: deciding.act(talk.call, one.id, "done"))
    talk.say("Kept: done.")
    return "y"


def _not(talk: Talk, one: Todo, state: str, why: str, ready: tuple[str, ...]) -> str:
    while True:
        reason = forms.reason(talk, why, ready)
        if not reason:
            return AGAIN
        try:
            talk.kept(partial(deciding.act, talk.call, one.id, state, reason=reason))
        except NotTaken as error:
            talk.say(str(error))
        else:
            talk.say(f"Kept: {state.replace('_', ' ')}, {reason}.")
            return state


def _line(one: Todo) -> str:
    clock = f"; {one.clock.rstrip('.')}" if one.clock else ""
    return f"{one.group}: {one.do.rstrip('.')}{clock}."
