"""The record: what other programs are given, the same bytes every time, with the caller's own words whole."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from contact.strategies import AT, OPENING, SMALL, contact_of, histories, ids
from hypothesis import given, settings
from hypothesis import strategies as st
from sets import answers_to

from stalkdesk.contact import kinds
from stalkdesk.contact.contact import Contact
from stalkdesk.contact.decision import decide
from stalkdesk.contact.kinds import Answered, Happening, Marked, Noted, Worded
from stalkdesk.contact.outcome import standing_level
from stalkdesk.contact.record import payload, record, sha256
from stalkdesk.contact.summary import summary
from stalkdesk.guidance import pack
from stalkdesk.questions.answers import Answer
from stalkdesk.questions.assess import assess, document

FEWER = settings().max_examples // 3  # each of these takes milliseconds
PROMISED = {
    "id",
    "ref",
    "force",
    "channel",
    "opened",
    "finished",
    "handler",
    "state",
    "revision",
    "set",
    "people",
    "incidents",
    "orders",
    "answers",
    "words",
    "verbatim",
    "assessment",
    "override",
    "grade",
    "offences",
    "actions",
    "advice",
    "services",
    "links",
    "practice",
}
"""CONTRACTS §5, but for `delivery`, which is not the contact's own."""


def record_of(contact: Contact) -> dict[str, Any]:
    return record(contact, assess(SMALL, contact.answers))


def saying(id: str, answer: Answer) -> Answered:
    state = None if answer.state is None else answer.state.value
    return Answered(question=id, to="who", value=answer.value, state=state, recency=answer.recency)


@st.composite
def likely(draw: st.DrawFn) -> list[Happening]:
    """A history whose answers fit their questions, in any order."""
    answers = draw(answers_to(SMALL))
    said: list[Happening] = [one for one in draw(histories) if not isinstance(one, Answered)]
    for id, answer in answers.items():
        said.insert(draw(st.integers(0, len(said))), saying(id, answer))
    return said


@settings(max_examples=FEWER)
@given(likely())
def test_a_record_holds_what_is_promised_and_is_json(said: list[Happening]) -> None:
    found = record_of(contact_of(*said))
    assert set(found) >= PROMISED
    assert json.loads(payload(found)) == json.loads(json.dumps(found))


@settings(max_examples=FEWER)
@given(likely(), st.randoms(use_true_random=False))
def test_the_bytes_depend_on_what_the_record_says_and_on_nothing_else(
    said: list[Happening], chance: random.Random
) -> None:
    found = record_of(contact_of(*said))
    keys = list(found)
    chance.shuffle(keys)
    assert payload({key: found[key] for key in keys}) == payload(found)
    assert sha256(payload(found)) == hashlib.sha256(payload(found)).hexdigest()
    other = {**found, "ref": found["ref"] + "x"}
    assert payload(other) != payload(found)


@settings(max_examples=FEWER)
@given(st.data())
def test_the_order_in_which_a_caller_tells_things_does_not_change_what_is_told(data: st.DataObject) -> None:
    answers = data.draw(answers_to(SMALL))
    order = data.draw(st.permutations(list(answers)))

    def told(ids: list[str]) -> dict[str, Any]:
        return record_of(contact_of(*(saying(id, answers[id]) for id in ids)))

    assert payload(told(list(answers))) == payload(told(order))
    assert list(told(order)["answers"]) == [id for id in SMALL.questions if id in answers]


PROGRAM = """
import json, sys
from pathlib import Path
from stalkdesk.contact.event import Event
from stalkdesk.contact.fold import fold
from stalkdesk.contact.record import payload, record, sha256
from stalkdesk.guidance.sets import find
from stalkdesk.questions.assess import assess
lines = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
lines = [line for line in lines if line["kind"] != "searched" and line["body"].get("question") != "children_with_you"]
at = "2026-11-21T22:44:00.000Z"
contact = fold(
    Event(contact="c1", seq=seq, kind=line["kind"], body=line["body"], at=at, elapsed=0.0, who="4471")
    for seq, line in enumerate(lines, start=1)
)
print(sha256(payload(record(contact, assess(find("stalking-screening"), contact.answers)))))
"""


def test_every_process_makes_the_same_bytes() -> None:
    def run(seed: str) -> str:
        frozen = str(Path(__file__).with_name("frozen.jsonl"))
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, frozen],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        return done.stdout.strip()

    first = run("1")
    assert len(first) == 64
    assert run("2") == first


# The caller's own words


texts = st.text(min_size=1, max_size=200)


@given(st.data())
def test_the_callers_own_words_are_there_whole_first_and_once(data: st.DataObject) -> None:
    fear, note, other = data.draw(texts), data.draw(texts), data.draw(texts)
    lines = data.draw(st.lists(st.tuples(texts, st.booleans()), max_size=4))
    said: list[Happening] = [
        Answered(question="fear", to="who", value=fear),
        Noted(question="threat", text=note),
        Noted(question="who", text=other),
        *(Worded(line=number, text=text) for number, (text, _) in enumerate(lines, start=1)),
        *(Marked(line=number, verbatim=True) for number, (_, marked) in enumerate(lines, start=1) if marked),
    ]
    own = {note, fear, *(text for text, marked in lines if marked)}
    contact = contact_of(*data.draw(st.permutations(said[:3])), *said[3:])
    assert set(contact.pinned(SMALL)) == own
    assert len(contact.pinned(SMALL)) == len(own)
    assert json.loads(payload(record_of(contact)))["verbatim"] == list(contact.pinned(SMALL))


def test_words_set_aside_or_beside_a_question_nobody_answered_stay_pinned() -> None:
    contact = contact_of(
        Answered(question="who", to="fear", value="ex"),
        Answered(question="fear", to="who", value="he'll burn the house down"),
        Noted(question="threat", text="I will end you"),
        Answered(question="who", to="place", value="neighbour"),
    )
    found = record_of(contact)
    assert found["assessment"]["set_aside"] == ("fear",)
    assert found["verbatim"] == ["I will end you", "he'll burn the house down"]
    assert found["notes"] == {"threat": "I will end you"}


def test_words_of_ten_thousand_characters_are_not_cut() -> None:
    long = "He said it again. " * 600
    contact = contact_of(Worded(line=1, text=long), Marked(line=1, verbatim=True), Noted(question="threat", text=long))
    assert record_of(contact)["verbatim"] == [long]
    assert record_of(contact)["words"][0]["text"] == long


def test_a_line_or_note_that_was_emptied_is_gone_from_the_record() -> None:
    contact = contact_of(
        Worded(line=1, text="he"),
        Marked(line=1, verbatim=True),
        Worded(line=1, text=""),
        Noted(question="threat", text="x"),
        Noted(question="threat", text=""),
    )
    found = record_of(contact)
    assert (found["words"], found["verbatim"], found["notes"]) == ([], [], {})


# The parts


def test_each_answer_says_what_when_by_whom_and_how_it_is_known() -> None:
    contact = contact_of(
        Worded(line=1, text="he said he'd kill me"),
        Answered(question="threat", to="who", value="yes", recency="earlier", known_by="words", line=1),
        Noted(question="threat", text="I'll kill you"),
        Answered(question="ways", to="who", value=("calls", "visits")),
        Answered(question="place", to="who", state="unsafe"),
    )
    found = record_of(contact)["answers"]
    at = {"at": "2026-11-21T22:44:00.000Z", "by": "4471"}
    assert found["threat"] == {
        "value": "yes",
        "recency": "earlier",
        "note": "I'll kill you",
        "known_by": "words",
        **at,
    }
    assert found["ways"] == {"value": ["calls", "visits"], "known_by": "asked", **at}
    assert found["place"] == {"state": "unsafe", "known_by": "asked", **at}


def test_what_was_left_open_is_told_only_while_it_is_open() -> None:
    left = kinds.LeftOpen(questions=("danger_now", "safe_to_talk"), reason="the caller rang off or left")
    asked = Answered(question="danger_now", to="who", value="no")
    assert record_of(contact_of(left))["left_open"] == {
        "questions": ["danger_now", "safe_to_talk"],
        "reason": "the caller rang off or left",
    }
    assert record_of(contact_of(left, asked))["left_open"]["questions"] == ["safe_to_talk"]
    both = contact_of(left, asked, replace(asked, question="safe_to_talk"))
    assert record_of(both)["left_open"] is None


def test_an_entry_that_was_emptied_again_is_no_person() -> None:
    filled = kinds.Filled(form="person", number=1, field="name", text="Rao")
    assert record_of(contact_of(filled))["people"] == [{"number": 1, "name": "Rao"}]
    assert record_of(contact_of(filled, replace(filled, text="")))["people"] == []


def test_level_and_grade_stand_beside_what_was_proposed() -> None:
    contact = contact_of(
        kinds.Raised(level="high", reason="her voice"),
        kinds.Graded(grade="priority", reason="he knows the address"),
        kinds.ReadBack(agreed=False, reason="she had to hang up"),
        kinds.CallerGone(how="she had to hang up", call_back="after 6"),
    )
    assessment = assess(SMALL, contact.answers)
    found = record(contact, assessment, decide(contact, assessment, pack.load(SMALL)))
    assert (found["level"], found["assessment"]["level"], found["assessment"]["shown"]) == (
        "high",
        "standard",
        "medium",
    )
    said = {"kind": "raised", "level": "high", "reason": "her voice", "by": "4471", "at": AT}
    assert found["override"] == said
    assert found["grade"] == {
        "proposed": "priority",
        "because": "HIGH, and not enough was asked to know how lately",
        "chosen": "priority",
        "name": "Priority",
        "target": None,
        "reason": "he knows the address",
    }
    assert found["read_back"] == {"agreed": False, "reason": "she had to hang up"}
    assert found["caller_gone"] == {"how": "she had to hang up", "call_back": "after 6"}


def test_nothing_said_is_told_as_nothing() -> None:
    found = record_of(contact_of())
    for key in ("finished", "caller_number", "incident", "override", "left_open", "read_back", "caller_gone"):
        assert found[key] is None
    assert found["grade"]["chosen"] == found["grade"]["proposed"] == "priority", "nobody is kept waiting"
    opened = record_of(contact_of(opening=replace(OPENING, caller_number="07700 900123", incident="SX-0417")))
    assert (opened["caller_number"], opened["incident"]) == ("07700 900123", "SX-0417")


# One line


@settings(max_examples=FEWER)
@given(likely())
def test_the_line_of_a_contact_says_what_its_record_says(said: list[Happening]) -> None:
    contact = contact_of(*said)
    assessment = assess(SMALL, contact.answers)
    line, found = summary(contact, assessment), record(contact, assessment)
    core = document(assessment)["core"]
    assert line.level == found["level"] == standing_level(contact, assessment)
    assert line.rank == SMALL.rank[line.level]
    assert (line.covered, line.core) == (core["covered"], core["of"])
    assert (line.id, line.ref, line.channel, line.stage, line.revision) == tuple(
        found[key] for key in ("id", "ref", "channel", "state", "revision")
    )
    assert (line.possible, line.sufficient) == (found["assessment"]["possible"], found["assessment"]["sufficient"])
    # One that is amended stays among the open logs, and is not final.
    assert found["finished"] == ((line.finished or None) if line.stage == "finished" else None)
    assert line.answers == len(found["answers"])
    assert line.gone == (found["caller_gone"] is not None)
    assert line.names == tuple(person["name"] for person in contact.people.values() if person.get("name"))


def filled(number: int, field: str, text: str) -> kinds.Filled:
    return kinds.Filled(form="person", number=number, field=field, text=text)


WHERE = Answered(question="exact_location", to="who", value="14 Mill Lane")
SUSPECT = (filled(1, "role", "suspect"), filled(1, "name", "Dan"), filled(1, "phone", "0800 111"))


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ((), ""),
        ((WHERE,), "14 Mill Lane"),
        ((replace(WHERE, value=None, state="unsafe"),), ""),
        ((*SUSPECT, WHERE), "14 Mill Lane"),
        ((*SUSPECT, filled(2, "phone", "07700 900123"), WHERE), "07700 900123"),
        ((*SUSPECT, filled(2, "name", "Ann"), filled(2, "phone", "07700 900123")), "Ann"),
        ((filled(1, "name", "Ann"), filled(2, "name", "Bea"), filled(2, "role", "victim")), "Bea"),
    ],
)
def test_the_line_tells_the_contact_from_the_next_and_never_by_the_suspect(
    said: tuple[Happening, ...], about: str
) -> None:
    contact = contact_of(*said)
    assert summary(contact, assess(SMALL, contact.answers)).about == about


def test_where_nobody_is_named_the_number_they_ring_from_tells() -> None:
    contact = contact_of(WHERE, opening=replace(OPENING, caller_number="07700 900999"))
    assert summary(contact, assess(SMALL, contact.answers)).about == "07700 900999"


@pytest.mark.parametrize("question", list(SMALL.questions))
def test_pinned_is_only_what_is_verbatim(question: str) -> None:
    pinned = contact_of(Noted(question=question, text="words")).pinned(SMALL)
    assert bool(pinned) is SMALL.questions[question].verbatim


@given(ids)
def test_an_empty_note_pins_nothing(question: str) -> None:
    assert contact_of(Noted(question=question, text="")).pinned(SMALL) == ()
