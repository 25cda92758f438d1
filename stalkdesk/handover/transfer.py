"""What is said on the telephone when a report goes to another force, and said back by whoever takes it.

In 2009 a threat to kill was lost between two forces, and a grade with it (Joanna Michael): so the words come first, and
each part is said back before the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stalkdesk.handover.document import MARKING, Document
from stalkdesk.handover.lines import PRACTICE, quoted, wrapped

SAY, HEAR, BOX = "SAY", "HEAR IT BACK", "[ ]"
_PARTS: Final = (
    ("danger", "In danger now"),
    ("people", "People"),
    ("orders", "Orders and bail"),
    ("plan", "Still to do"),
)


def transfer(document: Document) -> str:
    """The script, line by line, with a box for each thing that has to be said back."""
    lines = [PRACTICE, ""] if document.practice else []
    lines += [MARKING, "", f"TRANSFER TO ANOTHER FORCE  {document.ref}  revision {document.revision}", ""]
    lines += wrapped("Read it out part by part. Go on only when it was said back to you word for word.", "")
    for title, rows in _parts(document):
        lines += ["", f"{SAY}: {title}"]
        lines += [line for row in rows for line in wrapped(row)]
        lines += [f"{BOX} {HEAR}"]
    lines += ["", "Taken by (name, collar number, force): ______________________________"]
    lines += ["Their reference: ______________  Time: ______________", ""]
    lines += wrapped("Until they say it is theirs it is yours: keep it open, and tell your supervisor.", "")
    lines += ["", PRACTICE] if document.practice else []
    return "\n".join(lines) + "\n"


def _parts(document: Document) -> Iterator[tuple[str, tuple[str, ...]]]:
    if document.words:
        yield "In the caller's own words", tuple(quoted(words) for words in document.words)
    yield "Level and grade", (f"level {document.level}", *document.level_notes, f"grade {document.grade}")
    known = {block.id: block for block in document.blocks}
    for id, title in _PARTS:
        if id in known:
            rows = known[id].rows
            if id == "plan":  # what is done needs no word, and stands among the short rows as a count alone
                short = known[id].brief
                rows = rows if short is None else tuple(row for row in rows if row in short)
            if rows:
                yield title, rows
    yield "Our reference", (document.ref, *document.head)
