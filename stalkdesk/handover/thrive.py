"""The rationale of a grade under the six THRIVE headings, put together from what the record holds (DOMAIN §3).

It is proposed, and sits beside the level without being mixed with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

NOTHING: Final = "nothing known yet"
_ASKED: Final = {
    "Threat": ("danger_now", "threat_kill", "threat_harm", "weapon", "suicidal_or_nothing_to_lose", "preparing"),
    "Harm": ("violence", "strangulation", "sexual_violence", "property_damage", "fear", "daily_life"),
    "Risk": ("escalating", "got_inside", "home_visits", "breached"),
    "Investigation": ("suspect_known", "evidence_held", "evidence_at_risk"),
    "Vulnerability": ("vulnerable", "children_or_others", "children_together"),
    "Engagement": ("safe_to_talk", "safe_contact"),
}
"""Heading → the questions that speak to it; those a set does not ask are left out."""


def thrive(record: Mapping[str, Any], said: Mapping[str, str], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each heading with what is known under it. `said`: question → its answer in words; `names`: its short name."""
    found: list[tuple[str, str]] = []
    for heading, ids in _ASKED.items():
        parts = [*_more(heading, record)]
        parts += [f"{names.get(id, id)}: {said[id]}" for id in ids if id in said and _counts(id, record)]
        found.append((heading, "; ".join(parts) or NOTHING))
    return found


def _counts(id: str, record: Mapping[str, Any]) -> bool:
    """A no is not listed here, but for what says how to reach them; what is set aside does not count."""
    answer = record["answers"].get(id, {})
    heard = answer.get("value") not in ("no", [], None) or id == "safe_to_talk"
    return heard and id not in record["assessment"]["set_aside"]


def _more(heading: str, record: Mapping[str, Any]) -> Sequence[str]:
    match heading:
        case "Threat":
            suspect = record["danger"].get("suspect")
            return [f"the suspect: {suspect}"] if suspect else []
        case "Risk":
            because = [one["because"] for one in record["assessment"]["because"][:2]]
            return [f"level {record['level'].upper()}", *because]
        case "Investigation":
            principal = next((one for one in record.get("offences", ()) if one["principal"]), None)
            return [] if principal is None else [f"consider {principal['name']}"]
        case "Engagement":
            said = record["read_back"]
            return [] if said is None else ["read back and agreed" if said["agreed"] else "not read back"]
        case _:
            return []
