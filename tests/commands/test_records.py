"""`stalkdesk records`."""

from __future__ import annotations

import hashlib
import json
import stat
import uuid
from pathlib import Path

import pytest
from commands.conftest import RECORDS
from commands.terminal import Terminal

from stalkdesk.desk.showing import row_of

PROMISED = (
    *("id", "ref", "force", "channel", "opened", "finished", "handler", "state", "revision", "set", "people"),
    *("incidents", "orders", "answers", "words", "verbatim", "assessment", "override", "grade", "offences"),
    *("actions", "advice", "services", "links", "delivery", "practice"),
)


def test_list_tells_where_each_record_is_and_that_it_is_practice(terminal: Terminal) -> None:
    heard = terminal.say("records", "list")
    assert (heard.status, heard.err) == (0, "")
    assert "PRACTICE" in heard.lines[0]
    rows = heard.lines[1:]
    assert len(rows) == RECORDS
    assert sum("NOT YET IN FORCE SYSTEM" in row for row in rows) == 3
    assert sum("In the force system as PRACTICE/" in row for row in rows) == RECORDS - 3
    assert any("queued on this desk" in row for row in rows)
    assert any("will try again at once (the folder can't be written" in row for row in rows)
    assert any("needs you:" in row for row in rows)


def test_list_as_json_is_one_document_the_latest_first(terminal: Terminal) -> None:
    heard = terminal.say("records", "list", "--json")
    found = heard.document
    assert (heard.status, found["practice"], found["count"]) == (0, True, RECORDS)
    opened = [record["opened"] for record in found["records"]]
    assert opened == sorted(opened, reverse=True)
    states = [record["delivery"]["state"] for record in found["records"]]
    assert {state: states.count(state) for state in states} == {
        "delivered": RECORDS - 3,
        "ready": 1,
        "retrying": 1,
        "needs_you": 1,
    }
    with terminal.desk() as station:
        for record in found["records"]:
            contact, assessment = station.desk.read(record["id"], log=False)
            assert (contact.ref, assessment.shown) == (record["ref"], record["level"]) or contact.raised
            assert record["core"]["covered"] == len(assessment.core.of) - len(assessment.core.open)


def test_list_keeps_no_look(terminal: Terminal) -> None:
    terminal.say("records", "list")
    with terminal.desk() as station:
        assert all(event.kind != "viewed" for event in station.desk.journal.events())


def test_waiting_lists_only_what_is_not_delivered_the_highest_level_first(terminal: Terminal) -> None:
    found = terminal.say("records", "list", "--waiting", "--json").document
    assert found["count"] == len(found["records"]) == 3
    ranks = [("standard", "medium", "high").index(record["level"]) for record in found["records"]]
    assert ranks == sorted(ranks, reverse=True)
    assert "delivered" not in {record["delivery"]["state"] for record in found["records"]}


def test_state_chooses_open_parked_and_finished(terminal: Terminal) -> None:
    with terminal.desk() as station:
        parked = station.desk.open("call")
        station.desk.park(parked)
        is_open = station.desk.open("walk_in").contact.ref
    refs = {
        state: [one["ref"] for one in terminal.say("records", "list", "--state", state, "--json").document["records"]]
        for state in ("open", "parked", "finished", "all")
    }
    assert refs["open"] == [is_open]
    assert refs["parked"] == [parked.contact.ref]
    assert len(refs["finished"]) == RECORDS
    assert len(refs["all"]) == RECORDS + 2
    assert "draft: not final yet" in terminal.say("records", "list", "--state", "open").out
    assert terminal.say("records", "list", "--state", "open", "--waiting").lines[-1] == "no such records"


def test_a_long_list_says_that_it_goes_on(terminal: Terminal) -> None:
    heard = terminal.say("records", "list", "--most", "2")
    assert len(heard.lines) == 4
    assert heard.lines[-1] == f"and {RECORDS - 2} more; --most 0 lists all {RECORDS}"
    cut = terminal.say("records", "list", "--most", "2", "--json").document
    assert (cut["count"], len(cut["records"])) == (RECORDS, 2)
    assert len(terminal.say("records", "list", "--most", "0").lines) == RECORDS + 1


def test_show_as_json_is_the_record_as_promised_with_its_receipt(terminal: Terminal, ref: str) -> None:
    found = terminal.say("records", "show", ref, "--json").document
    assert [key for key in PROMISED if key not in found] == []
    assert (found["practice"], found["state"], found["revision"]) == (True, "finished", 1)
    delivery = found["delivery"]
    assert (delivery["state"], delivery["attempts"], delivery["next_attempt"]) == ("delivered", 1, None)
    assert delivery["receipt"]["force_ref"] == delivery["force_ref"]
    with terminal.desk() as station:
        sha, payload = station.desk.journal.db.conn.execute(
            "SELECT sha256, payload FROM revision WHERE contact = ?", (found["id"],)
        ).fetchone()
    assert hashlib.sha256(payload).hexdigest() == sha == delivery["receipt"]["sha256"]
    assert (delivery["receipt"]["id"], delivery["receipt"]["revision"]) == (found["id"], 1)
    sent = json.loads(payload)
    assert {key: found[key] for key in sent} == sent


def test_show_in_words_is_the_handover(terminal: Terminal, ref: str) -> None:
    heard = terminal.say("records", "show", ref)
    record = terminal.say("records", "show", ref, "--json").document
    assert (heard.status, heard.err) == (0, "")
    assert "PRACTICE" in heard.lines[0] and "PRACTICE" in heard.lines[-1]
    assert f"LEVEL {record['level'].upper()}" in heard.out
    assert f"In the force system as {record['delivery']['force_ref']}, since " in heard.out
    for words in record["verbatim"]:
        assert words.split()[0] in heard.out
    assert f"handler {record['handler']}, Practice force" in " ".join(heard.out.split())


def test_a_record_is_found_however_its_reference_is_written(terminal: Terminal, ref: str) -> None:
    id = terminal.say("records", "show", ref, "--json").document["id"]
    for written in (ref.lower(), id, str(uuid.UUID(id)), str(uuid.UUID(id)).upper()):
        assert terminal.say("records", "show", written, "--json").document["ref"] == ref


def test_each_look_is_kept(terminal: Terminal, ref: str) -> None:
    id = terminal.say("records", "show", ref, "--json").document["id"]
    terminal.say("records", "show", ref)
    terminal.say("records", "history", ref)
    assert terminal.kinds(id)[-3:] == ["viewed", "viewed", "viewed"]
    told = terminal.say("records", "history", ref, "--json").document["history"]
    assert [(entry["who"], entry["what"]) for entry in told[-3:]] == [("practice", "Read: record")] * 3


def test_history_tells_what_was_changed_into_what(terminal: Terminal) -> None:
    with terminal.desk() as station:
        call = station.desk.open("call", caller_number="07700 900123")
        call.go("weapon")
        call.answer("weapon", value="no")
        call.answer("weapon", value="yes", stay=True)
        call.note("a knife\nin the car", "weapon")
        ref = call.contact.ref
    heard = terminal.say("records", "history", ref)
    assert "PRACTICE" in heard.lines[0]
    assert heard.lines[1] == ref
    told = [line.split("practice", 1)[1].strip() for line in heard.lines[2:]]
    assert told[0] == f"Call {ref} opened with stalking-screening 2026.1, from 07700 900123"
    assert told[-3:] == ["Weapon: no", "Weapon: no → yes", "Note on weapon: “a knife␊in the car”"]


def test_export_saves_the_record_once_and_privately(terminal: Terminal, ref: str, tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    heard = terminal.say("records", "export", ref, "--to", str(file))
    assert heard.status == 0
    assert "PRACTICE" in heard.lines[0]
    assert heard.lines[1].startswith(f"{ref} saved to {file}; In the force system as ")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    saved = json.loads(file.read_bytes())
    assert saved == terminal.say("records", "show", ref, "--json").document
    assert terminal.kinds(saved["id"])[-3:] == ["viewed", "disclosed", "viewed"]
    assert f"Left the desk: exported, to {file}" in terminal.say("records", "history", ref).out

    again = terminal.say("records", "export", ref, "--to", str(file))
    assert (again.status, again.refusal) == (2, f"{file}: is there already and is not written over; name a new file")
    assert json.loads(file.read_bytes()) == saved
    assert terminal.kinds(saved["id"]).count("disclosed") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["desk-practice", "record.json"]


def test_export_to_txt_is_the_handover(terminal: Terminal, ref: str, tmp_path: Path) -> None:
    file = tmp_path / "handover.txt"
    found = terminal.say("records", "export", ref, "--to", str(file), "--json").document
    assert found["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert (found["practice"], found["ref"], found["file"]) == (True, ref, str(file))
    assert file.read_text(encoding="utf-8").startswith("PRACTICE")
    assert ref in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "says"), [("no/such/folder/x.json", "No such file or directory"), ("desk-practice", "is a folder")]
)
def test_what_cannot_be_saved_has_not_left_the_desk(
    terminal: Terminal, ref: str, tmp_path: Path, name: str, says: str
) -> None:
    heard = terminal.say("records", "export", ref, "--to", str(tmp_path / name))
    assert heard.status == 2
    assert says in heard.refusal
    id = terminal.say("records", "show", ref, "--json").document["id"]
    assert "disclosed" not in terminal.kinds(id)


def test_a_record_is_not_saved_over_a_link_that_leads_nowhere(terminal: Terminal, ref: str, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "elsewhere.json")
    assert terminal.say("records", "export", ref, "--to", str(link)).status == 2
    assert not (tmp_path / "elsewhere.json").exists()


@pytest.mark.parametrize("command", [("show", "PR-XXXX"), ("history", "nobody"), ("export", "\x1b[31m", "--to", "x")])
def test_a_reference_that_is_not_there_is_said_in_one_line(terminal: Terminal, command: tuple[str, ...]) -> None:
    heard = terminal.say("records", *command, *(["--json"] if command[0] == "show" else []))
    assert heard.status == 2
    assert heard.refusal.startswith("There is no record ")
    assert "\x1b" not in heard.err


def test_reading_never_makes_a_desk(bare: Terminal) -> None:
    for command in (("records", "list"), ("records", "show", "PR-XXXX"), ("sync", "status"), ("sync", "now")):
        heard = bare.say(*command, "--json")
        assert heard.status == 2
        assert "there is no practice desk here yet; open one with stalkdesk --practice" in heard.refusal
    assert list(bare.folder.parent.iterdir()) == []


def test_a_live_desk_can_not_be_read_yet(terminal: Terminal) -> None:
    heard = terminal.run("records", "list", "--home", str(terminal.folder))
    assert heard.status == 2
    assert "live desks can't be set up in this version; open a practice desk with --practice" in heard.refusal


def test_the_desk_may_be_named_after_the_command_too(terminal: Terminal, ref: str) -> None:
    after = terminal.run("records", "list", "--practice", "--home", str(terminal.folder), "--json")
    by_variable = terminal.run("records", "list", "--practice", "--json", STALKDESK_HOME=str(terminal.folder))
    assert after.document["records"][0]["ref"] == by_variable.document["records"][0]["ref"] == ref


@pytest.mark.parametrize("command", [("records", "list"), ("records", "show", "PR-XXXX"), ("sync", "now")])
def test_a_desk_that_another_program_has_is_refused(terminal: Terminal, command: tuple[str, ...]) -> None:
    with terminal.desk():
        heard = terminal.say(*command)
    assert heard.status == 3
    assert heard.refusal.startswith("another stalkdesk has this desk open (process ")


def test_a_journal_that_is_none_is_said_in_one_line(terminal: Terminal) -> None:
    terminal.home.journal.write_bytes(b"nothing of the kind" * 1000)
    heard = terminal.say("records", "list")
    assert (heard.status, heard.out) == (2, "")
    assert "can't be opened" in heard.err.splitlines()[-1]
    assert "Traceback" not in heard.err


def test_where_a_record_is_follows_it(terminal: Terminal, ref: str) -> None:
    with terminal.desk() as station:
        contact, _ = station.desk.read(station.desk.line(ref).id, log=False)
        row = row_of(station.desk, contact)
    assert row is not None
    assert row.force_ref == terminal.say("records", "show", ref, "--json").document["delivery"]["force_ref"]
