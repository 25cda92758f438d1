"""Offences, orders and powers to consider, with what the answers already support. Suggestions, never decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stalkdesk.desk import deciding
from stalkdesk.handover.compose import UNLESS
from stalkdesk.screens.page import bindings
from stalkdesk.screens.steps import LAW, StepPage
from stalkdesk.widgets.lines import ALIVE, DIM, STRONG, Lines

if TYPE_CHECKING:
    from stalkdesk.desk.decided import Law
    from stalkdesk.desk.ending import Ending
    from stalkdesk.desk.views import ConcernView

_WHY: Final = {
    "harassment_only": "Why harassment, not stalking? Facts of this case; empty takes it back",
    "no_crime": "Why is no crime recorded? Facts; empty takes it back",
}


class LawScreen(StepPage, inherit_bindings=False):
    """What the law may call it, point by point."""

    AT = (LAW,)
    WHERE = ("law",)
    BINDINGS = bindings("law")

    def drawn(self, lines: Lines, ending: Ending, concern: ConcernView, width: int) -> None:
        decided = ending.decided
        lines.text(f"{UNLESS} Suggestions from the answers: the officer decides.", width, "$text-soft")
        for words, head in ((decided.harassment_only, "Harassment only"), (decided.no_crime, "No crime")):
            if words:
                lines.text(f"{head}: {words}", width, "$amber", first="✓ ", rest="  ")
        for remark in decided.remarks:
            lines.text(remark, width, "bold $amber", first="▲ ", rest="  ")
        if decided.trouble:
            lines.text(decided.trouble, width, "$amber", first="▲ ", rest="  ")
        self._several(lines, "Offences to consider", decided.offences, width)
        if not decided.offences:
            lines.add()
            lines.text("The answers so far point to no offence. That decides nothing.", width, DIM)
        self._several(lines, "Orders and powers to consider", decided.powers, width)
        if decided.law:
            lines.add()
            lines.text(f"Looked at: {decided.law}", width, DIM)

    def _several(self, lines: Lines, title: str, some: tuple[Law, ...], width: int) -> None:
        if not some:
            return
        lines.add()
        lines.add((title, STRONG))
        seen: set[str] = set()
        for one in some:
            style = "bold $text-strong" if one.principal else "$text-strong"
            lines.text(f"{one.name}, {one.law}", width, style, first="  ", rest="    ")
            lines.text(one.role, width, ALIVE if one.principal else DIM, first="    ", rest="    ")
            for words in one.supported:
                again = f"{words.partition(': ')[0]}, as above" if words in seen else words
                lines.text(again, width, "$text-soft", first="    ✓ ", rest="      ", head=ALIVE)
            seen.update(one.supported)
            if one.missing:
                words = f"still missing: {', '.join(one.missing)}"
                lines.text(words, width, DIM, first="    ? ", rest="      ", head="$amber")
            if one.denied:
                lines.text(f"not so: {', '.join(one.denied)}", width, DIM, first="    ✗ ", rest="      ")

    def action_harassment(self) -> None:
        """Harassment, and not stalking; needs a rationale."""
        self._why("harassment_only")

    def action_no_crime(self) -> None:
        """No crime is recorded; needs a rationale."""
        self._why("no_crime")

    def _why(self, field: str) -> None:
        ending = self.ending
        if ending is not None:
            before = ending.decided.harassment_only if field == "harassment_only" else ending.decided.no_crime
            self.ask_for(field, _WHY[field], lambda text: lambda call: deciding.recorded_as(call, field, text), before)
