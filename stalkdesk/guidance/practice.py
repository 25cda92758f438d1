"""The word lists that made-up practice records are put together from: `data/practice/*.yaml`."""

from __future__ import annotations

from typing import Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from stalkdesk.errors import BadInput, Problem
from stalkdesk.guidance.place import data_folder, read_bytes
from stalkdesk.questions.source import read

Words = tuple[str, ...]


class _Lists(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Community(_Lists):
    """Names that go together, and how often they are drawn."""

    share: int
    women: Words
    men: Words
    surnames: Words


class People(_Lists):
    """Names, how else they are written, and numbers that nobody has."""

    communities: dict[str, Community]
    spelt: dict[str, Words]
    mobiles: Words
    landlines: Words
    handlers: Words


class Places(_Lists):
    """Invented towns, streets, and things to recognise somebody by."""

    towns: Words
    streets: Words
    kinds: Words
    spots: Words
    jobs: Words
    vehicles: Words
    online: Words
    looks: Words


class Refusal(_Lists):
    """Why a force's system would not take a record."""

    why: str
    field: str


class Incident(_Lists):
    """Something that happened, told where `after` was answered with more than a no."""

    after: str
    when: str
    where: str
    what: str
    evidence: str


class Settled(_Lists):
    """An answer that goes without saying: `question` is `is` where `after` was answered with one of `was`."""

    after: str
    was: Words
    question: str
    is_: str = Field(alias="is")


class Calls(_Lists):
    """What is said on a call.

    `likely`: question → how likely a yes is, or each of its options. `here`: channel → where they are.
    `nameless`: answers after which nobody can name the suspect. `accounts`, `notes`: what is said beside a yes.
    """

    likely: dict[str, float | dict[str, float]]
    texts: dict[str, Words]
    here: dict[str, Words]
    settled: tuple[Settled, ...]
    nameless: dict[str, Words]
    notes: dict[str, Words]
    accounts: dict[str, Words]
    openings: Words
    incidents: tuple[Incident, ...]
    times: Words
    raised: Words
    left_open: Words
    gone: Words
    call_back: Words
    refused: tuple[Refusal, ...]
    failed: Words
    told: Words
    not_done: Words


_M = TypeVar("_M", bound=_Lists)
FOLDER: Final = "practice"


def people() -> People:
    """`people.yaml`. Raises BadInput, as the others do, where the file is not what it should be."""
    return _load("people.yaml", People)


def places() -> Places:
    """`places.yaml`."""
    return _load("places.yaml", Places)


def calls() -> Calls:
    """`calls.yaml`."""
    return _load("calls.yaml", Calls)


def _load(name: str, model: type[_M]) -> _M:
    path = data_folder() / FOLDER / name
    found: Any = read(read_bytes(path), str(path), as_json=False).plain()
    try:
        return model.model_validate(found)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        mend = "write it as the file that came with stalkdesk has it"
        raise BadInput(Problem(file=str(path), key=key, what=first["msg"].lower(), mend=mend)) from None
