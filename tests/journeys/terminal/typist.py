"""Somebody who types fast, anything that may come next on a call, and never waits."""

from __future__ import annotations

import random

_ANSWERS = "yyynnnuuudx1231234567s"
_MOVES = ("left", "left", "right", "up", "down", "pageup", "pagedown", "g", "enter", "backspace")
_SAID = ("he is outside my door again", "he said I will kill you", "every night since Friday", "my ex followed me")


class Typist:
    """Keys by chance, for whatever screen is there now; the same seed and screens give the same keys."""

    def __init__(self, chance: random.Random, mark: str) -> None:
        self._chance = chance
        self._mark, self._number = mark, 0

    def burst(self, title: str, *, typed: bool) -> list[str]:
        """The next few keys. `title` is the line at the top; `typed`: letters go to a field."""
        if "DANGER NOW" in title:
            return self._one_of([*self.text(), "enter"], ["down"], ["f8"])
        if "  Words" in title:
            return self._one_of([*self.text(), "enter"], [*self.text(), "enter"], ["+"], ["-"], ["f7"], ["f2"])
        if "  People" in title or "  Incidents" in title:
            leave = "f3" if "People" in title else "f5"
            return self._one_of(
                [*self.text(), "enter"], ["enter", *self.text(), "enter"], ["down"], ["ctrl+n"], [leave]
            )
        if "  Finish" in title:
            told = ["y", *"5512 H", "enter"]
            done = (["y"], ["y"], ["y", "y", "y"], told, told)
            return self._one_of(
                *done, ["1"], ["1"], ["right"], ["f10"], ["f10"], ["n", "1"], ["x", "2"], ["left"], ["escape"]
            )
        if "  Record" in title:
            return self._one_of(["escape"], ["h"])
        if " PR-" in title:
            return self._on_the_call(typed=typed)
        return self._one_of(["n"], ["n"], ["enter"], ["w"], ["f8"])

    def _on_the_call(self, *, typed: bool) -> list[str]:
        chance = self._chance.random()
        if chance < 0.6:
            if typed:
                return self._one_of([*self.text(), "enter"], ["enter"], ["tab", self._chance.choice("udx")], ["f2"])
            return [self._chance.choice(_ANSWERS) for _ in range(3)]
        if chance < 0.75:
            return ["tab", self._chance.choice(_MOVES)] if typed else [self._chance.choice(_MOVES)]
        if chance < 0.83 and not typed:
            return ["t", *self.text(), "tab"]
        return self._one_of(["f2"], ["f2"], ["f3"], ["f5"], ["f8"], ["f9"], ["f10"])

    def text(self) -> list[str]:
        """Something nobody typed before."""
        self._number += 1
        return list(f"{self._mark}.{self._number} {self._chance.choice(_SAID)}"[: self._chance.randint(8, 40)])

    def _one_of(self, *bursts: list[str]) -> list[str]:
        return self._chance.choice(bursts)
