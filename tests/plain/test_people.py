"""People, orders and incidents written down line by line."""

from __future__ import annotations

from plain.handler import Handler

PERSON = ("a", "Dan Price", "s", "", "", "07700 900123", ":back")


def test_how_each_thing_is_known_is_asked_for_what_is_written_down(handler: Handler) -> None:
    heard = handler.types(":people", *PERSON, "k1", "1", "3", "k1", "0", ":back", "")
    assert handler.contact(heard.ref).known == {1: {"phone": "on paper"}}
    assert "Name Dan Price:" in heard.lines
    assert "Phone 07700 900123:" in heard.lines
    assert "1: name Dan Price (they say); role suspect; phone 07700 900123 (on paper)." in heard.lines
    assert "1: name Dan Price; role suspect; phone 07700 900123 (on paper)." in heard.lines
    assert heard.after("Name Dan Price, they say:") == "Taken back."


def test_what_is_none_of_the_ways_is_asked_again(handler: Handler) -> None:
    heard = handler.types(":people", *PERSON, "k1", "9", "6", ":back", "k9", "")
    assert any(line.startswith("“9” is none of these: 1 they say") for line in heard.lines)
    assert "“k9” is no choice here." in heard.lines
    assert handler.contact(heard.ref).known == {1: {"name": "not sure"}}


def test_an_incident_is_tied_to_an_order_by_its_number(handler: Handler) -> None:
    order = (":order", "a", "r", "", "Lewes Crown Court", "12/3/2026", ":back", "")
    happened = (":incident", "a", "yesterday", "", "a card", "", "1", "")
    heard = handler.types(*order, *happened, ":order", "r1", "")
    words = "Restraining order, made 12 Mar 2026, Lewes Crown Court"
    assert f"1 for {words}." in heard.lines
    assert f"Kept: {words}." in heard.lines
    assert "Incident 1 said that it was broken. The words stay there; put them right." in heard.lines
    assert handler.contact(heard.ref).incidents[1]["breach"] == words
