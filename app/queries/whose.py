"""Finds whose records a command or a question is about, so that the Desk can hold it against the table of rights."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from app.domain.access import WITHOUT_A_CHILD, Person, Right, Whose, beyond_reach
from app.domain.challenges.records import Challenge, ChallengeAction, ChallengeStep
from app.domain.checks import Check
from app.domain.children import Child, reference_key
from app.domain.clinics import Clinic, ClinicChild
from app.domain.conferences import CoreGroup
from app.domain.contacts import Contact
from app.domain.gatherings import Gathering, GatheringChild
from app.domain.officers import IRO, Allocation, Officer
from app.domain.quality import CourtStatement
from app.domain.records import Record, fold
from app.domain.reviews import Meeting, MeetingReview, Review, Series
from app.queries.called import officer_called
from app.store import Selection, Store, Where

NAMES: Mapping[str, type[Record]] = {
    "child": Child,
    "household": Child,
    "review": Review,
    "with": Review,
    "series": Series,
    "challenge": Challenge,
    "step": ChallengeStep,
    "action": ChallengeAction,
    "check": Check,
    "contact": Contact,
    "statement": CourtStatement,
    "group": CoreGroup,
    "allocation": Allocation,
    "clinic": Clinic,
    "clinic_child": ClinicChild,
    "meeting": Meeting,
    "gathering": Gathering,
}
"""What a field named so, with _id or _ids behind it, holds the key of."""

Found = dict[type[Record], set[str]]


def check_reach(store: Store, person: Person, right: Right, asked: Any) -> None:
    """Refuse what is about records with which the person's role does not have the right."""
    reach = person.reach(right)
    if len(reach) == len(Whose):
        return
    for whose in sorted(whose_of(store, person, right, asked), key=list(Whose).index, reverse=True):
        if whose not in reach:
            raise beyond_reach(person, right, whose)


def whose_of(store: Store, person: Person, right: Right, asked: Any) -> set[Whose]:
    """Whose records a command or a question is about."""
    declared: Whose | None = getattr(asked, "whose", None)
    if declared is not None:
        return {declared}
    mine, found = own_officers(store, person), keys_in(asked)
    told = _of_officer(store, mine, asked) if right == Right.EXPORT else set()
    found.setdefault(Child, set()).update(_named_child(store, asked))
    children, certain = _children(store, found, mine)
    told |= certain | _of_children(store, children, mine)
    return told or {WITHOUT_A_CHILD[right]}


def check_reach_of(store: Store, person: Person, rights: Iterable[Right], records: Sequence[Record]) -> None:
    """Refuse what touches records themselves, an undo, say, with which the person's role does not have these rights."""
    wanted = [right for right in rights if len(person.reach(right)) < len(Whose)]
    found = of_records(store, person, records) if wanted else set()
    for right in wanted:
        for whose in sorted(found - person.reach(right), key=list(Whose).index, reverse=True):
            raise beyond_reach(person, right, whose)


def of_records(store: Store, person: Person, records: Sequence[Record]) -> set[Whose]:
    """Whose children records are about; with a review that one chairs goes what else it moved of the same child."""
    mine, children, chaired = own_officers(store, person), set[str](), set[str]()
    told = set[Whose]()
    for one in records:
        child_id = one.id if isinstance(one, Child) else getattr(one, "child_id", None)
        found, certain = ({child_id}, set()) if child_id else _children(store, keys_in(one), mine)
        children |= found
        told |= certain & {Whose.OWN}
        if _is_by(one, mine):
            chaired |= found
    return told | _of_children(store, children - chaired, mine) | ({Whose.OWN} if chaired else set())


def own_officers(store: Store, person: Person) -> frozenset[str]:
    """The officers that a person is: the one entered for the person, or any with the same login."""
    login = fold(person.login)
    same = (one.id for one in store.shelf(Officer).find() if one.login and fold(one.login) == login)
    return frozenset((person.officer_id,)) if person.officer_id else frozenset(same)


def is_outside(store: Store, person: Person, child_id: str) -> bool:
    """Whether somebody does not hold a child today, and does not cover for the one who does."""
    return _of_children(store, {child_id}, own_officers(store, person)) != {Whose.OWN}


def keys_in(asked: Any) -> Found:
    """The keys of records that the fields of a command or a question hold, and those of what lies in them, by kind."""
    found: Found = {}
    for field in fields(asked) if is_dataclass(asked) else ():
        value = getattr(asked, field.name)
        kind = NAMES.get(field.name.removesuffix("s").removesuffix("_id")) if "_id" in field.name else None
        if kind is not None and value:
            found.setdefault(kind, set()).update((value,) if isinstance(value, str) else value)
        for one in value if isinstance(value, tuple) else (value,):
            for inner, keys in keys_in(one).items():
                found.setdefault(inner, set()).update(keys)
    return found


def _of_officer(store: Store, mine: frozenset[str], asked: Any) -> set[Whose]:
    """What goes out about one officer's children is that officer's own: decided by the officer whom the word means."""
    asked = getattr(asked, "query", asked)
    named = [getattr(asked, name) for name in ("officer_id", "officer", "login") if getattr(asked, name, None)]
    if not named:
        return set()
    if not all(officer_called(store, str(word)).id in mine for word in named):
        return {Whose.OTHER}
    return {Whose.OWN} | _held_then(store, mine)


def _held_then(store: Store, mine: frozenset[str]) -> set[Whose]:
    """Whose those are today whom these officers held on the as-of day: what goes out of that day is about them."""
    if store.stamp.today == store.stamp.true_day:
        return set()
    held = _held_on(store.shelf(Allocation).find(officer_id=tuple(mine)), store.stamp.today)
    return _of_children(store, {one.child_id for one in held}, mine)


def _named_child(store: Store, asked: Any) -> set[str]:
    """The child whom a question about one child's record names by key or by reference."""
    asked = getattr(asked, "query", asked)
    named: str = getattr(asked, "child", "")
    if not getattr(asked, "by_reference", False):
        return {named} if named else set()
    where = (Where("reference_key", "is", reference_key(named)),)
    return {row[0] for row in store.rows(Selection("children", where, store.stamp.true_day), ("id",))}


def _children(store: Store, found: Found, mine: frozenset[str]) -> tuple[set[str], set[Whose]]:
    """The children behind the records, and what is certain without them: what one raised or chairs is one's own."""
    children, certain = set(found.pop(Child, ())), set[Whose]()
    _follow(store, found)
    for kind, ids in found.items():
        for one in store.shelf(kind).find(voided=True, id=tuple(ids)):
            if _is_by(one, mine):
                certain.add(Whose.OWN)
            elif child_id := getattr(one, "child_id", None):
                children.add(child_id)
            else:
                certain.add(Whose.TEAM)
    return children, certain


def _is_by(one: Record, mine: frozenset[str]) -> bool:
    """Whether one raised the challenge, or chairs the review, oneself."""
    return bool({getattr(one, "raised_by_id", None), getattr(one, "chair_id", None)} & mine)


def _follow(store: Store, found: Found) -> None:
    """Put in place of records that name no child themselves those that do."""
    steps = store.shelf(ChallengeStep).find(voided=True, id=_taken(found, ChallengeStep))
    actions = store.shelf(ChallengeAction).find(voided=True, id=_taken(found, ChallengeAction))
    links = store.shelf(MeetingReview).find(meeting_id=_taken(found, Meeting))
    gathered = store.shelf(GatheringChild).find(gathering_id=_taken(found, Gathering))
    listed = store.shelf(ClinicChild).find(clinic_id=_taken(found, Clinic))
    for kind, keys in (
        (Challenge, {one.challenge_id for one in steps} | {one.challenge_id for one in actions}),
        (Review, {one.review_id for one in links}),
        (GatheringChild, {one.id for one in gathered}),
        (ClinicChild, {one.id for one in listed}),
    ):
        if keys:
            found.setdefault(kind, set()).update(keys)


def _taken(found: Found, kind: type[Record]) -> tuple[str, ...]:
    return tuple(found.pop(kind, ()))


def _of_children(store: Store, children: Iterable[str], mine: frozenset[str]) -> set[Whose]:
    """Whose these children are on the day it is, whatever day is asked for: an as-of day gives nobody a child back."""
    ids = set(children)
    if not ids:
        return set()
    holding = _held_on(store.shelf(Allocation).find(child_id=tuple(ids)), store.stamp.true_day)
    own = {one.child_id for one in holding if one.officer_id in mine}
    held = {one.child_id for one in holding if one.role == IRO}
    return {Whose.OWN if one in own else Whose.OTHER if one in held else Whose.TEAM for one in ids}


def _held_on(allocations: Iterable[Allocation], day: date) -> list[Allocation]:
    return [one for one in allocations if one.start <= day and (one.end is None or one.end > day)]
