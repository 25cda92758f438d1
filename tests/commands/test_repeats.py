"""`stalkdesk people repeats`."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands.terminal import Terminal

PHONE = "07700 900123"
HOSTILE = "[b]Mark[/b] \x1b[2J \u202eEllis"


def a_report(terminal: Terminal, victim: str, name: str, phone: str = PHONE) -> str:
    """A call about somebody; its reference."""
    with terminal.desk() as station:
        call = station.desk.open("call")
        for field, text in (("role", "caller"), ("name", victim)):
            call.fill("person", 1, field, text)
        for field, text in (("role", "suspect"), ("name", name), ("phone", phone), ("born", "14/3/1991")):
            call.fill("person", 2, field, text)
        call.answer("home_visits", value="yes")
        return call.contact.ref


@pytest.fixture
def two(bare: Terminal) -> tuple[str, str]:
    """Two reports of one suspect on a desk with nothing else."""
    return a_report(bare, "Anna Bell", "Mark Ellis"), a_report(bare, "Joan Carr", "Marc Elis")


def test_repeats_tells_who_why_and_what_an_order_needs(bare: Terminal, two: tuple[str, str]) -> None:
    first, second = two
    heard = bare.say("people", "repeats")
    assert (heard.status, heard.err) == (0, "")
    lines = heard.lines
    assert "PRACTICE" in lines[0]
    assert lines[1] == "Mark Ellis, also Marc Elis: 2 victims, 2 reports, MEDIUM"
    assert lines[2].startswith(f"    {first}  ") and lines[2].endswith("Mark Ellis; victim: Anna Bell")
    assert lines[3].startswith(f"    {second}  ") and lines[3].endswith("Marc Elis; victim: Joan Carr")
    assert lines[4].startswith(f"        as in {first}: same phone · born the same day · ")
    assert "A Stalking Protection Order may be considered." in heard.out
    assert f"        14/3/1991  ({first}, {second})" in lines
    assert "    ✓ Acts associated with stalking" in lines
    assert "    ○ Where they live, or are: not yet recorded" in lines
    assert "No. " not in heard.out


def test_repeats_as_json(bare: Terminal, two: tuple[str, str]) -> None:
    """`count`: how many suspects there are in all; `in`: their reports, the first opened first."""
    first, second = two
    document = bare.say("people", "repeats", "--json").document
    assert (document["practice"], document["count"]) == (True, 1)
    (suspect,) = document["suspects"]
    assert list(suspect) == [
        "names", "victims", "reports", "level", "bits", "in", "left_out", "twice_in", "order",
    ]  # fmt: skip
    assert (suspect["names"], suspect["victims"], suspect["reports"]) == (["Mark Ellis", "Marc Elis"], 2, 2)
    assert (suspect["level"], suspect["left_out"], suspect["twice_in"]) == ("medium", [], [])
    assert suspect["bits"] > 0
    assert [report["ref"] for report in suspect["in"]] == [first, second]
    assert [report["joined_to"] for report in suspect["in"]] == [None, first]
    told = suspect["in"][1]
    assert list(told) == [
        "ref", "id", "person", "name", "opened", "level", "victims", "joined_to", "linked", "reasons", "against",
    ]  # fmt: skip
    assert (told["person"], told["victims"], told["linked"], told["against"]) == (2, ["Joan Carr"], False, [])
    assert told["reasons"][0] == "same phone"
    order = suspect["order"]
    assert order["name"] == "Stalking Protection Order"
    assert "not legal advice" in order["about"]
    needs = {need["id"]: need for need in order["needs"]}
    assert needs["born"]["recorded"] == [{"words": "14/3/1991", "refs": [first, second]}]
    assert (needs["address"]["state"], needs["address"]["recorded"]) == ("not_recorded", [])
    assert needs["conditions"]["state"] == "to_decide"


def test_none_is_a_no(bare: Terminal) -> None:
    a_report(bare, "Anna Bell", "Mark Ellis")
    heard = bare.say("people", "repeats")
    assert (heard.status, heard.lines[1:]) == (1, ["No suspect on this desk is in two reports or more."])
    heard = bare.say("people", "repeats", "--json")
    assert (heard.status, heard.document) == (1, {"practice": True, "count": 0, "suspects": []})


def test_most_shows_the_strongest_and_says_that_there_are_more(bare: Terminal, two: tuple[str, str]) -> None:
    for _ in range(2):
        a_report(bare, "Rita Moss", "Zephyr Quennell", "07700 900999")
    heard = bare.say("people", "repeats", "--most", "1")
    assert "Mark Ellis" in heard.lines[1]
    assert "Zephyr" not in heard.out
    assert heard.lines[-1] == "The strongest 1 of 2; --most shows more."
    document = bare.say("people", "repeats", "--most", "1", "--json").document
    assert (document["count"], len(document["suspects"])) == (2, 1)


def test_what_is_shown_is_kept_as_one_look(bare: Terminal, two: tuple[str, str]) -> None:
    bare.say("people", "repeats", "--json")
    with bare.desk() as station:
        events = list(station.desk.events("desk"))
    assert [(event.kind, event.body) for event in events] == [
        ("searched", {"text": "repeat suspects", "shown": list(two)})
    ]


def test_words_from_outside_stay_words(bare: Terminal) -> None:
    for _ in range(2):
        a_report(bare, HOSTILE, HOSTILE)
    heard = bare.say("people", "repeats")
    assert heard.status == 0
    assert "[b]Mark[/b]" in heard.out
    assert "\x1b" not in heard.out and "\u202e" not in heard.out
    assert "\x1b" not in bare.say("people", "repeats", "--json").document["suspects"][0]["names"][0]


def test_other_desks_are_never_looked_at(bare: Terminal, two: tuple[str, str], tmp_path: Path) -> None:
    other = Terminal(folder=tmp_path / "other")
    a_report(other, "Rita Moss", "Mark Ellis")
    assert other.say("people", "repeats").status == 1
    assert bare.say("people", "repeats", "--json").document["suspects"][0]["reports"] == 2


@pytest.mark.parametrize("most", ["0", "x"])
def test_a_number_that_is_none_is_refused(bare: Terminal, two: tuple[str, str], most: str) -> None:
    heard = bare.say("people", "repeats", "--most", most)
    assert (heard.status, heard.out) == (2, "")
