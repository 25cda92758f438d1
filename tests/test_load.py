"""Reading a set: YAML 1.2, JSON, and the hash that names the content."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal

import pytest
from sets import a_set, build, choice, rule, yes_no

from stalkdesk.errors import BadInput
from stalkdesk.guidance.sets import find, shipped, shipped_folder
from stalkdesk.questions.answerfile import load_answers
from stalkdesk.questions.answers import KnownBy, State
from stalkdesk.questions.conditions import Is
from stalkdesk.questions.dump import dump, sha256
from stalkdesk.questions.load import load

YAML = """\
format: 1
id: words
version: "1"
title: Words
levels: [no, yes]
sections:
  - id: on
    title: off
    questions:
      - id: q
        kind: choice
        ask: 2026-11-21
        cues: [yes, no, on, off, y, n, "true", 2_4, 1:30, 0b1, =]
        options:
          - {id: 2_4, label: 0x}
          - {id: yes, label: ~x}
          - {id: 1a, label: .}
rules:
  - {id: r, level: yes, because: no, when: {question: q, is: [yes, 2_4]}}
"""


def test_yaml_is_1_2_so_yes_no_on_off_2_4_and_dates_are_text() -> None:
    qset = load(YAML.encode(), "words.yaml")
    question = qset.questions["q"]
    assert qset.levels == ("no", "yes")
    assert qset.sections[0].id == "on"
    assert question.ask == "2026-11-21"
    assert question.cues == ("yes", "no", "on", "off", "y", "n", "true", "2_4", "1:30", "0b1", "=")
    assert question.values == ("2_4", "yes", "1a")
    assert qset.rules[0].when == Is("q", ("yes", "2_4"))


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("5", 5),
        ("-5", -5),
        ("+5", 5),
        ("0x1F", 31),
        ("0o17", 15),
        ("017", 17),
        (".5", Decimal("0.5")),
        ("1e2", Decimal(100)),
    ],
)
def test_numbers(written: str, number: int | Decimal) -> None:
    head = YAML.split("sections", maxsplit=1)[0]
    text = f"{head}sections: [{{id: s, title: S, questions: [{{id: q, kind: number, ask: N, max: {written}}}]}}]"
    assert load(text.encode(), "n.yaml").questions["q"].high == number


def test_yaml_and_json_of_the_same_shape_are_the_same_set_and_hash() -> None:
    for qset in shipped():
        again = load(json.dumps(dump(qset)).encode(), "same.json")
        assert again == qset
        assert sha256(again) == sha256(qset)


def test_the_hash_is_of_the_content_not_of_the_layout() -> None:
    raw = (shipped_folder() / "stalking-screening.yaml").read_bytes()
    other = b"# a comment\r\n" + raw.replace(b"\n", b"\r\n")
    assert sha256(load(other, "a.yaml")) == sha256(load(raw, "b.yaml"))
    changed = raw.replace(b"Is it safe for you to talk?", b"Can you talk?")
    assert sha256(load(changed, "a.yaml")) != sha256(load(raw, "b.yaml"))


def test_the_hash_is_of_the_canonical_json_which_never_changes() -> None:
    qset = build(a_set(choice("c", "x"), yes_no("a", relevant={"question": "c", "is": "x"}), rules=(rule("r", "a"),)))
    text = json.dumps(dump(qset), separators=(",", ":"))
    assert text == (
        '{"format":1,"id":"random","version":"1","title":"Random","language":"en","levels":["standard","medium","high"],'
        '"insufficient":{"level":"medium"},"sections":[{"id":"only","title":"Only","questions":['
        '{"id":"c","kind":"choice","ask":"Is it so?","why":"It helps.","options":[{"id":"x","label":"x"}]},'
        '{"id":"a","kind":"yes_no","ask":"Is it so?","why":"It helps.","relevant":{"question":"c","is":"x"}}]}],'
        '"rules":[{"id":"r","level":"high","when":"a","because":"because r"}]}'
    )
    assert sha256(qset) == hashlib.sha256(text.encode()).hexdigest()


def test_a_byte_order_mark_is_no_trouble() -> None:
    assert load(b"\xef\xbb\xbf" + YAML.encode(), "bom.yaml").id == "words"


def test_a_whole_answer_is_read() -> None:
    raw = b"""{"answers": {
      "threat_kill": {"value": "yes", "recency": "last_2_weeks", "note": "end you\\u001b[2J", "known_by": "words"},
      "fear": "very_frightened",
      "contact": {"value": ["messages", "calls", "calls"]},
      "weapon": {"state": "declined", "note": "would not say"}}}"""
    answers = load_answers(raw, "answers.json", find("stalking-screening"))
    threat = answers["threat_kill"]
    assert (threat.value, threat.recency, threat.known_by) == ("yes", "last_2_weeks", KnownBy.WORDS)
    assert threat.note == "end you␛[2J"
    assert answers["fear"].value == "very_frightened"
    assert answers["contact"].value == ("calls", "messages")
    assert (answers["weapon"].state, answers["weapon"].value) == (State.DECLINED, None)


def test_answers_may_be_yaml_too() -> None:
    qset = find("stalking-screening")
    assert load_answers(b"answers:\n  weapon: yes\n", "a.yaml", qset)["weapon"].value == "yes"
    with pytest.raises(BadInput):
        load_answers(b"answers:\n  weapon: yes\n", "a.json", qset)


def test_every_fault_is_told_first_in_the_file_first() -> None:
    broken = (
        YAML.replace("kind: choice", "kind: choise")
        .replace("level: yes", "level: maybe")
        .replace("title: Words", "titel: W")
    )
    with pytest.raises(BadInput) as caught:
        load(broken.encode(), "broken.yaml")
    lines = [problem.line for problem in caught.value.problems]
    assert lines == sorted(lines, key=lambda line: line or 0)
    assert len(lines) >= 2
