"""Saving a record to a file that the user names: whole or not at all, private, and never over another file."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Generator
from pathlib import Path

from stalkdesk.desk.desk import Desk
from stalkdesk.desk.showing import handover_of, record_of
from stalkdesk.errors import BadInput, Problem


def export(desk: Desk, id: str, path: Path) -> None:
    """Save the record as JSON, or as text where the file's name ends in `.txt`. That it left the desk is an event.

    Raises BadInput where it can't be saved there, NotKept.
    """
    _not_there(path)
    contact, assessment = desk.read(id)
    if path.suffix.lower() == ".txt":
        text = handover_of(desk, contact, assessment)
    else:
        text = json.dumps(record_of(desk, contact, assessment), ensure_ascii=False, indent=2) + "\n"
    try:
        with _draft(path.parent, text.encode("utf-8", "replace")) as draft:
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
