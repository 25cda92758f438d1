"""A disk that can lose its power: what was written and not yet synced may be gone, torn or out of order.

A VFS for apsw, SQLite without encryption: the journal's own schema and settings run on it, only the
page cipher is left out. A cut at any moment leaves for each file what was synced, and of what was
written since any part in any order; whole 512-byte sectors, since disks write no less.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import apsw

SECTOR = 512


class PowerCutError(Exception):
    """The power is gone."""


@dataclass
class File:
    """What is on the platter, what a program reads, and what was done since the last sync."""

    platter: bytearray = field(default_factory=bytearray)
    seen: bytearray = field(default_factory=bytearray)
    since: list[tuple[int, bytes | None]] = field(default_factory=list)
    """(offset, bytes) for a write, (size, None) for a truncation."""
    deleted_unsynced: bool = False
    """Whether its directory entry is gone for programs but may still be on the platter."""


def apply(content: bytearray, offset: int, written: bytes | None) -> None:
    if written is None:
        del content[offset:]
        return
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(written)] = written


class Disk:
    """The files by name, and the moment of the cut, counted in writes, syncs and deletions."""

    def __init__(self, chance: random.Random, cut_at: int, *, keeps_order: bool) -> None:
        self.chance, self.left, self.keeps_order = chance, cut_at, keeps_order
        self.files: dict[str, File] = {}
        self.gone: list[tuple[str, File]] = []

    def step(self) -> None:
        """One thing done to the disk; after the cut nothing more is."""
        self.left -= 1
        if self.left <= 0:
            raise PowerCutError

    def synced(self) -> None:
        """A file system that keeps a journal of its own commits earlier deletions with any later sync."""
        if self.keeps_order:
            self.gone.clear()

    def after_the_cut(self, folder: Path) -> None:
        """Write what the platter holds now into a folder."""
        for name, file in self.gone:
            if name not in self.files and self.chance.random() < 0.5:
                (folder / Path(name).name).write_bytes(file.platter)
        for name, file in self.files.items():
            content = bytearray(file.platter)
            for offset, written in self.some_of(file.since):
                apply(content, offset, written)
            (folder / Path(name).name).write_bytes(content)

    def some_of(self, since: list[tuple[int, bytes | None]]) -> Iterable[tuple[int, bytes | None]]:
        fate = self.chance.random()
        if fate < 0.3:
            return []
        if fate < 0.5:
            return since[: self.chance.randint(0, len(since))]
        sectors = [
            (offset + at, None if written is None else written[at : at + SECTOR])
            for offset, written in since
            for at in range(0, max(len(written or b""), 1), SECTOR)
        ]
        kept = [piece for piece in sectors if self.chance.random() < 0.6]
        self.chance.shuffle(kept)
        return kept


class OpenFile:
    """One open file on the disk. Locks are not needed: one connection, one thread."""

    def __init__(self, disk: Disk, name: str) -> None:
        self.disk, self.file = disk, disk.files.setdefault(name, File())
        self.name = name

    def xRead(self, amount: int, offset: int) -> bytes:
        return bytes(self.file.seen[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        self.disk.step()
        apply(self.file.seen, offset, bytes(data))
        self.file.since.append((offset, bytes(data)))

    def xTruncate(self, size: int) -> None:
        self.disk.step()
        apply(self.file.seen, size, None)
        self.file.since.append((size, None))

    def xSync(self, flags: int) -> None:
        self.disk.step()
        self.file.platter[:] = self.file.seen
        self.file.since.clear()
        self.disk.synced()

    def xFileSize(self) -> int:
        return len(self.file.seen)

    def xLock(self, level: int) -> None: ...
    def xUnlock(self, level: int) -> None: ...
    def xClose(self) -> None: ...

    def xCheckReservedLock(self) -> bool:
        return False

    def xFileControl(self, operation: int, pointer: int) -> bool:
        return False

    def xSectorSize(self) -> int:
        return SECTOR

    def xDeviceCharacteristics(self) -> int:
        return 0


class PowerCutVFS(apsw.VFS):
    """SQLite's way to the disk. Without shared memory, so WAL keeps its index to itself: locking is exclusive."""

    def __init__(self, name: str, disk: Disk) -> None:
        self.disk, self.name = disk, name
        super().__init__(name, base="")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> OpenFile:
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        flags[1] = flags[0]
        return OpenFile(self.disk, path)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        self.disk.step()
        file = self.disk.files.pop(filename, None)
        if file is not None and not syncdir:
            self.disk.gone.append((filename, file))

    def xAccess(self, pathname: str, flags: int) -> bool:
        return pathname in self.disk.files

    def xFullPathname(self, name: str) -> str:
        return name
