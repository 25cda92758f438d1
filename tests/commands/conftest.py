"""A practice desk with some made-up records, for commands to be tried on."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands.terminal import Terminal

from stalkdesk.desk.filling import fill
from stalkdesk.desk.showing import listed

RECORDS = 12


@pytest.fixture
def bare(tmp_path: Path) -> Terminal:
    """Nothing there yet."""
    return Terminal(folder=tmp_path / "desk")


@pytest.fixture
def terminal(bare: Terminal) -> Terminal:
    """Finished records; three of them the force's system does not have: one queued, one to be tried again, one
    refused."""
    with bare.desk() as station:
        fill(station.desk, RECORDS, 1)
    return bare


@pytest.fixture
def ref(terminal: Terminal) -> str:
    """The newest record's reference; it is delivered."""
    with terminal.desk() as station:
        rows, _ = listed(station.desk, most=1)
        return rows[0][0].ref
