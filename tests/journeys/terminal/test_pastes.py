"""What is pasted is text: all of it is kept, none of it drives the terminal, and it answers nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from journeys.terminal.desk_in_pty import FIRST, SECOND, THIRD, DeskInPty
from journeys.terminal.disk import in_hand

from stalkdesk.contact.contact import Contact
from stalkdesk.text import clean_text

LONG = 10_000
SHOWN = "the very end"
MARKED = "first \u202ertl\u2066 \x9b31m bell\x07 back\x08 tab\tdel\x7f and é, " + "he said it again, "
ESCAPES = "first \x1b[2Jclear \x1b]52;c;U3RvbGVu\x07 \x1b[31mred \x1b]0;named\x07 \x1bOQ \x1b[21~ yes no, "
NEVER = (b"\x1b]52", b"\x1b]0;", b"\x1b[2J", b"\x07", b"\x08", "\u202e".encode(), "\u2066".encode(), "\x9b".encode())
"""What must not reach the terminal from a paste."""
escapes = pytest.param(
    ESCAPES,
    id="escapes",
    marks=pytest.mark.xfail(reason="after an escape character Textual's reader takes what is pasted for keys"),
)


def of(text: str, length: int) -> str:
    """A text of so many characters that begins so, with an end to be seen."""
    return (text * (length // len(text) + 1))[: length - len(SHOWN)] + SHOWN


def in_a_line(text: str) -> str:
    """What a field of one line makes of it."""
    return clean_text(text).replace("\t", " ")


def kept(folder: Path) -> Contact:
    [contact] = in_hand(folder)
    return contact


def pasted(desk: DeskInPty, text: str) -> None:
    """Paste it, see its end, and see that nothing of it went to the terminal itself."""
    since = len(desk.raw)
    desk.paste(text)
    desk.keys("home", "end")
    desk.until(SHOWN, patience=10)
    written = bytes(desk.raw[since:])
    assert [code for code in NEVER if code in written] == []


@pytest.mark.parametrize("start", [pytest.param(MARKED, id="marks"), escapes])
def test_a_note_keeps_it_whole(tmp_path: Path, start: str) -> None:
    text = of(f"{start}\nsecond line, ", LONG)
    with DeskInPty(tmp_path) as desk:
        desk.new_call()
        desk.note()
        pasted(desk, text)
        desk.keys("tab")
        desk.until(lambda: not desk.typing)
    assert kept(tmp_path).notes == {"danger_now": clean_text(text)}


@pytest.mark.parametrize("start", [pytest.param(MARKED, id="marks"), escapes])
def test_words_keep_it_whole(tmp_path: Path, start: str) -> None:
    text = of(start, LONG)
    with DeskInPty(tmp_path) as desk:
        desk.new_call()
        desk.part("f2", "Words")
        pasted(desk, text)
        desk.keys("enter")
        desk.until("In their words")
    assert [line.text for line in kept(tmp_path).words] == [in_a_line(text)]


@pytest.mark.parametrize("start", [pytest.param(MARKED, id="marks"), escapes])
def test_a_field_of_a_person_keeps_it_whole(tmp_path: Path, start: str) -> None:
    text = of(start, LONG)
    with DeskInPty(tmp_path) as desk:
        desk.new_call()
        desk.part("f3", "People")
        desk.keys("down", "down")
        pasted(desk, text)
        desk.keys("enter")
        desk.keys("f3")
        desk.until(FIRST)
    assert list(kept(tmp_path).people[1].values()) == [in_a_line(text)]


def test_a_text_answer_is_kept_whole_up_to_its_limit_and_refused_in_words_beyond(tmp_path: Path) -> None:
    text = of(MARKED, 350)
    with DeskInPty(tmp_path) as desk:
        desk.new_call()
        desk.answer("n")
        desk.until(SECOND)
        desk.answer("y")
        desk.until(THIRD)
        desk.field()
        pasted(desk, of("x", LONG))
        desk.keys("enter")
        desk.until("500")
        assert THIRD in desk.flat
        desk.watch(1.2)
        desk.kill()
    assert kept(tmp_path).drafts["answer:exact_location"] == of("x", LONG)
    with DeskInPty(tmp_path) as desk:
        desk.resume(THIRD)
        desk.field()
        desk.keys("ctrl+u")
        desk.until("type here")
        pasted(desk, text)
        desk.keys("enter")
        desk.until("Are there children")
    assert kept(tmp_path).answers["exact_location"].value == in_a_line(text)


def test_a_paste_without_brackets_runs_into_the_first_field_and_no_further(tmp_path: Path) -> None:
    with DeskInPty(tmp_path) as desk:
        desk.new_call()
        desk.send(b"nyyyyyyyyyyy")
        desk.until("yyyyyyyyy")
        desk.watch(1.2)
    contact = kept(tmp_path)
    assert [answer.value for answer in contact.answers.values()] == ["no", "yes"]
    assert contact.drafts["answer:exact_location"].endswith("yyyyyyyyy")


def test_a_field_shows_where_its_cursor_is_after_a_paste(tmp_path: Path) -> None:
    with DeskInPty(tmp_path) as desk:
        desk.new_call()
        desk.part("f2", "Words")
        desk.paste(of("he said it again, ", 400))
        desk.until(SHOWN, patience=3)


def test_letters_right_behind_the_key_that_opens_a_field_go_into_the_field(tmp_path: Path) -> None:
    with DeskInPty(tmp_path) as desk:
        desk.new_call()
        desk.send(b"ty")  # as a slow line hands them over: together
        desk.until(lambda: desk.typing, patience=3)
        desk.watch(1.2)
    contact = kept(tmp_path)
    assert not contact.answers
    assert contact.drafts == {"note:danger_now": "y"}
