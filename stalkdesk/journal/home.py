"""The folder a desk keeps everything in: private, on this machine, and one program's at a time."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Generator
from pathlib import Path

from stalkdesk.errors import BadInput, Problem

_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "fuse.sshfs", "davfs", "fuse.rclone"})


class InUse(Exception):
    """Another program has this home. `who` says which process, and since when, as it wrote them itself."""

    def __init__(self, who: str) -> None:
        self.who = who
        super().__init__(f"another stalkdesk has this desk open ({who}); close it first")


class Home:
    """One home. Its folder is readable by its user alone; `practice` and live homes are never the same."""

    def __init__(self, folder: Path, *, practice: bool) -> None:
        self.folder = folder
        self.practice = practice
        self.journal = folder / "journal.db"
        self.people = folder / "people.db"
        self.key = folder / "practice.key"
        self._lock = folder / "lock"

    def make(self) -> None:
        """The folder, if it is not there yet. Raises BadInput where it can't be, or must not be, kept there."""
        kind = _file_system(self.folder)
        if kind in _NETWORK or str(self.folder).startswith(("\\\\", "//")):
            raise self._bad(
                "is on a network share, where a power cut can lose answers", "choose a folder on this machine"
            )
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.folder.chmod(0o700)
            mark = self.folder / "kind"
            if not mark.exists():
                private_file(mark, f"{self._kind}\n".encode())
            if mark.read_text(encoding="utf-8").strip() != self._kind:
                raise self._bad(
                    f"is not a {self._kind} home", "practice and live are never mixed; choose another folder"
                )
        except OSError as error:
            raise self._bad(f"can't be used ({error.strerror})", "choose a folder you may write in") from None

    @property
    def _kind(self) -> str:
        return "practice" if self.practice else "live"

    def _bad(self, what: str, mend: str) -> BadInput:
        return BadInput(Problem(file=str(self.folder), what=what, mend=mend))

    @contextlib.contextmanager
    def held(self, since: str) -> Generator[None]:
        """Hold the home for this process while the block runs; the system lets go if the process dies.

        Raises InUse when another process holds it.
        """
        handle = os.open(self._lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if not _take(handle):
                raise InUse(_said(handle))
            os.ftruncate(handle, 0)
            os.pwrite(handle, json.dumps({"process": os.getpid(), "since": since}).encode(), 0)
            yield
        finally:
            os.close(handle)


def private_file(path: Path, content: bytes) -> None:
    """A new file, whole and on the disk or not there at all, that only its user can read."""
    draft = path.with_name(f"{path.name}.new")
    with contextlib.suppress(FileNotFoundError):
        draft.unlink()
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]  # a disk that fills up takes a part
        os.fsync(handle)
    finally:
        os.close(handle)
    draft.replace(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


def _take(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, 1 << 30, os.SEEK_SET)  # far behind the words, which others have to read
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _said(handle: int) -> str:
    try:
        said = json.loads(os.pread(handle, 1000, 0))
        return f"process {int(said['process'])}, since {str(said['since'])[:40]}"
    except (OSError, ValueError, KeyError, TypeError):
        return "it does not say which"


def _file_system(folder: Path) -> str:
    """The kind of file system a folder is, or would be, on; empty where the system does not tell."""
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    here = folder.absolute()
    found, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) > 2:
            point = Path(fields[1].replace("\\040", " "))
            if here.is_relative_to(point) and len(point.parts) > found:
                found, kind = len(point.parts), fields[2]
    return kind
