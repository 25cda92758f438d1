"""The one door to the journal's key."""

from __future__ import annotations

import secrets

from stalkdesk.errors import BadInput, Problem
from stalkdesk.journal.home import Home, private_file

BYTES = 32


def practice_key(home: Home) -> bytes:
    """The key of a practice home, made at first use and kept beside the journal. A live home never has one there.

    Raises BadInput when the file is there but is not a key.
    """
    if not home.practice:
        raise ValueError("only a practice home keeps its key in a file")
    if not home.key.exists():
        if home.journal.exists():
            mend = "put the file back from a copy; without it the practice records can't be read"
            raise BadInput(Problem(file=str(home.key), what="is missing, and the journal is there", mend=mend))
        private_file(home.key, secrets.token_bytes(BYTES))
    key = home.key.read_bytes()
    if len(key) != BYTES:
        mend = "put the file back from a copy; without it the practice records can't be read"
        raise BadInput(Problem(file=str(home.key), what="is not a key", mend=mend))
    return key
