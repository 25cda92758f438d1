"""What the desk costs, each figure beside a floor measured in the same run: `make bench`, `make bench-full`.

Machines differ and are noisy, and here the floor and the desk take turns, key by key and start by start: compare
the ratios, not the milliseconds. The status is 1 when a figure is over its bar.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import answering
import ending
import figures
import found
import holding
import keeping
import opening
import shift
from figures import Figure
from programs import SIZES, filled_home

Part = Callable[[Path, argparse.Namespace], list[Figure]]


def _opening(home: Path, wanted: argparse.Namespace) -> list[Figure]:
    return opening.measured(home, wanted.starts)


def _answering(home: Path, wanted: argparse.Namespace) -> list[Figure]:
    return [figure for size in SIZES for figure in answering.measured(home, size, wanted.keys)]


def _keeping(home: Path, wanted: argparse.Namespace) -> list[Figure]:
    return keeping.measured(home, wanted.commits)


def _holding(home: Path, wanted: argparse.Namespace) -> list[Figure]:
    return holding.measured(home, wanted.sessions, SIZES[0])


def _ending(home: Path, wanted: argparse.Namespace) -> list[Figure]:
    return ending.measured(home, wanted.endings)


def _found(home: Path, wanted: argparse.Namespace) -> list[Figure]:
    return found.measured(home, wanted.people, SIZES[0])


def _shift(home: Path, wanted: argparse.Namespace) -> list[Figure]:
    return shift.measured(home, wanted.calls)


PARTS: dict[str, tuple[str, Part]] = {
    "opening": ("Opening the desk", _opening),
    "answering": ("Answering", _answering),
    "keeping": ("Keeping an answer", _keeping),
    "holding": ("Holding the loop", _holding),
    "ending": ("Making it final", _ending),
    "found": ("Who it may be", _found),
    "shift": ("A long shift", _shift),
}


def main() -> int:
    wanted = _wanted()
    homes = wanted.homes.absolute()
    beside = found.home_beside(homes, wanted.contacts, wanted.index) if wanted.index else None
    home = filled_home(homes, wanted.contacts, beside)
    python, sqlite = sys.version.split()[0], sqlite3.sqlite_version
    busy = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"Python {python}, SQLite {sqlite}; {wanted.contacts:,} records; {os.cpu_count()} processors, load {busy}")
    all_of_them: list[Figure] = []
    for part in wanted.only.split(","):
        title, measure = PARTS[part]
        print(f"\n{title}\n{figures.heading()}", flush=True)
        for figure in measure(home, wanted):
            print(figure.row(), flush=True)
            all_of_them.append(figure)
    if wanted.json:
        wanted.json.write_text(json.dumps([one.document() for one in all_of_them], indent=1), encoding="utf-8")
    over = sum(one.over for one in all_of_them)
    print(f"\n{over} over their bar." if over else "\nEvery figure is within its bar.")
    return 1 if over else 0


def _wanted() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    homes = Path(tempfile.gettempdir()) / "stalkdesk-benchmarks"
    parser.add_argument("--homes", type=Path, default=homes, help="where filled homes are kept for the next run")
    parser.add_argument("--contacts", type=int, default=100_000, help="records in the home")
    parser.add_argument("--starts", type=int, default=15, help="starts of each program")
    parser.add_argument("--keys", type=int, default=400, help="answers timed at each size")
    parser.add_argument("--commits", type=int, default=500, help="answers kept beside raw commits")
    parser.add_argument("--sessions", type=int, default=5, help="sessions of two whole calls with the loop watched")
    parser.add_argument("--people", type=int, default=60, help="people typed again, and as many with letters beside")
    parser.add_argument("--index", type=Path, help="an index of made-up people, from matching/finding.py, beside ours")
    parser.add_argument("--calls", type=int, default=1100, help="calls of the long shift, a tenth and more to warm up")
    parser.add_argument("--endings", type=int, default=100, help="calls made final with the clock running")
    parser.add_argument("--only", default=",".join(PARTS), help=f"parts, with commas: {','.join(PARTS)}")
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
