"""How much each agreement and each difference says, in bits: the one table, for anybody to check.

Learned by `benchmarks/matching/weigh.py` from 20,000 made-up people and their second reports (half of them; the other
half is what finding is measured on) and 400,000 pairs drawn at random. Set by hand, for lack of cases: `initial` of
surnames, and `spans` of births; and what agrees less never counts for more than `same`. `same` of a name holds only how
often a name is repeated as it was: what a rare one adds comes from how common it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LEAST_SHARE: Final = 1e-5
"""No name counts as rarer than this: a misheard one is rare too."""
SWAPPED: Final = -4.0
"""For taking the first name for the last. Set by hand: some 3 reports in a hundred, and two ways to agree by chance."""

WEIGHTS: Final[Mapping[str, Mapping[str, float]]] = {
    "given": {
        "same": -0.3,
        "close": 5.0,
        "stands_for": 5.0,
        "begins": 5.7,
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
        "initial": 1.0,
        "near": -2.5,
        "different": -4.5,
    },
    "born": {"same": 13.6, "swapped": 9.6, "one_off": 5.8, "year": 3.4, "near": 2.2, "spans": 0.5, "different": -5.4},
    "phone": {"same": 13.5, "end": 13.5, "one_off": 13.5, "different": -1.6},
    "mail": {"same": 13.0, "one_off": 13.0, "different": -2.3},
    "handle": {"same": 12.1, "elsewhere": 12.1, "one_off": 12.1, "different": -2.3},
    "plate": {"same": 12.0, "begins": 12.0, "one_off": 11.8, "different": -2.5},
    "postcode": {"same": 12.8, "one_off": 8.9, "area": 5.5, "different": -1.5},
    "number": {"same": 6.4, "one_off": -0.7, "different": -1.5},
    "street": {"same": 12.5, "close": 6.0, "near": -0.8, "different": -1.6},
    "work": {"same": 12.1, "close": 5.5, "near": -1.8, "different": -2.2},
}
