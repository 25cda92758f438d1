"""Under the question: what the last key did beside the plain answer, and what the caller's words propose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from stalkdesk.desk.proposed import BY_COURSE
from stalkdesk.widgets.card import TYPED
from stalkdesk.widgets.lines import ALIVE, DIM, STRONG, Drawn, Lines, fitted

if TYPE_CHECKING:
    from stalkdesk.desk.views import CallView


_BESIDE: Final = {BY_COURSE: "Written  "}


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
            first = view.proposed[0]
            more = f"  and {len(view.proposed) - 1} more" if len(view.proposed) > 1 else ""
            answer = f"{first.label}: {first.answer}" if first.value else f"go to {first.label}"
            said = first.line > 0
            phrase = f"“{first.phrase}”" if said else first.phrase
            lines.add(
                ("Just said  " if said else _BESIDE.get(first.line, "Earlier  "), DIM),
                (fitted(phrase, min(cell_len(phrase), width - 13)), "$text-soft"),
            )
            take = "Tab +" if view.question.kind in TYPED and view.question.asking == "answer" else "+"
            left = width - len(take) - len("   - not that") - len(more) - 1
            answer = fitted(answer, min(cell_len(answer), left))
            lines.add((take, STRONG), (f" {answer}   ", ALIVE), ("-", STRONG), (" not that", DIM), (more, DIM))
        return lines
