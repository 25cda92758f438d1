"""What the screens promise beside the journeys: few keys, letters that stay letters, nothing lost, nothing obeyed."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from journeys.at_desk import Handler
from journeys.test_journeys import go
from rich.segment import Segment
from textual.color import Color

from stalkdesk.questions.model import Kind
from stalkdesk.screens.guard import Guard
from stalkdesk.widgets.line import Line
from stalkdesk.widgets.lines import fitted, wrapped

HOSTILE = [
    "[b]bold[/b] [@click=app.quit]x[/]",
    "[/]",
    "[$x] $(reboot) \\",
    "\x1b[2J\x1b]52;c;ZXZpbA==\x07",
    "\x9b31mred \u202eevil\u202c",
    "‎O'Neil; DROP TABLE event; --",
    "👩‍👧 Zoë łódź שלום",
]


def test_a_full_screening_needs_hardly_more_than_a_key_a_question(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n")
        pressed, asked, whens = 0, set[str](), 0
        while True:
            view = hands.app.session.view
            assert view is not None
            question = view.question
            if question.id in asked and question.asking == "answer":
                break
            asked.add(question.id)
            if question.asking == "recency":
                whens += 1  # "when was the last time?" is asked as well
                keys = ["1"]
            elif question.kind == Kind.MANY:
                keys = ["1", "enter"]
            elif question.kind == Kind.TEXT:
                await hands.paste("some words")
                keys = ["enter"]
            else:
                keys = ["1" if question.kind == Kind.CHOICE else "y"]
            pressed += len(keys)
            await hands.keys(*keys)
            if hands.app.session.view.first_open is None:  # type: ignore[union-attr]
                break
        assert len(asked) > 35
        assert pressed / (len(asked) + whens) <= 1.2, (pressed, len(asked), whens)

    go(tmp_path, journey)


def test_letters_answer_on_the_question_and_are_letters_in_every_field(tmp_path: Path) -> None:
    letters = "yndxug/tmrs+-12w"

    async def journey(hands: Handler) -> None:
        await hands.keys("n", "n", "y")
        await hands.type(letters)
        assert hands.app.screen.query_one("#answer").value == letters  # type: ignore[attr-defined]
        assert set(hands.contact.answers) == {"danger_now", "safe_to_talk"}
        await hands.keys("tab", "t")
        await hands.type(letters)
        await hands.keys("escape")
        assert hands.contact.notes["exact_location"] == letters
        await hands.keys("f2")
        await hands.type(letters)
        await hands.keys("enter", "f2", "f3")
        await hands.type(letters)
        await hands.keys("f3")
        assert hands.contact.words[0].text == letters
        assert hands.contact.people[1]["name"] == letters
        assert set(hands.contact.answers) == {"danger_now", "safe_to_talk"}

    go(tmp_path, journey)


def test_a_paste_of_ten_thousand_characters_stays_whole(tmp_path: Path) -> None:
    many = "\n".join(f"{number} he stood by the car" for number in range(400))[:10_000]

    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f2")
        await hands.paste(many)
        await hands.keys("enter", "f2")
        kept = " / ".join(line.text for line in hands.contact.words)
        assert kept == " / ".join(many.split("\n"))
        await hands.keys("t")
        await hands.paste(many)
        await hands.keys("escape")
        assert hands.contact.notes["danger_now"] == many.rstrip()

    go(tmp_path, journey)


def test_words_too_long_for_a_question_are_refused_in_words_and_stay(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "n", "y")
        await hands.paste("x" * 5000)
        await hands.keys("enter")
        assert "5000 characters long" in hands.text
        assert "exact_location" not in hands.contact.answers
        assert hands.app.screen.query_one("#answer").value == "x" * 5000  # type: ignore[attr-defined]

    go(tmp_path, journey)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_only_words_everywhere(words: str, tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "n", "y")
        await hands.paste(words)
        await hands.keys("enter", "f2")
        await hands.paste(words)
        await hands.keys("f7", "f2", "f3")
        await hands.paste(words)
        await hands.keys("enter", "f3", "f8")
        await hands.paste(words)
        await hands.keys("f8", "t" if hands.app.screen.query("#note") else "f1")
        await hands.keys("escape", "f10", "1", "y", "f10")
        everything = hands.text
        await hands.keys("h", "h", "escape")
        await hands.keys("slash")
        await hands.paste(words)
        everything += hands.text
        for character in everything:
            assert character == "\n" or character.isprintable() or ord(character) in (0x200D, 0xFE0F), hex(
                ord(character)
            )
        assert hands.app.is_running

    go(tmp_path, journey)


def test_the_last_guard_lets_nothing_through_that_drives_a_terminal() -> None:
    drawn = Guard().apply([Segment("a\x1b]52;c;x\x07b\u202ec\td")], Color(0, 0, 0))
    assert "".join(segment.text for segment in drawn) == "a\ufffd]52;c;x\ufffdb\ufffdc\td"


def test_keys_as_fast_as_a_paste_are_not_all_answers(tmp_path: Path) -> None:
    from textual.events import Key

    async def journey(hands: Handler) -> None:
        await hands.keys("n", "n", "y", "tab", "u", "n", "tab", "u")  # to where no field comes for a while
        before = len(hands.contact.answers)
        await asyncio.sleep(0.2)  # the hand rests; a paste is told by its keys alone
        for _ in range(12):
            hands.app.post_message(Key("u", "u"))
        await hands.settled()
        assert 0 < len(hands.contact.answers) - before <= 5
        assert "as fast as a paste" in hands.text

    go(tmp_path, journey)


def test_what_was_understood_of_a_person_is_said_and_what_was_typed_stays(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f3", "down", "down", "down")
        await hands.type("about 35")
        await hands.keys("enter")
        await hands.type("0770 090 0123")
        await hands.keys("enter")
        assert "Understood  born 1987 to 1994, 32 to 38 · phone 07700 900123" in hands.text
        assert hands.contact.people[1] == {"born": "about 35", "phone": "0770 090 0123"}
        await hands.keys("ctrl+n")
        assert "Understood" not in hands.text

    go(tmp_path, journey)


def test_two_sizes_and_all_between_while_typing(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "n", "y")
        for size in ((120, 40), (60, 15), (20, 6), (109, 24), (110, 24), (80, 24)):
            await hands.type("a")
            await hands.pilot.resize_terminal(*size)
            await hands.settled()
        assert hands.app.screen.query_one("#answer").value == "a" * 6  # type: ignore[attr-defined]
        assert "Where are you now?" in hands.text

    go(tmp_path, journey)


def test_the_map_and_the_reasons_come_with_a_key_and_go_with_it(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "y")
        assert "Because" not in hands.text
        await hands.keys("r")
        assert "In danger right now" in hands.text
        await hands.keys("r", "m")
        assert "danger now" in hands.text
        await hands.keys("down", "down", "m")
        assert hands.question == "children_or_others"

    go(tmp_path, journey)


def test_what_the_palette_offers_is_ours_alone(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n")
        offered = {command.title for command in hands.app.get_system_commands(hands.app.screen)}
        assert {"DANGER", "Words", "Finish", "Silent caller", "High contrast colours"} <= offered
        assert not {"Screenshot", "Maximize", "Theme", "Quit", "Keys"} & offered

    go(tmp_path, journey)


def test_help_tells_the_question_and_every_key(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f1")
        assert "Danger now comes before every other question" in hands.text
        await hands.keys("f1")
        assert hands.question == "danger_now"

    go(tmp_path, journey)


def test_the_finish_does_not_close_with_something_open(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "n")
        await hands.keys("f10", "right", "right", "f10")  # to what is open
        assert "Esc goes back to ask them. Or say why they stay open:" in hands.text
        await hands.keys("f10")
        assert "Core questions are open" in hands.text
        assert hands.contact.stage == "open"
        await hands.keys("5")
        await hands.type("line went dead")
        await hands.keys("enter", "n", "4")
        await hands.type("nobody there")
        await hands.keys("enter", "right")
        await hands.keys("r")
        await hands.keys("enter")
        assert "Type why it is higher" in hands.text
        await hands.type("I heard shouting")
        await hands.keys("enter")
        assert "raised to HIGH: I heard shouting" in hands.text
        await hands.keys("1")
        await hands.type("shouting in the background")
        await hands.keys("enter", "f10", "f10")
        assert "of the plan still open" in hands.text
        assert hands.contact.stage == "open"
        await hands.final()
        assert "LEVEL HIGH" in hands.text
        assert "GRADE IMMEDIATE" in hands.text

    go(tmp_path, journey)


@pytest.mark.parametrize("cells", [1, 2, 7, 40])
def test_wrapping_loses_no_word(cells: int) -> None:
    text = "he said  “I'll kill you”\nand then nothing 12345678901234567890 end"
    lines = wrapped(text, cells)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) <= max(cells, 1) for line in lines)
    assert len(fitted(text.split("\n", maxsplit=1)[0], cells)) == cells


def test_words_typed_at_a_question_are_not_answers(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n")
        await hands.pilot.press(*"he", "space", *"is", "space", *"outside")
        await hands.settled()
        assert not hands.contact.answers
        assert not hands.contact.silent
        assert not hands.contact.notes
        assert "F2 opens their account" in hands.text

    go(tmp_path, journey)


def test_one_letter_in_a_field_is_asked_about_before_it_is_an_answer(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "n", "y", "u", "enter")
        assert "Keep “u” as the answer?" in hands.text
        await hands.keys("n")
        assert "exact_location" not in hands.contact.answers
        await hands.keys("tab", "u")
        assert hands.contact.answers["exact_location"].state == "unknown"

    go(tmp_path, journey)


def test_jumping_shows_what_it_finds_also_from_a_field(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "n", "y", "ctrl+g")
        assert "Type any part of a question" in hands.text
        await hands.type("throat")
        assert "Have they ever pressed on your neck" in hands.text
        await hands.keys("escape")
        assert hands.question == "exact_location"

    go(tmp_path, journey)


def test_finding_on_the_desk_while_a_call_is_cut_off(tmp_path: Path) -> None:
    async def cut(hands: Handler) -> None:
        await hands.keys("n", "n")

    async def find(hands: Handler) -> None:
        assert "was cut off" in hands.text
        await hands.keys("slash")
        await hands.type("nobody")
        assert "Found" in hands.text
        await hands.keys("escape")
        assert "In hand" in hands.text

    go(tmp_path, cut)
    go(tmp_path, find)


def test_danger_opens_over_help_the_shade_and_the_palette_and_leads_back(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n")
        for over in ("f1", "f6", "ctrl+p"):
            await hands.keys(over, "f8")
            assert "Send help NOW" in hands.text, over
            await hands.keys("f8")
            if over == "f1":
                await hands.keys("f1")
        await hands.keys("f10", "right", "f8", "f8")
        assert "Read this to the caller" in hands.text

    go(tmp_path, journey)


def test_closing_in_the_middle_of_a_call_is_asked_about_once(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "n", "ctrl+q")
        assert "Ctrl+Q again" in hands.text
        assert hands.app.is_running
        await hands.keys("y")  # any other key, and it is not meant
        await hands.keys("ctrl+q")
        assert hands.app.is_running
        await hands.app.action_quit()
        assert hands.app.ended_with.endswith("stands first on the desk next time.")

    go(tmp_path, journey)


def test_cursor_and_what_is_selected_stand_out_in_a_field(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f3")
        await hands.type("Jane")
        await hands.keys("shift+left", "shift+left")
        line = hands.app.focused
        assert isinstance(line, Line)
        shown = [(segment.text, segment.style) for segment in line.render_line(0) if segment.text.strip()]
        ground = {text: str(style.bgcolor.get_truecolor().hex) for text, style in shown if style and style.bgcolor}
        colours = hands.app.get_css_variables()
        assert ground["n"] == colours["alive"], "the cursor"
        assert ground["e"] == colours["key-on"], "what is selected"

    go(tmp_path, journey)


def test_the_history_of_a_record_has_what_was_done_with_it_a_moment_ago(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f10", "1")
        await hands.agreed()
        await hands.final()
        await hands.keys("c", "h")
        await hands.keys(*["down"] * 8)
        assert "Left the desk: copied" in hands.text

    go(tmp_path, journey)
