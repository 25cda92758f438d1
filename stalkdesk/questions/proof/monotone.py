"""That adding a risk never lowers the level, and that saying more never does: shown, or refuted by example.

Two steps. By analysis: where every condition over a question only rises from one answer to a riskier
one, no rule can go out. Kleene's `all`, `any` and `at_least` rise with their parts, and never lose a
truth when an unknown is filled. A rule that can go out is still shown by analysis where its form says
that another rule then holds the level. By search, for the rest: in each of a rule's ways each answer is
made riskier, and unless another rule holds the level, that is a counterexample. The ways are enough:
a rule that holds the level in one holds it in every fuller set of answers as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stalkdesk.questions.answers import Answer, Answers
from stalkdesk.questions.conditions import (
    NOT_RELEVANT,
    TRUE,
    UNKNOWN,
    Answered,
    Atom,
    Condition,
    Facts,
    Named,
    Not,
    parts_of,
)
from stalkdesk.questions.model import NO, Kind, QuestionSet, Rule
from stalkdesk.questions.proof.implied import after_the_worst, can_fall, implies
from stalkdesk.questions.proof.space import Budget, OutOfBudget, Space, riskier
from stalkdesk.questions.proof.ways import Way, ways
from stalkdesk.questions.relevance import as_if

TOO_MUCH = "too many cases to try; write it with fewer conditions, or without not"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterexample:
    """Answers under which making one of them say more, or worse, lowers the level or raises what is possible.

    `before` and `after` are the changed question's answer, None where it has none; `held` the level
    (or possible level, for `possible`) before, `fell_to` after.
    """

    rule: str
    question: str
    others: Answers
    before: Answer | None
    after: Answer
    held: str
    fell_to: str
    possible: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Monotone:
    """How far the set was shown monotone. It is so when `faults` and `unshown` are empty.

    `by_analysis` and `by_search` are the rules shown each way, `cases` the cases tried in search,
    `unshown` a rule's id → why nothing could be shown of it.
    """

    by_analysis: tuple[str, ...]
    by_search: tuple[str, ...]
    cases: int
    faults: tuple[Counterexample, ...]
    unshown: dict[str, str]

    @property
    def shown(self) -> bool:
        """Whether no answer that adds a risk can lower the level."""
        return not self.faults and not self.unshown


def monotone(space: Space, steps_a_rule: int) -> Monotone:
    """Each rule shown by analysis, else by search of at most `steps_a_rule` steps."""
    by_analysis: list[str] = []
    by_search: list[str] = []
    faults: list[Counterexample] = []
    unshown: dict[str, str] = {}
    cases = 0
    blind = _hidden_by_answered(space)
    for rule in space.qset.rules:
        if space.qset.rank[rule.level] == 0:
            by_analysis.append(rule.id)  # the lowest level is there without any rule
            continue
        suspects = _suspects(space, rule)
        if not suspects and not _uses_answered(space.qset, rule.when):
            by_analysis.append(rule.id)
            continue
        if (
            not _uses_answered(space.qset, rule.when)
            and space.is_small(rule)
            and _covered(space, rule, suspects, Budget(steps_a_rule))
        ):
            by_analysis.append(rule.id)
            continue
        try:
            fault, tried = _search(space, rule, Budget(steps_a_rule))
        except OutOfBudget:
            unshown[rule.id] = TOO_MUCH
            continue
        cases += tried
        if fault is not None:
            faults.append(fault)
        elif _uses_answered(space.qset, rule.when):
            unshown[rule.id] = "it asks whether a question is answered; leave that to relevance"
        elif space.closure[rule.id] & space.coarse:
            options = ", ".join(sorted(space.closure[rule.id] & space.coarse))
            unshown[rule.id] = f"{options} has too many options used apart to try them all"
        elif blind:
            which = ", ".join(sorted(blind))
            unshown[rule.id] = f"a rule has a not over {which}, whose relevance asks whether another is answered"
        else:
            by_search.append(rule.id)
    return Monotone(
        by_analysis=tuple(by_analysis),
        by_search=tuple(by_search),
        cases=cases,
        faults=tuple(faults),
        unshown=unshown,
    )


def _suspects(space: Space, rule: Rule) -> frozenset[str]:
    """The questions that, made riskier, could put the rule out: those with a condition that can fall."""
    return frozenset(
        atom.question for atom, upright in _signed(space.qset, rule.when) if can_fall(space, atom, upright=upright)
    )


def _covered(space: Space, rule: Rule, suspects: frozenset[str], budget: Budget) -> bool:
    """Whether the form alone shows that another rule holds the level when this one is put out."""
    rivals = space.rivals(rule)
    left = (after_the_worst(space, rule.when, question, budget) for question in sorted(suspects))
    try:
        return all(any(implies(one, rival.when, space.qset.names, budget) for rival in rivals) for one in left)
    except (OutOfBudget, RecursionError):
        return False


def _signed(qset: QuestionSet, condition: Condition) -> Iterator[tuple[Atom, bool]]:
    """Every condition over a question inside this one, names followed; False under an odd number of nots."""
    seen: set[tuple[str, bool]] = set()
    todo = [(condition, True)]
    while todo:
        part, upright = todo.pop()
        if isinstance(part, Named):
            if (part.name, upright) not in seen:
                seen.add((part.name, upright))
                todo.append((qset.names[part.name], upright))
        elif isinstance(part, Not):
            todo.append((part.part, not upright))
        elif isinstance(part, Atom):
            yield part, upright
        else:
            todo += ((inner, upright) for inner in parts_of(part))


def _uses_answered(qset: QuestionSet, condition: Condition) -> bool:
    return any(isinstance(atom, Answered) for atom, _ in _signed(qset, condition))


def _hidden_by_answered(space: Space) -> frozenset[str]:
    """Questions that stand under a not in some rule while their relevance asks whether another is answered.

    For these a fuller set of answers can bring a question back, so the ways alone prove nothing.
    """
    return frozenset(
        atom.question
        for rule in space.qset.rules
        for atom, upright in _signed(space.qset, rule.when)
        if not upright and atom.question in space.tricky
    )


def _search(space: Space, rule: Rule, budget: Budget) -> tuple[Counterexample | None, int]:
    """The first counterexample among the rule's ways, and the number of cases tried."""
    cases = 0
    unanswered = {atom.question for atom, _ in _signed(space.qset, rule.when) if isinstance(atom, Answered)}
    for way in ways(space, rule.when, budget):
        rivals = space.rules_touched((*way, *unanswered), rule.level)
        budget.spend(20 + 2 * len(rivals))
        facts, _ = space.facts(way, (*way, *unanswered), (rule, *rivals), budget)
        if rule.when.truth(facts) is not TRUE:
            continue  # the answers contradict the relevance: nobody can give them
        for question, before, after in _changes(space, way, unanswered):
            if facts.held.get(question) == NOT_RELEVANT:
                continue
            cases += 1
            budget.spend(5 + len(rivals) + len(facts.held) // 4)
            if not _held_after(space, facts, question, after, rivals):
                fault = _counterexample(space, rule, way, question, before, after)
                if fault is not None:
                    return fault, cases
        if unanswered:
            fault = _possible_rises(space, rule, way, unanswered)
            if fault is not None:
                return fault, cases
    return None, cases


def _changes(space: Space, way: Way, unanswered: set[str]) -> Iterator[tuple[str, Answer | None, Answer]]:
    for question, answer in way.items():
        for worse in riskier(space.qset, question, answer):
            yield question, answer, worse
    for question in sorted(unanswered - way.keys()):
        for answer in space.answers[question]:
            yield question, None, answer


def _held_after(space: Space, facts: Facts, question: str, after: Answer, rivals: list[Rule]) -> bool:
    """Whether a rule is true once this one answer is another, relevance unchanged."""
    changed = as_if(space.qset, facts, {question: after})
    return any(rival.when.truth(changed) is TRUE for rival in rivals)


def _counterexample(
    space: Space, rule: Rule, way: Way, question: str, before: Answer | None, after: Answer
) -> Counterexample | None:
    """The case with the whole set's levels; None where a rule that none of the answers touches holds the level."""
    qset = space.qset
    facts, _ = space.facts(way, qset.questions, qset.rules)
    held, fell_to = _level(qset, facts, TRUE), _level(qset, as_if(space.qset, facts, {question: after}), TRUE)
    if qset.rank[fell_to] >= qset.rank[held]:
        return None
    return Counterexample(
        rule=rule.id,
        question=question,
        others={id: answer for id, answer in way.items() if id != question},
        before=before,
        after=after,
        held=held,
        fell_to=fell_to,
    )


def _level(qset: QuestionSet, facts: Facts, least: int) -> str:
    """The level (`least` TRUE) or the possible level (UNKNOWN) under these facts."""
    return qset.levels[
        max((qset.rank[rule.level] for rule in qset.rules if rule.when.truth(facts) >= least), default=0)
    ]


def _possible_rises(space: Space, rule: Rule, way: Way, asked_for: set[str]) -> Counterexample | None:
    """A case where giving an answer opens a level that was closed, which only `answered` can do."""
    for question in sorted(asked_for & way.keys()):
        answer = way[question]
        quiet = {id: quietest for id in _level_questions(space, rule) if (quietest := _quiet(space, id))}
        others = {id: other for id, other in {**quiet, **way}.items() if id != question}
        if not _opens(space, others, question, answer):
            continue
        for id in quiet:  # what is not needed for the case only hides it
            fewer = {other: held for other, held in others.items() if other != id}
            if _opens(space, fewer, question, answer):
                others = fewer
        closed, opened = _opens(space, others, question, answer) or ("", "")
        return Counterexample(
            rule=rule.id,
            question=question,
            others=others,
            before=None,
            after=answer,
            held=closed,
            fell_to=opened,
            possible=True,
        )
    return None


def _opens(space: Space, others: Answers, question: str, answer: Answer) -> tuple[str, str] | None:
    """The possible level without and with the answer, where the answer raises it."""
    qset = space.qset
    facts, _ = space.facts(others, qset.questions, qset.rules)
    closed = _level(qset, facts, UNKNOWN)
    opened = _level(qset, as_if(space.qset, facts, {question: answer}), UNKNOWN)
    return (closed, opened) if qset.rank[opened] > qset.rank[closed] else None


def _level_questions(space: Space, rule: Rule) -> frozenset[str]:
    floor = space.qset.rank[rule.level]
    return frozenset[str]().union(
        *(space.closure[other.id] for other in space.qset.rules if space.qset.rank[other.level] >= floor)
    )


def _quiet(space: Space, question: str) -> Answer | None:
    """The answer of a question that brings the least concern, as far as that can be seen."""
    answers = space.answers[question]
    if space.qset.questions[question].kind is Kind.YES_NO:
        return Answer(value=NO)
    return answers[-1] if answers else None
