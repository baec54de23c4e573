"""The sentences of the Reviews page: what was recorded, what an empty list teaches, how much time is left."""

from datetime import date

from app.domain.calendar import birthday
from app.domain.children import Child
from app.domain.counting import counted
from app.domain.dates import long
from app.domain.timeliness import IN_TIME, LATE, NEVER_HELD, NOT_JUDGED, OVERDUE
from app.queries.review import ReviewSheet
from app.table import Tone

EMPTY = {
    "open": "No review is waiting to be held.\nImport a file in Files, or add a child in Children.",
    "overdue": "Nothing is overdue.\nEvery review that was due has been held, or still has time.",
    "week": "Nothing is due in the next 7 days.\nDue in 28 days shows what comes after.",
    "month": "Nothing is due in the next 28 days.\nDue later shows what comes after.",
    "later": "Nothing is due later than 28 days from today.",
    "no-due-date": "The due date of every review that is to be held is known.",
    "not-booked": "Every review that is to be held has a meeting booked.",
    "no-iro": "Every child with a review to come has an Independent Reviewing Officer (IRO).",
    "to-confirm": "No number of a review is in doubt.\nReviews come here when the records do not say which number they have.",
    "to-come": "Nothing is missing from the reviews that were held.\nParticipation and late reasons left “to come” are listed here.",
    "undecided": "What every conference decided is recorded.\nConferences recorded as held without their outcome are listed here.",
    "adjourned": "No review was adjourned in the last twelve months.\nAn adjourned review stays here, completed or not.",
    "held": "No review was held in the last 28 days.\nCtrl+H records the chosen review as held.",
}
FILTERED = "No review here matches these filters.\nClear filters shows all of them."
VERDICTS = {
    IN_TIME: ("Held in time", Tone.ON_TIME),
    LATE: ("Held late", Tone.HELD_LATE),
    NOT_JUDGED: ("Not judged: its due date is not known", Tone.INFORMATION),
    OVERDUE: ("Overdue", Tone.LATE),
    NEVER_HELD: ("Never held", Tone.LATE),
}
SOON = 5
"""With this many working days left or fewer a review is due soon."""


def result(sheet: ReviewSheet, today: date) -> tuple[str, Tone]:
    """How the review stands, in words and as a tone."""
    review, left = sheet.review, sheet.line.working_days
    if review.held or sheet.line.verdict == NEVER_HELD:
        return VERDICTS[sheet.line.verdict]
    if review.due is None or left is None:
        return "No due date is known", Tone.INFORMATION
    if review.due < today:
        return f"Overdue by {counted(-left, 'working day')}" if left else "Overdue", Tone.LATE
    if review.due == today:
        return "Due today", Tone.SOON
    return (
        f"{counted(left, 'working day') if left else 'No working day'} left",
        Tone.SOON if left <= SOON else Tone.PLAIN,
    )


def punctuality(held: date, due: date | None) -> str:
    """What will be said of a review held on this day."""
    if due is None:
        return "It will not be judged: its due date is not known."
    if held <= due:
        return f"In time: due {long(due)}."
    return f"Late: it was due {long(due)}."


def held_words(sheet: ReviewSheet) -> str:
    """ "Recorded as held on 12 March 2026, in time. Next due 12 September 2026."""
    held, due = sheet.review.held, sheet.review.due
    if held is None:
        return "Recorded as not held; it is open again."
    said = "not judged" if due is None else "in time" if held <= due else "late"
    return f"Recorded as held on {long(held)}, {said}. {next_words(sheet)}".strip()


def next_words(sheet: ReviewSheet) -> str:
    """When the next review of the series is due, or why there is none."""
    if sheet.following is None:
        return sheet.stops
    due = sheet.following.due
    return f"Next due {long(due)}." if due else "The next due date is not known."


def who(child: Child, today: date) -> str:
    """The reference and the age, for the line under the name."""
    if child.date_of_birth is None:
        return f"{child.reference} · date of birth not recorded"
    age = today.year - child.date_of_birth.year
    age -= birthday(child.date_of_birth, age) > today
    return f"{child.reference} · born {long(child.date_of_birth)}, {counted(age, 'year')} old"
