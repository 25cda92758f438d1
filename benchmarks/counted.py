"""The desk, able to say how many objects it holds: at SIGUSR1 it adds a line to the file named first.

Started by `shift.py` in a terminal of its own.
"""

from __future__ import annotations

import gc
import signal
import sys
from pathlib import Path


def main() -> None:
    report = Path(sys.argv[1])

    def count(*_: object) -> None:
        gc.collect()
        objects = len(gc.get_objects()) + gc.get_freeze_count()
        with report.open("a", encoding="ascii") as file:
            file.write(f"{objects}\n")

    signal.signal(signal.SIGUSR1, count)
    from stalkdesk.app import run

    sys.exit(run(practice=True, home=None, new=None, caller_number="", incident=""))


if __name__ == "__main__":
    main()
