"""Repeat suspects, from the desk and back to it by keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from journeys.at_desk import Handler, station
from journeys.test_earlier import PHONE, a_report
from journeys.test_screens import go

from stalkdesk.clock import Clock
from stalkdesk.journal.journal import NotKept
from stalkdesk.screens.repeats import RepeatsScreen


async def two_reports(hands: Handler) -> tuple[str, str]:
    """Two calls about one suspect; their ids."""
    hands.quick = True
    first = await a_report(hands, "Mark Ellis", "s", "", "about 35", PHONE)
    second = await a_report(hands, "Marc Elis", "s", "", "", PHONE)
    return first, second


async def searches(hands: Handler) -> list[object]:
    """What was shown for repeat suspects, each time."""
    desk = hands.app.session.station.desk
    events = await hands.app.session.store(lambda: list(desk.events("desk")))
    return [event.body["shown"] for event in events if event.body.get("text") == "repeat suspects"]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_a_suspect_in_two_reports_is_read_and_the_order_considered(tmp_path: Path, size: tuple[int, int]) -> None:
    async def journey(hands: Handler) -> None:
        first, second = await two_reports(hands)
        refs = [(await hands.kept(id)).ref for id in (first, second)]
        await hands.keys("p")
        assert "Repeat suspects" in hands.text
        assert "1 victim, 2 reports" in hands.text
        assert "Mark Ellis, also Marc Elis" in hands.text
        assert f"as in {refs[0]}: same phone · surname nearly the same" in hands.text
        assert f"▸ {refs[0]}" in hands.text
        await hands.keys("right")
        assert f"▸ {refs[1]}" in hands.text
        await hands.keys("enter")
        assert "OFFICIAL-SENSITIVE" in hands.text and refs[1] in hands.text
        desk = hands.app.session.station.desk
        kinds = await hands.app.session.store(lambda: [event.kind for event in desk.events(second)])
        assert kinds[-1] == "viewed"
        await hands.keys("escape")
        assert f"▸ {refs[1]}" in hands.text
        assert "A Stalking Protection Order may be considered" in hands.text
        await hands.keys("o")
        assert "In England and Wales the police apply for it" in hands.text
        assert "✓ Who the suspect is: name" in hands.text
        await hands.keys("pagedown")
        assert "not yet recorded" in hands.text
        await hands.keys("escape")  # to the reports, and only then to the desk
        assert f"▸ {refs[1]}" in hands.text
        assert await searches(hands) == [refs]
        await hands.keys("escape")
        assert "In hand" in hands.text
        await hands.keys("p", "p")
        assert "In hand" in hands.text
        assert await searches(hands) == [refs, refs]

    go(tmp_path, journey, size=size)


def test_where_there_are_none_one_line_says_so(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await a_report(hands, "Mark Ellis", "s", "", "", PHONE)
        await hands.keys("p")
        assert "No suspect on this desk is in two reports or more." in hands.text
        await hands.keys("up", "down", "left", "right", "enter", "o", "pagedown", "pageup")
        assert "No suspect on this desk is in two reports or more." in hands.text
        assert await searches(hands) == []
        await hands.keys("escape")
        assert "In hand" in hands.text

    go(tmp_path, journey)


def test_the_next_suspect_is_chosen_by_keys_and_the_ends_hold(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await two_reports(hands)
        for _ in range(2):
            await a_report(hands, "Zephyr Quennell", "s", "", "", "07700 900999")
        await hands.keys("p")
        screen = hands.app.screen
        assert isinstance(screen, RepeatsScreen)
        names = [line for line in hands.text.splitlines() if "reports" in line and "▸" in line]
        assert len(names) == 1
        before = hands.text
        await hands.keys("up")
        assert hands.text == before
        await hands.keys("down")
        after = hands.text
        assert after != before
        await hands.keys("down")
        assert hands.text == after
        await hands.keys("left", "right", "right", "right", "up")
        assert hands.text == before

    go(tmp_path, journey)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_the_chosen_one_is_on_the_screen_however_many_there_are(tmp_path: Path, size: tuple[int, int]) -> None:
    names = "Zephyr Ignatius Xanthe Balthazar Peregrine Thaddeus Leopold Cornelius Octavian Lysander Hyacinth Evander"
    with station(tmp_path, Clock()) as here:
        for number, name in enumerate(names.split()):
            for _ in range(2):
                call = here.desk.open("call")
                call.fill("person", 1, "role", "suspect")
                call.fill("person", 1, "name", f"{name} Quennell{name}")
                call.fill("person", 1, "phone", f"07700 90{number * 83 + 10:04}")
                here.desk.park(call)

    async def journey(hands: Handler) -> None:
        await hands.keys("p")
        screen = hands.app.screen
        assert isinstance(screen, RepeatsScreen)
        seen: list[str] = []
        for key in ("up", *["down"] * 11, *["up"] * 11):
            await hands.keys(key)
            top = screen.suspects.region
            rows = [line[top.x : top.right] for line in hands.text.splitlines()[top.y : top.bottom]]
            chosen = [at for at, row in enumerate(rows) if "▸" in row]
            assert len(chosen) == 1
            seen.append(" ".join("".join(rows[chosen[0] : chosen[0] + (1 if size[0] == 80 else 2)]).split()))
        assert len(set(seen)) == 12
        assert seen[:12] == seen[:10:-1]

    go(tmp_path, journey, size=size)


def test_what_was_rejected_in_a_call_is_no_repeat(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await a_report(hands, "Mark Ellis", "s", "", "", PHONE)
        await hands.keys("n", "f3")
        await hands.type("Marc Elis")
        await hands.keys("enter", "s", "enter", "enter", "enter")
        await hands.type(PHONE)
        await hands.keys("enter", "f4", "r", "escape", "escape", "f9", "p")
        assert "No suspect on this desk is in two reports or more." in hands.text

    go(tmp_path, journey)


def test_nothing_is_shown_where_the_look_can_not_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def journey(hands: Handler) -> None:
        await two_reports(hands)

        def full(*_: object) -> None:
            raise NotKept("database or disk is full")

        monkeypatch.setattr(hands.app.session.station.desk, "searched", full)
        await hands.keys("p")
        assert "Not shown: each look at a record has to be kept" in hands.text
        assert "Ellis" not in hands.text
        monkeypatch.undo()
        await hands.keys("escape", "p")
        assert "Mark Ellis" in hands.text

    go(tmp_path, journey)


def test_covering_and_help_and_danger_come_back_to_the_same_suspect(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await two_reports(hands)
        await hands.keys("p", "right")
        before = hands.text
        for key in ("f1", "f6", "f8"):
            await hands.keys(key)
            assert hands.text != before
            await hands.keys(key)
            assert hands.text == before
        assert len(await searches(hands)) == 1

    go(tmp_path, journey)


def test_a_name_is_never_read_as_markup(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        name = "[b]Mark[/b] [@click=app.quit]Ellis[/]"
        hands.quick = True
        for _ in range(2):
            await a_report(hands, name, "s", "", "", PHONE)
        await hands.keys("p")
        assert name in hands.text

    go(tmp_path, journey)
