"""The desk: contacts are opened, resumed, parked, made final, found and read through here, and nowhere else.

All of it runs in one thread, the one that owns the journal.
"""

from __future__ import annotations

import contextlib
import secrets
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from stalkdesk.clock import Clock, local, seconds_between
from stalkdesk.contact.contact import Contact, Stage
from stalkdesk.contact.event import Event
from stalkdesk.contact.fold import after, fold
from stalkdesk.contact.kinds import (
    Disclosed,
    Filled,
    Happening,
    Moved,
    Opened,
    Parked,
    Resumed,
    Searched,
    Unreadable,
    Viewed,
    kind_of,
    write,
)
from stalkdesk.contact.summary import Summary, summary
from stalkdesk.desk import rationales
from stalkdesk.desk.call import Call
from stalkdesk.desk.joined import Joined
from stalkdesk.desk.overview import Overview, overview
from stalkdesk.desk.sets import Sets
from stalkdesk.desk.typed import NotTaken
from stalkdesk.desk.wording import Labels
from stalkdesk.journal import projections
from stalkdesk.journal.database import Database
from stalkdesk.journal.journal import Journal
from stalkdesk.questions.assess import Assessment, Assessor, assess
from stalkdesk.questions.dump import sha256 as set_hash
from stalkdesk.questions.model import QuestionSet
from stalkdesk.text import clean_text

if TYPE_CHECKING:
    from stalkdesk.guidance.model import Card, Guidance

DEFAULT_SET: Final = "stalking-screening"
ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""What references are made of: nothing that is misheard or misread for another, 0 and O, 1 and I."""
MOST_JOINED: Final = 30
"""Reports that are read together."""
OWN: Final = "desk"
"""The stream of events that belong to no contact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Whose desk this is. `code` begins every reference."""

    force: str
    code: str
    practice: bool


class Desk:
    """One desk over its journal."""

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        *,
        place: Place,
        who: str,
        labels: Labels,
        draw: Callable[[str], str] = secrets.choice,
    ) -> None:
        self.journal = journal
        self.place = place
        self.who = who
        self.clock = clock
        self.labels = labels
        self.sets = Sets(journal)
        self._draw = draw
        self._began: dict[str, float] = {}  # contact → the running clock when its elapsed time was 0
        self._mine: set[str] = set()
        self._joined: set[tuple[str, str]] = set()  # contacts, and those their people were linked to that were shown
        self._newest = (-1, "", 0)
        self._guidance: dict[str, Guidance] = {}
        self.guidance_trouble = ""
        """Why the force's own guidance is not used, in one line; empty where it is, or there is none."""
        if not projections.current(journal.db):
            self._rebuild()

    # Opening, parking, resuming

    def open(self, channel: str, *, caller_number: str = "", incident: str = "", wanted: str = DEFAULT_SET) -> Call:
        """A new call or walk-in. Raises BadInput where its question set can't be used, NotKept."""
        qset = self.sets.sound(wanted)
        id = uuid.uuid4().hex
        opened = Opened(
            ref=self._new_ref(),
            channel=channel,
            force=self.place.force,
            set_id=qset.id,
            set_version=qset.version,
            set_sha256=set_hash(qset),
            practice=self.place.practice,
            caller_number=clean_text(caller_number).strip()[:100],
            incident=clean_text(incident).strip()[:100],
        )
        self._began[id] = self.clock.running()
        first = assess(qset, {}).next or next(iter(qset.questions))
        said: list[Happening] = [opened, Moved(to=first)]
        if opened.caller_number:
            said += [
                Filled(form="person", number=1, field="role", text="caller"),
                Filled(form="person", number=1, field="phone", text=opened.caller_number),
            ]
        contact: Contact | None = None
        events: list[Event] = []
        for number, happening in enumerate(said, 1):
            events.append(
                Event(
                    contact=id,
                    seq=number,
                    kind=kind_of(happening),
                    body=write(happening),
                    at=self.clock.now(),
                    elapsed=0.0,
                    who=self.who,
                )
            )
            contact = after(contact, events[-1])
        assert contact is not None
        begun = contact
        self.journal.append_all(events, lambda db: self._beside(db, begun, qset))  # all of it, or no contact
        self._mine.add(id)
        return Call(self, begun, qset, self.labels)

    def resume(self, id: str) -> Call:
        """A contact that was parked or cut off, at the very question. Raises NotTaken when it is final."""
        contact, qset = self.contact(id)
        if contact.stage is Stage.FINISHED:
            raise NotTaken("This record is final; it can be read, not gone on with.")
        call = self._begun(contact, qset)
        if contact.stage is Stage.PARKED or id not in self._mine:
            call.keep(Resumed(cut_off=contact.stage is Stage.OPEN))
        self._mine.add(id)
        return call

    def take_in_hand(self, contact: Contact, qset: QuestionSet) -> Call:
        """A contact that was opened again at this moment."""
        self._mine.add(contact.id)
        return self._begun(contact, qset)

    def park(self, call: Call) -> None:
        """Put a contact by; it keeps its place and its clock."""
        call.keep(Parked())

    def keep(self, contact: Contact, happening: Happening, assess: Assessor) -> Contact:
        """One event more, on the disk with the lists that show it. Raises NotTaken for a final record, NotKept."""
        contact = self.latest(contact)
        if contact.stage is Stage.FINISHED and not isinstance(happening, Viewed | Disclosed):
            raise NotTaken("This record is final.")
        event = self.event_of(contact, happening)
        kept = after(contact, event)

        def beside(db: Database) -> None:
            projections.put(db, summary(kept, assess(kept.answers)))
            if rationale := rationales.in_it(happening):
                rationales.keep(db, rationale, contact.id)

        self.journal.append(event, beside)
        self._newest = (self.journal.position, kept.id, kept.seq)
        return kept

    def keep_both(self, contact: Contact, here: Happening, other: str, there: Happening) -> Contact:
        """One event in this contact and one in another, both on the disk or neither. Raises NotTaken, NotKept."""
        contact, (theirs, _) = self.latest(contact), self.contact(other)
        if contact.stage is Stage.FINISHED:
            raise NotTaken("This record is final.")
        events = [self.event_of(contact, here), self.event_of(theirs, there)]
        kept = after(contact, events[0])
        self.journal.append_all(events, lambda db: projections.happened(db, contact.id, events[0].at))
        return kept

    def elapsed(self, contact: Contact) -> float:
        """Seconds since the contact was opened, also over a restart and with a clock that was changed."""
        began = self._began.get(contact.id)
        if began is None:  # nobody had it in hand since the program began: only the wall clock knows
            return contact.elapsed + max(0.0, seconds_between(contact.last_at, self.clock.now()))
        return max(contact.elapsed, self.clock.running() - began)

    # The end

    def finish(self, call: Call) -> str:
        """Make the record final: revision and outbox row in one transaction. Its reference.

        Raises NotTaken while something is open, NotKept.
        """
        from stalkdesk.desk.final import finish  # not on the way to the first screen

        return finish(self, call)

    def amend(self, id: str, why: str) -> Call:
        """Open a final record again, to become its next revision. Raises NotTaken without a reason, NotKept."""
        from stalkdesk.desk.final import amend

        return amend(self, id, why)

    def guidance(self, qset: QuestionSet) -> Guidance:
        """The force's guidance under this question set; what came with stalkdesk where its own can't be read."""
        digest = set_hash(qset)
        if digest not in self._guidance:
            from stalkdesk.desk.guided import guidance_for

            self._guidance[digest], self.guidance_trouble = guidance_for(qset, self.journal, *self._whose_and_when)
        return self._guidance[digest]

    @property
    def cards(self) -> tuple[Card, ...]:
        """Pages of help, where no contact is in hand."""
        return self.usual_guidance.cards

    @property
    def usual_guidance(self) -> Guidance:
        """The force's guidance under the usual question set."""
        return self.guidance(self.sets.sound(DEFAULT_SET))

    def used_before(self, rationale: str, contact: str) -> bool:
        """Whether another contact was lowered with these very words."""
        return rationales.elsewhere(self.journal.db, rationale, contact)

    # Looking

    def overview(self) -> Overview:
        """The home screen."""
        return overview(self.journal.db, self.clock.now(), frozenset(self._mine))

    def joined(self, contact: Contact) -> Joined:
        """What the reports hold that somebody in this contact was linked to, and those that theirs were linked to. Each
        is a look at that record, kept once for this contact. Raises NotKept."""
        from stalkdesk.desk.course import joined, same_victim, victim_of  # not on the way to the first screen

        found: dict[str, tuple[Contact, Assessment, str]] = {}
        wanted = [(id, contact, True) for id in contact.same]
        while wanted and len(found) < MOST_JOINED:
            id, by, ours = wanted.pop(0)
            if id != contact.id and id not in found:
                there, assessment = self.read(id, log=(contact.id, id) not in self._joined)
                self._joined.add((contact.id, id))
                ours = ours and same_victim(by, there)
                found[id] = there, assessment, "" if ours else victim_of(there)
                wanted += [(other, there, ours) for other in there.same]
        return joined(found.values())

    def find(self, text: str, most: int = 50) -> list[Summary]:
        """Contacts by reference or by a name in them. What was shown is itself an event (s62: consultation)."""
        text = clean_text(text)[:200]
        found = projections.found(self.journal.db, text, most)
        if found:
            self.searched(text, tuple(line.ref for line in found))
        return found

    def searched(self, text: str, shown: tuple[str, ...]) -> None:
        """These records were shown for what was searched (s62: consultation)."""
        self._own(Searched(text=text, shown=shown))

    def line(self, ref: str) -> Summary:
        """The contact with this reference or id. Raises NotTaken where there is none."""
        found = projections.by_ref(self.journal.db, clean_text(ref).strip())
        if found is None:
            raise NotTaken(f"There is no record {clean_text(ref)[:40]} on this desk.")
        return found

    def read(self, id: str, *, log: bool = True) -> tuple[Contact, Assessment]:
        """A contact as it stands, and its assessment under its own question set. Reading is kept as an event."""
        contact, qset = self.contact(id)
        if log:
            contact = self.keep(contact, Viewed(), Assessor(qset))
        return contact, assess(qset, contact.answers)

    def disclosed(self, id: str, how: str, to: str = "") -> None:
        """The record left the desk (s62: disclosure)."""
        contact, qset = self.contact(id)
        self.keep(contact, Disclosed(how=how, to=clean_text(to)[:300]), Assessor(qset))

    def events(self, id: str) -> Iterator[Event]:
        """Everything that happened in a contact, in order."""
        return self.journal.events(id)

    # Inside

    @property
    def _whose_and_when(self) -> tuple[str, date]:
        """The force whose guidance it is, empty for practice, and the day it has to hold on."""
        return "" if self.place.practice else self.place.force, local(self.clock.now()).date()

    def latest(self, contact: Contact) -> Contact:
        """The contact with what was kept in it meanwhile: somebody looked at it, or a receipt came."""
        if self._newest == (self.journal.position, contact.id, contact.seq):
            return contact  # what was kept last is the last of this contact
        if self.journal.tail(contact.id)[0] != contact.seq:
            for event in self.journal.events(contact.id):
                contact = after(contact, event) if event.seq > contact.seq else contact
        return contact

    def let_go(self, id: str) -> None:
        """A contact is nobody's in hand any more."""
        self._began.pop(id, None)
        self._mine.discard(id)

    def contact(self, id: str) -> tuple[Contact, QuestionSet]:
        """A contact as the disk has it, and its question set. Nothing is kept of this look. Raises NotTaken."""
        try:
            contact = fold(self.journal.events(id))
        except Unreadable:
            raise NotTaken("A later version of stalkdesk wrote this record; it can be read with that one.") from None
        return contact, self.sets.kept(contact.opening.set_sha256)

    @property
    def used(self) -> bool:
        """Whether anything was ever kept here."""
        return next(self.journal.events(), None) is not None

    def ready(self, wanted: str = DEFAULT_SET) -> None:
        """Have the question set at hand, so that the first call need not wait for it."""
        self.sets.sound(wanted)

    def prove(self, wanted: str = DEFAULT_SET) -> None:
        """Have the guidance of today proved and kept, so that nobody waits for it at the end of a call."""
        from stalkdesk.desk.guided import prove

        prove(self.sets.sound(wanted), self.journal, *self._whose_and_when)

    def _begun(self, contact: Contact, qset: QuestionSet) -> Call:
        self._began.setdefault(contact.id, self.clock.running() - self.elapsed(contact))
        return Call(self, contact, qset, self.labels)

    def _beside(self, db: Database, contact: Contact, qset: QuestionSet) -> None:
        self.sets.keep(db, qset)
        projections.put(db, summary(contact, assess(qset, contact.answers)))

    def _new_ref(self) -> str:
        length = 4
        while True:
            for _ in range(8):
                ref = f"{self.place.code}-{''.join(self._draw(ALPHABET) for _ in range(length))}"
                if projections.by_ref(self.journal.db, ref) is None:
                    return ref
            length += 1

    def event_of(self, contact: Contact, happening: Happening) -> Event:
        """The next event of a contact, not on the disk yet."""
        return Event(
            contact=contact.id,
            seq=contact.seq + 1,
            kind=kind_of(happening),
            body=write(happening),
            at=self.clock.now(),
            elapsed=round(self.elapsed(contact), 3),
            who=self.who,
        )

    def _own(self, happening: Searched) -> None:
        seq, elapsed, _ = self.journal.tail(OWN)
        event = Event(
            contact=OWN,
            seq=seq + 1,
            kind=kind_of(happening),
            body=write(happening),
            at=self.clock.now(),
            elapsed=elapsed,
            who=self.who,
        )
        self.journal.append(event)

    def _rebuild(self) -> None:
        with self.journal.writing() as db:
            projections.rebuild(db, self._lines())

    def _lines(self) -> Iterable[Summary]:
        for id in self.journal.contacts():
            if id != OWN:
                with contextlib.suppress(NotTaken):  # a later version's; it stays in the journal, and out of the lists
                    contact, qset = self.contact(id)
                    yield summary(contact, assess(qset, contact.answers))
