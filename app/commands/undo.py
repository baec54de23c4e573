"""Undo and redo: put back what was before, unless somebody changed it since; itself a change with its own entry."""

import json
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time
from typing import Any, ClassVar, get_type_hints

from app.domain.access import Person, Right, Stamp
from app.domain.audit import Change, Entry
from app.domain.children import Child, ChildReference, ChildTeam, LegalStatus, Placement, SocialWorker
from app.domain.errors import Refusal
from app.domain.imports import ImportedValues, ImportRun
from app.domain.officers import Allocation, Officer, Post, Team
from app.domain.records import Record
from app.domain.reported import ReportedMonth, ReportedReview
from app.domain.reviews import Meeting, MeetingReview, Rearrangement, Review, Series
from app.domain.settings import Holiday, ListEntry, Setting
from app.store import Store

DEPTH = 20
RECORDS: dict[str, type[Record]] = {
    kind.__name__: kind
    for kind in (
        Allocation, Child, ChildReference, ChildTeam, Holiday, ImportRun, ImportedValues, LegalStatus, ListEntry, Meeting,
        MeetingReview, Officer, Person, Placement, Post, Rearrangement, ReportedMonth, ReportedReview, Review, Series,
        Setting, SocialWorker, Team,
    )
}  # fmt: skip


@dataclass(frozen=True)
class Undone:
    """What was undone, in words, and the number of its entry."""

    action: str
    entry: int


@dataclass(frozen=True)
class Undo:
    """Put back everything that one entry changed."""

    entry: int
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Undo"

    def run(self, store: Store, stamp: Stamp) -> Undone:
        """Refuses, naming the number of records changed since, when any was; then nothing is undone."""
        entry = store.accounts.entry(self.entry)
        _check_theirs(entry, stamp)
        changes = _net(store.accounts.changes(self.entry))
        touched = sum(1 for change in changes if not _untouched(store, change))
        if touched:
            raise Refusal(
                f'"{entry.action}" cannot be undone: {touched} of its {len(changes)} records were changed since.',
                "Nothing was undone. Undo or correct the later changes first.",
            )
        for change in reversed(changes):
            _put_back(store, change, entry)
        store.describe(f"Undid entry {entry.number}: {entry.action}", undoes=entry.number)
        return Undone(entry.action, entry.number)


@dataclass(frozen=True)
class UndoLatest:
    """Undo one's own latest change that is not undone yet, up to 20 deep."""

    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Undo"

    def run(self, store: Store, stamp: Stamp) -> Undone:
        """Refuses when there is nothing of one's own left to undo."""
        entry = _undoable(store, stamp)
        if entry is None:
            raise Refusal(
                "There is nothing left to undo.", "Older changes can be undone from their history in Settings."
            )
        return Undo(entry.number).run(store, stamp)


@dataclass(frozen=True)
class RedoLatest:
    """Undo one's own latest undo, as long as nothing else was done since."""

    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Redo"

    def run(self, store: Store, stamp: Stamp) -> Undone:
        """Refuses when one's latest change was not an undo."""
        entries = store.accounts.latest(stamp.person.login, DEPTH * 2)
        undone = {e.undoes for e in entries if e.undoes}
        for entry in entries:
            if entry.number in undone:
                continue
            if entry.undoes is None or not _is_undo(store, entry):
                break
            return Undo(entry.number).run(store, stamp)
        raise Refusal("There is nothing to redo.", "Redo follows an undo, before anything else is changed.")


def _is_undo(store: Store, entry: Entry) -> bool:
    """Whether an entry undoes a change (not another undo)."""
    return entry.undoes is not None and store.accounts.entry(entry.undoes).undoes is None


def _undoable(store: Store, stamp: Stamp) -> Entry | None:
    entries = store.accounts.latest(stamp.person.login, DEPTH * 4)
    undone = {e.undoes for e in entries if e.undoes}
    for entry in entries[: DEPTH * 4]:
        if entry.number in undone or _is_undo(store, entry) or not entry.records:
            continue
        return entry
    return None


def _check_theirs(entry: Entry, stamp: Stamp) -> None:
    if entry.login != stamp.person.login and stamp.person.role != "manager":
        raise Refusal("Somebody else made this change.", "Ask them or an IRO team manager to undo it.")


def _net(changes: tuple[Change, ...]) -> list[Change]:
    """One change a record: from what was before the entry to what was after it."""
    net: dict[str, Change] = {}
    for change in changes:
        earlier = net.get(change.record_id)
        net[change.record_id] = replace(change, before=earlier.before) if earlier else change
    return list(net.values())


def _untouched(store: Store, change: Change) -> bool:
    record = store.shelf(RECORDS[change.kind]).maybe(change.record_id)
    after = json.loads(change.after) if change.after else None
    return record is not None and after is not None and record.version == after["version"]


def _put_back(store: Store, change: Change, entry: Entry) -> None:
    shelf = store.shelf(RECORDS[change.kind])
    now = shelf.get(change.record_id)
    if change.before is None:
        shelf.void(now, f"Undone: {entry.action}")
        return
    before = from_json(RECORDS[change.kind], change.before)
    shelf.keep(replace(before, version=now.version))


def from_json(kind: type[Record], text: str) -> Record:
    """A record as the audit wrote it: dates, times and moments in ISO form."""
    hints = get_type_hints(kind)
    values = json.loads(text)
    return kind(**{f.name: _value(hints[f.name], values[f.name]) for f in fields(kind) if f.name in values})


def _value(hint: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    kinds = (hint, *getattr(hint, "__args__", ()))
    for kind in (datetime, date, time):
        if kind in kinds:
            return kind.fromisoformat(value)
    return value
