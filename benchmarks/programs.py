"""What is measured: the desk on its home, and the floors it is held against."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from terminal import PATIENCE, Terminal

from stalkdesk.desk.opening import HOME_VARIABLE
from stalkdesk.start import FRAMES

HERE = Path(__file__).parent
PYTHON = sys.executable
"""The interpreter every program here runs on, the floors and the desk alike."""
SIZES = ((80, 24), (120, 40))
FIRST_WORDS = {"raw": "Opening the floor", "lean": "Opening the floor", "desk": "Opening the desk"}


def begin(name: str, home: Path, size: tuple[int, int] = SIZES[0]) -> Terminal:
    """The desk, or a floor, just started."""
    desk = [str(Path(PYTHON).with_name("stalkdesk")), "--practice"]
    argv = desk if name == "desk" else [PYTHON, str(HERE / "floors" / f"{name}.py")]
    return Terminal(argv, columns=size[0], rows=size[1], **FRAMES, **{HOME_VARIABLE: str(home)})


def begin_watched(script: str, report: Path, home: Path, size: tuple[int, int] = SIZES[0]) -> Terminal:
    """The desk with something in its process that writes a report about it."""
    argv = [PYTHON, str(HERE / script), str(report)]
    return Terminal(argv, columns=size[0], rows=size[1], **FRAMES, **{HOME_VARIABLE: str(home)})


def opened(desk: Terminal) -> None:
    """Wait until the desk is open, and what the first call needs is at hand."""
    end = time.monotonic() + PATIENCE
    desk.quiet(1.0)
    while FIRST_WORDS["desk"] in desk.lines():
        if time.monotonic() > end:
            raise TimeoutError("the desk was not opened")
        desk.quiet(1.0)


def filled_home(homes: Path, contacts: int, home: Path | None = None) -> Path:
    """A practice home with so many made-up records: the one made earlier, where there is one."""
    home = home or homes / f"{contacts}"
    made = homes / f"{home.name}.made"
    if not made.exists():
        print(f"Making {contacts:,} records in {home}-practice", flush=True)
        homes.mkdir(parents=True, exist_ok=True)
        fill = [PYTHON, "-m", "stalkdesk", "practice", "fill", "--contacts", str(contacts), "--seed", "1"]
        subprocess.run(fill, env={**os.environ, HOME_VARIABLE: str(home)}, check=True)
        made.touch()
    # A newer program may have to make its lists anew; that is not what is measured.
    look = [PYTHON, "-m", "stalkdesk", "--practice", "sync", "status"]
    subprocess.run(look, env={**os.environ, HOME_VARIABLE: str(home)}, stdout=subprocess.DEVNULL, check=False)
    return home
