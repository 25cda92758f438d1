"""A rationale of substance: none that could stand on any record, and none that was copied."""

from __future__ import annotations

import pytest
from desk.hands import RATIONALE
from hypothesis import example, given
from hypothesis import strategies as st

from stalkdesk.contact.rationale import BOILERPLATE, LEAST_WORDS, fault, words_of

SAID = "he stood by the bins with a bread knife and said he would use it on me before the weekend"
BECAUSE = ("a threat to kill, in the caller's own words", "a weapon was carried, shown or got hold of")


def test_one_that_names_facts_is_taken() -> None:
    assert fault(RATIONALE) == ""
    assert fault("The brother, seen by 3318 at 14:05, admits sending both letters himself, as a joke on her") == ""
    assert fault("Сосед признался, что письма писал его сын, школьник, участковый говорил с обоими вчера") == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Say more"),
        ("   \n ", "Say more"),
        ("not that bad", "Say more"),
        ("low low low low low low low low low", "could stand on any record"),
        ("x x x x x x x x x x x x", "could stand on any record"),
        ("qqqq wwww rrrr tttt pppp ssss dddd ffff gggg", "could stand on any record"),
        (
            "Risk assessment completed. No apparent risk, no concerns raised, as discussed with supervisor.",
            "any record",
        ),
        ("it was not that bad for her and she is not at risk", "any record"),
        ("No risk identified at this time following review of the circumstances by the call handler", "any record"),
        ("Reviewed. Level reduced following assessment in accordance with force policy and procedure.", "any record"),
        ("caller seemed calm throughout and did not appear to be frightened of him at all", "any record"),
        ("it is just a domestic and she keeps ringing us about her husband", "any record"),
        (SAID, "copied"),
        (SAID.upper().replace(" ", ",  "), "copied"),
        (f"{BECAUSE[0]}; {BECAUSE[1]}", "copied"),
        (SAID.replace("knife", "small knife"), "copied"),
    ],
)
def test_one_without_substance_is_refused_in_words(text: str, words: str) -> None:
    assert words in fault(text, (SAID, *BECAUSE))


SMALL = ("the", "was", "and", "her", "not", "risk", "level", "because", "it", "is")
phrases = st.lists(st.sampled_from((*BOILERPLATE, *SMALL)), max_size=30).map(" ".join)


@given(phrases)
@example("professional judgement professional judgement supervisor agrees supervisor agrees see log see log")
def test_phrases_that_stand_on_any_record_make_none_however_many_there_are(text: str) -> None:
    assert fault(text)


@given(st.lists(st.text("abcdeio", min_size=3, max_size=7), min_size=LEAST_WORDS, max_size=40), st.data())
def test_a_copy_with_other_signs_and_capitals_is_a_copy(words: list[str], data: st.DataObject) -> None:
    signs = data.draw(st.lists(st.sampled_from([" ", ", ", ". ", " – ", "\n"]), min_size=len(words)))
    copy = "".join(word.upper() + sign for word, sign in zip(words, signs, strict=False))
    assert words_of(copy) == " ".join(words)
    assert fault(copy, (f"so {' '.join(words)} then",))


@given(st.text(max_size=300), st.lists(st.text(max_size=200), max_size=4))
def test_any_text_is_taken_or_refused_in_one_line(text: str, others: list[str]) -> None:
    why = fault(text, others)
    assert "\n" not in why and (not why or why.endswith("."))
    assert fault(text, [*others, text])  # nothing is its own reason
