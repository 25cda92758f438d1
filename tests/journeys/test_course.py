"""What happened, in order: rough dates read, the picture under them, orders, and what an earlier report adds to it."""

from __future__ import annotations

from pathlib import Path

from journeys.at_desk import Handler
from journeys.test_earlier import PHONE, a_report
from journeys.test_journeys import minimum
from journeys.test_screens import HOSTILE, go

from stalkdesk.questions.answers import KnownBy


async def lines(hands: Handler, *words: str) -> None:
    """Words into one line after the other; nothing for a line that stays empty."""
    hands.quick = True  # it is not the typing that matters
    for line in words:
        if line:
            await hands.type(line)
        await hands.keys("enter")


def test_what_was_read_in_a_day_stands_under_the_form_with_the_picture(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f5")
        await lines(hands, "last Tuesday", "at work", "stood outside")
        assert "Understood  Tue 17 Nov 2026" in hands.text
        assert "By week" in hands.text and "█" in hands.text
        assert "Once in 1 entry, since 17 Nov." in hands.text
        await hands.keys("ctrl+n")
        await lines(hands, "about 40 times since May")
        assert "At least 40 times in 2 entries, since 1 May, 29 weeks." in hands.text
        await hands.keys("ctrl+n")
        await lines(hands, "when the moon was out")
        assert "no day read in this; it is kept as typed" in hands.text
        await hands.keys("ctrl+l")
        assert "when the moon was out" in hands.text
        assert "since 1 May 2026, about 40 times" in hands.text
        await hands.keys("escape", "f5")
        assert hands.contact.incidents[3] == {"when": "when the moon was out"}

    go(tmp_path, journey)


def test_what_the_incidents_show_is_taken_with_one_key(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f5")
        await lines(hands, "about 40 times since May")
        await hands.keys("escape")
        assert "at least 40 times in 1 incident" in hands.text
        assert "how many times: 21 to 100 times" in hands.text
        before = hands.question
        await hands.keys("plus")
        answer = hands.contact.answers["how_many"]
        assert (answer.value, answer.known_by) == ("twenty_one_to_hundred", KnownBy.VOLUNTEERED)
        assert hands.question == before
        assert "FOUR F● O● U? R●" in hands.text
        await hands.keys("minus")
        assert "how_long" not in hands.contact.answers
        assert "how long" not in hands.text

    go(tmp_path, journey)


def test_after_a_link_the_timeline_is_one_and_earlier_answers_are_offered_where_they_are_asked(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        first = await a_report(hands, "Anna Price", "v", "", "about 35", PHONE)
        line = (await hands.kept(first)).ref
        await hands.keys("enter", "f5")
        await lines(hands, "yesterday", "", "sat in his car")
        await hands.keys("escape", "slash")
        await hands.type("throat")
        await hands.keys("enter", "y", "f9")
        await hands.keys("n", "f3")
        await lines(hands, "Ana Pryce", "c", "", "", PHONE)
        await hands.keys("f4", "l")
        assert "t the timeline of both" in hands.text
        await hands.keys("t")
        assert f"{line}  sat in his car" in hands.text
        assert f"Reported before: 21 Nov {line}." in hands.text
        await hands.keys("escape", "escape", "f5")
        assert f"{line}  sat in his car" in hands.text
        await hands.keys("escape")
        assert "throat" not in hands.text
        await hands.keys("slash")
        await hands.type("throat")
        await hands.keys("enter")
        assert f"{line}, 21 Nov 2026" in hands.text and ": yes" in hands.text
        assert "strangulation" not in hands.contact.answers
        await hands.keys("plus")
        assert hands.contact.answers["strangulation"].known_by is KnownBy.EARLIER_REPORT

    go(tmp_path, journey)


def test_an_order_by_its_letter_and_a_breach_that_stays_open_on_the_desk(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f7")
        await lines(hands, "n", "no contact", "Derby family court")
        assert "Non-molestation order" in hands.text
        await hands.keys("f5")
        await lines(hands, "yesterday", "", "sent a card", "", "non-mol")
        assert "breach" in hands.text and "1 of them broke an order or bail." in hands.text
        ref = hands.contact.ref
        await hands.keys("escape")
        await minimum(hands)
        await hands.keys("f10")
        await hands.agreed()
        await hands.keys("right")
        assert "Not final yet. An incident says that an order was broken: answer “order" in hands.text
        await hands.keys("f10")
        assert "OPEN LOG" in hands.text
        await hands.keys("escape", "plus", "plus", "f10")
        await hands.agreed()
        await hands.keys("right")
        assert "OPEN LOG: an order or bail was broken." in hands.text
        await hands.final()
        assert "OPEN LOG: an order or bail was broken." in hands.text
        await hands.carried()
        await hands.carried()
        await hands.keys("escape")
        assert "Open logs  1, broken orders: open until the suspect is dealt with" in hands.text
        assert hands.text.count(ref) == 1

    go(tmp_path, journey)


def test_an_incident_is_tied_to_an_order_by_its_number(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f7")
        await lines(hands, "r", "no contact", "Lewes Crown Court", "12/3/2026")
        await hands.keys("f5")
        await lines(hands, "yesterday", "", "sent a card", "")
        words = "Restraining order, made 12 Mar 2026, Lewes Crown Court"
        assert f" 1   {words}" in hands.text
        await lines(hands, "7")
        assert "There is no order 7: kept as words. F7 lists the orders." in hands.text
        await hands.keys("up", "backspace")
        await lines(hands, "1")
        assert hands.contact.incidents[1]["order"] == "1"
        assert "Type the number of the order" not in hands.text
        assert any("Order broken" in row and words[:40] in row and row.endswith("order 1") for row in rows(hands))
        await hands.keys("ctrl+l")
        assert f"broke {words}: sent a card" in " ".join(hands.text.split())
        await hands.keys("escape", "f7")
        await hands.keys("ctrl+r", "ctrl+r")
        assert "Incident 1 said that it was broken. The words stay there" in hands.text
        await hands.keys("f5")
        assert not any(row.endswith("order 1") for row in rows(hands))
        assert hands.contact.incidents[1]["breach"] == words and "order" not in hands.contact.incidents[1]

    go(tmp_path, journey)


def rows(hands: Handler) -> list[str]:
    return hands.text.splitlines()


def test_a_place_is_seen_while_it_is_written_down(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f3")
        await lines(hands, "Anna Price", "v", "", "", "", "", "", "", "", "livery stables, Harrowby")
        ref = hands.contact.ref
        await hands.keys("escape", "f9", "w", "f5")
        await lines(hands, "today", "lane by the stables, Harrowby", "a bag with knives")
        assert f"F4 earlier  {ref} a place named alike" in hands.text
        await hands.keys("f4")
        assert "by the place, nobody in particular" in hands.text
        await hands.keys("l", "escape", "escape")
        assert hands.contact.reported_before == (ref,)

    go(tmp_path, journey)


def test_hostile_words_are_only_words(tmp_path: Path) -> None:
    async def journey(hands: Handler) -> None:
        await hands.keys("n", "f5")
        for number, text in enumerate(HOSTILE):
            if number:
                await hands.keys("ctrl+n")
            await hands.paste(text)
            await hands.keys("enter")
            await hands.paste(text)
            await hands.keys("enter")
        await hands.keys("ctrl+l")
        assert "[/]" in hands.text and "DROP TABLE event" in hands.text
        assert "\x1b" not in hands.text and "\u202e" not in hands.text

    go(tmp_path, journey)
