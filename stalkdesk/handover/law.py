"""Offences, orders and powers to consider, in words: what the answers support, what is missing, what they deny."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from stalkdesk.handover.document import Block

Said = Mapping[str, str]


def law(record: Mapping[str, Any], said: Said, names: Said) -> Iterator[Block]:
    """Offences and powers to consider, and how it was recorded. `said`: question → its answer in words; `names`: its
    short name."""
    offences = record.get("offences", ())
    yield Block(
        id="offences",
        title="Offences to consider",
        note=_note(record),
        rows=tuple(_offences(offences, said, names)),
        brief=tuple(_briefly(offences)),
    )
    powers = tuple(map(_power, record.get("powers", ())))
    yield Block(id="powers", title="Orders and powers to consider", rows=powers)
    decision = record.get("decision", {})
    recorded = [f"Harassment only: {decision['harassment_only']}"] if decision.get("harassment_only") else []
    recorded += [f"No crime recorded: {decision['no_crime']}"] if decision.get("no_crime") else []
    recorded += record.get("not_outcomes", ())
    yield Block(id="recorded", title="Recording", rows=tuple(recorded))


def _note(record: Mapping[str, Any]) -> str:
    """That nothing here is decided, and under which law pack it was found where the record says so."""
    pack = record.get("law")
    if record.get("offences"):
        found = "Suggestions from the answers, not decisions."
    else:
        found = "The answers suggest none so far." if pack else ""
    return f"{found} Law pack: {pack}" if pack else found


def _briefly(offences: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The principal one with its law, and all that are included in one row."""
    yield from (_class(one) for one in offences if one["principal"])
    included = [one for one in offences if not one["principal"]]
    if included:
        named = (f"{one['name']}{f' ({code})' if (code := one.get('recorded_as')) else ''}" for one in included)
        yield f"included: {'; '.join(named)}"


def _class(one: Mapping[str, Any]) -> str:
    role = "principal, suggested" if one["principal"] else "included"
    recorded = f", recorded as {one['recorded_as']}" if one.get("recorded_as") else ""
    return f"{one['name']} ({one['law']}): {role}{recorded}"


def _offences(offences: Iterable[Mapping[str, Any]], said: Said, names: Said) -> Iterator[str]:
    """Each with its points; what the answers say to a point stands once."""
    seen: set[str] = set()
    for one in offences:
        points = [_supported(point, said, names) for point in one["supported"]]
        parts = [f"{text.partition(': ')[0]}: as above" if text in seen else text for text in points]
        seen.update(points)
        yield f"{_class(one)}{_rest(one, parts)}"


def _rest(one: Mapping[str, Any], parts: list[str]) -> str:
    """What is supported, then what is missing and what the answers deny."""
    parts = [*parts, *([f"still missing: {', '.join(one['missing'])}"] if one["missing"] else [])]
    parts += [f"not so: {', '.join(one['denied'])}"] if one["denied"] else []
    return f". {'; '.join(parts)}" if parts else ""


def _power(one: Mapping[str, Any]) -> str:
    """An order or a power; what the answers say to each point stands with the offences."""
    supported = [point["point"] for point in one["supported"]]
    there = [f"there is: {', '.join(supported)}"] if supported else []
    return f"{one['name']} ({one['law']}). {one['by'].rstrip('.')}{_rest(one, there)}"


def _supported(point: Mapping[str, Any], said: Said, names: Said) -> str:
    shown = [f"{names.get(id, id)} {said[id]}" for id in point["answers"] if id in said]
    return f"{point['point']}: {', '.join(shown) or 'yes'}"
