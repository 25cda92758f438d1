"""A force's guidance for one question set: the shipped files, its own over them, bound to what that set asks."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final

from stalkdesk.errors import BadInput, Problem
from stalkdesk.guidance.bind import Binder
from stalkdesk.guidance.model import (
    Action,
    Advice,
    Attendance,
    Card,
    Force,
    GradeName,
    Guidance,
    Mark,
    NotAnOutcome,
    Offence,
    Point,
    Power,
    Queue,
    Service,
)
from stalkdesk.guidance.packfile import Pack, gather
from stalkdesk.guidance.packmodel import ForcePart
from stalkdesk.questions.model import QuestionSet

USUAL: Final = "england_wales"


def load(qset: QuestionSet, *, folder: Path | None = None, force: str = "", today: date | None = None) -> Guidance:
    """The guidance of a force under a question set.

    `folder`: the force's own files; `force`: its id, official name or code; `today`: leave out what does not hold on
    that day. Raises BadInput with every fault, each with its file, line and mend.
    """
    pack = gather(folder)
    bind = Binder(qset, {id: entry.part for id, entry in pack.conditions.items()})
    place = pack.settings.get("jurisdiction", USUAL)
    held = {name: [one.part for one in ones if _holds(one.part, place, today)] for name, ones in pack.lists.items()}
    own = _own(held["forces"], force, pack) if force else None
    law = pack.settings.get("pack")
    queues: list[Any] = held["queues"] if own is None or own.queues is None else own.queues
    attendance: list[Any] = held["attendance"] if own is None or own.attendance is None else own.attendance
    grades = {one.id: one for one in (*held["grades"], *(own.grades if own else ()))}
    return Guidance(
        forces=tuple(map(_force, held["forces"])),
        jurisdiction=place,
        grades=tuple(map(_grade, grades.values())),
        attendance=tuple(
            Attendance(id=one.id, grade=one.grade, because=one.because, when=bind(one.when), mark=_mark(one))
            for one in attendance
        ),
        queues=tuple(Queue(id=one.id, name=one.name, when=bind(one.when), mark=_mark(one)) for one in queues),
        offences=tuple(_offence(one, bind) for one in held["offences"]),
        powers=tuple(_power(one, bind) for one in held["powers"]),
        actions=tuple(_action(one, bind) for one in held["actions"]),
        advice=tuple(
            Advice(id=one.id, topic=one.topic, say=one.say, when=bind(one.when), mark=_mark(one))
            for one in held["advice"]
        ),
        services=tuple(_service(one, bind) for one in held["services"]),
        cards=tuple(Card(id=one.id, title=one.title, lines=tuple(one.lines), mark=_mark(one)) for one in held["cards"]),
        not_outcomes=tuple(map(_not_an_outcome, held["not_outcomes"])),
        never=tuple(words.lower() for one in held["never"] for words in one.phrases),
        pack=f"{law.id}, {law.date}" if law else "",
    )


def _holds(part: Any, place: str, today: date | None) -> bool:
    if getattr(part, "jurisdiction", None) not in (None, place):
        return False
    day = today.isoformat() if today else None
    return day is None or ((part.since is None or part.since <= day) and (part.until is None or day <= part.until))


def _own(forces: Iterable[Any], wanted: str, pack: Pack) -> ForcePart:
    known = {key.casefold(): one for one in forces for key in (one.id, one.name, one.code)}
    found = known.get(wanted.strip().casefold())
    if found is None:
        near = difflib.get_close_matches(wanted.casefold(), known, 1)
        mend = f"did you mean {known[near[0]].name}?" if near else "use its id, its official name or its code"
        file = next(name for name in reversed(pack.files) if name.endswith("forces.yaml"))
        raise BadInput(Problem(file=file, what=f"there is no force {wanted}", mend=mend))
    return found


def _mark(part: Any) -> Mark:
    return Mark(source=part.source, last_checked=part.last_checked, verified=part.verified)


def _force(part: Any) -> Force:
    return Force(
        id=part.id,
        name=part.name,
        code=part.code,
        nation=part.nation,
        languages=tuple(part.languages),
        mark=_mark(part),
    )


def _grade(part: Any) -> GradeName:
    return GradeName(id=part.id, name=part.name, target=part.target or "", mark=_mark(part))


def _points(part: Any, bind: Binder) -> tuple[Point, ...]:
    points: list[Point] = []
    for one in part.points:
        when = bind(one.when)
        points.append(Point(id=one.id, words=one.words, when=when, shown_by=bind.shown_by(when, one.shown_by)))
    return tuple(points)


def _offence(part: Any, bind: Binder) -> Offence:
    return Offence(
        id=part.id,
        name=part.name,
        law=part.law,
        recorded_as=part.recorded_as or "",
        rank=part.rank,
        when=bind(part.when),
        points=_points(part, bind),
        mark=_mark(part),
        unless=tuple(part.unless),
    )


def _power(part: Any, bind: Binder) -> Power:
    return Power(
        id=part.id,
        name=part.name,
        law=part.law,
        by=part.by,
        when=bind(part.when),
        points=_points(part, bind),
        mark=_mark(part),
    )


def _action(part: Any, bind: Binder) -> Action:
    return Action(
        id=part.id,
        group=part.group,
        do=part.do,
        when=bind(part.when),
        hours=part.hours,
        clock=part.clock or "",
        told=part.told,
        mark=_mark(part),
        unless=tuple(part.unless),
    )


def _service(part: Any, bind: Binder) -> Service:
    return Service(
        id=part.id,
        name=part.name,
        number=part.number,
        about=part.about,
        areas=tuple(part.areas),
        gender=part.gender,
        languages=tuple(part.languages),
        when=bind(part.when),
        mark=_mark(part),
    )


def _not_an_outcome(part: Any) -> NotAnOutcome:
    return NotAnOutcome(phrases=tuple(part.phrases), note=part.note, beside=tuple(part.beside), apart=tuple(part.apart))
