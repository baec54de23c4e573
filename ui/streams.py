"""The streams of a command line: letters they cannot show, readers who stop reading, and disks that are full."""

import os
import sys
from contextlib import suppress
from io import TextIOWrapper

from app.domain.errors import Refusal


def speak_any_script() -> None:
    """A console that cannot show a letter shows a question mark: a name in another script must not end the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def flush() -> None:
    """Write what is held back now, while it can still be told that it cannot be written."""
    if sys.stdout:
        sys.stdout.flush()


def let_go_of_output() -> None:
    """Nobody reads on, or nothing more can be written: what is still held back is not tried again at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def unusable(error: OSError) -> Refusal:
    """What the computer says of a file, a folder or its own output, in words."""
    name = f'"{error.filename}"' if error.filename else "The output or a file"
    return Refusal(
        f"{name} cannot be used: {(error.strerror or 'unknown reason').lower()}. Nothing is lost.",
        "Check the name and your right to it, then try again.",
    )
