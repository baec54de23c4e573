"""What a person does to a child's record: add, correct, open, join siblings; their team and social worker from a day."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, TypeVar

from app.commands.checking import BEFORE_BIRTH, check_version, child_for_change
from app.commands.scheduling import Rescheduler
from app.domain.access import Right, Stamp
from app.domain.children import Child, ChildReference, ChildTeam, SocialWorker, check_child, reference_key
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.kinds import KINDS
from app.domain.officers import Team
from app.domain.records import new_id
from app.domain.reviews import Review, Series
from app.store import Selection, Store, Where

Dated = TypeVar("Dated", ChildTeam, SocialWorker)


def child_by_reference(store: Store, reference: str) -> Child | None:
    """The child with this reference (trimmed, case-blind; other sources' references too), or None."""
    return next(iter(_with_reference(store, reference)), None)


def _with_reference(store: Store, reference: str) -> list[Child]:
    """All children with this reference: those whose own it is first."""
    key = reference_key(reference)
    own = store.rows(Selection("children", (Where("reference_key", "is", key),), store.stamp.today), ("id",))
    others = [other.child_id for other in store.shelf(ChildReference).find(key=key)]
    found = [store.shelf(Child).get(child_id) for child_id in (*(row[0] for row in own), *others)]
    return [child for child in found if not child.voided]


@dataclass(frozen=True)
class AddChild:
    """Add a child; only the reference is needed. A child who is not yet born has an expected date of birth."""

    reference: str
    name: str = ""
    known_as: str = ""
    date_of_birth: date | None = None
    sex: str = ""
    expected_on: date | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Add a child"

    def run(self, store: Store, stamp: Stamp) -> Child:
        """Refuses a reference that another child has."""
        child = Child(
            reference=self.reference.strip(),
            name=self.name.strip(),
            known_as=self.known_as.strip(),
            date_of_birth=self.date_of_birth,
            sex=self.sex,
            expected_on=self.expected_on,
        )
        check_child(child, stamp.today)
        check_free(store, child)
        return store.shelf(Child).keep(child)


def check_free(store: Store, child: Child) -> None:
    """Refuse a reference that another child has."""
    if any(other.id != child.id for other in _with_reference(store, child.reference)):
        raise Refusal(f"A child with the reference {child.reference} is already here.", "Find that child instead.")


@dataclass(frozen=True)
class CorrectChild:
    """Correct what is recorded of a child, or that it was born; a corrected date of birth decides the reviews again."""

    child_id: str
    reference: str
    name: str
    known_as: str
    date_of_birth: date | None
    sex: str = ""
    version: int | None = None
    expected_on: date | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Correct a child"

    def run(self, store: Store, stamp: Stamp) -> Child:
        """Refuses a birth after a review or the start of a period, and an 18th birthday before them."""
        child = child_for_change(store, self.child_id)
        check_version(self.version, child.version, "child")
        changed = replace(
            child,
            reference=self.reference.strip(),
            name=self.name.strip(),
            known_as=self.known_as.strip(),
            date_of_birth=self.date_of_birth,
            sex=self.sex,
            expected_on=self.expected_on,
        )
        check_child(changed, stamp.today)
        check_free(store, changed)
        if changed.date_of_birth != child.date_of_birth:
            _check_birth(store, changed)
        kept = store.shelf(Child).keep(changed)
        Rescheduler(store).children((child.id,))
        return kept


def _check_birth(store: Store, child: Child) -> None:
    """Refuse a date of birth that the child's reviews and periods contradict; conferences may be held before birth."""
    born, adult = child.date_of_birth, child.eighteenth_birthday
    if born is None or adult is None:
        return
    held = [(r.held, r.kind) for r in store.shelf(Review).find(child_id=child.id) if r.held]
    begun = [(s.start, s.kind) for s in store.shelf(Series).find(child_id=child.id) if s.start and s.start_known]
    for what, days in (("A review was held", held), ("A period began", begun)):
        for day, kind in days:
            if day < born and kind not in BEFORE_BIRTH:
                raise Refusal(f"{what} on {long(day)}, before that date of birth.", "Check both dates.")
            if day > adult and KINDS[kind].ends_at_18:
                raise Refusal(f"{what} on {long(day)}, after the child turned 18 by that date.", "Check both dates.")


@dataclass(frozen=True)
class JoinSiblings:
    """Say that children are one sibling group; with a single child, that it is in none."""

    child_ids: tuple[str, ...]
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Join a sibling group"

    def run(self, store: Store, stamp: Stamp) -> str | None:
        """The group's key."""
        children = [child_for_change(store, child_id) for child_id in self.child_ids]
        if any(child.is_household for child in children):
            raise Refusal("A foster household is no sibling.", "Choose the children of the sibling group.")
        if not children:
            raise Refusal("Choose the children of the sibling group.", "At least two; one alone leaves its group.")
        groups = {c.sibling_group for c in children if c.sibling_group}
        if len(children) == 1:
            store.shelf(Child).keep(replace(children[0], sibling_group=None))
            return None
        group = min(groups) if groups else new_id()
        joined = [m for g in groups for m in store.shelf(Child).find(sibling_group=g)]
        for child in {c.id: c for c in (*children, *joined)}.values():
            if child.sibling_group != group:
                store.shelf(Child).keep(replace(child, sibling_group=group))
        return group


def keep_from(store: Store, record: Dated, same: str) -> Dated:
    """Keep a dated fact: the one that held until its start ends there; a later one ends it."""
    shelf = store.shelf(type(record))
    others = shelf.find(child_id=record.child_id)
    for other in others:
        if other.start == record.start:
            return shelf.keep(replace(other, **{same: getattr(record, same)}))
    before = [o for o in others if o.start < record.start]
    after = [o.start for o in others if o.start > record.start]
    if before:
        latest = max(before, key=lambda o: o.start)
        if latest.end is None or latest.end > record.start:
            shelf.keep(replace(latest, end=record.start))
    return shelf.keep(replace(record, end=min(after, default=None)))


@dataclass(frozen=True)
class SetTeam:
    """The social-work team that holds a child from a day."""

    child_id: str
    team_id: str
    start: date
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Set a child's team"

    def run(self, store: Store, stamp: Stamp) -> ChildTeam:
        """Refuses a team that does not exist."""
        team = store.shelf(Team).get(self.team_id)
        child = child_for_change(store, self.child_id)
        return keep_from(store, ChildTeam(child_id=child.id, team_id=team.id, start=self.start), "team_id")


@dataclass(frozen=True)
class SetSocialWorker:
    """The child's social worker from a day."""

    child_id: str
    name: str
    start: date
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Set a child's social worker"

    def run(self, store: Store, stamp: Stamp) -> SocialWorker:
        """Refuses an empty name."""
        if not self.name.strip():
            raise Refusal("Give the social worker's name.", "Type it as it should be shown.")
        child = child_for_change(store, self.child_id)
        record = SocialWorker(child_id=child.id, name=self.name.strip(), start=self.start)
        return keep_from(store, record, "name")
