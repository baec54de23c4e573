"""How long there is until a due date, or how late it is, in words of working days."""

from datetime import date

from app.domain.calendar import Calendar
from app.domain.counting import counted


def working_days_words(count: int) -> str:
    """3 working days left, 1 working day late, or today for 0."""
    if count == 0:
        return "today"
    return f"{counted(abs(count), 'working day')} {'left' if count > 0 else 'late'}"


def days_left(due: date, today: date, calendar: Calendar) -> str:
    """How long there is until a due date, in words; with only a weekend or holidays in between it says so."""
    count = calendar.working_days_between(today, due)
    if count or due == today:
        return working_days_words(count)
    return "no working day left" if due > today else "less than 1 working day late"


def left_or_late(due: date, today: date, calendar: Calendar) -> str:
    """The same below a heading that says working days: 3 left, today, 1 late; what is overdue never has days left."""
    count = calendar.working_days_between(today, due)
    if count == 0:
        return "today" if due == today else "none left" if due > today else "less than 1 late"
    return f"{abs(count):,} {'left' if count > 0 else 'late'}"
