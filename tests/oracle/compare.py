"""Does the question engine show the same questions, with the same answers, as an XForms engine others wrote?

Random question sets are written twice: in our file format, and as an XLSForm that pyxform makes an XForm
of. Random walks answer, go back, change and undo; after every step the question engine (`assess`) and
@getodk/xforms-engine must agree on

- the visible questions, in order: our *asked* and the XForm's relevant nodes;
- their values: what counts in ours and what the XForm's instance holds. So an answer that was set aside
  and is visible again must be there again as it was, and one that is set aside must count for nothing,
  however long the chain that hangs on it.

Compared: yes_no, choice, many and number; `all`, `any`, `at_least`, `is`, `includes`, `min`, `max`,
`answered`, indicators and tests, to any depth, in any order of asking; `not` where it is guarded (below).

Left out, since XForms has two-valued logic and knows an unanswered or irrelevant node only as blank:

- *Waiting* and *not relevant* are both "not visible" there, and which of the two it is is not compared.
  For conditions without `not` over unanswered questions this loses nothing else: such a condition is true
  over "unknown" exactly when it is true over "false" put in its place.
- `not` over an unanswered question: unknown in ours (wait for it), true in XForms. Here `not` stands only
  beside `answered` for every question it speaks of, which settles it before it could be unknown.
- Don't know, declined and unsafe: an XForm has no such answers.
- A waiting question that holds an answer: it counts in ours (volunteered early), XForms blanks it. A step
  that would leave one is dropped, or takes the answer back in both engines in the same step.
- An empty many: an answer in ours, blank in XForms. It is answered and compared as blank, but no
  condition asks whether a many is `answered`.
- Recency, dates, text, and everything on levels: an XForm has nothing to compare them with.

Exit status: 0 no mismatch; 1 a mismatch, or nothing was put to the test; 2 it could not be run.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, Self

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parents[1]))  # last, so an installed or a chosen stalkdesk comes first

from sets import Form, expression, random_form, xform
from walks import Given, Step, random_walk

from stalkdesk.questions.answerfile import answer_to
from stalkdesk.questions.answers import Answer
from stalkdesk.questions.assess import assess
from stalkdesk.questions.load import load
from stalkdesk.questions.model import Kind, QuestionSet

Shown = dict[str, str]
"""The visible questions, in order, with their values as text; "" is no value."""


class CannotRun(Exception):
    """Something the comparison needs is missing or broke; the text says what."""


@dataclass(slots=True)
class Tally:
    """What a run put to the test."""

    sets: int = 0
    steps: int = 0
    comparisons: int = 0
    set_aside: int = 0
    restored: int = 0
    at_once: int = 0
    chain: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """The first step after which the two engines differ; 0 is before any step."""

    step: int
    ours: Shown
    theirs: Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What our engine says after a step."""

    shown: Shown
    set_aside: frozenset[str]
    answers: Mapping[str, Answer]


# The other engine --------------------------------------------------------------------------------------


class Engine:
    """One node process that runs many forms."""

    def __init__(self) -> None:
        try:
            self._node = subprocess.Popen(
                ["node", str(HERE / "engine.mjs")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
            )
        except FileNotFoundError:
            raise CannotRun("node is not installed") from None
        self.versions: dict[str, str] = self._read()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._node.kill()
        self._node.wait()

    def run(self, form: str, walk: tuple[Step, ...]) -> list[Shown]:
        """What the form shows before the walk and after each of its steps."""
        steps = [[(id, _for_xform(value)) for id, value in step] for step in walk]
        assert self._node.stdin is not None
        self._node.stdin.write(json.dumps({"xform": form, "steps": steps}) + "\n")
        self._node.stdin.flush()
        found = self._read()
        if "error" in found:
            raise CannotRun(f"the XForms engine refused a form:\n{found['error']}")
        states: list[Shown] = found["states"]
        return states

    def _read(self) -> dict[str, Any]:
        assert self._node.stdout is not None
        line = self._node.stdout.readline()
        if not line:
            raise CannotRun("the XForms engine ended; run first: npm install --no-package-lock --prefix tests/oracle")
        read: dict[str, Any] = json.loads(line)
        return read


def _for_xform(value: Given | None) -> str | list[str] | None:
    if value is None:
        return None
    return list(value) if isinstance(value, tuple) else str(value)


# Our engine --------------------------------------------------------------------------------------------


def our_moments(qset: QuestionSet, walk: tuple[Step, ...]) -> Iterator[Moment]:
    """What our engine says before the walk and after each of its steps.

    It is handed the one mapping of answers throughout, so an engine that lost an answer would be caught.
    """
    answers: dict[str, Answer] = {}
    yield _moment(qset, answers)
    for step in walk:
        for id, value in step:
            if value is None:
                answers.pop(id, None)
            else:
                given = list(value) if isinstance(value, tuple) else value
                answers[id] = answer_to(qset.questions[id], given)
        yield _moment(qset, answers)


def _moment(qset: QuestionSet, answers: Mapping[str, Answer]) -> Moment:
    relevance = assess(qset, answers).relevance
    held = {id: relevance.facts.held.get(id) for id in relevance.asked}
    shown = {id: _as_text(answer.value) if isinstance(answer, Answer) else "" for id, answer in held.items()}
    return Moment(shown=shown, set_aside=frozenset(relevance.set_aside), answers=dict(answers))


def _as_text(value: object) -> str:
    return " ".join(value) if isinstance(value, tuple) else str(value)


# Comparing ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run over many sets, each made from the seed and its own number."""

    seed: int
    steps: int
    engine: Engine
    tally: Tally = field(default_factory=Tally)

    def compare(self, number: int) -> str | None:
        """Words on the first mismatch of one set's walk, or None."""
        rng = Random(f"{self.seed}:{number}")
        form = random_form(rng, number)
        walk = random_walk(rng, form, self.steps)
        qset = load(json.dumps(form.document).encode(), f"oracle-{number}.json")
        ours = list(our_moments(qset, walk))
        theirs = [_normal(shown, qset) for shown in self.engine.run(xform(form), walk)]
        self._count(qset, ours)
        for step, (moment, other) in enumerate(zip(ours, theirs, strict=True)):
            mine = _normal(moment.shown, qset)
            if list(mine.items()) != list(other.items()):
                return self._words(number, form, walk, Mismatch(step=step, ours=mine, theirs=other))
            self.tally.comparisons += len(qset.questions) + len(mine)
        return None

    def again(self, number: int) -> str:
        """The arguments that run this set alone."""
        return f"--seed {self.seed} --only {number} --steps {self.steps}"

    def _count(self, qset: QuestionSet, moments: list[Moment]) -> None:
        tally = self.tally
        tally.sets += 1
        tally.steps += len(moments) - 1
        tally.chain = max(tally.chain, _longest_chain(qset))
        for before, after in pairwise(moments):
            away = [id for id in after.set_aside - before.set_aside if before.shown.get(id)]
            back = [
                id for id in before.set_aside if after.shown.get(id) and after.answers.get(id) == before.answers[id]
            ]
            tally.set_aside += len(away)
            tally.restored += len(back)
            tally.at_once = max(tally.at_once, len(away), len(back))

    def _words(self, number: int, form: Form, walk: tuple[Step, ...], found: Mismatch) -> str:
        differing = [id for id in form.questions if found.ours.get(id) != found.theirs.get(id)]
        relevant = {id: form.questions[id].get("relevant") for id in differing}
        return "\n".join(
            (
                f"MISMATCH after step {found.step} of set {number}. Again: {self.again(number)}",
                "The set:",
                json.dumps(form.document, indent=1),
                "The walk:",
                *(f"  {i}. {_step_words(step)}" for i, step in enumerate(walk[: found.step], 1)),
                "Where they differ (None is not visible):",
                *(
                    f"  {id}: ours {found.ours.get(id)!r}, XForms {found.theirs.get(id)!r}"
                    f" — relevant {'always' if condition is None else expression(condition, form)}"
                    for id, condition in relevant.items()
                ),
                f"Ours:   {found.ours}",
                f"XForms: {found.theirs}",
            )
        )


def _normal(shown: Shown, qset: QuestionSet) -> Shown:
    """With numbers in one form: 3, 3.0 and 3.00 are the same."""

    def one(id: str, value: str) -> str:
        is_number = value and qset.questions[id].kind is Kind.NUMBER
        return str(Decimal(value).normalize()) if is_number else value

    return {id: one(id, value) for id, value in shown.items()}


def _step_words(step: Step) -> str:
    return ", ".join(f"{id} {'cleared' if value is None else f'= {_as_text(value)!r}'}" for id, value in step)


def _longest_chain(qset: QuestionSet) -> int:
    """How many questions hang on one another, at most."""
    lengths: dict[str, int] = {}
    for id in qset.order:
        if id in qset.questions:
            lengths[id] = 1 + max((lengths[gate] for gate in qset.gates.get(id, ())), default=0)
    return max(lengths.values())


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare the question engine with an XForms engine.")
    parser.add_argument("--seed", type=int, default=1, help="what the sets and walks are made from")
    parser.add_argument("--sets", type=int, default=200, help="how many sets")
    parser.add_argument("--steps", type=int, default=60, help="how many steps through each")
    parser.add_argument("--only", type=int, metavar="NUMBER", help="this one set of the seed alone")
    options = parser.parse_args()
    numbers = range(options.sets) if options.only is None else [options.only]
    try:
        with Engine() as engine:
            return _run(Comparison(options.seed, options.steps, engine), numbers)
    except CannotRun as error:
        print(error, *getattr(error, "__notes__", ()), sep="\n", file=sys.stderr)
        return 2


def _run(comparison: Comparison, numbers: range | list[int]) -> int:
    for number in numbers:
        try:
            mismatch = comparison.compare(number)
        except Exception as error:
            error.add_note(f"In set {number}; again: {comparison.again(number)}")
            raise
        if mismatch:
            print(mismatch)
            return 1
    tally, engine = comparison.tally, comparison.engine
    print(
        f"{tally.sets} sets (chains of up to {tally.chain} questions), {tally.steps} steps, {tally.comparisons}"
        f" comparisons, {tally.set_aside} answers set aside and {tally.restored} restored"
        f" (up to {tally.at_once} at once), seed {comparison.seed}, @getodk/xforms-engine {engine.versions['engine']},"
        f" pyxform {version('pyxform')}: mismatches 0"
    )
    if not tally.restored:
        print("nothing was set aside and restored, so nothing is shown", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
