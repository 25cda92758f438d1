"""How much each agreement and each difference says, in bits: the one table, for anybody to check.

Learned by `benchmarks/matching/weigh.py` from 20,000 made-up people and their second reports (half of them; the other
half is what finding is measured on) and 400,000 pairs drawn at random; `make weigh` prints it anew. Set by hand, for
lack of cases: `initial` of surnames, and `spans` of births. `same` of a name holds only how often a name is repeated as
it was: what a rare one adds comes from how common it is.
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
        "stands_for": 4.9,
        "close": 5.0,
        "begins": 6.1,
        "initial": 4.2,
        "sounds": 3.1,
        "near": -1.9,
        "different": -4.7,
    },
    "surname": {
        "same": -0.5,
        "close": 6.9,
        "sounds": 4.7,
        "part": 4.6,
        "begins": 4.5,
        "initial": 1.0,
        "near": 0.2,
        "different": -4.4,
    },
    "born": {
        "same": 13.0,
        "swapped": 11.6,
        "one_off": 5.6,
        "year": 3.5,
        "near": 2.2,
        "spans": 0.5,
        "different": -5.3,
    },
    "phone": {"same": 13.5, "end": 13.0, "one_off": 12.9, "different": -1.6},
    "mail": {"same": 12.5, "one_off": 11.9, "different": -2.3},
    "handle": {"same": 12.3, "elsewhere": 12.0, "one_off": 11.0, "different": -2.4},
    "plate": {"same": 13.8, "begins": 13.6, "one_off": 10.3, "different": -2.6},
    "postcode": {"same": 12.1, "one_off": 9.1, "area": 5.5, "different": -1.5},
    "number": {"same": 6.3, "one_off": -0.6, "different": -1.5},
    "street": {"same": 11.8, "close": 5.4, "near": -1.1, "different": -1.6},
    "work": {"same": 12.5, "close": 4.9, "near": -1.9, "different": -2.3},
}
