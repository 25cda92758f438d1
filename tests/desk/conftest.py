"""A desk on a real home, with a clock that tests turn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk.hands import HandClock, desk_on, made

from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import Desk
from stalkdesk.journal.home import Home


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return made(tmp_path / "practice")


@pytest.fixture
def desk(home: Home, clock: HandClock) -> Iterator[Desk]:
    with desk_on(home, clock) as desk:
        yield desk


@pytest.fixture
def call(desk: Desk) -> Call:
    return desk.open("call")
