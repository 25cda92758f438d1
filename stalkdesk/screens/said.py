"""Under the question: what the last key did beside the plain answer, and what the caller's words propose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from stalkdesk.desk.proposed import BY_COURSE
from stalkdesk.widgets.card import TYPED
from stalkdesk.widgets.lines import ALIVE, DIM, STRONG, Drawn, Lines, fitted, wrapped

if TYPE_CHECKING:
    from stalkdesk.desk.views import CallView


_BESIDE: Final = {BY_COURSE: "Written  "}
SHORT: Final = 2
"""Rows in which each of the two has one."""


class Said(Drawn):
    """A question to confirm, else a notice, else the answer that the words propose."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._view: CallView | None = None
        self._ask = ""
        self._warning = ""

    def show(self, view: CallView, ask: str) -> None:
        """What there is to say now."""
        self._view, self._ask, self._warning = view, ask, ""
        self.redraw()

    def warn(self, words: str) -> None:
        """One line that stands until the next key."""
        self._warning = words
        self.redraw()

    def drawn(self, width: int, height: int) -> Lines:
        lines = Lines()
        view = self._view
        if self._ask:
            lines.text(self._ask, width, "bold $amber")
        elif self._warning:
            lines.text(self._warning, width, "$amber")
        elif view is not None and view.notice:
            lines.text(view.notice, width, "$amber")
        elif view is not None and view.alarm:
            lines.text("DANGER NOW: send help by radio or C&C, then F8: Dispatch told.", width, "bold $red")
            if view.proposed and view.proposed[0].line == 0:
                lines.add(("+", STRONG), (f" {view.proposed[0].label}: yes", ALIVE))
        elif view is not None and view.proposed:
            self._offer(lines, view, width, height)
        return lines

    def _offer(self, lines: Lines, view: CallView, width: int, height: int) -> None:
        """What gives an answer, and the answer with its keys. Where there is room for it neither is cut."""
        first = view.proposed[0]
        answer = f"{first.label}: {first.answer}" if first.value else f"go to {first.label}"
        take = "Tab +" if view.question.kind in TYPED and view.question.asking == "answer" else "+"
        offered = _answer(answer, take, len(view.proposed) - 1, width, roomy=height > SHORT)
        said = first.line > 0
        head = "Just said  " if said else _BESIDE.get(first.line, "Earlier  ")
        cells = width - cell_len(head)
        rows = list(wrapped(f"“{first.phrase}”" if said else first.phrase, cells))
        room = max(height - len(offered), 1)
        if len(rows) > room:
            rows = [*rows[: room - 1], fitted(" ".join(rows[room - 1 :]), cells)]
        for number, row in enumerate(rows):
            lines.add((head if not number else " " * cell_len(head), DIM), (row, "$text-soft"))
        lines.rows += offered.rows


def _answer(answer: str, take: str, others: int, width: int, *, roomy: bool) -> Lines:
    """The answer and the keys that take it or not, in one line, or in two where it needs them and they are there."""
    lines = Lines()
    more = f"  and {others} more" if others else ""
    keys = (("-", STRONG), (" not that", DIM), (more, DIM))
    left = width - cell_len(take) - len("   - not that") - len(more) - 1
    if cell_len(answer) <= left or not roomy:
        answer = fitted(answer, min(cell_len(answer), left))
        lines.add((take, STRONG), (f" {answer}   ", ALIVE), *keys)
        return lines
    begin, *rest = wrapped(answer, width - cell_len(take) - 1)
    lines.add((take, STRONG), (f" {begin}", ALIVE))
    end = " ".join(rest)
    end = f" {fitted(end, min(cell_len(end), left))}   " if end else " "
    lines.add((" " * cell_len(take), ""), (end, ALIVE), *keys)
    return lines
