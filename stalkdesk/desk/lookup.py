"""Looking people up while they are being written down: the index of people kept up with the journal, and searched.

All of it runs in one thread, which is not the journal's: no answer ever waits for a search.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from stalkdesk.journal.finding import Finder
    from stalkdesk.journal.index import PeopleIndex

T = TypeVar("T")
Entry = Mapping[str, str]
LIKELY: Final = 0.0
POSSIBLE: Final = -7.0
"""Bits over an even chance that stand for a place two contacts share: a hundred to one against, and worth a look. Of
people, what is shown is a matter of the evidence (`Likeness.telling`)."""
PLACE: Final = 0
"""In the place of somebody's number: the two contacts share a place, and nobody in particular is meant."""
MOST_AT_A_PLACE: Final = 20
"""Places found under one key; more, and it says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What the journal holds after some position: everybody in each contact in which people were written down, by
    their numbers, and the day it was, and the incidents. `position` is how far it goes."""

    position: int
    people: Mapping[str, tuple[Mapping[int, Entry], date]]
    incidents: Mapping[str, Mapping[int, Entry]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Somebody earlier who may be somebody here, and why. `person` is the number here, `number` the one there."""

    person: int
    contact: str
    number: int
    role: str
    odds: float
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    strong: bool = False

    @property
    def likely(self) -> bool:
        """More likely the same than not; or something is the same that is enough alone, and nothing said against it,
        among however many people."""
        return self.odds >= LIKELY or (self.strong and not self.against)


class Lookup:
    """The index of one desk. It is opened when it is first needed: nothing of it is on the way to the first screen."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key
        self._index: PeopleIndex | None = None
        self._finder: Finder | None = None

    def _open(self) -> tuple[PeopleIndex, Finder]:
        if self._index is None or self._finder is None:
            from stalkdesk.journal.finding import Finder
            from stalkdesk.journal.index import PeopleIndex

            self._index = PeopleIndex(self._path, self._key)
            self._finder = Finder(self._index)
        return self._index, self._finder

    def close(self) -> None:
        """Let go of the file."""
        if self._index is not None:
            self._index.close()
            self._index = self._finder = None

    @property
    def position(self) -> int:
        """How far into the journal the index goes."""
        with self._made_anew_if_broken():
            return self._open()[0].position

    @contextlib.contextmanager
    def _made_anew_if_broken(self) -> Generator[None]:
        """A file that can't be read, or what stands in it, is let go of and taken away: it holds nothing that the
        journal does not, and the next search begins a new one. A full disk breaks nothing."""
        from stalkdesk.journal.database import DbError
        from stalkdesk.journal.index import Unreadable, forget

        try:
            yield
        except DbError as error:
            if "full" not in str(error):
                self.close()
                forget(self._path)
            raise
        except Unreadable as error:
            self.close()
            forget(self._path)
            raise DbError(str(error)) from error

    def read(self, work: Callable[[PeopleIndex], T]) -> T:
        """Read something in the index. Raises DbError, OSError."""
        with self._made_anew_if_broken():
            return work(self._open()[0])

    def take_in(self, changed: Changed) -> None:
        """What was written down since. Raises DbError, OSError."""
        with self._made_anew_if_broken():
            self._take_in(changed)

    def _take_in(self, changed: Changed) -> None:
        from stalkdesk.people.known import understood
        from stalkdesk.people.spots import spots

        index, _ = self._open()
        with index.writing(changed.position):
            for contact, (people, day) in changed.people.items():
                known = {
                    number: (entry.get("role", ""), understood(entry, day)) for number, entry in people.items() if entry
                }
                index.put(contact, known)
                index.put_spots(contact, spots(people.values(), changed.incidents.get(contact, {}).values()))

    def find(self, people: Mapping[int, Entry], today: date, leave_out: str, *, at_once: bool = False) -> list[Match]:
        """Who of those earlier may be whom of these, the likeliest first. Nobody of the contact to leave out. With
        `at_once` only those that share a key, which takes a fraction of the time. Raises DbError, OSError."""
        with self._made_anew_if_broken():
            return self._find(people, today, leave_out, at_once=at_once)

    def at_places(self, people: Mapping[int, Entry], incidents: Mapping[int, Entry], leave_out: str) -> list[Match]:
        """Earlier contacts by place: something happened where somebody here lives or works, or the other way round.
        Nobody in particular is meant: the number of both is `PLACE`. Raises DbError, OSError."""
        with self._made_anew_if_broken():
            return self._at_places(people, incidents, leave_out)

    def _at_places(self, people: Mapping[int, Entry], incidents: Mapping[int, Entry], leave_out: str) -> list[Match]:
        from stalkdesk.people.spots import agree, spots

        best: dict[str, tuple[int, str]] = {}
        index, _ = self._open()
        for here in spots(people.values(), incidents.values()):
            for contact, there in index.at(here, MOST_AT_A_PLACE):
                much, what = agree(here, there)
                if contact != leave_out and much > best.get(contact, (0, ""))[0]:
                    best[contact] = much, f"{what} ({there.kind} there, {here.kind} here)"
        return [
            Match(
                person=PLACE,
                contact=contact,
                number=PLACE,
                role="",
                odds=POSSIBLE + much,
                reasons=(what,),
                against=(),
            )
            for contact, (much, what) in sorted(best.items(), key=lambda one: (-one[1][0], one[0]))
        ]

    def _find(self, people: Mapping[int, Entry], today: date, leave_out: str, *, at_once: bool) -> list[Match]:
        from stalkdesk.people.known import understood
        from stalkdesk.people.reasons import in_words

        _, finder = self._open()
        look = finder.quick if at_once else finder.complete
        found: list[Match] = []
        for number, entry in people.items():
            for one in look(understood(entry, today), leave_out):
                reasons, against = in_words(one.likeness)
                if one.likeness.telling and reasons:
                    found.append(
                        Match(
                            person=number,
                            contact=one.person.contact,
                            number=one.person.number,
                            role=one.person.role,
                            odds=one.odds,
                            reasons=reasons,
                            against=against,
                            strong=one.likeness.strong,
                        )
                    )
        return sorted(found, key=lambda match: (-match.odds, match.contact, match.number))
