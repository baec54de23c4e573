"""The child's voice at a review: chairing, consultation, advocate, independent visitor, letter; and who came and reported."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.kinds import SECURE, SECURE_REVIEW
from app.domain.participation import ATTENDED, STAYED_AWAY
from app.domain.records import Record
from app.domain.reviews import Review

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

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return self.invited is None and self.attended is None and self.report is None


THE_CHILD, PANEL_MEMBER, INDEPENDENT_MEMBER = "child", "panel-member", "independent-member"
"""The codes of the list "attender" that rules speak of."""
PANEL = {PANEL_MEMBER: "the panel member", INDEPENDENT_MEMBER: "the independent member"}
PANEL_RULE = f"a panel of three, one of them independent of the council ({SECURE}, regulation 15)"


def panel_exception(review: Review, attendance: Iterable[Attendance]) -> str:
    """What is missing from the panel of a secure accommodation review, in words; "" where nothing is, or no panel sits."""
    if review.kind != SECURE_REVIEW or review.held is None:
        return ""
    here = {one.who: one.attended for one in attendance if one.who in PANEL}
    missing = [words for who, words in PANEL.items() if not here.get(who)]
    missing += [] if review.chair_id else ["the chair"]
    if not missing:
        return ""
    if not here:
        return f"Who sat on the panel is not recorded. The law asks for {PANEL_RULE}."
    words = missing[0] if len(missing) == 1 else f"{', '.join(missing[:-1])} and {missing[-1]}"
    return f"The panel was not complete: {words} did not attend or are not recorded. The law asks for {PANEL_RULE}."


def check_voice(voice: Voice, review: Review, today: date) -> None:
    """Refuse what cannot be true of how a child was heard."""
    for said, known in ((voice.chaired, CHAIRING), (voice.consultation, CONSULTATIONS), (voice.visitor, VISITORS)):
        if said is not None and said not in known:
            raise Refusal(f'"{said}" is not one of the answers.', f"Use one of: {', '.join(known)}.")
    if voice.chaired in (CHAIRED, CO_CHAIRED) and review.participation in STAYED_AWAY:
        raise Refusal(
            f"The child did not attend ({review.participation}), and cannot have chaired it.",
            "Choose another answer, or correct how the child took part.",
        )
    if voice.letter_on and voice.letter_on > today:
        raise Refusal(
            f"Letter to the child: {long(voice.letter_on)} lies in the future.", "Give the day once it has come."
        )
    if voice.letter_on and review.held and voice.letter_on < review.held:
        raise Refusal(
            f"Letter to the child: {long(voice.letter_on)} is before the meeting on {long(review.held)}.",
            "Check the date.",
        )


def check_attendance(one: Attendance, review: Review) -> None:
    """Refuse an unknown answer, and what contradicts how the child took part."""
    if one.report is not None and one.report not in REPORTS:
        raise Refusal(f'"{one.report}" does not say how a report came.', f"Use one of: {', '.join(REPORTS)}.")
    if one.who != THE_CHILD or one.attended is None:
        return
    if (one.attended and review.participation in STAYED_AWAY) or (
        not one.attended and review.participation in ATTENDED
    ):
        raise Refusal(
            f"Whether the child attended does not agree with how the child took part ({review.participation}).",
            "Change the one or the other.",
        )
