"""10,000 spoilt files: each loads or is refused in one line of words, and none hangs.

The files are made from the corpus and the good set by a seeded generator, so a failure comes back:
every failure names its seed and the file's bytes.
"""

from __future__ import annotations

import json
import random
import re
import signal
import threading
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from stalkdesk.errors import BadInput
from stalkdesk.questions.answerfile import load_answers
from stalkdesk.questions.assess import assess
from stalkdesk.questions.dump import dump
from stalkdesk.questions.load import load
from stalkdesk.questions.model import QuestionSet

CORPUS = Path(__file__).parent / "corpus"
BATCHES, BATCH = 20, 250
SECONDS = 2.0
NATIONS = ["".join(chr(0xE0000 + ord(letter)) for letter in nation) for nation in ("gbeng", "gbsct", "gbwls")]
FLAGS = re.compile("|".join(f"🏴{nation}\U000e007f" for nation in NATIONS))
GOOD = load((CORPUS / "good.yaml").read_bytes(), "good.yaml")
Seed = tuple[str, bytes]

WORDS = rb"""
null ~ true yes on No 2_4 0 -1 1e5 1e15 1e-9 0x1F 0o17 0.1 .5 1. -.0e+1 .inf .nan NaN -Infinity 1e999999999
123456789012345 1234567890.12345 2026-02-30 2026-11-21 0000-00-00 10000-01-01 { } [ ] [] {} : " ' ` # \ \ud800 \u0000 \e
*a {not: <<: all any not at_least of is includes min max recency answered question yes_no choice many number date text
value state unknown earlier threat_kill weapon contact relationship how_long since words ex_intimate four_repeated [key]
"""
BYTES = [
    *(b"\x00", b"\xff", b"\xed\xa0\x80", b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\xef\xbb\xbf", b"\x1b[2J", b"\x7f"),
    *(b"\t", b"\r", b"\r\n", b"\xc2\x85", b"\xc2\xa0", b"\xf0\x9f\x8f\xb4", b"", b"a" * 70, b"x" * 2100, b"9" * 400),
    *(b": ", b"- ", b"? ", b", ", b"&a ", b"!!str ", b"! ", b"---\n", b"...\n", b"%YAML 1.1\n", b"| ", b">-\n"),
    *(b"{all: [", b"[" * 50, b'{"a":' * 50),
]
NASTY = [*WORDS.split(), *BYTES]
TEXTS = [
    *("", " ", "\n", "x", "\ud800", "\x00", "\u202e", "\x1b[0m", "e\u0301", "🏴", "\u2028"),
    *("a" * 64, "a" * 65, "x" * 2000),
]
NUMBERS = [None, True, False, 0, 1, -1, 0.5, 1e14, 1e15, 1e-7, 10**14, 10**15, -0.0]
FITTING: list[Any] = [
    *("yes", "no", "2_4", "2026-11-21", "2026-02-30", "threat_kill", "weapon", "contact", "ex_intimate", "words"),
    *({"not": {"not": "weapon"}}, {"question": "contact", "answered": False}, {"question": "how_long", "max": 3}),
    *({"question": "since", "is": "2026-11-21"}, {"all": []}, {"value": "yes"}, {"state": "unknown"}, {"value": []}),
    *([], {}, [[]], [None], ["yes"], ["calls", "calls"], {"": 1}),
]
PLAIN = [*TEXTS, *NUMBERS, *FITTING]
"""Values put into a good JSON tree; among them ones that fit where they land."""


# Ways to spoil a file ---------------------------------------------------------------------------------


def flip_bytes(rng: random.Random, raw: bytes) -> bytes:
    spoilt = bytearray(raw)
    for _ in range(rng.randint(1, 4) if spoilt else 0):
        spoilt[rng.randrange(len(spoilt))] ^= 1 << rng.randrange(8)
    return bytes(spoilt)


def cut(rng: random.Random, raw: bytes) -> bytes:
    start, end = sorted(rng.randint(0, len(raw)) for _ in range(2))
    return raw[:end] if rng.random() < 0.5 else raw[:start] + raw[end:]


def move_lines(rng: random.Random, raw: bytes) -> bytes:
    lines = raw.splitlines(keepends=True) or [b""]
    here, there = rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.randrange(4):
        case 0:
            del lines[here]
        case 1:
            lines.insert(there, lines[here])
        case 2:
            lines[here], lines[there] = lines[there], lines[here]
        case _:
            lines[here] = b" " * rng.randint(1, 4) + lines[here].lstrip(b" " if rng.random() < 0.5 else b"")
    return b"".join(lines)


def replace_token(rng: random.Random, raw: bytes) -> bytes:
    tokens = split_tokens(raw)
    if not tokens:
        return rng.choice(NASTY)
    here = rng.randrange(len(tokens))
    tokens[here] = rng.choice(NASTY) if rng.random() < 0.7 else rng.choice(tokens)
    return b"".join(tokens)


def split_tokens(raw: bytes) -> list[bytes]:
    tokens: list[bytes] = []
    word = False
    for byte in raw:
        is_word = byte == 0x5F or bytes((byte,)).isalnum()
        if is_word and word:
            tokens[-1] += bytes((byte,))
        else:
            tokens.append(bytes((byte,)))
        word = is_word
    return tokens


def insert(rng: random.Random, raw: bytes) -> bytes:
    here = rng.randint(0, len(raw))
    return raw[:here] + rng.choice(NASTY) * rng.choice((1, 1, 1, 2, 45)) + raw[here:]


def nest(rng: random.Random, raw: bytes) -> bytes:
    start = rng.randint(0, len(raw))
    end = min(len(raw), start + rng.randint(0, 12))
    opening, closing = rng.choice([(b"[", b"]"), (b"{not: ", b"}"), (b'{"not": ', b"}"), (b"{all: [", b"]}")])
    times = rng.choice((1, 2, 3, 30, 36, 38, 40, 500))
    return raw[:start] + opening * times + raw[start:end] + closing * times + raw[end:]


def splice(rng: random.Random, raw: bytes) -> bytes:
    other = rng.choice(POOL)[1]
    return raw[: rng.randint(0, len(raw))] + other[rng.randint(0, len(other)) :]


def change_tree(rng: random.Random, raw: bytes) -> bytes:
    """Still JSON afterwards, but with a value, a key or an item changed; what is not JSON loses a line."""
    try:
        tree = json.loads(raw)
    except (ValueError, RecursionError):
        return move_lines(rng, raw)
    places = [(inside, step) for inside in containers(tree) for step in steps(inside)]
    if not places:
        return json.dumps(rng.choice(PLAIN)).encode()
    inside, step = rng.choice(places)
    match rng.randrange(4):
        case 0:
            inside[step] = rng.choice(PLAIN)
        case 1:
            there, from_step = rng.choice(places)
            inside[step] = json.loads(json.dumps(there[from_step]))
        case 2:
            del inside[step]
        case _:
            doubled = json.loads(json.dumps(inside[step]))
            if isinstance(inside, list):
                inside.insert(step, doubled)
            else:
                inside[rng.choice(KEYS)] = doubled
    text = json.dumps(tree, indent=rng.choice((None, 1)), ensure_ascii=rng.random() < 0.5)
    return text.encode("utf-8", "surrogatepass")


def containers(tree: Any) -> Iterator[Any]:
    if isinstance(tree, dict | list):
        yield tree
        for inner in tree.values() if isinstance(tree, dict) else tree:
            yield from containers(inner)


def steps(inside: Any) -> list[Any]:
    return list(inside) if isinstance(inside, dict) else list(range(len(inside)))


def files(pattern: str) -> list[Seed]:
    return [(path.suffix, path.read_bytes()) for path in sorted(CORPUS.glob(pattern))]


POOL: list[Seed] = files("good*") + files("sets/*") + files("answers/*")
GOOD_SETS: list[Seed] = files("good.*")
GOOD_ANSWERS: list[Seed] = files("good-answers.json")
KEYS = ["id", "kind", "min", "max", "is", "relevant", "core", "options", "value", "state", "note", "x", "\u202e"]
WAYS: list[Callable[[random.Random, bytes], bytes]] = [
    *(flip_bytes, cut, move_lines, move_lines, replace_token, replace_token, replace_token),
    *(insert, insert, nest, splice, change_tree, change_tree, change_tree),
]


def spoilt(rng: random.Random, good: list[Seed], bad: list[Seed]) -> tuple[str, bytes]:
    """A name and the bytes of a spoilt file: two in three begin from a good one."""
    suffix, raw = rng.choice(good if rng.random() < 0.67 else bad)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 5))):
        raw = rng.choice(WAYS)(rng, raw)
    if rng.random() < 0.05:
        suffix = rng.choice((".json", ".yaml"))
    return f"fuzz{suffix}", raw


# What must hold of every one ----------------------------------------------------------------------------


class Hung(BaseException):
    """Still not done. Not an Exception, so that nothing on the way can take it for a bad file."""


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    """Fails what is not done after so many seconds, where the platform has the timer for it."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(number: int, frame: object) -> None:
        raise Hung

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    except Hung:
        # Afresh: the traceback of a signal may end where there is no line, which pytest's plugins trip over.
        raise AssertionError(f"not done after {seconds} s") from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def try_set(name: str, raw: bytes) -> bool:
    """Whether it loads; then it comes back equal from its own dump, as JSON and as YAML."""
    qset = try_load(name, raw)
    if qset is not None:
        comes_back(qset)
    return qset is not None


def comes_back(qset: QuestionSet) -> None:
    """A set's own dump loads, as JSON and as YAML, and is the same set."""
    again = json.dumps(dump(qset), ensure_ascii=False).encode()
    for suffix in (".json", ".yaml"):
        assert load(again, f"again{suffix}") == qset, f"another set comes back from its dump as {suffix}"


def try_load(name: str, raw: bytes) -> QuestionSet | None:
    """The set, or None where it is refused as it should be."""
    try:
        return load(raw, name)
    except BadInput as error:
        check_refusal(error, name)
        return None


def try_answers(name: str, raw: bytes) -> bool:
    """Whether it loads; then it can be assessed."""
    try:
        answers = load_answers(raw, name, GOOD)
    except BadInput as error:
        check_refusal(error, name)
        return False
    assess(GOOD, answers)
    return True


def hidden(line: str) -> list[str]:
    """What could drive a terminal or hide in a line: all but the joiners and the flags that are kept on purpose."""
    kept = FLAGS.sub("", line).replace("\u200c", "").replace("\u200d", "")
    return [char for char in kept if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")]


def check_refusal(error: BadInput, name: str) -> None:
    assert error.problems
    for problem in error.problems:
        line = str(problem)
        assert line.startswith(name) and not hidden(line), ascii(line[:300])
        assert problem.what and problem.mend
        assert "Input should" not in line, f"words of a library: {line[:300]}"
    assert str(error) == str(error.problems[0])


def run_batch(seed: str, trial: Callable[[str, bytes], bool], good: list[Seed], bad: list[Seed]) -> int:
    """How many of a batch load. Fails with every file that did what no file may."""
    rng = random.Random(seed)
    failures: list[str] = []
    loaded = 0
    for number in range(BATCH):
        name, raw = spoilt(rng, good, bad)
        try:
            with limit(SECONDS):
                loaded += trial(name, raw)
        except Exception as error:  # noqa: BLE001 whatever it was, it is the failure looked for
            what = f"{type(error).__name__}: {str(error)[:300]}"
            failures.append(f"{seed} no. {number}, {name}: {what}\n    {raw[:3000]!r}")
    assert not failures, f"{len(failures)} of {BATCH}:\n" + "\n".join(failures[:5])
    return loaded


@pytest.mark.parametrize("batch", range(BATCHES))
def test_spoilt_sets(batch: int) -> None:
    loaded = run_batch(f"sets {batch}", try_set, GOOD_SETS, files("sets/*"))
    assert 0 < loaded < BATCH // 2, "the fuzz has gone blunt: it should spoil most files, and not all"


@pytest.mark.parametrize("batch", range(BATCHES))
def test_spoilt_answers(batch: int) -> None:
    loaded = run_batch(f"answers {batch}", try_answers, GOOD_ANSWERS, files("answers/*"))
    assert 0 < loaded < BATCH // 2, "the fuzz has gone blunt: it should spoil most files, and not all"


# At the edge of what loads: whatever loads comes back -----------------------------------------------------

SMALL = """format: 1
id: small
version: "1"
title: TITLE
levels: [standard, high]
sections:
  - id: main
    title: Main
    questions:
      - {id: times, kind: number, ask: How often?, max: MAX}
indicators:
  deep: DEEP
"""


def small(title: str = "Small", most: str = "10", deep: str = "{question: times, min: 1}") -> bytes:
    return SMALL.replace("TITLE", json.dumps(title)).replace("MAX", most).replace("DEEP", deep).encode()


def nested(condition: str, times: int) -> str:
    return "{not: " * times + condition + "}" * times


NUMERALS = [
    *("1e14", "1e15", "123456789012345e15", "0.1e-15", "12345678901234.5"),
    *("999999999999999", "0x1FFFFFFFFFFFF", "1.50", "+5", "1e5"),
]
EDGES = {
    **{f"number {text}": small(most=text) for text in NUMERALS},
    **{f"is {times} deep": small(deep=nested("{question: times, is: 1}", times)) for times in range(34, 40)},
    **{f"min {times} deep": small(deep=nested("{question: times, min: 1}", times)) for times in range(34, 40)},
    "text that grows when cleaned": small(title="\u202e" * 1900),
    "text that grows when composed": small(title="\u0958" * 2000),
    "same number thrice": small(deep="{question: times, is: [1, 1.0, 1e0]}"),
}


@pytest.mark.parametrize("raw", EDGES.values(), ids=EDGES.keys())
def test_what_loads_comes_back(raw: bytes) -> None:
    try_set("edge.yaml", raw)


# As large as may be ---------------------------------------------------------------------------------------

ROOM = 1024 * 1000
HEAD = 'format: 1\nid: big\nversion: "1"\ntitle: Big\nlevels: [low, high]\nsections:\n  - id: main\n    title: Main\n'
QUESTIONS = "".join(f"      - {{id: question_number_{i}, kind: yes_no, ask: A?}}\n" for i in range(500))
BIG = f"{HEAD}    questions:\n{QUESTIONS}"
RULE = f"{BIG}rules:\n  - id: first\n    level: high\n    because: A\n    when:\n"


def filled(head: str, entry: str, tail: str = "") -> bytes:
    """`head`, then `entry` with a running number for %d as often as there is room, then `tail`."""
    parts = [head]
    size = len(head) + len(tail)
    number = 0
    while (size := size + len(entry) + 4) < ROOM:
        parts.append(entry.replace("%d", str(number)))
        number += 1
    return "".join((*parts, tail)).encode()


FLOODS = {
    "unknown keys": filled(BIG, "titel%d: 1\n"),
    "wrong parts": filled(RULE + "      all:\n", "        - 5\n"),
    "unknown names": filled(RULE + "      all:\n", "        - nope%d\n"),
    "wrong values": filled(RULE + "      question: question_number_1\n      is: [", "true, ", "true]\n"),
    "names": filled(BIG + "indicators:\n", "  name_%d: question_number_1\n"),
    "one loop": filled(BIG + "indicators:\n", "  name_%d: {any: [name_0]}\n"),
    "brackets": b"[" * ROOM,
    "dashes": b"-\n" * (ROOM // 2),
    "question marks": b"? " * (ROOM // 2),
    "quotes": b'"' * ROOM,
    "colons": b"a:\n" * (ROOM // 3),
}


@pytest.mark.parametrize("raw", FLOODS.values(), ids=FLOODS.keys())
def test_large_set_ends(raw: bytes) -> None:
    with limit(20):
        try_load("flood.yaml", raw)


@pytest.mark.parametrize("flood", ["brackets", "quotes"])
def test_large_json_ends(flood: str) -> None:
    with limit(20):
        try_load("flood.json", FLOODS[flood])


def test_large_answers_end() -> None:
    """A megabyte of answers to a set they were not written for: every id is close to many questions'."""
    raw = filled('{"answers": {', '"question_numbr_%d": "yes",\n', '"last": "yes"}}')
    with limit(20), pytest.raises(BadInput):
        load_answers(raw, "flood.json", load(BIG.encode(), "big.yaml"))
