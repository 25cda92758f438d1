"""Opening a desk: which home, its key, its journal, and the way to the force's system."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import platformdirs

from stalkdesk.clock import Clock
from stalkdesk.desk.desk import Desk, Place
from stalkdesk.desk.lookup import Lookup
from stalkdesk.errors import BadInput, Problem
from stalkdesk.guidance.labels import labels
from stalkdesk.journal.home import Home
from stalkdesk.journal.journal import Journal
from stalkdesk.journal.key import practice_key
from stalkdesk.sync import practice
from stalkdesk.sync.folder import Folder
from stalkdesk.sync.outbox import Outbox

PRACTICE: Final = Place(force="Practice force", code="PR", practice=True)
PRACTICE_HANDLER: Final = "practice"
HOME_VARIABLE: Final = "STALKDESK_HOME"


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """An open desk, how its records leave, and where people are looked up. `other_end` is the force's system of a
    practice desk."""

    desk: Desk
    outbox: Outbox
    way: Folder
    other_end: Callable[[], object]
    lookup: Lookup


def home_of(folder: str | None, *, practice: bool) -> Home:
    """The home to use: the folder named, else `STALKDESK_HOME`, else the user's own; for practice the one beside it."""
    chosen = folder or os.environ.get(HOME_VARIABLE) or platformdirs.user_data_dir("stalkdesk", appauthor=False)
    path = Path(chosen).expanduser()
    return Home(path.with_name(f"{path.name}-practice") if practice else path, practice=practice)


@contextlib.contextmanager
def opened(home: Home, clock: Clock, who: str = PRACTICE_HANDLER) -> Generator[Station]:
    """The desk of a home, for as long as the block runs. Raises BadInput, InUse."""
    if not home.practice:
        mend = "open a practice desk with --practice"
        raise BadInput(Problem(file=str(home.folder), what="live desks can't be set up in this version", mend=mend))
    home.make()
    key = practice_key(home)
    with (
        home.held(clock.now()),
        Journal(home, key) as journal,
        contextlib.closing(Lookup(home.people, key)) as lookup,
    ):
        way = Folder(home.folder / "force-system", practice=True)
        way.make()
        desk = Desk(journal, clock, place=PRACTICE, who=who, labels=labels())
        end = partial(practice.answer, way)
        yield Station(desk=desk, outbox=Outbox(journal, clock), way=way, other_end=end, lookup=lookup)
