"""The hash chain: each event holds the hash of the one before, so an edit or a gap shows."""

from __future__ import annotations

import hashlib

from stalkdesk.contact.event import Event, canonical

START = "0" * 64
"""What the first event of a journal is linked to."""


def link(previous: str, event: Event) -> str:
    """The hash of an event that follows the one with hash `previous`."""
    return hashlib.sha256(f"{previous}\n{canonical(event)}".encode()).hexdigest()
