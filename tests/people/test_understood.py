"""What is understood of numbers, names online and dates, however they were said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.people.born import OLDEST, born
from stalkdesk.people.known import in_words, of_line, understood
from stalkdesk.people.numbers import Handle, handles, mails, phones, plate_key, plates, postcodes
from stalkdesk.people.places import place

TODAY = date(2026, 11, 22)
texts = st.text(max_size=300) | st.text(alphabet="0123456789 +-()/.@ABCZabcz_,;'\n\x1b\u202e", max_size=300)
days = st.dates(date(1930, 1, 1), TODAY)


@pytest.mark.parametrize(
    ("said", "whole"),
    [
        ("07700 900123", ["+447700900123"]),
        ("my number is 7700 900123", ["+447700900123"]),
        ("+44 (0)7700 900123", ["+447700900123"]),
        ("0113 496 0123 or 07700900456", ["+441134960123", "+447700900456"]),
        ("00353 87 123 4567", ["+353871234567"]),
        ("353 87 123 4567", ["+353871234567"]),
        ("07700 900123, the same again 07700-900-123", ["+447700900123"]),
        ("999, since 1991, on 14/3", []),
    ],
)
def test_phones(said: str, whole: list[str]) -> None:
    assert [phone.whole for phone in phones(said)] == whole


def test_the_end_of_a_number_is_kept_as_an_end() -> None:
    [end] = phones("it ends 900123")
    assert (end.whole, end.digits, end.shown) == ("", "900123", "…900123")
    [whole] = phones("07700900123")
    assert whole.shown == "07700 900123"
    assert whole.digits.endswith(end.digits)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("blue Ford, ab12cde", ("AB12CDE",)),
        ("AB12 CDE and his van A123 BCD", ("AB12CDE", "A123BCD")),
        ("abc 123d", ("ABC123D",)),
        ("AIG 1234", ("AIG1234",)),
        ("a plate that starts LK68", ("LK68",)),
        ("Audi A4 TDI, Golf GTI 2004", ()),
        ("CDE", ("CDE",)),
        ("silver Golf, ending xrt", ("XRT",)),
        ("the last three are XRT", ("XRT",)),
        ("white van, LD63 XRT", ("LD63XRT",)),
        ("red BMW, van, new", ()),
        ("BMW", ()),
    ],
)
def test_plates(said: str, found: tuple[str, ...]) -> None:
    assert plates(said) == found


@pytest.mark.parametrize(("line", "found"), [("Tom", ()), ("XRT", ("XRT",)), ("Mark ending xrt", ("XRT",))])
def test_a_line_to_find_somebody_by_may_be_the_end_of_a_plate(line: str, found: tuple[str, ...]) -> None:
    assert understood(of_line(line), TODAY).plates == found


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Flat 2, 81 Queens Road", ("81", "queens road", "2")),
        ("81 Queens Rd, flat 2b", ("81", "queens road", "2b")),
        ("81 Queens Road", ("81", "queens road", "")),
        ("Flat 2, Queens Court", ("2", "flat queens court", "")),
        ("Flat A Rose House, 7 Elm Close", ("7", "rose house elm close", "a")),
        ("flatley 3 Elm Close", ("3", "flatley elm close", "")),
    ],
)
def test_a_flat_and_its_house_are_read_apart(said: str, read: tuple[str, str, str]) -> None:
    found = place(said)
    assert found is not None
    assert (found.number, found.words, found.flat) == read


def test_a_plate_misread_has_the_same_key() -> None:
    assert plate_key("ABO2 CDE") == plate_key("AB02CDE")
    assert plate_key("AB12CDE") != plate_key("AB13CDE")


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("12 High St, Brighton bn1 4qs", ("BN1 4QS",)),
        ("flat B2, 4 North Road M145TP", ("M14 5TP",)),
        ("EC1A 1BB", ("EC1A 1BB",)),
        ("somewhere near E17", ("E17",)),
        ("ZZ1 1AA", ()),
    ],
)
def test_postcodes(said: str, found: tuple[str, ...]) -> None:
    assert postcodes(said) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("instagram: @Ray_K, snap rayk99", [("instagram", "ray_k"), ("snapchat", "rayk99")]),
        ("https://www.facebook.com/ray.k", [("facebook", "ray.k")]),
        ("he goes by rayk", [("", "rayk")]),
        ("ray@example.com", []),
    ],
)
def test_handles(said: str, found: list[tuple[str, str]]) -> None:
    assert [(handle.platform, handle.name) for handle in handles(said)] == found


def test_the_variants_of_a_handle_have_one_key() -> None:
    assert {Handle(platform="", name=name).key for name in ("ray.k", "ray_k", "rayk")} == {"rayk"}
    assert mails("Ray@Example.com.") == ("ray@example.com",)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("14/3/1991", "1991-03-14", "1991-03-14"),
        ("14.3.91", "1991-03-14", "1991-03-14"),
        ("1991-03-14", "1991-03-14", "1991-03-14"),
        ("14th of March 1991", "1991-03-14", "1991-03-14"),
        ("3/14/1991", "1991-03-14", "1991-03-14"),
        ("March 1991", "1991-03-01", "1991-03-31"),
        ("1991", "1991-01-01", "1991-12-31"),
        ("35", "1990-11-23", "1991-11-22"),
        ("about 35", "1987-11-23", "1994-11-22"),
        ("mid 30s", "1988-11-23", "1993-11-22"),
        ("March 14 1991", "1991-03-14", "1991-03-14"),
        ("Mar 14th, 1991", "1991-03-14", "1991-03-14"),
        ("30 to 35", "1990-11-23", "1996-11-22"),
        ("7 months", "2024-11-23", "2026-11-22"),
    ],
)
def test_born(said: str, first: str, last: str) -> None:
    found = born(said, TODAY)
    assert found is not None
    assert (str(found.first), str(found.last)) == (first, last)


@pytest.mark.parametrize("said", ["", "not known", "31/2/1990", "dec 9999", "2030", "14/3/2031", "1850", "400"])
def test_what_can_not_be_is_no_birth(said: str) -> None:
    assert born(said, TODAY) is None


@given(
    said=st.lists(
        st.sampled_from(["dec", "february", "of", "the", "to", "about", "'s", "early", "months", "/", "-", ".", " "])
        | st.integers(0, 99_999).map(str),
        max_size=6,
    ).map(" ".join)
)
def test_whatever_is_said_of_a_birth_is_read_or_not(said: str) -> None:
    found = born(said, TODAY)
    assert found is None or found.first <= found.last <= TODAY


@given(day=days)
def test_a_day_is_read_as_it_was_written(day: date) -> None:
    for said in (f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}", f"{day.day} {day:%B %Y}"):
        found = born(said, TODAY)
        assert found is not None and found.first == found.last == day


@given(day=days)
def test_who_is_so_many_years_old_was_born_in_the_span(day: date) -> None:
    years = TODAY.year - day.year - ((TODAY.month, TODAY.day) < (day.month, day.day))
    found = born(str(years), TODAY)
    assert found is not None and found.first <= day <= found.last
    assert found.last - found.first <= timedelta(days=366)


@given(said=texts)
def test_anything_may_be_typed(said: str) -> None:
    fields: list[str] = ["name", "known_as", "born", "phone", "safe_contact", "online", "vehicle", "address", "work"]
    entry = dict.fromkeys(fields, said)
    known = understood(entry, TODAY)
    words = in_words(known, TODAY)
    assert all(word.isprintable() for word in words)
    if known.born is not None:
        assert known.born.first <= known.born.last <= TODAY
        assert TODAY.year - known.born.last.year <= OLDEST


@given(said=texts)
def test_what_was_understood_is_understood_again(said: str) -> None:
    """Reading what was read changes nothing."""
    for phone in phones(said):
        if phone.whole:
            assert phones(phone.whole) == (phone,)
    for plate in plates(said):
        assert plates(plate) == (plate,)
    for code in postcodes(said):
        assert postcodes(code) == (code,)


def test_it_is_said_in_words_to_be_checked() -> None:
    entry = {
        "name": "Ray Kane",
        "born": "14/3/1991",
        "phone": "07700 900123",
        "vehicle": "grey Ford ab12cde",
        "address": "4 North Road BN1 4QS",
        "online": "insta @ray.k",
    }
    assert in_words(understood(entry, TODAY), TODAY) == (
        "born 14 March 1991, 35",
        "phone 07700 900123",
        "instagram ray.k",
        "plate AB12 CDE",
        "postcode BN1 4QS",
    )
    assert in_words(understood({"born": "about 35"}, TODAY), TODAY) == ("born 1987 to 1994, 32 to 38",)
    assert in_words(understood({}, TODAY), TODAY) == ()
