"""How high the concern is and why: a panel where there is room, one line where there is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalkdesk.widgets.lines import ALIVE, DIM, STRONG, Drawn, Lines, Part, level_style

if TYPE_CHECKING:
    from stalkdesk.desk.views import ConcernView, Reason

_FOUR = {"yes": ("●", ALIVE), "no": ("○", DIM), "not known": ("?", "$amber")}


def level_parts(concern: ConcernView) -> list[Part]:
    """The level with its mark, and what it could still be."""
    style = level_style(concern.rank, concern.top)
    parts: list[Part] = [(f"{concern.mark} {concern.level}", f"bold {style}")]
    if concern.raised:
        parts.append((" raised by you", DIM))
    if concern.possible_rank > concern.rank:
        parts += [("  could be ", DIM), (concern.possible, f"bold {level_style(concern.possible_rank, concern.top)}")]
    return parts


class ConcernLine(Drawn):
    """One line: level, possible level, FOUR, the minimum safe set."""

    DEFAULT_CSS = """
    ConcernLine { height: 1; background: $surface-2; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.concern: ConcernView | None = None
        self.earlier = ""

    def show(self, concern: ConcernView | None, earlier: str = "") -> None:
        """The concern as it is now, and how many earlier reports there may be of these people."""
        if concern != self.concern or earlier != self.earlier:
            self.concern, self.earlier = concern, earlier
            self.redraw()

    def drawn(self, width: int, height: int) -> Lines:
        concern = self.concern
        lines = Lines()
        if concern is not None:
            parts = level_parts(concern)
            short = bool(self.earlier)  # there is room for one thing more, or for these words
            if not concern.sufficient:
                parts.append(("  not enough" if short else "  not enough asked", "$amber"))
            if concern.four:
                parts.append(("  " if short else "   FOUR ", DIM))
                parts += [(f"{name[0]}{_FOUR[state][0]} ", _FOUR[state][1]) for name, state in concern.four]
            parts += [(" set " if short else "  safe set ", DIM), (f"{concern.covered}/{concern.core}", STRONG)]
            if short:
                parts += [("  F4 ", DIM), (self.earlier, f"bold {ALIVE}")]
            lines.add(*parts)
        return lines


class ConcernPanel(Drawn):
    """The level, FOUR, the reasons, what could still raise it, and the minimum safe set."""

    DEFAULT_CSS = """
    ConcernPanel { padding: 1 1 0 2; background: $ground; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.concern: ConcernView | None = None
        self.earlier = ""

    def show(self, concern: ConcernView | None, earlier: str = "") -> None:
        """The concern as it is now, and how many earlier reports there may be of these people."""
        if concern != self.concern or earlier != self.earlier:
            self.concern, self.earlier = concern, earlier
            self.redraw()

    def drawn(self, width: int, height: int) -> Lines:
        concern = self.concern
        lines = Lines()
        if concern is None:
            return lines
        lines.add(*level_parts(concern))
        if not concern.sufficient:
            lines.add(("not enough asked yet", "$amber"))
        lines.text("an aid to priority, not a prediction", width, DIM)
        if concern.four:
            lines.add()
            for pair in (concern.four[:2], concern.four[2:]):
                parts: list[Part] = []
                for name, state in pair:
                    mark, style = _FOUR[state]
                    parts += [(name[0], "bold $text-strong"), (f"{name[1:]} ", "$text-soft"), (f"{mark}  ", style)]
                lines.add(*parts)
            if all(state == "yes" for _, state in concern.four):
                lines.add(("FOUR met: treat as stalking", DIM))
        done = round(10 * concern.covered / concern.core) if concern.core else 10
        lines.add()
        lines.add(
            ("Safe set ", STRONG),
            (f"{concern.covered} of {concern.core}  ", "$text-soft"),
            ("━" * done, ALIVE),
            ("━" * (10 - done), "$key"),
        )
        if self.earlier:
            lines.add()
            lines.add(("Earlier reports  ", STRONG), (self.earlier, f"bold {ALIVE}"), ("  F4", DIM))
        room = height - len(lines) - 1
        raising = min(len(concern.could_raise), 5) + 2 if concern.could_raise else 0
        if not concern.because and not concern.sufficient and concern.rank:
            lines.add()
            lines.add(("Because", STRONG))
            lines.text(
                f"nothing under {concern.level} until enough is asked", width, "$text-soft", first="· ", rest="  "
            )
        self._reasons(lines, "Because", concern.because, width, max(room - raising, 4), concern)
        self._reasons(lines, "Could still raise it", concern.could_raise, width, min(height - len(lines), 12), concern)
        return lines

    def _reasons(
        self, lines: Lines, title: str, reasons: tuple[Reason, ...], width: int, room: int, concern: ConcernView
    ) -> None:
        if not reasons or room < 3:
            return
        block = Lines()
        shown = 0
        for reason in reasons:
            one = Lines()
            high = reason.mark == "◆"
            one.text(
                reason.text,
                width,
                "$text-soft",
                first=f"{reason.mark} ",
                rest="  ",
                head="$red" if high else "$amber" if reason.mark == "▲" else "$calm",
            )
            left = 1 if shown + 1 < len(reasons) else 0
            if len(block) + len(one) + left > room - 2:
                break
            block.rows += one.rows
            shown += 1
        lines.add()
        lines.add((title, STRONG))
        lines.rows += block.rows
        if shown < len(reasons):
            lines.add((f"  and {len(reasons) - shown} more", DIM))
