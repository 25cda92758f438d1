"""The end of a contact: what is still open, the read-back, level and grade, and the revision that is final."""

from __future__ import annotations

from stalkdesk.contact.attendance import Proposal
from stalkdesk.contact.contact import Stage
from stalkdesk.contact.forms import field as form_field
from stalkdesk.contact.kinds import Graded, LeftOpen, Raised, RaiseTakenBack, ReadBack
from stalkdesk.contact.outcome import Grade, standing_level
from stalkdesk.contact.rationale import fault
from stalkdesk.desk import deciding
from stalkdesk.desk.call import Call
from stalkdesk.desk.proposed import IN_FORCE, unanswered
from stalkdesk.desk.typed import NotTaken, taken

WHY_OPEN = (
    "the caller rang off or left",
    "it was not safe to go on",
    "officers are on their way and will ask",
    "the caller did not want to go on",
)
WHY_NOT_READ = ("the caller is gone", "it is not safe to read it out", "officers are with them")


NEW_SINCE = "new_since"
BREACHED = "breached"


def open_core(call: Call) -> tuple[str, ...]:
    """The core questions not reached; where an earlier report was linked, also what is new since then (DOMAIN R8)."""
    relevance = call.assessment.relevance
    new = NEW_SINCE in (*relevance.asked, *relevance.waiting) and NEW_SINCE not in call.contact.answers
    return (
        (*call.assessment.core.open, NEW_SINCE) if call.contact.reported_before and new else call.assessment.core.open
    )


def accounted_for(call: Call) -> bool:
    """Whether each open core question has a reason."""
    left = call.contact.left_open
    return set(open_core(call)) <= (set(left.questions) if left else set[str]())


def leave_open(call: Call, reason: str) -> None:
    """Say why core questions stay open. Raises NotTaken where none is."""
    if not open_core(call):
        raise NotTaken("No core question is open.")
    call.keep(LeftOpen(questions=open_core(call), reason=_words(reason, "why they stay open")))


def read_back(call: Call, *, agreed: bool, reason: str = "") -> None:
    """The caller agreed to the read-back, or it could not be done, for a reason."""
    call.keep(ReadBack(agreed=agreed, reason="" if agreed else _words(reason, "why it was not read back")))


def raise_level(call: Call, level: str, reason: str) -> None:
    """Set a higher level than the rules do, with a reason (DOMAIN R5).

    Raises NotTaken for one that is not above the rules, or under what was raised to already.
    """
    rank = call.assessment.qset.rank
    if level not in rank:
        raise NotTaken("There is no such level.")
    stands = standing_level(call.contact, call.assessment)
    if rank[level] <= rank[call.assessment.shown] or rank[level] < rank[stands]:
        raise NotTaken("The level can only be raised here. Lowering it needs a second person: press l.")
    call.keep(Raised(level=level, reason=_words(reason, "why it is higher")))


def take_back_raise(call: Call, reason: str | None = None) -> None:
    """Let the level of the rules stand again; only whoever raised it can, or one person would lower it alone. The
    reason is asked for wherever people do it: a lone key is a slip."""
    if call.contact.raised is None:
        raise NotTaken("The level was not raised.")
    if call.contact.raised == call.contact.raise_final:
        raise NotTaken("This raise was handed over. Lowering it needs a second person: press l.")
    by = call.contact.raised_by
    if by is not None and not deciding.same_person(by.who, call.who):
        raise NotTaken(f"{by.who} raised it, and only they can take that back.")
    call.keep(RaiseTakenBack(reason="" if reason is None else _words(reason, "why the raise goes")))


def proposal(call: Call) -> Proposal:
    """The grade the answers propose."""
    return call.decision.attendance


def grade(call: Call, chosen: Grade, reason: str = "") -> None:
    """Set how fast somebody attends; a reason is needed where it is not the proposal."""
    proposed, order = proposal(call).grade, tuple(Grade)
    differs = chosen is not proposed
    if order.index(chosen) > order.index(proposed):
        why = fault(reason.strip(), deciding.written(call))
        if why:
            raise NotTaken(f"Slower than proposed needs a rationale. {why}")
    call.keep(Graded(grade=chosen.value, reason=_words(reason, "why this grade") if differs else ""))


def higher_levels(call: Call) -> tuple[str, ...]:
    """The levels the handler could raise it to; the one it was raised to among them, for another reason."""
    rank = call.assessment.qset.rank
    shown, stands = rank[call.assessment.shown], rank[standing_level(call.contact, call.assessment)]
    return tuple(level for level in rank if rank[level] > shown and rank[level] >= stands)


def not_yet(call: Call) -> str:
    """Why the record can't be final yet; empty where it can."""
    if call.contact.stage is Stage.FINISHED:
        return "This record is final."
    if not accounted_for(call):
        return "Core questions are open. Ask them, or say why they stay open."
    if call.contact.read_back is None:
        return "Read it back to the caller first, or say why you can't."
    return undecided(call) or deciding.still_open(call)


def undecided(call: Call) -> str:
    """What of the level and the grade has to be said again before the record can be final; empty for nothing."""
    shown = dict(unanswered(call.contact, call.assessment, call.view.joined))
    if BREACHED in shown and BREACHED not in call.contact.not_so:
        relevance = call.assessment.relevance
        if BREACHED in (*relevance.asked, *relevance.waiting):
            answer = f"answer “{call.name_of(BREACHED)}” with yes"
        else:
            answer = f"answer “{call.name_of(IN_FORCE)}” with the order"
        return f"An incident says that an order was broken: {answer}, or put the incident right."
    chosen, now = call.contact.grade, proposal(call).grade
    if chosen is not None and not chosen.reason and chosen.grade != now.value:
        # It was taken as proposed, and what is proposed has changed since.
        return f"The answers now propose {now.value.replace('_', ' ')}. Set the grade again."
    return ""


def keep_typed(call: Call) -> None:
    """What still stands in a field becomes what it was typed as: a note, a line of words, a line of a form.

    Screens show it as if it were kept; after a stop of the program nobody may have pressed Enter on it again.
    An answer that was not entered stays out: it would count. So does a decision.
    """
    for field, text in call.contact.drafts.items():
        what, _, rest = field.partition(":")
        number, _, id = rest.partition(":")
        if not text.strip():
            continue
        if what == "note":
            call.note(text, rest)
        elif what == "words":
            call.word(text, now=False)
        elif what != "decision" and form_field(what, id) is not None:
            call.fill(what, int(number), id, text)


def level(call: Call) -> str:
    """The level that stands."""
    return standing_level(call.contact, call.assessment)


def _words(text: str, what: str) -> str:
    clean = taken(text).strip()
    if not any(c.isalnum() for c in clean):
        raise NotTaken(f"Type {what}.")
    return clean
