"""`stalkdesk doctor`: what this terminal and this desk can do, what is missing, and how to mend it."""

from __future__ import annotations

import importlib.util
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from stalkdesk import __version__
from stalkdesk.clock import Clock, local
from stalkdesk.commands.guidance_check import look_at_guidance
from stalkdesk.commands.home import chosen, desk_options
from stalkdesk.commands.home_check import Finding, look_at
from stalkdesk.commands.out import FOUND, mends, say, say_json
from stalkdesk.errors import BadInput, Problem
from stalkdesk.guidance.labels import labels
from stalkdesk.guidance.place import force_folder
from stalkdesk.guidance.sets import load_file, shipped_folder
from stalkdesk.journal.home import Home
from stalkdesk.questions.faults import is_date, not_a_date
from stalkdesk.questions.proof.check import QUICK_STEPS, check

LEAST_COLUMNS, LEAST_ROWS = 80, 24
_NEEDED: Final = {
    "textual": "the screens",
    "sqlite_utils": "the journal",
    "sqlcipher3": "the encrypted journal",
    "pydantic": "reading files",
    "yaml": "reading question sets",
    "platformdirs": "finding the home",
}


@click.command("doctor")
@click.option("--quick", is_flag=True, help="Leave out what takes long where there are many records.")
@click.option("--as-of", metavar="DAY", help="What has to be checked each year by that day, YYYY-MM-DD; else by today.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of words.")
@desk_options
@mends
def command(quick: bool, as_of: str | None, as_json: bool, practice: bool, home: str | None) -> int:
    """What this terminal and this desk can do, and what is missing. Exit status 1: there is something to mend.

    It needs no home and never makes one.
    """
    day = _day(as_of)
    homes = [chosen(practice, home)]
    if not homes[0].practice:
        homes.append(chosen(True, home))
    found: dict[str, list[Finding]] = {}
    for part, findings in (
        ("terminal", _terminal()),
        ("program", _program()),
        ("question sets", _sets()),
        ("guidance", look_at_guidance(_folders(homes), today=day)),
        ("home", (finding for one in homes for finding in look_at(one, quick=quick))),
    ):
        found[part] = list(findings) if as_json else _say(part, findings)
    faults = [finding for part in found.values() for finding in part if finding.mend]
    if as_json:
        say_json({"ok": not faults, **{part: [_entry(one) for one in ones] for part, ones in found.items()}})
    else:
        say(f"{len(faults)} to mend" if faults else "nothing to mend")
    return FOUND if faults else 0


def _say(part: str, findings: Iterator[Finding]) -> list[Finding]:
    """Each as it is found: to look through a large journal takes minutes."""
    found: list[Finding] = []
    say(part.capitalize())
    for one in findings:
        say(f"  {'!' if one.mend else '·'} {one.about}: {one.words}")
        if one.mend:
            say(f"      to mend it: {one.mend}")
        found.append(one)
    return found


def _entry(found: Finding) -> dict[str, Any]:
    return {"about": found.about, "value": found.value, "words": found.words, "mend": found.mend or None}


def _day(as_of: str | None) -> date:
    if as_of is None:
        return local(Clock().now()).date()
    if not is_date(as_of):
        raise BadInput(Problem(file="--as-of", what=not_a_date(as_of)[0], mend=not_a_date(as_of)[1]))
    return date.fromisoformat(as_of)


def _folders(homes: list[Home]) -> list[Path]:
    """Where these homes' forces keep their own guidance, each once."""
    found = (force_folder(one.folder) for one in homes)
    return list(dict.fromkeys(folder for folder in found if folder is not None))


def _terminal() -> Iterator[Finding]:
    is_one = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
    words = "yes" if is_one else "no; the screens need one, stalkdesk call --plain does not"
    yield Finding(about="is a terminal", words=words, value=is_one)
    yield _size(is_one)
    yield _kind_of_terminal(is_one)
    yield _colours()
    yield _utf8(is_one)
    inside = "tmux" if os.environ.get("TMUX") else "screen" if os.environ.get("STY") else ""
    if inside:
        words = f"{inside}: where Escape comes late or a function key does not come, each has a twin (F1 lists them)"
        yield Finding(about="inside", words=words, value=inside)


def _size(is_one: bool) -> Finding:
    for stream in (sys.stdout, sys.stdin, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            columns, rows = os.get_terminal_size(stream.fileno())
            if columns and rows:
                small = is_one and (columns < LEAST_COLUMNS or rows < LEAST_ROWS)
                mend = f"make the window larger or its letters smaller; {LEAST_COLUMNS}×{LEAST_ROWS} is the least"
                value = {"columns": columns, "rows": rows}
                return Finding(about="size", words=f"{columns}×{rows}", value=value, mend=mend if small else "")
    return Finding(about="size", words="not told")


def _kind_of_terminal(is_one: bool) -> Finding:
    term = os.environ.get("TERM", "")
    if term == "dumb":
        return Finding(
            about="TERM", words="dumb: use stalkdesk call --plain, which needs no screen control", value=term
        )
    if not term and is_one and os.name == "posix":
        return Finding(about="TERM", words="not set", value="", mend="export TERM=xterm-256color")
    return Finding(about="TERM", words=term or "not set", value=term)


def _colours() -> Finding:
    count = _count_of_colours()
    words = "not told" if count is None else f"{count:,}" if count > 0 else "none"
    if os.environ.get("NO_COLOR"):
        words += "; NO_COLOR is set, so none is used: every state has a word or a mark as well"
    return Finding(about="colours", words=words, value=count)


def _count_of_colours() -> int | None:
    if os.environ.get("COLORTERM", "") in ("truecolor", "24bit"):
        return 1 << 24
    try:
        import curses

        curses.setupterm(os.environ.get("TERM") or "unknown", fd=1)
        return max(curses.tigetnum("colors"), 0)
    except Exception:  # noqa: BLE001  without curses, or a terminal it does not know: its error is no class of its own
        return None


def _utf8(is_one: bool) -> Finding:
    told = next((os.environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if os.environ.get(name)), "")
    good = "utf8" in told.lower().replace("-", "") or (os.name != "posix" and _encoding() == "utf-8")
    if good:
        return Finding(about="UTF-8", words=told or "yes", value=True)
    words = f"the locale is {told}" if told else "no locale is set"
    mend = "export LANG=C.UTF-8, or marks and accents may show as question marks" if is_one else ""
    return Finding(about="UTF-8", words=words, value=False, mend=mend)


def _encoding() -> str:
    return (getattr(sys.stdout, "encoding", "") or "").lower()


def _program() -> Iterator[Finding]:
    yield Finding(about="stalkdesk", words=__version__, value=__version__)
    system = f"{platform.system()} {platform.release()}"
    yield Finding(about="system", words=system, value=system)
    version = platform.python_version()
    mend = "" if sys.version_info >= (3, 11) else "install Python 3.11 or later"
    yield Finding(about="Python", words=version, value=version, mend=mend)
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    for name in missing:
        mend = "install stalkdesk anew, with everything it needs"
        yield Finding(about=name, words=f"missing; needed for {_NEEDED[name]}", value=False, mend=mend)
    if "sqlcipher3" not in missing:
        yield from _database()


def _database() -> Iterator[Finding]:
    try:
        import sqlcipher3.dbapi2

        cipher: Any = sqlcipher3.dbapi2
        connection = cipher.connect(":memory:")
        sealed = connection.execute("PRAGMA cipher_version").fetchone()
        connection.close()
    except Exception as error:  # noqa: BLE001  a library that does not load can fail in any way
        yield Finding(about="SQLite", words=f"does not load ({error})", value=False, mend="install stalkdesk anew")
        return
    yield Finding(about="SQLite", words=cipher.sqlite_version, value=cipher.sqlite_version)
    if sealed is None:
        mend = "install sqlcipher3 anew; without it records would not be encrypted"
        yield Finding(about="SQLCipher", words="missing", value=None, mend=mend)
    else:
        yield Finding(about="SQLCipher", words=str(sealed[0]), value=str(sealed[0]))


def _sets() -> Iterator[Finding]:
    paths = sorted(shipped_folder().glob("*.yaml"))
    if not paths:
        yield Finding(about="sets", words=f"none in {shipped_folder()}", value=0, mend="install stalkdesk anew")
    for path in paths:
        try:
            qset = load_file(path)
        except BadInput as error:
            mend = f"mend it, or put back the one that came with stalkdesk ({error.problems[0].mend})"
            yield Finding(about=path.name, words=error.problems[0].what, value=False, mend=mend)
            continue
        found = [one for one in check(qset, QUICK_STEPS).findings if one.kind != "too_much"]
        about = f"{qset.id} {qset.version}"
        if found:
            mend = f"see stalkdesk questions check {path}"
            yield Finding(about=about, words=f"{len(found)} to mend, so no call uses it", value=False, mend=mend)
        else:
            yield Finding(about=about, words=f"sound, {len(qset.questions)} questions", value=True)
    try:
        labels()
    except BadInput as error:
        yield Finding(about="short names", words=error.problems[0].what, value=False, mend=error.problems[0].mend)
