"""The force's guidance for a desk. Nothing in it may stop a call: where the force's own can't be read, what came with
stalkdesk is used, and why is said."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from stalkdesk.clock import Clock, local
from stalkdesk.errors import BadInput
from stalkdesk.guidance.model import Guidance
from stalkdesk.guidance.pack import load
from stalkdesk.questions.model import QuestionSet

FOLDER: Final = "force"
"""Where in a home a force's own files lie."""


def guidance_for(qset: QuestionSet, home: Path, force: str) -> tuple[Guidance, str]:
    """The guidance, and why the force's own is not in it; empty where it is, or there is none."""
    own, today = home / FOLDER, local(Clock().now()).date()
    if not own.is_dir():
        return load(qset, force=force, today=today), ""
    try:
        return load(qset, folder=own, force=force, today=today), ""
    except BadInput as error:
        return load(qset, force=force, today=today), f"The force's own guidance is not used: {error.problems[0]}"
