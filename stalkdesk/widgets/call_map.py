"""The map: every section and question of the call with where it stands."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from stalkdesk.widgets.lines import ALIVE, DIM, STRONG, Drawn, Lines, Part, fitted

if TYPE_CHECKING:
    from stalkdesk.desk.views import MapRow, MapSection

_STYLES = {"answered": ALIVE, "unknown": "$amber", "aside": "$amber", "open": "$text-soft", "waiting": DIM, "out": DIM}


class CallMap(Drawn):
    """The whole call at a glance: all of it where there is room, else the section we are in."""

    DEFAULT_CSS = """
    CallMap { padding: 1 1 0 1; background: $ground; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.sections: tuple[MapSection, ...] = ()

    def show(self, sections: tuple[MapSection, ...]) -> None:
        """The map as it is now."""
        if sections != self.sections:
            self.sections = sections
            self.redraw()

    def drawn(self, width: int, height: int) -> Lines:
        lines = Lines()
        whole = sum(len(section.rows) + 1 for section in self.sections) <= height - 2
        for section in self.sections:
            count = f"{section.reached}/{section.of}"
            done = section.reached == section.of
            style = STRONG if section.here else "$text-soft"
            lines.add(
                (fitted(section.title, width - len(count) - 1), style), (f" {count}", ALIVE if done else "$amber")
            )
            for row in section.rows if whole or section.here else ():
                lines.add(*_row(row, width))
        if len(lines) + 2 <= height:
            lines.add()
            lines.add(("●", "$red"), (" = in the minimum safe set", DIM))
        return lines


@lru_cache(maxsize=256)
def _row(row: MapRow, width: int) -> tuple[Part, ...]:
    style = _STYLES[row.state]
    mark = "▸" if row.here else row.mark
    core = " ● " if row.core and row.state == "open" else "  "
    label = fitted(row.label, width - 3 - len(core) - len(row.words) - 1)
    ground = " on $key" if row.here else ""
    return (
        (f" {mark} ", f"bold {style}{ground}"),
        (label, f"{'bold $text-strong' if row.here else '$text-soft' if row.state != 'out' else DIM}{ground}"),
        (core, f"$red{ground}"),
        (f"{row.words} ", f"{style}{ground}"),
    )
