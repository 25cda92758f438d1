"""The end of a contact as screens show it: what is open, what is read back, what is proposed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from stalkdesk.contact.forms import broken
from stalkdesk.contact.outcome import Grade
from stalkdesk.desk import finishing, wording
from stalkdesk.desk.call import Call
from stalkdesk.desk.decided import Decided, decided
from stalkdesk.desk.order import has_a_time
from stalkdesk.desk.proposed import IN_FORCE, SAFE_CONTACT, safe_line, unanswered
from stalkdesk.desk.showing import read_back_lines
from stalkdesk.desk.wording import Labels
from stalkdesk.text import clip, one_line

GRADES: Final = {
    Grade.IMMEDIATE: "Immediate",
    Grade.PRIORITY: "Priority",
    Grade.SAME_DAY: "Appointment the same day",
    Grade.SCHEDULED: "Scheduled",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Everything the finish shows. `blocked`: why it can't be final yet; `higher`: levels it could be raised to."""

    open_core: tuple[str, ...]
    left_open: str
    accounted: bool
    reasons: tuple[str, ...]
    read_back: tuple[str, ...]
    agreed: bool | None
    not_read_back: str
    higher: tuple[str, ...]
    raised: str
    raise_reason: str
    grades: tuple[tuple[str, str], ...]
    proposed: str
    proposed_because: str
    chosen: str
    grade_reason: str
    graded: bool
    """Somebody set the grade, or took it as proposed."""
    blocked: str
    undecided: str
    """What of it belongs to the level and the grade."""
    open_log: bool
    undated: tuple[str, ...]
    """Questions with a yes, and nobody said when that was."""
    untaken: tuple[str, ...]
    """What was written down and the answers do not say, and answers whose ground is gone, in words."""
    unsafe: bool
    """They said that it is not safe to talk."""
    decided: Decided


def ending(call: Call, labels: Labels, trouble: str = "", *, unchanged: bool = False) -> Ending:
    """The end of this contact as it stands. `trouble`: why the force's own guidance is not used; `unchanged`: it is
    being amended, and nothing is changed yet."""
    contact = call.contact
    proposal, names = finishing.proposal(call), call.decision.grades
    return Ending(
        open_core=tuple(wording.label(id, labels) for id in finishing.open_core(call)),
        left_open=contact.left_open.reason if contact.left_open else "",
        accounted=finishing.accounted_for(call),
        reasons=finishing.WHY_OPEN,
        read_back=tuple(read_back_lines(contact, call.assessment)),
        agreed=None if contact.read_back is None else contact.read_back.agreed,
        not_read_back=contact.read_back.reason if contact.read_back else "",
        higher=finishing.higher_levels(call),
        raised=contact.raised.level if contact.raised else "",
        raise_reason=contact.raised.reason if contact.raised else "",
        grades=tuple((grade.value, _named(grade, names)) for grade in Grade),
        proposed=proposal.grade.value,
        proposed_because=proposal.because,
        chosen=contact.grade.grade if contact.grade else proposal.grade.value,
        grade_reason=contact.grade.reason if contact.grade else "",
        graded=contact.grade is not None,
        blocked=finishing.not_yet(call),
        undecided=finishing.undecided(call),
        open_log=contact.open_log,
        undated=tuple(call.name_of(id) for id in _undated(call)),
        untaken=tuple(_untaken(call)),
        unsafe=contact.silent,
        decided=decided(call, labels, trouble, unchanged=unchanged),
    )


def _named(grade: Grade, names: Mapping[str, tuple[str, str]]) -> str:
    """What the force calls a grade, and how soon it wants somebody there."""
    name, target = names.get(grade.value, ("", ""))
    return f"{name or GRADES[grade]}{f' · {target}' if target else ''}"


def _undated(call: Call) -> Iterator[str]:
    """In the order asked; how lately is asked of each, and the grade hangs on it."""
    questions, answers = call.assessment.qset.questions, call.contact.answers
    for id in call.assessment.relevance.asked:
        answer = answers.get(id)
        if answer is not None and answer.recency is None and has_a_time(questions[id], answer.value):
            yield id


def _untaken(call: Call) -> Iterator[str]:
    view, contact = call.view, call.contact
    safe, whose = safe_line(contact)
    answer = contact.answers.get(SAFE_CONTACT)
    if safe and SAFE_CONTACT in call.assessment.relevance.asked and (answer is None or answer.value is None):
        yield f"{call.name_of(SAFE_CONTACT)}: on the {whose}'s page stands {one_line(clip(safe, 60))}"
    for id, shown in unanswered(contact, call.assessment, view.joined):
        yield f"{call.name_of(id)}: {shown.why}"
    in_force = contact.answers.get(IN_FORCE)
    if any(map(broken, contact.incidents.values())) and in_force is not None and in_force.value == "none":
        yield f"{call.name_of(IN_FORCE)}: no order, and an incident says that one was broken"
    for name in view.no_longer:
        yield f"{name}: what it was taken from does not show it any more"
