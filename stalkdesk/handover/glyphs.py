"""A small font of just the letters that are needed, taken from a large one: so that a page with a single sign of a
rare script neither waits for nor carries tens of thousands of others."""

from __future__ import annotations

from collections.abc import Collection
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

_EPOCH = 2_082_844_800
"""1970 as fonts count seconds: the same font each time, whenever it is made."""


def small_font(path: Path, wanted: Collection[int]) -> tuple[BytesIO, frozenset[int]]:
    """A TrueType font with those of the characters that the font in `path` has, and which they are.

    Its outlines must be made of straight lines, as those of a bitmap font are.
    """
    with TTFont(path, lazy=True) as large:
        known = large.getBestCmap() or {}
        found = {code: known[code] for code in sorted(wanted) if code in known}
        names = [".notdef", *dict.fromkeys(found.values())]
        head: Any = large["head"]
        drawn, metrics = large.getGlyphSet(), large["hmtx"].metrics
        outlines: dict[str, object] = {}
        for name in names:
            pen = TTGlyphPen(None)
            drawn[name].draw(pen)
            outlines[name] = pen.glyph()
        font = FontBuilder(head.unitsPerEm, isTTF=True)
        font.setupGlyphOrder(names)
        font.setupCharacterMap(found)
        font.setupGlyf(outlines)
        font.setupHorizontalMetrics({name: metrics[name] for name in names})
        heights = {"ascent": large["hhea"].ascent, "descent": large["hhea"].descent}
        font.setupHorizontalHeader(**heights)
        font.setupNameTable({"familyName": path.stem, "styleName": "Regular", "fullName": path.stem})
        font.setupOS2(sTypoAscender=heights["ascent"], sCapHeight=heights["ascent"])
        font.setupPost()
        font.updateHead(created=_EPOCH, modified=_EPOCH)
        font.font.recalcTimestamp = False
        made = BytesIO()
        font.save(made)
    made.seek(0)
    return made, frozenset(found)
