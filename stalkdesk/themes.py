"""Dark, light and high contrast. Every text has a contrast of at least 4.5 to 1 on every ground it stands on."""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

DEFAULT: Final = "dark"
_ROLES: Final = (
    "ground", "surface-1", "surface-2", "bar", "field", "field-on", "key", "key-on", "on-key",
    "text-strong", "text-soft", "dim", "alive", "amber", "red", "calm", "badge", "on-badge",
)  # fmt: skip
_DARK: Final = ("#0b0e14", "#131a21", "#1c2630", "#18222b", "#0b0e14", "#0f2a2c", "#22303b", "#58c7b5", "#0b0e14",
                "#eef3f6", "#c8d1d8", "#8e9ba6", "#58c7b5", "#ffb454", "#ff8279", "#7cbcff", "#ffb454", "#0b0e14")  # fmt: skip
_LIGHT: Final = ("#f3f5f6", "#ffffff", "#e4eaed", "#dfe6ea", "#eef2f4", "#d9f0ec", "#dde5e9", "#00655a", "#ffffff",
                 "#0b1318", "#26323a", "#4a5963", "#00655a", "#7a4a00", "#a81d14", "#0a4f96", "#7a4a00", "#ffffff")  # fmt: skip
_CONTRAST: Final = ("#000000", "#000000", "#000000", "#000000", "#000000", "#002b2b", "#333333", "#ffff00", "#000000",
                    "#ffffff", "#ffffff", "#e0e0e0", "#00ffff", "#ffff00", "#ff9d94", "#9fd2ff", "#ffff00", "#000000")  # fmt: skip


def _theme(name: str, colours: tuple[str, ...], *, dark: bool) -> Theme:
    roles = dict(zip(_ROLES, colours, strict=True))
    return Theme(
        name=name,
        primary=roles["alive"],
        warning=roles["amber"],
        error=roles["red"],
        background=roles["ground"],
        surface=roles["surface-1"],
        panel=roles["surface-2"],
        foreground=roles["text-soft"],
        dark=dark,
        variables={**roles, "input-cursor-background": roles["alive"], "input-cursor-foreground": roles["ground"]},
    )


THEMES: Final = (
    _theme("dark", _DARK, dark=True),
    _theme("light", _LIGHT, dark=False),
    _theme("contrast", _CONTRAST, dark=True),
)
LABELS: Final = {"dark": "Dark", "light": "Light", "contrast": "High contrast"}
