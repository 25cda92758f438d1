"""What a handler writes down in a contact beside the answers: notes, the caller's words, forms, how it ended."""

from __future__ import annotations

from abc import ABC, abstractmethod

from stalkdesk.contact.contact import Contact
from stalkdesk.contact.forms import FACTS, SAID_BY
from stalkdesk.contact.forms import field as form_field
from stalkdesk.contact.kinds import (
    CalledBack,
    CallerGone,
    Drafted,
    Filled,
    Happening,
    Marked,
    Noted,
    Removed,
    Silenced,
    Sourced,
    Worded,
)
from stalkdesk.desk.breaches import Breakable
from stalkdesk.desk.typed import LONGEST, NotTaken, taken
from stalkdesk.text import clean_text


class Account(ABC):
    """What a call has beside its answers. Each is on the disk when the method returns."""

    contact: Contact
    _notice: str

    @abstractmethod
    def keep(self, happening: Happening) -> None:
        """One event on the disk. Raises NotTaken, NotKept."""

    @property
    @abstractmethod
    def _position(self) -> str:
        """The question on the screen."""

    @abstractmethod
    def orders_to_break(self) -> tuple[Breakable, ...]:
        """The orders that an incident can be tied to."""

    # Notes and words

    def note(self, text: str, id: str | None = None) -> None:
        """The whole note of a question; of the one on the screen where none is named."""
        self.keep(Noted(question=id or self._position, text=taken(text).rstrip()))

    def draft(self, field: str, text: str) -> None:
        """What stands in a field while it is still being typed: it is kept as well."""
        clean = clean_text(text)
        if len(clean) <= LONGEST and clean != self.contact.drafts.get(field, ""):
            notice = self._notice
            self.keep(Drafted(field=field, text=clean))
            self._notice = notice

    def word(self, text: str, *, now: bool = True) -> None:
        """A line of the caller's own account; more lines where the text has more. `now`: they are saying it."""
        number = max((line.number for line in self.contact.words), default=0)
        for row in [row.strip() for row in taken(text).split("\n") if row.strip()]:
            if now:
                self.called_back()
            number += 1
            self.keep(Worded(line=number, text=row))

    def reword(self, line: int, text: str) -> None:
        """A line of words put right; the old one stays in the history."""
        if all(one.number != line for one in self.contact.words):
            raise NotTaken("There is no such line.")
        self.keep(Worded(line=line, text=taken(text).replace("\n", " ").strip()))

    def mark(self, line: int) -> None:
        """Mark a line as the caller's exact words, or take the mark off."""
        found = next((one for one in self.contact.words if one.number == line), None)
        if found is None:
            raise NotTaken("There is no line to mark yet.")
        self.keep(Marked(line=line, verbatim=not found.verbatim))

    def fill(self, form: str, number: int, field: str, text: str) -> None:
        """One field of a person, an incident, an order, the danger form or the front desk's setting. The number of an
        order, where it is said what an incident broke, stands for that order."""
        if form == "decision" or form_field(form, field) is None:  # what is decided has ways of its own
            raise NotTaken("There is no such field.")
        text = taken(text).strip()
        order = self._order_meant(text) if (form, field) == ("incident", "breach") else None
        self.keep(Filled(form=form, number=number, field=field, text=text if order is None else order.words))
        if order is not None:
            self.keep(Filled(form=form, number=number, field="order", text=order.key))

    def _order_meant(self, text: str) -> Breakable | None:
        if not (text.isascii() and text.isdigit()):
            return None
        return next((one for one in self.orders_to_break() if str(one.number) == text), None)

    def said_by(self, person: int, field: str, by: str) -> None:
        """How one fact of a person is known; empty for nothing said of it."""
        if field not in FACTS or (by and by not in SAID_BY):
            raise NotTaken("That is no line of which it can be said who says so.")
        if not self.contact.people.get(person, {}).get(field):
            raise NotTaken("Nothing stands on this line yet; type it first, then say who says so.")
        if by != self.contact.known.get(person, {}).get(field, ""):
            self.keep(Sourced(person=person, field=field, by=by))

    def remove(self, form: str, number: int) -> None:
        """A person, incident or order that was entered by mistake."""
        entries = self.contact.entries(form)
        half_typed = any(field.startswith(f"{form}:{number}:") for field in self.contact.drafts)
        if number not in entries and not half_typed:
            raise NotTaken("There is nothing to take out.")
        incidents = self.contact.incidents
        self.keep(Removed(form=form, number=number))
        loose = [str(n) for n, now in self.contact.incidents.items() if "order" in incidents[n] and "order" not in now]
        if loose:
            self._notice = f"Incident {', '.join(loose)} said that it was broken. The words stay there; put them right."

    def silence(self, *, on: bool) -> None:
        """Open or close the form for a caller who can't speak."""
        self.keep(Silenced(on=on))
        self._notice = "Silent caller: one tap is yes, two taps are no." if on else "The caller can speak again."

    def caller_gone(self, how: str, call_back: str = "") -> None:
        """The line was lost, or the caller went."""
        self.keep(CallerGone(how=taken(how).strip(), call_back=taken(call_back).strip()))

    def called_back(self) -> None:
        """The caller is there again: said, or seen from their answering."""
        if self.contact.gone is not None:
            self.keep(CalledBack())
