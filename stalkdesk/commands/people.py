"""`stalkdesk people`: who of those on this desk may be meant, and why."""

from __future__ import annotations

from typing import Any

import click

from stalkdesk.clock import day_and_hour
from stalkdesk.commands.home import at_desk, say_practice
from stalkdesk.commands.out import say, say_json
from stalkdesk.contact.summary import Summary
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.earlier import catch_up, found_for, name_of, theirs
from stalkdesk.desk.lookup import Match
from stalkdesk.desk.opening import Station

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
        say(f"{line.ref}  {day_and_hour(line.opened)}  {line.level.upper()}  {likely}: {name}{role}")
        say(f"    {' · '.join(match.reasons)}")
        if match.against:
            say(f"    but {' · '.join(match.against)}")
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
