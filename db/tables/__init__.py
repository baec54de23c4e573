"""The tables, one beside each kind of record."""

from app.domain.records import Record
from db.tables import (
    access,
    audit,
    challenges,
    checks,
    children,
    clinics,
    conferences,
    contacts,
    filed,
    imports,
    memory,
    officers,
    quality,
    reported,
    retention,
    reviews,
    settings,
    voice,
)
from db.tables.columns import Kept, metadata

__all__ = ["KEPT", "audit", "memory", "metadata"]

KEPT: dict[type[Record], Kept] = {
    kept.kind: kept
    for part in (
        *(access, children, officers, reviews, settings, imports, reported, challenges, contacts),
        *(conferences, voice, quality, checks, clinics, filed, retention),
    )
    for kept in part.KEPT
}
"""How each kind of record is kept."""
