"""What can never happen: questions never asked, rules never true, rules that never change a level.

And what can: the longest path, and the guards, answers that can set aside one that holds the level up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

from stalkdesk.questions.answers import Answer, State
from stalkdesk.questions.conditions import TRUE, Condition
from stalkdesk.questions.model import QuestionSet, Rule
from stalkdesk.questions.proof.implied import implies
from stalkdesk.questions.proof.space import Budget, OutOfBudget, Space
from stalkdesk.questions.proof.ways import Way, ways
from stalkdesk.questions.relevance import Standing, settle

MOST_PATHS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Idle:
    """A rule that never matters: whenever it is true, one of `behind` is, at its level or above."""

    rule: str
    behind: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """A question whose answer can be set aside by another's while a rule over it holds the level up."""

    question: str
    set_aside_by: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What can and cannot happen; `unsettled` holds the questions and rules where it was too much to find out."""

    never_asked: tuple[str, ...]
    never_true: tuple[str, ...]
    idle: tuple[Idle, ...]
    guards: tuple[Guard, ...]
    unsettled: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Longest:
    """The most questions one call can be asked, and the most when every answer is known.

    `exact` is False where there were too many paths to try; both are then the most that was found.
    """

    asked: int
    known: int
    exact: bool


def reach(space: Space, steps_a_thing: int) -> Reach:
    """Each question's and rule's reach, found with at most `steps_a_thing` steps for each of them."""
    never_asked: list[str] = []
    never_true: list[str] = []
    idle: list[Idle] = []
    unsettled: list[str] = []
    for question, gated in space.qset.questions.items():
        try:
            if gated.relevant is not None and not _can_be_asked(space, question, gated.relevant, steps_a_thing):
                never_asked.append(question)
        except OutOfBudget:
            unsettled.append(question)
    for rule in space.qset.rules:
        try:
            behind = _behind(space, rule, steps_a_thing)
        except OutOfBudget:
            unsettled.append(rule.id)
            continue
        if behind is None:
            never_true.append(rule.id)
        elif behind:
            idle.append(Idle(rule=rule.id, behind=behind))
    return Reach(
        never_asked=tuple(never_asked),
        never_true=tuple(never_true),
        idle=tuple(idle),
        guards=tuple(_guards(space)),
        unsettled=tuple(unsettled),
    )


def _can_be_asked(space: Space, question: str, gate: Condition, steps: int) -> bool:
    budget = Budget(steps)
    for way in ways(space, gate, budget):
        budget.spend(10)
        facts, standings = space.facts(way, (question,), (), budget)
        if standings[question] is Standing.ASKED and gate.truth(facts) is TRUE:
            return True
    if space.hangs_on((question,)) & space.coarse or question in space.tricky:
        raise OutOfBudget
    return False


def _behind(space: Space, rule: Rule, steps: int) -> tuple[str, ...] | None:
    """The rules that make this one pointless; none of them when it matters; None when it is never true.

    Raises OutOfBudget where that can't be told.
    """
    budget = Budget(steps)
    behind: dict[str, None] = {}
    true_somewhere = False
    for way in _real_ways(space, rule, budget):
        if not true_somewhere and (always := _always_beside(space, rule, Budget(steps))):
            return (always,)
        true_somewhere = True
        standing_in = _standing_in(space, rule, way, budget)
        if standing_in is None and space.qset.rank[rule.level] > 0:
            return ()
        behind[standing_in or rule.level] = None
    uncertain = space.coarse | space.tricky
    if space.closure[rule.id] & uncertain or any(
        space.closure[id] & space.tricky for id in behind if id in space.closure
    ):
        raise OutOfBudget
    return tuple(behind) if true_somewhere else None


def _standing_in(space: Space, rule: Rule, way: Way, budget: Budget) -> str | None:
    """Another rule at this level or above that is true under these answers; those they touch are looked at first."""
    touched = [rival for rival in space.rules_touched(way, rule.level) if rival.id != rule.id]
    for rivals in (touched, space.rivals(rule)):
        budget.spend(10 + 2 * len(rivals))
        facts, _ = space.facts(way, way, rivals, budget)
        found = next((rival.id for rival in rivals if rival.when.truth(facts) is TRUE), None)
        if found is not None:
            return found
    return None


def _always_beside(space: Space, rule: Rule, budget: Budget) -> str | None:
    """A rule at this level or above that the form alone shows to be true whenever this one is."""
    if space.qset.rank[rule.level] == 0 or not space.is_small(rule):
        return None
    beside = (rival.id for rival in space.rivals(rule) if implies(rule.when, rival.when, space.qset.names, budget))
    try:
        return next(beside, None)
    except (OutOfBudget, RecursionError):
        return None


def _real_ways(space: Space, rule: Rule, budget: Budget) -> Iterator[Way]:
    """The rule's ways that relevance allows."""
    for way in ways(space, rule.when, budget):
        budget.spend(10)
        facts, _ = space.facts(way, (), (rule,), budget)
        if rule.when.truth(facts) is TRUE:
            yield way


def _guards(space: Space) -> Iterator[Guard]:
    qset = space.qset
    for question in qset.gates:
        gates = space.hangs_on((question,)) - {question}
        rules = tuple(
            rule.id for rule in qset.rules if qset.rank[rule.level] > 0 and question in qset.mentioned_by(rule.when)
        )
        if rules:
            yield Guard(question=question, set_aside_by=tuple(q for q in qset.questions if q in gates), rules=rules)


def longest(space: Space) -> Longest:
    """The longest path. Unknown answers close no branch, so it is longest where nothing is known."""
    qset = space.qset
    gates = sorted({gate for mentioned in qset.gates.values() for gate in mentioned}, key=qset.place.__getitem__)
    nothing_known = {gate: Answer(state=State.UNKNOWN) for gate in gates}
    asked = _count(qset, nothing_known)
    paths = product(*(space.answers[gate] for gate in gates))
    known = max(_count(qset, dict(zip(gates, given, strict=True))) for given in islice(paths, MOST_PATHS))
    exact = next(paths, None) is None and not space.tricky  # answered can ask for a mixture of known and unknown
    return Longest(asked=max(asked, known), known=known, exact=exact)


def _count(qset: QuestionSet, answers: Way) -> int:
    return len(settle(qset, answers).asked)
