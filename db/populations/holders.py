"""Who holds a child on a day: IRO, social-work team and social worker, as expressions beside the rows of a child."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Table, and_, case, null, or_, select

from app.domain.officers import IRO
from db.populations.population import Field, Make, Sight
from db.tables.children import child_teams, children, social_workers
from db.tables.officers import allocations, officers, teams


def _in_role(role: str) -> tuple[ColumnElement[bool], ...]:
    return (allocations.c.role == role, allocations.c.voided_at.is_(None))


_IRO = _in_role(IRO)
_TEAM = (child_teams.c.voided_at.is_(None),)
_WORKER = (social_workers.c.voided_at.is_(None),)


def _latest(
    column: ColumnElement[Any],
    source: FromClause,
    dated: Table,
    outer: Sequence[FromClause],
    *conditions: ColumnElement[bool],
) -> ColumnElement[Any]:
    """The value from the row that started last among those that meet the conditions, which name rows of outer."""
    newest = (dated.c.start.desc(), dated.c.id.desc())
    query = select(column).select_from(source).where(*conditions).order_by(*newest).limit(1)
    return query.correlate(*outer).scalar_subquery()


def _open(dated: Table, as_at: date) -> ColumnElement[bool]:
    return and_(dated.c.start <= as_at, or_(dated.c.end.is_(None), dated.c.end > as_at))


def _with_officer() -> FromClause:
    return allocations.join(officers, officers.c.id == allocations.c.officer_id)


def _with_team() -> FromClause:
    return child_teams.join(teams, teams.c.id == child_teams.c.team_id)


def on_day(child: ColumnElement[Any], named_in: Table, day: ColumnElement[Any]) -> dict[str, Field]:
    """The IRO and the team of a child on a day of the row: the one then, or the last one before.

    The day may stand in another table than the child; both are those of the row, not any of their tables.
    """
    outer = (named_in, *(table for table in select(day).get_final_froms() if table is not named_in))
    theirs = (allocations.c.child_id == child, *_IRO, allocations.c.start <= day)
    teamed = (child_teams.c.child_id == child, *_TEAM, child_teams.c.start <= day)
    named, team_named = _with_officer(), _with_team()
    folded = _latest(officers.c.folded, named, allocations, outer, *theirs)
    team_folded = _latest(teams.c.folded, team_named, child_teams, outer, *teamed)
    return {
        "iro_id": Field(_latest(allocations.c.officer_id, allocations, allocations, outer, *theirs)),
        "iro": Field(_latest(officers.c.name, named, allocations, outer, *theirs), folded=folded, sorts=folded),
        "team_id": Field(_latest(child_teams.c.team_id, child_teams, child_teams, outer, *teamed)),
        "team": Field(
            _latest(teams.c.name, team_named, child_teams, outer, *teamed), folded=team_folded, sorts=team_folded
        ),
    }


@dataclass(frozen=True)
class Now:
    """Who holds a child on the as-at day; outer is the table whose rows name the child."""

    child: ColumnElement[Any]
    outer: Table
    needs: tuple[str, ...]
    """The join with the child, whose 18th birthday ends every allocation."""
    role: str = IRO
    """The allocation that is asked for; with COVER the officer is who covers."""

    def iro_id(self, sight: Sight) -> Field:
        """The key of the IRO."""
        return Field(
            self._iro(allocations.c.officer_id, allocations, sight),
            self.needs,
            narrow=_allocated_to(self.child, self.role, sight),
        )

    def iro(self, sight: Sight) -> Field:
        """The name of the IRO."""
        folded = self._iro(officers.c.folded, _with_officer(), sight)
        name = self._iro(officers.c.name, _with_officer(), sight)
        return Field(name, self.needs, folded=folded, sorts=folded)

    def team_id(self, sight: Sight) -> Field:
        """The key of the social-work team."""
        return Field(self._team(child_teams.c.team_id, child_teams, sight), narrow=_held_by(self.child, sight))

    def team(self, sight: Sight) -> Field:
        """The name of the social-work team."""
        folded = self._team(teams.c.folded, _with_team(), sight)
        return Field(self._team(teams.c.name, _with_team(), sight), folded=folded, sorts=folded)

    def social_worker(self, sight: Sight) -> Field:
        """The name of the social worker."""
        theirs = (social_workers.c.child_id == self.child, *_WORKER, _open(social_workers, sight.as_at))
        return Field(_latest(social_workers.c.name, social_workers, social_workers, (self.outer,), *theirs))

    def _iro(self, column: ColumnElement[Any], source: FromClause, sight: Sight) -> ColumnElement[Any]:
        theirs = (allocations.c.child_id == self.child, *_in_role(self.role), _open(allocations, sight.as_at))
        return _until_eighteen(sight, _latest(column, source, allocations, (self.outer,), *theirs))

    def _team(self, column: ColumnElement[Any], source: FromClause, sight: Sight) -> ColumnElement[Any]:
        theirs = (child_teams.c.child_id == self.child, *_TEAM, _open(child_teams, sight.as_at))
        return _latest(column, source, child_teams, (self.outer,), *theirs)


def now_fields(child: ColumnElement[Any], outer: Table, *needs: str) -> dict[str, Make]:
    """The IRO, the team and the social worker that a child has on the as-at day; needs name the join with the child."""
    now = Now(child, outer, needs)
    return {
        "iro_now_id": now.iro_id,
        "iro_now": now.iro,
        "team_now_id": now.team_id,
        "team_now": now.team,
        "social_worker_now": now.social_worker,
    }


def _until_eighteen(sight: Sight, value: ColumnElement[Any]) -> ColumnElement[Any]:
    """Nobody is allocated from the 18th birthday on, with or without a record that says so."""
    return case((children.c.eighteenth <= sight.as_at, null()), else_=value)


def _allocated_to(child: ColumnElement[Any], role: str, sight: Sight) -> Callable[[Sequence[Any]], ColumnElement[bool]]:
    def narrow(values: Sequence[Any]) -> ColumnElement[bool]:
        theirs = (allocations.c.officer_id.in_(values), *_in_role(role), _open(allocations, sight.as_at))
        return child.in_(select(allocations.c.child_id).where(*theirs).correlate(None))

    return narrow


def _held_by(child: ColumnElement[Any], sight: Sight) -> Callable[[Sequence[Any]], ColumnElement[bool]]:
    def narrow(values: Sequence[Any]) -> ColumnElement[bool]:
        theirs = (child_teams.c.team_id.in_(values), *_TEAM, _open(child_teams, sight.as_at))
        return child.in_(select(child_teams.c.child_id).where(*theirs).correlate(None))

    return narrow
