"""Where the data is that comes with stalkdesk, where a force's own is, and reading a file of it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from stalkdesk.errors import BadInput, Problem
from stalkdesk.questions.source import MAX_BYTES

GUIDANCE_VARIABLE: Final = "STALKDESK_GUIDANCE"
_PACKAGE = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    """Where the shipped data is: inside the installed package, or beside it in a checkout."""
    inside = _PACKAGE / "data"
    return inside if inside.is_dir() else _PACKAGE.parent / "data"


def force_folder(home: Path) -> Path | None:
    """The folder with a force's own guidance: `STALKDESK_GUIDANCE`, else `guidance` in the home where it is there."""
    named = os.environ.get(GUIDANCE_VARIABLE)
    if named:
        return Path(named).expanduser()
    own = home / "guidance"
    return own if own.exists() else None


def read_bytes(path: Path) -> bytes:
    """A file's bytes, no more of them than a reader will look at. Raises BadInput where it can't be read."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except IsADirectoryError:
        raise BadInput(Problem(file=str(path), what="is a folder", mend="name a file in it")) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        mend = "check its name and that you may read it"
        raise BadInput(Problem(file=str(path), what=f"can't be read ({why})", mend=mend)) from None
