"""A contact as other programs read it, and the bytes of a final revision."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from stalkdesk.contact.attendance import NO_RULE
from stalkdesk.contact.contact import Contact, Form, Key, Link, Stage
from stalkdesk.contact.decided import actions, advised, interim, offences, override, powers
from stalkdesk.contact.decision import Decision
from stalkdesk.contact.outcome import standing_level
from stalkdesk.questions.answers import Answer
from stalkdesk.questions.assess import Assessment, document
from stalkdesk.questions.dump import plain


def record(contact: Contact, assessment: Assessment, decision: Decision | None = None) -> dict[str, Any]:
    """The record as promised, but for its delivery; its keys stand in a fixed order. Without a `decision` it holds no
    offences, plan, advice and services."""
    opening = contact.opening
    found = document(assessment)
    return {
        "id": contact.id,
        "ref": contact.ref,
        "force": opening.force,
        "channel": opening.channel,
        "opened": contact.opened,
        "finished": contact.finished or None if contact.stage is Stage.FINISHED else None,
        "handler": contact.handler,
        "state": contact.stage.value,
        "revision": contact.revision,
        "set": {"id": opening.set_id, "version": opening.set_version, "sha256": opening.set_sha256},
        "caller_number": opening.caller_number or None,
        "incident": opening.incident or None,
        "setting": dict(contact.setting),
        "danger": dict(contact.danger),
        "people": _people(contact),
        "incidents": _incidents(contact),
        "orders": _entries(contact.orders),
        "open_log": contact.open_log,
        "answers": {
            id: _answer(contact, id, contact.answers[id]) for id in assessment.qset.questions if id in contact.answers
        },
        "sources": dict(contact.sources),
        "notes": {id: note for id, note in sorted(contact.notes.items()) if id not in contact.answers},
        "words": [
            {"line": line.number, "at": line.at, "text": line.text, "verbatim": line.verbatim}
            for line in contact.words
            if line.text
        ],
        "verbatim": list(contact.pinned(assessment.qset)),
        "assessment": found,
        "level": standing_level(contact, assessment),
        "override": override(contact, assessment),
        "grade": _grade(contact, decision),
        "decision": dict(contact.decision),
        "interim": interim(contact, assessment),
        "left_open": _left_open(contact, assessment),
        "read_back": None
        if contact.read_back is None
        else {"agreed": contact.read_back.agreed, "reason": contact.read_back.reason or None},
        "caller_gone": None
        if contact.gone is None
        else {"how": contact.gone.how, "call_back": contact.gone.call_back or None},
        "law": decision.law or None if decision is not None else None,
        "offences": offences(decision),
        "powers": powers(decision),
        "queue": decision.queue.name if decision is not None and decision.queue is not None else None,
        "actions": actions(decision),
        "advice": advised(decision, "advice"),
        "services": advised(decision, "service"),
        "not_outcomes": [one.note for one in decision.not_outcomes] if decision is not None else [],
        "amends": [
            {"revision": one.of, "why": one.why, "at": one.by.at, "by": one.by.who} for one in contact.amendments
        ],
        "links": links(contact.links),
        "practice": opening.practice,
    }


def links(said: Mapping[Key, Link]) -> list[dict[str, Any]]:
    """What was said of people here and in other contacts, but for what was taken back."""
    return [
        {
            "person": link.said.person,
            "ref": link.said.ref,
            "contact": link.said.contact,
            "other": link.said.other,
            "verdict": link.said.verdict,
            "because": list(link.said.because),
            "at": link.at,
            "by": link.who,
        }
        for link in said.values()
        if link.said.verdict != "undone"
    ]


def payload(document: Mapping[str, Any]) -> bytes:
    """The canonical bytes of a revision: the same document gives the same bytes on every machine."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False).encode(
        "utf-8", "surrogatepass"
    )


def sha256(content: bytes) -> str:
    """What a receipt has to repeat."""
    return hashlib.sha256(content).hexdigest()


def _people(contact: Contact) -> list[dict[str, Any]]:
    """Each with how a fact is known, where somebody said so."""
    return [
        {**entry, "known": dict(contact.known[entry["number"]])} if contact.known.get(entry["number"]) else entry
        for entry in _entries(contact.people)
    ]


def _incidents(contact: Contact) -> list[dict[str, Any]]:
    """Each with when its day was told: "last night" counts from then."""
    return [
        {**entry, "told": contact.told.get(entry["number"], contact.opened)} for entry in _entries(contact.incidents)
    ]


def _entries(form: Form) -> list[dict[str, Any]]:
    return [{"number": number, **fields} for number, fields in sorted(form.items()) if fields]


def _answer(contact: Contact, id: str, answer: Answer) -> dict[str, Any]:
    given = contact.given[id]
    entry: dict[str, Any] = {}
    if answer.state is not None:
        entry["state"] = answer.state.value
    else:
        entry["value"] = list(answer.value) if isinstance(answer.value, tuple) else plain(answer.value)
    if answer.recency is not None:
        entry["recency"] = answer.recency
    if contact.notes.get(id):
        entry["note"] = contact.notes[id]
    if answer.known_by is not None:
        entry["known_by"] = answer.known_by.value
    return {**entry, "at": given.at, "by": given.who}


def _left_open(contact: Contact, assessment: Assessment) -> dict[str, Any] | None:
    """What was left open and still is: a question asked after all is not told as open."""
    left = contact.left_open
    still = [] if left is None else [id for id in left.questions if id not in contact.answers]
    return {"questions": still, "reason": left.reason} if left is not None and still else None


def _grade(contact: Contact, decision: Decision | None) -> dict[str, Any]:
    proposal = decision.attendance if decision is not None else NO_RULE
    chosen = contact.grade
    stands = proposal.grade.value if chosen is None else chosen.grade
    name, target = (decision.grades if decision is not None else {}).get(stands, ("", ""))
    return {
        "proposed": proposal.grade.value,
        "because": proposal.because,
        "chosen": stands,
        "name": name or stands.replace("_", " ").capitalize(),
        "target": target or None,
        "reason": None if chosen is None else chosen.reason or None,
    }
