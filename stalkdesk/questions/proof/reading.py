"""The reading age of what is read aloud: how old a child has to be to follow it easily.

Flesch–Kincaid (Kincaid and others, 1975): grade = 0.39 × words a sentence + 11.8 × syllables a word
− 15.59, and a child of grade n is n + 5 years old. The libraries that count this fetch their
dictionary from the internet at first use; here syllables are counted by the spelling, so that it
works offline and alike everywhere. The tests hold the count against a pronouncing dictionary.
"""

from __future__ import annotations

import re

OLDEST = 11.0
"""What is read aloud may not ask for more years than this."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$|[\"”’')])")

# One syllable for each run of vowels, less a silent e, more for the runs that are spoken apart.
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(
    r"(?<=[^aeiouy])(?:e|es(?<![szcgx]es)(?<!ches)(?<!shes)|ed(?<![td]ed))$"
    r"|(?<=[aeiouy][^aeiouy])e(?=ly$|ful|less|ment|ness|ty$|how$|bod|one$|thing|time|where$|man$|work$)"
    r"|(?<=^ev)e(?=r[iy])"
)
_SPOKEN = re.compile(r"[^aeiouylr]l(?:e|es|ed)$|dred$|^the$")
_APART = re.compile(
    r"ia(?!ll?[sy]?$|n$|ns$|ge|mond)|io(?!us|n)|rious|iu|ie(?=t|nce$|nt$)|[nrl]ier$|[aeoy]ing|eo(?!p|us)"
    r"|ua(?=l|t)(?<!qua)|ue(?=nc)|[rs]ui(?=n|c)|oe(?=t|m)|sm$|rea(?=$|s$|l)|crea(?=t)|[oa]y(?=[aeo])|^li(?=on)|[hw]oev|useu"
)


def reading_age(text: str) -> float:
    """The reading age of a text in years, to one decimal; 0 for a text without words."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(len(_SENTENCE_END.findall(text)), 1)
    syllables_a_word = sum(map(syllables, words)) / len(words)
    grade = 0.39 * len(words) / sentences + 11.8 * syllables_a_word - 15.59
    return max(round(grade + 5, 1), 0.0)


def syllables(word: str) -> int:
    """The syllables of an English word, at least 1."""
    stem, _, ending = word.lower().replace("’", "'").partition("'")
    count = len(_VOWELS.findall(stem)) + len(_APART.findall(stem))
    if _SILENT.search(stem) and not _SPOKEN.search(stem):
        count -= 1
    if ending == "t" and stem.endswith(("sn", "dn", "tn")):  # doesn't, couldn't, mustn't
        count += 1
    return max(count, 1)
