"""What must hold for the guidance under any answers and any question set."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sets import a_set, answers_to, build, choice, documents, yes_no

from stalkdesk.errors import BadInput
from stalkdesk.guidance.bind import Binder
from stalkdesk.guidance.pack import load
from stalkdesk.guidance.packfile import gather
from stalkdesk.guidance.packmodel import FILES
from stalkdesk.guidance.place import data_folder
from stalkdesk.guidance.sets import find
from stalkdesk.questions.answers import Answer
from stalkdesk.questions.conditions import TRUE, UNKNOWN, Facts
from stalkdesk.questions.model import Kind
from stalkdesk.questions.relevance import settle

SET = find("stalking-screening")
PACK = load(SET)
FILES_READ = gather(None)
NAMES = {id: entry.part for id, entry in FILES_READ.conditions.items()}
WORDS = {name: (data_folder() / name).read_text(encoding="utf-8") for name in FILES}
PIECES = sorted({word for text in WORDS.values() for word in text.split()})


def there(facts: Facts) -> set[str]:
    entries = (*PACK.actions, *PACK.offences, *PACK.powers)
    points = [(entry.id, point) for entry in (*PACK.offences, *PACK.powers) for point in entry.points]
    return {f"{type(entry).__name__} {entry.id}" for entry in entries if entry.when.truth(facts) is TRUE} | {
        f"{id} {point.id}" for id, point in points if point.when.truth(facts) is TRUE
    }


@given(st.data())
def test_a_risk_more_never_takes_away_an_action_an_offence_or_a_power(data: st.DataObject) -> None:
    answers = data.draw(answers_to(SET))
    asked = settle(SET, answers).asked
    question = SET.questions[data.draw(st.sampled_from(asked))]
    held = answers.get(question.id)
    recency = held.recency if held else None
    if question.kind is Kind.YES_NO:
        more = Answer(value="yes", recency=recency)
    elif question.kind is Kind.MANY:
        known = held.value if held and isinstance(held.value, tuple) else ()
        option = data.draw(st.sampled_from(question.values))
        more = Answer(value=tuple(one for one in question.values if one in known or one == option), recency=recency)
    else:
        return
    before, after = settle(SET, answers), settle(SET, {**answers, question.id: more})
    assert there(before.facts) <= there(after.facts)


@given(st.data())
def test_saying_more_never_takes_away_what_is_known(data: st.DataObject) -> None:
    answers = data.draw(answers_to(SET))
    fewer = {id: answer for id, answer in answers.items() if data.draw(st.booleans())}
    before, after = settle(SET, fewer), settle(SET, answers)
    if set(after.not_relevant) <= set(before.not_relevant):
        assert there(before.facts) <= there(after.facts)


@given(documents().map(build), st.data())
def test_what_another_set_does_not_ask_stays_unknown(qset: Any, data: st.DataObject) -> None:
    facts = settle(qset, data.draw(answers_to(qset))).facts
    bind = Binder(qset, NAMES)
    for entry in FILES_READ.lists["offences"]:
        assert bind(entry.part.when).truth(facts) is UNKNOWN, entry.part.id
        for point in entry.part.points:
            bound = bind(point.when)
            assert bind.shown_by(bound, point.shown_by) == ()
            assert bound.truth(facts) is UNKNOWN or "level" in repr(point.when)


@st.composite
def another_set(draw: st.DrawFn) -> Any:
    """A set with the same ids and other kinds and options."""
    questions = []
    for id in draw(st.lists(st.sampled_from(list(SET.questions)), min_size=1, max_size=8, unique=True)):
        kind = draw(st.sampled_from(list(Kind)))
        recency = draw(st.booleans()) and kind in (Kind.YES_NO, Kind.MANY)
        if kind in (Kind.CHOICE, Kind.MANY):
            options = draw(st.lists(st.sampled_from(SET.questions[id].values or ("a", "b")), min_size=1, unique=True))
            questions.append(choice(id, *options, "new", kind=kind.value, recency=recency))
        else:
            questions.append({**yes_no(id, recency=recency), "kind": kind.value})
    return build(a_set(*questions))


@given(another_set(), st.data())
def test_ids_of_another_kind_are_never_taken_for_ours(qset: Any, data: st.DataObject) -> None:
    facts = settle(qset, data.draw(answers_to(qset))).facts
    bind = Binder(qset, NAMES)
    for name in ("actions", "offences", "powers", "advice", "services", "queues", "attendance"):
        for entry in FILES_READ.lists[name]:
            bound = bind(entry.part.when)
            for question in qset.mentioned_by(bound):
                assert question in qset.questions or question.endswith((" (not asked)", " (of the contact)"))
            bound.truth(facts)


@given(st.sampled_from(list(FILES)), st.data())
def test_a_spoilt_file_is_read_or_refused_in_words(name: str, data: st.DataObject) -> None:
    lines = WORDS[name].splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        piece = data.draw(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)))
        lines[at] = data.draw(st.sampled_from([piece, lines[at] + piece, lines[at][: len(lines[at]) // 2], ""]))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_text("\n".join(lines), encoding="utf-8", errors="replace")
        try:
            load(SET, folder=Path(folder))
        except BadInput as error:
            for problem in error.problems:
                assert problem.what and problem.mend
                assert "\n" not in str(problem)
                assert "validation error" not in str(problem)
