"""Random ways through a form: answering, going back, changing one's mind and changing it again.

A walk is made before either engine runs. To know what can be answered next, and to keep clear of the
states that do not mean the same in both engines, it reads the form with the small evaluator below. That
evaluator judges nothing: were it wrong, a walk would only take other steps.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

from sets import HIGH, LOW, Condition, Form

Given = str | int | Decimal | tuple[str, ...]
Action = tuple[str, Given | None]
"""A question and the answer it is given; None takes its answer back."""
Step = tuple[Action, ...]

ASKED, WAITING, OUT = "asked", "waiting", "out"


def random_walk(rng: Random, form: Form, steps: int) -> tuple[Step, ...]:
    """This many steps, each from the state the ones before it leave."""
    walker = _Walker(rng, form)
    return tuple(walker.step() for _ in range(steps))


@dataclass(slots=True)
class _Reading:
    """What a form's questions stand at under some answers: three-valued, worked out on demand."""

    form: Form
    answers: dict[str, Given]
    _standings: dict[str, str] = field(default_factory=dict)

    def standing(self, id: str) -> str:
        if id not in self._standings:
            condition = self.form.questions[id].get("relevant")
            truth = True if condition is None else self._truth(condition)
            self._standings[id] = {True: ASKED, False: OUT, None: WAITING}[truth]
        return self._standings[id]

    def volunteered(self) -> list[str]:
        """Questions that wait and hold an answer all the same."""
        return [id for id in self.answers if self.standing(id) == WAITING]

    def _truth(self, condition: Condition) -> bool | None:
        if isinstance(condition, str):
            named = condition in self.form.names
            return self._truth(self.form.names[condition] if named else {"question": condition, "is": "yes"})
        match condition:
            case {"all": parts}:
                return self._count(parts, len(parts))
            case {"any": parts}:
                return self._count(parts, 1)
            case {"at_least": count, "of": parts}:
                return self._count(parts, count)
            case {"not": part}:
                inner = self._truth(part)
                return None if inner is None else not inner
        return self._about(condition)

    def _count(self, parts: list[Condition], wanted: int) -> bool | None:
        truths = [self._truth(part) for part in parts]
        if truths.count(True) >= wanted:
            return True
        return None if truths.count(True) + truths.count(None) >= wanted else False

    def _about(self, condition: dict[str, Any]) -> bool | None:
        id = condition["question"]
        out = self.standing(id) == OUT
        value: Any = None if out else self.answers.get(id)
        if "answered" in condition:
            return (value is not None) is condition["answered"]
        if value is None:
            return False if out else None
        for key in ("is", "includes"):
            if key in condition:
                wanted = condition[key] if isinstance(condition[key], list) else [condition[key]]
                held = value if key == "includes" else (value,)
                return any(one in wanted for one in held)
        return bool(condition.get("min", LOW) <= value <= condition.get("max", HIGH))


@dataclass(slots=True)
class _Walker:
    rng: Random
    form: Form
    answers: dict[str, Given] = field(default_factory=dict)
    undo: list[Action] = field(default_factory=list)

    def step(self) -> Step:
        """The next step. Of those that leave a volunteered answer some are dropped, the others take it back."""
        reading = _Reading(self.form, self.answers)
        while True:
            action = self._action(reading)
            actions = (action, *self._taken_back(action))
            if len(actions) == 1 or self.rng.random() < 0.3:
                break
        id, _ = action
        if self.rng.random() < 0.7:
            self.undo.append((id, self.answers.get(id)))
        self.answers = _after(self.answers, actions)
        return actions

    def _taken_back(self, action: Action) -> Iterable[Action]:
        """The answers that would be left at waiting questions, until none is."""
        answers = _after(self.answers, (action,))
        while volunteered := _Reading(self.form, answers).volunteered():
            yield from ((id, None) for id in volunteered)
            answers = _after(answers, ((id, None) for id in volunteered))

    def _action(self, reading: _Reading) -> Action:
        questions = self.form.questions
        asked = [id for id in questions if reading.standing(id) == ASKED]
        held = [id for id in asked if id in self.answers]
        unanswered = [id for id in asked if id not in self.answers]
        aside = [id for id in self.answers if reading.standing(id) == OUT]
        undo = [(id, value) for id, value in self.undo[-6:] if id in asked and value != self.answers.get(id)]
        able = {"answer": unanswered, "change": held, "undo": undo, "clear": held, "aside": aside}
        weights = {"answer": 6, "change": 6, "undo": 6, "clear": 1, "aside": 0.5}
        moves = [move for move, having in able.items() if having]
        match self.rng.choices(moves, [weights[move] for move in moves])[0]:
            case "answer":
                return self._set(self.rng.choice(unanswered))
            case "undo":
                action = self.rng.choice(undo)
                self.undo.remove(action)
                return action
            case "clear":
                return self.rng.choice(held), None
            case "aside":
                return self._set(self.rng.choice(aside))
            case _:
                changes = [self._set(self.rng.choice(held)) for _ in range(self.rng.choice((1, 6)))]
                return max(changes, key=lambda action: self._moved(reading, action))

    def _moved(self, reading: _Reading, action: Action) -> int:
        """How many answers a change sets aside or brings back."""
        after = _Reading(self.form, _after(self.answers, (action,)))
        return sum((reading.standing(id) == OUT) != (after.standing(id) == OUT) for id in self.answers)

    def _set(self, id: str) -> Action:
        """Another answer than the one it holds."""
        question = self.form.questions[id]
        while (value := _random_value(self.rng, question)) == self.answers.get(id):
            pass
        return id, value


def _after(answers: dict[str, Given], actions: Iterable[Action]) -> dict[str, Given]:
    after = {**answers, **dict(actions)}
    return {id: value for id, value in after.items() if value is not None}


def _random_value(rng: Random, question: dict[str, Any]) -> Given:
    options: list[str] = [option["id"] for option in question.get("options", ())]
    match question["kind"]:
        case "yes_no":
            return rng.choice(("yes", "yes", "no"))
        case "choice":
            return rng.choice(options)
        case "many":
            return tuple(option for option in options if rng.random() < 0.45)
    return rng.randint(LOW, HIGH) if rng.random() < 0.6 else Decimal(rng.randint(2 * LOW, 2 * HIGH)) / 2
