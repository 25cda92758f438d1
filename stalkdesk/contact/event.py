"""What one key that says something becomes: one event, kept for ever."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing said or done in a contact.

    `seq` counts from 1 within the contact. `at` is the wall clock, UTC, as `YYYY-MM-DDTHH:MM:SS.mmmZ`;
    `elapsed` the seconds since the contact was opened by a clock that nobody can set back, so a changed
    wall clock bends nothing. `body` holds what JSON can.
    """

    contact: str
    seq: int
    kind: str
    body: Mapping[str, Any]
    at: str
    elapsed: float
    who: str


def canonical(event: Event) -> str:
    """The event as one JSON text, the same on every machine: what the chain is made of."""
    parts = [event.contact, event.seq, event.kind, event.body, event.at, float(event.elapsed), event.who]
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
