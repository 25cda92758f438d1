"""What is read back to the caller at the end, in plain words, to be put right by them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def read_back(record: Mapping[str, Any], asked: Mapping[str, tuple[str, str]]) -> list[str]:
    """Sentences to read out: `asked` is question id → (the question as it was asked, the answer in words)."""
    lines = ["I'd like to read this back to you. Please stop me where it isn't right."]
    lines += [f"You said, in your own words: “{words}”" for words in record["verbatim"]]
    lines += [f"{question} {answer[:1].upper()}{answer[1:]}." for question, answer in asked.values()]
    lines += [
        f"Your reference is {record['ref']}. Please keep it and say it if you ring again.",
        "If anything happens, or you are afraid it will, ring 999. If you can't speak, press 55 when you are asked.",
    ]
    return lines
