"""A program of its own that puts one revision into an agreed folder and dies just before it has its name there."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from sync.records import content_of, hash_of

from stalkdesk.sync.folder import Folder
from stalkdesk.sync.outbox import Parcel


def die_at(event: str, _: Any) -> None:
    if event == "os.rename":
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    folder = Folder(Path(sys.argv[1]), practice=True)
    folder.make()
    sys.addaudithook(die_at)
    folder.send(Parcel(contact="a", revision=1, sha256=hash_of("a", 1), content=content_of("a", 1)))
