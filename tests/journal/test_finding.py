"""The index of people and what is found in it: on a real encrypted file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from people.strategies import HOSTILE, TODAY, of, people

from stalkdesk.journal.finding import Candidate, Finder
from stalkdesk.journal.index import GIVEN, SURNAME, PeopleIndex, packed, unpacked, words_of
from stalkdesk.people.keys import first_name
from stalkdesk.people.known import Known, understood

KEY = bytes(range(32))
SEEN = {
    "mark": {"name": "Mark Ellis", "born": "14/3/1991", "phone": "07700 900123", "vehicle": "AB12 CDE",
             "online": "instagram mark_ellis", "address": "12 Mill Lane, Hove BN3 2AB"},
    "siobhan": {"name": "Siobhán O'Brien", "known_as": "was Murphy", "born": "2/6/1985"},
    "mohammed": {"name": "Mohammed Hussain", "born": "about 40", "phone": "07700 900555"},
    "lukasz": {"name": "Łukasz Wiśniewski", "born": "1990"},
    "joanna": {"name": "Joanna Smith-Jones", "born": "30/9/1999"},
    "john": {"name": "John Smith"},
    "oliver": {"name": "Oliver St John"},
}  # fmt: skip


@pytest.fixture
def index(tmp_path: Path) -> Iterator[PeopleIndex]:
    index = PeopleIndex(tmp_path / "people.db", KEY)
    with index.writing(7):
        for contact, entry in SEEN.items():
            index.put(contact, {1: ("suspect", understood(entry, TODAY))})
    yield index
    index.close()


def first(found: list[Candidate]) -> str:
    return found[0].person.contact if found else ""


@pytest.mark.parametrize(
    ("entry", "contact"),
    [
        ({"name": "Marc Elis"}, "mark"),
        ({"name": "Mark Elllis", "born": "about 35"}, "mark"),
        ({"name": "Ellis Mark"}, "mark"),
        ({"name": "M Ellis", "born": "1991"}, "mark"),
        ({"name": "Mark", "born": "3/14/1991"}, "mark"),
        ({"name": "Mark Ellis", "born": "15/3/1991"}, "mark"),
        ({"phone": "07700 900132"}, "mark"),
        ({"phone": "900123"}, "mark"),
        ({"vehicle": "A8I2 CDE"}, "mark"),
        ({"vehicle": "AB12"}, "mark"),
        ({"online": "snap mark.ellis"}, "mark"),
        ({"online": "@mark_elliss"}, "mark"),
        ({"name": "Sarah Ellis", "address": "12 Mill Ln, BN3 2AB"}, "mark"),
        ({"name": "Shivaun O Brien"}, "siobhan"),
        ({"name": "Siobhan Murphy"}, "siobhan"),
        ({"name": "Chevonne Obrian", "born": "1985"}, "siobhan"),
        ({"name": "Muhammad Hussein", "born": "1986"}, "mohammed"),
        ({"name": "Lukash Vishnevski"}, "lukasz"),
        ({"name": "Jo Jones", "born": "1999"}, "joanna"),
        ({"name": "Olly Sinjin"}, "oliver"),
    ],
)
def test_found_again_however_it_was_heard(index: PeopleIndex, entry: dict[str, str], contact: str) -> None:
    found = Finder(index).complete(understood(entry, TODAY))
    assert first(found) == contact, found[:2]


def test_a_common_name_alone_is_not_likely_and_a_phone_alone_is(index: PeopleIndex) -> None:
    finder = Finder(index)
    name = [one for one in finder.complete(of(name="John Smith")) if one.person.contact == "john"]
    assert name[0].odds < 0
    assert finder.complete(of(phone="07700 900555"))[0].odds > 0


def test_nobody_of_the_contact_itself(index: PeopleIndex) -> None:
    assert all(one.person.contact != "mark" for one in Finder(index).complete(of(name="Mark Ellis"), leave_out="mark"))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_finds_nobody_and_breaks_nothing(index: PeopleIndex, hostile: str) -> None:
    finder = Finder(index)
    for field in ("name", "known_as", "phone", "address", "vehicle", "online", "work"):
        assert all(one.odds < 0 for one in finder.complete(of(**{field: hostile}))), field
    assert index.people == len(SEEN)


@pytest.mark.parametrize("contact", sorted(SEEN))
def test_typing_more_of_the_true_name_never_drops_who_it_is(index: PeopleIndex, contact: str) -> None:
    finder, name = Finder(index), SEEN[contact]["name"]
    seen = False
    for end in range(3, len(name) + 1):
        there = contact in [one.person.contact for one in finder.complete(of(name=name[:end]))]
        assert there or not seen, f"{name[:end]!r} no longer finds {name!r}"
        seen = there
    assert seen


@given(st.lists(st.integers(0, 9), max_size=12), st.integers(1, 4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_keys_asked_together_find_what_each_finds(index: PeopleIndex, asked: list[int], most: int) -> None:
    there = [first_name(name) for name in ("mark", "john", "oliver")] + ["mNobody", "", "'; DROP TABLE key; --"]
    there += [f"d{day}" for day in ("19910314", "19850602", "19990930", "20000101")]
    with index.writing(9):
        for number in range(6):  # the same again: more than the most under one key
            index.put(f"again {number}", {1: ("suspect", understood(SEEN["mark"], TODAY))})
    keys = [there[one] for one in asked]
    assert index.under_each(keys, most) == [index.under(key, most) for key in keys]
    assert len(index.under(first_name("mark"), most)) == most


def test_what_is_taken_out_is_gone_and_counts_for_nothing(index: PeopleIndex) -> None:
    assert "ellis" in index.near(SURNAME, "ellis")
    with index.writing(8):
        index.put("mark", {})
    assert index.position == 8
    assert index.people == len(SEEN) - 1
    assert "ellis" not in index.near(SURNAME, "ellis")
    assert "mark" not in [one.person.contact for one in Finder(index).complete(of(phone="07700 900123"))]


def test_the_file_is_encrypted_private_and_there_next_time(index: PeopleIndex, tmp_path: Path) -> None:
    index.close()
    file = tmp_path / "people.db"
    assert b"SQLite format 3" not in file.read_bytes()[:100]
    assert b"ellis" not in file.read_bytes().lower()
    assert file.stat().st_mode & 0o777 == 0o600
    again = PeopleIndex(file, KEY)
    assert (again.position, again.people) == (7, len(SEEN))
    again.close()


@pytest.mark.parametrize("broken", [b"", b"not a database at all" * 300])
def test_a_broken_file_is_made_anew(index: PeopleIndex, tmp_path: Path, broken: bytes) -> None:
    index.close()
    for file in tmp_path.glob("people.db*"):
        file.write_bytes(broken)
    again = PeopleIndex(tmp_path / "people.db", KEY)
    assert (again.position, again.people) == (0, 0)
    again.close()


def test_another_key_makes_it_anew_and_tells_nothing(index: PeopleIndex, tmp_path: Path) -> None:
    index.close()
    again = PeopleIndex(tmp_path / "people.db", bytes(32))
    assert again.people == 0
    again.close()


def test_what_fails_in_the_middle_leaves_what_was_there(index: PeopleIndex) -> None:
    def fail() -> None:
        with index.writing(9):
            index.put("mark", {})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (index.position, index.people) == (7, len(SEEN))
    assert first(Finder(index).complete(of(phone="07700 900123"))) == "mark"


@given(people)
def test_packing_loses_nothing(known: Known) -> None:
    assert unpacked(packed(known)) == known


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(people, max_size=4), st.lists(people, max_size=4))
def test_putting_a_contact_again_is_as_if_it_had_been_put_once(
    index: PeopleIndex, before: list[Known], now: list[Known]
) -> None:
    for known in (before, now):
        with index.writing(10):
            index.put("it", {number: ("other", one) for number, one in enumerate(known, 1)})
    mine = [one for known in now for one in words_of(known)]
    for kind, text in {(kind, text) for kind, text in mine if kind in (GIVEN, SURNAME)}:
        others = sum((kind, text) in words_of(understood(entry, TODAY)) for entry in SEEN.values())
        assert index.near(kind, text)[text] == mine.count((kind, text)) + others
    for known in now:
        found = Finder(index).quick(known, most=100)
        assert not words_of(known) or "it" in [one.person.contact for one in found]
    with index.writing(11):
        index.put("it", {})
    assert index.people == len(SEEN)
