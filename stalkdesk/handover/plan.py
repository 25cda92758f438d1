"""The plan in words: what is still to do and why it was not done, and who was told, by name and time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from stalkdesk.handover.document import Block

_STATES: Final = {"done": "done", "not_done": "NOT DONE", "not_possible": "not possible", "open": "OPEN"}
_TIME: Final = re.compile(r"(?<!\d)\d{1,2}([:.]\d\d(?!\d)|\s?[ap]\.?m\b|\d\d\s?h(rs|ours)?\b)", re.IGNORECASE)
"""A time as people type it: 14:20, 2.20, 2 pm, 1420 hrs. A collar number alone is none."""


def plan(record: Mapping[str, Any]) -> Iterator[Block]:
    """Every action; where room is short those that are not done, with why, and who was told apart from them."""
    actions = record.get("actions", ())
    rows = tuple(_action(one, record) for one in actions)
    undone = tuple(_action(one, record) for one in actions if one["state"] != "done")
    count = len(rows) - len(undone)
    queue = record.get("queue")
    note = f"Suggested queue: {queue}. The unit decides." if queue else ""
    brief = (*undone, f"{count} done") if count else undone
    yield Block(id="plan", title="Plan", rows=rows, note=note, brief=brief)
    told = tuple(f"{one['do']}: {_told(one, record)}" for one in actions if one.get("told"))
    yield Block(id="told", title="Who was told", rows=(), brief=told)


def _action(one: Mapping[str, Any], record: Mapping[str, Any]) -> str:
    more = [part for part in (_told(one, record), one.get("reason")) if part]
    clock = f" ({one['clock']})" if one.get("clock") and one["state"] != "done" else ""
    return f"{one['do']}{clock}: {_STATES[one['state']]}" + (f", {'; '.join(more)}" if more else "")


def _told(one: Mapping[str, Any], record: Mapping[str, Any]) -> str:
    """Who was told; where no time was typed, when it was written down."""
    told, at = one.get("told") or "", one.get("at")
    if not told or not at or _TIME.search(told):
        return told
    here, opened = (datetime.fromisoformat(text).astimezone() for text in (at, record["opened"]))
    day = "" if here.date() == opened.date() else f"{here:%a} {here.day} {here:%b} "
    return f"{told} (written down {day}{here:%H:%M})"
