"""Orders that an incident can be said to have broken, by their number: those written down in this contact, then those
of reports it is linked to. What is kept of it is the words, and beside them which entry it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from stalkdesk.contact.contact import Contact
from stalkdesk.desk.joined import Held, Joined
from stalkdesk.text import clip, one_line

LONGEST: Final = 60
"""Characters of one part of an order's words."""
LONGEST_NUMBER: Final = 2
"""Digits; more are a case or an order of a court."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakable:
    """One order. `number`: what is typed to mean it; `key`: what is kept of that, the number of the entry, after the
    reference where it is a linked report's; `order`: its lines."""

    number: int
    key: str
    words: str
    order: Mapping[str, str]


def breakable(contact: Contact, joined: Joined) -> tuple[Breakable, ...]:
    """Every order there is to break. An order of this contact has the number it has on its form."""
    own = [
        Breakable(number=number, key=str(number), words=words_of(order, contact), order=order)
        for number, order in sorted(contact.orders.items())
        if any(order.values())
    ]
    free = max(contact.orders, default=0) + 1
    return (*own, *(_of_another(held, free + at, contact) for at, held in enumerate(joined.orders)))


def _of_another(held: Held, number: int, contact: Contact) -> Breakable:
    of = f"{held.ref}, {held.whose}" if held.whose else held.ref
    return Breakable(number=number, key=held.key, words=f"{words_of(held.order, contact)} ({of})", order=held.order)


def words_of(order: Mapping[str, str], contact: Contact) -> str:
    """An order in one line: `Restraining order, made 12 Mar 2026, Lewes Crown Court`."""
    made = order.get("made", "")
    parts = [order.get("kind") or "Order", f"made {_day(made, contact)}" if made else "", order.get("court", "")]
    return ", ".join(clip(one_line(part), LONGEST) for part in parts if part)


def _day(said: str, contact: Contact) -> str:
    from stalkdesk.desk.course import day_in_words, today_of, whole_day  # not on the way to the first screen

    day = whole_day(said, today_of(contact))
    return said if day is None else day_in_words(day)


def no_such_order(typed: str, orders: Iterable[Breakable]) -> str:
    """What is said where a number is typed and no order has it; empty for words, and for a number that one has."""
    lone = typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER
    return f"There is no order {typed}: kept as words." if lone and all(str(o.number) != typed for o in orders) else ""


def tied_in_words(key: str, every: tuple[Breakable, ...]) -> tuple[str, str]:
    """Which entry an incident is tied to, long and short; that it is not there any more where it is not."""
    ref, slash, number = key.rpartition("/")
    if all(one.key != key for one in every):
        return "not linked any more", "gone"
    return (f"order {number} of {ref}", ref) if slash else (f"order {number}", f"order {number}")


def untied(contact: Contact, refs: set[str]) -> list[int]:
    """The incidents that are tied to an order of one of these reports."""
    return [n for n, incident in contact.incidents.items() if incident.get("order", "").rpartition("/")[0] in refs]
