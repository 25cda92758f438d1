"""What is said and done in a made-up contact, from its beginning to where it is made final.

A story knows its question set only through the set itself: what is asked, which options there are, what counts.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from stalkdesk.contact.kinds import (
    Answered,
    CallerGone,
    Filled,
    Happening,
    LeftOpen,
    Marked,
    Moved,
    Noted,
    ReadBack,
    Worded,
)
from stalkdesk.desk.invented import Cast, Person
from stalkdesk.guidance.practice import Calls, Places
from stalkdesk.questions.answers import Answer, State, Value
from stalkdesk.questions.model import Kind, Question, QuestionSet, Recency
from stalkdesk.questions.relevance import settle

Steps = list[tuple[float, Happening]]
"""What happens, each with the seconds it took."""
Draw = Callable[[random.Random, float, Mapping[str, str]], Value | None]

_CHANNELS: Final = ("call", "call", "call", "walk_in")
_LEANS: Final = (0.15, 0.4, 0.8, 1.5)
"""How bad it is: what a risk's likelihood is multiplied with."""
_STATES: Final = (State.UNKNOWN, State.UNKNOWN, State.UNKNOWN, State.DECLINED, State.UNSAFE)
_GAP: Final = re.compile(r"\{(\w+)\}")
_SPANS: Final = tuple(Recency)
_SPAN_SHARES: Final = (9, 16, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One contact to be. `raise_it`: where the handler sets a higher level, why."""

    channel: str
    handler: str
    caller_number: str
    incident: str
    steps: Steps
    raise_it: str


class Stories:
    """Tells stories under one question set; the same chance tells the same story."""

    def __init__(self, qset: QuestionSet, cast: Cast, calls: Calls, places: Places, *, year: int) -> None:
        self._qset = qset
        self._cast = cast
        self._calls = calls
        self._places = places
        self._year = year
        self._core = tuple(question for question in qset.questions.values() if question.core)
        self._rest = tuple(question for question in qset.questions.values() if not question.core)
        self._draws = {question.id: _draw(question, calls) for question in qset.questions.values()}

    def one(self, chance: random.Random, known: Person | None) -> Story:
        """One story; `known` is a suspect who was named in another contact too, by a name that may be written alike."""
        channel = chance.choice(_CHANNELS)
        caller = self._cast.person(chance, men=0.22)
        suspect = known or self._cast.person(chance, men=0.8)
        words = self._words(chance, channel, caller, suspect)
        answers, cut = self._answers(chance, words)
        number = caller.phone if channel == "call" else ""
        steps: Steps = [(0.2, Moved(to=next(q.id for q in self._core or self._rest)))]
        steps += self._caller(chance, caller, number) + self._setting(chance, channel)
        lines = self._account(chance, answers, words)
        for line, (about, text) in enumerate(lines, start=1):
            steps.append((chance.uniform(5, 18), Worded(line=line, text=text)))
            if about and self._qset.questions[about].verbatim:
                steps.append((1.0, Marked(line=line, verbatim=True)))
        steps += self._asked(chance, answers, {about: n for n, (about, _) in enumerate(lines, start=1)}, words)
        steps += self._people(chance, answers, suspect, known=known is not None)
        steps += self._incidents(chance, answers, words) + self._end(chance, answers, cut=cut)
        return Story(
            channel=channel,
            handler=self._cast.handler(chance),
            caller_number=number,
            incident=f"PRACTICE-{chance.randrange(10**4):04d}" if chance.random() < 0.3 else "",
            steps=steps,
            raise_it=chance.choice(self._calls.raised) if chance.random() < 0.04 else "",
        )

    # Answers

    def _answers(self, chance: random.Random, words: Mapping[str, str]) -> tuple[dict[str, Answer], bool]:
        """Answers of which each is relevant, in the order they are asked; and whether the contact was cut off."""
        lean, reach, cut = chance.choice(_LEANS), chance.choice((0.2, 0.5, 0.9, 1.0)), chance.random() < 0.08
        core = self._core[: chance.randrange(4, len(self._core))] if cut and len(self._core) > 4 else self._core
        asked = (*core, *(question for question in self._rest if not cut and chance.random() < reach))
        answers = {question.id: self._answer(chance, question, lean, words) for question in asked}
        for rule in self._calls.settled:
            before, question = answers.get(rule.after), self._qset.questions.get(rule.question)
            if before is None or before.value not in rule.was or question is None or rule.is_ not in question.values:
                continue
            if rule.question in answers:
                answers[rule.question] = Answer(value=rule.is_)
        while True:
            relevant = frozenset(settle(self._qset, answers).asked)
            if relevant.issuperset(answers):
                return answers, cut
            answers = {id: answer for id, answer in answers.items() if id in relevant}

    def _answer(self, chance: random.Random, question: Question, lean: float, words: Mapping[str, str]) -> Answer:
        value = self._draws[question.id](chance, lean, words) if chance.random() > 0.06 else None
        if value is None:
            return Answer(state=chance.choice(_STATES))
        told_when = question.recency and value not in ("no", ()) and chance.random() < 0.92
        recency = chance.choices(_SPANS, cum_weights=_SPAN_SHARES)[0].value if told_when else None
        return Answer(value=value, recency=recency)

    def _asked(
        self, chance: random.Random, answers: Mapping[str, Answer], lines: Mapping[str, int], words: Mapping[str, str]
    ) -> Steps:
        """Each answer as the keys give it: when it was comes as an answer of its own."""
        steps: Steps = []
        ids = list(answers)
        for id, to in zip(ids, [*ids[1:], ids[-1]], strict=True):
            answer, question = answers[id], self._qset.questions[id]
            line = lines.get(id) if question.kind is Kind.YES_NO and chance.random() < 0.5 else None
            known = "words" if line is not None else "volunteered" if chance.random() < 0.05 else "asked"
            state = None if answer.state is None else answer.state.value
            first = Answered(
                question=id,
                to=id if answer.recency else to,
                value=answer.value,
                state=state,
                known_by=known,
                line=line,
            )
            steps.append((chance.uniform(3, 13), first))
            if answer.recency:
                then = Answered(question=id, to=to, value=answer.value, recency=answer.recency, known_by=known)
                steps.append((chance.uniform(1, 4), then))
            notes = self._calls.notes.get(id)
            if notes and answer.value == "yes" and (question.verbatim or chance.random() < 0.5):
                steps.append((chance.uniform(4, 14), Noted(question=id, text=_said(chance.choice(notes), words))))
        return steps

    # What is written down beside the answers

    def _words(self, chance: random.Random, channel: str, caller: Person, suspect: Person) -> dict[str, str]:
        place = {"address": f"{caller.address}, {caller.town}", "town": caller.town}
        return {
            **suspect.pronouns,
            **place,
            "here": _said(chance.choice(self._calls.here[channel]), place),
            "place": chance.choice(self._places.spots),
            "when": chance.choice(self._calls.times),
            "phone": self._cast.phone(chance),
        }

    def _account(
        self, chance: random.Random, answers: Mapping[str, Answer], words: Mapping[str, str]
    ) -> list[tuple[str, str]]:
        """(question it speaks of, or nothing; line) of the caller's own account."""
        lines = [("", chance.choice(self._calls.openings))] if chance.random() < 0.6 else []
        told = [id for id in self._calls.accounts if _more_than_no(answers.get(id))]
        said = chance.sample(told, min(len(told), chance.randrange(1, 4)))
        return lines + [(id, _said(chance.choice(self._calls.accounts[id]), words)) for id in said]

    def _caller(self, chance: random.Random, caller: Person, number: str) -> Steps:
        entries = {"role": "caller", "phone": number} if number else {"role": "caller"}
        entries |= {"name": caller.name}
        if chance.random() < 0.6:
            entries |= {"born": self._born(caller, chance), "address": f"{caller.address}, {caller.town}"}
        return _fill(chance, "person", 1, entries)

    def _born(self, person: Person, chance: random.Random) -> str:
        if chance.random() < 0.5:
            return f"about {person.age}"
        return f"{chance.randrange(1, 29)}/{chance.randrange(1, 13)}/{self._year - person.age}"

    def _people(self, chance: random.Random, answers: Mapping[str, Answer], suspect: Person, *, known: bool) -> Steps:
        entries = {"role": "suspect"}
        nameless = self._calls.nameless.items()
        if not any(id in answers and answers[id].value in values for id, values in nameless):
            entries["name"] = self._cast.written(suspect, chance) if known else suspect.name
            more = {
                "born": self._born(suspect, chance),
                "phone": suspect.phone,
                "address": f"{suspect.address}, {suspect.town}",
                "vehicle": suspect.vehicle,
                "online": suspect.online,
                "work": suspect.work,
            }
            for field in chance.sample(tuple(more), chance.randrange(1, 4)):
                entries[field] = more[field]
        else:
            entries["looks"] = suspect.looks
        return _fill(chance, "person", 2, entries)

    def _setting(self, chance: random.Random, channel: str) -> Steps:
        if channel == "call":
            return []
        said = {"overheard": chance.choice(("no, in the side room", "yes, moved to the office", "no"))}
        return _fill(chance, "setting", 0, {**said, "other_here": chance.choice(("no", "no", "in the car outside"))})

    def _incidents(self, chance: random.Random, answers: Mapping[str, Answer], words: Mapping[str, str]) -> Steps:
        fitting = [entry for entry in self._calls.incidents if _more_than_no(answers.get(entry.after))]
        steps: Steps = []
        for number, entry in enumerate(chance.sample(fitting, min(len(fitting), chance.choice((0, 1, 1, 2)))), 1):
            told = {"when": entry.when, "where": entry.where, "what": entry.what, "evidence": entry.evidence}
            said = {field: _said(text, words) for field, text in told.items()}
            steps += _fill(chance, "incident", number, said)
        return steps

    def _end(self, chance: random.Random, answers: Mapping[str, Answer], *, cut: bool) -> Steps:
        relevance = settle(self._qset, answers)
        open_ones = tuple(id for id in relevance.asked if self._qset.questions[id].core and id not in answers)
        steps: Steps = []
        if open_ones:
            steps.append((4.0, LeftOpen(questions=open_ones, reason=chance.choice(self._calls.left_open))))
        if cut:
            gone = CallerGone(how=chance.choice(self._calls.gone), call_back=chance.choice(self._calls.call_back))
            return [*steps, (3.0, gone), (3.0, ReadBack(agreed=False, reason="the caller had gone"))]
        return [*steps, (chance.uniform(20, 60), ReadBack(agreed=True))]


def _fill(chance: random.Random, form: str, number: int, entries: Mapping[str, str]) -> Steps:
    return [
        (chance.uniform(2, 8), Filled(form=form, number=number, field=field, text=text))
        for field, text in entries.items()
    ]


def _more_than_no(answer: Answer | None) -> bool:
    return answer is not None and answer.value not in (None, "no", ())


def _said(text: str, words: Mapping[str, str]) -> str:
    """The sentence with its `{he}` and `{place}` put in; a word that is not known stays as it is."""
    return _GAP.sub(lambda gap: words.get(gap[1], gap[0]), text) if "{" in text else text


# How a question is answered: made once for each, since it is done a hundred thousand times


def _draw(question: Question, calls: Calls) -> Draw:
    likely = calls.likely.get(question.id)
    by_option = likely if isinstance(likely, dict) else {}
    match question.kind:
        case Kind.YES_NO:
            return _yes_no(likely if isinstance(likely, float) else 0.3)
        case Kind.CHOICE:
            return _choice(question, by_option)
        case Kind.MANY:
            return _many(question, by_option)
        case Kind.TEXT:
            return _text(question, calls.texts.get(question.id, calls.openings))
        case Kind.NUMBER:
            low = 0 if question.low is None else int(question.low)
            high = low + 20 if question.high is None else int(question.high)
            return lambda chance, _, __: chance.randrange(low, high + 1)
        case Kind.DATE:
            return lambda _, __, ___: str(question.low or question.high or "2026-01-05")


def _yes_no(likely: float) -> Draw:
    def draw(chance: random.Random, lean: float, _: Mapping[str, str]) -> Value:
        return "yes" if chance.random() < (likely * lean if likely < 0.5 else likely) else "no"

    return draw


def _choice(question: Question, likely: Mapping[str, float]) -> Draw:
    shares = tuple(accumulate(likely.get(value, 1.0) for value in question.values))
    return lambda chance, _, __: chance.choices(question.values, cum_weights=shares)[0]


def _many(question: Question, likely: Mapping[str, float]) -> Draw:
    shares = tuple((value, likely.get(value, 0.2)) for value in question.values)

    def draw(chance: random.Random, lean: float, _: Mapping[str, str]) -> Value:
        return tuple(value for value, share in shares if chance.random() < share * min(lean, 1.0))

    return draw


def _text(question: Question, ways: tuple[str, ...]) -> Draw:
    longest = 500 if question.high is None else int(question.high)
    return lambda chance, _, words: _said(chance.choice(ways), words)[:longest].strip()
