"""A review recorded as held with the conference that the same meeting was, and what that conference decided, in one change."""

from dataclasses import dataclass
from typing import ClassVar

from app.commands.conferences import ConferenceRow, RecordConference
from app.commands.reviews import RecordHeld
from app.domain.access import Right, Stamp
from app.domain.reviews import Review
from app.store import Store


@dataclass(frozen=True)
class RecordWithConference:
    """Record a review as held, and the conference that one meeting serves with it, with its outcome."""

    held: RecordHeld
    conference: ConferenceRow
    quorate: bool | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Record a review and a conference"

    def run(self, store: Store, stamp: Stamp) -> Review:
        """The review; both are refused where one of the two cannot be true."""
        kept = self.held.run(store, stamp)
        decided = RecordConference(self.held.held, (self.conference,), self.quorate, self.held.chair_id, self.held.note)
        decided.run(store, stamp)
        return store.shelf(Review).get(kept.id)
