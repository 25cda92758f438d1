"""The end of a call, line by line: what is open, the read-back, level, grade, and the record that is final."""

from __future__ import annotations

from collections.abc import Callable

from stalkdesk.contact.outcome import Grade
from stalkdesk.desk import finishing, showing, wording
from stalkdesk.desk.ending import GRADES, ending
from stalkdesk.desk.opening import Station
from stalkdesk.desk.typed import NotTaken
from stalkdesk.journal.journal import NotKept
from stalkdesk.plain import forms
from stalkdesk.plain.lines import level_line
from stalkdesk.plain.talk import Left, Talk
from stalkdesk.plain.voice import Voice
from stalkdesk.sync.courier import one_round
from stalkdesk.text import clip


def finish(talk: Talk) -> None:
    """Step by step to the final record; Enter where it says so, and :back anywhere, go back to the questions."""
    _open_core(talk)
    for words in ending(talk.call, talk.desk.labels).untaken:
        talk.say(f"Written down, and not answered so: {words}.")
    _read_back(talk)
    _level(talk)
    _grade(talk)
    if not talk.yes("Make it final? It can't be changed afterwards. y or n."):
        raise Left
    talk.kept(lambda: talk.desk.finish(talk.call))


def after_final(voice: Voice, station: Station, id: str) -> None:
    """Where the record is, one round of the courier, where it is then, and the handover."""
    desk = station.desk
    contact, assessment = desk.read(id, log=False)
    voice.say(f"FINAL. Reference {contact.ref}.")
    voice.say(f"{showing.delivery_words(showing.row_of(desk, contact), desk.clock.now())}.")
    try:
        one_round(station.outbox, station.way, station.other_end)
    except (NotKept, OSError) as error:
        voice.say(f"It can't be sent now ({error}). It is safe on this desk and will be sent later.")
    else:
        voice.say(f"{showing.delivery_words(showing.row_of(desk, contact), desk.clock.now())}.")
    voice.say("The handover:", showing.handover_of(desk, contact, assessment).rstrip("\n"))


def _open_core(talk: Talk) -> None:
    if finishing.accounted_for(talk.call):
        return
    ids = finishing.open_core(talk.call)
    names = ", ".join(wording.label(id, talk.desk.labels) for id in ids)
    talk.say(f"Core questions still open, {len(ids)}: {names}.")
    reason = _reason(talk, "Why do they stay open?", finishing.WHY_OPEN)
    talk.kept(lambda: finishing.leave_open(talk.call, reason))
    talk.say(f"Kept: left open, {clip(reason, 80)}.")


def _read_back(talk: Talk) -> None:
    contact = talk.call.contact
    if contact.read_back is not None and talk.yes("The read-back is done. Go on with it? y, or n to do it again."):
        return
    talk.say("Read this to the caller:")
    talk.say(*showing.read_back_lines(contact, talk.call.assessment))
    while True:
        said = forms.choose(talk, "y the caller agrees. If it was not read back, why?", finishing.WHY_NOT_READ)
        if not said:
            raise Left
        agreed = said.casefold() in ("y", "yes")
        if not agreed and len(said) < forms.SHORTEST:
            talk.say("Put right what is wrong with :jump and a word of the question, or say why it was not read back.")
            continue
        talk.kept(lambda: finishing.read_back(talk.call, agreed=agreed, reason=said))  # noqa: B023  called at once
        talk.say("Kept: read back and agreed." if agreed else f"Kept: not read back, {clip(said, 80)}.")
        return


def _level(talk: Talk) -> None:
    talk.say(level_line(talk.call.view.concern))
    higher = finishing.higher_levels(talk.call)
    if not higher:
        return
    listed = [f"{number} to raise it to {level.upper()}" for number, level in enumerate(higher, 1)]
    listed += ["t to take the raise back"] if talk.call.contact.raised is not None else []
    level = _pick(talk, f"Enter leaves it; {', '.join(listed)}.", dict(zip("123456", higher, strict=False)), "t")
    if level == "t":
        talk.kept(lambda: finishing.take_back_raise(talk.call))
        talk.say(f"Kept: the raise is taken back. Level {finishing.level(talk.call).upper()}.")
    elif level:
        _with_reason(
            talk,
            f"Why {level.upper()}?",
            lambda reason: finishing.raise_level(talk.call, level, reason),
        )
        talk.say(f"Kept: level {finishing.level(talk.call).upper()}, raised by you.")


def _grade(talk: Talk) -> None:
    proposed = finishing.proposal(talk.call)
    chosen = talk.call.contact.grade
    stands = Grade(chosen.grade) if chosen is not None and chosen.reason else proposed.grade
    keys = {str(number): grade for number, grade in enumerate(Grade, 1)}
    listed = ", ".join(f"{key} {_named(grade)}" for key, grade in keys.items())
    talk.say(f"Grade proposed: {_named(proposed.grade)}, because {proposed.because}.")
    key = _pick(talk, f"Enter for {_named(stands)}; {listed}.", {key: key for key in keys}, "")
    grade = keys[key] if key else stands
    if grade is proposed.grade:
        talk.kept(lambda: finishing.grade(talk.call, grade))
    elif key:
        _with_reason(talk, f"Why {_named(grade)}?", lambda reason: finishing.grade(talk.call, grade, reason))
    talk.say(f"Kept: grade {_named(grade)}.")


def _pick(talk: Talk, prompt: str, options: dict[str, str], more: str) -> str:
    """What a key stands for, `more` for itself; empty for Enter."""
    while True:
        said = talk.ask(prompt)
        if not said or (more and said.casefold() == more):
            return said.casefold()
        if said in options:
            return options[said]
        talk.refuse(said, f"“{clip(said, 40)}” is no choice here.")


def _reason(talk: Talk, prompt: str, ready: tuple[str, ...]) -> str:
    reason = forms.reason(talk, prompt, ready)
    if not reason:
        raise Left
    return reason


def _with_reason(talk: Talk, prompt: str, act: Callable[[str], None]) -> None:
    while True:
        reason = talk.ask(prompt)
        try:
            talk.kept(lambda: act(reason))  # noqa: B023  called at once
        except NotTaken as error:
            talk.say(str(error))
        else:
            return


def _named(grade: Grade) -> str:
    return GRADES[grade].lower()
