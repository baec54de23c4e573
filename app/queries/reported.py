"""A month as it was reported, beside the same month as the records have it now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.calendar import today_in_london
from app.domain.children import Child
from app.domain.counting import counted
from app.domain.dates import Period, long
from app.domain.reported import ReportedMonth, ReportedReview
from app.domain.reviews import Review
from app.domain.timeliness import percent
from app.queries.service import kind_names
from app.queries.timeliness import Asked, Timeliness
from app.store import Selection, Store, Tally, Where
from app.table import Column, Fixed, Kind, Ratio, Row, Table, Tone

Verdicts = Mapping[str, tuple[str, bool]]
"""The judged reviews of a month by id: kind, and whether in time."""


def judged_now(store: Store, month: Period, count: str) -> Verdicts:
    """The judged reviews of a month as the records have them now; the basis makes no difference to them."""
    measured = Asked.of(Timeliness(month, count=count), store, store.stamp.today).measured(month)
    selection = Selection(
        "reviews",
        (*measured.selection.where, *measured.judged),
        measured.selection.as_at,
        options=measured.selection.options,
    )
    return {row[0]: (row[1], bool(row[2])) for row in store.each(selection, ("id", "kind", "in_time"))}


@dataclass(frozen=True)
class Since:
    """What was reported and what would be now, in one sentence, and the query that opens the difference."""

    words: str
    reported: Ratio
    now: Ratio
    changed: int
    opens: "ReportedChanges"


@dataclass(frozen=True)
class ReportedSince:
    """Ask what changed in a month since it was last exported; None when it never was."""

    month: Period
    basis: str = "review"
    count: str = "held"
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Since | None:
        """The sentence with both shares and how many reviews were recorded or changed since."""
        kept = _latest(store, self.month, self.basis, self.count)
        if kept is None:
            return None
        line = Timeliness(self.month, basis=self.basis, count=self.count).run(store, stamp).lines[0]
        before = _reported_ratio(store, kept)
        changes = _changes(_reported(store, kept), judged_now(store, self.month, self.count))
        now = line.ratio
        words = f"Reported {percent(before.numerator, before.denominator)} on {long(today_in_london(kept.made_at))}"
        return Since(
            f"{words}; {_since(now, changes)}",
            before,
            now,
            len(changes),
            ReportedChanges(self.month, self.basis, self.count),
        )


@dataclass(frozen=True)
class ReportedChanges:
    """The reviews that a month counts otherwise now than when it was last exported."""

    month: Period
    basis: str = "review"
    count: str = "held"
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a review: as it was reported, and as it is now; reviews entered in error are listed too."""
        kept = _latest(store, self.month, self.basis, self.count)
        changes = _changes(_reported(store, kept), judged_now(store, self.month, self.count)) if kept else {}
        rows = _change_rows(store, changes)
        when = f" on {long(today_in_london(kept.made_at))}" if kept else ""
        return Table(
            f"Changed since {self.month.title()} was reported",
            _COLUMNS,
            Fixed(rows, tuple(column.key for column in _COLUMNS)),
            f"{counted(len(rows), 'review')} counted otherwise than when the month was exported{when}",
        )


_COLUMNS = (
    Column("reference", "Reference", width=14),
    Column("child", "Child", width=22),
    Column("kind", "Kind of review", width=24),
    Column("due", "Due", Kind.DATE, 13),
    Column("held", "Held", Kind.DATE, 13),
    Column("before", "As reported", width=14),
    Column("now", "Now", width=14),
)


def _latest(store: Store, month: Period, basis: str, count: str) -> ReportedMonth | None:
    found = store.shelf(ReportedMonth).find(month=month.first, basis=basis, count=count)
    return max(found, key=lambda kept: kept.made_at, default=None)


def _reported(store: Store, kept: ReportedMonth) -> Verdicts:
    return {r.review_id: (r.kind, r.in_time) for r in store.shelf(ReportedReview).find(reported_id=kept.id)}


def _reported_ratio(store: Store, kept: ReportedMonth) -> Ratio:
    """The share as it was reported, of reviews or of the children whose reviews they were."""
    selection = Selection("reported", (Where("reported_id", "is", kept.id),), store.stamp.today)
    unit = "child_id" if kept.basis == "child" else None
    counts = store.tally(Tally(selection, (), (), (Where("in_time", "is", True),), unit))
    return Ratio(counts[0].numerator, counts[0].denominator) if counts else Ratio(0, 0)


def _changes(before: Verdicts, now: Verdicts) -> dict[str, tuple[bool | None, bool | None]]:
    """Reviews that were added, are no longer counted, or have another verdict: in time before and now."""
    differing = (key for key in dict.fromkeys((*before, *now)) if before.get(key) != now.get(key))
    return {key: (before[key][1] if key in before else None, now[key][1] if key in now else None) for key in differing}


def _since(now: Ratio, changes: Mapping[str, tuple[bool | None, bool | None]]) -> str:
    if not changes:
        return "nothing has changed since."
    added = all(before is None for before, _ in changes.values())
    number = len(changes)
    done = "recorded" if added else "recorded or changed"
    return f"now {percent(now.numerator, now.denominator)}: {counted(number, 'review')} {done} since."


def _change_rows(store: Store, changes: Mapping[str, tuple[bool | None, bool | None]]) -> tuple[Row, ...]:
    reviews = store.shelf(Review).find(voided=True, id=tuple(changes)) if changes else ()
    found = store.shelf(Child).find(voided=True, id=tuple({r.child_id for r in reviews})) if reviews else ()
    children, kinds = {child.id: child for child in found}, kind_names(store)
    rows = []
    for review in sorted(reviews, key=lambda r: (str(r.due or ""), str(r.held or ""), r.id)):
        child, (before, now) = children[review.child_id], changes[review.id]
        cells = (
            child.reference,
            child.shown_name,
            kinds[review.kind],
            review.due,
            review.held,
            *map(_word, (before, now)),
        )
        rows.append(Row(review.id, cells, Tone.INFORMATION))
    return tuple(rows)


def _word(in_time: bool | None) -> str:
    return "Not counted" if in_time is None else "In time" if in_time else "Not in time"
