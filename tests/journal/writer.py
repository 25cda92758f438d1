"""A program of its own that appends events and says of each one that it is kept: to be killed."""

from __future__ import annotations

import sys
from pathlib import Path

from stalkdesk.contact.event import Event
from stalkdesk.journal.home import Home
from stalkdesk.journal.journal import Journal, NotKept
from stalkdesk.journal.key import practice_key


def event(number: int, note: str = "he is outside again") -> Event:
    return Event(
        contact=f"c{number % 3}",
        seq=number // 3 + 1,
        kind="answer",
        body={"question": "weapon", "value": "yes", "note": note, "number": number},
        at="2026-11-21T22:44:00.000Z",
        elapsed=number / 8,
        who="4471",
    )


def main(folder: str, count: str, note: str = "") -> None:
    home = Home(Path(folder), practice=True)
    home.make()
    with home.held("2026-11-21T22:44:00.000Z"), Journal(home, practice_key(home)) as journal:
        start = sum(1 for _ in journal.events())
        print(f"opened {start}", flush=True)
        for number in range(start, start + int(count)):
            try:
                journal.append(event(number, note or "he is outside again"))
            except NotKept as error:
                print(f"not kept {number}: {error}", flush=True)
                return
            print(f"kept {number}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
