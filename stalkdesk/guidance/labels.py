"""The short names of questions, from `data/locale/<language>/labels.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stalkdesk.errors import BadInput, Problem
from stalkdesk.guidance.sets import data_folder, read_bytes
from stalkdesk.questions.source import read
from stalkdesk.text import one_line


def labels(language: str = "en") -> Mapping[str, str]:
    """Question id → its short name. Raises BadInput where the file is not that."""
    path = data_folder() / "locale" / language / "labels.yaml"
    found: Any = read(read_bytes(path), str(path), as_json=False).plain()
    if not isinstance(found, dict) or not all(isinstance(name, str) for name in found.values()):
        raise BadInput(Problem(file=str(path), what="is not a list of names", mend="write id: name on each line"))
    return {str(id): one_line(name) for id, name in found.items()}
