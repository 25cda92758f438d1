"""A disk that fills up in the middle of a call: it is said, nothing that was kept is harmed, and it goes on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from desk.hands import HandClock, desk_on, no_room_left, ready

from stalkdesk.contact.contact import Contact, Stage
from stalkdesk.desk import finishing
from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import Desk
from stalkdesk.journal.home import Home
from stalkdesk.journal.journal import NotKept
from stalkdesk.sync import outbox

LONG = "He said it again. " * 800


def on_disk(desk: Desk, call: Call) -> Contact:
    return desk.read(call.contact.id, log=False)[0]


def fill_up(call: Call) -> None:
    """Keep on writing until there is no room."""
    for number in range(2000):
        call.note(f"{number} {LONG}")


def open_many(desk: Desk) -> None:
    for _ in range(2000):
        desk.open("call")


def refused(desk: Desk, call: Call, say: Callable[[Call], None]) -> bool:
    """Whether it could not be kept; then nothing of it is there, neither on the screen nor on the disk."""
    before = call.contact, call.assessment, call.view
    kept = True
    try:
        say(call)
    except NotKept:
        kept = False
        assert (call.contact, call.assessment, call.view) == before
    assert on_disk(desk, call) == call.contact
    return not kept


SAID: dict[str, Callable[[Call], None]] = {
    "answer": lambda call: call.choose("value:no"),
    "note": lambda call: call.note("she whispers"),
    "word": lambda call: call.word("he is outside again"),
    "draft": lambda call: call.draft("words", "he is out"),
    "go": lambda call: call.go("fear"),
    "clear": lambda call: call.clear(),
    "person": lambda call: call.fill("person", 1, "name", "Rao"),
    "raise": lambda call: finishing.raise_level(call, "high", "her voice"),
}


def test_what_cannot_be_kept_is_said_and_the_call_is_as_it_was_and_goes_on(home: Home, clock: HandClock) -> None:
    with desk_on(home, clock) as desk:
        call = desk.open("call")
        call.choose("state:unknown")
        call.go("danger_now")
        with no_room_left(home):
            with pytest.raises(NotKept):
                fill_up(call)
            assert [name for name, say in SAID.items() if refused(desk, call, say)]  # a small one may find room
        for name, say in SAID.items():
            if name == "clear":
                call.go("danger_now")
                if "danger_now" not in call.contact.answers:
                    call.choose("value:no")
                    call.go("danger_now")
            say(call)
            assert on_disk(desk, call) == call.contact
        assert desk.journal.verify().broken_at is None
        seqs = [event.seq for event in desk.events(call.contact.id)]
        assert seqs == list(range(1, len(seqs) + 1))
        kept = call.contact
    with desk_on(home, clock) as desk:
        assert desk.read(kept.id, log=False)[0] == kept


def test_a_record_that_cannot_become_final_stays_open_and_is_final_once_there_is_room(
    home: Home, clock: HandClock
) -> None:
    with desk_on(home, clock) as desk:
        call = desk.open("call")
        for number in range(1, 30):  # a record too large for what room there is
            call.fill("incident", number, "what", LONG)
        ready(call)
        with no_room_left(home):
            with pytest.raises(NotKept):
                desk.finish(call)
            assert on_disk(desk, call).stage is Stage.OPEN
            assert outbox.row_of(desk.journal.db, call.contact.id) is None
            assert desk.line(call.contact.ref).stage == "open"
        desk.finish(call)
        row = outbox.row_of(desk.journal.db, call.contact.id)
        assert row is not None
        assert (row.state, row.revision, on_disk(desk, call).revision) == ("ready", 1, 1)
        assert desk.journal.verify().broken_at is None


def test_a_call_that_cannot_be_opened_can_be_once_there_is_room(home: Home, clock: HandClock) -> None:
    with desk_on(home, clock) as desk:
        call = desk.open("call")
        with no_room_left(home):
            with pytest.raises(NotKept):
                fill_up(call)
            with pytest.raises(NotKept):
                open_many(desk)
        again = desk.open("call")
        again.choose("value:no")
        assert on_disk(desk, again) == again.contact
        assert desk.journal.verify().broken_at is None
