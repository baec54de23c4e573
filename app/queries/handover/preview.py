"""What a transfer would do, before anything is written: which children, what goes with each, and who could take them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.caseload import away, in_post
from app.domain.children import Child
from app.domain.officers import COVER, IRO, Absence, Allocation, Conflict, Officer, Post
from app.domain.sharing import Shared, Taker
from app.queries.handover.going import Going, going_with
from app.queries.service import calendar_of, setting
from app.store import Selection, Store, Tally, Where


@dataclass(frozen=True)
class Line:
    """One child to be handed over, with who holds it and what goes with it."""

    child_id: str
    name: str
    reference: str
    status: str
    from_id: str
    from_name: str
    group: str
    siblings: tuple[str, ...]
    going: Going
    never: Mapping[str, str]
    """Why each officer who has a conflict of interest must not hold the child."""
    cover: str = ""
    """Who covers for the IRO on the day: that ends with the transfer."""

    @property
    def shared(self) -> Shared:
        """The child as it is shared out; brothers and sisters stay together where one IRO holds them."""
        group = f"{self.group}/{self.from_id}" if self.group else ""
        return Shared(self.child_id, group, frozenset(self.never))


@dataclass(frozen=True)
class Receiver:
    """An officer who could take children: how many they hold on the day, and for how much of a full-time post."""

    id: str
    name: str
    held: int
    fte: int
    specialisms: str
    away: bool

    @property
    def words(self) -> str:
        """The officer in words: "Nora Patel: 62 children, 0.8 FTE, away"."""
        parts = [f"{self.held:,} {'child' if self.held == 1 else 'children'}"]
        parts += [f"{self.fte / 100:g} FTE"] if self.fte else ["no post"]
        parts += ["away then"] if self.away else []
        parts += [self.specialisms] if self.specialisms else []
        return f"{self.name}: {', '.join(parts)}"

    @property
    def taker(self) -> Taker:
        """The officer as children are shared out."""
        return Taker(self.id, self.held, self.fte or 100)


@dataclass(frozen=True)
class Preview:
    """The children to be handed over on a day, the brothers and sisters who could go with them, and who could take them."""

    start: date
    lines: tuple[Line, ...]
    beside: tuple[Line, ...]
    """Brothers and sisters with the same IRO who were not chosen."""
    left_out: tuple[str, ...]
    """Children who have no IRO on that day, by name."""
    later: int
    """How many children the officer is to hold only from a later day: they are no part of it."""
    receivers: tuple[Receiver, ...] = field(default=())


@dataclass(frozen=True)
class HandoverPreview:
    """Ask what would go with children from a day on: those named, or (officer_id) all that an officer holds then."""

    start: date
    child_ids: tuple[str, ...] = ()
    officer_id: str = ""
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Preview:
        """Nothing is written."""
        ids = self._whole(store) if self.officer_id else self.child_ids
        children = {c.id: c for c in store.shelf(Child).find(id=ids)}
        held = held_on(store, children, self.start)
        groups = _siblings(store, children.values())
        near = {c.id: c for found in groups.values() for c in found if c.id not in children}
        near_held = held_on(store, near, self.start)
        irons = {(c.sibling_group, held[c.id]) for c in children.values() if c.sibling_group and c.id in held}
        beside = {k: c for k, c in near.items() if k in near_held and (c.sibling_group, near_held[k]) in irons}
        lines = _Lines(store, {**near_held, **held}, groups, self.start)
        return Preview(
            self.start,
            lines.of(c for c in children.values() if c.id in held),
            lines.of(beside.values()),
            tuple(sorted(c.shown_name for c in children.values() if c.id not in held)),
            self._later(store),
            receivers(store, self.start),
        )

    def _whole(self, store: Store) -> tuple[str, ...]:
        theirs = (Where("officer_id", "is", self.officer_id), Where("role", "is", IRO), Where("open", "is", True))
        found = store.rows(Selection("allocations", theirs, self.start), ("child_id",))
        return tuple(child_id for (child_id,) in found)

    def _later(self, store: Store) -> int:
        if not self.officer_id:
            return 0
        theirs = store.shelf(Allocation).find(officer_id=self.officer_id, role=IRO)
        return len({a.child_id for a in theirs if a.start > self.start})


def receivers(store: Store, day: date) -> tuple[Receiver, ...]:
    """The officers with what each holds on a day, by name; those with a reviewing post first."""
    posts, absences = store.shelf(Post).find(), store.shelf(Absence).find()
    calendar, longest = calendar_of(store), int(setting(store, "caseload.longest-absence"))
    held = Tally(Selection("allocations", (Where("role", "is", IRO), Where("open", "is", True)), day), ("officer_id",))
    counts = {count.key[0]: count.denominator for count in store.tally(held)}
    found = []
    for officer in store.shelf(Officer).find():
        fte = in_post(officer.id, posts, (), day, longest, calendar).fte
        gone = any(a.officer_id == officer.id and away(a, day) for a in absences)
        number = counts.get(officer.id, 0)
        found.append(Receiver(officer.id, officer.name, number, fte, officer.specialisms or "", gone))
    return tuple(sorted(found, key=lambda r: (not r.fte, r.name.casefold())))


def held_on(store: Store, children: Iterable[str], day: date) -> dict[str, str]:
    """By child, the IRO on a day; nobody from the 18th birthday on."""
    conditions = (Where("child_id", "in", tuple(children)), Where("role", "is", IRO), Where("open", "is", True))
    return dict(map(tuple, store.rows(Selection("allocations", conditions, day), ("child_id", "officer_id"))))


def _siblings(store: Store, children: Iterable[Child]) -> dict[str, list[Child]]:
    found: dict[str, list[Child]] = defaultdict(list)
    wanted = tuple({c.sibling_group for c in children if c.sibling_group})
    for child in store.shelf(Child).find(sibling_group=wanted):
        found[child.sibling_group or ""].append(child)
    return found


class _Lines:
    """Puts children into lines, with what is known of all of them asked once."""

    def __init__(self, store: Store, held: Mapping[str, str], groups: Mapping[str, list[Child]], start: date) -> None:
        self._held, self._groups = held, groups
        self._names = {o.id: o.name for o in store.shelf(Officer).find(voided=True)}
        self._going = going_with(store, held, start)
        self._status = _status(store, held, start)
        self._never: dict[str, dict[str, str]] = defaultdict(dict)
        for conflict in store.shelf(Conflict).find(child_id=tuple(held)):
            self._never[conflict.child_id][conflict.officer_id] = conflict.why
        covers = store.shelf(Allocation).find(child_id=tuple(held), role=COVER)
        self._cover = {a.child_id: a.officer_id for a in covers if a.end is None or a.end > start}

    def of(self, children: Iterable[Child]) -> tuple[Line, ...]:
        """A line for each, brothers and sisters next to each other."""
        made = [self._line(child) for child in children]
        sizes = Counter(line.shared.group for line in made)
        first = {
            line.shared.group: line.name.casefold() for line in sorted(made, key=lambda one: one.name, reverse=True)
        }
        return tuple(
            sorted(
                made,
                key=lambda one: (
                    first[one.shared.group] if sizes[one.shared.group] > 1 and one.group else one.name.casefold(),
                    one.group,
                    one.name.casefold(),
                ),
            )
        )

    def _line(self, child: Child) -> Line:
        from_id = self._held[child.id]
        near = self._groups.get(child.sibling_group or "", ())
        return Line(
            child_id=child.id,
            name=child.shown_name,
            reference=child.reference,
            status=self._status.get(child.id, ""),
            from_id=from_id,
            from_name=self._names.get(from_id, ""),
            group=child.sibling_group or "",
            siblings=tuple(c.shown_name for c in near if c.id != child.id),
            going=self._going[child.id],
            never=self._never.get(child.id, {}),
            cover=self._names.get(self._cover.get(child.id, ""), ""),
        )


def _status(store: Store, children: Iterable[str], day: date) -> dict[str, str]:
    chosen = Selection("children", (Where("id", "in", tuple(children)),), day)
    words = {(True, True): "CLA, CP", (True, False): "CLA", (False, True): "CP", (False, False): "Other"}
    rows = store.rows(chosen, ("id", "looked_after", "on_plan"))
    return {child_id: words[bool(cla), bool(cp)] for child_id, cla, cp in rows}
