"""What the records say of the children that some files name, loaded with a few queries for thousands of children."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from app.domain.calendar import Calendar
from app.domain.children import Child, ChildReference, ChildTeam, LegalStatus, Placement, SocialWorker, reference_key
from app.domain.conferences import ConferenceOutcome, Enquiry, ProtectionPlan
from app.domain.contacts import Contact
from app.domain.imports import ImportedValues, ImportRun
from app.domain.officers import IRO, Allocation, Officer, Team
from app.domain.records import Record, fold
from app.domain.reviews import Meeting, MeetingReview, Review, Series
from app.domain.rules import Rules
from app.domain.settings import ListEntry
from app.queries.service import calendar_of, rules_of
from app.store import Store

R = TypeVar("R", bound=Record)


@dataclass
class Known:
    """The records, by child and by name."""

    children: dict[str, Child]
    series: Mapping[str, list[Series]]
    reviews: Mapping[str, list[Review]]
    allocations: Mapping[str, list[Allocation]]
    teams: Mapping[str, list[ChildTeam]]
    workers: Mapping[str, list[SocialWorker]]
    statuses: Mapping[str, list[LegalStatus]]
    placements: Mapping[str, list[Placement]]
    imported: Mapping[str, ImportedValues]
    officers: dict[str, Officer]
    team_names: dict[str, Team]
    reasons: dict[str, str]
    end_reasons: dict[str, str]
    calendar: Calendar
    rules: Rules
    last_run: ImportRun | None
    meetings: dict[str, Meeting] = field(default_factory=dict)
    contacts: Mapping[str, list[Contact]] = field(default_factory=dict)
    enquiries: Mapping[str, list[Enquiry]] = field(default_factory=dict)
    plans: Mapping[str, list[ProtectionPlan]] = field(default_factory=dict)
    outcomes: Mapping[str, list[ConferenceOutcome]] = field(default_factory=dict)


@dataclass(frozen=True)
class Wanted:
    """What the files hold: booked meetings, so that those already booked are needed; enquiries, plans, outcomes; contacts."""

    booked: bool
    protection: bool
    contacts: bool = False


def load(
    store: Store, keys: Collection[str], officers: Collection[str], teams: Collection[str], wanted: Wanted
) -> Known:
    """Everything about the children with these reference keys, and the officers and teams with these folded names.

    What is seldom told of is loaded only where it is wanted.
    """
    children = _children(store, keys)
    ids = tuple({child.id for child in children.values()})
    reviews = _by_child(store, Review, ids)
    runs = store.shelf(ImportRun).find()
    return Known(
        children=children,
        series=_by_child(store, Series, ids),
        reviews=reviews,
        allocations=_by_child(store, Allocation, ids, role=IRO),
        teams=_by_child(store, ChildTeam, ids),
        workers=_by_child(store, SocialWorker, ids),
        statuses=_by_child(store, LegalStatus, ids),
        placements=_by_child(store, Placement, ids),
        imported={values.record_id: values for values in _find(store, ImportedValues, record_id=ids)},
        officers=_named(_find(store, Officer, folded=tuple(officers))),
        team_names=_named(_find(store, Team, folded=tuple(teams))),
        reasons=_codes(store, "late-reason"),
        end_reasons=_codes(store, "period-end"),
        calendar=calendar_of(store),
        rules=rules_of(store),
        last_run=max(runs, key=lambda run: run.at, default=None),
        meetings=_booked(store, reviews) if wanted.booked else {},
        contacts=_by_child(store, Contact, ids) if wanted.contacts else {},
        enquiries=_by_child(store, Enquiry, ids) if wanted.protection else {},
        plans=_by_child(store, ProtectionPlan, ids) if wanted.protection else {},
        outcomes=_by_child(store, ConferenceOutcome, ids) if wanted.protection else {},
    )


def _codes(store: Store, list_name: str) -> dict[str, str]:
    """The codes of a list by what people may write: code or label."""
    entries = store.shelf(ListEntry).find(list=list_name)
    return {fold(words): entry.code for entry in entries for words in (entry.code, entry.label)}


def _children(store: Store, keys: Collection[str]) -> dict[str, Child]:
    """Children by reference key; a number of a previous case system finds its child too."""
    found = {
        reference_key(child.reference): child for child in reversed(_find(store, Child, reference_key=tuple(keys)))
    }
    missing = tuple(key for key in keys if key not in found)
    others = {reference_key(r.value): r.child_id for r in _find(store, ChildReference, key=missing)}
    by_id = {child.id: child for child in _find(store, Child, id=tuple(set(others.values())))}
    return found | {key: by_id[child_id] for key, child_id in others.items() if child_id in by_id}


def _find(store: Store, kind: type[R], **equal: Any) -> tuple[R, ...]:
    """The records, without asking when a list of values is empty."""
    if any(isinstance(value, tuple) and not value for value in equal.values()):
        return ()
    return store.shelf(kind).find(**equal)


def _by_child(store: Store, kind: type[R], ids: tuple[str, ...], **equal: Any) -> Mapping[str, list[R]]:
    found: dict[str, list[R]] = defaultdict(list)
    for record in _find(store, kind, child_id=ids, **equal):
        found[record.child_id].append(record)  # type: ignore[attr-defined] # every kind asked for here has a child
    return found


def _named(records: Iterable[Any]) -> dict[str, Any]:
    return {fold(record.name): record for record in reversed(tuple(records))}


def _booked(store: Store, reviews: Mapping[str, list[Review]]) -> dict[str, Meeting]:
    open_ids = tuple(r.id for of_child in reviews.values() for r in of_child if r.held is None)
    links = _find(store, MeetingReview, review_id=open_ids)
    meetings = {m.id: m for m in _find(store, Meeting, id=tuple({link.meeting_id for link in links}), state="planned")}
    return {link.review_id: meetings[link.meeting_id] for link in links if link.meeting_id in meetings}
