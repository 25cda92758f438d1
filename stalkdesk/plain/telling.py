"""Words for the caller before they go, line by line: advice, whether a message is safe, and who can help."""

from __future__ import annotations

from functools import partial
from typing import Final

from stalkdesk.desk import deciding
from stalkdesk.desk.decided import Telling
from stalkdesk.desk.typed import NotTaken
from stalkdesk.plain.picking import decided_now, pick, walk
from stalkdesk.plain.talk import Talk

_HOW: Final = {"y": "given", "n": "declined", "x": "not_safe", "t": ""}
_KEYS: Final = "y given, n declined, x not safe, Enter for the next, s skips the rest, b the one before."
_SAFE: Final = "Is it safe to leave a message, text or email?"
_SAFE_KEYS: Final = {"y": "yes", "n": "no", "u": "not known"}


def tell(talk: Talk) -> None:
    """Advice first; before any number is said, whether a message may be left at all."""
    every = decided_now(talk).tellings
    said, safe = sum(bool(_how(talk, one)) for one in every), _safe(talk)
    if said or safe:
        message = f"; safe to leave a message: {safe}" if safe else ""
        prompt = f"Advice and services: {said} said{message}. Enter goes on, a goes through them again."
        if pick(talk, prompt, ("a",)) != "a":
            return
    if talk.call.contact.silent:
        talk.say("They said it is not safe to talk. Say nothing that can be overheard.")
    advice = [one for one in every if one.what == "advice"]
    if advice:
        talk.say(f"Advice to read out, {len(advice)} {'line' if len(advice) == 1 else 'lines'}. {_KEYS}")
        walk(advice, partial(_put, talk), ("s",))
    services = [one for one in every if one.what == "service"]
    if services and _message(talk):
        _services(talk, services)


def _put(talk: Talk, one: Telling, *, more: str = "", name_alone: bool = False) -> str:
    """One line of advice or one service, and what became of it. The key that was typed."""
    how = _how(talk, one)
    held = f" Said already: {deciding.HOW[how]}; t takes it back." if how else ""
    words = f"{one.head}: y given, n declined, x not safe; Enter leaves it." if name_alone else _line(one)
    others = ", o for others" if more else ""
    keys = ("y", "n", "x", "s", "b", *(["t"] if how else []), *more)
    key = pick(talk, f"{words}{held}", keys, again=f"{_KEYS.removesuffix('.')}{others}.")
    if key in _HOW:
        try:
            talk.kept(lambda: deciding.advise(talk.call, one.what, one.id, _HOW[key]))
        except NotTaken as error:  # what is offered changed in between
            talk.say(str(error))
        else:
            talk.say(f"Kept: {deciding.HOW[_HOW[key]]}." if _HOW[key] else "Taken back.")
    return key


def _message(talk: Talk) -> bool:
    """Whether it is known, or known not to be known, if a message may be left."""
    now = _safe(talk)
    held = f"Now: {now}. Enter leaves it." if now else "Enter leaves it unasked, and no number is said."
    key = pick(talk, f"{_SAFE} y yes, n no, u not known. {held}", _SAFE_KEYS)
    if key:
        talk.kept(lambda: deciding.message_safe(talk.call, _SAFE_KEYS[key]))
        talk.say(f"Kept: {_SAFE_KEYS[key]}.")
    return bool(_safe(talk))


def _services(talk: Talk, services: list[Telling]) -> None:
    meant = [one for one in services if one.fits]
    others = [one for one in services if not one.fits]
    more = "o" if others else ""
    listed = " o lists the others." if others else ""
    talk.say(f"Services meant for this caller, {len(meant)}. The same keys.{listed}")
    key = walk(meant, partial(_put, talk, more=more), ("s", "o"))
    if not others or key == "s":
        return
    if key != "o":
        prompt = f"o lists {len(others)} more, for others or elsewhere; they may choose them. Enter goes on."
        key = pick(talk, prompt, ("o",))
    if key == "o":
        _others(talk, others)


def _others(talk: Talk, others: list[Telling]) -> None:
    talk.say(*(f"{number} {_line(one)}" for number, one in enumerate(others, 1)))
    by_number = {str(number): one for number, one in enumerate(others, 1)}
    while number := pick(talk, "The number of one to say what became of it; Enter goes on.", by_number):
        _put(talk, by_number[number], name_alone=True)


def _line(one: Telling) -> str:
    words = f"{one.head}: {one.text.replace('  ', '. ', 1)}"
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _how(talk: Talk, one: Telling) -> str:
    return talk.call.contact.advised.get(f"{one.what}:{one.id}", "")


def _safe(talk: Talk) -> str:
    return talk.call.contact.decision.get(deciding.MESSAGE_SAFE, "")
