"""No level falls in silence: what would stop counting is named and asked about first, and comes back as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from desk.hands import LABELS, HandClock, desk_on
from sets import a_set, choice, rule, yes_no

from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.keeping import WouldLower
from stalkdesk.errors import BadInput
from stalkdesk.journal.home import Home


def told_of_a_breach(call: Call) -> None:
    call.go("relationship")
    call.choose("value:ex_partner")
    call.go("order_in_force")
    call.choose("value:bail")
    call.go("home_visits")
    call.choose("value:yes")
    call.choose("recency:earlier")
    call.go("breached")
    call.choose("value:yes")
    call.choose("recency:earlier")
    assert call.assessment.concern.level == "high"


def test_an_answer_that_would_lower_the_level_by_setting_others_aside_is_asked_about_first(
    desk: Desk, call: Call
) -> None:
    told_of_a_breach(call)
    before = list(desk.events(call.contact.id))
    call.go("order_in_force")
    with pytest.raises(WouldLower) as caught:
        call.choose("value:none")
    assert (caught.value.labels, caught.value.before, caught.value.after) == (
        (LABELS["breached"],),
        "HIGH",
        "MEDIUM",
    )
    assert [event.kind for event in desk.events(call.contact.id)][len(before) :] == ["moved"]
    assert call.assessment.concern.level == "high"
    call.choose("value:none", sure=True)
    assert call.assessment.concern.level == "medium"
    assert call.view.notice == f"No longer counts (kept): {LABELS['breached']}"
    assert call.contact.answers["breached"].value == "yes"
    assert "breached" in call.assessment.relevance.set_aside
    call.go("order_in_force")
    call.choose("value:bail")
    assert call.view.notice == f"Counts again: {LABELS['breached']}"
    assert call.assessment.concern.level == "high"


def test_taking_back_the_answer_it_hangs_on_is_asked_about_too(call: Call) -> None:
    call.go("relationship")
    call.choose("value:ex_partner")
    call.go("separated_when")
    call.choose("value:within_month")
    assert call.assessment.concern.level == "medium"
    call.go("relationship")
    with pytest.raises(WouldLower):
        call.choose("value:neighbour")
    call.clear(sure=True)  # the question waits again; its answer counts as it was volunteered
    assert call.contact.answers.keys() == {"separated_when"}
    assert call.assessment.relevance.set_aside == ()


def test_taking_back_what_another_was_asked_upon_is_asked_about_first(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    told = yes_no("armed", relevant={"question": "place", "answered": True})
    document = a_set(
        {**yes_no("place"), "kind": "text"}, yes_no("came", core=True), told, rules=(rule("armed", "armed"),), id="own"
    )
    path.write_text(json.dumps(document), encoding="utf-8")
    call = desk.open("call", wanted=str(path))
    call.go("place")
    call.type("14 Mill Lane")
    call.go("armed")
    call.choose("value:yes")
    call.go("place")
    with pytest.raises(WouldLower):
        call.clear()
    assert call.assessment.concern.level == "high"
    call.clear(sure=True)
    assert call.contact.answers.keys() == {"armed"}
    assert call.assessment.concern.level == "standard"


def test_what_stops_counting_without_lowering_the_level_is_said_and_not_asked(call: Call) -> None:
    call.go("relationship")
    call.choose("value:ex_partner")
    call.go("children_together")
    call.choose("value:no")
    call.go("relationship")
    call.choose("value:neighbour")
    assert call.view.notice == f"No longer counts (kept): {LABELS['children_together']}"
    (row,) = [row for section in call.view.map for row in section.rows if row.id == "children_together"]
    assert (row.mark, row.words, row.state) == ("◌", "set aside", "aside")
    call.forward()
    assert call.view.notice == ""


HANGS_ON_WHEN = a_set(
    yes_no("came", recency=True, core=True),
    choice("ways", "car", "foot", kind="many", recency=True),
    yes_no("armed", relevant={"question": "came", "recency": "last_2_weeks"}),
    yes_no("driven", relevant={"question": "ways", "recency": "last_2_weeks"}),
    rules=(rule("armed", "armed"), rule("driven", "driven", "medium")),
    id="hangs-on-when",
    title="Hangs on when",
)


@pytest.fixture
def own_set(tmp_path: Path) -> str:
    path = tmp_path / "own.json"
    path.write_text(json.dumps(HANGS_ON_WHEN), encoding="utf-8")
    return str(path)


def test_another_time_that_would_lower_the_level_is_asked_about_first(desk: Desk, own_set: str) -> None:
    call = desk.open("call", wanted=own_set)
    call.go("came")
    call.choose("value:yes")
    call.choose("recency:last_2_weeks")
    call.go("armed")
    call.choose("value:yes")
    assert call.assessment.concern.level == "high"
    call.go("came")
    call.choose("value:yes")
    with pytest.raises(WouldLower) as caught:
        call.choose("recency:earlier")
    assert (caught.value.labels, caught.value.after) == (("armed",), "STANDARD")
    assert call.contact.answers["came"].recency == "last_2_weeks"
    call.choose("recency:earlier", sure=True)
    assert call.assessment.concern.level == "standard"
    call.go("came")
    call.choose("value:yes")
    call.choose("recency:last_2_weeks")
    call.go("came")
    call.choose("value:yes")
    call.choose("recency:")  # unknown again: it waits, and what was volunteered counts
    assert call.assessment.concern.level == "high"


def test_a_contact_keeps_the_set_it_was_opened_with_also_when_the_file_is_gone(
    home: Home, clock: HandClock, tmp_path: Path, own_set: str
) -> None:
    with desk_on(home, clock) as desk:
        call = desk.open("call", wanted=own_set)
        call.choose("value:no")
        id = call.contact.id
    Path(own_set).unlink()
    with desk_on(home, clock) as desk:
        assert desk.resume(id).contact == desk.read(id, log=False)[0]
        with pytest.raises(BadInput):
            desk.open("call", wanted=own_set)


def test_a_set_with_findings_is_not_used_on_calls(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "unsound.json"
    unsound = {key: value for key, value in HANGS_ON_WHEN.items() if key != "insufficient"}
    path.write_text(json.dumps(unsound), encoding="utf-8")
    before = desk.overview()
    with pytest.raises(BadInput, match="has findings and is not used on calls"):
        desk.open("call", wanted=str(path))
    assert desk.overview() == before
