"""What was typed into the field of a question: the value it stands for, or one line on why it is none."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from stalkdesk.questions.answerfile import Misfit, answer_to
from stalkdesk.questions.answers import Value
from stalkdesk.questions.model import Kind, Question
from stalkdesk.text import clean_text

_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$")


class NotTaken(Exception):
    """What was typed or chosen can't be kept as it is. The words say why and how to mend it."""


def value_of(question: Question, text: str) -> Value:
    """The value of typed text for a text, number or date question. Raises NotTaken."""
    raw: Any = clean_text(text).strip()
    if question.kind is Kind.NUMBER:
        raw = _number(raw)
    elif question.kind is Kind.DATE:
        raw = _date(raw)
    return checked(question, raw)


def checked(question: Question, value: Any) -> Value:
    """A value that fits its question. Raises NotTaken."""
    try:
        found = answer_to(question, {"value": value}).value
    except Misfit as misfit:
        raise NotTaken(f"This {misfit.what}; {misfit.mend}.") from None
    assert found is not None  # a value was given
    return found


def _number(text: str) -> int | Decimal:
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        raise NotTaken("This is not a number; type digits, as 12 or 2.5.") from None
    if not number.is_finite() or len(number.as_tuple().digits) > 15:
        raise NotTaken("This number can't be kept; type at most 15 digits.")
    return int(number) if number == number.to_integral_value() and "." not in text else number


def _date(text: str) -> str:
    day = _DAY.match(text)
    return f"{day[3]}-{int(day[2]):02d}-{int(day[1]):02d}" if day else text
