"""What pydantic found in a file that people wrote, in words: what is wrong there, and its mend."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from stalkdesk.questions import filemodel as file
from stalkdesk.questions.faults import Fault, shown
from stalkdesk.questions.source import Node, Path
from stalkdesk.text import clip


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a kind of file holds, to name the keys that fit: the whole, and its parts by the key they stand under.
    `page` tells more; `patterns`: what a text that does not match one of its own is not, and the mend."""

    whole: type[BaseModel]
    parts: Mapping[str, type[BaseModel]]
    page: str
    patterns: Mapping[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])


_CONDITION_KEYS = (*file.CONDITION_KEYS, "of", "question", "min", "max")
_CONDITION_MEND = (
    "write an id, or a mapping with all, any, not, at_least, or question with is, includes, min, max, recency, answered"
)
_TYPES = {
    "string_type": ("should be text", "put it in quotes, or write text there"),
    "int_type": ("should be a whole number", "write a number without quotes"),
    "list_type": ("should be a list", "write it as a list, one item a line, each with a dash"),
    "dict_type": ("should be a mapping of keys to values", "write key: value lines"),
    "model_type": ("should be a mapping of keys to values", "write key: value lines"),
    "union_tag_not_found": ("is not a condition", _CONDITION_MEND),
    "empty": ("is empty", "write something, or take the key out"),
}
_PATTERNS = {
    file.ID: ("is not an id", "use a–z, 0–9 and _, beginning with a letter, at most 64 characters"),
    file.OPTION_ID: ("is not an id", "use a–z, 0–9 and _, at most 64 characters"),
    file.SET_ID: ("is not a set's id", "use a–z, 0–9, _ and -, beginning with a letter, at most 64 characters"),
    file.LANGUAGE: ("is not a language", "use its short name, as in en, cy"),
    r"\S": ("is empty", "write something, or take the key out"),
}


def shape_faults(error: ValidationError, root: Node, shape: Shape) -> list[Fault]:
    """What pydantic found in a file, in words, each once."""
    faults: dict[Path, Fault] = {}
    for found in error.errors(include_url=False, include_input=False):
        path, value = _locate(found["loc"], root)
        fault = _in_words(found, path, value, shape)
        if fault.path not in faults:
            faults[fault.path] = fault
        elif faults[fault.path].what == "should be text":  # one of several types would have done
            faults[fault.path] = Fault(fault.path, "should be text or a number", "for a yes_no write yes or no")
    return list(faults.values())


def _locate(loc: tuple[int | str, ...], root: Node) -> tuple[Path, Any]:
    """Pydantic's way to a fault, without the names of the alternatives (`<all>`, `str`) it tried on the way."""
    node: Node = root
    path: Path = ()
    step: Any
    for step in loc:
        inner: Any = node.value
        if (isinstance(inner, dict) and step in inner) or (
            isinstance(inner, list) and isinstance(step, int) and step < len(inner)
        ):
            node = inner[step]
        else:
            continue
        path = (*path, step)
    return path, node.value


def _in_words(found: Any, path: Path, value: Any, shape: Shape) -> Fault:
    kind, context = found["type"], found.get("ctx", {})
    if kind == "extra_forbidden":
        known = _known_keys(path, shape)
        if path[-1] in known:
            return Fault(path, f"a condition has one key, not also {path[-1]}", "put the two inside all or any")
        near = difflib.get_close_matches(str(path[-1])[:64], known, 1)
        mend = f"did you mean {near[0]}? Else take it out" if near else "take it out"
        return Fault(path, f"the key {clip(str(path[-1]), 40) or '(empty)'} is not known here", mend)
    if kind == "missing":
        return Fault(path, f"{found['loc'][-1]} is missing", "add it")
    if kind == "literal_error":
        known = context["expected"].replace("'", "").replace(" or ", ", ")
        return Fault(path, f"{shown(value)} is not known", f"use one of: {known}")
    if kind == "string_pattern_mismatch":
        what, mend = {**_PATTERNS, **shape.patterns}[context["pattern"]]
        if found["loc"][-1] == "<name>" and " " in str(value).strip():
            mend = "for more than one write {all: [a, b]} or {any: [a, b]}, with commas"
        if found["loc"][-1] == "[key]":
            return Fault(path, f"the key {clip(str(path[-1]), 40)} {what}", mend)
        return Fault(path, what if what == "is empty" else f"{shown(value)} {what}", mend)
    if kind in ("too_short", "too_long"):
        return _too_many_or_few(path, value, context)
    if path == ("format",):
        return Fault(path, f"{shown(value)} is not a format that is known", "write format: 1, without quotes")
    if kind == "greater_than_equal":
        return Fault(path, f"{shown(value)} is too small", f"use {context['ge']} or more")
    if kind == "string_type" and isinstance(value, int | file.Decimal) and not isinstance(value, bool):
        return Fault(path, "should be text", f'put it in quotes: "{value}"')
    if kind == "bool_type":
        return Fault(path, f"{shown(value)} is neither true nor false", "write true or false, without quotes")
    what, mend = _TYPES.get(kind, (f"does not fit ({found['msg']})", f"look at {shape.page}"))
    return Fault(path, what, mend)


def _too_many_or_few(path: Path, value: Any, context: Any) -> Fault:
    if isinstance(value, str):
        most = context.get("max_length")
        return Fault(path, "is too long", f"at most {most} characters") if most else Fault(path, *_TYPES["empty"])
    what = f"holds {context['actual_length'] or 'nothing'}"
    if "min_length" in context:
        return Fault(path, what, f"at least {context['min_length']} must be there")
    return Fault(path, what, f"at most {context['max_length']} are taken")


def _known_keys(path: Path, shape: Shape) -> list[str]:
    """The keys that fit where this one stands."""
    lists = [step for step in path[:-1] if isinstance(step, str)]
    if not lists:
        return list(shape.whole.model_fields)
    is_part = isinstance(path[-2], int) or path[-2] == lists[-1]
    part = shape.parts.get(lists[-1]) if is_part else None
    return list(part.model_fields) if part else list(_CONDITION_KEYS)
