"""Where a caller's own account already answers a question: phrases of the set found in free text.

A cue is found whatever its case, plural or tense ("follows me", "was following me"), and whoever it
happened to ("kill you", "kill her"). It only ever proposes; a handler accepts. What is said not to
have happened ("never hit me") is no cue; what is said not to have stopped is ("he hasn't stopped
following me"). Where the words themselves are the threat (verbatim questions), denying the wish is
a cue too: "I don't want to kill you".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from stalkdesk.questions.model import QuestionSet

REACH = 6
"""How many words before a cue a "not" can stand and still be about it."""

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[.,;:!?…()\n–—]|-{2,}")
_CONTRACTED = re.compile(r"(?:n['’]t|(?<=[a-z])nt)$")
_NT_WORDS = frozenset(
    {
        "aint",
        "arent",
        "cant",
        "couldnt",
        "didnt",
        "doesnt",
        "dont",
        "hadnt",
        "hasnt",
        "havent",
        "isnt",
        "mustnt",
        "shouldnt",
        "wasnt",
        "werent",
        "wont",
        "wouldnt",
    }
)
_DRAWN_IN = {"d": "would", "ll": "will"}  # what is drawn into another word and bears on the meaning
_PERSON = frozenset({"me", "you", "us", "her", "him", "them"})
_WHOSE = frozenset({"my", "your", "our", "her", "his", "their"})

_HEARD_AS = frozenset({"<heard as my>"})
"""Of "me" in what a caller says: "hands round me neck". In a cue of the set it stays "me"."""
_THEM = frozenset({"him", "her", "them"})

_NEGATORS = frozenset({"not", "never", "no", "without", "nor", "neither", "nobody", "noone", "none", "nothing"})
_BREAKS = frozenset({"but", "because", "since", "although", "though", "so", "then", "until", "when", "while", "if"})
_SUBJECTS = frozenset({"i", "he", "she", "they", "it", "we", "you", "this", "that", "there"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase found: the question it points to, the phrase of the set, and where it stands in the text."""

    question: str
    phrase: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    keys: frozenset[str]
    start: int
    end: int


_Keys = tuple[frozenset[str], ...]


class CueFinder:
    """The cues of a set, prepared once so that each line a handler types is searched at once."""

    def __init__(self, qset: QuestionSet) -> None:
        self._qset = qset
        self._by_first: dict[str, list[tuple[str, str, _Keys]]] = {}
        for question in qset.questions.values():
            for phrase in question.cues:
                keys = tuple(word.keys - _HEARD_AS for word in _words(phrase) if word.text[0].isalnum())
                for first in keys[0] if keys else ():
                    self._by_first.setdefault(first, []).append((question.id, phrase, keys))

    def find(self, text: str) -> tuple[Cue, ...]:
        """The cues in a text, in its order; none that lies inside another for the same question."""
        words = _words(text)
        found = [cue for at in range(len(words)) for cue in self._at(words, at)]
        found.sort(key=lambda cue: (self._qset.place[cue.question], cue.start, -cue.end))
        kept: list[Cue] = []
        for cue in found:  # what lies inside another cue of the same question tells nothing more
            last = kept[-1] if kept else None
            if last is None or last.question != cue.question or cue.end > last.end:
                kept.append(cue)
        return tuple(sorted(kept, key=lambda cue: (cue.start, self._qset.place[cue.question])))

    def _at(self, words: list[_Word], at: int) -> Iterator[Cue]:
        for key in words[at].keys:
            for question, phrase, keys in self._by_first.get(key, ()):
                verbatim = self._qset.questions[question].verbatim
                if not _stands(words, at, keys) or _by_the_caller(words, at, len(keys)):
                    continue
                if not _denied(words, at, denial_counts=verbatim):
                    yield Cue(question, phrase, words[at].start, words[at + len(keys) - 1].end)


def _words(text: str) -> list[_Word]:
    found: list[_Word] = []
    for match in _TOKEN.finditer(text):
        raw = match.group().lower().replace("’", "'")
        for part, start, end in _parts(raw, match.start(), match.end()):
            found.append(_Word(part, _keys(part), start, end))
    return found


def _parts(raw: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """One word, or two where `not` is drawn into it: "hasn't", "didnt"."""
    if _CONTRACTED.search(raw) and ("'" in raw or raw in _NT_WORDS):
        head = raw[: raw.rindex("n")]
        yield {"wo": "will", "ca": "can", "sha": "shall"}.get(head, head), start, start + len(head)
        yield "not", start + len(head), end
    elif "'" in raw:
        head, _, tail = raw.partition("'")
        yield head, start, start + len(head)
        if tail in _DRAWN_IN:
            yield _DRAWN_IN[tail], start + len(head), end
    else:
        yield raw, start, end


@lru_cache(maxsize=4096)
def _keys(word: str) -> frozenset[str]:
    keys = set[str]()
    if word in _PERSON:
        keys.add("<person>")
    if word in _WHOSE:
        keys.add("<whose>")
    if word == "me":
        keys |= _HEARD_AS
    return frozenset(keys) or frozenset({_stem(word)})


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """A word without its plural or tense: crude, and the same for cue and text."""
    stem = word
    if len(word) > 4 and word.endswith(("ies", "ied")):
        stem = word[:-3] + "y"
    else:
        for ending in ("ing", "ed", "es", "s"):
            left = word[: -len(ending)]
            if word.endswith(ending) and len(left) >= 3 and re.search("[aeiouy]", left) and not word.endswith("ss"):
                stem = left
                break
    if len(stem) > 3 and stem.endswith("e"):
        stem = stem[:-1]
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiou":
        stem = stem[:-1]
    return stem


def _stems(*words: str) -> frozenset[str]:
    return frozenset(map(_stem, words))


_HALTS = _stems("stop", "quit", "cease", "give", "gave")
# A "not" before these is about them, and what follows did happen: "I don't know why he follows me".
_ASIDE = _stems(
    *("only", "just", "sure", "know", "knew", "realise", "realize", "believe", "understand", "want", "like", "love"),
    *("first", "last", "care", "mind", "bear", "stand", "help", "safe", "alone", "long"),
)
_DENIED_WISH = _stems("go", "going", "gonna", "mean", "meant", "will", "would", "could")
_SAID = _stems("say", "says", "said", "tell", "told", "text", "wrote", "shout", "scream", "message", "threaten")


def _stands(words: list[_Word], at: int, keys: _Keys) -> bool:
    return at + len(keys) <= len(words) and all(_fits(words[at + i].keys, wanted) for i, wanted in enumerate(keys))


def _fits(heard: frozenset[str], wanted: frozenset[str]) -> bool:
    return bool(heard & wanted) or ("<whose>" in wanted and bool(heard & _HEARD_AS))


def _by_the_caller(words: list[_Word], at: int, length: int) -> bool:
    """Whether the caller speaks of doing it themselves: "I could kill him". Not where somebody's words are told."""
    before = _clause(words, at)
    said = any(_stem(word.text) in _SAID for word in before)
    subjects = [word.text for word in before if word.text in _SUBJECTS]
    done_to = any(word.text in _THEM for word in words[at : at + length])
    return done_to and not said and subjects[-1:] in (["i"], ["we"])


def _denied(words: list[_Word], at: int, *, denial_counts: bool) -> bool:
    """Whether what begins at this word is said not to be so: an odd number of nots about it."""
    nots = 0
    before = _clause(words, at)
    for i, word in enumerate(before):
        if word.text in _NEGATORS and not _about_else(before[i + 1 :], word.text):
            wish = denial_counts and _denies_a_wish(before, i)
            nots += not wish
    return nots % 2 == 1


def _clause(words: list[_Word], at: int) -> list[_Word]:
    """The words before a cue that belong to its clause, at most REACH of them."""
    first = at
    while first > 0 and at - first < REACH and not _ends_clause(words, first - 1):
        first -= 1
    return words[first:at]


def _ends_clause(words: list[_Word], i: int) -> bool:
    text = words[i].text
    following = words[i + 1].text if i + 1 < len(words) else ""
    if text == ",":
        return following not in ("ever", "never", "once", "not")
    if text in ("and", "or"):
        return following in _SUBJECTS
    return text in _BREAKS or not text[0].isalnum()


def _about_else(after: list[_Word], negator: str) -> bool:
    """Whether a negator is about the next words and not about what comes after them."""
    nearest = [word.text for word in after[:2]]
    if negator == "no" and nearest and nearest[0] in (*_SUBJECTS, "longer"):
        return True
    stems = {_stem(text) for text in nearest} | {_stem(word.text) for word in after[:3] if _stem(word.text) in _HALTS}
    return bool(stems & (_ASIDE | _HALTS))


def _denies_a_wish(before: list[_Word], i: int) -> bool:
    """A not that denies an intention: "not going to", "won't", "didn't mean to"."""
    around = [before[i - 1].text] if i else []
    around += [word.text for word in before[i + 1 : i + 3]]
    return any(_stem(text) in _DENIED_WISH for text in around)
