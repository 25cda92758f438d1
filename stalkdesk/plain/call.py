"""A whole call line by line: put the question, take the line, say what was kept, and so on to the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from stalkdesk.clock import lasted
from stalkdesk.contact.contact import Stage
from stalkdesk.desk import wording
from stalkdesk.desk.typed import NotTaken
from stalkdesk.desk.views import SETTING_ASKED, CallView, Choice
from stalkdesk.plain import commands, deciding, ending, forms, law, lines
from stalkdesk.plain.talk import BACK, Left, Talk, is_command
from stalkdesk.questions.model import Kind
from stalkdesk.questions.relevance import Standing
from stalkdesk.text import clip

DEEPEST: Final = 2
"""Commands inside one another; one more leaves them all and is done by itself."""
MOST_LISTED: Final = 9
"""Questions that a jump offers; with more, the words have to say more."""


class PlainCall:
    """One contact, from the first question to its end."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._call = talk.call
        self._put = ("", "")  # the question and what of it was put last
        self._deep = 0  # commands inside forms inside commands
        self._does: Mapping[str, Callable[[str], None]] = {
            "help": self._help,
            "again": lambda _: self._forget(),
            "danger": lambda _: self._form(lambda: forms.danger(talk)),
            "words": self._words,
            "mark": self._mark,
            "take": lambda _: self._proposed(take=True),
            "dismiss": lambda _: self._proposed(take=False),
            "note": self._note,
            "people": lambda _: self._form(lambda: forms.entries(talk, "person")),
            "earlier": lambda _: self._form(talk.earlier.show),
            "incident": lambda _: self._form(lambda: forms.entries(talk, "incident")),
            "order": lambda _: self._form(lambda: forms.entries(talk, "order")),
            "desk": lambda _: self._form(lambda: forms.front_desk(talk)),
            "why": lambda rest: talk.say(*lines.why_lines(self._call.view, everything=rest == "all")),
            "thrive": lambda _: talk.say(*deciding.thrive_lines(talk)),
            "law": lambda _: talk.say(*law.law_lines(talk)),
            "map": self._map,
            "jump": self._jump,
            "open": lambda _: self._open(),
            "next": lambda _: self._next(),
            "back": lambda _: self._move(self._call.back, "This is the first question."),
            "section": self._section,
            "clear": lambda _: self._answer(lambda sure: self._call.clear(sure=sure)),
            "silent": lambda _: self._silent(),
            "gone": lambda _: self._form(lambda: forms.gone(talk)),
            "here": lambda _: self._here(),
            "park": lambda _: talk.kept(lambda: talk.desk.park(self._call)),
            "finish": lambda _: self._form(lambda: ending.finish(talk)),
        }
        talk.inside = self._inside

    def run(self) -> None:
        """Question after question, until the contact is final or parked. Raises Ended."""
        waiting = ""
        for number, entry in self._call.contact.people.items():
            self._talk.earlier.look(number, f"the {entry['role']}" if entry.get("role") else f"person {number}")
        while self._call.contact.stage is Stage.OPEN:
            line = waiting or self._next_line()
            waiting = ""
            try:
                self._take(line)
            except Left as left:
                self._forget()
                waiting = "" if left.line == BACK else left.line

    def _take(self, line: str) -> None:
        try:
            self._understand(line)
        except NotTaken as error:
            self._refused(line, str(error))

    def _next_line(self) -> str:
        view = self._call.view
        here = (view.question.id, view.question.asking)
        question = [] if here == self._put else lines.question_lines(view, self._talk.desk.labels)
        self._put = here
        self._talk.say(*question, lines.ANSWER)
        return self._talk.voice.read()

    def _forget(self) -> None:
        """Have the question put again."""
        self._put = ("", "")

    # What a line means

    def _understand(self, line: str) -> None:
        said, question = line.strip(" \t"), self._call.view.question
        if is_command(said):
            self._command(said)
        elif not said:
            self._next()
        elif lines.is_typed(question):
            self._typed(said.removeprefix(":") if said.startswith("::") else said)
        elif key := lines.key_of(question, said):
            self._choose(key)
        elif question.kind == Kind.MANY.value and (options := lines.keys_of_many(question, said)):
            self._choose(*options)
        elif twin := commands.twin_of(said):
            self._command(twin)
        else:
            self._not_a_key(said)

    def _command(self, line: str) -> None:
        name, _, rest = line[1:].partition(" ")
        key = lines.key_of(self._call.view.question, name) if len(name) == 1 else None
        if key is not None:
            self._choose(key)
            return
        command = commands.command_of(name)
        if command is None:
            hint = "Two colons begin a text with one." if lines.is_typed(self._call.view.question) else ""
            raise NotTaken(f"There is no command :{clip(name, 20)}. :help all lists them. {hint}".rstrip())
        self._does[command.name](rest.strip())

    def _inside(self, line: str) -> str:
        """A command typed in a form: done there and then where the form can go on after it, else given back."""
        name, _, rest = line[1:].partition(" ")
        command = commands.command_of(name)
        if command is None:
            self._refused(line, f"There is no command :{clip(name, 20)}. :back goes back to the question.")
            return ""
        if not command.stays or self._deep >= DEEPEST:
            return f":{command.name} {rest}".rstrip()
        self._deep += 1
        try:
            self._does[command.name](rest.strip())
        except NotTaken as error:
            self._refused(line, str(error))
        except Left as left:  # :back out of the inner form alone
            if left.line != BACK:
                raise
        finally:
            self._deep -= 1
        return ""

    def _not_a_key(self, said: str) -> None:
        keys = lines.keys_alone(self._call.view.question)
        raise NotTaken(f"“{clip(said, 40)}” is no answer here. Type one of {keys}; :again says what they mean.")

    def _refused(self, line: str, why: str) -> None:
        """One line on why, and what becomes of what was typed: words are never thrown away."""
        said = line.strip()
        if is_command(said):
            name, _, rest = said[1:].partition(" ")
            command = commands.command_of(name)
            said = said if command is None else rest.strip() if command.name in ("note", "words") else ""
        self._talk.refuse(said, why)

    # Answers

    def _choose(self, *keys: Choice) -> None:
        self._answer(*((lambda sure, key=key: self._call.choose(key.does, sure=sure)) for key in keys))

    def _typed(self, text: str) -> None:
        state = lines.key_of(self._call.view.question, text) if len(text) == 1 else None
        if state is not None and not self._talk.yes(f"Is “{text}” what they said? y or n. {state.label} is :{text}."):
            return
        self._answer(lambda sure: self._call.type(text, sure=sure))

    def _answer(self, *acts: Callable[[bool], None]) -> None:
        """Say something in the call, and what it changed."""
        before, done = self._call.view, 0
        for act in acts:
            if not self._talk.sure(act):
                break
            done += 1
        if done:
            after = self._call.view
            kept = lines.kept_line(before.question, after, self._talk.desk.labels)
            self._talk.say(kept, *lines.change_lines(before, after))

    def _proposed(self, *, take: bool) -> None:
        before = self._call.view
        if not before.proposed:
            raise NotTaken("Nothing is proposed from their words.")
        one = before.proposed[0]
        if take:
            self._talk.sure(lambda sure: self._call.take(one.line, one.question, sure=sure))
        else:
            self._talk.kept(lambda: self._call.dismiss(one.line, one.question))
            self._talk.say(f"Left: {one.label}.")
        after = self._call.view
        more = lines.proposal_line(after)
        self._talk.say(*lines.change_lines(before, after), *([more] if more else []))

    # Notes and words

    def _note(self, rest: str) -> None:
        question = self._call.view.question
        if question.asking == SETTING_ASKED:
            raise NotTaken("A note belongs to a question; Enter moves on to the first one.")
        text = rest
        if rest and question.note:
            text = f"{question.note}\n{rest}"
        if not rest:
            held = f"Note now: {question.note}. Type it anew, or" if question.note else "Type the note, or"
            text = self._talk.ask(f"{held} Enter to leave it.")
        if text:
            self._talk.kept(lambda: self._call.note(text))
            self._talk.say("Note kept.")

    def _words(self, rest: str) -> None:
        if rest:
            self._talk.kept(lambda: self._call.word(rest))
            self._talk.say("Words kept.")
        else:
            self._talk.say(*lines.words_lines(self._call.contact))
        proposed = lines.proposal_line(self._call.view)
        if proposed:
            self._talk.say(proposed)

    def _mark(self, rest: str) -> None:
        last = self._call.contact.words[-1].number if self._call.contact.words else 0
        number = int(rest) if rest.isascii() and rest.isdigit() and len(rest) < 9 else last
        self._talk.kept(lambda: self._call.mark(number))
        marked = any(line.number == number and line.verbatim for line in self._call.contact.words)
        self._talk.say(f"Line {number} is {'marked as' if marked else 'no longer marked as'} their exact words.")

    # Moving

    def _next(self) -> None:
        before = self._call.view
        self._move(self._call.enter, "This is the last question. :open goes to the first one open, :finish ends.")
        after = self._call.view
        left = before.question
        asked = left.standing == Standing.ASKED.value and left.id not in after.contact.answers
        if asked and after.question.id != left.id:
            self._talk.say(f"Left open: {wording.label(left.id, self._talk.desk.labels)}.")

    def _open(self) -> None:
        reached = self._call.view.first_open is None
        here = "Every question has been reached. :finish ends the call." if reached else "This is the first one open."
        self._move(self._call.first_open, here)

    def _section(self, rest: str) -> None:
        step = -1 if rest == "back" else 1
        self._move(lambda: self._call.section(step), "There is no further section.")

    def _move(self, act: Callable[[], None], at_the_end: str) -> None:
        before = self._call.view.question
        self._talk.kept(act)
        after = self._call.view.question
        if (before.id, before.asking) == (after.id, after.asking):
            self._talk.say(at_the_end)

    def _jump(self, rest: str) -> None:
        wanted = rest or self._talk.ask("Type any part of a question. Enter goes back.")
        if not wanted:
            return
        view = self._call.view
        found = _matching(view, wanted)
        if not found or len(found) > MOST_LISTED:
            more = "No question has" if not found else f"{len(found)} questions have"
            raise NotTaken(f"{more} “{clip(wanted, 40)}” in it. Type other words, or more of them.")
        place = 1
        if len(found) > 1:
            listed = [f"{number} {label}" for number, (_, label) in enumerate(found, 1)]
            said = self._talk.ask("\n".join([*listed, "Type its number, or Enter to stay."]))
            if not said:
                return
            place = int(said) if len(said) == 1 and said in "123456789" else 0
        if not 0 < place <= len(found):
            raise NotTaken("That is none of the numbers.")
        self._talk.kept(lambda: self._call.go(found[place - 1][0]))
        self._forget()

    # Everything else

    def _help(self, rest: str) -> None:
        question = self._call.view.question
        if rest == "all":
            self._talk.say(*commands.help_lines())
            return
        self._talk.say(question.help or question.why or "There is no more to say about it.", ":help all: commands.")

    def _map(self, rest: str) -> None:
        spent = lasted(self._talk.desk.elapsed(self._call.contact))
        self._talk.say(f"{self._call.contact.ref}, begun {spent} ago.")
        self._talk.say(*lines.map_lines(self._call.view, everything=rest == "all"))

    def _form(self, form: Callable[[], None]) -> None:
        """A form, and the question again after it."""
        self._forget()
        form()

    def _silent(self) -> None:
        on = not self._call.contact.silent
        self._talk.kept(lambda: self._call.silence(on=on))
        self._talk.say("Silent caller: one tap is yes, two taps are no." if on else "The caller can speak again.")

    def _here(self) -> None:
        if self._call.contact.gone is None:
            raise NotTaken("The caller was not gone.")
        self._talk.kept(self._call.called_back)
        self._talk.say("Kept: the caller is there again.")


def _matching(view: CallView, wanted: str) -> list[tuple[str, str]]:
    """Questions that have all of these words in their name or in what is asked: id and name."""
    words = wanted.casefold().split()
    found: list[tuple[str, str]] = []
    for row in (row for section in view.map for row in section.rows):
        if row.label.casefold() == wanted.casefold():
            return [(row.id, row.label)]
        text = f"{row.label} {view.assessment.qset.questions[row.id].ask}".casefold()
        if all(word in text for word in words):
            found.append((row.id, row.label))
    return found
