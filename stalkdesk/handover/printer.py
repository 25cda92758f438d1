"""Paper, through the printer program of the system."""

from __future__ import annotations

import shutil
import subprocess
from typing import Final

_PROGRAMS: Final = ("lp", "lpr")
PATIENCE: Final = 20
"""Seconds the printer program may take."""


def there() -> bool:
    """Whether this machine has a printer program."""
    return any(shutil.which(name) for name in _PROGRAMS)


def print_text(text: str) -> str:
    """Send a text to the default printer; what became of it in one line."""
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        return "This machine has no printer that can be reached."
    try:
        done = subprocess.run([program], input=text.encode(), capture_output=True, check=False, timeout=PATIENCE)
    except (OSError, subprocess.TimeoutExpired):
        return "The printer did not answer. Save it with v and print the file."
    if done.returncode != 0:
        return "The printer did not take it. Save it with v and print the file."
    return "Sent to the printer."
