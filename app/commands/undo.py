"""Undo and redo: put back what was before, unless somebody changed it since; itself a change with its own entry."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time
from functools import cache
from typing import Any, ClassVar, get_type_hints

from app.domain.access import Person, Right, Stamp
from app.domain.audit import Change, Entry
from app.domain.challenges.records import (
    Challenge,
    ChallengeAction,
    ChallengeStep,
    ChallengeTheme,
    LearningLink,
    LearningPoint,
    LevelEntry,
    RungHolder,
)
from app.domain.checks import Check, CheckAnswer
from app.domain.children import Child, ChildReference, ChildTeam, LegalStatus, Placement, SocialWorker
from app.domain.clinics import Clinic, ClinicChild
from app.domain.conferences import ConferenceOutcome, CoreGroup, Enquiry, ProtectionPlan
from app.domain.contacts import Contact
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.filed import Filed
from app.domain.gatherings import Gathering, GatheringChild, GatheringTheme
from app.domain.imports import ImportedValues, ImportRun
from app.domain.officers import Absence, Allocation, Conflict, Officer, Post, Team
from app.domain.quality import CourtStatement, FinalPlan, Quality
from app.domain.recommendations import Recommendation
from app.domain.records import Record
from app.domain.reported import ReportedMonth, ReportedReview
from app.domain.retention import KeptLonger
from app.domain.reviews import Meeting, MeetingReview, Rearrangement, Review, Series
from app.domain.settings import Holiday, ListEntry, Setting
from app.domain.voice import Attendance, Voice
from app.late import late
from app.store import Store

RECORDS: dict[str, type[Record]] = {
    kind.__name__: kind
    for kind in (
        Absence, Allocation, Challenge, ChallengeAction, ChallengeStep, ChallengeTheme, Child, ChildReference, ChildTeam, Conflict, Contact, Holiday,
        ImportRun, ImportedValues, LearningLink, LearningPoint, LegalStatus, LevelEntry, ListEntry, Meeting, MeetingReview,
        Officer, Person, Placement, Post, Rearrangement, ReportedMonth, ReportedReview, Review, RungHolder, Series, Setting,
        SocialWorker, Team,
        Enquiry, ProtectionPlan, ConferenceOutcome, CoreGroup, Voice, Attendance, Recommendation, Quality, FinalPlan,
        CourtStatement, Check, CheckAnswer, Clinic, ClinicChild, Gathering, GatheringChild, GatheringTheme, Filed,
        KeptLonger,
    )
}  # fmt: skip


@dataclass(frozen=True)
class Undone:
    """What was undone (or done again), in words, and the number of the entry that did it first."""

    action: str
    entry: int
    about: str = ""
    """The challenges that it was about, by their references; nobody is named."""

    @property
    def words(self) -> str:
        """Log a challenge (CH1854)."""
        return f"{self.action} ({self.about})" if self.about else self.action


class ChangedSince(Refusal):
    """An entry cannot be undone because records were changed after it; changes names them."""

    def __init__(self, message: str, next_step: str, changes: tuple[Change, ...]) -> None:
        super().__init__(message, next_step)
        self.changes = changes


@dataclass(frozen=True)
class Undo:
    """Put back everything that one entry changed."""

    entry: int
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Undo"

    def run(self, store: Store, stamp: Stamp) -> Undone:
        """Refuses, naming what was changed since and by whom, when anything was; then nothing is undone."""
        entry, changes = store.accounts.entry(self.entry), _net(store.accounts.changes(self.entry))
        _basis().check_may(entry, [RECORDS[change.kind] for change in changes], stamp)
        now = _as_they_are(store, changes)
        touched = [change for change in changes if not _same(now.get(change.record_id), change)]
        if touched:
            raise _changed_since(store, entry.action, touched, len(changes))
        back = [_back(now[change.record_id], change, entry.action, stamp) for change in changes]
        _keep(store, back)
        _basis().settle(store, back)
        first: Entry = _basis().History(store, stamp).first(entry.number)
        again = (
            "Did entry {} again: {}" if entry.undoes and _is_undo(store, stamp, entry.number) else "Undid entry {}: {}"
        )
        store.describe(again.format(first.number, first.action), undoes=entry.number)
        return Undone(first.action, first.number, _basis().challenges_in(store, back))


@dataclass(frozen=True)
class UndoLatest:
    """Undo one's own latest change that is not undone yet, up to 20 deep."""

    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Undo"

    def run(self, store: Store, stamp: Stamp) -> Undone:
        """Refuses when there is nothing of one's own left to undo."""
        entry: int | None = _basis().History(store, stamp).to_undo()
        if entry is None:
            raise Refusal(
                "There is nothing left to undo.", "Older changes can be undone from their history in Settings."
            )
        return Undo(entry).run(store, stamp)


@dataclass(frozen=True)
class RedoLatest:
    """Undo one's own latest undo, as long as nothing else was done since."""

    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Redo"

    def run(self, store: Store, stamp: Stamp) -> Undone:
        """Refuses when one's latest change was not an undo."""
        entry: int | None = _basis().History(store, stamp).to_redo()
        if entry is None:
            raise Refusal("There is nothing to redo.", "Redo follows an undo, before anything else is changed.")
        return Undo(entry).run(store, stamp)


def _basis() -> Any:
    """What undo rests on: it knows all other commands, so it is loaded when something is first undone."""
    return late("app.commands.undoing")


def _is_undo(store: Store, stamp: Stamp, number: int) -> bool:
    return bool(_basis().History(store, stamp).depth(number) % 2 == 1)


def _net(changes: tuple[Change, ...]) -> list[Change]:
    """One change a record: from what was before the entry to what was after it."""
    net: dict[str, Change] = {}
    for change in changes:
        earlier = net.get(change.record_id)
        net[change.record_id] = replace(change, before=earlier.before) if earlier else change
    return list(net.values())


def _as_they_are(store: Store, changes: list[Change]) -> Mapping[str, Record]:
    ids: dict[str, list[str]] = defaultdict(list)
    for change in changes:
        ids[change.kind].append(change.record_id)
    found: dict[str, Record] = {}
    for kind, some in ids.items():
        found |= {record.id: record for record in store.shelf(RECORDS[kind]).find(voided=True, id=tuple(some))}
    return found


def _same(now: Record | None, change: Change) -> bool:
    """Whether a record still says what the entry wrote; put back by an undo it says so with another version."""
    if now is None or change.after is None:
        return False
    return replace(from_json(RECORDS[change.kind], change.after), version=now.version) == now


def _back(now: Record, change: Change, action: str, stamp: Stamp) -> Record:
    if change.before is None:
        return replace(now, voided_at=stamp.at, voided_by=stamp.person.login, voided_why=f"{_basis().UNDONE}{action}")
    return replace(from_json(RECORDS[change.kind], change.before), version=now.version)


def _keep(store: Store, records: list[Record]) -> None:
    by_kind: dict[type[Record], list[Record]] = defaultdict(list)
    for record in records:
        by_kind[type(record)].append(record)
    for kind, some in by_kind.items():
        store.shelf(kind).keep_all(some)


def _changed_since(store: Store, action: str, touched: list[Change], number: int) -> ChangedSince:
    """Names the latest change since, and how many of the entry's records were changed."""
    entry, _ = store.accounts.of_record(touched[0].record_id)[-1]
    of = "it was" if number == 1 else f"{len(touched)} of its {number} records were"
    message = f'"{action}" cannot be undone: {of} changed since, by "{entry.action}" ({entry.login}, {long(entry.at.date())}).'
    return ChangedSince(message, "Nothing was undone. Undo or correct the later change first.", tuple(touched))


@cache
def _hints(name: str) -> dict[str, Any]:
    return get_type_hints(RECORDS[name])


def from_json(kind: type[Record], text: str) -> Record:
    """A record as the audit wrote it: dates, times and moments in ISO form."""
    hints, values = _hints(kind.__name__), json.loads(text)
    return kind(**{f.name: _value(hints[f.name], values[f.name]) for f in fields(kind) if f.name in values})


def _value(hint: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    kinds = (hint, *getattr(hint, "__args__", ()))
    for kind in (datetime, date, time):
        if kind in kinds:
            return kind.fromisoformat(value)
    return value
