"""The force's guidance for a desk. Nothing in it may stop a call: where the force's own can't be read, what came with
stalkdesk is used, and why is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from stalkdesk.errors import BadInput
from stalkdesk.guidance.model import Guidance
from stalkdesk.guidance.pack import load
from stalkdesk.questions.dump import sha256
from stalkdesk.questions.model import QuestionSet

FOLDER: Final = "force"
"""Where in a home a force's own files lie."""
_SHIPPED: Final[dict[tuple[str, str, date], Guidance]] = {}
"""What came with stalkdesk never changes while it runs."""


def guidance_for(qset: QuestionSet, home: Path, force: str, today: date) -> tuple[Guidance, str]:
    """The guidance, and why the force's own is not in it; empty where it is, or there is none. `force`: empty for none
    of the list."""
    own, trouble = home / FOLDER, ""
    try:
        if own.is_dir():
            return load(qset, folder=own, force=force, today=today), ""
    except BadInput as error:
        trouble = f"The force's own guidance is not used: {error.problems[0]}"
    key = sha256(qset), force, today
    if key not in _SHIPPED:
        try:
            _SHIPPED[key] = load(qset, force=force, today=today)
        except BadInput as error:
            trouble = trouble or f"The force is not in the list of forces: {error.problems[0]}"
            _SHIPPED[key] = load(qset, today=today)
    return _SHIPPED[key], trouble
