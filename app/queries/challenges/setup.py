"""How challenges are set up, as tables: the levels, who answers at each by team, and each theme's usual first level."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.challenges.ladder import Ladder
from app.domain.challenges.records import RungHolder
from app.domain.officers import Team
from app.domain.settings import ListEntry, Setting
from app.queries.challenges.terms import ladder_now
from app.queries.service import setting
from app.queries.settings import table
from app.store import Store
from app.table import Column, Kind, Row, Table, Tone

WHOLE_SERVICE = "The whole service"


@dataclass(frozen=True)
class LevelsTable:
    """The levels of the ladder as they are today."""

    right: ClassVar[Right] = Right.SEE
    columns: ClassVar[tuple[Column, ...]] = (
        Column("level", "Level", width=30),
        Column("addressee", "Who answers", width=36),
        Column("days", "Working days", Kind.NUMBER, 14),
        Column("formal", "Formal", width=12),
    )

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a level; its id is "level 3:" and the setting that holds it, if it was ever changed."""
        ladder = ladder_now(store)
        past = [one for one in store.shelf(Setting).find(key="challenges.ladder") if one.start <= stamp.today]
        kept = max(past, key=lambda one: one.start).id if past else ""
        rows = [
            Row(
                f"level {one.level}:{kept}",
                (one.title, one.addressee, one.days, "Formal" if one.level > 1 else "Informal"),
            )
            for one in ladder.rungs
        ]
        line = (
            f"{ladder.top} levels; the whole formal process takes at most {ladder.total_days} working days (in The service). "
            "A change counts from its date on and never rewrites history."
        )
        return table("Levels of challenge", line, self.columns, rows)


@dataclass(frozen=True)
class HoldersTable:
    """Who answers at each level, by team, with dates."""

    right: ClassVar[Right] = Right.SEE
    columns: ClassVar[tuple[Column, ...]] = (
        Column("level", "Level", width=28),
        Column("team", "Team", width=26),
        Column("name", "Who answers", width=28),
        Column("start", "From", Kind.DATE, 13),
        Column("end", "Until", Kind.DATE, 13),
    )

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a holder, by level and team, those that ended last; the id is "level/team:holder"."""
        ladder = ladder_now(store)
        teams = {one.id: one.name for one in store.shelf(Team).find(voided=True)}
        found = sorted(store.shelf(RungHolder).find(), key=lambda one: _order(one, teams, stamp.today))
        rows = [_row(one, ladder, teams, stamp.today) for one in found]
        line = "A level without a holder for the child's team is answered by the whole service's, else by the level's role."
        return table("Who answers challenges", line, self.columns, rows)


def _order(one: RungHolder, teams: dict[str, str], today: date) -> tuple[Any, ...]:
    return _ended(one, today), one.level, teams.get(one.team_id or "", "").casefold(), -one.start.toordinal()


def _ended(one: RungHolder, today: date) -> bool:
    return one.end is not None and one.end <= today


def _row(one: RungHolder, ladder: Ladder, teams: dict[str, str], today: date) -> Row:
    team = teams.get(one.team_id, "") if one.team_id else WHOLE_SERVICE
    cells = (ladder.name(one.level), team, one.name, one.start, one.end)
    key = f"{one.level}/{one.team_id or ''}:{one.id}"
    return Row(key, cells, Tone.INFORMATION if _ended(one, today) else Tone.PLAIN)


@dataclass(frozen=True)
class ThemeLevelsTable:
    """Where challenges of each theme usually begin, and which themes are good practice."""

    right: ClassVar[Right] = Right.SEE
    columns: ClassVar[tuple[Column, ...]] = (
        Column("theme", "Theme", width=44),
        Column("level", "Usual first level", width=30),
        Column("positive", "Good practice", width=16),
    )

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a theme in use; its id is "theme:" and the theme's code."""
        ladder = ladder_now(store)
        usual, positive = setting(store, "challenges.entry-levels"), set(setting(store, "challenges.positive-themes"))
        entries = sorted(
            store.shelf(ListEntry).find(list="challenge-theme", retired=False), key=lambda e: (e.position, e.label)
        )
        rows = [
            Row(
                f"theme:{e.code}",
                (
                    e.label,
                    ladder.name(usual[e.code]) if e.code in usual else None,
                    "Yes" if e.code in positive else None,
                ),
            )
            for e in entries
        ]
        line = "Without a usual level a challenge begins at level 2 for a manager and at level 1 for an IRO."
        return table("Where themes begin", line, self.columns, rows)
