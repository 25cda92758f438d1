"""`stalkdesk records`: what is on this desk, one record whole, saving it, and who changed and looked at it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import click

from stalkdesk.commands.home import at_desk, line_of, say_practice
from stalkdesk.commands.out import say, say_json
from stalkdesk.contact.summary import Summary
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.opening import Station
from stalkdesk.desk.papers import FULL, PAPERS, text
from stalkdesk.desk.saving import export
from stalkdesk.desk.showing import (
    delivery,
    delivery_words,
    history,
    listed,
    offences_meant,
    record_of,
    row_of,
    when,
)
from stalkdesk.desk.wording import CHANNELS
from stalkdesk.journal import classified, projections
from stalkdesk.sync.outbox import Row

MOST = 100
_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON document instead of words.")
_STATES = click.Choice(["open", "parked", "finished", "all"])


@click.group("records")
def command() -> None:
    """List, show and save records, and see who changed and looked at them. REF is as PR-7F3K, or the record's uuid."""


@command.command("list")
@click.option("--state", type=_STATES, default="all", show_default=True, help="Only those that stand so.")
@click.option(
    "--waiting", is_flag=True, help="Only what the force's system does not have yet, the highest level first."
)
@click.option("--most", type=click.IntRange(min=0), help=f"How many, 0 for all. In words {MOST}, as JSON all.")
@_JSON
@at_desk
def list_(station: Station, state: str, waiting: bool, most: int | None, as_json: bool) -> None:
    """The records on this desk, the latest first, and where each is. No names: it is not kept as a look."""
    desk = station.desk
    shown = most if most is not None else 0 if as_json else MOST
    rows, count = listed(desk, state=None if state == "all" else state, waiting=waiting, most=shown or None)
    if as_json:
        say_json({"practice": desk.place.practice, "count": count, "records": [_entry(*row) for row in rows]})
        return
    say_practice(desk)
    now = desk.clock.now()
    for line, row in rows:
        level = f"{line.level.upper()}{'' if line.sufficient else ' at least'}"
        kind = CHANNELS.get(line.channel, line.channel)
        where = delivery_words(row, now)
        say(f"{line.ref:<8} {line.stage:<8} {level:<16} {kind:<7} {when(line.opened, now):<16} {where}")
    if count > len(rows):
        say(f"and {count - len(rows):,} more; --most 0 lists all {count:,}")
    if not count:
        say("no records" if state == "all" and not waiting else "no such records")


@command.command("offences")
@click.argument("words", nargs=-1)
@click.option(
    "--as",
    "role",
    type=click.Choice([*classified.ROLES, "any"]),
    default="any",
    show_default=True,
    help="As the suggested principal offence, or included beside another.",
)
@click.option("--most", type=click.IntRange(min=0), help=f"How many, 0 for all. In words {MOST}, as JSON all.")
@_JSON
@at_desk
def offences_(station: Station, words: tuple[str, ...], role: str, most: int | None, as_json: bool) -> None:
    """The final records that may be recorded as an offence, the latest first: WORDS are its id, or words of its name,
    its law or its class, as 8Q. Without WORDS, how many records hold each. No names: it is not kept as a look."""
    desk = station.desk
    db = desk.journal.db
    if not words:
        _counted(desk, as_json=as_json)
        return
    held = classified.holding(db, offences_meant(desk, " ".join(words)), role)
    shown = most if most is not None else 0 if as_json else MOST
    lines = [line for id in list(held)[: shown or None] if (line := projections.by_ref(db, id)) is not None]
    if as_json:
        entries = [
            {"id": line.id, "ref": line.ref, "level": line.level, "opened": line.opened, "revision": line.revision}
            | {"offences": [{"id": id, "principal": principal} for id, principal in held[line.id]]}
            for line in lines
        ]
        say_json({"practice": desk.place.practice, "count": len(held), "records": entries})
        return
    say_practice(desk)
    now = desk.clock.now()
    for line in lines:
        holds = ", ".join(f"{id} ({'principal' if principal else 'included'})" for id, principal in held[line.id])
        say(f"{line.ref:<8} {line.level.upper():<9} {when(line.opened, now):<16} {holds}")
    if len(held) > len(lines):
        say(f"and {len(held) - len(lines):,} more; --most 0 lists all {len(held):,}")
    if not held:
        say("no such records")


def _counted(desk: Desk, *, as_json: bool) -> None:
    """How many records hold each offence."""
    rows = classified.counted(desk.journal.db)
    if as_json:
        entries = [{"id": id, "principal": principal, "included": included} for id, principal, included in rows]
        say_json({"practice": desk.place.practice, "offences": entries})
        return
    say_practice(desk)
    for id, principal, included in rows:
        say(f"{id:<28} {principal:>7,} principal  {included:>7,} included")
    if not rows:
        say("no final record holds one")


def _entry(line: Summary, row: Row | None) -> dict[str, Any]:
    return {
        "id": line.id,
        "ref": line.ref,
        "channel": line.channel,
        "state": line.stage,
        "level": line.level,
        "possible": line.possible,
        "sufficient": line.sufficient,
        "core": {"covered": line.covered, "of": line.core},
        "answers": line.answers,
        "opened": line.opened,
        "last": line.last_at,
        "finished": line.finished or None,
        "revision": line.revision,
        "delivery": delivery(row),
    }


_PAPER = click.option(
    "--paper",
    type=click.Choice([paper.replace("_", "-") for paper in PAPERS]),
    default=FULL,
    help="Which of its texts: the handover, short for a log, to read to another force, to read back.",
)
_REVISION = click.option("--revision", type=click.IntRange(1), help="An earlier revision, as it became final.")


@command.command("show")
@click.argument("ref")
@_PAPER
@_REVISION
@_JSON
@at_desk
def show(station: Station, ref: str, paper: str, revision: int | None, as_json: bool) -> None:
    """One record whole, as it is handed over. That it was read is kept."""
    desk = station.desk
    contact, assessment = desk.read(line_of(desk, ref).id)
    if as_json:
        say_json(record_of(desk, contact, assessment, revision))
    else:
        say(text(desk, contact, assessment, paper.replace("-", "_"), revision).rstrip("\n"))


@command.command("export")
@click.argument("ref")
@click.option(
    "--to", "file", required=True, metavar="FILE", help="A new file; text where it ends in .txt, .pdf paper, else JSON."
)
@_PAPER
@_REVISION
@_JSON
@at_desk
def export_(station: Station, ref: str, file: str, paper: str, revision: int | None, as_json: bool) -> None:
    """Save one record to a file that only you can read. That it left the desk is kept."""
    desk, path = station.desk, Path(file)
    line = line_of(desk, ref)
    export(desk, line.id, path, paper=paper.replace("-", "_"), revision=revision)
    if as_json:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        say_json({"practice": desk.place.practice, "ref": line.ref, "file": str(path), "sha256": digest})
        return
    say_practice(desk)
    contact, _ = desk.read(line.id, log=False)
    say(f"{line.ref} saved to {path}; {delivery_words(row_of(desk, contact), desk.clock.now())}")


@command.command("history")
@click.argument("ref")
@_JSON
@at_desk
def history_(station: Station, ref: str, as_json: bool) -> None:
    """Everything that happened in one record: who, when, from what to what, who looked. This look is kept too."""
    desk = station.desk
    line = line_of(desk, ref)
    rows = history(desk, line.id)
    if as_json:
        entries = [{"at": at, "who": who, "what": what} for at, who, what in rows]
        say_json({"practice": desk.place.practice, "id": line.id, "ref": line.ref, "history": entries})
        return
    say_practice(desk)
    say(line.ref)
    now = desk.clock.now()
    for at, who, what in rows:
        say(f"{when(at, now)}{at[16:19]}  {who:<10} {what}")
