"""Text of a YAML 1.2 or JSON file as plain values that know their line.

Only what a question set needs: text, numbers, true, false, null, lists and mappings with text keys.
No tags, anchors, aliases or second documents, nothing doubled, nothing deeper than `MAX_DEPTH`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from json.decoder import scanstring  # pyright: ignore[reportAttributeAccessIssue] # in C, without a stub
from typing import Any

import yaml

from stalkdesk.errors import BadInput, Problem
from stalkdesk.text import clip

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 40
MAX_DIGITS = 15
Path = tuple[str | int, ...]

# The core schema of YAML 1.2: `yes`, `on`, `2_4` and dates are text.
_INTEGER = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS = {"": None, "~": None} | {
    spelling: value
    for word, value in (("null", None), ("true", True), ("false", False))
    for spelling in (word, word.capitalize(), word.upper())
}
_NOT_YAML = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LEFT_OPEN = ("while scanning a quoted", "while scanning a simple key", "while parsing a flow")
_YAML_PROBLEMS = {
    "tab": "a tab where only spaces can be",
    "could not find expected ':'": "a key without its colon, or text that needs quotes",
    "did not find expected ',' or ']'": "a [ that is not closed, or a comma missing after it",
    "did not find expected ',' or '}'": "a { that is not closed, or a comma missing after it",
    "did not find expected key": "a line indented too much or too little, or text going on after its closing quote",
    "did not find expected '-' indicator": "a line that is indented too much or too little",
    "did not find expected node content": "a value missing",
    "mapping values are not allowed in this context": "a line indented too much, or a colon that needs quotes",
    "found unexpected end of stream": "a quote that is not closed",
    "found character that cannot start any token": "a character that needs quotes",
}
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
        raise _bad(name, None, "is larger than 1 MiB", "make it smaller; that is the most that is read")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _bad(name, line, "is not UTF-8 text", "save the file as UTF-8") from None
    return _Json(text, name).document() if as_json else _read_yaml(text, name)


def _bad(name: str, line: int | None, what: str, mend: str, key: str = "") -> BadInput:
    return BadInput(Problem(file=name, line=line, key=key, what=what, mend=mend))


def _number(text: str, name: str, line: int) -> int | Decimal:
    """A number that a float holds exactly as written, so that it comes back from JSON the same."""
    too_long = _bad(name, line, f"the number {clip(text, 30)} is too long", f"use at most {MAX_DIGITS} digits")
    if len(text) > MAX_DIGITS + 6:
        raise too_long
    number = Decimal(int(text, 0)) if _BASED.fullmatch(text) else Decimal(text)
    if abs(number.adjusted()) > MAX_DIGITS or sum(char.isdigit() for char in format(number, "f")) > MAX_DIGITS:
        raise too_long
    return int(number) if _INTEGER.fullmatch(text) or _BASED.fullmatch(text) else number


# YAML ------------------------------------------------------------------------------------------------


def _read_yaml(text: str, name: str) -> Node:
    odd = _NOT_YAML.search(text)
    if odd:
        what = f"holds a character that YAML does not allow (U+{ord(odd.group()):04X})"
        raise _bad(name, text.count("\n", 0, odd.start()) + 1, what, "take the character out")
    loader = getattr(yaml, "CLoader", yaml.Loader)  # only its parser is used: it makes events, no objects
    try:
        return _Build(name).tree(yaml.parse(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        left_open = (error.context or "").startswith(_LEFT_OPEN)
        mark = error.context_mark if left_open and error.context_mark else error.problem_mark or error.context_mark
        problem = error.problem or "it stops short"
        if mark and "\t" in "".join(text.split("\n")[mark.line : mark.line + 1])[mark.column : mark.column + 1]:
            problem = "tab"
        around = "\n".join(text.split("\n")[max(mark.line - 1, 0) : mark.line + 1]) if mark else ""
        if "\xa0" in around:
            problem = "a hard space (U+00A0), as word processors make them; type a plain space"
        elif re.search("^ *[–—] ", around, re.MULTILINE):
            problem = "a long dash (–) where a plain one (-) should be"
        what = f"is not YAML: {_YAML_PROBLEMS.get(problem, problem)}"
        raise _bad(name, mark.line + 1 if mark else None, what, "check that line and the one before it") from None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise _bad(name, None, f"is not YAML: {clip(str(error), 80)}", "check it with a YAML editor") from None


class _Build:
    """The tree of one document, event by event: no objects are made, so no tag can make one."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.root: Node | None = None
        self.open: list[Node] = []
        """The lists and mappings not yet closed, outermost first."""
        self.keys: list[tuple[str, int] | None] = []
        """For each open mapping the key that waits for its value, and its line."""

    def tree(self, events: Iterator[yaml.Event]) -> Node:
        for event in events:
            assert event.start_mark is not None  # every event of a text has its place
            line = event.start_mark.line + 1
            if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
                raise self.bad(line, "holds a second document", "keep one document a file; take out the ---")
            if isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                self.keys.pop()
                self.put(self.open.pop())
            elif isinstance(event, yaml.NodeEvent):
                self.node(event, line)
        if self.root is None:
            raise self.bad(None, "is empty", "write a question set or answers into it")
        return self.root

    def bad(self, line: int | None, what: str, mend: str) -> BadInput:
        return _bad(self.name, line, what, mend)

    def node(self, event: yaml.NodeEvent, line: int) -> None:
        if event.anchor is not None:
            mend = "write it out, or name a condition under indicators"
            raise self.bad(line, f"uses an anchor or alias ({clip(event.anchor, 40)})", mend)
        tag = getattr(event, "tag", None)
        if tag is not None and tag != "!":
            raise self.bad(line, f"uses a tag ({clip(tag, 40)})", "take the tag out")
        if self.open and isinstance(self.open[-1].value, dict) and self.keys[-1] is None:
            self.keys[-1] = (self.key(event, line), line)
        elif isinstance(event, yaml.ScalarEvent):
            self.put(Node(_scalar(event, self.name, line), line))
        elif len(self.open) >= MAX_DEPTH:
            raise self.bad(line, f"is nested more than {MAX_DEPTH} deep", "make it flatter, with indicators")
        else:
            self.open.append(Node([] if isinstance(event, yaml.SequenceStartEvent) else {}, line))
            self.keys.append(None)

    def key(self, event: yaml.NodeEvent, line: int) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise self.bad(line, "uses a list or mapping as a key", "use plain text as the key")
        key, mapping = event.value, self.open[-1]
        if key in mapping.value:
            raise self.bad(line, *_doubled(key, mapping.key_lines[key]))
        return key

    def put(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent.value, list):
            parent.value.append(node)
            return
        waiting = self.keys[-1]
        assert waiting is not None
        key, line = waiting
        parent.value[key] = node
        parent.key_lines[key] = line
        self.keys[-1] = None


def _doubled(key: str, first: int) -> tuple[str, str]:
    return f"the key {clip(key, 40)} stands twice (first on line {first})", "take one of them out"


def _scalar(event: yaml.ScalarEvent, name: str, line: int) -> Any:
    text: str = event.value
    if event.style or event.tag == "!":
        return text
    if text in _WORDS:
        return _WORDS[text]
    return _number(text, name, line) if _DECIMAL.fullmatch(text) or _BASED.fullmatch(text) else text


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
        return _bad(self.name, self.here(), what, mend)

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
        number = _JSON_NUMBER.match(self.text, self.at)
        if number:
            self.at = number.end()
            return Node(_number(number.group(), self.name, line), line)
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
                raise _bad(self.name, key_line, *_doubled(key, node.key_lines[key]))
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
