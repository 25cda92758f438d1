"""`stalkdesk practice`: made-up records for a practice desk."""

from __future__ import annotations

import os
import re
import shutil
import sys
import time

import click

from stalkdesk.commands.home import chosen, desk_options, say_practice, with_desk
from stalkdesk.commands.out import mends, say, say_json
from stalkdesk.desk.filling import BYTES, MOST, UNTIL, Told, fill
from stalkdesk.desk.opening import Station
from stalkdesk.errors import BadInput, Problem
from stalkdesk.journal.home import Home

_DAY = re.compile(r"2\d{3}-\d\d-\d\d", re.ASCII)


@click.group("practice")
def command() -> None:
    """Made-up records, for a practice desk only."""


@command.command("fill")
@click.option("--contacts", type=click.IntRange(1, MOST), required=True, metavar="N", help=f"How many, 1 to {MOST:,}.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same records.")
@click.option("--until", metavar="DAY", default=UNTIL[:10], show_default=True, help="All are finished before its noon.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of words.")
@desk_options
@mends
def fill_(contacts: int, seed: int, until: str, as_json: bool, practice: bool, home: str | None) -> int | None:
    """Put made-up finished contacts into the practice desk; it is made where there is none.

    The same seed and day always give the same records, about a hundred a day, the newest last. Those that are there
    already are left alone, so that a fill that was stopped goes on where it was. Nobody in them exists.
    """
    del practice  # only ever a practice desk
    end = _noon(until)
    which = chosen(True, home)
    _room(which, contacts)

    def run(station: Station) -> None:
        began = time.monotonic()
        told = _progress(contacts) if sys.stderr is not None and sys.stderr.isatty() else None
        new = fill(station.desk, contacts, seed, until=end, workers=os.cpu_count() or 1, told=told)
        seconds = time.monotonic() - began
        if as_json:
            there = {"contacts": contacts, "new": new, "seed": seed, "until": end, "home": str(which.folder)}
            say_json({"practice": True, **there, "seconds": round(seconds, 1)})
            return
        say_practice(station.desk)
        rate = f", {new / seconds:,.0f} a second" if new and seconds > 1 else ""
        was = f"; {contacts - new:,} were there already" if new < contacts else ""
        say(f"{new:,} made-up contact{'s' * (new != 1)} in {which.folder}{rate}{was}")

    return with_desk(which, run)


def _noon(day: str) -> str:
    noon = f"{day}{UNTIL[10:]}"
    try:
        if not _DAY.fullmatch(day):
            raise ValueError(day)
        time.strptime(day, "%Y-%m-%d")
    except ValueError:
        mend = f"write it as {UNTIL[:10]}, 2000 or later"
        raise BadInput(Problem(file="--until", what="is not a day", mend=mend)) from None
    return noon


def _room(home: Home, contacts: int) -> None:
    folder = next(one for one in (home.folder, *home.folder.absolute().parents) if one.is_dir())
    free, needed = shutil.disk_usage(folder).free, contacts * BYTES
    if needed > free:
        what = f"has {free / 1024**2:,.0f} MiB free, and so many take about {needed / 1024**2:,.0f}"
        raise BadInput(Problem(file=str(folder), what=what, mend="make fewer, or choose another --home"))


def _progress(contacts: int) -> Told:
    def told(new: int) -> None:
        say(f"{new:,} of {contacts:,}", to_people=True)

    return told
