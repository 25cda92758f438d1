"""How commands speak: bytes that are the same on every machine, and one clear line for bad input."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TextIO

import click

from stalkdesk.errors import BadInput
from stalkdesk.text import clean_text

P = ParamSpec("P")
FOUND, BAD_INPUT = 1, 2
STOPPED = 130
"""By Ctrl-C, as the shell has it."""


def say(text: str = "", *, to_people: bool = False) -> None:
    """A line in UTF-8 whatever the locale; `to_people` puts it on standard error, beside a JSON document.

    A standard error that is closed or full is no reason for another exit status.
    """
    line = clean_text(text).encode("utf-8", "replace") + b"\n"
    if to_people:
        with contextlib.suppress(OSError, ValueError):
            _write(sys.stderr, line)
    else:
        _write(sys.stdout, line)


def say_json(document: Any) -> None:
    """One JSON document on standard output."""
    _write(sys.stdout, json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8", "replace") + b"\n")


def read_input(most: int) -> bytes:
    """Standard input, at most so many bytes of it; nothing where it is closed."""
    stream: TextIO | None = sys.stdin
    return b"" if stream is None else stream.buffer.read(most)


def _write(to: TextIO | None, line: bytes) -> None:
    if to is None:  # closed before the program began
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    to.flush()
    to.buffer.write(line)
    to.buffer.flush()


def _let_go(stream: TextIO | None) -> None:
    """Leave nothing for the interpreter to flush at its end, where it would fail again."""
    with contextlib.suppress(OSError, ValueError):
        if stream is not None:
            stream.close()


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
            why = error.strerror or str(error)
            say(f"the answer could not be written ({why}); make room or write it elsewhere", to_people=True)
            status = BAD_INPUT
        except KeyboardInterrupt:
            status = STOPPED
        click.get_current_context().exit(status or 0)

    return run
