"""The force's guidance for a desk. Nothing in it may stop a call: where the force's own can't be read, what came with
stalkdesk is used, and why is said.

What was proved today is kept beside the events, by the hash of its files: reading it anew takes a tenth of a second,
and would hold the screen.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from stalkdesk import __version__
from stalkdesk.errors import BadInput
from stalkdesk.guidance.kept import document, guidance_from
from stalkdesk.guidance.model import Guidance
from stalkdesk.guidance.place import data_folder, force_folder, read_bytes
from stalkdesk.journal.journal import Journal, NotKept
from stalkdesk.questions.dump import sha256
from stalkdesk.questions.model import QuestionSet

_KEPT: Final = "guidance"
_PROVED: Final[dict[str, tuple[Guidance, str]]] = {}
"""What one program has proved once it need not prove again for another desk."""


def guidance_for(qset: QuestionSet, journal: Journal, force: str, today: date) -> tuple[Guidance, str]:
    """The guidance, and why the force's own is not in it; empty where it is, or there is none. `force`: empty for none
    of the list."""
    mark = _mark(qset, journal.folder, force, today)
    if mark not in _PROVED:
        _PROVED[mark] = _kept(qset, journal, mark) or _load(qset, journal.folder, force, today)
    _keep(qset, journal, mark)
    return _PROVED[mark]


def prove(qset: QuestionSet, journal: Journal, force: str, today: date) -> None:
    """Have the guidance of today kept, so that whoever needs it reads no file."""
    mark = _mark(qset, journal.folder, force, today)
    if _row(journal, mark) is None:
        guidance_for(qset, journal, force, today)


def _load(qset: QuestionSet, home: Path, force: str, today: date) -> tuple[Guidance, str]:
    from stalkdesk.guidance.pack import load  # pydantic and YAML

    own, trouble = force_folder(home), ""
    if own is not None:
        try:
            return load(qset, folder=own, force=force, today=today), ""
        except BadInput as error:
            trouble = f"The force's own guidance is not used: {error.problems[0]}"
    try:
        return load(qset, force=force, today=today), trouble
    except BadInput as error:
        return load(qset, today=today), trouble or f"The force is not in the list of forces: {error.problems[0]}"


def _kept(qset: QuestionSet, journal: Journal, mark: str) -> tuple[Guidance, str] | None:
    row = _row(journal, mark)
    if row is None:
        return None
    held = json.loads(row, parse_float=Decimal)
    return guidance_from(held["guidance"], qset), held["trouble"]


def _row(journal: Journal, mark: str) -> str | None:
    """What is kept under this mark; None where it is of other files, or of another day."""
    row = journal.db.conn.execute("SELECT value FROM meta WHERE name = ?", (_KEPT,)).fetchone()
    return row[0][len(mark) :] if row is not None and row[0].startswith(mark) else None


def _keep(qset: QuestionSet, journal: Journal, mark: str) -> None:
    if _row(journal, mark) is not None:
        return
    guidance, trouble = _PROVED[mark]
    held = json.dumps({"guidance": document(guidance, qset), "trouble": trouble}, ensure_ascii=False)
    with contextlib.suppress(NotKept), journal.writing() as db:  # a full disk: it is read from its files next time
        db.conn.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_KEPT, mark + held))


def _mark(qset: QuestionSet, home: Path, force: str, today: date) -> str:
    """What the guidance hangs on: every file of it, the set, the force, the day and this version."""
    digest = hashlib.sha256(f"{__version__}\n{sha256(qset)}\n{force}\n{today}\n".encode())
    for path in _files(home):
        with contextlib.suppress(BadInput):
            digest.update(path.name.encode() + b"\n" + read_bytes(path) + b"\n")
    return f"{digest.hexdigest()} "


def _files(home: Path) -> Iterator[Path]:
    own = force_folder(home)
    yield from sorted(data_folder().glob("*.yaml"))
    if own is not None:
        yield own
        yield from sorted(own.glob("*.yaml"))
