"""What each final record may be recorded as: the suggested principal offence, and those included in it, to be found
later (super-complaint on stalking, recommendation 7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stalkdesk.journal.database import Database

_LATEST: Final = (
    "FROM classified JOIN contact ON contact.id = classified.contact AND contact.revision = classified.revision"
)
ROLES: Final = ("included", "principal")
"""As what a record holds an offence."""
_OFFENCES: Final = "FROM revision, json_each(CAST(payload AS TEXT), '$.offences') WHERE contact = ? AND revision = ?"


def put(db: Database, contact: str, revision: int) -> None:
    """What a revision holds of it; inside the transaction that makes it final, after the revision itself."""
    db.conn.execute(
        "INSERT OR IGNORE INTO classified SELECT json_extract(value, '$.id'), contact, revision, "
        f"coalesce(json_extract(value, '$.principal'), 0) {_OFFENCES}",
        (contact, revision),
    )
    db.conn.execute(
        "INSERT OR IGNORE INTO offence SELECT json_extract(value, '$.id'), "
        "concat_ws(' ', json_extract(value, '$.name'), json_extract(value, '$.law'), "
        f"json_extract(value, '$.recorded_as')) {_OFFENCES}",
        (contact, revision),
    )


def known(db: Database) -> dict[str, str]:
    """The offences that any record holds, by id, each in words: its name, its law and how it is recorded."""
    return dict(db.conn.execute("SELECT id, said FROM offence"))


def holding(db: Database, offences: Sequence[str], role: str = "any") -> dict[str, list[tuple[str, bool]]]:
    """The contacts whose last revision holds one of these offences, the latest first, each with those it holds and
    whether as the principal one, which stands first. `role`: one of them is the principal one, or none is, or any."""
    marks = ", ".join("?" * len(offences))
    rows = db.conn.execute(
        f"SELECT contact.id, offence, principal {_LATEST} WHERE offence IN ({marks}) "
        "ORDER BY opened DESC, contact.id, principal DESC, offence",
        tuple(offences),
    )
    found: dict[str, list[tuple[str, bool]]] = {}
    for contact, offence, principal in rows:
        found.setdefault(contact, []).append((offence, bool(principal)))
    return {id: held for id, held in found.items() if role in ("any", ROLES[held[0][1]])}


def counted(db: Database) -> list[tuple[str, int, int]]:
    """Each offence with how many records hold it as the principal one, and how many beside another, the commonest
    first."""
    return db.conn.execute(
        f"SELECT offence, sum(principal), sum(1 - principal) {_LATEST} GROUP BY offence ORDER BY count(*) DESC, offence"
    ).fetchall()
