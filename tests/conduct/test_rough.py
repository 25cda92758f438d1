"""When something happened, as callers say it: what is read of it, and what is left alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stalkdesk.conduct.rough import MOST_TIMES, When, in_words, rough

TODAY = date(2026, 11, 22)
"""A Sunday."""


def shown(when: When | None) -> str:
    """`26-11-20..26-11-22 x3 ~ over`: days, times (`x?` where not said), `~` for about. The year is short."""
    if when is None:
        return "-"
    days = f"{when.first}"[2:] if when.first == when.last else f"{when.first}"[2:] + ".." + f"{when.last}"[2:]
    times = "" if when.times == 1 else " x?" if when.times is None else f" x{when.times}"
    return days + times + " ~" * when.about + " over" * when.over


SAID = [
    # Today and the days before it.
    ("today", "26-11-22"),
    ("Yesterday", "26-11-21"),
    ("yesterday evening about 6pm", "26-11-21"),
    ("the day before yesterday", "26-11-20"),
    ("this morning", "26-11-22"),
    ("this afternoon at 2.30", "26-11-22"),
    ("tonight", "26-11-22"),
    ("last night", "26-11-21"),
    ("the night before last", "26-11-20"),
    ("just now", "26-11-22"),
    ("an hour ago", "26-11-22"),
    ("ten minutes ago", "26-11-22"),
    ("half an hour ago", "26-11-22"),
    ("earlier today", "26-11-22"),
    ("3 days ago", "26-11-19"),
    ("two days ago", "26-11-20"),
    ("about 3 days ago", "26-11-18..26-11-20 ~"),
    ("a few days ago", "26-11-16..26-11-20 ~"),
    ("a couple of days ago", "26-11-18..26-11-21 ~"),
    ("a week ago", "26-11-12..26-11-18 ~"),
    ("two weeks ago", "26-11-05..26-11-11 ~"),
    ("a fortnight ago", "26-11-05..26-11-11 ~"),
    ("a couple of weeks ago", "26-10-29..26-11-11 ~"),
    ("2-3 weeks ago", "26-10-29..26-11-11 ~"),
    ("three months ago", "26-08-07..26-09-06 ~"),
    ("a year ago", "25-10-08..26-01-06 ~"),
    ("a week ago today", "26-11-15"),
    ("a week ago yesterday", "26-11-14"),
    ("the other day", "26-11-15..26-11-20 ~"),
    ("the other night", "26-11-15..26-11-20 ~"),
    ("recently", "26-10-25..26-11-22 ~"),
    # Days of the week.
    ("Tuesday", "26-11-17"),
    ("on tues", "26-11-17"),
    ("Sunday", "26-11-15"),
    ("last Tuesday", "26-11-17"),
    ("Tuesday just gone", "26-11-17"),
    ("Tuesday night", "26-11-17"),
    ("late on Friday night", "26-11-20"),
    ("this Tuesday", "26-11-17"),
    ("this Sunday", "26-11-22"),
    ("Tuesday last week", "26-11-10"),
    ("last week on Tuesday", "26-11-10"),
    ("Tuesday of last week", "26-11-10"),
    ("Tuesday week ago", "26-11-10"),
    ("a week last Tuesday", "26-11-10"),
    ("two weeks last Tuesday", "26-11-03"),
    ("two weeks ago on Tuesday", "26-11-03..26-11-10 ~"),
    ("Tuesday before last", "26-11-10"),
    ("the Tuesday before last", "26-11-10"),
    ("Tuesday the week before last", "26-11-03"),
    ("Tuesday 17 November", "26-11-17"),
    ("Tuesday, 17th", "26-11-17"),
    ("outside my work on Tuesday when I finished", "26-11-17"),
    ("he sat outside on Tuesday", "26-11-17"),
    ("he may have come on Tuesday", "26-11-17"),
    ("Sat night", "26-11-21"),
    ("I think Tuesday", "26-11-17 ~"),
    ("one Tuesday in May", "26-05-01..26-05-31"),
    # Weeks, weekends, months, years.
    ("this week", "26-11-16..26-11-22"),
    ("last week", "26-11-09..26-11-15"),
    ("one day last week", "26-11-09..26-11-15"),
    ("the week before last", "26-11-02..26-11-08"),
    ("week commencing 9 November", "26-11-09..26-11-15"),
    ("last weekend", "26-11-14..26-11-15"),
    ("the weekend", "26-11-21..26-11-22"),
    ("at the weekend", "26-11-21..26-11-22"),
    ("weekend before last", "26-11-07..26-11-08"),
    ("this month", "26-11-01..26-11-22"),
    ("last month", "26-10-01..26-10-31"),
    ("the month before last", "26-09-01..26-09-30"),
    ("this year", "26-01-01..26-11-22"),
    ("last year", "25-01-01..25-12-31"),
    ("the year before last", "24-01-01..24-12-31"),
    ("in 2024", "24-01-01..24-12-31"),
    ("2024", "24-01-01..24-12-31"),
    ("May", "26-05-01..26-05-31"),
    ("December", "25-12-01..25-12-31"),
    ("in November", "26-11-01..26-11-22"),
    ("last November", "25-11-01..25-11-30"),
    ("last May", "26-05-01..26-05-31"),
    ("May last year", "25-05-01..25-05-31"),
    ("last year in May", "25-05-01..25-05-31"),
    ("May 2024", "24-05-01..24-05-31"),
    ("May '24", "24-05-01..24-05-31"),
    ("early May", "26-05-01..26-05-10 ~"),
    ("mid-May", "26-05-11..26-05-20 ~"),
    ("late May", "26-05-21..26-05-31 ~"),
    ("the start of May", "26-05-01..26-05-10 ~"),
    ("beginning of last month", "26-10-01..26-10-10 ~"),
    ("towards the end of May 2024", "24-05-21..24-05-31 ~"),
    ("early 2024", "24-01-01..24-04-30 ~"),
    ("end of last year", "25-09-01..25-12-31 ~"),
    ("the first week of May", "26-05-01..26-05-07"),
    ("last week of May", "26-05-25..26-05-31"),
    ("first Monday in May", "26-05-04"),
    ("summer 2025", "25-06-01..25-08-31"),
    ("last summer", "26-06-01..26-08-31"),
    ("in the spring", "26-03-01..26-05-31"),
    ("winter", "25-12-01..26-02-28"),
    ("autumn", "26-09-01..26-11-22"),
    ("last autumn", "25-09-01..25-11-30"),
    # Feasts.
    ("Christmas", "25-12-25"),
    ("Christmas Eve", "25-12-24"),
    ("Christmas Day 2024", "24-12-25"),
    ("Christmas last year", "25-12-25"),
    ("Boxing Day", "25-12-26"),
    ("New Year's Eve", "25-12-31"),
    ("New Year’s Day", "26-01-01"),
    ("at New Year", "26-01-01"),
    ("Halloween", "26-10-31"),
    ("bonfire night", "26-11-05"),
    ("Guy Fawkes", "26-11-05"),
    ("Valentine's Day", "26-02-14"),
    ("valentines", "26-02-14"),
    ("Easter", "26-04-05"),
    ("Easter Monday", "26-04-06"),
    ("Good Friday", "26-04-03"),
    ("Easter 2024", "24-03-31"),
    ("Mother's Day", "26-03-15"),
    ("over Christmas", "25-12-24..25-12-27 ~"),
    ("two days before Christmas", "25-12-23"),
    ("the day after Boxing Day", "25-12-27"),
    # Dates.
    ("14/3", "26-03-14"),
    ("14/3, around 10pm", "26-03-14"),
    ("14.3.26", "26-03-14"),
    ("14-3-2026", "26-03-14"),
    ("2026-03-14", "26-03-14"),
    ("3rd of May", "26-05-03"),
    ("May 3rd", "26-05-03"),
    ("May 3, 2024", "24-05-03"),
    ("the 3rd", "26-11-03"),
    ("the 30th", "26-10-30"),
    ("14 December", "25-12-14"),
    ("14 Mar last year", "25-03-14"),
    ("14 march 24", "24-03-14"),
    ("first of May", "26-05-01"),
    ("the twenty-first of May", "26-05-21"),
    ("29 February", "24-02-29"),
    ("22:10 on 14/3", "26-03-14"),
    ("3am on the 4th", "26-11-04"),
    ("14/3 2200hrs", "26-03-14"),
    ("[14/03/2026, 22:10:05]", "26-03-14"),
    ("around 14 March", "26-03-11..26-03-17 ~"),
    # From one to another.
    ("between Christmas and New Year", "25-12-25..26-01-01"),
    ("between 3 and 9 May", "26-05-03..26-05-09"),
    ("between the 3rd and the 9th", "26-11-03..26-11-09"),
    ("3-9 May", "26-05-03..26-05-09 x? over"),
    ("3 to 9 May 2024", "24-05-03..24-05-09 x? over"),
    ("May 3 to 9", "26-05-03..26-05-09 x? over"),
    ("from Monday to Wednesday", "26-11-16..26-11-18 x? over"),
    ("Mon-Fri last week", "26-11-09..26-11-13 x? over"),
    ("May to July", "26-05-01..26-07-31 x? over"),
    ("May to July 2024", "24-05-01..24-07-31 x? over"),
    ("November to January", "25-11-01..26-01-31 x? over"),
    ("May 2023 until July", "23-05-01..23-07-31 x? over"),
    ("28 December to 3 January 2024", "23-12-28..24-01-03 x? over"),
    ("from last Tuesday till now", "26-11-17..26-11-22 x? over"),
    ("14/3 - 20/3", "26-03-14..26-03-20 x? over"),
    ("2023 and 2024", "23-01-01..24-12-31 x?"),
    ("2023-2024", "23-01-01..24-12-31 x? over"),
    # Since then, for so long.
    ("since May", "26-05-01..26-11-22 x? over"),
    ("since 2024", "24-01-01..26-11-22 x? over"),
    ("since last Tuesday", "26-11-17..26-11-22 x? over"),
    ("ever since Christmas", "25-12-25..26-11-22 x? over"),
    ("since two weeks ago", "26-11-08..26-11-22 x? ~ over"),
    ("since we split up in May", "26-05-01..26-11-22 x? ~ over"),
    ("from May onwards", "26-05-01..26-11-22 x? over"),
    ("all summer", "26-06-01..26-08-31 x? over"),
    ("all last week", "26-11-09..26-11-15 x? over"),
    ("throughout May", "26-05-01..26-05-31 x? over"),
    ("for three days", "26-11-20..26-11-22 x? over"),
    ("for two weeks", "26-11-09..26-11-22 x? over"),
    ("for about three months", "26-08-23..26-11-22 x? ~ over"),
    ("for a year and a half", "25-05-23..26-11-22 x? over"),
    ("for the last six weeks", "26-10-12..26-11-22 x? over"),
    ("for the past year", "25-11-23..26-11-22 x? over"),
    ("over the last three months", "26-08-23..26-11-22 x? over"),
    ("in the last fortnight", "26-11-09..26-11-22"),
    ("for two hours on Tuesday", "26-11-17"),
    # How often.
    ("every night since Friday", "26-11-20..26-11-21 x2 over"),
    ("every night since Friday, and tonight", "26-11-20..26-11-22 x3 over"),
    ("every day since Friday", "26-11-20..26-11-22 x3 over"),
    ("daily since Friday", "26-11-20..26-11-22 x3 over"),
    ("every day for a week", "26-11-16..26-11-22 x7 over"),
    ("every night for a week", "26-11-15..26-11-21 x7 over"),
    ("every day last week", "26-11-09..26-11-15 x7 over"),
    ("every other day last week", "26-11-09..26-11-15 x4 over"),
    ("every Tuesday since October", "26-10-01..26-11-22 x7 over"),
    ("Tuesdays and Thursdays since 1 November", "26-11-01..26-11-22 x6 over"),
    ("every weekday last week", "26-11-09..26-11-15 x5 over"),
    ("every weekend in October", "26-10-01..26-10-31 x5 over"),
    ("weekly for six weeks", "26-10-12..26-11-22 x6 over"),
    ("once a week for six weeks", "26-10-12..26-11-22 x6 over"),
    ("most days for about three months", "26-08-23..26-11-22 x65 ~ over"),
    ("most nights last week", "26-11-09..26-11-15 x5 ~ over"),
    ("nearly every day last week", "26-11-09..26-11-15 x6 ~ over"),
    ("twice a day since Friday", "26-11-20..26-11-22 x6 over"),
    ("10 times a day since Friday", "26-11-20..26-11-22 x30 over"),
    ("40 calls a day for a week", "26-11-16..26-11-22 x280 over"),
    ("two or three times a week for four weeks", "26-10-26..26-11-22 x8 ~ over"),
    ("every few days in October", "26-10-01..26-10-31 x8 ~ over"),
    ("several times a day since Friday", "26-11-20..26-11-22 x? over"),
    ("he came on Tuesday and has rung every day since", "26-11-17..26-11-22 x6 over"),
    # So many times.
    ("twice last week", "26-11-09..26-11-15 x2"),
    ("once in May", "26-05-01..26-05-31"),
    ("three times yesterday", "26-11-21 x3"),
    ("40 times since Monday", "26-11-16..26-11-22 x40 over"),
    ("about 40 times since May", "26-05-01..26-11-22 x40 ~ over"),
    ("40 calls since Monday", "26-11-16..26-11-22 x40 over"),
    ("12 texts yesterday", "26-11-21 x12"),
    ("3 calls and 12 texts yesterday", "26-11-21 x15"),
    ("30 messages last night", "26-11-21 x30"),
    ("1,000 missed calls since May", "26-05-01..26-11-22 x1000 over"),
    ("a dozen times in May", "26-05-01..26-05-31 x12"),
    ("half a dozen emails last week", "26-11-09..26-11-15 x6"),
    ("twenty-five letters in 2024", "24-01-01..24-12-31 x25"),
    ("a couple of times last week", "26-11-09..26-11-15 x2 ~"),
    ("10-15 times last week", "26-11-09..26-11-15 x10 ~"),
    ("10 to 15 times last week", "26-11-09..26-11-15 x10 ~"),
    ("over 100 times since May", "26-05-01..26-11-22 x100 ~ over"),
    ("hundreds of times since May", "26-05-01..26-11-22 x100 ~ over"),
    ("dozens of texts yesterday", "26-11-21 x24 ~"),
    ("40+ texts yesterday", "26-11-21 x40 ~"),
    ("several times last week", "26-11-09..26-11-15 x?"),
    ("a few times last week", "26-11-09..26-11-15 x?"),
    ("loads of calls yesterday", "26-11-21 x?"),
    ("constantly since May", "26-05-01..26-11-22 x? over"),
    ("24/7 since Friday", "26-11-20..26-11-22 x? over"),
    ("all the time since Friday", "26-11-20..26-11-22 x? over"),
    ("less than 10 times since May", "26-05-01..26-11-22 x? over"),
    ("three nights last week", "26-11-09..26-11-15 x3"),
    ("999999999 calls since May", "26-05-01..26-11-22 x9999 ~ over"),
    # Several days, or one of them.
    ("Monday and Wednesday", "26-11-16..26-11-18 x2"),
    ("Mon, Tue and Fri", "26-11-16..26-11-20 x3"),
    ("Monday and Wednesday last week", "26-11-09..26-11-11 x2"),
    ("3, 5 and 9 May", "26-05-03..26-05-09 x3"),
    ("3rd, 5th and 9th of May", "26-05-03..26-05-09 x3"),
    ("20, 21 and 24 November", "25-11-20..25-11-24 x3"),
    ("twice on Monday and three times on Wednesday", "26-11-16..26-11-18 x5"),
    ("first in May, then again last week", "26-05-01..26-11-15 x2 ~"),
    ("Tuesday or Wednesday", "26-11-17..26-11-18 ~"),
    ("14/3 or 15/3", "26-03-14..26-03-15 ~"),
    ("Wednesday not Tuesday", "26-11-17..26-11-18 ~"),
    ("not sure, Tuesday", "26-11-17 ~"),
    ("he won't leave me alone since Friday", "26-11-20..26-11-22 x? over"),
    ("he came Tuesday and will be back next Friday", "26-11-17"),
    # Found by trying: each was read wrongly once.
    ("since last night", "26-11-21..26-11-22 x? over"),
    ("since last week", "26-11-09..26-11-22 x? over"),
    ("1.5 weeks ago", "26-11-09..26-11-15 ~"),
    ("over a year ago", "25-04-07..26-01-06 ~"),
    ("two hundred and fifty messages in May", "26-05-01..26-05-31 x250"),
    ("40-odd calls last week", "26-11-09..26-11-15 x40 ~"),
    ("5 a day since Friday", "26-11-20..26-11-22 x15 over"),
    ("3 nights in a row last week", "26-11-09..26-11-15 x3"),
    ("Tuesday 2015", "26-11-17"),
    ("3/4 May", "26-05-03..26-05-04 ~"),
    ("march up and down on Tuesday", "26-11-17"),
    ("between May and now", "26-05-01..26-11-22"),
    ("last Friday to Sunday", "26-11-20..26-11-22 x? over"),
    ("for over a year", "25-11-23..26-11-22 x? ~ over"),
    ("in the last 24 hours", "26-11-21..26-11-22"),
    ("lots of people saw it on Tuesday", "26-11-17"),
    ("Monday 17 November", "26-11-17 ~"),
    ("all year", "26-01-01..26-11-22 x? over"),
    ("today (Sunday)", "26-11-22"),
    ("the Friday before Christmas", "25-12-19"),
    ("a week before Halloween", "26-10-21..26-10-27 ~"),
    ("the week before Halloween", "26-10-24..26-10-30"),
    ("the last 3 nights", "26-11-19..26-11-21 x? over"),
    ("10 times in one day last week", "26-11-09..26-11-15 x10"),
    ("Summer/Autumn 2025", "25-06-01..25-11-30 ~"),
    ("a handful of times last month", "26-10-01..26-10-31 x?"),
    ("100s of messages since August", "26-08-01..26-11-22 x100 ~ over"),
    ("200 plus messages since August", "26-08-01..26-11-22 x200 ~ over"),
    ("Tues?", "26-11-17 ~"),
    ("half an hour ago", "26-11-22"),
    ("since May he has called 10 times", "26-05-01..26-11-22 x10 over"),
    ("on the night of 2nd/3rd November", "26-11-02..26-11-03 ~"),
    ("started 3 weeks ago and every day since", "26-11-01..26-11-22 x22 ~ over"),
    ("Christmas before last", "24-12-25"),
    ("the summer before last", "25-06-01..25-08-31"),
    ("5th of last month", "26-10-05"),
    ("the 5th and 12th of last month", "26-10-05..26-10-12 x2"),
    ("once or twice last week", "26-11-09..26-11-15 ~"),
    ("once or twice a week for four weeks", "26-10-26..26-11-22 x4 ~ over"),
    ("2/3 weeks ago", "26-10-29..26-11-11 ~"),
    ("18-20/11", "26-11-18..26-11-20 x? over"),
    ("end of the year", "26-09-01..26-11-22 ~"),
    ("early to mid November", "26-11-01..26-11-20 x? ~ over"),
    ("every day except Sunday last week", "26-11-09..26-11-15 x6 ~ over"),
    ("2 years ago this month", "24-10-08..25-01-06 ~"),
    ("every two or three days since 1 November", "26-11-01..26-11-22 x7 ~ over"),
    ("\u200e14\u200b/3\u200f", "26-03-14"),
    ("since we split up I've seen him on Tuesday", "26-11-17"),
]

NOT_READ = [
    "", "   ", ".", "?", "not known", "about 40 times", "40", "10pm", "22:10", "2.30", "around 2.10", "every day",
    "most nights", "twice a day", "for months", "for ages", "next Tuesday", "tomorrow", "next week",
    "14/12/2026", "23 November 2026", "December 2026", "2027", "3/14", "31/2", "14/13", "31 April", "0/5", "32/1",
    "31/2 or Tuesday", "999999999 years ago", "every day since year 1", "10^9 times", "1850", "in two weeks",
    "not since May", "I haven't heard from him since May", "not Tuesday", "before Christmas", "until Tuesday",
    "he sat in the sun", "he may come back", "07700 900123", "AB12 CDE", "flat 3, 12 Mill Lane", "192.168.1.1",
    "the third time", "my second call", "£3.10", "١٤/٣", "٣ days ago", "１４/３", "black friday",
    "bank holiday Monday", "every Christmas since 2020", "10-15", "24/7", "a week on Tuesday", "Tuesday week",
    "0 calls since Friday", "the following Tuesday",
    "two months", "he has done it for a while",
]  # fmt: skip

OTHER_DAYS = [
    (date(2027, 1, 1), "yesterday", "26-12-31"),
    (date(2027, 1, 1), "last year", "26-01-01..26-12-31"),
    (date(2027, 1, 1), "between Christmas and New Year", "26-12-25..27-01-01"),
    (date(2027, 1, 1), "this year", "27-01-01"),
    (date(2027, 1, 1), "last month", "26-12-01..26-12-31"),
    (date(2027, 1, 1), "since Boxing Day", "26-12-26..27-01-01 x? over"),
    (date(2027, 1, 1), "this winter", "26-12-01..27-01-01"),
    (date(2027, 1, 1), "last week", "26-12-21..26-12-27"),
    (date(2024, 2, 29), "29 February", "24-02-29"),
    (date(2024, 2, 29), "a year ago", "23-01-14..23-04-14 ~"),
    (date(2024, 2, 29), "a month ago", "24-01-14..24-02-13 ~"),
    (date(2024, 2, 29), "for a year", "23-03-01..24-02-29 x? over"),
    (date(2026, 11, 24), "Tuesday", "26-11-17"),
    (date(2026, 11, 24), "this Tuesday", "26-11-24"),
    (date(2026, 11, 24), "this Wednesday", "-"),
    (date(2026, 11, 24), "Monday and Wednesday", "26-11-16..26-11-18 x2"),
    (date(2026, 11, 24), "last weekend", "26-11-21..26-11-22"),
    (date(2026, 11, 24), "this weekend", "-"),
    (date(2026, 11, 24), "Friday to Sunday", "26-11-20..26-11-22 x? over"),
    (date(2026, 3, 31), "a month ago", "26-02-13..26-03-15 ~"),
]


@pytest.mark.parametrize(("said", "meant"), SAID)
def test_what_was_said(said: str, meant: str) -> None:
    assert shown(rough(said, TODAY)) == meant


@pytest.mark.parametrize("said", NOT_READ)
def test_what_says_no_day(said: str) -> None:
    assert shown(rough(said, TODAY)) == "-"


@pytest.mark.parametrize(("today", "said", "meant"), OTHER_DAYS)
def test_what_was_said_on_another_day(today: date, said: str, meant: str) -> None:
    assert shown(rough(said, today)) == meant


EXACT = [
    "{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "{d}/{m}/{yy:02}", "{d}.{m}.{yy:02}", "{d}.{m}.{y}", "{d}-{m}-{y}",
    "{y}-{m:02}-{d:02}", "{d} {month} {y}", "{d}{th} of {month} {y}", "{d} {mon} {y}", "{mon} {d}{th}, {y}",
    "the {d}{th} of {month} {y}", "{month} {d} {y}", "{d} {mon} {yy:02}", "{d}{mon}{y}", "on {d}{th} {month}, {y}",
]  # fmt: skip
HARMLESS = ["he came", "outside my work", "I was at home then", "with his brother", "to my door", "by the school gate",
            "when I finished", "around 10pm", "at 22:10", "it was raining", "(Hove)", "in the car park"]  # fmt: skip
DAYS = ["14/3", "last Tuesday", "Tuesday last week", "3rd of May", "Christmas Eve 2024", "yesterday",
        "14 Mar last year", "2026-03-14", "every night since Friday", "40 times since May",
        "twice last week", "3-9 May"]  # fmt: skip
PIECES = [
    "since", "for", "every", "last", "this", "week", "weeks", "ago", "before", "after", "between", "and", "to", "until",
    "or", "-", ",", "/", ".", "Tuesday", "sat", "May", "may", "Christmas", "2024", "31/2", "29 February", "the", "of",
    "3rd", "first", "end", "half", "a", "few", "dozen", "hundred", "times", "day", "night", "not", "about", "winter",
    "easter", "month", "year", "2 or 3", "over", "in", "now", "tonight", "next", "weekend", "999999999", "1900", "24/7",
    "most", "other", "twice", "all", "just", "years", "1.5", "0", "00", "x", "'24", "\u202e", "\x1b[2J", "٣", "mid-",
]  # fmt: skip
todays = st.dates(date(1950, 1, 1), date(2100, 12, 31))
phrases = st.lists(st.sampled_from(PIECES) | st.integers(0, 10**12).map(str), max_size=9).map(" ".join)
texts = st.text(max_size=400) | phrases | st.text(alphabet="0123456789/.-: ,", max_size=40)


def ordinal(day: int) -> str:
    return "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


@given(said=texts, today=todays)
def test_anything_may_be_typed(said: str, today: date) -> None:
    when = rough(said, today)
    if when is not None:
        assert date(1900, 1, 1) <= when.first <= when.last <= today
        assert when.times is None or 1 <= when.times <= MOST_TIMES
        words = in_words(when, today)
        assert words.isprintable() and len(words) < 60


@settings(max_examples=400)
@given(said=st.sampled_from([sample[0] for sample in SAID]), today=todays)
def test_every_phrase_is_read_on_any_day(said: str, today: date) -> None:
    when = rough(said, today)
    if when is not None:
        assert date(1900, 1, 1) <= when.first <= when.last <= today
        assert len(in_words(when, today)) < 60


@given(today=todays, ago=st.integers(0, 60 * 365), form=st.sampled_from(EXACT))
def test_a_day_is_read_as_it_was_written(today: date, ago: int, form: str) -> None:
    day = max(today - timedelta(days=ago), date(1900, 1, 1))
    words = {"th": ordinal(day.day), "month": f"{day:%B}", "mon": f"{day:%b}", "y": day.year, "yy": day.year % 100}
    assert rough(form.format(d=day.day, m=day.month, **words), today) == When(first=day, last=day)


@pytest.mark.parametrize(("said", "meant"), SAID)
def test_it_is_read_the_same_however_it_was_typed(said: str, meant: str) -> None:
    for typed in (
        said.upper(),
        said.lower(),
        said.replace(" ", "  "),
        f"{said}.",
        f"  {said}\n",
        said.replace("'", "’"),
    ):
        assert shown(rough(typed, TODAY)) == meant, typed


@given(day=st.sampled_from(DAYS), before=st.sampled_from(HARMLESS), after=st.sampled_from(HARMLESS))
def test_what_else_was_said_changes_nothing(day: str, before: str, after: str) -> None:
    for said in (f"{before} {day}", f"{day} {after}", f"{before}, {day}, {after}", f"{before} {day} {after}"):
        assert rough(said, TODAY) == rough(day, TODAY), said


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("last Tuesday", "Tue 17 Nov 2026"),
        ("14 Mar last year", "Fri 14 Mar 2025"),
        ("between Christmas and New Year", "between 25 Dec 2025 and 1 Jan 2026"),
        ("every day since Friday", "Fri 20 Nov to today, 3 times"),
        ("about 40 times since May", "since 1 May 2026, about 40 times"),
        ("since May", "since 1 May 2026"),
        ("since about Easter", "since about 5 Apr 2026"),
        ("May", "May 2026"),
        ("in 2024", "2024"),
        ("twice last week", "between Mon 9 and Sun 15 Nov, twice"),
        ("several times last week", "between Mon 9 and Sun 15 Nov, more than once"),
        ("in the last month", "between 23 Oct and today"),
        ("two weeks ago", "roughly between Thu 5 and Wed 11 Nov"),
        ("3-9 May", "Sun 3 to Sat 9 May"),
        ("every day in October", "October 2026, 31 times"),
        ("summer 2025", "between 1 Jun and 31 Aug 2025"),
        ("I think Tuesday", "about Tue 17 Nov 2026"),
        ("every night since yesterday", "Sat 21 Nov 2026, once"),
    ],
)
def test_what_was_understood_in_words(said: str, words: str) -> None:
    when = rough(said, TODAY)
    assert when is not None and in_words(when, TODAY) == words


@pytest.mark.parametrize(
    "said",
    ["9" * 10_000, "1/" * 5_000, "every day " * 1_000, "3, " * 3_000, "a " * 5_000, "\u202e" * 9_000 + "May",
     "10 or " * 2_000, "Tuesday last week " * 500, "-" * 10_000, "since " * 2_000, "half a " * 1_000],
    ids=range(11),
)  # fmt: skip
def test_of_a_long_text_only_the_beginning_is_read(said: str) -> None:
    assert rough(said, TODAY) == rough(said[:300], TODAY)
