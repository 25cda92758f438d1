"""Lines of styled words for parts that only draw. Words from outside stay plain text: nothing here reads markup."""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widgets import Static

Part = tuple[str, str]
"""Words and their style; the styles are the theme's variables."""

DIM: Final = "$dim"
ALIVE: Final = "$alive"
STRONG: Final = "bold $text-strong"
_LEVELS: Final = ("$calm", "$amber", "$red")


def level_style(rank: int, top: int) -> str:
    """The colour of a level; its mark and its word stand beside it always."""
    return _LEVELS[2] if rank == top else _LEVELS[1] if rank else _LEVELS[0]


def fitted(text: str, cells: int) -> str:
    """Exactly so many cells: filled up, or cut with `…`."""
    if cell_len(text) > cells:
        return set_cell_size(text, max(cells - 1, 0)).rstrip() + "…" if cells > 0 else ""
    return text + " " * (cells - cell_len(text))


def wrapped(text: str, cells: int) -> list[str]:
    """The text in lines of at most so many cells, broken at spaces; a longer word is broken, never lost."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if cell_len(paragraph) <= cells:
            lines.append(paragraph)  # as it stands, with every space in it
            continue
        line = ""
        for word in paragraph.split():
            rest = word
            while cell_len(rest) > cells:
                if line:
                    lines.append(line)
                    line = ""
                head = set_cell_size(rest, cells).rstrip(" ")
                lines.append(head)
                rest = rest[len(head) :]
            joined = f"{line} {rest}" if line else rest
            if cell_len(joined) > cells:
                lines.append(line)
                line = rest
            else:
                line = joined
        lines.append(line)
    return lines or [""]


class Lines:
    """Lines of parts, to be drawn."""

    def __init__(self) -> None:
        self.rows: list[list[Part]] = []

    def __len__(self) -> int:
        return len(self.rows)

    def add(self, *parts: Part) -> None:
        """One line."""
        self.rows.append(list(parts))

    def text(self, text: str, cells: int, style: str, *, first: str = "", rest: str = "", head: str = "") -> None:
        """Wrapped text after `first` (in style `head`), its other lines after `rest`."""
        for number, line in enumerate(wrapped(text, max(cells - cell_len(first), 8))):
            self.add((first if number == 0 else rest, head or style), (line, style))

    def beside(self, left: Lines, right: Lines, cells: int) -> None:
        """Two columns, the right one beginning after so many cells."""
        for number in range(max(len(left), len(right))):
            row = list(left.rows[number]) if number < len(left) else []
            gap = cells - sum(cell_len(text) for text, _ in row)
            self.add(*row, (" " * max(gap, 1), ""), *(right.rows[number] if number < len(right) else []))

    def content(self, most: int | None = None) -> Content:
        """All of it, or the first so many lines with `…` for the rest."""
        rows = self.rows
        if most is not None and len(rows) > most:
            rows = [*rows[: max(most - 1, 0)], [("…", DIM)]]
        parts: list[Part] = []
        for number, row in enumerate(rows):
            if number:
                parts.append(("\n", ""))
            parts += [part for part in row if part[0]]
        return Content.assemble(*parts)


class Drawn(Static):
    """A part of fixed size that is drawn anew when its view changes, and never laid out anew."""

    DEFAULT_CSS = """
    Drawn { text-wrap: nowrap; text-overflow: clip; height: 1fr; }
    """
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__("", id=id, classes=classes, markup=False)

    def on_resize(self) -> None:
        """Another size has other lines."""
        self.redraw()

    def redraw(self) -> None:
        """Draw what there is now."""
        if self.size.width and self.size.height:
            self.update(self.drawn(self.size.width, self.size.height), layout=False)

    def drawn(self, width: int, height: int) -> Content:
        """The whole part in this size."""
        raise NotImplementedError
