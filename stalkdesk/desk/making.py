"""One made-up finished contact with everything that is kept of it. Nothing here asks what time it is."""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256 as hash_of
from typing import Any, Final

from stalkdesk.clock import moment, written
from stalkdesk.contact.contact import Contact
from stalkdesk.contact.decision import DONE, NOT_DONE, Item, decide
from stalkdesk.contact.endings import Acted
from stalkdesk.contact.event import Event
from stalkdesk.contact.fold import after
from stalkdesk.contact.kinds import Delivered, Finished, Graded, Happening, Opened, Raised, kind_of, write
from stalkdesk.contact.record import payload, sha256
from stalkdesk.contact.summary import Summary, summary
from stalkdesk.desk.desk import ALPHABET, DEFAULT_SET, Place
from stalkdesk.desk.final import document_of
from stalkdesk.desk.invented import Cast, Person
from stalkdesk.desk.joined import NOTHING
from stalkdesk.desk.stories import Stories
from stalkdesk.guidance import pack, practice
from stalkdesk.guidance.sets import find
from stalkdesk.questions.assess import assess
from stalkdesk.questions.dump import sha256 as set_hash
from stalkdesk.sync import outbox
from stalkdesk.sync.outbox import Row
from stalkdesk.sync.practice import reference

_NEWEST: Final = 60
"""Only among so many of the newest are there some the force's system does not have yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to make: the same plan always gives the same contacts. `until`: all are finished before it; `pace`:
    seconds from one to the next."""

    seed: str
    until: str
    pace: float
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One contact with everything that is kept of it. `row` is where its revision is."""

    events: tuple[Event, ...]
    line: Summary
    row: Row
    content: bytes
    digest: str


class Maker:
    """Makes the contacts of a plan, each by its number: 0 is the newest. A number is the same however many are made."""

    def __init__(self, plan: Plan) -> None:
        self.qset = find(DEFAULT_SET)
        self._hash = set_hash(self.qset)
        self._seed = plan.seed
        self._until = moment(plan.until)
        self._pace = plan.pace
        self._place = plan.place
        self._calls = practice.calls()
        places = practice.places()
        self._cast = Cast(practice.people(), places)
        self._guidance = pack.load(self.qset)  # what came with stalkdesk: a force has not written these
        self._stories = Stories(self.qset, self._cast, self._calls, places, year=self._until.year)
        chance = self._chance("references")
        # Stepping by an odd number through a power of two meets every reference once.
        self._first, self._step = chance.randrange(len(ALPHABET) ** 4), chance.randrange(1, len(ALPHABET) ** 4, 2)

    def id(self, number: int) -> str:
        """A contact's id, as uuid4 makes them."""
        digest = hash_of(f"{self._seed}:{number}".encode()).digest()
        return uuid.UUID(bytes=digest[:16], version=4).hex

    def ref(self, number: int) -> str:
        """Its reference."""
        place = (self._first + number * self._step) % len(ALPHABET) ** 4
        letters = ""
        for _ in range(4):
            place, letter = divmod(place, len(ALPHABET))
            letters += ALPHABET[letter]
        return f"{self._place.code}-{letters}"

    def contact(self, number: int, ref: str) -> Made:
        """The contact with this number, under this reference."""
        chance = self._chance(number)
        story = self._stories.one(chance, self._known(chance, number))
        opened = Opened(
            ref=ref,
            channel=story.channel,
            force=self._place.force,
            set_id=self.qset.id,
            set_version=self.qset.version,
            set_sha256=self._hash,
            practice=self._place.practice,
            caller_number=story.caller_number,
            incident=story.incident,
        )
        lasts = sum(wait for wait, _ in story.steps) + 120  # the last minutes are the end of it
        began = self._until - timedelta(seconds=number * self._pace + chance.uniform(0, self._pace / 2) + lasts)
        teller = _Teller(self.id(number), story.handler, began)
        teller.tell(0.0, opened)
        for wait, happening in story.steps:
            teller.tell(wait, happening)
        return self._final(teller, story.raise_it, number, chance)

    def _final(self, teller: _Teller, raise_it: str, number: int, chance: random.Random) -> Made:
        assessment = assess(self.qset, teller.contact.answers)
        higher = [level for level in self.qset.levels if self.qset.rank[level] > self.qset.rank[assessment.shown]]
        if raise_it and higher:
            teller.tell(12.0, Raised(level=higher[0], reason=raise_it))
        decision = decide(teller.contact, assessment, self._guidance)
        teller.tell(5.0, Graded(grade=decision.attendance.grade.value))
        for item in decision.plan:
            teller.tell(chance.uniform(1, 4), self._acted(item, chance))
        wait = chance.uniform(2, 9)
        draft = teller.event(wait, Finished(revision=1, sha256=""))
        decision = decide(teller.contact, assessment, self._guidance)
        content = payload(document_of(after(teller.contact, draft), assessment, decision, NOTHING))
        digest = sha256(content)
        teller.tell(wait, Finished(revision=1, sha256=digest))
        row = self._where(teller, summary(teller.contact, assessment), digest, number, chance)
        return Made(
            events=tuple(teller.events),
            line=summary(teller.contact, assessment),
            row=row,
            content=content,
            digest=digest,
        )

    def _acted(self, item: Item, chance: random.Random) -> Acted:
        """What became of an action of the plan; most are done."""
        id = item.action.id
        if item.action.told:
            return Acted(action=id, state=DONE, told=f"{chance.choice(self._calls.told)}, at once")
        if chance.random() < 0.8:
            return Acted(action=id, state=DONE)
        return Acted(action=id, state=NOT_DONE, reason=chance.choice(self._calls.not_done))

    def _where(self, teller: _Teller, line: Summary, digest: str, number: int, chance: random.Random) -> Row:
        """Delivered with a receipt, but for some of the newest."""
        ready = outbox.ready(line, 1, line.finished)
        if number < _NEWEST and number % 4 == 1:
            return self._waiting(ready, number, chance)
        receipt: dict[str, Any] = {"id": line.id, "revision": 1, "sha256": digest, "force_ref": reference(line.id)}
        wait = chance.uniform(1, 30)
        teller.tell(wait, Delivered(revision=1, force_ref=receipt["force_ref"], receipt=receipt), who="courier")
        return replace(
            ready,
            state="delivered",
            attempts=1,
            force_ref=receipt["force_ref"],
            receipt=receipt,
            changed_at=teller.contact.last_at,
        )

    def _waiting(self, ready: Row, number: int, chance: random.Random) -> Row:
        match number // 4 % 3:
            case 0:
                return ready
            case 1:
                why, soon = chance.choice(self._calls.failed), written(self._until)
                return replace(ready, state="retrying", attempts=3, why=why, next_attempt=soon)
            case _:
                refused = chance.choice(self._calls.refused)
                return replace(ready, state="needs_you", attempts=1, why=refused.why, field=refused.field)

    def _known(self, chance: random.Random, number: int) -> Person | None:
        """Now and then a suspect who is in other contacts as well; None for somebody new."""
        if chance.random() > 0.12:
            return None
        return self._cast.person(self._chance(f"suspect {chance.randrange(1 + number // 16)}"), men=0.8)

    def _chance(self, what: int | str) -> random.Random:
        return random.Random(f"{self._seed}:{what}")  # noqa: S311  made-up records, the same each time


class _Teller:
    """Keeps what happens in a contact as events, and folds them as they come."""

    def __init__(self, id: str, handler: str, began: datetime) -> None:
        self._id = id
        self._handler = handler
        self._began = began
        self._elapsed = 0.0
        self._contact: Contact | None = None
        self.events: list[Event] = []

    @property
    def contact(self) -> Contact:
        assert self._contact is not None  # it begins with its opening
        return self._contact

    def event(self, wait: float, happening: Happening, who: str = "") -> Event:
        elapsed = round(self._elapsed + wait, 3)
        return Event(
            contact=self._id,
            seq=len(self.events) + 1,
            kind=kind_of(happening),
            body=write(happening),
            at=written(self._began + timedelta(seconds=elapsed)),
            elapsed=elapsed,
            who=who or self._handler,
        )

    def tell(self, wait: float, happening: Happening, who: str = "") -> None:
        event = self.event(wait, happening, who)
        self._elapsed = event.elapsed
        self._contact = after(self._contact, event)
        self.events.append(event)
