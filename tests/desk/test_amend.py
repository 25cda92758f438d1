"""A final record that is amended: the next revision says why and what changed, and the one before stays as it was."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from desk.hands import HandClock, answer_core, desk_on, handover_text, planned, ready, say, threatened

from stalkdesk.contact.contact import Stage
from stalkdesk.contact.outcome import Grade, Override, standing
from stalkdesk.contact.record import sha256
from stalkdesk.desk import deciding, finishing, papers, showing
from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.earlier import judge, people_since, told
from stalkdesk.desk.final import changed, drop_amendment, stored
from stalkdesk.desk.lookup import Lookup
from stalkdesk.desk.typed import NotTaken
from stalkdesk.journal.home import Home
from stalkdesk.journal.key import practice_key
from stalkdesk.questions.assess import Assessor
from stalkdesk.sync import outbox
from stalkdesk.sync.contracts import Receipt
from stalkdesk.sync.outbox import Outbox

TESTS = Path(__file__).parent.parent
WHY = "the officer rang back: it was on Thursday"


def a_final(desk: Desk) -> Call:
    """A record with an incident, a person and a threat, final as revision 1."""
    call = say(desk.open("call"), threat_harm=("yes", "last_2_weeks"), how_many="two_to_four", unwanted="yes")
    call.note("he said: you'll see what happens", "threat_harm")
    call.fill("incident", 1, "when", "last Tuesday")
    call.fill("incident", 1, "what", "stood at the gate")
    call.fill("person", 1, "name", "Mark Ellis")
    call.fill("person", 1, "role", "suspect")
    call.fill("person", 1, "phone", "07700 900123")
    answer_core(call)
    finishing.read_back(call, agreed=True)
    desk.finish(planned(call))
    return call


@pytest.fixture
def call(desk: Desk) -> Call:
    return a_final(desk)


def amended(desk: Desk, call: Call) -> Call:
    """The record, amended in several ways, final as revision 2."""
    again = desk.amend(call.contact.id, WHY)
    again.fill("incident", 1, "when", "last Thursday")
    again.fill("person", 1, "name", "Marc Ellis")
    say(again, weapon=("yes", "last_2_weeks"))
    again.word("he had the knife from the kitchen with him")
    finishing.read_back(again, agreed=True)
    finishing.grade(again, Grade.PRIORITY, "he was there with a knife")
    desk.finish(planned(again))
    return again


def payloads(desk: Desk, id: str) -> dict[int, tuple[str, bytes]]:
    rows = desk.journal.db.conn.execute("SELECT revision, sha256, payload FROM revision WHERE contact = ?", (id,))
    return {revision: (digest, bytes(content)) for revision, digest, content in rows}


def text_of(desk: Desk, call: Call, revision: int | None = None, paper: str = papers.FULL) -> str:
    contact, assessment = desk.read(call.contact.id, log=False)
    return papers.text(desk, contact, assessment, paper, revision)


# The next revision


def test_it_follows_the_one_before_and_says_why_and_what_changed(desk: Desk, call: Call, clock: HandClock) -> None:
    first = payloads(desk, call.contact.id)
    clock.wait(3600)
    again = amended(desk, call)
    both = payloads(desk, call.contact.id)
    assert both[1] == first[1]
    assert all(sha256(content) == digest for digest, content in both.values())
    one, two = (json.loads(both[number][1]) for number in (1, 2))
    assert (one["id"], one["ref"], one["revision"], one["amends"]) == (two["id"], two["ref"], 1, [])
    assert two["revision"] == 2
    assert [(entry["revision"], entry["why"], entry["by"]) for entry in two["amends"]] == [(1, WHY, "4471")]
    found = {entry["where"]: (entry["from"], entry["to"]) for entry in two["changed"]}
    assert found["incidents.1.when"] == ("last Tuesday", "last Thursday")
    assert found["people.1.name"] == ("Mark Ellis", "Marc Ellis")
    assert found["level"] == ("medium", "high")
    assert found["words.1.text"] == (None, "he had the knife from the kitchen with him")
    assert "changed" not in one
    contact = again.contact
    assert (contact.stage, contact.revision, contact.finished) == (Stage.FINISHED, 2, clock.now())
    assert desk.journal.verify().broken_at is None
    words = text_of(desk, again).replace("\n    ", " ")
    assert "What this revision changed\n  - revision 1 amended by 4471: the officer rang back" in words
    assert "incidents 1 when: last Tuesday → last Thursday" in words


def test_both_are_read_each_as_it_became_final(desk: Desk, call: Call, clock: HandClock) -> None:
    before = {paper: text_of(desk, call, 1, paper) for paper in (papers.FULL, papers.SHORT, papers.TRANSFER)}
    assert before[papers.FULL] == text_of(desk, call)
    contact, assessment = desk.read(call.contact.id, log=False)
    record = showing.record_of(desk, contact, assessment)
    paper = papers.pdf(desk, contact, assessment, 1)
    clock.wait(60)
    opened = desk.amend(call.contact.id, WHY)
    opened.fill("incident", 1, "when", "yesterday")
    assert all(text_of(desk, call, 1, paper) == text for paper, text in before.items())
    opened.fill("incident", 1, "when", "last Tuesday")
    drop_amendment(desk, opened)
    again = amended(desk, call)
    assert all(text_of(desk, call, 1, paper) == text for paper, text in before.items())
    contact, assessment = desk.read(call.contact.id, log=False)
    assert showing.record_of(desk, contact, assessment, 1) == record
    assert papers.pdf(desk, contact, assessment, 1) == paper
    assert "Mark Ellis" in before[papers.FULL] and "knife" not in before[papers.FULL]
    assert text_of(desk, again, 2) == text_of(desk, again) != before[papers.FULL]
    for number in (0, 3, -1):
        with pytest.raises(NotTaken, match=f"no revision {number}"):
            text_of(desk, again, number)


def test_each_says_where_it_is_itself(desk: Desk, call: Call, clock: HandClock) -> None:
    box = Outbox(desk.journal, clock)
    (parcel,) = box.due()
    box.sent(parcel)
    assert box.received(Receipt(id=parcel.contact, revision=1, sha256=parcel.sha256, force_ref="SX/0417"))
    before = text_of(desk, call)
    assert "In the force system as SX/0417" in before
    amended(desk, call)
    assert text_of(desk, call, 1) == before
    latest = text_of(desk, call)
    assert "NOT YET IN FORCE SYSTEM" in latest and "SX/0417" not in latest
    contact, assessment = desk.read(call.contact.id, log=False)
    assert showing.record_of(desk, contact, assessment, 1)["delivery"]["force_ref"] == "SX/0417"
    assert showing.record_of(desk, contact, assessment)["delivery"]["force_ref"] is None


def test_while_it_is_amended_it_is_a_draft_and_says_where_the_last_one_is(desk: Desk, call: Call) -> None:
    digest = call.contact.sha256
    again = desk.amend(call.contact.id, WHY)
    again.word("and another thing")
    contact, assessment = again.contact, again.assessment
    record, text = showing.record_of(desk, contact, assessment), text_of(desk, again)
    assert (record["state"], record["finished"], record["revision"]) == ("open", None, 1)
    assert "sha256" not in text and digest not in text and "not finished" in text
    assert "draft: not final yet; of revision 1: NOT YET IN FORCE SYSTEM" in text.replace("\n", " ")
    pages = pypdf.PdfReader(BytesIO(papers.pdf(desk, contact, assessment))).pages
    assert all("not final" in page.extract_text() and digest not in page.extract_text() for page in pages)
    assert digest in text_of(desk, again, 1)


def link(home: Home, desk: Desk) -> Callable[[str], str]:
    """Another call about the same man: says what is said of the two, and gives the other call's reference."""
    other = desk.open("call")
    other.fill("person", 1, "name", "Marc Ellis")
    other.fill("person", 1, "phone", "07700 900123")
    lookup = Lookup(home.people, practice_key(home))
    while (since := people_since(desk.journal, lookup.position, 50)).position != lookup.position:
        lookup.take_in(since)
    found = told(desk, other, lookup.find(other.contact.people, date(2026, 11, 22), other.contact.id))

    def say_so(verdict: str) -> str:
        judge(desk, other, found[0], verdict)
        return other.contact.ref

    return say_so


def test_links_made_since_are_part_of_the_next_one(home: Home, desk: Desk, call: Call, clock: HandClock) -> None:
    judged = link(home, desk)
    clock.wait(60)
    ref = judged("same")
    before = text_of(desk, call)
    assert "Other reports, linked since this was final" in before and ref in before
    clock.wait(60)
    amended(desk, call)
    assert text_of(desk, call, 1) == before
    second = stored(desk, call.contact.id, 2)
    assert second is not None and [link["ref"] for link in second["links"]] == [ref]
    assert any(entry["where"].startswith("links.") for entry in second["changed"])
    assert "linked since" not in text_of(desk, call)


def test_a_link_made_since_is_reason_enough_for_the_next_one(
    home: Home, desk: Desk, call: Call, clock: HandClock
) -> None:
    judged = link(home, desk)
    clock.wait(60)
    ref = judged("same")
    again = desk.amend(call.contact.id, "an earlier report was found")
    with pytest.raises(NotTaken, match="Something was changed"):
        drop_amendment(desk, again)
    finishing.read_back(again, agreed=True)
    desk.finish(planned(again))
    second = stored(desk, call.contact.id, 2)
    assert second is not None and [link["ref"] for link in second["links"]] == [ref]


# Where it goes

REFUSED, WAITS, FAILED, TAKEN, SENT = "needs_you", "ready", "retrying", "delivered", "sending"


@pytest.mark.parametrize(
    ("before", "after"),
    [(REFUSED, "superseded"), (WAITS, WAITS), (FAILED, FAILED), (TAKEN, TAKEN), (SENT, SENT)],
)
def test_only_what_was_refused_is_superseded(desk: Desk, call: Call, clock: HandClock, before: str, after: str) -> None:
    box = Outbox(desk.journal, clock)
    (parcel,) = box.due()
    if before != WAITS:
        box.sent(parcel)
    if before == FAILED:
        box.failed(parcel, "no answer")
    elif before in (REFUSED, TAKEN):
        said = {"refused": "no such street"} if before == REFUSED else {"force_ref": "F/1"}
        assert box.received(Receipt(id=parcel.contact, revision=1, sha256=parcel.sha256, **said))
    amended(desk, call)
    states = [outbox.row_of(desk.journal.db, call.contact.id, number) for number in (1, 2)]
    assert [row.state for row in states if row is not None] == [after, "ready"]
    clock.wait(3600)
    first = [one.revision for one in box.due()]
    assert first == ([2] if after in ("superseded", TAKEN) else [1] if after != SENT else [])


# Opening it, and dropping it


def test_a_reason_is_needed_and_a_final_record(desk: Desk, call: Call) -> None:
    for why in ("", "  ", "...", "\n"):
        with pytest.raises(NotTaken, match="Type why"):
            desk.amend(call.contact.id, why)
    assert desk.read(call.contact.id, log=False)[0].stage is Stage.FINISHED
    desk.amend(call.contact.id, WHY)
    with pytest.raises(NotTaken, match="not final"):
        desk.amend(call.contact.id, WHY)
    with pytest.raises(NotTaken, match="not final"):
        desk.amend(desk.open("call").contact.id, WHY)


def test_its_history_says_what_happened_and_no_more(desk: Desk, call: Call) -> None:
    again = desk.amend(call.contact.id, WHY)
    drop_amendment(desk, again)
    words = [row[2] for row in showing.history(desk, call.contact.id, log=False)]
    assert words[-2:] == [f"Opened again to be amended: {WHY}", "Nothing amended: the last revision stands"]


def test_without_a_change_it_can_be_dropped_and_the_last_one_stands(desk: Desk, call: Call) -> None:
    before, said = desk.line(call.contact.ref), payloads(desk, call.contact.id)
    again = desk.amend(call.contact.id, WHY)
    assert desk.line(call.contact.ref).stage == "open"
    assert desk.overview().in_hand[0].ref == call.contact.ref
    again.go("fear")
    drop_amendment(desk, again)
    after = desk.line(call.contact.ref)
    assert (after.stage, after.revision, after.level) == (before.stage, before.revision, before.level)
    assert payloads(desk, call.contact.id) == said
    assert desk.overview().in_hand == ()
    with pytest.raises(NotTaken):
        again.word("too late")
    with pytest.raises(NotTaken, match="Nothing is being amended"):
        drop_amendment(desk, again)
    assert desk.amend(call.contact.id, "after all").contact.amending is not None


AMENDS: dict[str, Callable[[Call], object]] = {
    "answer": lambda call: say(call, got_inside=("yes", "earlier")),
    "word": lambda call: call.word("one thing more"),
    "note": lambda call: call.note("he said it twice", "threat_harm"),
    "mark": lambda call: call.fill("person", 2, "name", "Dan"),
    "incident": lambda call: call.fill("incident", 1, "when", "last Thursday"),
    "order": lambda call: call.fill("order", 1, "kind", "restraining"),
    "danger": lambda call: call.fill("danger", 0, "told", "5512 at 14:20"),
    "setting": lambda call: call.fill("setting", 0, "overheard", "yes"),
    "grade": lambda call: finishing.grade(call, Grade.IMMEDIATE, "he is back"),
    "raise": lambda call: finishing.raise_level(call, "high", "he is back"),
    "told": lambda call: deciding.act(call, "tell_spoc", "done", told="3318 Osei, 16:05"),
    "undone": lambda call: deciding.act(call, "triage", "not_done", reason="the unit is closed"),
    "advice": lambda call: deciding.advise(call, "advice", "diary", "given"),
    "interim": lambda call: deciding.interim_risk(call, "he may come back tonight"),
    "gone": lambda call: call.caller_gone("the line was lost", "after six"),
    "read": lambda call: finishing.read_back(call, agreed=False, reason="officers are with them"),
}


@pytest.mark.parametrize("how", AMENDS)
def test_a_change_of_any_kind_is_named_and_not_dropped(desk: Desk, call: Call, how: str) -> None:
    again = desk.amend(call.contact.id, WHY)
    assert changed(desk, again) == []
    AMENDS[how](again)
    assert changed(desk, again)
    with pytest.raises(NotTaken, match="Finish it as the next revision"):
        drop_amendment(desk, again)


def test_a_breach_stays_an_open_log_while_it_is_amended_and_after(desk: Desk) -> None:
    call = say(desk.open("call"), order_in_force="bail", breached=("yes", "last_2_weeks"))
    desk.finish(ready(call))
    assert [one.ref for one in desk.overview().open_logs] == [call.contact.ref]
    again = desk.amend(call.contact.id, WHY)
    assert desk.overview().logs_open == 1
    again.word("he did it again")
    desk.finish(ready(again))
    assert (desk.overview().logs_open, "OPEN LOG" in handover_text(desk, call.contact.id)) == (1, True)


def test_an_open_action_holds_the_next_revision_up_too(desk: Desk, call: Call) -> None:
    again = desk.amend(call.contact.id, WHY)
    say(again, order_in_force="bail", breached=("yes", "last_2_weeks"))
    finishing.read_back(again, agreed=True)
    finishing.grade(again, finishing.proposal(again).grade)
    with pytest.raises(NotTaken, match="of the plan still open"):
        desk.finish(again)
    desk.finish(planned(again))


# Killed in the middle of it


def run(program: str, home: Home, id: str, at: int) -> str:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])}
    done = subprocess.run(
        [sys.executable, str(TESTS / "desk" / program), str(home.folder), id, str(at)],
        capture_output=True,
        text=True,
        env=env,
        check=False,
    )
    end = done.stdout.rstrip().split("\n")[-1]
    assert done.returncode == (0 if end in ("final", "opened again") else -signal.SIGKILL), done.stderr
    return done.stdout


def test_killed_while_it_is_opened_again_it_is_opened_or_not(home: Home, clock: HandClock) -> None:
    with desk_on(home, clock) as desk:
        call = a_final(desk)
        first = payloads(desk, call.contact.id)
    at, said = 0, ""
    while "opened again" not in said:
        at += 1
        said = run("amender.py", home, call.contact.id, at)
        with desk_on(home, clock) as desk:
            contact = desk.read(call.contact.id, log=False)[0]
            line = desk.line(call.contact.ref)
            assert (line.stage, line.revision) == (contact.stage.value, 1)
            assert payloads(desk, call.contact.id) == first
            assert desk.journal.verify().broken_at is None
            if contact.stage is Stage.OPEN:  # all of it was on the disk
                assert contact.amending is not None
                break
    assert at > 3
    with desk_on(home, clock) as desk:
        drop_amendment(desk, desk.resume(call.contact.id))


def test_killed_while_it_becomes_final_there_are_two_revisions_or_one(home: Home, clock: HandClock) -> None:
    with desk_on(home, clock) as desk:
        call = a_final(desk)
        box = Outbox(desk.journal, clock)
        (parcel,) = box.due()
        box.sent(parcel)
        box.received(Receipt(id=parcel.contact, revision=1, sha256=parcel.sha256, refused="no such street"))
        again = desk.amend(call.contact.id, WHY)
        again.word("he had the knife from the kitchen with him")
        planned(again)
        first = payloads(desk, call.contact.id)
    at, said = 3, ""
    while "final" not in said:
        at += 1
        said = run("finisher.py", home, call.contact.id, at)
        with desk_on(home, clock) as desk:
            line, now = desk.line(call.contact.ref), payloads(desk, call.contact.id)
            assert now[1] == first[1]
            row = outbox.row_of(desk.journal.db, call.contact.id, 1)
            assert row is not None
            whole = (line.stage, line.revision, len(now), row.state)
            assert whole in (("open", 1, 1, "needs_you"), ("finished", 2, 2, "superseded"))
            assert desk.journal.verify().broken_at is None
            if line.revision == 2:
                break
    assert at > 7


# The level that was handed over


def handed_over(desk: Desk) -> str:
    """A HIGH record, final as revision 1; its id."""
    call = threatened(desk)
    finishing.read_back(call, agreed=True)
    desk.finish(planned(call))
    return call.contact.id


def test_whoever_amends_lowers_nothing_alone(home: Home, clock: HandClock) -> None:
    with desk_on(home, clock) as desk:
        id = handed_over(desk)
    with desk_on(home, clock, who="5512 Hughes") as desk:
        again = desk.amend(id, "the threat was meant for somebody else")
        say(again, threat_kill="no")
        assert again.assessment.shown == "standard"
        assert (finishing.level(again), again.view.concern.level) == ("high", "HIGH")
        assert finishing.proposal(again).grade is Grade.SAME_DAY, "no slower than HIGH is attended"
        finishing.read_back(again, agreed=True)
        finishing.grade(again, Grade.SAME_DAY)
        desk.finish(planned(again))
        record = stored(desk, id, 2)
        assert record is not None
        assert (record["level"], record["assessment"]["level"]) == ("high", "standard")
        said = record["override"]
        assert (said["kind"], said["level"], said["reason"]) == ("held", "high", "revision 1 said HIGH")
        assert text_of(desk, again).count("LEVEL HIGH") == 1
        third = desk.amend(id, "once more")
        assert finishing.level(third) == "high"


def test_two_people_lower_what_was_handed_over(desk: Desk) -> None:
    again = desk.amend(handed_over(desk), "the threat was meant for somebody else")
    say(again, threat_kill="no")
    deciding.lower_level(again, "standard", "Officer 2207 heard the recording: he reads out a film, and she says so")
    assert finishing.level(again) == "high"
    deciding.agree_lowering(again, "5512 Hughes")
    assert finishing.level(again) == "standard"
    record = showing.record_of(desk, again.contact, again.assessment)
    assert (record["override"]["kind"], record["override"]["second"]) == ("lowered", "5512 Hughes")


def test_an_amendment_of_an_earlier_version_holds_nothing(desk: Desk) -> None:
    """Its event does not say what was handed over."""
    again = desk.amend(handed_over(desk), "an old one")
    old = replace(again.contact, amendments=tuple(replace(one, level="") for one in again.contact.amendments))
    assert standing(old, Assessor(again.assessment.qset)({})).override is Override.NONE
