"""Keys: two people who may be one share at least one of them, whatever was misheard or mistyped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from stalkdesk.people.born import Born
from stalkdesk.people.known import Known
from stalkdesk.people.names import Name
from stalkdesk.people.numbers import BEGINS, HANDLE_BEGINS, PART, PLATE_END, plate_key
from stalkdesk.people.sounds import sounds, spelt_as, stands_for

STRONG: Final = 4
"""Points of a key that hardly two people share by chance; the others have fewer."""
OF_NUMBERS: Final = frozenset("prtqmhklvw")
"""What keys of phones, e-mails, online names and plates begin with."""
_MONTH: Final = 32


def keys(known: Known) -> frozenset[str]:
    """Under which somebody is found later."""
    return frozenset(key for key, _ in _keys(known, asking=False))


def asked(known: Known) -> dict[str, int]:
    """What to look for when somebody like this may be there: each key and its points. More than `keys`, since names
    stand for one another and days are misheard."""
    found: dict[str, int] = {}
    for key, points in _keys(known, asking=True):
        found[key] = max(points, found.get(key, 0))
    return found


def _keys(known: Known, *, asking: bool) -> Iterator[tuple[str, int]]:
    days = list(_days(known.born, asking=asking))
    spans = list(years(known.born, asking=asking))
    for name in known.names:
        for given, surname in _turned(name, asking=asking):
            yield from _of_name(given, surname, days, spans)
    for day in days:
        yield f"d{day}", 2
    yield from _of_numbers(known, asking=asking)
    yield from _of_places(known)


def _turned(name: Name, *, asking: bool) -> Iterator[tuple[str, str]]:
    """A name as it is, and as it may have been meant."""
    yield name.given, name.surname
    if not asking:
        return
    yield name.surname, name.given
    first = name.given.split()[0] if name.given else ""
    for other in stands_for(first):
        yield other, name.surname
    for other in spelt_as(name.surname):
        yield name.given, other


def _of_name(given: str, surname: str, days: list[str], spans: list[int]) -> Iterator[tuple[str, int]]:
    firsts = [code for word in given.split()[:2] for code in sounds(word)]
    for word in {*surname.split(), surname.replace(" ", "")} - {""}:
        for code in sounds(word) or (word,):
            yield f"i{code}|{given[:1]}", 1
            for first in firsts:
                yield f"n{code}|{first}", 3
            for year in spans:
                yield f"y{code}|{year}", 3
        yield f"b{word[:4]}|{given[:1]}", 1
        if given:
            for year in spans:
                yield f"j{word[:4]}|{given[:1]}|{year}", 3
        yield last_name(word), 1
        for day in days:
            yield f"s{word[:3]}|{day[4:]}", 3
    for first in firsts:
        for day in days:
            yield f"f{first}|{day}", STRONG
        for year in spans:
            yield f"g{first}|{year}", 1
    if given:
        yield pair(given, surname), 2
        yield first_name(given), 1
        for year in spans:
            yield pair_and_year(given, surname, year), 3


def pair(given: str, surname: str) -> str:
    """The key of a whole name: the first of the given names, and the surname."""
    return f"x{given.split(maxsplit=1)[0] if given else ''}|{surname}"


def first_name(given: str) -> str:
    """The key of the first of the given names alone."""
    return f"o{given.split(maxsplit=1)[0] if given else ''}"


def last_name(surname: str) -> str:
    """The key of a surname alone."""
    return f"u{surname.replace(' ', '')}"


def pair_and_year(given: str, surname: str, year: int) -> str:
    """The same with the year of birth."""
    return f"z{given.split(maxsplit=1)[0] if given else ''}|{surname}|{year}"


def sounds_and_year(surname: str, year: int) -> Iterator[str]:
    """The keys of a surname with a year of birth."""
    for code in sounds(surname.replace(" ", "")):
        yield f"y{code}|{year}"


def _of_numbers(known: Known, *, asking: bool) -> Iterator[tuple[str, int]]:
    for phone in known.phones:
        last = phone.digits[-10:]
        yield f"p{last[-6:]}", STRONG
        if len(phone.national) >= BEGINS:
            yield f"t{phone.national[:BEGINS]}", 3
        if len(last) == 10:
            yield f"q{last[:5]}", 2
            yield f"r{''.join(sorted(last))}", STRONG
    for mail in known.mails:
        yield f"m{mail}", STRONG
        yield f"h{_plain(mail.split('@')[0])}", 3
    for handle in known.handles:
        yield f"h{handle.key}", STRONG
        yield f"k{handle.key[:8]}", 2
        if len(handle.key) >= HANDLE_BEGINS:
            yield f"k{handle.key[:HANDLE_BEGINS]}", 1
        if asking:  # it may be more than was said before
            yield from ((f"h{handle.key[:n]}", 2) for n in range(HANDLE_BEGINS, min(len(handle.key), 30)))
        yield f"l{handle.key[-6:]}", 2
    for plate in known.plates:
        key = plate_key(plate)
        if len(key) >= PART:
            yield f"v{key[:PART]}", 3
        if len(key) != PART:
            yield f"w{key[-PLATE_END:]}", 3


def _of_places(known: Known) -> Iterator[tuple[str, int]]:
    number = known.place.number if known.place is not None else ""
    for code in known.postcodes:
        yield f"c{code}", 3
        for name in known.names:
            first = name.given[:1] or name.surname[:1]
            yield f"e{code.split()[0]}|{first}|{name.surname[:3]}", 2
    if known.place is not None and number:
        for word in known.place.words.split():
            if len(word) > 3:
                yield f"a{number}|{word}", 2


def _plain(text: str) -> str:
    return "".join(c for c in text if c not in "._-+")


def _days(born: Born | None, *, asking: bool) -> Iterator[str]:
    if born is None or not born.exact:
        return
    day = born.first
    yield f"{day:%Y%m%d}"
    if asking:
        if day.day <= 12 and day.day != day.month:
            yield f"{day.year:04}{day.day:02}{day.month:02}"
        for off in (-10, -1, 1, 10):
            yield f"{day.year + off:04}{day:%m%d}"


def years(born: Born | None, *, asking: bool) -> Iterator[int]:
    """The years of a birth, where it is not said too loosely; asking, those beside them too."""
    if born is None or born.last - born.first > timedelta(days=12 * _MONTH * (8 if asking else 2)):
        return
    beside = 1 if asking else 0
    yield from range(born.first.year - beside, born.last.year + beside + 1)
