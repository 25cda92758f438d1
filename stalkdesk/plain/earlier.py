"""Earlier reports of the same people, line by line: that some were found, why, and what the handler says of each.

Nothing is decided here. A line that was kept is kept before anybody is looked for, and the search is given up for the
moment where the index of people is far behind: it goes on with the next line.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from stalkdesk.clock import day_and_year, local
from stalkdesk.desk.lookup import PLACE
from stalkdesk.journal.journal import NotKept
from stalkdesk.plain.lines import proposal_line
from stalkdesk.text import clip, one_line

if TYPE_CHECKING:
    from stalkdesk.desk.earlier import Earlier
    from stalkdesk.desk.lookup import Lookup
    from stalkdesk.plain.talk import Talk

BESIDE: Final = 0.3
"""Seconds in which the index takes in what is new, beside a line that is being typed."""
ASKED: Final = 3.0
"""The same where the list was asked for."""
_AT_ONCE: Final = 1000
_VERDICTS: Final = {"l": "same", "r": "different", "?": "unsure", "u": "undone"}
_SAID: Final = {"same": "linked", "different": "not the same", "unsure": "can't say"}
_KEPT: Final = {
    "same": "Linked: {name} is {theirs} of {ref}. It stands in both records, and can be taken back.",
    "different": "Kept: {name} is not {theirs} of {ref}. Only a new reason brings it back.",
    "unsure": "Kept: it can't be said whether {name} is {theirs} of {ref}.",
    "undone": "Taken back. {ref} stands as found.",
}
_KEYS: Final = (
    "l and a number: the same person. r: not the same. ?: can't say. u: take back. A number alone reads that record. "
    "Enter goes back."
)


class EarlierReports:
    """What was found beside one contact, and what of it was spoken of already."""

    def __init__(self, talk: Talk, lookup: Lookup) -> None:
        self._talk = talk
        self._lookup = lookup
        self._told: set[tuple[int, str, int]] = set()
        self._logged: set[str] = set()
        self._trouble = ""
        self._behind = False

    # Beside what is being typed

    def look(self, person: int, whom: str = "this person") -> None:
        """Say in one line how many there may be of this person, or of the places, where one is new."""
        found = self._found(BESIDE)
        mine = [one for one in found if one.match.person == person and one.verdict in ("", "unsure")]
        keys = {(person, one.match.contact, one.match.number) for one in mine}
        if keys <= self._told:
            return
        self._told |= keys
        many = len({one.ref for one in mine})
        reports, lists = ("1 earlier report", "lists it") if many == 1 else (f"{many} earlier reports", "lists them")
        self._talk.say(f"{reports} may be of {'the same place' if person == PLACE else whom}: :earlier {lists}.")

    def _found(self, seconds: float, *, shown: bool = False) -> tuple[Earlier, ...]:
        """Those there are; none where they can't be looked up, or that can't be kept, and why is said once."""
        from stalkdesk.journal.database import DbError

        try:
            found = self._search(seconds, shown=shown)
        except NotKept as error:
            trouble = (
                f"Earlier reports are not shown: each look has to be kept, and the disk does not take it ({error})."
            )
        except (DbError, OSError) as error:
            trouble = f"Earlier reports can't be looked up just now ({error}). What is written down is kept."
        else:
            self._trouble = ""
            return found
        if shown or trouble != self._trouble:
            self._talk.say(trouble)
        self._trouble = trouble
        return ()

    def _search(self, seconds: float, *, shown: bool) -> tuple[Earlier, ...]:
        from stalkdesk.desk.earlier import told

        desk, contact = self._talk.desk, self._talk.call.contact
        self._behind = not self._catch_up(seconds)
        matches = self._lookup.find(contact.people, local(desk.clock.now()).date(), contact.id)
        matches += self._lookup.at_places(contact.people, contact.incidents, contact.id)
        found = told(desk, self._talk.call, matches)
        refs = tuple(dict.fromkeys(one.ref for one in found))
        if refs and (shown or not self._logged.issuperset(refs)):
            desk.searched(f"people of {contact.ref}", refs)
            self._logged.update(refs)
        return found

    def _catch_up(self, seconds: float) -> bool:
        """Take into the index what was written down since; whether all of it is there."""
        from stalkdesk.desk.earlier import people_since

        journal, running = self._talk.desk.journal, self._talk.desk.clock.running
        end = running() + seconds
        while True:
            changed = people_since(journal, self._lookup.position, _AT_ONCE)
            if changed.position == self._lookup.position:
                return True
            self._lookup.take_in(changed)
            if running() >= end:
                return False

    # The list

    def show(self) -> None:
        """Every one with why, and what the handler says of each. The numbers stay as they are until it is left."""
        found = list(self._found(ASKED, shown=True))
        if self._behind:
            self._talk.say("Not every record of this desk is looked through yet; :earlier again goes on.")
        if not found:
            if not self._trouble:
                self._talk.say("No earlier report fits what is written down. It is looked again with each line.")
            return
        self._told |= {(one.match.person, one.match.contact, one.match.number) for one in found}
        self._talk.say(*(f"{number}: {_words(one)}" for number, one in enumerate(found, 1)))
        self._talk.say("Nothing is joined unless you say so.", _KEYS)
        while typed := self._talk.ask("Earlier report:"):
            said = typed.casefold().replace(" ", "")
            key, digits = (said[0], said[1:]) if said[0] in _VERDICTS else ("", said)
            number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 4 else 0
            if not 0 < number <= len(found):
                self._talk.refuse(typed, f"“{clip(typed, 40)}” is no choice here. {_KEYS}")
            elif key:
                found[number - 1] = self._judge(found[number - 1], _VERDICTS[key])
            else:
                self._read(found[number - 1])

    def _judge(self, one: Earlier, verdict: str) -> Earlier:
        from stalkdesk.desk.earlier import judge
        from stalkdesk.desk.typed import NotTaken

        talk = self._talk
        try:
            talk.kept(partial(judge, talk.desk, talk.call, one, verdict))
        except NotTaken as error:
            talk.say(str(error))
            return one
        talk.say(_KEPT[verdict].format(name=one.name, theirs=one.theirs, ref=one.ref))
        if verdict == "same":
            talk.say(*filter(None, [proposal_line(talk.call.view)]))
        else:
            talk.say(*filter(None, [talk.call.view.notice]))
        return replace(one, verdict="" if verdict == "undone" else verdict)

    def _read(self, one: Earlier) -> None:
        """The record itself; that it was read is kept in it."""
        from stalkdesk.desk.showing import handover_of

        desk = self._talk.desk
        self._talk.say(self._talk.kept(lambda: handover_of(desk, *desk.read(one.match.contact))).rstrip("\n"))


def _words(one: Earlier) -> str:
    """One report in a line or two: which, how likely, whom, why, and what speaks against it."""
    match = one.match
    stands = _SAID.get(one.verdict) or ("likely" if match.likely else "possible")
    there = f", {one_line(match.role)} there" if match.role else ""
    whom = f"{one.theirs}{there}; here {one.name}" if match.person else "by the place, nobody in particular"
    words = f"{one.ref}, {day_and_year(one.opened)}, {one.level.upper()}, {stands}: {whom}."
    if one.verdict == "different":
        return words
    reasons = "; ".join(match.reasons)
    against = f" But {'; '.join(match.against)}." if match.against else ""
    return f"{words} {reasons[:1].upper()}{reasons[1:]}.{against}"
