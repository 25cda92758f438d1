"""The question sets that come with stalkdesk, and finding one by its id or file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from stalkdesk.errors import BadInput, Problem
from stalkdesk.guidance.place import data_folder, read_bytes
from stalkdesk.questions.load import load
from stalkdesk.questions.model import QuestionSet


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
