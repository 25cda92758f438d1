"""The way through an agreed folder: revisions go in by atomic rename, receipts come back the same way.

`in/` holds `<record id>.<revision>.json`, the revision's exact bytes; `receipts/` what the other end answers,
`set-aside/` answers that were none.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from stalkdesk.errors import BadInput, Problem
from stalkdesk.journal.home import private_file
from stalkdesk.sync.outbox import NotSent, Parcel

LARGEST_RECEIPT = 64 * 1024


class Folder:
    """One agreed folder. A practice desk's and a live desk's are never the same."""

    def __init__(self, root: Path, *, practice: bool) -> None:
        self.root = root
        self.waiting = root / "in"
        self.answers = root / "receipts"
        self.aside = root / "set-aside"
        self._kind = "practice" if practice else "live"

    def make(self) -> None:
        """The folder and its parts. Raises BadInput where they can't be, or where it is of the other kind."""
        mark = self.root / "kind"
        try:
            for folder in (self.root, self.waiting, self.answers, self.aside):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not mark.exists():
                private_file(mark, f"{self._kind}\n".encode())
            kind = mark.read_text(encoding="utf-8", errors="replace").strip()
        except OSError as error:
            what = f"can't be used ({error.strerror})"
            raise BadInput(Problem(file=str(self.root), what=what, mend="choose a folder you may write in")) from None
        if kind != self._kind:
            mend = "practice records never go to a live system; choose another folder"
            raise BadInput(Problem(file=str(self.root), what=f"is not a {self._kind} folder", mend=mend))

    def send(self, parcel: Parcel) -> None:
        """Put one revision there, whole or not at all; the same one again changes nothing. Raises NotSent."""
        try:
            private_file(self.waiting / f"{parcel.contact}.{parcel.revision}.json", parcel.content)
        except OSError as error:
            raise NotSent(f"the folder can't be written ({error.strerror or error})") from None

    def answered(self) -> Iterator[tuple[Path, bytes]]:
        """Each answer that lies there, and where."""
        try:
            paths = sorted(self.answers.glob("*.json"))
        except OSError:
            return
        for path in paths:
            try:
                with path.open("rb") as file:
                    yield path, file.read(LARGEST_RECEIPT)
            except OSError:
                continue

    def take_away(self, path: Path) -> None:
        """An answer that is kept in the journal now; where it can't be taken away, taking it in again is harmless."""
        with contextlib.suppress(OSError):
            path.unlink()

    def set_aside(self, path: Path) -> None:
        """An answer that could not be used, out of the way of the others, for a person to look at.

        An earlier one of the same name stays; one that can't be moved stays where it is and blocks nothing.
        """
        names = (path.name, *(f"{path.stem}.{number}{path.suffix}" for number in range(2, 1000)))
        free = next((name for name in names if not (self.aside / name).exists()), path.name)
        with contextlib.suppress(OSError):
            path.replace(self.aside / free)
