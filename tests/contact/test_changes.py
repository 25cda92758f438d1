"""What a revision changed: every value that is another one, and nothing else."""

from __future__ import annotations

from typing import Any

from contact.strategies import SMALL, contact_of, histories
from hypothesis import given, settings
from hypothesis import strategies as st

from stalkdesk.contact.changes import changes
from stalkdesk.contact.kinds import Acted, Filled, Happening, Linked
from stalkdesk.contact.record import record
from stalkdesk.questions.assess import assess


def document(*said: Happening) -> dict[str, Any]:
    contact = contact_of(*said)
    return record(contact, assess(SMALL, contact.answers))


def link(person: int, other: int, verdict: str) -> Linked:
    return Linked(person=person, contact="c2", ref="PR-7777", other=other, verdict=verdict)


def test_each_change_says_where_it_stands_what_was_and_what_is() -> None:
    before = {"level": "high", "people": [{"number": 1, "name": "Rao"}], "answers": {"who": {"value": "ex", "at": "1"}}}
    now = {"level": "medium", "people": [{"number": 2, "name": "Rao"}], "answers": {"who": {"value": "ex", "at": "2"}}}
    assert changes(before, now) == [
        {"where": "level", "from": "high", "to": "medium"},
        {"where": "people.1.name", "from": "Rao", "to": None},
        {"where": "people.2.name", "from": None, "to": "Rao"},
    ]


def test_who_was_told_is_a_change_and_when_a_day_was_typed_is_none() -> None:
    action = {"id": "marker", "state": "done", "told": "5512 Hughes", "at": "1"}
    before = {"actions": [action], "incidents": [{"number": 1, "when": "today", "told": "1"}]}
    now = {"actions": [{**action, "told": "3318 Osei"}], "incidents": [{"number": 1, "when": "today", "told": "2"}]}
    assert changes(before, now) == [{"where": "actions.marker.told", "from": "5512 Hughes", "to": "3318 Osei"}]
    told = Filled(form="danger", number=0, field="told", text="5512 at 14:20")
    assert "danger.told" in [one["where"] for one in changes(document(), document(told))]


def test_what_a_front_desk_answered_of_its_room_is_part_of_it() -> None:
    overheard = Filled(form="setting", number=0, field="overheard", text="yes")
    assert changes(document(), document(overheard)) == [{"where": "setting.overheard", "from": None, "to": "yes"}]


def test_of_two_people_linked_to_one_report_each_is_told_apart() -> None:
    before = document(link(1, 1, "same"), link(2, 2, "same"))
    now = document(link(1, 1, "unsure"), link(2, 2, "same"))
    assert [(one["from"], one["to"]) for one in changes(before, now)] == [("same", "unsure")]


@settings(max_examples=settings().max_examples // 2)
@given(histories, histories)
def test_what_is_another_in_the_record_is_named_and_the_same_is_not(one: list[Happening], two: list[Happening]) -> None:
    before, now = document(*one), document(*one, *two)
    assert changes(before, before) == []
    found = changes(before, now)
    assert len(changes(now, before)) == len(found)
    assert len({entry["where"] for entry in found}) == len(found)
    for part in ("level", "danger", "people", "orders", "setting", "decision", "notes"):
        if before[part] != now[part]:
            assert any(entry["where"].split(".")[0] == part for entry in found), part


@given(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))
def test_who_was_told_of_an_action_by_any_name(one: str, two: str) -> None:
    def plan(told: str) -> dict[str, Any]:
        acted = Acted(action="marker", state="done", told=told)
        return {"actions": [{"id": acted.action, "state": acted.state, "told": acted.told}]}

    assert bool(changes(plan(one), plan(two))) == (one != two)
