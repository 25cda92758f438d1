"""What every screen looks like, at both sizes and in each theme. Look at a picture before you accept it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from journeys.at_desk import Handler, Steady, StillApp, Unfilled, station
from journeys.test_journeys import minimum
from textual.pilot import Pilot

Scene = Callable[[Handler], Awaitable[None]]


async def desk(hands: Handler) -> None:
    await hands.keys("n", "n", "y", "f9", "w", "y", "n", "y", "f9")
    await hands.keys("n")
    await minimum(hands)
    await hands.keys("f10")
    await hands.agreed()
    await hands.final()
    await hands.carried()
    await hands.keys("escape")


async def call(hands: Handler) -> None:
    await hands.keys("n", "n", "y")
    await hands.type("14 Mill Lane")
    await hands.keys("enter", "u", "tab", "slash")
    await hands.type("throat")
    await hands.keys("enter")


async def call_many(hands: Handler) -> None:
    await hands.keys("n", "slash")
    await hands.type("vulnerable")
    await hands.keys("enter", "2", "6")


async def call_typed(hands: Handler) -> None:
    await hands.keys("n", "n", "y")
    await hands.type("14 Mill La")


async def words(hands: Handler) -> None:
    await hands.keys("n", "n", "f2")
    for line in ("he was outside again last night", "said he would kill me", "he has never hit me"):
        await hands.type(line)
        await hands.keys("enter")
    await hands.keys("plus")


async def people(hands: Handler) -> None:
    await hands.keys("n", "f3")
    for line in ("Dan Price", "s", "Danny", "about 40"):
        await hands.type(line)
        await hands.keys("enter")


async def earlier(hands: Handler) -> None:
    for name, born, phone in (("Dan Price", "40", "07700 900123"), ("Danielle Pryce", "about 40", "01273 555 0199")):
        await hands.keys("n", "f3")
        for line in (name, "s", "", born, phone):
            await hands.type(line)
            await hands.keys("enter")
        await hands.keys("escape", "f9")
    await hands.keys("n", "f3")
    for line in ("Danny Price", "s", "", "about 38", "07700 900132"):
        await hands.type(line)
        await hands.keys("enter")
    await hands.keys("f4", "l")


async def incidents(hands: Handler) -> None:
    await hands.keys("n", "f5")
    for lines in (
        ("about 40 times since May", "", "calls and messages"),
        ("3 March", "at work", "waited by the door", "", "bail"),
        ("every night since Friday", "in the car park", "sat in his car with the lights off", "doorbell camera, ours"),
    ):
        for line in lines:
            if line:
                await hands.type(line)
            await hands.keys("enter")
        await hands.keys("ctrl+n")
    await hands.keys("pageup")


async def timeline(hands: Handler) -> None:
    await incidents(hands)
    await hands.keys("ctrl+l")


async def orders(hands: Handler) -> None:
    await hands.keys("n", "f7")
    for line in ("n", "keeps Dan Price from the caller", "Derby family court, 14/26", "3 March"):
        await hands.type(line)
        await hands.keys("enter")


async def repeats(hands: Handler) -> None:
    for victim in ("Anna Price", "Beth Moss"):
        await hands.keys("n", "f3")
        for line in (victim, "v"):
            await hands.type(line)
            await hands.keys("enter")
        await hands.keys("ctrl+n")
        for line in ("Dan Price", "s", "Danny", "40", "07700 900123"):
            await hands.type(line)
            await hands.keys("enter")
        await hands.keys("escape", "f9")
    await hands.keys("p")


async def danger(hands: Handler) -> None:
    await hands.keys("n", "f8")
    await hands.type("back bedroom, 14 Mill Lane")
    await hands.keys("enter")


async def finish(hands: Handler) -> None:
    await hands.keys("n")
    await minimum(hands)
    await hands.keys("f10")
    await hands.agreed()
    await hands.keys("right")


async def advice(hands: Handler) -> None:
    await hands.keys("n")
    await minimum(hands)
    await hands.keys("f10")
    await hands.agreed()
    await hands.keys("y", "y", "n")


async def law(hands: Handler) -> None:
    await finish(hands)
    await hands.keys("right")


async def plan(hands: Handler) -> None:
    await finish(hands)
    await hands.keys("right", "right", "y", "n", "2")


async def record(hands: Handler) -> None:
    await hands.keys("n")
    await minimum(hands)
    await hands.keys("f10")
    await hands.agreed()
    await hands.final()


async def page_of_help(hands: Handler) -> None:
    await hands.keys("f1", "1")


async def help_(hands: Handler) -> None:
    await hands.keys("n", "f1")


async def shade(hands: Handler) -> None:
    await hands.keys("n", "f6")


SCENES: dict[str, Scene] = {
    "desk": desk,
    "call": call,
    "call_many": call_many,
    "call_typed": call_typed,
    "words": words,
    "people": people,
    "earlier": earlier,
    "incidents": incidents,
    "timeline": timeline,
    "orders": orders,
    "repeats": repeats,
    "danger": danger,
    "finish": finish,
    "advice": advice,
    "law": law,
    "plan": plan,
    "record": record,
    "help": help_,
    "page_of_help": page_of_help,
    "shade": shade,
}


IN_CONTRAST = ("desk", "call", "danger", "finish", "plan")
"""Scenes that have every colour between them."""
SHOWN = [
    pytest.param(scene, (columns, rows), theme, id=f"{scene}-{columns}x{rows}-{theme}")
    for scene in SCENES
    for columns, rows in ((80, 24), (120, 40))
    for theme in ("dark", "light", "contrast")
    if theme != "contrast" or scene in IN_CONTRAST
]


@pytest.mark.parametrize(("scene", "size", "theme"), SHOWN)
def test_picture(scene: str, size: tuple[int, int], theme: str, tmp_path: Path, snap_compare: Any) -> None:
    clock = Steady()
    session = Unfilled(practice=True, home=None, open_with=lambda: station(tmp_path, clock))
    app = StillApp(session, practice=True)
    app.theme = theme

    async def play(pilot: Pilot[int]) -> None:
        await session.ready.wait()
        hands = Handler(app, pilot, quick=True)
        await hands.settled()
        await SCENES[scene](hands)
        await session.close()

    assert snap_compare(app, terminal_size=size, run_before=play)
