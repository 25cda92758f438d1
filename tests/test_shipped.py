"""The shipped screening: every question, option, mark and floor it was asked to have."""

from __future__ import annotations

import re
from typing import Any

import pytest

from stalkdesk.guidance.sets import find, shipped
from stalkdesk.questions.answerfile import answer_to
from stalkdesk.questions.assess import assess
from stalkdesk.questions.conditions import FALSE, TRUE, UNKNOWN

SET = find("stalking-screening")

# section, id, kind (* core, r recency, v verbatim), options
QUESTIONS = """
safety_now danger_now yes_no*
safety_now safe_to_talk yes_no*
safety_now exact_location text*
safety_now children_or_others yes_no*
safety_now safe_contact text*
who relationship choice* current_partner ex_partner family acquaintance colleague neighbour professional stranger unknown_person online_only
who separated_when choice within_month within_year over_year planning
who children_together yes_no
who suspect_known yes_no
who other_victims yes_no
who armed_occupation yes_no
behaviour how_many choice one two_to_four five_to_twenty twenty_one_to_hundred over_hundred lost_count
behaviour how_long choice days weeks months over_a_year
behaviour unwanted yes_no
behaviour followed yes_no-r
behaviour home_visits yes_no*-r
behaviour got_inside yes_no*-r
behaviour contact many calls messages letters gifts social_media fake_accounts via_others deliveries legal_process
behaviour tech many-r tracker phone_or_app accounts_accessed cameras_smart_home images_shared drone impersonation
behaviour property_damage yes_no-r
behaviour third_parties yes_no-r
behaviour escalating yes_no
behaviour surveillance_detail yes_no
threats threat_kill yes_no*-rv
threats threat_harm yes_no-rv
threats weapon yes_no*-r
threats violence yes_no-r
threats strangulation yes_no
threats sexual_violence yes_no-r
threats suicidal_or_nothing_to_lose yes_no-rv
threats preparing yes_no
threats control yes_no
impact fear choice* not_afraid uneasy frightened very_frightened
impact fear_of_what text*-v
impact thinks_will_be_killed yes_no
impact daily_life many route job home phone sleep social_life security
impact vulnerable many under_18 pregnant disabled honour_based immigration_status isolated mental_health resigned
before reported_before yes_no*
before report_refs text
before new_since text
before order_in_force choice* none restraining non_molestation stalking_protection dapo_dapn dvpo_dvpn bail occupation other
before breached yes_no-r
before substance yes_no
before suspect_mental_health yes_no
evidence evidence_held many messages call_log photos cctv_doorbell items device_found witnesses diary
evidence evidence_at_risk yes_no
"""  # noqa: E501 - a table reads best a row a line


def test_every_question_with_its_section_kind_options_and_marks() -> None:
    written = []
    for section in SET.sections:
        for q in section.questions:
            marks = ("r" if q.recency else "") + ("v" if q.verbatim else "")
            kind = f"{q.kind}{'*' if q.core else ''}{'-' + marks if marks else ''}"
            options = " ".join(option.id for option in q.options)
            written.append(f"{section.id} {q.id} {kind} {options}".strip())
    assert written == QUESTIONS.strip().splitlines()


def test_each_question_says_why_helps_and_is_clear_about_its_words() -> None:
    for question in SET.questions.values():
        assert question.why, question.id
        assert question.help, question.id
        assert question.ask.endswith("?"), question.id
        assert "\n" not in question.ask, question.id


EX = {"relationship": "ex_partner"}
LATELY = {"value": "yes", "recency": "last_3_months"}
LONG_AGO = {"value": "yes", "recency": "earlier"}
ORDER = {"order_in_force": "restraining"}
PARTED = {**EX, "separated_when": "within_year"}

FLOORS: list[tuple[str, str, dict[str, Any]]] = [
    *(
        ("high", id, {id.replace("threat_to_kill", "threat_kill"): "yes"})
        for id in ("danger_now", "threat_to_kill", "weapon", "strangulation", "preparing")
    ),
    ("high", "inside_lately", {"got_inside": LATELY}),
    ("high", "inside_lately", {"got_inside": {"value": "yes", "recency": "last_2_weeks"}}),
    ("high", "partner_violence_lately", {**EX, "violence": LATELY}),
    ("high", "partner_violence_lately", {"relationship": "current_partner", "violence": LATELY}),
    ("high", "partner_sexual_violence_lately", {**EX, "sexual_violence": LATELY}),
    ("high", "partner_nothing_to_lose", {**EX, "suicidal_or_nothing_to_lose": "yes"}),
    ("high", "breach_in_person", {**ORDER, "breached": "yes", "home_visits": LONG_AGO}),
    ("high", "breach_repeated", {**ORDER, "breached": "yes", "how_many": "lost_count"}),
    ("high", "breach_with_threat", {**ORDER, "breached": "yes", "threat_harm": "yes"}),
    ("high", "expects_to_be_killed", {"thinks_will_be_killed": "yes"}),
    ("high", "very_frightened_and_near", {"fear": "very_frightened", "home_visits": LONG_AGO}),
    ("high", "very_frightened_and_near", {"fear": "very_frightened", "got_inside": LONG_AGO}),
    ("high", "cluster", {**PARTED, "escalating": "yes", "followed": LATELY}),
    ("high", "cluster", {"tech": ["drone"], "third_parties": "yes", "property_damage": "yes"}),
    ("high", "cluster", {**EX, "control": "yes", "threat_harm": "yes", "violence": LONG_AGO}),
    ("high", "cluster", {"sexual_violence": LONG_AGO, "other_victims": "yes", "home_visits": LATELY}),
    ("medium", "recently_parted", PARTED),
    ("medium", "breached", {**ORDER, "breached": "yes"}),
    ("medium", "violence", {"violence": LATELY, "relationship": "stranger"}),
    ("medium", "threat_of_harm", {"threat_harm": "yes"}),
    ("medium", "sexual_violence", {"sexual_violence": LONG_AGO}),
    ("medium", "property_damage", {"property_damage": "yes"}),
    ("medium", "nothing_to_lose", {"suicidal_or_nothing_to_lose": "yes", "relationship": "neighbour"}),
    ("medium", "followed", {"followed": "yes"}),
    ("medium", "home_visits", {"home_visits": "yes"}),
    ("medium", "got_inside", {"got_inside": LONG_AGO}),
    ("medium", "surveillance_detail", {"surveillance_detail": "yes"}),
    *(
        ("medium", "tech_watching", {"tech": [gadget]})
        for gadget in ("tracker", "accounts_accessed", "cameras_smart_home")
    ),
    ("medium", "frightened", {"fear": "frightened"}),
    ("medium", "frightened", {"fear": "very_frightened"}),
    ("medium", "escalating", {"escalating": "yes"}),
    ("medium", "other_victims", {"other_victims": "yes"}),
    ("medium", "reported_before", {"reported_before": "yes"}),
    ("medium", "third_parties", {"third_parties": "yes"}),
    *(("medium", "vulnerable", {"vulnerable": [option]}) for option in SET.questions["vulnerable"].values),
    ("medium", "children_contact", {**EX, "children_together": "yes"}),
    ("standard", "", {}),
    ("standard", "", {"substance": "yes", "suspect_mental_health": "yes"}),
    ("standard", "", {"violence": "no", "weapon": "no", "fear": "not_afraid", "how_many": "lost_count"}),
    ("standard", "", {"contact": ["calls", "messages"], "unwanted": "yes", "armed_occupation": "yes"}),
]


@pytest.mark.parametrize(("level", "rule", "given"), FLOORS)
def test_each_floor(level: str, rule: str, given: dict[str, Any]) -> None:
    found = assess(SET, {id: answer_to(SET.questions[id], value) for id, value in given.items()})
    assert found.concern.level == level
    if rule:
        assert rule in [because.rule.id for because in found.concern.because if because.rule.level == level]


def test_every_rule_has_its_reason_its_source_and_a_case_above() -> None:
    for rule in SET.rules:
        assert rule.because
        assert rule.source
    assert {rule.id for rule in SET.rules} == {rule for _, rule, _ in FLOORS if rule}


def test_four_is_yes_no_or_not_known() -> None:
    def four(**given: Any) -> dict[str, Any]:
        answers = {id: answer_to(SET.questions[id], value) for id, value in given.items()}
        return dict(assess(SET, answers).concern.tests)

    names = ("four_fixated", "four_obsessive", "four_unwanted", "four_repeated")
    assert tuple(SET.tests) == names
    assert four() == dict.fromkeys(names, UNKNOWN)
    met = four(followed="yes", how_long="months", unwanted="yes", how_many="two_to_four")
    assert met == dict.fromkeys(names, TRUE)
    assert four(how_many="one")["four_repeated"] is FALSE


# Words that only ever do harm, whoever says them.
NEVER = (
    r"arrest",
    r"why did(n't| not) you",
    r"only online",
    r"ring back tomorrow",
    r"are you sure it",
    r"hasn't hurt you yet",
    r"\bstage \d",
    r"\bPIN\b|words of advice|fixed penalty",
    r"we will (catch|find|stop)",
    r"promise",
)


@pytest.mark.parametrize("qset", list(shipped()), ids=lambda qset: qset.id)
def test_nothing_read_aloud_blames_leads_or_promises(qset: Any) -> None:
    for question in qset.questions.values():
        for pattern in NEVER:
            assert not re.search(pattern, question.ask, re.IGNORECASE), (question.id, pattern)


def test_both_shipped_sets_are_there() -> None:
    assert [qset.id for qset in shipped()] == ["stalking-screening", "walk-in-short"]
