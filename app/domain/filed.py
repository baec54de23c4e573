"""That something is on the child's file: what belongs in the case system was copied there on a day."""

import datetime
from dataclasses import dataclass

from app.domain.records import Record


@dataclass(frozen=True, kw_only=True)
class Filed(Record):
    """That a record (its kind's name and its key) was copied to the child's file on a day."""

    child_id: str
    kind: str
    record_id: str
    date: datetime.date
