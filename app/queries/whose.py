"""Finds whose records a command or a question is about, so that the Desk can hold it against the table of rights."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from app.domain.access import WITHOUT_A_CHILD, Person, Right, Whose, beyond_reach
from app.domain.challenges.records import Challenge, ChallengeAction, ChallengeStep
from app.domain.checks import Check
from app.domain.children import Child, reference_key
from app.domain.clinics import ClinicChild
from app.domain.conferences import CoreGroup
from app.domain.contacts import Contact
from app.domain.gatherings import Gathering, GatheringChild
from app.domain.officers import IRO, Allocation, Officer
from app.domain.quality import CourtStatement
from app.domain.records import Record, fold
from app.domain.reviews import Meeting, MeetingReview, Review, Series
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
    """What goes out about one officer's children is that officer's own; officers are given by key, login or name."""
    asked = getattr(asked, "query", asked)
    named = [getattr(asked, name) for name in ("officer_id", "officer", "login") if getattr(asked, name, None)]
    if not named:
        return set()
    own = store.shelf(Officer).find(id=tuple(mine)) if mine else ()
    known = {fold(word) for one in own for word in (one.id, one.login, one.name) if word}
    return {Whose.OWN if all(fold(str(word)) in known for word in named) else Whose.OTHER}


def _named_child(store: Store, asked: Any) -> set[str]:
    """The child whom a question about one child's record names by key or by reference."""
    asked = getattr(asked, "query", asked)
    named: str = getattr(asked, "child", "")
    if not getattr(asked, "by_reference", False):
        return {named} if named else set()
    where = (Where("reference_key", "is", reference_key(named)),)
    return {row[0] for row in store.rows(Selection("children", where, store.stamp.today), ("id",))}


def _children(store: Store, found: Found, mine: frozenset[str]) -> tuple[set[str], set[Whose]]:
    """The children behind the records, and what is certain without them: what one raised or chairs is one's own."""
    children, certain = set(found.pop(Child, ())), set[Whose]()
    _follow(store, found)
    for kind, ids in found.items():
        for one in store.shelf(kind).find(voided=True, id=tuple(ids)):
            if {getattr(one, "raised_by_id", None), getattr(one, "chair_id", None)} & mine:
                certain.add(Whose.OWN)
            elif child_id := getattr(one, "child_id", None):
                children.add(child_id)
            else:
                certain.add(Whose.TEAM)
    return children, certain


def _follow(store: Store, found: Found) -> None:
    """Put in place of records that name no child themselves those that do."""
    steps = store.shelf(ChallengeStep).find(voided=True, id=_taken(found, ChallengeStep))
    actions = store.shelf(ChallengeAction).find(voided=True, id=_taken(found, ChallengeAction))
    links = store.shelf(MeetingReview).find(meeting_id=_taken(found, Meeting))
    gathered = store.shelf(GatheringChild).find(gathering_id=_taken(found, Gathering))
    for kind, keys in (
        (Challenge, {one.challenge_id for one in steps} | {one.challenge_id for one in actions}),
        (Review, {one.review_id for one in links}),
        (GatheringChild, {one.id for one in gathered}),
    ):
        if keys:
            found.setdefault(kind, set()).update(keys)


def _taken(found: Found, kind: type[Record]) -> tuple[str, ...]:
    return tuple(found.pop(kind, ()))


def _of_children(store: Store, children: Iterable[str], mine: frozenset[str]) -> set[Whose]:
    """Whose these children are today."""
    ids, today = set(children), store.stamp.today
    if not ids:
        return set()
    holding = [
        one
        for one in store.shelf(Allocation).find(child_id=tuple(ids))
        if one.start <= today and (one.end is None or one.end > today)
    ]
    own = {one.child_id for one in holding if one.officer_id in mine}
    held = {one.child_id for one in holding if one.role == IRO}
    return {Whose.OWN if one in own else Whose.OTHER if one in held else Whose.TEAM for one in ids}
