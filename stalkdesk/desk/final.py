"""Making a record final, and opening a final one again to become its next revision."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from stalkdesk.contact.changes import changes
from stalkdesk.contact.contact import Contact, Stage
from stalkdesk.contact.decision import Decision, decide
from stalkdesk.contact.fold import after
from stalkdesk.contact.kinds import Amended, AmendmentDropped, Finished, Graded, write
from stalkdesk.contact.outcome import standing_level
from stalkdesk.contact.record import payload, record, sha256
from stalkdesk.contact.summary import summary
from stalkdesk.desk import finishing
from stalkdesk.desk.joined import NOTHING, Joined
from stalkdesk.desk.typed import NotTaken
from stalkdesk.journal import projections
from stalkdesk.journal.database import Database
from stalkdesk.questions.assess import Assessment, Assessor
from stalkdesk.sync import outbox
from stalkdesk.text import clean_text

if TYPE_CHECKING:
    from stalkdesk.desk.call import Call
    from stalkdesk.desk.desk import Desk


COLUMNS: Final = 60
"""Weeks, or spans of weeks, that the picture of a handover has room for."""


def finish(desk: Desk, call: Call) -> str:
    """Make the record final: revision and outbox row in one transaction. Its reference.

    Raises NotTaken while something is open, NotKept.
    """
    call.take_up(desk.latest(call.contact))
    if not finishing.not_yet(call):
        finishing.keep_typed(call)
    why = finishing.not_yet(call)
    if why:
        raise NotTaken(why)
    if unchanged(desk, call):
        raise NotTaken(
            f"Nothing was changed since revision {call.contact.revision}: it goes on standing, d leaves it so."
        )
    if call.contact.grade is None:
        call.keep(Graded(grade=finishing.proposal(call).grade.value))
    contact, assessment = call.contact, call.assessment
    revision = contact.revision + 1
    draft = desk.event_of(contact, Finished(revision=revision, sha256=""))
    content = payload(_document(desk, after(contact, draft), assessment, call.view.joined))
    digest = sha256(content)
    event = replace(draft, body=write(Finished(revision=revision, sha256=digest)))
    kept = after(contact, event)
    line = summary(kept, assessment)
    row = outbox.ready(line, revision, event.at)

    def beside(db: Database) -> None:
        projections.put(db, line)
        outbox.supersede(db, contact.id, event.at)
        outbox.put(db, row, content, digest)

    desk.journal.append(event, beside)
    call.contact = kept
    desk.let_go(contact.id)
    return contact.ref


def amend(desk: Desk, id: str, why: str) -> Call:
    """Open a final record again. Raises NotTaken where it is not final or no reason is given, NotKept."""

    reason = clean_text(why).strip()
    if not any(c.isalnum() for c in reason):
        raise NotTaken("Type why it is amended.")
    contact, qset = desk.contact(id)
    if contact.stage is not Stage.FINISHED:
        raise NotTaken("This record is not final: go on with it on the desk.")
    handed_over = standing_level(contact, Assessor(qset)(contact.answers))
    event = desk.event_of(contact, Amended(why=reason, level=handed_over))
    opened = after(contact, event)
    line = summary(opened, Assessor(qset)(opened.answers))
    desk.journal.append(event, lambda db: projections.put(db, line))
    return desk.take_in_hand(opened, qset)


def drop_amendment(desk: Desk, call: Call) -> None:
    """Nothing was to be amended after all: the last revision stands. Raises NotTaken where something was changed."""
    if call.contact.amending is None:
        raise NotTaken("Nothing is being amended.")
    if changed(desk, call):
        raise NotTaken("Something was changed. Finish it as the next revision.")
    call.keep(AmendmentDropped())
    desk.let_go(call.contact.id)


def unchanged(desk: Desk, call: Call) -> bool:
    """Whether a final record was opened again and stands as it did."""
    return call.contact.amending is not None and not changed(desk, call)


def changed(desk: Desk, call: Call) -> list[dict[str, Any]]:
    """What stands otherwise now than in the last revision."""
    before = stored(desk, call.contact.id, call.contact.revision)
    return [] if before is None else changes(before, _plain(record(call.contact, call.assessment, call.decision)))


def stored(desk: Desk, id: str, revision: int) -> dict[str, Any] | None:
    """A revision exactly as it became final; None where there is no such one."""
    content = outbox.revision(desk.journal.db, id, revision)
    return None if content is None else json.loads(content)


def current(desk: Desk, contact: Contact, assessment: Assessment) -> dict[str, Any]:
    """The record document of a contact as it stands: of a final one, exactly what became final."""
    if contact.stage is Stage.FINISHED:
        found = stored(desk, contact.id, contact.revision)
        if found is not None:
            return found
    return _document(desk, contact, assessment, NOTHING)


def _document(desk: Desk, contact: Contact, assessment: Assessment, joined: Joined) -> dict[str, Any]:
    """What becomes final; a later revision names what it changed in the one before."""
    document = document_of(contact, assessment, decide(contact, assessment, desk.guidance(assessment.qset)), joined)
    before = stored(desk, contact.id, contact.revision - 1) if contact.stage is Stage.FINISHED else None
    if before is not None:
        document["changed"] = changes(before, _plain(document))
    return document


def document_of(contact: Contact, assessment: Assessment, decision: Decision, joined: Joined) -> dict[str, Any]:
    """The record with its course of conduct, as a first revision holds it."""
    return {**record(contact, assessment, decision), "course": _course(contact, joined)}


def _course(contact: Contact, joined: Joined) -> dict[str, Any] | None:
    """The course of conduct as it is drawn and in words; None where nothing of it was told."""
    if not contact.incidents and not joined.happened:
        return None
    from stalkdesk.conduct.picture import in_words, picture
    from stalkdesk.desk.course import course_of

    found = course_of(contact, joined)
    seen = picture(found, COLUMNS)
    return {
        "words": list(in_words(found)),
        "bars": seen.bars[0] if sum(found.weeks) else "",
        "breaches": seen.breaches,
        "reports": seen.reports,
        "months": seen.months,
        "scale": seen.scale,
    }


def _plain(document: dict[str, Any]) -> dict[str, Any]:
    """The document as it reads back from its bytes."""
    return json.loads(payload(document))
