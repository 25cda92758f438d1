"""The line at the top and the keys at the bottom of every screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from rich.cells import cell_len

from stalkdesk.keys import Key, keys_for
from stalkdesk.widgets.lines import ALIVE, DIM, STRONG, Drawn, Lines, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """What the line at the top says. Empty parts are left out."""

    place: str = ""
    force: str = ""
    handler: str = ""
    contact: str = ""
    clock: str = ""
    ref: str = ""
    way: str = ""
    practice: bool = False
    alarm: bool = False


class TitleBar(Drawn):
    """Where we are, whose desk it is, which contact, how records leave."""

    DEFAULT_CSS = """
    TitleBar { height: 1; background: $bar; color: $dim; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.title_ = Title()

    def show(self, title: Title) -> None:
        """Another line."""
        if title != self.title_:
            self.title_ = title
            self.redraw()

    def drawn(self, width: int, height: int) -> Lines:
        title = self.title_
        left: list[Part] = [(" stalkdesk", f"bold {ALIVE}")]
        if title.practice:
            left += [("  ", ""), (" PRACTICE ", "bold $on-badge on $badge")]
        if title.alarm:
            left += [("  ", ""), (" DANGER F8 ", "bold $ground on $red")]
        if title.place:
            left.append((f"  {title.place}", STRONG))
        whose = " · ".join(part for part in (title.force, title.handler) if part)
        middle: list[Part] = []
        if title.contact:
            middle += [(f"  {title.contact}", STRONG), (f" {title.clock}", f"bold {ALIVE}"), (f"  {title.ref}", DIM)]
        right: list[Part] = [(f"{title.way} ", DIM)]
        taken = sum(cell_len(text) for text, _ in (*left, *middle, *right))
        if whose and taken + cell_len(whose) + 4 <= width:
            left.append((f"  {whose}", DIM))
            taken += cell_len(whose) + 2
        gap = max(width - taken, 1)
        lines = Lines()
        lines.add(*left, *middle, (" " * gap, ""), *right)
        return lines


class KeyBar(Drawn):
    """The next keys, from the table."""

    DEFAULT_CSS = """
    KeyBar { height: 2; background: $bar; color: $dim; padding: 0 1; }
    """

    def __init__(self, *where: str) -> None:
        super().__init__()
        self._where = where
        self._typing = False
        self._answers = ""

    def show(self, *where: str, typing: bool = False, answers: str = "") -> None:
        """The keys of other places, or of a field that is being typed in: then letters are only letters.

        `answers`: the keys that answer the question on the screen.
        """
        if (where, typing, answers) != (self._where, self._typing, self._answers):
            self._where, self._typing, self._answers = where, typing, answers
            self.redraw()

    def drawn(self, width: int, height: int) -> Lines:
        lines = Lines()
        for row in _key_rows(self._where, self._answers, width, height, typing=self._typing):
            lines.add(*row)
        return lines


@lru_cache(maxsize=64)
def _key_rows(
    where: tuple[str, ...], answers: str, width: int, height: int, *, typing: bool
) -> tuple[tuple[Part, ...], ...]:
    """The keys of these places in so many cells: from question to question it is one of a few bars."""
    shown = [
        replace(key, shown=answers) if key.id == "answer" else key
        for key in keys_for(*where)
        if key.shown and (key.always or not typing)
    ]
    quiet = {"call", "desk"} & set(where)
    shown = [key for key in shown if key.shown and (key.id != "leave" or not quiet or typing)]
    # Danger and help are never the ones that find no room.
    last = [key for key in shown if key.id in ("danger", "help")]
    rows: list[list[Part]] = [[]]
    used = 0
    room = sum(_cells(key) for key in last)
    for key in [key for key in shown if key not in last] + last:
        needs = _cells(key)
        reserved = 0 if key in last else room
        limit = width - (reserved if len(rows) == height else 0)
        if used + needs > limit:
            if len(rows) == height:
                continue
            rows.append([])
            used = 0
            if needs > width - (reserved if len(rows) == height else 0):
                continue
        rows[-1] += [(key.shown, _style(key)), (f" {key.label}", _style(key) if key.strong else DIM), ("  ", "")]
        used += needs
    return tuple(tuple(row) for row in rows)


def _cells(key: Key) -> int:
    return cell_len(key.shown) + cell_len(key.label) + 3


def _style(key: Key) -> str:
    return "bold $red" if key.strong else STRONG
