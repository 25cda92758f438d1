"""A desk for each test."""

from __future__ import annotations

from pathlib import Path

import pytest
from plain.handler import Handler


@pytest.fixture
def handler(tmp_path: Path) -> Handler:
    return Handler(tmp_path / "home")
