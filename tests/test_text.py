"""The door for words from outside."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.text import clean_text, clip, one_line

WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("plain", "plain"),
        ("\x1b]52;c;ZXZpbA==\x07", "␛]52;c;ZXZpbA==␇"),
        ("\x1b[2J", "␛[2J"),
        ("\x9b2J", "‹U+009B›2J"),
        ("a\x00b\x7f", "a␀b␡"),
        ("abc\u202edcba", "abc‹U+202E›dcba"),
        ("zero\u200bwidth\ufeff", "zero‹U+200B›width‹U+FEFF›"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("tab\tkept", "tab\tkept"),
        ("cafe\u0301", "café"),
        ("👩\u200d👧", "👩\u200d👧"),
        (WALES, WALES),
        ("\U0001f3f4\U000e0078", "\U0001f3f4‹U+E0078›"),
        ("\ud800", "‹U+D800›"),
        ("[b]not markup[/b] [@click=app.quit]", "[b]not markup[/b] [@click=app.quit]"),
    ],
)
def test_what_a_terminal_obeys_or_hides_becomes_a_mark(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


@given(st.text(st.characters(exclude_categories=[])))
def test_cleaning_twice_changes_nothing_and_nothing_dangerous_is_left(raw: str) -> None:
    clean = clean_text(raw)
    assert clean_text(clean) == clean
    for char in clean.replace(WALES, ""):
        allowed = char in "\n\t\u200c\u200d"
        assert allowed or unicodedata.category(char) not in ("Cc", "Cf", "Cs"), ascii(char)


@given(st.text(), st.integers(0, 50))
def test_one_line_is_one_line_and_a_clip_is_no_longer_than_asked(raw: str, cells: int) -> None:
    assert len(one_line(raw).splitlines()) <= 1
    assert len(clip(raw, cells)) <= max(cells, 1)


def test_a_clip_shows_that_it_was_cut() -> None:
    assert clip("abcdef", 4) == "abc…"
    assert clip("abcd", 4) == "abcd"
    assert clip("a\nb", 4) == "a␊b"
