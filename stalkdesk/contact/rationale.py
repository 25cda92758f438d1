"""Whether a typed rationale has substance: it names facts, in words of its own.

Lowering a level, taking harassment for stalking's place and recording no crime each need one (DOMAIN R5, R7). A machine
cannot tell a good reason from a bad one; it can tell when there is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

LEAST_WORDS: Final = 8
LEAST_OWN: Final = 5
"""Different words of at least three letters that are left once the phrases below are taken out."""
ALIKE: Final = 0.8
"""With this share of its words in other texts, in pieces of at least LEAST_OWN words, it is a copy of them."""
BOILERPLATE: Final = (
    "as discussed", "as per policy", "as above", "see above", "see log", "as per log", "risk assessment completed",
    "risk assessed", "no further action", "no further risk", "no apparent risk", "no immediate risk", "no risk",
    "low risk", "not high risk", "assessed as low", "assessed as standard", "no concerns", "no concerns raised",
    "nothing to suggest", "in line with policy", "in line with guidance", "professional judgement",
    "professional judgment", "in my opinion", "in my view", "supervisor aware", "supervisor agrees",
    "spoken to supervisor", "discussed with supervisor", "discussed with sergeant", "discussed with my sergeant",
    "words of advice given", "advice given", "caller calm", "caller was calm", "victim calm", "victim happy",
    "all in order", "nothing further", "not applicable", "to be reviewed", "for review",
)  # fmt: skip
_SMALL: Final = frozenset(
    {"and", "are", "but", "for", "from", "had", "has", "have", "her", "him", "his", "not", "our", "out", "she"}
    | {"that", "the", "their", "them", "then", "there", "they", "this", "was", "were", "who", "will", "with", "you"}
    | {"your", "been", "being", "did", "does", "into", "its", "level", "risk", "because"}
)
_ON_ANY_RECORD: Final = frozenset(
    {"accordance", "advised", "afraid", "all", "any", "appear", "appeared", "appears", "assessed", "assessment"}
    | {"aware"}
    | {"call", "caller", "calm", "case", "circumstances", "completed", "concern", "concerned", "concerns", "current"}
    | {"currently", "danger", "decision", "details", "discussed", "domestic", "downgraded", "evidence", "following"}
    | {"force", "frightened", "further", "given", "handler", "happy", "high", "identified", "immediate", "incident"}
    | {"indication", "information", "issues", "judgement", "judgment", "just", "keeps", "known", "low", "lower"}
    | {"lowered", "made", "matter", "medium", "nature", "need", "needed", "officer", "ongoing", "only", "opinion"}
    | {"passed", "policy", "present", "procedure", "procedures", "process", "reasons", "recorded", "reduced", "report"}
    | {"reported", "required", "review", "reviewed", "ringing", "safe", "scared", "seem", "seemed", "seems", "serious"}
    | {"sounded", "standard", "stated", "states", "supervisor", "suspect", "threat", "threats", "throughout", "time"}
    | {"upset", "usual", "very", "victim", "view", "worried"}
)
"""Words of files and forms, and of how somebody sounded: a calm voice is not low risk (DOMAIN R12)."""
RUN: Final = 5
"""Words one after another by which a text is known again."""


def words_of(text: str) -> str:
    """Its words alone: two texts that differ in nothing but signs and capitals have the same."""
    return " ".join(_words(text))


def fault(text: str, others: Iterable[str] = ()) -> str:
    """What is missing of a rationale, as one line; empty where it has substance. `others`: texts it must not be a copy
    of: the record's own, and earlier rationales."""
    words = _words(text)
    if len(words) < LEAST_WORDS:
        return f"Say more: which facts, from whom, what has changed. At least {LEAST_WORDS} words."
    left = f" {' '.join(words)} "
    for phrase in BOILERPLATE:
        while f" {phrase} " in left:  # twice over, one after the other, too
            left = left.replace(f" {phrase} ", " ")
    empty = _SMALL | _ON_ANY_RECORD
    own = {word for word in left.split() if len(word) > 2 and word not in empty and _is_word(word)}
    if len(own) < LEAST_OWN:
        return "That could stand on any record. Say what is so in this one: who, what, when, how it is known."
    if _copied(words, [_words(other) for other in others]):
        return "That is copied from what is written already. Say in your own words why it is lower."
    return ""


def runs_of(text: str) -> list[str]:
    """Every run of its words, each so long: a text with a word put in or left out still has most of them."""
    words = _words(text)
    return [" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text.casefold().replace("'", "").replace("’", "")).split()


def _is_word(word: str) -> bool:
    """No string of one letter, and none without a vowel, but in scripts that write none."""
    plain = word.isascii()
    return len(set(word)) > 1 and (not plain or word.isdecimal() or any(c in "aeiouy" for c in word))


def _copied(words: list[str], others: Iterable[list[str]]) -> bool:
    """Whether most of the words stand in other texts, so many one after another; from several, or with words put
    between, too."""
    theirs = {tuple(other[at : at + LEAST_OWN]) for other in others for at in range(len(other) - LEAST_OWN + 1)}
    held: set[int] = set()
    for at in range(len(words) - LEAST_OWN + 1):
        if tuple(words[at : at + LEAST_OWN]) in theirs:
            held.update(range(at, at + LEAST_OWN))
    return len(held) >= round(ALIKE * len(words))
