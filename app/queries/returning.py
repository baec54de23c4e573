"""The return sheet of one IRO: the month's reviews with what is known of them, and empty columns to fill in and import."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.challenges.words import NO_NAME, initials
from app.domain.contacts import HOW
from app.domain.counting import counted
from app.domain.dates import Period, full, month_of, short
from app.domain.explanations import sequence_words
from app.domain.kinds import LOOKED_AFTER, kind_of
from app.domain.officers import Officer
from app.domain.participation import CODES
from app.domain.reviews import Review
from app.files.layouts.return_sheet import (
    ASKED,
    BOOKED,
    CHILD,
    DUE,
    FILLED,
    HELD,
    INITIALS,
    KEY,
    KIND,
    LATE,
    NEW_DATE,
    NOTE,
    PARTICIPATION,
    RECORDED,
    SEEN,
    TITLES,
    WHICH,
    WHY,
    key_of,
    sheet_key,
)
from app.queries.called import officer_called
from app.queries.contacts import Seen, seen_before_reviews
from app.queries.reviews import OPEN, PLACED
from app.queries.service import chaired_kinds, kind_names, labels
from app.store import Selection, Store, Where
from app.table import Column, Fixed, Kind, Row, Sheets, Table, Tone

FIELDS = ("id", "reference", "child", "planned", "late", "verdict")
SHEET = "Return sheet"
HOW_TO = (
    "How to fill this in: type in the coloured columns only. An empty cell changes nothing. Dates as 12/3/26 or 12 Mar 2026, "
    "the day first. Then import the sheet on the Files page, or send it back to whoever does: everything is shown there before "
    "it is written, and it can be undone."
)
MONTHS_WORDS = "Reviews of {month}: due, booked, or held with facts to come; and whatever is overdue."
HINTS: Mapping[str, str] = {
    HELD: "The day on which the review was held. Leave it empty while it is still to be held.",
    PARTICIPATION: "How the child took part: choose from the list, or type PN1, pn 1, or words.",
    SEEN: "The day on which you saw or spoke to the child before the review, or a word of the list. Or both: spoken to 3/3/26.",
    LATE: "Why the review is late: choose from the list.",
    NEW_DATE: "The day that is booked, or the new day where the meeting was moved. A move also needs who asked, and why.",
    ASKED: "Who asked for the move: choose from the list.",
    WHY: "Why the meeting was moved: choose from the list.",
    NOTE: "Anything else about this review. It does not replace a note that is there already.",
}


@dataclass(frozen=True)
class ReturnSheet:
    """Ask for the return sheet of an officer by id, login or name; the month of today unless another is given."""

    officer: str
    month: Period | None = None
    named: bool = True
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Sheets:
        """One sheet, in order of the day on which each review is due."""
        officer = store.shelf(Officer).maybe(self.officer) or officer_called(store, self.officer)
        month = self.month or month_of(stamp.today)
        table = _table(store, stamp, officer, month, named=self.named)
        return Sheets(table.title, ((SHEET, table),))


def _table(store: Store, stamp: Stamp, officer: Officer, month: Period, *, named: bool) -> Table:
    rows = tuple(_Rows(store, stamp, named).of(_facts(store, stamp, officer, month)))
    columns = (*_known_columns(named), *_columns_to_fill(store), Column(KEY, TITLES[KEY], width=20))
    line = f"{counted(len(rows), 'review')} of {officer.name}, as at {full(stamp.today)}"
    notes = (
        MONTHS_WORDS.format(month=month.title()),
        HOW_TO,
        f"Leave this line and the keys as they are: {sheet_key(store.file_id, officer.id)}",
    )
    title = f"Return sheet: {officer.name}, {month.title()}"
    return Table(title, columns, Fixed(rows, tuple(column.key for column in columns)), line, notes)


def _known_columns(named: bool) -> tuple[Column, ...]:
    return (
        Column("reference", TITLES["reference"], width=12),
        Column("child", CHILD if named else INITIALS, width=22 if named else 10),
        Column("kind", KIND, width=20),
        Column("sequence", WHICH, width=10),
        Column(DUE, TITLES[DUE], Kind.DATE, 13),
        Column(BOOKED, TITLES[BOOKED], Kind.DATE, 13),
        Column("recorded", RECORDED, width=56),
    )


def _columns_to_fill(store: Store) -> tuple[Column, ...]:
    choices = {
        PARTICIPATION: tuple(f"{code} {words}" for code, words in CODES.items()),
        SEEN: tuple(HOW.values()),
        LATE: tuple(labels(store, "late-reason", retired=False).values()),
        ASKED: tuple(labels(store, "requester", retired=False).values()),
        WHY: tuple(labels(store, "move-reason", retired=False).values()),
    }
    widths = {HELD: 14, PARTICIPATION: 26, SEEN: 18, LATE: 24, NEW_DATE: 14, ASKED: 18, WHY: 24, NOTE: 30}
    return tuple(
        Column(
            code,
            TITLES[code],
            Kind.DATE if code in (HELD, NEW_DATE) else Kind.TEXT,
            widths[code],
            HINTS[code],
            to_fill=True,
            choices=choices.get(code, ()),
        )
        for code in FILLED
    )


def _facts(store: Store, stamp: Stamp, officer: Officer, month: Period) -> list[tuple[Any, ...]]:
    """The reviews that are due, booked or overdue of the children whom the officer holds, and those held in the month."""
    kinds = Where("kind", "in", chaired_kinds(store))
    theirs = Where("iro_now_id", "is", officer.id)
    due = (Where("due", "at least", month.first), Where("due", "at most", month.last))
    booked = (Where("planned", "at least", month.first), Where("planned", "at most", month.last))
    held = (Where("held", "at least", month.first), Where("held", "at most", month.last), PLACED)
    found: dict[str, tuple[Any, ...]] = {}
    for where in (
        (OPEN, PLACED, theirs, Where("due", "below", stamp.today)),
        (OPEN, PLACED, theirs, *due),
        (OPEN, PLACED, theirs, *booked),
        (theirs, Where("chair_id", "is", None), *held),
        (Where("chair_id", "is", officer.id), *held),
    ):
        for row in store.rows(Selection("reviews", (kinds, *where), stamp.today), (*FIELDS, "due", "held")):
            found[row[0]] = tuple(row)
    return sorted(found.values(), key=lambda row: (row[-2] or row[-1] or date.max, row[1], row[0]))


class _Rows:
    """Makes the rows: what is known of each review in words, and which of those that were held lack anything."""

    def __init__(self, store: Store, stamp: Stamp, named: bool) -> None:
        self._store, self._stamp, self._named = store, stamp, named
        self._kinds = kind_names(store)
        self._reasons = labels(store, "late-reason")

    def of(self, found: list[tuple[Any, ...]]) -> Iterator[Row]:
        """One row a review."""
        ids = tuple(row[0] for row in found)
        reviews = {review.id: review for review in self._store.shelf(Review).find(id=ids)} if ids else {}
        seen = seen_before_reviews(self._store, ids)
        for key, reference, child, planned, late, *_ in found:
            review = reviews[key]
            if review.held and not self._missing(review, seen[key], bool(late)):
                continue
            recorded = self._recorded(review, seen[key], bool(late))
            who = child if self._named else initials(str(child or "")) or NO_NAME
            called = None if kind_of(review.kind).once else sequence_words(review)
            known = (reference, who, self._kinds[review.kind], called, review.due, planned, recorded)
            tone = Tone.LATE if review.held is None and review.due and review.due < self._stamp.today else Tone.PLAIN
            yield Row(key, (*known, *(None for _ in FILLED), key_of(key)), tone)

    def _missing(self, review: Review, seen: Seen, late: bool) -> list[str]:
        """What is still to come of a review that was held."""
        facts = {
            "participation": review.kind == LOOKED_AFTER and not review.participation,
            "seen before": seen.is_duty and not seen.how,
            "late reason": late and not review.late_reason,
        }
        return [what for what, is_missing in facts.items() if is_missing]

    def _recorded(self, review: Review, seen: Seen, late: bool) -> str | None:
        """Held 3 Nov 2026; PN1; seen before to come."""
        said = [f"Held {short(review.held)}"] if review.held else []
        said += [review.participation] if review.participation else []
        if seen.contact is not None and seen.how:
            day = f" {short(seen.contact.date)}" if seen.contact.date else ""
            said.append(f"{HOW[seen.how]}{day}")
        said += [self._reasons.get(review.late_reason, review.late_reason)] if review.late_reason else []
        said += ["note"] if review.note else []
        missing = self._missing(review, seen, late) if review.held else []
        said += [f"{' and '.join(missing)} to come"] if missing else []
        return "; ".join(said) or None
