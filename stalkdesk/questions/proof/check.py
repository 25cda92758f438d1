"""Everything that can be said of a set before anybody is asked: what was shown, and what to mend."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stalkdesk.questions.answers import Answer, Answers
from stalkdesk.questions.model import QuestionSet
from stalkdesk.questions.proof.monotone import TOO_MUCH, Counterexample, Monotone, monotone
from stalkdesk.questions.proof.reach import Longest, Reach, longest, reach
from stalkdesk.questions.proof.reading import OLDEST, reading_age
from stalkdesk.questions.proof.space import Space

# A step costs some microseconds. These keep the hardest set of 500 questions and 300 rules under a minute.
STEPS = 6_000_000
MOST_STEPS = 100_000
"""For one rule or question."""
QUICK_STEPS = 150_000
"""For a first look, in a fraction of a second; enough for any set that a desk would use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to mend: its kind (a stable word), the question or rule, and the words."""

    kind: str
    about: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What `check` says of a set. The set is sound when there are no `findings`."""

    qset: QuestionSet
    findings: tuple[Finding, ...]
    monotone: Monotone
    reach: Reach
    longest: Longest
    reading_ages: dict[str, float]
    """Question → reading age in years of what is read aloud; empty for a set not in English."""


def check(qset: QuestionSet, steps: int = STEPS) -> Report:
    """What can be shown of a set with this much work, and every finding.

    With fewer steps it may leave something `too_much` to show; it never calls a set sound that is not.
    """
    space = Space(qset)
    things = len(qset.rules) * 2 + len(qset.gates) + 1
    steps = min(steps // things, MOST_STEPS)
    shown = monotone(space, steps)
    found = reach(space, steps)
    english = qset.language is not None and qset.language.split("-")[0] == "en"
    ages = {q.id: reading_age(q.ask) for q in qset.questions.values()} if english else {}
    return Report(
        qset=qset,
        findings=(*_monotone(qset, shown), *_reach(qset, found), *_missing(qset), *_curly(qset), *_reading(ages)),
        monotone=shown,
        reach=found,
        longest=longest(space),
        reading_ages=ages,
    )


def in_words(example: Counterexample) -> str:
    """A counterexample as a sentence a policy officer can try on the screen."""
    before = "not answered" if example.before is None else shown(example.before)
    rest = ", ".join(f"{question} is {shown(answer)}" for question, answer in example.others.items())
    what = "the possible level rises" if example.possible else "the level falls"
    given = f"with {rest}, " if rest else ""
    mend = (
        "leave answered to relevance"
        if example.before is None
        else "take out what falls, or cover it with another rule"
    )
    return (
        f"{given}changing {example.question} from {before} to {shown(example.after)}: "
        f"{what} from {example.held} to {example.fell_to}; {mend}"
    )


def shown(answer: Answer) -> str:
    """An answer in a few words: `yes (last_2_weeks)`, `tracker and drone`, `none of them`, `declined`."""
    if answer.state is not None:
        return answer.state.value
    value = " and ".join(answer.value) or "none of them" if isinstance(answer.value, tuple) else str(answer.value)
    return f"{value} ({answer.recency})" if answer.recency else value


def answers_in_words(answers: Answers) -> str:
    """Answers as one line: `fear frightened, weapon yes`."""
    return ", ".join(f"{question} {shown(answer)}" for question, answer in answers.items()) or "nothing answered"


def _monotone(qset: QuestionSet, result: Monotone) -> Iterator[Finding]:
    for fault in result.faults:
        yield Finding(kind="not_monotone", about=fault.rule, text=f"rule {fault.rule}: {in_words(fault)}")
    for rule, why in result.unshown.items():
        kind = "too_much" if why == TOO_MUCH else "not_shown"
        yield Finding(kind=kind, about=rule, text=f"rule {rule} can't be shown monotone: {why}")


def _reach(qset: QuestionSet, found: Reach) -> Iterator[Finding]:
    for question in found.never_asked:
        yield Finding(
            kind="never_asked", about=question, text=f"question {question}: no answers make its condition true"
        )
    for rule in found.never_true:
        yield Finding(kind="never_true", about=rule, text=f"rule {rule}: no answers make it true")
    for idle in found.idle:
        behind = " or ".join(idle.behind)
        if behind == qset.levels[0]:
            text = f"rule {idle.rule} never matters: {behind} is the lowest level, shown without any rule; take it out"
        else:
            always = f"whenever it is true, so is {behind}, at its level or above"
            text = f"rule {idle.rule} never matters: {always}; take it out, or raise it"
        yield Finding(kind="never_matters", about=idle.rule, text=text)


def _missing(qset: QuestionSet) -> Iterator[Finding]:
    if qset.language is None:
        yield Finding(kind="no_language", about=qset.id, text="language is missing: say which, as in language: en")
    for question in qset.questions.values():
        if question.core and question.relevant is not None:
            text = f"question {question.id} is core but has a condition: the minimum safe set must not hang on answers"
            yield Finding(kind="core_behind_condition", about=question.id, text=text)
        if question.why is None:
            yield Finding(
                kind="no_why", about=question.id, text=f"question {question.id} has no why: say why it is asked"
            )
    if qset.insufficient is None and any(question.core for question in qset.questions.values()):
        text = "insufficient is missing: say what to show at least while core questions are open"
        yield Finding(kind="no_insufficient", about=qset.id, text=text)


def _curly(qset: QuestionSet) -> Iterator[Finding]:
    """Quotes that a word processor made curly are part of the text, which nobody means."""
    texts = [("the set", "version", qset.version), ("the set", "title", qset.title)]
    texts += [(f"question {q.id}", "ask", q.ask) for q in qset.questions.values()]
    texts += [(f"question {q.id}", "a cue", cue) for q in qset.questions.values() for cue in q.cues]
    texts += [(f"rule {rule.id}", "because", rule.because) for rule in qset.rules]
    for about, what, text in texts:
        if text.startswith("“") and text.endswith("”"):
            words = f"{about}: {what} stands in curly quotes, which become part of it: type straight ones"
            yield Finding(kind="curly_quotes", about=about.split(" ", 1)[1] if " " in about else qset.id, text=words)


def _reading(ages: dict[str, float]) -> Iterator[Finding]:
    for question, age in ages.items():
        if age > OLDEST:
            text = f"question {question} has a reading age of {age}, over {OLDEST:.0f}: use shorter words and sentences"
            yield Finding(kind="reading_age", about=question, text=text)
