"""A program of its own that makes a record final and dies at the n-th statement of it: `finisher.py HOME CALL n`."""

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
        call = desk.resume(id)
        number = count(1)

        def about_to_run(statement: str) -> None:
            print(statement.partition("\n")[0][:60], flush=True)
            if next(number) == int(last):
                os.kill(os.getpid(), signal.SIGKILL)

        desk.journal.db.conn.set_trace_callback(about_to_run)
        desk.finish(call)
        print("final", flush=True)
