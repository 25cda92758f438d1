"""What the law may call it, line by line: suggestions from the answers, never decisions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stalkdesk.desk import deciding
from stalkdesk.desk.decided import Decided, Law
from stalkdesk.handover.compose import UNLESS
from stalkdesk.plain.picking import decided_now, pick, reasoned
from stalkdesk.plain.talk import Talk

_NONE: Final = "The answers so far point to no offence. That decides nothing."
_FIELDS: Final = {
    "h": ("harassment_only", "harassment only", "Why is it harassment and not stalking?"),
    "c": ("no_crime", "no crime", "Why is no crime recorded?"),
}


def law(talk: Talk) -> None:
    """A line for each offence, and what may be recorded instead with a rationale."""
    now = decided_now(talk)
    talk.say(UNLESS, *([now.trouble] if now.trouble else []))
    for field, name, _ in _FIELDS.values():
        held = talk.call.contact.decision.get(field, "")
        talk.say(*([f"Recorded as {name}: {held}"] if held else []))
    talk.say(*_heads(now))
    prompt = "Enter goes on; h harassment only, c no crime, each with a rationale; :law says what supports each."
    while key := pick(talk, prompt, _FIELDS):
        _record(talk, *_FIELDS[key])
        prompt = "Enter goes on; h harassment only, c no crime."


def law_lines(talk: Talk) -> list[str]:
    """Everything: what the answers support, leave open and deny, point by point."""
    now = decided_now(talk)
    lines = [line for one in now.offences for line in _whole(one)] or [_NONE]
    powers = [line for one in now.powers for line in _whole(one)]
    looked_at = [f"Looked at: {now.law}."] if now.law else []
    return [*lines, *(["Orders and powers to consider:"] if powers else []), *powers, *looked_at]


def _record(talk: Talk, field: str, name: str, why: str) -> None:
    held = bool(talk.call.contact.decision.get(field))
    more = "Type it anew, t alone takes it back, Enter leaves it." if held else "Facts of this case. Enter leaves it."

    def keep(text: str) -> None:
        deciding.recorded_as(talk.call, field, "" if held and text.casefold() == "t" else text)

    if reasoned(talk, f"{why} {more}", keep, keys=("t",) if held else ()):
        talk.say(f"Kept: {name}." if talk.call.contact.decision.get(field) else f"Taken back: {name}.")


def _heads(now: Decided) -> Iterator[str]:
    if now.offences:
        yield "Offences to consider:"
    yield from (_head(one) for one in now.offences)
    if not now.offences:
        yield _NONE
    if now.powers:
        count = len(now.powers)
        yield f"{count} {'order or power' if count == 1 else 'orders and powers'} to consider; :law says them."


def _whole(one: Law) -> Iterator[str]:
    yield _head(one)
    yield from (f"Supported: {words.rstrip('.')}." for words in one.supported)
    if one.missing:
        yield f"Still missing: {'; '.join(one.missing)}."
    if one.denied:
        yield f"Not so: {'; '.join(one.denied)}."


def _head(one: Law) -> str:
    return f"{one.name}, {one.law}; {one.role.rstrip('.')}."
