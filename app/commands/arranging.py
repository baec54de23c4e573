"""What business support does for booked meetings: send the invitations, and name who takes the minutes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.commands.bookings import PLANNED
from app.domain.access import Right, Stamp
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.reviews import Meeting
from app.store import Store


@dataclass(frozen=True)
class InvitationsSent:
    """Note the day on which the invitations to meetings were sent."""

    meeting_ids: tuple[str, ...]
    day: date
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Send invitations"

    def run(self, store: Store, stamp: Stamp) -> tuple[Meeting, ...]:
        """The meetings; refuses a day that is still to come."""
        if self.day > stamp.today:
            raise Refusal(f"{long(self.day)} is still to come.", "Give the day on which they were sent.")
        changed = [replace(meeting, invited_on=self.day) for meeting in _planned(store, self.meeting_ids)]
        return store.shelf(Meeting).keep_all(changed)


@dataclass(frozen=True)
class NameMinuteTaker:
    """Say who takes the minutes of meetings."""

    meeting_ids: tuple[str, ...]
    name: str
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Name a minute taker"

    def run(self, store: Store, stamp: Stamp) -> tuple[Meeting, ...]:
        """The meetings; refuses an empty name."""
        if not self.name.strip():
            raise Refusal("Nobody was named.", "Type the name of the minute taker.")
        changed = [replace(meeting, minute_taker=self.name.strip()) for meeting in _planned(store, self.meeting_ids)]
        return store.shelf(Meeting).keep_all(changed)


def _planned(store: Store, meeting_ids: Sequence[str]) -> Iterator[Meeting]:
    for meeting_id in meeting_ids:
        meeting = store.shelf(Meeting).get(meeting_id)
        if meeting.state != PLANNED:
            raise Refusal("This meeting is not booked any more.", "Look at the list again.")
        yield meeting
