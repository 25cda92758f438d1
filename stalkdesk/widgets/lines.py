"""Lines of styled words for parts that only draw. Words from outside stay plain text: nothing here reads markup."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

Part = tuple[str, str]
"""Words and their style; the styles are the theme's variables."""

DIM: Final = "$dim"
ALIVE: Final = "$alive"
STRONG: Final = "bold $text-strong"
MOST_KEPT: Final = 200
"""Lines a part remembers, for when they come again or move."""
_LEVELS: Final = ("$calm", "$amber", "$red")


def level_style(rank: int, top: int) -> str:
    """The colour of a level; its mark and its word stand beside it always."""
    return _LEVELS[2] if rank == top else _LEVELS[1] if rank else _LEVELS[0]


@lru_cache(maxsize=512)
def fitted(text: str, cells: int) -> str:
    """Exactly so many cells: filled up, or cut with `…`."""
    if cell_len(text) > cells:
        return set_cell_size(text, max(cells - 1, 0)).rstrip() + "…" if cells > 0 else ""
    return text + " " * (cells - cell_len(text))


@lru_cache(maxsize=256)
def wrapped(text: str, cells: int) -> tuple[str, ...]:
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
    return tuple(lines) or ("",)


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


class Ground(Widget):
    """What lies under other parts and shows nothing of its own: its one line is made once."""

    _line: Strip | None = None

    def notify_style_update(self) -> None:
        """Other colours."""
        super().notify_style_update()
        self._line = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """So many times the same line, for Textual."""
        line = self._line
        if line is None or line.cell_length != crop.width:
            style = self.visual_style.rich_style
            ground = [Segment(" " * crop.width, style)]
            line = self._line = filtered(self, ground, crop.width, self.background_colors[1])
        return [line] * crop.height


class Surface(Screen[None], Ground, inherit_bindings=False):  # pyright: ignore[reportIncompatibleMethodOverride]
    """A screen that is told by its parts what to paint. By way of each part's own queue, its idle moment and a message
    for each, it would take as long again as drawing them."""

    def paint(self, part: Widget) -> None:
        """Paint what changed of a part, at the end of what is being done now."""
        self._dirty_widgets.add(part)
        self.check_idle()


class Clear(Widget):
    """A place for others, with no ground of its own: the screen's shows through."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Nothing, for Textual."""
        return []


def filtered(widget: Widget, segments: list[Segment], cells: int, behind: Color) -> Strip:
    """A line as the terminal is to get it."""
    for filter in widget.app.get_line_filters():
        segments = filter.apply(segments, behind)
    return Strip(segments, cells)


class Drawn(Widget):
    """A part of fixed size, drawn line by line. When its view changes, only the lines that differ are drawn anew.

    The lines are given to the screen as they are. Textual's own way lays them out once more, and paints a part
    whole whenever anything in it differs: the largest part of what a key cost (docs/performance.md).
    """

    DEFAULT_CSS = """
    Drawn { height: 1fr; }
    """
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes, markup=False)
        self._rows: list[list[Part]] = []
        self._rows_fit = (0, 0)
        self._strips: dict[int, Strip] = {}
        self._made: dict[tuple[Part, ...], Strip] = {}
        self._look: dict[str, Style] = {}
        self._behind: Color | None = None

    def on_resize(self) -> None:
        """Another size has other lines."""
        self.redraw()

    def notify_style_update(self) -> None:
        """Other colours."""
        super().notify_style_update()
        self._forget()
        self._look.clear()
        self._behind = None

    def _forget(self) -> None:
        self._strips.clear()
        self._made.clear()

    def redraw(self) -> None:
        """Draw what there is now; what does not fit the height ends in `…`."""
        width, height = self.size
        if not (width and height):
            return
        before, rows = self._rows, self.drawn(width, height).rows
        self._rows = rows = rows if len(rows) <= height else [*rows[: height - 1], [("…", DIM)]]
        if self._rows_fit != (width, height):
            self._rows_fit = (width, height)
            self._forget()
            self._paint()
            return
        changed = [y for y in range(max(len(rows), len(before))) if rows[y : y + 1] != before[y : y + 1]]
        top = self.styles.padding.top
        for y in changed:
            self._strips.pop(y + top, None)
        if changed:
            self._paint(*(Region(0, first, width, many) for first, many in runs(changed)))

    def _paint(self, *regions: Region) -> None:
        """Have these lines painted, or all."""
        if not self.is_attached or not isinstance(self.screen, Surface):
            self.refresh(*regions)
            return
        self._set_dirty(*regions)
        if self.display:
            self.screen.paint(self)

    def drawn(self, width: int, height: int) -> Lines:
        """The whole part in this size."""
        raise NotImplementedError

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines of the whole part, padding and all, for Textual: ready as they are, for there is no border, no tint
        and no link in them to be put in anew each time."""
        width = self.outer_size.width
        strips = [self._strips.get(y) or self._strip(y, width) for y in crop.line_range]
        span = crop.column_span
        return strips if span == (0, width) else [strip.crop(*span) for strip in strips]

    def _strip(self, y: int, width: int) -> Strip:
        number = y - self.styles.padding.top
        row = tuple(self._rows[number]) if 0 <= number < len(self._rows) else ()
        strip = self._made.get(row)  # a line that only moved, or was there before
        if strip is None:
            if len(self._made) > MOST_KEPT:
                self._made.clear()
            strip = self._made[row] = self._make(row, width)
        self._strips[y] = strip
        return strip

    def _make(self, row: tuple[Part, ...], width: int) -> Strip:
        padding = self.styles.padding
        left = width - padding.width
        segments = [Segment(" " * padding.left, self._style(""))]
        for words, style in (*row, (" " * left, "")):
            cells = cell_len(words)
            if cells and left:
                segments.append(Segment(words if cells <= left else set_cell_size(words, left), self._style(style)))
                left -= min(cells, left)
        segments.append(Segment(" " * padding.right, self._style("")))
        behind = self._behind = self._behind or self.background_colors[1]
        return filtered(self, segments, width, behind)

    def _style(self, style: str) -> Style:
        found = self._look.get(style)
        if found is None:
            whole = self.visual_style + self.app.stylesheet.parse_style(style) if style else self.visual_style
            found = self._look[style] = whole.rich_style
        return found


def runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Where each run of numbers one after another begins, and how many there are: 3 4 5 8 → (3, 3), (8, 1)."""
    first = 0
    for at, number in enumerate(numbers, 1):
        if at == len(numbers) or numbers[at] != number + 1:
            yield numbers[first], at - first
            first = at


class Sheet(Drawn):
    """Lines as many as there are, for a place that scrolls."""

    DEFAULT_CSS = """
    Sheet { height: auto; }
    """

    def show(self, lines: Lines) -> None:
        """Other lines, wrapped to this width already."""
        self._rows = [list(row) for row in lines.rows]
        self._forget()
        self.styles.height = len(lines) + self.styles.padding.height
        self.refresh()

    def redraw(self) -> None:
        """The same lines in another size."""
        self._forget()
        self.refresh()
