"""Whether a file that stands where a return is to go was written by this service: another one is never written over."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.queries.filenames import without_names
from app.store import Selection, Store, Where


@dataclass(frozen=True)
class WasWritten:
    """Ask whether the account has an export that was told in any of these words."""

    summaries: tuple[str, ...]
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> bool:
        """Yes or no."""
        told = (*self.summaries, *(without_names(store, one) for one in self.summaries))
        return store.count(Selection("audit", (Where("summary", "in", told),), stamp.today)) > 0
