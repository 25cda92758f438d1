"""Phone numbers, plates, postcodes, e-mail addresses and online names, however they were said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stalkdesk.people.lists import AREAS, FILLERS, MODELS, OF_CARS, PLATFORMS

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

MOST: Final = 2000
"""Characters of a field that are looked at; a field holds fewer unless somebody pasted a letter into it."""
FEWEST_DIGITS: Final = 6
"""Of a number whose beginning was not caught: fewer say too little."""
BEGINS: Final = 7
"""Digits of a number whose end is not said yet, the nought before them not counted."""
PART: Final = 4
"""Characters of a plate of which only the beginning was caught."""
PLATE_END: Final = 3
"""And of one of which only the end was."""
HANDLE_BEGINS: Final = 6
"""Characters of a name online that may be the beginning of another: `mick.ellis` of `mick.ellis91`."""

_DIGITS = re.compile(r"\+?\(?\d(?:[\d \t().\-]{4,30}\d)")
_MAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+", re.ASCII)
_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?)\s{0,2}([0-9][ABD-HJLNP-UW-Z]{2})\b")
_OUTWARD = re.compile(r"\b([A-Z]{1,2})([0-9][A-Z0-9]?)\b")
# As issued since 2001, from 1983, from 1963, and in Northern Ireland.
_PLATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b([A-Z]{2}[0-9OI]{2}) ?([A-Z]{3})\b",
        r"\b([A-Z][0-9]{1,3}) ?([A-Z]{3})\b",
        r"\b([A-Z]{3}) ?([0-9]{1,3}[A-Z])\b",
        r"\b([A-Z]{0,2}[IZ][A-Z]?) ?([0-9]{3,4})\b",
    )
)
_LIKE_PLATE = re.compile(r"\b([A-Z0-9]{4}) ?([A-Z0-9]{3})\b")
_PART_OF_PLATE = re.compile(r"\b([A-Z]{2}[0-9]{2})\b(?! ?[A-Z]{3}\b)")
_END_OF_PLATE = re.compile(r"\b(?:END(?:S|ED|ING)?|LAST(?: THREE| 3)?)(?: (?:IN|WITH|IS|ARE|OF IT))? ([A-Z]{3})\b")
_THREE_LETTERS = re.compile(r"\s*([A-Z]{3})\s*")
_MISREAD: Final = {"O": "0", "I": "1", "Q": "0", "Z": "2", "S": "5", "B": "8"}
_PLATFORM_OF: Final = {word: name for name, words in PLATFORMS.items() for word in (name, *words)}
_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.|m\.)?([a-z]{1,30})\.(?:com|net|tv|app|gg|me)/(?:@|u/|user/|in/|add/)?([\w.-]{2,60})"
)
_HANDLE = re.compile(r"@?[\w][\w.-]{1,60}", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Phone:
    """A number. `whole` is E.164, empty where only the end of it was caught; `digits` are those that were."""

    whole: str
    digits: str

    @property
    def national(self) -> str:
        """Its digits without the country's, or the nought, before them, as far as they were caught."""
        digits = self.digits
        return digits[2:] if digits.startswith("44") and (self.whole or len(digits) > 10) else digits.lstrip("0")

    @property
    def shown(self) -> str:
        """As people here read it: `07700 900123`, `+353 87 123 4567`; a part of one `…900123` or `077009…`."""
        if not self.whole:
            return f"{self.digits}…" if self.digits.startswith("0") else f"…{self.digits}"
        import phonenumbers

        number = phonenumbers.parse(self.whole)
        home = number.country_code == 44
        return phonenumbers.format_number(
            number, phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
        )


def phones(text: str) -> tuple[Phone, ...]:
    """The phone numbers in a text, in their order, each once. A number without a country is read as a British one."""
    found: dict[Phone, None] = {}
    for run in _DIGITS.finditer(text[:MOST]):
        for said in _apart(run[0]):
            phone = _phone(said)
            if phone is not None:
                found[phone] = None
    return tuple(found)


def _apart(said: str) -> list[str]:
    """Numbers said one behind the other, each whole; else it is one number with gaps."""
    parts = said.split()
    return parts if len(parts) > 1 and all(sum(c.isdigit() for c in part) >= 10 for part in parts) else [said]


def _phone(said: str) -> Phone | None:
    import phonenumbers

    digits = "".join(c for c in said if c.isdigit())
    for country, text in (("GB", said), (None, f"+{digits}")):
        try:
            number = phonenumbers.parse(text, country)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number) or _plausible(number):
            whole = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            return Phone(whole=whole, digits=whole[1:])
    return Phone(whole="", digits=digits) if FEWEST_DIGITS <= len(digits) <= 15 else None


def _plausible(number: PhoneNumber) -> bool:
    """A whole British number, though of a range that is not given out, as those for drama are."""
    national = str(number.national_number)
    return number.country_code == 44 and len(national) == 10 and national[0] in "12378"


def mails(text: str) -> tuple[str, ...]:
    """The e-mail addresses in a text, in small letters."""
    return tuple(dict.fromkeys(found[0].strip("'.-").lower() for found in _MAIL.finditer(text[:MOST])))


def postcodes(text: str) -> tuple[str, ...]:
    """The postcodes in a text as `BN1 4QS`; only the first half where that is all there is. Areas that do not exist
    are none."""
    upper = text[:MOST].upper()
    found: dict[str, None] = {}
    for match in _POSTCODE.finditer(upper):
        if re.split(r"\d", match[1])[0] in AREAS:
            found[f"{match[1]} {match[2]}"] = None
    rest = _POSTCODE.sub(" ", upper)
    for match in _OUTWARD.finditer(rest):
        # Two characters alone, as in "flat B2", are more often something else.
        if match[1] in AREAS and len(match[0]) > 2 and not any(code.startswith(f"{match[0]} ") for code in found):
            found[match[0]] = None
    return tuple(found)


def plates(text: str) -> tuple[str, ...]:
    """The number plates in a text without gaps, `AB12CDE`; four characters where only the beginning was caught, three
    where only the end was: `ending XRT`, or three letters between commas."""
    upper = re.sub(r"[^A-Z0-9]+", " ", text[:MOST].upper())
    found: dict[str, None] = {}
    for pattern in _PLATES:
        for match in pattern.finditer(upper):
            if match[2] not in MODELS and match[1] not in MODELS:
                found[match[1] + match[2]] = None
        upper = pattern.sub(" ", upper)
    for match in _LIKE_PLATE.finditer(upper):
        if _misread(match[1], match[2]):
            found[match[1] + match[2]] = None
    for match in _PART_OF_PLATE.finditer(upper):
        found[match[1]] = None
    ends = [match[1] for match in _END_OF_PLATE.finditer(upper)]
    ends += [match[1] for piece in text[:MOST].upper().split(",") if (match := _THREE_LETTERS.fullmatch(piece))]
    found.update(dict.fromkeys(end for end in ends if end not in MODELS and end not in OF_CARS))
    return tuple(found)


def _misread(first: str, last: str) -> bool:
    """Whether this is a plate of today with figures and letters taken for each other: not `2012 BMW` or `BOSS VAN`."""
    letters, figures = first[:2] + last, first[2:]
    return (
        all(c.isalpha() or c in _MISREAD.values() for c in letters)
        and all(c.isdigit() or c in _MISREAD for c in figures)
        and any(c.isdigit() for c in first + last)
        and not first[:2].isdigit()
        and sum(c.isalpha() for c in last) >= 2
        and last not in MODELS
    )


def plate_key(plate: str) -> str:
    """What two readings of one plate share: O and 0, I and 1, S and 5, Z and 2, B and 8 are one."""
    return re.sub(r"[^A-Z0-9]", "", plate.upper()).translate(str.maketrans(_MISREAD))


@dataclass(frozen=True, slots=True, order=True)
class Handle:
    """A name online. `platform` is empty where nobody said which; `name` is in small letters, without `@`."""

    platform: str
    name: str

    @property
    def key(self) -> str:
        """What its variants share: dots, dashes and underscores are often guessed."""
        return re.sub(r"[._-]", "", self.name)


def handles(text: str) -> tuple[Handle, ...]:
    """The online names in a text, with their platforms."""
    lower = text[:MOST].lower().replace("tik tok", "tiktok").replace("whats app", "whatsapp")
    found: dict[Handle, None] = {}
    for match in _ADDRESS.finditer(lower):
        if match[1] in _PLATFORM_OF:
            found[Handle(platform=_PLATFORM_OF[match[1]], name=match[2].strip("._-"))] = None
    lower = _MAIL.sub(" ", _ADDRESS.sub(" ", lower))
    platform = ""
    for part in re.split(r"[,;/\n]|\band\b", lower):
        platform, names = _in_part(part, platform)
        for name in names:
            found[Handle(platform=platform, name=name)] = None
    return tuple(found)


def _in_part(part: str, before: str) -> tuple[str, list[str]]:
    """The platform a part speaks of, else the one before it; and the names in it."""
    words = [word.strip(":()'\"") for word in part.split()]
    platform = next((_PLATFORM_OF[word] for word in words if word in _PLATFORM_OF), before)
    return platform, list(_names(words))


SAID_OF_IT: Final = 3
"""Words at most, a name online among them; more, and it is told about: "an account that is only numbers"."""


def _names(words: list[str]) -> Iterator[str]:
    marked = [word for word in words if word.startswith("@")]
    plain = [word for word in words if word not in _PLATFORM_OF and word not in FILLERS]
    for word in marked or (plain[:1] if len(plain) <= SAID_OF_IT else []):
        match = _HANDLE.fullmatch(word.rstrip(".!?"))
        if match is not None:
            yield match[0].removeprefix("@").strip("._-")
