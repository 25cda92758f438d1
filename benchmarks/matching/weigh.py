"""Sets the weights of `stalkdesk/people/weights.py` from one half of the made-up people; prints the table.

How often each level comes up between two reports of one person is counted on their second reports (`second.py`), how
often between two people on pairs drawn at random, as splink does: pairs that share a key are too much alike. The other
half is what `finding.py` asks for.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from math import log2

from made_up import TODAY, Person, Town
from second import second_report

from stalkdesk.people.compare import compare
from stalkdesk.people.known import Known, understood
from stalkdesk.people.weights import WEIGHTS

MANY, RANDOM, SEED = 40_000, 400_000, 11
PRIOR = 0.5
"""Added to each count, so that what never came up is not held impossible."""


class Flat:
    """Every name as common as every other: what a rare one adds is not for this table."""

    def given(self, name: str) -> float:
        return 0.001

    surname = given


def halves(people: list[Person]) -> tuple[list[Person], list[Person]]:
    """By household, so that nobody's family is in both."""
    return [one for one in people if one.household % 2], [one for one in people if not one.household % 2]


def main() -> None:
    learned, _ = halves(Town(SEED).people(MANY))
    chance = random.Random(SEED)
    first = [understood(one.entry, TODAY) for one in learned]
    again = [understood(second_report(one, chance.choice(learned), chance), TODAY) for one in learned]
    same, apart = counted(zip(first, again, strict=True)), counted(strangers(first, again, chance))
    print("WEIGHTS: Final[Mapping[str, Mapping[str, float]]] = {")
    for field, levels in WEIGHTS.items():
        m, u = same[field], apart[field]
        all_m, all_u = sum(m.values()) + PRIOR * len(levels), sum(u.values()) + PRIOR * len(levels)
        bits = {}
        for level in levels:
            share = (m[level] + PRIOR) / all_m
            bits[level] = round(log2(share if level == "same" and field in ("given", "surname") else
                                     share / ((u[level] + PRIOR) / all_u)), 1)  # fmt: skip
        print(f'    "{field}": {bits},  # {sum(m.values())}, {sum(u.values())}')
        print("      ", {level: (m[level], u[level]) for level in levels})
    print("}")


def strangers(first: list[Known], again: list[Known], chance: random.Random) -> Iterator[tuple[Known, Known]]:
    """Pairs of two different people."""
    for _ in range(RANDOM):
        one, other = chance.randrange(len(first)), chance.randrange(len(again))
        if one != other:
            yield first[one], again[other]


def counted(pairs: Iterable[tuple[Known, Known]]) -> dict[str, Counter[str]]:
    """How often each level of each field came up."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for one, other in pairs:
        for each in compare(one, other, Flat()).found:
            found[each.field][each.level] += 1
    return found


if __name__ == "__main__":
    main()
