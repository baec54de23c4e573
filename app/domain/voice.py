"""The child's voice at a review: chairing, consultation, advocate, independent visitor, letter; and who came and reported."""

from dataclasses import dataclass
from datetime import date

from app.domain.records import Record

CHAIRED, CO_CHAIRED, NOT_CHAIRED = "chaired", "co-chaired", "no"
CHAIRING = {
    CHAIRED: "The child chaired it",
    CO_CHAIRED: "The child co-chaired it",
    NOT_CHAIRED: "The child did not chair",
}
FORM, APP, NO_CONSULTATION = "form", "app", "no"
CONSULTATIONS = {FORM: "Consultation form", APP: "Statement in an app", NO_CONSULTATION: "Neither"}
VISITORS = {
    "has": "Has an independent visitor",
    "waiting": "Waits for one",
    "declined": "Declined one",
    "none": "Has none",
}
IN_TIME, LATE, NONE = "in-time", "late", "none"
REPORTS = {IN_TIME: "Reported in time", LATE: "Reported late", NONE: "Did not report"}


@dataclass(frozen=True, kw_only=True)
class Voice(Record):
    """How the child was heard at one review or conference, beside the participation code; None: not recorded.

    Seen before the review follows from the contacts (app.domain.contacts), not from here.
    """

    child_id: str
    review_id: str
    chaired: str | None = None
    consultation: str | None = None
    advocate_offered: bool | None = None
    advocate_used: bool | None = None
    visitor: str | None = None
    letter_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Attendance(Record):
    """One person or agency (who: a code of the list "attender") at one review; None: not recorded.

    report says whether their report came in time; None where none was asked of them.
    """

    child_id: str
    review_id: str
    who: str
    invited: bool | None = None
    attended: bool | None = None
    report: str | None = None
