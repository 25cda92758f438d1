"""What went wrong, where, and how to mend it: the one shape of every refusal."""

from __future__ import annotations

from dataclasses import dataclass

from stalkdesk.text import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault in something a person wrote: the file, its line, the key, and the mend."""

    file: str
    line: int | None = None
    key: str = ""
    what: str
    mend: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        parts = [place, self.key, self.what] if self.key else [place, self.what]
        return one_line(": ".join(parts) + f"; {self.mend}")


class BadInput(Exception):
    """Input that cannot be read. `problems` holds every fault found, first in the file first."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__(str(problems[0]))
