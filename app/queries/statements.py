"""The statements of IROs to the court: which are to be sent, which were late, and what a form needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.calendar import Calendar
from app.domain.children import Child
from app.domain.counting import counted
from app.domain.dates import full
from app.domain.lateness import left_or_late
from app.domain.plans import is_late
from app.domain.quality import CourtStatement
from app.queries.plans import Held, held_children, listed, narrowed
from app.queries.service import calendar_of
from app.store import Store, Where
from app.table import Column, Kind, Row, Table, Tone

SOON = timedelta(days=28)
"""A statement due within this time is due soon."""
DUE, SENT, LATE = "due", "sent", "late"
STATEMENTS_SHOWN = {DUE: "To be sent", SENT: "Sent", LATE: "Late or sent late"}


@dataclass(frozen=True)
class Statements:
    """Ask for the statements to court; shown is a key of STATEMENTS_SHOWN."""

    officer_id: str | None = None
    shown: str = DUE
    text: str = ""
    right: ClassVar[Right] = Right.SEE
    columns: ClassVar[tuple[Column, ...]] = (
        Column("child", "Child", width=20),
        Column("reference", "Reference", width=10),
        Column("due", "Due", Kind.DATE, 12),
        Column("left", "Working days", width=12),
        Column("sent", "Sent", Kind.DATE, 12),
        Column("iro", "IRO", width=16),
        Column("team", "Team", width=18),
        Column("note", "Note", width=40),
    )

    def run(self, store: Store, stamp: Stamp) -> Table:
        """Those due first in front; of those sent the latest."""
        today, calendar = stamp.today, calendar_of(store)
        unsent: dict[str, Any] = {"sent_on": None} if self.shown == DUE else {}
        found = [one for one in store.shelf(CourtStatement).find(**unsent) if self._is_shown(one, today)]
        theirs = (Where("id", "in", tuple({one.child_id for one in found})), *narrowed(self.officer_id, self.text))
        children = held_children(store, today, theirs)
        found = sorted((one for one in found if one.child_id in children), key=lambda one: (one.due_on, one.id))
        left_out = {DUE: "sent", SENT: "left"}.get(self.shown)
        columns = tuple(column for column in self.columns if column.key != left_out)
        ordered = found if self.shown == DUE else found[::-1]
        rows = [_row(columns, one, children[one.child_id], today, calendar) for one in ordered]
        late = sum(is_late(one, today) for one in found)
        what = {DUE: "to be sent", SENT: "sent", LATE: "late"}[self.shown]
        line = f"{counted(len(found), 'statement')} to court {what}{'' if self.shown == LATE else f', {late:,} late'}"
        return listed("Statements to court", columns, rows, f"{line}, as at {full(today)}")

    def _is_shown(self, one: CourtStatement, today: date) -> bool:
        if self.shown == LATE:
            return is_late(one, today)
        return (one.sent_on is None) == (self.shown == DUE)


def _row(columns: Sequence[Column], one: CourtStatement, child: Held, today: date, calendar: Calendar) -> Row:
    facts = {
        "child": child.child,
        "reference": child.reference,
        "due": one.due_on,
        "left": left_or_late(one.due_on, today, calendar) if one.sent_on is None else None,
        "sent": one.sent_on,
        "iro": child.iro,
        "team": child.team,
        "note": one.note or None,
    }
    return Row(one.id, tuple(facts[column.key] for column in columns), tone=statement_tone(one, today))


def statement_tone(one: CourtStatement, today: date) -> Tone:
    """Sent in time or late; overdue or due soon."""
    if one.sent_on:
        return Tone.HELD_LATE if is_late(one, today) else Tone.ON_TIME
    return Tone.LATE if is_late(one, today) else Tone.SOON if one.due_on <= today + SOON else Tone.PLAIN


@dataclass(frozen=True)
class StatementAbout:
    """What the form of a statement needs: the child (None: to be chosen), and the statement that is corrected."""

    child: Child | None = None
    statement: CourtStatement | None = None


@dataclass(frozen=True)
class AskStatementAbout:
    """Ask for what the form needs."""

    child_id: str = ""
    statement_id: str = ""
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> StatementAbout:
        """Refuses a child or a statement that is not there."""
        kept = store.shelf(CourtStatement).get(self.statement_id) if self.statement_id else None
        child_id = kept.child_id if kept else self.child_id
        return StatementAbout(store.shelf(Child).get(child_id) if child_id else None, kept)
