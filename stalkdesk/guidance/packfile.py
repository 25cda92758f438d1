"""Reading the files of a pack: the shipped ones, and a force's own laid over them entry by entry."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from stalkdesk.errors import BadInput, Problem
from stalkdesk.guidance.bind import loop
from stalkdesk.guidance.packmodel import (
    FILES,
    GRADES,
    LISTS,
    AttendancePart,
    ConditionsFile,
    EntryPart,
    FilePart,
    GradePart,
    shape_of,
)
from stalkdesk.guidance.place import data_folder, read_bytes
from stalkdesk.questions.faults import Fault, bad_input, is_date, not_a_date
from stalkdesk.questions.fits import twice
from stalkdesk.questions.shape import shape_faults
from stalkdesk.questions.source import Node, read, show_path
from stalkdesk.questions.source import Path as Way

OF_FORCE: Final = ("grades", "attendance", "queues")
"""The lists a force may have of its own."""
ORDERED: Final = ("attendance",)
"""Lists in which the first that fits counts: a force's own takes the place of the whole list."""
_DAYS: Final = ("last_checked", "since", "until")


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a file: which file, and the way to it."""

    file: str
    root: Node = field(repr=False)
    way: Way

    def at(self, *steps: str | int) -> Place:
        """A part inside this one."""
        return Place(self.file, self.root, (*self.way, *steps))

    def problem(self, what: str, mend: str) -> Problem:
        """Something wrong here."""
        line = self.root.line_of(self.way)
        return Problem(file=self.file, line=line, key=show_path(self.way), what=what, mend=mend)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry, and where it stands."""

    part: Any
    place: Place


@dataclass(slots=True)
class Pack:
    """Everything the files hold: each list in its order, with what a force replaced, added and left out."""

    lists: dict[str, list[Entry]] = field(default_factory=lambda: {name: [] for name in LISTS})
    conditions: dict[str, Entry] = field(default_factory=dict[str, Entry])
    settings: dict[str, Any] = field(default_factory=dict[str, Any])
    files: list[str] = field(default_factory=list[str])
    """Those that were read, the force's own last."""


def gather(folder: Path | None) -> Pack:
    """The shipped files, and a force's own over them. Raises BadInput with every fault of every file."""
    pack = Pack()
    problems: list[Problem] = []
    for path in _files(folder):
        try:
            _lay(pack, path)
        except BadInput as error:
            problems += error.problems
    problems += [*_codes(pack), *_loops(pack)]
    if problems:
        raise BadInput(*problems)
    return pack


def unknown_files(folder: Path) -> Iterator[Problem]:
    """Files of a force's folder that nothing reads, since their names are not known."""
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix in (".yaml", ".yml", ".json") and path.name not in FILES:
            near = difflib.get_close_matches(path.name, FILES, 1)
            mend = f"did you mean {near[0]}?" if near else f"name it one of: {', '.join(FILES)}"
            yield Problem(file=str(path), what="is not read, since nothing has this name", mend=mend)


def _files(folder: Path | None) -> Iterator[Path]:
    yield from (data_folder() / name for name in FILES)
    if folder is None:
        return
    try:
        there = {path.name for path in folder.iterdir()}
    except OSError as error:
        why = error.strerror or str(error)
        mend = "check its name and that you may read it"
        raise BadInput(Problem(file=str(folder), what=f"can't be read ({why})", mend=mend)) from None
    yield from (folder / name for name in FILES if name in there)


def _lay(pack: Pack, path: Path) -> None:
    """One file over what is there."""
    part, whole = _read(path)
    lists = [name for name in LISTS if name in type(part).model_fields]
    names = pack.conditions if isinstance(part, ConditionsFile) else {}
    ids = {*names, *(id for name in lists for id in _ids(pack.lists[name]))}
    missing = [Fault(("remove", i), *_not_there(id, ids)) for i, id in enumerate(part.remove) if id not in ids]
    if missing:
        raise bad_input(whole.file, whole.root, missing)
    for name in lists:
        entries = [Entry(one, whole.at(name, i)) for i, one in enumerate(getattr(part, name))]
        below = [one for one in pack.lists[name] if one.part.id not in part.remove]
        pack.lists[name] = entries if entries and name in ORDERED else _over(below, entries)
    if isinstance(part, ConditionsFile):
        own = {id: Entry(one, whole.at("conditions", id)) for id, one in part.conditions.items()}
        pack.conditions = {id: one for id, one in pack.conditions.items() if id not in part.remove} | own
    for name in ("jurisdiction", "pack"):
        if getattr(part, name, None) is not None:
            pack.settings[name] = getattr(part, name)
    pack.files.append(str(path))


def _read(path: Path) -> tuple[Any, Place]:
    raw = read_bytes(path)
    root = read(raw, str(path), as_json=False)
    whole = Place(str(path), root, ())
    try:
        part = FILES[path.name].model_validate(root.plain())
    except ValidationError as error:
        raise bad_input(whole.file, root, shape_faults(error, root, shape_of(path.name))) from None
    faults = list(_faults(part))
    if faults:
        raise bad_input(whole.file, root, faults)
    return part, whole


def _faults(part: FilePart) -> Iterator[Fault]:
    """What is wrong in one file by itself."""
    entries: list[tuple[Way, EntryPart]] = [
        ((name, i), one) for name in LISTS for i, one in enumerate(getattr(part, name, ()))
    ]
    for i, force in enumerate(getattr(part, "forces", ())):
        for name in OF_FORCE:
            inner = list(enumerate(getattr(force, name) or ()))
            entries += ((("forces", i, name, j), one) for j, one in inner)
            yield from twice((("forces", i, name, j, "id"), one.id) for j, one in inner)
    yield from twice(((*way, "id"), one.id) for way, one in entries if len(way) == 2)
    yield from _order(("attendance",), getattr(part, "attendance", ()))
    for i, force in enumerate(getattr(part, "forces", ())):
        yield from _order(("forces", i, "attendance"), force.attendance or ())
    for way, one in entries:
        yield from _days(way, one)
        if isinstance(one, GradePart) and one.id not in GRADES:
            yield Fault((*way, "id"), f"there is no grade {one.id}", f"use one of: {', '.join(GRADES)}")
        points = enumerate(getattr(one, "points", ()))
        yield from twice(((*way, "points", j, "id"), point.id) for j, point in points)
    pack = getattr(part, "pack", None)
    if pack is not None and not is_date(pack.date):
        yield Fault(("pack", "date"), *not_a_date(pack.date))


def _order(way: Way, rules: Sequence[AttendancePart]) -> Iterator[Fault]:
    """What is wrong with rules of which the first that fits counts."""
    for i, rule in enumerate(rules):
        last = i == len(rules) - 1
        if rule.when is None and not last:
            yield Fault((*way, i), "always fits, so that none after it is reached", "put it last, or give it a when")
        if rule.when is not None and last:
            yield Fault((*way, i), "may not fit, and nothing comes after it", "end with one that has no when")
        if set(rule.because.replace("{top}", "")) & set("{}"):
            yield Fault((*way, i, "because"), "has braces that stand for nothing", "only {top} stands for something")


def _days(way: Way, entry: EntryPart) -> Iterator[Fault]:
    for name in _DAYS:
        day = getattr(entry, name)
        if day is not None and not is_date(day):
            yield Fault((*way, name), *not_a_date(day))
    if entry.since and entry.until and entry.since > entry.until:
        yield Fault((*way, "until"), "until is before since", "swap them")


def _over(below: Iterable[Entry], above: Iterable[Entry]) -> list[Entry]:
    """Entries by id: one of the same id takes the other's place, a new one comes after."""
    return list({one.part.id: one for one in (*below, *above)}.values())


def _ids(entries: Iterable[Entry]) -> list[str]:
    return [one.part.id for one in entries]


def _not_there(id: str, ids: Iterable[str]) -> tuple[str, str]:
    near = difflib.get_close_matches(id, list(ids), 1)
    return f"there is no {id} to leave out", f"did you mean {near[0]}?" if near else "check its spelling"


def _loops(pack: Pack) -> Iterator[Problem]:
    ids = loop({id: entry.part for id, entry in pack.conditions.items()})
    if ids:
        what = f"hangs on itself: {' → '.join(ids)}"
        yield pack.conditions[ids[0]].place.problem(what, "let one of them not depend on the next")


def _codes(pack: Pack) -> Iterator[Problem]:
    """Two forces with one code or one name: a reference would not say whose it is."""
    for name in ("code", "name"):
        seen: dict[str, str] = {}
        for force in pack.lists["forces"]:
            value = getattr(force.part, name)
            if value in seen:
                what = f"the {name} {value} is that of {seen[value]} too"
                yield force.place.at(name).problem(what, "give one of them another")
            seen.setdefault(value, force.part.id)
