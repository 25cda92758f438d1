"""Where the program begins. The desk as it is opened every day needs no command line parser, and does without one."""

from __future__ import annotations

import os
import sys

EVERY_DAY = ([], ["--practice"])
FRAMES = {"TEXTUAL_FPS": "120"}
"""Textual lets one to two frames pass after a paint before the next. At its own 60 in a second, who somebody may be
would wait up to 33 ms for nothing after it was found, since the line just kept is painted before it. Read by Textual
when it is imported; who has a slow line to the terminal may set it lower."""


def main() -> None:
    """Open the desk, or run the command, and leave with its exit status."""
    for name, value in FRAMES.items():
        os.environ.setdefault(name, value)
    if sys.argv[1:] in EVERY_DAY:
        from stalkdesk.app import run

        sys.exit(run(practice="--practice" in sys.argv, home=None, new=None, caller_number="", incident=""))
    from stalkdesk.cli import cli

    cli(prog_name="stalkdesk")
