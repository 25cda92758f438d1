"""The caller's own account: kept line by line, proposing answers, and marked where it is word for word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from desk.hands import HandClock
from sets import a_set, rule, yes_no

from stalkdesk.desk.call import Call, WouldLower
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.typed import NotTaken
from stalkdesk.questions.answers import KnownBy


def proposed(call: Call) -> list[tuple[int, str]]:
    return [(one.line, one.question) for one in call.view.proposed]


def test_each_line_is_kept_with_its_time(desk: Desk, call: Call, clock: HandClock) -> None:
    clock.wait(10)
    call.word("he was outside my work")
    clock.wait(5)
    call.word("  and then\n\n he rang \n")
    kept = desk.read(call.contact.id, log=False)[0].words
    assert [(line.number, line.text, line.elapsed) for line in kept] == [
        (1, "he was outside my work", 10.0),
        (2, "and then", 15.0),
        (3, "he rang", 15.0),
    ]
    before = call.contact
    call.word(" \n ")
    assert call.contact is before


def test_words_propose_and_never_answer_by_themselves(call: Call) -> None:
    call.word("he's parked outside again and he said he'd kill me")
    assert call.contact.answers == {}
    found = {one.question: one for one in call.view.proposed}
    assert "threat_kill" in found
    assert call.view.proposed[0].question == "threat_kill"  # threats first
    assert found["threat_kill"].value == "yes"
    assert found["threat_kill"].phrase in "he's parked outside again and he said he'd kill me"


@pytest.mark.parametrize(
    "text", ["he has never hit me", "he didn't threaten to kill me", "no he never followed me", "the weather is nice"]
)
def test_what_is_said_not_to_have_happened_is_not_proposed(call: Call, text: str) -> None:
    call.word(text)
    assert proposed(call) == []


def test_taking_a_proposal_answers_says_whence_and_stays_where_the_handler_is(desk: Desk, call: Call) -> None:
    call.go("relationship")
    call.word("he was watching me from across the road")
    call.take(1, "followed")
    answer = call.contact.answers["followed"]
    assert (answer.value, answer.known_by) == ("yes", KnownBy.WORDS)
    assert call.contact.words[0].taken == ("followed",)
    assert not call.contact.words[0].verbatim
    assert (call.view.question.id, call.view.question.asking) == ("followed", "recency")  # when was it?
    assert proposed(call) == []
    call.choose("recency:last_2_weeks")
    assert call.contact.answers["followed"].known_by is KnownBy.WORDS
    assert desk.read(call.contact.id, log=False)[0] == call.contact


def test_taking_one_that_asks_no_time_leaves_the_question_on_the_screen_as_it_is(call: Call) -> None:
    call.go("got_inside")
    call.choose("value:yes")
    assert call.view.question.asking == "recency"
    call.word("he strangled me")
    call.take(1, "strangulation")
    assert call.contact.answers["strangulation"].value == "yes"
    assert (call.view.question.id, call.view.question.asking) == ("got_inside", "recency")
    assert call.view.notice == "throat or neck: yes, taken from the words."


def test_a_threat_that_is_taken_is_marked_word_for_word(desk: Desk, call: Call) -> None:
    call.word("he said I'm going to kill you")
    call.take(1, "threat_kill")
    assert call.contact.words[0].verbatim
    contact, assessment = desk.read(call.contact.id, log=False)
    assert contact.pinned(assessment.qset) == ("he said I'm going to kill you",)


def test_a_proposal_that_is_no_plain_yes_leads_to_its_question(call: Call) -> None:
    call.word("it's my ex husband")
    (one,) = [one for one in call.view.proposed if one.question == "relationship"]
    assert one.value == ""
    call.take(1, "relationship")
    assert call.view.question.id == "relationship"
    assert "relationship" not in call.contact.answers
    assert "relationship" not in [question for _, question in proposed(call)]


def test_a_dismissed_proposal_stays_away_from_that_line_only(call: Call) -> None:
    call.word("he was watching me")
    call.dismiss(1, "followed")
    assert proposed(call) == []
    assert "followed" not in call.contact.answers
    call.word("he followed me home today")
    assert proposed(call) == [(2, "followed")]


def test_what_was_answered_is_not_proposed_and_is_again_when_it_is_taken_back(call: Call) -> None:
    call.word("he followed me home")
    call.go("followed")
    call.choose("value:no")
    assert proposed(call) == []
    call.go("followed")
    call.clear()
    assert proposed(call) == [(1, "followed")]


def test_what_is_not_asked_in_this_case_is_not_proposed(call: Call) -> None:
    call.go("relationship")
    call.choose("value:stranger")
    call.word("we split up last year")
    assert "separated_when" not in [question for _, question in proposed(call)]
    call.go("relationship")
    call.choose("value:ex_partner")
    assert "separated_when" in [question for _, question in proposed(call)]


def test_a_line_is_put_right_and_the_old_one_stays_in_the_history(desk: Desk, call: Call) -> None:
    call.word("he folowed me")
    call.mark(1)
    call.reword(1, "he followed me\nhome")
    (line,) = call.contact.words
    assert (line.text, line.verbatim) == ("he followed me home", True)
    assert [event.body["text"] for event in desk.events(call.contact.id) if event.kind == "worded"] == [
        "he folowed me",
        "he followed me home",
    ]
    call.reword(1, "")
    assert proposed(call) == []
    with pytest.raises(NotTaken, match="no such line"):
        call.reword(7, "x")


def test_a_mark_is_put_on_and_taken_off(call: Call) -> None:
    call.word("I will end you")
    call.mark(1)
    assert call.contact.words[0].verbatim
    call.mark(1)
    assert not call.contact.words[0].verbatim
    with pytest.raises(NotTaken, match="no line to mark"):
        call.mark(2)


def test_words_of_the_caller_are_kept_letter_by_letter(desk: Desk, call: Call) -> None:
    words = "“I’ll *end* you”, he said — [bold]twice[/] 🔪 {x} %s <b>"
    call.word(words)
    call.mark(1)
    call.note(words, "threat_kill")
    contact, assessment = desk.read(call.contact.id, log=False)
    assert contact.pinned(assessment.qset) == (words,)


def test_a_taken_answer_that_would_lower_the_level_is_asked_about_too(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    document = a_set(
        yes_no("gone", cues=["moved away"], core=True),
        yes_no("armed", relevant={"not": "gone"}),
        rules=(rule("armed", "armed"),),
        id="own",
    )
    path.write_text(json.dumps(document), encoding="utf-8")
    call = desk.open("call", wanted=str(path))
    call.choose("value:no")
    call.go("armed")
    call.choose("value:yes")
    call.go("gone")
    call.clear()
    call.word("he moved away in May")
    assert proposed(call) == [(1, "gone")]
    with pytest.raises(WouldLower):
        call.take(1, "gone")
    assert "gone" not in call.contact.answers
    assert call.contact.words[0].taken == ()
    call.take(1, "gone", sure=True)
    assert call.contact.answers["gone"].value == "yes"


# People, incidents, danger, the front desk


def test_forms_are_kept_field_by_field_and_nothing_in_them_is_a_must(desk: Desk, call: Call) -> None:
    call.fill("person", 1, "role", "suspect")
    call.fill("person", 1, "name", "  Siân O’Neill-Evans ")
    call.fill("incident", 1, "when", "every night since Friday")
    call.fill("danger", 0, "location", "in the bathroom")
    call.fill("setting", 0, "overheard", "no")
    kept = desk.read(call.contact.id, log=False)[0]
    assert kept.people == {1: {"role": "suspect", "name": "Siân O’Neill-Evans"}}
    assert kept.incidents == {1: {"when": "every night since Friday"}}
    assert (kept.danger, kept.setting) == ({"location": "in the bathroom"}, {"overheard": "no"})
    for form, field in (("person", "shoe_size"), ("vehicle", "plate"), ("danger", "name")):
        with pytest.raises(NotTaken, match="no such field"):
            call.fill(form, 1, field, "x")


def test_somebody_entered_by_mistake_is_taken_out_and_stays_in_the_history(desk: Desk, call: Call) -> None:
    call.fill("person", 1, "name", "Dan")
    call.draft("person:1:phone", "0770")
    call.remove("person", 1)
    assert call.contact.people == {}
    assert call.contact.drafts == {}
    assert "filled" in [event.kind for event in desk.events(call.contact.id)]
    call.draft("person:2:name", "Hal")
    call.remove("person", 2)
    assert call.contact.drafts == {}
    for form, number in (("person", 1), ("incident", 1), ("danger", 0), ("vehicle", 1)):
        with pytest.raises(NotTaken, match="nothing to take out"):
            call.remove(form, number)
