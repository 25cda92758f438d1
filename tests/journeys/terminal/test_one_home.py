"""Two programs on one home, and a clock that is set back while a call is on."""

from __future__ import annotations

import re
from pathlib import Path

from journeys.terminal.desk_in_pty import FIRST, SECOND, THIRD, DeskInPty
from journeys.terminal.disk import desk_in, in_hand
from journeys.terminal.launched import with_clock_in

HOUR = 3600


def test_the_second_program_says_who_has_the_home_and_the_first_goes_on(tmp_path: Path) -> None:
    with DeskInPty(tmp_path) as first:
        first.new_call()
        with DeskInPty(tmp_path) as second:
            assert second.ended() == 3
            said = second.after_the_screen
        found = re.fullmatch(
            r"another stalkdesk has this desk open \(process (\d+), since [^)]+\); close it first\n", said
        )
        assert found is not None, said
        assert int(found[1]) == first.process.pid
        first.answer("n")
        first.until(SECOND)
        first.kill()
        with DeskInPty(tmp_path) as third:
            third.resume(SECOND)
            third.answer("y")
            third.until(THIRD)
    [contact] = in_hand(tmp_path)
    assert [answer.value for answer in contact.answers.values()] == ["no", "yes"]


def test_a_clock_set_back_an_hour_bends_neither_order_nor_duration_nor_place(tmp_path: Path) -> None:
    clock = tmp_path / "seconds off"
    clock.write_text("0")
    with DeskInPty(tmp_path, command=with_clock_in(clock)) as desk:
        desk.new_call()
        desk.answer("n")
        desk.until(SECOND)
        desk.part("f2", "Words")
        desk.keys(*"before", "enter")
        desk.until(" before")
        clock.write_text(str(-HOUR))
        desk.keys(*"after", "enter")
        desk.until(" after")
        said = [line.split()[-1] for line in desk.lines if re.match(r"^ +\d\d:\d\d ", line)]
        assert said == ["before", "after"]
        desk.keys("f2")
        desk.until(SECOND)
        desk.answer("y")
        desk.until(THIRD)
        assert re.search(r"Call (0 min|under a minute) ", desk.lines[0]), desk.lines[0]
        desk.kill()
    before = held(tmp_path)
    clock.write_text(str(-2 * HOUR))
    with DeskInPty(tmp_path, command=with_clock_in(clock)) as desk:
        desk.resume(THIRD)
        assert re.search(r"Call (0 min|under a minute) ", desk.lines[0]), desk.lines[0]
        desk.field()
        desk.keys("tab")
        desk.until(lambda: not desk.typing)
        desk.keys("left")
        desk.until(SECOND)
        desk.keys("left")
        desk.until(FIRST)
    after = held(tmp_path)
    assert after[: len(before)] == before
    assert [seq for seq, _, _ in after] == list(range(1, len(after) + 1))
    elapsed = [seconds for _, seconds, _ in after]
    assert elapsed == sorted(elapsed) and 0 <= elapsed[-1] < HOUR / 4
    walls = [at for _, _, at in after]
    assert walls != sorted(walls)  # the clock did go back


def held(folder: Path) -> list[tuple[int, float, str]]:
    """Number, elapsed time and wall time of everything in the one call."""
    with desk_in(folder) as desk:
        [line] = desk.overview().in_hand
        return [(event.seq, event.elapsed, event.at) for event in desk.events(line.id)]
