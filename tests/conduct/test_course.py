"""The course of conduct: what is counted, where it went quiet, whether it rises, and how it looks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.conduct.course import (
    HOW_MANY,
    Course,
    Happened,
    Report,
    Trend,
    course,
    escalating,
    how_long,
    how_many,
)
from stalkdesk.conduct.picture import BARS, EVEN, NOTHING, in_words, picture
from stalkdesk.conduct.rough import When, rough

TODAY = date(2026, 11, 22)
OPTIONS = ("", *(option for _, option in HOW_MANY), "over_hundred")
days = st.integers(0, 1500).map(lambda ago: TODAY - timedelta(days=ago))


@st.composite
def whens(draw: st.DrawFn) -> When | None:
    """Any days that may have been said."""
    if draw(st.integers(0, 9)) == 0:
        return None
    first, last = sorted((draw(days), draw(days)))
    times = draw(st.none() | st.integers(1, 9) | st.just(400))
    return When(first=first, last=last, times=times, about=draw(st.booleans()), over=draw(st.booleans()))


@st.composite
def incidents(draw: st.DrawFn) -> Happened:
    return Happened(
        ref=draw(st.sampled_from(("SX-AAAA", "SX-BBBB"))),
        number=draw(st.integers(1, 9)),
        ours=draw(st.booleans()),
        said="",
        when=draw(whens()),
        breach=draw(st.sampled_from(("", "bail"))),
    )


reports = st.builds(Report, ref=st.sampled_from(("SX-AAAA", "SX-BBBB")), day=days, ours=st.booleans())


def of(*said: str, today: date = TODAY) -> Course:
    """The course of incidents said so."""
    happened = [
        Happened(ref="SX-AAAA", number=number, ours=True, said=words, when=rough(words, today))
        for number, words in enumerate(said, 1)
    ]
    return course(happened, (), today)


@given(st.lists(incidents(), max_size=8), st.lists(reports, max_size=4))
def test_every_counted_day_is_in_its_week_and_nothing_is_counted_twice(
    happened: list[Happened], told: list[Report]
) -> None:
    found = course(happened, told, TODAY)
    for at, count in enumerate(found.weeks):
        monday = found.monday + timedelta(weeks=at)

        def here(one: Happened, monday: date = monday) -> int:
            return sum(1 for day in one.days() if monday <= day < monday + timedelta(weeks=1))

        placed = [one for one in happened if one.placed]
        spread = [here(one) for one in placed if not one.dated]
        assert count == max(sum(here(one) for one in placed if one.dated), *spread, 0)
        assert found.spread[at] == any(spread)
    assert found.monday.weekday() == 0
    assert found.monday <= TODAY <= found.monday + timedelta(weeks=len(found.weeks))
    assert found.unplaced == sum(not one.placed for one in happened)
    assert course(reversed(happened), reversed(told), TODAY).weeks == found.weeks


@given(st.lists(incidents(), max_size=8), incidents())
def test_one_more_never_makes_it_fewer_or_shorter(happened: list[Happened], more: Happened) -> None:
    before, after = course(happened, (), TODAY), course([*happened, more], (), TODAY)
    assert after.least >= max(before.least, more.least)
    assert after.least <= before.least + more.least
    assert OPTIONS.index(how_many(after)) >= OPTIONS.index(how_many(before))
    assert after.days >= before.days
    assert after.more or after.least == sum(one.least for one in after.told)


@given(st.lists(incidents(), max_size=8), st.lists(reports, max_size=4), st.integers(1, 120), st.integers(1, 4))
def test_the_picture_fits_its_cells_and_shows_every_week_in_which_there_was_something(
    happened: list[Happened], told: list[Report], cells: int, rows: int
) -> None:
    found = course(happened, told, TODAY)
    seen = picture(found, cells, rows)
    columns = len(seen.bars[0])
    assert columns <= cells and len(seen.bars) == rows
    assert all(len(row) <= columns for row in (*seen.bars, seen.breaches, seen.reports, seen.months))
    each = -(-len(found.weeks) // cells)
    for column in range(columns):
        count = sum(found.weeks[column * each : (column + 1) * each])
        assert (seen.bars[-1][column] == NOTHING) == (count == 0)
        assert (EVEN in {row[column] for row in seen.bars}) == seen.spread[column]
    assert set("".join(seen.bars)) <= {*BARS, NOTHING, EVEN}
    assert all("\n" not in words for words in in_words(found))


@given(st.lists(incidents(), max_size=8))
def test_pauses_are_longer_than_three_months_and_hold_nothing(happened: list[Happened]) -> None:
    found = course(happened, (), TODAY)
    for pause in found.pauses:
        assert (pause.next - pause.last).days > 91
        for one in happened:
            if one.placed and one.when is not None:
                assert one.when.last <= pause.last or one.when.first >= pause.next


@pytest.mark.parametrize(
    ("said", "trend"),
    [
        (("every day since last Monday", "20 September", "3 October"), Trend.RISING),
        (("20 November", "10 November", "1 October", "3 October"), Trend.STEADY),
        (("every day since last Monday", "20 September", "about 40 times since May"), Trend.UNKNOWN),
        (("30 times in October",), Trend.UNKNOWN),
        (("every day since last Monday", "20 September", "he was there"), Trend.UNKNOWN),
        (("5 May", "6 May"), Trend.UNKNOWN),
        (
            ("20 November", "1 October", "3 October", "9 October", "14 October", "15 October", "18 October"),
            Trend.FALLING,
        ),
        (("1 November", "2 November", "4 November", "5 November", "20 September"), Trend.SILENT),
        (("yesterday", "today"), Trend.UNKNOWN),
        (("in 2024",), Trend.UNKNOWN),
        ((), Trend.UNKNOWN),
        (("since May",), Trend.UNKNOWN),
    ],
)
def test_the_trend(said: tuple[str, ...], trend: Trend) -> None:
    found = of(*said)
    assert found.trend is trend
    assert escalating(found) == (trend is Trend.RISING)


@pytest.mark.parametrize(
    ("said", "many", "long"),
    [
        ((), "", ""),
        (("he was there",), "", ""),
        (("yesterday",), "", "days"),
        (("about 40 times since May", "yesterday"), "twenty_one_to_hundred", "months"),
        (("last night", "yesterday"), "", "days"),
        (("last year", "last Tuesday"), "two_to_four", "months"),
        (("yesterday", "last Monday"), "two_to_four", "days"),
        (("since Monday",), "two_to_four", "days"),
        (("about 40 times since May",), "twenty_one_to_hundred", "months"),
        (("every night since 1 November",), "twenty_one_to_hundred", "weeks"),
        (("twice", "3/1/2024"), "", "over_a_year"),
        (("200 calls since Monday",), "over_hundred", "days"),
    ],
)
def test_how_many_and_how_long_are_offered(said: tuple[str, ...], many: str, long: str) -> None:
    found = of(*said)
    assert (how_many(found), how_long(found)) == (many, long)


def test_a_quiet_of_three_months_is_marked_in_the_middle_and_until_now() -> None:
    found = of("3 January", "4 January", "20 May", "21 May")
    assert [(pause.last, pause.next, pause.still) for pause in found.pauses] == [
        (date(2026, 1, 4), date(2026, 5, 20), False),
        (date(2026, 5, 21), TODAY, True),
    ]
    assert "Nothing written down for 4 months: 4 Jan to 20 May." in in_words(found)
    assert "Nothing written down for 6 months: 21 May to now." in in_words(found)


def test_what_lies_somewhere_in_a_year_has_no_week_and_is_still_counted() -> None:
    found = of("in 2024", "yesterday")
    assert (found.unplaced, found.least, sum(found.weeks)) == (1, 2, 1)
    assert "1 without a week of its own." in in_words(found)


def test_breaches_and_earlier_reports_stand_under_their_weeks() -> None:
    day = TODAY - timedelta(weeks=3)
    happened = Happened(ref="SX-AAAA", number=1, ours=True, said="", when=When(first=day, last=day), breach="bail")
    told = [
        Report(ref="SX-BBBB", day=TODAY - timedelta(weeks=5), ours=False),
        Report(ref="SX-AAAA", day=TODAY, ours=True),
    ]
    found = course([happened], told, TODAY)
    seen = picture(found, 80)
    assert (seen.bars, seen.breaches, seen.reports) == (("··█···",), "  B   ", "R    R")
    assert "1 of them broke an order or bail." in in_words(found)
    assert "Reported before: 18 Oct SX-BBBB." in in_words(found)


def test_what_may_be_the_same_told_twice_is_not_added_up() -> None:
    assert (of("about 40 times since May", "yesterday").least, of("3 May", "yesterday", "last Monday").least) == (40, 3)
    found = of("every night since Friday", "last night", "on Friday night")
    assert (found.least, found.more) == (2, True)
    assert in_words(found)[0].startswith("At least 2 times in 3 entries")


def test_what_was_done_to_somebody_else_is_listed_and_not_counted() -> None:
    day = TODAY - timedelta(days=3)
    other = Happened(
        ref="SX-BBBB", number=1, ours=False, whose="Anna Price", said="", when=When(first=day, last=day), breach="bail"
    )
    found = course([other], (), TODAY)
    assert (found.least, sum(found.weeks), found.breaches, found.since) == (0, 0, (), None)
    assert in_words(found) == ("1 more of other reports, in the list and not counted.",)


def test_a_number_that_is_spread_is_drawn_as_such() -> None:
    found = of("about 40 times since May", "last Tuesday")
    seen = picture(found, 80)
    assert set(seen.bars[0]) <= {EVEN, NOTHING}
    assert "a number spread evenly" in seen.scale
    assert EVEN not in picture(of("last Tuesday", "yesterday"), 80).bars[0]
