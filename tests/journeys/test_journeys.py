"""Whole calls by keys alone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from journeys.at_desk import Handler, handler

Journey = Callable[[Handler], Awaitable[None]]


def go(folder: Path, journey: Journey, **how: object) -> None:
    async def run() -> None:
        async with handler(folder, **how) as hands:  # type: ignore[arg-type]
            await journey(hands)

    asyncio.run(run())


async def minimum(hands: Handler) -> None:
    """The minimum safe set, answered in the order it is asked."""
    await hands.keys("n", "y")  # danger now, safe to talk
    await hands.type("14 Mill Lane, top flat")
    await hands.keys("enter", "n")
    await hands.type("07700 900123 after six")
    await hands.keys("enter", "2")  # who: former partner
    await hands.keys("y", "1", "n")  # at home, last two weeks; not inside
    await hands.keys("n", "n", "3")  # no threat to kill, no weapon; frightened
    await hands.type("He will come back when I am alone")
    await hands.keys("enter", "n", "1")


def test_a_plain_call_from_the_first_key_to_the_force_system(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        assert "Nothing is waiting" in hands.text
        await hands.keys("n")
        assert hands.question == "danger_now"
        await minimum(hands)
        assert "safe set 14/14" in hands.text
        assert "not enough" not in hands.text
        id = hands.contact.id
        await hands.keys("f10")
        assert "He will come back when I am alone" in hands.text  # read back, in their own words
        await hands.keys("y")
        assert "There is more to read to them" in hands.text and hands.contact.read_back is None
        await hands.agreed()
        assert "Read out what fits" in hands.text
        await hands.keys("y", "y", "right")
        assert "How serious" in hands.text
        await hands.keys("right")
        assert "Stalking unless it is shown to be harassment only" in hands.text
        await hands.final()
        assert "NOT YET IN FORCE SYSTEM · queued on this desk" in hands.text
        await hands.carried()
        assert "NOT YET IN FORCE SYSTEM · handed over" in hands.text
        await hands.carried()
        assert "In the force system as PRACTICE/" in hands.text
        assert "NOT YET" not in hands.text
        contact = await hands.kept(id)
        assert contact.revision == 1
        assert contact.delivered[1].force_ref.startswith("PRACTICE/")
        assert contact.answers["home_visits"].recency == "last_2_weeks"
        await hands.keys("escape")
        assert "1 finished, 1 taken by the force system" in hands.text
        await hands.carried()
        verdict = await hands.app.session.store(hands.app.session.station.desk.journal.verify)
        assert verdict.broken_at is None

    go(tmp_path, journey)


def test_a_call_told_out_of_order(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "n")
        await hands.keys("slash")
        await hands.type("throat")
        await hands.keys("enter")
        assert hands.question == "strangulation"  # three keys and a word from anywhere
        await hands.keys("y")
        assert "HIGH" in hands.text
        assert hands.question == "safe_to_talk"  # and on with what is still open
        await hands.keys("f2")
        await hands.type("he put a tracker on my car and he said i'll kill you")
        await hands.keys("enter")
        assert "threat to kill: yes" in hands.text
        await hands.keys("plus", "f7")
        assert "marked already" in hands.text
        await hands.keys("f2")
        contact = hands.contact
        assert contact.answers["threat_kill"].known_by == "words"
        assert "he put a tracker on my car and he said i'll kill you" in contact.pinned(
            hands.app.session.view.assessment.qset  # type: ignore[union-attr]
        )
        asked = {hands.question}
        await hands.keys("backspace")
        for _ in range(4):
            await hands.keys("g")
            asked.add(hands.question)
        assert "strangulation" not in asked  # nothing that was said is asked again

    go(tmp_path, journey)


def test_a_back_edit_sets_answers_aside_says_so_and_restores_them(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "slash")
        await hands.type("who is this")
        await hands.keys("enter", "2")
        await hands.keys("slash")
        await hands.type("split up")
        await hands.keys("enter", "1")
        assert "MEDIUM" in hands.text
        await hands.keys("slash")
        await hands.type("who is this")
        await hands.keys("enter", "8")  # a stranger: then nobody parted from anybody
        assert "would be set aside" in hands.text
        assert hands.contact.answers["relationship"].value == "ex_partner"  # nothing yet
        await hands.keys("n")
        assert "Left as it was" in hands.text
        assert hands.contact.answers["relationship"].value == "ex_partner"
        await hands.keys("8", "y")
        assert "No longer counts (kept): when they parted" in hands.text
        assert hands.contact.answers["relationship"].value == "stranger"
        assert hands.contact.answers["separated_when"].value == "within_month"  # kept, beside the count
        await hands.keys("slash")
        await hands.type("who is this")
        await hands.keys("enter", "2")
        assert "Counts again: when they parted" in hands.text

    go(tmp_path, journey)


def test_a_park_a_second_call_and_a_resume(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "n", "y")
        await hands.type("half an addr")
        first, place = hands.contact.id, hands.question
        await hands.keys("f9")
        assert "parked" in hands.text
        await hands.keys("w", "n", "n", "n", "n")
        second = hands.contact.id
        assert second != first
        await hands.keys("f9")
        listed = hands.app.session.station.desk
        rows = await hands.app.session.store(lambda: listed.overview().in_hand)
        assert {row.id for row in rows} == {first, second}
        list_ = hands.app.screen.query_one("OptionList")
        list_.highlighted = list_.get_option_index(first)  # type: ignore[attr-defined]
        await hands.keys("enter")
        assert (hands.contact.id, hands.question) == (first, place)
        assert "half an addr" in hands.text  # what was being typed is there as well
        assert hands.contact.answers["safe_to_talk"].value == "yes"

    go(tmp_path, journey)


def test_danger_in_the_middle_and_back_to_the_exact_place(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "n", "y")
        await hands.type("14 Mi")
        await hands.keys("f8")
        assert "Send help NOW by command and control or radio" in hands.text
        await hands.type("back bedroom")
        await hands.keys("enter")
        await hands.type("at the door")
        await hands.keys("f8")
        assert hands.contact.danger == {"location": "back bedroom", "suspect": "at the door"}
        assert hands.question == "exact_location"
        assert "+ danger now: yes" in hands.text
        await hands.type("ll Lane")
        await hands.keys("enter")
        assert hands.contact.answers["exact_location"].value == "14 Mill Lane"
        await hands.keys("plus")
        assert hands.contact.answers["danger_now"].value == "yes"
        assert "DANGER F8" in hands.text
        await hands.keys("f8", "down", "down")
        await hands.type("CAD 412, 14:07")
        await hands.keys("f8")
        assert "DANGER F8" not in hands.text  # dispatch was told

    go(tmp_path, journey)


def test_danger_on_the_desk_opens_a_call_with_the_first_line(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("f8", "f8")
        assert hands.app.session.view is None  # a look costs nothing
        await hands.keys("f8")
        await hands.type("Mill Lane")
        await hands.keys("enter", "escape")
        assert hands.contact.danger == {"location": "Mill Lane"}
        assert hands.question == "danger_now"

    go(tmp_path, journey)


def test_a_walk_in_begins_with_its_own_questions_and_the_shade_covers_all(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("w")
        assert "Can anyone overhear us here?" in hands.text
        await hands.keys("y")
        assert "waiting outside" in hands.text
        await hands.keys("u")
        assert hands.contact.setting == {"overheard": "yes", "other_here": "can't tell"}
        assert hands.question == "danger_now"
        await hands.keys("f6")
        assert hands.text.strip() == "Covered. F6 uncovers it."
        await hands.keys("y", "n", "f2")  # nothing works under it
        assert not hands.contact.answers
        await hands.keys("f6", "n")
        assert hands.contact.answers["danger_now"].value == "no"

    go(tmp_path, journey)


def test_a_silent_caller_answers_by_taps(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "y", "n")  # not safe to talk
        assert "silent caller: taps" in hands.text
        assert hands.question == "exact_location"  # first of all, from wherever it can be had
        await hands.type("from the log: 14 Mill Lane")
        await hands.keys("enter")
        assert "one tap" in hands.text
        await hands.keys("y", "tab", "u")
        seen: list[str] = []
        for _ in range(6):
            seen.append(hands.question)
            await hands.keys("3" if hands.app.session.view.question.asking == "recency" else "y")  # type: ignore[union-attr]
        kinds = {hands.app.session.view.assessment.qset.questions[id].kind for id in seen}  # type: ignore[union-attr]
        assert kinds == {"yes_no"}  # nothing that needs words
        await hands.keys("s")
        assert "silent caller: taps" not in hands.text

    go(tmp_path, journey)


def test_an_abandoned_call_is_called_back_or_closed_with_its_reason(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "y", "y")
        id = hands.contact.id
        await hands.keys("f9", "b")
        await hands.type("19:30, text first")
        await hands.keys("enter")
        assert "Call back" in hands.text
        assert "19:30, text first" in hands.text
        await hands.keys("enter", "f10", "1")  # they don't answer: why it stays open
        await hands.keys("n", "1")  # nobody to read it back to
        await hands.final()
        contact = await hands.kept(id)
        assert contact.revision == 1
        assert contact.gone is not None
        assert contact.left_open is not None and contact.left_open.reason == "the caller rang off or left"
        assert contact.read_back is not None and not contact.read_back.agreed
        assert "IMMEDIATE" in hands.text
        assert "NOT ENOUGH ASKED" in hands.text

    go(tmp_path, journey)


def test_a_call_that_was_cut_off_stands_first_and_goes_back_to_the_very_question(tmp_path: Path) -> None:
    async def cut(hands: Handler) -> None:
        await hands.keys("n", "n", "y")
        await hands.type("behind the sta")
        await hands.keys("tab", "t")
        await hands.type("she whispers")
        await hands.pilot.pause(1.0)

    async def back(hands: Handler) -> None:
        assert "A call was cut off." in hands.text
        assert "2 answers kept" in hands.text
        await hands.keys("enter")
        assert hands.question == "exact_location"
        assert "behind the sta" in hands.text
        assert "she whispers" in hands.text

    go(tmp_path, cut)
    go(tmp_path, back)


def test_started_by_command_and_control(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        assert hands.question == "danger_now"
        assert hands.contact.people[1] == {"role": "caller", "phone": "07700 900456"}
        assert hands.contact.opening.incident == "LOG-77"

    go(tmp_path, journey, new="call", caller_number="07700 900456", incident="LOG-77")


def test_by_the_arrow_alone_the_decision_is_seen_and_taken_and_one_key_makes_it_final(tmp_path: Path) -> None:
    """As the README has it: whoever goes on from the decision takes the grade that stands there."""

    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f10", "1")
        await hands.agreed()
        await hands.keys("right")
        assert hands.contact.grade is None
        await hands.keys("right", "right")
        assert hands.contact.grade is not None and not hands.contact.grade.reason
        while hands.app.session.view is not None and "Nothing is open." not in hands.text:
            await hands.keys("y")
        await hands.keys("f10")
        assert "NOT YET IN FORCE SYSTEM · queued on this desk" in hands.text

    go(tmp_path, journey)
