"""Who of those earlier is shown, and who is called likely: the same evidence is shown at every size."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from stalkdesk.desk.lookup import Changed, Lookup, Match

TODAY = date(2026, 11, 22)
MILLION = 1_000_000
MICHAEL = {
    "name": "Michael Ellis",
    "born": "14/3/1991",
    "phone": "07700 900123",
    "vehicle": "AB12 CDE",
    "online": "instagram mark_ellis",
    "safe_contact": "michael.ellis@example.com",
    "work": "Tesco Hove",
}
STRONG = [
    {"phone": "+44 7700 900123"},
    {"vehicle": "ab12cde"},
    {"online": "insta @mark.ellis"},
    {"safe_contact": "Michael.Ellis@example.com"},
]


@pytest.fixture
def lookup(tmp_path: Path) -> Iterator[Lookup]:
    lookup = Lookup(tmp_path / "people.db", bytes(range(32)))
    seen = {"michael": MICHAEL, "john": {"name": "John Smith"}, "krzysztof": {"name": "Krzysztof Wisniewski"}}
    people = {contact: ({1: {"role": "suspect", **entry}}, TODAY) for contact, entry in seen.items()}
    lookup.take_in(Changed(position=1, people=people, incidents={}))
    yield lookup
    lookup.close()


def found(lookup: Lookup, among: int = 0, *, at_once: bool = False, **entry: str) -> dict[str, Match]:
    """Who is shown for these lines, by their contact; as if so many people were known."""

    def so_many(index: object) -> None:
        if among:
            vars(index)["people"] = among

    lookup.read(so_many)
    return {one.contact: one for one in lookup.find({1: entry}, TODAY, "", at_once=at_once)}


@pytest.mark.parametrize("among", [0, 10_000_000])
@pytest.mark.parametrize("said", STRONG)
def test_what_is_strong_is_enough_alone_at_every_size(lookup: Lookup, said: dict[str, str], among: int) -> None:
    assert found(lookup, among, **said)["michael"].likely


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("among", [0, MILLION])
@pytest.mark.parametrize("said", STRONG)
def test_what_is_strong_is_shown_whatever_speaks_against_it(
    lookup: Lookup, said: dict[str, str], among: int, at_once: bool
) -> None:
    against = {"name": "Tom Baker", "born": "50", "work": "Asda Leeds"}
    one = found(lookup, among, at_once=at_once, **against, **said)["michael"]
    assert not one.likely
    assert one.reasons[0].startswith("same ")
    assert {"another first name, Michael", "another surname, Ellis", "another age"} <= set(one.against)


def test_who_has_the_same_phone_is_shown_beside_ten_with_the_same_name(lookup: Lookup) -> None:
    crowd = {f"{number}": ({1: {"name": "Tom Baker", "born": "1976"}}, TODAY) for number in range(250)}
    lookup.take_in(Changed(position=2, people=crowd, incidents={}))
    for at_once in (True, False):
        assert "michael" in found(lookup, name="Tom Baker", born="1976", phone="07700 900123", at_once=at_once)


@pytest.mark.parametrize(
    "said", [{"vehicle": "AB12"}, {"phone": "07700 9001"}, {"name": "Krystof Vishnevski"}, {"phone": "07700 900132"}]
)
def test_what_is_shown_of_fifty_thousand_is_shown_of_a_million(lookup: Lookup, said: dict[str, str]) -> None:
    few = found(lookup, 50_000, **said)
    assert few
    many = found(lookup, MILLION, **said)
    assert {key: one.reasons for key, one in many.items()} == {key: one.reasons for key, one in few.items()}
    assert all(many[key].odds < few[key].odds for key in few)


def test_a_common_name_alone_is_not_likely_and_half_of_one_is_not_shown(lookup: Lookup) -> None:
    assert not found(lookup, name="John Smith")["john"].likely
    assert not found(lookup, name="John")
    assert not found(lookup, name="Smith")


def test_two_beginnings_of_a_plate_are_no_whole_one(lookup: Lookup) -> None:
    part = {"part": ({1: {"vehicle": "blue Golf, LK68"}}, TODAY)}
    lookup.take_in(Changed(position=2, people=part, incidents={}))
    assert not found(lookup, vehicle="LK68")["part"].strong


@pytest.mark.parametrize(
    ("earlier", "here"),
    [
        ({"name": "Sophie Brown", "known_as": "Turner-Hughes"}, {"name": "Sophie Turner-Hughes"}),
        ({"name": "Sophie Turner-Hughes"}, {"name": "Sophie Brown", "known_as": "Turner-Hughes"}),
        ({"name": "Aoife Walsh", "known_as": "O'Brien"}, {"name": "Aoife O'Brien"}),
        ({"name": "Aoife O'Brien"}, {"name": "Aoife Walsh aka O'Brien"}),
        ({"name": "Krzysztof Wisniewski"}, {"name": "Krzysztof Wi"}),
        ({"name": "Nicholas Hobden"}, {"name": "Nick Hobden"}),
        ({"vehicle": "LD63 XRT"}, {"vehicle": "XRT"}),
        ({"vehicle": "LD63 XRT"}, {"vehicle": "black Audi ending xrt"}),
        ({"vehicle": "LD63 XRT"}, {"vehicle": "grey, last three XRT"}),
        ({"vehicle": "it ends XRT"}, {"vehicle": "LD63 XRT"}),
        ({"vehicle": "LD63 XRT"}, {"vehicle": "LD36 XRT"}),
        ({"vehicle": "LD63 XRT"}, {"vehicle": "LD64 XRT"}),
        ({"online": "insta mick.ellis91"}, {"online": "insta mick.ellis"}),
        ({"online": "insta mick.ellis"}, {"online": "insta mick.ellis91"}),
        ({"online": "insta zephyr_quennell"}, {"online": "snap zephyr"}),
        ({"phone": "07700 900123"}, {"phone": "07700 903120"}),
        ({"address": "Flat 2, 81 Queens Road"}, {"address": "81 Queens Road"}),
        ({"address": "81 Queens Rd"}, {"address": "apt 2B 81 Queens Road"}),
    ],
)
@pytest.mark.parametrize("among", [0, MILLION])
def test_this_kind_of_thing_is_found(tmp_path: Path, earlier: dict[str, str], here: dict[str, str], among: int) -> None:
    lookup = Lookup(tmp_path / "people.db", bytes(range(32)))
    lookup.take_in(Changed(position=1, people={"it": ({1: earlier}, TODAY)}, incidents={}))
    one = found(lookup, among, **here)["it"]
    assert one.reasons
    assert one.against == ()
    lookup.close()
