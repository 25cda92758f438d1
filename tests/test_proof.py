"""The proofs against trying everything, and every finding that `check` can report."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sets import SPANS, a_set, build, choice, documents, rule, yes_no
from test_properties import levels, with_fact

from stalkdesk.guidance.sets import find
from stalkdesk.questions.answers import Answer
from stalkdesk.questions.conditions import (
    NOT_RELEVANT,
    AllOf,
    Answered,
    AnyOf,
    AtLeast,
    Atom,
    Between,
    Condition,
    Facts,
    Includes,
    Is,
    Named,
    Not,
    When,
    walk,
)
from stalkdesk.questions.model import Kind, Question, QuestionSet
from stalkdesk.questions.proof.check import Report, check, in_words
from stalkdesk.questions.proof.implied import can_fall, implies
from stalkdesk.questions.proof.space import Budget, OutOfBudget, Space, every_condition, riskier
from stalkdesk.questions.proof.ways import ways
from stalkdesk.questions.relevance import settle

SHIPPED = find("stalking-screening")


def kinds(report: Report) -> list[tuple[str, str]]:
    return [(finding.kind, finding.about) for finding in report.findings]


def every_answer(question: Question) -> list[Answer]:
    """Every answer to a closed question."""
    if question.kind is Kind.CHOICE:
        return [Answer(value=value) for value in question.values]
    spans = (None, *SPANS) if question.recency else (None,)
    if question.kind is Kind.YES_NO:
        return [Answer(value="no"), *(Answer(value="yes", recency=span) for span in spans)]
    subsets = [
        tuple(option for i, option in enumerate(question.values) if number >> i & 1)
        for number in range(1 << len(question.values))
    ]
    return [Answer(value=some, recency=span) for some in subsets for span in (spans if some else (None,))]


def everything(qset: QuestionSet) -> Iterator[dict[str, Answer]]:
    """Every set of answers, unanswered questions among them."""
    each = [(None, *every_answer(question)) for question in qset.questions.values()]
    for given_answers in product(*each):
        pairs = zip(qset.questions, given_answers, strict=True)
        yield {question: answer for question, answer in pairs if answer is not None}


def small_closed_sets(**what: bool) -> st.SearchStrategy[QuestionSet]:
    def small(qset: QuestionSet) -> bool:
        closed = all(q.kind in (Kind.YES_NO, Kind.CHOICE, Kind.MANY) for q in qset.questions.values())
        size = 1
        for question in qset.questions.values() if closed else ():
            size *= 1 + len(every_answer(question))
        return closed and size <= 1500

    return documents(most=3, **what).map(build).filter(small)


def tried_worse(qset: QuestionSet, facts: Facts) -> Iterator[tuple[str, Answer]]:
    for question, held in facts.held.items():
        if isinstance(held, Answer):
            yield from ((question, worse) for worse in riskier(qset, question, held))


def breaks_by_risk(qset: QuestionSet) -> bool:
    """Whether some risk added lowers the level: by trying everything."""
    for answers in everything(qset):
        facts = settle(qset, answers).facts
        level = levels(qset, facts)[0]
        if level and any(levels(qset, with_fact(qset, facts, *worse))[0] < level for worse in tried_worse(qset, facts)):
            return True
    return False


def breaks_by_saying_more(qset: QuestionSet) -> bool:
    """Whether an unknown answered lowers the level or opens a level: by trying everything."""
    for answers in everything(qset):
        facts = settle(qset, answers).facts
        level, possible = levels(qset, facts)
        for question, held in facts.held.items():
            if held is not None or held == NOT_RELEVANT:
                continue
            for answer in every_answer(qset.questions[question]):
                after = levels(qset, with_fact(qset, facts, question, answer))
                if after[0] < level or after[1] > possible:
                    return True
    return False


@given(small_closed_sets(answered=False))
def test_the_verdict_is_the_same_as_by_trying_everything(qset: QuestionSet) -> None:
    uses_answered = any(isinstance(part, Answered) for whole in every_condition(qset) for part in walk(whole))
    report = check(qset)
    if uses_answered:  # then a sound set may be called not shown, but never a broken one sound
        assert not (report.monotone.shown and breaks_by_risk(qset))
    else:
        assert not report.monotone.unshown
        assert report.monotone.shown == (not breaks_by_risk(qset))


@given(small_closed_sets(answered=True))
def test_nothing_broken_is_ever_called_monotone(qset: QuestionSet) -> None:
    assume(qset.rules)
    if check(qset).monotone.shown:
        assert not breaks_by_risk(qset)
        assert not breaks_by_saying_more(qset)


@given(small_closed_sets(answered=True))
def test_a_counterexample_is_one(qset: QuestionSet) -> None:
    for fault in check(qset).monotone.faults:
        before = {**fault.others} | ({} if fault.before is None else {fault.question: fault.before})
        facts = settle(qset, before).facts
        was = levels(qset, facts)
        now = levels(qset, with_fact(qset, facts, fault.question, fault.after))
        if fault.possible:
            assert (qset.levels[was[1]], qset.levels[now[1]]) == (fault.held, fault.fell_to)
            assert now[1] > was[1]
        else:
            assert (qset.levels[was[0]], qset.levels[now[0]]) == (fault.held, fault.fell_to)
            assert now[0] < was[0]


@given(small_closed_sets(answered=False))
def test_what_never_happens_never_happens(qset: QuestionSet) -> None:
    reach = check(qset).reach
    ever_true: set[str] = set()
    ever_asked: set[str] = set()
    ever_mattered: set[str] = set()
    for answers in everything(qset):
        facts = settle(qset, answers).facts
        true = [rule for rule in qset.rules if rule.when.truth(facts) == 2]
        ever_true |= {rule.id for rule in true}
        for question in qset.questions.values():
            if question.relevant is None or question.relevant.truth(facts) == 2:
                ever_asked.add(question.id)
        for one in true:
            others = [qset.rank[other.level] for other in true if other is not one]
            if qset.rank[one.level] > max(others, default=0):
                ever_mattered.add(one.id)
    claimed = (set(reach.never_asked), set(reach.never_true), {idle.rule for idle in reach.idle})
    really = (
        set(qset.questions) - ever_asked,
        {rule.id for rule in qset.rules} - ever_true,
        ever_true - ever_mattered,
    )
    for claim, truth in zip(claimed, really, strict=True):
        assert claim <= truth
        assert claim | set(reach.unsettled) >= truth


@given(small_closed_sets(answered=False))
def test_what_the_form_calls_implied_is(qset: QuestionSet) -> None:
    pairs = [
        (one, other)
        for one in qset.rules
        for other in qset.rules
        if one is not other and implies(one.when, other.when, qset.names, Budget(10_000))
    ]
    for answers in everything(qset) if pairs else ():
        facts = settle(qset, answers).facts
        for one, other in pairs:
            assert not (one.when.truth(facts) == 2 and other.when.truth(facts) != 2), (one, other, answers)


@given(small_closed_sets(answered=True))
def test_what_can_fall_is_what_some_riskier_answer_lowers(qset: QuestionSet) -> None:
    space = Space(qset)
    for atom in (part for whole in every_condition(qset) for part in walk(whole) if isinstance(part, Atom)):
        if isinstance(atom, Answered):
            continue
        moves = [
            (atom.truth(Facts(held={atom.question: answer})), atom.truth(Facts(held={atom.question: worse})))
            for answer in every_answer(qset.questions[atom.question])
            for worse in riskier(qset, atom.question, answer)
        ]
        assert can_fall(space, atom, upright=True) == any(there < here for here, there in moves)
        assert can_fall(space, atom, upright=False) == any(there > here for here, there in moves)


def test_a_fault_among_many_options_is_not_hidden_by_trying_all_of_them() -> None:
    options = list("abcdefgh")
    three = [{"question": "m", "includes": option} for option in "abc"]
    rules = (
        rule("high", {"all": [*three, {"question": "p", "is": "no"}]}),
        rule("other", {"question": "m", "includes": "d"}),
        *(
            rule(f"each_{option}", {"question": "m", "includes": option}, "medium")
            for option in options
            if option != "d"
        ),
    )
    report = check(build(a_set(choice("m", *options, kind="many"), yes_no("p"), rules=rules)))
    assert not report.monotone.shown
    assert {"high"} == report.monotone.unshown.keys() | {fault.rule for fault in report.monotone.faults}


def test_a_rule_that_is_true_only_while_nothing_is_answered_covers_nothing() -> None:
    questions = (
        {**yes_no("y"), "kind": "text"},
        choice("x", "a", "b", relevant={"question": "y", "answered": True}),
        yes_no("q"),
    )
    not_a = {"not": {"question": "x", "is": "a"}}
    rules = (rule("r0", {"question": "q", "is": "no"}), rule("r1", not_a))
    assert not check(build(a_set(*questions, rules=rules))).monotone.shown
    rules = (rule("r0", "q"), rule("r1", {"all": ["q", not_a]}))
    assert ("never_matters", "r0") not in kinds(check(build(a_set(*questions, rules=rules))))


def test_never_asked_is_not_said_behind_a_many_that_was_not_tried_whole() -> None:
    options = list("abcdefgh")
    deep = [{"question": "m", "includes": option} for option in "abc"]
    apart = [{"not": {"question": "m", "includes": option}} for option in "defgh"]
    qset = a_set(
        choice("m", *options, kind="many"),
        choice("x", "s", "t", relevant={"all": [*deep, *apart]}),
        yes_no("z", relevant={"question": "x", "is": "s"}),
    )
    report = check(build(qset))
    assert report.reach.never_asked == ()


def test_names_that_share_names_end_the_check() -> None:
    names: dict[str, object] = {"n0": "a"}
    names |= {f"n{i}": {"any": [f"n{i - 1}", {"all": [f"n{i - 1}", "b"]}]} for i in range(1, 60)}
    report = check(build(a_set(yes_no("a"), yes_no("b"), indicators=names, rules=(rule("r", "n59"),))))
    assert report.monotone.shown


def test_guards_are_named_also_from_afar() -> None:
    chain = a_set(
        choice("r", "in", "out"),
        yes_no("g", relevant={"question": "r", "is": "in"}),
        yes_no("x", relevant="g"),
        rules=(rule("on_x", "x"),),
    )
    (guard,) = check(build(chain)).reach.guards
    assert guard.set_aside_by == ("r", "g")


def test_a_many_with_a_hundred_options_does_not_hold_the_check_up() -> None:
    options = [f"o{i}" for i in range(100)]
    rules = tuple(
        rule(
            f"r{i}",
            {
                "all": [
                    {"question": "m", "includes": options[i : i + 3]},
                    {"not": {"question": "m", "includes": options[i + 9]}},
                ]
            },
        )
        for i in range(80)
    )
    report = check(build(a_set(choice("m", *options, kind="many", recency=True), rules=rules)))
    assert not report.monotone.shown


SIX = tuple(f"a{i}" for i in range(6))
YESES = tuple(Is(question, ("yes",)) for question in SIX)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (AtLeast(3, YESES[:4]), AnyOf(YESES), True),
        (AtLeast(3, YESES[:4]), AtLeast(2, YESES[1:]), True),
        (AtLeast(3, YESES[:4]), AtLeast(3, YESES[1:]), False),
        (AllOf(YESES[:2]), YESES[1], True),
        (YESES[1], AllOf(YESES[:2]), False),
        (AnyOf(YESES[:2]), AnyOf(YESES[:3]), True),
        (AnyOf(YESES[:3]), AnyOf(YESES[:2]), False),
        (When("a0", ("earlier",)), YESES[0], True),
        (YESES[0], When("a0", ("earlier",)), False),
        (When("a0", ("earlier",)), When("a0", ("earlier", "last_2_weeks")), True),
        (Is("c", ("x",)), Is("c", ("x", "y")), True),
        (Is("c", ("x", "z")), Is("c", ("x", "y")), False),
        (Includes("m", ("x",)), Includes("m", ("y", "x")), True),
        (Between("n", 3, 5), Between("n", 2, None), True),
        (Between("n", 3, None), Between("n", 2, 9), False),
        (Named("name"), YESES[0], True),
        (YESES[0], Named("name"), False),
        (AnyOf(()), YESES[0], True),
        (YESES[0], AllOf(()), True),
        (Not(YESES[0]), Not(YESES[0]), True),
        (Not(YESES[0]), YESES[0], False),
    ],
)
def test_what_the_form_shows(one: Condition, other: Condition, expected: bool) -> None:
    assert implies(one, other, {"name": AllOf(YESES[:2])}, Budget(1000)) is expected


def test_the_shipped_sets_have_no_finding() -> None:
    for id in ("stalking-screening", "walk-in-short"):
        report = check(find(id))
        assert report.findings == ()
        assert report.monotone.shown
        assert len(report.monotone.by_analysis) == len(report.qset.rules)
        assert report.reach.unsettled == ()


def test_a_fault_hidden_by_an_indicator_is_named_with_its_answers() -> None:
    qset = build(
        a_set(
            yes_no("a"),
            yes_no("b"),
            indicators={"calm": {"not": "b"}, "deep": {"all": ["a", "calm"]}},
            rules=(rule("hidden", "deep"), rule("other", "b", "medium")),
        )
    )
    (fault,) = check(qset).monotone.faults
    assert in_words(fault) == (
        "with a is yes, changing b from no to yes: the level falls from high to medium; "
        "take out what falls, or cover it with another rule"
    )


def test_a_not_that_another_rule_covers_is_sound() -> None:
    covered = (rule("one", {"all": ["a", {"not": "b"}]}), rule("two", {"all": ["a", "b"]}))
    report = check(build(a_set(yes_no("a"), yes_no("b"), rules=covered)))
    assert (report.monotone.by_analysis, report.monotone.by_search) == (("two",), ("one",))
    assert report.findings == ()


def test_unknown_between_two_covering_rules_is_seen() -> None:
    """Both ways of c are covered, c unknown is not: two-valued logic would call this sound."""
    rules = (
        rule("not_a", {"not": "a"}),
        rule("a_and_c", {"all": ["a", "c"]}),
        rule("a_without_c", {"all": ["a", {"not": "c"}]}),
    )
    report = check(build(a_set(yes_no("a"), yes_no("c"), rules=rules)))
    assert ("not_monotone", "not_a") in kinds(report)


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        (yes_no("a"), {"question": "a", "is": "no"}),
        (yes_no("a", recency=True), {"question": "a", "recency": "earlier"}),
        (choice("a", "x", "y", kind="many"), {"not": {"question": "a", "includes": "x"}}),
        (yes_no("a"), {"not": {"at_least": 1, "of": ["a"]}}),
    ],
)
def test_each_kind_of_fall_is_found(question: dict[str, object], condition: object) -> None:
    assert ("not_monotone", "r") in kinds(check(build(a_set(question, rules=(rule("r", condition),)))))


def test_a_choice_a_number_and_a_day_have_no_riskier_side() -> None:
    age = {**yes_no("age"), "kind": "number"}
    day = {**yes_no("day"), "kind": "date"}
    rules = (
        rule("young", {"question": "age", "max": 17}),
        rule("long_ago", {"question": "day", "max": "2020-01-01"}),
        rule("not_x", {"not": {"question": "who", "is": "x"}}),
    )
    assert check(build(a_set(age, day, choice("who", "x", "y"), rules=rules))).findings == ()


def test_answered_in_a_rule_is_a_finding() -> None:
    report = check(build(a_set(yes_no("a"), yes_no("b"), rules=(rule("r", {"question": "a", "answered": True}),))))
    assert kinds(report) == [("not_monotone", "r")]
    assert "the possible level rises" in report.findings[0].text
    report = check(build(a_set(yes_no("a"), yes_no("b"), rules=(rule("r", {"question": "a", "answered": False}),))))
    assert kinds(report) == [("not_monotone", "r")]


def test_what_cannot_be_shown_in_the_steps_allowed_is_said_and_never_called_sound() -> None:
    questions = [yes_no(f"a{i}") for i in range(40)]
    many = {"at_least": 10, "of": [f"a{i}" for i in range(2, 40)]}
    rules = (
        rule("hard", {"all": ["a0", {"not": "a1"}, many]}),
        rule("even", {"all": ["a1", many]}),
    )
    report = check(build(a_set(*questions, rules=rules)))
    assert ("too_much", "hard") in kinds(report)
    assert not report.monotone.shown


def test_what_the_form_shows_needs_no_trying() -> None:
    questions = [yes_no(f"a{i}", recency=True) for i in range(40)]
    many = {"at_least": 10, "of": [f"a{i}" for i in range(2, 40)]}
    some = {"any": [{"question": f"a{i}", "is": "yes"} for i in range(40)]}
    rules = (rule("hard", {"all": ["a0", {"not": "a1"}, many]}, "medium"), rule("cover", some))
    report = check(build(a_set(*questions, rules=rules)))
    assert report.monotone.by_analysis == ("hard", "cover")
    assert kinds(report) == [("never_matters", "hard")]


def test_too_many_options_used_apart_are_not_called_shown() -> None:
    options = [f"o{i}" for i in range(9)]
    apart = {"all": [{"not": {"question": "m", "includes": option}} for option in options]}
    covers = [{"question": "m", "includes": option} for option in options]
    rules = (rule("none", apart), rule("some", {"any": covers}))
    report = check(build(a_set(choice("m", *options, kind="many"), rules=rules)))
    assert ("not_shown", "none") in kinds(report)


def test_never_asked_never_true_never_matters() -> None:
    qset = build(
        a_set(
            yes_no("a"),
            yes_no("b", relevant={"all": ["a", {"not": "a"}]}),
            yes_no("c", relevant="a"),
            rules=(
                rule("impossible", {"all": ["c", {"question": "a", "is": "no"}]}),
                rule("small", "a", "medium"),
                rule("large", "a"),
                rule("lowest", "c", "standard"),
            ),
        )
    )
    found = check(qset)
    assert ("never_asked", "b") in kinds(found)
    assert ("never_true", "impossible") in kinds(found)
    assert ("never_matters", "small") in kinds(found)
    assert ("never_matters", "lowest") in kinds(found)
    assert not any(about == "large" for _, about in kinds(found))
    texts = " ".join(finding.text for finding in found.findings)
    assert "whenever it is true, so is large" in texts
    assert "standard is the lowest level" in texts


def test_the_smaller_findings() -> None:
    bare = {"id": "a", "kind": "yes_no", "ask": "Is immediate intimidatory communication continuing?"}
    written = a_set(bare, yes_no("b", core=True, relevant="a"))
    del written["language"], written["insufficient"]
    assert {
        ("no_language", "random"),
        ("no_why", "a"),
        ("core_behind_condition", "b"),
        ("no_insufficient", "random"),
    } == set(kinds(check(build(written))))
    written["language"] = "en-GB"
    assert ("reading_age", "a") in kinds(check(build(written)))
    written["language"] = "cy"
    assert check(build(written)).reading_ages == {}


def test_guards_name_what_can_be_set_aside_and_what_it_bears() -> None:
    guards = {guard.question: guard for guard in check(SHIPPED).reach.guards}
    assert guards["control"].set_aside_by == ("relationship",)
    assert guards["control"].rules == ("cluster",)
    assert set(guards) == {"control", "separated_when", "children_together", "breached"}


def test_the_longest_path_with_and_without_knowledge() -> None:
    either = a_set(
        choice("who", "x", "y"),
        yes_no("b", relevant={"question": "who", "is": "x"}),
        yes_no("c", relevant={"question": "who", "is": "y"}),
    )
    longest = check(build(either)).longest
    assert (longest.asked, longest.known, longest.exact) == (3, 2, True)


def test_a_hidden_fault_among_three_hundred_sound_rules_is_caught() -> None:
    questions = [yes_no(f"q{i}", recency=i % 3 == 0) for i in range(400)]
    rules = [
        rule(
            f"sound{i}",
            {"any": [f"q{i}", {"all": [f"q{i + 7}", {"at_least": 2, "of": [f"q{i + k}" for k in range(9)]}]}]},
        )
        for i in range(300)
    ]
    assert check(build(a_set(*questions, rules=tuple(rules)))).monotone.shown
    rules.insert(211, rule("faulty", {"all": ["q390", {"any": ["q391", {"not": "q392"}]}]}))
    report = check(build(a_set(*questions, rules=tuple(rules))))
    assert [fault.rule for fault in report.monotone.faults] == ["faulty"]
    assert report.monotone.faults[0].question == "q392"


def test_ways_stop_when_the_work_allowed_is_done() -> None:
    space = Space(SHIPPED)
    cluster = next(rule for rule in SHIPPED.rules if rule.id == "cluster")
    with pytest.raises(OutOfBudget):
        list(ways(space, cluster.when, Budget(50)))
