"""The end of a call, line by line: what is open, the read-back, the decision, and the record that is final."""

from __future__ import annotations

from functools import partial

from stalkdesk.desk import finishing, showing, wording
from stalkdesk.desk.ending import ending
from stalkdesk.desk.final import changed, drop_amendment
from stalkdesk.desk.opening import Station
from stalkdesk.desk.typed import NotTaken
from stalkdesk.journal.journal import NotKept
from stalkdesk.plain import deciding, forms
from stalkdesk.plain.law import law
from stalkdesk.plain.picking import decided_now, pick
from stalkdesk.plain.planning import plan
from stalkdesk.plain.talk import Left, Talk
from stalkdesk.plain.telling import tell
from stalkdesk.plain.voice import Voice
from stalkdesk.sync.courier import one_round
from stalkdesk.text import clip


def finish(talk: Talk) -> None:
    """Step by step to the final record; Enter where it says so, and :back anywhere, go back to the questions."""
    if _dropped(talk):
        return
    _open_core(talk)
    found = ending(talk.call, talk.desk.labels)
    if found.undated:
        talk.say(f"Yes, and not when: {', '.join(found.undated)}. It is not taken for long ago.")
    for words in found.untaken:
        talk.say(f"Written down, and not answered so: {words}.")
    _read_back(talk)
    remarked: set[str] = set()
    for step in (tell, deciding.level, deciding.grade, _still_undecided, deciding.interim, law, plan):
        step(talk)
        _remark(talk, remarked)
    while (key := _last(talk)) == "p":
        plan(talk, everything=True)
        _remark(talk, remarked)
    if key == "n":
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
    careful = "They said it is not safe to talk. Don't read it out: say why it was not. The read-back:"
    talk.say(careful if contact.silent else "Read this to the caller:")
    talk.say(*showing.read_back_lines(contact, talk.call.assessment))
    while True:
        said = forms.choose(talk, "y the caller agrees. If it was not read back, why?", finishing.WHY_NOT_READ)
        if not said:
            raise Left
        agreed = said.casefold() in ("y", "yes")
        if not agreed and len(said) < forms.SHORTEST:
            talk.say("Put right what is wrong with :jump and a word of the question, or say why it was not read back.")
            continue
        talk.kept(partial(finishing.read_back, talk.call, agreed=agreed, reason=said))
        talk.say("Kept: read back and agreed." if agreed else f"Kept: not read back, {clip(said, 80)}.")
        return


def _reason(talk: Talk, prompt: str, ready: tuple[str, ...]) -> str:
    reason = forms.reason(talk, prompt, ready)
    if not reason:
        raise Left
    return reason


def _dropped(talk: Talk) -> bool:
    """Say that this is an amendment; where nothing was changed it can be dropped. Whether it was."""
    amending = talk.call.contact.amending
    if amending is None:
        return False
    talk.say(f"This amends revision {amending.of}: {amending.why}")
    if changed(talk.desk, talk.call):
        return False
    if not talk.yes(f"Nothing was changed. Drop the amendment, so that revision {amending.of} stands? y or n."):
        return False
    talk.kept(lambda: drop_amendment(talk.desk, talk.call))
    talk.say(f"Dropped. Revision {amending.of} stands.")
    return True


def _still_undecided(talk: Talk) -> None:
    """What can only be put right among the questions is said before the rest of the end. Raises NotTaken."""
    why = finishing.undecided(talk.call)
    if why:
        raise NotTaken(why)


def _remark(talk: Talk, remarked: set[str]) -> None:
    """What is to be said of words that are no outcome, once for each."""
    new = [one for one in decided_now(talk).remarks if one not in remarked]
    remarked.update(new)
    talk.say(*new)


def _last(talk: Talk) -> str:
    """y, n or p."""
    prompt = "Make it final? It can only be amended afterwards. y, n, or p to go through the plan again."
    while not (key := pick(talk, prompt, ("y", "n", "p"))):
        talk.say("This needs a y or an n.")
    return key
