"""A force's own files over the shipped ones; what is refused, in words; and binding to a question set."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sets import a_set, build, choice, rule, yes_no

from stalkdesk.errors import BadInput
from stalkdesk.guidance.model import of_contact
from stalkdesk.guidance.pack import load
from stalkdesk.guidance.packcheck import checked, findings
from stalkdesk.guidance.place import force_folder
from stalkdesk.guidance.sets import find
from stalkdesk.questions.answerfile import answer_to
from stalkdesk.questions.answers import Answer
from stalkdesk.questions.conditions import FALSE, TRUE, UNKNOWN, Truth
from stalkdesk.questions.model import QuestionSet
from stalkdesk.questions.relevance import settle

SET = find("stalking-screening")
MARK = "source: K, last_checked: 2026-11-21, verified: false"


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"format: 1\n{text}", encoding="utf-8")
    return folder


def truth(qset: QuestionSet, folder: Path, **given: Any) -> Truth:
    """What the action `ours` of a folder's plan is under these answers."""
    (action,) = (one for one in load(qset, folder=folder).actions if one.id == "ours")
    answers = {id: answer_to(qset.questions[id], value) for id, value in given.items()}
    return action.when.truth(settle(qset, answers).facts)


def plan(folder: Path, when: str) -> Path:
    return write(folder, "plan.yaml", f"actions:\n  - {{id: ours, group: risk, do: Look, when: {when}, {MARK}}}\n")


# Overriding -----------------------------------------------------------------------------------------------------


def test_an_entry_of_the_same_id_takes_the_place_and_a_new_one_comes_after(tmp_path: Path) -> None:
    services = f"""services:
  - {{id: new_one, name: Ours, number: 01632 960001, about: Help here, areas: [sussex, uk], {MARK}}}
  - {{id: paladin, name: Paladin, number: 01632 960002, about: Changed, areas: uk, gender: women, {MARK}}}
remove: [galop, samaritans]
"""
    before = [one.id for one in load(SET).services]
    pack = load(SET, folder=write(tmp_path, "services.yaml", services))
    assert [one.id for one in pack.services] == [id for id in before if id not in ("galop", "samaritans")] + ["new_one"]
    there = {one.id: one for one in pack.services}
    assert (there["paladin"].number, there["paladin"].gender) == ("01632 960002", "women")
    assert there["new_one"].areas == ("sussex", "uk")
    assert load(SET).services == load(SET, folder=tmp_path.parent).services


def test_a_file_that_only_leaves_out_leaves_the_rest_as_it_was(tmp_path: Path) -> None:
    pack = load(SET, folder=write(tmp_path, "advice.yaml", "remove: [marker, law]\n"))
    assert "marker" not in {one.id for one in pack.advice}
    assert "law" not in {one.id for one in pack.cards}
    assert pack.never == load(SET).never


def test_words_folded_in_the_file_are_one_row(tmp_path: Path) -> None:
    text = "actions:\n  - id: ours\n    group: risk\n    do: |\n      Look\n      again\n    source: K\n"
    write(tmp_path, "plan.yaml", f"{text}    last_checked: 2026-11-21\n    verified: false\n")
    assert [one.do for one in load(SET, folder=tmp_path).actions if one.id == "ours"] == ["Look again"]


def test_leaving_out_reaches_only_the_lists_of_its_own_file(tmp_path: Path) -> None:
    write(tmp_path, "conditions.yaml", "conditions: {paladin: weapon}\nremove: [written_contact]\n")
    plan(write(tmp_path, "services.yaml", "remove: [paladin]\n"), "paladin")
    assert truth(SET, tmp_path, weapon="yes") is TRUE
    assert "paladin" not in {one.id for one in load(SET, folder=tmp_path).services}


def test_grades_queues_and_the_jurisdiction_are_the_forces(tmp_path: Path) -> None:
    forces = f"""jurisdiction: scotland
grades:
  - {{id: priority, name: Grade 2, target: within the hour, {MARK}}}
forces:
  - id: sussex
    name: Sussex Police
    code: SX
    nation: england
    languages: [en]
    grades: [{{id: immediate, name: Grade 1, target: 15 minutes, {MARK}}}]
    queues: [{{id: stu, name: Stalking unit, {MARK}}}]
    attendance: [{{id: all, grade: priority, because: "not {{top}}, all the same", {MARK}}}]
    {MARK.replace(", ", chr(10) + "    ")}
"""
    folder = write(tmp_path, "forces.yaml", forces)
    ours, others = load(SET, folder=folder, force="SX"), load(SET, folder=folder, force="kent police")
    named = {one.id: (one.name, one.target) for one in ours.grades}
    assert list(named) == ["immediate", "priority", "same_day", "scheduled"]
    assert (named["immediate"], named["priority"]) == (("Grade 1", "15 minutes"), ("Grade 2", "within the hour"))
    assert {one.id: one.name for one in others.grades}["immediate"] == "Immediate"
    assert [one.id for one in ours.queues] == ["stu"]
    assert others.queues[0].id == "daiu"
    assert [(one.id, one.grade) for one in ours.attendance] == [("all", "priority")]
    assert others.attendance[0].grade == "immediate"
    assert (ours.jurisdiction, [one.id for one in ours.offences], ours.powers) == (
        "scotland",
        ["stalking_scotland"],
        (),
    )
    assert len(ours.forces) == 44


@pytest.mark.parametrize("name", ["sussex", "SX", "sx", "Sussex Police", " sussex police "])
def test_a_force_goes_by_id_code_or_name(name: str) -> None:
    assert load(SET, force=name) == load(SET)


def test_a_force_that_is_not_there_is_named() -> None:
    with pytest.raises(BadInput, match=r"forces.yaml: there is no force Susex Police; did you mean Sussex Police\?"):
        load(SET, force="Susex Police")


def test_what_does_not_hold_on_a_day_is_left_out(tmp_path: Path) -> None:
    entry = "group: risk, do: Look, " + MARK
    actions = f"""actions:
  - {{id: past, until: 2026-01-31, {entry}}}
  - {{id: to_come, since: 2027-01-01, {entry}}}
  - {{id: here, since: 2026-02-01, until: 2026-12-31, {entry}}}
"""
    folder = write(tmp_path, "plan.yaml", actions)

    def there(today: date | None) -> set[str]:
        return {one.id for one in load(SET, folder=folder, today=today).actions} & {"past", "to_come", "here"}

    assert there(None) == {"past", "to_come", "here"}
    assert there(date(2026, 1, 31)) == {"past"}
    assert there(date(2026, 2, 1)) == there(date(2026, 12, 31)) == {"here"}
    assert there(date(2027, 1, 1)) == {"to_come"}
    assert "strangulation" not in {one.id for one in load(SET, today=date(2020, 1, 1)).offences}


def test_a_condition_of_the_forces_own_replaces_the_shipped_one_everywhere(tmp_path: Path) -> None:
    folder = write(tmp_path, "conditions.yaml", "conditions: {domestic: {question: relationship, is: ex_partner}}\n")
    plan(tmp_path, "domestic")
    assert truth(SET, folder, relationship="family") is FALSE
    assert truth(SET, folder, relationship="ex_partner") is TRUE
    pack = load(SET, folder=folder)
    assert len({repr(one.when) for one in pack.queues if one.id == "daiu"}) == 1
    assert "family" not in repr(pack.queues[0].when)


def test_the_examples_of_the_page_are_files_that_fit(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "guidance.md").read_text(encoding="utf-8")
    for name, text in re.findall(r"<!-- example: (\w+\.yaml) -->\n```yaml\n(.*?)```", page, re.DOTALL):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert findings(SET, tmp_path) == []
    there = {one.id: one for one in load(SET, folder=tmp_path).services}
    assert there["victim_support"].name == "Victim Support, our county"
    assert "crimestoppers" not in there
    assert [one.id for one in load(SET, folder=tmp_path).attendance] == ["danger", "top", "rest"]


# Binding --------------------------------------------------------------------------------------------------------


def test_a_bare_id_the_set_does_not_ask_stays_unknown(tmp_path: Path) -> None:
    assert truth(SET, plan(tmp_path, "asked_by_nobody"), threat_kill="yes") is UNKNOWN
    assert truth(SET, plan(tmp_path, "{not: asked_by_nobody}")) is UNKNOWN
    assert truth(SET, plan(tmp_path, "{question: asked_by_nobody, answered: false}")) is UNKNOWN
    assert truth(SET, plan(tmp_path, "{any: [asked_by_nobody, threat_kill]}"), threat_kill="yes") is TRUE
    assert truth(SET, plan(tmp_path, "not_asked"), threat_kill="yes") is UNKNOWN


def test_what_does_not_fit_the_question_of_another_set_is_unknown_and_never_no(tmp_path: Path) -> None:
    other = build(
        a_set(
            choice("relationship", "partner", "ex_partner", "other"),
            {**yes_no("contact"), "kind": "text"},
            choice("fear", "none", "some"),
            {**yes_no("how_many"), "kind": "number"},
            {**yes_no("day"), "kind": "date"},
            yes_no("violence"),
        )
    )
    either = plan(tmp_path, "{question: relationship, is: [current_partner, ex_partner]}")
    assert truth(other, either, relationship="ex_partner") is TRUE
    assert truth(other, either, relationship="partner") is UNKNOWN
    for when, given in (
        ("{question: contact, includes: calls}", {"contact": "calls all day"}),
        ("fear", {"fear": "some"}),
        ("{question: how_many, is: two_to_four}", {"how_many": 3}),
        ("{question: how_many, min: 2026-01-01}", {"how_many": 3}),
        ("{question: day, min: 3}", {"day": "2026-01-01"}),
        ("{question: violence, recency: last_2_weeks}", {"violence": "yes"}),
        ("{question: fear, includes: some}", {"fear": "some"}),
    ):
        assert truth(other, plan(tmp_path, when), **given) is UNKNOWN, when
    assert truth(other, plan(tmp_path, "{question: how_many, min: 2}"), how_many=3) is TRUE


def test_the_level_is_spoken_of_by_the_sets_own_rules_and_where_no_rule_holds_a_person_may_still_say_it(
    tmp_path: Path,
) -> None:
    other = build(
        a_set(yes_no("a"), yes_no("b"), rules=(rule("r", "a", "high"), rule("s", "b", "medium"))),
    )
    top, above = plan(tmp_path / "top", "top_level"), plan(tmp_path / "above", "above_lowest")
    assert (truth(other, top), truth(other, above)) == (UNKNOWN, UNKNOWN)
    assert (truth(other, top, b="yes", a="no"), truth(other, above, b="yes")) == (UNKNOWN, TRUE)
    assert (truth(other, top, a="yes"), truth(other, above, a="yes")) == (TRUE, TRUE)
    (action,) = (one for one in load(other, folder=top).actions if one.id == "ours")
    facts = settle(other, {}).facts
    for said, found in (("yes", TRUE), ("no", UNKNOWN)):
        facts.held[of_contact("top_level")] = Answer(value=said)
        assert action.when.truth(facts) is found
    assert truth(SET, top, threat_kill="yes") is TRUE


def test_a_point_stands_in_the_questions_it_names_or_hangs_on(tmp_path: Path) -> None:
    offence = f"""offences:
  - id: ours
    jurisdiction: england_wales
    name: Ours
    law: An Act
    rank: 1
    when: threat_kill
    points:
      - {{id: one, words: One, when: {{any: [stalking_path, nobody_asks]}}}}
      - {{id: two, words: Two, when: weapon, shown_by: [weapon, fear, nobody_asks]}}
    {MARK.replace(", ", chr(10) + "    ")}
"""
    pack = load(SET, folder=write(tmp_path, "offences.yaml", offence))
    first, second = pack.offences[-1].points
    assert {"how_many", "unwanted", "followed", "breached"} <= set(first.shown_by)
    assert second.shown_by == ("weapon", "fear")
    assert load(SET, folder=tmp_path).pack == load(SET).pack == "stalking law, 2026-11-21"


# Refusals -------------------------------------------------------------------------------------------------------

A, B = "id: a, group: risk, do: X", "id: a, name: A"


def one(name: str, *entries: str) -> str:
    """A list of entries, each with its mark; the first stands on line 3."""
    return f"{name}:\n" + "".join(f"  - {{{entry}, {MARK}}}\n" for entry in entries)


# file, what stands in it, the line, the key, words of the fault and of its mend
BAD = [
    ("plan", "action: []\n", 2, "action", "the key action is not known here", "did you mean actions?"),
    ("plan", one("actions", "id: a, group: risk, doo: X"), 3, "actions[0].doo", "doo is not known", "mean do?"),
    ("plan", one("actions", "id: a, group: rsk, do: X"), 3, "actions[0].group", "rsk is not known", "risk"),
    ("plan", one("actions", "id: a, group: risk"), 3, "actions[0]", "do is missing", "add it"),
    ("plan", one("actions", f"id: a, group: risk, do: {'x' * 91}"), 3, "actions[0].do", "is too long", "90"),
    ("plan", one("actions", "id: a, group: risk, do: ' '"), 3, "actions[0].do", "is empty", "write"),
    ("plan", one("actions", f"{A}, hours: 0"), 3, "actions[0].hours", "0 is too small", "1 or more"),
    ("plan", one("actions", f"{A}, hours: soon"), 3, "actions[0].hours", "a whole number", "without quotes"),
    (
        "plan",
        one("actions", f"{A}, unless: [weapon]"),
        3,
        "actions[0].unless[0]",
        "weapon is not known",
        "said_no_crime",
    ),
    ("plan", one("actions", f"{A}, told: yes"), 3, "actions[0].told", "neither true nor false", "true or false"),
    ("plan", one("actions", "id: a b, group: risk, do: X"), 3, "actions[0].id", "is not an id", "use a–z"),
    ("plan", one("actions", A, A), 4, "actions[1].id", "a stands twice", "another id"),
    ("plan", one("actions", f"{A}, since: 1.5.2026"), 3, "actions[0].since", "is not a date", "YYYY-MM-DD"),
    ("plan", one("actions", f"{A}, since: 2026-02-30"), 3, "actions[0].since", "there is no day", "check the day"),
    ("plan", one("actions", f"{A}, since: 2026-05-02, until: 2026-05-01"), 3, "actions[0].until", "before", "swap"),
    ("plan", one("actions", f"{A}, when: {{some: [x]}}"), 3, "actions[0].when", "is not a condition", "write an id"),
    ("plan", one("actions", f"{A}, when: {{all: [x], nto: y}}"), 3, "actions[0].when.nto", "nto is not", "mean not?"),
    ("plan", "remove: [tell_supervisr]\n", 2, "remove[0]", "no tell_supervisr to leave out", "tell_supervisor?"),
    ("plan", "actions: {a: b}\n", 2, "actions", "should be a list", "dash"),
    ("plan", "actions: [a, b\nremove: []", 2, "", "is not YAML", "check that line"),
    ("plan", "format: 1\n", 2, "", "the key format stands twice", "take one of them out"),
    ("services", one("services", f"{B}, number: 01632"), 3, "services[0].number", "should be text", "in quotes"),
    ("services", one("services", f"{B}, areas: []"), 3, "services[0].areas", "holds nothing", "at least 1"),
    ("services", one("services", f"{B}, hours: 24 h"), 3, "services[0].hours", "hours is not known", "take it out"),
    ("forces", one("forces", f"{B}, code: sx1"), 3, "forces[0].code", "sx1 is not a code", "capital letters"),
    (
        "forces",
        one("forces", f"{B}, code: SX, nation: england, languages: [en]"),
        3,
        "forces[0].code",
        "the code SX is that of sussex too",
        "another",
    ),
    ("forces", one("grades", "id: fast, name: A"), 3, "grades[0].id", "there is no grade fast", "immediate"),
    (
        "forces",
        f"attendance:\n  - {{id: a, grade: priority, because: b, {MARK}}}\n"
        f"  - {{id: c, grade: priority, because: d, when: weapon, {MARK}}}\n",
        3,
        "attendance[0]",
        "none after it is reached",
        "put it last",
    ),
    (
        "forces",
        f"attendance:\n  - {{id: a, grade: priority, because: b, when: weapon, {MARK}}}\n",
        3,
        "attendance[0]",
        "nothing comes after it",
        "no when",
    ),
    (
        "forces",
        f"attendance:\n  - {{id: a, grade: priority, because: 'a {{level}}', {MARK}}}\n",
        3,
        "attendance[0].because",
        "stand for nothing",
        "only {top}",
    ),
    (
        "forces",
        one("attendance", "id: a, because: b, grade: 1"),
        3,
        "attendance[0].grade",
        "1 is not",
        "immediate",
    ),
    ("forces", "jurisdiction: france\n", 2, "jurisdiction", "france is not known", "england_wales"),
    ("offences", "pack: {id: a, date: today}\n", 2, "pack.date", "today is not a date", "YYYY-MM-DD"),
    ("offences", "pack: {id: a, dat: today}\n", 2, "pack.dat", "dat is not known", "mean date?"),
    ("offences", one("offences", f"{B}, when: x"), 3, "offences[0]", "jurisdiction is missing", "add it"),
    ("conditions", "conditions:\n  a: {any: [b]}\n  b: {not: a}\n", 3, "conditions.a", "itself: a → b → a", "let"),
    ("conditions", "conditions:\n  A b: x\n", 3, "conditions", "the key A b is not an id", "use a–z"),
]


@pytest.mark.parametrize(("name", "text", "line", "key", "what", "mend"), BAD)
def test_a_fault_is_one_line_with_its_place_and_its_mend(
    tmp_path: Path, name: str, text: str, line: int, key: str, what: str, mend: str
) -> None:
    with pytest.raises(BadInput) as caught:
        load(SET, folder=write(tmp_path, f"{name}.yaml", text))
    problem = next(one for one in caught.value.problems if what in one.what)
    assert (problem.file, problem.line) == (str(tmp_path / f"{name}.yaml"), line)
    assert problem.key.startswith(key)
    assert mend in problem.mend
    assert "\n" not in str(problem)
    assert problem in findings(SET, tmp_path)


def test_faults_of_several_files_are_told_together(tmp_path: Path) -> None:
    write(tmp_path, "plan.yaml", "remove: [nobody]\n")
    (tmp_path / "services.yaml").write_bytes(b"\xff")
    with pytest.raises(BadInput) as caught:
        load(SET, folder=tmp_path)
    assert {Path(one.file).name for one in caught.value.problems} == {"plan.yaml", "services.yaml"}


@pytest.mark.parametrize("name", ["not-there", "a-file"])
def test_a_folder_that_cannot_be_read_is_said_to_be(tmp_path: Path, name: str) -> None:
    (tmp_path / "a-file").write_text("")
    with pytest.raises(BadInput, match=f"{name}: can't be read .*; check its name and that you may read it"):
        load(SET, folder=tmp_path / name)


# Findings -------------------------------------------------------------------------------------------------------


def test_what_does_not_fit_the_set_is_found_and_still_loads(tmp_path: Path) -> None:
    plan(tmp_path, "{any: [threat_kil, fear, {question: contact, is: calls}, {question: fear, is: [afraid]}]}")
    write(
        tmp_path,
        "services.yaml",
        f"services:\n  - {{id: a, name: A, number: '1', about: B, areas: [susex], {MARK}}}\n",
    )
    write(
        tmp_path,
        "advice.yaml",
        f"advice:\n  - {{id: a, topic: now, say: Why didn’t you leave? We'll arrest him., {MARK}}}\n"
        "  - {id: b, topic: now, say: Immediate intimidatory communication necessitates organisational intervention.,\n"
        f"     {MARK}}}\n",
    )
    write(tmp_path, "conditions.yaml", "conditions: {intimate: x, top_level: weapon}\n")
    write(tmp_path, "forces.yaml", f"attendance:\n  - {{id: a, grade: same_day, because: b, {MARK}}}\n")
    (tmp_path / "service.yaml").write_text("", encoding="utf-8")
    load(SET, folder=tmp_path)
    found = [str(one).replace(str(tmp_path), "…") for one in findings(SET, tmp_path)]
    for wanted in (
        "…/plan.yaml:3: actions[0].when.any[0]: there is no question, indicator or test threat_kil; did you mean",
        "…/plan.yaml:3: actions[0].when.any[1]: fear is a choice question",
        "…/plan.yaml:3: actions[0].when.any[2].is: is does not fit the many question contact",
        "…/plan.yaml:3: actions[0].when.any[3].is: fear has no answer afraid",
        "…/services.yaml:3: services[0].areas[0]: there is no area susex",
        "…/forces.yaml:3: attendance[0]: a yes to danger_now is answered with same_day; put a rule before it",
        "…/advice.yaml:3: advice[0].say: says “why didn't you leave”, which is never said",
        "…/advice.yaml:3: advice[0].say: says “we'll arrest”, which is never said",
        "…/advice.yaml:4: advice[1].say: has a reading age of",
        "…/conditions.yaml:2: conditions.intimate: the name intimate is taken already",
        "…/conditions.yaml:2: conditions.top_level: the name top_level is taken already",
        "…/conditions.yaml:2: conditions.intimate: there is no question, indicator or test x",
        "…/service.yaml: is not read, since nothing has this name; did you mean services.yaml?",
    ):
        assert [one for one in found if one.startswith(wanted)], (wanted, found)
    assert len(found) == 13


def test_what_was_not_checked_for_a_year_is_told_oldest_first(tmp_path: Path) -> None:
    entries = "\n".join(
        f"  - {{id: a{i}, group: risk, do: X, source: K, last_checked: {day}, verified: false}}"
        for i, day in enumerate(("2025-03-01", "2024-03-01", "2026-11-21"))
    )
    folder = write(tmp_path, "plan.yaml", f"actions:\n{entries}\n")
    old = checked(folder, today=date(2026, 11, 22))
    assert [(one.id, one.line, one.last_checked) for one in old] == [("a1", 4, "2024-03-01"), ("a0", 3, "2025-03-01")]
    assert all(one.file == str(tmp_path / "plan.yaml") for one in old)


def test_a_forces_own_folder_lies_in_the_home(tmp_path: Path) -> None:
    assert force_folder(tmp_path) is None
    (tmp_path / "force").mkdir()
    assert force_folder(tmp_path) == tmp_path / "force"


# What it drags in -----------------------------------------------------------------------------------------------


def test_the_model_needs_nothing_heavy_and_the_first_screen_needs_none_of_it() -> None:
    program = "import sys; import {}; print('\\n'.join(sys.modules))"

    def after(module: str) -> set[str]:
        done = subprocess.run(
            [sys.executable, "-c", program.format(module)], capture_output=True, text=True, check=True
        )
        return set(done.stdout.split())

    assert not {name.split(".")[0] for name in after("stalkdesk.guidance.model")} & {
        "pydantic",
        "yaml",
        "click",
        "textual",
    }
    assert not [name for name in after("stalkdesk.app") if name.startswith(("stalkdesk.guidance.pack", "pydantic"))]
