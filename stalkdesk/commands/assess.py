"""`stalkdesk assess`: what these answers mean. Needs no home, no terminal, no network."""

from __future__ import annotations

from pathlib import Path

import click

from stalkdesk.commands.out import mends, read_input, say, say_json
from stalkdesk.guidance.place import read_bytes
from stalkdesk.guidance.sets import find
from stalkdesk.questions.answerfile import load_answers
from stalkdesk.questions.answers import Answer, Answers
from stalkdesk.questions.assess import Assessment, assess, document
from stalkdesk.questions.concern import level_of
from stalkdesk.questions.proof.check import QUICK_STEPS, check, shown
from stalkdesk.questions.relevance import as_if
from stalkdesk.questions.source import MAX_BYTES


@click.command("assess")
@click.option("--set", "wanted", required=True, metavar="ID|FILE", help="A shipped set's id, or a question set file.")
@click.option("--answers", required=True, metavar="FILE|-", help="The answers as JSON; - reads standard input.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of words.")
@mends
def command(wanted: str, answers: str, as_json: bool) -> int:
    """Say what these answers mean: the level, why, what could still raise it, and what to ask next."""
    qset = find(wanted)
    raw = read_input(MAX_BYTES + 1) if answers == "-" else read_bytes(Path(answers))
    given = load_answers(raw, "standard input" if answers == "-" else answers, qset)
    found = assess(qset, given)
    if as_json:
        say_json(document(found))
    else:
        _say(found, given)
    findings = check(qset, QUICK_STEPS).findings
    certain = sum(finding.kind != "too_much" for finding in findings)
    if findings:
        what = f"has {certain} finding{'s' * (certain != 1)}" if certain else "is too large for a quick check"
        say(f"{wanted}: the set {what}; see stalkdesk questions check {wanted}", to_people=True)
    return 0


def _say(found: Assessment, given: Answers) -> None:
    qset, concern, core = found.qset, found.concern, found.core
    say(f"{found.shown.upper()}{'' if found.sufficient else '  NOT ENOUGH ASKED YET'}")
    if found.shown != concern.level:
        say(f"  shown at least {found.shown}, since core questions are open; the answers so far give {concern.level}")
    if concern.possible != concern.level:
        say(f"  it could still become {concern.possible}")
    say(f"  minimum safe set: {len(core.of) - len(core.open)} of {len(core.of)} reached")
    _list("Because", [f"{b.rule.level.upper()}: {b.rule.because}  [{', '.join(b.answers)}]" for b in concern.because])
    _list(
        "Could still raise it", [f"{_open(found, item.question)} to {item.to.upper()}" for item in concern.could_raise]
    )
    _list("Tests", [f"{test}: {truth}" for test, truth in document(found)["tests"].items()])
    _list("Set aside, kept but not counted", [f"{id} {shown(given[id])}" for id in found.relevance.set_aside])
    aside = {id: given[id] for id in found.relevance.set_aside}
    with_them = level_of(qset, as_if(qset, found.relevance.facts, aside))
    if qset.rank[with_them] > qset.rank[concern.level]:
        say(f"  If these counted the level would be {with_them.upper()}: make sure that they don't apply.")
    if found.next is not None:
        say(f"Ask next: {found.next}")
        say(f"  “{qset.questions[found.next].ask}”")
    else:
        say("Every question was reached.")


def _open(found: Assessment, question: str) -> str:
    """The question, with what of it is open where it already has a value."""
    held = found.relevance.facts.held[question]
    answered = isinstance(held, Answer) and held.value is not None
    return f"{question} (when it last happened)" if answered else question


def _list(title: str, lines: list[str]) -> None:
    if lines:
        say(title)
        for line in lines:
            say(f"  - {line}")
