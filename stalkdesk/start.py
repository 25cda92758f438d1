"""Where the program begins. The desk as it is opened every day needs no command line parser, and does without one."""

from __future__ import annotations

import sys

EVERY_DAY = ([], ["--practice"])


def main() -> None:
    """Open the desk, or run the command, and leave with its exit status."""
    if sys.argv[1:] in EVERY_DAY:
        from stalkdesk.app import run

        sys.exit(run(practice="--practice" in sys.argv, home=None, new=None, caller_number="", incident=""))
    from stalkdesk.cli import cli

    cli(prog_name="stalkdesk")
