"""Earlier reports of the same people: found while they are written down, joined only by the handler."""

from __future__ import annotations

from pathlib import Path

from journeys.at_desk import Handler
from journeys.test_screens import go


async def a_report(hands: Handler, *lines: str) -> None:
    """A call with one person written down, and back on the desk."""
    await hands.keys("n", "f3")
    for line in lines:
        if line:
            await hands.type(line)
        await hands.keys("enter")
    await hands.keys("escape", "f9")


def test_the_same_phone_is_found_however_the_name_was_heard(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await a_report(hands, "Mark Ellis", "s", "", "about 35", "07700 900123")
        await hands.keys("n", "f3")
        await hands.type("Marc Elis")
        await hands.keys("enter", "s", "enter", "enter", "enter")
        await hands.type("07700 900123")
        await hands.keys("enter", "f4")
        assert "Mark Ellis, suspect there; here Marc Elis" in hands.text
        assert "surname nearly the same" in hands.text
        await hands.keys("l")
        links = list(hands.contact.linked.values())
        assert [link.said.verdict for link in links] == ["same"]

    go(tmp_path, journey)
