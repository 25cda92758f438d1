"""The rows of the founding documents (DOMAIN §6) that the decision at the end of a call touches, each by its name, on a
real home through the desk's own functions.

Not there yet, so not proved here: the online assessment and its expiry, the complaint flag and the review queue of the
same shift, the audit extract and the anonymised monthly extract (S 000); the daily tasking sheet and the SPOC directory
(S 001); lists for supervisors (S 002); the champion directory with its CPD dates (S 004). Rows that were built before
have tests of their own: channels and why we ask (tests/test_shipped.py), the verbatim box (tests/desk/test_words.py),
repeat suspects (tests/desk/test_repeats.py), the timeline (tests/desk/test_course.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from desk.hands import LABELS, LEFT, HandClock, desk_on, handover_text, made, planned, ready, say

from stalkdesk.contact.decision import Considered, Offered
from stalkdesk.contact.outcome import Grade
from stalkdesk.desk import deciding, ending, finishing, showing
from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import Desk, Place
from stalkdesk.desk.typed import NotTaken
from stalkdesk.guidance.model import Action, Offence, Service
from stalkdesk.journal.journal import Journal
from stalkdesk.journal.key import practice_key
from stalkdesk.sync.contracts import Receipt
from stalkdesk.sync.outbox import Outbox

LATELY = ("yes", "last_2_weeks")
COURSE = {"how_many": "five_to_twenty", "unwanted": "yes", "contact": ["messages", "calls"]}
WHY_NOT = (
    "Officer 3318 saw both phones: forty messages each way about the shared fence, none after she asked him to stop"
)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock) -> Iterator[Desk]:
    with desk_on(made(tmp_path / "practice"), clock) as desk:
        yield desk


def told(desk: Desk, **given: object) -> Call:
    return say(desk.open("call"), **given)


def final(desk: Desk, call: Call) -> dict[str, Any]:
    if finishing.open_core(call):
        ready(call)
    finishing.read_back(call, agreed=True)
    desk.finish(planned(call))
    return showing.record_of(desk, *desk.read(call.contact.id, log=False))


def actions(call: Call) -> dict[str, Action]:
    return {item.action.id: item.action for item in call.decision.plan}


def offences(call: Call) -> dict[str, Considered]:
    return {one.what.id: one for one in call.decision.offences}


def powers(call: Call) -> dict[str, Considered]:
    return {one.what.id: one for one in call.decision.powers}


def services(call: Call) -> dict[str, Offered]:
    return {one.what.id: one for one in call.decision.services}


def test_s000_closing_without_a_crime_needs_a_rationale_of_substance(desk: Desk) -> None:
    call = told(desk, **COURSE)
    call.word("he texts me at all hours of the night about nothing and the fence")
    for text in ("no crime", "no further action, no concerns raised, as discussed with supervisor, low risk, see log",
                 "texts me at all hours of the night about nothing and the fence"):  # fmt: skip
        for field in deciding.WITH_SUBSTANCE:
            with pytest.raises(NotTaken):
                deciding.recorded_as(call, field, text)
            with pytest.raises(NotTaken):
                call.fill("decision", 0, field, text)  # nor by the way that forms are filled
    assert not call.contact.decision
    deciding.recorded_as(call, "no_crime", WHY_NOT)
    record = final(desk, call)
    assert record["decision"]["no_crime"] == WHY_NOT
    words = handover_text(desk, call.contact.id).replace("\n    ", " ")
    assert f"No crime recorded: {WHY_NOT}" in words
    history = [row[2] for row in showing.history(desk, call.contact.id, log=False)]
    assert any(WHY_NOT in row for row in history)


def test_s000_a_decision_typed_and_not_entered_decides_nothing(desk: Desk) -> None:
    call = ready(told(desk, **COURSE))
    call.draft("decision:0:no_crime", "no crime")
    desk.finish(call)
    assert showing.record_of(desk, *desk.read(call.contact.id, log=False))["decision"] == {}


def test_s000_not_stalking_is_never_the_automatic_result(desk: Desk) -> None:
    call = told(desk, relationship="ex_partner", **COURSE)
    assert not any(id.startswith("harassment") for id in offences(call))
    assert [one.what.id for one in call.decision.offences if one.principal] == ["stalking"]
    assert "Stalking unless it is shown to be harassment only." in handover_text(desk, call.contact.id)
    deciding.recorded_as(call, "harassment_only", WHY_NOT)
    assert f"Harassment only: {WHY_NOT}" in handover_text(desk, call.contact.id).replace("\n    ", " ")
    deciding.recorded_as(call, "harassment_only", "")
    assert "Harassment only" not in handover_text(desk, call.contact.id)


def test_s000_victims_are_believed(desk: Desk) -> None:
    first = told(desk).decision.advice[0].what
    assert first.id == "believed"
    assert "You are believed. It is not your fault." in getattr(first, "say", "")


def test_s001_a_breach_proposes_a_crime_review_and_is_recorded_with_stalking(desk: Desk) -> None:
    call = told(desk, order_in_force="restraining", breached=LATELY)
    assert "crime review" in actions(call)["breach_review"].do
    found = offences(call)
    assert found["stalking"].principal and "breach_restraining" in found
    assert final(desk, call)["open_log"] is True


def test_s001_the_log_of_a_breach_stays_open_whatever_is_done_on_the_desk(desk: Desk, clock: HandClock) -> None:
    call = told(desk, order_in_force="bail", breached=LATELY)
    final(desk, call)
    box = Outbox(desk.journal, clock)
    (parcel,) = box.due()
    box.sent(parcel)
    box.received(Receipt(id=parcel.contact, revision=1, sha256=parcel.sha256, force_ref="DC/1"))
    assert [one.ref for one in desk.overview().open_logs] == [call.contact.ref]
    assert "OPEN LOG: an order or bail was broken" in handover_text(desk, call.contact.id)
    clock.wait(30 * 24 * 3600.0)
    assert desk.overview().logs_open == 1


def test_s001_the_spoc_is_told_and_the_clinic_is_offered(desk: Desk) -> None:
    call = told(desk, threat_kill=LATELY, suspect_mental_health="yes", **COURSE)
    assert actions(call)["tell_spoc"].told
    assert "stalking clinic" in actions(call)["clinic"].do
    with pytest.raises(NotTaken, match="who was told"):
        deciding.act(call, "tell_spoc", "done")
    assert "clinic" not in actions(told(desk, **COURSE))


@pytest.mark.parametrize(
    "typed",
    ["issued a PIN", "gave him words of advice", "fixed penalty notice issued", "two PINs before", "FPNs given"],
)
def test_s001_no_notice_no_words_of_advice_no_fixed_penalty_is_an_outcome(desk: Desk, typed: str) -> None:
    call = told(desk, **COURSE)
    assert call.decision.not_outcomes == ()
    act, graded = partial(deciding.act, call, "messages"), partial(finishing.grade, call)
    left = partial(finishing.leave_open, call)
    places: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        "note": (lambda: call.note(typed, "unwanted"), lambda: call.note("", "unwanted")),
        "interim": (lambda: deciding.interim_risk(call, typed), lambda: deciding.interim_risk(call, "")),
        "reason": (lambda: act("not_done", reason=typed), lambda: act("open")),
        "told": (lambda: act("done", told=typed), lambda: act("open")),
        "grade": (lambda: graded(Grade.IMMEDIATE, typed), lambda: graded(finishing.proposal(call).grade)),
        "raise": (lambda: finishing.raise_level(call, "high", typed), lambda: finishing.take_back_raise(call)),
        "open": (lambda: left(typed), lambda: left(LEFT)),
        "unread": (lambda: finishing.read_back(call, agreed=False, reason=typed), lambda: say(call, how_long="days")),
    }
    for where, (type_it, undo) in places.items():
        type_it()
        (said,) = call.decision.not_outcomes
        assert said.note in handover_text(desk, call.contact.id).replace("\n    ", " "), where
        assert ending.ending(call, desk.labels).decided.remarks == (said.note,)
        undo()
        assert call.decision.not_outcomes == (), where
    call.word(typed)  # what the caller says of it is no outcome of ours
    assert call.decision.not_outcomes == ()


def test_s001_nothing_that_can_be_chosen_is_such_an_outcome(desk: Desk) -> None:
    guidance = desk.guidance(told(desk).assessment.qset)
    offered = [*(one.do for one in guidance.actions), *(one.name for one in guidance.powers)]
    offered += [*deciding.WHY_NOT_DONE, *deciding.WHY_NOT_POSSIBLE, *deciding.WITH_SUBSTANCE]
    for text in offered:
        assert not any(phrase.casefold() in text.casefold() for one in guidance.not_outcomes for phrase in one.phrases
                       if len(phrase) > 4), text  # fmt: skip


REPORTS: dict[str, dict[str, object]] = {
    "nothing known": {},
    "neighbour": {"relationship": "neighbour", **COURSE},
    "former partner": {"relationship": "ex_partner", "threat_kill": LATELY, **COURSE},
    "stranger": {"relationship": "stranger", "followed": LATELY},
    "breach": {"order_in_force": "bail", "breached": LATELY},
    "online": {
        "relationship": "online_only",
        "contact": ["fake_accounts"],
        "how_many": "lost_count",
        "unwanted": "yes",
    },
}


@pytest.mark.parametrize("report", REPORTS)
def test_s002_every_report_is_flagged_and_triaged_with_a_first_plan(desk: Desk, report: str) -> None:
    call = told(desk, **REPORTS[report])
    plan = actions(call)
    assert "triage" in plan and "safe_contact" in plan
    seen = ending.ending(call, desk.labels).decided
    assert [one.id for one in seen.plan] == list(plan) and seen.open == len(plan)
    with pytest.raises(NotTaken, match="Core questions are open"):
        desk.finish(call)
    record = final(desk, call)
    assert [one["id"] for one in record["actions"]] == list(plan)
    assert all(one["state"] == "done" for one in record["actions"])
    text = handover_text(desk, call.contact.id)
    assert "\nPlan\n" in text and "Flag it for stalking triage" in text


def test_s002_the_plan_holds_risk_enquiry_safeguarding_and_evidence_at_risk(desk: Desk) -> None:
    call = told(desk, relationship="ex_partner", threat_kill=LATELY, weapon=LATELY, got_inside=LATELY,
                evidence_held=["cctv_doorbell"], evidence_at_risk="yes", **COURSE)  # fmt: skip
    groups = {one.group for one in actions(call).values()}
    assert {"risk", "enquiry", "safeguarding", "evidence", "people", "tools"} <= groups
    clocks = [one.hours for one in actions(call).values() if one.group == "evidence" and one.hours]
    assert clocks == sorted(clocks) and clocks
    assert ending.ending(call, desk.labels).decided.interim


@pytest.mark.parametrize(
    ("given", "queue"),
    [
        ({"relationship": "ex_partner"}, "DAIU"),
        ({"relationship": "family", "tech": ["tracker"]}, "DAIU"),
        ({"relationship": "stranger", "threat_kill": LATELY}, "CIT"),
        ({"relationship": "colleague", "other_victims": "yes"}, "CIT"),
        ({"relationship": "neighbour"}, "CID"),
        ({}, "Triage decides"),
    ],
)
def test_s002_a_queue_is_suggested_and_the_unit_decides(desk: Desk, given: dict[str, object], queue: str) -> None:
    call = told(desk, **given)
    record = final(desk, call)
    assert record["queue"].startswith(queue)
    text = handover_text(desk, call.contact.id).replace("\n    ", " ")
    assert f"Suggested queue: {record['queue']}. The unit decides." in text


@pytest.mark.parametrize(
    ("given", "due"),
    [({}, {"tool_sst"}), ({"relationship": "stranger"}, {"tool_sst"}),
     ({"relationship": "ex_partner"}, {"tool_sst", "tool_dash"})],
)  # fmt: skip
def test_s002_the_tools_are_still_due(desk: Desk, given: dict[str, object], due: set[str]) -> None:
    call = told(desk, **given)
    tools = {id: one.do for id, one in actions(call).items() if one.group == "tools"}
    assert set(tools) == due
    text = handover_text(desk, call.contact.id).replace("\n    ", " ")
    assert all(do in text for do in tools.values())
    assert "SST" in tools["tool_sst"] and ("DASH or DARA" in tools.get("tool_dash", "DASH or DARA"))


def test_s002_signposting_is_recorded_and_asked_for_first(desk: Desk) -> None:
    call = told(desk, **COURSE)
    with pytest.raises(NotTaken, match="Ask first"):
        deciding.advise(call, "service", "victim_support", "given")
    deciding.message_safe(call, "no")
    deciding.advise(call, "service", "victim_support", "given")
    deciding.advise(call, "service", "national_stalking_helpline", "declined")
    deciding.advise(call, "advice", "diary", "given")
    record = final(desk, call)
    assert {one["id"]: one["how"] for one in (*record["services"], *record["advice"])} == {
        "victim_support": "given", "national_stalking_helpline": "declined", "diary": "given"
    }  # fmt: skip
    text = handover_text(desk, call.contact.id)
    assert "Victim Support 0808 168 9111 [given]" in text and "Safe to leave a message, text or email: no." in text


@pytest.mark.parametrize("card", ["identification", "law", "model_response", "safeguarding"])
def test_s003_a_card_for_each_thing_they_are_trained_in(desk: Desk, card: str) -> None:
    cards = {one.id: one for one in desk.guidance(told(desk).assessment.qset).cards}
    assert cards[card].title and len(cards[card].lines) >= 5


@pytest.mark.parametrize(
    ("given", "offence"),
    [
        ({"sexual_violence": LATELY}, "sexual_offence"),
        ({"control": "yes"}, "coercive_control"),
        ({"strangulation": "yes"}, "strangulation"),
        ({"tech": ["images_shared"]}, "intimate_images"),
    ],
)
def test_s003_undisclosed_offences_of_domestic_abuse_are_asked_for_and_listed(
    desk: Desk, given: dict[str, object], offence: str
) -> None:
    call = told(desk, relationship="ex_partner", **COURSE)
    (question,) = given
    assert question in (*call.assessment.relevance.asked, *call.assessment.relevance.waiting)
    assert offence not in offences(call)
    say(call, **given)
    found = offences(call)[offence]
    assert any(question in point.answers for point in found.supported)
    names = [one["name"] for one in final(desk, call)["offences"]]
    assert found.what.name in names


@pytest.mark.parametrize("effect", ["route", "home", "job", "sleep"])
def test_s003_effects_on_routine_address_job_and_health_support_s4a(desk: Desk, effect: str) -> None:
    call = told(desk, **COURSE)
    assert "stalking_fear" not in offences(call)
    say(call, daily_life=[effect])
    found = offences(call)["stalking_fear"]
    assert isinstance(found.what, Offence) and "s4A" in found.what.law and found.principal
    (alarm,) = (point for point in found.supported if point.point.id == "alarm")
    assert alarm.answers == ("daily_life",)
    assert "daily life changed a good deal: " in handover_text(desk, call.contact.id).replace("\n    ", " ")


@pytest.mark.parametrize(
    ("relationship", "sex", "fits", "others"),
    [
        ("ex_partner", "female", {"national_domestic_abuse_helpline"}, {"mens_advice_line"}),
        ("ex_partner", "male", {"mens_advice_line"}, {"national_domestic_abuse_helpline"}),
        ("ex_partner", "", {"mens_advice_line", "national_domestic_abuse_helpline"}, set[str]()),
        (
            "stranger",
            "female",
            {"national_stalking_helpline"},
            {"national_domestic_abuse_helpline", "mens_advice_line"},
        ),
    ],
)
def test_s003_services_by_relationship_and_gender_and_the_caller_may_choose_any(
    desk: Desk, relationship: str, sex: str, fits: set[str], others: set[str]
) -> None:
    call = told(desk, relationship=relationship)
    call.fill("person", 1, "role", "victim")
    call.fill("person", 1, "sex", sex)
    offered = services(call)
    meant = {id for id, one in offered.items() if one.fits}
    assert fits <= meant and not others & meant
    assert set(offered) == {one.id for one in desk.guidance(call.assessment.qset).services}
    order = [one.fits for one in call.decision.services]
    assert order == sorted(order, reverse=True)
    deciding.message_safe(call, "yes")
    for id in offered:  # every one of them may be given
        deciding.advise(call, "service", id, "given")
    assert {one["id"] for one in final(desk, call)["services"]} == set(offered)


def test_s003_services_of_an_area_are_meant_for_callers_of_that_force(tmp_path: Path) -> None:
    for force, near in (("Nottinghamshire Police", True), ("Kent Police", False)):
        home = made(tmp_path / force)
        place = Place(force=force, code="XX", practice=False)
        with Journal(home, practice_key(home)) as journal:
            desk = Desk(journal, HandClock(), place=place, who="4471", labels=LABELS)
            call = told(desk, relationship="stranger")
            one = services(call)["nottinghamshire_stalking_advocacy"]
            assert isinstance(one.what, Service) and one.fits is near


def test_s004_orders_and_powers_are_a_checklist_with_a_stalking_protection_order(desk: Desk) -> None:
    call = told(desk, relationship="ex_partner", threat_kill=LATELY, reported_before="yes", **COURSE)
    found = powers(call)
    assert {"spo", "interim_spo", "restraining_order", "bail_conditions", "non_molestation"} <= set(found)
    assert {point.point.id for point in found["spo"].supported} == {"acts", "risk", "needed"}
    record = final(desk, call)
    (spo,) = (one for one in record["powers"] if one["id"] == "spo")
    assert (spo["law"], spo["missing"]) == ("Stalking Protection Act 2019", [])
    text = handover_text(desk, call.contact.id).replace("\n    ", " ")
    assert "Stalking Protection Order (Stalking Protection Act 2019). The police, to a magistrates' court" in text
    assert powers(told(desk)) == {}


def test_s004_a_champion_is_asked_where_there_were_others_or_a_breach(desk: Desk) -> None:
    assert "champion" in actions(told(desk, other_victims="yes"))
    assert "champion" in actions(told(desk, order_in_force="bail", breached="yes"))
    assert "champion" not in actions(told(desk, **COURSE))


def test_s004_included_offences_stand_beside_one_principal_one(desk: Desk) -> None:
    """Recommendation 7 of the super-complaint: stalking that is not the principal crime can still be found."""
    call = told(
        desk, relationship="ex_partner", strangulation="yes", property_damage="yes", got_inside=LATELY, **COURSE
    )
    record = final(desk, call)
    assert [one["principal"] for one in record["offences"]].count(True) == 1
    assert record["offences"][0]["principal"]
    included = {one["id"] for one in record["offences"] if not one["principal"]}
    assert {"stalking", "burglary", "criminal_damage"} <= included
    text = handover_text(desk, call.contact.id).replace("\n    ", " ")
    assert "Stalking (Protection from Harassment Act 1997 s2A): included, recorded as 8Q" in text
    assert text.count("principal, suggested") == 1
    assert "Suggestions from the answers, not decisions." in text
