"""A record as a document: what every paper, text and screen of it is made from, so that all of them say the same.

Rows are plain text, each whole. The caller's own words are rows like others here; what they are printed in may break
their lines and never leaves a character out (DOMAIN R6).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MARKING: Final = "OFFICIAL-SENSITIVE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of the document. `id`: which part it is; `note`: one line under its title, empty for none; `brief`: its
    rows as they stand where room is short, None where they are the same. `fits`: its rows where room is counted, ever
    shorter: the longest stand that need no further part; empty where its rows are not to be shortened."""

    id: str
    title: str
    rows: tuple[str, ...]
    note: str = ""
    brief: tuple[str, ...] | None = None
    fits: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """How often in each week. `bars`, `breaches`, `reports`, `months`: rows of one width, a character a column.

    `beside`: the id of the block it stands with, over its rows."""

    bars: str
    breaches: str
    reports: str
    months: str
    scale: str
    beside: str = "course"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The whole record in words.

    `head`: who, when, where it came in; `delivery`: where it is; `words`: the caller's own, whole, first in everything;
    `level` and `grade`: each its name, with its reasons; `blocks`: everything else, the most urgent first;
    `brief`: the ids of the blocks that stand on short texts and paper, in that order; `foot`: what is always said at
    the end; `sha256`: of the revision, empty while it is not final; `level_mark` and `grade_mark`: a sign beside
    the name, empty for the usual one.
    """

    ref: str
    revision: int
    practice: bool
    head: tuple[str, ...]
    delivery: str
    words: tuple[str, ...]
    level: str
    level_notes: tuple[str, ...]
    grade: str
    grade_notes: tuple[str, ...]
    blocks: tuple[Block, ...]
    brief: tuple[str, ...]
    picture: Picture | None
    foot: tuple[str, ...]
    sha256: str
    level_mark: str = ""
    grade_mark: str = ""
