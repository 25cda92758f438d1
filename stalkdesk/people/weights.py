"""How much each agreement and each difference says, in bits: the one table, for anybody to check.

Learned by `benchmarks/matching/weigh.py` from 20,000 made-up people and their second reports (half of them; the other
half is what finding is measured on) and 400,000 pairs of strangers. Set by hand, for lack of cases: `initial` and
`begun` of names, another `flat` in the house, `near` and `spans` of births, and what hardly two strangers share
(`same` and near of phone, e-mail, online name and plate), where the count of pairs can't show how rare it is. `same`
of a name holds only how often a name is repeated as it was: what a rare one adds comes from how common it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log2
from typing import Final

LEAST_SHARE: Final = 1e-5
"""No name counts as rarer than this: a misheard one is rare too."""
AROUND: Final = 50_000
"""People who may come to a desk's notice, however few it has seen: a name that fits one of ten may fit others too."""
TELLING: Final = log2(AROUND) - 7
"""Bits from which a likeness is shown: a hundred to one against among 50,000 people. It is what there is to go by that
counts here, so it is the same among a million; only what is called likely depends on how many they are."""
SWAPPED: Final = -4.0
"""For taking the first name for the last. Set by hand: some 3 reports in a hundred, and two ways to agree by chance."""

WEIGHTS: Final[Mapping[str, Mapping[str, float]]] = {
    "given": {
        "same": -0.3,
        "close": 5.0,
        "stands_for": 5.0,
        "begins": 5.7,
        "begun": 4.5,
        "initial": 4.0,
        "sounds": 2.5,
        "near": -3.7,
        "different": -4.6,
    },
    "surname": {
        "same": -0.5,
        "close": 7.0,
        "begins": 5.6,
        "sounds": 4.2,
        "part": 4.6,
        "begun": 3.0,
        "initial": 1.0,
        "near": -1.5,
        "different": -4.5,
    },
    "born": {
        "same": 14.4,
        "swapped": 9.6,
        "one_off": 5.8,
        "year": 3.4,
        "within": 3.4,
        "near": 0.5,
        "spans": 0.5,
        "different": -5.4,
    },
    "phone": {"same": 18.0, "end": 15.3, "one_off": 14.0, "swapped": 13.0, "begins": 12.0, "different": -1.6},
    "mail": {"same": 18.0, "one_off": 13.6, "different": -2.3},
    "handle": {"same": 17.0, "elsewhere": 15.0, "one_off": 11.0, "begins": 9.0, "different": -2.3},
    "plate": {"same": 17.0, "begins": 12.4, "one_off": 11.8, "ends": 11.0, "different": -2.5},
    "postcode": {"same": 13.3, "one_off": 8.9, "area": 5.5, "different": -1.5},
    "number": {"same": 6.4, "flat": 2.0, "one_off": -0.7, "different": -1.5},
    "street": {"same": 12.9, "close": 6.0, "near": -0.8, "different": -1.6},
    "work": {"same": 13.4, "close": 5.5, "near": -1.8, "different": -2.2},
}
