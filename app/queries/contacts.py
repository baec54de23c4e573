"""The contacts with a child, and whether the child was seen before a review, in words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.calendar import Calendar
from app.domain.children import Child
from app.domain.contacts import DONE, DUTY, EXCEPTIONS, HOW, NO, Before, Contact, day_before_which
from app.domain.counting import counted
from app.domain.dates import long
from app.domain.kinds import CARE_PLANNING, KINDS
from app.domain.lateness import days_left
from app.domain.officers import IRO, Allocation, Officer
from app.domain.reviews import Review
from app.queries.service import calendar_of, setting
from app.store import Selection, Store, Where

AT_ONCE = 500
"""How many records are asked for by their keys in one question."""
FIELDS = ("id", "child_id", "kind", "held", "planned", "due", "previous", "start", "start_known")
LAW = f"{CARE_PLANNING}, regulation 36(1)(b)"
RULE = (
    "The IRO (Independent Reviewing Officer) speaks to the child in private before the review, unless the child refuses "
    f"or it is not appropriate at the child's age and understanding ({LAW})."
)


@dataclass(frozen=True)
class Seen:
    """Whether one child was seen before one review: the time in which contacts count, and those that do, oldest first."""

    kind: str
    held: date | None
    before: Before
    since: str
    """Since when a contact counts, in words."""
    counting: tuple[Contact, ...]
    contact: Contact | None
    """The contact that decides it."""
    left: str
    """How much time is left until a review that is still to be held."""
    officers: Mapping[str, str]

    @property
    def how(self) -> str:
        """How it was ("seen", "declined", "no", ...); "" where nothing is recorded."""
        return self.contact.how if self.contact else ""

    @property
    def is_done(self) -> bool:
        """Whether the child was seen or spoken to."""
        return self.how in DONE

    @property
    def is_exception(self) -> bool:
        """Whether the duty is lifted: the review leaves the denominator."""
        return self.how in EXCEPTIONS

    @property
    def is_duty(self) -> bool:
        """Whether this is a kind of review before which the child is to be seen."""
        return self.kind in DUTY

    @property
    def is_owed(self) -> bool:
        """Whether the child is still to be seen."""
        return self.is_duty and not self.is_done and not self.is_exception

    @property
    def words(self) -> str:
        """How it was, in one sentence."""
        if self.is_done and self.contact:
            return f"{_DONE_WORDS[self.how]} before the review: {contact_words(self.contact, self.officers)}"
        if self.is_exception and self.contact:
            return f"{HOW[self.how]} ({long(self.contact.date) if self.contact.date else NO_DAY})"
        if self.held is None:
            return f"Not seen yet: {self.left}"
        return "Not seen before the review" if self.how == NO else "Not recorded"

    @property
    def rule(self) -> str:
        """The rule and from when a contact counts."""
        return f"{RULE} {self.since}"


NO_DAY = "day not recorded"
_DONE_WORDS = {"seen": "Seen", "spoken": "Spoken to"}


def contact_words(contact: Contact, officers: Mapping[str, str]) -> str:
    """When, whether alone, and by whom: "3 March 2027, alone, by Alison Wright"."""
    alone = {True: "alone", False: "not alone", None: ""}[contact.alone]
    by = officers.get(contact.officer_id or "", "")
    when = long(contact.date) if contact.date else NO_DAY
    return ", ".join(part for part in (when, alone, f"by {by}" if by else "") if part)


def seen_before_reviews(store: Store, review_ids: Sequence[str]) -> dict[str, Seen]:
    """For each of these reviews, whether the child was seen before it; voided ones are left out."""
    found: dict[str, Seen] = {}
    within, calendar = setting(store, "contacts.within"), calendar_of(store)
    for ids in _some(review_ids):
        rows = store.rows(Selection("reviews", (Where("id", "in", ids),), store.stamp.today), FIELDS)
        facts = [_Facts(*row) for row in rows]
        contacts = _by_child(store, {fact.child_id for fact in facts})
        officers = _names(store, contacts.values())
        for fact in facts:
            found[fact.id] = fact.seen(contacts[fact.child_id], store.stamp.today, within, calendar, officers)
    return found


@dataclass(frozen=True)
class _Facts:
    """What is read of a review to know when a contact counts for it."""

    id: str
    child_id: str
    kind: str
    held: date | None
    planned: date | None
    due: date | None
    previous: date | None
    start: date | None
    start_known: bool | None

    def seen(
        self, contacts: Iterable[Contact], today: date, within: int, calendar: Calendar, officers: Mapping[str, str]
    ) -> Seen:
        """Whether the child was seen."""
        began = self.start if self.start_known else None
        day = day_before_which(self.held, self.planned, self.due, today)
        before = Before.of(self.id, day, self.previous, began, within, calendar)
        until = self.planned or self.due
        return Seen(
            kind=self.kind,
            held=self.held,
            before=before,
            since=self._since(began, within),
            counting=tuple(contact for contact in contacts if before.holds(contact)),
            contact=before.deciding(contacts),
            left=days_left(until, today, calendar) if until else "due date not known",
            officers=officers,
        )

    def _since(self, began: date | None, within: int) -> str:
        if within:
            return f"A contact counts in the {counted(within, 'working day')} before the review."
        if self.previous:
            return f"A contact counts since the previous review on {long(self.previous)}."
        period = KINDS[self.kind].period.lower()
        return (
            f"A contact counts since the {period} began on {long(began)}." if began else "Any contact before it counts."
        )


def _by_child(store: Store, child_ids: Iterable[str]) -> dict[str, list[Contact]]:
    """The contacts of children, oldest first; those without a day stand before them."""
    found: dict[str, list[Contact]] = defaultdict(list)
    contacts = store.shelf(Contact).find(child_id=tuple(child_ids))
    for contact in sorted(contacts, key=lambda one: (one.date or date.min, one.id)):
        found[contact.child_id].append(contact)
    return found


def _names(store: Store, contacts: Iterable[Sequence[Contact]]) -> dict[str, str]:
    """The names of those who had contacts."""
    ids = {one.officer_id for some in contacts for one in some if one.officer_id}
    return {one.id: one.name for one in store.shelf(Officer).find(voided=True, id=tuple(ids))} if ids else {}


def _some(ids: Sequence[str]) -> Iterator[tuple[str, ...]]:
    waiting = iter(ids)
    while some := tuple(islice(waiting, AT_ONCE)):
        yield some


@dataclass(frozen=True)
class AskSeen:
    """Ask whether the child was seen before one review."""

    review_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Seen | None:
        """None for a review that was voided since."""
        return seen_before_reviews(store, (self.review_id,)).get(self.review_id)


@dataclass(frozen=True)
class ContactLine:
    """One contact as a child's page shows it."""

    contact: Contact
    how: str
    officer: str
    words: str
    """When, whether alone, and by whom."""


@dataclass(frozen=True)
class ContactsOf:
    """Ask for all contacts with one child."""

    child_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> tuple[ContactLine, ...]:
        """Newest first; an answer for a review without a day stands where the review does."""
        found = _by_child(store, (self.child_id,))[self.child_id]
        officers = _names(store, (found,))
        reviews = _days_of(store, [one.review_id for one in found if one.review_id and one.date is None])
        lines = (_line(one, reviews.get(one.review_id or ""), officers) for one in found)
        return tuple(line for _, line in sorted(lines, key=lambda line: (line[0], line[1].contact.id), reverse=True))


def _days_of(store: Store, review_ids: Sequence[str]) -> dict[str, date | None]:
    """When reviews were held, or are due."""
    return {review.id: review.held or review.due for review in store.shelf(Review).find(id=tuple(review_ids))}


def _line(one: Contact, review: date | None, officers: Mapping[str, str]) -> tuple[date, ContactLine]:
    words = contact_words(one, officers)
    if one.date is None and review:
        words = words.replace(NO_DAY, f"before the review of {long(review)}")
    return one.date or review or date.min, ContactLine(one, HOW[one.how], officers.get(one.officer_id or "", ""), words)


@dataclass(frozen=True)
class ContactAbout:
    """What the form of a contact needs: the child, brothers and sisters, who may have seen them, and for which review."""

    child: Child
    siblings: tuple[Child, ...]
    officers: tuple[Officer, ...]
    officer_id: str
    """Who most likely was it: the person at the screen when they are an officer, else the child's IRO."""
    seen: Seen | None = None
    contact: Contact | None = None
    """The contact that is looked at again."""


@dataclass(frozen=True)
class AskContactAbout:
    """Ask for what the form of a contact needs: a new one with a child, or before a review; or one that is there."""

    child_id: str = ""
    review_id: str = ""
    contact_id: str = ""
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> ContactAbout:
        """Refuses a child, a review or a contact that is not there."""
        review = store.shelf(Review).get(self.review_id) if self.review_id else None
        contact = store.shelf(Contact).get(self.contact_id) if self.contact_id else None
        known = review or contact
        child = store.shelf(Child).get(known.child_id if known else self.child_id)
        return replace(contact_about(store, stamp, child, review), contact=contact)


def contact_about(store: Store, stamp: Stamp, child: Child, review: Review | None = None) -> ContactAbout:
    """The same, of a child and a review at hand."""
    group = store.shelf(Child).find(sibling_group=child.sibling_group) if child.sibling_group else ()
    officers = tuple(sorted(store.shelf(Officer).find(), key=lambda one: one.name.casefold()))
    return ContactAbout(
        child=child,
        siblings=tuple(sorted((one for one in group if one.id != child.id), key=lambda one: one.shown_name)),
        officers=officers,
        officer_id=stamp.person.officer_id or _iro_of(store, child, stamp.today),
        seen=seen_before_reviews(store, (review.id,)).get(review.id) if review else None,
    )


def _iro_of(store: Store, child: Child, today: date) -> str:
    held = store.shelf(Allocation).find(child_id=child.id, role=IRO)
    now = [one for one in held if one.start <= today and (one.end is None or one.end > today)]
    return max(now, key=lambda one: one.start).officer_id if now else ""
