"""What is read back to the caller at the end, in plain words, to be put right by them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from stalkdesk.handover.document import MARKING
from stalkdesk.handover.lines import PRACTICE

NEXT: Final = (
    "Here is what happens next. What you told me goes to the police team that looks at reports like yours.",
    "They will look at all of it together{before}.",
    "I can't tell you now who will ring or when.",
)
BEFORE: Final = ", and at what you told us before"
"""Said only where an earlier report is known of."""
"""No promise of an arrest, a time or a name (DOMAIN §5)."""


def read_back(
    verbatim: Iterable[str], ref: str, asked: Mapping[str, tuple[str, str]], *, before: bool = False
) -> list[str]:
    """Sentences to read out: `asked` is question id → (the question as it was asked, the answer in words); `before`:
    they reported before."""
    lines = ["I'd like to read this back to you. Please stop me where it isn't right."]
    lines += [f"You said, in your own words: “{words}”" for words in verbatim]
    lines += [f"{question} {answer[:1].upper()}{answer[1:]}." for question, answer in asked.values()]
    lines += [sentence.format(before=BEFORE if before else "") for sentence in NEXT]
    lines += [
        f"Your reference is {ref}. Please keep it and say it if you ring again.",
        "To reach us, ring 101 and say that reference.",
        "If anything happens, or you are afraid it will, ring 999. If you can't speak, press 55 when you are asked.",
    ]
    return lines


def read_back_paper(lines: Iterable[str], ref: str, *, practice: bool) -> str:
    """The same on paper, where it is marked: it holds where they are and what was said to them. Nobody reads out the
    marking."""
    marks = [PRACTICE, ""] if practice else []
    ends = ["", PRACTICE] if practice else []
    return "\n".join([*marks, MARKING, "", f"READ-BACK  {ref}", "", *lines, "", MARKING, *ends]) + "\n"
