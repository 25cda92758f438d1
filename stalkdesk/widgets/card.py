"""The question on the screen: the words to say, the keys that answer it, why it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from stalkdesk.widgets.lines import ALIVE, DIM, STRONG, Drawn, Lines, Part, fitted, wrapped

if TYPE_CHECKING:
    from stalkdesk.desk.views import Choice, QuestionView

TYPED = ("text", "number", "date")
STATES_CELLS = 29
"""What the three states need beside the answers."""
MANY_MORE = 5
"""So many answers more than states leave room beside them."""
_TAPS = {"y": "one tap", "n": "two taps"}
_STANDING = {"waiting": "waits for an earlier answer", "not_relevant": "not asked in this case"}


class QuestionCard(Drawn, can_focus=True):
    """The answer keys work while it has the focus."""

    DEFAULT_CSS = """
    QuestionCard { padding: 1 3 0 3; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.question: QuestionView | None = None
        self.unkept = ""
        self._why_beside = False

    @property
    def keys(self) -> str:
        """Every key that answers here."""
        question = self.question
        return "" if question is None else "".join(one.key for one in (*question.choices, *question.states))

    @property
    def keys_shown(self) -> str:
        """The same in few cells: `y n u d x`, `1–8 n u d x`."""
        question = self.question
        if question is None:
            return ""
        keys = [one.key for one in question.choices]
        digits = [key for key in keys if key.isdigit()]
        if len(digits) > 3:
            keys = [f"{digits[0]}–{digits[-1]}", *(key for key in keys if not key.isdigit())]
        return " ".join((*keys, *(one.key for one in question.states)))

    @property
    def typed(self) -> bool:
        """Whether the question is answered by typing."""
        question = self.question
        return question is not None and question.kind in TYPED and question.asking == "answer"

    def field_row(self, width: int) -> int:
        """The line of the card, from its top, that its field lies over."""
        ask = self.question.ask if self.question is not None else ""
        return 1 + 2 + len(wrapped(f"“{ask}”", width)) + 1

    def show(self, question: QuestionView | None, unkept: str = "") -> None:
        """Another question, or the same one answered. `unkept`: the answer that could not be kept yet."""
        if question != self.question or unkept != self.unkept:
            self.question, self.unkept = question, unkept
            self.redraw()

    def drawn(self, width: int, height: int) -> Lines:
        question = self.question
        lines = Lines()
        if question is None:
            return lines
        self._head(lines, question, width)
        roomy = height >= 20
        lines.add()
        if question.asking == "recency":
            lines.text("When was the last time?", width, STRONG)
            lines.text(f"{question.answered} · {question.ask}", width, DIM)
        else:
            lines.text(f"“{question.ask}”", width, STRONG, rest=" ")
        lines.add()
        if self.typed:  # the field itself lies over this line
            lines.add()
            lines.add()
        self._choices(lines, question, width, height)
        self._under(lines, question, width, height, roomy=roomy)
        return lines

    def _head(self, lines: Lines, question: QuestionView, width: int) -> None:
        left = f"{question.section} · {question.place} of {question.of}"
        said = "as written" if question.as_written else "own words"
        if question.silent:
            said = "silent caller: taps"
        core = " · safe set" if question.core else ""
        right = f"{said}{core}"
        if len(left) + len(right) + 1 > width:
            right = said
        lines.add((fitted(left, max(width - len(right), 0)), DIM), (right, DIM))

    def _choices(self, lines: Lines, question: QuestionView, width: int, height: int) -> None:
        left, right = question.choices, question.states
        widest = max((cell_len(choice.label) for choice in left), default=0) + 7
        if widest + STATES_CELLS > width and len(left) + len(right) + 8 <= height:  # one under the other
            for choice in (*left, *right):
                lines.add(*self._choice(choice, question, width))
            self._why_beside = False
            return
        half = max((len(choice.label) for choice in left), default=0) + 10
        half = min(max(half, 22), max(width - 32, 22)) if left else 0
        beside = self._beside(question, width - half) if len(left) >= len(right) + MANY_MORE else Lines()
        for row in range(max(len(left), len(right))):
            parts = self._choice(left[row], question, half) if row < len(left) else [(" " * half, "")]
            under = row - len(right) - 1
            if row < len(right):
                parts += self._choice(right[row], question, max(width - half, 0))
            elif 0 <= under < len(beside):
                parts += beside.rows[under]
            lines.add(*parts)
        self._why_beside = bool(beside.rows)

    def _beside(self, question: QuestionView, cells: int) -> Lines:
        """Why it is asked, in the room that a long list of answers leaves at its side."""
        lines = Lines()
        if question.asking == "answer":
            lines.text(question.why, cells, DIM)
        return lines

    def _choice(self, choice: Choice, question: QuestionView, cells: int) -> list[Part]:
        taps = f" · {_TAPS[choice.key]}" if question.silent and choice.key in _TAPS else ""
        box = f" {choice.key} "
        style = "bold $on-key on $key-on" if choice.chosen else "bold $text-strong on $key"
        # The tick is drawn only once the answer is on the disk.
        tick = " ✓ " if choice.chosen else "   "
        return [
            (box, style),
            (tick, f"bold {ALIVE}"),
            (fitted(choice.label + taps, cells - 6), "$text-strong" if choice.chosen else "$text-soft"),
        ]

    def _under(self, lines: Lines, question: QuestionView, width: int, height: int, *, roomy: bool) -> None:
        if self.unkept:
            lines.add()
            lines.text(self.unkept, width, "bold $red")
        if question.standing in _STANDING:
            lines.add()
            lines.add((f"◌ {_STANDING[question.standing]}", "$amber"))
        if question.kind in TYPED:
            lines.add()
            lines.add((f"✓ {question.answered}" if question.answered else "", ALIVE))
            if question.silent:
                lines.text("They can't speak: fill in what the phone, the log or a search tells you.", width, "$amber")
        if question.asking == "recency":
            return
        if question.kind == "many":
            lines.add(("Each key turns one on or off. Enter moves on.", DIM))
        lines.add()
        if question.why and not self._why_beside:
            lines.text(question.why, width, DIM, first="Why    ", rest="       ", head="$text-soft")
        room = height - len(lines)
        if question.help and room > 0:
            means = Lines()
            means.text(question.help, width, DIM, first="Means  ", rest="       ", head="$text-soft")
            fits = len(means) <= room
            lines.rows += means.rows if fits else means.rows[: room - 1]
            if not fits:
                lines.add(("       … all of it with F1", DIM))
