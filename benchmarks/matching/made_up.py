"""Believable people of Great Britain and Ireland.

Nobody here exists: names are drawn from the lists of Faker (en_GB, en_IE, en_IN, en_PK and others), the rest by chance.
"""

from __future__ import annotations

import importlib
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from stalkdesk.people.names import folded

Entry = dict[str, str]
"""A person's form, as a handler fills it in."""
TODAY = date(2026, 11, 22)
_SHARES = (("en_GB", 0.62), ("en_IE", 0.12), ("en_IN", 0.09), ("en_PK", 0.06), ("pl_PL", 0.06), ("yo_NG", 0.05))
_AREAS = [
    "B",
    "BN",
    "BS",
    "CB",
    "CF",
    "CV",
    "DE",
    "DH",
    "E",
    "EX",
    "GL",
    "GU",
    "HU",
    "L",
    "LE",
    "LS",
    "M",
    "ME",
    "MK",
    "N",
    "NE",
    "NG",
    "NR",
    "OX",
    "PE",
    "PL",
    "PO",
    "RG",
    "S",
    "SA",
    "SE",
    "SO",
    "SW",
    "TN",
    "TS",
    "WA",
]
_INNER = "ABDEFGHJLNPQRSTUWXYZ"
_STREETS = [
    "Road",
    "Street",
    "Avenue",
    "Close",
    "Lane",
    "Drive",
    "Way",
    "Gardens",
    "Crescent",
    "Terrace",
    "Grove",
    "Court",
]
_MAILS = ("gmail.com", "gmail.com", "hotmail.co.uk", "outlook.com", "icloud.com", "btinternet.com")
_TRADES = ["School", "Motors", "Bakery", "Solicitors", "Ltd", "Taxis", "Builders", "Surgery", "Academy", "Stores"]
_PLATE = "ABCDEFGHJKLMNOPRSTUVWXY"


@dataclass(slots=True)
class Person:
    """One who may come again: what the first report holds, and which household."""

    entry: Entry
    given: str
    surname: str
    born: date
    household: int
    also: list[Entry] = field(default_factory=list)


class Town:
    """Where names, streets and numbers come from."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self._lists = [(share, *_names(locale)) for locale, share in _SHARES]
        self._streets = sorted({surname for _, surnames, *_ in self._lists for surname in surnames[0]})
        self.chance.shuffle(self._streets)

    def people(self, many: int) -> list[Person]:
        """So many, in households of one to four."""
        found: list[Person] = []
        household = 0
        while len(found) < many:
            household += 1
            surname, kind = self._surname()
            home = self._home()
            size = self.chance.choices((1, 2, 3, 4), (50, 30, 12, 8))[0]
            found += [self._person(surname, kind, home, household) for _ in range(size)]
        return found[:many]

    def _surname(self) -> tuple[str, int]:
        kind = self.chance.choices(range(len(self._lists)), [share for share, *_ in self._lists])[0]
        names, weights = self._lists[kind][1]
        surname = self.chance.choices(names, cum_weights=weights)[0]
        if self.chance.random() < 0.03:
            surname += "-" + self.chance.choices(*self._lists[0][1][:1], cum_weights=self._lists[0][1][1])[0]
        return surname, kind

    def _home(self) -> str:
        chance = self.chance
        code = f"{chance.choice(_AREAS)}{chance.randint(1, 28)} {chance.randint(0, 9)}"
        code += chance.choice(_INNER) + chance.choice(_INNER)
        street = f"{chance.choice(self._streets[:4000])} {chance.choice(_STREETS)}"
        return f"{chance.randint(1, 140)} {street}, {code}"

    def _person(self, surname: str, kind: int, home: str, household: int) -> Person:
        chance = self.chance
        names, weights = self._lists[kind][chance.choice((2, 3))]
        given = chance.choices(names, cum_weights=weights)[0]
        born = date(1935, 1, 1) + timedelta(days=chance.randint(0, 365 * 76))
        number = f"07{chance.randint(300, 999)}{chance.randint(0, 999999):06}"
        plate = chance.choice(_PLATE) + chance.choice(_PLATE) + f"{chance.choice((*range(2, 25), *range(51, 75))):02}"
        plate += " " + "".join(chance.choice(_PLATE) for _ in range(3))
        tail = chance.choice((f"{born:%y}", f"{chance.randint(1, 999)}", ""))
        online = (
            f"{folded(given).replace(' ', '')}{chance.choice(('', '_', '.'))}{folded(surname).replace(' ', '')}{tail}"
        )
        entry = {
            "name": f"{given} {surname}",
            "born": f"{born.day}/{born.month}/{born.year}",
            "phone": f"{number[:5]} {number[5:]}",
            "address": home,
            "vehicle": plate if chance.random() < 0.5 else "",
            "online": f"instagram {online}" if chance.random() < 0.5 else "",
            "safe_contact": f"{online}@{chance.choice(_MAILS)}" if chance.random() < 0.5 else "",
            "work": f"{chance.choice(self._streets[:3000])} {chance.choice(_TRADES)}" if chance.random() < 0.5 else "",
        }
        return Person(entry=entry, given=given, surname=surname, born=born, household=household)


def _names(locale: str) -> Iterable[tuple[list[str], list[float]]]:
    """Surnames, given names of men and of women, each with weights that add up."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    lists = (
        getattr(provider, "unisex_last_names", provider.last_names),
        getattr(provider, "first_names_male", provider.first_names),
        getattr(provider, "first_names_female", provider.first_names),
    )
    return [_weighed(names) for names in lists]


def _weighed(names: Mapping[str, float] | Iterable[str]) -> tuple[list[str], list[float]]:
    if isinstance(names, Mapping):
        words, weights = list(names), [float(weight) for weight in names.values()]
    else:
        words = sorted(set(names))
        random.Random(5).shuffle(words)
        weights = [1 / (place + 1) ** 0.8 for place in range(len(words))]
    total, sums = 0.0, []
    for weight in weights:
        total += weight
        sums.append(total)
    return words, sums
