"""Holding a pack against what it is used with: a question set, the calendar, and the rules for what is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from stalkdesk.errors import BadInput, Problem
from stalkdesk.guidance.bind import NAMES, Binder
from stalkdesk.guidance.packfile import OF_FORCE, Entry, Pack, gather, unknown_files
from stalkdesk.guidance.packmodel import COUNTRIES, GRADES
from stalkdesk.questions.answers import Answer
from stalkdesk.questions.assess import assess
from stalkdesk.questions.conditions import TRUE
from stalkdesk.questions.fits import Known
from stalkdesk.questions.model import YES, QuestionSet
from stalkdesk.questions.proof.reading import OLDEST, reading_age

YEAR: Final = 365
IN_DANGER: Final = ("danger_now",)
"""What is answered at once, whatever else a force sets (DOMAIN §3, grade prompt)."""
SPOKEN: Final = (("advice", "say"), ("services", "about"))
"""Lists that are spoken from, and where their words stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Old:
    """An entry that nobody held against its source for long: which, where, and since when."""

    id: str
    file: str
    line: int
    last_checked: str


def checked(folder: Path | None = None, *, today: date, days: int = YEAR) -> list[Old]:
    """The entries last checked more than so many days ago, the oldest first. Raises BadInput as `pack.load` does."""
    found = [
        Old(
            id=entry.part.id,
            file=entry.place.file,
            line=entry.place.root.line_of(entry.place.way),
            last_checked=entry.part.last_checked,
        )
        for entry in _entries(gather(folder))
        if (today - date.fromisoformat(entry.part.last_checked)).days > days
    ]
    return sorted(found, key=lambda old: old.last_checked)


def findings(qset: QuestionSet, folder: Path | None = None) -> list[Problem]:
    """What does not fit: faults that keep it from loading, or else ids the set does not ask, areas that are not
    known, files nothing reads, and words that are hard to follow or never said."""
    try:
        pack = gather(folder)
    except BadInput as error:
        return list(error.problems)
    found = [*_conditions(pack, qset), *_areas(pack), *_attendance(pack, qset), *_spoken(pack, qset)]
    return [*found, *(unknown_files(folder) if folder else ())]


def _entries(pack: Pack) -> Iterator[Entry]:
    """Every entry, with those that stand inside a force."""
    for entries in pack.lists.values():
        yield from entries
    for force in pack.lists["forces"]:
        for name in OF_FORCE:
            inner = getattr(force.part, name) or ()
            yield from (Entry(one, force.place.at(name, i)) for i, one in enumerate(inner))


def _conditions(pack: Pack, qset: QuestionSet) -> Iterator[Problem]:
    known = Known(qset.questions, frozenset((*qset.names, *pack.conditions, *NAMES)))
    for name, entry in pack.conditions.items():
        yield from _about(known, entry)
        if name in NAMES or name in qset.questions or name in qset.names:
            yield entry.place.problem(f"the name {name} is taken already", "give it another name")
    for entry in _entries(pack):
        place = entry.place
        when = getattr(entry.part, "when", None)
        if when is not None:
            yield from _about(known, Entry(when, place.at("when")))
        for i, point in enumerate(getattr(entry.part, "points", ())):
            yield from _about(known, Entry(point.when, place.at("points", i, "when")))
            for j, id in enumerate(point.shown_by or ()):
                if id not in qset.questions:
                    where = place.at("points", i, "shown_by", j)
                    yield where.problem(f"there is no question {id}", known.near(id))


def _about(known: Known, condition: Entry) -> Iterator[Problem]:
    for fault in known.check(condition.place.way, condition.part):
        place = replace(condition.place, way=fault.path)
        yield place.problem(fault.what, fault.mend)


def _areas(pack: Pack) -> Iterator[Problem]:
    areas = {*COUNTRIES, *(force.part.id for force in pack.lists["forces"])}
    for entry in pack.lists["services"]:
        for i, area in enumerate(entry.part.areas):
            if area not in areas:
                mend = f"use a force's id, or one of: {', '.join(COUNTRIES)}"
                yield entry.place.at("areas", i).problem(f"there is no area {area}", mend)


def _attendance(pack: Pack, qset: QuestionSet) -> Iterator[Problem]:
    """Danger now that is not answered at once, by anybody's rules."""
    bind = Binder(qset, {id: entry.part for id, entry in pack.conditions.items()})
    rules = [(one, one.part) for one in pack.lists["attendance"]]
    lists = [rules, *([(force, one) for one in force.part.attendance or ()] for force in pack.lists["forces"])]
    for said in filter(qset.questions.__contains__, IN_DANGER):
        facts = assess(qset, {said: Answer(value=YES)}).relevance.facts
        for ones in lists:
            first = next(((entry, one) for entry, one in ones if bind(one.when).truth(facts) is TRUE), None)
            if first is not None and first[1].grade != GRADES[0]:
                what = f"a yes to {said} is answered with {first[1].grade}"
                yield first[0].place.problem(what, f"put a rule before it that answers with {GRADES[0]}")


def _spoken(pack: Pack, qset: QuestionSet) -> Iterator[Problem]:
    """What is said to callers, words of services too: easy to follow, and none of what is never said."""
    never = [words.lower() for entry in pack.lists["never"] for words in entry.part.phrases]
    english = (qset.language or "en").startswith("en")
    said = [(entry.place.at(name), getattr(entry.part, name)) for kind, name in SPOKEN for entry in pack.lists[kind]]
    for place, words in said:
        age = reading_age(words) if english else 0.0
        if age > OLDEST:
            mend = "use shorter sentences and plainer words"
            yield place.problem(f"has a reading age of {age}, above {OLDEST:g}", mend)
        plain = words.lower().replace("’", "'")
        for one in never:
            if one in plain:
                yield place.problem(f"says “{one}”, which is never said", "say it in another way")
