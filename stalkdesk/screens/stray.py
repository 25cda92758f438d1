"""Telling words from answers: somebody who types what the caller says at a question that only takes keys."""

from __future__ import annotations

from textual.events import Key

COMMANDS = "tgmrs/+-"
"""The letters and signs that do something on every question."""
GAP = 0.8
"""Seconds within which a key still belongs to the words before it."""


class Stray:
    """A letter that is no key here begins words; what follows it closely belongs to them and is no answer."""

    def __init__(self) -> None:
        self._until = 0.0

    def is_stray(self, key: Key, keys: str) -> bool:
        """Whether this key is part of words, where `keys` answer the question."""
        if key.character is None or not key.is_printable:
            return False
        typing = key.time < self._until
        if not typing and (key.character in keys or key.character in COMMANDS):
            return False
        if typing or key.character.isalpha():
            self._until = key.time + GAP
        return True
