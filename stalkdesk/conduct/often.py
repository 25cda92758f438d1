"""How often something happened: "twice", "about 40 times", "every night", "most days", "three times a week"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from stalkdesk.conduct.amounts import ABOUT, Said, amount, length, singular
from stalkdesk.conduct.calendar_days import WEEKDAY_OF

MOST_TIMES: Final = 9999
"""Nobody counts further."""

_CONTACTS = {
    "time", "call", "text", "message", "email", "letter", "visit", "gift", "voicemail", "note", "incident", "occasion",
    "x", "attempt", "card", "parcel", "photo", "request", "friend", "post", "comment", "day", "night", "evening",
    "morning", "afternoon", "phonecall", "dm", "msg", "e-mail", "mail", "snapchat", "snap", "whatsapp", "tweet",
    "pic", "picture", "video", "txt", "ring", "phone-call",
}  # fmt: skip
_KINDS = {"missed", "phone", "text", "voice", "silent", "abusive", "more", "different", "separate", "unwanted", "nasty",
          "threatening", "whatsapp", "friend", "other", "odd", "facebook", "new", "anonymous"}  # fmt: skip
_MORE = {"over", "nearly", "almost", "least", "well", "upwards", "than"}
_LESS = {"less", "fewer", "under", "max", "maximum"}
_MANY = {"several", "many", "few", "lots", "loads", "numerous", "multiple", "countless", "various", "some", "lot",
         "handful", "umpteen", "number"}  # fmt: skip
_OFTEN = {"constantly", "continually", "continuously", "repeatedly", "often", "frequently", "regularly", "hourly",
          "relentlessly", "endlessly", "always"}  # fmt: skip
_LOTS = {"lots", "loads", "lot"}
_NEARLY = {"nearly", "almost", "practically", "virtually", "pretty", "much", "most"}
_PERIODS = {"day": 1, "morning": 1, "afternoon": 1, "evening": 1, "night": 1, "week": 7, "wk": 7, "fortnight": 14,
            "month": 30, "year": 365}  # fmt: skip
_ADVERBS = {"daily": "day", "nightly": "night", "weekly": "week", "fortnightly": "fortnight", "monthly": "month"}
_NIGHTS = ("night", "evening")
_DAYS = (*WEEKDAY_OF, "weekend", "weekday", "weeknight")
_WORKDAYS = frozenset(range(5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many times; None where it was more than once and not said."""

    times: int | None
    about: bool = False
    days: bool = False
    """Days are counted, not what was done on them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How often in so many days, or on which days of the week; `times` None where that is not said."""

    times: int | None = 1
    of: int = 1
    on: frozenset[int] = frozenset()
    part: float = 1.0
    about: bool = False
    nights: bool = False
    plain: bool = False
    """Only "every day", no number."""

    def within(self, days: Iterable[date]) -> tuple[int | None, bool]:
        """How often on these days, and whether that is rough."""
        counted = [day for day in days if not self.on or day.weekday() in self.on]
        if self.times is None:
            return None, self.about
        whole = -(-len(counted) // 2) if self.of == 2 and not self.on else len(counted) / (1 if self.on else self.of)
        times = int(whole * self.part * self.times + 1e-9)
        return max(times, 1), self.about or (self.of > 2 and len(counted) % self.of > 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many days out of so many."""

    times: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Except:
    """Not on these days of the week; where there are none, on days that can not be taken out."""

    on: frozenset[int]


def except_at(said: Said, i: int) -> tuple[Except, int] | None:
    """ "Except Sundays", which `words` makes of "apart from", "but not" and the like."""
    if said.at(i) != "except":
        return None
    if singular(said.at(i + 1)) not in _DAYS and said.at(i + 1) not in WEEKDAY_OF:
        return Except(on=frozenset()), i + 1
    rate, end = _on_days(said, i + 1)
    return Except(on=rate.on | {6} if "weekend" in singular(said.at(i + 1)) else rate.on), end


def share_at(said: Said, i: int) -> tuple[Share, int] | None:
    """ "3 out of 7 nights", "5 days out of 7"."""
    few = amount(said, i)
    out = few and few.end + (singular(said.at(few.end)) in ("day", "night"))
    if few is None or out is None or said.at(out) != "out":
        return None
    many = amount(said, out + 1)
    if many is None or many.about or few.about or not 0 < few.low <= many.low < 100:
        return None
    return Share(times=int(few.low), of=int(many.low)), many.end + (singular(said.at(many.end)) in ("day", "night"))


def more_than_once(said: Said) -> bool:
    """Whether it is said that it was more than once, as "constantly", "a lot"; but not "lots of people"."""
    alone = {"", ",", "since", "last", "this", "yesterday", "in", "today", "over"}
    return any(
        word in _OFTEN or (word in _LOTS and said.at(place + 1) in alone) for place, word in enumerate(said.words)
    )


def count_at(said: Said, i: int) -> tuple[Count, int] | None:
    """ "Twice", "about 40 times", "12 texts", "several times"."""
    start = said.past(i, *ABOUT)
    plain = {"once": 1, "twice": 2, "thrice": 3}.get(said.at(start))
    if plain is not None:
        if said.at(start - 1) == "than":
            return Count(times=None if plain == 1 or said.at(start - 2) != "more" else plain, about=True), start + 1
        if said.at(start + 1) == "or" and said.at(start + 2) in ("twice", "thrice", "three"):
            end = start + 3 + (singular(said.at(start + 3)) == "time")
            return Count(times=plain, about=True), end
        return Count(times=plain, about=start > i), start + 1
    if said.at(start) == "x" and said.at(start + 1).isdigit():
        return Count(times=min(int(said.at(start + 1)[:9]), MOST_TIMES)), start + 2
    found = amount(said, start)
    many = said.past(i, "a", *_MANY)
    if many > i and said.at(many - 1) in _MANY and (found is None or found.end <= many):
        end = said.past(many, *_KINDS)
        return (Count(times=None), end + 1) if singular(said.at(end)) in _CONTACTS else None
    end = said.past(found.end, *_KINDS) if found else 0
    weekdays = said.at(end) not in WEEKDAY_OF and singular(said.at(end)) in _DAYS
    counted = weekdays or singular(said.at(end)) in _CONTACTS
    if found is None or not counted or (found.high == 1 and said.at(end) in _PERIODS):
        return None
    if said.at(end - 1) in ("text", "friend") and singular(said.at(end)) not in ("message", "request"):
        end -= 1
    if said.at(i - 1) in _LESS or said.words[i - 2 : i] in (("less", "than"), ("fewer", "than"), ("up", "to")):
        return Count(times=None), end + 1
    about = found.about or start > i or said.at(i - 1) in _MORE or found.low > MOST_TIMES
    days = weekdays or singular(said.at(end)) in _PERIODS
    if days and said.at(i - 1) in ("in", "over", "within", "during", "across", "for"):
        return None  # "20 calls in 2 days"
    return Count(times=int(min(found.low, MOST_TIMES)), about=about, days=days), end + 1


def rate_at(said: Said, i: int) -> tuple[Rate, int] | None:
    """ "Every night", "most days", "Tuesdays", "twice a week"."""
    count = count_at(said, i)
    if count is not None:
        place = said.past(count[1], "a", "an", "per", "each", "every", "/", "single")
        unit = _ADVERBS.get(said.at(count[1])) or (said.at(place) if place > count[1] else "")
        if unit in _PERIODS:
            rate = Rate(times=count[0].times, of=_PERIODS[unit], about=count[0].about, nights=unit in _NIGHTS)
            return rate, max(place, count[1]) + (unit == said.at(place) or place == count[1])
        if unit in ("hour", "minute"):
            return Rate(times=None), place + 1
        if singular(unit) in _DAYS and said.at(place - 1) in ("every", "each", "a", "per"):
            rate, end = _on_days(said, place)
            return replace(rate, times=count[0].times, about=count[0].about), end
        return None
    few = amount(said, i)
    if few is not None and said.at(few.end) in ("a", "per", "each", "every") and said.at(few.end + 1) in _PERIODS:
        unit = said.at(few.end + 1)
        times = int(min(few.low, MOST_TIMES))
        return Rate(times=times, of=_PERIODS[unit], about=few.about, nights=unit in _NIGHTS), few.end + 2
    if singular(said.at(i)) in _DAYS:
        found = _on_days(said, i)
        weekly = said.past(found[1], ",", "every", "each")
        if said.at(weekly) in ("week", "weekly") and (weekly > found[1] or said.at(weekly) == "weekly"):
            return found[0], weekly + 1  # "Mon-Fri every week"
        if said.at(i) in WEEKDAY_OF:
            return None
        return found if said.at(i).endswith("s") else None
    nearly = said.past(i, *_NEARLY)
    part = (5 / 7 if said.at(nearly - 1) == "most" else 6 / 7) if nearly > i else 1.0
    if said.at(nearly) in _ADVERBS:
        unit = _ADVERBS[said.at(nearly)]
        rate = Rate(of=_PERIODS[unit], nights=unit in _NIGHTS, part=part, about=nearly > i, plain=True)
        return rate, nearly + 1
    every = said.past(nearly, "every", "each")
    if every == i or (every == nearly and said.at(nearly - 1) != "most"):
        return None
    every = said.past(every, "single")
    found = _every(said, every)
    if found is None:
        return None
    rate, end = found
    return replace(rate, part=rate.part * part, about=rate.about or nearly > i), end


def _every(said: Said, i: int) -> tuple[Rate, int] | None:
    """What comes after "every"."""
    word = singular(said.at(i))
    days = said.past(i + 1, ",")
    if word == "week" and singular(said.at(days)) in _DAYS and said.at(days + 1) != "last":
        return _on_days(said, days)  # "every week Mon-Fri"
    if word in _PERIODS:
        return Rate(of=_PERIODS[word], nights=word in _NIGHTS, plain=True), i + 1
    if word in ("hour", "minute", "second") and singular(said.at(i + 1)) != "day":
        return Rate(times=None), i + 1
    if said.at(i) in ("other", "second") and said.at(i + 1) in _PERIODS:
        unit = said.at(i + 1)
        return Rate(of=2 * _PERIODS[unit], nights=unit in _NIGHTS, plain=True), i + 2
    if said.at(i) in ("other", "second") and said.at(i + 1) in (*WEEKDAY_OF, "weekend"):
        rate, end = _on_days(said, i + 1)
        return replace(rate, part=0.5, about=True), end
    span = length(said, i)
    if span is not None:
        # Of "two or three weeks" the longer: that is less often.
        size = span.high * {"day": 1, "week": 7, "month": 30, "year": 365}[span.unit]
        # "Every few days" is about twice a week.
        few = said.at(i) == "few" and span.unit == "day"
        return Rate(times=2 if few else 1, of=7 if few else max(int(size), 1), about=span.about), span.end
    if amount(said, i) is not None:
        return Rate(times=None), i + 2
    return _on_days(said, i) if word in _DAYS else None


def _on_days(said: Said, i: int) -> tuple[Rate, int]:
    """ "Tuesdays and Thursdays", "Monday to Friday", "weekend"."""
    on: set[int] = set()
    place = end = i
    while (word := singular(said.at(place))) in _DAYS:
        day = WEEKDAY_OF.get(word, WEEKDAY_OF.get(said.at(place)))
        if day is not None and on and said.at(place - 1) in ("to", "-", "until", "till", "through"):
            on |= {number % 7 for number in range(max(on), day + 1 + 7 * (day < max(on)))}
        else:
            on |= {5} if word == "weekend" else _WORKDAYS if day is None else {day}
        end = place + 1
        place = said.past(end, ",", "and", "to", "-")
        if place == end:
            break
    return Rate(on=frozenset(on), nights=singular(said.at(i)) == "weeknight"), end
