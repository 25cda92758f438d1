"""Final records on a real journal, as short as they can be: what is sent does not matter to who sends it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from stalkdesk.clock import Clock
from stalkdesk.contact.event import Event
from stalkdesk.contact.kinds import Finished, Happening, Opened, kind_of, write
from stalkdesk.journal.journal import Journal
from stalkdesk.sync import outbox
from stalkdesk.sync.contracts import Receipt
from stalkdesk.sync.outbox import Row

LEVELS = ("standard", "medium", "high")


def content_of(contact: str, revision: int) -> bytes:
    return f'{{"id":"{contact}","revision":{revision}}}'.encode()


def hash_of(contact: str, revision: int) -> str:
    return hashlib.sha256(content_of(contact, revision)).hexdigest()


def final(journal: Journal, clock: Clock, contact: str, *, revision: int = 1, level: str = "standard") -> None:
    """A contact that became final as this revision."""

    def event(seq: int, said: Happening) -> Event:
        return Event(
            contact=contact, seq=seq, kind=kind_of(said), body=write(said), at=clock.now(), elapsed=0.0, who="4471"
        )

    seq = journal.tail(contact)[0]
    if not seq:
        opened = Opened(
            ref=f"PR-{contact.upper()}",
            channel="call",
            force="Practice force",
            set_id="s",
            set_version="1",
            set_sha256="x",
            practice=True,
        )
        journal.append(event(1, opened))
        seq = 1
    row = Row(
        contact=contact,
        revision=revision,
        ref=f"PR-{contact.upper()}",
        level=level,
        rank=LEVELS.index(level),
        state="ready",
        ready_at=clock.now(),
        changed_at=clock.now(),
        attempts=0,
        next_attempt=None,
        why=None,
        field=None,
        force_ref=None,
        receipt=None,
    )
    digest = hash_of(contact, revision)
    said = Finished(revision=revision, sha256=digest)
    journal.append(event(seq + 1, said), lambda db: outbox.put(db, row, content_of(contact, revision), digest))


def receipt_for(contact: str, revision: int = 1, **more: Any) -> Receipt:
    """What the force's system answers when it has it."""
    said = {"id": contact, "revision": revision, "sha256": hash_of(contact, revision), "force_ref": "F/1", **more}
    return Receipt.model_validate({key: value for key, value in said.items() if value is not None})


def receipt_bytes(contact: str, revision: int = 1, **more: Any) -> bytes:
    return json.dumps(receipt_for(contact, revision, **more).model_dump(exclude_none=True)).encode()


def states(journal: Journal) -> dict[tuple[str, int], str]:
    """Where each revision is."""
    rows = journal.db.conn.execute("SELECT contact, revision, state FROM outbox ORDER BY contact, revision")
    return {(contact, revision): state for contact, revision, state in rows}


def kinds(journal: Journal, contact: str) -> list[str]:
    return [event.kind for event in journal.events(contact)]
