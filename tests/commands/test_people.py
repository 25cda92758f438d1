"""`stalkdesk people`."""

from __future__ import annotations

import pytest
from commands.terminal import Terminal


@pytest.fixture
def seen(terminal: Terminal) -> str:
    """Somebody on the desk; the reference of their record."""
    with terminal.desk() as station:
        call = station.desk.open("call")
        for field, text in (("name", "Zephyr Quennell"), ("role", "suspect"), ("phone", "07700 900123")):
            call.fill("person", 1, field, text)
        call.fill("person", 1, "vehicle", "red Golf, AB12 CDE")
        return call.contact.ref


@pytest.mark.parametrize(
    "text", ["Zefyr Quenell", "Quennell Zephyr", "07700 900132", "900123", "AB12CDE", "zephyr 07700900123"]
)
def test_find_tells_who_and_why(terminal: Terminal, seen: str, text: str) -> None:
    heard = terminal.say("people", "find", text)
    assert (heard.status, heard.err) == (0, "")
    assert "PRACTICE" in heard.lines[0]
    assert heard.lines[1].startswith(f"{seen}  ")
    assert heard.lines[1].endswith(": Zephyr Quennell, suspect")
    assert heard.lines[2].strip()


def test_find_as_json(terminal: Terminal, seen: str) -> None:
    heard = terminal.say("people", "find", "07700 900123", "--json")
    assert heard.status == 0
    person = heard.document["people"][0]
    assert (person["ref"], person["name"], person["role"]) == (seen, "Zephyr Quennell", "suspect")
    assert (person["likely"], person["reasons"], person["against"]) == (True, ["same phone"], [])


@pytest.mark.parametrize("text", ["Xanthippe Ngozi-Wrzesniewska", "", "'; DROP TABLE person; --", "@", "\x1b[2J"])
def test_nobody_is_a_no(terminal: Terminal, seen: str, text: str) -> None:
    heard = terminal.say("people", "find", text)
    assert (heard.status, heard.lines[1:]) == (1, ["Nobody on this desk fits."])
    heard = terminal.say("people", "find", text, "--json")
    assert (heard.status, heard.document["count"]) == (1, 0)


def test_what_is_shown_is_kept_as_a_look(terminal: Terminal, seen: str) -> None:
    terminal.say("people", "find", "Zephyr Quennell")
    with terminal.desk() as station:
        last = list(station.desk.events("desk"))[-1]
    assert (last.kind, last.body["text"]) == ("searched", "Zephyr Quennell")
    assert last.body["shown"][0] == seen
