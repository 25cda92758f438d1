"""What one answer costs, and what a check costs: `make bench`.

Each figure stands beside a floor measured in the same run, since machines differ and are noisy: the
floor is Python's own JSON reader over the same set. Compare the ratios, not the milliseconds.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from stalkdesk.guidance.sets import find
from stalkdesk.questions.answers import Answer
from stalkdesk.questions.assess import assess, document
from stalkdesk.questions.cues import CueFinder
from stalkdesk.questions.dump import dump
from stalkdesk.questions.load import load
from stalkdesk.questions.model import Kind, QuestionSet
from stalkdesk.questions.proof.check import check

SPANS = ("last_2_weeks", "last_3_months", "earlier")


def main() -> None:
    print(f"Python {sys.version.split()[0]}; milliseconds, median (p99), and the ratio to reading the set as JSON")
    of_a_set("shipped, 46 questions", find("stalking-screening"))
    of_a_set("500 questions, 300 rules", large_set())
    finder = CueFinder(find("stalking-screening"))
    line = "he's been outside my house again and he never hit me but he put his hands round my neck once"
    print(f"\ncues in one line of {len(line)} characters: {show(timed(lambda: finder.find(line), 500))}")
    program = [sys.executable, "-m", "stalkdesk", "assess", "--set", "stalking-screening", "--answers", "-", "--json"]
    whole = timed(lambda: subprocess.run(program, input=b'{"answers": {}}', stdout=subprocess.DEVNULL, check=True), 9)
    bare = timed(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 9)
    print(f"stalkdesk assess, start to end: {show(whole)}; an empty Python: {show(bare)}")


def of_a_set(name: str, qset: QuestionSet) -> None:
    raw = json.dumps(dump(qset)).encode()
    floor = timed(lambda: json.loads(raw), 300)
    print(f"\n{name}: floor {show(floor)}")
    walk = a_walk(qset)
    told("one answer to a new assessment", [once(lambda a=a: assess(qset, a)) for a in walk], floor)
    told("  and its JSON document", [once(lambda a=a: document(assess(qset, a))) for a in walk[::5]], floor)
    told("load the set", timed(lambda: load(raw, "set.json"), 10), floor)
    started = time.perf_counter()
    check(qset)
    print(f"  {'check':38} {time.perf_counter() - started:8.2f} s")


def once(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def timed(work: Callable[[], Any], times: int) -> list[float]:
    work()
    return [once(work) for _ in range(times)]


def show(times: list[float]) -> str:
    ordered = sorted(times)
    return f"{statistics.median(ordered):.3f} ({ordered[int(len(ordered) * 0.99) - 1]:.3f})"


def told(what: str, times: list[float], floor: list[float]) -> None:
    ratio = statistics.median(times) / statistics.median(floor)
    print(f"  {what:38} {show(times):>20}   ×{ratio:.2f}")


def a_walk(qset: QuestionSet) -> list[dict[str, Answer]]:
    """A call answered question by question, then 200 back-edits."""
    chance = random.Random(5)
    answers: dict[str, Answer] = {}
    states: list[dict[str, Answer]] = []
    order = [*qset.questions, *chance.choices(list(qset.questions), k=200)]
    for question in order:
        answers = {**answers, question: an_answer(qset, question, chance)}
        states.append(answers)
    return states


def an_answer(qset: QuestionSet, id: str, chance: random.Random) -> Answer:
    question = qset.questions[id]
    span = chance.choice(SPANS) if question.recency else None
    match question.kind:
        case Kind.YES_NO:
            yes = chance.random() < 0.4
            return Answer(value="yes" if yes else "no", recency=span if yes else None)
        case Kind.CHOICE:
            return Answer(value=chance.choice(question.values))
        case Kind.MANY:
            return Answer(value=question.values[:2], recency=span)
        case _:
            return Answer(value="words")


def large_set() -> QuestionSet:
    """500 questions, 40 in a hundred behind a condition, and 300 rules of up to eight conditions."""
    chance = random.Random(1)
    questions: list[dict[str, Any]] = []
    for i in range(500):
        kind = chance.choice(["yes_no"] * 6 + ["choice"] * 2 + ["many"] * 2)
        question: dict[str, Any] = {"id": f"q{i}", "kind": kind, "ask": "Is it so?", "why": "It helps."}
        if kind != "choice" and chance.random() < 0.4:
            question["recency"] = True
        if kind != "yes_no":
            question["options"] = [{"id": f"o{j}", "label": "O"} for j in range(chance.randint(2, 7))]
        if i > 5 and chance.random() < 0.4:
            question["relevant"] = condition(chance, chance.sample(questions[-40:], 3))
        questions.append(question)
    rules = [
        {
            "id": f"r{i}",
            "level": chance.choice(["medium", "high"]),
            "because": "It is so",
            "when": condition(chance, chance.sample(questions, chance.randint(1, 8))),
        }
        for i in range(300)
    ]
    written = {
        "format": 1,
        "id": "large",
        "version": "1",
        "title": "Large",
        "language": "en",
        "levels": ["standard", "medium", "high"],
        "sections": [{"id": "s", "title": "S", "questions": questions}],
        "rules": rules,
    }
    return load(json.dumps(written).encode(), "large.json")


def condition(chance: random.Random, questions: list[dict[str, Any]]) -> Any:
    parts = [about(chance, question) for question in questions]
    if len(parts) == 1:
        return parts[0]
    half = len(parts) // 2
    kind = chance.choice(["all", "any", "at_least", "nested"])
    if kind == "at_least":
        return {"at_least": chance.randint(1, len(parts)), "of": parts}
    if kind == "nested":
        return {"any": [{"all": parts[:half]}, {"all": parts[half:]}]}
    return {kind: parts}


def about(chance: random.Random, question: dict[str, Any]) -> Any:
    if question["kind"] == "yes_no":
        return question["id"]
    options = [option["id"] for option in question["options"]]
    key = "is" if question["kind"] == "choice" else "includes"
    return {"question": question["id"], key: chance.sample(options, max(1, len(options) // 2))}


if __name__ == "__main__":
    main()
