"""Saving a record to a file that the user names: whole or not at all, private, and never over another file."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Generator
from pathlib import Path

from stalkdesk.desk import papers
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.showing import record_of
from stalkdesk.errors import BadInput, Problem


def export(desk: Desk, id: str, path: Path, *, paper: str = papers.FULL, revision: int | None = None) -> None:
    """Save the record as JSON; where the file's name ends in `.txt`, one of its texts, in `.pdf`, the paper of one or
    two pages. That it left the desk is an event.

    Raises BadInput where it can't be saved there, NotKept.
    """
    _not_there(path)
    if path.suffix.lower() not in ("", ".pdf", ".txt", ".json"):
        raise _bad(path, "ends in a kind of file that is not made here", "name it .pdf, .txt or .json")
    contact, assessment = desk.read(id)
    match path.suffix.lower():
        case ".pdf":
            content = papers.pdf(desk, contact, assessment, revision)
        case ".txt":
            content = papers.text(desk, contact, assessment, paper, revision).encode("utf-8", "replace")
        case _:
            document = record_of(desk, contact, assessment, revision)
            content = (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
    try:
        with _draft(path.parent, content) as draft:
            desk.disclosed(id, "exported", str(path.absolute()))  # first: a record never leaves without its event
            _name(draft, path)
    except OSError as error:
        raise _bad(path, f"can't be written ({error.strerror or error})", "name a file in a folder of yours") from None


@contextlib.contextmanager
def _draft(folder: Path, content: bytes) -> Generator[Path]:
    """The content on the disk, under a passing name, in a file that only its user can read."""
    handle, name = tempfile.mkstemp(prefix=".stalkdesk-", dir=folder)  # mode 0600
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(handle)
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _name(draft: Path, path: Path) -> None:
    """Give it its name, unless something has that name by now."""
    _not_there(path)
    try:
        path.hardlink_to(draft)  # refuses where the name is taken meanwhile; a rename would write over it
    except FileExistsError:
        _not_there(path)
    except OSError:  # a file system without links
        draft.rename(path)


def _not_there(path: Path) -> None:
    if os.path.lexists(path):
        what = "is a folder" if path.is_dir() else "is there already and is not written over"
        raise _bad(path, what, "name a new file")


def _bad(path: Path, what: str, mend: str) -> BadInput:
    return BadInput(Problem(file=str(path), what=what, mend=mend))
