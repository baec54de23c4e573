"""The final plans of children in our care and the IRO's statements to court: what is due, what is late, and what a form needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.calendar import Calendar, add_months
from app.domain.children import Child
from app.domain.counting import counted
from app.domain.dates import full
from app.domain.errors import Refusal
from app.domain.kinds import LOOKED_AFTER
from app.domain.lateness import left_or_late
from app.domain.plans import BANDS, final_plan_target, ratification_band
from app.domain.quality import FinalPlan
from app.domain.reviews import Series
from app.domain.settings import ListEntry
from app.queries.service import calendar_of, labels, setting
from app.store import Selection, Store, Where
from app.table import Column, Fixed, Kind, Row, Table, Tone

SOON = timedelta(days=28)
"""A final plan due within this time is due soon."""
RECENT, TO_DO, OVERDUE, OLDER, RATIFIED = "recent", "to-do", "overdue", "older", "ratified"
PLANS_SHOWN = {
    RECENT: "Target in the last 12 months or to come",
    OLDER: "Target longer ago",
    OVERDUE: "All past their target",
    TO_DO: "All not ratified yet",
    RATIFIED: "Ratified",
}
"""Which final plans the list shows; the list opens on those that a year's figures count, or will."""
FIELDS = ("id", "child_id", "child", "reference", "start", "start_known")
HOLDERS = ("id", "child", "reference", "iro_now_id", "iro_now", "team_now")


@dataclass(frozen=True)
class PlanLine:
    """The final plan of one period of care as it stands: its target (None: start not known) and its band."""

    series_id: str
    child_id: str
    start: date | None
    target: date | None
    plan: FinalPlan | None
    why_not: str

    @property
    def ratified_on(self) -> date | None:
        """When it was ratified."""
        return self.plan.ratified_on if self.plan else None

    @property
    def band(self) -> str:
        """Which of BANDS; "" where the start is not known, or the plan waits and nobody said why."""
        if self.start is None or (self.ratified_on is None and not self.why_not):
            return ""
        return ratification_band(self.start, self.ratified_on)

    def is_overdue(self, today: date) -> bool:
        """Whether it is not ratified though its target is past."""
        return self.ratified_on is None and self.target is not None and self.target < today

    def tone(self, today: date) -> Tone:
        """Ratified in time or late; overdue or due soon."""
        if self.ratified_on:
            return Tone.HELD_LATE if self.target and self.ratified_on > self.target else Tone.ON_TIME
        if self.is_overdue(today):
            return Tone.LATE
        return Tone.SOON if self.target and self.target <= today + SOON else Tone.PLAIN


def plan_lines(store: Store, series: Sequence[tuple[str, str, date | None]]) -> list[PlanLine]:
    """The final plans of these periods of care: (series, child, start or None where it is not known)."""
    months, reasons = int(setting(store, "plans.final-months")), labels(store, "not-ratified")
    kept = {one.series_id: one for one in _plans_of(store, [row[0] for row in series])}

    def line(series_id: str, child_id: str, start: date | None) -> PlanLine:
        plan = kept.get(series_id)
        why = reasons.get(plan.why_not, plan.why_not) if plan and plan.why_not else ""
        target = final_plan_target(start, months) if start else None
        return PlanLine(series_id, child_id, start, target, plan, why)

    return [line(*one) for one in series]


def _plans_of(store: Store, series_ids: Sequence[str]) -> tuple[FinalPlan, ...]:
    return store.shelf(FinalPlan).find(series_id=tuple(series_ids)) if series_ids else ()


def running_care(store: Store, today: date) -> list[tuple[str, str, date | None]]:
    """Every period of care that runs: its key, its child, its start where that is known."""
    running = (Where("kind", "is", LOOKED_AFTER), Where("running", "is", True))
    rows = store.rows(Selection("periods", running, today), ("id", "child_id", "start", "start_known"))
    return [(key, child_id, start if known else None) for key, child_id, start, known in rows]


@dataclass(frozen=True)
class Held:
    """A child with who holds it now."""

    child: str
    reference: str
    iro_id: str | None
    iro: str | None
    team: str | None


def held_children(store: Store, today: date, where: tuple[Where, ...] = ()) -> dict[str, Held]:
    """Children by key with who holds them now."""
    return {row[0]: Held(*row[1:]) for row in store.rows(Selection("children", where, today), HOLDERS)}


def narrowed(officer_id: str | None, text: str) -> tuple[Where, ...]:
    """The children of one IRO, or with this text in name or reference."""
    chosen = (("iro_now_id", "is", officer_id), ("search", "contains", text.strip()))
    return tuple(Where(*one) for one in chosen if one[2])


@dataclass(frozen=True)
class FinalPlans:
    """Ask for the final plans of children in our care; shown is a key of PLANS_SHOWN. A row's id is the period's."""

    officer_id: str | None = None
    shown: str = TO_DO
    text: str = ""
    right: ClassVar[Right] = Right.SEE
    columns: ClassVar[tuple[Column, ...]] = (
        Column("child", "Child", width=18),
        Column("reference", "Reference", width=9),
        Column("start", "In our care since", Kind.DATE, 15),
        Column("target", "Target", Kind.DATE, 12),
        Column("left", "Working days", width=12),
        Column("why", "Why not", width=22),
        Column("ratified", "Ratified on", Kind.DATE, 12),
        Column("band", "Ratified", width=20),
        Column("iro", "IRO", width=16),
        Column("team", "Team", width=18),
    )

    def run(self, store: Store, stamp: Stamp) -> Table:
        """Those with the earliest target first; of those ratified the latest."""
        today, calendar = stamp.today, calendar_of(store)
        theirs = (Where("looked_after", "is", True), *narrowed(self.officer_id, self.text))
        children = held_children(store, today, theirs)
        lines = [one for one in plan_lines(store, running_care(store, today)) if one.child_id in children]
        shown = sorted((one for one in lines if self._is_shown(one, today)), key=self._order)
        left_out = ("left", "why") if self.shown == RATIFIED else ("ratified", "band")
        columns = tuple(column for column in self.columns if column.key not in left_out)
        rows = [_plan_row(columns, one, children[one.child_id], today, calendar) for one in shown]
        late, older = sum(one.is_overdue(today) for one in lines), sum(_is_older(one, today) for one in lines)
        longer = f", {older:,} of them by more than 12 months" if older else ""
        waiting = sum(one.ratified_on is None for one in lines)
        line = f"{counted(waiting, 'final plan')} not ratified, {late:,} past the target{longer}; {len(lines) - waiting:,} ratified"
        note = f"Target: the start of the period of care and {setting(store, 'plans.final-months')} months."
        return listed("Final plans", columns, rows, f"{line}, as at {full(today)}", note)

    def _order(self, one: PlanLine) -> tuple[int, str]:
        day = one.ratified_on or one.target or date.max
        return (-day.toordinal() if self.shown == RATIFIED else day.toordinal(), one.series_id)

    def _is_shown(self, one: PlanLine, today: date) -> bool:
        if self.shown == RATIFIED:
            return one.ratified_on is not None
        older = _is_older(one, today)
        asked = {OVERDUE: one.is_overdue(today), OLDER: older, RECENT: not older}
        return one.ratified_on is None and asked.get(self.shown, True)


def _is_older(one: PlanLine, today: date) -> bool:
    """Whether it is not ratified though its target fell more than 12 months ago."""
    return one.is_overdue(today) and one.target is not None and one.target < add_months(today, -12)


def _plan_row(columns: Sequence[Column], one: PlanLine, child: Held, today: date, calendar: Calendar) -> Row:
    facts = {
        "child": child.child,
        "reference": child.reference,
        "start": one.start,
        "target": one.target,
        "left": left_or_late(one.target, today, calendar) if one.target else None,
        "why": one.why_not or "Not recorded",
        "ratified": one.ratified_on,
        "band": BANDS.get(one.band),
        "iro": child.iro,
        "team": child.team,
    }
    return Row(one.series_id, tuple(facts[column.key] for column in columns), one.tone(today))


def listed(title: str, columns: Sequence[Column], rows: Sequence[Row], line: str, *notes: str) -> Table:
    """A table of rows that are all known."""
    return Table(title, tuple(columns), Fixed(tuple(rows), tuple(column.key for column in columns)), line, notes)


@dataclass(frozen=True)
class FinalPlanAbout:
    """What the form of a final plan needs."""

    child: Child
    line: PlanLine
    reasons: tuple[ListEntry, ...]


@dataclass(frozen=True)
class AskFinalPlanAbout:
    """Ask for what the form needs, by the period of care; or by the child, whose latest period it is."""

    series_id: str = ""
    child_id: str = ""
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> FinalPlanAbout:
        """Refuses a child who was never in our care."""
        series = store.shelf(Series).get(self.series_id) if self.series_id else latest_care(store, self.child_id)
        if series is None:
            raise Refusal("This child has no period of care, so no final plan.", "Add the period first.")
        start = series.start if series.start_known else None
        entries = store.shelf(ListEntry).find(list="not-ratified", retired=False)
        return FinalPlanAbout(
            store.shelf(Child).get(series.child_id),
            plan_lines(store, [(series.id, series.child_id, start)])[0],
            tuple(sorted(entries, key=lambda one: (one.position, one.label))),
        )


def latest_care(store: Store, child_id: str) -> Series | None:
    """The period of care that runs, else the one that began last."""
    found = store.shelf(Series).find(child_id=child_id, kind=LOOKED_AFTER)
    return max(found, key=lambda one: (one.closes is None, one.start or date.min), default=None)
