"""The fold: what a contact is, worked out from its events and from nothing else."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest
from contact.strategies import AT, answered, contact_of, events_of, histories, ids, inside
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.contact import kinds
from stalkdesk.contact.contact import Contact, Said, Stage
from stalkdesk.contact.event import Event
from stalkdesk.contact.fold import LONGEST_TRAIL, after, fold
from stalkdesk.contact.kinds import Answered, Cleared, Drafted, Filled, Happening, Marked, Moved, Noted, Removed, Worded

yes = Answered(question="threat", to="who", value="yes")


def untimed(contact: Contact) -> Contact:
    """The contact without the wall clock's times."""
    return replace(
        contact,
        opened="",
        last_at="",
        finished="",
        given={id: replace(given, at="") for id, given in contact.given.items()},
        words=tuple(replace(line, at="") for line in contact.words),
        links={key: replace(link, at="") for key, link in contact.links.items()},
        links_since={key: replace(link, at="") for key, link in contact.links_since.items()},
        raised_by=_untimed(contact.raised_by),
        lowering=contact.lowering
        and replace(contact.lowering, by=_untimed(contact.lowering.by) or contact.lowering.by, agreed_at=""),
        acts={id: replace(act, by=_untimed(act.by) or act.by) for id, act in contact.acts.items()},
        amendments=tuple(replace(one, by=_untimed(one.by) or one.by) for one in contact.amendments),
        told=dict.fromkeys(contact.told, ""),
    )


def _untimed(said: Said | None) -> Said | None:
    return said and replace(said, at="")


@given(histories, st.data())
def test_event_by_event_is_the_same_as_all_at_once_and_goes_on_from_anywhere(
    said: list[Happening], data: st.DataObject
) -> None:
    events = events_of(said)
    here = data.draw(st.integers(1, len(events)))
    contact = fold(events[:here])
    for event in events[here:]:
        contact = after(contact, event)
    assert contact == fold(events)
    assert (contact.seq, contact.elapsed, contact.last_at) == (len(events), float(len(events) - 1), AT)


@given(histories)
def test_what_comes_back_from_the_disk_makes_the_same_contact(said: list[Happening]) -> None:
    events = events_of(said)
    kept = [replace(event, body=json.loads(json.dumps(event.body, ensure_ascii=False))) for event in events]
    assert fold(kept) == fold(events)


@given(histories, st.randoms(use_true_random=False))
def test_the_wall_clock_bends_nothing(said: list[Happening], chance: random.Random) -> None:
    events = events_of(said)
    moved = [replace(event, at=f"20{chance.randrange(10, 99)}-11-21T22:44:00.000Z") for event in events]
    assert untimed(fold(moved)) == untimed(fold(events))


@given(histories)
def test_folding_changes_nothing_it_was_given(said: list[Happening]) -> None:
    events = events_of(said)
    first = fold(events[: len(events) // 2 + 1])
    before = repr(first)
    contact = first
    for event in events[len(events) // 2 + 1 :]:
        contact = after(contact, event)
    assert repr(first) == before


# Answers


@given(st.lists(st.one_of(answered(), st.builds(Cleared, question=ids), inside), max_size=40))
def test_an_answer_is_the_last_one_given_and_none_after_it_was_cleared(said: list[Happening]) -> None:
    contact = contact_of(*said)
    last: dict[str, Happening] = {one.question: one for one in said if isinstance(one, Answered | Cleared)}
    held = {id: one.answer for id, one in last.items() if isinstance(one, Answered)}
    assert contact.answers == held
    assert set(contact.given) == set(held)
    for id, given_then in contact.given.items():
        assert given_then.elapsed == 1 + max(i for i, one in enumerate(said) if one is last[id])


def test_a_clear_leaves_the_note_and_the_place() -> None:
    contact = contact_of(yes, Noted(question="threat", text="I will end you"), Cleared(question="threat"))
    assert contact.answers == {}
    assert contact.notes == {"threat": "I will end you"}
    assert contact.position == "who"


def test_what_was_read_back_is_agreed_only_until_an_answer_changes() -> None:
    agreed = kinds.ReadBack(agreed=True)
    again, other = yes, Answered(question="threat", to="who", value="no")
    assert contact_of(yes, agreed, again, Noted(question="threat", text="x")).read_back == agreed
    assert contact_of(yes, agreed, other).read_back is None
    assert contact_of(yes, agreed, Cleared(question="threat")).read_back is None
    assert contact_of(yes, agreed, Cleared(question="who")).read_back == agreed


def test_who_answered_and_when_is_kept_with_the_answer() -> None:
    opening, first = events_of([yes])
    again = Event(
        contact="c1", seq=3, kind="answered", body=first.body, at="2026-11-21T23:44:00.000Z", elapsed=9.5, who="5120"
    )
    contact = fold([opening, first, again])
    assert contact.handler == "4471"
    assert (contact.given["threat"].who, contact.given["threat"].elapsed) == ("5120", 9.5)


# Where the handler is


@given(st.lists(st.one_of(ids.map(lambda to: Moved(to=to)), answered()), max_size=80))
def test_the_way_back_leads_over_every_question_that_was_shown(said: list[Happening]) -> None:
    contact = contact_of(*said)
    shown = [one.to for one in said if isinstance(one, Moved | Answered)]
    visited = [id for i, id in enumerate(shown) if i == 0 or id != shown[i - 1]]
    assert contact.position == (visited[-1] if visited else None)
    way = list(contact.trail)
    assert way == visited[:-1][-LONGEST_TRAIL:]
    back = [Moved(to=id, back=True) for id in reversed(way)]
    returned = contact_of(*said, *back)
    assert returned.trail == ()
    assert returned.position == (way[0] if way else contact.position)


def test_the_trail_does_not_grow_for_ever() -> None:
    contact = contact_of(*(Moved(to=to) for _ in range(LONGEST_TRAIL) for to in ("threat", "who")))
    assert len(contact.trail) == LONGEST_TRAIL


# Words


def test_words_keep_their_number_time_marks_and_what_became_of_their_proposals() -> None:
    contact = contact_of(
        Worded(line=1, text="he sat outside"),
        Worded(line=2, text="he will end me"),
        replace(yes, line=2),
        kinds.Dismissed(line=2, question="who"),
        Marked(line=2, verbatim=True),
        Worded(line=2, text="he said he will end me"),
    )
    first, second = contact.words
    assert (first.taken, first.dismissed, first.verbatim) == ((), (), False)
    assert (second.taken, second.dismissed, second.verbatim) == (("threat",), ("who",), True)
    assert (second.text, second.elapsed, second.at) == ("he said he will end me", 2.0, AT)
    assert (
        not contact_of(Worded(line=1, text="x"), Marked(line=1, verbatim=True), Marked(line=1, verbatim=False))
        .words[0]
        .verbatim
    )


def test_what_is_said_of_a_line_that_is_not_there_makes_none() -> None:
    assert contact_of(Marked(line=7, verbatim=True), replace(yes, line=7)).words == ()


# Forms


def test_forms_hold_what_was_last_filled_in_and_nothing_emptied() -> None:
    def fill(form: str, number: int, field: str, text: str) -> Filled:
        return Filled(form=form, number=number, field=field, text=text)

    contact = contact_of(
        fill("person", 1, "name", "Rao"),
        fill("person", 1, "name", "Rao-Hughes"),
        fill("person", 2, "name", "Dan"),
        fill("incident", 1, "when", "last night"),
        fill("danger", 0, "location", "kitchen"),
        fill("danger", 0, "weapon", "knife"),
        fill("danger", 0, "weapon", ""),
        fill("setting", 0, "overheard", "yes"),
        fill("person", 3, "name", "Ana"),
        fill("incident", 2, "when", "on Monday"),
        fill("incident", 3, "when", "on Friday"),
        Removed(form="person", number=2),
        Removed(form="incident", number=3),
    )
    assert contact.people == {1: {"name": "Rao-Hughes"}, 3: {"name": "Ana"}}
    assert contact.incidents == {1: {"when": "last night"}, 2: {"when": "on Monday"}}
    assert contact.danger == {"location": "kitchen"}
    assert contact.setting == {"overheard": "yes"}
    with pytest.raises(kinds.Unreadable):
        contact_of(fill("vehicle", 1, "plate", "x"))


def test_a_person_taken_out_leaves_no_half_typed_field_to_the_next_one() -> None:
    contact = contact_of(
        Filled(form="person", number=1, field="role", text="suspect"),
        Drafted(field="person:1:name", text="Dan"),
        Drafted(field="person:10:name", text="Ana"),
        Drafted(field="incident:1:when", text="Friday"),
        Removed(form="person", number=1),
    )
    assert contact.people == {}
    assert contact.drafts == {"person:10:name": "Ana", "incident:1:when": "Friday"}


# Drafts

DRAFTS = {
    "answer:threat": "y",
    "answer:who": "e",
    "note:threat": "I will",
    "words": "he said",
    "person:1:name": "Ra",
    "person:2:name": "Da",
}


@pytest.mark.parametrize(
    ("said", "cleared"),
    [
        (yes, "answer:threat"),
        (Noted(question="threat", text="I will end you"), "note:threat"),
        (Noted(question="threat", text=""), "note:threat"),
        (Worded(line=1, text="he said it"), "words"),
        (Worded(line=0, text="put right"), None),
        (Filled(form="person", number=1, field="name", text="Rao"), "person:1:name"),
        (Drafted(field="answer:who", text=""), "answer:who"),
        (Moved(to="who"), None),
        (Cleared(question="threat"), None),
        (kinds.Parked(), None),
    ],
)
def test_a_draft_goes_when_what_it_was_becomes_an_answer_and_no_other_goes_with_it(
    said: Happening, cleared: str | None
) -> None:
    drafted = [Drafted(field=field, text=text) for field, text in DRAFTS.items()]
    left = {field: text for field, text in DRAFTS.items() if field != cleared}
    assert contact_of(Worded(line=0, text="said before"), *drafted, said).drafts == left


# The rest


@pytest.mark.parametrize(
    ("said", "stage"),
    [
        ((kinds.Parked(),), Stage.PARKED),
        ((kinds.Parked(), kinds.Resumed()), Stage.OPEN),
        ((kinds.Finished(revision=1, sha256="5e88"),), Stage.FINISHED),
        ((kinds.Finished(revision=1, sha256="5e88"), kinds.Viewed(), kinds.Disclosed(how="printed")), Stage.FINISHED),
    ],
)
def test_the_stage_follows(said: tuple[Happening, ...], stage: Stage) -> None:
    assert contact_of(*said).stage is stage


def test_what_is_decided_stands_until_it_is_decided_otherwise() -> None:
    raised, gone = kinds.Raised(level="high", reason="x"), kinds.CallerGone(how="the line went dead")
    assert contact_of(raised, yes).raised == raised
    assert contact_of(raised, kinds.RaiseTakenBack()).raised is None
    assert contact_of(gone).gone == gone
    assert contact_of(gone, kinds.CalledBack()).gone is None
    one, two = (kinds.Delivered(revision=n, force_ref=f"F{n}", receipt={}) for n in (1, 2))
    assert contact_of(one, two).delivered == {1: one, 2: two}
    final = contact_of(Drafted(field="words", text="x"), kinds.Finished(revision=1, sha256="5e88"))
    assert (final.revision, final.sha256, final.finished, final.drafts) == (1, "5e88", AT, {})


@pytest.mark.parametrize(
    ("said", "silent"),
    [
        ((), False),
        ((Answered(question="safe_to_talk", to="who", value="no"),), True),
        ((Answered(question="safe_to_talk", to="who", value="yes"),), False),
        ((Answered(question="safe_to_talk", to="who", state="unknown"),), False),
        ((Answered(question="safe_to_talk", to="who", value="no"), kinds.Silenced(on=False)), False),
        ((kinds.Silenced(on=True), Answered(question="safe_to_talk", to="who", value="yes")), True),
    ],
)
def test_a_caller_who_cannot_speak_is_asked_for_taps(said: tuple[Happening, ...], silent: bool) -> None:
    assert contact_of(*said).silent is silent
