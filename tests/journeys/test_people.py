"""How each fact of a person is known: one key on its line, beside what was typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from journeys.at_desk import Handler
from journeys.test_course import lines
from journeys.test_screens import go

PHONE = "07700 900123"
LONG = "Flat 3, 14 Mill Lane, Hove, over the new bakery"


def row(hands: Handler, label: str) -> str:
    """The line of the form with this label."""
    (found,) = (line for line in hands.text.splitlines() if line.strip().startswith(label))
    return found


def test_the_key_goes_round_and_each_is_kept_at_once(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f3")
        await hands.type("Dan Price")
        seen: list[str] = []
        for _ in range(7):
            await hands.keys("ctrl+y")
            seen.append((await hands.kept(hands.contact.id)).known.get(1, {}).get("name", ""))
        assert seen == [
            "they say",
            "seen or heard by us",
            "on paper",
            "police system",
            "somebody else says",
            "not sure",
            "",
        ]
        assert hands.contact.people[1] == {"name": "Dan Price"}
        assert not hands.contact.drafts

    go(tmp_path, journey)


def test_it_stands_at_the_end_of_its_line_and_leaves_the_text_whole(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f3")
        await lines(hands, "Dan Price", "s", "", "", PHONE)
        await hands.keys("up", "ctrl+y", "ctrl+y")
        assert row(hands, "Phone").split("  ")[-1].strip() == "seen or heard by us"
        assert PHONE in row(hands, "Phone")
        await hands.keys("down", "down")
        await hands.type(LONG[:-1])
        await hands.keys("ctrl+y", "ctrl+y")
        assert LONG[:-1] in row(hands, "Address") and row(hands, "Address").endswith(" seen")
        await hands.type(LONG[-1])
        await hands.keys("home")
        assert LONG in row(hands, "Address") and row(hands, "Address").endswith(" seen")
        await hands.keys("end")
        await hands.type(", the left bell")
        assert "the left bell" in row(hands, "Address") and row(hands, "Address").endswith(" seen")
        await hands.keys("ctrl+n")
        assert "seen" not in row(hands, "Phone")
        await hands.keys("pageup")
        assert "seen or heard by us" in row(hands, "Phone")

    go(tmp_path, journey)


def test_nothing_is_said_of_an_empty_line_nor_of_a_role(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f3", "ctrl+y")
        assert "Nothing stands on this line yet" in hands.text
        await hands.keys("down", "s", "ctrl+y")
        assert "This is said of a line at a time" in hands.text
        assert not hands.contact.known

    go(tmp_path, journey)


def test_it_goes_with_what_it_was_said_of(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f3")
        await lines(hands, "Dan Price", "s", "", "", PHONE)
        await hands.keys("up", "ctrl+y")
        await hands.keys(*["backspace"] * len(PHONE), "enter")
        assert not hands.contact.known
        assert "they say" not in row(hands, "Phone")
        await lines(hands, LONG)
        await hands.keys("up", "ctrl+y", "ctrl+r", "ctrl+r")
        assert not hands.contact.known and not hands.contact.people
        await hands.type("Ann")
        assert "they say" not in row(hands, "Name")

    go(tmp_path, journey)


def test_who_is_found_does_not_hang_on_it(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f3")
        await lines(hands, "Mark Ellis", "s", "", "", PHONE)
        await hands.keys("up", "ctrl+y", "ctrl+y", "ctrl+y")
        ref = hands.contact.ref
        await hands.keys("escape", "f9", "n", "f3")
        await lines(hands, "Marc Elis", "s", "", "", PHONE)
        await hands.keys("up", "ctrl+y")
        assert f"F4 earlier  {ref} likely, suspect Mark Ellis: same phone" in hands.text

    go(tmp_path, journey)


def test_where_the_lines_do_not_all_fit_the_arrows_still_go_from_line_to_line(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f3")
        await hands.pilot.resize_terminal(80, 16)
        await hands.settled()
        await hands.keys("down", "down", "down", "down", "up")
        await hands.type("about 35")
        await hands.keys("enter")
        assert hands.contact.people[1] == {"born": "about 35"}
        await hands.keys(*["down"] * 8)
        await hands.type("Urdu")
        await hands.keys("enter")
        assert hands.contact.people[1]["language"] == "Urdu"

    go(tmp_path, journey)


@pytest.mark.parametrize("keys", [("f8", "f8"), ("f4", "escape"), ("f6", "f6"), ("f1", "f1"), ("ctrl+l", "escape")])
def test_back_from_another_screen_the_next_letter_is_for_the_line_it_was_for(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f3")
        await lines(hands, "Dan Price", "s", "", "")
        await hands.type("07700 900")
        while not hands.contact.drafts:  # a pause in typing: the line is kept as it stands
            await hands.pilot.pause(0.05)
        await hands.keys(*keys)
        await hands.type("123")
        await hands.keys("enter")
        assert hands.contact.people[1] == {"name": "Dan Price", "role": "suspect", "phone": PHONE}

    go(tmp_path, journey)


def test_opened_again_it_begins_at_the_first_empty_line(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f3")
        await lines(hands, "Dan Price", "s", "", "", PHONE)
        await hands.keys("escape", "f3")
        await hands.type("Danny")
        await hands.keys("enter")
        assert hands.contact.people[1]["known_as"] == "Danny"

    go(tmp_path, journey)
