"""What changed between two versions, in words and in levels."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sets import a_set, answers_to, build, choice, documents, rule, yes_no

from stalkdesk.errors import BadInput
from stalkdesk.questions.answers import Answer
from stalkdesk.questions.compare import Comparison, compare
from stalkdesk.questions.concern import level_of
from stalkdesk.questions.model import QuestionSet
from stalkdesk.questions.relevance import settle

BASE = a_set(
    choice("who", "ex", "other"),
    yes_no("order"),
    yes_no("breached", relevant="order", recency=True),
    {**yes_no("age"), "kind": "number"},
    indicators={"is_ex": {"question": "who", "is": "ex"}},
    tests={"found": "breached"},
    rules=(rule("breach", "breached"), rule("young", {"question": "age", "max": 17}, "medium")),
)


def changed(**more: Any) -> QuestionSet:
    return build({**json.loads(json.dumps(BASE)), **more})


def questions(**changes: dict[str, Any]) -> list[dict[str, Any]]:
    listed = json.loads(json.dumps(BASE["sections"]))
    for question in listed[0]["questions"]:
        question.update(changes.get(question["id"], {}))
    return listed


def between(new: QuestionSet) -> Comparison:
    return compare(build(BASE), new)


def levels(found: Comparison) -> list[tuple[dict[str, object], str, str]]:
    return [({id: a.value for id, a in one.answers.items()}, one.old, one.new) for one in found.differs]


def test_the_same_set_has_no_difference() -> None:
    assert between(build(BASE)) == Comparison(changes=(), differs=(), complete=True)


def test_words_for_each_kind_of_change() -> None:
    new = changed(
        version="2",
        title="Other",
        levels=["standard", "medium", "high", "top"],
        sections=[
            {**questions(who={"ask": "Who?", "core": True})[0], "title": "Renamed"},
            {"id": "more", "title": "More", "questions": [yes_no("extra")]},
        ],
        tests={},
        rules=[rule("breach", "order", "medium"), rule("extra", "extra")],
    )
    assert between(new).changes == (
        "the set: version was “1”, is “2”",
        "the set: title was “Random”, is “Other”",
        "the set: levels was standard, medium, high, is standard, medium, high, top",
        "section more is new: “More”",
        "section only: title was “Only”, is “Renamed”",
        "question extra is new: “Is it so?”",
        "question who: ask was “Is it so?”, is “Who?”",
        "question who: core was off, is on",
        "test found is gone",
        "rule young is gone",
        "rule extra is new: HIGH when extra",
        "rule breach: level was “high”, is “medium”",
        "rule breach: its condition was breached, is order",
        "what is shown while core questions are open can differ, whatever the level",
    )


def test_the_order_of_rules_and_tests_counts_too() -> None:
    assert between(changed(rules=BASE["rules"][::-1])).changes == ("rules stand in another order",)
    two = {"first": "breached", "second": "order"}
    other = dict(reversed(two.items()))
    assert compare(changed(tests=two), changed(tests=other)).changes == ("tests stand in another order",)
    assert compare(changed(indicators=two), changed(indicators=other)).changes == ("indicators stand in another order",)


def test_where_trying_is_not_enough_it_is_not_called_complete() -> None:
    turned = changed(levels=["standard", "high", "medium"])
    assert not between(turned).complete
    narrower = changed(sections=questions(age={"max": 10}))
    assert [(one.answers["age"].value, one.new) for one in between(narrower).differs] == [(17, "standard")]


def test_options_and_orders() -> None:
    new = changed(
        sections=questions(who={"options": [{"id": "other", "label": "Else"}, {"id": "new", "label": "New"}]}),
        indicators={},
    )
    assert between(new).changes[:4] == (
        "question who: option ex is gone",
        "question who: option new is new: “New”",
        "question who: option other: label was “other”, is “Else”",
        "indicator is_ex is gone",
    )
    listed = questions()
    listed[0]["questions"].reverse()
    assert between(changed(sections=listed)).changes == ("questions stand in another order",)


def test_the_level_differs_for_the_fewest_answers_falls_first() -> None:
    new = changed(rules=[rule("breach", "breached", "medium"), rule("old", {"question": "age", "max": 17})])
    assert levels(between(new)) == [({"breached": "yes"}, "high", "medium"), ({"age": 17}, "medium", "high")]


def test_a_number_that_is_no_integer_is_tried_too() -> None:
    new = changed(rules=[BASE["rules"][0], rule("young", {"question": "age", "max": 16.5}, "medium")])
    assert [one.answers["age"].value for one in between(new).differs] == [17]


def test_a_question_asked_in_fewer_cases_can_lower_the_level() -> None:
    new = changed(sections=questions(breached={"relevant": {"all": ["order", "is_ex"]}}))
    found = levels(between(new))
    assert ({"breached": "yes", "who": "other"}, "high", "standard") in found
    assert all(old == "high" and now == "standard" for _, old, now in found)


def test_a_question_asked_in_more_cases_can_raise_it() -> None:
    new = changed(sections=questions(breached={"relevant": {"any": ["order", "is_ex"]}}))
    assert ({"order": "no", "breached": "yes"}, "standard", "high") in levels(between(new))
    listed = questions()
    del listed[0]["questions"][2]["relevant"]
    assert ({"order": "no", "breached": "yes"}, "standard", "high") in levels(between(changed(sections=listed)))


def test_a_changed_indicator_counts_as_a_changed_condition() -> None:
    gated = questions(breached={"relevant": "is_ex"})
    old = changed(sections=gated)
    new = changed(sections=gated, indicators={"is_ex": {"question": "who", "is": "other"}})
    found = compare(old, new)
    assert found.changes == ("indicator is_ex: its condition was who is ex, is who is other",)
    assert ({"who": "ex", "breached": "yes"}, "high", "standard") in levels(found)
    assert ({"who": "other", "breached": "yes"}, "standard", "high") in levels(found)


@given(st.data())
def test_a_level_said_to_differ_does(data: st.DataObject) -> None:
    old, new = (build(data.draw(documents(most=3))) for _ in range(2))
    for one in compare(old, new).differs:
        if all(id in old.questions and id in new.questions for id in one.answers):
            fits = all(old.questions[id].kind is new.questions[id].kind for id in one.answers)
            values = all(_fits(old, id, a) and _fits(new, id, a) for id, a in one.answers.items()) if fits else False
            if values:
                assert level_of(old, settle(old, one.answers).facts) == one.old
                assert level_of(new, settle(new, one.answers).facts) == one.new


def _fits(qset: QuestionSet, id: str, answer: Answer) -> bool:
    question = qset.questions[id]
    if answer.recency and not question.recency:
        return False
    chosen = answer.value if isinstance(answer.value, tuple) else (answer.value,)
    return not question.options or all(option in question.values for option in chosen)


@given(st.data())
def test_without_nots_or_gates_no_difference_is_missed(data: st.DataObject) -> None:
    written = data.draw(documents(nots=False, answered=False, gated=False, most=4))
    other = data.draw(documents(nots=False, answered=False, gated=False, most=4))
    old = build(written)
    try:
        new = build({**other, "sections": written["sections"]})
    except BadInput:  # the other's rules may not fit these questions: then there is nothing to compare
        return
    found = compare(old, new)
    answers = data.draw(answers_to(old))
    if level_of(old, settle(old, answers).facts) != level_of(new, settle(new, answers).facts):
        assert found.differs
