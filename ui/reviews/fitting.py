"""Which actions fit a review as it stands now."""

from app.domain.afterwards import FOLLOWED
from app.domain.contacts import DUTY
from app.domain.reviews import Review
from app.queries.review import ReviewSheet

OUTCOME = "outcome"


def is_to_come(sheet: ReviewSheet) -> bool:
    """Whether a held review still lacks how the child took part, or why it was late."""
    return any(one != OUTCOME for one in sheet.to_come)


def is_undecided(sheet: ReviewSheet) -> bool:
    """Whether a conference was held and what it decided is not recorded."""
    return OUTCOME in sheet.to_come


def fitting(sheet: ReviewSheet) -> tuple[str, ...]:
    """The codes of the actions that fit how a review stands now, in the order of the menu."""
    review, booked = sheet.review, sheet.line.meeting is not None
    late = bool(review.due and review.held and review.held > review.due)
    opened = _of_adjournment(review)
    contact = ("contact",) if review.kind in DUTY else ()
    if not sheet.is_open:
        facts = (*(("decided",) if is_undecided(sheet) else ()), *(("facts",) if is_to_come(sheet) else ()))
        reason = ("reason",) if late or not review.held else ()
        number = ("confirm",) if not review.number_exact else ()
        meeting = ("meeting",) if review.held else ()
        around = (*meeting, *contact, *(("after",) if review.held and review.kind in FOLLOWED else ()), *opened)
        return (*facts, *around, "correct", *reason, *number, *(("void",) if review.held else ()))
    doubtful = ("confirm",) if review.to_confirm or not review.number_exact else ()
    bookings = ("move", "booking", "cancel") if booked else ("plan",)
    pair = ("apart",) if any(one.served for one in sheet.beside) else ("together",) if sheet.beside else ()
    first = ("meeting", *opened) if review.adjourned_on else ("held", "adjourn")
    return (*first, *contact, "failed", *pair, *bookings, "forward", "reason", *doubtful)


def unrecorded(sheet: ReviewSheet) -> bool:
    """Whether a review was held and nothing is recorded of its meeting."""
    return sheet.review.held is not None and not sheet.meeting.is_recorded


def _of_adjournment(review: Review) -> tuple[str, ...]:
    if review.adjourned_on is None:
        return ()
    return ("amend",) if review.completed_on else ("complete", "amend")
