"""Contrast of every text on every ground it stands on, in each theme."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import Theme

from stalkdesk.themes import LABELS, THEMES

GROUNDS = ("ground", "surface-1", "surface-2", "bar", "field", "field-on", "key")
TEXTS = ("text-strong", "text-soft", "alive", "amber", "red", "calm")
PAIRS = [
    *((text, ground) for text in TEXTS for ground in GROUNDS),
    *(("dim", ground) for ground in ("ground", "surface-1", "surface-2", "bar", "field", "field-on")),
    ("on-key", "key-on"),
    ("on-badge", "badge"),
]


def light(colour: Color) -> float:
    """Relative luminance as WCAG 2 has it."""
    parts = [c / 255 for c in (colour.r, colour.g, colour.b)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_can_be_read(theme: Theme) -> None:
    for text, ground in PAIRS:
        a, b = light(Color.parse(theme.variables[text])), light(Color.parse(theme.variables[ground]))
        contrast = (max(a, b) + 0.05) / (min(a, b) + 0.05)
        assert contrast >= 4.5, f"{text} on {ground} in {theme.name}: {contrast:.2f}"


def test_every_theme_has_its_name_for_people() -> None:
    assert {theme.name for theme in THEMES} == set(LABELS)
