"""People who do not exist, for practice records: names, numbers, and one name written down in more ways than one."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from stalkdesk.guidance.practice import People, Places

_PRONOUNS: Final = {"woman": ("she", "her", "her"), "man": ("he", "him", "his")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody made up."""

    given: str
    surname: str
    sex: str
    age: int
    phone: str
    address: str
    town: str
    vehicle: str
    online: str
    looks: str
    work: str

    @property
    def name(self) -> str:
        """Both names."""
        return f"{self.given} {self.surname}"

    @property
    def pronouns(self) -> dict[str, str]:
        """What sentences put in for them."""
        he, him, his = _PRONOUNS[self.sex]
        return {"he": he, "him": him, "his": his, "He": he.capitalize(), "His": his.capitalize()}


class Cast:
    """Draws people from the lists; the same chance draws the same people."""

    def __init__(self, people: People, places: Places) -> None:
        self._people = people
        self._places = places
        self._communities = tuple(people.communities.values())
        self._shares = tuple(accumulate(one.share for one in self._communities))

    def person(self, chance: random.Random, *, men: float = 0.5) -> Person:
        """Somebody; a man with this likelihood."""
        draw, places = chance.choice, self._places
        community = chance.choices(self._communities, cum_weights=self._shares)[0]
        man = chance.random() < men
        surname = draw(community.surnames)
        if chance.random() < 0.03:
            surname = f"{surname}-{draw(community.surnames)}"
        return Person(
            given=draw(community.men if man else community.women),
            surname=surname,
            sex="man" if man else "woman",
            age=min(17 + int(chance.expovariate(1 / 17)), 88),
            phone=self.phone(chance),
            address=f"{chance.randrange(1, 160)} {draw(places.streets)} {draw(places.kinds)}",
            town=draw(places.towns),
            vehicle=draw(places.vehicles),
            online=draw(places.online),
            looks=draw(places.looks),
            work=draw(places.jobs),
        )

    def phone(self, chance: random.Random) -> str:
        """A number that nobody has."""
        pattern = chance.choice(self._people.mobiles if chance.random() < 0.8 else self._people.landlines)
        zeros = "#" * pattern.count("#")
        return pattern.replace(zeros, f"{chance.randrange(10 ** len(zeros)):0{len(zeros)}d}")

    def handler(self, chance: random.Random) -> str:
        """Who takes the call."""
        return chance.choice(self._people.handlers)

    def written(self, person: Person, chance: random.Random) -> str:
        """The name as somebody else writes it down: shortened, spelt by ear, cut, or with a slip."""
        given = self._spelt(person.given, chance) if chance.random() < 0.5 else person.given
        surname = self._spelt(person.surname, chance) if chance.random() < 0.4 else person.surname
        match chance.randrange(8):
            case 0:
                return given
            case 1:
                return f"{given[0]}. {surname}"
            case 2:
                return f"{given} {_slip(surname, chance)}"
            case 3:
                return _plain(f"{given} {surname}")
            case 4:
                return f"{given} {surname}, or like it"
            case _:
                return f"{given} {surname}"

    def _spelt(self, name: str, chance: random.Random) -> str:
        ways = self._people.spelt.get(name)
        return chance.choice(ways) if ways else _plain(name)


def _plain(name: str) -> str:
    """Without accents, as many keyboards have it."""
    apart = unicodedata.normalize("NFKD", name.replace("ł", "l").replace("Ł", "L"))
    return "".join(c for c in apart if not unicodedata.combining(c))


def _slip(name: str, chance: random.Random) -> str:
    """One slip of the ear or the finger."""
    if len(name) < 4:
        return name
    at = chance.randrange(1, len(name) - 1)
    match chance.randrange(3):
        case 0:
            return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        case 1:
            return name[:at] + name[at + 1 :]
        case _:
            return name[:at] + name[at] + name[at:]
