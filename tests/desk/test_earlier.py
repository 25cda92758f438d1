"""What is said of people in two contacts: kept in both, part of what is handed over, and told in words."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from desk.hands import HandClock, answer_core, handover_text, no_room_left, ready

from stalkdesk.contact.record import record
from stalkdesk.desk import finishing, showing
from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.earlier import Earlier, judge, people_since, remove, told
from stalkdesk.desk.lookup import Lookup
from stalkdesk.desk.typed import NotTaken
from stalkdesk.journal.database import DbError
from stalkdesk.journal.home import Home
from stalkdesk.journal.key import practice_key


def a_call(desk: Desk, **entry: str) -> Call:
    call = desk.open("call")
    for field, text in entry.items():
        call.fill("person", 1, field, text)
    return call


@pytest.fixture
def lookup(home: Home) -> Lookup:
    return Lookup(home.people, practice_key(home))


def found(desk: Desk, lookup: Lookup, call: Call) -> tuple[Earlier, ...]:
    while True:
        changed = people_since(desk.journal, lookup.position, 50)
        if changed.position == lookup.position:
            break
        lookup.take_in(changed)
    return told(desk, call, lookup.find(call.contact.people, date(2026, 11, 22), call.contact.id))


def test_a_link_is_in_both_records_and_their_histories(desk: Desk, lookup: Lookup) -> None:
    first = a_call(desk, name="Mark Ellis", role="suspect", phone="07700 900123")
    second = a_call(desk, name="Marc Elis", phone="07700 900123")
    (one,) = found(desk, lookup, second)
    assert (one.ref, one.theirs, one.name, one.match.role) == (first.contact.ref, "Mark Ellis", "Marc Elis", "suspect")
    judge(desk, second, one, "same")
    here, there = second.contact, desk.read(first.contact.id, log=False)[0]
    why = one.match.reasons
    assert record(here, second.assessment)["links"][0] | {"at": "", "by": ""} == {
        "person": 1, "ref": there.ref, "contact": there.id, "other": 1, "verdict": "same", "because": list(why),
        "at": "", "by": "",
    }  # fmt: skip
    assert [link.said.ref for link in there.linked.values()] == [here.ref]
    words = [row[2] for row in showing.history(desk, here.id, log=False)]
    assert words[-1] == f"Person 1 is person 1 of {there.ref} ({'; '.join(why)})"
    words = [row[2] for row in showing.history(desk, there.id, log=False)]
    assert words[-1] == f"Person 1 is person 1 of {here.ref} ({'; '.join(why)}), said there"
    judge(desk, second, one, "undone")
    assert not second.contact.linked
    assert record(second.contact, second.assessment)["links"] == []
    words = [row[2] for row in showing.history(desk, here.id, log=False)]
    assert words[-1] == f"Person 1 and person 1 of {there.ref}: what was said of them taken back"


def test_a_final_record_is_linked_without_changing_what_was_handed_over(
    desk: Desk, lookup: Lookup, clock: HandClock
) -> None:
    first = a_call(desk, name="Mark Ellis", phone="07700 900123")
    desk.finish(ready(first))
    before, assessment = desk.read(first.contact.id, log=False)
    second = a_call(desk, phone="07700 900123")
    clock.wait(60)
    judge(desk, second, found(desk, lookup, second)[0], "same")
    after, _ = desk.read(first.contact.id, log=False)
    assert [link.said.ref for link in after.linked.values()] == [second.contact.ref]
    assert record(after, assessment) == record(before, assessment)
    told_since = handover_text(desk, first.contact.id, log=False)
    assert "Other reports, linked since this was final" in told_since
    assert f"person 1 is person 1 of {second.contact.ref} (same phone)" in told_since
    told_here = handover_text(desk, second.contact.id, log=False)
    assert "Other reports of these people" in told_here
    assert f"person 1 is person 1 of {first.contact.ref} (same phone)" in told_here


def test_what_is_linked_stands_first_and_what_was_rejected_stays_away(desk: Desk, lookup: Lookup) -> None:
    likely = a_call(desk, name="Mark Ellis", phone="07700 900123", born="14/3/1991")
    less = a_call(desk, name="Mark Elliss", vehicle="AB12 CDE")
    call = a_call(desk, name="Mark Ellis", phone="07700 900123")
    refs = [one.ref for one in found(desk, lookup, call)]
    assert refs == [likely.contact.ref, less.contact.ref]
    judge(desk, call, found(desk, lookup, call)[1], "same")
    judge(desk, call, found(desk, lookup, call)[1], "different")
    assert [(one.ref, one.verdict) for one in found(desk, lookup, call)] == [
        (less.contact.ref, "same"),
        (likely.contact.ref, "different"),
    ]
    call.fill("person", 1, "born", "14/3/1991")
    assert [(one.ref, one.verdict) for one in found(desk, lookup, call)] == [
        (less.contact.ref, "same"),
        (likely.contact.ref, ""),
    ]


def test_a_link_stands_though_what_it_was_found_by_is_corrected(desk: Desk, lookup: Lookup) -> None:
    first = a_call(desk, name="Mark Ellis", phone="07700 900123")
    call = a_call(desk, phone="07700 900123")
    judge(desk, call, found(desk, lookup, call)[0], "same")
    call.fill("person", 1, "phone", "")
    call.fill("person", 1, "name", "Xanthe Quennell")
    (one,) = found(desk, lookup, call)
    assert (one.ref, one.verdict) == (first.contact.ref, "same")
    judge(desk, call, one, "undone")
    assert not found(desk, lookup, call)


def test_a_link_goes_with_the_person_and_is_nobody_elses(desk: Desk, lookup: Lookup) -> None:
    first = a_call(desk, name="Mark Ellis", phone="07700 900123")
    call = a_call(desk, phone="07700 900123")
    judge(desk, call, found(desk, lookup, call)[0], "same")
    remove(desk, call, 1)
    assert not call.contact.people
    assert not call.contact.linked
    assert not desk.read(first.contact.id, log=False)[0].linked
    call.fill("person", 1, "phone", "07700 900123")
    (one,) = found(desk, lookup, call)
    assert one.verdict == ""


def test_only_what_came_before_was_reported_before(desk: Desk, lookup: Lookup, clock: HandClock) -> None:
    first = a_call(desk, name="Mark Ellis", phone="07700 900123")
    clock.wait(60)
    call = a_call(desk, phone="07700 900123")
    judge(desk, call, found(desk, lookup, call)[0], "same")
    again = desk.resume(first.contact.id)
    assert again.contact.linked
    assert again.contact.reported_before == ()
    assert not again.view.proposed
    assert call.contact.reported_before == (first.contact.ref,)


def test_nothing_can_be_taken_back_that_was_not_said(desk: Desk, lookup: Lookup) -> None:
    a_call(desk, phone="07700 900123")
    call = a_call(desk, phone="07700 900123")
    (one,) = found(desk, lookup, call)
    with pytest.raises(NotTaken, match="Nothing was said of them yet"):
        judge(desk, call, one, "undone")
    with pytest.raises(NotTaken, match="no such answer"):
        judge(desk, call, one, "perhaps")


def test_the_index_follows_what_is_corrected_and_taken_out(desk: Desk, lookup: Lookup) -> None:
    first = a_call(desk, name="Mark Ellis", phone="07700 900123")
    call = a_call(desk, phone="07700 900123")
    assert len(found(desk, lookup, call)) == 1
    first.fill("person", 1, "phone", "07700 900999")
    assert not found(desk, lookup, call)
    first.fill("person", 1, "phone", "07700 900123")
    assert len(found(desk, lookup, call)) == 1
    first.remove("person", 1)
    assert not found(desk, lookup, call)


def test_a_linked_report_proposes_that_it_was_reported_before(desk: Desk, lookup: Lookup) -> None:
    first = a_call(desk, phone="07700 900123")
    call = a_call(desk, phone="07700 900123")
    judge(desk, call, found(desk, lookup, call)[0], "same")
    (proposed,) = call.view.proposed
    assert (proposed.question, proposed.phrase) == ("reported_before", f"linked to {first.contact.ref}")
    call.take(proposed.line, proposed.question)
    answer = call.contact.answers["reported_before"]
    assert (answer.value, answer.known_by) == ("yes", "earlier_report")
    assert "new_since" in call.assessment.relevance.asked
    assert not call.view.proposed


def test_what_a_link_proposes_can_be_dismissed_for_good(desk: Desk, lookup: Lookup) -> None:
    a_call(desk, phone="07700 900123")
    call = a_call(desk, phone="07700 900123")
    judge(desk, call, found(desk, lookup, call)[0], "same")
    (proposed,) = call.view.proposed
    call.dismiss(proposed.line, proposed.question)
    assert not call.view.proposed
    again = desk.resume(call.contact.id)
    assert not again.view.proposed


def test_after_a_link_what_is_new_has_to_be_asked_or_a_reason_given(desk: Desk, lookup: Lookup) -> None:
    a_call(desk, phone="07700 900123")
    call = a_call(desk, phone="07700 900123")
    judge(desk, call, found(desk, lookup, call)[0], "same")
    answer_core(call)  # also whether it was reported before: they don't know, but we do
    assert finishing.open_core(call) == ("new_since",)
    assert "Ask them, or say why" in finishing.not_yet(call)
    finishing.leave_open(call, "the caller rang off")
    left = record(call.contact, call.assessment)["left_open"]
    assert left == {"questions": ["new_since"], "reason": "the caller rang off"}
    call.answer("new_since", value="He came to her work")
    assert finishing.open_core(call) == ()
    assert record(call.contact, call.assessment)["left_open"] is None


@pytest.mark.parametrize("whole", [0, 1, 3, 6])
def test_a_broken_index_is_made_anew_by_itself(desk: Desk, home: Home, whole: int) -> None:
    a_call(desk, name="Mark Ellis", phone="07700 900123")
    call = a_call(desk, phone="07700 900123")
    lookup = Lookup(home.people, practice_key(home))
    found(desk, lookup, call)
    lookup.close()
    content = home.people.read_bytes()
    home.people.write_bytes(content[: whole * 4096] + bytes(len(content) - whole * 4096))
    with contextlib.suppress(DbError):  # which is said on the screen, once
        found(desk, lookup, call)
    assert [one.theirs for one in found(desk, lookup, call)] == ["Mark Ellis"]
    lookup.close()


def test_rows_of_it_that_nobody_can_read_are_made_anew(desk: Desk, home: Home) -> None:
    """As another version wrote them: the index holds nothing that the journal does not."""
    a_call(desk, name="Mark Ellis", phone="07700 900123")
    call = a_call(desk, phone="07700 900123")
    lookup = Lookup(home.people, practice_key(home))
    assert found(desk, lookup, call)
    lookup.read(lambda index: index._db.execute("UPDATE person SET known = '[1, 2]'"))
    with pytest.raises(DbError, match="made anew"):
        lookup.find({1: {"phone": "07700 900123"}}, date(2026, 11, 21), "")
    assert [one.theirs for one in found(desk, lookup, call)] == ["Mark Ellis"]
    lookup.close()


def test_a_full_disk_costs_no_index(desk: Desk, home: Home) -> None:
    a_call(desk, name="Mark Ellis", phone="07700 900123")
    call = a_call(desk, phone="07700 900123")
    lookup = Lookup(home.people, practice_key(home))
    assert found(desk, lookup, call)
    for number in range(300):
        call.fill("person", number + 2, "name", f"Xanthe Number{number} Quennell{number}")
    changed = people_since(desk.journal, lookup.position, 5000)
    room = home.people.with_name("people.db-wal").stat().st_size
    with no_room_left(home, room), pytest.raises(DbError):
        lookup.take_in(changed)
    assert [one.theirs for one in found(desk, lookup, call)][:1] == ["Mark Ellis"]
    assert lookup.position == desk.journal.position
    lookup.close()


def by_place(desk: Desk, lookup: Lookup, call: Call) -> tuple[Earlier, ...]:
    found(desk, lookup, call)
    contact = call.contact
    return told(desk, call, lookup.at_places(contact.people, contact.incidents, contact.id))


def test_what_happened_near_somebodys_work_joins_their_report_by_place(desk: Desk, lookup: Lookup) -> None:
    first = a_call(desk, name="Anna Price", work="livery stables, Harrowby")
    second = desk.open("walk_in")
    second.fill("incident", 1, "what", "a bag with a hammer, an axe and a knife was found")
    second.fill("incident", 1, "where", "lane by the stables at Harrowby")
    (one,) = by_place(desk, lookup, second)
    assert one.ref == first.contact.ref
    assert one.match.reasons == (
        "a place named alike: stables harrowby (work or school there, where it happened here)",
    )
    judge(desk, second, one, "same")
    assert second.contact.reported_before == (first.contact.ref,)
    words = [row[2] for row in showing.history(desk, second.contact.id, log=False)]
    assert words[-1].startswith(f"The place is that of {first.contact.ref} (a place named alike")
    assert f"a place here is one of {first.contact.ref}" in handover_text(desk, second.contact.id, log=False)
    assert [one.ref for one in by_place(desk, lookup, desk.resume(first.contact.id))] == [second.contact.ref]


def test_a_place_that_was_corrected_is_not_found_any_more(desk: Desk, lookup: Lookup) -> None:
    first = desk.open("call")
    first.fill("incident", 1, "where", "14 Acacia Avenue, Derby")
    second = a_call(desk, address="14 Acacia Avenue, Derby")
    assert [one.ref for one in by_place(desk, lookup, second)] == [first.contact.ref]
    first.remove("incident", 1)
    assert not by_place(desk, lookup, second)


def test_a_place_of_many_reports_says_nothing(desk: Desk, lookup: Lookup) -> None:
    for _ in range(21):
        desk.open("call").fill("incident", 1, "where", "Tesco, Chesterfield")
    assert not by_place(desk, lookup, a_call(desk, work="Tesco, Chesterfield"))
