"""The short names of questions, for the map and the reasons: `data/locale/<language>/labels.json`, id → name.

JSON, since every start of the desk reads it. A question without a name there is named by its id.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from stalkdesk.errors import BadInput, Problem
from stalkdesk.guidance.place import data_folder, read_bytes
from stalkdesk.text import one_line


def labels(language: str = "en") -> Mapping[str, str]:
    """Question id → its short name. Raises BadInput where the file is not that."""
    path = data_folder() / "locale" / language / "labels.json"
    try:
        found: Any = json.loads(read_bytes(path))
    except ValueError:
        found = None
    if not isinstance(found, dict) or not all(isinstance(name, str) for name in found.values()):
        raise BadInput(Problem(file=str(path), what="is not a list of names", mend='write {"id": "name", …} in JSON'))
    return {str(id): one_line(name) for id, name in found.items()}
