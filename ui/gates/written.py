"""Writes a recovery key into a text file that no other login of the computer may read."""

import os
from contextlib import suppress
from pathlib import Path

from app.domain.errors import Refusal

OURS = 0o600


def write_key(file: Path, title: str, recovery: str) -> None:
    """Write it, or refuse; a file that was there already is read by nobody else from then on."""
    try:
        with open(file, "w", encoding="utf-8", opener=_opened_for_us) as text:
            with suppress(OSError):  # a stick, say, knows no owners
                file.chmod(OURS)
            text.write(f"{title}\n{recovery}\n")
    except OSError as error:
        raise Refusal(f"{file.name} cannot be written.", "Choose another folder, or print it.") from error


def _opened_for_us(name: str, flags: int) -> int:
    return os.open(name, flags, OURS)
