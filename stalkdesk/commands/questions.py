"""`stalkdesk questions`: the sets there are, what is in them, whether they are sound, how they differ."""

from __future__ import annotations

import shutil
import subprocess
from typing import Any

import click

from stalkdesk.commands.out import FOUND, mends, say, say_json
from stalkdesk.errors import BadInput, Problem
from stalkdesk.guidance.sets import find, shipped
from stalkdesk.questions.compare import compare
from stalkdesk.questions.draw import graphviz, in_words, mermaid
from stalkdesk.questions.dump import dump, plain, sha256
from stalkdesk.questions.model import Question, QuestionSet
from stalkdesk.questions.proof.check import Report, answers_in_words, check

_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON document instead of words.")


@click.group("questions")
def command() -> None:
    """List, show, check, draw and compare question sets."""


@command.command("list")
@_JSON
@mends
def list_(as_json: bool) -> None:
    """The question sets that come with stalkdesk."""
    sets = list(shipped())
    if as_json:
        say_json([_summary(qset) for qset in sets])
    for qset in sets if not as_json else ():
        say(f"{qset.id}  {qset.version}  {qset.title}  ({len(qset.questions)} questions, {len(qset.rules)} rules)")


def _summary(qset: QuestionSet) -> dict[str, Any]:
    return {
        "id": qset.id,
        "version": qset.version,
        "title": qset.title,
        "language": qset.language,
        "released": qset.released,
        "questions": len(qset.questions),
        "rules": len(qset.rules),
        "sha256": sha256(qset),
    }


@command.command("show")
@click.argument("wanted", metavar="ID|FILE")
@_JSON
@mends
def show(wanted: str, as_json: bool) -> None:
    """Everything in a set, in the order it is asked."""
    qset = find(wanted)
    if as_json:
        say_json({**dump(qset), "sha256": sha256(qset)})
        return
    say(f"{qset.title}  {qset.id} {qset.version}")
    if qset.notes:
        say(qset.notes)
    for section in qset.sections:
        say()
        say(section.title)
        for question in section.questions:
            _show_question(question)
    say()
    say(f"Rules, {qset.levels[0].upper()} where none is true")
    for level in reversed(qset.levels):
        for rule in qset.rules:
            if rule.level == level:
                source = f"  [{rule.source}]" if rule.source else ""
                say(f"  {level.upper()}  {rule.id}: {rule.because}{source}")
                say(f"      when {in_words(rule.when)}")
    for title, names in (("Tests", qset.tests), ("Indicators", qset.indicators)):
        if names:
            say()
            say(title)
        for name, inner in names.items():
            say(f"  {name}: {in_words(inner)}")


def _show_question(question: Question) -> None:
    marks = [question.kind.value]
    marks += [word for word, on in (("core", question.core), ("recency", question.recency)) if on]
    marks += ["verbatim"] if question.verbatim else []
    say(f"  {question.id}  ({', '.join(marks)})")
    say(f"    “{question.ask}”")
    if question.options:
        say(f"    {' / '.join(option.label for option in question.options)}")
    for title, text in (("why", question.why), ("help", question.help)):
        if text:
            say(f"    {title}: {text}")
    if question.relevant is not None:
        say(f"    asked when {in_words(question.relevant)}")


@command.command("check")
@click.argument("wanted", metavar="ID|FILE...", nargs=-1, required=True)
@_JSON
@mends
def check_(wanted: tuple[str, ...], as_json: bool) -> int:
    """Show that a set is sound, or name what is not. Exit status 0: sound; 1: findings; 2: can't be read."""
    reports: list[Report] = []
    problems: list[Problem] = []
    for one in wanted:
        try:
            reports.append(check(find(one)))
        except BadInput as error:
            problems += error.problems
    if as_json:
        documents = [_report(report) for report in reports]
        say_json(documents if len(wanted) > 1 else documents[0] if documents else None)
    for report in reports if not as_json else ():
        _say_report(report)
    for problem in problems:
        say(str(problem), to_people=True)
    if problems:
        return 2
    return FOUND if any(report.findings for report in reports) else 0


def _report(report: Report) -> dict[str, Any]:
    shown, found, path = report.monotone, report.reach, report.longest
    return {
        "set": {"id": report.qset.id, "version": report.qset.version, "sha256": sha256(report.qset)},
        "findings": [{"kind": f.kind, "about": f.about, "text": f.text} for f in report.findings],
        "monotone": {
            "shown": shown.shown,
            "by_analysis": shown.by_analysis,
            "by_search": shown.by_search,
            "cases": shown.cases,
        },
        "guards": [
            {"question": guard.question, "set_aside_by": guard.set_aside_by, "rules": guard.rules}
            for guard in found.guards
        ],
        "unsettled": found.unsettled,
        "longest_path": {"questions": path.asked, "all_known": path.known, "exact": path.exact},
        "reading_age": {"highest": max(report.reading_ages.values(), default=None), "questions": report.reading_ages},
    }


def _say_report(report: Report) -> None:
    qset, shown = report.qset, report.monotone
    say(f"{qset.id} {qset.version}: {len(qset.questions)} questions, {len(qset.rules)} rules")
    for finding in report.findings:
        say(f"  ! {finding.text}")
    how = [f"{len(shown.by_analysis)} rules by analysis"]
    if shown.by_search:
        how.append(f"{len(shown.by_search)} by search of {shown.cases:,} cases")
    if shown.shown:
        say(f"  monotone: shown for every rule, {' and '.join(how)}")
    else:
        say(f"  monotone: NOT shown for the whole set; {' and '.join(how)}")
    for guard in report.reach.guards:
        by, bears = ", ".join(guard.set_aside_by), ", ".join(guard.rules)
        say(f"  guard: {by} can set {guard.question} aside, which bears {bears}")
    if report.reach.unsettled:
        unsettled = ", ".join(report.reach.unsettled)
        say(f"  weaker: too many cases to settle whether these can ever matter: {unsettled}")
    path = report.longest
    known = f"{path.known} when every answer is known" if path.exact else f"{path.known} or more when all is known"
    say(f"  longest path: {path.asked} questions; {known}")
    if report.reading_ages:
        oldest = max(report.reading_ages, key=report.reading_ages.__getitem__)
        say(f"  reading age of what is read aloud: at most {report.reading_ages[oldest]} ({oldest})")
    else:
        say("  reading age: not counted; only English is")
    count = len(report.findings)
    say("  nothing to mend" if not count else f"  {count} to mend")


@command.command("graph")
@click.argument("wanted", metavar="ID|FILE")
@click.option(
    "--as", "form", type=click.Choice(["mermaid", "dot", "svg"]), default="mermaid", help="svg needs Graphviz."
)
@mends
def graph(wanted: str, form: str) -> None:
    """Draw the flow: what hangs on what, and which rules each question bears on."""
    qset = find(wanted)
    if form == "svg":
        say(_svg(qset, wanted))
    else:
        say(mermaid(qset) if form == "mermaid" else graphviz(qset))


def _svg(qset: QuestionSet, wanted: str) -> str:
    dot = shutil.which("dot")
    if dot is None:
        mend = "install Graphviz, or take --as mermaid or --as dot"
        raise BadInput(Problem(file=wanted, what="an SVG needs the program dot, which is not here", mend=mend))
    drawn = subprocess.run([dot, "-Tsvg"], input=graphviz(qset).encode(), capture_output=True, check=False)
    if drawn.returncode != 0:
        raise BadInput(Problem(file=wanted, what="dot could not draw it", mend="take --as dot and look at its text"))
    return drawn.stdout.decode()


@command.command("diff")
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@_JSON
@mends
def diff(old: str, new: str, as_json: bool) -> int:
    """What changed from A to B, and for which answers the level differs. Exit status 1: they differ."""
    before, after = find(old), find(new)
    found = compare(before, after)
    if as_json:
        say_json(
            {
                "old": _summary(before),
                "new": _summary(after),
                "changes": found.changes,
                "levels": [
                    {
                        "answers": {id: _answer(answer) for id, answer in one.answers.items()},
                        "old": one.old,
                        "new": one.new,
                    }
                    for one in found.differs
                ],
                "complete": found.complete,
            }
        )
        return FOUND if found.changes else 0
    for change in found.changes:
        say(change)
    if not found.changes:
        say("no difference")
        return 0
    say()
    for one in found.differs:
        say(f"the level was {one.old.upper()}, is {one.new.upper()}: {answers_in_words(one.answers)}")
    if not found.differs:
        say("the level is the same for every way in which a rule comes true")
    if not found.complete:
        say("not every way was tried: there are too many")
    return FOUND


def _answer(answer: Any) -> dict[str, Any]:
    return {"value": plain(answer.value), **({"recency": answer.recency} if answer.recency else {})}


@command.command("schema")
@mends
def schema(**_: Any) -> None:
    """The JSON Schema of a question set file, for editors that complete and check."""
    from stalkdesk.questions.filemodel import json_schema

    say_json(json_schema())
