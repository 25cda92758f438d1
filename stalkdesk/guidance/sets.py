"""The question sets that come with stalkdesk, and finding one by its id or file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from stalkdesk.errors import BadInput, Problem
from stalkdesk.questions.load import load
from stalkdesk.questions.model import QuestionSet
from stalkdesk.questions.source import MAX_BYTES

_PACKAGE = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    """Where the shipped data is: inside the installed package, or beside it in a checkout."""
    inside = _PACKAGE / "data"
    return inside if inside.is_dir() else _PACKAGE.parent / "data"


def shipped_folder() -> Path:
    """Where the shipped sets are."""
    return data_folder() / "questions"


def shipped() -> Iterator[QuestionSet]:
    """Every shipped set, by file name."""
    for path in sorted(shipped_folder().glob("*.yaml")):
        yield load_file(path)


def find(wanted: str) -> QuestionSet:
    """The set in a file, or the shipped set with this id. Raises BadInput when there is neither."""
    path = Path(wanted)
    if path.suffix or len(path.parts) > 1 or os.path.lexists(wanted):
        return load_file(path)
    ids: list[str] = []
    for qset in shipped():
        if qset.id == wanted:
            return qset
        ids.append(qset.id)
    known = ", ".join(ids)
    raise BadInput(Problem(file=wanted, what="there is no such question set", mend=f"name a file, or one of: {known}"))


def load_file(path: Path) -> QuestionSet:
    """The set in a file. Raises BadInput where it can't be read or is not well formed."""
    return load(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """A file's bytes, no more of them than a reader will look at. Raises BadInput where it can't be read."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except IsADirectoryError:
        raise BadInput(Problem(file=str(path), what="is a folder", mend="name a file in it")) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        mend = "check its name and that you may read it"
        raise BadInput(Problem(file=str(path), what=f"can't be read ({why})", mend=mend)) from None
