"""`stalkdesk sync`."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands.conftest import RECORDS
from commands.terminal import Terminal
from desk.hands import planned

from stalkdesk.desk import finishing
from stalkdesk.desk.call import Call
from stalkdesk.desk.opening import Station
from stalkdesk.sync.outbox import row_of


def finished(station: Station, *, danger: str = "no") -> Call:
    """A contact that is final and queued."""
    call = station.desk.open("call")
    call.answer("danger_now", value=danger)
    finishing.leave_open(call, "the caller rang off or left")
    finishing.read_back(call, agreed=False, reason="they had gone")
    station.desk.finish(planned(call))
    return call


def test_status_counts_what_is_where(terminal: Terminal) -> None:
    heard = terminal.say("sync", "status")
    assert (heard.status, heard.err) == (1, "")
    assert "PRACTICE" in heard.lines[0]
    assert "     1  NOT YET IN FORCE SYSTEM · queued on this desk" in heard.lines
    assert "     1  NOT YET IN FORCE SYSTEM · need you" in heard.lines
    assert f"{RECORDS - 3:>6}  in the force's system" in heard.lines
    found = terminal.say("sync", "status", "--json").document
    assert (found["practice"], found["not_delivered"]) == (True, 3)
    assert found["counts"] == {
        "ready": 1,
        "sending": 0,
        "retrying": 1,
        "needs_you": 1,
        "delivered": RECORDS - 3,
        "superseded": 0,
    }
    assert found["oldest"] is not None


def test_now_sends_what_can_go_and_retry_what_needed_somebody(terminal: Terminal) -> None:
    heard = terminal.say("sync", "now", "--json")
    assert heard.status == 1
    assert heard.document["handed_over"] == heard.document["answered"] == 2
    (left,) = terminal.say("sync", "outbox", "--json").document["outbox"]
    assert (left["state"], bool(left["why"]), bool(left["field"])) == ("needs_you", True, True)

    again = terminal.say("sync", "retry", left["ref"])
    assert again.status == 0
    assert f"{left['ref']}  In the force system as PRACTICE/" in again.lines[1]
    assert terminal.say("sync", "status").status == 0
    done = terminal.say("sync", "outbox")
    assert (done.status, done.lines[-1]) == (0, "The force's system has every final record.")
    assert terminal.kinds(left["id"])[-1] == "delivered"


def test_outbox_tells_each_with_its_age_and_what_to_do(terminal: Terminal) -> None:
    heard = terminal.say("sync", "outbox")
    assert heard.status == 1
    assert sum("NOT YET IN FORCE SYSTEM" in line for line in heard.lines) == 3
    assert sum("mend it, then stalkdesk sync retry PR-" in line for line in heard.lines) == 1
    assert sum(", tried 3 times" in line for line in heard.lines) == 1


def test_the_highest_level_goes_first(bare: Terminal) -> None:
    with bare.desk() as station:
        finished(station)
        high = finished(station, danger="yes").contact
    outbox = bare.say("sync", "outbox", "--json").document["outbox"]
    assert (outbox[0]["ref"], outbox[0]["level"]) == (high.ref, "high")
    assert len(outbox) == 2


def test_one_that_can_not_go_never_holds_up_another(bare: Terminal) -> None:
    with bare.desk() as station:
        stuck, free = finished(station, danger="yes").contact, finished(station).contact
        waiting = Path(station.way.root) / "in" / f"{stuck.id}.1.json.new"
    (waiting / "in the way").mkdir(parents=True)
    heard = bare.say("sync", "now")
    assert heard.status == 1
    assert "1 handed over, 1 answered, 1 could not go" in heard.lines
    assert "     1  NOT YET IN FORCE SYSTEM · will be tried again" in heard.lines
    with bare.desk() as station:
        states = {one.ref: row_of(station.desk.journal.db, one.id) for one in (stuck, free)}
    assert [getattr(row, "state", None) for row in states.values()] == ["retrying", "delivered"]

    failed = bare.say("sync", "retry", stuck.ref)
    assert failed.status == 1
    assert "NOT YET IN FORCE SYSTEM · will try again" in failed.lines[1]
    assert "the folder can't be written" in failed.lines[1]

    (waiting / "in the way").rmdir()
    waiting.rmdir()
    # It waits for its time by itself; a person who asks for now gets it now.
    assert bare.say("sync", "now").status == 0


def test_what_was_handed_over_without_an_answer_is_not_delivered(bare: Terminal) -> None:
    with bare.desk() as station:
        ref = finished(station).contact.ref
        (parcel,) = station.outbox.due()
        station.way.send(parcel)
        station.outbox.sent(parcel)
    status = bare.say("sync", "status")
    assert status.status == 1
    assert "     1  NOT YET IN FORCE SYSTEM · handed over, no receipt yet" in status.lines
    assert bare.say("records", "show", ref, "--json").document["delivery"]["state"] == "sending"
    assert bare.say("sync", "now").status == 0  # the force's system answers what lies there


def test_retry_of_what_is_not_final_or_not_there(bare: Terminal) -> None:
    with bare.desk() as station:
        draft = station.desk.open("call").contact.ref
    heard = bare.say("sync", "retry", draft)
    assert (heard.status, heard.lines[1]) == (1, f"{draft}  draft: not final yet")
    found = bare.say("sync", "retry", draft, "--json")
    assert (found.status, found.document) == (1, {"practice": True, "ref": draft, "state": "draft"})
    missing = bare.say("sync", "retry", "PR-XXXX")
    assert missing.status == 2
    assert "There is no record PR-XXXX" in missing.refusal


def test_nothing_to_send_is_a_yes(bare: Terminal) -> None:
    with bare.desk() as station:
        station.desk.open("call")
    heard = bare.say("sync", "now", "--json")
    assert (heard.status, heard.document["not_delivered"], heard.document["oldest"]) == (0, 0, None)


@pytest.mark.parametrize("args", [("sync",), ("sync", "sideways"), ("sync", "retry"), ("records", "export", "PR-XXXX")])
def test_wrong_use_is_status_2_with_a_word_on_how(terminal: Terminal, args: tuple[str, ...]) -> None:
    heard = terminal.say(*args)
    assert heard.status == 2 or (args == ("sync",) and heard.status == 0)
    assert "Usage" in heard.err + heard.out
    assert "Traceback" not in heard.err
