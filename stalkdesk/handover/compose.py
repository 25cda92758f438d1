"""A record put into words, as the one document that every paper, text and screen of it is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from stalkdesk.handover.document import Block, Document, Picture
from stalkdesk.handover.law import law
from stalkdesk.handover.plan import plan
from stalkdesk.handover.thrive import thrive
from stalkdesk.handover.unknown import not_known

NOT_THERE: Final = "NOT YET IN FORCE SYSTEM"
BREACH: Final = "OPEN LOG: an order or bail was broken. Crime review due; stays open until the suspect is dealt with."
UNLESS: Final = "Stalking unless it is shown to be harassment only."
BRIEF: Final = (
    "safety", "danger", "because", "interim", "plan", "told", "people", "earlier", "since", "course", "incidents",
    "orders", "offences", "recorded", "services", "changed", "unknown",
)  # fmt: skip
"""What stands where room is short, the most urgent first."""
FOUR: Final = ("four_fixated", "four_obsessive", "four_unwanted", "four_repeated")
_MOST, _MOST_LATEST = 6, 4
_CHANNELS: Final = {"call": "Call", "walk_in": "Walk-in at the front desk"}
_SAME: Final = {"same": "is", "unsure": "may be, it could not be said,"}
_HOW: Final = {"given": "given", "declined": "declined", "not_safe": "not safe to give"}
_FIRST: Final = ("role", "name", "known_as", "born", "safe_contact", "phone")
"""Of a person, what stands where room is short."""
_SOUGHT: Final = (*_FIRST, "sex", "looks", "vehicle", "address", "work", "online")
"""And of a suspect, who may have to be found tonight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a record needs to be put into words.

    `said`: question id → its answer in words, in order; `names`: question id → its short name; `opened`, `delivery`:
    times and the way as people read them; `since`: links made when it was final already; `read`: the days of each
    incident, as they were understood.
    """

    said: Mapping[str, str]
    names: Mapping[str, str]
    opened: str
    delivery: str
    since: Sequence[Mapping[str, Any]] = ()
    read: Mapping[int, str] = field(default_factory=dict[int, str])
    sha256: str = ""


def document(record: Mapping[str, Any], words: Words) -> Document:
    """The record in words. One made by an earlier version lacks parts; they are left out."""
    incident = (f"Incident {record['incident']}",) if record["incident"] else ()
    caller = (f"Caller's number {record['caller_number']}",) if record.get("caller_number") else ()
    return Document(
        ref=record["ref"],
        revision=record["revision"],
        practice=record["practice"],
        head=(
            f"{_CHANNELS[record['channel']]}, {words.opened}, handler {record['handler']}, {record['force']}",
            *incident,
            *caller,
        ),
        delivery=words.delivery,
        words=tuple(record["verbatim"]),
        level=record["level"].upper(),
        level_notes=tuple(_level(record)),
        grade=_grade_name(record["grade"]),
        grade_notes=tuple(_grade(record)),
        blocks=tuple(block for block in _blocks(record, words) if block.rows or block.note or block.brief),
        brief=BRIEF,
        picture=_picture(record.get("course")),
        foot=("A prioritisation aid, not a prediction.", *_due(record)),
        sha256=words.sha256,
    )


def _level(record: Mapping[str, Any]) -> Iterator[str]:
    found, level = record["assessment"], record["level"].upper()
    if not found["sufficient"]:
        back = "reach them only in the safe way" if _unsafe(record) else "ring back"
        yield f"NOT ENOUGH ASKED: treat as at least this, {back}"
    if found["possible"] != found["shown"] and found["possible"].upper() != level:
        yield f"could still be {found['possible'].upper()}"
    if record["override"]:
        yield _override(record["override"], found["shown"].upper())
    if record["open_log"]:
        yield BREACH
    four = [f"{id.removeprefix('four_')} {_truth(found['tests'][id])}" for id in FOUR if id in found["tests"]]
    if four:
        yield f"FOUR: {', '.join(four)}. {UNLESS}"


def _truth(word: str) -> str:
    return "not known" if word == "unknown" else word


def _override(said: Mapping[str, Any], rules: str) -> str:
    """A person's word against the rules. Records of earlier versions know only a raise."""
    level, reason, by = said["level"].upper(), said["reason"], said.get("by") or "the handler"
    match said.get("kind", "raised"):
        case "lowered":
            return f"lowered from {rules} to {level} by {by}, agreed by {said['second']}: {reason}"
        case "asked":
            return f"{by} asks for {level}; no second person has agreed, so {rules} stands: {reason}"
        case "lapsed":
            since = f"{by} and {said['second']}; something new came up, so {rules} stands"
            return f"was lowered to {level} by {since}: {reason}"
        case "held":
            why = f"{reason.removesuffix(level).rstrip()} so" if reason.endswith(f" {level}") else reason
            return f"{level} held: {why}, and a lower level needs a second person."
        case _:
            return f"raised by {by} to {level}: {reason}"


def _grade_name(grade: Mapping[str, Any]) -> str:
    target = f" ({grade['target']})" if grade.get("target") else ""
    return f"{grade.get('name') or grade['chosen'].replace('_', ' ').upper()}{target}"


def _grade(record: Mapping[str, Any]) -> Iterator[str]:
    grade = record["grade"]
    yield grade["reason"] or grade["because"]
    if grade["proposed"] != grade["chosen"]:
        yield f"proposed was {grade['proposed'].replace('_', ' ')}: {grade['because']}"


def _blocks(record: Mapping[str, Any], words: Words) -> Iterator[Block]:
    found, names = record["assessment"], words.names
    because = [f"{one['level'].upper()}: {one['because']}" for one in found["because"]]
    yield Block(id="safety", title="Where they are, and how to reach them", rows=tuple(_safety(record, words)))
    yield Block(id="danger", title="In danger now", rows=tuple(_fields(record["danger"])))
    yield Block(id="because", title="Because", rows=tuple(because), brief=_shortened(because))
    risks = tuple(_interim(record))
    yield Block(
        id="interim",
        title="What could happen before officers arrive",
        rows=risks,
        brief=("; ".join(risks),) if risks else None,
    )
    yield from plan(record)
    rows = tuple(f"{heading}: {text}" for heading, text in thrive(record, words.said, names))
    yield Block(id="thrive", title="THRIVE", rows=rows)
    yield Block(
        id="people",
        title="People",
        rows=tuple(_entry(person, "role") for person in record["people"]),
        brief=tuple(map(_shortly, record["people"])),
    )
    yield Block(id="earlier", title="Other reports of these people", rows=tuple(_links(record["links"])))
    since = tuple(_links(words.since))
    yield Block(id="since", title="Other reports, linked since this was final", rows=since)
    yield Block(id="course", title="Course of conduct", rows=tuple((record.get("course") or {}).get("words", ())))
    incidents = [_incident(one, words.read) for one in record["incidents"]]
    yield Block(
        id="incidents",
        title="Incidents, with the days they were read as",
        rows=tuple(incidents),
        brief=_latest(incidents),
    )
    yield Block(id="orders", title="Orders and bail", rows=tuple(_entry(order, "kind") for order in record["orders"]))
    yield from law(record, words.said, names)
    yield from _told(record)
    yield from _answers(record, words)


def _unsafe(record: Mapping[str, Any]) -> bool:
    answer = record["answers"].get("safe_to_talk", {})
    return answer.get("value") == "no" or answer.get("state") == "unsafe"


def _safety(record: Mapping[str, Any], words: Words) -> Iterator[str]:
    """What whoever is sent, or rings, has to know first; that it was not asked is said too."""
    if _unsafe(record):
        yield "NOT SAFE TO TALK: don't ring but in the safe way"
    for id in ("exact_location", "safe_contact", "children_or_others", "weapon"):
        if id in words.names:
            yield f"{words.names[id]}: {words.said.get(id, 'NOT ASKED')}"
        if id == "safe_contact" and record["answers"].get(id, {}).get("value") is None:
            yield from _written_safe(record)
    safe = record.get("decision", {}).get("message_safe")
    if safe:
        yield f"safe to leave a message, text or email: {safe}"


def _written_safe(record: Mapping[str, Any]) -> Iterator[str]:
    """How to reach them as it stands among the people, where nobody answered the question."""
    for role in ("victim", "caller"):
        for one in record["people"]:
            if one.get("role") == role and one.get("safe_contact"):
                yield f"written down for the {role}: {one['safe_contact']}"


def _told(record: Mapping[str, Any]) -> Iterator[Block]:
    advice = tuple(f"{one['say']} [{_HOW[one['how']]}]" for one in record.get("advice", ()))
    yield Block(id="advice", title="What they were told", rows=advice)
    services = tuple(map(_service, record.get("services", ())))
    safe = record.get("decision", {}).get("message_safe")
    note = f"Safe to leave a message, text or email: {safe}." if safe else ""
    yield Block(id="services", title="Services", rows=services, note=note)


def _service(one: Mapping[str, Any]) -> str:
    doubt = "" if one.get("verified", True) else " (number not verified)"
    return f"{one['name']} {one['number']}{doubt} [{_HOW[one['how']]}]"


def _answers(record: Mapping[str, Any], words: Words) -> Iterator[Block]:
    names = words.names
    yield Block(
        id="answers", title="Answers", rows=tuple(_answer(id, text, record, names) for id, text in words.said.items())
    )
    notes = tuple(f"{names.get(id, id)}: {note}" for id, note in record["notes"].items())
    yield Block(id="notes", title="Notes without an answer", rows=notes)
    account = tuple(one["text"] for one in record["words"] if not one["verbatim"])
    yield Block(id="account", title="Account", rows=account)
    yield not_known(record, names)
    yield Block(id="read_back", title="Read back", rows=tuple(_read_back(record)))
    yield Block(id="setting", title="At the desk", rows=tuple(_fields(record["setting"])))
    amended = tuple(_amended(record))
    many = len(record.get("changed", ()))
    brief = (*amended, f"{many} entries are others now, in the full record") if many else amended
    yield Block(
        id="changed", title="What this revision changed", rows=(*amended, *_changed(record, names)), brief=brief
    )


def _interim(record: Mapping[str, Any]) -> Iterator[str]:
    own = record.get("decision", {}).get("interim")
    if own:
        yield own
    yield from record.get("interim", ())


def _amended(record: Mapping[str, Any]) -> Iterator[str]:
    for one in record.get("amends", ()):
        yield f"revision {one['revision']} amended by {one['by']}: {one['why']}"


def _changed(record: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    for one in record.get("changed", ()):
        part, _, rest = one["where"].partition(".")
        id, _, more = rest.partition(".")
        where = names.get(id, id.replace("_", " ")) if part == "answers" else f"{part} {rest}".strip()
        kind = f" {more}" if part == "answers" and more not in ("", "value") else ""
        yield f"{where.replace('.', ' ').replace('_', ' ')}{kind}: {_shown(one['from'])} → {_shown(one['to'])}"


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _shortened(rows: Sequence[str]) -> tuple[str, ...] | None:
    """The first of them, and how many more there are."""
    return None if len(rows) <= _MOST + 1 else (*rows[:_MOST], f"and {len(rows) - _MOST} more, in the full record")


def _latest(rows: Sequence[str]) -> tuple[str, ...] | None:
    """The last of them, and how many there are before."""
    earlier = len(rows) - _MOST_LATEST
    return None if earlier <= 1 else (f"{earlier} before these, in the full record", *rows[earlier:])


def _fields(entry: Mapping[str, str]) -> Iterator[str]:
    return (f"{key.replace('_', ' ')}: {text}" for key, text in entry.items())


def _links(links: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """What was said of people here and in other reports; that somebody is not the same is no news."""
    for link in links:
        if link["verdict"] in _SAME:
            why = f" ({'; '.join(link['because'])})" if link["because"] else ""
            here, there = "a place here", "one"
            if link["person"]:
                here, there = f"person {link['person']}", f"person {link['other']}"
            yield f"{here} {_SAME[link['verdict']]} {there} of {link['ref']}{why}"


def _answer(id: str, text: str, record: Mapping[str, Any], names: Mapping[str, str]) -> str:
    answer = record["answers"][id]
    aside = "  [set aside, does not count]" if id in record["assessment"]["set_aside"] else ""
    source = record.get("sources", {}).get(id)
    of = f", {source}" if source else ""
    known = {"words": "  [from their account]", "earlier_report": f"  [from an earlier report{of}]"}
    known["volunteered"] = f"  [taken from {source}]" if source else ""
    note = f"; {answer['note']}" if answer.get("note") else ""
    return f"{names.get(id, id)}: {text}{note}{known.get(answer.get('known_by', ''), '')}{aside}"


def _entry(entry: Mapping[str, Any], first: str) -> str:
    known = entry.get("known", {})
    told = {key: f"{text} ({known[key]})" if key in known else text for key, text in entry.items()}
    if "born" in told:  # 34 is an age, and no year
        told = {("born or age" if key == "born" else key): text for key, text in told.items()}
    head = told.get(first, "")
    if first == "kind":
        head = f"{entry['number']}. {head or 'Order'}"
    apart = ("number", "known", first)
    rest = "; ".join(f"{key.replace('_', ' ')} {text}" for key, text in told.items() if key not in apart)
    return f"{head}: {rest}" if head and rest else head or rest


def _shortly(person: Mapping[str, Any]) -> str:
    keys = _SOUGHT if person.get("role") == "suspect" else _FIRST
    return _entry({key: person[key] for key in (*keys, "known") if key in person}, "role")


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


def _due(record: Mapping[str, Any]) -> tuple[str, ...]:
    """The tools that are still due where the plan does not name them."""
    return (
        ()
        if any(one["group"] == "tools" for one in record.get("actions", ()))
        else ("SST, DASH or DARA are still due.",)
    )


def _picture(course: Mapping[str, Any] | None) -> Picture | None:
    if not course or not course.get("bars"):
        return None
    return Picture(**{key: course[key] for key in ("bars", "breaches", "reports", "months", "scale")})
