"""What is wrong in a file, by its path, in words; and the small checks that sets and answers share."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from stalkdesk.errors import BadInput, Problem
from stalkdesk.questions.model import Recency
from stalkdesk.questions.source import Node, Path, show_path
from stalkdesk.text import clip

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SPANS = tuple(span.value for span in Recency)


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in a file by its path, in words, with its mend."""

    path: Path
    what: str
    mend: str


def bad_input(name: str, root: Node, faults: Iterable[Fault]) -> BadInput:
    """Faults as they are told: with file, line and key, the first in the file first."""
    problems = [
        Problem(file=name, line=root.line_of(fault.path), key=show_path(fault.path), what=fault.what, mend=fault.mend)
        for fault in faults
    ]
    return BadInput(*sorted(problems, key=lambda problem: problem.line or 0))


def shown(value: object) -> str:
    """A value of a file as an error names it."""
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "nothing"}[value]
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a mapping"
    return clip(str(value).replace("\xa0", "‹U+00A0›"), 40) or "(empty)"


def not_a_date(value: object) -> tuple[str, str]:
    """What is wrong with a date, and its mend."""
    if isinstance(value, str) and _DATE.fullmatch(value):
        return f"there is no day {value}", "check the day and the month"
    return f"{shown(value)} is not a date", "write it as YYYY-MM-DD"


def is_date(text: object) -> bool:
    """Whether this is a real day as YYYY-MM-DD."""
    if not isinstance(text, str) or not _DATE.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True
