"""What a revision changed against the one before, entry by entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

_PARTS: Final = (
    "level", "override", "grade", "decision", "danger", "people", "incidents", "orders", "answers", "notes", "words",
    "left_open", "read_back", "caller_gone", "actions", "advice", "services", "links",
)  # fmt: skip
_NAMES: Final = ("id", "number", "line", "ref")
"""What an entry of a list is told from the next by."""
_PASSING: Final = frozenset({"at", "by", "told", "known_by", "because", "second_at"})
"""What says when and by whom, and not what."""


def changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every value that is another one: `where` it stands, what it was (`from`) and what it is (`to`); None for
    nothing. When and by whom it was said is no change."""
    old, new = dict(_leaves(before)), dict(_leaves(now))
    return [
        {"where": where, "from": old.get(where), "to": new.get(where)}
        for where in dict.fromkeys((*old, *new))
        if old.get(where) != new.get(where)
    ]


def _leaves(document: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for part in _PARTS:
        yield from _of(part, document.get(part))


def _of(where: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        entries: Mapping[str, Any] = value
        for key, inner in entries.items():
            if key not in _PASSING and key not in _NAMES:
                yield from _of(f"{where}.{key}", inner)
    elif isinstance(value, list | tuple) and any(isinstance(one, Mapping) for one in value):
        several: list[Mapping[str, Any]] = list(value)
        for at, entry in enumerate(several):
            name = next((str(entry[key]) for key in _NAMES if key in entry), str(at))
            yield from _of(f"{where}.{name}", entry)
    elif value not in (None, [], (), ""):
        yield where, list(value) if isinstance(value, tuple) else value
