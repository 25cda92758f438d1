"""Which questions are asked, which wait, which are not relevant, and which answers count.

Settled afresh from the answers each time and in dependency order, so chains follow by themselves,
and going back and forth over the same answers always ends in the same place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from stalkdesk.questions.answers import Answers
from stalkdesk.questions.conditions import FALSE, NOT_RELEVANT, TRUE, Facts, Held
from stalkdesk.questions.model import QuestionSet


class Standing(StrEnum):
    """Where a question stands."""

    ASKED = "asked"
    WAITING = "waiting"
    NOT_RELEVANT = "not_relevant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevance:
    """Every question's standing, in the order asked, and what counts.

    `set_aside` are the not relevant questions that hold an answer: it is kept, counts for nothing,
    and is there again as it was when its question becomes relevant.
    """

    asked: tuple[str, ...]
    waiting: tuple[str, ...]
    not_relevant: tuple[str, ...]
    set_aside: tuple[str, ...]
    facts: Facts


def settle(qset: QuestionSet, answers: Answers) -> Relevance:
    """Each question's standing under these answers.

    True or no condition: asked. False: not relevant. Unknown: waiting while a question it mentions
    is not reached and could be; else asked, since a don't know, a declined or an unsafe never
    closes a branch.
    """
    facts, standings = settle_nodes(qset, answers, qset.order)

    def those(wanted: Standing) -> tuple[str, ...]:
        return tuple(question for question in qset.questions if standings[question] is wanted)

    not_relevant = those(Standing.NOT_RELEVANT)
    return Relevance(
        asked=those(Standing.ASKED),
        waiting=those(Standing.WAITING),
        not_relevant=not_relevant,
        set_aside=tuple(question for question in not_relevant if question in answers),
        facts=facts,
    )


def settle_nodes(qset: QuestionSet, answers: Answers, nodes: Iterable[str]) -> tuple[Facts, dict[str, Standing]]:
    """What some questions and names hold and where they stand.

    `nodes` come in dependency order, each after everything its own condition mentions.
    """
    facts = Facts()
    standings: dict[str, Standing] = {}
    for node in nodes:
        if node in qset.names:
            facts.names[node] = qset.names[node].truth(facts)
            continue
        standing = _standing(qset, node, facts)
        standings[node] = standing
        facts.held[node] = NOT_RELEVANT if standing is Standing.NOT_RELEVANT else answers.get(node)
    return facts, standings


def as_if(qset: QuestionSet, facts: Facts, answers: Answers) -> Facts:
    """What would count if these answers did as well, and nothing else changed: relevance stays as it is."""
    held: dict[str, Held] = {**facts.held, **answers}
    changed = Facts(held=held)
    for node in qset.order:
        if node in facts.names:
            changed.names[node] = qset.names[node].truth(changed)
    return changed


def _standing(qset: QuestionSet, question: str, facts: Facts) -> Standing:
    condition = qset.questions[question].relevant
    if condition is None:
        return Standing.ASKED
    truth = condition.truth(facts)
    if truth is TRUE:
        return Standing.ASKED
    if truth is FALSE:
        return Standing.NOT_RELEVANT
    # A not relevant question holds NOT_RELEVANT, never None: it can't be reached, so nobody waits for it.
    waits = any(facts.held[gate] is None for gate in qset.gates[question])
    return Standing.WAITING if waits else Standing.ASKED
