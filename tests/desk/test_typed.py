"""What is typed into a field: taken as it was meant, or refused in one line that says how to mend it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from desk.hands import HandClock, desk_on
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.typed import LONGEST, NotTaken, value_of
from stalkdesk.journal.home import Home
from stalkdesk.questions.model import Kind, Question

NUMBER = Question(id="count", kind=Kind.NUMBER, ask="How many?", low=0, high=20)
ANY_NUMBER = Question(id="sum", kind=Kind.NUMBER, ask="How much?")
DATE = Question(id="since", kind=Kind.DATE, ask="Since when?", low="2000-01-01", high="2030-12-31")
TEXT = Question(id="place", kind=Kind.TEXT, ask="Where?", high=20)


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        (NUMBER, "12", 12),
        (NUMBER, " +3 ", 3),
        (NUMBER, "0", 0),
        (NUMBER, "2.50", Decimal("2.50")),
        (ANY_NUMBER, "1,234,567", 1234567),
        (ANY_NUMBER, "-4", -4),
        (ANY_NUMBER, "123456789012345", 123456789012345),
        (DATE, "2026-11-21", "2026-11-21"),
        (DATE, "21/11/2026", "2026-11-21"),
        (DATE, "3.4.2026", "2026-04-03"),
        (DATE, "1 2 2026", "2026-02-01"),
        (TEXT, "  14 Mill Lane ", "14 Mill Lane"),
        (TEXT, "e\u0301", "\u00e9"),
        (TEXT, "a\x1b[2Jb", "a␛[2Jb"),
    ],
)
def test_what_is_meant_is_taken(question: Question, text: str, value: object) -> None:
    found = value_of(question, text)
    assert (found, str(found), type(found)) == (value, str(value), type(value))


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        (NUMBER, "many", "This is not a number; type digits, as 12 or 2.5."),
        (NUMBER, "1,5", "This is not a number; type digits, as 12 or 2.5."),
        (NUMBER, "1e3", "This is not a number; type digits, as 12 or 2.5."),
        (ANY_NUMBER, "1e999999", "This is not a number; type digits, as 12 or 2.5."),
        (ANY_NUMBER, "Infinity", "This is not a number; type digits, as 12 or 2.5."),
        (ANY_NUMBER, "nan", "This is not a number; type digits, as 12 or 2.5."),
        (ANY_NUMBER, "1_000", "This is not a number; type digits, as 12 or 2.5."),
        (ANY_NUMBER, "1234567890123456", "This number can't be kept; type at most 15 digits."),
        (NUMBER, "21", "21 is out of bounds; it is not under 0 and not over 20."),
        (NUMBER, "-1", "-1 is out of bounds; it is not under 0 and not over 20."),
        (DATE, "yesterday", "Yesterday is not a date; write it as YYYY-MM-DD."),
        (DATE, "30/2/2026", "There is no day 2026-02-30; check the day and the month."),
        (DATE, "1/1/1999", "1999-01-01 is out of bounds; it is not under 2000-01-01 and not over 2030-12-31."),
        (TEXT, "x" * 21, "This is 21 characters long; at most 20 are taken."),
    ],
)
def test_what_cannot_be_taken_is_refused_in_one_line_with_its_mend(question: Question, text: str, words: str) -> None:
    with pytest.raises(NotTaken) as caught:
        value_of(question, text)
    assert str(caught.value) == words


@given(st.sampled_from([NUMBER, ANY_NUMBER, DATE, TEXT]), st.text(max_size=60) | st.from_regex(r"[-+0-9.,eE/ ]{1,30}"))
def test_no_text_is_too_odd(question: Question, text: str) -> None:
    said = "."
    try:
        value_of(question, text)
    except NotTaken as error:
        said = str(error)
    assert "\n" not in said
    assert said.endswith(".")


def test_a_text_answer_is_kept_whole_and_its_draft_goes(desk: Desk, call: Call) -> None:
    call.go("exact_location")
    call.draft("answer:exact_location", "14 Mi")
    assert call.view.question.typed == "14 Mi"
    call.type("14 Mill Lane, flat 3")
    assert call.contact.answers["exact_location"].value == "14 Mill Lane, flat 3"
    assert call.contact.drafts == {}
    call.go("exact_location")
    assert call.view.question.typed == "14 Mill Lane, flat 3"


def test_a_refused_text_changes_nothing_and_its_draft_stays(desk: Desk, call: Call) -> None:
    call.go("exact_location")
    call.draft("answer:exact_location", "x" * 600)
    before = list(desk.events(call.contact.id))
    with pytest.raises(NotTaken, match="600 characters long; at most 500"):
        call.type("x" * 600)
    assert list(desk.events(call.contact.id)) == before
    assert call.view.question.typed == "x" * 600


def test_nothing_typed_only_moves_on(call: Call) -> None:
    call.go("exact_location")
    call.type("  ")
    assert "exact_location" not in call.contact.answers
    assert call.view.question.id == "children_or_others"


def test_a_number_is_kept_as_it_was_typed_over_a_restart(desk: Desk) -> None:
    call = desk.open("call", wanted="walk-in-short")
    call.go("children_with_you")
    call.type("2")
    assert call.contact.answers["children_with_you"].value == 2
    call.go("children_with_you")
    with pytest.raises(NotTaken, match="out of bounds"):
        call.type("21")
    assert desk.read(call.contact.id, log=False)[0].answers == call.contact.answers


def test_free_text_of_any_length_up_to_the_longest_is_kept_whole_and_longer_is_refused(desk: Desk, call: Call) -> None:
    paste = ("He said it again. " * 600)[:10_000].strip()
    call.note(paste, "threat_kill")
    call.word(paste)
    call.fill("person", 1, "looks", paste)
    kept = desk.read(call.contact.id, log=False)[0]
    assert kept.notes["threat_kill"] == kept.words[0].text == kept.people[1]["looks"] == paste
    too_long = "x" * (LONGEST + 1)
    for act in (
        lambda: call.note(too_long),
        lambda: call.word(too_long),
        lambda: call.reword(1, too_long),
        lambda: call.fill("person", 1, "looks", too_long),
        lambda: call.caller_gone(too_long),
    ):
        with pytest.raises(NotTaken, match="20,001 characters long; at most 20,000 are taken"):
            act()
    call.draft("words", too_long)  # what is still being typed is refused when it is entered, not before
    assert desk.read(call.contact.id, log=False)[0] == kept


def test_nothing_kept_can_drive_a_terminal(desk: Desk, call: Call) -> None:
    evil = "\x1b]0;x\x07 \u202eabc\u202c \x00 \ud800"
    call.note(evil)
    call.word(evil)
    call.fill("danger", 0, "location", evil)
    call.draft("words", evil)
    call.caller_gone(evil, evil)
    said = str([event.body for event in desk.events(call.contact.id)])
    assert not set(said) & set("\x1b\x07\x00\u202e\u202c\ud800")
    assert desk.journal.verify().broken_at is None


def test_what_is_typed_is_a_draft_on_the_disk_until_it_is_entered(desk: Desk, call: Call) -> None:
    for text in ("h", "he", "he sa"):
        call.draft("words", text)
    assert desk.read(call.contact.id, log=False)[0].drafts == {"words": "he sa"}
    before = call.contact.seq
    call.draft("words", "he sa")
    assert call.contact.seq == before  # nothing new, nothing written
    call.draft("words", "")
    assert desk.read(call.contact.id, log=False)[0].drafts == {}


def test_a_draft_leaves_what_the_screen_says_as_it_is(call: Call) -> None:
    call.go("relationship")
    call.choose("value:ex_partner")
    call.go("children_together")
    call.choose("value:no")
    call.go("relationship")
    call.choose("value:neighbour")
    notice = call.view.notice
    assert notice
    call.draft("words", "h")
    assert call.view.notice == notice


def test_a_note_keeps_its_lines_over_a_restart(home: Home, clock: HandClock) -> None:
    with desk_on(home, clock) as desk:
        call = desk.open("call")
        call.note("first\nsecond  \n\n")
        id = call.contact.id
        assert call.contact.notes == {"danger_now": "first\nsecond"}
    with desk_on(home, clock) as desk:
        assert desk.read(id, log=False)[0].notes == {"danger_now": "first\nsecond"}
