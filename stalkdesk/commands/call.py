"""`stalkdesk call --plain`: a call line by line, for screen readers and serial lines."""

from __future__ import annotations

import shlex
import sys

import click

from stalkdesk.commands.home import chosen, desk_options, existing, line_of, with_desk
from stalkdesk.commands.out import FOUND, STOPPED, mends, say
from stalkdesk.contact.contact import Stage
from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import DEFAULT_SET
from stalkdesk.desk.opening import Station
from stalkdesk.plain import ending, greeting
from stalkdesk.plain.call import PlainCall
from stalkdesk.plain.talk import Left, Talk, keep_trying
from stalkdesk.plain.voice import Ended, Voice


@click.command("call")
@click.option("--plain", is_flag=True, help="Line by line, without screen control.")
@click.option("--walk-in", is_flag=True, help="Somebody stands at the front desk.")
@click.option("--caller-number", metavar="N", default="", help="The number they ring from.")
@click.option("--incident", metavar="REF", default="", help="The command-and-control reference.")
@click.option("--set", "wanted", metavar="ID|FILE", help="The question set; a shipped set's id, or a file.")
@click.option("--resume", metavar="REF", help="Go on with a call that was parked or cut off.")
@desk_options
@mends
def command(  # noqa: PLR0913  the options of the command
    *,
    plain: bool,
    walk_in: bool,
    caller_number: str,
    incident: str,
    wanted: str | None,
    resume: str | None,
    practice: bool,
    home: str | None,
) -> int | None:
    """Take a call line by line: questions on standard output, each answer a line of standard input.

    One line is one key or one typed text; commands begin with a colon, and :help explains. Everything said is
    kept at once. Exit status: 0 where the record is final or parked, 1 where the input ended before.
    """
    if not plain:
        raise click.UsageError("the desk opens with `stalkdesk`; a call line by line with `stalkdesk call --plain`")
    if resume is not None and (walk_in or caller_number or incident or wanted):
        raise click.UsageError("--resume goes on with a call as it is; leave the other options out")
    place = chosen(practice, home)
    voice = Voice(
        sys.stdin.buffer if sys.stdin is not None else None,  # pyright: ignore[reportUnnecessaryComparison]
        sys.stdout.buffer if sys.stdout is not None else None,  # pyright: ignore[reportUnnecessaryComparison]
    )
    named = home or click.get_current_context().find_root().params.get("home")
    again = " ".join(["stalkdesk --practice", *(["--home", shlex.quote(named)] if named else []), "call --plain"])

    def begin(station: Station) -> Call:
        if resume is not None:
            return station.desk.resume(line_of(station.desk, resume).id)
        channel = "walk_in" if walk_in else "call"
        return station.desk.open(channel, caller_number=caller_number, incident=incident, wanted=wanted or DEFAULT_SET)

    def take(station: Station) -> int:
        try:
            call = keep_trying(voice, lambda: begin(station))
        except (Left, Ended):
            say("No call was opened.", to_people=True)
            return FOUND
        return _take(station, Talk(voice, station.desk, call, station.lookup), again, resumed=resume is not None)

    return with_desk(existing(place) if resume is not None else place, take)


def _take(station: Station, talk: Talk, again: str, *, resumed: bool) -> int:
    """The call to its end, and the last line however it ended."""
    status = 0
    try:
        talk.say(*greeting.opening_lines(talk.call, station.desk, resumed=resumed))
        PlainCall(talk).run()
        if talk.call.contact.stage is Stage.FINISHED:
            ending.after_final(talk.voice, station, talk.call.contact.id)
    except Ended:
        status = FOUND
    except KeyboardInterrupt:
        status = STOPPED
    last = greeting.last_line(talk.call, again)
    try:
        talk.say(*([""] if status == STOPPED else []), last)  # a terminal has written ^C on this line
    except Ended:  # nobody hears: it may still be seen
        say(last, to_people=True)
    return status
