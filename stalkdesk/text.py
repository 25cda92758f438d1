"""The one door for words from outside: afterwards a text can neither drive a terminal nor hide."""

from __future__ import annotations

import re
import unicodedata

# Kept though invisible: the joiners U+200C and U+200D (emoji, Persian, Indic) and the flags of England,
# Scotland and Wales, which are a black flag and the region's letters as tag characters. Everything else
# that Unicode calls control, format, surrogate or no character is suspect.
_FLAG = re.compile(
    "\U0001f3f4\U000e0067\U000e0062(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074"
    "|\U000e0077\U000e006c\U000e0073)\U000e007f"
)
_TAGS = "".join(map(chr, range(0xE0020, 0xE0080)))  # what is left of a flag cut in two
_SUSPECT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)


def clean_text(raw: str) -> str:
    """Words as they may be kept and shown: NFC, line ends as `\\n`, nothing a terminal obeys.

    A control, escape, bidi or hidden character is not dropped in silence: it becomes a mark that
    can be seen (`␛`, `‹U+202E›`), since a caller's words are evidence. Cleaning twice changes nothing.
    """
    if raw.isascii() and raw.isprintable():
        return raw
    text = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = unicodedata.normalize("NFC", text)
    flags = {m.start(): m.end() for m in _FLAG.finditer(text)}
    if not flags:
        return _SUSPECT.sub(_mark, text)
    pieces: list[str] = []
    at = 0
    for start, end in flags.items():
        pieces += [_SUSPECT.sub(_mark, text[at:start]), text[start:end]]
        at = end
    return "".join(pieces) + _SUSPECT.sub(_mark, text[at:])


def one_line(raw: str) -> str:
    """`clean_text`, with line ends and tabs shown as marks too: for error lines and lists."""
    return clean_text(raw).replace("\n", "␊").replace("\t", "␉")


def clip(raw: str, cells: int) -> str:
    """At most `cells` characters of one line, cut with `…` where it is longer."""
    line = one_line(raw)
    return line if len(line) <= cells else line[: max(cells - 1, 0)].rstrip(_TAGS) + "…"


def _mark(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"‹U+{code:04X}›"
