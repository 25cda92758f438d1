"""What is known of a person, brought into one form; what was typed stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from stalkdesk.people.born import Born, born
from stalkdesk.people.lists import ABOUT_IT, NOTHING
from stalkdesk.people.names import Name, folded, names
from stalkdesk.people.numbers import PLATE_END, Handle, Phone, handles, mails, phones, plates, postcodes
from stalkdesk.people.places import Place, place


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Of one person; what nobody said is empty."""

    names: tuple[Name, ...] = ()
    born: Born | None = None
    phones: tuple[Phone, ...] = ()
    mails: tuple[str, ...] = ()
    handles: tuple[Handle, ...] = ()
    plates: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    place: Place | None = None
    work: str = ""


def understood(entry: Mapping[str, str], today: date) -> Known:
    """What the lines of a person's form say."""
    online = entry.get("online", "")
    reached = "\n".join(entry.get(field, "") for field in ("phone", "safe_contact"))
    codes = postcodes(entry.get("address", ""))
    return Known(
        names=names(entry.get("name", ""), entry.get("known_as", "")),
        born=born(entry.get("born", ""), today),
        phones=phones(reached),
        mails=mails(f"{reached}\n{online}"),
        handles=handles(online),
        plates=plates(entry.get("vehicle", "")),
        postcodes=codes,
        place=place(entry.get("address", ""), codes),
        work="" if folded(entry.get("work", "")) in NOTHING else folded(entry.get("work", "")),
    )


def of_line(text: str) -> dict[str, str]:
    """A person's form from a line to find them by: `Mark Ellis 07700 900123`, `AB12 CDE`, `@name`."""
    words = text.split()
    pairs = ((one, other) for one, other in pairwise(words) if plates(f"{one} {other}"))
    plate = {word for pair in pairs for word in pair}
    whole = [code for code in postcodes(text) if " " in code]
    name = [
        word
        for word in words
        if not any(c.isdigit() or c == "@" for c in word) and word not in plate and folded(word) not in ABOUT_IT
    ]
    return {
        "name": " ".join(name),
        "phone": text,
        # Three letters alone are a name sooner than the end of a plate, unless they are capitals.
        "vehicle": "" if len(text) == PLATE_END and not text.isupper() else text,
        "address": "\n".join(whole),
        "online": " ".join(word for word in words if "@" in word),
    }


def in_words(known: Known, today: date) -> tuple[str, ...]:
    """The same for the handler to check, a few words each."""
    words: list[str] = []
    if known.born is not None:
        words.append(_born(known.born, today))
    words += [f"phone {phone.shown}" for phone in known.phones]
    words += list(known.mails)
    words += [f"{handle.platform} {handle.name}".strip() for handle in known.handles]
    words += [f"plate {plate[:-3]} {plate[-3:]}" if len(plate) == 7 else f"plate {plate}" for plate in known.plates]
    words += [f"postcode {code}" for code in known.postcodes]
    return tuple(words)


def _born(span: Born, today: date) -> str:
    oldest, youngest = _age(span.first, today), _age(span.last, today)
    years = f"{oldest}" if oldest == youngest else f"{youngest} to {oldest}"
    if span.exact:
        return f"born {span.first.day} {span.first:%B %Y}, {years}"
    between = f"{span.first.year}" if span.first.year == span.last.year else f"{span.first.year} to {span.last.year}"
    return f"born {between}, {years}"


def _age(day: date, today: date) -> int:
    return today.year - day.year - ((today.month, today.day) < (day.month, day.day))
