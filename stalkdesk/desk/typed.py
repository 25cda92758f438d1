"""What was typed into the field of a question: the value it stands for, or one line on why it is none."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from stalkdesk.questions.answerfile import Misfit, answer_to
from stalkdesk.questions.answers import Value
from stalkdesk.questions.model import Kind, Question
from stalkdesk.text import clean_text

_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")
_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$")


LONGEST: Final = 20_000
"""Characters of one note, line of words or form field; longer ones are refused in words, and nothing is cut."""


class NotTaken(Exception):
    """What was typed or chosen can't be kept as it is. The words say why and how to mend it."""


def taken(text: str) -> str:
    """Free text as it is kept. Raises NotTaken where it is too long."""
    clean = clean_text(text)
    if len(clean) > LONGEST:
        raise NotTaken(f"This is {len(clean):,} characters long; at most {LONGEST:,} are taken. Cut it in two.")
    return clean


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
        what = f"This {misfit.what}" if misfit.what.startswith(("is ", "should ")) else misfit.what
        raise NotTaken(f"{what[:1].upper()}{what[1:]}; {misfit.mend}.") from None
    assert found is not None  # a value was given
    return found


def _number(text: str) -> int | Decimal:
    # No exponents, and a comma only between thousands: 1,5 is not taken for 15.
    if not _NUMBER.fullmatch(text):
        raise NotTaken("This is not a number; type digits, as 12 or 2.5.")
    number = Decimal(text.replace(",", ""))
    if len(number.as_tuple().digits) > 15:
        raise NotTaken("This number can't be kept; type at most 15 digits.")
    return number if "." in text else int(number)


def _date(text: str) -> str:
    day = _DAY.match(text)
    return f"{day[3]}-{int(day[2]):02d}-{int(day[1]):02d}" if day else text
