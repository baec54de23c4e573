"""How many challenges there were, informal and formal, beside the period before and the same period a year earlier."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.calendar import add_days, add_months
from app.domain.dates import Period
from app.queries.challenges.behind import ChallengesBehind
from app.queries.challenges.figures import COUNT_NOTES, IS_CHALLENGE, dated, raised
from app.queries.challenges.tables import IS_FORMAL, IS_INFORMAL
from app.store import Selection, Store, Where
from app.table import Column, Fixed, Kind, Ratio, Row, Table


@dataclass(frozen=True)
class Totals:
    """Informal and formal challenges beside those of the period before and of the same period a year earlier."""

    period: Period
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One line a kind of challenge, and lines of their own for service concerns and good practice."""
        periods = {"now": self.period, "before": before(self.period), "year": self.period.previous_year()}
        rows = tuple(_total_row(store, stamp, name, periods) for name in TOTALS)
        columns = (
            Column("key", "Challenges", width=34),
            Column("now", "In the period", Kind.NUMBER, 12),
            Column("share", "Share of all", Kind.PERCENT, 10),
            Column("before", "Period before", Kind.NUMBER, 12),
            Column("before_change", "Change", Kind.NUMBER, 10),
            Column("year", "A year earlier", Kind.NUMBER, 12),
            Column("year_change", "Change on the year", Kind.NUMBER, 10),
        )
        title = f"Challenges, informal and formal, {self.period.title_at(stamp.today)}"
        number = {row.id: row.cells[1] for row in rows}
        line = f"{number['informal']:,} informal and {number['formal']:,} formal"
        notes = (
            COUNT_NOTES["highest"],
            f"Period before: {periods['before'].title()}. A year earlier: {periods['year'].title()}.",
            "Service concerns are among the challenges; good practice is not.",
            *(
                ()
                if self.period.ended(stamp.today)
                else ("The period has not ended; the earlier ones have: the change is that so far.",)
            ),
        )
        return Table(title, columns, Fixed(rows, tuple(column.key for column in columns)), line, notes)


TOTALS: Mapping[str, tuple[str, tuple[Where, ...]]] = {
    "informal": ("Informal (level 1)", (IS_CHALLENGE, IS_INFORMAL)),
    "formal": ("Formal (level 2 and above)", (IS_CHALLENGE, IS_FORMAL)),
    "all": ("All challenges", (IS_CHALLENGE,)),
    "concerns": ("Of these, service concerns without a child", (IS_CHALLENGE, Where("child_id", "is", None))),
    "positive": ("Good practice, apart", (Where("positive", "is", True),)),
}


def _total_row(store: Store, stamp: Stamp, name: str, periods: Mapping[str, Period]) -> Row:
    words, where = TOTALS[name]
    chosen = {
        key: Selection("challenges", (*where, *dated("raised_on", period)), stamp.today)
        for key, period in periods.items()
    }
    opens = {key: ChallengesBehind(chosen[key], f"{words}: {periods[key].title()}") for key in chosen}
    number = {key: store.count(selection) for key, selection in chosen.items()}
    everything = raised(periods["now"], stamp.today)
    share = None
    if name != "positive":
        share = Ratio(number["now"], store.count(everything))
        opens["share"] = ChallengesBehind(everything, f"All challenges: {periods['now'].title()}")
    changes = {key: number["now"] - number[key] for key in ("before", "year")}
    cells = (words, number["now"], share, number["before"], changes["before"], number["year"], changes["year"])
    return Row(name, cells, opens=opens)


def before(period: Period) -> Period:
    """The period of the same length just before: as many whole months, or as many days."""
    last = add_days(period.first, -1)
    months = len(list(period.months()))
    if period.first.day == 1 and add_days(period.last, 1).day == 1:
        return Period(add_months(period.first, -months), last)
    return Period(add_days(period.first, -((period.last - period.first).days + 1)), last)
