"""Tells whether a file holds invented children, for only then may it lie unencrypted."""

from collections.abc import Callable
from typing import Any

MARK = "demonstration"
"""The key in the file's own identity that says so."""

_ASKED = (
    f"SELECT 1 FROM meta WHERE key = '{MARK}' "  # noqa: S608 - two constants of ours
    "UNION ALL SELECT 1 FROM settings WHERE key = 'service.demonstration' AND value = 'true' LIMIT 1"
)


def is_demonstration(execute: Callable[[str], Any]) -> bool:
    """Whether a file says so itself, or, if an earlier version made it, in its settings, where no person can write that."""
    return execute(_ASKED).fetchone() is not None
