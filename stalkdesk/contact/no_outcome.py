"""What was typed that never ends a report: a notice, a word with the suspect, a fixed penalty (DOMAIN R15)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from stalkdesk.guidance.model import Guidance, NotAnOutcome

NEAR: Final = 4
"""So many words before or after a short name say which thing is meant by it."""
_POINTS: Final = re.compile(r"(?<!\w)(?:[^\W\d_]\. ?)+[^\W\d_](?!\w)")
"""A short name written with points: P.I.N."""


def not_outcomes(texts: Iterable[str], guidance: Guidance) -> list[NotAnOutcome]:
    """What was typed that is no outcome, and what is said of it."""
    written = [_words(text) for text in texts]
    return [one for one in guidance.not_outcomes if any(_said(one, words) for words in written)]


def _said(one: NotAnOutcome, words: list[str]) -> bool:
    left = _without(words, one.apart)
    plain = f" {' '.join(left).casefold()} "
    return any(
        _short_name(phrase, left, one.beside)
        if phrase.isupper()
        else any(f" {form} " in plain for form in _forms(phrase))
        for phrase in one.phrases
    )


def _forms(phrase: str) -> Iterator[str]:
    """One of it, and several."""
    words = " ".join(_words(phrase)).casefold()
    yield words
    yield f"{words[:-1]}ies" if words.endswith("y") else f"{words}s"


def _short_name(phrase: str, words: list[str], beside: Iterable[str]) -> bool:
    """Whether a short name is meant: written in capitals, or near a word that says so. PIN is the notice, and a pin
    opens a phone."""
    telling = {word.casefold() for word in beside}
    for at, word in enumerate(words):
        if word.casefold() not in _forms(phrase):
            continue
        around = words[max(at - NEAR, 0) : at + NEAR + 1]
        if word.startswith(phrase) or not telling.isdisjoint(map(str.casefold, around)):
            return True
    return False


def _without(words: list[str], apart: Iterable[str]) -> list[str]:
    """The words, but for those by which something else is meant."""
    left = list(words)
    for phrase in apart:
        wanted = [word.casefold() for word in _words(phrase)]
        for at in range(len(left) - len(wanted) + 1):
            if [word.casefold() for word in left[at : at + len(wanted)]] == wanted:
                left[at : at + len(wanted)] = [""] * len(wanted)
    return left


def _words(text: str) -> list[str]:
    joined = _POINTS.sub(lambda found: "".join(c for c in found[0] if c.isalnum()), text)
    return "".join(c if c.isalnum() else " " for c in joined).split()
