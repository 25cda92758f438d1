"""What there is to decide at the end of a contact, as screens show it: the level and who set it, the law, the plan, and
what the caller is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from stalkdesk.clock import hour
from stalkdesk.contact.decided import interim
from stalkdesk.contact.decision import OPEN, Considered, Decision, Item, Offered
from stalkdesk.contact.languages import called
from stalkdesk.contact.outcome import Override, Standing, standing
from stalkdesk.contact.record import record
from stalkdesk.desk import deciding, wording
from stalkdesk.desk.call import Call
from stalkdesk.desk.wording import Labels
from stalkdesk.guidance.model import Advice, Offence, Service
from stalkdesk.handover.thrive import thrive

_STATES: Final = {"done": "done", "not_done": "not done", "not_possible": "not possible", OPEN: ""}
_GROUPS: Final = {
    "risk": "Risk",
    "evidence": "Evidence",
    "safeguarding": "Safeguarding",
    "enquiry": "Enquiry",
    "people": "Tell",
    "tools": "Still due",
    "referral": "Referral",
}
_TOPICS: Final = {"now": "Now", "evidence": "Evidence", "contested": "Careful", "next": "Next"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """An offence or a power: its name and law, `role` for who or how it is recorded, and what the answers say to it."""

    name: str
    law: str
    role: str
    principal: bool
    supported: tuple[str, ...]
    missing: tuple[str, ...]
    denied: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """An action of the plan. `words`: what became of it, empty while it is open; `told`: somebody is told, by name."""

    id: str
    group: str
    do: str
    clock: str
    state: str
    words: str
    told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Advice to say, or a service with its number. `fits`: it is meant for this caller; `how`: what became of it."""

    what: str
    id: str
    head: str
    text: str
    fits: bool
    how: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """All of it. `override`: in one line, empty for none; `waits`: a second person has to agree, now or again;
    `trouble`: why the force's own guidance is not used."""

    override: str
    own_raise: bool
    waits: bool
    lowering: bool
    lower: tuple[str, ...]
    thrive: tuple[tuple[str, str], ...]
    interim: tuple[str, ...]
    own_interim: str
    law: str
    """Which law was looked at, and of which day."""
    offences: tuple[Law, ...]
    powers: tuple[Law, ...]
    queue: str
    remarks: tuple[str, ...]
    harassment_only: str
    no_crime: str
    plan: tuple[Todo, ...]
    open: int
    tellings: tuple[Telling, ...]
    message_safe: str
    trouble: str
    amending: str
    unchanged: bool
    """It is being amended, and stands as it did."""


def decided(call: Call, labels: Labels, trouble: str = "", *, unchanged: bool = False) -> Decided:
    """What there is to decide in this contact as it stands."""
    contact, assessment, decision = call.contact, call.assessment, call.decision
    questions, stands = assessment.qset.questions, standing(contact, assessment)
    said = {id: wording.full(questions[id], contact.answers[id]) for id in questions if id in contact.answers}
    names = {id: wording.label(id, labels) for id in questions}
    because = {one.rule.id: one.rule.because for one in assessment.concern.because}
    amending = contact.amending
    return Decided(
        override=_override(call, stands, because),
        own_raise=deciding.own_raise(call),
        waits=stands.override in (Override.ASKED, Override.LAPSED),
        lowering=contact.lowering is not None,
        lower=deciding.lower_levels(call),
        thrive=tuple(thrive(record(contact, assessment, decision), said, names)),
        interim=tuple(interim(contact, assessment)),
        own_interim=contact.decision.get(deciding.INTERIM, ""),
        law=decision.law,
        offences=tuple(_law(one, said, names) for one in decision.offences),
        powers=tuple(_law(one, said, names) for one in decision.powers),
        queue=decision.queue.name if decision.queue is not None else "",
        remarks=tuple(one.note for one in decision.not_outcomes),
        harassment_only=contact.decision.get("harassment_only", ""),
        no_crime=contact.decision.get("no_crime", ""),
        plan=tuple(_todo(item) for item in decision.plan),
        open=len(decision.open),
        tellings=tellings(decision),
        message_safe=contact.decision.get(deciding.MESSAGE_SAFE, ""),
        trouble=trouble,
        amending=amending.why if amending is not None else "",
        unchanged=unchanged,
    )


def tellings(decision: Decision) -> tuple[Telling, ...]:
    """Advice, then services: those meant for this caller first."""
    return (
        *(_telling("advice", one) for one in decision.advice),
        *(_telling("service", one) for one in decision.services),
    )


def _override(call: Call, stands: Standing, because: Mapping[str, str]) -> str:
    lowering, rules = call.contact.lowering, call.assessment.shown.upper()
    if stands.override is Override.HELD:
        of = call.contact.amendments[-1].of
        return f"Revision {of} said {stands.level.upper()}, and it stands: the answers alone lower nothing handed over."
    if lowering is None:
        return ""
    by, level = lowering.by.who, lowering.said.level.upper()
    match stands.override:
        case Override.ASKED:
            return f"{by} asks for {level}. {rules} stands until a second person agrees: {lowering.said.rationale}"
        case Override.LOWERED:
            return f"Lowered from {rules} to {level} by {by} and {lowering.second}: {lowering.said.rationale}"
        case Override.LAPSED:
            new = "; ".join(because[id] for id in stands.new if id in because) or "not enough is asked now"
            return f"It was lowered to {level}, and since then: {new}. {rules} stands until both weigh that."
        case _:
            return ""


def _law(one: Considered, said: Mapping[str, str], names: Mapping[str, str]) -> Law:
    what = one.what
    if isinstance(what, Offence):
        role = "principal, suggested" if one.principal else "included"
        role = f"{role}, recorded as {what.recorded_as}" if what.recorded_as else role
    else:
        role = what.by
    heads = isinstance(what, Offence)  # what the answers say to each point stands with the offences
    supported = tuple(
        f"{some.point.words}: {', '.join(f'{names.get(id, id)} {said[id]}' for id in some.answers if id in said)}"
        if heads and some.answers
        else some.point.words
        for some in one.supported
    )
    return Law(
        name=what.name,
        law=what.law,
        role=role,
        principal=one.principal,
        supported=supported,
        missing=tuple(point.words for point in one.missing),
        denied=tuple(point.words for point in one.denied),
    )


def _todo(item: Item) -> Todo:
    act = item.act
    more = [] if act is None else [part for part in (timed(act.said.told, act.by.at), act.said.reason) if part]
    state = _STATES[item.state]
    return Todo(
        id=item.action.id,
        group=_GROUPS.get(item.action.group, item.action.group),
        do=item.action.do,
        clock=item.action.clock,
        state=item.state,
        words=f"{state}: {'; '.join(more)}" if more else state,
        told=item.action.told,
    )


def timed(told: str, at: str) -> str:
    """Who was told, with the hour it was kept where none was typed; empty where nobody was."""
    return f"{told}, {hour(at)}" if told and not deciding.says_when(told) else told


def _telling(what: str, one: Offered) -> Telling:
    entry: Advice | Service = one.what
    if isinstance(entry, Advice):
        head, text = _TOPICS.get(entry.topic, entry.topic), entry.say
    else:
        tongue = f" (in {called(one.language)})" if one.language else ""
        number = entry.number if entry.mark.verified else f"{entry.number} (number not verified)"
        head, text = entry.name, f"{number}{tongue}  {entry.about}"
    words = deciding.HOW.get(one.how, "")
    return Telling(what=what, id=entry.id, head=head, text=text, fits=one.fits, how=one.how, words=words)
