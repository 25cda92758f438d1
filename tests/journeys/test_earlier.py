"""Earlier reports of the same people: found while they are written down, joined only by the handler.

The replays follow public findings, with other names: reports that were looked at alone and should not have been.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from journeys.at_desk import Handler, station
from journeys.test_screens import go

from stalkdesk.clock import Clock
from stalkdesk.desk.earlier import Earlier
from stalkdesk.screens.earlier import EarlierScreen

PHONE = "07700 900123"


async def a_report(hands: Handler, *lines: str) -> str:
    """A call with one person written down, and back on the desk; its id."""
    await hands.keys("n", "f3")
    for line in lines:
        if line:
            await hands.type(line)
        await hands.keys("enter")
    id = hands.contact.id
    await hands.keys("escape", "f9")
    return id


async def seen(hands: Handler, words: str) -> None:
    """Until this is on the screen, by itself."""
    async with asyncio.timeout(20):
        while words not in hands.text:
            await hands.pilot.pause(0.05)


async def the_same_again(hands: Handler) -> None:
    """Another call about somebody with the same phone, and to what was found."""
    await hands.keys("n", "f3")
    await hands.type("Marc Elis")
    await hands.keys("enter", "s", "enter", "enter", "enter")
    await hands.type(PHONE)
    await hands.keys("enter", "f4")


def test_found_linked_and_taken_back_in_both_records(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        first = await a_report(hands, "Mark Ellis", "s", "", "about 35", PHONE)
        await the_same_again(hands)
        assert "Mark Ellis, suspect there; here Marc Elis" in hands.text
        assert "same phone · surname nearly the same, Elis and Ellis" in hands.text
        await hands.keys("l")
        assert "✓ linked" in hands.text
        here, there = hands.contact, await hands.kept(first)
        assert [(link.said.verdict, link.said.ref) for link in here.linked.values()] == [("same", there.ref)]
        assert [(link.said.verdict, link.said.ref) for link in there.linked.values()] == [("same", here.ref)]
        await hands.keys("escape", "escape")
        assert "1 linked" in hands.text
        assert f"linked to {there.ref}" in hands.text
        await hands.keys("f4", "u")
        assert not hands.contact.linked
        assert not (await hands.kept(first)).linked
        assert "Taken back" in hands.text

    go(tmp_path, journey)


def test_what_was_rejected_comes_back_only_for_a_new_reason(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await a_report(hands, "Mark Ellis", "s", "", "14/3/1991", PHONE)
        await the_same_again(hands)
        await hands.keys("r")
        assert "Only a new reason brings" in hands.text
        assert "✗ not the same" in hands.text
        assert "same phone" not in hands.text
        await hands.keys("escape", "escape", "f4")
        assert "✗ not the same" in hands.text
        await hands.keys("escape", "f3", "down")
        await hands.type("14/3/1991")
        await hands.keys("enter", "f4")
        assert "born the same day" in hands.text

    go(tmp_path, journey)


def test_it_can_be_left_open_and_a_rejection_taken_back_at_once(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await a_report(hands, "Mark Ellis", "s", "", "", PHONE)
        await the_same_again(hands)
        await hands.keys("question_mark")
        assert "? can't say" in hands.text
        await hands.keys("r")
        assert "possible" not in hands.text
        await hands.keys("escape", "f4", "u")
        assert "same phone" in hands.text
        assert not hands.contact.linked

    go(tmp_path, journey)


def test_looking_is_kept_as_a_consultation(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        first = await a_report(hands, "Mark Ellis", "s", "", "", PHONE)
        await the_same_again(hands)
        ref = (await hands.kept(first)).ref
        desk = hands.app.session.station.desk
        events = await hands.app.session.store(lambda: list(desk.events("desk")))
        assert events[-1].kind == "searched"
        assert events[-1].body == {"text": f"people of {hands.contact.ref}", "shown": [ref]}
        await hands.keys("enter")
        assert "OFFICIAL-SENSITIVE" in hands.text
        kinds = await hands.app.session.store(lambda: [event.kind for event in desk.events(first)])
        assert kinds[-1] == "viewed"
        await hands.keys("escape")
        assert "same phone" in hands.text

    go(tmp_path, journey)


def test_a_common_name_alone_is_not_called_likely(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await a_report(hands, "John Smith", "s")
        await hands.keys("n", "f3")
        await hands.type("John Smith")
        await hands.keys("enter", "f4")
        assert "likely" not in hands.text
        assert "possible" in hands.text

    go(tmp_path, journey)


def test_the_index_is_made_anew_from_the_journal(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await a_report(hands, "Mark Ellis", "s", "", "", PHONE)

    go(tmp_path, journey)
    (index,) = tmp_path.rglob("people.db")
    index.unlink()

    async def later(hands: Handler) -> None:
        await hands.keys("down")
        await the_same_again(hands)
        assert "Mark Ellis" in hands.text

    go(tmp_path, later)


def test_practice_and_live_are_never_looked_up_together(tmp_path: Path) -> None:
    with station(tmp_path / "one", Clock()) as here, station(tmp_path / "two", Clock()) as there:
        call = here.desk.open("call", caller_number=PHONE)
        from stalkdesk.desk.earlier import people_since

        here.lookup.take_in(people_since(here.desk.journal, 0, 1000))
        there.lookup.take_in(people_since(there.desk.journal, 0, 1000))
        from datetime import date

        people = {1: {"phone": PHONE}}
        assert [one.contact for one in here.lookup.find(people, date(2026, 11, 22), "")] == [call.contact.id]
        assert there.lookup.find(people, date(2026, 11, 22), "") == []


def test_nothing_of_another_contact_is_shown_not_for_a_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def journey(hands: Handler) -> None:
        await a_report(hands, "Mark Ellis", "s", "", "", PHONE)
        await the_same_again(hands)
        await hands.keys("escape", "escape", "f9", "n")
        seen_at_once: list[tuple[Earlier, ...]] = []
        screen = hands.app.get_screen("earlier")
        assert isinstance(screen, EarlierScreen)
        show = screen.found.show

        def watched(items: tuple[Earlier, ...], here: int, words: str) -> None:
            seen_at_once.append(items)
            show(items, here, words)

        monkeypatch.setattr(screen.found, "show", watched)
        await hands.keys("f4", "l")
        assert seen_at_once
        assert not any(seen_at_once)
        assert not hands.contact.linked

    go(tmp_path, journey)


# Replays

REPLAYS = {
    "the ex-partner under his full name, then under his short one": (
        ("Nicholas Hobden", "s", "", "27", "", "", "14 Brunswick Road, Hove BN3 1AA"),
        ("Nick Hob", "den"),
    ),
    "the ex in another town, his name never said, his phone begun": (
        ("Perran Joseph Quick", "s", "", "26", "07700 900477"),
        ("", "", "", "", "07700 9004", "77"),
    ),
    "the colleague, known first by his car": (
        ("Dougie Farrant", "s", "", "", "", "", "", "blue Golf, FJ12 KWN"),
        ("", "", "", "", "", "", "", "FJ12", " KWN"),
    ),
}


@pytest.mark.parametrize("name", REPLAYS)
def test_the_earlier_report_stands_there_before_all_is_typed(name: str, tmp_path: Path) -> None:
    first, second = REPLAYS[name]

    async def journey(hands: Handler) -> None:
        id = await a_report(hands, *first)
        ref = (await hands.kept(id)).ref
        await hands.keys("n", "f3")
        *before, half, rest = second
        for line in before:
            await hands.type(line)
            await hands.keys("enter")
        await hands.type(half)
        await seen(hands, f"F4 earlier  {ref}")
        await hands.type(rest)
        await hands.keys("enter", "f4", "l", "escape", "escape")
        assert f"linked to {ref}" in hands.text
        await hands.keys("plus")
        assert hands.contact.answers["reported_before"].value == "yes"
        assert hands.contact.answers["reported_before"].known_by == "earlier_report"
        view = hands.app.session.view
        assert view is not None
        assert "new_since" in view.assessment.relevance.asked
        await hands.keys("r")
        assert "Reported before" in hands.text

    go(tmp_path, journey)


@pytest.mark.parametrize("key", ["f3", "f5", "f7"])
def test_from_earlier_reports_one_key_goes_across_to_each_form(tmp_path: Path, key: str) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f4", key)
        form = hands.app.screen
        await hands.type("Dan Price")
        await hands.keys("enter")
        await hands.keys("f4", key)
        assert hands.app.screen is form, "back on the form it came from, not on a second one"
        await hands.keys("escape")
        assert "safe set" in hands.text
        contact = hands.contact
        assert "Dan Price" in str([contact.people, contact.incidents, contact.orders])

    go(tmp_path, journey)
