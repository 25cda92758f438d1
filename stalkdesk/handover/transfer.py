"""What is said on the telephone when a report goes to another force, and said back by whoever takes it.

In 2009 a threat to kill was lost between two forces, and a grade with it (Joanna Michael). So what counts in the first
minute comes first: level and grade, the words, where they are and how to reach them, who is in danger. Each part is
said back before the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from stalkdesk.handover.document import MARKING, Block, Document
from stalkdesk.handover.lines import PRACTICE, quoted, wrapped

SAY, HEAR, BOX = "SAY", "HEAR IT BACK", "[ ]"
_AT_ONCE: Final = (("safety", "Where they are, and how to reach them safely"), ("danger", "In danger now"))
_WHY: Final = ("because", "interim")
_REST: Final = (
    ("people", "People"),
    ("orders", "Orders and bail"),
    ("course", "Course of conduct"),
    ("incidents", "What has happened"),
    ("earlier", "Other reports of these people"),
    ("since", "Other reports, linked since"),
    ("plan", "Still to do"),
    ("told", "Who was told"),
    ("unknown", "Not known"),
)
_BRIEFLY: Final = ("because", "incidents", "told")
"""Read out as they stand where room is short."""


def transfer(document: Document) -> str:
    """The script, line by line, with a box for each thing that has to be said back."""
    lines = [PRACTICE, ""] if document.practice else []
    lines += [MARKING, "", f"TRANSFER TO ANOTHER FORCE  {document.ref}  revision {document.revision}", ""]
    lines += wrapped("Read it out part by part. Go on only when it was said back to you word for word.", "")
    for title, rows in _parts(document):
        lines += ["", *wrapped(f"{SAY}: {title}", "")]
        lines += [line for row in rows for line in wrapped(row)]
        lines += [f"{BOX} {HEAR}"]
    lines += ["", "Taken by (name, collar number, force): ______________________________"]
    lines += ["Their reference: ______________  Time: ______________", ""]
    lines += wrapped("Until they say it is theirs it is yours: keep it open, and tell your supervisor.", "")
    lines += ["", PRACTICE] if document.practice else []
    return "\n".join(lines) + "\n"


def _parts(document: Document) -> Iterator[tuple[str, tuple[str, ...]]]:
    known = {block.id: block for block in document.blocks}
    yield f"Level {document.level.upper()}, grade {document.grade.upper()}", ()
    if document.words:
        yield "In the caller's own words", tuple(quoted(words) for words in document.words)
    yield from _known(known, _AT_ONCE)
    because, interim = (_rows(known[id]) if id in known else () for id in _WHY)
    if level := (*document.level_notes, *because):
        yield "Why this level", level
    if document.grade_notes:
        yield "Why this grade", document.grade_notes
    if interim:
        yield "What could happen before officers arrive", interim
    yield from _known(known, _REST)
    yield "Our reference", (document.ref, *document.head)


def _known(known: Mapping[str, Block], parts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    return ((title, rows) for id, title in parts if id in known and (rows := _rows(known[id])))


def _rows(block: Block) -> tuple[str, ...]:
    """Of the plan what is not done: the rest stands among its short rows as a count alone."""
    if block.brief is None:
        return block.rows
    if block.id == "plan":
        return tuple(row for row in block.rows if row in block.brief)
    return block.brief if block.id in _BRIEFLY else block.rows
