"""What belongs in the case system: the text of a review or another record to be copied there, and whether it is on the child's file."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.answers import ANSWERS
from app.domain.checks import GRADES, KINDS_OF_CHECK, Check, CheckAnswer
from app.domain.clinics import RULES, Clinic, ClinicChild
from app.domain.conferences import CoreGroup
from app.domain.contacts import HOW, Contact
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.explanations import explain
from app.domain.filed import Filed
from app.domain.gatherings import Gathering, GatheringChild, GatheringTheme
from app.domain.officers import Officer
from app.domain.quality import CourtStatement
from app.domain.records import Record
from app.domain.reviews import Review
from app.queries.contacts import contact_words, seen_before_reviews
from app.queries.review import review_title
from app.queries.reviewed import Practice, participation_words
from app.queries.service import kind_names, labels
from app.store import Store

REVIEW, CHECK, CONTACT, CLINIC = "review", "check", "contact", "clinic"
CORE_GROUP, GATHERING, STATEMENT = "core-group", "gathering", "statement"
FILEABLE: dict[str, type[Record]] = {
    REVIEW: Review,
    CHECK: Check,
    CONTACT: Contact,
    CLINIC: ClinicChild,
    CORE_GROUP: CoreGroup,
    GATHERING: GatheringChild,
    STATEMENT: CourtStatement,
}
"""What can be on a child's file, by the word for its kind; the steps of challenges say so themselves."""


def fileable(store: Store, kind: str, record_id: str) -> Record:
    """The record of this kind; refuses an unknown kind and a voided record."""
    if kind not in FILEABLE:
        raise Refusal(f'"{kind}" is not kept on a child\'s file.', f"Choose one of: {', '.join(FILEABLE)}.")
    record = store.shelf(FILEABLE[kind]).get(record_id)
    if record.voided:
        raise Refusal("This was voided, so it does not belong on the child's file.", "Undo that first.")
    return record


@dataclass(frozen=True)
class FiledOf:
    """Ask which of these records are on the child's file."""

    record_ids: tuple[str, ...]
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Mapping[str, datetime.date]:
        """Since which day, by the record's id; what is not on file is not among them."""
        return {filed.record_id: filed.date for filed in store.shelf(Filed).find(record_id=self.record_ids)}


@dataclass(frozen=True)
class RecordText:
    """Ask for what is copied into the child's record of one review, check or other record."""

    kind: str
    record_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> str:
        """Plain text, signed with who copied it and when."""
        record = fileable(store, self.kind, self.record_id)
        lines = [line for line in _LINES[self.kind](store, record) if line]
        who = stamp.person.name or stamp.person.login
        return "\n".join([*lines, f"Copied from IRO Tracker by {who} on {long(stamp.today)}."])


@dataclass(frozen=True)
class ToFile:
    """One thing that belongs on the child's file and is not marked as there: its kind, its key, its day, what it is."""

    kind: str
    record_id: str
    day: datetime.date
    title: str


@dataclass(frozen=True)
class NotFiledOf:
    """Ask what of a child's records is not marked as on the child's file, the latest first."""

    child_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> tuple[ToFile, ...]:
        """Reviews that were held, checks, contacts, clinics, core groups, other meetings, statements."""
        filed = {(one.kind, one.record_id) for one in store.shelf(Filed).find(child_id=self.child_id)}
        kinds = kind_names(store)
        found = [
            ToFile(kind, record.id, day, _what(store, kind, record, kinds))
            for kind, sort in FILEABLE.items()
            for record in store.shelf(sort).find(child_id=self.child_id)
            if (kind, record.id) not in filed and (day := _day(store, record)) and day <= stamp.today
        ]
        return tuple(sorted(found, key=lambda one: (one.day, one.record_id), reverse=True))


def _what(store: Store, kind: str, record: Any, kinds: Mapping[str, str]) -> str:
    """The first line of its text; of a review without reading all that is kept of its meeting, as there are many."""
    return _title(record, kinds) if isinstance(record, Review) else _LINES[kind](store, record)[0]


def _title(review: Review, kinds: Mapping[str, str]) -> str:
    held = f"held {long(review.held)}" if review.held else "not held yet"
    title = f"{review_title(review, kinds[review.kind])}, {held}."
    return title + (" It was held without a meeting." if review.without_meeting else "")


def _day(store: Store, record: Any) -> datetime.date | None:
    """When it was; None for a review that was not held."""
    if isinstance(record, Review):
        return record.held
    if isinstance(record, ClinicChild):
        return store.shelf(Clinic).get(record.clinic_id).date
    if isinstance(record, GatheringChild):
        return store.shelf(Gathering).get(record.gathering_id).date
    day: datetime.date | None = record.sent_on if isinstance(record, CourtStatement) else record.date
    return day


def _review(store: Store, review: Review) -> list[str]:
    chair = store.shelf(Officer).maybe(review.chair_id)
    return [
        _title(review, kind_names(store)),
        f"Due {long(review.due)}. {explain(review)}" if review.due else explain(review),
        f"Held late: {_label(store, 'late-reason', review.late_reason)}" if review.late_reason else "",
        f"Chair: {chair.name}" if chair else "",
        *_adjourned(store, review),
        _said("Took part", participation_words(review.participation)),
        _seen(store, review),
        *Practice.of(store, (review,)).lines(),
        _said("Note", review.note),
    ]


def _adjourned(store: Store, review: Review) -> list[str]:
    if not review.adjourned_on:
        return []
    why = _label(store, "adjourn-reason", review.adjourned_why)
    completed = f"completed {long(review.completed_on)}" if review.completed_on else "not completed yet"
    return [f"Opened {long(review.adjourned_on)} and adjourned{f' ({why})' if why else ''}, {completed}."]


def _seen(store: Store, review: Review) -> str:
    seen = seen_before_reviews(store, (review.id,)).get(review.id)
    return _said("The child before it", seen.words) if seen and seen.is_duty else ""


def _check(store: Store, check: Check) -> list[str]:
    officer = store.shelf(Officer).maybe(check.officer_id)
    answers = store.shelf(CheckAnswer).find(check_id=check.id)
    return [
        f"{KINDS_OF_CHECK.get(check.kind, check.kind)}, {long(check.date)}"
        + (f", {officer.name}." if officer else "."),
        _said("Grade", GRADES.get(check.grade or "", "")),
        *(_answer(one) for one in answers),
        _said("Found", check.found),
    ]


def _answer(one: CheckAnswer) -> str:
    return f"{one.words} {ANSWERS.get(one.answer, one.answer)}" + (f" ({one.note})" if one.note else "")


def _contact(store: Store, contact: Contact) -> list[str]:
    officer = store.shelf(Officer).maybe(contact.officer_id)
    words = contact_words(contact, {officer.id: officer.name} if officer else {})
    return [f"{HOW.get(contact.how, contact.how)}: {words}.", contact.note]


def _clinic(store: Store, one: ClinicChild) -> list[str]:
    clinic = store.shelf(Clinic).get(one.clinic_id)
    who = ", ".join(part for part in (one.owner, f"by {long(one.due)}" if one.due else "") if part)
    return [
        f"Clinic of {long(clinic.date)}: {RULES.get(clinic.rule, clinic.rule)}.",
        _said("Found", one.found),
        _said("Decision", f"{one.decision}{f' ({who})' if who else ''}" if one.decision else ""),
    ]


def _core_group(_store: Store, one: CoreGroup) -> list[str]:
    return [f"Core group, {long(one.date)}.", one.note]


def _gathering(store: Store, one: GatheringChild) -> list[str]:
    met = store.shelf(Gathering).get(one.gathering_id)
    chair = store.shelf(Officer).maybe(met.chair_id)
    themes = [_label(store, "disruption-theme", t.theme) for t in store.shelf(GatheringTheme).find(gathering_id=met.id)]
    title = _label(store, "gathering-kind", met.kind)
    return [
        f"{title}, {long(met.date)}.",
        _said("Chair", chair.name if chair else ""),
        _said("Themes", ", ".join(themes)),
        met.note,
    ]


def _statement(_store: Store, one: CourtStatement) -> list[str]:
    sent = f"sent {long(one.sent_on)}" if one.sent_on else "not sent yet"
    return [f"Statement of the Independent Reviewing Officer to the court, due {long(one.due_on)}, {sent}.", one.note]


def _label(store: Store, list_name: str, code: str | None) -> str:
    return labels(store, list_name).get(code or "", code or "")


def _said(what: str, words: str) -> str:
    return f"{what}: {words}" if words else ""


_LINES: dict[str, Callable[[Store, Any], list[str]]] = {
    REVIEW: _review,
    CHECK: _check,
    CONTACT: _contact,
    CLINIC: _clinic,
    CORE_GROUP: _core_group,
    GATHERING: _gathering,
    STATEMENT: _statement,
}
