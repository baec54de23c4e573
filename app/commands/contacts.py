"""Recording an IRO's contacts with children, and whether a child was seen before a review."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.commands.checking import check_version, child_for_change, review_for_change
from app.domain.access import Right, Stamp
from app.domain.children import Child
from app.domain.contacts import DONE, HOW, Contact
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.officers import Officer
from app.domain.reviews import Review
from app.queries.contacts import seen_before_reviews
from app.store import Store


@dataclass(frozen=True)
class RecordContact:
    """Record a contact on a day with one child, or with several who were seen together: one record for each."""

    child_ids: tuple[str, ...]
    date: datetime.date
    how: str
    alone: bool | None = None
    officer_id: str | None = None
    note: str = ""
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Record a contact"

    def run(self, store: Store, stamp: Stamp) -> tuple[Contact, ...]:
        """The records, in the order of the children; refuses all of them where one cannot be true."""
        if not self.child_ids:
            raise Refusal("No child is chosen.", "Choose at least one child who was seen.")
        made = [
            Contact(
                child_id=child_for_change(store, child_id).id,
                date=self.date,
                how=self.how,
                alone=self.alone,
                officer_id=self.officer_id,
                note=self.note.strip(),
            )
            for child_id in dict.fromkeys(self.child_ids)
        ]
        for contact in made:
            check_contact(store, contact)
            _check_twice(store, contact)
        return store.shelf(Contact).keep_all(made)


@dataclass(frozen=True)
class CorrectContact:
    """Correct what was recorded of one contact; without a date only one that is said of a review can be."""

    contact_id: str
    date: datetime.date | None
    how: str
    alone: bool | None = None
    officer_id: str | None = None
    note: str = ""
    version: int | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Correct a contact"

    def run(self, store: Store, stamp: Stamp) -> Contact:
        """The contact as it is now."""
        before = contact_for_change(store, self.contact_id, self.version)
        contact = replace(
            before,
            date=self.date,
            how=self.how,
            alone=self.alone,
            officer_id=self.officer_id,
            note=self.note.strip(),
        )
        check_contact(store, contact)
        _check_twice(store, contact)
        return store.shelf(Contact).keep(contact)


@dataclass(frozen=True)
class VoidContact:
    """Say that a contact was entered in error; it stays in the account of what was done, with who, when and why."""

    contact_id: str
    why: str
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Void a contact"

    def run(self, store: Store, stamp: Stamp) -> Contact:
        """Refuses without a reason."""
        contact = contact_for_change(store, self.contact_id)
        if not self.why.strip():
            raise Refusal("Say why the contact is void.", "For example: entered twice.")
        return store.shelf(Contact).void(contact, self.why.strip())


@dataclass(frozen=True)
class SayIfSeen:
    """Say how it was before one review: seen, spoken to, declined, not appropriate or not; the day may be unknown."""

    review_id: str
    how: str
    date: datetime.date | None = None
    alone: bool | None = None
    officer_id: str | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Say whether a child was seen"

    def run(self, store: Store, stamp: Stamp) -> Contact:
        """The contact that says so: a new one, the answer given before corrected, or one that says the same already."""
        review = review_for_change(store, self.review_id)
        return say_if_seen(store, review, self)


def say_if_seen(store: Store, review: Review, said: SayIfSeen, import_id: str | None = None) -> Contact:
    """Keep an answer for a review, unless a contact that counts for it says the same; refuses one that contradicts."""
    found = seen_before_reviews(store, (review.id,))[review.id]
    until = review.held or found.before.until
    counting = [c for c in found.counting if c.date is None or c.date <= until]
    same = [c for c in counting if c.how == said.how and (said.date is None or c.date == said.date)]
    if same and said.alone in (None, same[-1].alone):
        return same[-1]
    if said.date and said.date > until:
        raise Refusal(f"{long(said.date)} is after the review.", "Give a day before it, or the day itself.")
    given = same or [c for c in counting if c.review_id == review.id]
    stands = [c for c in counting if c not in given and c.how in DONE]
    if stands and said.how not in DONE:
        raise Refusal(
            f"{HOW[stands[-1].how]} on {long(stands[-1].date or date.min)} is recorded already.",
            "Correct that contact first, on the child's page.",
        )
    blank = given[-1] if given else Contact(child_id=review.child_id, review_id=review.id, import_id=import_id)
    contact = replace(
        blank,
        how=said.how,
        date=said.date or (same[-1].date if same else None),
        alone=said.alone,
        officer_id=said.officer_id or blank.officer_id,
    )
    check_contact(store, contact)
    return store.shelf(Contact).keep(contact)


def contact_for_change(store: Store, contact_id: str, version: int | None = None) -> Contact:
    """The contact as it is now; refuses a voided one and one that changed since a person read it."""
    contact = store.shelf(Contact).get(contact_id)
    if contact.voided:
        raise Refusal("This contact was voided.", "Undo that first, or record it anew.")
    check_version(version, contact.version, "contact")
    return contact


def check_contact(store: Store, contact: Contact) -> None:
    """Refuse a contact that cannot be true: unknown words or officer, no day, the future, before birth, after 18."""
    if child_for_change(store, contact.child_id).is_household:
        raise Refusal("A foster household is no child.", "Record the contact with a child who lives there.")
    if contact.how not in HOW:
        raise Refusal(f'"{contact.how}" does not say how the contact was.', f"Choose one of: {_offered()}.")
    if contact.date is None:
        if contact.review_id is None:
            raise Refusal("The day of the contact is missing.", "Type it, for example: today, or 12 mar.")
    else:
        _check_day(store, contact.date, child_for_change(store, contact.child_id))
    if contact.officer_id:
        _check_officer(store, contact.officer_id)


def _offered() -> str:
    return ", ".join(words.lower() for words in HOW.values())


def _check_day(store: Store, day: date, child: Child) -> None:
    if day > store.stamp.today:
        raise Refusal(f"{long(day)} lies in the future.", "Record the contact once it has been, or check the year.")
    if child.date_of_birth and day < child.date_of_birth:
        raise Refusal(
            f"{long(day)} is before {child.reference} was born.", "Check the date, or the child's date of birth."
        )
    if child.eighteenth_birthday and day > child.eighteenth_birthday:
        raise Refusal(
            f"{child.reference} turned 18 on {long(child.eighteenth_birthday)}, before {long(day)}.",
            "Check the date, or the child's date of birth.",
        )


def _check_officer(store: Store, officer_id: str) -> None:
    officer = store.shelf(Officer).maybe(officer_id)
    if officer is None or officer.voided:
        raise Refusal("Nobody of that name works in this service.", "Choose from the list, or add them in Settings.")


def _check_twice(store: Store, contact: Contact) -> None:
    """Refuse the same contact a second time: a press too many, or two people who record one visit."""
    same: Sequence[Contact] = store.shelf(Contact).find(
        child_id=contact.child_id, date=contact.date, how=contact.how, officer_id=contact.officer_id
    )
    if contact.date and any(other.id != contact.id for other in same):
        child = store.shelf(Child).get(contact.child_id)
        raise Refusal(
            f"This contact with {child.reference} on {long(contact.date)} is recorded already.",
            "Correct that one instead.",
        )
