"""What is agreed with the force's system: what it answers when it has a revision."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from stalkdesk.text import one_line

# What is received is data like what is typed: it is shown on one line, and drives no terminal.
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), AfterValidator(one_line)]


class Receipt(BaseModel):
    """The force system's answer about one revision: its reference, or why a person has to mend it.

    It repeats id, revision and hash; an answer that does not is no proof of delivery.
    """

    model_config = ConfigDict(extra="ignore", strict=True, hide_input_in_errors=True)

    id: Words
    revision: int = Field(ge=1, le=1_000_000)
    sha256: Words
    force_ref: Words | None = None
    refused: Words | None = None
    field: Words | None = None


def receipt(content: bytes) -> Receipt | None:
    """The receipt in a file's bytes; None where it is none."""
    try:
        found = Receipt.model_validate_json(content)
    except ValidationError:
        return None
    return found if (found.force_ref is None) != (found.refused is None) else None
