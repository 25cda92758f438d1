"""The course of conduct, drawn: how often in each week, breaches and reports under it, then words and the list."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from stalkdesk.text import clip
from stalkdesk.widgets.lines import ALIVE, DIM, STRONG, Lines, Part

if TYPE_CHECKING:
    from stalkdesk.conduct.course import Course, Happened

MOST_HIGH = 3
LEFT = 9
"""Cells of the words before the rows of the picture."""


def drawn(course: Course, width: int, rows: int) -> Lines:
    """The picture, so many rows high, and what it shows in words."""
    from stalkdesk.conduct.picture import in_words, picture

    lines = Lines()
    if sum(course.weeks):
        seen = picture(course, width - LEFT, rows)
        for number, bars in enumerate(seen.bars):
            head = "By week" if not number else ""
            lines.add((head, STRONG), (" " * (LEFT - len(head)), ""), *_coloured(bars, seen.spread))
        for name, row, style in (("breach", seen.breaches, "bold $red"), ("report", seen.reports, "bold $amber")):
            if row:
                lines.add((f"{name:{LEFT}}", DIM), (row, style))
        lines.add((" " * LEFT, ""), (seen.months, DIM))
        lines.add((" " * LEFT, ""), (seen.scale, DIM))
    lines.text(" ".join(in_words(course)), width, "$text-soft")
    return lines


def _coloured(bars: str, spread: tuple[bool, ...]) -> list[Part]:
    """A row of the picture; what is only spread evenly is grey."""
    parts: list[Part] = []
    for even, cells in groupby(zip(bars, spread, strict=True), key=lambda one: one[1]):
        parts.append(("".join(bar for bar, _ in cells), DIM if even else ALIVE))
    return parts


def listed(course: Course, width: int) -> Lines:
    """Every incident and report in order, the latest first; what has no day stands last."""
    lines = Lines()
    dated = sorted((one for one in course.happened if one.when is not None), key=_latest, reverse=True)
    told = sorted(course.reports, key=lambda one: one.day, reverse=True)
    for one in dated:
        while told and one.when is not None and told[0].day >= one.when.last:
            _report(lines, told.pop(0).ref, width, course)
        _incident(lines, one, course, width)
    for report in told:
        _report(lines, report.ref, width, course)
    for one in course.happened:
        if one.when is None:
            _incident(lines, one, course, width)
    return lines


def _latest(one: Happened) -> tuple[object, object]:
    assert one.when is not None
    return one.when.last, one.when.first


def _report(lines: Lines, ref: str, width: int, course: Course) -> None:
    report = next(one for one in course.reports if one.ref == ref)
    day = f"{report.day:%a} {report.day.day} {report.day:%b %Y}"
    lines.text(
        f"reported to us{', this call' if report.ours else ''}",
        width,
        "bold $amber",
        first=f"R  {day}  {ref}  ",
        rest="   ",
        head="bold $amber",
    )


def _incident(lines: Lines, one: Happened, course: Course, width: int) -> None:
    from stalkdesk.conduct.calendar_days import in_words

    when = in_words(one.when, course.today) if one.when is not None else (clip(one.said, 60) or "day not known")
    told = [one.what, one.where, one.evidence and f"evidence: {one.evidence}"]
    words = "; ".join(part for part in told if part) or "nothing more said"
    where = "" if one.ours else f"{one.ref}  " if not one.whose else f"{one.ref}, {one.whose}  "
    breach = f"broke {one.breach}: " if one.breach else ""
    mark = "B" if one.breach else "·"
    style = "bold $red" if one.breach else STRONG
    lines.text(f"{where}{breach}{words}", width, "$text-soft", first=f"{mark}  {when}  ", rest="   ", head=style)
