"""All records of one child, of every kind: what is erased with the child, and what an entry of the account may be about."""

from collections.abc import Iterable, Mapping

from app.domain.children import Child
from app.domain.dependents import DEPENDENTS
from app.domain.gatherings import Gathering, GatheringChild, GatheringTheme
from app.domain.imports import ImportedValues
from app.domain.records import Record
from app.domain.reported import ReportedReview
from app.domain.reviews import Meeting, MeetingReview, Rearrangement, Review
from app.store import Store

Records = Mapping[type[Record], frozenset[str]]


def records_of(store: Store, child_ids: Iterable[str]) -> Records:
    """The keys of these children's records by kind, the voided ones too; what they share with another child is left out."""
    found: dict[type[Record], set[str]] = {}
    _gather(store, found, Child, set(child_ids))
    reviews = found.get(Review, set())
    _add(found, ReportedReview, (one.id for one in _named(store, ReportedReview, "review_id", reviews)))
    _alone(store, found, Meeting, MeetingReview, "meeting_id")
    _alone(store, found, Gathering, GatheringChild, "gathering_id")
    _add(
        found,
        GatheringTheme,
        (one.id for one in _named(store, GatheringTheme, "gathering_id", found.get(Gathering, set()))),
    )
    _add(
        found, Rearrangement, (one.id for one in _named(store, Rearrangement, "meeting_id", found.get(Meeting, set())))
    )
    everything = set().union(*found.values())
    _add(found, ImportedValues, (one.id for one in _named(store, ImportedValues, "record_id", everything)))
    return {kind: frozenset(keys) for kind, keys in found.items() if keys}


def _gather(store: Store, found: dict[type[Record], set[str]], kind: type[Record], keys: set[str]) -> None:
    """These records and, step by step, all that mean nothing without them."""
    new = keys - found.get(kind, set())
    if not new:
        return
    found.setdefault(kind, set()).update(new)
    for dependent, field in DEPENDENTS.get(kind, ()):
        _gather(store, found, dependent, {one.id for one in _named(store, dependent, field, new)})


def _named(store: Store, kind: type[Record], field: str, keys: Iterable[str]) -> tuple[Record, ...]:
    """The records of a kind that name one of these keys in a field."""
    return store.shelf(kind).find(voided=True, **{field: tuple(keys)})


def _alone(
    store: Store, found: dict[type[Record], set[str]], kind: type[Record], link: type[Record], field: str
) -> None:
    """Those that nothing else is linked with: a meeting of several children stays for the others."""
    links = found.get(link, set())
    mine = {getattr(one, field) for one in store.shelf(link).find(voided=True, id=tuple(links))}
    others = {getattr(one, field) for one in _named(store, link, field, mine) if one.id not in links}
    _add(found, kind, mine - others)


def _add(found: dict[type[Record], set[str]], kind: type[Record], keys: Iterable[str]) -> None:
    found.setdefault(kind, set()).update(keys)
