"""Faults that are planted into a session: each leaves a child's name where none may be."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from db import backups, wholefiles
from db.connections import joined
from db.store import SqlStore
from ui import crashes, reports


def keyless_connection() -> None:
    """Backups are copied through a connection that was given no key, and nobody looks at what was written."""
    real = wholefiles.copy_database

    def copied(source: Path, target: Path, key: Any, *more: Any) -> None:
        real(source, target, key, *more)
        with joined(source, key) as connection:
            connection.execute("ATTACH ? AS open KEY ''", (str(target) + "-open",))
            connection.execute("SELECT sqlcipher_export('open')")

    backups.copy_database = copied  # type: ignore[attr-defined, assignment]


def talkative_reports() -> None:
    """A crash report holds the words of the error."""
    real = reports.report
    vars(crashes)["report"] = lambda kind, error, trace: f"{real(kind, error, trace)}\n{error}"


def draft_in_a_file() -> None:
    """What is typed is kept in a temporary file."""
    real = SqlStore.remember

    def remembered(store: SqlStore, kind: str, key: str, value: str | None, person: str = "") -> None:
        with tempfile.NamedTemporaryFile("w", delete=False, encoding="utf-8") as file:
            file.write(f"{kind} {key} {value}")
        real(store, kind, key, value, person)

    SqlStore.remember = remembered  # type: ignore[method-assign, assignment]


KEEPING, BREAKING, TYPING = "keeping", "breaking", "typing"
"""Kinds of session: backups, errors in the window, forms in the window."""

PLANTS: dict[str, tuple[str, Callable[[], None]]] = {
    "key missing on one connection": (KEEPING, keyless_connection),
    "a crash report that holds the message": (BREAKING, talkative_reports),
    "drafts in a temporary file": (TYPING, draft_in_a_file),
}
