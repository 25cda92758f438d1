"""Which questions are asked, wait, or are not relevant: each case of the rule, and chains of them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from sets import a_set, build, choice, yes_no

from stalkdesk.questions.answerfile import answer_to
from stalkdesk.questions.answers import Answer
from stalkdesk.questions.assess import assess, changed
from stalkdesk.questions.concern import level_of
from stalkdesk.questions.conditions import FALSE, NOT_RELEVANT, TRUE
from stalkdesk.questions.model import Loop, QuestionSet, Section
from stalkdesk.questions.relevance import Relevance, as_if, settle

UNKNOWN = {"state": "unknown"}


def answers(qset: QuestionSet, **given: Any) -> dict[str, Answer]:
    return {id: answer_to(qset.questions[id], value) for id, value in given.items()}


def settled(qset: QuestionSet, **given: Any) -> Relevance:
    return settle(qset, answers(qset, **given))


TWO = build(a_set(yes_no("gate"), yes_no("inner", relevant="gate")))
EITHER = build(a_set(yes_no("a"), yes_no("b"), yes_no("inner", relevant={"any": ["a", "b"]})))


def test_no_condition_is_asked() -> None:
    assert settled(TWO).asked == ("gate",)


@pytest.mark.parametrize(
    ("gate", "where"),
    [
        ("yes", "asked"),
        ("no", "not_relevant"),
        (None, "waiting"),
        (UNKNOWN, "asked"),
        ({"state": "declined"}, "asked"),
        ({"state": "unsafe"}, "asked"),
    ],
)
def test_true_asked_false_not_unreached_waits_unknown_never_closes(gate: Any, where: str) -> None:
    relevance = settled(TWO, **({} if gate is None else {"gate": gate}))
    assert "inner" in getattr(relevance, where)


def test_it_waits_while_any_question_it_mentions_can_still_be_reached() -> None:
    assert settled(EITHER, a=UNKNOWN).waiting == ("inner",)
    assert settled(EITHER, a=UNKNOWN, b=UNKNOWN).waiting == ()
    assert "inner" in settled(EITHER, a=UNKNOWN, b="no").asked
    assert "inner" in settled(EITHER, a="yes").asked


def test_it_does_not_wait_for_what_cannot_be_reached() -> None:
    qset = build(
        a_set(yes_no("a"), yes_no("b", relevant="a"), yes_no("c"), yes_no("inner", relevant={"any": ["b", "c"]}))
    )
    assert settled(qset, a="no", c=UNKNOWN).asked == ("a", "c", "inner")
    assert settled(qset, a="yes", c=UNKNOWN).waiting == ("inner",)


def test_it_waits_through_indicators_and_tests() -> None:
    names = {"tests": {"found": {"not": "deep"}}, "indicators": {"deep": {"all": ["a", "b"]}}}
    qset = build(a_set(yes_no("a"), yes_no("b"), yes_no("inner", relevant="found"), **names))
    assert qset.gates["inner"] == {"a", "b"}
    assert settled(qset, a="yes").waiting == ("inner",)
    assert settled(qset, a="yes", b=UNKNOWN).asked == ("a", "b", "inner")
    assert settled(qset, a="no").asked == ("a", "b", "inner")
    assert settled(qset, a="yes", b="yes").not_relevant == ("inner",)


def test_a_yes_without_its_recency_is_reached_so_nothing_waits_for_it() -> None:
    condition = {"question": "a", "recency": "earlier"}
    qset = build(a_set(yes_no("a", recency=True), yes_no("inner", relevant=condition)))
    assert settled(qset, a="yes").asked == ("a", "inner")


def test_what_is_said_early_to_a_waiting_question_counts() -> None:
    qset = build(a_set(yes_no("gate"), yes_no("inner", relevant="gate"), yes_no("last", relevant="inner")))
    relevance = settled(qset, inner="yes")
    assert relevance.waiting == ("inner",)
    assert "last" in relevance.asked
    assert relevance.facts.held["inner"] == Answer(value="yes")


def test_set_aside_is_kept_excluded_and_restored() -> None:
    qset = build(a_set(yes_no("gate"), yes_no("inner", relevant="gate"), yes_no("last", relevant="inner")))
    closed = settled(qset, gate="no", inner="yes", last="yes")
    assert closed.not_relevant == closed.set_aside == ("inner", "last")
    assert closed.asked == ("gate",)
    opened = settled(qset, gate="yes", inner="yes", last="yes")
    assert opened.set_aside == ()
    assert opened.facts.held["last"] == Answer(value="yes")


def test_a_not_over_what_is_not_relevant_is_true() -> None:
    qset = build(a_set(yes_no("gate"), yes_no("inner", relevant="gate"), yes_no("last", relevant={"not": "inner"})))
    assert settled(qset, gate="no", inner="yes").asked == ("gate", "last")


def test_answered_asks_for_a_value_that_counts() -> None:
    condition = {"question": "a", "answered": True}
    qset = build(a_set(yes_no("gate"), yes_no("a", relevant="gate"), yes_no("inner", relevant=condition)))
    assert "inner" in settled(qset, gate="yes", a="no").asked
    for given in ({"gate": "yes"}, {"gate": "yes", "a": UNKNOWN}, {"gate": "no", "a": "yes"}):
        assert "inner" in settled(qset, **given).not_relevant


def test_chains_follow_whatever_the_order_asked() -> None:
    qset = build(
        a_set(
            yes_no("third", relevant="second"),
            yes_no("second", relevant="first"),
            yes_no("first"),
            choice("other", "x", "y", relevant={"not": "third"}),
        )
    )
    assert settled(qset, first="yes", second="yes", third="no").asked == ("third", "second", "first", "other")
    assert settled(qset, first="no", second="yes", third="yes").set_aside == ("third", "second")
    assert settled(qset, first="no", second="yes", third="yes").asked == ("first", "other")
    assert settled(qset).waiting == ("third", "second", "other")


def test_whoever_edits_back_is_told_what_stopped_and_what_began_to_count() -> None:
    qset = build(
        a_set(
            yes_no("gate"),
            yes_no("inner", relevant="gate"),
            yes_no("instead", relevant={"not": "gate"}),
            rules=({"id": "r", "level": "high", "when": "inner", "because": "it is"},),
        )
    )
    before = assess(qset, answers(qset, gate="yes", inner="yes", instead="yes"))
    after = assess(qset, answers(qset, gate="no", inner="yes", instead="yes"))
    change = changed(before, after)
    assert (change.stopped, change.began, change.lowered_by) == (("inner",), ("instead",), ("inner",))
    back = changed(after, before)
    assert (back.stopped, back.began, back.lowered_by) == (("instead",), ("inner",), ())


def test_a_question_answered_for_the_first_time_did_not_begin_to_count_again() -> None:
    before, after = assess(TWO, answers(TWO, gate="no")), assess(TWO, answers(TWO, gate="yes", inner="no"))
    assert changed(before, after).began == ()
    cleared = assess(TWO, answers(TWO, gate="yes"))
    assert changed(assess(TWO, answers(TWO, gate="no", inner="no")), cleared).began == ()
    assert changed(cleared, assess(TWO, answers(TWO, gate="no", inner="no"))).stopped == ()


def test_a_level_that_falls_by_the_answer_itself_is_nobodys_setting_aside() -> None:
    qset = build(
        a_set(
            yes_no("gate"),
            yes_no("inner", relevant="gate"),
            rules=({"id": "r", "level": "high", "when": "gate", "because": "it is"},),
        )
    )
    before = assess(qset, answers(qset, gate="yes", inner="yes"))
    after = assess(qset, answers(qset, gate="no", inner="yes"))
    change = changed(before, after)
    assert (change.stopped, change.lowered_by) == (("inner",), ())


def test_what_would_count_if_the_answers_set_aside_did() -> None:
    rules = ({"id": "r", "level": "high", "when": "both", "because": "it is"},)
    names = {"indicators": {"both": {"all": ["inner", "other"]}, "unused": "gate"}}
    qset = build(a_set(yes_no("gate"), yes_no("inner", relevant="gate"), yes_no("other"), rules=rules, **names))
    given = answers(qset, gate="no", inner="yes", other="yes")
    relevance = settle(qset, given)
    counted = as_if(qset, relevance.facts, {"inner": given["inner"]})
    assert (level_of(qset, relevance.facts), level_of(qset, counted)) == ("standard", "high")
    assert (relevance.facts.held["inner"], counted.held["inner"]) == (NOT_RELEVANT, given["inner"])
    assert counted.names == {"both": TRUE, "unused": FALSE}


def test_a_loop_names_all_its_ids_in_order() -> None:
    a = TWO.questions["gate"]
    from dataclasses import replace

    from stalkdesk.questions.conditions import Is

    looped = tuple(
        replace(a, id=id, relevant=Is(on, ("yes",))) for id, on in (("one", "two"), ("two", "three"), ("three", "one"))
    )
    with pytest.raises(Loop) as caught:
        replace(TWO, sections=(Section(id="s", title="S", questions=looped),))
    ids = caught.value.ids
    assert ids[0] == ids[-1]
    assert set(ids) == {"one", "two", "three"}
    follows = {"one": "two", "two": "three", "three": "one"}
    assert all(follows[here] == there for here, there in pairwise(ids))
