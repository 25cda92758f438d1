"""What a record does not say: on the highest level too, whoever is sent has to know what nobody knows (DOMAIN R1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from stalkdesk.handover.document import Block

CONTEXT: Final = ("how_long", "report_refs", "substance", "suspect_mental_health")
"""Questions on which no rule and no question that has to be asked hangs; not listed where they are not known."""
_RAISES: Final = ", and could raise the level"
_STATES: Final = {
    "unknown": "caller doesn't know",
    "declined": "would rather not say",
    "unsafe": "not safe to ask",
}
_VALUE: Final = ""
"""Stands for an answer that has a value: where it could raise the level still, it is not known how lately."""

Group = tuple[str, tuple[str, ...]]


def not_known(record: Mapping[str, Any], names: Mapping[str, str]) -> Block:
    """What was left open and why, what was not asked, and what the caller could not say; by their short names."""
    must, rest = _must(record), _rest(record)
    rows = tuple(_rows(_named([*must, *rest], names)))
    return Block(
        id="unknown", title="Not known", rows=rows, fits=tuple(_shorter(_named(must, names), _named(rest, names)))
    )


def _must(record: Mapping[str, Any]) -> list[Group]:
    """What has to be asked and was not, with the reason where one was given."""
    left = record["left_open"] or {"questions": (), "reason": ""}
    told = tuple(left["questions"])
    more = tuple(id for id in record["assessment"].get("core", {}).get("open", ()) if id not in told)
    return [(f"left open ({left['reason']})", told), ("NOT ASKED, and has to be", more)]


def _rest(record: Mapping[str, Any]) -> list[Group]:
    """Everything else that may matter, those that could raise the level first."""
    found, answers = record["assessment"], record["answers"]
    raises = [one["question"] for one in found["could_raise"]]
    must = {id for _, ids in _must(record) for id in ids}
    more = [id for id in found.get("asked", ()) if id not in CONTEXT]
    ids = [id for id in dict.fromkeys((*raises, *more)) if id not in must]

    def those(state: str | None, *, raising: bool) -> tuple[str, ...]:
        return tuple(id for id in ids if (id in raises) is raising and _state(answers.get(id)) == state)

    titles: Mapping[str | None, str] = {**_STATES, _VALUE: "answered, but not how lately", None: "not asked"}
    return [
        (f"{title}{_RAISES if raising else ''}", those(state, raising=raising))
        for raising in (True, False)
        for state, title in titles.items()
        if raising or state != _VALUE
    ]


def _state(answer: Mapping[str, Any] | None) -> str | None:
    return None if answer is None else str(answer.get("state", _VALUE))


def _named(groups: Iterable[Group], names: Mapping[str, str]) -> list[Group]:
    return [(title, tuple(names.get(id, id) for id in ids)) for title, ids in groups if ids]


def _rows(groups: Iterable[Group]) -> Iterator[str]:
    return (f"{title}: {'; '.join(ids)}" for title, ids in groups)


def _shorter(must: Sequence[Group], rest: Sequence[Group]) -> Iterator[tuple[str, ...]]:
    """The same, the longest first: what has to be asked always by name, of the rest ever fewer, then how many."""
    count = sum(len(ids) for _, ids in rest)
    for most in range(count, -1, -1):
        rows = [*_rows(must), *_rows(_first(rest, most))]
        if most < count:
            rows.append(f"{count - most}{' more' if rows else ''}, in the full record")
        yield tuple(rows)


def _first(groups: Iterable[Group], most: int) -> Iterator[Group]:
    for title, ids in groups:
        if most > 0:
            yield title, ids[:most]
        most -= len(ids)
