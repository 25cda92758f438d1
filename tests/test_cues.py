"""What in a caller's own account points to a question, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sets import a_set, build, yes_no

from stalkdesk.guidance.sets import find
from stalkdesk.questions.cues import CueFinder
from stalkdesk.questions.model import Question

SET = build(
    a_set(
        yes_no("followed", cues=["following me", "outside my house"]),
        yes_no("violence", cues=["hit me", "punched me"]),
        yes_no("threat", verbatim=True, cues=["kill me", "you're dead"]),
        yes_no("tech", cues=["tracker", "tag on my car", "my car"]),
    )
)
FINDER = CueFinder(SET)
SHIPPED = find("stalking-screening")


def found(text: str) -> list[str]:
    return [cue.question for cue in FINDER.find(text)]


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        # plain, whatever the case, number, tense and person
        ("He HIT me", ["violence"]),
        ("she follows me everywhere", ["followed"]),
        ("he followed us home", ["followed"]),
        ("there were two trackers", ["tech"]),
        ("you’re dead, he said", ["threat"]),
        ("he'll kill you", ["threat"]),
        ("he was outside our houses", ["followed"]),
        # said not to be so
        ("he never hit me", []),
        ("he has never, ever hit me", []),
        ("he hasn't hit me yet", []),
        ("he didnt hit me", []),
        ("nobody hit me", []),
        ("he has not once in all that time hit me", []),
        ("he didn't punch me or hit me", []),
        ("no tracker was found", []),
        ("without hitting me", []),
        ("he never said he would kill me", []),
        # said not to have stopped, or a not that is about something else
        ("he hasn't stopped following me", ["followed"]),
        ("he won't stop following me", ["followed"]),
        ("he never stopped hitting me", ["violence"]),
        ("I don't know why he keeps following me", ["followed"]),
        ("I'm not sure but he hit me", ["violence"]),
        ("I'm not sure he hit me", ["violence"]),
        ("not only did he hit me", ["violence"]),
        ("it's not the first time he hit me", ["violence"]),
        ("no he hit me", ["violence"]),
        ("he no longer follows me", ["followed"]),
        ("I can't go out without him following me", ["followed"]),
        ("I can't believe he hit me", ["violence"]),
        ("I don't want him following me", ["followed"]),
        # the not ends with its clause
        ("he didn't shout but he hit me", ["violence"]),
        ("he didn't say a word, he hit me", ["violence"]),
        ("he didn't shout and he hit me", ["violence"]),
        ("he did not answer. hit me instead", ["violence"]),
        ("I didn't leave because he was outside my house", ["followed"]),
        # two nots are none
        ("it's not that he never hit me", ["violence"]),
        # where words are the threat, denying the wish is the threat
        ("he said I don't want to kill you", ["threat"]),
        ("he said he won't kill me", ["threat"]),
        ("she said she's not going to kill me", ["threat"]),
        ("he didn't mean to hit me", []),
        ("he said I'd never kill you", ["threat"]),
        # the caller speaks of doing it, and tells what another said
        ("I could kill him", []),
        ("he said I'll kill him", ["threat"]),
        # as people talk
        ("he's outside me house", ["followed"]),
        ("he hit my car", ["tech"]),
        # nothing, and only a part of a cue
        ("", []),
        ("he was outside", []),
        ("the following day", []),
        ("a hit song", []),
    ],
)
def test_cues_in_a_line(text: str, questions: list[str]) -> None:
    assert found(text) == questions


def test_a_cue_knows_where_it_stands_in_the_words_as_typed() -> None:
    text = "Well… there's a  TAG  on my CAR – and he's outside\tmy house!"
    assert [(cue.phrase, text[cue.start : cue.end]) for cue in FINDER.find(text)] == [
        ("tag on my car", "TAG  on my CAR"),
        ("outside my house", "outside\tmy house"),
    ]


def test_a_cue_does_not_run_on_into_the_next_line() -> None:
    assert found("he was outside\nmy house is cold") == []


def test_what_lies_inside_another_cue_of_the_question_is_not_told_twice() -> None:
    assert [cue.phrase for cue in FINDER.find("a tag on my car")] == ["tag on my car"]
    assert [cue.phrase for cue in FINDER.find("my car, and a tag on my car")] == ["my car", "tag on my car"]


@pytest.mark.parametrize("question", [q for q in SHIPPED.questions.values() if q.cues], ids=lambda q: q.id)
def test_every_shipped_cue_is_found_for_its_question(question: Question) -> None:
    finder = CueFinder(SHIPPED)
    for phrase in question.cues:
        assert question.id in [cue.question for cue in finder.find(f"so {phrase} now")], phrase


def test_a_whole_account() -> None:
    account = (
        "my ex, we split up in June. he's been outside my house again and there was a tag on my car. "
        "He's never hit me but he put his hands round my neck once. he said if I can't have you nobody will. "
        "I told the police in May and got a crime number"
    )
    questions = {cue.question for cue in CueFinder(SHIPPED).find(account)}
    assert questions >= {
        "relationship",
        "separated_when",
        "home_visits",
        "tech",
        "strangulation",
        "suicidal_or_nothing_to_lose",
        "reported_before",
    }
    assert "violence" not in questions


@given(st.text(max_size=300))
def test_any_text_is_searched_and_spans_lie_in_it(text: str) -> None:
    for cue in CueFinder(SHIPPED).find(text):
        assert 0 <= cue.start < cue.end <= len(text)


def test_ten_thousand_characters() -> None:
    assert len(CueFinder(SHIPPED).find("he keeps following me not never " * 320)) >= 300
