"""`stalkdesk questions`: the sets there are, what is in them, whether they are sound, how they differ."""

from __future__ import annotations

import shutil
import subprocess
from typing import Any

import click

from stalkdesk.commands.out import FOUND, mends, say, say_json
from stalkdesk.errors import BadInput, Problem
from stalkdesk.guidance.sets import find, shipped
from stalkdesk.questions.compare import Comparison, compare
from stalkdesk.questions.draw import graphviz, in_words, mermaid
from stalkdesk.questions.dump import dump, plain, sha256
from stalkdesk.questions.model import Question, QuestionSet, Say
from stalkdesk.questions.proof.check import Report, answers_in_words, check

MOST_CASES = 30
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
        say_json(dump(qset))
        return
    say(f"{qset.title}  {qset.id} {qset.version}  sha256 {sha256(qset)}")
    if qset.notes:
        say(qset.notes)
    for section in qset.sections:
        say()
        say(section.title)
        for question in section.questions:
            _show_question(question)
    say()
    say(f"Rules, {qset.levels[0].upper()} where none is true")
    if qset.insufficient:
        say(f"  while core questions are open at least {qset.insufficient.upper()} is shown")
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
    marks += ["as written"] if question.say is Say.AS_WRITTEN else []
    marks += [f"{word} {bound}" for word, bound in (("min", question.low), ("max", question.high)) if bound is not None]
    say(f"  {question.id}  ({', '.join(marks)})")
    say(f"    “{question.ask}”")
    for option in question.options:
        say(f"      {option.id} = {option.label}")
    for title, text in (("why", question.why), ("help", question.help), ("cues", ", ".join(question.cues))):
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
    checked: list[tuple[str, Report | BadInput]] = []
    for one in wanted:
        try:
            checked.append((one, check(find(one))))
        except BadInput as error:
            checked.append((one, error))
    if as_json:
        say_json([_document(one, found) for one, found in checked])
    for one, found in checked:
        if isinstance(found, BadInput):
            for problem in found.problems:
                say(str(problem), to_people=True)
        elif not as_json:
            _say_report(one, found)
    if any(isinstance(found, BadInput) for _, found in checked):
        return 2
    return FOUND if any(isinstance(found, Report) and found.findings for _, found in checked) else 0


def _document(wanted: str, found: Report | BadInput) -> dict[str, Any]:
    if isinstance(found, BadInput):
        faults = [{"line": p.line, "key": p.key, "what": p.what, "mend": p.mend} for p in found.problems]
        return {"file": wanted, "readable": False, "faults": faults}
    shown, reach, path = found.monotone, found.reach, found.longest
    return {
        "file": wanted,
        "readable": True,
        "set": {"id": found.qset.id, "version": found.qset.version, "sha256": sha256(found.qset)},
        "findings": [{"kind": f.kind, "about": f.about, "text": f.text} for f in found.findings],
        "monotone": {
            "shown": shown.shown,
            "by_analysis": shown.by_analysis,
            "by_search": shown.by_search,
            "cases": shown.cases,
        },
        "guards": [
            {"question": guard.question, "set_aside_by": guard.set_aside_by, "rules": guard.rules}
            for guard in reach.guards
        ],
        "unsettled": reach.unsettled,
        "longest_path": {"questions": path.asked, "all_known": path.known, "exact": path.exact},
        "reading_age": {"highest": max(found.reading_ages.values(), default=None), "questions": found.reading_ages},
    }


def _say_report(wanted: str, report: Report) -> None:
    qset, shown = report.qset, report.monotone
    say(f"{wanted}: {qset.id} {qset.version}, {len(qset.questions)} questions, {len(qset.rules)} rules")
    for finding in report.findings:
        say(f"  ! {finding.text}")
    how = [f"{len(shown.by_analysis)} by analysis"]
    if shown.by_search:
        how.append(f"{len(shown.by_search)} by search of {shown.cases:,} cases")
    which = f"shown for all {len(qset.rules)} rules" if shown.shown else "NOT shown for the whole set"
    say(f"  a risk more never lowers the level (monotone): {which}, {' and '.join(how)}")
    for guard in report.reach.guards:
        by, bears = " or ".join(guard.set_aside_by), ", ".join(guard.rules)
        say(f"  guard: another answer to {by} can set {guard.question} aside; it then no longer counts in {bears}")
    if report.reach.unsettled:
        unsettled = ", ".join(report.reach.unsettled)
        say(f"  weaker: it could not be settled whether these can ever matter: {unsettled}")
    path = report.longest
    more = "" if path.known == path.asked else f", {path.known} with all answers known"
    say(f"  longest path: {'' if path.exact else 'at least '}{path.asked} questions in one call{more}")
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
@_JSON
@mends
def graph(wanted: str, form: str, as_json: bool) -> None:
    """Draw the flow: what hangs on what, and which rules each question bears on."""
    qset = find(wanted)
    drawn = _svg(qset, wanted) if form == "svg" else mermaid(qset) if form == "mermaid" else graphviz(qset)
    if as_json:
        say_json({"form": form, "drawing": drawn})
    else:
        say(drawn)


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
    _say_difference(before, after, found)
    return FOUND if found.changes else 0


def _say_difference(before: QuestionSet, after: QuestionSet, found: Comparison) -> None:
    if not found.changes:
        say("no difference")
        return
    for change in found.changes:
        say(change)
    if before.id == after.id and before.version == after.version:
        say(f"the version is the same, {after.version}: give the new one a version of its own")
    say()
    for one in found.differs[:MOST_CASES]:
        say(f"the level was {one.old.upper()}, is {one.new.upper()}: {answers_in_words(one.answers)}")
    if len(found.differs) > MOST_CASES:
        say(f"and {len(found.differs) - MOST_CASES} cases more; --json has them all")
    if not found.complete:
        say("this may not be all: there are too many cases to try, or the order of the levels changed")
    elif not found.differs:
        say("the level is the same in every case")


def _answer(answer: Any) -> dict[str, Any]:
    return {"value": plain(answer.value), **({"recency": answer.recency} if answer.recency else {})}


@command.command("schema")
@click.option("--json", is_flag=True, help="It is JSON as it is.")
@mends
def schema(**_: Any) -> None:
    """The JSON Schema of a question set file, for editors that complete and check."""
    from stalkdesk.questions.filemodel import json_schema

    say_json(json_schema())
