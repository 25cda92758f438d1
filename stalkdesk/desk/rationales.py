"""The rationales a level was lowered with, remembered by their words, so that none serves twice."""

from __future__ import annotations

from hashlib import sha256

from stalkdesk.contact.rationale import words_of
from stalkdesk.journal.database import Database


def name(rationale: str) -> str:
    """What a rationale is remembered by: signs and capitals make no other one of it."""
    return f"rationale:{sha256(words_of(rationale).encode('utf-8', 'surrogatepass')).hexdigest()}"


def keep(db: Database, rationale: str, contact: str) -> None:
    """Remember it as this contact's, if it is the first with it; inside a transaction of the caller's."""
    db.conn.execute("INSERT OR IGNORE INTO meta VALUES (?, ?)", (name(rationale), contact))


def elsewhere(db: Database, rationale: str, contact: str) -> bool:
    """Whether another contact was lowered with these words first."""
    row = db.conn.execute("SELECT value FROM meta WHERE name = ?", (name(rationale),)).fetchone()
    return row is not None and row[0] != contact
