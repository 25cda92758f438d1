"""Every malformed question set and answers file of the corpus is refused at its line, in one line of words."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from stalkdesk.errors import BadInput, Problem
from stalkdesk.questions.answerfile import load_answers
from stalkdesk.questions.load import load
from stalkdesk.questions.model import QuestionSet

CORPUS = Path(__file__).parent / "corpus"
NATIONS = ["".join(chr(0xE0000 + ord(letter)) for letter in nation) for nation in ("gbeng", "gbsct", "gbwls")]
FLAGS = re.compile("|".join(f"🏴{nation}\U000e007f" for nation in NATIONS))
LONGEST = 1500
"""No error line is longer: beyond that nobody finds the fault in it."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One entry of a table: what a corpus file is refused with."""

    name: str
    line: int | None
    key: str
    what: str
    mend: str


def table(kind: str) -> list[Expected]:
    entries = yaml.safe_load((CORPUS / f"{kind}.yaml").read_text(encoding="utf-8"))
    return [Expected(name, **entry) for name, entry in entries.items()]


SETS, ANSWERS = table("sets"), table("answers")
GOOD = load((CORPUS / "good.yaml").read_bytes(), "good.yaml")


def refused_set(raw: bytes, name: str) -> BadInput:
    with pytest.raises(BadInput) as caught:
        load(raw, name)
    return caught.value


def refused_answers(raw: bytes, name: str, qset: QuestionSet = GOOD) -> BadInput:
    with pytest.raises(BadInput) as caught:
        load_answers(raw, name, qset)
    return caught.value


def hidden(line: str) -> list[str]:
    """What could drive a terminal or hide in a line: all but the joiners and the flags that are kept on purpose."""
    kept = FLAGS.sub("", line).replace("\u200c", "").replace("\u200d", "")
    return [char for char in kept if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")]


def assert_plain_line(line: str, name: str) -> None:
    """One line for people: it names the file, and nothing in it drives a terminal or hides."""
    assert line.splitlines() == [line]
    assert not hidden(line), ascii(line)
    assert name in line
    assert len(line) <= LONGEST
    assert "Input should" not in line and "Traceback" not in line, "words of a library, not ours"


def assert_expected(error: BadInput, expected: Expected) -> None:
    assert len(error.problems) == 1, [str(problem) for problem in error.problems]
    problem = error.problems[0]
    assert isinstance(problem, Problem)
    assert (problem.file, problem.line, problem.key) == (expected.name, expected.line, expected.key), str(problem)
    assert expected.what in problem.what, str(problem)
    assert expected.mend in problem.mend, str(problem)
    assert f"did you mean {problem.key.rpartition('.')[2]}?" not in problem.mend, "the mend is what is refused"
    assert str(error) == str(problem)
    assert_plain_line(str(error), expected.name)
    if expected.line is not None:
        assert str(error).startswith(f"{expected.name}:{expected.line}: ")


# The corpus -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("expected", SETS, ids=lambda expected: expected.name)
def test_set_is_refused(expected: Expected) -> None:
    assert_expected(refused_set((CORPUS / "sets" / expected.name).read_bytes(), expected.name), expected)


@pytest.mark.parametrize("expected", ANSWERS, ids=lambda expected: expected.name)
def test_answers_are_refused(expected: Expected) -> None:
    assert_expected(refused_answers((CORPUS / "answers" / expected.name).read_bytes(), expected.name), expected)


@pytest.mark.parametrize(("kind", "entries"), [("sets", SETS), ("answers", ANSWERS)])
def test_every_file_has_its_entry(kind: str, entries: list[Expected]) -> None:
    assert sorted(entry.name for entry in entries) == sorted(path.name for path in (CORPUS / kind).iterdir())


def test_good_files_load() -> None:
    assert load((CORPUS / "good.json").read_bytes(), "good.json") == GOOD
    assert [option.id for option in GOOD.questions["relationship"].options][-2:] == ["yes", "2_4"]
    assert GOOD.questions["threat_kill"].cues[-2:] == ("on", "2_4")
    assert len({question.kind for question in GOOD.questions.values()}) == 6
    answers = load_answers((CORPUS / "good-answers.json").read_bytes(), "good-answers.json", GOOD)
    assert list(answers) == list(GOOD.questions)


# Files that are better made than kept -----------------------------------------------------------------

HEAD = 'format: 1\nid: big\nversion: "1"\ntitle: Big\nlevels: [low, high]\nsections:\n  - id: main\n    title: Main\n'


def set_of(count: int) -> bytes:
    questions = "".join(f"      - {{id: question_{i}, kind: yes_no, ask: A?}}\n" for i in range(count))
    return f"{HEAD}    questions:\n{questions}".encode()


def test_too_many_questions() -> None:
    assert len(load(set_of(500), "most.yaml").questions) == 500
    what = "there are more than 500 questions"
    expected = Expected("many.yaml", 510, "sections[0].questions[500]", what, "split the set in two")
    assert_expected(refused_set(set_of(503), "many.yaml"), expected)


@pytest.mark.parametrize("name", ["big.yaml", "big.json"])
def test_too_large(name: str) -> None:
    room = 1024 * 1024
    expected = Expected(name, None, "", "is larger than 1 MiB", "make it smaller")
    assert_expected(refused_set(b" " * (room + 1), name), expected)
    assert_expected(refused_answers(b" " * (room + 1), name), expected)
    assert "1 MiB" not in str(refused_set(b" " * room, name))


def test_every_fault_is_found_first_line_first() -> None:
    raw = set_of(3).replace(b"title: Big", b"titel: Big").replace(b"question_1, kind: yes_no", b"question_1, kind: yes")
    problems = refused_set(raw, "three.yaml").problems
    lines = [problem.line for problem in problems]
    assert lines == sorted(lines, key=lambda line: line or 0)
    assert {problem.key for problem in problems} == {"", "titel", "sections[0].questions[1].kind"}


def test_loop_of_very_many_is_still_a_line_to_read() -> None:
    names = "".join(f"  name_{i}: name_{(i + 1) % 500}\n" for i in range(500))
    error = refused_set(set_of(1) + b"indicators:\n" + names.encode(), "loop.yaml")
    assert "hangs on itself: " in error.problems[0].what
    assert_plain_line(str(error), "loop.yaml")


def test_file_name_is_shown_harmless() -> None:
    assert_plain_line(str(refused_set(b"", "a\x1b[31m\nb\u202e.yaml")), "a␛[31m␊b‹U+202E›.yaml: is empty")


# Through the command line -----------------------------------------------------------------------------


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONUTF8": "1", "STALKDESK_HOME": str(home)}
    command = [sys.executable, "-m", "stalkdesk", *arguments]
    root = CORPUS.parent.parent
    return subprocess.run(
        command, cwd=root, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False
    )


def assert_refused(done: subprocess.CompletedProcess[str], name: str, line: int | None = None) -> None:
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert done.stderr.endswith("\n")
    assert_plain_line(done.stderr.removesuffix("\n"), name if line is None else f"{name}:{line}: ")


@pytest.mark.parametrize("name", ["loop-of-three.yaml", "terminal-key.yaml", "utf8-not.yaml", "json-cut.json"])
def test_check_refuses_a_set(name: str, tmp_path: Path) -> None:
    line = next(expected.line for expected in SETS if expected.name == name)
    assert_refused(run(tmp_path, "questions", "check", str(CORPUS / "sets" / name)), name, line)


@pytest.mark.parametrize("name", ["unknown-question.json", "line-end-value.json", "not-utf8.json"])
def test_assess_refuses_answers(name: str, tmp_path: Path) -> None:
    line = next(expected.line for expected in ANSWERS if expected.name == name)
    arguments = ["assess", "--set", str(CORPUS / "good.yaml"), "--answers", str(CORPUS / "answers" / name)]
    assert_refused(run(tmp_path, *arguments), name, line)


def test_assess_refuses_a_set(tmp_path: Path) -> None:
    arguments = ["--set", str(CORPUS / "sets" / "yaml-tab.yaml"), "--answers", str(CORPUS / "good-answers.json")]
    assert_refused(run(tmp_path, "assess", *arguments), "yaml-tab.yaml", 14)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert_refused(run(tmp_path, "questions", "check", str(tmp_path / "none.yaml")), "none.yaml")
