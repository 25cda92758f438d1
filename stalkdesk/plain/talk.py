"""Asking and being answered: prompts, what to confirm first, and a disk that does not take an answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, TypeVar

from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.keeping import WouldLower
from stalkdesk.desk.lookup import Lookup
from stalkdesk.desk.typed import LONGEST
from stalkdesk.journal.journal import NotKept
from stalkdesk.plain.earlier import EarlierReports
from stalkdesk.plain.voice import Voice
from stalkdesk.text import clean_text

T = TypeVar("T")
WORDS: Final = 12
"""Characters over which a line of several words is no slip of a key."""
LONG: Final = 200
"""Characters over which no line is."""
_PIECE: Final = LONGEST // 2


BACK: Final = ":back"


class Left(Exception):
    """A form was left in the middle. `line` is the command that is wanted instead; BACK alone for none."""

    def __init__(self, line: str = BACK) -> None:
        self.line = line
        super().__init__(line)


class Talk:
    """One contact in hand and the handler's voice.

    `inside` does a command that was typed at the prompt of a form; where the form can't go on after it,
    it gives the command back, to be done once the form is left.
    """

    def __init__(self, voice: Voice, desk: Desk, call: Call, lookup: Lookup) -> None:
        self.voice = voice
        self.desk = desk
        self.call = call
        self.earlier = EarlierReports(self, lookup)
        self.inside: Callable[[str], str] = lambda line: line

    def say(self, *texts: str) -> None:
        """Lines for the handler."""
        self.voice.say(*texts)

    def ask(self, prompt: str) -> str:
        """What is typed at a prompt. A command is done and the prompt comes again, or raises Left."""
        while True:
            self.say(prompt)
            line = self.voice.read().strip()
            if is_command(line):
                wanted = self.inside(line)
                if wanted:
                    raise Left(wanted)
            elif len(clean_text(line)) > LONGEST:
                self.keep_whole(line)
                self.say("This is too long here. All of it is kept in the account; type it shorter.")
            else:
                return line.removeprefix(":") if line.startswith("::") else line

    def yes(self, prompt: str) -> bool:
        """Whether the answer is yes."""
        while True:
            said = self.ask(prompt)
            if said.casefold() in ("y", "yes", "n", "no"):
                return said[0] in "yY"
            self.refuse(said, "This is a yes or a no.")

    def refuse(self, said: str, why: str) -> None:
        """One line on why something typed is not taken; where it was no slip of a key it is kept all the same."""
        if (len(said) > WORDS and " " in said) or len(said) > LONG:
            self.keep_whole(said)
            why = f"{why} What you typed is kept in the account."
        self.say(why)

    def keep_whole(self, text: str) -> None:
        """Words that fit nowhere else, as lines of the account: nothing that was typed is lost."""
        clean = clean_text(text)
        for at in range(0, len(clean), _PIECE):
            piece = clean[at : at + _PIECE]
            self.kept(partial(self.call.word, piece))

    def kept(self, act: Callable[[], T]) -> T:
        """Do it, and again while the disk does not take it."""
        return keep_trying(self.voice, act)

    def sure(self, act: Callable[[bool], None]) -> bool:
        """Do it; where the level would fall, say by what and ask first. Whether it was done."""
        try:
            self.kept(lambda: act(False))
        except WouldLower as error:
            aside = f"This would stop counting: {', '.join(error.labels)}. " if error.labels else ""
            self.say(f"{aside}If you do, the level falls from {error.before} to {error.after}.")
            if not self.yes("y to do it, n to leave it as it is."):
                self.say("Left as it was.")
                return False
            self.kept(lambda: act(True))
        return True


def is_command(line: str) -> bool:
    """Whether a line is a command: it begins with a colon. Two colons begin a text that has one."""
    return line.startswith(":") and not line.startswith("::")


def keep_trying(voice: Voice, act: Callable[[], T]) -> T:
    """Do it; while the disk does not take it, say so and try again. Raises Left where it is given up."""
    while True:
        try:
            return act()
        except NotKept as error:
            voice.say(f"NOT KEPT: the disk is full or can't be written ({error}). All that was kept before is safe.")
        while True:
            voice.say("Make room. Enter tries again, n gives this one up.")
            said = voice.read().strip().casefold()
            if said == "n":
                voice.say("Given up; it is not kept.")
                raise Left
            if not said:
                break
