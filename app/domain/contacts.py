"""An IRO's contacts with children, and whether the child was seen or spoken to before a review."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.calendar import Calendar, add_days
from app.domain.records import Record

SEEN, SPOKEN, DECLINED, NOT_APPROPRIATE, NO = "seen", "spoken", "declined", "not-appropriate", "no"
HOW = {
    SEEN: "Seen in person",
    SPOKEN: "Spoken to",
    DECLINED: "The child declined",
    NOT_APPROPRIATE: "Not appropriate",
    NO: "Not seen",
}
"""How a contact went (Care Planning, Placement and Case Review (England) Regulations 2010, regulation 36(1)(b))."""
DONE, EXCEPTIONS = frozenset({SEEN, SPOKEN}), frozenset({DECLINED, NOT_APPROPRIATE})
"""What fulfils the duty, and what lifts it: the exceptions leave the denominator and are shown."""
DUTY = ("looked-after", "short-breaks", "adoption-authorised", "adoption-placed")
"""The kinds of review before which the IRO speaks to the child: those of children who are looked after."""


@dataclass(frozen=True, kw_only=True)
class Contact(Record):
    """A contact of an officer with a child, or that there was none and why.

    date is None when only the answer for a review is known (review_id says which); alone is None when nobody said.
    """

    child_id: str
    date: datetime.date | None = None
    how: str = SEEN
    alone: bool | None = None
    officer_id: str | None = None
    review_id: str | None = None
    note: str = ""


def counts_for(contact: Contact, review_id: str, since: date | None, before: date) -> bool:
    """Whether a contact is one for this review: said of it, or dated after the previous review and by the day itself."""
    if contact.review_id == review_id:
        return True
    return contact.date is not None and contact.date <= before and (since is None or contact.date > since)


def since_when(previous: date | None, before: date, within: int | None, calendar: Calendar) -> date | None:
    """From after which day a contact counts: the previous review, or (setting) so many working days before the review."""
    return previous if within is None else calendar.add_working_days(before, -within - 1)


def seen_before(contacts: Iterable[Contact]) -> str:
    """What the contacts that count for one review come to: seen or spoken to, an exception, "no"; "" where none is recorded."""
    found = {contact.how for contact in contacts if not contact.voided}
    return next((how for how in (SEEN, SPOKEN, DECLINED, NOT_APPROPRIATE, NO) if how in found), "")


@dataclass(frozen=True)
class Before:
    """The time before one review in which a contact counts for it: after the one day, until the other."""

    review_id: str
    after: date | None
    until: date

    @classmethod
    def of(
        cls, review_id: str, day: date, previous: date | None, began: date | None, within: int, calendar: Calendar
    ) -> "Before":
        """Before a review on a day: since the previous one, or since the period began; within 0 sets no other limit."""
        since = previous or (add_days(began, -1) if began else None)
        return cls(review_id, since_when(since, day, within or None, calendar), day)

    def holds(self, contact: Contact) -> bool:
        """Whether a contact counts for this review."""
        return not contact.voided and counts_for(contact, self.review_id, self.after, self.until)

    def deciding(self, contacts: Iterable[Contact]) -> Contact | None:
        """The contact that says how it was: the best answer, and the latest of those that give it."""
        counting = [contact for contact in contacts if self.holds(contact)]
        answer = seen_before(counting)
        return max((c for c in counting if c.how == answer), key=_when, default=None)


def _when(contact: Contact) -> tuple[date, str]:
    return contact.date or date.min, contact.id


def day_before_which(held: date | None, planned: date | None, due: date | None, today: date) -> date:
    """The day before which the child is to be seen: when it was held, else is booked, else is due; never one gone by."""
    return held or max(planned or due or today, today)
