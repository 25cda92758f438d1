"""The handover as plain text: the level and why, the caller's own words whole, then everything else."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

WIDTH: Final = 76
PRACTICE: Final = "PRACTICE · not a real record · PRACTICE"
NOT_THERE: Final = "NOT YET IN FORCE SYSTEM"
BREACH: Final = "OPEN LOG: an order or bail was broken. Crime review due; stays open until the suspect is dealt with."
_CHANNELS: Final = {"call": "Call", "walk_in": "Walk-in at the front desk"}
_SAME: Final = {"same": "is", "unsure": "may be, it could not be said,"}


def handover(
    record: Mapping[str, Any],
    said: Mapping[str, str],
    names: Mapping[str, str],
    times: Mapping[str, str],
    since: Sequence[Mapping[str, Any]] = (),
    read: Mapping[int, str] = MappingProxyType({}),
) -> str:
    """The whole record in words.

    `said`: question id → its answer in words, in order; `names`: question id → its short name; `times`:
    the record's times as people read them (`opened`, `finished`, `delivery`); `since`: links that were made when it
    was final already; `read`: the days of each incident, as they were understood.
    """
    lines: list[str] = []
    found, level = record["assessment"], record["level"].upper()
    if record["practice"]:
        lines += [PRACTICE, ""]
    lines += ["OFFICIAL-SENSITIVE", ""]
    lines += [f"{record['ref']}  stalking screening  revision {record['revision']}"]
    lines += [f"{_CHANNELS[record['channel']]}, {times['opened']}, handler {record['handler']}, {record['force']}"]
    lines += [f"Incident {record['incident']}"] if record["incident"] else []
    lines += [times["delivery"], ""]
    enough = "" if found["sufficient"] else "  NOT ENOUGH ASKED: treat as at least this, ring back"
    lines += [f"LEVEL {level}{enough}"]
    if found["possible"].upper() != level:
        lines += [f"  could still be {found['possible'].upper()}"]
    if record["override"]:
        lines += _wrapped(
            f"raised by the handler to {record['override']['level'].upper()}: {record['override']['reason']}"
        )
    lines += _wrapped(BREACH) if record["open_log"] else []
    grade = record["grade"]
    lines += [f"GRADE {grade['chosen'].replace('_', ' ').upper()}"]
    lines += _wrapped(grade["reason"] or grade["because"])
    lines += _block("In the caller's own words", (f"“{words}”" for words in record["verbatim"]))
    lines += _block("Because", (f"{one['level'].upper()}: {one['because']}" for one in found["because"]))
    lines += _block("In danger now", (f"{key.replace('_', ' ')}: {text}" for key, text in record["danger"].items()))
    lines += _block("At the desk", (f"{key.replace('_', ' ')}: {text}" for key, text in record["setting"].items()))
    lines += _block("People", (_entry(person, "role") for person in record["people"]))
    lines += _block("Other reports of these people", _links(record["links"]))
    lines += _block("Other reports, linked since this was final", _links(since))
    lines += _block("Incidents, with the days they were read as", (_incident(one, read) for one in record["incidents"]))
    lines += _block("Orders and bail", (_entry(order, "kind") for order in record["orders"]))
    lines += _block("Answers", (_answer(id, words, record, names) for id, words in said.items()))
    lines += _block("Notes without an answer", (f"{names.get(id, id)}: {note}" for id, note in record["notes"].items()))
    lines += _block("Account", (one["text"] for one in record["words"] if not one["verbatim"]))
    lines += _block(
        "Not known, and could raise the level",
        (names.get(one["question"], one["question"]) for one in found["could_raise"]),
    )
    if record["left_open"]:
        ids = ", ".join(names.get(id, id) for id in record["left_open"]["questions"])
        lines += _block("Left open", (f"{ids}: {record['left_open']['reason']}",))
    lines += _block("Read back", _read_back(record))
    lines += ["", "A prioritisation aid, not a prediction. SST, DASH or DARA are still due."]
    if record["practice"]:
        lines += ["", PRACTICE]
    return "\n".join(lines) + "\n"


def _links(links: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What was said of people here and in other reports; that somebody is not the same is no news."""
    for link in links:
        if link["verdict"] in _SAME:
            why = f" ({'; '.join(link['because'])})" if link["because"] else ""
            here, there = "a place here", "one"
            if link["person"]:
                here, there = f"person {link['person']}", f"person {link['other']}"
            yield f"{here} {_SAME[link['verdict']]} {there} of {link['ref']}{why}"


def _answer(id: str, words: str, record: Mapping[str, Any], names: Mapping[str, str]) -> str:
    answer = record["answers"][id]
    aside = "  [set aside, does not count]" if id in record["assessment"]["set_aside"] else ""
    source = record["sources"].get(id)
    of = f", {source}" if source else ""
    known = {"words": "  [from their account]", "earlier_report": f"  [from an earlier report{of}]"}
    known["volunteered"] = f"  [taken from {source}]" if source else ""
    note = f"; {answer['note']}" if answer.get("note") else ""
    return f"{names.get(id, id)}: {words}{note}{known.get(answer.get('known_by', ''), '')}{aside}"


def _entry(entry: Mapping[str, Any], first: str) -> str:
    known = entry.get("known", {})
    told = {key: f"{text} ({known[key]})" if key in known else text for key, text in entry.items()}
    head = told.get(first, "")
    if first == "kind":
        head = f"{entry['number']}. {head or 'Order'}"
    apart = ("number", "known", first)
    rest = "; ".join(f"{key.replace('_', ' ')} {text}" for key, text in told.items() if key not in apart)
    return f"{head}: {rest}" if head and rest else head or rest


def _incident(incident: Mapping[str, Any], read: Mapping[int, str]) -> str:
    when, days = incident.get("when", ""), read.get(incident["number"])
    rest = {key: text for key, text in incident.items() if key not in ("when", "told", "order")}
    order = incident.get("order", "")
    if order and "/" not in order:  # that of another report is named with it
        rest["breach"] = f"{rest.get('breach', '')} [order {order} below]".strip()
    return _entry({**rest, "when": f"{when} = {days}" if days else when}, "when")


def _read_back(record: Mapping[str, Any]) -> Iterable[str]:
    said = record["read_back"]
    if said is None:
        return ()
    return ("agreed with the caller",) if said["agreed"] else (f"not read back: {said['reason']}",)


def _block(title: str, entries: Iterable[str]) -> list[str]:
    rows = [row for entry in entries if entry for row in _wrapped(entry)]
    return ["", title, *rows] if rows else []


def _wrapped(text: str) -> list[str]:
    """Indented lines; a long word is never cut and no word is lost, also where the text has lines of its own."""
    rows: list[str] = []
    for number, line in enumerate(text.split("\n")):
        first = "  - " if number == 0 else "    "
        found = textwrap.wrap(
            line, WIDTH, initial_indent=first, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
        )
        rows += found or [""]
    return rows
