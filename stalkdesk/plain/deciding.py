"""The decision line by line: the level and who set it, how fast somebody attends, and what could happen before."""

from __future__ import annotations

from typing import Final

from stalkdesk.contact.outcome import Grade
from stalkdesk.desk import deciding, finishing
from stalkdesk.desk.ending import GRADES
from stalkdesk.handover.compose import BREACH
from stalkdesk.plain.lines import level_line
from stalkdesk.plain.picking import decided_now, pick, reasoned
from stalkdesk.plain.talk import Talk
from stalkdesk.text import one_line

_AT_LEAST: Final = "Treat it as at least this, and ring back."


def level(talk: Talk) -> None:
    """The level that stands; Enter leaves it, else it is raised, or lowered by two people."""
    call, decided = talk.call, decided_now(talk)
    talk.say(level_line(call.view.concern))
    raised, higher = call.contact.raised, finishing.higher_levels(call)
    talk.say(*([_AT_LEAST] if not call.assessment.sufficient else []), *([BREACH] if call.contact.open_log else []))
    talk.say(*([f"Raised to {raised.level.upper()}: {raised.reason}"] if raised else []))
    talk.say(*([decided.override] if decided.override else []))
    keys = {str(number): f"to raise it to {one.upper()}" for number, one in enumerate(higher, 1)}
    if deciding.own_raise(call):
        keys["t"] = "to take the raise back"
    if decided.waits:
        keys["l"] = "the second person agrees"
    elif decided.lower and not decided.lowering:
        keys["l"] = f"to lower it to {decided.lower[0].upper()}, with a rationale and a second person"
    if decided.lowering:
        keys["u"] = "to take the lowering back"
    if not keys:
        return
    key = pick(talk, f"Enter leaves it; {', '.join(f'{key} {words}' for key, words in keys.items())}.", keys)
    match key:
        case "":
            pass
        case "t":
            why = "Why does the raise go? Enter leaves the raise."
            if reasoned(talk, why, lambda reason: finishing.take_back_raise(call, reason)):
                talk.say(f"Kept: the raise is taken back. Level {_stands(talk)}.")
        case "u":
            talk.kept(lambda: deciding.take_back_lowering(call))
            talk.say(f"Kept: the lowering is taken back. Level {_stands(talk)}.")
        case "l":
            _lower(talk, "" if decided.waits else decided.lower[0])
        case _:
            _raise(talk, higher[int(key) - 1])


def grade(talk: Talk) -> None:
    """How fast; Enter takes what stands or is proposed, in the force's own names."""
    keys = {str(number): grade for number, grade in enumerate(Grade, 1)}
    while True:
        proposed, chosen = finishing.proposal(talk.call), talk.call.contact.grade
        stands = Grade(chosen.grade) if chosen is not None and chosen.reason else proposed.grade
        listed = "; ".join(f"{key} {_named(talk, grade)}" for key, grade in keys.items())
        talk.say(f"Grade proposed: {_name(talk, proposed.grade)}, because {proposed.because}.")
        key = pick(talk, f"Enter for {_name(talk, stands)}; {listed}. :thrive says the THRIVE lines.", keys)
        if finishing.proposal(talk.call).grade is proposed.grade:  # else a command in between changed it
            break
    picked = keys[key] if key else stands
    if picked is proposed.grade:
        talk.kept(lambda: finishing.grade(talk.call, picked))
    elif key:
        why = f"Why {_name(talk, picked)}?"
        reasoned(talk, why, lambda reason: finishing.grade(talk.call, picked, reason), needed=True)
    talk.say(f"Kept: grade {_name(talk, picked)}.")


def interim(talk: Talk) -> None:
    """What could happen before officers arrive: what the answers name, and the handler's own words."""
    decided = decided_now(talk)
    named = f" The answers name: {'; '.join(decided.interim)}." if decided.interim else ""
    held = one_line(decided.own_interim).rstrip(".")
    more = f"Yours now: {held}. Type it anew, t alone takes it back, Enter leaves it." if held else "Enter for none."

    def keep(text: str) -> None:
        deciding.interim_risk(talk.call, "" if held and text.casefold() == "t" else text)

    prompt = f"What could happen before officers arrive?{named} {more}"
    if reasoned(talk, prompt, keep, keys=("t",) if held else ()):
        talk.say("Kept." if talk.call.contact.decision.get(deciding.INTERIM) else "Taken back.")


def thrive_lines(talk: Talk) -> list[str]:
    """The six headings, with what is known under each."""
    return [f"{heading}: {words}." for heading, words in decided_now(talk).thrive]


def _raise(talk: Talk, level: str) -> None:
    why = f"Why {level.upper()}?"
    reasoned(talk, why, lambda reason: finishing.raise_level(talk.call, level, reason), needed=True)
    talk.say(f"Kept: level {_stands(talk)}, raised by you.")


def _lower(talk: Talk, level: str) -> None:
    """`level`: the one to ask for; empty where it is asked for already and only a second person is missing."""
    call = talk.call
    if level:
        facts = "Facts: who, what, when, how it is known. Enter leaves the level as it is."
        asks = f"Why only {level.upper()}? {facts}"
        if not reasoned(talk, asks, lambda text: deciding.lower_level(call, level, text)):
            return
        because = "; ".join(one.text for one in call.view.concern.because if one.level == call.view.concern.level)
        why = f", because: {because}" if because else ""
        talk.say(f"Kept. {_stands(talk)} stands until a second person agrees{why}.")
    who = "Who agrees? Collar number and name, as 5512 Hughes. Enter if nobody is there yet."
    if reasoned(talk, who, lambda second: deciding.agree_lowering(call, second)):
        lowering = call.contact.lowering
        by = f", lowered by {lowering.by.who} and {lowering.second}" if lowering is not None else ""
        talk.say(f"Kept: level {_stands(talk)}{by}.")


def _stands(talk: Talk) -> str:
    return finishing.level(talk.call).upper()


def _name(talk: Talk, grade: Grade) -> str:
    """What the force calls it."""
    return talk.call.decision.grades.get(grade.value, ("", ""))[0] or GRADES[grade]


def _named(talk: Talk, grade: Grade) -> str:
    """The same with how soon the force wants somebody there."""
    target = talk.call.decision.grades.get(grade.value, ("", ""))[1]
    return f"{_name(talk, grade)}{f', {target}' if target else ''}"
