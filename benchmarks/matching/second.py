"""How a second report gets people wrong: mistyped, misheard, shortened, swapped, moved."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

from made_up import TODAY, Entry, Person

from stalkdesk.people.names import folded
from stalkdesk.people.sounds import stands_for

_NEIGHBOURS = {
    row[n]: row[max(0, n - 1) : n] + row[n + 1 : n + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for n in range(len(row))
}
_HEARD = tuple(
    pair.split(":")
    for pair in [
        "ph:f",
        "f:ph",
        "ck:k",
        "k:c",
        "c:k",
        "ie:y",
        "y:ie",
        "ey:y",
        "ee:ea",
        "ea:ee",
        "ll:l",
        "l:ll",
        "tt:t",
        "t:tt",
        "nn:n",
        "n:nn",
        "ss:s",
        "s:ss",
        "mac:mc",
        "mc:mac",
        "gh:",
        "th:t",
        "e:",
        "ai:ay",
        "ay:ai",
        "ou:ow",
        "ow:ou",
        "z:s",
        "s:z",
        "j:g",
        "u:oo",
        "a:e",
        "e:i",
        "o:u",
        "sh:s",
        "w:v",
        "d:t",
    ]
)


def mistyped(word: str, chance: random.Random) -> str:
    """One key wrong, missing, too many or too early."""
    word = word.lower()
    if len(word) < 3:
        return word + chance.choice("aeiou")
    at, how = chance.randrange(1 if chance.random() < 0.85 else 0, len(word)), chance.random()
    if how < 0.3:
        return word[:at] + word[at + 1 :]
    if how < 0.55:
        return word[:at] + chance.choice(_NEIGHBOURS.get(word[at], "e") or "e") + word[at + 1 :]
    if how < 0.75:
        return word[:at] + chance.choice("aeiourtnsl") + word[at:]
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def misheard(word: str, chance: random.Random) -> str:
    """Spelt as it sounds over a bad line."""
    word = word.lower()
    fits = [pair for pair in _HEARD if pair[0] in word[1:] or (pair[0] in word and len(pair[0]) > 1)]
    if not fits:
        return mistyped(word, chance)
    for sound, spelt in chance.sample(fits, min(len(fits), 1 + (chance.random() < 0.4))):
        at = word.find(sound, 0 if len(sound) > 1 else 1)
        if at >= 0:
            word = word[:at] + spelt + word[at + len(sound) :]
    return word


def short_for(given: str, chance: random.Random) -> str:
    """Another name the same person goes by; empty where there is none."""
    others = sorted(stands_for(folded(given)))
    return chance.choice(others) if others else ""


def two_swapped(text: str, chance: random.Random) -> str:
    """Two digits beside each other, that differ, the wrong way round."""
    places = [
        n for n in range(3, len(text) - 1) if text[n].isdigit() and text[n + 1].isdigit() and text[n] != text[n + 1]
    ]
    if not places:
        return text
    at = chance.choice(places)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def day(born: date) -> str:
    """As it is said here."""
    return f"{born.day}/{born.month}/{born.year}"


Kind = Callable[[Person, random.Random], Entry | None]


def _said(person: Person, given: str = "", surname: str = "", **rest: str) -> Entry:
    return {"name": f"{given or person.given} {surname or person.surname}", **rest}


def _year(person: Person) -> str:
    return str(person.born.year)


def _age(person: Person, chance: random.Random) -> str:
    years = TODAY.year - person.born.year - ((TODAY.month, TODAY.day) < (person.born.month, person.born.day))
    return f"about {max(years + chance.randint(-2, 2), 1)}"


def _nickname(person: Person, chance: random.Random) -> Entry | None:
    other = short_for(person.given, chance)
    return _said(person, given=other, born=_year(person)) if other else None


_SPELT = {
    "mohammed": "muhammad",
    "mohammad": "mohamed",
    "muhammad": "mohammed",
    "hussain": "hussein",
    "ahmed": "ahmad",
    "yusuf": "youssef",
    "fatima": "fatimah",
    "aisha": "ayesha",
    "piotr": "peter",
    "katarzyna": "kasia",
    "wojciech": "voytek",
    "kowalski": "kovalsky",
    "wisniewski": "vishnevski",
    "sean": "shaun",
    "siobhan": "shivaun",
    "niamh": "neve",
    "caoimhe": "keeva",
    "aoife": "eefa",
    "saoirse": "sersha",
    "eoin": "owen",
    "ciaran": "kieran",
    "khan": "kahn",
    "kaur": "kour",
    "singh": "sing",
    "sharma": "sharmah",
    "oluwaseun": "seun",
    "ł": "l",
}


def _transliterated(person: Person, chance: random.Random) -> Entry | None:
    given, surname = folded(person.given), folded(person.surname)
    if given not in _SPELT and surname not in _SPELT:
        return None
    return _said(person, _SPELT.get(given, given), _SPELT.get(surname, surname), born=_year(person))


def _double(person: Person, chance: random.Random) -> Entry | None:
    halves = person.surname.split("-")
    return _said(person, surname=chance.choice(halves), born=_year(person)) if len(halves) == 2 else None


def _day_and_month(person: Person, chance: random.Random) -> Entry | None:
    born = person.born
    if born.day > 12 or born.day == born.month:
        return None
    turned = f"{born.month}/{born.day}/{born.year}"
    return _said(person, surname=misheard(person.surname, chance), born=turned)


def _one_off(person: Person, chance: random.Random) -> Entry:
    wrong = person.born + timedelta(days=chance.choice((-1, 1)))
    if chance.random() < 0.5:
        wrong = date(person.born.year + chance.choice((-1, 1)), person.born.month, min(person.born.day, 28))
    return _said(person, surname=mistyped(person.surname, chance), born=day(wrong))


def _plate(person: Person, chance: random.Random) -> Entry | None:
    plate = person.entry["vehicle"]
    if not plate:
        return None
    heard = plate[:4] if chance.random() < 0.5 else plate.replace("0", "O").replace("S", "5").replace("8", "B")
    return {"name": mistyped(person.given, chance), "vehicle": heard}


def _handle(person: Person, chance: random.Random) -> Entry | None:
    online = person.entry["online"].removeprefix("instagram ")
    if not online:
        return None
    changed = online.replace("_", ".") if "_" in online else online.replace(".", "") if "." in online else online + "x"
    return {"name": person.given, "online": f"{chance.choice(('snapchat', 'instagram'))} {changed}"}


def _household(person: Person, chance: random.Random) -> Entry:
    return {"name": f"Zephyrine {person.surname}", "address": person.entry["address"]}


KINDS: dict[str, Kind] = {
    "surname mistyped, age": lambda p, c: _said(p, surname=mistyped(p.surname, c), born=_age(p, c)),
    "both misheard, year": lambda p, c: _said(p, misheard(p.given, c), misheard(p.surname, c), born=_year(p)),
    "another short name, year": _nickname,
    "first and last swapped, date": lambda p, c: {
        "name": f"{p.surname.replace('-', ' ')} {p.given}",
        "born": day(p.born),
    },
    "initial, year": lambda p, c: _said(p, given=p.given[0], born=_year(p)),
    "another spelling or language, year": _transliterated,
    "half of a double surname, year": _double,
    "date wrong by one, surname mistyped": _one_off,
    "day and month swapped, misheard": _day_and_month,
    "phone with two digits swapped, first name": lambda p, c: {
        "name": p.given,
        "phone": two_swapped(p.entry["phone"], c),
    },
    "end of the phone, first name misheard": lambda p, c: {
        "name": misheard(p.given, c),
        "phone": p.entry["phone"][-6:],
    },
    "part of a plate or misread, first name mistyped": _plate,
    "another surname, date": lambda p, c: _said(p, surname="Quennell", born=day(p.born)),
    "online name varied, first name": _handle,
    "same household, another name": _household,
    "four letters, initial, year": lambda p, c: _said(p, p.given[0], p.surname[:4], born=_year(p)),
    "name alone, mistyped": lambda p, c: _said(p, surname=mistyped(p.surname, c)),
    "name alone, misheard": lambda p, c: _said(p, surname=misheard(p.surname, c)),
}
"""Every kind of second report that is asked for, and what it says. None where a person has nothing of that kind."""
BY_NAME = ("name alone, mistyped", "name alone, misheard")
"""With these anybody of that very name is right; in the household, anybody of it."""


def second_report(person: Person, another: Person, chance: random.Random) -> Entry:
    """The same person told of once more, some months on: what is said again, what changed and what is misheard.
    How often is an assumption, all of it here; what changed is like `another` person's."""
    given, surname = person.given, person.surname
    how = chance.random()
    if how < 0.12:
        surname = mistyped(surname, chance)
    elif how < 0.24:
        surname = misheard(surname, chance)
        given = misheard(given, chance) if chance.random() < 0.5 else given
    elif how < 0.34:
        given = short_for(given, chance) or given
    elif how < 0.38:
        surname = "Quennell"
    elif how < 0.41:
        given, surname = surname, given
    elif how < 0.45:
        given = another.given  # called by a second name, or misunderstood altogether
    elif how < 0.50:
        given = given[: chance.choice((1, 1, 3, 4))]
    elif how < 0.54:
        surname = surname[:4]
    was = person.entry
    return {
        "name": given if chance.random() < 0.08 else f"{given} {surname}",
        "born": _birth(person, another, chance),
        "phone": _one_of(
            chance,
            (40, was["phone"]),
            (5, two_swapped(was["phone"], chance)),
            (5, was["phone"][-6:]),
            (25, another.entry["phone"]),
            (25, ""),
        ),
        "address": _one_of(
            chance,
            (35, was["address"]),
            (12, _wrong_address(was["address"], chance)),
            (23, another.entry["address"]),
            (30, ""),
        ),
        "vehicle": _one_of(
            chance,
            (30, was["vehicle"]),
            (15, was["vehicle"][:4]),
            (5, mistyped(was["vehicle"], chance)),
            (20, another.entry["vehicle"]),
            (30, ""),
        ),
        "online": _one_of(
            chance,
            (35, was["online"]),
            (10, was["online"].replace("instagram", "snapchat")),
            (5, was["online"] + "x" if was["online"] else ""),
            (25, another.entry["online"]),
            (25, ""),
        ),
        "safe_contact": _one_of(
            chance,
            (45, was["safe_contact"]),
            (5, mistyped(was["safe_contact"], chance)),
            (25, another.entry["safe_contact"]),
            (25, ""),
        ),
        "work": _one_of(
            chance, (40, was["work"]), (10, mistyped(was["work"], chance)), (25, another.entry["work"]), (25, "")
        ),
    }


def _one_of(chance: random.Random, *of: tuple[int, str]) -> str:
    """One text; the number before it is how many times in a hundred."""
    return chance.choices([text for _, text in of], [weight for weight, _ in of])[0]


def _wrong_address(address: str, chance: random.Random) -> str:
    """A house or two along, a street misheard, or a postcode mistyped."""
    where, _, code = address.rpartition(", ")
    number, _, street = where.partition(" ")
    how = chance.random()
    if how < 0.3:
        return f"{int(number) + chance.choice((-2, 2))} {street}, {code}"
    if how < 0.6:
        return f"{number} {misheard(street, chance)}"
    return f"{where}, {mistyped(code, chance).upper()}" if how < 0.8 else f"{street}, {code.split()[0]}"


def _birth(person: Person, another: Person, chance: random.Random) -> str:
    wrong = _day_and_month(person, chance)
    return _one_of(
        chance,
        (45, day(person.born)),
        (8, _year(person)),
        (22, _age(person, chance)),
        (3, wrong["born"] if wrong else ""),
        (4, day(person.born + timedelta(days=1))),
        (2, day(another.born)),
        (16, ""),
    )
