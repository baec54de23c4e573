"""Asks what a fair distribution of children rests on, after a scenario: each child with whom it stays, each officer's post."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.caseload import InPost, Load, held_posts
from app.domain.officers import Conflict, Officer, Post
from app.domain.scenarios import Joins, Scenario
from app.queries.caseload.counting import CONCERNED, Counter, carried, officer_names
from app.queries.caseload.rules import Rules
from app.queries.handover.preview import held_on
from app.solving import Carrier, Charge, Problem
from app.store import Store

FIELDS = ("id", "child", "iro_now_id", "carrier_id", "status", "team_now", "sibling_group", "since", "sex")
NEW_POST = "New post"
Chosen = frozenset[str] | None
"""Officers by id (or by key, of who joins); None is everybody."""


@dataclass(frozen=True)
class SharingProblem:
    """Ask what `suggest` needs to know: who gives, who takes, whether siblings stay together, and how many may move at most.

    Children without an IRO, those of who leaves, and those whose IRO has a conflict of interest must go to somebody, and do
    not count among the most that may move. drawn is a basis of the caseload instead of the one that is set.
    """

    scenario: Scenario
    together: bool = True
    most: int | None = None
    givers: Chosen = None
    takers: Chosen = None
    drawn: str = ""
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Problem:
        """Nothing is written. An officer who is away for long, or in no reviewing post, neither gives nor takes."""
        counter = Counter(store, self.drawn)
        found = counter.on(self.scenario.day)
        charges = self._charges(store, found.rules)
        concerned = {*found.loads, *(one.holder for one in charges), *(one.carrier for one in charges)} - {""}
        return Problem(
            day=self.scenario.day,
            charges=charges,
            carriers=self._carriers(store, counter, found.rules, concerned),
            band=found.rules.band,
            basis=found.rules.basis,
            together=self.together,
            most=self.most,
            more=sum(one.number for one in self.scenario.more if one.start <= self.scenario.day),
        )

    def _charges(self, store: Store, rules: Rules) -> tuple[Charge, ...]:
        never: dict[str, set[str]] = defaultdict(set)
        for one in store.shelf(Conflict).find():
            never[one.child_id].add(one.officer_id)
        chosen, order = carried(self.scenario.day, rules, CONCERNED), (("reference", False), ("id", False))
        return tuple(self._charge(row, rules, never) for row in store.rows(chosen, FIELDS, order))

    def _charge(self, row: tuple[Any, ...], rules: Rules, never: Mapping[str, set[str]]) -> Charge:
        child, name, iro, carrier, status, team, group, since, sex = row
        holder = self.scenario.moved.get(child, iro or "")
        covered = holder == iro and carrier not in self.scenario.leaving
        return Charge(
            child_id=child,
            name=name,
            holder=holder,
            carrier=(carrier or "") if covered else holder,
            counts=bool(Load(**{status: 1}).share(rules.basis)[0]),
            team=team or "",
            group=group or "",
            never=frozenset(never.get(child, ())),
            since=since or date.min,
            sex=sex or "",
            recorded=iro or "",
        )

    def _carriers(self, store: Store, counter: Counter, rules: Rules, concerned: set[str]) -> tuple[Carrier, ...]:
        """Everybody in a reviewing post or with a child, and who joins."""
        live = {one.id for one in store.shelf(Officer).find()}
        joins = {one.key: one for one in self.scenario.joining}
        names = officer_names(store)
        found = [_Part(one.key, one.name.strip() or NEW_POST, _joining(one), True) for one in joins.values()]
        for who in concerned - joins.keys():
            fte = counter.fte(who, self.scenario.day, rules)
            found.append(_Part(who, names.get(who, ""), fte, who in live))
        made = (self._carrier(one, rules.basis) for one in found)
        return tuple(sorted(made, key=lambda one: (one.name.casefold(), one.officer_id)))

    def _carrier(self, part: "_Part", basis: str) -> Carrier:
        leaves = self.scenario.leaving.get(part.officer_id)
        fte = 0 if leaves else Load(fte=part.there.fte, cla_fte=part.there.cla_fte).share(basis)[1]
        return Carrier(
            part.officer_id,
            part.name,
            fte,
            gives=self.givers is None or part.officer_id in self.givers,
            takes=part.live and (self.takers is None or part.officer_id in self.takers),
            leaves=leaves,
        )


@dataclass(frozen=True)
class _Part:
    """What is known of an officer; live says that nobody took the officer's record back."""

    officer_id: str
    name: str
    there: InPost
    live: bool


def _joining(one: Joins) -> InPost:
    """What somebody who joins will count for, from the first day in post: that is when the children come."""
    post = Post(officer_id=one.key, start=one.start, fte_hundredths=one.fte_hundredths, cla_percent=one.cla_percent)
    return held_posts([post])


@dataclass(frozen=True)
class HeldOn:
    """Ask who is the IRO of each of these children on a day, without any scenario; "" is nobody."""

    child_ids: tuple[str, ...]
    day: date
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> dict[str, str]:
        """By child."""
        return {**dict.fromkeys(self.child_ids, ""), **held_on(store, self.child_ids, self.day)}
