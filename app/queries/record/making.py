"""What every part of a child's record is made with: the child, the service's words, and tables in which voided records are marked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from app.domain.access import Stamp
from app.domain.calendar import LONDON
from app.domain.children import Child
from app.domain.dates import long
from app.domain.officers import Officer
from app.domain.records import Record
from app.domain.reviews import Review, Series
from app.queries.review import review_title
from app.queries.service import kind_names, labels
from app.store import Store
from app.table import Column, Fixed, Kind, Row, Table, Tone

R = TypeVar("R", bound=Record)
VOIDED = Column("voided", "Entered in error", width=40)
Told = tuple[Record | None, tuple[Any, ...]]
"""A record and the cells of its row; None: it is no record of its own."""
Titled = tuple[str, Table]
NOTHING = "Nothing is recorded."


def day(key: str, title: str) -> Column:
    """A column of dates."""
    return Column(key, title, Kind.DATE, 13)


def words(key: str, title: str, width: int = 24) -> Column:
    """A column of words."""
    return Column(key, title, width=width)


@dataclass(frozen=True)
class Making:
    """Reads the records of one child, the voided ones too, and makes tables of them."""

    store: Store
    stamp: Stamp
    child: Child
    _lists: dict[str, dict[str, str]] = field(default_factory=dict)

    def all(self, sort: type[R], **equal: Any) -> tuple[R, ...]:
        """All records of a kind that are about the child, or that these fields say."""
        return self.store.shelf(sort).find(voided=True, **(equal or {"child_id": self.child.id}))

    def of_reviews(self, sort: type[R]) -> tuple[R, ...]:
        """All records of a kind that belong to the child's reviews, in the order of the reviews, then as they were kept."""
        places = {review_id: place for place, review_id in enumerate(self.reviews)}
        found: Any = self.all(sort, review_id=tuple(self.reviews))
        return tuple(sorted(found, key=lambda one: places[one.review_id]))

    @cached_property
    def reviews(self) -> Mapping[str, Review]:
        """Every review of the child by its key, oldest first."""
        found = sorted(self.all(Review), key=lambda r: (r.held or r.due or self.stamp.today, r.id))
        return {review.id: review for review in found}

    @cached_property
    def periods(self) -> Mapping[str, Series]:
        """Every period of the child by its key."""
        return {series.id: series for series in self.all(Series)}

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """What the service calls each kind of review."""
        return kind_names(self.store)

    @cached_property
    def officers(self) -> Mapping[str, str]:
        """Who has worked in the service, by key."""
        return {one.id: one.name for one in self.store.shelf(Officer).find(voided=True)}

    def officer(self, officer_id: str | None) -> str | None:
        """An officer's name."""
        return self.officers.get(officer_id or "")

    def label(self, list_name: str, code: str | None) -> str | None:
        """A code of one of the service's lists in words."""
        return self._list(list_name).get(code or "", code) or None

    def place(self, list_name: str, code: str) -> int:
        """Where a code stands in one of the service's lists; one that is not in it comes last."""
        codes = tuple(self._list(list_name))
        return codes.index(code) if code in codes else len(codes)

    def _list(self, list_name: str) -> dict[str, str]:
        if list_name not in self._lists:
            self._lists[list_name] = labels(self.store, list_name)
        return self._lists[list_name]

    def review_named(self, review_id: str | None) -> str | None:
        """A review of the child in a few words, with its day."""
        review = self.reviews.get(review_id or "")
        if review is None:
            return None
        held = f"held {long(review.held)}" if review.held else f"due {long(review.due)}" if review.due else "not held"
        return f"{review_title(review, self.kinds[review.kind])}, {held}"

    def table(self, title: str, columns: Sequence[Column], told: Iterable[Told]) -> Titled:
        """Rows of records; where one was voided a last column says when, by whom and why."""
        listed = tuple(told)
        marked = any(record is not None and record.voided for record, _ in listed)
        shown = (*columns, VOIDED) if marked else tuple(columns)
        rows = tuple(
            Row(
                record.id if record else f"{title}:{at}",
                (*cells, _voided(record)) if marked else cells,
                Tone.PLAIN,
            )
            for at, (record, cells) in enumerate(listed)
        )
        line = "" if rows else NOTHING
        return title, Table(title, shown, Fixed(rows, tuple(column.key for column in shown)), line)


def _voided(record: Record | None) -> str | None:
    if record is None or record.voided_at is None:
        return None
    when = long(record.voided_at.astimezone(LONDON).date())
    return f"Entered in error: said on {when} by {record.voided_by}: {record.voided_why}"


def yes(said: bool | None) -> str | None:
    """Yes, no, or nothing where nobody said."""
    return {True: "Yes", False: "No", None: None}[said]
