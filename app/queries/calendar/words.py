"""How a meeting stands to the due date of a review, in a word and a tone; and how far a day is from a due date."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.calendar import Calendar
from app.domain.lateness import days_left, left_or_late
from app.queries.gathered import HELD, TOOK_PLACE
from app.table import Tone

SOON = timedelta(days=7)
"""As everywhere: what is due within this time is due soon."""
WORST = (Tone.LATE, Tone.HELD_LATE, Tone.SOON, Tone.ON_TIME, Tone.PLAIN)
NOT_KNOWN = "due date not known"


@dataclass(frozen=True)
class Standing:
    """A tone with its words: brief where there is little room, whole elsewhere."""

    tone: Tone
    brief: str
    whole: str


@dataclass(frozen=True)
class Scale:
    """Measures days against due dates, as at a day."""

    today: date
    calendar: Calendar

    def standing(self, due: date | None, day: date, state: str) -> Standing:
        """How a meeting on a day, planned or held, stands to the due date of one review."""
        if state == HELD:
            return self._held(due, day)
        if state in TOOK_PLACE:
            return Standing(Tone.PLAIN, TOOK_PLACE[state], TOOK_PLACE[state])
        if due is None:
            return Standing(Tone.PLAIN, NOT_KNOWN, NOT_KNOWN)
        brief, whole = self.brief(due, day), self.whole(due, day)
        if day > due:
            return Standing(Tone.LATE, brief, whole)
        if day < self.today:
            tone = Tone.LATE if due < self.today else Tone.SOON
            return Standing(tone, "to record", f"to be recorded; {whole}")
        return Standing(Tone.SOON if due <= self.today + SOON else Tone.ON_TIME, brief, whole)

    def unbooked(self, due: date) -> Standing:
        """How a review without a meeting stands."""
        if due < self.today:
            whole = f"overdue, no date booked: {days_left(due, self.today, self.calendar)}"
            return Standing(Tone.LATE, "overdue, no date", whole)
        tone = Tone.SOON if due <= self.today + SOON else Tone.PLAIN
        return Standing(tone, "due, no date", f"due, no date booked: {days_left(due, self.today, self.calendar)}")

    def whole(self, due: date, day: date) -> str:
        """4 working days before it is due, on the due date, 2 working days late: from the day; what is left is from today."""
        if day >= due:
            return "on the due date" if day == due else days_left(due, day, self.calendar)
        return f"{self._before(due, day, ' working day')} before it is due"

    def brief(self, due: date, day: date) -> str:
        """4 before due, on the due date, 2 late."""
        if day >= due:
            return "on the due date" if day == due else left_or_late(due, day, self.calendar)
        return f"{self._before(due, day)} before due"

    def _before(self, due: date, day: date, unit: str = "") -> str:
        """How many working days the day lies before the due date; only a weekend or holidays between is less than one."""
        count = self.calendar.working_days_between(day, due)
        return f"{count:,}{unit}{'s' if unit and count > 1 else ''}" if count else "less than 1 working day"

    def _held(self, due: date | None, day: date) -> Standing:
        if due is None:
            return Standing(Tone.PLAIN, "held", f"held, {NOT_KNOWN}")
        if day <= due:
            return Standing(Tone.ON_TIME, "held", f"held in time, {self.whole(due, day).replace('it is', 'it was')}")
        return Standing(Tone.HELD_LATE, "held late", f"held late, {self.whole(due, day)}")
