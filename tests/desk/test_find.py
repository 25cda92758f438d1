"""Finding and looking: by reference or the beginning of a name, however it is typed; and every look is kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from desk.hands import HandClock, desk_on, made
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.contact.summary import Summary
from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import OWN, Desk
from stalkdesk.desk.typed import NotTaken
from stalkdesk.journal import projections
from stalkdesk.journal.home import Home
from stalkdesk.journal.projections import folded


def named(desk: Desk, *names: str) -> Call:
    call = desk.open("call")
    for number, name in enumerate(names, start=1):
        call.fill("person", number, "name", name)
    return call


def refs(found: list[Summary]) -> set[str]:
    return {line.ref for line in found}


NAMES = {
    "apostrophe": "Siân O’Neill-Evans",
    "accent": "José Núñez",
    "hyphen": "Anne-Marie D'Arcy",
    "sharp": "Jürgen Groß",
    "dots": "İpek Yılmaz",
    "wide": "ＹＡＭＡＤＡ",
    "other": "Αλέξανδρος",
    "arabic": "محمد",
}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, dict[str, str]]]:
    with desk_on(made(tmp_path_factory.mktemp("find") / "practice")) as desk:
        yield desk, {key: named(desk, name).contact.ref for key, name in NAMES.items()}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("sian", "apostrophe"),
        ("SIÂN", "apostrophe"),
        ("oneill", "apostrophe"),
        ("o'neill", "apostrophe"),
        ("O’Neill", "apostrophe"),
        ("Oʼneill", "apostrophe"),
        ("o`neill evans", "apostrophe"),
        ("neill-evans", ""),
        ("oneill-evans", "apostrophe"),
        ("oneill–evans", "apostrophe"),
        ("evans sian", "apostrophe"),
        ("ev", "apostrophe"),
        ("jose nunez", "accent"),
        ("jose\u0301", "accent"),
        ("nun", "accent"),
        ("darcy", "hyphen"),
        ("marie anne", "hyphen"),
        ("anne - marie", "hyphen"),
        ("anne-", "hyphen"),
        ("gross", "sharp"),
        ("GROSS jurgen", "sharp"),
        ("ipek", "dots"),
        ("yamada", "wide"),
        ("ΑΛΈΞ", "other"),
        ("محم", "arabic"),
        ("sian nunez", ""),
        ("evansx", ""),
        ("", ""),
        ("  ", ""),
        ("-", ""),
        ("'", ""),
    ],
)
def test_a_name_is_found_by_how_its_words_begin(many: tuple[Desk, dict[str, str]], text: str, keys: str) -> None:
    desk, there = many
    assert refs(desk.find(text)) == {there[key] for key in keys.split()}


def test_a_reference_is_found_by_how_it_begins_in_any_case(desk: Desk) -> None:
    calls = [named(desk, "Rao") for _ in range(4)]
    ref = calls[0].contact.ref
    for text in (ref, ref.lower(), ref[:-1], f" {ref.replace('-', '–')} ", f"{ref} rao"):
        assert ref in refs(desk.find(text))
    assert len(desk.find("pr-")) == 4
    assert desk.find(f"{ref} nunez") == []
    assert desk.line(ref.lower()).id == desk.line(calls[0].contact.id.upper()).id == calls[0].contact.id
    for nothing in ("PR-0000", "", "desk", "' OR 1=1 --", "\x00", "x" * 5000):
        with pytest.raises(NotTaken, match="There is no record") as caught:
            desk.line(nothing)
        assert len(str(caught.value)) < 100


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        ("' OR '1'='1", False),
        ('" OR ""="', False),
        ("%", False),
        ("_", False),
        ("*", False),
        ("r_o", False),
        ("NEAR(rao ann)", False),
        ("rao; DROP TABLE contact", False),
        ("\x1b[2Jrao", False),
        ("\ud800", False),
        ("\U0010ffff", False),
        ("(" * 1000, False),
        ("x " * 5000, False),
        ("x-" * 5000, False),
        ("rao*", True),
        ("(rao)", True),
        ("a " * 5000, True),
        ("a-" * 5000, True),
    ],
)
def test_what_is_typed_is_only_ever_compared(desk: Desk, text: str, finds: bool) -> None:
    call = named(desk, "Ann Rao")
    assert refs(desk.find(text)) == ({call.contact.ref} if finds else set())


@given(st.text(max_size=30), st.text(max_size=30))
def test_folding_leaves_letters_digits_and_hyphens_and_folding_again_changes_nothing(one: str, two: str) -> None:
    assert folded(folded(one)) == folded(one)
    assert folded(f"{one} {two}") == f"{folded(one)} {folded(two)}"
    assert all(c.isalnum() or c in "- " for c in folded(one))


def line(number: int, *names: str) -> Summary:
    return Summary(
        id=f"{number:032x}",
        ref=f"PR-{number}",
        channel="call",
        stage="finished",
        level="standard",
        rank=0,
        possible="high",
        sufficient=True,
        covered=1,
        core=1,
        answers=1,
        opened=f"2026-11-21T22:44:{number // 1000:02d}.{number % 1000:03d}Z",
        last_at="",
        finished="",
        revision=1,
        call_back="",
        gone=False,
        about="",
        open_log=False,
        names=names,
    )


def test_among_thousands_of_the_same_name_the_right_one_is_found_and_the_latest_come_first(desk: Desk) -> None:
    lines = [line(number, "John Smith") for number in range(6000)]
    lines += [line(6001, "Rebecca Thornton")]
    lines += [line(number, "Rebecca Hughes") for number in range(7000, 12000)]
    lines[3456] = line(3456, "Rebecca Smith")
    with desk.journal.writing() as db:
        projections.rebuild(db, lines)
    assert [found.ref for found in desk.find("smith rebecca")] == ["PR-3456"]
    assert [found.ref for found in desk.find("smith", 3)] == ["PR-5999", "PR-5998", "PR-5997"]
    assert len(desk.find("pr-1")) == 50


# A look is an event


def test_what_a_search_showed_is_kept_and_a_search_that_showed_nothing_is_not(desk: Desk) -> None:
    call = named(desk, "Siân Rao")
    before = desk.journal.verify().events
    assert desk.find("nobody") == []
    assert desk.journal.verify().events == before
    desk.find("râo\x1b")
    desk.find("sian")
    looks = list(desk.journal.events(OWN))
    assert [(look.seq, look.kind, look.who) for look in looks] == [(1, "searched", "4471"), (2, "searched", "4471")]
    assert looks[1].body == {"text": "sian", "shown": [call.contact.ref]}
    assert desk.journal.verify().broken_at is None


def test_reading_a_record_is_an_event_of_that_record_and_changes_nothing_else(desk: Desk) -> None:
    call = named(desk, "Siân Rao")
    contact, assessment = desk.read(call.contact.id)
    assert [event.kind for event in desk.events(call.contact.id)][-1] == "viewed"
    assert contact.people == call.contact.people
    assert assessment.core == call.assessment.core
    desk.read(call.contact.id, log=False)
    assert [event.kind for event in desk.events(call.contact.id)].count("viewed") == 1


def test_a_name_that_was_put_right_is_found_by_the_new_one_only(desk: Desk) -> None:
    call = named(desk, "Ann Rao", "Dan Hughes")
    call.fill("person", 1, "name", "Ann Hughes")
    assert desk.find("rao") == []
    call.remove("person", 2)
    assert desk.find("dan") == []
    assert refs(desk.find("ann hughes")) == {call.contact.ref}


def test_the_lists_are_made_anew_when_their_shape_is_an_older_one(home: Home, clock: HandClock) -> None:
    with desk_on(home, clock) as desk:
        call = named(desk, "Siân Rao")
        desk.find("sian")  # the desk's own events belong to no contact
        kept = desk.line(call.contact.ref)
        with desk.journal.writing() as db:
            db.conn.execute("UPDATE meta SET value = '0' WHERE name = 'projections'")
            db.conn.execute("DELETE FROM contact")
            db.conn.execute("DELETE FROM name")
    with desk_on(home, clock) as desk:
        assert desk.line(call.contact.ref) == kept
        assert refs(desk.find("sian")) == {call.contact.ref}
        assert projections.current(desk.journal.db)
