"""What the doctor looks at in the guidance: whether it can be read, fits the questions, and was checked lately."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from stalkdesk.commands.home_check import Finding
from stalkdesk.errors import BadInput, Problem
from stalkdesk.guidance.pack import load
from stalkdesk.guidance.packcheck import checked, findings
from stalkdesk.guidance.packfile import gather
from stalkdesk.guidance.sets import find

USUAL_SET: Final = "stalking-screening"
MOST_TOLD: Final = 5


def look_at_guidance(folders: Iterable[Path], *, today: date) -> Iterator[Finding]:
    """The shipped files, then each force's folder over them."""
    try:
        guidance = load(find(USUAL_SET))
    except BadInput as error:
        mend = f"mend it, or install stalkdesk anew ({error.problems[0].mend})"
        yield Finding(about="guidance", words=_first(error.problems), value=False, mend=mend)
        return
    held = {
        "forces": len(guidance.forces),
        "offences": len(guidance.offences),
        "actions": len(guidance.actions),
        "services": len(guidance.services),
    }
    words = ", ".join(f"{count} {what}" for what, count in held.items())
    yield Finding(about="guidance", words=f"sound: {words}", value=held)
    sound: list[Path | None] = []
    for folder in folders:
        found = list(_folder(folder))
        yield from found
        if not any(one.mend and one.value is False for one in found):
            sound.append(folder)
    for folder in sound or [None]:
        yield from _lately(folder, today)


def _folder(folder: Path) -> Iterator[Finding]:
    about = f"force's own {folder}"
    try:
        gather(folder)
    except BadInput as error:
        first = error.problems[0]
        yield Finding(about=about, words=_first(error.problems), value=False, mend=first.mend)
        return
    found = findings(find(USUAL_SET), folder)
    for one in found[:MOST_TOLD]:
        yield Finding(about=about, words=f"{_where(one)}: {one.what}", value=True, mend=one.mend)
    if len(found) > MOST_TOLD:
        mend = "mend these first"
        yield Finding(about=about, words=f"and {len(found) - MOST_TOLD} more of the kind", value=True, mend=mend)
    if not found:
        yield Finding(about=about, words="sound", value=True)


def _lately(folder: Path | None, today: date) -> Iterator[Finding]:
    old = checked(folder, today=today)
    value = {"entries": len(old), "oldest": old[0].last_checked if old else None}
    if not old:
        yield Finding(about="guidance, checked", words="every entry within a year", value=value)
        return
    files = Counter(Path(one.file).name for one in old)
    many = f"{len(old)} entries" if len(old) > 1 else "1 entry"
    names = ", ".join(f"{name} {count}" for name, count in files.most_common())
    oldest = f"the oldest is {old[0].id}, {old[0].last_checked} ({old[0].file}:{old[0].line})"
    mend = "hold them against their sources, and give each its new last_checked in the force's own folder"
    yield Finding(about="guidance, checked", words=f"{many} not for a year ({names}); {oldest}", value=value, mend=mend)


def _first(problems: tuple[Problem, ...]) -> str:
    first = problems[0]
    more = f", and {len(problems) - 1} more" if len(problems) > 1 else ""
    return f"{_where(first)}: {first.what}{more}"


def _where(problem: Problem) -> str:
    place = problem.file if problem.line is None else f"{problem.file}:{problem.line}"
    return f"{place}: {problem.key}" if problem.key else place
