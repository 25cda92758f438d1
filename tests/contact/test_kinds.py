"""Events as they are written and read: what is kept is read again, by this version and by every later one."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from contact.strategies import EVERY, anything, contact_of, events_of
from hypothesis import given

from stalkdesk.contact.contact import Stage
from stalkdesk.contact.event import Event
from stalkdesk.contact.fold import after, fold
from stalkdesk.contact.kinds import (
    KINDS,
    UPCASTERS,
    VERSIONS,
    Answered,
    Happening,
    Noted,
    Searched,
    Silenced,
    Unreadable,
    Viewed,
    kind_of,
    read,
    write,
)

FROZEN: list[dict[str, Any]] = [
    json.loads(line) for line in Path(__file__).with_name("frozen.jsonl").read_text(encoding="utf-8").splitlines()
]


def said(happening: Happening, name: str) -> Any:
    """A field as the frozen lines write it down."""
    value = getattr(happening, name)
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, Decimal) else value


def test_there_is_something_to_try_of_every_kind() -> None:
    assert set(EVERY) == set(KINDS.values())


@given(anything)
def test_what_is_written_is_read_again_from_the_json_in_between(happening: Happening) -> None:
    kept = json.loads(json.dumps(write(happening), ensure_ascii=False, allow_nan=False))
    again = read(kind_of(happening), kept)
    assert again == happening
    assert repr(again) == repr(happening)  # 2.50 stays 2.50, and a tuple a tuple


def test_what_stands_at_its_default_takes_no_room() -> None:
    assert write(Answered(question="threat", to="who", value="no")) == {
        "question": "threat",
        "to": "who",
        "value": "no",
    }
    assert write(Viewed()) == {}
    assert write(Silenced(on=False)) == {"on": False}


@pytest.mark.parametrize("line", FROZEN, ids=[f"{line['kind']}-{i}" for i, line in enumerate(FROZEN)])
def test_an_event_of_an_earlier_version_is_readable_for_ever(line: dict[str, Any]) -> None:
    """Never change a line of frozen.jsonl: bodies like these are in journals. A new version adds lines."""
    happening = read(line["kind"], line["body"])
    assert {name: said(happening, name) for name in line["says"]} == line["says"]


def test_every_version_of_every_kind_is_frozen() -> None:
    there = {(line["kind"], line["body"].get("v", 1)) for line in FROZEN}
    assert there == {(kind, version) for kind in KINDS for version in range(1, VERSIONS.get(kind, 1) + 1)}


def test_what_is_frozen_makes_a_contact() -> None:
    contact = fold(
        Event(contact="c1", seq=seq, kind=line["kind"], body=line["body"], at="", elapsed=0.0, who="4471")
        for seq, line in enumerate((line for line in FROZEN if line["kind"] != "searched"), start=1)
    )
    assert contact.stage is Stage.FINISHED
    assert contact.delivered[1].force_ref == "PRACTICE/004711"
    assert [line.text for line in contact.words if line.verbatim] == ["he said he would finish what he started"]


def test_an_older_body_is_brought_up_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """A made-up history: first a note had `words`, then `lines`, today `text`."""
    monkeypatch.setitem(VERSIONS, "noted", 3)
    monkeypatch.setitem(UPCASTERS, ("noted", 1), lambda body: {"question": body["question"], "lines": [body["words"]]})
    monkeypatch.setitem(
        UPCASTERS, ("noted", 2), lambda body: {"question": body["question"], "text": "\n".join(body["lines"])}
    )
    today = Noted(question="threat", text="I will end you")
    assert read("noted", {"question": "threat", "words": "I will end you"}) == today
    assert read("noted", {"v": 2, "question": "threat", "lines": ["I will end you"]}) == today
    assert write(today) == {"v": 3, "question": "threat", "text": "I will end you"}
    assert read("noted", write(today)) == today
    with pytest.raises(Unreadable, match="noted 4"):
        read("noted", {"v": 4, "question": "threat", "text": ""})


def test_upcasting_leaves_the_kept_body_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(VERSIONS, "noted", 2)
    monkeypatch.setitem(UPCASTERS, ("noted", 1), lambda body: {"question": body["question"], "text": body.pop("words")})
    body = {"question": "threat", "words": "x"}
    read("noted", body)
    assert body == {"question": "threat", "words": "x"}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("foreseen", {}),
        ("moved", {"v": 2, "to": "fear"}),
        ("moved", {"to": "fear", "because": "a later version says why"}),
        ("moved", {}),
        ("moved", {"v": 0, "to": "fear"}),
        ("moved", {"v": "2", "to": "fear"}),
        ("answered", {"question": "threat", "to": "who", "state": "whispered"}),
        ("answered", {"question": "threat", "to": "who"}),
    ],
)
def test_what_a_later_version_wrote_is_refused_and_not_guessed(kind: str, body: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        after(contact_of(), Event(contact="c1", seq=2, kind=kind, body=body, at="", elapsed=0.0, who=""))


def test_a_contact_begins_with_its_opening_and_has_one_only() -> None:
    opening, moved = events_of([read("moved", {"to": "threat"})])
    for events in ([], [moved], [opening, opening]):
        with pytest.raises(Unreadable):
            fold(events)


def test_a_search_belongs_to_no_contact() -> None:
    with pytest.raises(Unreadable, match="searched inside a contact"):
        contact_of(Searched(text="rao", shown=("PR-2345",)))
