"""Earlier reports of the same people, line by line: said once, listed with why, decided by the handler alone."""

from __future__ import annotations

import re
import time

import pytest
from plain.handler import CORE, Handler, Heard

from stalkdesk.desk import finishing, lookup
from stalkdesk.journal.database import DbError

PHONE = "07700 900123"
MARK = (":people", "a", "Mark Ellis", "s", "", "about 35", PHONE, ":back", "")
MARC = (":people", "a", "Marc Elis", "s", "", "", PHONE, "", "", "", ":back", "")
SAID = re.compile(r"(\d+) earlier reports? may be of this person: :earlier lists (it|them)\.")


def told(heard: Heard) -> list[str]:
    return [line for line in heard.lines if SAID.fullmatch(line)]


def searched(handler: Handler) -> list[tuple[str, list[str]]]:
    with handler.desk() as station:
        events = [event for event in station.desk.events("desk") if event.kind == "searched"]
    return [(str(event.body["text"]), list(event.body["shown"])) for event in events]


def test_what_was_found_is_said_once_in_one_line(handler: Handler) -> None:
    first = handler.types(*MARK)
    assert not told(first)
    second = handler.types(*MARC)
    assert told(second) == ["1 earlier report may be of this person: :earlier lists it."]
    assert second.after("Phone (any number, however it was said)") == "Kept."
    third = handler.types(*MARC)
    assert told(third)[-1] == "2 earlier reports may be of this person: :earlier lists them."
    assert not handler.contact(third.ref).linked
    assert (f"people of {second.ref}", [first.ref]) in searched(handler)


def test_a_caller_s_number_is_looked_up_at_the_beginning(handler: Handler) -> None:
    handler.types(*MARK)
    heard = handler.types(args=("--caller-number", PHONE))
    assert "1 earlier report may be of the caller: :earlier lists it." in heard.lines
    again = handler.types(args=("--resume", heard.ref))
    assert "1 earlier report may be of the caller: :earlier lists it." in again.lines


def test_they_are_listed_with_why_and_linked_by_number(handler: Handler) -> None:
    first = handler.types(*MARK)
    heard = handler.types(*MARC, ":earlier", "l1", "", "/new since", "")
    (line,) = (line for line in heard.lines if line.startswith(f"1: {first.ref}"))
    assert ", likely: Mark Ellis, suspect there; here Marc Elis. Same phone; " in line
    assert "surname nearly the same, Elis and Ellis" in line
    assert "Nothing is joined unless you say so." in heard.lines
    assert any(one.startswith(f"Linked: Marc Elis is Mark Ellis of {first.ref}.") for one in heard.lines)
    (offer,) = (one for one in heard.lines if one.startswith(f"“linked to {first.ref}"))
    assert offer.endswith(":take keeps that, :dismiss does not.")
    here, there = handler.contact(heard.ref), handler.contact(first.ref)
    assert [(one.said.ref, one.said.verdict) for one in here.linked.values()] == [(first.ref, "same")]
    assert [(one.said.ref, one.said.verdict) for one in there.linked.values()] == [(heard.ref, "same")]
    assert searched(handler)[-1] == (f"people of {heard.ref}", [first.ref])


def test_what_is_new_since_then_has_to_be_asked(handler: Handler) -> None:
    handler.types(*MARK)
    heard = handler.types(*MARC, ":earlier", "l1", "", ":take")
    with handler.desk() as station:
        call = station.desk.resume(station.desk.line(heard.ref).id)
        assert finishing.NEW_SINCE in finishing.open_core(call)


def test_a_rejection_an_open_one_and_taking_back(handler: Handler) -> None:
    first = handler.types(*MARK)
    heard = handler.types(*MARC, ":earlier", "r 1", "u1", "u1", "?1", "", ":earlier", "")
    verdicts = [one.said.verdict for one in handler.contact(heard.ref).linked.values()]
    assert verdicts == ["unsure"]
    assert f"Kept: Marc Elis is not Mark Ellis of {first.ref}. Only a new reason brings it back." in heard.lines
    assert f"Taken back. {first.ref} stands as found." in heard.lines
    assert "Nothing was said of them yet." in heard.lines
    assert any(line.startswith("1: ") and ", can't say: " in line for line in heard.lines)
    again = handler.types(*MARC[:7], ":earlier", "r1", "", ":people", "1", "", "", "", "", "", "", "", ":back", "")
    assert told(again) == ["2 earlier reports may be of this person: :earlier lists them."]


def test_what_was_taken_from_a_report_goes_with_the_link_and_is_named(handler: Handler) -> None:
    handler.types(*MARK)
    heard = handler.types(*MARC, ":earlier", "l1", "", ":take", ":earlier", "u1", "")
    assert "reported_before" not in handler.contact(heard.ref).answers
    assert any(line.startswith("Taken back with it, ask again: ") for line in heard.lines)


def test_who_is_removed_is_no_longer_linked_in_the_other_record(handler: Handler) -> None:
    first = handler.types(*MARK)
    heard = handler.types(*MARC, ":earlier", "l1", "", ":people", "r1", "")
    assert not handler.contact(heard.ref).linked
    assert not handler.contact(first.ref).linked


def test_a_record_is_read_by_its_number_and_the_look_is_kept(handler: Handler) -> None:
    first = handler.types(*MARK)
    heard = handler.types(*MARC, ":earlier", "1", "7", "l", "")
    assert any(first.ref in line and "stalking screening" in line for line in heard.lines)
    assert any(line.startswith("“7” is no choice here.") for line in heard.lines)
    with handler.desk() as station:
        kinds = [event.kind for event in station.desk.events(station.desk.line(first.ref).id)]
    assert "viewed" in kinds


def test_a_place_is_said_of_an_incident(handler: Handler) -> None:
    home = (":people", "a", "Anna Price", "v", "", "", "", "", "livery stables, Harrowby", ":back", "")
    handler.types(*home)
    heard = handler.types(":incident", "a", "today", "lane by the stables, Harrowby", "a bag", ":back", "", ":earlier")
    assert heard.lines.count("1 earlier report may be of the same place: :earlier lists it.") == 1
    assert any("by the place, nobody in particular." in line for line in heard.lines)


def test_nothing_found_is_said_when_it_is_asked_for(handler: Handler) -> None:
    heard = handler.types(":earlier", ":people", "a", "Zephyr Quennell", ":earlier", ":back", "")
    assert heard.lines.count("No earlier report fits what is written down. It is looked again with each line.") == 2
    assert handler.contact(heard.ref).people[1] == {"name": "Zephyr Quennell"}


def test_a_search_that_fails_is_said_once_and_costs_nothing(handler: Handler, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> object:
        raise DbError("the index is broken")

    monkeypatch.setattr(lookup.Lookup, "find", broken)
    heard = handler.types(*MARC, *CORE[:3])
    trouble = [line for line in heard.lines if line.startswith("Earlier reports can't be looked up just now")]
    assert len(trouble) == 1
    assert handler.contact(heard.ref).people[1]["phone"] == PHONE
    assert len(handler.contact(heard.ref).answers) == 3


def test_an_index_far_behind_holds_nobody_up(handler: Handler, monkeypatch: pytest.MonkeyPatch) -> None:
    from stalkdesk.plain import earlier

    first = handler.types(*MARK)
    with handler.desk() as station:
        people = station.lookup._path
    people.unlink(missing_ok=True)
    monkeypatch.setattr(earlier, "BESIDE", 0.0)
    monkeypatch.setattr(earlier, "_AT_ONCE", 1)
    begun = time.monotonic()
    heard = handler.types(*MARC, ":earlier", "")
    assert time.monotonic() - begun < 30
    assert any(line.startswith(f"1: {first.ref}") for line in heard.lines)
    monkeypatch.setattr(earlier, "ASKED", 0.0)
    people.unlink(missing_ok=True)
    assert (
        "Not every record of this desk is looked through yet; :earlier again goes on."
        in handler.types(":earlier").lines
    )
