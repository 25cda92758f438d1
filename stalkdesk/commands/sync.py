"""`stalkdesk sync`: what the force's system has not got yet, and sending it now."""

from __future__ import annotations

from typing import Any

import click

from stalkdesk.clock import lasted, seconds_between
from stalkdesk.commands.home import at_desk, line_of, say_practice
from stalkdesk.commands.out import FOUND, say, say_json
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.opening import Station
from stalkdesk.desk.showing import delivery_words
from stalkdesk.sync import outbox
from stalkdesk.sync.courier import Round, one_round
from stalkdesk.sync.outbox import Row

MOST = 1 << 60
STATES = ("ready", "sending", "retrying", "needs_you", "delivered", "superseded")
_IN_WORDS = {
    "ready": "queued on this desk",
    "sending": "handed over, no receipt yet",
    "retrying": "will be tried again",
    "needs_you": "need you",
}
_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON document instead of words.")


@click.group("sync")
def command() -> None:
    """What the force's system has not got yet, and sending it now. Exit status 1: something is not delivered."""


@command.command("status")
@_JSON
@at_desk
def status(station: Station, as_json: bool) -> int:
    """How many records are where. Exit status 1: something is not delivered."""
    return _report(station.desk, None, as_json)


@command.command("now")
@_JSON
@at_desk
def now(station: Station, as_json: bool) -> int:
    """Send what waits, take in what was answered, until nothing more moves. Exit status 1: something is left."""
    for row in outbox.undelivered(station.desk.journal.db, MOST):
        if row.state == "retrying":
            station.outbox.retry(row.contact)
    return _report(station.desk, _carry(station), as_json)


@command.command("retry")
@click.argument("ref")
@_JSON
@at_desk
def retry(station: Station, ref: str, as_json: bool) -> int:
    """Send one record again at once: one that waits, was refused, or never got a receipt. Exit status 1: it is left."""
    desk = station.desk
    line = line_of(desk, ref)
    station.outbox.retry(line.id)
    _carry(station)
    row = outbox.row_of(desk.journal.db, line.id)
    if as_json:
        found = {"ref": line.ref, "state": "draft"} if row is None else _entry(row)
        say_json({"practice": desk.place.practice, **found})
    else:
        say_practice(desk)
        say(f"{line.ref}  {delivery_words(row, desk.clock.now())}")
    return 0 if row is not None and row.state == "delivered" else FOUND


@command.command("outbox")
@_JSON
@at_desk
def outbox_(station: Station, as_json: bool) -> int:
    """Each record the force's system has not got yet, the highest level first. Exit status 1: there are some."""
    desk = station.desk
    rows = outbox.undelivered(desk.journal.db, MOST)
    if as_json:
        say_json({"practice": desk.place.practice, "outbox": [_entry(row) for row in rows]})
        return FOUND if rows else 0
    say_practice(desk)
    at = desk.clock.now()
    for row in rows:
        tried = f", tried {row.attempts} time{'s' * (row.attempts != 1)}" if row.attempts else ""
        age = f"for {lasted(seconds_between(row.ready_at, at))}{tried}"
        say(f"{row.ref:<8} {row.level.upper():<8} {delivery_words(row, at)}; {age}")
        if row.state == "needs_you":
            say(f"         mend it, then stalkdesk sync retry {row.ref}")
    if not rows:
        say("The force's system has every final record.")
    return FOUND if rows else 0


def _carry(station: Station) -> Round:
    """Rounds until nothing more moves: what failed waits for its time, and never holds up what was not tried yet."""
    sent = failed = answered = 0
    while True:
        queued = outbox.counts(station.desk.journal.db).get("ready", 0)
        done = one_round(station.outbox, station.way, station.other_end)
        sent, failed, answered = sent + done.handed_over, failed + done.failed, answered + done.answered
        left = outbox.counts(station.desk.journal.db).get("ready", 0)
        if not done.handed_over and not done.answered and left == queued:
            return Round(handed_over=sent, failed=failed, answered=answered)


def _report(desk: Desk, done: Round | None, as_json: bool) -> int:
    counts = outbox.counts(desk.journal.db)
    waiting = outbox.undelivered(desk.journal.db, MOST)
    oldest = min((row.ready_at for row in waiting), default=None)
    if as_json:
        moved = (
            {} if done is None else {"handed_over": done.handed_over, "failed": done.failed, "answered": done.answered}
        )
        say_json(
            {
                "practice": desk.place.practice,
                **moved,
                "not_delivered": len(waiting),
                "oldest": oldest,
                "counts": {state: counts.get(state, 0) for state in STATES},
            }
        )
        return FOUND if waiting else 0
    say_practice(desk)
    if done is not None:
        say(f"{done.handed_over} handed over, {done.answered} answered, {done.failed} could not go")
    for state, words in _IN_WORDS.items():
        if counts.get(state):
            say(f"{counts[state]:>6,}  NOT YET IN FORCE SYSTEM · {words}")
    say(f"{counts.get('delivered', 0):>6,}  in the force's system")
    if oldest is not None:
        age = lasted(seconds_between(oldest, desk.clock.now()))
        say(f"The oldest has waited for {age}. Nothing is lost; stalkdesk sync outbox lists them.")
    return FOUND if waiting else 0


def _entry(row: Row) -> dict[str, Any]:
    names = ("revision", "ref", "level", "state", "ready_at", "changed_at", "attempts", "next_attempt", "why", "field")
    return {"id": row.contact, **{name: getattr(row, name) for name in names}, "force_ref": row.force_ref}
