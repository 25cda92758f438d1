"""How commands speak: bytes that are the same on every machine, and one clear line for bad input."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TextIO

import click

from stalkdesk.errors import BadInput
from stalkdesk.text import clean_text

P = ParamSpec("P")
FOUND, BAD_INPUT = 1, 2


def say(text: str = "", *, to_people: bool = False) -> None:
    """A line in UTF-8 whatever the locale; `to_people` puts it on standard error, beside a JSON document."""
    stream = sys.stderr if to_people else sys.stdout
    stream.flush()
    stream.buffer.write(clean_text(text).encode("utf-8", "replace") + b"\n")
    stream.buffer.flush()


def _let_go(stream: TextIO) -> None:
    """Leave nothing for the interpreter to flush at its end, where it would fail again."""
    with contextlib.suppress(OSError):
        stream.close()


def say_json(document: Any) -> None:
    """One JSON document on standard output."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


def mends(command: Callable[P, int | None]) -> Callable[P, None]:
    """A command whose bad input ends in one line on standard error and exit status 2."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            status = command(*args, **kwargs)
        except BadInput as error:
            more = len(error.problems) - 1
            rest = f" (and {more} more)" if more else ""
            say(f"{error.problems[0]}{rest}", to_people=True)
            status = BAD_INPUT
        except BrokenPipeError:  # the reader has seen enough
            _let_go(sys.stdout)
            status = 0
        except OSError as error:
            _let_go(sys.stdout)
            with contextlib.suppress(OSError):
                why = error.strerror or str(error)
                say(f"the answer could not be written ({why}); make room or write it elsewhere", to_people=True)
            status = BAD_INPUT
        click.get_current_context().exit(status or 0)

    return run
