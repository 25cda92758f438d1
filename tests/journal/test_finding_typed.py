"""Typing on: more of the true name never drops the right person by itself, whatever the name."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people.strategies import TODAY

from stalkdesk.journal.finding import MOST, Finder
from stalkdesk.journal.index import PeopleIndex
from stalkdesk.people.compare import compare
from stalkdesk.people.known import understood

MANY = 400
GIVEN = [
    "John",
    "David",
    "Sarah",
    "Jane",
    "Mohammed",
    "Michael",
    "Emma",
    "Krzysztof",
    "Siobhán",
    "Zoë",
    "Wei",
    "Aoife",
    "Mary-Jane",
    "Oluwaseun",
    "Harpreet",
    "Volodymyr",
    "Chris",
    "Nick",
    "Ann",
    "Jo",
    "Łukasz",
    "Fatima",
    "Owain",
    "Beth",
    "Tash",
    "Ali",
    "Charlotte",
    "Sean",
    "Priya",
    "Bev",
]
SURNAMES = [
    "Smith",
    "Smyth",
    "Jones",
    "Patel",
    "Khan",
    "Wisniewski",
    "Wiśniewska",
    "Williams",
    "Wilson",
    "Wu",
    "Li",
    "Ho",
    "Ng",
    "Lee",
    "Leeson",
    "Lindqvist",
    "Howard",
    "Hobden",
    "O'Brien",
    "O'Brady",
    "MacDonald",
    "McDermott",
    "van der Berg",
    "de Souza",
    "St John",
    "Smith-Jones",
    "Turner-Hughes",
    "Norton",
    "Noble",
    "Nottingham",
    "Isaacs",
    "Byrne",
    "Theobald",
    "Hisham",
    "Herbert",
    "Orr",
    "Orme",
    "Andrews",
    "Anderson",
    "Neal",
    "Needham",
    "Exley",
    "Washington",
    "Drake",
    "Lord",
    "Mann",
    "Manning",
    "Boyd",
    "Reverly",
    "Sirett",
    "Missen",
    "Reed",
    "Reeves",
    "Phillips",
    "Philpott",
    "Cholmondeley",
    "Menzies",
    "Ogunleye",
    "Obi",
    "Okonkwo",
    "Adeyemi",
    "Al-Hassan",
    "Ahmed",
    "Singh",
    "Kaur",
    "Nguyen",
    "Tran",
    "Xu",
    "Kowalski",
    "Nowak",
    "Hussain",
    "Begum",
    "Quennell",
    "Ashby",
    "Yates",
    "Fawcett",
    "Ó Murchú",
    "bin Yusuf",
]


def made_up(chance: random.Random) -> str:
    given, surname = chance.choice(GIVEN), chance.choice(SURNAMES)
    second = f" {chance.choice(GIVEN)}" if chance.random() < 0.2 else ""
    return f"{given}{second} {surname}"


NAMES = tuple(made_up(random.Random(f"typed {number}")) for number in range(MANY))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PeopleIndex]:
    path: Path = tmp_path_factory.mktemp("typed") / "people.db"
    index = PeopleIndex(path, bytes(range(32)))
    with index.writing(1):
        for number, name in enumerate(NAMES):
            index.put(f"{number}", {1: ("suspect", understood({"name": name}, TODAY))})
    yield index
    index.close()


def typed(name: str) -> Iterator[str]:
    """What stands there from the second letter of the surname on."""
    words = name.split(" ")
    first = next(at for at, word in enumerate(words) if at and " ".join(words[at:]) in SURNAMES)
    start = len(" ".join(words[:first])) + 3
    return (name[:end] for end in range(start, len(name) + 1))


@given(number=st.integers(0, MANY - 1))
@settings(max_examples=MANY)
def test_typing_more_of_the_true_name_never_drops_who_it_is_by_itself(index: PeopleIndex, number: int) -> None:
    finder, name = Finder(index), NAMES[number]
    who = understood({"name": name}, TODAY)
    before = ""
    for said in typed(name):
        known = understood({"name": said}, TODAY)
        likeness = compare(known, who, index)
        assert all(each.bits >= 0 for each in likeness.found), f"{said!r} speaks against {name!r}: {likeness}"
        assert likeness.telling or not before, f"{said!r} no longer shows {name!r}, {before!r} did"
        before = said if likeness.telling else ""
        found = finder.complete(known)
        there = any(one.person.contact == f"{number}" for one in found)
        crowded = len(found) == MOST and all(one.likeness.bits >= likeness.bits for one in found)
        assert there or crowded or not likeness.telling, f"{said!r} does not find {name!r}: {found}"
    assert before == name
