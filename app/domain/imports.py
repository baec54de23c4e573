"""What is kept of an import: the run itself, and what the file last said of each record, to tell typed values apart."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.records import Record


@dataclass(frozen=True, kw_only=True)
class ImportRun(Record):
    """One import that was written: when, which files, read as what, and its summary (JSON: counts and warnings)."""

    at: datetime
    files: str
    layout: str
    summary: str
    undone: bool = False


@dataclass(frozen=True, kw_only=True)
class ImportedValues(Record):
    """What files last said of a record: field values as JSON. A value that differs from it was typed by hand since."""

    record_id: str
    values: str
