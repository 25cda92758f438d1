"""The force's system of a practice desk: it takes what lies in the folder and answers with a receipt by itself."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Final

from stalkdesk.journal.home import private_file
from stalkdesk.sync.folder import Folder

_NAME: Final = re.compile(r"(?P<id>.+)\.(?P<revision>[1-9][0-9]{0,5})")


def reference(id: str) -> str:
    """The reference this force system gives a record: the same one whenever it is asked."""
    return f"PRACTICE/{int(hashlib.sha256(id.encode()).hexdigest()[:12], 16) % 10**9:09d}"


def answer(folder: Folder) -> int:
    """Answer everything that waits; how many that were. The same revision gets the same reference again.

    Stopped at any point it goes on the next time: kept first, then answered, and only then out of the way.
    What is no revision is left where it is.
    """
    count = 0
    kept = folder.root / "kept"
    kept.mkdir(mode=0o700, exist_ok=True)
    for path in sorted(folder.waiting.glob("*.json")):
        name = _NAME.fullmatch(path.stem)
        if name is None or not path.is_file():
            continue
        content = path.read_bytes()
        reply = {
            "id": name["id"],
            "revision": int(name["revision"]),
            "sha256": hashlib.sha256(content).hexdigest(),
            "force_ref": reference(name["id"]),
        }
        private_file(kept / path.name, content)
        private_file(folder.answers / path.name, json.dumps(reply).encode())
        path.unlink()
        count += 1
    return count
