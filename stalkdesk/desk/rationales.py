"""The rationales a level was lowered with, or a report taken for no stalking or no crime, remembered by their words, so
that none serves twice."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from stalkdesk.contact.kinds import Filled, Happening, Lowered
from stalkdesk.contact.rationale import runs_of, words_of
from stalkdesk.journal.database import Database

WITH_SUBSTANCE: Final = ("harassment_only", "no_crime")
"""What the caller's report is not taken for; each needs a rationale (DOMAIN R7)."""
MOST_RUNS: Final = 100
MOSTLY: Final = 0.5
"""With more than this share of its runs in another record, it is that one's."""


def names(rationale: str) -> list[str]:
    """What a rationale is remembered by: all its words, and runs of them; signs and capitals make no other one."""
    return list(dict.fromkeys(map(_hashed, (words_of(rationale), *runs_of(rationale)[:MOST_RUNS]))))


def keep(db: Database, rationale: str, contact: str) -> None:
    """Remember it as this contact's, as far as it is the first with it; inside a transaction of the caller's."""
    db.conn.executemany("INSERT OR IGNORE INTO meta VALUES (?, ?)", [(name, contact) for name in names(rationale)])


def in_it(happening: Happening) -> str:
    """The rationale in what happened; empty for none."""
    if isinstance(happening, Lowered):
        return happening.rationale
    if isinstance(happening, Filled) and happening.form == "decision" and happening.field in WITH_SUBSTANCE:
        return happening.text
    return ""


def elsewhere(db: Database, rationale: str, contact: str) -> bool:
    """Whether another contact was decided with these words first, or with most of them."""
    whole, *runs = names(rationale)
    others = [name for name in (whole, *runs) if _whose(db, name) not in (None, contact)]
    return whole in others or len(others) > len(runs) * MOSTLY


def _whose(db: Database, name: str) -> str | None:
    row = db.conn.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return None if row is None else row[0]


def _hashed(words: str) -> str:
    return f"rationale:{sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()}"
