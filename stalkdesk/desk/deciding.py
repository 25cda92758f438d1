"""The decision at the end of a contact: lowering a level by two people, the plan, what the caller was told, and what is
recorded as no stalking or no crime.

Each is on the disk when the function returns, and raises NotTaken, NotKept.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from stalkdesk.contact.decision import DONE, NOT_DONE, NOT_POSSIBLE, OPEN
from stalkdesk.contact.kinds import Acted, Advised, Filled, Lowered, LoweringAgreed, LoweringTakenBack
from stalkdesk.contact.outcome import rules_over, standing_level
from stalkdesk.contact.rationale import fault
from stalkdesk.desk.call import Call
from stalkdesk.desk.rationales import WITH_SUBSTANCE
from stalkdesk.desk.typed import NotTaken, taken
from stalkdesk.text import clean_text, one_line

WHY_NOT_DONE: Final = (
    "the officer attending will do it",
    "passed to the unit that takes the report",
    "the caller does not want it",
    "the caller is gone",
)
WHY_NOT_POSSIBLE: Final = (
    "there is nothing of that kind",
    "it is not known where or who",
    "it is too late for it",
    "it is not safe to do it now",
)
HOW: Final = {"given": "given", "declined": "declined", "not_safe": "not safe"}
SAFE: Final = ("yes", "no", "not known")
SHORTEST: Final = 4
"""Letters and figures; less is a slip of a key."""
INTERIM, MESSAGE_SAFE = "interim", "message_safe"
LONGEST_NAME: Final = 100
_NO_REASON: Final = frozenset({"none", "nope", "nothing", "noreason", "dontknow", "notdone", "done", "later"})
_TIME: Final = re.compile(r"\b\d{1,2}\s*[:.h]\s*\d{2}\b|\b\d{1,2}\s*(?:am|pm)\b")
_WORD: Final = re.compile(r"[^\W_]{2,}")
_NOBODY: Final = frozenset(
    {"done", "told", "tell", "yes", "ok", "okay", "boss", "bosses", "he", "she", "they", "it", "was", "were", "has"}
    | {"been", "is", "by", "to", "the", "my", "our", "duty", "supervisor", "supervision", "sergeant", "sgt", "ps", "ds"}
    | {"inspector", "insp", "di", "aware", "informed", "notified", "phone", "phoned", "rang", "radio", "email", "at"}
    | {"on", "shift", "now", "just", "already", "him", "her", "them", "someone", "somebody", "me", "myself", "later"}
    | {"today", "tonight", "and", "of", "in", "via", "line", "team", "staff", "officer"}
)
"""What names nobody."""
_PARTED: Final = re.compile(r"(?<=\d)[\s./-]+(?=\d)")
_NUMBER: Final = re.compile(r"\d{2,}")
_RANKS: Final = frozenset({"pc", "dc", "ps", "ds", "sgt", "sergeant", "insp", "inspector", "di", "ci", "dci", "pcso"})


def lower_levels(call: Call) -> tuple[str, ...]:
    """The levels under the one that stands, the nearest first; none while the handler's own raise can be taken back."""
    rank = call.assessment.qset.rank
    stands = rank[standing_level(call.contact, call.assessment)]
    if own_raise(call) or not call.assessment.sufficient:
        return ()
    return tuple(level for level in reversed(call.assessment.qset.levels) if rank[level] < stands)


def own_raise(call: Call) -> bool:
    """Whether the level was raised by whoever is at the keys, and not handed over so."""
    raised, by = call.contact.raised, call.contact.raised_by
    return (
        raised is not None and raised != call.contact.raise_final and by is not None and same_person(by.who, call.who)
    )


def lower_level(call: Call, level: str, rationale: str) -> None:
    """Ask for a lower level, with a rationale. The higher one stands until a second person agrees (DOMAIN R5)."""
    rank = call.assessment.qset.rank
    if own_raise(call):
        raise NotTaken("You raised the level yourself. Take that back first.")
    if not call.assessment.sufficient:
        raise NotTaken("Not enough was asked to lower it: the minimum safe set has to be reached first.")
    if level not in rank or rank[level] >= rank[standing_level(call.contact, call.assessment)]:
        raise NotTaken("The level can only be lowered to one under the one that stands.")
    text = _with_substance(call, rationale)
    call.keep(Lowered(level=level, rationale=text, over=rules_over(call.assessment, level)))


def agree_lowering(call: Call, second: str) -> None:
    """The second person, by collar number and name; not the one who asks, nor the one whose contact it is."""
    lowering, named = call.contact.lowering, one_line(second.strip())
    if lowering is None:
        raise NotTaken("Nobody has asked to lower the level.")
    if not _numbers(named) or not _name(named):
        raise NotTaken("Type the second person's collar number and name: 5512 Hughes.")
    if len(named) > LONGEST_NAME:
        raise NotTaken("That is too long for a collar number and a name.")
    asking = call.who if lowering.second else lowering.by.who  # asked for anew, it is whoever asks now
    for first in dict.fromkeys((asking, lowering.by.who, call.contact.handler)):
        if same_person(first, named):
            raise NotTaken(f"That is {first}, who asks for it. A second person has to agree.")
    if lowering.second:  # something new came up since: it is asked for anew, and agreed to anew
        said = lowering.said
        call.keep(Lowered(level=said.level, rationale=said.rationale, over=rules_over(call.assessment, said.level)))
    call.keep(LoweringAgreed(second=named))


def take_back_lowering(call: Call) -> None:
    """Let the level of the rules stand."""
    if call.contact.lowering is None:
        raise NotTaken("Nobody has asked to lower the level.")
    call.keep(LoweringTakenBack())


def act(call: Call, id: str, state: str, *, reason: str = "", told: str = "") -> None:
    """What became of an action of the plan: done, not done and why, not possible and why, or open again. `told`: who
    was told, for an action that tells somebody."""
    item = next((one for one in call.decision.plan if one.action.id == id), None)
    if item is None:
        raise NotTaken("That is no action of this plan.")
    why, who = clean_text(reason).strip(), clean_text(told).strip()
    if state in (NOT_DONE, NOT_POSSIBLE):
        if says_nothing(why):
            raise NotTaken("Type why, in words.")
    elif state == DONE:
        if item.action.told and not names_somebody(who):
            raise NotTaken("Type who was told, by name or collar number, and when: Sgt Okafor, 14:20.")
    elif state != OPEN:
        raise NotTaken("There is no such state.")
    call.keep(Acted(action=id, state=state, reason=taken(why), told=taken(who)))


def says_nothing(text: str) -> bool:
    """Whether a reason is a slip of a key, or a word that is no reason."""
    letters = [c for c in text.casefold() if c.isalnum()]
    return len(letters) < SHORTEST or len(set(letters)) < SHORTEST - 1 or "".join(letters) in _NO_REASON


def names_somebody(text: str) -> bool:
    """Whether it says who was told: a name or a collar number, beside what any record could hold."""
    words = _TIME.sub(" ", text.casefold())
    left = [word for word in _WORD.findall(words) if word not in _NOBODY]
    return any(word.isdigit() or len(set(word)) > 1 for word in left)


def says_when(text: str) -> bool:
    """Whether a time of day is in it."""
    return _TIME.search(text.casefold()) is not None


def advise(call: Call, what: str, id: str, how: str) -> None:
    """Advice or a service was given, declined, or not safe to give; empty takes it back."""
    offered = call.decision.advice if what == "advice" else call.decision.services
    if not any(one.what.id == id for one in offered) or how not in (*HOW, ""):
        raise NotTaken("There is nothing like that to give.")
    number = what == "service" and how == "given"
    if number and MESSAGE_SAFE not in call.contact.decision:
        raise NotTaken("Ask first: is it safe to leave a message, text or email?")
    call.keep(Advised(what=what, id=id, how=how))


def message_safe(call: Call, answer: str) -> None:
    """Whether it is safe to leave a message; asked before any number is given (DOMAIN §5)."""
    if answer not in (*SAFE, ""):
        raise NotTaken("Yes, no, or not known.")
    call.keep(Filled(form="decision", number=0, field=MESSAGE_SAFE, text=answer))


def interim_risk(call: Call, text: str) -> None:
    """What could happen before officers arrive, in the handler's words; empty takes it back."""
    call.keep(Filled(form="decision", number=0, field=INTERIM, text=taken(text).strip()))


def recorded_as(call: Call, field: str, rationale: str) -> None:
    """Harassment only, or no crime: each with a rationale; an empty one takes it back (DOMAIN R7)."""
    if field not in WITH_SUBSTANCE:
        raise NotTaken("There is no such decision.")
    text = _with_substance(call, rationale) if rationale.strip() else ""
    call.keep(Filled(form="decision", number=0, field=field, text=text))


def still_open(call: Call) -> str:
    """What of the plan nobody has said anything of, in one line; empty for nothing (DOMAIN R9)."""
    count = len(call.decision.open)
    if not count:
        return ""
    return f"{count} {'action' if count == 1 else 'actions'} of the plan still open: done, not done or not possible?"


def _with_substance(call: Call, rationale: str) -> str:
    text = taken(rationale).strip()
    why = fault(text, written(call))
    if why:
        raise NotTaken(why)
    if call.used_before(text):
        raise NotTaken("These very words stand in another record. Say what is so in this one.")
    return text


def written(call: Call) -> list[str]:
    """What stands in the record already: a rationale is no copy of it."""
    contact = call.contact
    texts = [line.text for line in contact.words] + list(contact.notes.values())
    texts += [answer.value for answer in contact.answers.values() if isinstance(answer.value, str)]
    texts += [because.rule.because for because in call.assessment.concern.because]
    forms = (*contact.people.values(), *contact.incidents.values(), *contact.orders.values(), contact.danger)
    texts += [text for entry in forms for text in entry.values()]
    return texts


def same_person(first: str, second: str) -> bool:
    """Whether two namings are of one person: the same collar number, or where one has none, the same words."""
    if _numbers(first) & _numbers(second):
        return True
    one, other = set(_name(first)), set(_name(second))
    unnumbered = not _numbers(first) or not _numbers(second)
    return bool(one) and (one == other or (unnumbered and (one <= other or other <= one)))


def _numbers(naming: str) -> set[int]:
    """The collar numbers in it: 04471, 44 71 and PC4471 are the same one."""
    plain = unicodedata.normalize("NFKC", naming)
    return {int(one) for text in (plain, _PARTED.sub("", plain)) for one in _NUMBER.findall(text)}


def _name(naming: str) -> list[str]:
    """The words of it that name somebody: no number, and no rank."""
    words = re.split(r"[\W\d_]+", unicodedata.normalize("NFKC", naming).casefold())
    return [word for word in words if len(word) > 1 and word not in _RANKS]
