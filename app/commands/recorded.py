"""The records as the account tells them: every kind by its name, read from its text, and put back as they were before."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, datetime, time
from functools import cache
from typing import Any, get_type_hints

from app.commands.undoing import UNDONE
from app.domain.access import Person, Stamp
from app.domain.audit import Change
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


def net(changes: tuple[Change, ...]) -> list[Change]:
    """One change a record: from what was before the entry to what was after it."""
    found: dict[str, Change] = {}
    for change in changes:
        earlier = found.get(change.record_id)
        found[change.record_id] = replace(change, before=earlier.before) if earlier else change
    return list(found.values())


def as_they_are(store: Store, changes: list[Change]) -> Mapping[str, Record]:
    """The records that were changed, as they are now, by their keys."""
    ids: dict[str, list[str]] = defaultdict(list)
    for change in changes:
        ids[change.kind].append(change.record_id)
    found: dict[str, Record] = {}
    for kind, some in ids.items():
        found |= {record.id: record for record in store.shelf(RECORDS[kind]).find(voided=True, id=tuple(some))}
    return found


def same(now: Record | None, change: Change) -> bool:
    """Whether a record still says what the entry wrote; put back by an undo it says so with another version."""
    if now is None or change.after is None:
        return False
    return replace(from_json(RECORDS[change.kind], change.after), version=now.version) == now


def back(now: Record, change: Change, action: str, stamp: Stamp) -> Record:
    """The record as it was before, or voided where it was not there."""
    if change.before is None:
        return replace(now, voided_at=stamp.at, voided_by=stamp.person.login, voided_why=f"{UNDONE}{action}")
    return replace(from_json(RECORDS[change.kind], change.before), version=now.version)


def keep(store: Store, records: list[Record]) -> None:
    """Keep records of several kinds, one kind at a time."""
    by_kind: dict[type[Record], list[Record]] = defaultdict(list)
    for record in records:
        by_kind[type(record)].append(record)
    for kind, some in by_kind.items():
        store.shelf(kind).keep_all(some)


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
