"""Random question sets, and answers to them, for the properties that must hold for every set."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from stalkdesk.questions.answers import Answer, State
from stalkdesk.questions.load import load
from stalkdesk.questions.model import Kind, Question, QuestionSet

SPANS = ("last_2_weeks", "last_3_months", "earlier")
LEVELS = ("standard", "medium", "high", "top")
Document = dict[str, Any]


def build(document: Document) -> QuestionSet:
    """The set of a document."""
    return load(json.dumps(document).encode(), "random.json")


def yes_no(id: str, **more: Any) -> Document:
    return {"id": id, "kind": "yes_no", "ask": "Is it so?", "why": "It helps.", **more}


def choice(id: str, *options: str, kind: str = "choice", **more: Any) -> Document:
    return {**yes_no(id, **more), "kind": kind, "options": [{"id": o, "label": o} for o in options]}


def rule(id: str, when: Any, level: str = "high") -> Document:
    return {"id": id, "level": level, "when": when, "because": f"because {id}"}


def a_set(*questions: Document, rules: tuple[Document, ...] = (), **more: Any) -> Document:
    return {
        "format": 1,
        "id": "random",
        "version": "1",
        "title": "Random",
        "language": "en",
        "levels": ["standard", "medium", "high"],
        "insufficient": {"level": "medium"},
        "sections": [{"id": "only", "title": "Only", "questions": list(questions)}],
        "rules": list(rules),
        **more,
    }


@st.composite
def documents(
    draw: st.DrawFn, *, nots: bool = True, answered: bool = True, most: int = 7, gated: bool = True
) -> Document:
    """A well formed set of up to `most` questions; `nots` and `answered` say what its rules may hold."""
    questions = [
        yes_no("q0", recency=True),
        *(draw(_question(f"q{i}")) for i in range(1, draw(st.integers(1, most)) + 1)),
    ]
    order = draw(st.permutations(range(len(questions)))) if gated else []
    names: dict[str, Any] = {}
    for place, which in enumerate(order):
        before = [questions[i] for i in order[:place]]
        if before and draw(st.booleans()):
            questions[which]["relevant"] = draw(_condition(before, list(names), nots=True, answered=True))
        reachable = [questions[i] for i in order[: place + 1]]
        if _speakable(reachable, answered=answered) and draw(st.integers(0, 3)) == 0:
            names[f"n{len(names)}"] = draw(_condition(reachable, list(names), nots=nots, answered=answered))
    split = draw(st.integers(0, len(names)))
    rules = [
        rule(
            f"r{i}",
            draw(_condition(questions, list(names), nots=nots, answered=answered)),
            draw(st.sampled_from(LEVELS)),
        )
        for i in range(draw(st.integers(0, 5)))
    ]
    return a_set(
        *questions,
        levels=list(LEVELS),
        rules=tuple(rules),
        tests=dict(list(names.items())[:split]),
        indicators=dict(list(names.items())[split:]),
    )


@st.composite
def _question(draw: st.DrawFn, id: str) -> Document:
    kind = draw(st.sampled_from(["yes_no", "yes_no", "choice", "many", "number", "date", "text"]))
    more: Document = {"core": draw(st.booleans())}
    if kind in ("yes_no", "many"):
        more["recency"] = draw(st.booleans())
    if kind in ("choice", "many"):
        return choice(id, *[f"o{i}" for i in range(draw(st.integers(1, 4)))], kind=kind, **more)
    return {**yes_no(id, **more), "kind": kind}


@st.composite
def _condition(
    draw: st.DrawFn, questions: list[Document], names: list[str], *, nots: bool, answered: bool, depth: int = 2
) -> Any:
    kinds = ["atom", "atom"]
    if depth:
        kinds += ["all", "any", "at_least"] + (["not"] if nots else [])
    if names:
        kinds.append("name")
    kind = draw(st.sampled_from(kinds))
    inner = _condition(questions, names, nots=nots, answered=answered, depth=depth - 1)
    if kind == "name":
        return draw(st.sampled_from(names))
    if kind == "not":
        return {"not": draw(inner)}
    if kind == "atom":
        return draw(
            _atom(draw(st.sampled_from(_speakable(questions, answered=answered))), answered=answered, nots=nots)
        )
    parts = draw(st.lists(inner, min_size=1, max_size=3))
    if kind == "at_least":
        return {"at_least": draw(st.integers(1, len(parts))), "of": parts}
    return {kind: parts}


@st.composite
def _atom(draw: st.DrawFn, question: Document, *, answered: bool, nots: bool) -> Any:
    id, kind = question["id"], question["kind"]
    ways: list[Any] = [{"question": id, "answered": draw(st.booleans())}] if answered else []
    if question.get("recency"):
        spans = st.lists(st.sampled_from(SPANS), min_size=1, max_size=2, unique=True)
        ways.append({"question": id, "recency": draw(spans if nots else st.just(list(SPANS[:2])))})
    if kind == "yes_no":
        ways += [id] + ([{"question": id, "is": "no"}] if nots else [])
    elif kind in ("choice", "many"):
        chosen = st.lists(st.sampled_from([o["id"] for o in question["options"]]), min_size=1, unique=True)
        ways.append({"question": id, "is" if kind == "choice" else "includes": draw(chosen)})
    elif kind == "number":
        ways += [
            {"question": id, "min": draw(st.integers(-3, 3))},
            {"question": id, "max": 2.5},
            {"question": id, "is": 1},
        ]
    elif kind == "date":
        ways += [{"question": id, "min": "2026-05-01"}, {"question": id, "is": ["2026-05-01", "2026-06-01"]}]
    return draw(st.sampled_from(ways))


def _speakable(questions: list[Document], *, answered: bool) -> list[Document]:
    """The questions a condition can be about; of a text one can only ask whether it is answered."""
    return [question for question in questions if answered or question["kind"] != "text"]


def an_answer(question: Question, *, states: bool = True) -> st.SearchStrategy[Answer]:
    """Any answer to a question, the three states without a value among them."""
    spans: st.SearchStrategy[str | None] = st.sampled_from([None, *SPANS]) if question.recency else st.none()
    match question.kind:
        case Kind.YES_NO:
            yes = spans.map(lambda span: Answer(value="yes", recency=span))
            values = st.one_of(st.just(Answer(value="no")), yes)
        case Kind.CHOICE:
            values = st.sampled_from(question.values).map(lambda value: Answer(value=value))
        case Kind.MANY:
            chosen = st.sets(st.sampled_from(question.values)).map(
                lambda some: tuple(option for option in question.values if option in some)
            )
            values = st.builds(lambda value, span: Answer(value=value, recency=span if value else None), chosen, spans)
        case Kind.NUMBER:
            values = st.integers(-4, 4).map(lambda value: Answer(value=value))
        case Kind.DATE:
            values = st.sampled_from(["2026-04-30", "2026-05-01", "2026-06-01"]).map(lambda day: Answer(value=day))
        case Kind.TEXT:
            values = st.just(Answer(value="words"))
    unknown = st.sampled_from(list(State)).map(lambda state: Answer(state=state))
    return st.one_of(values, unknown) if states else values


@st.composite
def answers_to(draw: st.DrawFn, qset: QuestionSet) -> dict[str, Answer]:
    """Answers to some of a set's questions."""
    answered = draw(st.sets(st.sampled_from(list(qset.questions))))
    return {id: draw(an_answer(question)) for id, question in qset.questions.items() if id in answered}
