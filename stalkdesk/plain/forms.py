"""The forms beside the questions, line by line: people, incidents, danger now, the front desk, a caller who is gone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from stalkdesk.contact.forms import DANGER, FACTS, FORMS, ORDER_KINDS, PERSON, ROLES, SAID_BY, SETTING, Field
from stalkdesk.desk.breaches import no_such_order
from stalkdesk.desk.lookup import PLACE
from stalkdesk.plain.lines import entry_line, in_plain
from stalkdesk.plain.talk import BACK, Left, Talk
from stalkdesk.text import clip, one_line

DISPATCH: Final = (
    "DANGER. Dispatch goes by your force's command and control or by radio, now. This record sends nobody.",
    "Say: “Stay on the line with me. Tell me only what is safe to say. One tap is yes, two taps are no.”",
)
ROLE_KEYS: Final = {"c": "caller", "v": "victim", "s": "suspect", "k": "child", "o": "other"}
SHORTEST: Final = 3
"""Characters of a reason in words."""
GONE: Final = ("the line was lost", "the caller rang off", "the caller left")


def danger(talk: Talk) -> None:
    """What dispatch needs, asked one by one; the reminder comes first."""
    talk.say(*DISPATCH, "Enter leaves a line as it is, :back goes back to the question.")
    for field in DANGER:
        _one(talk, "danger", 0, field, talk.call.contact.danger)


def front_desk(talk: Talk) -> None:
    """Who can hear or see a walk-in."""
    for field in SETTING:
        _one(talk, "setting", 0, field, talk.call.contact.setting)


def entries(talk: Talk, form: str) -> None:
    """The people or incidents so far, and another one."""
    while True:
        held = _held(talk, form)
        known = talk.call.contact.known if form == "person" else {}
        talk.say(*(f"{number}: {entry_line(form, held[number], known.get(number, {}))}." for number in sorted(held)))
        change = "; a number to change that one; r and a number to remove it" if held else ""
        change += "; k and a number to say how each thing is known" if held and form == "person" else ""
        typed = talk.ask(f"a to add {form}{change}; Enter goes back.")
        if not typed:
            return
        said = typed.casefold()
        number = _number(said[1:] if said[:1] in ("r", "k") else said)
        if said == "a":
            _entry(talk, form, max(held, default=0) + 1)
        elif number in held and said.startswith("r"):
            talk.kept(partial(_remove, talk, form, number))
            talk.say(f"Removed: {form} {number}. It stays in the history.", *filter(None, [talk.call.view.notice]))
        elif number in held and said.startswith("k") and form == "person":
            _known(talk, number)
        elif number in held and not said.startswith("k"):
            _entry(talk, form, number)
        else:
            talk.refuse(typed, f"“{clip(typed, 40)}” is no choice here.")


def _remove(talk: Talk, form: str, number: int) -> None:
    """Somebody goes together with what was said of them and others."""
    if form != "person":
        talk.call.remove(form, number)
        return
    from stalkdesk.desk.earlier import remove

    remove(talk.desk, talk.call, number)


def gone(talk: Talk) -> None:
    """The caller is not there any more: how, and when to ring back."""
    how = reason(talk, "How did it end?", GONE)
    if not how:
        return
    back = talk.ask("When and how to ring back, safely? Enter for not at all.")
    talk.kept(lambda: talk.call.caller_gone(how, back))
    then = "They are to be rung back." if back else "They are not to be rung back."
    talk.say(f"Kept: {how}. {then} :finish ends the call, :park puts it by, :here when they are there again.")


def choose(talk: Talk, prompt: str, ready: tuple[str, ...]) -> str:
    """One of the ready words by its number, or what is typed instead; empty for Enter."""
    listed = ", ".join(f"{number} {words}" for number, words in enumerate(ready, 1))
    said = talk.ask(f"{prompt} {listed}; or type it. Enter goes back.")
    number = _number(said)
    return ready[number - 1] if 0 < number <= len(ready) else said


def reason(talk: Talk, prompt: str, ready: tuple[str, ...]) -> str:
    """`choose`, but a slip of a key is no reason. Empty for Enter."""
    said = choose(talk, prompt, ready)
    while said and len(said) < SHORTEST:
        talk.say(f"“{said}” is no reason. Type it in words, or its number.")
        said = choose(talk, prompt, ready)
    return said


def _entry(talk: Talk, form: str, number: int) -> None:
    """One person or incident, line by line; :back ends it before the last line, and what was typed stays."""
    talk.say("Enter leaves a line as it is, :back goes back to the list.")
    try:
        for field in FORMS[form]:
            _one(talk, form, number, field, _held(talk, form).get(number, {}))
    except Left as left:
        if left.line != BACK:
            raise


def _known(talk: Talk, number: int) -> None:
    """How each thing that is written down of a person is known, one by one; :back ends it."""
    ways = tuple(SAID_BY)
    listed = ", ".join(f"{key} {words}" for key, words in enumerate(ways, 1))
    talk.say(f"How is it known? {listed}; 0 takes it back. Enter leaves it, :back goes back to the list.")
    keys = {str(key): words for key, words in enumerate(("", *ways))}
    try:
        for field in [field for field in PERSON if field.id in FACTS]:
            text = talk.call.contact.people.get(number, {}).get(field.id, "")
            while text:
                now = talk.call.contact.known.get(number, {}).get(field.id, "")
                said = talk.ask(f"{field.label} {one_line(text)}{f', {now}' if now else ''}:")
                if said in keys:
                    talk.kept(partial(talk.call.said_by, number, field.id, keys[said]))
                    talk.say(f"Kept: {keys[said]}." if keys[said] else "Taken back.")
                if not said or said in keys:
                    break
                talk.refuse(said, f"“{clip(said, 40)}” is none of these: {listed}.")
    except Left as left:
        if left.line != BACK:
            raise


def _one(talk: Talk, form: str, number: int, field: Field, held: Mapping[str, str]) -> None:
    now = held.get(field.id, "")
    if (form, field.id) == ("incident", "breach"):
        talk.say(*(f"{one.number} for {one.words}." for one in talk.call.orders_to_break()))
    hint = in_plain(field.hint)
    more = f" now: {one_line(now)}" if now else f" ({hint})" if hint else ""
    said = talk.ask(f"{field.label}{more}{'' if more or field.label.endswith('?') else ':'}")
    if said:
        words, remark = _meant(field, said), ""
        talk.kept(lambda: talk.call.fill(form, number, field.id, words))
        if (form, field.id) == ("incident", "breach"):  # a number stands for an order
            words = talk.call.contact.incidents[number].get(field.id, words)
            remark = no_such_order(said, talk.call.orders_to_break())
        talk.say(remark or ("Kept." if words == said else f"Kept: {words}."))
        if form == "person" or (form, field.id) == ("incident", "where"):
            talk.earlier.look(number if form == "person" else PLACE)


def _meant(field: Field, said: str) -> str:
    """A key of the form as its word."""
    key = said.casefold()
    if field.id == "kind":
        return ORDER_KINDS[key][1] if key in ORDER_KINDS else said
    if field.id == "role":
        return ROLE_KEYS.get(key, key if key in ROLES else said)
    return {"y": "yes", "n": "no", "u": "can't tell"}.get(key, said) if field in SETTING else said


def _held(talk: Talk, form: str) -> Mapping[int, Mapping[str, str]]:
    contact = talk.call.contact
    return contact.entries(form)


def _number(said: str) -> int:
    words = said.strip()
    return int(words) if words.isascii() and words.isdigit() and len(words) < 9 else 0
