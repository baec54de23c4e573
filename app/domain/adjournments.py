"""How long a review was adjourned, in working days and in words, and whether that was longer than it may be."""

from dataclasses import dataclass
from datetime import date

from app.domain.calendar import Calendar
from app.domain.counting import counted
from app.domain.dates import long

TOO_LONG = "Too long"
"""What the words of an exception begin with."""


@dataclass(frozen=True)
class Adjournment:
    """When a review was opened and when it was completed, if it was; as at a day."""

    opened: date
    completed: date | None
    as_at: date

    def days(self, calendar: Calendar) -> int:
        """Working days from the opening, which is day 0, until it was completed, or so far."""
        return calendar.working_days_between(self.opened, self.completed or max(self.as_at, self.opened))

    def too_long(self, calendar: Calendar, longest: int) -> bool:
        """Whether it lasted longer than the setting "reviews.longest-adjournment" allows."""
        return self.days(calendar) > longest

    def words(self, calendar: Calendar, longest: int) -> str:
        """Completed after 12 working days; Too long (over 20): not completed, 23 working days so far."""
        days = counted(self.days(calendar), "working day")
        said = f"completed after {days}" if self.completed else f"not completed, {days} so far"
        if self.too_long(calendar, longest):
            return f"{TOO_LONG} (over {longest}): {said}"
        return f"{said[:1].upper()}{said[1:]}"


def opened_words(opened: date, completed: date | None, held: date | None) -> str:
    """What became of an adjourned review in one sentence, and which of its meetings counts."""
    if completed is None:
        counts = "That day counts as held." if held else "It counts as held when it is completed."
        return f"Opened on {long(opened)} and adjourned; not completed yet. {counts}"
    counted_day = "first" if held == opened else "second"
    return f"Opened on {long(opened)}, adjourned, and completed on {long(completed)}; the {counted_day} meeting counts as held."
