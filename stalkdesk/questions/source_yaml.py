"""YAML text with the line of every value: PyYAML's parser, read by the rules of YAML 1.2 that the contract names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from stalkdesk.errors import BadInput
from stalkdesk.questions.source import BASED, MAX_DEPTH, Node, bad, doubled, number
from stalkdesk.text import clip

# The core schema of YAML 1.2: `yes`, `on`, `2_4` and dates are text.
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


def read_yaml(text: str, name: str) -> Node:
    """The one document of a YAML text. Raises BadInput with the line."""
    odd = _NOT_YAML.search(text)
    if odd:
        what = f"holds a character that YAML does not allow (U+{ord(odd.group()):04X})"
        raise bad(name, text.count("\n", 0, odd.start()) + 1, what, "take the character out")
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
        raise bad(name, mark.line + 1 if mark else None, what, "check that line and the one before it") from None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise bad(name, None, f"is not YAML: {clip(str(error), 80)}", "check it with a YAML editor") from None


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
            raise self.bad(None, "is empty", "write a question set, answers or guidance into it")
        return self.root

    def bad(self, line: int | None, what: str, mend: str) -> BadInput:
        return bad(self.name, line, what, mend)

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
            raise self.bad(line, *doubled(key, mapping.key_lines[key]))
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


def _scalar(event: yaml.ScalarEvent, name: str, line: int) -> Any:
    text: str = event.value
    if event.style or event.tag == "!":
        return text
    if text in _WORDS:
        return _WORDS[text]
    return number(text, name, line) if _DECIMAL.fullmatch(text) or BASED.fullmatch(text) else text
