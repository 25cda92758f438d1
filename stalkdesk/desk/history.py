"""What happened in a contact, event by event, in words: who changed what from what to what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from stalkdesk.contact.contact import Contact
from stalkdesk.contact.event import Event
from stalkdesk.contact.fold import after
from stalkdesk.contact.forms import field as form_field
from stalkdesk.contact.kinds import (
    Acted,
    Advised,
    Amended,
    AmendmentDropped,
    Answered,
    CalledBack,
    CallerGone,
    Cleared,
    Delivered,
    Disclosed,
    Dismissed,
    Drafted,
    Filled,
    Finished,
    Graded,
    Happening,
    LeftOpen,
    Linked,
    Lowered,
    LoweringAgreed,
    LoweringTakenBack,
    Marked,
    Moved,
    Noted,
    Opened,
    Parked,
    Raised,
    RaiseTakenBack,
    ReadBack,
    Removed,
    Resumed,
    Searched,
    Silenced,
    Sourced,
    Viewed,
    Worded,
    read,
)
from stalkdesk.desk import wording
from stalkdesk.desk.wording import Labels
from stalkdesk.questions.answers import Answer
from stalkdesk.questions.model import QuestionSet
from stalkdesk.text import one_line

_KNOWN_BY: Final = {
    "volunteered": ", said without being asked",
    "words": ", from their account",
    "earlier_report": ", from an earlier report",
}
_FORMS: Final = {"danger": "Danger now", "setting": "At the desk", "decision": "Decision"}


def told(events: Iterable[Event], qset: QuestionSet, labels: Labels) -> list[tuple[str, str, str]]:
    """(when, who, what) for each of a contact's events, in their order."""
    teller = _Teller(qset, labels)
    contact: Contact | None = None
    rows: list[tuple[str, str, str]] = []
    for event in events:
        happening = read(event.kind, event.body)
        rows.append((event.at, event.who, one_line(teller.words(contact, happening))))
        contact = after(contact, event)
    return rows


class _Teller:
    """Puts one happening into words; the contact is as it was before."""

    def __init__(self, qset: QuestionSet, labels: Labels) -> None:
        self._qset = qset
        self._labels = labels
        self._own: Mapping[type[Happening], Callable[[Contact, Any], str]] = {
            Answered: self._answered,
            Cleared: self._cleared,
            Noted: self._noted,
            Drafted: self._drafted,
            Moved: self._moved,
            Worded: _worded,
            Dismissed: self._dismissed,
            Filled: _filled,
            Sourced: _sourced,
            Removed: _removed,
            Raised: _raised,
            Graded: _graded,
            LeftOpen: self._left_open,
        }

    def words(self, before: Contact | None, said: Happening) -> str:
        own = self._own.get(type(said))
        return _PLAIN[type(said)](said) if before is None or own is None else own(before, said)

    def _label(self, id: str) -> str:
        name = wording.label(id, self._labels)
        return name[:1].upper() + name[1:]

    def _full(self, id: str, answer: Answer | None) -> str:
        return "not answered" if answer is None else wording.full(self._qset.questions[id], answer)

    def _answered(self, before: Contact, said: Answered) -> str:
        new = self._full(said.question, said.answer)
        old = before.answers.get(said.question)
        change = new if old is None else _changed(self._full(said.question, old), new)
        return f"{self._label(said.question)}: {change}{_KNOWN_BY.get(said.known_by, '')}"

    def _cleared(self, before: Contact, said: Cleared) -> str:
        old = self._full(said.question, before.answers.get(said.question))
        return f"{self._label(said.question)}: {old} → not answered, taken back"

    def _noted(self, before: Contact, said: Noted) -> str:
        return f"Note on {wording.label(said.question, self._labels)}: " + _texts(
            before.notes.get(said.question, ""), said.text
        )

    def _drafted(self, before: Contact, said: Drafted) -> str:
        form, rest = said.field.split(":", 1) if ":" in said.field else (said.field, "")
        number, name = rest.split(":", 1) if ":" in rest else (rest, "")
        if form in ("answer", "note"):
            place = f"{form} to {wording.label(rest, self._labels)}"
        else:
            place = _place(form, int(number), name) if number.isdecimal() else form
        return f"Being typed, {place[:1].lower()}{place[1:]}: {_texts(before.drafts.get(said.field, ''), said.text)}"

    def _moved(self, _: Contact, said: Moved) -> str:
        return f"{'Went back' if said.back else 'Went'} to {wording.label(said.to, self._labels)}"

    def _dismissed(self, _: Contact, said: Dismissed) -> str:
        return f"Line {said.line} taken not to answer {wording.label(said.question, self._labels)}"

    def _left_open(self, _: Contact, said: LeftOpen) -> str:
        names = ", ".join(wording.label(id, self._labels) for id in said.questions)
        return f"Left open: {names or 'nothing'}; {said.reason}"


def _changed(old: str, new: str) -> str:
    return new if old == new else f"{old} → {new}"


def _texts(old: str, new: str) -> str:
    if not new:
        return f"“{old}” → taken out" if old else "nothing"
    return f"“{old}” → “{new}”" if old and old != new else f"“{new}”"


def _place(form: str, number: int, id: str) -> str:
    """`Person 2, name`."""
    found = form_field(form, id)
    name = id.replace("_", " ") if found is None else found.label[:1].lower() + found.label[1:]
    head = _FORMS.get(form) or f"{form.capitalize()} {number}"
    return f"{head}, {name.rstrip('?')}"


def _opened(said: Opened) -> str:
    kind = "Call" if said.channel == "call" else "Walk-in"
    more = [f"from {said.caller_number}"] if said.caller_number else []
    more += [f"incident {said.incident}"] if said.incident else []
    return ", ".join([f"{kind} {said.ref} opened with {said.set_id} {said.set_version}", *more])


def _worded(before: Contact, said: Worded) -> str:
    old = next((line.text for line in before.words if line.number == said.line), "")
    return f"Account, line {said.line}: " + _texts(old, said.text)


def _filled(before: Contact, said: Filled) -> str:
    forms: Mapping[str, Mapping[str, str]] = {
        "danger": before.danger,
        "setting": before.setting,
        "person": before.people.get(said.number, {}),
        "incident": before.incidents.get(said.number, {}),
        "order": before.orders.get(said.number, {}),
        "decision": before.decision,
    }
    old = forms.get(said.form, {}).get(said.field, "")
    if (said.form, said.field) == ("incident", "order"):
        tie = f"tied to {_order(said.text)} as what it broke" if said.text else f"no longer tied to {_order(old)}"
        return f"Incident {said.number}, {tie}"
    return f"{_place(said.form, said.number, said.field)}: " + _texts(old, said.text)


def _sourced(before: Contact, said: Sourced) -> str:
    old = before.known.get(said.person, {}).get(said.field, "")
    change = _changed(old, said.by or "nothing said of it") if old else said.by
    return f"{_place('person', said.person, said.field)}, how it is known: {change}"


def _order(key: str) -> str:
    """`1` or `SX-7F3K/1` in words."""
    ref, _, number = key.rpartition("/")
    return f"order {number}{f' of {ref}' if ref else ''}"


def _removed(before: Contact, said: Removed) -> str:
    entry = before.entries(said.form).get(said.number, {})
    held = "; ".join(f"{key.replace('_', ' ')} {text}" for key, text in entry.items())
    tied = [n for n, one in before.incidents.items() if said.form == "order" and one.get("order") == str(said.number)]
    untied = f"; no longer tied to it: incident {', '.join(map(str, tied))}" if tied else ""
    what = f": {held}" if held else ""
    return f"{said.form.capitalize()} {said.number} taken out, entered by mistake{what}{untied}"


def _raised(before: Contact, said: Raised) -> str:
    old = "" if before.raised is None else f"{before.raised.level.upper()} → "
    return f"Level raised by the handler: {old}{said.level.upper()}; {said.reason}"


def _graded(before: Contact, said: Graded) -> str:
    old = "" if before.grade is None or before.grade.grade == said.grade else f"{_grade(before.grade)} → "
    return f"Grade: {old}{_grade(said)}" + (f"; {said.reason}" if said.reason else "")


def _grade(said: Graded) -> str:
    return said.grade.replace("_", " ")


def _gone(said: CallerGone) -> str:
    return f"Caller gone: {said.how}" + (f"; ring back {said.call_back}" if said.call_back else "; not to be rung back")


def _read_back(said: ReadBack) -> str:
    return "Read back, and the caller agreed" if said.agreed else f"Not read back: {said.reason}"


_HOW: Final = {"given": "given", "declined": "declined", "not_safe": "not safe to give", "": "taken back"}


def _acted(said: Acted) -> str:
    more = [part for part in (said.told, said.reason) if part]
    state = "open again" if said.state == "open" else said.state.replace("_", " ")
    return f"Plan, {said.action.replace('_', ' ')}: {state}" + (f"; {'; '.join(more)}" if more else "")


_VERDICTS: Final = {
    "same": "is person {other} of {ref}",
    "different": "is not person {other} of {ref}",
    "unsure": "may be person {other} of {ref}; it can't be said",
    "undone": "and person {other} of {ref}: what was said of them taken back",
}


def _linked(said: Linked) -> str:
    words = _VERDICTS.get(said.verdict, said.verdict).format(other=said.other, ref=said.ref)
    why = f" ({'; '.join(said.because)})" if said.because and said.verdict != "undone" else ""
    who = f"Person {said.person}" if said.person else "The place"
    words = words if said.other else words.replace("person 0", "that")
    return f"{who} {words}{why}" + ("" if said.ours else ", said there")


_PLAIN: Final[Mapping[type[Happening], Callable[[Any], str]]] = {
    Opened: _opened,
    Marked: lambda said: (
        f"Line {said.line} marked as their exact words"
        if said.verbatim
        else f"Line {said.line} no longer marked as their exact words"
    ),
    Silenced: lambda said: "The caller answers by taps" if said.on else "The caller can speak again",
    Parked: lambda _: "Parked",
    Resumed: lambda said: "Taken up again after the program had been cut off" if said.cut_off else "Taken up again",
    CallerGone: _gone,
    CalledBack: lambda _: "The caller is there again",
    RaiseTakenBack: lambda said: (
        f"The handler's raise of the level taken back{f': {said.reason}' if said.reason else ''}"
    ),
    Lowered: lambda said: f"A lower level asked for: {said.level.upper()}; {said.rationale}",
    LoweringAgreed: lambda said: f"The lower level agreed by {said.second}",
    LoweringTakenBack: lambda _: "The lower level taken back",
    Acted: _acted,
    Advised: lambda said: f"{said.what.capitalize()} {said.id.replace('_', ' ')}: {_HOW.get(said.how, said.how)}",
    Amended: lambda said: f"Opened again to be amended: {said.why}",
    AmendmentDropped: lambda _: "Nothing amended: the last revision stands",
    ReadBack: _read_back,
    Finished: lambda said: f"Made final as revision {said.revision}",
    Delivered: lambda said: f"Revision {said.revision} taken by the force's system as {said.force_ref}",
    Viewed: lambda said: f"Read: {said.what}",
    Disclosed: lambda said: f"Left the desk: {said.how}" + (f", to {said.to}" if said.to else ""),
    Linked: _linked,
    Searched: lambda said: f"Searched “{said.text}”, shown: {', '.join(said.shown)}",
}
