"""Finding people who are told of again, wrongly: how many are among the first ten, how long it takes, at each size.

The index is the desk's own, encrypted; the people and the second reports are made up (`made_up.py`, `second.py`). The
weights were set on the other half of the people (`weigh.py`, with another seed where there are more).

    make bench-matching
    .venv-matching/bin/python benchmarks/matching/finding.py --people 10000,100000,1000000 --folder FOLDER
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from made_up import TODAY, Entry, Person, Town
from second import BY_NAME, KINDS, Kind
from weigh import SEED, halves

from stalkdesk.journal.finding import Candidate, Finder
from stalkdesk.journal.index import PeopleIndex
from stalkdesk.people.known import Known, understood

AT_ONCE = 5000
LARGER_SEED = 77
HOUSEHOLD = "same household, another name"


def built(people: list[Person], path: Path) -> PeopleIndex:
    """The index of these people, one contact each: the one made earlier, where there is one."""
    index = PeopleIndex(path, bytes(range(32)))
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


def measured(many: int, asked: int, folder: Path) -> float:
    """One table; the mean recall."""
    people = Town(SEED if many <= 40_000 else LARGER_SEED).people(many)
    _, pool = halves(people)
    path, began = folder / f"people-{many}.db", time.perf_counter()
    fresh = not path.exists()
    index = built(people, path)
    seconds = time.perf_counter() - began
    gc.freeze()
    finder = Finder(index)
    quick: list[float] = []
    complete: list[float] = []
    means: list[float] = []
    print(f"\n## {many:,} people\n\n| told of again with | of a hundred among ten | keys alone |\n|---|---|---|")
    for kind, make in KINDS.items():
        hits = first = 0
        for_kind = queries(make, kind, pool, asked)
        for person, entry in for_kind:
            known = understood(entry, TODAY)
            first += any(right(kind, person, one, people) for one in timed(finder.quick, known, quick))
            hits += any(right(kind, person, one, people) for one in timed(finder.complete, known, complete))
        means.append(100 * hits / len(for_kind))
        print(f"| {kind} | {means[-1]:.1f} | {100 * first / len(for_kind):.1f} |", flush=True)
    print(f"| **mean**, lowest {min(means):.1f} | **{statistics.mean(means):.2f}** | |\n")
    for name, times in (("first results", quick), ("complete results", complete)):
        cuts = statistics.quantiles(times, n=100)
        print(f"{name}: p50 {cuts[49]:.1f}, p95 {cuts[94]:.1f}, p99 {cuts[98]:.1f} ms")
    print(
        f"adding one person: median {adding(index, people):.2f} ms; size {path.stat().st_size / 2**20:.0f} MiB", end=""
    )
    print(f"; built in {seconds:.0f} s" if fresh else "")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"most memory, with the made-up people in it: {most:.0f} MiB")
    index.close()
    return statistics.mean(means)


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", default="10000,50000", help="sizes, with commas")
    parser.add_argument("--asked", type=int, default=150, help="second reports of each kind")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "stalkdesk-matching")
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    for many in wanted.people.split(","):
        measured(int(many), wanted.asked, wanted.folder)


if __name__ == "__main__":
    main()
