"""Earlier reports of the same people: what the journal says of them, and what the handler says to it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from stalkdesk.clock import local
from stalkdesk.contact.kinds import Cleared, Filled, Linked
from stalkdesk.desk.breaches import untied
from stalkdesk.desk.lookup import PLACE, Changed, Entry, Lookup, Match
from stalkdesk.desk.proposed import refs_in
from stalkdesk.desk.typed import NotTaken
from stalkdesk.journal import projections
from stalkdesk.text import clean_text, clip

if TYPE_CHECKING:
    from stalkdesk.contact.summary import Summary
    from stalkdesk.desk.call import Call
    from stalkdesk.desk.desk import Desk
    from stalkdesk.journal.journal import Journal

MOST: Final = 20
VERDICTS: Final = ("same", "different", "unsure", "undone")
_ORDER: Final = {"same": 0, "different": 2}
UNKNOWN: Final = -99.0
"""The odds of what was said once and is not found any more, since what it was found by was corrected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """One earlier report that somebody here may be in. `verdict` is what was said of it, empty for nothing yet."""

    match: Match
    name: str
    theirs: str
    ref: str
    opened: str
    level: str
    rank: int
    verdict: str


def people_since(journal: Journal, position: int, most: int) -> Changed:
    """The people and incidents of every contact in which some were written down after this position, over so many
    events."""
    db, until = journal.db.conn, min(position + most, journal.position)
    changed = (
        "SELECT DISTINCT contact FROM event WHERE position > ? AND position <= ? AND kind IN ('filled', 'removed')"
    )
    contacts = [row[0] for row in db.execute(changed, (position, until))]
    return Changed(
        position=until,
        people={contact: _people(journal, contact) for contact in contacts},
        incidents={contact: _entries(journal, contact, "incident")[0] for contact in contacts},
    )


def catch_up(journal: Journal, lookup: Lookup, most: int = 5000) -> None:
    """Take everything in the journal into the index, so many events at a time: for a command, which has nobody
    waiting at the keys."""
    while (changed := people_since(journal, lookup.position, most)).position != lookup.position:
        lookup.take_in(changed)


def found_for(desk: Desk, lookup: Lookup, text: str) -> list[tuple[Match, Summary]]:
    """Who may be meant by a line of text: a name, a phone, a plate, a postcode, an online name with its `@`, or several
    of them. What is shown is kept as a consultation. Raises NotKept."""
    from stalkdesk.people.known import of_line

    text = clean_text(text)[:200]
    entry = of_line(text)
    matches = lookup.find({1: entry}, local(desk.clock.now()).date(), "")
    lines = [(match, projections.by_ref(desk.journal.db, match.contact)) for match in matches]
    found = [(match, line) for match, line in lines if line is not None]
    if found:
        desk.searched(text, tuple(dict.fromkeys(line.ref for _, line in found)))
    return found


def theirs(desk: Desk, match: Match) -> Entry:
    """What was written down of them."""
    return _people(desk.journal, match.contact)[0].get(match.number, {})


def _people(journal: Journal, contact: str) -> tuple[Mapping[int, Entry], date]:
    """Everybody in a contact, as the forms stand now, and the day they were last written in."""
    return _entries(journal, contact, "person")


def _entries(journal: Journal, contact: str, form: str) -> tuple[Mapping[int, Entry], date]:
    entries: dict[int, dict[str, str]] = {}
    last = ""
    said = "SELECT kind, body, at FROM event WHERE contact = ? AND kind IN ('filled', 'removed') ORDER BY seq"
    for kind, text, at in journal.db.conn.execute(said, (contact,)):
        body = json.loads(text)
        if body.get("form") != form:
            continue
        number, last = int(body["number"]), at
        if kind == "removed":
            entries.pop(number, None)
        else:
            entries.setdefault(number, {})[str(body["field"])] = str(body.get("text", ""))
    return entries, local(last).date() if last else date.min


def told(desk: Desk, call: Call, matches: Iterable[Match]) -> tuple[Earlier, ...]:
    """These matches with what is known of their reports, and what was said of others. What was linked stands first,
    what was rejected last until there is a reason more."""
    links = call.contact.linked
    every = {(match.person, match.contact, match.number): match for match in matches}
    for key, link in links.items():
        if key not in every:
            because = link.said.because
            every[key] = Match(
                person=key[0], contact=key[1], number=key[2], role="", odds=UNKNOWN, reasons=because, against=()
            )
    found: list[Earlier] = []
    for key, match in every.items():
        line = projections.by_ref(desk.journal.db, match.contact)
        if line is None:
            continue
        verdict = links[key].said.verdict if key in links else ""
        if verdict == "different" and not set(match.reasons) <= set(links[key].said.because):
            verdict = ""
        found.append(
            Earlier(
                match=match,
                name=name_of(call.contact.people.get(match.person, {}), match.person),
                theirs=name_of(theirs(desk, match), match.number),
                ref=line.ref,
                opened=line.opened,
                level=line.level,
                rank=line.rank,
                verdict=verdict,
            )
        )
    found.sort(key=lambda one: (_ORDER.get(one.verdict, 1), not one.match.strong, -one.match.odds))
    return tuple(found[:MOST])


def name_of(entry: Entry, number: int) -> str:
    """What somebody is called in a list."""
    if number == PLACE:
        return "the place"
    return clip(entry.get("name") or entry.get("known_as") or f"person {number}", 60)


def remove(desk: Desk, call: Call, number: int) -> None:
    """Take out somebody entered by mistake; what was said of them and others is taken back in both contacts first."""
    before = _joined(call)
    for link in [link.said for key, link in call.contact.linked.items() if key[0] == number]:
        _keep(desk, call, replace(link, verdict="undone", because=()))
    call.remove("person", number)
    _take_back(call, before - _joined(call))


def judge(desk: Desk, call: Call, one: Earlier, verdict: str) -> None:
    """Say of somebody here and somebody there that they are the same, are not, or that it can't be said; `undone` takes
    back what was said. Kept in both contacts, or in neither. Raises NotTaken, NotKept."""
    if verdict not in VERDICTS:
        raise NotTaken(f"There is no such answer: {verdict}")
    key = (one.match.person, one.match.contact, one.match.number)
    if verdict == "undone" and key not in call.contact.linked:
        raise NotTaken("Nothing was said of them yet.")
    earlier = one.opened <= call.contact.opened
    here = Linked(
        person=one.match.person,
        contact=one.match.contact,
        ref=one.ref,
        other=one.match.number,
        verdict=verdict,
        because=() if verdict == "undone" else one.match.reasons,
        earlier=earlier,
    )
    if verdict == "same":
        _keep(desk, call, here)
        return
    before = _joined(call)
    _keep(desk, call, here)
    _take_back(call, before - _joined(call))


def _joined(call: Call) -> set[str]:
    return {report.ref for report in call.view.joined.reports}


def _take_back(call: Call, refs: set[str]) -> None:
    """Withdraw the answers that were taken from these reports, and untie the incidents from their orders; say which.
    All of it stays in the history, and so do the words of what was broken."""
    loose = untied(call.contact, refs)
    for number in loose:
        call.keep(Filled(form="incident", number=number, field="order", text=""))
    gone = [id for id, source in call.contact.sources.items() if refs_in(source) & refs]
    for id in gone:
        call.keep(Cleared(question=id))
    said = [f"Taken back with it, ask again: {', '.join(call.name_of(id) for id in gone)}."] if gone else []
    if loose:
        said.append(f"No longer tied to its order: incident {', '.join(map(str, loose))}.")
    if said:
        call.tell(" ".join(said))


def _keep(desk: Desk, call: Call, here: Linked) -> None:
    """What is said here and the same there, or neither."""
    there = Linked(
        person=here.other,
        contact=call.contact.id,
        ref=call.contact.ref,
        other=here.person,
        verdict=here.verdict,
        because=here.because,
        ours=not here.ours,
        earlier=not here.earlier,
    )
    call.take_up(desk.keep_both(call.contact, here, here.contact, there))
