"""The rationales a level was lowered with, or a report taken for no stalking or no crime, remembered by their words, so
that none serves twice."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from stalkdesk.contact.kinds import Filled, Happening, Lowered
from stalkdesk.contact.rationale import words_of
from stalkdesk.journal.database import Database

WITH_SUBSTANCE: Final = ("harassment_only", "no_crime")
"""What the caller's report is not taken for; each needs a rationale (DOMAIN R7)."""


def name(rationale: str) -> str:
    """What a rationale is remembered by: signs and capitals make no other one of it."""
    return f"rationale:{sha256(words_of(rationale).encode('utf-8', 'surrogatepass')).hexdigest()}"


def keep(db: Database, rationale: str, contact: str) -> None:
    """Remember it as this contact's, if it is the first with it; inside a transaction of the caller's."""
    db.conn.execute("INSERT OR IGNORE INTO meta VALUES (?, ?)", (name(rationale), contact))


def in_it(happening: Happening) -> str:
    """The rationale in what happened; empty for none."""
    if isinstance(happening, Lowered):
        return happening.rationale
    if isinstance(happening, Filled) and happening.form == "decision" and happening.field in WITH_SUBSTANCE:
        return happening.text
    return ""


def elsewhere(db: Database, rationale: str, contact: str) -> bool:
    """Whether another contact was decided with these words first."""
    row = db.conn.execute("SELECT value FROM meta WHERE name = ?", (name(rationale),)).fetchone()
    return row is not None and row[0] != contact
