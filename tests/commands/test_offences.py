"""`stalkdesk records offences`: what is only included beside another is found as well (super-complaint, rec. 7)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from commands.terminal import Terminal

from stalkdesk.contact.record import payload, sha256
from stalkdesk.journal import projections
from stalkdesk.sync import outbox


def documents(terminal: Terminal) -> list[dict[str, Any]]:
    """Every record as it became final."""
    with terminal.desk() as station:
        db = station.desk.journal.db
        rows = db.conn.execute("SELECT payload FROM revision ORDER BY rowid").fetchall()
    return [json.loads(row[0]) for row in rows]


def counts(every: list[dict[str, Any]]) -> set[tuple[str, int, int]]:
    """Each offence with how often it is the principal one, and how often not."""
    held = [(one["id"], one["principal"]) for document in every for one in document["offences"]]
    return {(id, held.count((id, True)), held.count((id, False))) for id, _ in held}


def said(terminal: Terminal) -> set[tuple[str, int, int]]:
    found = terminal.say("records", "offences", "--json").document["offences"]
    return {(one["id"], one["principal"], one["included"]) for one in found}


def test_every_offence_is_counted_as_the_records_hold_it(terminal: Terminal) -> None:
    counted = counts(documents(terminal))
    assert counted
    assert said(terminal) == counted


def test_a_record_is_found_by_an_offence_that_is_only_included(terminal: Terminal) -> None:
    every = documents(terminal)
    for role in ("principal", "included", "any"):
        wanted: set[str] = set()
        for document in every:
            of_class = [one["principal"] for one in document["offences"] if one["recorded_as"] == "8Q"]
            if of_class and (role == "any" or any(of_class) == (role == "principal")):
                wanted.add(document["ref"])
        found = terminal.say("records", "offences", "8q", "--as", role, "--json").document
        assert {one["ref"] for one in found["records"]} == wanted, role
        assert found["count"] == len(wanted)
    assert wanted, "or nothing was looked for"
    assert any(not one["principal"] for document in every for one in document["offences"])


def test_words_find_it_and_an_id_is_that_one_alone(terminal: Terminal) -> None:
    by_id = terminal.say("records", "offences", "stalking", "--json").document["records"]
    assert {held["id"] for record in by_id for held in record["offences"]} == {"stalking"}
    by_law = terminal.say("records", "offences", "Protection", "from", "harassment", "--json").document["records"]
    assert {held["id"] for record in by_law for held in record["offences"]} == {"stalking", "stalking_fear"}
    said = terminal.say("records", "offences", "s4A", "--most", "1")
    assert "stalking_fear (" in said.lines[1]
    assert said.lines[2].startswith("and ")


def test_what_is_called_so_by_nobody_is_one_line(terminal: Terminal) -> None:
    heard = terminal.say("records", "offences", "jaywalking", "[red]")
    assert heard.status == 2
    assert heard.refusal.startswith("jaywalking [red]: no offence is called so; use words of its name")
    assert terminal.say("records", "offences", "voyeurism", "--as", "principal").lines[1:] == ["no such records"]


def test_only_the_last_revision_counts(terminal: Terminal) -> None:
    one = next(document for document in documents(terminal) if any(o["id"] == "stalking" for o in document["offences"]))
    with terminal.desk() as station:
        desk = station.desk
        line, row = projections.by_ref(desk.journal.db, one["id"]), outbox.row_of(desk.journal.db, one["id"])
        assert line is not None
        assert row is not None
        content = payload({**one, "revision": 2, "offences": []})
        with desk.journal.writing() as db:
            projections.put(db, replace(line, revision=2))
            outbox.put(db, replace(row, revision=2), content, sha256(content))
    found = terminal.say("records", "offences", "stalking", "--json").document["records"]
    assert one["ref"] not in {record["ref"] for record in found}


def test_the_records_of_an_earlier_version_are_found_too(terminal: Terminal) -> None:
    every = documents(terminal)
    with terminal.desk() as station:
        run = station.desk.journal.db.conn.execute
        run("DROP TABLE classified")
        run("DROP TABLE offence")
        run("DELETE FROM _sqlite_migrations WHERE name = 'm005_classified'")
        run("UPDATE revision SET payload = CAST('not a document' AS BLOB) WHERE rowid = 1")
    assert said(terminal) == counts(every[1:]), "one that can't be read stops nothing"
    assert counts(every[1:]) != counts(every)
