"""Random question sets in the project's own file format, and the same set written as an XLSForm.

A set is made as the plain document of a set file. `xlsform` writes that document again the way the
author of an XLSForm would, in two-valued XPath over blank values; nothing of the engine under test is
used for it. What may be in a set is kept to what means the same in both; compare.py says what and why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from pyxform.xls2xform import convert

Condition = str | dict[str, Any]
"""A condition as a set file holds it."""
Document = dict[str, Any]
LOW, HIGH = 0, 10
_KINDS = ("yes_no", "yes_no", "yes_no", "choice", "choice", "many", "number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A set file's document and what a walk needs to know of it."""

    document: Document

    @property
    def questions(self) -> dict[str, dict[str, Any]]:
        """Every question by id, in the order asked."""
        return {q["id"]: q for section in self.document["sections"] for q in section["questions"]}

    @property
    def names(self) -> dict[str, Condition]:
        """Indicators and tests by id."""
        return {**self.document["indicators"], **self.document["tests"]}


# Making a set ------------------------------------------------------------------------------------------


def random_form(rng: Random, number: int) -> Form:
    """A set with 3 to 30 questions and some names, acyclic, its questions not in dependency order."""
    made: list[dict[str, Any]] = []
    names: dict[str, Condition] = {}
    for _ in range(rng.randint(3, 30)):
        writer = _Writer(rng, made, names)
        question = _question(rng, f"q{len(made):02}")
        if made and rng.random() < 0.85:
            question["relevant"] = writer.condition(rng.choice((0, 1, 1, 2, 3)))
        made.append(question)
        if rng.random() < 0.25:
            names[f"n{len(names):02}"] = _Writer(rng, made, names).condition(rng.randint(0, 2))
    asked = list(made)
    for _ in range(rng.choice((0, 0, len(made)))):  # some sets stay in dependency order
        i, j = rng.randrange(len(asked)), rng.randrange(len(asked))
        asked[i], asked[j] = asked[j], asked[i]
    split = rng.randint(0, len(asked) - 1)
    parts = [part for part in (asked[:split], asked[split:]) if part]
    tests = {name for name in names if rng.random() < 0.3}
    return Form(
        document={
            "format": 1,
            "id": f"oracle-{number}",
            "version": "1",
            "title": "Oracle",
            "levels": ["standard", "high"],
            "sections": [{"id": f"s{i}", "title": f"Part {i}", "questions": part} for i, part in enumerate(parts)],
            "indicators": {name: condition for name, condition in names.items() if name not in tests},
            "tests": {name: condition for name, condition in names.items() if name in tests},
        }
    )


def _question(rng: Random, id: str) -> dict[str, Any]:
    kind = rng.choice(_KINDS)
    question: dict[str, Any] = {"id": id, "kind": kind, "ask": f"What of {id}?"}
    if kind in ("choice", "many"):
        question["options"] = [{"id": f"o{i}", "label": f"Option {i}"} for i in range(rng.randint(2, 5))]
    elif kind == "number":
        question |= {"min": LOW, "max": HIGH}
    return question


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes conditions over the questions and names made so far, so nothing hangs on itself."""

    rng: Random
    questions: Sequence[dict[str, Any]]
    names: Mapping[str, Condition]

    def condition(self, depth: int) -> Condition:
        if depth == 0:
            return self._leaf()
        parts = [self.condition(depth - 1) for _ in range(self.rng.randint(1, 3))]
        match self.rng.choice(("all", "any", "any", "at_least", "not")):
            case "all":
                return {"all": parts}
            case "any":
                return {"any": parts}
            case "at_least":
                parts += [self._leaf() for _ in range(self.rng.randint(0, 2))]
                return {"at_least": self.rng.randint(1, len(parts)), "of": parts}
            case _:
                return self._guarded_not()

    def _leaf(self) -> Condition:
        if self.names and self.rng.random() < 0.2:
            return self.rng.choice(list(self.names))
        question = self._pick(self.questions)
        if question["kind"] != "many" and self.rng.random() < 0.08:
            return {"question": question["id"], "answered": self.rng.random() < 0.5}
        return self._atom(question)

    def _pick(self, questions: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """Often one of the last made, so that chains get long."""
        return self.rng.choice(questions[-3:] if self.rng.random() < 0.6 else questions)

    def _atom(self, question: dict[str, Any]) -> Condition:
        id, rng = question["id"], self.rng
        match question["kind"]:
            case "yes_no":
                return id if rng.random() < 0.8 else {"question": id, "is": "no"}
            case "choice" | "many":
                options = [option["id"] for option in question["options"]]
                some = rng.sample(options, rng.randint(1, len(options) - 1))
                key = "is" if question["kind"] == "choice" else "includes"
                return {"question": id, key: some[0] if len(some) == 1 else some}
        if rng.random() < 0.25:
            return {"question": id, "is": rng.sample(range(LOW, HIGH + 1), 4)}
        low, high = sorted(rng.sample([LOW, 2, 3.5, 5, 6.5, 8, HIGH], 2))
        bounds = {"min": low, "max": high}
        bounds.pop(rng.choice(("min", "max", "neither")), None)
        return {"question": id, **bounds}

    def _guarded_not(self) -> Condition:
        """`not`, settled by `answered` for every question in it: the form of it that means the same in both."""
        able = [question for question in self.questions if question["kind"] != "many"]
        if not able:
            return self._leaf()
        about = {q["id"]: q for q in (self._pick(able) for _ in range(self.rng.randint(1, 3)))}
        inner = {self.rng.choice(("all", "any")): [self._atom(question) for question in about.values()]}
        if self.rng.random() < 0.5:
            return {"all": [*({"question": id, "answered": True} for id in about), {"not": inner}]}
        return {"any": [*({"question": id, "answered": False} for id in about), {"not": inner}]}


# The same as an XLSForm ---------------------------------------------------------------------------------


def xform(form: Form) -> str:
    """The XForm pyxform makes of the set's XLSForm."""
    return str(convert(xlsform(form), pretty_print=False).xform)


def xlsform(form: Form) -> dict[str, list[dict[str, str]]]:
    """The set as an XLSForm's sheets: sections are groups, indicators and tests calculations."""
    survey: list[dict[str, str]] = []
    choices = [{"list_name": "yes_no", "name": value, "label": value} for value in ("yes", "no")]
    for section in form.document["sections"]:
        survey.append({"type": "begin_group", "name": section["id"], "label": section["title"]})
        survey += (_row(question, form) for question in section["questions"])
        survey.append({"type": "end_group"})
    for name, condition in form.names.items():
        calculation = f"if({expression(condition, form)}, 1, 0)"
        survey.append({"type": "calculate", "name": name, "calculation": calculation})
    for question in form.questions.values():
        choices += (
            {"list_name": question["id"], "name": option["id"], "label": option["label"]}
            for option in question.get("options", ())
        )
    settings = [{"form_id": form.document["id"], "form_title": form.document["title"], "version": "1"}]
    return {"survey": survey, "choices": choices, "settings": settings}


def _row(question: dict[str, Any], form: Form) -> dict[str, str]:
    id, kind = question["id"], question["kind"]
    types = {"yes_no": "select_one yes_no", "choice": f"select_one {id}", "many": f"select_multiple {id}"}
    row = {"type": types.get(kind, "decimal"), "name": id, "label": question["ask"]}
    if kind == "number":
        row["constraint"] = f". >= {question['min']} and . <= {question['max']}"
    if "relevant" in question:
        row["relevant"] = expression(question["relevant"], form)
    return row


def expression(condition: Condition, form: Form) -> str:
    """A condition in XPath, as an XLSForm holds it."""
    if isinstance(condition, str):
        return f"${{{condition}}} = 1" if condition in form.names else f"${{{condition}}} = 'yes'"
    match condition:
        case {"all": parts}:
            return _joined(" and ", (expression(part, form) for part in parts))
        case {"any": parts}:
            return _joined(" or ", (expression(part, form) for part in parts))
        case {"not": part}:
            return f"not({expression(part, form)})"
        case {"at_least": count, "of": parts}:
            return f"({' + '.join(f'if({expression(part, form)}, 1, 0)' for part in parts)} >= {count})"
    return _about(condition, f"${{{condition['question']}}}")


def _about(condition: dict[str, Any], node: str) -> str:
    match condition:
        case {"is": values}:
            return _joined(" or ", (f"{node} = {_literal(value)}" for value in _listed(values)))
        case {"includes": values}:
            return _joined(" or ", (f"selected({node}, {_literal(value)})" for value in _listed(values)))
        case {"answered": answered}:
            return f"{node} {'!=' if answered else '='} ''"
    bounds = (f"{node} {sign} {condition[key]}" for key, sign in (("min", ">="), ("max", "<=")) if key in condition)
    return _joined(" and ", bounds)


def _joined(word: str, parts: Iterator[str]) -> str:
    return f"({word.join(parts)})"


def _literal(value: str | float) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)


def _listed(values: Any) -> list[Any]:
    return values if isinstance(values, list) else [values]
