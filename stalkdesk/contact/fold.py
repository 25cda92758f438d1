"""A contact from its events: one event more gives the next contact, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar

from stalkdesk.contact.contact import Act, Amendment, Contact, Form, Given, Link, Lowering, Said, Stage, WordLine
from stalkdesk.contact.endings import (
    Acted,
    Advised,
    Amended,
    AmendmentDropped,
    Finished,
    Graded,
    LeftOpen,
    Lowered,
    LoweringAgreed,
    LoweringTakenBack,
    Raised,
    RaiseTakenBack,
    ReadBack,
)
from stalkdesk.contact.event import Event
from stalkdesk.contact.kinds import (
    Answered,
    CalledBack,
    CallerGone,
    Cleared,
    Delivered,
    Disclosed,
    Dismissed,
    Drafted,
    Filled,
    Happening,
    Linked,
    Marked,
    Moved,
    Noted,
    Opened,
    Parked,
    Removed,
    Resumed,
    Silenced,
    Sourced,
    Unreadable,
    Viewed,
    Worded,
    read,
)

LONGEST_TRAIL: Final = 50
V = TypeVar("V")


def fold(events: Iterable[Event]) -> Contact:
    """The contact these events make, in their order. Raises Unreadable where they do not begin with its opening."""
    contact: Contact | None = None
    for event in events:
        contact = after(contact, event)
    if contact is None:
        raise Unreadable("a contact without events")
    return contact


def after(contact: Contact | None, event: Event) -> Contact:
    """The contact once this has happened too."""
    happening = read(event.kind, event.body)
    if contact is None:
        if not isinstance(happening, Opened):
            raise Unreadable(f"a contact that begins with {event.kind}")
        contact = Contact(id=event.contact, opening=happening, handler=event.who, opened=event.at)
    else:
        step = _STEPS.get(type(happening))
        if step is None:
            raise Unreadable(f"{event.kind} inside a contact")
        contact = step(contact, happening, event)
    return replace(contact, seq=event.seq, last_at=event.at, elapsed=event.elapsed)


def _answered(contact: Contact, said: Answered, event: Event) -> Contact:
    given = Given(at=event.at, elapsed=event.elapsed, who=event.who)
    words = contact.words
    if said.line is not None:
        words = _line(contact, said.line, taken=lambda line: (*line.taken, said.question))
    moved = _shown(contact, said.to)
    return replace(
        moved,
        answers={**contact.answers, said.question: said.answer},
        given={**contact.given, said.question: given},
        sources=_with(contact.sources, said.question, said.source),
        drafts=_without(contact.drafts, f"answer:{said.question}"),
        words=words,
        # They agreed to what was read to them, not to what was said after it.
        read_back=contact.read_back if contact.answers.get(said.question) == said.answer else None,
    )


def _cleared(contact: Contact, said: Cleared, _: Event) -> Contact:
    return replace(
        contact,
        answers=_without(contact.answers, said.question),
        given=_without(contact.given, said.question),
        sources=_without(contact.sources, said.question),
        read_back=contact.read_back if said.question not in contact.answers else None,
    )


def _noted(contact: Contact, said: Noted, _: Event) -> Contact:
    notes = {**contact.notes, said.question: said.text} if said.text else _without(contact.notes, said.question)
    return replace(contact, notes=notes, drafts=_without(contact.drafts, f"note:{said.question}"))


def _drafted(contact: Contact, said: Drafted, _: Event) -> Contact:
    drafts = {**contact.drafts, said.field: said.text} if said.text else _without(contact.drafts, said.field)
    return replace(contact, drafts=drafts)


def _moved(contact: Contact, said: Moved, _: Event) -> Contact:
    if said.back:
        return replace(contact, position=said.to, trail=contact.trail[:-1])
    return _shown(contact, said.to)


def _shown(contact: Contact, to: str) -> Contact:
    here = contact.position
    if to == here:
        return contact
    trail = contact.trail if here is None else (*contact.trail, here)[-LONGEST_TRAIL:]
    return replace(contact, position=to, trail=trail)


def _worded(contact: Contact, said: Worded, event: Event) -> Contact:
    if any(line.number == said.line for line in contact.words):
        return replace(contact, words=_line(contact, said.line, text=lambda _: said.text))
    line = WordLine(number=said.line, text=said.text, at=event.at, elapsed=event.elapsed)
    return replace(contact, drafts=_without(contact.drafts, "words"), words=(*contact.words, line))


def _marked(contact: Contact, said: Marked, _: Event) -> Contact:
    return replace(contact, words=_line(contact, said.line, verbatim=lambda _: said.verbatim))


def _dismissed(contact: Contact, said: Dismissed, _: Event) -> Contact:
    if said.line < 0:
        return replace(contact, not_so=contact.not_so | {said.question})
    return replace(contact, words=_line(contact, said.line, dismissed=lambda line: (*line.dismissed, said.question)))


def _line(contact: Contact, number: int, **changes: Callable[[WordLine], Any]) -> tuple[WordLine, ...]:
    return tuple(
        replace(line, **{name: change(line) for name, change in changes.items()}) if line.number == number else line
        for line in contact.words
    )


def _filled(contact: Contact, said: Filled, event: Event) -> Contact:
    drafts = _without(contact.drafts, f"{said.form}:{said.number}:{said.field}")
    contact = replace(contact, drafts=drafts)
    match said.form:
        case "danger":
            return replace(contact, danger=_with(contact.danger, said.field, said.text))
        case "setting":
            return replace(contact, setting=_with(contact.setting, said.field, said.text))
        case "decision":
            return replace(contact, decision=_with(contact.decision, said.field, said.text))
        case "person":
            entry = _with(contact.people.get(said.number, {}), said.field, said.text)
            known = contact.known if said.text else _known(contact, said.number, said.field, "")
            return replace(contact, people={**contact.people, said.number: entry}, known=known)
        case "incident":
            held = contact.incidents.get(said.number, {})
            entry = _with(held, said.field, said.text)
            if said.field == "breach" and said.text != held.get("breach", ""):
                entry = _without(entry, "order")  # other words are no longer that order
            told = {**contact.told, said.number: event.at} if said.field == "when" else contact.told
            return replace(contact, incidents={**contact.incidents, said.number: entry}, told=told)
        case "order":
            entry = _with(contact.orders.get(said.number, {}), said.field, said.text)
            return replace(contact, orders={**contact.orders, said.number: entry})
        case _:
            raise Unreadable(f"a form {said.form}")


def _sourced(contact: Contact, said: Sourced, _: Event) -> Contact:
    there = contact.people.get(said.person, {}).get(said.field)
    return replace(contact, known=_known(contact, said.person, said.field, said.by if there else ""))


def _known(contact: Contact, person: int, field: str, by: str) -> Form:
    """How everything is known, with this fact: nobody says what is not written down."""
    facts = _with(contact.known.get(person, {}), field, by)
    return {**contact.known, person: facts} if facts else _without(contact.known, person)


def _removed(contact: Contact, said: Removed, _: Event) -> Contact:
    # The number may be given again: nothing half typed is left to whoever gets it.
    of_it = f"{said.form}:{said.number}:"
    return replace(
        contact,
        drafts={field: text for field, text in contact.drafts.items() if not field.startswith(of_it)},
        people=_without(contact.people, said.number) if said.form == "person" else contact.people,
        known=_without(contact.known, said.number) if said.form == "person" else contact.known,
        incidents=_incidents_without(contact, said),
        orders=_without(contact.orders, said.number) if said.form == "order" else contact.orders,
    )


def _incidents_without(contact: Contact, said: Removed) -> Form:
    """Without this incident; where it is an order that was taken out, tied to it no longer, since its number may be
    given again. The words of what was broken stay."""
    if said.form == "incident":
        return _without(contact.incidents, said.number)
    if said.form != "order":
        return contact.incidents
    return {
        number: _without(entry, "order") if entry.get("order") == str(said.number) else entry
        for number, entry in contact.incidents.items()
    }


def _linked(contact: Contact, said: Linked, event: Event) -> Contact:
    key = (said.person, said.contact, said.other)
    link = Link(said=said, at=event.at, who=event.who)
    if contact.stage is Stage.FINISHED:
        return replace(contact, links_since={**contact.links_since, key: link})
    return replace(contact, links={**contact.links, key: link})


def _raised(contact: Contact, said: Raised, event: Event) -> Contact:
    under, by = contact.raised_under, contact.raised_by
    if contact.raised is not None and by is not None and by.who != event.who:
        under = (*under, (contact.raised, by))
    return replace(contact, raised=said, raised_by=_by(event), raised_under=under, lowering=None)


def _raise_taken_back(contact: Contact, _: RaiseTakenBack, __: Event) -> Contact:
    raised, by = contact.raised_under[-1] if contact.raised_under else (None, None)
    return replace(contact, raised=raised, raised_by=by, raised_under=contact.raised_under[:-1])


def _lowering_agreed(contact: Contact, said: LoweringAgreed, event: Event) -> Contact:
    if contact.lowering is None:
        return contact
    return replace(contact, lowering=replace(contact.lowering, second=said.second, agreed_at=event.at))


def _acted(contact: Contact, said: Acted, event: Event) -> Contact:
    if said.state == "open":
        return replace(contact, acts=_without(contact.acts, said.action))
    return replace(contact, acts={**contact.acts, said.action: Act(said=said, by=_by(event))})


def _amended(contact: Contact, said: Amended, event: Event) -> Contact:
    # What was linked since it was final becomes part of the next revision.
    return replace(
        contact,
        stage=Stage.OPEN,
        amendments=(*contact.amendments, Amendment(of=contact.revision, why=said.why, by=_by(event), level=said.level)),
        links={**contact.links, **contact.links_since},
        links_since={},
    )


def _by(event: Event) -> Said:
    return Said(at=event.at, who=event.who)


def _finished(contact: Contact, said: Finished, event: Event) -> Contact:
    return replace(
        contact,
        stage=Stage.FINISHED,
        revision=said.revision,
        sha256=said.sha256,
        finished=event.at,
        drafts={},
        raise_final=contact.raised,
    )


_STEPS: Final[Mapping[type[Happening], Callable[[Contact, Any, Event], Contact]]] = {
    Answered: _answered,
    Cleared: _cleared,
    Noted: _noted,
    Drafted: _drafted,
    Moved: _moved,
    Worded: _worded,
    Marked: _marked,
    Dismissed: _dismissed,
    Filled: _filled,
    Sourced: _sourced,
    Removed: _removed,
    Finished: _finished,
    Linked: _linked,
    Silenced: lambda contact, said, _: replace(contact, silenced=said.on),
    Parked: lambda contact, _, __: replace(contact, stage=Stage.PARKED),
    Resumed: lambda contact, _, __: replace(contact, stage=Stage.OPEN),
    CallerGone: lambda contact, said, _: replace(contact, gone=said),
    CalledBack: lambda contact, _, __: replace(contact, gone=None),
    Raised: _raised,
    RaiseTakenBack: _raise_taken_back,
    Lowered: lambda contact, said, event: replace(contact, lowering=Lowering(said=said, by=_by(event))),
    LoweringAgreed: _lowering_agreed,
    LoweringTakenBack: lambda contact, _, __: replace(contact, lowering=None),
    Acted: _acted,
    Advised: lambda contact, said, _: replace(
        contact, advised=_with(contact.advised, f"{said.what}:{said.id}", said.how)
    ),
    Amended: _amended,
    AmendmentDropped: lambda contact, _, __: replace(
        contact, stage=Stage.FINISHED, drafts={}, amendments=contact.amendments[:-1]
    ),
    Graded: lambda contact, said, _: replace(contact, grade=said),
    ReadBack: lambda contact, said, _: replace(contact, read_back=said),
    LeftOpen: lambda contact, said, _: replace(contact, left_open=said),
    Delivered: lambda contact, said, _: replace(contact, delivered={**contact.delivered, said.revision: said}),
    Viewed: lambda contact, _, __: contact,
    Disclosed: lambda contact, _, __: contact,
}

K = TypeVar("K")


def _without(entries: Mapping[K, V], key: K) -> Mapping[K, V]:
    return {k: v for k, v in entries.items() if k != key} if key in entries else entries


def _with(entries: Mapping[str, str], key: str, text: str) -> Mapping[str, str]:
    return {**entries, key: text} if text else _without(entries, key)
