"""What tests of the end type to come to one of its steps, and how they look at what was kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plain.handler import CORE, TO_THE_PLAN, Handler, Heard

from stalkdesk.desk import finishing

FACTS = "He moved to Spain for work and her sister saw him leave in May"
"""A rationale with substance."""
MEDIUM = (*CORE, "1")
"""Parted in the last month: MEDIUM by that alone, and five actions."""
HIGH = (*CORE, "/threat to kill", "y", "1")
AT_LEVEL = (":finish", "y", "s", "")
"""Up to the level: read back, no advice, messages not asked about."""
AT_PLAN = (":finish", "y", *TO_THE_PLAN)


def beginning(heard: Heard, words: str) -> list[str]:
    """The lines that begin so."""
    return [line for line in heard.lines if line.startswith(words)]


def stands(handler: Handler, ref: str) -> str:
    """The level that stands."""
    with handler.desk() as station:
        return finishing.level(station.desk.resume(station.desk.line(ref).id)).upper()


def happened(handler: Handler, ref: str) -> list[tuple[str, Mapping[str, Any]]]:
    """What was kept, without the first event: it holds the reference."""
    with handler.desk() as station:
        return [(event.kind, event.body) for event in station.desk.events(station.desk.line(ref).id)][1:]
