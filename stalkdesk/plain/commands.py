"""The commands of a call line by line: each begins with a colon, and has a one-letter twin where the screens do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command. `twin` works alone where letters are keys; `stays`: a form it is typed in goes on after it."""

    name: str
    help: str
    twin: str = ""
    stays: bool = False


COMMANDS: Final = (
    Command(name="help", twin="?", stays=True, help="more about this question; :help all lists every command"),
    Command(name="again", stays=True, help="the question again"),
    Command(name="danger", stays=True, help="someone is in danger now; afterwards you are where you were"),
    Command(name="words", stays=True, help="then a line of the caller's account; alone, the account so far"),
    Command(name="mark", stays=True, help="the last line as the caller's exact words, or the line with that number"),
    Command(name="take", twin="+", help="take the answer that their words propose"),
    Command(name="dismiss", twin="-", help="their words do not mean that"),
    Command(name="note", twin="t", stays=True, help="then a note on this question; alone, the note so far"),
    Command(name="people", help="who is who, and how to reach them safely"),
    Command(
        name="earlier",
        stays=True,
        help="earlier reports that these people may be in, and why; say there whether they are the same",
    ),
    Command(name="incident", help="what happened, when and where, and the evidence"),
    Command(name="order", help="orders and bail that keep somebody away"),
    Command(name="desk", help="for a walk-in: can you be overheard, is the other person here"),
    Command(
        name="why",
        twin="r",
        stays=True,
        help="the level, why, and what could still raise it; :why all for every question",
    ),
    Command(name="thrive", stays=True, help="what is known under each THRIVE heading"),
    Command(name="law", stays=True, help="offences, orders and powers to consider, and what supports each"),
    Command(name="map", twin="m", stays=True, help="where every question stands; :map all for the whole of it"),
    Command(name="jump", twin="/", help="then any part of a question: go there"),
    Command(name="open", twin="g", help="the first question still open, the minimum safe set first"),
    Command(name="next", help="the next question"),
    Command(name="back", help="the question you came from"),
    Command(name="section", help="the next section; :section back for the one before"),
    Command(name="clear", help="take this answer back; it stays in the history"),
    Command(name="silent", twin="s", stays=True, help="the caller can't speak: answers by taps; again to go back"),
    Command(name="gone", help="the line was lost or the caller left; when to ring back"),
    Command(name="here", stays=True, help="the caller is there again"),
    Command(name="park", help="put this call by, to go on with it later"),
    Command(name="finish", help="read back, advise, decide, plan, make the record final"),
)
BACKSPACE: Final = ("\x08", "\x7f")
"""What terminals send for the key that takes an answer back on the screen."""


def command_of(name: str) -> Command | None:
    """The command with this name, or the only one that begins so."""
    said = name.casefold()
    exact = next((one for one in COMMANDS if one.name == said), None)
    near = [one for one in COMMANDS if one.name.startswith(said)] if len(said) > 1 else []
    return exact or (near[0] if len(near) == 1 else None)


def twin_of(line: str) -> str:
    """The colon command that a one-letter key stands for, where letters are keys; empty for none."""
    key, rest = line[:1].casefold(), line[1:]
    if line in BACKSPACE:
        return ":clear"
    command = next((one for one in COMMANDS if one.twin and one.twin == key), None)
    if command is None or (rest and not rest.startswith(" ") and key != "/"):
        return ""
    return f":{command.name} {rest.strip()}".rstrip()


def help_lines() -> list[str]:
    """Every command, one a line."""
    return [f":{one.name}{f' or {one.twin}' if one.twin else ''}, {one.help}." for one in COMMANDS]
