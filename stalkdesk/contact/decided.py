"""What was decided, as the record document holds it."""

from __future__ import annotations

from typing import Any, Final

from stalkdesk.contact.contact import Contact
from stalkdesk.contact.decision import Considered, Decision
from stalkdesk.contact.outcome import Override, standing
from stalkdesk.guidance.model import Advice, Offence, Power, Service
from stalkdesk.questions.answers import Answer
from stalkdesk.questions.assess import Assessment
from stalkdesk.questions.conditions import Held

_YES: Final = frozenset({"yes"})
_INTERIM: Final[tuple[tuple[str, frozenset[str], str], ...]] = (
    ("danger_now", _YES, "they are in danger now"),
    ("children_or_others", _YES, "children or others are there"),
    ("threat_kill", _YES, "there is a threat to kill"),
    ("weapon", _YES, "the suspect may have a weapon"),
    ("armed_occupation", _YES, "the suspect may have weapons by work or a club"),
    ("preparing", _YES, "the suspect may have something planned"),
    ("thinks_will_be_killed", _YES, "they believe they may be killed or badly hurt"),
    ("strangulation", _YES, "pressure on the neck before, perhaps again"),
    ("violence", _YES, "violence before, perhaps again"),
    ("sexual_violence", _YES, "sexual violence before, or a threat of it"),
    ("suicidal_or_nothing_to_lose", _YES, "the suspect may feel there is nothing to lose"),
    ("breached", _YES, "an order or bail has been broken"),
    ("threat_harm", _YES, "threats to people, animals or things"),
    ("got_inside", _YES, "the suspect has got inside, or has a key"),
    ("home_visits", _YES, "the suspect comes to the home, work or school"),
    ("followed", _YES, "they may be followed on the way"),
    ("tech", frozenset({"tracker"}), "a tracker may show where they are"),
    (
        "tech",
        frozenset({"phone_or_app", "accounts_accessed", "cameras_smart_home"}),
        "the suspect may see their phone, accounts or cameras",
    ),
    ("tech", frozenset({"drone"}), "a drone may be flown over them"),
    ("tech", frozenset({"images_shared", "impersonation"}), "more may be posted of them, or in their name"),
    ("surveillance_detail", _YES, "the suspect may know where they are, or will be"),
    ("escalating", _YES, "it is getting worse, or has gone silent"),
    (
        "separated_when",
        frozenset({"within_month", "within_year", "planning"}),
        "they parted within a year, or plan to",
    ),
    ("control", _YES, "the suspect may want control back"),
    ("property_damage", _YES, "there may be damage, or harm to animals"),
    ("third_parties", _YES, "family, friends or work may be at risk too"),
    ("other_victims", _YES, "earlier victims may be at risk too"),
    ("fear", frozenset({"very_frightened"}), "very frightened: they may not open, or may leave"),
)
"""Question, answers → what they mean for the time before officers arrive, the gravest first. Every answer that the
highest level can hang on is there by itself; how lately is not asked, since what was not said is not long ago."""


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
    found = [words for id, values, words in _INTERIM if not values.isdisjoint(_said(held.get(id)))]
    if contact.danger.get("suspect"):
        found.append(f"the suspect: {contact.danger['suspect']}")
    return found


def _said(held: Held) -> tuple[object, ...]:
    """What is answered: one value, or several; nothing where it is not known."""
    value = held.value if isinstance(held, Answer) else None
    return value if isinstance(value, tuple) else (value,)


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
    offered = decision.advice if what == "advice" else decision.services
    return [{"id": one.what.id, **_words(one.what), "how": one.how} for one in offered if one.how]


def _words(what: Advice | Service) -> dict[str, Any]:
    """What was said, or whom they were told of; `verified`: whether the number was found where it comes from."""
    if isinstance(what, Advice):
        return {"say": what.say}
    return {"name": what.name, "number": what.number, "verified": what.mark.verified}
