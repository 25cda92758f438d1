"""Words near a word, found by looking up instead of comparing with every word there is."""

from __future__ import annotations

from stalkdesk.people.sounds import bones, sounds


def traces(word: str) -> frozenset[str]:
    """What a word leaves to be found by: itself, itself without any one letter, how it sounds, and its bones.

    Two words a letter apart, be it wrong, missing, too much, or changed with its neighbour, share a trace; and so do
    two that sound alike, be it on a bad line. Words are folded.
    """
    without = {word[:n] + word[n + 1 :] for n in range(len(word))} if len(word) > 2 else set[str]()
    return frozenset({word, *without, *(f"~{code}" for code in sounds(word)), f"_{bones(word)}"})
