"""What the core asks of whoever keeps the records, whatever keeps them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeVar

from app.domain.access import Stamp
from app.domain.audit import Change, Entry
from app.domain.backups import Backup
from app.domain.records import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Where:
    """One condition on a field of a population.

    test is one of: is, is not (value may be None), in (a tuple), at least, at most, below, above, contains (folded text).
    """

    field: str
    test: str
    value: Any


@dataclass(frozen=True)
class Units:
    """Only rows whose unit (e.g. the child) does or does not pass in every judged row of the selection."""

    field: str
    judged: tuple[Where, ...]
    passed: tuple[Where, ...]
    every: bool


@dataclass(frozen=True)
class Selection:
    """Some rows of a population (reviews, children, allocations, moves, audit, ...) as at a day.

    options carries choices that change what a field means, e.g. {"attribution": "chair"}.
    """

    population: str
    where: tuple[Where, ...] = ()
    as_at: date = date.min
    units: Units | None = None
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Tally:
    """A share to be counted over a selection, by groups.

    judged are the conditions of the denominator, passed those (beside judged) of the numerator. With unit None rows are
    counted; with a field (e.g. child_id) units are: those with a judged row, and those whose every judged row passed.
    """

    selection: Selection
    by: tuple[str, ...] = ()
    judged: tuple[Where, ...] = ()
    passed: tuple[Where, ...] = ()
    unit: str | None = None


@dataclass(frozen=True)
class Count:
    """One line of a tally: the group's key, the share's parts, and how many rows were selected but not judged."""

    key: tuple[Any, ...]
    numerator: int
    denominator: int
    unjudged: int


class Shelf(Protocol[R]):
    """The records of one kind."""

    def get(self, record_id: str) -> R:
        """The record; raises Refusal when there is none."""

    def maybe(self, record_id: str | None) -> R | None:
        """The record, or None."""

    def find(self, *, voided: bool = False, **equal: Any) -> tuple[R, ...]:
        """Records whose fields equal these values (a tuple, list or set means any of them); voided ones when asked."""

    def keep(self, record: R) -> R:
        """Insert (version 0) or update (raises Stale if somebody changed it since); returns it with its new version."""

    def keep_all(self, records: Iterable[R]) -> tuple[R, ...]:
        """Keep many at once."""

    def void(self, record: R, why: str) -> R:
        """Mark as entered in error: nothing is deleted."""


class Accounts(Protocol):
    """The audit: what was done, by whom, and what was before."""

    def latest(self, login: str | None, number: int) -> tuple[Entry, ...]:
        """The newest entries, of one person or of all, newest first."""

    def entry(self, number: int) -> Entry:
        """One entry; raises Refusal when there is none."""

    def changes(self, number: int) -> tuple[Change, ...]:
        """The records that an entry changed, as they were before and after, in the order they were kept."""

    def of_record(self, record_id: str, kind: type[Record] | None = None) -> tuple[tuple[Entry, Change], ...]:
        """The history of one record, oldest first; of the records of an entry, only this one is named.

        With its kind it is found sooner.
        """

    def about(self, record_ids: Collection[str]) -> frozenset[int]:
        """The numbers of the entries that changed any of these records."""

    def first_broken(self, watch: Callable[[int], None] | None = None) -> int | None:
        """The number of the first entry whose link does not hold, or None when the chain is whole; watch is told how far."""


class Store(Protocol):
    """One transaction's view of all records. Reading is always allowed; keeping only inside a change."""

    stamp: Stamp

    @property
    def touched(self) -> frozenset[type[Record]]:
        """The kinds of record kept so far in this transaction."""

    @property
    def entry_number(self) -> int | None:
        """The number of the audit entry, once the change is made; None when nothing was worth one."""

    def shelf(self, kind: type[R]) -> Shelf[R]:
        """The records of this kind."""

    @property
    def accounts(self) -> Accounts:
        """The audit."""

    @property
    def file_id(self) -> str:
        """The identity of the file, which no other file has."""

    def backups(self) -> Sequence[Backup]:
        """The backups there are of this file, the newest first."""

    def tally(self, tally: Tally) -> tuple[Count, ...]:
        """Count a share by groups, in SQL."""

    def count(self, selection: Selection) -> int:
        """How many rows a selection has."""

    def rows(
        self,
        selection: Selection,
        fields: Sequence[str],
        order: Sequence[tuple[str, bool]] = (),
        first: int = 0,
        number: int | None = None,
    ) -> Sequence[tuple[Any, ...]]:
        """Rows of a selection: these fields, sorted by (field, descending) with empty values last, a window of them."""

    def each(
        self, selection: Selection, fields: Sequence[str], order: Sequence[tuple[str, bool]] = ()
    ) -> Iterator[tuple[Any, ...]]:
        """The same rows, streamed."""

    def describe(self, summary: str, *, undoes: int | None = None) -> None:
        """Words for the audit entry of this transaction (never a child's name), and the entry that it undoes."""

    def erase(self, records: Mapping[type[Record], Collection[str]]) -> Mapping[int, str]:
        """Erase records for good, with all that is remembered of them; the entries whose details went, and marks of what is left."""

    def remember(self, kind: str, key: str, value: str | None, person: str = "") -> None:
        """Keep (or with None forget) an unaudited value: a preference, a draft, a match of columns."""

    def recall(self, kind: str, key: str, person: str = "") -> str | None:
        """An unaudited value that was remembered."""

    def recall_all(self, kind: str, person: str = "") -> Mapping[str, str]:
        """All unaudited values of a kind."""


class Keeper(Protocol):
    """Whoever keeps the records: gives one transaction at a time for changes, and any number for questions."""

    def change(self, stamp: Stamp, action: str) -> AbstractContextManager[Store]:
        """One write transaction with its audit entry; leaving by an exception leaves nothing behind."""

    def read(self, stamp: Stamp) -> AbstractContextManager[Store]:
        """One read transaction."""
