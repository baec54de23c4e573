"""The tables, one beside each kind of record; each part of them is declared when it is first asked for."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import MetaData

from app.domain.records import Record
from app.late import late
from db.tables.columns import Kept, metadata

__all__ = ["KEPT", "every_table"]

PARTS = (
    *("access", "children", "officers", "reviews", "settings", "imports", "reported", "challenges", "contacts"),
    *("conferences", "voice", "quality", "checks", "clinics", "filed", "retention"),
)
"""The modules here that keep records, which are named like those of the domain that they keep."""

_BESIDE = {"recommendations": "voice", "gatherings": "clinics"}
"""The modules of the domain whose records are kept beside those of another."""


class _Tables(Mapping[type[Record], Kept]):
    """How each kind of record is kept."""

    def __getitem__(self, kind: type[Record]) -> Kept:
        word = kind.__module__.split(".")[2]
        found = [kept for kept in _part(_BESIDE.get(word, word)) if kept.kind is kind]
        if not found:
            raise KeyError(kind)
        return found[0]

    def __iter__(self) -> Iterator[type[Record]]:
        return (kept.kind for name in PARTS for kept in _part(name))

    def __len__(self) -> int:
        return sum(len(_part(name)) for name in PARTS)


def _part(name: str) -> tuple[Kept, ...]:
    part: Any = late(f"db.tables.{name}")
    kept: tuple[Kept, ...] = part.KEPT
    return kept


def every_table() -> MetaData:
    """All tables, those of the account and of what is remembered without one among them."""
    for name in (*PARTS, "audit", "memory"):
        late(f"db.tables.{name}")
    return metadata


KEPT: Mapping[type[Record], Kept] = _Tables()
"""How each kind of record is kept."""
