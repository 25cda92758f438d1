"""Repeat suspects: who is in two reports or more, the strongest first, why they are thought the same, and what of a
Stalking Protection Order's application these reports hold already.

It is done in pieces, some for the thread that owns the journal and some for the one that owns the index of people, so
that neither is ever held for long. Nothing is joined on the disk: only a handler's link is kept, and it always stands.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final

from stalkdesk.contact.contact import Contact, Form
from stalkdesk.desk import spo
from stalkdesk.desk.earlier import name_of
from stalkdesk.desk.lookup import Lookup
from stalkdesk.desk.pairing import Pairing, odds_if_likely
from stalkdesk.desk.showing import when
from stalkdesk.desk.typed import NotTaken
from stalkdesk.journal import projections
from stalkdesk.journal.index import PeopleIndex, Person
from stalkdesk.people.compare import Reach, compare, reach
from stalkdesk.people.known import Known
from stalkdesk.people.reasons import in_words
from stalkdesk.people.repeats import SAME, Ends, Group, Pair, Strength, Who, distinct, ends, joined_by

if TYPE_CHECKING:
    from stalkdesk.contact.summary import Summary
    from stalkdesk.desk.desk import Desk
    from stalkdesk.questions.assess import Assessment

MOST: Final = 20
"""Suspects that are shown, where no other number is asked for."""
SEARCHED: Final = "repeat suspects"
"""What the consultation is called."""
_MOST_BESIDE: Final = 3
"""Reports that are named as left out; the surest of them."""
SAID: Final = (
    "SELECT position, contact, body FROM event WHERE kind = 'linked' AND position > ? ORDER BY position LIMIT ?"
)
"""What handlers said of two people, from after a position on."""
_LINKS: Final = 500
_CONTACTS: Final = 400
_VICTIMS: Final = 60
"""Beyond so many only their names are compared: each with each would take too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report of the suspect. `to`: the report by which it is joined to the others, empty for the first of them.
    `said`: whether a handler linked the two."""

    contact: str
    ref: str
    opened: str
    day: str
    level: str
    rank: int
    person: int
    name: str
    victims: tuple[str, ...]
    to: str
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    said: bool

    @property
    def told(self) -> str:
        """Who it is about: the suspect as written, and the victims."""
        whom = ", ".join(name or "not named" for name in self.victims) or "not written down"
        return f"{self.name or 'not named'}; victim: {whom}"

    @property
    def why(self) -> tuple[str, ...]:
        """Why it is thought the same as the one it is joined to, line by line; nothing for the first."""
        if not self.to:
            return ()
        linked = "linked by a handler" if self.said else ""
        lines = (
            f"as in {self.to}: {' · '.join(filter(None, (linked, *self.reasons)))}",
            f"but {' · '.join(self.against)}" if self.against else "",
        )
        return tuple(filter(None, lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Another report that may be of this suspect, as `ref` here is, and is not held to be, since `between` two reports
    it can't be: a handler said so (`said`), or the dates of birth are of two people. `linked`: by a handler."""

    other: str
    ref: str
    linked: bool
    between: tuple[str, str]
    said: bool

    @property
    def words(self) -> str:
        """In one sentence."""
        one, two = self.between
        why = f"a handler said that {one} and {two} are not the same"
        why = why if self.said else f"{one} and {two} have different dates of birth"
        how = "was linked to" if self.linked else "may be the same as"
        return f"{self.other} {how} {self.ref}, and is left out: {why}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A suspect in two contacts or more. `beside`: other reports that may be of them too, and why they are not held to
    be. `twice`: reports in which two people are held to be this one."""

    names: tuple[str, ...]
    strength: Strength
    level: str
    reports: tuple[Report, ...]
    beside: tuple[Beside, ...]
    twice: tuple[str, ...]
    needs: tuple[spo.Need, ...]

    @property
    def title(self) -> str:
        """Every name they go by, as written."""
        return ", also ".join(self.names) or "Not named"

    @property
    def counted(self) -> str:
        """`2 victims, 3 reports`."""
        victims, reports = self.strength.victims, self.strength.reports
        return f"{victims} victim{'s' * (victims != 1)}, {reports} reports"

    @property
    def doubts(self) -> tuple[str, ...]:
        """What speaks against the whole."""
        return (
            *(one.words for one in self.beside),
            *(f"{ref} names two of these: they may be two people." for ref in self.twice),
        )


Piece = tuple[bool, Callable[[], None]]
"""Whether it is for the thread of the index of people, else for that of the journal; and what is to be done."""


class Search:
    """One look at everybody. `found` and `of`, how many there are in all, hold when the pieces are done; nothing is
    found before it is kept that it is shown."""

    def __init__(self, desk: Desk, lookup: Lookup, most: int = MOST) -> None:
        self._desk = desk
        self._lookup = lookup
        self._most = most
        self.found: tuple[Repeat, ...] = ()
        self.of = 0
        self._position = 0
        self._links_read = False
        self._said: dict[Ends, str] = {}
        self._pairing: Pairing | None = None
        self._weighed: list[_Weighed] = []

    def run(self) -> tuple[Repeat, ...]:
        """All of it in this thread: for a command. Raises NotKept, DbError, OSError."""
        for _, piece in self.pieces():
            piece()
        return self.found

    def pieces(self) -> Iterator[Piece]:
        """What is to be done, one piece after another. They raise NotKept, DbError, OSError."""
        while not self._links_read:
            yield False, self._read_links
        pairing = self._pairing = Pairing(self._said)
        while not pairing.done:
            yield True, lambda: self._lookup.read(pairing.go_on)
        yield True, self._join
        for some in _cut(self._weighed, _CONTACTS):
            yield True, lambda some=some: self._lookup.read(lambda index: _count_victims(some, index))
            yield False, lambda some=some: self._read_lines(some)
        yield False, self._choose
        for one in self._weighed:
            yield True, lambda one=one: self._lookup.read(one.read_why)
        told: list[Repeat] = []
        for one in self._weighed:
            yield False, lambda one=one: told.append(one.told(self._desk))
        yield False, lambda: self._show(told)

    def _join(self) -> None:
        assert self._pairing is not None
        self._weighed = [_Weighed(group) for group in self._pairing.groups()]
        self._pairing = None  # it holds everybody

    def _read_links(self) -> None:
        """What handlers said of two people, so many times more; the last word on each two stands."""
        rows = self._desk.journal.db.conn.execute(SAID, (self._position, _LINKS)).fetchall()
        for position, contact, text in rows:
            body = json.loads(text)
            two = ends((contact, int(body["person"])), (str(body["contact"]), int(body["other"])))
            self._said[two] = str(body["verdict"])
            self._position = position
        self._links_read = len(rows) < _LINKS

    def _read_lines(self, some: Iterable[_Weighed]) -> None:
        for one in some:
            ids = one.group.contacts
            for at in range(0, len(ids), _CONTACTS):
                part = ids[at : at + _CONTACTS]
                where = f"WHERE id IN ({','.join('?' * len(part))})"
                one.lines.update((line.id, line) for line in projections.lines(self._desk.journal.db, where, part))

    def _choose(self) -> None:
        """The strongest, and how many there are."""
        fit = [one for one in self._weighed if len(one.lines) > 1]
        self.of = len(fit)
        self._weighed = sorted(fit, key=lambda one: (one.strength.order, one.group.people))[: self._most]

    def _show(self, told: list[Repeat]) -> None:
        refs = [report.ref for repeat in told for report in repeat.reports]
        refs += [one.other for repeat in told for one in repeat.beside]
        if refs:
            self._desk.searched(SEARCHED, tuple(dict.fromkeys(refs)))
        self.found = tuple(told)


class _Weighed:
    """One group, and what is found out of it."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self.victims = 1
        self.lines: dict[str, Summary] = {}
        self._why: dict[Who, tuple[Who, Pair, tuple[str, ...], tuple[str, ...]]] = {}

    @property
    def strength(self) -> Strength:
        rank = max((line.rank for line in self.lines.values()), default=0)
        return Strength(victims=self.victims, reports=len(self.lines), rank=rank, odds=self.group.odds)

    @property
    def _people(self) -> list[Who]:
        """The first reported first."""
        there = [who for who in self.group.people if who[0] in self.lines]
        return sorted(there, key=lambda who: (self.lines[who[0]].opened, who))

    def read_why(self, index: PeopleIndex) -> None:
        """Why each is thought the same as the one it is joined to."""
        known = {(one.contact, one.number): one.known for one in index.people_in(self.group.contacts)}
        for who, (to, pair) in joined_by(self.group, self._people[0]).items():
            words = in_words(compare(known.get(who, Known()), known.get(to, Known()), index))
            self._why[who] = (to, pair, *words)

    def told(self, desk: Desk) -> Repeat:
        """All that is shown of it."""
        read: dict[str, tuple[Contact, Assessment]] = {}
        for id in self.lines:
            with suppress(NotTaken):  # a later version of the program wrote it: it is named, and no more
                read[id] = desk.read(id, log=False)
        people = self._people
        told = [
            spo.Told(contact=read[id][0], assessment=read[id][1], suspect=number) for id, number in people if id in read
        ]
        now = desk.clock.now()
        reports = tuple(self._report(who, read[who[0]][0] if who[0] in read else None, now) for who in people)
        strongest = max(self.lines.values(), key=lambda line: line.rank)
        times = Counter(id for id, _ in people)
        return Repeat(
            names=tuple(dict.fromkeys(report.name for report in reports if report.name)),
            strength=self.strength,
            level=strongest.level,
            reports=reports,
            beside=tuple(islice(self._beside(desk), _MOST_BESIDE)),
            twice=tuple(self.lines[id].ref for id, many in times.items() if many > 1),
            needs=spo.needs(told, desk.labels),
        )

    def _beside(self, desk: Desk) -> Iterator[Beside]:
        """Reports that are left out, each once."""
        seen: set[str] = set()
        for loose in self.group.loose:
            here, there = loose.pair.ends if loose.pair.ends[0] in self.group.people else loose.pair.ends[::-1]
            lines = [projections.by_ref(desk.journal.db, who[0]) for who in (there, here, *loose.between)]
            refs = [line.ref for line in lines if line is not None]
            if len(refs) == len(lines) and there[0] not in seen | self.lines.keys():
                seen.add(there[0])
                other, ref, one, two = refs
                linked = loose.pair.said == SAME
                yield Beside(other=other, ref=ref, linked=linked, between=(one, two), said=loose.said)

    def _report(self, who: Who, contact: Contact | None, now: str) -> Report:
        line, people = self.lines[who[0]], contact.people if contact is not None else {}
        to, pair, reasons, against = self._why.get(who, (who, None, (), ()))
        return Report(
            contact=line.id,
            ref=line.ref,
            opened=line.opened,
            day=when(line.opened, now),
            level=line.level,
            rank=line.rank,
            person=who[1],
            name=_name(people.get(who[1], {}), who[1]),
            victims=tuple(_name(people[number], number) for number in _victims_in(people)),
            to=self.lines[to[0]].ref if pair is not None and to[0] in self.lines else "",
            reasons=reasons,
            against=against,
            said=pair is not None and pair.said == "same",
        )


def _name(entry: Mapping[str, str], number: int) -> str:
    """As it is written; empty where it is not."""
    return name_of(entry, number) if entry.get("name") or entry.get("known_as") else ""


def _victims_in(people: Form) -> list[int]:
    """The numbers of those it is done to: the victims, else who called."""
    for role in ("victim", "caller"):
        found = [number for number, entry in people.items() if entry.get("role") == role]
        if found:
            return found
    return []


def _count_victims(some: Iterable[_Weighed], index: PeopleIndex) -> None:
    """How many victims each group has: at least one, and nobody twice whose name is the same or who is likely one."""
    for one in some:
        people = index.people_in(one.group.contacts)
        told = [person for person in people if person.role == "victim"]
        instead = {person.contact for person in people} - {person.contact for person in told}
        told += [person for person in people if person.role == "caller" and person.contact in instead]
        told = [person for person in told if person.known != Known()]
        # Beyond so many only their names are compared.
        reaches = {} if len(told) > _VICTIMS else {person.id: reach(person.known, index) for person in told}
        one.victims = max(1, distinct(told, partial(_same_victim, index, reaches)))


def _same_victim(index: PeopleIndex, reaches: Mapping[int, Reach], one: Person, other: Person) -> bool:
    if {name.whole for name in one.known.names} & {name.whole for name in other.known.names}:
        return True
    if not reaches:
        return False
    return odds_if_likely(one, other, (reaches[one.id], reaches[other.id]), index) is not None


def _cut(weighed: list[_Weighed], contacts: int) -> Iterator[list[_Weighed]]:
    """In parts of about so many contacts."""
    part: list[_Weighed] = []
    count = 0
    for one in weighed:
        part.append(one)
        count += len(one.group.contacts)
        if count >= contacts:
            yield part
            part, count = [], 0
    if part:
        yield part
