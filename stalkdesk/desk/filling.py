"""Made-up finished contacts for a practice desk: to try things, for tests, for measuring with many records.

Each is folded, assessed and made final by the same code as a real one. The same seed and end of time always give
the same records: contact number `i`, counted back from the end, is the same however many are made.
"""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256 as hash_of
from typing import Any, Final

from sqlite_utils import Database

from stalkdesk.clock import moment, written
from stalkdesk.contact.contact import Contact
from stalkdesk.contact.event import Event
from stalkdesk.contact.fold import after
from stalkdesk.contact.kinds import Delivered, Finished, Graded, Happening, Opened, Raised, kind_of, write
from stalkdesk.contact.outcome import proposed_grade
from stalkdesk.contact.record import payload, record, sha256
from stalkdesk.contact.summary import Summary, summary
from stalkdesk.desk.desk import ALPHABET, DEFAULT_SET, Desk
from stalkdesk.desk.invented import Cast, Person
from stalkdesk.desk.stories import Stories
from stalkdesk.errors import BadInput, Problem
from stalkdesk.guidance import practice
from stalkdesk.guidance.sets import find
from stalkdesk.journal import projections
from stalkdesk.questions.assess import assess
from stalkdesk.questions.dump import dump
from stalkdesk.questions.dump import sha256 as set_hash
from stalkdesk.questions.model import QuestionSet
from stalkdesk.sync import outbox
from stalkdesk.sync.outbox import Row

UNTIL: Final = "2026-11-21T12:00:00.000Z"
"""The end of time, where none is named: every record was finished before it."""
PACE: Final = 864.0
"""Seconds from one contact to the next: a hundred a day."""
MOST: Final = 1_000_000
_BATCH: Final = 500
_NEWEST: Final = 60
"""Only among so many of the newest are there some the force's system does not have yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One contact with everything that is kept of it. `row` is where its revision is."""

    events: tuple[Event, ...]
    line: Summary
    row: Row
    content: bytes
    digest: str


def fill(
    desk: Desk, contacts: int, seed: int | str, *, until: str = UNTIL, told: Callable[[int], None] | None = None
) -> int:
    """Put so many made-up finished contacts into a practice desk; how many were new.

    Those of the same seed that are there already are left alone. `told` hears how many are done. Raises BadInput
    where the desk is no practice desk, NotKept.
    """
    return _fill(desk, Maker(seed, until, PACE, desk.place.code), contacts, told)


def samples(desk: Desk) -> int:
    """A handful of records for a practice desk that is opened for the first time, finished in the last two days."""
    return _fill(desk, Maker("samples", desk.clock.now(), 9 * 3600.0, desk.place.code), 5, None)


def _fill(desk: Desk, maker: Maker, contacts: int, told: Callable[[int], None] | None) -> int:
    if not desk.place.practice:
        mend = "fill a practice desk: stalkdesk practice fill"
        raise BadInput(Problem(file="this desk", what="is a live one and takes no made-up records", mend=mend))
    new = 0
    for start in range(contacts, 0, -_BATCH):
        numbers = range(start - 1, max(start - _BATCH, 0) - 1, -1)
        made = [
            maker.contact(number, _free_ref(desk, maker.ref(number)))
            for number in numbers
            if projections.by_ref(desk.journal.db, maker.id(number)) is None
        ]
        if made:
            desk.journal.append_all((event for one in made for event in one.events), _beside(maker.qset, made))
        new += len(made)
        if told is not None:
            told(contacts - numbers[-1])
    return new


def _free_ref(desk: Desk, ref: str) -> str:
    """This reference, or a longer one where a contact of the desk's own has it."""
    for more in ("", *ALPHABET):
        if projections.by_ref(desk.journal.db, ref + more) is None:
            return ref + more
    return _free_ref(desk, ref + ALPHABET[0])


def _beside(qset: QuestionSet, made: list[Made]) -> Callable[[Database], None]:
    """What is written in the transaction of the events: the lists, the revisions, where each is."""

    def write_all(db: Database) -> None:
        document = json.dumps(dump(qset), ensure_ascii=False)
        db.conn.execute("INSERT OR IGNORE INTO question_set VALUES (?, ?)", (set_hash(qset), document))
        for one in made:
            projections.put(db, one.line)
            outbox.put(db, one.row, one.content, one.digest)
            where = one.row
            db.conn.execute(
                "UPDATE outbox SET attempts = ?, next_attempt = ?, why = ?, field = ?, force_ref = ?, receipt = ? "
                "WHERE contact = ? AND revision = ?",
                (
                    *(where.attempts, where.next_attempt, where.why, where.field, where.force_ref),
                    json.dumps(where.receipt) if where.receipt is not None else None,
                    *(where.contact, where.revision),
                ),
            )

    return write_all


class Maker:
    """Makes contacts of one seed. Nothing in it asks what time it is, or reads the desk."""

    def __init__(self, seed: int | str, until: str, pace: float, code: str) -> None:
        self.qset = find(DEFAULT_SET)
        self._hash = set_hash(self.qset)
        self._seed = seed
        self._until = moment(until)
        self._pace = pace
        self._code = code
        self._calls = practice.calls()
        places = practice.places()
        self._cast = Cast(practice.people(), places)
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
        return f"{self._code}-{letters}"

    def contact(self, number: int, ref: str) -> Made:
        """The contact with this number, the newest is 0."""
        chance = self._chance(number)
        story = self._stories.one(chance, self._known(chance, number))
        opened = Opened(
            ref=ref,
            channel=story.channel,
            force="Practice force",
            set_id=self.qset.id,
            set_version=self.qset.version,
            set_sha256=self._hash,
            practice=True,
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
        teller.tell(5.0, Graded(grade=proposed_grade(teller.contact, assessment).grade.value))
        wait = chance.uniform(2, 9)
        draft = teller.event(wait, Finished(revision=1, sha256=""))
        content = payload(record(after(teller.contact, draft), assessment))
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

    def _where(self, teller: _Teller, line: Summary, digest: str, number: int, chance: random.Random) -> Row:
        """Delivered with a receipt, but for some of the newest."""
        ready = Row(
            contact=line.id,
            revision=1,
            ref=line.ref,
            level=line.level,
            rank=line.rank,
            state="ready",
            ready_at=line.finished,
            changed_at=line.finished,
            attempts=0,
            next_attempt=None,
            why=None,
            field=None,
            force_ref=None,
            receipt=None,
        )
        if number < _NEWEST and number % 4 == 1:
            return self._waiting(ready, number, chance)
        receipt: dict[str, Any] = {"id": line.id, "revision": 1, "sha256": digest, "force_ref": _force_ref(line.id)}
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


def _force_ref(id: str) -> str:
    """The reference that a practice desk's own force system gives."""
    return f"PRACTICE/{int(hash_of(id.encode()).hexdigest()[:10], 16) % 1_000_000:06d}"
