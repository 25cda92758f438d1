"""Finding people who are told of again, wrongly: how many are among the first ten, and what it costs, at each size.

Only who the desk would show counts as found: who is told from others by too little is not.

The index is the desk's own, encrypted; the people and the second reports are made up (`made_up.py`, `second.py`). The
weights were set on the other half of the people (`weigh.py`, with another seed where there are more).

    make bench-matching                          # 10,000 to 1,000,000 people; the million is made once, some 16 minutes
    make bench-matching PEOPLE=10000,50000       # without the larger ones
    .venv-matching/bin/python benchmarks/matching/finding.py --people 10000,100000 --folder FOLDER

The status is 1 where an aim is missed.
"""

from __future__ import annotations

import argparse
import gc
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from made_up import TODAY, Entry, Person, Town
from second import BY_NAME, KINDS, Kind
from weigh import SEED, halves

from stalkdesk.journal.finding import Candidate, Finder
from stalkdesk.journal.index import PeopleIndex
from stalkdesk.people.known import Known, understood
from stalkdesk.people.reasons import in_words

AT_ONCE = 5000
LARGER_SEED = 77
HOUSEHOLD = "same household, another name"
KEY = bytes(range(32))
COLLECTS = (10_000, 3, 10)
"""When Python looks for garbage: as in the desk."""
MEAN, LOWEST = 98.5, 93.0
FIRST = 50.0
COMPLETE = ((50_000, 20.0), (10**9, 150.0))
"""The aims: the recalls, and what 99 of a hundred searches stay under, by the most people."""


def built(people: list[Person], path: Path) -> PeopleIndex:
    """The index of these people, one contact each: the one made earlier, where there is one."""
    index = PeopleIndex(path, KEY)
    for at in range(index.people, len(people), AT_ONCE):
        with index.writing(at):
            for number, person in enumerate(people[at : at + AT_ONCE], at):
                index.put(f"{number}", {1: ("suspect", understood(person.entry, TODAY))})
    return index


def right(kind: str, person: Person, found: Candidate, people: list[Person]) -> bool:
    """Whether this is who was meant."""
    other = people[int(found.person.contact)]
    if kind in BY_NAME:
        return (other.given, other.surname) == (person.given, person.surname)
    return other.household == person.household if kind == HOUSEHOLD else other is person


def shown(found: list[Candidate]) -> list[Candidate]:
    """Those of them that a handler sees, as in `desk/lookup.py`."""
    return [one for one in found if one.likeness.telling and in_words(one.likeness)[0]]


def queries(make: Kind, kind: str, pool: list[Person], many: int) -> list[tuple[Person, Entry]]:
    """So many second reports of one kind."""
    chance = random.Random(kind)
    found: list[tuple[Person, Entry]] = []
    for _ in range(200 * many):
        person = chance.choice(pool)
        entry = make(person, chance)
        if entry is not None:
            found.append((person, entry))
        if len(found) == many:
            break
    return found


def timed(find: Callable[[Known], list[Candidate]], known: Known, times: list[float]) -> list[Candidate]:
    began = time.perf_counter()
    found = find(known)
    times.append((time.perf_counter() - began) * 1000)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """What was measured at one size. Milliseconds, and MiB: what the open index and then the searches add."""

    people: int
    recalls: dict[str, tuple[float, float]]
    quick: list[float]
    complete: list[float]
    worked: list[float]
    """Of the complete searches, what the processor took: less than the time where others work beside."""
    adding: float
    on_disk: float
    opened: float
    searched: float
    built: float

    @property
    def mean(self) -> float:
        return statistics.mean(recall for recall, _ in self.recalls.values())

    @property
    def lowest(self) -> float:
        return min(recall for recall, _ in self.recalls.values())

    @property
    def missed(self) -> list[str]:
        """The aims that are not met here."""
        first, whole = _cuts(self.quick)[98], _cuts(self.complete)[98]
        aims = (
            ("mean of the recalls", self.mean, MEAN, self.mean < MEAN),
            ("lowest recall", self.lowest, LOWEST, self.lowest < LOWEST),
            ("first results, p99", first, FIRST, first >= FIRST),
            ("complete results, p99", whole, _complete_aim(self.people), whole >= _complete_aim(self.people)),
        )
        return [f"{self.people:,} people: {what} {is_:.1f}, aim {aim:g}" for what, is_, aim, missed in aims if missed]

    def row(self) -> str:
        """A line of the table."""
        first, whole = _cuts(self.quick), _cuts(self.complete)
        return (
            f"| {self.people:,} | {first[49]:.1f}, {first[98]:.0f} ms "
            f"| {whole[49]:.1f}, {whole[94]:.0f}, {whole[98]:.0f} ms | {_cuts(self.worked)[98]:.0f} ms "
            f"| {self.adding:.1f} ms | {self.opened:.1f}, {self.searched:.1f} MiB | {self.on_disk:.0f} MiB "
            f"| {self.mean:.2f}, {self.lowest:.1f} |"
        )


def _cuts(times: list[float]) -> list[float]:
    return statistics.quantiles(times, n=100)


def _complete_aim(people: int) -> float:
    return next(aim for most, aim in COMPLETE if people <= most)


def mib() -> float:
    """The memory this process has at this moment."""
    text = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    found = re.search(r"^Rss:\s+(\d+)", text, re.MULTILINE)
    assert found is not None
    return int(found[1]) / 1024


def held(path: Path, some: list[Known]) -> tuple[float, float]:
    """The memory an open index takes, and that after these searches; in a process that held nothing before."""
    before = mib()
    index = PeopleIndex(path, KEY)
    finder, opened = Finder(index), mib() - before
    for known in some:
        finder.complete(known)
    searched = mib() - before
    index.close()
    return opened, searched


def measured(many: int, asked: int, folder: Path) -> Size:
    """One size: everybody asked for again, in every wrong way."""
    people = Town(SEED if many <= 40_000 else LARGER_SEED).people(many)
    _, pool = halves(people)
    path, began = folder / f"people-{many}.db", time.perf_counter()
    built(people, path).close()
    seconds = time.perf_counter() - began
    every = {kind: queries(make, kind, pool, asked) for kind, make in KINDS.items()}
    some = [understood(entry, TODAY) for for_kind in every.values() for _, entry in for_kind[::5]]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        opened, searched = apart.submit(held, path, some).result()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTS)
    index = PeopleIndex(path, KEY)
    finder = Finder(index)
    quick: list[float] = []
    complete: list[float] = []
    worked: list[float] = []
    recalls: dict[str, tuple[float, float]] = {}
    for kind, for_kind in every.items():
        hits = first = 0
        for person, entry in for_kind:
            known = understood(entry, TODAY)
            first += any(right(kind, person, one, people) for one in shown(timed(finder.quick, known, quick)))
            work = time.thread_time()
            found = timed(finder.complete, known, complete)
            worked.append((time.thread_time() - work) * 1000)
            hits += any(right(kind, person, one, people) for one in shown(found))
        recalls[kind] = 100 * hits / len(for_kind), 100 * first / len(for_kind)
    took = adding(index, people)
    index.close()
    gc.unfreeze()
    return Size(
        people=many,
        recalls=recalls,
        quick=quick,
        complete=complete,
        worked=worked,
        adding=took,
        on_disk=path.stat().st_size / 2**20,
        opened=opened,
        searched=searched,
        built=seconds,
    )


def adding(index: PeopleIndex, people: list[Person]) -> float:
    """Milliseconds to take in one person who is there already, median of 200."""
    times: list[float] = []
    for number in range(200):
        known = understood(people[number].entry, TODAY)
        began = time.perf_counter()
        with index.writing(index.position):
            index.put(f"{number}", {1: ("suspect", known)})
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def told(sizes: list[Size]) -> None:
    """Two tables: who was found, and what it cost."""
    print("\nOf a hundred among the first ten (by keys alone)\n")
    print("| told of again with |" + "".join(f" {size.people:,} |" for size in sizes))
    print("|---" * (len(sizes) + 1) + "|")
    for kind in KINDS:
        recalls = (size.recalls[kind] for size in sizes)
        print(f"| {kind} |" + "".join(f" {recall:.1f} ({first:.1f}) |" for recall, first in recalls))
    print("\n| people | first results, by keys: p50, p99 | complete: p50, p95, p99 | worked, p99 | adding one ", end="")
    print("| memory: open, and searched | size | mean, lowest |\n|---|---|---|---|---|---|---|---|")
    for size in sizes:
        print(size.row())
    print()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", default="10000,50000,100000,1000000", help="sizes, with commas")
    parser.add_argument("--asked", type=int, default=150, help="second reports of each kind")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "stalkdesk-matching")
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    sizes: list[Size] = []
    for many in wanted.people.split(","):
        began = time.perf_counter()
        sizes.append(measured(int(many), wanted.asked, wanted.folder))
        print(f"{sizes[-1].people:,} people: {time.perf_counter() - began:.0f} s, ", end="")
        print(f"{sizes[-1].built:.0f} of them for the index", flush=True)
    told(sizes)
    missed = [one for size in sizes for one in size.missed]
    print("\n".join(missed) if missed else "Every aim is met.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
