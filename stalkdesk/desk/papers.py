"""The papers of a record: which there are, and each as text or as a file. All are made from one document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stalkdesk.contact.contact import Contact
from stalkdesk.desk import showing
from stalkdesk.questions.assess import Assessment

if TYPE_CHECKING:
    from stalkdesk.desk.desk import Desk

FULL, SHORT, TRANSFER, READ_BACK = "full", "short", "transfer", "read_back"
PAPERS: Final = {
    FULL: "Handover",
    SHORT: "Short",
    TRANSFER: "Transfer",
    READ_BACK: "Read-back",
}
"""In the order they are turned through."""


def text(desk: Desk, contact: Contact, assessment: Assessment, paper: str = FULL, revision: int | None = None) -> str:
    """One of the papers as plain text. Raises NotTaken where there is no such revision."""
    if paper == READ_BACK:
        from stalkdesk.handover.read_back import read_back_paper

        lines = showing.read_back_lines(contact, assessment)
        return read_back_paper(lines, contact.ref, practice=contact.opening.practice)
    document = showing.document_of(desk, contact, assessment, revision)
    if paper == SHORT:
        from stalkdesk.handover.short import short_texts

        return "\n\n".join(short_texts(document)) + "\n"
    if paper == TRANSFER:
        from stalkdesk.handover.transfer import transfer

        return transfer(document)
    from stalkdesk.handover.full import full_text

    return full_text(document)


def pdf(desk: Desk, contact: Contact, assessment: Assessment, revision: int | None = None) -> bytes:
    """The paper of one or two pages. Raises NotTaken where there is no such revision."""
    from stalkdesk.handover.paper import pdf as made

    finished = showing.record_of(desk, contact, assessment, revision)["finished"]
    return made(showing.document_of(desk, contact, assessment, revision), created=finished or contact.last_at)
