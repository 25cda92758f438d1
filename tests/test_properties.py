"""What must hold for every question set and every answer, tried on random sets and on the shipped one."""

from __future__ import annotations

import json
import random

from hypothesis import given, settings
from hypothesis import strategies as st
from sets import a_set, an_answer, answers_to, build, documents

from stalkdesk.guidance.sets import find
from stalkdesk.questions.answers import Answer
from stalkdesk.questions.assess import assess, changed, document
from stalkdesk.questions.conditions import FALSE, TRUE, Facts
from stalkdesk.questions.dump import dump, sha256
from stalkdesk.questions.load import load
from stalkdesk.questions.model import QuestionSet
from stalkdesk.questions.relevance import settle

SHIPPED = find("stalking-screening")
any_set = st.one_of(documents().map(build), st.just(SHIPPED))
shown_monotone = st.one_of(documents(nots=False, answered=False).map(build), st.just(SHIPPED))


def levels(qset: QuestionSet, facts: Facts) -> tuple[int, int]:
    """The level's and the possible level's rank under these facts, straight from the definition."""
    truths = [(qset.rank[rule.level], rule.when.truth(facts)) for rule in qset.rules]
    level = max((rank for rank, truth in truths if truth is TRUE), default=0)
    return level, max((rank for rank, truth in truths if truth is not FALSE), default=0)


def with_fact(qset: QuestionSet, facts: Facts, question: str, answer: Answer) -> Facts:
    """The same facts but for one answer: relevance stays as it is."""
    changed_facts = Facts(held={**facts.held, question: answer})
    for name in qset.order:
        if name in qset.names:
            changed_facts.names[name] = qset.names[name].truth(changed_facts)
    return changed_facts


@given(st.data())
def test_saying_more_never_lowers_the_level_nor_raises_what_is_possible(data: st.DataObject) -> None:
    qset = data.draw(shown_monotone)
    relevance = settle(qset, data.draw(answers_to(qset)))
    unknown = [q for q, held in relevance.facts.held.items() if held is None or getattr(held, "state", None)]
    if not unknown:
        return
    question = data.draw(st.sampled_from(unknown))
    answer = data.draw(an_answer(qset.questions[question], states=False))
    level, possible = levels(qset, relevance.facts)
    level_after, possible_after = levels(qset, with_fact(qset, relevance.facts, question, answer))
    assert level_after >= level
    assert possible_after <= possible


@given(st.data())
def test_a_yes_for_a_no_never_lowers_the_level(data: st.DataObject) -> None:
    qset = data.draw(shown_monotone)
    relevance = settle(qset, data.draw(answers_to(qset)))
    noes = [q for q, held in relevance.facts.held.items() if getattr(held, "value", None) == "no"]
    noes = [q for q in noes if qset.questions[q].kind == "yes_no"]
    if not noes:
        return
    question = data.draw(st.sampled_from(noes))
    after = with_fact(qset, relevance.facts, question, Answer(value="yes"))
    assert levels(qset, after)[0] >= levels(qset, relevance.facts)[0]


@given(st.data())
def test_possible_is_never_under_the_level_and_unknown_never_lowers(data: st.DataObject) -> None:
    qset = data.draw(shown_monotone)
    answers = data.draw(answers_to(qset))
    full = assess(qset, answers)
    assert qset.rank[full.concern.possible] >= qset.rank[full.concern.level]
    assert qset.rank[full.shown] >= qset.rank[full.concern.level]
    # An answer in one of the three unknown states weighs exactly as one never given.
    given_values = {q: a for q, a in answers.items() if a.value is not None}
    ungated = all(question.relevant is None for question in qset.questions.values())
    if ungated:
        assert assess(qset, given_values).concern.level == full.concern.level
        assert assess(qset, given_values).concern.possible == full.concern.possible


@given(st.data())
def test_the_order_of_answering_never_matters(data: st.DataObject) -> None:
    qset = data.draw(any_set)
    answers = data.draw(answers_to(qset))
    shuffled = dict(data.draw(st.permutations(list(answers.items()))))
    assert document(assess(qset, shuffled)) == document(assess(qset, answers))


@given(st.data())
def test_answer_and_clear_and_answer_restores(data: st.DataObject) -> None:
    qset = data.draw(any_set)
    answers = data.draw(answers_to(qset))
    question = data.draw(st.sampled_from(list(qset.questions)))
    other = data.draw(an_answer(qset.questions[question]))
    before, between = assess(qset, answers), assess(qset, {**answers, question: other})
    after = assess(qset, dict(answers))
    assert document(after) == document(before)
    there, back = changed(before, between), changed(between, after)
    assert set(there.stopped) - {question} == set(back.began) - {question}
    assert set(there.began) - {question} == set(back.stopped) - {question}


@given(documents())
def test_what_is_dumped_loads_again_equal(written: dict[str, object]) -> None:
    qset = build(written)
    again = load(json.dumps(dump(qset)).encode(), "again.json")
    assert again == qset
    assert sha256(again) == sha256(qset)


@settings(max_examples=25)
@given(st.data())
def test_a_walk_of_back_edits_equals_answering_afresh(data: st.DataObject) -> None:
    qset = data.draw(any_set)
    chance = random.Random(data.draw(st.integers(0, 2**32)))
    pool = {id: [data.draw(an_answer(question)) for _ in range(2)] for id, question in qset.questions.items()}
    answers: dict[str, Answer] = {}
    shown = assess(qset, answers)
    for _ in range(200):
        question = chance.choice(list(qset.questions))
        was = shown
        if question in answers and chance.random() < 0.3:
            del answers[question]
        else:
            answers[question] = chance.choice(pool[question])
        shown = assess(qset, answers)
        change = changed(was, shown)
        aside_before, aside_now = set(was.relevance.set_aside), set(shown.relevance.set_aside)
        assert set(change.stopped) <= aside_now - aside_before
        assert set(change.began) <= aside_before - aside_now
        assert (aside_now - aside_before) - set(change.stopped) <= {question}
    final = dict(sorted(answers.items()))
    assert document(assess(qset, final)) == document(shown)


@given(st.data())
def test_standings_are_one_of_three_and_nothing_is_lost(data: st.DataObject) -> None:
    qset = data.draw(any_set)
    answers = data.draw(answers_to(qset))
    relevance = settle(qset, answers)
    together = [*relevance.asked, *relevance.waiting, *relevance.not_relevant]
    assert sorted(together) == sorted(qset.questions)
    assert set(relevance.set_aside) == set(relevance.not_relevant) & set(answers)
    for question in (*relevance.asked, *relevance.waiting):
        assert relevance.facts.held[question] == answers.get(question)


@given(st.data())
def test_what_could_raise_is_open_and_really_hangs(data: st.DataObject) -> None:
    qset = data.draw(any_set)
    answers = data.draw(answers_to(qset))
    found = assess(qset, answers)
    floor = qset.rank[found.concern.level]
    for item in found.concern.could_raise:
        held = found.relevance.facts.held[item.question]
        is_open = held is None or held.state is not None or (held.value not in ("no", ()) and held.recency is None)
        assert is_open
        assert qset.rank[item.to] > floor
    raisable = bool(found.concern.could_raise)
    assert raisable == (qset.rank[found.concern.possible] > floor)


@given(documents(most=3))
def test_next_is_core_first_and_reaches_the_end(written: dict[str, object]) -> None:
    qset = build(written)
    answers: dict[str, Answer] = {}
    for _ in range(len(qset.questions) + 1):
        found = assess(qset, answers)
        if found.next is None:
            break
        assert found.next not in answers
        if found.core.open:
            assert found.next == found.core.open[0]
        answers[found.next] = Answer(state=data_state(found.next))
    assert assess(qset, answers).next is None
    assert assess(qset, answers).sufficient


def data_state(question: str) -> object:
    """A state for a question, not always the same."""
    from stalkdesk.questions.answers import State

    return list(State)[len(question) % 3]


def test_nothing_asked_is_not_enough() -> None:
    qset = build(a_set({"id": "a", "kind": "yes_no", "ask": "A?", "core": True}))
    found = assess(qset, {})
    assert (found.concern.level, found.shown, found.sufficient) == ("standard", "medium", False)
