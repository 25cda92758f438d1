"""A journal, a clock and an outbox for the tests of this room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk.hands import HandClock, made

from stalkdesk.journal import projections
from stalkdesk.journal.journal import Journal
from stalkdesk.journal.key import practice_key
from stalkdesk.sync.folder import Folder
from stalkdesk.sync.outbox import Outbox


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def journal(tmp_path: Path, clock: HandClock) -> Iterator[Journal]:
    home = made(tmp_path / "home")
    with Journal(home, practice_key(home)) as journal:
        with journal.writing() as db:
            projections.rebuild(db, ())
        yield journal


@pytest.fixture
def box(journal: Journal, clock: HandClock) -> Outbox:
    return Outbox(journal, clock, jitter=lambda: 1.0)


@pytest.fixture
def way(tmp_path: Path) -> Folder:
    folder = Folder(tmp_path / "force-system", practice=True)
    folder.make()
    return folder
