"""The midway reviews: which are due half way between two looked-after reviews, and which were made."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.checks import MIDWAY, NEVER, Check, is_midway_of, midway_due
from app.domain.counting import counted
from app.domain.dates import full
from app.domain.kinds import LOOKED_AFTER
from app.domain.lateness import left_or_late
from app.queries.checks import has_text
from app.queries.service import calendar_of, setting
from app.store import Selection, Store, Where
from app.table import Column, Fixed, Kind, Row, Table, Tone

SOON = timedelta(days=14)
"""A midway review due within this time is due soon."""
TO_DO, WHOLE, DONE = "to-do", "all", "done"
SHOWN = {TO_DO: "Due now or within 14 days", WHOLE: "All to come"}
"""Which midway reviews the list shows."""
OPEN_FIELDS = ("child_id", "child", "reference", "iro_now_id", "iro_now", "team_now", "previous", "due", "closes")


@dataclass(frozen=True)
class Midway:
    """The midway review of one child between the last review held and the next one due."""

    child_id: str
    child: str
    reference: str
    iro_id: str | None
    iro: str | None
    team: str | None
    last: date
    next: date
    due: date
    done: date | None

    def is_owed(self, until: date) -> bool:
        """Whether it is still to be made, and due by this day."""
        return self.done is None and self.due <= until


def midways(store: Store, today: date, officer_id: str | None = None, child_id: str = "") -> list[Midway]:
    """The midway review of every child whose looked-after reviews have a last and a next, the earliest first."""
    if setting(store, "checks.midway") == NEVER:
        return []
    theirs = (Where("iro_now_id", "is", officer_id),) if officer_id else ()
    whose = (Where("child_id", "is", child_id),) if child_id else ()
    open_ones = (Where("kind", "is", LOOKED_AFTER), Where("open", "is", True), *theirs, *whose)
    rows = store.rows(Selection("reviews", open_ones, today), OPEN_FIELDS)
    done = _midways_done(store, [row[0] for row in rows])
    found = [_midway(row, done) for row in rows]
    return sorted((one for one in found if one), key=lambda one: (one.due, one.reference))


def _midway(row: Sequence[Any], done: Mapping[str, Sequence[date]]) -> Midway | None:
    child_id, child, reference, iro_id, iro, team, last, following, closes = row
    due = midway_due(last, following)
    if due is None or (closes and due >= closes):
        return None
    made = [day for day in done.get(child_id, ()) if is_midway_of(day, last)]
    return Midway(child_id, child, reference, iro_id, iro, team, last, following, due, min(made, default=None))


def _midways_done(store: Store, child_ids: Sequence[str]) -> dict[str, list[date]]:
    found: dict[str, list[date]] = defaultdict(list)
    for one in store.shelf(Check).find(kind=MIDWAY, child_id=tuple(child_ids)) if child_ids else ():
        found[one.child_id].append(one.date)
    return found


@dataclass(frozen=True)
class MidwayReviews:
    """Ask for the children whose midway review is to be made; shown is a key of SHOWN. A row's id is the child's."""

    officer_id: str | None = None
    shown: str = TO_DO
    text: str = ""
    right: ClassVar[Right] = Right.SEE
    columns: ClassVar[tuple[Column, ...]] = (
        Column("child", "Child", width=18),
        Column("reference", "Reference", width=9),
        Column("due", "Midway due", Kind.DATE, 12),
        Column("left", "Working days", width=11),
        Column("last", "Last review", Kind.DATE, 12),
        Column("next", "Next review", Kind.DATE, 12),
        Column("iro", "IRO", width=14),
        Column("team", "Team", width=14),
    )

    def run(self, store: Store, stamp: Stamp) -> Table:
        """The earliest first; what is late carries its tone."""
        calendar, until = calendar_of(store), stamp.today + SOON if self.shown == TO_DO else date.max
        found = [
            one
            for one in midways(store, stamp.today, self.officer_id)
            if one.is_owed(until) and has_text(self.text, one.child, one.reference)
        ]
        rows = []
        for one in found:
            left = left_or_late(one.due, stamp.today, calendar)
            cells = (one.child, one.reference, one.due, left, one.last, one.next, one.iro, one.team)
            tone = Tone.LATE if one.due < stamp.today else Tone.SOON if one.due <= stamp.today + SOON else Tone.PLAIN
            rows.append(Row(one.child_id, cells, tone=tone))
        late = sum(one.due < stamp.today for one in found)
        line = f"{counted(len(found), 'midway review')} to be made, {late:,} late, as at {full(stamp.today)}"
        if setting(store, "checks.midway") == NEVER:
            line = "The service does not follow midway reviews. Settings say so."
        notes = ("Due half way between the last looked-after review held and the next one due.",)
        return Table(
            "Midway reviews",
            self.columns,
            Fixed(tuple(rows), tuple(column.key for column in self.columns)),
            line,
            notes,
        )
