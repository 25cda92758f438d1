"""Names, sounds, keys and weights: what finds people again, and why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people.strategies import GIVEN, HOSTILE, SURNAMES, Flat, entries, of, people
from people.strategies import names as written

from stalkdesk.people import levels
from stalkdesk.people.born import Born
from stalkdesk.people.common import COMMON_GIVEN, COMMON_SURNAMES
from stalkdesk.people.compare import compare, compare_from, reach
from stalkdesk.people.keys import asked, keys
from stalkdesk.people.known import Known
from stalkdesk.people.names import Name, folded, names
from stalkdesk.people.near import traces
from stalkdesk.people.reasons import WORDS, in_words
from stalkdesk.people.sounds import bones, sounds, spelt_as, stands_for
from stalkdesk.people.weights import WEIGHTS

FLAT = Flat()


# Names


@pytest.mark.parametrize(
    ("name", "also", "found"),
    [
        ("Mick O'Brien", "Micky; was Jones", ["mick obrien", "micky obrien", "mick micky", "mick jones"]),
        ("O’Brien, Michael", "", ["michael obrien"]),
        ("Dr. J. Smith", "", ["j smith"]),
        ("Sarah Jane Smith-Jones", "née Patel", ["sarah jane smith jones", "sarah jane patel"]),
        ("Conor O Brien", "", ["conor obrien"]),
        ("Fiona Mac Donald", "", ["fiona macdonald"]),
        ("van der Berg, Ludwig", "", ["ludwig van der berg"]),
        ("Łukasz Wiśniewski", "", ["lukasz wisniewski"]),
        ("unknown male", "", []),
        ("a man", "", []),
        ("A Benn", "", ["a benn"]),
        ("Ali Hassan", "Spud, Big Al", ["ali hassan", "spud hassan", "ali spud", "big al"]),
        ("Sophie Brown", "Turner-Hughes", ["sophie brown", "turner hughes brown", "sophie turner hughes"]),
        ("Aoife Walsh aka O'Brien", "", ["aoife walsh", "obrien walsh", "aoife obrien"]),
        ("Nick Hobden", "", ["nick hobden"]),
        ("Tom And", "", ["tom and"]),
        ("Tom By", "", ["tom by"]),
        ("Kate Man", "", ["kate man"]),
        ("Tom Lord", "", ["tom lord"]),
        ("white man", "", ["white"]),
        ("Jones, Mr", "", ["jones"]),
        ("Dave or David Smith", "", ["dave", "david smith"]),
        ("", "Spud", ["spud"]),
    ],
)
def test_names_are_taken_apart_as_they_are_said(name: str, also: str, found: list[str]) -> None:
    assert [one.whole for one in names(name, also)] == found


def test_an_earlier_surname_goes_with_the_given_names() -> None:
    assert names("Mary-Jane Smith", "formerly Khan")[1] == Name(given="mary jane", surname="khan")


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_and_leaves_letters_and_spaces(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
    assert set(once) <= set("abcdefghijklmnopqrstuvwxyz ")


@given(written, written)
def test_what_was_taken_apart_is_folded(name: str, also: str) -> None:
    for one in names(name, also):
        assert one.whole
        assert folded(one.whole) == one.whole


# Sounds


@pytest.mark.parametrize(
    ("one", "other"),
    [("mick", "michael"), ("sean", "shaun"), ("siobhan", "shivaun"), ("niamh", "neve"), ("mohammed", "muhammad"),
     ("bev", "beverley"), ("ange", "angela"), ("tash", "natasha"), ("nige", "nigel"), ("stace", "stacey"),
     ("liv", "olivia"), ("fi", "fiona"), ("gill", "jill"), ("raj", "rajesh"), ("charlie", "charlotte"),
     ("kuba", "jakub"), ("wojtek", "wojciech"), ("volodymyr", "vladimir"), ("mihai", "michael"),
     ("chris", "krzysztof"), ("dougie", "douglas"),
     ("caoimhe", "keeva"), ("liz", "elizabeth"), ("lindsay", "lynsey"), ("bob", "robert"), ("peggy", "margaret")],
)  # fmt: skip
def test_names_that_stand_for_one_another(one: str, other: str) -> None:
    assert other in stands_for(one)
    assert one in stands_for(other)


@pytest.mark.parametrize(("one", "other"), [("menzies", "mingis"), ("cholmondeley", "chumley"), ("st john", "sinjin")])
def test_surnames_said_otherwise_than_written(one: str, other: str) -> None:
    assert other in spelt_as(one)
    assert levels.surname(one, other) == "sounds"


@given(st.sampled_from([folded(name) for name in (*GIVEN, *SURNAMES)]))
def test_a_word_without_any_letter_or_with_two_changed_shares_a_trace(word: str) -> None:
    if len(word) < 3:
        return
    for at in range(len(word)):
        assert traces(word) & traces(word[:at] + word[at + 1 :])
        assert traces(word) & traces(word[:at] + "q" + word[at + 1 :])
        assert traces(word) & traces(word[:at] + "q" + word[at:])
    for at in range(len(word) - 1):
        assert traces(word) & traces(word[:at] + word[at + 1] + word[at] + word[at + 2 :])


def test_bones_are_what_is_left_on_a_bad_line() -> None:
    assert bones("wilcinnson") == bones("wilkinson")
    assert bones("bakzi") == bones("bakshi")
    assert sounds("a") == ()


# Levels and weights


_OF_ONESELF = ("same", "initial", "elsewhere", "end", "begins", "year", "spans", "near")


@given(people, people)
def test_comparing_is_symmetric(one: Known, other: Known) -> None:
    here, there = compare(one, other, FLAT), compare(other, one, FLAT)
    assert here.bits == pytest.approx(there.bits)
    assert {(each.field, each.level) for each in here.found} == {(each.field, each.level) for each in there.found}


@given(people)
def test_nobody_is_less_like_themselves_than_nothing_said(one: Known) -> None:
    same = compare(one, one, FLAT)
    assert all(each.level in _OF_ONESELF for each in same.found), same
    assert same.bits >= 0


@given(people, people, st.floats(-30, 60))
def test_what_is_left_out_early_would_have_come_to_less(one: Known, other: Known, least: float) -> None:
    whole = compare(one, other, Flat())
    early = compare_from(least, (reach(one, Flat()), reach(other, Flat())), one, other, Flat())
    assert early == whole or (early is None and whole.bits < least)


@pytest.mark.parametrize("other", ["Mark Ellis", "Ellis Mark", "Marc Elis", "Mark", "Ellis", "M Ellis", "Micky Ellis"])
def test_no_name_says_more_of_somebody_than_their_own(other: str) -> None:
    one = of(name="Mark Ellis", known_as="Micky")
    assert compare(one, of(name=other), Flat()).bits <= reach(one, Flat()).by_name


def test_names_are_not_looked_at_where_they_can_not_make_it() -> None:
    one = of(name="Mark Ellis", born="14/3/1991", phone="07700 900123")
    other = of(name="Mark Ellis", born="2/6/1955", phone="07700 900555")
    both = reach(one, Flat()), reach(other, Flat())
    assert compare_from(20.0, both, one, other, Flat()) is None
    assert compare_from(10.0, both, one, other, Flat()) == compare(one, other, Flat())


@pytest.mark.parametrize("field", ["born", "phone", "address", "vehicle", "online", "work", "safe_contact"])
def test_whatever_two_share_but_their_names_is_compared(field: str) -> None:
    told = {"born": "14/3/1991", "phone": "07700 900123", "address": "12 Mill Lane BN3 2AB", "vehicle": "AB12 CDE",
            "online": "instagram mark_ellis", "work": "Tesco Hove", "safe_contact": "mark@example.com"}  # fmt: skip
    one, other = of(name="Mark Ellis", **{field: told[field]}), of(name="Zoë Khan", **{field: told[field]})
    whole = compare(one, other, Flat())
    assert compare_from(whole.bits, (reach(one, Flat()), reach(other, Flat())), one, other, Flat()) == whole


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("wi", "wisniewski", "begun"),
        ("wis", "wisniewski", "begins"),
        ("li", "li", "same"),
        ("wu", "ho", "different"),
        ("li", "lindqvist", "begun"),
        ("wi", "iwu", "different"),
    ],
)
def test_a_surname_that_is_begun_is_not_another_one(one: str, other: str, level: str) -> None:
    assert levels.surname(one, other) == levels.surname(other, one) == level
    assert level == "same" or (WEIGHTS["surname"][level] < 0) == (level == "different")


@pytest.mark.parametrize(
    ("one", "other", "part"),
    [("fox day", "day", True), ("fox day", "li day", False), ("van der berg", "van", False), ("li smith", "li", True)],
)
def test_a_short_half_of_a_double_surname_is_part_of_it(one: str, other: str, part: bool) -> None:
    assert (levels.surname(one, other) == "part") == (levels.surname(other, one) == "part") == part


def test_another_flat_in_the_house_is_not_the_same_household_nor_another_house() -> None:
    one, other = of(address="Flat 2, 81 Queens Road"), of(address="Flat 5, 81 Queens Road")
    assert [each.level for each in compare(one, other, FLAT).found] == ["flat", "same"]


def test_the_beginning_of_a_plate_and_the_end_of_another_say_nothing() -> None:
    assert compare(of(vehicle="LD63"), of(vehicle="XRT"), FLAT).found == ()


def test_every_level_has_a_weight_and_words() -> None:
    assert {field: set(of) for field, of in WEIGHTS.items()} == {field: set(of) for field, of in WORDS.items()}
    for field, weights in WEIGHTS.items():
        assert list(weights) == sorted(weights, key=lambda level: -weights[level]) or field in ("given", "surname")
        assert weights["different"] < 0


def test_a_rare_name_says_more_than_a_common_one() -> None:
    class Common(Flat):
        def given(self, name: str) -> float:
            return COMMON_GIVEN.get(name, 0.00001)

        def surname(self, name: str) -> float:
            return COMMON_SURNAMES.get(name, 0.00001)

    john = compare(of(name="John Smith"), of(name="John Smith"), Common())
    rare = compare(of(name="Zephyrine Quennell"), of(name="Zephyrine Quennell"), Common())
    assert john.bits < 12
    assert rare.bits > 25


def test_strong_identifiers_are_enough_and_a_common_name_is_not() -> None:
    phone = compare(of(name="Dave", phone="07700 900123"), of(name="Mark Ellis", phone="+447700900123"), FLAT)
    name = compare(of(name="Mark Ellis"), of(name="Mark Ellis"), FLAT)
    assert [each.level for each in phone.found if each.field == "phone"] == ["same"]
    assert name.bits < 20


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (date(1991, 3, 4), date(1991, 3, 4), "same"),
        (date(1991, 3, 4), date(1991, 4, 3), "swapped"),
        (date(1991, 3, 4), date(1991, 3, 5), "one_off"),
        (date(1991, 3, 14), date(1981, 3, 14), "one_off"),
        (date(1991, 3, 14), date(1990, 3, 14), "one_off"),
        (date(1991, 3, 14), date(1991, 11, 2), "year"),
        (date(1991, 3, 14), date(1993, 1, 2), "near"),
        (date(1991, 3, 14), date(1965, 11, 2), "different"),
    ],
)
def test_births(one: date, other: date, level: str) -> None:
    assert levels.born(Born(one, one), Born(other, other)) == level
    assert levels.born(Born(other, other), Born(one, one)) == level


def test_reasons_are_told_in_words_the_strongest_first() -> None:
    here = of(name="Marc Elis", phone="07700 900132", born="1991")
    there = of(name="Mark Ellis", phone="07700 900123", born="14/3/1991", vehicle="AB12 CDE")
    speaks, against = in_words(compare(here, there, FLAT))
    assert speaks[0] == "phone one figure apart"
    assert "surname nearly the same, Elis and Ellis" in speaks
    assert "born the same year" in speaks
    assert against == ()
    turned, _ = in_words(compare(of(name="Ellis Mark"), of(name="Mark Ellis"), FLAT))
    assert turned[0] == "first name and surname the other way round"


# Keys


@given(people)
def test_somebody_is_always_found_under_what_is_asked_for_them(one: Known) -> None:
    assert keys(one) <= set(asked(one))


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ({"phone": "07700 900132"}, {"phone": "07700 900123"}),
        ({"phone": "900123"}, {"phone": "07700 900123"}),
        ({"name": "Mick Ellis"}, {"name": "Michael Ellis"}),
        ({"name": "Ellis Mark"}, {"name": "Mark Ellis"}),
        ({"name": "Mark", "born": "4/3/1991"}, {"name": "Marc Jones", "born": "3/4/1991"}),
        ({"vehicle": "A812 CDE"}, {"vehicle": "AB12 CDE"}),
        ({"vehicle": "AB12"}, {"vehicle": "AB12 CDE"}),
        ({"online": "snap mark.ellis"}, {"online": "instagram mark_ellis"}),
        ({"address": "12 Mill Ln"}, {"address": "12 Mill Lane, Hove BN3 2AB"}),
        ({"name": "Jo Smith-Jones", "born": "1991"}, {"name": "Jo Jones", "born": "14/3/1991"}),
    ],
)
def test_what_is_misheard_shares_a_key(here: dict[str, str], there: dict[str, str]) -> None:
    assert set(asked(of(**here))) & keys(of(**there))


@given(entries, st.sampled_from(HOSTILE))
def test_hostile_text_is_only_text(entry: dict[str, str], hostile: str) -> None:
    known = of(**{**entry, "name": hostile, "known_as": hostile, "address": hostile, "online": hostile})
    assert len(asked(known)) < 20_000
    compare(known, of(**entry), FLAT)
