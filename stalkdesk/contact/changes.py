"""What a revision changed against the one before, entry by entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

_PARTS: Final = (
    "level", "override", "grade", "decision", "danger", "people", "incidents", "orders", "answers", "notes", "words",
    "setting", "left_open", "read_back", "caller_gone", "actions", "advice", "services", "links",
)  # fmt: skip
_NAMES: Final = ("id", "number", "line", "ref")
"""What an entry of a list is told from the next by."""
_PASSING: Final = frozenset({"at", "by", "known_by", "because", "second_at"})
"""What says when and by whom, and not what."""
_TOLD: Final = ("incidents", "told")
"""When the day of an incident was typed; of an action it is who was told, and that is no passing thing."""


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
            passing = key in _PASSING or key in _NAMES or (where.partition(".")[0], key) == _TOLD
            if not passing:
                yield from _of(f"{where}.{key}", inner)
    elif isinstance(value, list | tuple) and any(isinstance(one, Mapping) for one in value):
        several: list[Mapping[str, Any]] = list(value)
        for at, entry in enumerate(several):
            name = next((str(entry[key]) for key in _NAMES if key in entry), str(at))
            if where == "links":  # several people may be linked to one report, and one of ours to several of theirs
                name = f"{name} {entry['person']} {entry['other']}"
            yield from _of(f"{where}.{name}", entry)
    elif value not in (None, [], (), ""):
        yield where, list(value) if isinstance(value, tuple) else value
