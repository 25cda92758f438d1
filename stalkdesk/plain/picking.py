"""What the steps of the end have in common: one key of several, a reason that is taken, one line after another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Final, TypeVar

from stalkdesk.desk.decided import Decided, decided
from stalkdesk.desk.typed import NotTaken
from stalkdesk.plain.forms import SHORTEST
from stalkdesk.plain.talk import Talk
from stalkdesk.text import clip

T = TypeVar("T")
AGAIN: Final = "again"
"""The line stays where it is and is put again."""
MORE: Final = "+"
"""Begins words that are added to those that were not taken."""
_KEYS: Final = {"yes": "y", "no": "n"}


def decided_now(talk: Talk) -> Decided:
    """What there is to decide as the call stands."""
    _ = talk.call.decision  # what is wrong with the force's own guidance is known once it is read
    return decided(talk.call, talk.desk.labels, talk.desk.guidance_trouble)


def pick(talk: Talk, prompt: str, keys: Collection[str], *, again: str = "") -> str:
    """The key that is typed; empty for Enter. `again`: what is asked after a slip, where the prompt is long."""
    while True:
        said = talk.ask(prompt)
        key = _KEYS.get(said.casefold(), said.casefold())
        if not key or key in keys:
            return key
        # What a handler types here is none of the caller's words: it is not kept in their account.
        talk.say(f"“{clip(said, 40)}” is no choice here.")
        prompt = again or prompt


def reasoned(
    talk: Talk, prompt: str, act: Callable[[str], None], *, needed: bool = False, keys: Collection[str] = ()
) -> bool:
    """Ask for words until they are taken; what is refused can be added to. Enter leaves it, but where it is `needed`.

    A slip of a key is no words, but for `keys`. Whether something was taken.
    """
    before = ""
    while True:
        said = talk.ask(prompt)
        if not said and not needed:
            return False
        text = f"{before} {said.removeprefix(MORE).strip()}" if before and said.startswith(MORE) else said
        prompt = f"{prompt.partition('?')[0]}?"
        if 0 < len(text) < SHORTEST and text.casefold() not in keys:
            talk.say(f"“{text}” says too little. Type it in words.")
            continue
        try:
            talk.kept(partial(act, text))
        except NotTaken as error:
            before = text
            talk.say(f"{error} Begin with {MORE} to add to what you typed." if " " in text else str(error))
        else:
            return True


def walk(lines: Sequence[T], put: Callable[[T], str], stop: Collection[str] = ()) -> str:
    """Put one line after another. `put` gives the key that was typed: b for the line before, AGAIN for the same once
    more, one of `stop` to leave the rest; everything else goes on. The key that stopped it, or empty."""
    place = 0
    while place < len(lines):
        key = put(lines[place])
        if key in stop:
            return key
        if key != AGAIN:
            place = max(place - 1, 0) if key == "b" else place + 1
    return ""
