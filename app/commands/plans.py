"""Keeping whether a final care plan was ratified, and the statements of the IRO to the court."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.commands.checking import check_live, check_version, child_for_change, series_for_change
from app.domain.access import Right, Stamp
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.kinds import LOOKED_AFTER
from app.domain.quality import CourtStatement, FinalPlan
from app.domain.settings import ListEntry
from app.store import Store


@dataclass(frozen=True)
class KeepFinalPlan:
    """Say when the final plan of a period of care was ratified, or why it is not; what was said before is corrected."""

    series_id: str
    ratified_on: date | None = None
    why_not: str | None = None
    note: str = ""
    version: int | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Keep the final plan"

    def run(self, store: Store, stamp: Stamp) -> FinalPlan:
        """The final plan; refuses a day that cannot be true, and when nothing is said."""
        series = series_for_change(store, self.series_id)
        child_for_change(store, series.child_id)
        if series.kind != LOOKED_AFTER:
            raise Refusal("Only a period of care has a final plan.", "Choose the child's period of care.")
        self._check_day(series.start if series.start_known else None, stamp.today)
        kept = store.shelf(FinalPlan).find(series_id=series.id)
        old = kept[0] if kept else FinalPlan(child_id=series.child_id, series_id=series.id)
        if self.version is not None:
            check_version(self.version, old.version, "final plan")
        why = None if self.ratified_on else (self.why_not or None)
        self._check_reason(store, why, old.why_not)
        store.describe(f"ratified on {long(self.ratified_on)}" if self.ratified_on else "not ratified")
        return store.shelf(FinalPlan).keep(
            replace(old, ratified_on=self.ratified_on, why_not=why, note=self.note.strip())
        )

    def _check_day(self, start: date | None, today: date) -> None:
        if self.ratified_on is None:
            return
        if self.ratified_on > today:
            raise Refusal(f"{long(self.ratified_on)} lies in the future.", "Record it once it is ratified.")
        if start and self.ratified_on < start:
            raise Refusal(f"The period of care began on {long(start)}, after that day.", "Check the date.")

    def _check_reason(self, store: Store, why: str | None, before: str | None) -> None:
        if not self.ratified_on and not why:
            raise Refusal("Nothing is said yet.", "Give the day it was ratified, or say why it is not.")
        if why and why != before and not store.shelf(ListEntry).find(list="not-ratified", code=why):
            raise Refusal(f'"{why}" is not a reason of the list.', "Choose one, or add it in Settings.")


@dataclass(frozen=True)
class VoidFinalPlan:
    """Say that what is said of a final plan was entered in error."""

    series_id: str
    why: str
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Void a final plan"

    def run(self, store: Store, stamp: Stamp) -> FinalPlan:
        """Refuses without a reason, and when nothing is said of it."""
        kept = store.shelf(FinalPlan).find(series_id=self.series_id)
        if not kept:
            raise Refusal("Nothing is said of this final plan.", "There is nothing to void.")
        return store.shelf(FinalPlan).void(kept[0], _reason(self.why))


@dataclass(frozen=True)
class KeepStatement:
    """Record a statement to the court, when it is due and when it was sent; or correct one."""

    child_id: str
    due_on: date
    sent_on: date | None = None
    note: str = ""
    statement_id: str | None = None
    version: int | None = None
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Keep a statement to the court"

    def run(self, store: Store, stamp: Stamp) -> CourtStatement:
        """The statement; refuses one that would be sent in the future, and a second one due on the same day."""
        child = child_for_change(store, self.child_id)
        shelf = store.shelf(CourtStatement)
        old = statement_for_change(store, self.statement_id, self.version) if self.statement_id else None
        if self.sent_on and self.sent_on > stamp.today:
            raise Refusal(f"{long(self.sent_on)} lies in the future.", "Record it once it was sent.")
        if any(one.id != self.statement_id for one in shelf.find(child_id=child.id, due_on=self.due_on)):
            raise Refusal(f"A statement due on {long(self.due_on)} is recorded already.", "Correct that one instead.")
        store.describe(f"due {long(self.due_on)}{', sent' if self.sent_on else ''}")
        blank = old or CourtStatement(child_id=child.id, due_on=self.due_on)
        return shelf.keep(replace(blank, due_on=self.due_on, sent_on=self.sent_on, note=self.note.strip()))


@dataclass(frozen=True)
class VoidStatement:
    """Say that a statement was entered in error."""

    statement_id: str
    why: str
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Void a statement to the court"

    def run(self, store: Store, stamp: Stamp) -> CourtStatement:
        """Refuses without a reason."""
        return store.shelf(CourtStatement).void(statement_for_change(store, self.statement_id), _reason(self.why))


def statement_for_change(store: Store, statement_id: str, version: int | None = None) -> CourtStatement:
    """The statement as it is now; refuses a voided one and one that changed since a person read it."""
    statement = store.shelf(CourtStatement).get(statement_id)
    check_live(statement)
    check_version(version, statement.version, "statement")
    return statement


def _reason(why: str) -> str:
    if not why.strip():
        raise Refusal("Say why it is void.", "For example: entered twice.")
    return why.strip()
