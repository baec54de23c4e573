"""Caseloads of social-work teams on a day: their children, and the part of each IRO that goes to them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.caseload import Load
from app.domain.dates import full, long
from app.queries.caseload.behind import ChildrenBehind, opened
from app.queries.caseload.counting import ALLOCATED, CONCERNED, WAITING, Carried, Counter
from app.queries.caseload.lines import BAND, CASELOADS, CHILDREN, NUMBER, PER, SERVICE, band_chart, load_cells, load_row
from app.queries.caseload.rules import Rules, rule_words
from app.queries.caseload.words import formula
from app.queries.figures import NOBODY, WHOLE
from app.store import Store, Tally, Where
from app.table import Column, Fixed, Row, Table

SHARED = (
    "Teams: the children of a team's social workers that day. The FTE of an IRO is shared out by the children of the "
    "drawn basis: somebody with a quarter of them in a team gives it a quarter of their FTE. IROs without any are in no "
    "team's FTE."
)


def _columns(rules: Rules) -> tuple[Column, ...]:
    """Only the drawn basis: by each basis another part of an IRO goes to a team."""
    return (
        Column("key", "Social-work team", width=30),
        Column("iros", "IROs", NUMBER, 8, "How many people hold the team's children"),
        *CHILDREN,
        Column("fte", "FTE that goes to them", NUMBER, 11),
        *(column for column in CASELOADS if column.key in (PER[rules.basis], "band")),
        Column("waiting", "Without an IRO", NUMBER, 11),
        *BAND,
    )


@dataclass
class _Team:
    """What is counted of one team."""

    name: str | None
    waiting: int = 0
    loads: dict[str, Load] = field(default_factory=lambda: defaultdict(Load))

    def load(self, everybody: Mapping[str, Load], basis: str) -> Load:
        """All its children, and the FTE that goes to them in hundredths, on one basis."""
        whole = sum(self.loads.values(), Load())
        parts = [(mine.share(basis)[0], *everybody[officer].share(basis)) for officer, mine in self.loads.items()]
        fte = round(sum((Fraction(fte * mine, of) for mine, of, fte in parts if of), Fraction()))
        return replace(whole, fte=fte, cla_fte=fte)


@dataclass(frozen=True)
class TeamsCaseload:
    """Ask for the caseload of every social-work team on a day, drawn on a basis or as the service has set it."""

    day: date
    basis: str = ""
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a team by name, children without a team after them, then the service."""
        counts = Counter(store, self.basis).on(self.day)
        teams = _teams(store, counts)
        order = sorted(teams, key=lambda key: (key is None, (teams[key].name or "").casefold(), key or ""))
        rows = [_team(key, teams[key], counts) for key in order]
        rows.append(_service(counts))
        columns = _columns(counts.rules)
        return Table(
            f"Caseloads by social-work team on {long(self.day)}",
            columns,
            Fixed(tuple(rows), tuple(column.key for column in columns)),
            f"{counts.allocated.children:,} children allocated, as at {full(self.day)}",
            (formula(counts.service, counts.rules.basis), SHARED, *rule_words(counts.rules)),
            band_chart("bars", counts.rules),
        )


def _teams(store: Store, counts: Carried) -> dict[str | None, _Team]:
    teams: dict[str | None, _Team] = {}
    by = ("team_now_id", "team_now", "carrier_id", "status")
    for count in store.tally(Tally(counts.selection(CONCERNED), by)):
        key, name, officer, status = count.key
        team = teams.setdefault(key, _Team(name))
        if officer is None:
            team.waiting += count.denominator
        else:
            team.loads[officer] += Load(**{status: count.denominator})
    return teams


def _team(key: str | None, team: _Team, counts: Carried) -> Row:
    name, load, theirs = (
        team.name or NOBODY["team"],
        team.load(counts.loads, counts.rules.basis),
        Where("team_now_id", "is", key),
    )
    opens = opened(counts, name, ALLOCATED, theirs)
    waiting = ChildrenBehind(counts.selection(WAITING, theirs), f"{name}: no IRO")
    cells = {"key": name, "iros": len(team.loads), "waiting": team.waiting}
    return _row(key or "", load, counts, cells, {**opens, "waiting": waiting})


def _service(counts: Carried) -> Row:
    opens = opened(counts, WHOLE, *counts.counted().where)
    waiting = ChildrenBehind(counts.selection(WAITING), f"{WHOLE}: no IRO")
    iros = sum(load.children > 0 for load in counts.loads.values())
    cells = {"key": WHOLE, "iros": iros, "waiting": counts.waiting.children}
    fte = counts.service.share(counts.rules.basis)[1]
    return _row(SERVICE, replace(counts.service, fte=fte, cla_fte=fte), counts, cells, {**opens, "waiting": waiting})


def _row(key: str, load: Load, counts: Carried, cells: Mapping[str, Any], opens: Mapping[str, ChildrenBehind]) -> Row:
    rules = counts.rules
    shown = {**load_cells(load, rules), **cells}
    return load_row(key, shown, _columns(rules), opens, rules.judged(load), PER[rules.basis])
