"""`stalkdesk people`: who of those on this desk may be meant, and why."""

from __future__ import annotations

from typing import Any

import click

from stalkdesk.clock import day_and_year
from stalkdesk.commands.home import at_desk, say_practice
from stalkdesk.commands.out import say, say_json
from stalkdesk.contact.summary import Summary
from stalkdesk.desk import spo
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.earlier import catch_up, found_for, name_of, theirs
from stalkdesk.desk.lookup import Match
from stalkdesk.desk.opening import Station
from stalkdesk.desk.repeats import MOST, Repeat, Search
from stalkdesk.people.repeats import CERTAIN

NOBODY = 1
_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON document instead of words.")


@click.group("people")
def command() -> None:
    """Look people up. What is shown is kept as a look at those records."""


@command.command("find")
@click.argument("text")
@_JSON
@at_desk
def find(station: Station, text: str, as_json: bool) -> int:
    """Who may be meant by TEXT: a name, however it was heard, a phone, a plate, a postcode, @name, or several of them.

    Exit status 1 when nobody fits.
    """
    desk = station.desk
    catch_up(desk.journal, station.lookup)
    found = found_for(desk, station.lookup, text)
    if as_json:
        people = [_entry(desk, match, line) for match, line in found]
        say_json({"practice": desk.place.practice, "count": len(found), "people": people})
        return 0 if found else NOBODY
    say_practice(desk)
    if not found:
        say("Nobody on this desk fits.")
        return NOBODY
    for match, line in found:
        role = f", {match.role}" if match.role else ""
        name = name_of(theirs(desk, match), match.number)
        likely = "likely" if match.likely else "possible"
        say(f"{line.ref}  {day_and_year(line.opened)}  {line.level.upper()}  {likely}: {name}{role}")
        say(f"    {' · '.join(match.reasons)}")
        if match.against:
            say(f"    but {' · '.join(match.against)}")
    return 0


@command.command("repeats")
@click.option(
    "--most", type=click.IntRange(1, 1000), default=MOST, show_default=True, metavar="N", help="How many of them."
)
@_JSON
@at_desk
def repeats(station: Station, most: int, as_json: bool) -> int:
    """Suspects in two reports or more, the strongest first: most victims, then most reports, then the highest level.
    Why they are thought the same, and what of an application for a Stalking Protection Order is recorded already.

    Exit status 1 when there are none.
    """
    desk = station.desk
    catch_up(desk.journal, station.lookup)
    search = Search(desk, station.lookup, most)
    found = search.run()
    if as_json:
        suspects = [_suspect(repeat) for repeat in found]
        say_json({"practice": desk.place.practice, "count": search.of, "suspects": suspects})
        return 0 if found else NOBODY
    say_practice(desk)
    if not found:
        say("No suspect on this desk is in two reports or more.")
        return NOBODY
    for repeat in found:
        _say_suspect(repeat)
    if search.of > len(found):
        say(f"The strongest {len(found)} of {search.of:,}; --most shows more.")
    return 0


def _entry(desk: Desk, match: Match, line: Summary) -> dict[str, Any]:
    return {
        "ref": line.ref,
        "id": line.id,
        "person": match.number,
        "name": name_of(theirs(desk, match), match.number),
        "role": match.role or None,
        "likely": match.likely,
        "bits": round(match.odds, 1),
        "reasons": list(match.reasons),
        "against": list(match.against),
        "level": line.level,
        "opened": line.opened,
    }


def _say_suspect(repeat: Repeat) -> None:
    say(f"{repeat.title}: {repeat.counted}, {repeat.level.upper()}")
    for report in repeat.reports:
        say(f"    {report.ref}  {report.day}  {report.level.upper()}  {report.told}")
        for line in report.why:
            say(f"        {line}")
    for line in repeat.doubts:
        say(f"    {line}")
    say(f"    {spo.TITLE}. {spo.ABOUT}")
    for need in repeat.needs:
        say(f"    {need.mark} {need.said}")
        for fact in need.recorded:
            say(f"        {fact.words}  ({', '.join(fact.refs)})")
    say(f"    Source: {spo.SOURCE}.")
    say()


def _suspect(repeat: Repeat) -> dict[str, Any]:
    """A suspect as promised to other programs; `bits` is null where a handler linked every report."""
    return {
        "names": list(repeat.names),
        "victims": repeat.strength.victims,
        "reports": repeat.strength.reports,
        "level": repeat.level,
        "bits": None if repeat.strength.odds >= CERTAIN else round(repeat.strength.odds, 1),
        "in": [
            {
                "ref": report.ref,
                "id": report.contact,
                "person": report.person,
                "name": report.name or None,
                "opened": report.opened,
                "level": report.level,
                "victims": list(report.victims),
                "joined_to": report.to or None,
                "linked": report.said,
                "reasons": list(report.reasons),
                "against": list(report.against),
            }
            for report in repeat.reports
        ],
        "left_out": [
            {"ref": one.other, "as": one.ref, "linked": one.linked, "between": list(one.between), "said": one.said}
            for one in repeat.beside
        ],
        "twice_in": list(repeat.twice),
        "order": {
            "name": "Stalking Protection Order",
            "about": spo.ABOUT,
            "source": spo.SOURCE,
            "needs": [
                {
                    "id": need.id,
                    "what": need.what,
                    "why": need.why,
                    "source": need.source,
                    "state": need.state,
                    "recorded": [{"words": fact.words, "refs": list(fact.refs)} for fact in need.recorded],
                }
                for need in repeat.needs
            ],
        },
    }
