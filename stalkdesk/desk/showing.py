"""A record as people and programs are shown it: the document, the handover, the read-back, where it is, its history.

Every function that reads a record by its id keeps that as a consultation (`log=False` where the caller has done so);
those that take a contact in hand keep nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from stalkdesk.clock import day_and_hour, hour, local
from stalkdesk.contact.contact import Contact
from stalkdesk.contact.summary import Summary
from stalkdesk.desk import wording
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.history import told
from stalkdesk.desk.typed import NotTaken
from stalkdesk.errors import BadInput, Problem
from stalkdesk.handover.compose import NOT_THERE
from stalkdesk.journal import classified, projections
from stalkdesk.questions.answers import Answer, State
from stalkdesk.questions.assess import Assessment
from stalkdesk.questions.model import Kind, Question
from stalkdesk.sync import outbox
from stalkdesk.sync.outbox import Row
from stalkdesk.text import clean_text

if TYPE_CHECKING:
    from stalkdesk.desk.course import Entries
    from stalkdesk.handover.document import Document

DRAFT: Final = "draft: not final yet"
_ALL: Final = 1 << 60
_LAST: Final = "~"
_NO_FIELDS: Final = ("number", "told")
_SAID_STATES: Final = {State.UNKNOWN: "you don't know", State.DECLINED: "you would rather not say"}


# By id: each of these keeps the look as an event.


def history(desk: Desk, id: str, *, log: bool = True) -> list[tuple[str, str, str]]:
    """(when, who, what) for everything that happened in a contact, in words; the look is not in it yet."""
    _, assessment = desk.read(id, log=False)
    rows = told(desk.events(id), assessment.qset, desk.labels)
    if log:
        desk.read(id)
    return rows


# Lists: they hold no names, so they are no consultation.


def listed(
    desk: Desk, *, state: str | None = None, waiting: bool = False, most: int | None = None
) -> tuple[list[tuple[Summary, Row | None]], int]:
    """Records with where each is, at most so many, and how many there are: the latest first.

    `state` is `open`, `parked` or `finished`, None for all. `waiting`: only what is still to reach the force's
    system, the highest level first.
    """
    db = desk.journal.db
    if waiting:
        found = [(projections.by_ref(db, row.contact), row) for row in outbox.undelivered(db, _ALL)]
        rows: list[tuple[Summary, Row | None]] = [
            (line, row) for line, row in found if line is not None and state in (None, line.stage)
        ]
        return rows[:most], len(rows)
    # Every stage stands between these two.
    least, greatest = (state, state) if state is not None else ("", _LAST)
    where = "WHERE stage BETWEEN ? AND ?"
    count = projections.count(db, where, (least, greatest))
    lines = projections.lines(
        db, f"{where} ORDER BY opened DESC, id LIMIT ?", (least, greatest, _ALL if most is None else most)
    )
    return [(line, outbox.row_of(db, line.id)) for line in lines], count


def offences_meant(desk: Desk, text: str) -> tuple[str, ...]:
    """The ids of the offences meant by an id, or by words that begin words of a name, a law or a class.

    Raises BadInput where there are none.
    """
    known = {one.id: f"{one.name} {one.law} {one.recorded_as}" for one in desk.usual_guidance.offences}
    known |= classified.known(desk.journal.db)
    if text in known:
        return (text,)
    words = projections.folded(text).split()

    def meant(id: str) -> bool:
        there = projections.folded(f"{known[id]} {id.replace('_', ' ')}").split()
        return bool(words) and all(any(one.startswith(word) for one in there) for word in words)

    found = tuple(filter(meant, known))
    if not found:
        mend = f"use words of its name, its law or its class, or one of: {', '.join(sorted(known))}"
        raise BadInput(Problem(file=clean_text(text), what="no offence is called so", mend=mend))
    return found


# Of a contact in hand: nothing is kept.


def record_of(desk: Desk, contact: Contact, assessment: Assessment, revision: int | None = None) -> dict[str, Any]:
    """The record as promised to other programs, with its delivery. A final one is exactly what became final.

    Raises NotTaken where there is no such revision.
    """
    return {**_found(desk, contact, assessment, revision), "delivery": delivery(row_of(desk, contact, revision))}


def _found(desk: Desk, contact: Contact, assessment: Assessment, revision: int | None) -> dict[str, Any]:
    from stalkdesk.desk.final import current, stored

    if revision is None:
        return current(desk, contact, assessment)
    found = stored(desk, contact.id, revision)
    if found is None:
        raise NotTaken(f"There is no revision {revision} of this record.")
    return found


def handover_of(desk: Desk, contact: Contact, assessment: Assessment, revision: int | None = None) -> str:
    """The record in words, for the next person."""
    from stalkdesk.handover.full import full_text

    return full_text(document_of(desk, contact, assessment, revision))


def document_of(desk: Desk, contact: Contact, assessment: Assessment, revision: int | None = None) -> Document:
    """The record as the document that every paper of it is made from. `revision`: an earlier one, as it became final.

    Raises NotTaken where there is no such revision.
    """
    from stalkdesk.contact.record import payload, sha256
    from stalkdesk.handover.compose import Words, document

    now, questions = desk.clock.now(), assessment.qset.questions
    found = _found(desk, contact, assessment, revision)
    answers = {id: answer_in(found["answers"][id]) for id in questions if id in found["answers"]}
    finished = f"finished {when(found['finished'], now)}" if found["finished"] else "not finished"
    delivered = delivery_words(row_of(desk, contact, revision), now)
    if contact.amending is not None and not found["finished"]:
        delivered = f"{DRAFT}; of revision {contact.revision}: {delivered}"
    words = Words(
        said={id: wording.full(questions[id], answer) for id, answer in answers.items()},
        names={id: wording.label(id, desk.labels) for id in questions},
        opened=f"opened {when(found['opened'], now)}, {finished}",
        delivery=delivered,
        since=_since(contact, found),
        read=_read_in(found),
        sha256=sha256(payload(found)) if found["finished"] else "",
    )
    return document(found, words)


def _since(contact: Contact, found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What was said of people here and elsewhere once this was final; of a revision that was amended, until then."""
    from stalkdesk.contact.record import links

    if not found["finished"]:
        return []
    there = {(one["contact"], one["person"], one["other"]) for one in found["links"]}
    amended = [one.by.at for one in contact.amendments if one.of == found["revision"]]
    gone_on = contact.revision > found["revision"] or contact.amending is not None
    until = amended[-1] if amended and gone_on else contact.last_at
    return [
        one
        for one in links({**contact.links, **contact.links_since})
        if (one["contact"], one["person"], one["other"]) not in there and one["at"] <= until
    ]


def answer_in(entry: Mapping[str, Any]) -> Answer:
    """An answer as a record document holds it."""
    value = entry.get("value")
    state = State(entry["state"]) if "state" in entry else None
    recency = entry.get("recency")
    return Answer(value=tuple(value) if isinstance(value, list) else value, state=state, recency=recency)


def read_as(contact: Contact) -> dict[int, str]:
    """The days each incident was understood to have been, with the day it was told."""
    if not contact.incidents:
        return {}
    from stalkdesk.desk.course import entries_of

    return _days(contact.ref, entries_of(contact))


def _read_in(found: Mapping[str, Any]) -> dict[int, str]:
    """The same of the incidents as a record document holds them; a later revision may hold others."""
    return _days(
        found["ref"],
        tuple(
            (
                one["number"],
                local(one.get("told", found["opened"])).date(),
                tuple(sorted((name, text) for name, text in one.items() if name not in _NO_FIELDS)),
            )
            for one in found["incidents"]
        ),
    )


def _days(ref: str, entries: Entries) -> dict[int, str]:
    if not entries:
        return {}
    from stalkdesk.desk.course import incidents, when_in_words

    told = {number: day for number, day, _ in entries}
    return {
        one.number: when_in_words(one.when, told[one.number])
        for one in incidents(ref, entries, ours=True)
        if one.when is not None
    }


def read_back_lines(contact: Contact, assessment: Assessment) -> list[str]:
    """What is read back to the caller, sentence by sentence: the answers that count and were safe to give."""
    from stalkdesk.handover.read_back import read_back

    questions = assessment.qset.questions
    asked = {
        id: (questions[id].ask, _said(questions[id], contact.answers[id]))
        for id in (*assessment.relevance.asked, *assessment.relevance.waiting)
        if id in contact.answers and _is_read_back(questions[id], contact.answers[id])
    }
    told_before = contact.answers.get("reported_before")
    before = bool(contact.reported_before) or (told_before is not None and told_before.value == "yes")
    return read_back(contact.pinned(assessment.qset), contact.ref, asked, before=before)


def row_of(desk: Desk, contact: Contact, revision: int | None = None) -> Row | None:
    """Where a revision of the contact is, the latest where none is named; None where none is final."""
    return outbox.row_of(desk.journal.db, contact.id, revision)


def delivery(row: Row | None) -> dict[str, Any]:
    """Where the record is, as promised to other programs."""
    return {
        "state": "draft" if row is None else row.state,
        "force_ref": None if row is None else row.force_ref,
        "attempts": 0 if row is None else row.attempts,
        "next_attempt": None if row is None else row.next_attempt,
        "receipt": None if row is None else row.receipt,
        "why": None if row is None else row.why,
        "field": None if row is None else row.field,
    }


def delivery_words(row: Row | None, now: str) -> str:
    """Where the record is, in words. Only a receipt makes it be in the force's system."""
    if row is None:
        return DRAFT
    changed = clock_words(row.changed_at, now)
    match row.state:
        case "delivered":
            return f"In the force system as {row.force_ref}, since {changed}"
        case "superseded":
            return f"{NOT_THERE} · a later revision takes its place"
        case "sending":
            return f"{NOT_THERE} · handed over {changed}, no receipt yet"
        case "retrying":
            again = clock_words(row.next_attempt, now) if row.next_attempt and row.next_attempt > now else "at once"
            return f"{NOT_THERE} · will try again {again} ({row.why or 'the last try failed'})"
        case "needs_you":
            where = f" ({row.field})" if row.field else ""
            return f"{NOT_THERE} · needs you: {row.why or 'it was refused'}{where}"
        case _:
            return f"{NOT_THERE} · queued on this desk"


def when(at: str, now: str) -> str:
    """`Sat 21 Nov 14:05`, with the year where it is not this one."""
    here = local(at)
    return day_and_hour(at) if here.year == local(now).year else f"{here:%a} {here.day} {here:%b %Y %H:%M}"


def clock_words(at: str, now: str) -> str:
    """`14:05` where that was or is today, else with the day."""
    return hour(at) if local(at).date() == local(now).date() else when(at, now)


def _is_read_back(question: Question, answer: Answer) -> bool:
    # Their own words are read back first and whole; a question that was not safe to ask is not asked now.
    own_words = question.verbatim and question.kind is Kind.TEXT and answer.value is not None
    return not own_words and answer.state is not State.UNSAFE


def _said(question: Question, answer: Answer) -> str:
    words = wording.full(question, answer) if answer.state is None else _SAID_STATES[answer.state]
    return words.rstrip(". ")
