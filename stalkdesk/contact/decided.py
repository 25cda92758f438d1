"""What was decided, as the record document holds it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stalkdesk.contact.contact import Contact
from stalkdesk.contact.decision import Considered, Decision
from stalkdesk.contact.outcome import Override, standing
from stalkdesk.guidance.model import Advice, Offence, Power
from stalkdesk.questions.answers import Answer
from stalkdesk.questions.assess import Assessment

_INTERIM: Final = (
    ("danger_now", "they are in danger now"),
    ("home_visits", "the suspect comes to the home, work or school"),
    ("got_inside", "the suspect has got inside, or has a key"),
    ("weapon", "the suspect may have a weapon"),
    ("threat_kill", "there is a threat to kill"),
    ("breached", "an order or bail has been broken"),
    ("suicidal_or_nothing_to_lose", "the suspect may feel there is nothing to lose"),
    ("children_or_others", "children or others are there"),
)
"""Question → what a yes means for the time before officers arrive."""


def override(contact: Contact, assessment: Assessment) -> dict[str, Any] | None:
    """A person's word against the level of the rules; None where there is none."""
    stands, raised, lowering = standing(contact, assessment), contact.raised, contact.lowering
    if lowering is not None and stands.override in (Override.ASKED, Override.LOWERED, Override.LAPSED):
        return {
            "kind": stands.override.value,
            "level": lowering.said.level,
            "reason": lowering.said.rationale,
            "by": lowering.by.who,
            "at": lowering.by.at,
            "second": lowering.second or None,
            "second_at": lowering.agreed_at or None,
            "new_since": list(stands.new),
        }
    if stands.override is Override.HELD:
        last = contact.amendments[-1]
        why = f"revision {last.of} said {stands.level.upper()}"
        return {
            "kind": stands.override.value,
            "level": stands.level,
            "reason": why,
            "by": last.by.who,
            "at": last.by.at,
        }
    if raised is None:
        return None
    said = contact.raised_by
    return {
        "kind": Override.RAISED.value,
        "level": raised.level,
        "reason": raised.reason,
        "by": said.who if said is not None else None,
        "at": said.at if said is not None else None,
    }


def interim(contact: Contact, assessment: Assessment) -> list[str]:
    """What could happen before officers arrive, from the answers that count; the handler adds to it."""
    held = assessment.relevance.facts.held
    found: list[str] = []
    for id, words in _INTERIM:
        answer = held.get(id)
        if isinstance(answer, Answer) and answer.value == "yes":
            found.append(words)
    if contact.danger.get("suspect"):
        found.append(f"the suspect: {contact.danger['suspect']}")
    return found


def offences(decision: Decision | None) -> list[dict[str, Any]]:
    """Offences to consider; the suggested principal one first, the others are included (super-complaint, rec. 7)."""
    if decision is None:
        return []
    return [
        {**_considered(one), "recorded_as": what.recorded_as or None, "principal": one.principal}
        for one in decision.offences
        if isinstance(what := one.what, Offence)
    ]


def powers(decision: Decision | None) -> list[dict[str, Any]]:
    """Orders and powers that may be considered."""
    if decision is None:
        return []
    return [{**_considered(one), "by": what.by} for one in decision.powers if isinstance(what := one.what, Power)]


def _considered(one: Considered) -> dict[str, Any]:
    return {
        "id": one.what.id,
        "name": one.what.name,
        "law": one.what.law,
        "supported": [{"point": some.point.words, "answers": list(some.answers)} for some in one.supported],
        "missing": [point.words for point in one.missing],
        "denied": [point.words for point in one.denied],
    }


def actions(decision: Decision | None) -> list[dict[str, Any]]:
    """The plan, each with what became of it."""
    if decision is None:
        return []
    found: list[dict[str, Any]] = []
    for item in decision.plan:
        entry: dict[str, Any] = {
            "id": item.action.id,
            "group": item.action.group,
            "do": item.action.do,
            "clock": item.action.clock or None,
            "state": item.state,
        }
        if item.act is not None:
            entry |= {
                "reason": item.act.said.reason or None,
                "told": item.act.said.told or None,
                "at": item.act.by.at,
                "by": item.act.by.who,
            }
        found.append(entry)
    return found


def advised(decision: Decision | None, what: str) -> list[dict[str, Any]]:
    """The advice or the services that something was said of."""
    if decision is None:
        return []
    found: list[dict[str, Any]] = []
    for one in decision.advice if what == "advice" else decision.services:
        if one.how:
            words: Mapping[str, str] = (
                {"say": one.what.say}
                if isinstance(one.what, Advice)
                else {"name": one.what.name, "number": one.what.number}
            )
            found.append({"id": one.what.id, **words, "how": one.how})
    return found
