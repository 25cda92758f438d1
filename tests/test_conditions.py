"""What a condition is: Kleene's tables, each condition over a question, what stays open and what bears."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from stalkdesk.questions.answers import Answer, State
from stalkdesk.questions.conditions import (
    FALSE,
    NOT_RELEVANT,
    TRUE,
    UNKNOWN,
    AllOf,
    Answered,
    AnyOf,
    AtLeast,
    Between,
    Condition,
    Facts,
    Held,
    Includes,
    Is,
    Named,
    Not,
    Truth,
    When,
    grounds,
    hanging,
    mentioned,
    parts_of,
    walk,
)

T, U, F = TRUE, UNKNOWN, FALSE
A, B, C = (Is(question, ("yes",)) for question in "abc")


def facts(**truths: Truth) -> Facts:
    held: dict[Truth, Held] = {T: Answer(value="yes"), U: None, F: Answer(value="no")}
    return Facts(held={question: held[truth] for question, truth in truths.items()})


def holding(held: Held) -> Facts:
    return Facts(held={"q": held})


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        (T, T, T, T),
        (T, U, U, T),
        (T, F, F, T),
        (U, T, U, T),
        (U, U, U, U),
        (U, F, F, U),
        (F, T, F, T),
        (F, U, F, U),
        (F, F, F, F),
    ],
)
def test_kleene_all_and_any(a: Truth, b: Truth, both: Truth, either: Truth) -> None:
    assert AllOf((A, B)).truth(facts(a=a, b=b)) is both
    assert AnyOf((A, B)).truth(facts(a=a, b=b)) is either


@pytest.mark.parametrize(("a", "mirrored"), [(T, F), (U, U), (F, T)])
def test_kleene_not(a: Truth, mirrored: Truth) -> None:
    assert Not(A).truth(facts(a=a)) is mirrored


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("truths", list(product((T, U, F), repeat=3)))
def test_at_least_is_settled_as_soon_as_it_can_be(count: int, truths: tuple[Truth, ...]) -> None:
    true, unknown = truths.count(T), truths.count(U)
    expected = T if true >= count else U if true + unknown >= count else F
    assert AtLeast(count, (A, B, C)).truth(facts(a=truths[0], b=truths[1], c=truths[2])) is expected


YES_2W = Answer(value="yes", recency="last_2_weeks")
SOME = Answer(value=("x", "y"), recency="earlier")


@pytest.mark.parametrize(
    ("condition", "held", "expected"),
    [
        (Is("q", ("yes",)), Answer(value="yes"), T),
        (Is("q", ("yes",)), Answer(value="no"), F),
        (Is("q", ("x", "y")), Answer(value="y"), T),
        (Is("q", ("x", "y")), Answer(value="z"), F),
        (Is("q", (1,)), Answer(value=Decimal("1.0")), T),
        (Includes("q", ("y", "z")), SOME, T),
        (Includes("q", ("z",)), SOME, F),
        (Includes("q", ("z",)), Answer(value=()), F),
        (Between("q", 2, None), Answer(value=2), T),
        (Between("q", 2, None), Answer(value=1), F),
        (Between("q", None, 5), Answer(value=5), T),
        (Between("q", None, 5), Answer(value=Decimal("5.1")), F),
        (Between("q", 2, 5), Answer(value=6), F),
        (Between("q", 2, 5), Answer(value=1), F),
        (Between("q", "2026-01-01", "2026-12-31"), Answer(value="2026-06-01"), T),
        (Between("q", "2026-01-01", "2026-12-31"), Answer(value="2027-01-01"), F),
        (When("q", ("last_2_weeks", "last_3_months")), YES_2W, T),
        (When("q", ("last_3_months",)), YES_2W, F),
        (When("q", ("last_3_months",)), Answer(value="yes"), U),
        (When("q", ("last_3_months",)), Answer(value="no"), F),
        (When("q", ("earlier",)), SOME, T),
        (When("q", ("last_2_weeks",)), SOME, F),
        (When("q", ("earlier",)), Answer(value=("x",)), U),
        (When("q", ("earlier",)), Answer(value=()), F),
    ],
)
def test_a_condition_over_a_value(condition: Condition, held: Answer, expected: Truth) -> None:
    assert condition.truth(holding(held)) is expected


@pytest.mark.parametrize(
    "condition",
    [Is("q", ("yes",)), Is("q", ("no",)), Includes("q", ("x",)), Between("q", 1, 2), When("q", ("earlier",))],
)
def test_without_a_value_unknown_and_when_not_relevant_false(condition: Condition) -> None:
    assert condition.truth(holding(None)) is U
    assert condition.truth(Facts()) is U
    for state in State:
        assert condition.truth(holding(Answer(state=state))) is U
    assert condition.truth(holding(NOT_RELEVANT)) is F


def test_answered_is_always_known() -> None:
    held: list[Held] = [Answer(value="no"), Answer(value=()), Answer(state=State.UNKNOWN), None, NOT_RELEVANT]
    assert [Answered("q", True).truth(holding(h)) for h in held] == [T, T, F, F, F]
    assert [Answered("q", False).truth(holding(h)) for h in held] == [F, F, T, T, T]


def test_a_name_has_the_truth_it_was_settled_with() -> None:
    for truth in Truth:
        assert Named("n").truth(Facts(names={"n": truth})) is truth


def test_an_answer_has_a_value_or_a_state() -> None:
    for wrong in ({}, {"value": "yes", "state": State.UNKNOWN}):
        with pytest.raises(ValueError, match="one of the two"):
            Answer(**wrong)
    assert Answer(value=()).value == ()


DEEP = AllOf((A, Not(AnyOf((B, Named("n")))), AtLeast(1, (Answered("c", True),))))


def test_walk_and_what_is_mentioned() -> None:
    assert mentioned(DEEP) == {"a", "b", "n", "c"}
    assert mentioned(None) == frozenset()
    assert list(walk(None)) == []
    assert list(walk(DEEP))[:3] == [DEEP, A, DEEP.parts[1]]
    assert parts_of(Not(A)) == (A,)
    assert parts_of(A) == parts_of(Named("n")) == ()


NAMES = {"n": AnyOf((B, C))}


def named(**truths: Truth) -> Facts:
    found = facts(**truths)
    found.names["n"] = NAMES["n"].truth(found)
    return found


@pytest.mark.parametrize(
    ("condition", "truths", "expected"),
    [
        (A, {"a": U}, "a"),
        (A, {"a": T}, ""),
        (AllOf((A, B)), {"a": U, "b": T}, "a"),
        (AllOf((A, B)), {"a": U, "b": F}, ""),
        (AnyOf((A, B)), {"a": U, "b": T}, ""),
        (AnyOf((A, AllOf((B, C)))), {"a": U, "b": F, "c": U}, "a"),
        (AtLeast(2, (A, B, C)), {"a": T, "b": U, "c": U}, "bc"),
        (AtLeast(2, (A, B, C)), {"a": T, "b": T, "c": U}, ""),
        (Not(AnyOf((A, B))), {"a": U, "b": F}, "a"),
        (AllOf((A, Named("n"))), {"a": T, "b": F, "c": U}, "c"),
    ],
)
def test_what_a_condition_hangs_on(condition: Condition, truths: dict[str, Truth], expected: str) -> None:
    everything = {"a": F, "b": F, "c": F, **truths}
    assert hanging(condition, named(**everything), NAMES) == set(expected)


@pytest.mark.parametrize(
    ("condition", "truths", "expected"),
    [
        (A, {"a": T}, "a"),
        (A, {"a": F}, "a"),
        (A, {"a": U}, ""),
        (AllOf((A, B)), {"a": T, "b": T}, "ab"),
        (AllOf((A, B)), {"a": F, "b": T}, "a"),
        (AnyOf((A, B)), {"a": T, "b": F}, "a"),
        (AnyOf((A, B)), {"a": F, "b": F}, "ab"),
        (AnyOf((A, B)), {"a": T, "b": U}, "a"),
        (AtLeast(2, (A, B, C)), {"a": T, "b": F, "c": T}, "ac"),
        (AtLeast(2, (A, B, C)), {"a": F, "b": F, "c": T}, "ab"),
        (Not(AnyOf((A, B))), {"a": F, "b": F}, "ab"),
        (Not(AllOf((A, B))), {"a": F, "b": T}, "a"),
        (Named("n"), {"b": T, "c": F}, "b"),
        (Answered("a", True), {"a": T}, "a"),
    ],
)
def test_what_bears_a_result(condition: Condition, truths: dict[str, Truth], expected: str) -> None:
    everything = {"a": F, "b": F, "c": F, **truths}
    assert grounds(condition, named(**everything), NAMES) == set(expected)


def test_names_that_share_names_are_looked_into_once() -> None:
    names: dict[str, Condition] = {"n0": AllOf((A, B))}
    names |= {f"n{i}": AnyOf((Named(f"n{i - 1}"), AllOf((Named(f"n{i - 1}"), C)))) for i in range(1, 60)}
    open_facts = Facts(held={"a": None, "b": None, "c": None}, names=dict.fromkeys(names, UNKNOWN))
    assert hanging(Named("n59"), open_facts, names) == {"a", "b", "c"}
    yes = Answer(value="yes")
    settled = Facts(held={"a": yes, "b": yes, "c": yes}, names=dict.fromkeys(names, TRUE))
    assert grounds(Named("n59"), settled, names) == {"a", "b", "c"}


def test_names_hundreds_deep_are_no_trouble() -> None:
    names: dict[str, Condition] = {"n0": A}
    names |= {f"n{i}": Named(f"n{i - 1}") for i in range(1, 3000)}
    deep = Facts(held={"a": None}, names=dict.fromkeys(names, UNKNOWN))
    assert hanging(Named("n2999"), deep, names) == {"a"}
    settled = Facts(held={"a": Answer(value="yes")}, names=dict.fromkeys(names, TRUE))
    assert grounds(Named("n2999"), settled, names) == {"a"}
