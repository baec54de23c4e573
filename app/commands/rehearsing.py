"""Rehearses commands: what they keep is held in memory, so that it can be looked at before it is written, or dropped."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar

from app.domain.access import Stamp
from app.domain.backups import Backup
from app.domain.records import Record
from app.store import Accounts, Count, Selection, Shelf, Store, Tally

R = TypeVar("R", bound=Record)


Asked = tuple[Any, ...]


def over_rehearsal(store: Store) -> bool:
    """Whether a store is a rehearsal itself, so that what lies in it may change."""
    return isinstance(store, Rehearsal)


class Rehearsal(Store):
    """Another store with what was kept here on top of it; nothing reaches that one.

    Records are found as they were rehearsed. Rows and tallies of populations are those of the store below. What was found
    in a store that nobody else writes to is known from then on: bank holidays are asked for by every command.
    """

    def __init__(self, below: Store) -> None:
        self.stamp: Stamp = below.stamp
        self.kept: dict[type[Record], dict[str, Any]] = {}
        self._below = below
        self._known: dict[type[Record], dict[Asked, tuple[Any, ...]]] | None = None if over_rehearsal(below) else {}

    def shelf(self, kind: type[R]) -> Shelf[R]:
        """The records of this kind, as they were rehearsed."""
        known = None if self._known is None else self._known.setdefault(kind, {})
        return RehearsedShelf(self._below.shelf(kind), self.kept.setdefault(kind, {}), self.stamp, known)

    def take(self, other: "Rehearsal") -> None:
        """Take over what was kept in a rehearsal on top of this one."""
        for kind, records in other.kept.items():
            self.kept.setdefault(kind, {}).update(records)

    def written(self) -> dict[type[Record], list[Any]]:
        """The records that would be written: those made here and taken away again are not."""
        found = {kind: [r for r in some.values() if r.version or not r.voided] for kind, some in self.kept.items()}
        return {kind: records for kind, records in found.items() if records}

    @property
    def touched(self) -> frozenset[type[Record]]:
        """The kinds of record that were kept."""
        return frozenset(kind for kind, records in self.kept.items() if records)

    @property
    def entry_number(self) -> int | None:
        """A rehearsal has no entry in the audit."""
        return None

    @property
    def accounts(self) -> Accounts:
        """The audit of the store below."""
        return self._below.accounts

    @property
    def file_id(self) -> str:
        """The identity of the file below."""
        return self._below.file_id

    def tally(self, tally: Tally) -> tuple[Count, ...]:
        """Counted in the store below."""
        return self._below.tally(tally)

    def count(self, selection: Selection) -> int:
        """Counted in the store below."""
        return self._below.count(selection)

    def rows(
        self,
        selection: Selection,
        fields: Sequence[str],
        order: Sequence[tuple[str, bool]] = (),
        first: int = 0,
        number: int | None = None,
    ) -> Sequence[tuple[Any, ...]]:
        """The rows of the store below."""
        return self._below.rows(selection, fields, order, first, number)

    def each(
        self, selection: Selection, fields: Sequence[str], order: Sequence[tuple[str, bool]] = ()
    ) -> Iterator[tuple[Any, ...]]:
        """The rows of the store below, streamed."""
        return self._below.each(selection, fields, order)

    def describe(self, summary: str, *, undoes: int | None = None) -> None:
        """Nothing is accounted for."""

    def backups(self) -> Sequence[Backup]:
        """Those of the store below."""
        return self._below.backups()

    def erase(self, records: Mapping[type[Record], Collection[str]]) -> Mapping[int, str]:
        """What is erased is gone for good: there is no rehearsal of that."""
        raise RuntimeError("Erasing is not rehearsed.")

    def remember(self, kind: str, key: str, value: str | None, person: str = "") -> None:
        """Nothing is remembered."""

    def recall(self, kind: str, key: str, person: str = "") -> str | None:
        """What the store below remembers."""
        return self._below.recall(kind, key, person)

    def recall_all(self, kind: str, person: str = "") -> Mapping[str, str]:
        """What the store below remembers."""
        return self._below.recall_all(kind, person)


class RehearsedShelf(Generic[R]):
    """One kind of record: those kept here, and below them those of the store."""

    def __init__(
        self, below: Shelf[R], kept: dict[str, R], stamp: Stamp, known: dict[Asked, tuple[R, ...]] | None
    ) -> None:
        self._below, self._kept, self._stamp, self._known = below, kept, stamp, known

    def get(self, record_id: str) -> R:
        """The record; refuses when there is none."""
        return self.maybe(record_id) or self._below.get(record_id)

    def maybe(self, record_id: str | None) -> R | None:
        """The record, or None."""
        if record_id is None or record_id in self._kept:
            return self._kept[record_id] if record_id else None
        if self._known is None:
            return self._below.maybe(record_id)
        found = self._found(True, {"id": record_id})
        return found[0] if found else None

    def find(self, *, voided: bool = False, **equal: Any) -> tuple[R, ...]:
        """Records whose fields equal these values, in order of their keys."""
        below = self._found(voided, equal)
        if not self._kept:
            return below
        found = {record.id: record for record in below if record.id not in self._kept}
        found |= {record.id: record for record in self._matching(equal) if voided or not record.voided}
        return tuple(found[key] for key in sorted(found))

    def _matching(self, equal: Mapping[str, Any]) -> Iterable[R]:
        """The records kept here with these values; the first condition leaves out most of them."""
        if not equal:
            return self._kept.values()
        name, wanted = next(iter(equal.items()))
        if _is_many(wanted):
            some = [record for record in self._kept.values() if getattr(record, name) in wanted]
        else:
            some = [record for record in self._kept.values() if getattr(record, name) == wanted]
        return [record for record in some if _matches(record, equal)]

    def _found(self, voided: bool, equal: Mapping[str, Any]) -> tuple[R, ...]:
        """What lies below."""
        if self._known is None:
            return self._below.find(voided=voided, **equal)
        key: Asked = (voided, *((name, tuple(v) if _is_many(v) else v) for name, v in sorted(equal.items())))
        if key not in self._known:
            self._known[key] = self._below.find(voided=voided, **equal)
        return self._known[key]

    def keep(self, record: R) -> R:
        """Keep it in memory, if it differs from what is there."""
        if record != self.maybe(record.id):
            self._kept[record.id] = record
        return record

    def keep_all(self, records: Iterable[R]) -> tuple[R, ...]:
        """Keep many."""
        return tuple(self.keep(record) for record in records)

    def void(self, record: R, why: str) -> R:
        """Mark as entered in error."""
        login = self._stamp.person.login
        return self.keep(replace(record, voided_at=self._stamp.at, voided_by=login, voided_why=why))


def _matches(record: Record, equal: Mapping[str, Any]) -> bool:
    return all(_equals(getattr(record, name), value) for name, value in equal.items())


def _equals(ours: Any, wanted: Any) -> bool:
    return ours in wanted if _is_many(wanted) else bool(ours == wanted)


def _is_many(value: Any) -> bool:
    return isinstance(value, tuple | list | set | frozenset)
