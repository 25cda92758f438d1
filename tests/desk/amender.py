"""A program of its own that opens a final record again and dies at its n-th statement: `amender.py HOME CALL n`."""

from __future__ import annotations

import os
import signal
import sys
from itertools import count
from pathlib import Path

from desk.hands import desk_on, made

if __name__ == "__main__":
    folder, id, last = sys.argv[1:]
    with desk_on(made(Path(folder))) as desk:
        number = count(1)

        def about_to_run(statement: str) -> None:
            print(statement.partition("\n")[0][:60], flush=True)
            if next(number) == int(last):
                os.kill(os.getpid(), signal.SIGKILL)

        desk.journal.db.conn.set_trace_callback(about_to_run)
        desk.amend(id, "the officer rang back")
        print("opened again", flush=True)
