"""The desk a command is about: opened for it, closed after it, and one clear line where it can't be."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final, ParamSpec

import click

from stalkdesk.clock import Clock
from stalkdesk.commands.out import BAD_INPUT, mends, say
from stalkdesk.contact.kinds import Unreadable
from stalkdesk.contact.summary import Summary
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.opening import Station, home_of, opened
from stalkdesk.desk.typed import NotTaken
from stalkdesk.errors import BadInput, Problem
from stalkdesk.journal.database import DbError
from stalkdesk.journal.home import Home, InUse
from stalkdesk.journal.journal import NotKept

P = ParamSpec("P")
REFUSED: Final = 3
PRACTICE: Final = "PRACTICE · not real records · PRACTICE"


def chosen(practice: bool, home: str | None) -> Home:
    """The home named on the command, else before it: `stalkdesk --practice --home DIR COMMAND`."""
    before = click.get_current_context().find_root().params
    return home_of(home or before.get("home"), practice=practice or bool(before.get("practice")))


def desk_options(run: Callable[P, None]) -> Callable[P, None]:
    """`--practice` and `--home`, taken after the command's name too."""
    home = click.option("--home", metavar="DIR", help="Where the desk keeps its records; for practice, DIR-practice.")
    return click.option("--practice", is_flag=True, help="The practice desk.")(home(run))


def at_desk(command: Callable[Concatenate[Station, P], int | None]) -> Callable[..., None]:
    """A command that is given an open desk. It never makes one: a home that is not there is said to be missing.

    Exit status 2 where the desk can't be read, or what was asked for is not there; 3 where another program has it.
    """

    @wraps(command)
    def run(practice: bool, home: str | None, *args: P.args, **kwargs: P.kwargs) -> int | None:
        return with_desk(existing(chosen(practice, home)), command, *args, **kwargs)

    return desk_options(mends(run))


def with_desk(
    home: Home, command: Callable[Concatenate[Station, P], int | None], *args: P.args, **kwargs: P.kwargs
) -> int | None:
    """Run a command at the desk of this home; a refusal or a fault of the journal becomes one line."""
    try:
        with opened(home, Clock()) as station:
            return command(station, *args, **kwargs)
    except InUse as error:
        say(str(error), to_people=True)
        return REFUSED
    except NotTaken as error:
        say(str(error), to_people=True)
    except NotKept as error:
        words = f"this could not be kept ({error}); nothing earlier is harmed, make room on the disk and try again"
        say(f"{home.folder}: {words}", to_people=True)
    except DbError as error:
        say(f"{home.folder}: the journal can't be read ({error}); see stalkdesk doctor", to_people=True)
    except Unreadable as error:
        mend = "open it with the version of stalkdesk that wrote it, or a later one"
        say(f"{home.folder}: holds what this version can't read ({error}); {mend}", to_people=True)
    return BAD_INPUT


def existing(home: Home) -> Home:
    """This home, if there is a desk in it. Raises BadInput where there is none."""
    if home.practice and not home.journal.exists():
        what, mend = "there is no practice desk here yet", "open one with stalkdesk --practice, or name another --home"
        raise BadInput(Problem(file=str(home.folder), what=what, mend=mend))
    return home


def line_of(desk: Desk, ref: str) -> Summary:
    """The record with this reference or uuid, however it is written. Raises NotTaken."""
    try:
        return desk.line(uuid.UUID(ref.strip()).hex)
    except ValueError:
        return desk.line(ref)


def say_practice(desk: Desk) -> None:
    """The first line of everything a practice desk says to people."""
    if desk.place.practice:
        say(PRACTICE)
