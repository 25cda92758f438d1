"""From an answers file to answers under a set, or to every fault in it with its line and its mend."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from stalkdesk.questions.answers import Answer, Answers, KnownBy, State, Value
from stalkdesk.questions.faults import SPANS, Fault, bad_input, is_date, not_a_date, shown
from stalkdesk.questions.model import Kind, Question, QuestionSet
from stalkdesk.questions.source import Path, read
from stalkdesk.text import clean_text, clip

_KEYS = ("value", "state", "recency", "note", "known_by")
_STATES = tuple(state.value for state in State)
_KNOWN_BY = tuple(known.value for known in KnownBy)


class Misfit(Exception):
    """An answer that does not fit its question: `what`, the `mend`, and the path inside the answer."""

    def __init__(self, what: str, mend: str, *inside: str | int) -> None:
        self.what, self.mend, self.inside = what, mend, inside


def load_answers(raw: bytes, name: str, qset: QuestionSet) -> Answers:
    """The answers in a file's bytes: `{"answers": {id: answer}}`, JSON unless `name` ends in .yaml.

    Raises BadInput that names each unknown id, option or type; nothing is guessed.
    """
    root = read(raw, name, as_json=not name.lower().endswith((".yaml", ".yml")))
    faults: list[Fault] = []
    answers = dict(_answers(root.plain(), qset, faults))
    if faults:
        raise bad_input(name, root, faults)
    return answers


def _answers(document: Any, qset: QuestionSet, faults: list[Fault]) -> Iterator[tuple[str, Answer]]:
    if not isinstance(document, dict) or not isinstance(document.get("answers"), dict):
        faults.append(Fault(("answers",), "there are no answers", 'write {"answers": {"question_id": …}}'))
        return
    faults += (
        Fault((key,), f"the key {clip(key, 40)} is not known here", "take it out")
        for key in document
        if key != "answers"
    )
    for id, given in document["answers"].items():
        path: Path = ("answers", id)
        question = qset.questions.get(id)
        if question is None:
            # Looking for a near id takes milliseconds: for the first few, which are the ones read.
            near = difflib.get_close_matches(id[:64], qset.questions, 1) if len(faults) < 3 else ()
            mend = f"did you mean {near[0]}?" if near else "use the question's id"
            faults.append(Fault(path, f"{qset.id} has no question {clip(id, 40)}", mend))
            continue
        try:
            yield id, answer_to(question, given)
        except Misfit as misfit:
            faults.append(Fault((*path, *misfit.inside), misfit.what, misfit.mend))


def answer_to(question: Question, given: Any) -> Answer:
    """One answer as the file holds it: a mapping, or a bare value. Raises Misfit where it does not fit."""
    if not isinstance(given, dict):
        return Answer(value=_value(question, given))
    for key in given:
        if key not in _KEYS:
            raise Misfit(f"the key {clip(key, 40)} is not known here", f"use {', '.join(_KEYS)}", key)
    note = given.get("note")
    if note is not None and not isinstance(note, str):
        raise Misfit("should be text", "put it in quotes", "note")
    state = _one_of(given, "state", _STATES)
    recency = _one_of(given, "recency", SPANS)
    known_by = _one_of(given, "known_by", _KNOWN_BY)
    has_value = given.get("value") is not None
    if has_value == (state is not None):
        what = "has both a value and a state" if has_value else "has neither a value nor a state"
        raise Misfit(what, "give one of the two")
    value = _value(question, given["value"], "value") if has_value else None
    if recency is not None:
        _check_recency(question, value)
    return Answer(
        value=value,
        state=None if state is None else State(state),
        recency=recency,
        note=None if note is None else clean_text(note),
        known_by=None if known_by is None else KnownBy(known_by),
    )


def _one_of(given: dict[str, Any], key: str, known: tuple[str, ...]) -> str | None:
    value = given.get(key)
    if value is not None and value not in known:
        raise Misfit(f"{shown(value)} is not a {key}", f"use {', '.join(known)}", key)
    return value


def _check_recency(question: Question, value: Value | None) -> None:
    if not question.recency:
        raise Misfit(f"{question.id} asks no recency", "take it out", "recency")
    if value is None or value in ("no", ()):
        raise Misfit("recency goes only with a yes or a chosen option", "take it out", "recency")


def _value(question: Question, value: Any, *inside: str) -> Value:
    def misfit(what: str, mend: str, *further: int) -> Misfit:
        return Misfit(what, mend, *inside, *further)

    match question.kind:
        case Kind.YES_NO | Kind.CHOICE:
            if value not in question.values:
                raise misfit(f"{question.id} has no answer {shown(value)}", _instead(question, value))
            return value
        case Kind.MANY:
            return _many(question, value, misfit)
        case Kind.NUMBER:
            if isinstance(value, bool) or not isinstance(value, int | Decimal):
                what = "is text here, not a number" if isinstance(value, str) else "is not a number"
                raise misfit(f"{shown(value)} {what}", "write a number without quotes")
            _within(question, value, misfit)
        case Kind.DATE:
            if not is_date(value):
                raise misfit(*not_a_date(value))
            _within(question, value, misfit)
        case Kind.TEXT:
            return _text(question, value, misfit)
    return value


def _many(question: Question, value: Any, misfit: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise misfit(f"{question.id} takes a list", 'write ["…", "…"]; [] is none of them')
    for i, option in enumerate(value):
        if option not in question.values:
            raise misfit(f"{question.id} has no option {shown(option)}", _instead(question, option), i)
    return tuple(option for option in question.values if option in value)


def _text(question: Question, value: Any, misfit: Any) -> str:
    if not isinstance(value, str):
        raise misfit("should be text", "put it in quotes")
    words = clean_text(value)
    if not words.strip():
        raise misfit("is empty", "leave the question out, or give a state")
    if question.high is not None and len(words) > int(question.high):
        raise misfit(f"is {len(words)} characters long", f"at most {question.high} are taken")
    return words


def _within(question: Question, value: Any, misfit: Any) -> None:
    low, high = question.low, question.high
    if (low is not None and value < low) or (high is not None and value > high):
        bounds = " and ".join(
            f"{word} {bound}" for word, bound in (("not under", low), ("not over", high)) if bound is not None
        )
        raise misfit(f"{shown(value)} is out of bounds", f"it is {bounds}")


def _instead(question: Question, value: Any) -> str:
    """What the author of an answer most likely meant."""
    said = str(value).strip().lower() if isinstance(value, str) else ""
    if said in _STATES or said.replace("’", "'") in ("don't know", "not known", "unsure"):
        return f'write {{"state": "{said if said in _STATES else "unknown"}"}}'
    for option in question.options:
        if said in (option.id, option.label.lower()):
            return f"its id is {option.id}"
    return "did you mean " + said + "?" if said in question.values else f"use {_listed(question.values)}"


def _listed(values: Iterable[str]) -> str:
    return clip(", ".join(values), 200)
