"""How each fact of a person is known: kept, told on paper, in the record and in the history, and gone with the fact."""

from __future__ import annotations

import pytest

from stalkdesk.contact.forms import FACTS, PERSON, SAID_BY, next_said_by
from stalkdesk.desk import showing
from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.earlier import people_since
from stalkdesk.desk.typed import NotTaken


def test_the_record_and_the_handover_say_it_beside_the_fact(desk: Desk, call: Call) -> None:
    call.fill("person", 1, "name", "Dan Price")
    call.fill("person", 1, "role", "suspect")
    call.fill("person", 1, "phone", "07700 900123")
    call.said_by(1, "name", "they say")
    call.said_by(1, "phone", "on paper")
    document = showing.record_of(desk, call.contact, call.assessment)
    assert document["people"] == [
        {
            "number": 1,
            "name": "Dan Price",
            "role": "suspect",
            "phone": "07700 900123",
            "known": {"name": "they say", "phone": "on paper"},
        }
    ]
    paper = showing.handover_of(desk, call.contact, call.assessment)
    assert "suspect: name Dan Price (they say); phone 07700 900123 (on paper)" in paper
    assert "known" not in paper.split("People")[1].split("\n\n")[0]


def test_nothing_said_of_it_leaves_the_record_as_it_was(desk: Desk, call: Call) -> None:
    call.fill("person", 1, "name", "Dan Price")
    assert showing.record_of(desk, call.contact, call.assessment)["people"] == [{"number": 1, "name": "Dan Price"}]


def test_the_history_says_it_in_words(desk: Desk, call: Call) -> None:
    call.fill("person", 2, "phone", "07700 900123")
    call.said_by(2, "phone", "they say")
    call.said_by(2, "phone", "they say")
    call.said_by(2, "phone", "on paper")
    call.said_by(2, "phone", "")
    told = [what for _, _, what in showing.history(desk, call.contact.id)]
    assert told[-3:] == [
        "Person 2, phone, how it is known: they say",
        "Person 2, phone, how it is known: they say → on paper",
        "Person 2, phone, how it is known: on paper → nothing said of it",
    ]


def test_it_goes_with_the_fact_and_with_the_person(call: Call) -> None:
    call.fill("person", 1, "name", "Dan Price")
    call.fill("person", 1, "phone", "07700 900123")
    call.said_by(1, "phone", "on paper")
    call.fill("person", 1, "phone", "07700 900124")
    assert call.contact.known == {1: {"phone": "on paper"}}
    call.fill("person", 1, "phone", "")
    assert call.contact.known == {}
    call.said_by(1, "name", "they say")
    call.remove("person", 1)
    call.fill("person", 1, "name", "Somebody Else")
    assert call.contact.known == {}


@pytest.mark.parametrize(
    ("field", "by"), [("phone", "on paper"), ("role", "on paper"), ("name", "a rumour"), ("x", "")]
)
def test_what_cannot_be_said_is_refused(call: Call, field: str, by: str) -> None:
    call.fill("person", 1, "name", "Dan Price")
    call.fill("person", 1, "role", "suspect")
    with pytest.raises(NotTaken):
        call.said_by(1, field, by)


def test_the_way_round_ends_where_it_began() -> None:
    by, seen = "", list[str]()
    while not seen or by:
        by = next_said_by(by)
        seen.append(by)
    assert seen == [*SAID_BY, ""]
    assert next_said_by("of a later version") == ""
    assert all(len(short) <= 6 for short in SAID_BY.values())
    assert {one.id for one in PERSON} - FACTS == {"role", "source"}


def test_the_index_of_people_does_not_see_it(desk: Desk, call: Call) -> None:
    call.fill("person", 1, "name", "Dan Price")
    at = desk.journal.position
    call.said_by(1, "name", "on paper")
    changed = people_since(desk.journal, at, 100)
    assert (changed.position, changed.people) == (desk.journal.position, {})
