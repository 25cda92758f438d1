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


def table(rows: str) -> list[tuple[str, str]]:
    """Each phrase with what it means, of `26-11-22 = today | tonight;`. `#` says what the next are about."""
    lines = " ".join(line for line in rows.splitlines() if not line.lstrip().startswith("#"))
    meanings = [row.partition(" = ") for row in " ".join(lines.split()).split(";") if row.strip()]
    return [(phrase.strip(), meant.strip()) for meant, _, said in meanings for phrase in said.split(" | ")]


SAID = table(
    """
    # Today and the days before it.
    26-11-22 = today | this morning | this afternoon at 2.30 | tonight | just now | an hour ago | ten minutes ago |
    half an hour ago | earlier today; 26-11-21 = Yesterday | yesterday evening about 6pm | last night; 26-11-20 =
    the day before yesterday | the night before last | two days ago; 26-11-19 = 3 days ago; 26-11-18..26-11-20 ~ =
    about 3 days ago; 26-11-16..26-11-20 ~ = a few days ago; 26-11-18..26-11-21 ~ = a couple of days ago;
    26-11-12..26-11-18 ~ = a week ago; 26-11-05..26-11-11 ~ = two weeks ago | a fortnight ago; 26-10-29..26-11-11 ~
    = a couple of weeks ago | 2-3 weeks ago; 26-08-07..26-09-06 ~ = three months ago; 25-10-08..26-01-06 ~ = a year
    ago; 26-11-15 = a week ago today; 26-11-14 = a week ago yesterday; 26-11-15..26-11-20 ~ = the other day | the
    other night; 26-10-25..26-11-22 ~ = recently;
    # Days of the week.
    26-11-17 = Tuesday | on tues | last Tuesday | Tuesday just gone | Tuesday night | this Tuesday | Tuesday 17
    November | Tuesday, 17th | outside my work on Tuesday when I finished | he sat outside on Tuesday | he may have
    come on Tuesday; 26-11-15 = Sunday; 26-11-20 = late on Friday night; 26-11-22 = this Sunday; 26-11-10 = Tuesday
    last week | last week on Tuesday | Tuesday of last week | Tuesday week ago | a week last Tuesday | Tuesday
    before last | the Tuesday before last; 26-11-03 = two weeks last Tuesday | Tuesday the week before last;
    26-11-03..26-11-10 ~ = two weeks ago on Tuesday; 26-11-21 = Sat night; 26-11-17 ~ = I think Tuesday;
    26-05-01..26-05-31 = one Tuesday in May;
    # Weeks, weekends, months, years.
    26-11-16..26-11-22 = this week; 26-11-09..26-11-15 = last week | one day last week | week commencing 9 November;
    26-11-02..26-11-08 = the week before last; 26-11-14..26-11-15 = last weekend; 26-11-21..26-11-22 = the weekend |
    at the weekend; 26-11-07..26-11-08 = weekend before last; 26-11-01..26-11-22 = this month | in November;
    26-10-01..26-10-31 = last month; 26-09-01..26-09-30 = the month before last; 26-01-01..26-11-22 = this year;
    25-01-01..25-12-31 = last year; 24-01-01..24-12-31 = the year before last | in 2024 | 2024; 26-05-01..26-05-31 =
    May | last May; 25-12-01..25-12-31 = December; 25-11-01..25-11-30 = last November; 25-05-01..25-05-31 = May last
    year | last year in May; 24-05-01..24-05-31 = May 2024 | May '24; 26-05-01..26-05-10 ~ = early May | the start
    of May; 26-05-11..26-05-20 ~ = mid-May; 26-05-21..26-05-31 ~ = late May; 26-10-01..26-10-10 ~ = beginning of
    last month; 24-05-21..24-05-31 ~ = towards the end of May 2024; 24-01-01..24-04-30 ~ = early 2024;
    25-09-01..25-12-31 ~ = end of last year; 26-05-01..26-05-07 = the first week of May; 26-05-25..26-05-31 = last
    week of May; 26-05-04 = first Monday in May; 25-06-01..25-08-31 = summer 2025; 26-06-01..26-08-31 = last summer;
    26-03-01..26-05-31 = in the spring; 25-12-01..26-02-28 = winter; 26-09-01..26-11-22 = autumn; 25-09-01..25-11-30
    = last autumn;
    # Feasts.
    25-12-25 = Christmas | Christmas last year; 25-12-24 = Christmas Eve; 24-12-25 = Christmas Day 2024; 25-12-26 =
    Boxing Day; 25-12-31 = New Year's Eve; 26-01-01 = New Year’s Day | at New Year; 26-10-31 = Halloween; 26-11-05 =
    bonfire night | Guy Fawkes; 26-02-14 = Valentine's Day | valentines; 26-04-05 = Easter; 26-04-06 = Easter
    Monday; 26-04-03 = Good Friday; 24-03-31 = Easter 2024; 26-03-15 = Mother's Day; 25-12-24..25-12-27 ~ = over
    Christmas; 25-12-23 = two days before Christmas; 25-12-27 = the day after Boxing Day;
    # Dates.
    26-03-14 = 14/3 | 14/3, around 10pm | 14.3.26 | 14-3-2026 | 2026-03-14 | 22:10 on 14/3 | 14/3 2200hrs |
    [14/03/2026, 22:10:05]; 26-05-03 = 3rd of May | May 3rd; 24-05-03 = May 3, 2024; 26-11-03 = the 3rd; 26-10-30 =
    the 30th; 25-12-14 = 14 December; 25-03-14 = 14 Mar last year; 24-03-14 = 14 march 24; 26-05-01 = first of May;
    26-05-21 = the twenty-first of May; 24-02-29 = 29 February; 26-11-04 = 3am on the 4th; 26-03-11..26-03-17 ~ =
    around 14 March;
    # From one to another.
    25-12-25..26-01-01 = between Christmas and New Year; 26-05-03..26-05-09 = between 3 and 9 May;
    26-11-03..26-11-09 = between the 3rd and the 9th; 26-05-03..26-05-09 x? over = 3-9 May | May 3 to 9;
    24-05-03..24-05-09 x? over = 3 to 9 May 2024; 26-11-16..26-11-18 x? over = from Monday to Wednesday;
    26-11-09..26-11-13 x? over = Mon-Fri last week; 26-05-01..26-07-31 x? over = May to July; 24-05-01..24-07-31 x?
    over = May to July 2024; 25-11-01..26-01-31 x? over = November to January; 23-05-01..23-07-31 x? over = May 2023
    until July; 23-12-28..24-01-03 x? over = 28 December to 3 January 2024; 26-11-17..26-11-22 x? over = from last
    Tuesday till now; 26-03-14..26-03-20 x? over = 14/3 - 20/3; 23-01-01..24-12-31 x? = 2023 and 2024;
    23-01-01..24-12-31 x? over = 2023-2024;
    # Since then, for so long.
    26-05-01..26-11-22 x? over = since May | from May onwards; 24-01-01..26-11-22 x? over = since 2024;
    26-11-17..26-11-22 x? over = since last Tuesday; 25-12-25..26-11-22 x? over = ever since Christmas;
    26-11-08..26-11-22 x? ~ over = since two weeks ago; 26-05-01..26-11-22 x? ~ over = since we split up in May;
    26-06-01..26-08-31 x? over = all summer; 26-11-09..26-11-15 x? over = all last week; 26-05-01..26-05-31 x? over
    = throughout May; 26-11-20..26-11-22 x? over = for three days; 26-11-09..26-11-22 x? over = for two weeks;
    26-08-23..26-11-22 x? ~ over = for about three months; 25-05-23..26-11-22 x? over = for a year and a half;
    26-10-12..26-11-22 x? over = for the last six weeks; 25-11-23..26-11-22 x? over = for the past year;
    26-08-23..26-11-22 x? over = over the last three months; 26-11-09..26-11-22 = in the last fortnight; 26-11-17 =
    for two hours on Tuesday;
    # How often.
    26-11-20..26-11-21 x2 over = every night since Friday; 26-11-20..26-11-22 x3 over = every night since Friday,
    and tonight | every day since Friday | daily since Friday; 26-11-16..26-11-22 x7 over = every day for a week;
    26-11-15..26-11-21 x7 over = every night for a week; 26-11-09..26-11-15 x7 over = every day last week;
    26-11-09..26-11-15 x4 over = every other day last week; 26-10-01..26-11-22 x7 ~ over = every Tuesday since
    October; 26-11-01..26-11-22 x6 ~ over = Tuesdays and Thursdays since 1 November; 26-11-09..26-11-15 x5 over =
    every weekday last week; 26-10-01..26-10-31 x5 ~ over = every weekend in October; 26-10-12..26-11-22 x6 ~ over =
    weekly for six weeks | once a week for six weeks; 26-08-23..26-11-22 x65 ~ over = most days for about three
    months; 26-11-09..26-11-15 x5 ~ over = most nights last week; 26-11-09..26-11-15 x6 ~ over = nearly every day
    last week; 26-11-20..26-11-22 x6 over = twice a day since Friday; 26-11-20..26-11-22 x30 over = 10 times a day
    since Friday; 26-11-16..26-11-22 x280 over = 40 calls a day for a week; 26-10-26..26-11-22 x8 ~ over = two or
    three times a week for four weeks; 26-10-01..26-10-31 x8 ~ over = every few days in October; 26-11-20..26-11-22
    x? over = several times a day since Friday; 26-11-17..26-11-22 x6 over = he came on Tuesday and has rung every
    day since;
    # So many times.
    26-11-09..26-11-15 x2 = twice last week; 26-05-01..26-05-31 = once in May; 26-11-21 x3 = three times yesterday;
    26-11-16..26-11-22 x40 over = 40 times since Monday | 40 calls since Monday; 26-05-01..26-11-22 x40 ~ over =
    about 40 times since May; 26-11-21 x12 = 12 texts yesterday; 26-11-21 x15 = 3 calls and 12 texts yesterday;
    26-11-21 x30 = 30 messages last night; 26-05-01..26-11-22 x1000 over = 1,000 missed calls since May;
    26-05-01..26-05-31 x12 = a dozen times in May; 26-11-09..26-11-15 x6 = half a dozen emails last week;
    24-01-01..24-12-31 x25 = twenty-five letters in 2024; 26-11-09..26-11-15 x2 ~ = a couple of times last week;
    26-11-09..26-11-15 x10 ~ = 10-15 times last week | 10 to 15 times last week; 26-05-01..26-11-22 x100 ~ over =
    over 100 times since May | hundreds of times since May; 26-11-21 x24 ~ = dozens of texts yesterday; 26-11-21 x40
    ~ = 40+ texts yesterday; 26-11-09..26-11-15 x? = several times last week | a few times last week; 26-11-21 x? =
    loads of calls yesterday; 26-05-01..26-11-22 x? over = constantly since May | less than 10 times since May;
    26-11-20..26-11-22 x? over = 24/7 since Friday | all the time since Friday; 26-11-09..26-11-15 x3 = three nights
    last week; 26-05-01..26-11-22 x9999 ~ over = 999999999 calls since May;
    # Several days, or one of them.
    26-11-16..26-11-18 x2 = Monday and Wednesday; 26-11-16..26-11-20 x3 = Mon, Tue and Fri; 26-11-09..26-11-11 x2 =
    Monday and Wednesday last week; 26-05-03..26-05-09 x3 = 3, 5 and 9 May | 3rd, 5th and 9th of May; - = 20, 21 and
    24 November; 26-11-16..26-11-18 x5 = twice on Monday and three times on Wednesday; 26-05-01..26-11-15 x2 ~ =
    first in May, then again last week; 26-11-17..26-11-18 ~ = Tuesday or Wednesday | Wednesday not Tuesday;
    26-03-14..26-03-15 ~ = 14/3 or 15/3; 26-11-17 ~ = not sure, Tuesday; 26-11-20..26-11-22 x? over = he won't leave
    me alone since Friday; 26-11-17 = he came Tuesday and will be back next Friday;
    # Found by trying: each was read wrongly once.
    26-11-21..26-11-22 x? over = since last night; 26-11-09..26-11-22 x? over = since last week; 26-11-09..26-11-15
    ~ = 1.5 weeks ago | once or twice last week; 25-04-07..26-01-06 ~ = over a year ago; 26-05-01..26-05-31 x250 =
    two hundred and fifty messages in May; 26-11-09..26-11-15 x40 ~ = 40-odd calls last week; 26-11-20..26-11-22 x15
    over = 5 a day since Friday; 26-11-09..26-11-15 x3 = 3 nights in a row last week; 26-11-17 = Tuesday 2015 |
    march up and down on Tuesday | lots of people saw it on Tuesday | since we split up I've seen him on Tuesday;
    26-05-03..26-05-04 ~ = 3/4 May; 26-05-01..26-11-22 = between May and now; 26-11-20..26-11-22 x? over = last
    Friday to Sunday; 25-11-23..26-11-22 x? ~ over = for over a year; 26-11-21..26-11-22 = in the last 24 hours; - =
    Monday 17 November; 26-11-17 ~ = Tues?; 26-01-01..26-11-22 x? over = all year; 26-11-22 = today (Sunday) | half
    an hour ago; 25-12-19 = the Friday before Christmas; 26-10-21..26-10-27 ~ = a week before Halloween;
    26-10-24..26-10-30 = the week before Halloween; 26-11-19..26-11-21 x? over = the last 3 nights;
    26-11-09..26-11-15 x10 = 10 times in one day last week; 25-06-01..25-11-30 ~ = Summer/Autumn 2025;
    26-10-01..26-10-31 x? = a handful of times last month; 26-08-01..26-11-22 x100 ~ over = 100s of messages since
    August; 26-08-01..26-11-22 x200 ~ over = 200 plus messages since August; 26-05-01..26-11-22 x10 over = since May
    he has called 10 times; 26-11-02..26-11-03 = on the night of 2nd/3rd November; 26-11-01..26-11-22 x22 ~ over =
    started 3 weeks ago and every day since; 24-12-25 = Christmas before last; 25-06-01..25-08-31 = the summer
    before last; 26-10-05 = 5th of last month; 26-10-05..26-10-12 x2 = the 5th and 12th of last month;
    26-10-26..26-11-22 x4 ~ over = once or twice a week for four weeks; 26-10-29..26-11-11 ~ = 2/3 weeks ago;
    26-11-18..26-11-20 x? over = 18-20/11; 26-09-01..26-11-22 ~ = end of the year; 26-11-01..26-11-20 x? ~ over =
    early to mid November; 26-11-09..26-11-15 x6 over = every day except Sunday last week; 24-10-08..25-01-06 ~ = 2
    years ago this month; 26-11-01..26-11-22 x7 ~ over = every two or three days since 1 November; 26-03-14 =
    \u200e14\u200b/3\u200f;
    """
)

FRESH_TODAY = date(2026, 11, 24)
"""A Tuesday."""

FRESH = table(
    """
    # As of a Tuesday: slips, large numbers, exceptions, two rates, nights, weeks before and after, often said.
    - = 20/11/27 | 20 Nov 27 | May '27 | 25/11 | 30/11 | 1/12 | 1.12 | 25 Nov | 14/11/40 | followed me 4 times, last
    time Tuesday | since Sunday nothing | nothing since Sunday | it stopped in March | he was in prison from March
    to August | stopped in March, started again in October | until last week | every night for a week then stopped |
    every night since Friday, last night 3 times | once a week since June and every day since Sunday | 3 times a
    week for five weeks, then every day since Sunday | used to be once a month, now every day since Sunday | 3
    nights running | 3 days in a row | a week Tuesday | a week on Tuesday | day after he was released on 3/11 | 3
    weeks after I left him in August | two weeks before my birthday on 3rd June | Thursday 18/11 | Jan 25 | March 19
    | January 26; 74-11-20 = 20/11/74; 26-10-01..26-10-31 x300 ~ = three or four hundred messages in October;
    26-05-01..26-11-24 x200 ~ over = a couple of hundred texts since May; 26-05-01..26-11-24 x2000 ~ over = a couple
    of thousand texts since May | two or three thousand texts since May; 26-01-01..26-11-24 x9999 ~ over = 100 calls
    a day since January; 23-11-25..26-11-24 x9999 ~ over = 200 a day for 3 years; 26-09-01..26-11-23 x72 ~ over =
    every night since 1 September except Sundays; 26-11-20..26-11-23 x3 over = every night since Friday apart from
    Saturday; 26-11-16..26-11-22 x6 over = every night last week bar Tuesday; 26-11-16..26-11-22 x3 = 3 out of 7
    nights last week; 26-10-01..26-10-31 x8 = 8 out of 10 days in October; 26-09-01..26-11-24 x60 ~ over = 5 days
    out of 7 since September; 26-11-01..26-11-24 x24 ~ over = from 1 Nov every day; 26-09-01..26-11-24 x61 ~ over =
    Mon-Fri every week since Sept; 26-11-06..26-11-20 x3 = the last 3 Fridays; 26-10-03..26-10-05 x3 = Oct 3rd 4th
    and 5th; 26-11-14..26-11-15 x? over = Sat 14 - Sun 15 Nov; 26-11-22..26-11-23 x2 = yesterday and the day before;
    26-11-14..26-11-15 = 2300 14/11 - 0200 15/11 | 14/11/26 - 15/11/26 between 2300 and 0200 | overnight 14/15 Nov;
    26-11-17..26-11-18 = Tuesday night early hours of Wednesday; 26-11-20..26-11-21 = Friday night into Saturday
    morning; 26-01-01..26-11-24 x? ~ over = since the beginning of the year | since the start of 2026; 26-11-16 = a
    week yesterday | week last Monday | a week last Monday; 24-12-25 = christmas 2 years ago; 25-12-24..25-12-31 =
    Christmas week; 25-11-09..25-12-09 ~ = this time last year; 26-11-18 = Wednesday 18/11 | wendesday;
    26-05-01..26-07-31 = some time between May and July; 26-09-01..26-11-24 x43 ~ over = every other day since
    September; 26-04-05..26-11-24 x33 ~ over = every Friday since Easter; 25-11-25..26-11-24 x365 ~ over = every
    single day for a year; 26-08-31 = August bank holiday; 26-05-25 = spring bank holiday; 26-05-04 = May bank
    holiday; 26-04-06 = Easter Monday; 26-11-07..26-11-13 ~ = fortnight ago; 26-11-15 = 2 Sundays ago;
    26-10-10..26-10-16 ~ = 6wks ago; 26-11-07..26-11-20 ~ = a week or two ago; 26-10-14..26-11-24 x? over = for 6
    wks; 25-12-25..26-11-24 x? ~ over = since before Christmas; 26-11-20 = 20-11; 26-11-23 = yesturday;
    26-11-01..26-11-24 = novemeber;
    26-11-23..26-11-24 x2 over = 0730 every morning since Monday; 26-11-23 = Mon 10; - = Tuesday 10 | Thursday 20;
    26-11-03..26-11-24 x10 ~ over = it started 3 weeks ago and he has called 10 times;
    25-04-09..25-07-08 ~ = 1.5 yrs ago; 26-11-09..26-11-11 x? over = Mon 9 to Wed 11;
    26-11-16..26-11-18 x3 = Mon 16, Tues 17 and Wed 18 Nov;
    """
)

TYPED = table(
    """
    # Refused: it can not be sure.
    - = 14/11 2015 | Nov 20 | Nov 20-22 | Nov 26 | bank hol Monday | bank holiday weekend | 3 yesterday 2 today | 40
    calls yesterday, 20 today | every Friday night since October, 3 times each | Sep 25 | the weekend after
    Halloween | he stopped calling in March | it ended in March | went quiet in March | quiet since Sunday | came
    Tuesday, nothing since | Tuesday nothing | on remand since May | he was away all of May | 4 incidents, latest
    Tuesday | every night bar one since Friday | 9 out of 10 days since May | 1st Monday of every month since Jan |
    once a week, then twice a week since June | weekly at first, now daily since 1 Nov | daily in May and weekly in
    June | every day last week and twice on Tuesday | Monday night to Tuesday morning | a week today | Halloween a
    couple of years ago | last week or the week before | Tuesday and the day before | Tuesday and again the next day
    | 4 5 and 6 November | since Jan 25 | between Jan 20 and Jan 25 | Friday 19/11 | 19/11 Friday | 19/11, Friday |
    today (Wed) | Monday last night | Fri 19 Nov 2026 | Wednesday 25/11 | since 30/11 | 20/11/37 | Nov 20th 27 |
    yesterday, Friday | 3 times in May, 2 in June | every year at Christmas;
    # As tired people type it.
    26-11-14 = 14 Nov 1930 | 2000-2030 on 14/11; 26-11-14..26-11-15 = btwn 2200 hrs 14/11/26 and 0700 hrs 15/11/26 |
    btwn 22:00 on 14/11 and 07:00 on 15/11 | o/n 14/15 Nov | o/n 14-15/11 | o/n 14/11-15/11 | two weekends ago |
    14th Nov 2300 to 15th Nov 0200 | night of 14th-15th November | the night of Saturday 14th to Sunday 15th Nov;
    26-11-20..26-11-21 = overnight Fri into Sat; 26-11-21..26-11-22 = late Sat night early Sun morning | last wkend
    | overnight Saturday to Sunday; 26-11-09..26-11-15 = wk before last; 26-11-16..26-11-22 = last wk | some time
    last week | mid week last week; 26-11-23 = yday | y'day pm | last night 1900-2000 | last night 2000-2030;
    26-11-24 = 2day | this am; 26-11-09..26-11-11 x? over = mon 9 - wed 11 nov; 26-11-23 x10 = 10 x calls yday;
    26-11-23 x10 ~ = 10+ calls yday; 26-05-01..26-11-24 x30 ~ over = c.30 calls since May; 26-11-23..26-11-24 x40
    over = 20 calls p/d since Mon; 26-09-01..26-11-24 x24 ~ over = 2-3 x week since sept; 26-09-01..26-11-24 x36 ~
    over = 3x week since sept | 3 times a week every week since Sept; 26-01-01..26-11-24 x10 ~ over = once a mth
    since Jan; 26-11-20..26-11-23 x4 over = everynight since Friday; 26-11-01..26-11-24 x24 ~ over = daily from
    1/11; 26-05-25..26-11-24 x? over = ongoing 6 months; 26-11-20..26-11-24 x20 over = 20 calls in 2 days since
    Friday; 26-11-20..26-11-22 x3 = Nov 20, 21 and 22; 26-11-01..26-11-07 = first wk Nov; 26-10-21..26-11-10 ~ = end
    of Oct beginning of Nov; 25-12-25..26-01-01 = between xmas and NY; 26-01-01 = NYD; 26-03-22..26-04-19 ~ = easter
    hols; 26-08-31 = aug bank hol; 26-08-29..26-08-31 = August bank holiday weekend; 26-05-02..26-05-04 = May bank
    holiday weekend; 26-05-25 = late May bank holiday; 26-11-20 = turned up fri; 26-11-16..26-11-17 x2 = followed
    mon and tues; 26-11-23 x20 = 20 snapchats yesterday; 26-10-01..26-10-31 x? over = thruout Oct;
    26-11-22..26-11-24 x? ~ over = last few days; 26-11-07..26-11-22 x3 = last 3 weekends; 26-05-01..26-11-24 x?
    over = once in a while since May; 26-11-16..26-11-22 x? ~ = more than once last week; 26-11-16..26-11-22 x? = a
    number of times last week | 3 times, 20 calls each time last week; 26-09-01..26-11-24 x? ~ over = less than once
    a week since Sept; 26-05-01..26-11-24 x200 ~ over = two to three hundred messages since May; 26-05-01..26-11-24
    x1500 over = 1.5k messages since May; 26-05-01..26-11-24 x2000 over = 2k messages since May; 26-05-01..26-11-24
    x2300 over = two thousand three hundred texts since May; 26-05-01..26-11-24 x500 ~ over = 5 or 6 hundred texts
    since May; 26-05-01..26-11-24 x300 ~ over = a few hundred messages since May; 26-10-01..26-11-24 x24 ~ over = 3
    times every Friday since October; 25-05-01..26-11-24 x? over = started in May 2025 still going on;
    25-09-01..25-11-30 = autumn 25; 26-10-18..26-10-31 = last two weeks in October; 26-10-27..26-10-31 ~ = last few
    days of October; 26-11-17 = 17-Nov-26 | this time last week | 1930-2000 on Tuesday; 26-11-14..26-11-20 ~ =
    17/11ish; 26-11-03..26-11-05 ~ = a few days after Halloween; 26-11-11 = Weds wk before last; 26-11-01..26-11-24
    x20 ~ over = every day but Sunday since 1 Nov; 26-11-01..26-11-24 x17 ~ over = every day except weekends since 1
    Nov; 26-11-16..26-11-22 x6 over = apart from Tuesday he came every day last week; 26-11-16..26-11-22 x4 = 4 out
    of 5 days last week; 26-09-01..26-11-24 x60 ~ over = 5 nights out of 7 since 1 September; 26-10-01..26-11-24 x23
    ~ over = Mon, Wed and Fri every week since Oct; 26-10-01..26-10-31 x4 = 4 Saturdays in Oct; 26-11-22..26-11-23 =
    Sun 11pm - Mon 2am; 26-11-15 = week last Sunday; 26-10-23 = a month yesterday; 26-11-14..26-11-22 ~ = a week ago
    last Sunday; 26-10-24..26-10-30 ~ = same time last month; 24-10-31 = Halloween 2 years ago; 25-11-04..25-11-12
    x3 = Nov 4th, 9th & 12th 2025; 26-01-01..26-11-24 x1000 ~ = 10 to 15 hundred messages this year;
    26-11-23..26-11-24 x24 ~ = two or three dozen calls this week; 26-05-01..26-11-24 x? ~ over = since early May;
    26-11-23 x3 = not once but 3 times yesterday; 26-06-01..26-11-24 x? over = bi-weekly since June;
    """
)

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
    *((date(2027, 1, 1), *row) for row in table("""
        26-12-31 = yesterday; 26-01-01..26-12-31 = last year; 26-12-25..27-01-01 = between Christmas and New
        Year; 27-01-01 = this year; 26-12-01..26-12-31 = last month; 26-12-26..27-01-01 x? over = since
        Boxing Day; 26-12-01..27-01-01 = this winter; 26-12-21..26-12-27 = last week;
        """)),
    *((date(2024, 2, 29), *row) for row in table("""
        24-02-29 = 29 February; 23-01-14..23-04-14 ~ = a year ago; 24-01-14..24-02-13 ~ = a month ago;
        23-03-01..24-02-29 x? over = for a year;
        """)),
    *((date(2026, 11, 24), *row) for row in table("""
        26-11-17 = Tuesday; 26-11-24 = this Tuesday; - = this Wednesday | this weekend; 26-11-16..26-11-18
        x2 = Monday and Wednesday; 26-11-21..26-11-22 = last weekend; 26-11-20..26-11-22 x? over = Friday to
        Sunday;
        """)),
    *((date(2026, 3, 31), *row) for row in table("26-02-13..26-03-15 ~ = a month ago;")),
]  # fmt: skip


@pytest.mark.parametrize(("said", "meant"), SAID)
def test_what_was_said(said: str, meant: str) -> None:
    assert shown(rough(said, TODAY)) == meant


@pytest.mark.parametrize(("said", "meant"), [*FRESH, *TYPED])
def test_what_was_said_two_days_later(said: str, meant: str) -> None:
    assert shown(rough(said, FRESH_TODAY)) == meant


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
@given(said=st.sampled_from([sample[0] for sample in (*SAID, *FRESH, *TYPED)]), today=todays)
def test_every_phrase_is_read_on_any_day(said: str, today: date) -> None:
    when = rough(said, today)
    if when is not None:
        assert date(1900, 1, 1) <= when.first <= when.last <= today
        assert len(in_words(when, today)) < 60


@given(today=todays, ago=st.integers(0, 60 * 365), form=st.sampled_from(EXACT))
def test_a_day_is_read_as_it_was_written(today: date, ago: int, form: str) -> None:
    day = max(today - timedelta(days=ago), date(1900, 1, 1))
    # Of two figures, a year that may be still to come, or is long gone, is a slip.
    sure = "yy" not in form or day.year // 100 == today.year // 100
    sure = sure or (day.year % 100 >= 50 and day.year + 90 > today.year)
    words = {"th": ordinal(day.day), "month": f"{day:%B}", "mon": f"{day:%b}", "y": day.year, "yy": day.year % 100}
    assert rough(form.format(d=day.day, m=day.month, **words), today) == (When(first=day, last=day) if sure else None)


@pytest.mark.parametrize(("said", "meant"), SAID)
def test_it_is_read_the_same_however_it_was_typed(said: str, meant: str) -> None:
    spaced = said.replace(" ", "  ")
    for typed in (said.upper(), said.lower(), spaced, f"{said}.", f"  {said}\n", said.replace("'", "’")):
        assert shown(rough(typed, TODAY)) == meant, typed


@given(day=st.sampled_from(DAYS), before=st.sampled_from(HARMLESS), after=st.sampled_from(HARMLESS))
def test_what_else_was_said_changes_nothing(day: str, before: str, after: str) -> None:
    for said in (f"{before} {day}", f"{day} {after}", f"{before}, {day}, {after}", f"{before} {day} {after}"):
        assert rough(said, TODAY) == rough(day, TODAY), said


IN_WORDS = table(
    """
    Tue 17 Nov 2026 = last Tuesday; Fri 14 Mar 2025 = 14 Mar last year; between 25 Dec 2025 and 1 Jan 2026 = between
    Christmas and New Year; Fri 20 Nov to today, 3 times = every day since Friday; since 1 May 2026, about 40 times
    = about 40 times since May; since 1 May 2026 = since May; since about 5 Apr 2026 = since about Easter; May 2026
    = May; 2024 = in 2024; between Mon 9 and Sun 15 Nov, twice = twice last week; between Mon 9 and Sun 15 Nov, more
    than once = several times last week; between 23 Oct and today = in the last month; roughly between Thu 5 and Wed
    11 Nov = two weeks ago; Sun 3 to Sat 9 May = 3-9 May; October 2026, about 31 times = every day in October;
    between 1 Jun and 31 Aug 2025 = summer 2025; about Tue 17 Nov 2026 = I think Tuesday; Sat 21 Nov 2026, once =
    every night since yesterday;
    """
)


@pytest.mark.parametrize(("said", "words"), IN_WORDS)
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
