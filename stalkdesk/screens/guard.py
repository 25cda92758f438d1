"""The last guard before the terminal: no control and no bidi character is ever drawn, wherever it came from."""

from __future__ import annotations

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_DRIVES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


class Guard(LineFilter):
    """Puts a mark in their place."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same line without them."""
        return [
            Segment(_DRIVES.sub("\ufffd", text), style, control) if _DRIVES.search(text) else segment
            for segment in segments
            for text, style, control in (segment,)
        ]
