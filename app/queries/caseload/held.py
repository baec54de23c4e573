"""Reviews held by each person in each month of a period: what the work was, beside what the caseload is."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.counting import counted
from app.domain.dates import Period, short
from app.queries.caseload.lines import NUMBER, SERVICE
from app.queries.figures import WHOLE
from app.queries.listing import ReviewsBehind
from app.queries.service import chaired_kinds, setting
from app.store import Selection, Store, Tally, Where
from app.table import Column, Fixed, Row, Table

CHAIR = "chair"
NOBODY = {CHAIR: "Chair not recorded", "due": "Never allocated"}
WHOSE = {
    CHAIR: "By who chaired the review on the day.",
    "due": "By the IRO of the child on the day the review was due, or the last one before it.",
}


@dataclass(frozen=True)
class MeetingsHeld:
    """Ask how many reviews each person held in each month of a period; by "chair", "due" (the IRO) or as the service has it."""

    period: Period
    by: str = ""
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a person by name, reviews that are nobody's after them, then the service; one column a month."""
        by = self.by or setting(store, "timeliness.attribution")
        asked = _Asked(self.period, by, stamp.today, _selection(store, self.period, by, stamp))
        counts = _counts(store, asked.selection)
        columns = asked.columns()
        people = sorted(counts, key=lambda one: (one[0] is None, (one[1] or "").casefold(), one[0] or ""))
        rows = [asked.row(one, counts[one]) for one in people]
        whole: dict[str, int] = defaultdict(int)
        for months in counts.values():
            for month, number in months.items():
                whole[month] += number
        rows.append(asked.row(None, whole))
        return Table(
            f"Reviews held, {self.period.title_at(stamp.today)}",
            columns,
            Fixed(tuple(rows), tuple(column.key for column in columns)),
            f"{counted(sum(whole.values()), 'review')} held",
            (WHOSE[by], "Reviews held in the month, of the kinds that the service chairs. One meeting about two children is two reviews."),
        )  # fmt: skip


@dataclass(frozen=True)
class _Asked:
    period: Period
    by: str
    today: date
    selection: Selection

    def columns(self) -> tuple[Column, ...]:
        """The person, each month and all of them."""
        months = (Column(_key(m), short(m.first).partition(" ")[2], NUMBER, 9) for m in self.period.months())
        return (
            Column("key", "Chair" if self.by == CHAIR else "IRO", width=26),
            *months,
            Column("all", "All", NUMBER, 9),
        )

    def row(self, person: tuple[str | None, str | None] | None, counts: Mapping[str, int]) -> Row:
        """One line, empty in months that have not come; None is the whole service."""
        words = WHOLE if person is None else person[1] or NOBODY[self.by]
        theirs = () if person is None else (Where("iro_id", "is", person[0]),)
        come = [m for m in self.period.months() if m.first <= self.today]
        cells: dict[str, Any] = {_key(m): counts.get(_key(m), 0) for m in come}
        opens = {
            _key(m): self._behind(f"{words}, {m.title()}", *theirs, Where("month_held", "is", _key(m))) for m in come
        }
        opens["all"] = self._behind(f"{words}, {self.period.title()}", *theirs)
        key = SERVICE if person is None else person[0] or ""
        shown = (cells.get(_key(m)) for m in self.period.months())
        return Row(key, (words, *shown, sum(cells.values())), opens=opens)

    def _behind(self, title: str, *where: Where) -> ReviewsBehind:
        chosen = self.selection
        selection = Selection("reviews", (*chosen.where, *where), chosen.as_at, options=chosen.options)
        return ReviewsBehind(selection, f"Reviews held: {title}")


def _key(month: Period) -> str:
    return month.first.isoformat()[:7]


def _selection(store: Store, period: Period, by: str, stamp: Stamp) -> Selection:
    where = (
        Where("held", "at least", period.first),
        Where("held", "at most", min(period.last, stamp.today)),
        Where("kind", "in", chaired_kinds(store)),
    )
    return Selection("reviews", where, stamp.today, options={"attribution": by})


def _counts(store: Store, selection: Selection) -> dict[tuple[str | None, str | None], dict[str, int]]:
    found: dict[tuple[str | None, str | None], dict[str, int]] = defaultdict(dict)
    for count in store.tally(Tally(selection, ("iro_id", "iro", "month_held"))):
        who, name, month = count.key
        found[who, name][month] = count.denominator
    return found
