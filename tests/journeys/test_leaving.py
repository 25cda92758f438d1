"""Going away in the middle of something, and coming back: nothing typed is lost, a yes is for one thing."""

from __future__ import annotations

import asyncio
from pathlib import Path

from journeys.at_desk import Handler
from journeys.test_screens import go
from textual.events import Key

from stalkdesk.screens.call import CallScreen
from stalkdesk.screens.people import PeopleScreen


def field(hands: Handler) -> str:
    screen = hands.app.screen
    assert isinstance(screen, CallScreen)
    return screen.answer.value


def test_what_waits_for_a_yes_is_dropped_with_its_contact(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "n", "y")
        await hands.type("u")
        await hands.keys("enter")
        assert "Keep “u” as the answer?" in hands.text
        await hands.keys("f9", "n")
        assert "Keep “u” as the answer?" not in hands.text
        await hands.keys("y")
        assert hands.contact.answers["danger_now"].value == "yes"

    go(tmp_path, journey)


def test_what_waits_for_a_yes_is_dropped_with_its_question(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "n", "y")
        await hands.type("u")
        await hands.keys("enter", "f2")
        await hands.type("he has a knife")
        await hands.keys("enter", "plus", "f2")
        await hands.app.session.say(lambda call: call.go("danger_now"))
        await hands.keys("f2", "f2")
        assert "Keep “u” as the answer?" not in hands.text
        await hands.keys("y")
        assert hands.contact.answers["danger_now"].value == "yes"

    go(tmp_path, journey)


def test_a_note_does_not_take_the_question_away(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "n", "y")
        await hands.type("u")
        await hands.keys("enter", "t")
        await hands.type("a note")
        await hands.keys("escape")
        assert "Keep “u” as the answer?" in hands.text
        await hands.keys("y")
        assert hands.contact.answers["exact_location"].value == "u"

    go(tmp_path, journey)


def test_what_was_typed_a_moment_ago_is_there_again(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "n", "y")
        await hands.type("14 Mill")
        await hands.keys("tab", "right", "left")
        assert field(hands) == "14 Mill"

    go(tmp_path, journey)


def test_a_note_left_by_a_jump_is_a_note(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "t")
        await hands.type("he has a black van")
        await hands.keys("ctrl+g")
        await hands.type("safe for")
        await hands.keys("enter")
        assert hands.question == "safe_to_talk"
        assert hands.contact.notes == {"danger_now": "he has a black van"}

    go(tmp_path, journey)


def test_back_from_the_words_the_field_has_its_letters(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "n", "y", "f2", "f2")
        await hands.type("dad's place")
        assert field(hands) == "dad's place"
        assert "exact_location" not in hands.contact.answers

    go(tmp_path, journey)


def test_the_field_lies_under_the_words_however_one_came_there(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "n", "y")
        before = hands.app.screen.query_one("#answer").region
        await hands.keys("tab", "left", "slash")
        await hands.type("where are")
        await hands.keys("enter")
        assert hands.question == "exact_location"
        assert hands.app.screen.query_one("#answer").region == before
        await hands.keys("tab", "m", "up", "down", "m")
        assert hands.app.screen.query_one("#answer").region == before

    go(tmp_path, journey)


def test_escape_leaves_the_jump_and_not_the_question_behind_it(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "n", "y")
        await hands.type("u")
        await hands.keys("enter", "ctrl+g", "escape")
        assert "Keep “u” as the answer?" in hands.text

    go(tmp_path, journey)


def test_a_line_of_a_person_typed_a_moment_ago_is_there_after_help(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f3")
        await hands.type("Bob")
        await hands.keys("f1", "f1", "enter")
        assert hands.contact.people[1]["name"] == "Bob"

    go(tmp_path, journey)


def test_a_decision_is_shown_anew_after_danger(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f10", "1")
        await hands.agreed()
        await hands.keys("right")
        assert "How fast" in hands.text
        await hands.keys("f8")
        await hands.type("12 High Street")
        await hands.keys("enter", "f8")
        assert "How fast" in hands.text
        assert "danger form" in hands.text

    go(tmp_path, journey)


def test_what_is_pasted_while_the_keys_move_on_is_kept(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f3")
        screen = hands.app.screen
        assert isinstance(screen, PeopleScreen)
        screen.rows["looks"].value = "a scar on the left hand"  # before its line has the keys
        await hands.keys("enter", "f3")
        assert hands.contact.people[1] == {"looks": "a scar on the left hand"}

    go(tmp_path, journey)


def test_a_reason_half_typed_is_there_again_after_danger_escape_and_a_crash(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f10", "1")
        await hands.agreed()
        await hands.keys("right", "r")
        await hands.type("she whis")
        await hands.keys("f8", "f8")
        await hands.type("pered")
        await hands.keys("escape")
        assert hands.contact.drafts["reason:raise"] == "she whispered"
        assert hands.contact.raised is None
        await hands.keys("r")
        assert "she whispered" in hands.text
        await hands.pilot.pause(1.0)

    async def again(hands: Handler) -> None:
        assert "was cut off" in hands.text
        await hands.keys("enter", "f10")
        assert "How serious" in hands.text
        await hands.keys("r", "enter")
        assert hands.contact.raised is not None and hands.contact.raised.reason == "she whispered"
        assert "reason:raise" not in hands.contact.drafts

    go(tmp_path, journey)
    go(tmp_path, again)


def test_a_record_being_amended_stands_once_on_the_desk_also_after_a_crash(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f10", "1", "y")
        await hands.final()
        ref = hands.text.split("Record ")[1].split()[0]
        await hands.keys("a")
        await hands.type("she rang again")
        await hands.keys("enter")
        assert "AMENDING revision 1: she rang again" in hands.text
        await hands.keys("f9")
        assert hands.text.count(ref) == 1
        await hands.keys("enter")

    async def again(hands: Handler) -> None:
        assert "was cut off" in hands.text
        await hands.keys("enter", "f10")
        assert "Nothing is changed yet" in hands.text
        await hands.keys("d")
        assert "revision 1" in hands.text
        await hands.keys("escape")
        assert "In hand" not in hands.text

    go(tmp_path, journey)
    go(tmp_path, again)


def test_keys_as_fast_as_a_paste_mark_nothing_of_the_advice(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f10", "1", "y")
        await asyncio.sleep(0.2)  # the hand rests; a paste is told by its keys alone
        for _ in range(12):
            hands.app.post_message(Key("y", "y"))
        await hands.settled()
        assert "as fast as a paste" in hands.text
        assert len(hands.contact.advised) < 6

    go(tmp_path, journey)
