"""What somebody is told who has the suspect outside, and which evidence is asked for: unknown is never "not lately"."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from contact.strategies import contact_of

from stalkdesk.contact.decision import decide
from stalkdesk.contact.kinds import Filled
from stalkdesk.guidance.model import Guidance
from stalkdesk.guidance.pack import load
from stalkdesk.guidance.packcheck import findings
from stalkdesk.guidance.sets import find
from stalkdesk.questions.answerfile import answer_to
from stalkdesk.questions.assess import assess
from stalkdesk.questions.conditions import TRUE
from stalkdesk.questions.proof.reading import OLDEST, reading_age

SET = find("stalking-screening")
PACK = load(SET)
SAY = {one.id: one.say for one in PACK.advice}
OUT = "If you are out"


def due(pack: Guidance, name: str, **given: Any) -> list[Any]:
    answers = {id: answer_to(SET.questions[id], value) for id, value in given.items()}
    facts = assess(SET, answers).relevance.facts
    return [one for one in getattr(pack, name) if one.when.truth(facts) is TRUE]


def evidence(**given: Any) -> list[str]:
    return [one.id for one in due(PACK, "actions", **given) if one.group == "evidence"]


# What is said -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given",
    [
        {"danger_now": "yes"},
        {"home_visits": "yes"},
        {"home_visits": {"value": "yes", "recency": "last_2_weeks"}},
        {"got_inside": "yes"},
    ],
)
def test_with_somebody_outside_they_are_told_to_stay_in(given: dict[str, Any]) -> None:
    assert "outside_now" in [one.id for one in due(PACK, "advice", **given)]


def test_the_danger_form_says_it_too() -> None:
    contact = contact_of(Filled(form="danger", number=0, field="suspect", text="at the back door"))
    there = {one.what.id for one in decide(contact, assess(SET, {}), PACK).advice}
    assert {"where_now", "outside_now"} <= there


def test_what_is_said_of_somebody_outside_holds_all_that_matters() -> None:
    words = SAY["outside_now"]
    for part in (
        "indoors",
        "stay in",
        "Lock the doors and windows",
        "glass",
        "Do not open",
        "somebody with you",
        "999",
    ):
        assert part in words, part
    assert "outside_now" not in [one.id for one in due(PACK, "advice", contact=["calls"], fear="uneasy")]


def test_nobody_at_home_can_hear_that_they_should_go_out() -> None:
    for words in SAY.values():
        for found in re.finditer(r"\bgo (where|to)\b|not go home", words, re.IGNORECASE):
            assert OUT in words[: found.start()], words
    assert OUT in SAY["where_now"] and OUT in SAY["followed_now"]
    (card,) = (one for one in PACK.cards if one.id == "safeguarding")
    assert any("stay in" in line for line in card.lines)


def test_what_services_are_for_can_be_followed_too() -> None:
    for service in PACK.services:
        assert reading_age(service.about) <= OLDEST, service.id
        assert not [words for words in PACK.never if words in service.about.lower()], service.id


def test_hard_words_about_a_service_are_found(tmp_path: Path) -> None:
    about = "Multidisciplinary organisational intervention. We'll arrest him."
    (tmp_path / "services.yaml").write_text(
        f"format: 1\nservices:\n  - {{id: a, name: A, number: '1', about: \"{about}\", areas: [uk], source: K,\n"
        "     last_checked: 2026-11-21, verified: false}\n"
    )
    found = [str(one) for one in findings(SET, tmp_path)]
    assert len(found) == 2 and "services.yaml:3: services[0].about: has a reading age of" in found[0]
    assert "services[0].about: says “we'll arrest”, which is never said" in found[1]


# What is saved ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"evidence_at_risk": "yes"}, "at_risk"),
        *(
            ({question: {"value": "yes", **recency}}, "cctv")
            for question in ("followed", "home_visits", "got_inside", "property_damage")
            for recency in ({}, {"recency": "last_2_weeks"}, {"recency": "last_3_months"})
        ),
        ({"tech": ["drone"]}, "drone"),
        ({"tech": ["accounts_accessed"]}, "accounts"),
        ({"tech": ["cameras_smart_home"]}, "accounts"),
        ({"tech": ["tracker"]}, "tracker"),
        ({"tech": ["phone_or_app"]}, "spyware"),
        ({"tech": ["images_shared"]}, "messages"),
        ({"tech": ["impersonation"]}, "messages"),
        ({"surveillance_detail": "yes"}, "surveillance"),
        ({"contact": ["calls"]}, "messages"),
        ({"evidence_held": ["call_log"]}, "messages"),
    ],
)
def test_each_trace_has_an_action_of_its_own(given: dict[str, Any], wanted: str) -> None:
    assert wanted in evidence(**given)


def test_every_way_of_technology_leaves_something_to_save() -> None:
    assert [option for option in SET.questions["tech"].values if not evidence(tech=[option])] == []


def test_call_logs_are_kept_and_passwords_changed_from_elsewhere() -> None:
    do = {one.id: one.do for one in PACK.actions}
    assert "call logs" in do["messages"]
    assert do["accounts"].endswith("change passwords after, from another device")


def test_a_serious_call_with_much_to_save_still_has_a_plan_that_can_be_answered() -> None:
    given = {
        "relationship": "ex_partner",
        "separated_when": "within_month",
        "threat_kill": "yes",
        "home_visits": "yes",
        "followed": "yes",
        "how_many": "lost_count",
        "unwanted": "yes",
        "contact": ["messages", "calls"],
        "fear": "very_frightened",
        "reported_before": "yes",
        "surveillance_detail": "yes",
        "evidence_at_risk": "yes",
    }
    assert 10 <= len(due(PACK, "actions", **given)) <= 15
