"""The challenges: where each stands, whose it is, what it waits for, and whether it was resolved in time."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, false, func, null, or_

from app.domain.challenges.records import (
    AWAITING,
    CLOSED,
    COMPLIANCE,
    INFORMAL,
    NOBODY_LOOKED,
    OPEN_STATES,
    WITHDRAWN,
    Challenge,
)
from db.populations.of_challenges import COUNTS, OPEN, before, joins, looked, shared_fields
from db.populations.population import Field, Make, Population, Sight, month, plain
from db.populations.steps import TO_FILE
from db.tables import KEPT
from db.tables.challenges import challenge_steps as steps
from db.tables.challenges import challenge_themes, challenges

ACCEPTED, DONE, CLOSING = "accepted", "done", "closed"
"""The values of the option "stop": a challenge is resolved when its response is accepted, its actions are done, or it is closed."""

_OWN = challenges.c
_CLOSED = _OWN.state == CLOSED
_FORMAL = _OWN.highest > INFORMAL


def _overdue(sight: Sight) -> ColumnElement[bool]:
    """A response or the end of the whole process is late."""
    response = and_(_OWN.state == AWAITING, before(_OWN.response_due, sight.as_at))
    process = and_(_OWN.accepted_on.is_(None), before(_OWN.process_due, sight.as_at))
    return or_(response, process)


def _actions_late(sight: Sight) -> ColumnElement[bool]:
    return before(_OWN.actions_due, sight.as_at)


def _quiet(sight: Sight) -> ColumnElement[bool]:
    """Moved on the day of the option "quiet_since" (ISO form) or before, and not since; without the option, none is."""
    day = sight.options.get("quiet_since")
    return _OWN.last_moved <= date.fromisoformat(day) if day else false()


def _any_open(*makes: Callable[[Sight], ColumnElement[bool]]) -> Make:
    """Open, and at least one of these; open stands in front by itself, as the index of the open ones wants it."""
    return lambda sight: Field(and_(OPEN, or_(*(make(sight) for make in makes))))


def _follow_up() -> ColumnElement[bool]:
    return and_(_CLOSED, _OWN.follow_up_due.is_not(None))


def _to_file() -> ColumnElement[bool]:
    """A step is not on the child's file yet."""
    theirs = (steps.c.challenge_id == _OWN.id, steps.c.voided_at.is_(None), *TO_FILE)
    return and_(_OWN.child_id.is_not(None), exists().select_from(steps).where(*theirs).correlate(challenges))


def _stopped(sight: Sight) -> ColumnElement[Any]:
    """The day a challenge was resolved; never for a withdrawn one.

    Actions that are still to be done put it off, when their being done is what counts; without any, acceptance does.
    """
    stop = sight.options.get("stop", ACCEPTED)
    days = {ACCEPTED: (_OWN.accepted_on,), DONE: (_OWN.done_on, _OWN.accepted_on), CLOSING: ()}[stop]
    day = func.coalesce(*days, _OWN.closed_on) if days else _OWN.closed_on
    never = or_(_OWN.outcome == WITHDRAWN, _OWN.actions_due.is_not(None) if stop == DONE else false())
    return case((never, null()), else_=day)


def _by(due: ColumnElement[Any]) -> Make:
    """Whether it was resolved by a day; unknown while it is not, and for an informal one."""
    return lambda sight: Field(_stopped(sight) <= due)


def _with_theme(values: Sequence[Any]) -> ColumnElement[bool]:
    other = (
        challenge_themes.c.challenge_id == _OWN.id,
        challenge_themes.c.voided_at.is_(None),
        challenge_themes.c.theme.in_(values),
    )
    return or_(_OWN.theme.in_(values), exists().select_from(challenge_themes).where(*other).correlate(challenges))


def _only_open(values: Sequence[Any]) -> ColumnElement[bool] | None:
    """Begins with the open ones, which are few in a file that holds many years."""
    return OPEN if set(values) <= set(OPEN_STATES) else None


_COLUMNS = tuple(column.name for column in KEPT[Challenge].table.c if column.name not in ("folded", "import_id"))

_FIELDS: dict[str, Make] = {
    **{name: plain(_OWN[name]) for name in _COLUMNS if not name.startswith("voided")},
    **shared_fields(),
    "state": lambda _: Field(_OWN.state, narrow=_only_open),
    "any_theme": lambda _: Field(_OWN.theme, meets=_with_theme),
    "month": month(_OWN.raised_on),
    "month_closed": month(_OWN.closed_on),
    "open": lambda _: Field(OPEN),
    "formal": lambda _: Field(_FORMAL),
    "informal": lambda _: Field(_OWN.highest == INFORMAL),
    "service_concern": lambda _: Field(_OWN.child_id.is_(None)),
    "overdue": _any_open(_overdue),
    "actions_late": _any_open(_actions_late),
    "late": _any_open(_overdue, _actions_late),
    "quiet": _any_open(_quiet),
    "for_clinic": _any_open(_overdue, _actions_late, _quiet),
    "to_file": lambda _: Field(_to_file()),
    "follow_up": lambda _: Field(_follow_up()),
    "follow_up_due_now": lambda sight: Field(and_(_follow_up(), _OWN.follow_up_due <= sight.as_at)),
    "nobody_looked": lambda sight: Field(looked(sight.as_at) == NOBODY_LOOKED),
    "compliance_only": lambda _: Field(and_(_CLOSED, _OWN.impact == COMPLIANCE)),
    "stopped": lambda sight: Field(_stopped(sight)),
    "in_time": _by(_OWN.process_original),
    "in_time_extended": _by(_OWN.process_due),
}

POPULATION = Population("challenges", challenges, _OWN.id, _FIELDS, COUNTS, joins())
