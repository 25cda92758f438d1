"""The level, why, and what could still raise it."""

from __future__ import annotations

from typing import Any

import pytest
from sets import a_set, build, choice, rule, yes_no

from stalkdesk.guidance.sets import find
from stalkdesk.questions.answerfile import answer_to
from stalkdesk.questions.assess import Assessment, assess, document
from stalkdesk.questions.concern import CouldRaise, level_of
from stalkdesk.questions.model import QuestionSet

UNKNOWN = {"state": "unknown"}


def assessed(qset: QuestionSet, **given: Any) -> Assessment:
    return assess(qset, {id: answer_to(qset.questions[id], value) for id, value in given.items()})


THREE = build(
    a_set(
        yes_no("a", core=True),
        yes_no("b", recency=True),
        yes_no("c"),
        rules=(
            rule("on_a", "a", "medium"),
            rule("on_b_lately", {"question": "b", "recency": ["last_2_weeks"]}, "high"),
            rule("on_b", "b", "medium"),
            rule("on_both", {"all": ["a", "c"]}, "high"),
        ),
    )
)


@pytest.mark.parametrize(
    ("given", "level", "possible", "because"),
    [
        ({}, "standard", "high", []),
        ({"a": "no"}, "standard", "high", []),
        ({"a": "no", "b": "no"}, "standard", "standard", []),
        ({"a": "yes"}, "medium", "high", ["on_a"]),
        ({"a": "yes", "b": "no", "c": "no"}, "medium", "medium", ["on_a"]),
        ({"a": "no", "b": "yes"}, "medium", "high", ["on_b"]),
        ({"a": "no", "b": {"value": "yes", "recency": "earlier"}}, "medium", "medium", ["on_b"]),
        ({"a": "no", "b": {"value": "yes", "recency": "last_2_weeks"}}, "high", "high", ["on_b_lately", "on_b"]),
        ({"a": "yes", "b": "yes", "c": "yes"}, "high", "high", ["on_both", "on_a", "on_b"]),
        ({"a": UNKNOWN, "b": UNKNOWN, "c": UNKNOWN}, "standard", "high", []),
    ],
)
def test_level_possible_and_because_highest_first(
    given: dict[str, Any], level: str, possible: str, because: list[str]
) -> None:
    found = assessed(THREE, **given)
    assert (found.concern.level, found.concern.possible) == (level, possible)
    assert [item.rule.id for item in found.concern.because] == because
    assert level_of(THREE, found.relevance.facts) == level


def test_because_names_the_answers_that_bear_it() -> None:
    found = assessed(THREE, a="yes", b="yes", c="yes")
    assert [item.answers for item in found.concern.because] == [("a", "c"), ("a",), ("b",)]


def test_could_raise_highest_first_with_its_rules() -> None:
    found = assessed(THREE)
    assert found.concern.could_raise == (
        CouldRaise(question="a", to="high", rules=("on_both", "on_a")),
        CouldRaise(question="b", to="high", rules=("on_b_lately", "on_b")),
        CouldRaise(question="c", to="high", rules=("on_both",)),
    )


def test_could_raise_holds_only_rules_above_the_level_that_are_still_open() -> None:
    found = assessed(THREE, a="yes", b="yes")
    assert [(item.question, item.rules) for item in found.concern.could_raise] == [
        ("b", ("on_b_lately",)),
        ("c", ("on_both",)),
    ]
    assert assessed(THREE, a="no", b={"value": "yes", "recency": "earlier"}).concern.could_raise == ()
    assert [item.question for item in assessed(THREE, a="no", b=UNKNOWN).concern.could_raise] == ["b"]


def test_an_open_rule_at_the_level_or_under_it_raises_nothing() -> None:
    found = assessed(THREE, a="yes")
    assert [(item.question, item.rules) for item in found.concern.could_raise] == [
        ("b", ("on_b_lately",)),
        ("c", ("on_both",)),
    ]


def test_because_and_could_raise_follow_names_and_stand_in_the_order_asked() -> None:
    qset = build(
        a_set(
            yes_no("z"),
            yes_no("a"),
            yes_no("m"),
            indicators={"both": {"all": ["a", "z"]}, "deep": {"any": ["both", "m"]}},
            rules=(rule("r", "deep"),),
        )
    )
    assert assessed(qset, z="yes", a="yes").concern.because[0].answers == ("z", "a")
    assert [item.question for item in assessed(qset, z="yes").concern.could_raise] == ["a", "m"]


def test_could_raise_leads_through_what_decides_whether_a_question_is_asked() -> None:
    qset = build(
        a_set(
            yes_no("first"),
            yes_no("gate", relevant="first"),
            yes_no("inner", relevant="gate"),
            yes_no("aside"),
            rules=(rule("r", "inner"),),
        )
    )
    assert [item.question for item in assessed(qset).concern.could_raise] == ["first", "gate", "inner"]
    assert [item.question for item in assessed(qset, first="yes", gate="yes").concern.could_raise] == ["inner"]
    assert assessed(qset, first="no").concern.could_raise == ()


def test_what_is_set_aside_neither_raises_nor_holds() -> None:
    qset = build(a_set(yes_no("gate"), yes_no("inner", relevant="gate"), rules=(rule("r", "inner"),)))
    assert assessed(qset, gate="yes", inner="yes").concern.level == "high"
    closed = assessed(qset, gate="no", inner="yes")
    assert (closed.concern.level, closed.concern.possible, closed.concern.could_raise) == ("standard", "standard", ())


def test_not_enough_is_shown_at_least_at_its_level_and_never_lowers() -> None:
    assert (assessed(THREE).shown, assessed(THREE).sufficient) == ("medium", False)
    assert (assessed(THREE, b={"value": "yes", "recency": "last_2_weeks"}).shown) == "high"
    enough = assessed(THREE, a=UNKNOWN)
    assert (enough.shown, enough.sufficient) == ("standard", True)


def test_next_is_the_first_open_core_question_then_the_first_open_one() -> None:
    qset = build(a_set(yes_no("a"), yes_no("b", core=True), yes_no("c", relevant="a"), yes_no("d", core=True)))
    assert assessed(qset).next == "b"
    assert assessed(qset, b=UNKNOWN).next == "d"
    assert assessed(qset, b="no", d="no").next == "a"
    assert assessed(qset, a="yes", b="no", d="no").next == "c"
    assert assessed(qset, a="no", b="no", d="no").next is None


def test_core_counts_only_what_is_asked() -> None:
    qset = build(a_set(yes_no("a", core=True), yes_no("b", core=True, relevant="a"), yes_no("c")))
    assert assessed(qset).core.of == ("a",)
    assert assessed(qset, a="yes").core.of == ("a", "b")
    assert assessed(qset, a="yes").core.open == ("b",)
    assert assessed(qset, a="no").sufficient


def test_the_document_is_as_promised() -> None:
    qset = build(
        a_set(
            choice("who", "x", "y", core=True),
            yes_no("a", relevant={"question": "who", "is": "x"}),
            yes_no("b", relevant={"question": "who", "is": "y"}),
            tests={"found": "a"},
            rules=({**rule("r", "a"), "source": "SOURCE"}, rule("s", "b", "medium")),
        )
    )
    written = document(assessed(qset, who="x", a="yes", b="yes"))
    assert list(written) == [
        "set",
        "asked",
        "waiting",
        "not_relevant",
        "set_aside",
        "next",
        "core",
        "level",
        "possible",
        "sufficient",
        "shown",
        "because",
        "could_raise",
        "tests",
    ]
    assert written == {
        "set": {"id": "random", "version": "1", "sha256": written["set"]["sha256"]},
        "asked": ("who", "a"),
        "waiting": (),
        "not_relevant": ("b",),
        "set_aside": ("b",),
        "next": None,
        "core": {"covered": 1, "of": 1, "open": ()},
        "level": "high",
        "possible": "high",
        "sufficient": True,
        "shown": "high",
        "because": [{"rule": "r", "level": "high", "because": "because r", "answers": ("a",), "source": "SOURCE"}],
        "could_raise": [],
        "tests": {"found": "yes"},
    }
    nothing = document(assessed(qset))
    assert nothing["waiting"] == ("a", "b")
    assert nothing["tests"] == {"found": "unknown"}
    assert nothing["core"] == {"covered": 0, "of": 1, "open": ("who",)}
    assert nothing["could_raise"][0] == {"question": "who", "to": "high", "rules": ("r", "s")}
    assert document(assessed(qset, who="y"))["tests"] == {"found": "no"}
    assert nothing["because"] == []


def test_a_set_without_rules_or_core_is_sufficient_at_its_lowest() -> None:
    found = assessed(build(a_set(yes_no("a"))))
    assert (found.concern.level, found.concern.possible, found.shown, found.sufficient) == (*["standard"] * 3, True)


def test_levels_are_as_many_as_the_set_says() -> None:
    rules = (rule("r", "a", "l6"), rule("s", "b", "l3"))
    qset = build(
        a_set(yes_no("a"), yes_no("b"), levels=[f"l{i}" for i in range(7)], insufficient={"level": "l1"}, rules=rules)
    )
    assert assessed(qset, b="yes").concern.level == "l3"
    assert assessed(qset, b="yes").concern.possible == "l6"
    assert assessed(qset, a="yes", b="yes").concern.level == "l6"


SHIPPED = find("stalking-screening")


def test_grice_like_call_is_high_and_says_why() -> None:
    found = assessed(
        SHIPPED,
        relationship="ex_partner",
        separated_when="within_month",
        reported_before="yes",
        got_inside={"value": "yes", "recency": "last_2_weeks"},
    )
    assert found.concern.level == "high"
    assert [item.rule.id for item in found.concern.because] == [
        "inside_lately",
        "recently_parted",
        "got_inside",
        "reported_before",
    ]
