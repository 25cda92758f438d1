"""Text of a YAML 1.2 or JSON file as plain values that know their line.

Only what a question set needs: text, numbers, true, false, null, lists and mappings with text keys.
No tags, anchors, aliases or second documents, nothing doubled, nothing deeper than `MAX_DEPTH`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from decimal import Decimal
from json.decoder import scanstring  # pyright: ignore[reportAttributeAccessIssue] # in C, without a stub
from typing import Any

from stalkdesk.errors import BadInput, Problem
from stalkdesk.text import clip

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 40
MAX_DIGITS = 15
Path = tuple[str | int, ...]

_INTEGER = re.compile(r"[-+]?[0-9]+")
BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_JSON_PROBLEMS = {
    "Unterminated string starting at": "a quote that is not closed",
    "Invalid control character at": "a line end or control character inside quotes",
    "Invalid \\escape": "a backslash that means nothing",
    "Invalid \\uXXXX escape": "a backslash that means nothing",
}
_HALF = re.compile("[\ud800-\udfff]")
_JSON_SPACE = re.compile(r"[ \t\n\r]*")
_JSON_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")


@dataclass(slots=True)
class Node:
    """One value and the line it begins on. `value` holds Nodes inside lists and mappings."""

    value: Any
    line: int
    key_lines: dict[str, int] = field(default_factory=dict[str, int])

    def plain(self) -> Any:
        """The value without its lines."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def line_of(self, path: Path) -> int:
        """The line of the deepest part of a path that is there."""
        node, line = self, self.line
        for step in path:
            if isinstance(step, str) and isinstance(node.value, dict) and step in node.value:
                line = node.key_lines[step]
                node = node.value[step]
            elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.line
            else:
                break
        return line


def show_path(path: Path) -> str:
    """A path as people write it: `sections[0].questions[2].kind`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return clip(text, 120)


def read(raw: bytes, name: str, *, as_json: bool) -> Node:
    """The values of a file in JSON or YAML; `name` stands in errors.

    Raises BadInput where the text is too large, not UTF-8, or not well formed.
    """
    if len(raw) > MAX_BYTES:
        raise bad(name, None, "is larger than 1 MiB", "make it smaller; that is the most that is read")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise bad(name, line, "is not UTF-8 text", "save the file as UTF-8") from None
    return _Json(text, name).document() if as_json else _yaml(text, name)


def bad(name: str, line: int | None, what: str, mend: str, key: str = "") -> BadInput:
    return BadInput(Problem(file=name, line=line, key=key, what=what, mend=mend))


def number(text: str, name: str, line: int) -> int | Decimal:
    """A number that a float holds exactly as written, so that it comes back from JSON the same."""
    too_long = bad(name, line, f"the number {clip(text, 30)} is too long", f"use at most {MAX_DIGITS} digits")
    if len(text) > MAX_DIGITS + 6:
        raise too_long
    number = Decimal(int(text, 0)) if BASED.fullmatch(text) else Decimal(text)
    if abs(number.adjusted()) > MAX_DIGITS or sum(char.isdigit() for char in format(number, "f")) > MAX_DIGITS:
        raise too_long
    return int(number) if _INTEGER.fullmatch(text) or BASED.fullmatch(text) else number


def doubled(key: str, first: int) -> tuple[str, str]:
    """A key that stands twice, and the mend."""
    return f"the key {clip(key, 40)} stands twice (first on line {first})", "take one of them out"


def _yaml(text: str, name: str) -> Node:
    from stalkdesk.questions.source_yaml import read_yaml  # its parser is not needed for JSON

    return read_yaml(text, name)


# JSON ------------------------------------------------------------------------------------------------


class _Json:
    """JSON by its grammar (RFC 8259), with the line of every value."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name, self.at = text, name, 0
        self.line, self.counted = 1, 0

    def document(self) -> Node:
        node = self.value(0)
        self.space()
        if self.at < len(self.text):
            raise self.bad("has something after its end", "take it out")
        return node

    def here(self) -> int:
        self.line += self.text.count("\n", self.counted, self.at)
        self.counted = self.at
        return self.line

    def bad(self, what: str, mend: str) -> BadInput:
        return bad(self.name, self.here(), what, mend)

    def space(self) -> str:
        """Past white space; the character there, or nothing at the end."""
        found = _JSON_SPACE.match(self.text, self.at)
        assert found is not None
        self.at = found.end()
        return self.text[self.at : self.at + 1]

    def value(self, depth: int) -> Node:
        first = self.space()
        line = self.here()
        if depth >= MAX_DEPTH and first in ("{", "["):
            raise self.bad(f"is nested more than {MAX_DEPTH} deep", "make it flatter, with indicators")
        if first == "{":
            return self.mapping(depth, line)
        if first == "[":
            return self.sequence(depth, line)
        if first == '"':
            return Node(self.string(), line)
        digits = _JSON_NUMBER.match(self.text, self.at)
        if digits:
            self.at = digits.end()
            return Node(number(digits.group(), self.name, line), line)
        for word, value in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return Node(value, line)
        if not first:
            raise self.bad("stops short", "check that every { [ and quote is closed")
        found = clip(self.text[self.at : self.at + 20].split("\n", 1)[0], 20)
        raise self.bad(f"has {found} where a value should be", "check that line")

    def string(self) -> str:
        try:
            text, self.at = scanstring(self.text, self.at + 1, True)
        except json.JSONDecodeError as error:
            self.at = min(error.pos, len(self.text))
            raise self.bad(f"has {_JSON_PROBLEMS.get(error.msg, error.msg)}", "check that line") from None
        if _HALF.search(text):
            raise self.bad("has half a character (\\ud800 to \\udfff)", "write the character itself")
        return text

    def sequence(self, depth: int, line: int) -> Node:
        node = Node([], line)
        self.at += 1
        if self.space() == "]":
            self.at += 1
            return node
        while True:
            node.value.append(self.value(depth + 1))
            if self.more("]"):
                return node

    def mapping(self, depth: int, line: int) -> Node:
        node = Node({}, line)
        self.at += 1
        if self.space() == "}":
            self.at += 1
            return node
        while True:
            first = self.space()
            if first in ("“", "”"):
                raise self.bad("has curly quotes", 'type straight ones: "')
            if first == "}":
                raise self.bad("has a comma too many before }", "take the comma out")
            if first != '"':
                raise self.bad("has no key in double quotes where one should be", 'write "key": value')
            key_line = self.here()
            key = self.string()
            if key in node.value:
                raise bad(self.name, key_line, *doubled(key, node.key_lines[key]))
            if self.space() != ":":
                raise self.bad(f"has no colon after the key {clip(key, 40)}", 'write "key": value')
            self.at += 1
            node.value[key] = self.value(depth + 1)
            node.key_lines[key] = key_line
            if self.more("}"):
                return node

    def more(self, end: str) -> bool:
        """Past a comma or the end; true at the end."""
        mark = self.space()
        if mark not in (",", end):
            raise self.bad(f"has no comma or {end} where one should be", "check that every { [ and quote is closed")
        self.at += 1
        return mark == end
