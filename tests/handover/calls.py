"""Twelve calls as they may come in, each made final on a desk; their handovers lie in golden/."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Final

from desk.hands import LABELS, LEFT, PLACE, RATIONALE, HandClock, answer_core, made, planned, say

from stalkdesk.contact.outcome import Grade
from stalkdesk.desk import deciding, finishing
from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import Desk
from stalkdesk.journal.journal import Journal
from stalkdesk.journal.key import practice_key
from stalkdesk.questions.answers import State

LATELY, EARLIER = "last_2_weeks", "earlier"
ENDLESS: Final = " ".join(
    f"And on day {day} he wrote that he'd wait, he'd wait till I come out." for day in range(1, 49)
)
"""Some three thousand characters in one breath."""
NOT_STALKING: Final = "Officer 2207 saw both gardens: it is about a hedge, and he wrote to four other houses as well"
SCRIPTS: Final = "Он сказал: «Я тебя найду» — سأجدك أينما كنت — 我会找到你 — Nâ'i w dod o hyd i ti, 👩\u200d👧 a'r ci"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A call that is final, and the desk it lies on."""

    desk: Desk
    id: str
    lines: tuple[str, ...]
    """What of the caller's own words has to be whole in everything."""


def end(desk: Desk, call: Call, *, agreed: bool = True, reason: str = LEFT) -> Call:
    """Whatever is open gets a reason, and the record is read back or not; then it is final."""
    if finishing.open_core(call):
        finishing.leave_open(call, reason)
    finishing.read_back(call, agreed=agreed, reason=reason)
    desk.finish(planned(call))
    return call


def person(call: Call, number: int, **fields: str) -> None:
    for field, text in fields.items():
        call.fill("person", number, field, text)


def incident(call: Call, number: int, **fields: str) -> None:
    for field, text in fields.items():
        call.fill("incident", number, field, text)


def former_partner_breach(desk: Desk, clock: HandClock) -> Call:
    """HIGH: threats, an order broken, children, a plan of many actions, some not done."""
    call = desk.open("call", caller_number="07700 900456", incident="PR-21112026-0881")
    say(call, danger_now="no", safe_to_talk="yes", exact_location="14 Mill Lane, upstairs, back bedroom",
        children_or_others="yes", safe_contact="text only, before six", relationship="ex_partner",
        separated_when="within_month", children_together="yes", how_many="lost_count", how_long="months",
        unwanted="yes", followed=("yes", LATELY), home_visits=("yes", LATELY), got_inside="no",
        contact=["calls", "messages", "via_others"], escalating="yes", threat_kill=("yes", LATELY),
        weapon=State.UNKNOWN, strangulation="yes", control="yes", fear="very_frightened",
        fear_of_what="That he comes back with petrol, like he said he would", daily_life=["route", "sleep"],
        reported_before="yes", report_refs="to you in May, PR-2345", new_since="He came into the garden on Tuesday",
        order_in_force="non_molestation", breached=("yes", LATELY), evidence_held=["messages", "cctv_doorbell"],
        evidence_at_risk="yes")  # fmt: skip
    call.note("If I can't have the kids nobody will", "threat_kill")
    call.word("he said: I'll burn the house down with you in it")
    call.mark(1)
    call.word("then he laughed and went to sit in the van")
    person(call, 1, name="Amira Khan", role="victim", born="2/2/1990", sex="female", address="14 Mill Lane")
    person(call, 2, name="Daniel Marsh", role="suspect", born="14/3/1987", vehicle="grey Ford Transit KX19 ABC")
    incident(call, 1, when="last Tuesday", where="the garden", what="stood there with a can", evidence="doorbell")
    incident(call, 2, when="every night since Friday", what="silent calls", breach="the non-molestation order")
    call.fill("order", 1, "kind", "non_molestation")
    call.fill("order", 1, "terms", "not to come within 100 metres")
    deciding.interim_risk(call, "He knows the back gate has no lock")
    deciding.act(call, "medical", "not_done", reason="she does not want it tonight")
    deciding.act(call, "tell_spoc", "not_possible", reason="nobody answers until six")
    deciding.message_safe(call, "no")
    deciding.advise(call, "advice", "believed", "given")
    deciding.advise(call, "service", "victim_support", "declined")
    return end(desk, call)


def neighbour(desk: Desk, clock: HandClock) -> Call:
    call = desk.open("call")
    say(call, danger_now="no", safe_to_talk="yes", relationship="neighbour", how_many="five_to_twenty", unwanted="yes",
        contact=["letters"], property_damage=("yes", EARLIER), fear="uneasy", reported_before="no")  # fmt: skip
    call.word("he put a dead pigeon in the bin, twice, and a letter with no stamp")
    answer_core(call)
    deciding.recorded_as(call, "harassment_only", NOT_STALKING)
    return end(desk, call)


def stranger(desk: Desk, clock: HandClock) -> Call:
    call = desk.open("call")
    say(call, relationship="stranger", followed=("yes", LATELY), home_visits=("yes", LATELY), how_many="two_to_four",
        unwanted="yes", tech=["tracker"], surveillance_detail="yes", fear="frightened",
        fear_of_what="I don't know. That he's in the stairwell")  # fmt: skip
    incident(call, 1, when="yesterday", where="the 14 bus", what="sat behind her and got off with her")
    answer_core(call)
    finishing.grade(call, Grade.PRIORITY, "a tracker was found an hour ago")
    return end(desk, call)


def online_only(desk: Desk, clock: HandClock) -> Call:
    call = desk.open("call")
    say(call, relationship="online_only", contact=["social_media", "fake_accounts"], tech=["images_shared"],
        threat_harm=("yes", LATELY), how_many="over_hundred", how_long="weeks", unwanted="yes",
        fear="frightened")  # fmt: skip
    call.note("“I'll post the lot, every one, on your mum's page”", "threat_harm")
    answer_core(call)
    finishing.raise_level(call, "high", "she is sixteen, and says she can't go on")
    return end(desk, call)


def colleague(desk: Desk, clock: HandClock) -> Call:
    call = desk.open("call")
    say(call, relationship="colleague", armed_occupation="yes", contact=["gifts", "messages"], escalating="yes",
        how_many="twenty_one_to_hundred", unwanted="yes", daily_life=["job"], fear="uneasy")  # fmt: skip
    call.word("he leaves orchids on my desk and he works in the armoury")
    call.note("issued a PIN in 2019, she thinks", "unwanted")
    answer_core(call)
    return end(desk, call, agreed=False, reason="officers are with them")


def family(desk: Desk, clock: HandClock) -> Call:
    call = desk.open("call")
    say(call, relationship="family", control="yes", vulnerable=["honour_based", "isolated"],
        threat_harm=("yes", EARLIER), third_parties=("yes", EARLIER), fear="frightened", unwanted="yes",
        how_many="lost_count", suspect_mental_health="yes")  # fmt: skip
    call.note("you know what happens to girls like that", "threat_harm")
    answer_core(call)
    return end(desk, call)


def walk_in(desk: Desk, clock: HandClock) -> Call:
    call = desk.open("walk_in")
    call.fill("setting", 0, "overheard", "yes, the queue")
    call.fill("setting", 0, "other_here", "no")
    say(call, danger_now="no", relationship="acquaintance", followed=("yes", LATELY), how_many="two_to_four",
        unwanted="yes", evidence_held=["diary", "photos"], reported_before="yes")  # fmt: skip
    answer_core(call)
    return end(desk, call)


def silent_caller(desk: Desk, clock: HandClock) -> Call:
    call = desk.open("call", caller_number="07700 900789")
    say(call, danger_now="yes", safe_to_talk="no", children_or_others="yes")
    call.fill("danger", 0, "location", "mast near Consett; she tapped yes to a house with a red door")
    call.fill("danger", 0, "suspect", "in the next room")
    call.fill("danger", 0, "told", "dispatch, 22:46, log 0881")
    call.caller_gone("the line was lost", "do not ring back")
    return end(desk, call, agreed=False, reason="it is not safe to read it out")


def abandoned(desk: Desk, clock: HandClock) -> Call:
    call = desk.open("call")
    call.caller_gone("rang off at once")
    return end(desk, call, agreed=False)


def lowered(desk: Desk, clock: HandClock) -> Call:
    call = desk.open("call")
    say(call, relationship="neighbour", threat_kill=("yes", LATELY), how_many="one", fear="not_afraid")
    call.note("I'll kill you, you useless lump", "threat_kill")
    answer_core(call)
    deciding.lower_level(call, "medium", RATIONALE)
    deciding.agree_lowering(call, "5512 Hughes")
    return end(desk, call)


def amended(desk: Desk, clock: HandClock) -> Call:
    call = desk.open("call")
    say(call, relationship="ex_partner", home_visits=("yes", LATELY), unwanted="yes", how_many="two_to_four")
    call.word("he left a note on the windscreen: see you soon")
    call.mark(1)
    incident(call, 1, when="last Tuesday", what="a note on the windscreen")
    answer_core(call)
    end(desk, call)
    clock.wait(26 * 3600)
    call = desk.amend(call.contact.id, "the officer found a tracker under the car")
    say(call, tech=(["tracker"], LATELY))
    incident(call, 1, when="last Wednesday")
    deciding.act(call, "triage", "not_done", reason="done by the first revision")
    finishing.grade(call, Grade.PRIORITY, "a tracker was on the car")
    return end(desk, call)


def many_words(desk: Desk, clock: HandClock) -> Call:
    call = desk.open("call")
    say(call, relationship="unknown_person", threat_kill=("yes", None), fear_of_what=SCRIPTS)
    call.note(ENDLESS, "threat_kill")
    call.word("…and then nothing, for a week")
    call.mark(1)
    person(call, 1, name="Ольга Чайка", role="victim", address="Flat 2, 7 Caeau'r Ŵyn, Tŷ Mawr")
    answer_core(call)
    return end(desk, call)


def heavy(desk: Desk, clock: HandClock) -> Call:
    """As much as one long call may hold: twelve incidents, six lines of their own words, a long plan half undone."""
    call = desk.open("call", caller_number="07700 900123", incident="PR-21112026-0412")
    say(call, danger_now="no", safe_to_talk="yes", exact_location="Flat 4, 112 Station Road, second floor, rear",
        children_or_others="yes", safe_contact="text her sister first, then ring between nine and three",
        relationship="ex_partner", separated_when="within_month", children_together="yes", how_many="lost_count",
        how_long="months", unwanted="yes", followed=("yes", LATELY), home_visits=("yes", LATELY),
        got_inside=("yes", LATELY), contact=["calls", "messages", "letters", "gifts", "social_media", "via_others"],
        tech=(["tracker", "phone_or_app", "accounts_accessed"], LATELY), property_damage=("yes", LATELY),
        third_parties=("yes", LATELY), escalating="yes", threat_kill=("yes", LATELY), weapon=("yes", LATELY),
        armed_occupation="yes", strangulation="yes", control="yes", fear="very_frightened", surveillance_detail="yes",
        fear_of_what="That he comes through the back door at night and I don't hear him until he is in the room",
        daily_life=["route", "sleep", "job"], vulnerable=["pregnant"], reported_before="yes", other_victims="yes",
        report_refs="twice in spring", new_since="He was in the garden on Tuesday", order_in_force="non_molestation",
        breached=("yes", LATELY), evidence_held=["messages", "cctv_doorbell", "items", "device_found"],
        evidence_at_risk="yes")  # fmt: skip
    call.note("If I can't have you then nobody will, and you know I mean it this time", "threat_kill")
    for line in (
        "he said: I know which nursery it is and I know what time you stand there on your own",
        "he told my sister he'd rather do twenty years than see me walk about with somebody else",
        "I don't want to hurt you but you are making me, he says that every single time",
        "he laughed and held the knife up to the doorbell camera so that I would see it",
    ):
        call.word(line)
        call.mark(call.contact.words[-1].number)
    person(call, 1, name="Joanne Teale", role="victim", born="4/6/1994", address="Flat 4, 112 Station Road")
    person(call, 2, name="Craig Dunmore", role="suspect", born="9/9/1989", known_as="Dunny", sex="male",
           looks="6 ft 2, shaved head, scar over the left eye, often in a green work jacket",
           vehicle="white Vauxhall Vivaro YK17 XYZ, ladder rack", address="with his brother, 9 Pit Lane")  # fmt: skip
    person(call, 3, name="Ellie Dunmore", role="child", born="2021")
    for number in range(1, 13):
        incident(call, number, when=f"{number} November", where="outside the flat, by the bins",
                 what="sat in the van for an hour with the lights off, then rang and did not speak",
                 evidence="doorbell, kept", breach="the order" if number % 3 == 0 else "")  # fmt: skip
    call.fill("order", 1, "kind", "non_molestation")
    call.fill("order", 1, "terms", "not to come within 100 metres of the flat, the nursery or her sister's house")
    deciding.interim_risk(call, "He has a key to the street door, and the chain on hers is broken")
    for item in list(call.decision.open)[:16:2]:
        why = "nobody there can do it before the morning, and she has been told so"
        deciding.act(call, item.action.id, "not_done", reason=why)
    deciding.message_safe(call, "no")
    deciding.advise(call, "service", "victim_support", "given")
    return end(desk, call)


CALLS: Final[dict[str, Callable[[Desk, HandClock], Call]]] = {
    one.__name__: one
    for one in (
        former_partner_breach, neighbour, stranger, online_only, colleague, family, walk_in, silent_caller, abandoned,
        lowered, amended, many_words,
    )
}  # fmt: skip


@contextmanager
def twelve(folder: Path) -> Generator[dict[str, Made]]:
    """All of them, an hour apart, under references that are the same each time."""
    home, clock, letters = made(folder / "practice"), HandClock(), cycle("7Q2K9F4MXB3H8")
    with Journal(home, practice_key(home)) as journal:
        desk = Desk(journal, clock, place=PLACE, who="4471 Rao", labels=LABELS, draw=lambda _: next(letters))
        found: dict[str, Made] = {}
        for name, make in CALLS.items():
            clock.wait(3600)
            call = make(desk, clock)
            lines = call.contact.pinned(call.assessment.qset)
            found[name] = Made(desk=desk, id=call.contact.id, lines=lines)
        yield found
