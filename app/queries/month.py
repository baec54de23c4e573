"""The sheets of a month's export and the due list: which tables they hold, and the definitions behind their figures."""

from dataclasses import dataclass, replace
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.calendar import add_days
from app.domain.counting import counted
from app.domain.dates import Period, full, long, month_of
from app.domain.explanations import ordinal
from app.domain.kinds import KINDS
from app.queries.crossed import IroByKind
from app.queries.definitions import WORKING_DAY, definitions_table
from app.queries.listing import reviews_table
from app.queries.service import chaired_kinds, kind_names, setting
from app.queries.timeliness import Asked, Timeliness
from app.queries.timeliness_table import TimelinessTable, failed_reviews, rolling_year
from app.queries.timeliness_words import attribution_words, basis_words, formula
from app.store import Selection, Store, Where
from app.table import Sheets, Table

LATE_COLUMNS = (
    *("reference", "child", "kind", "sequence", "due", "held", "verdict", "days_late"),
    *("reason", "iro", "team", "explanation"),
)
DUE_COLUMNS = (
    *("reference", "child", "kind", "sequence", "due", "days_left", "days_late", "planned"),
    *("iro_now", "team_now", "social_worker", "explanation"),
)


@dataclass(frozen=True)
class LateList:
    """The judged reviews of a period that were not in time, with their reasons."""

    period: Period
    count: str = "held"
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """The list, in order of due date."""
        asked = Asked.of(Timeliness(self.period, count=self.count), store, stamp.today)
        selection = failed_reviews(asked, self.period)
        when = "held" if self.count == "held" else "due"
        line = f"{counted(store.count(selection), 'review')} {when} in {self.period.title()} and not in time"
        notes = (attribution_words(asked.attribution),)
        title = f"Late reviews, {self.period.title_at(stamp.today)}"
        return reviews_table(store, selection, title, line, notes, LATE_COLUMNS)


@dataclass(frozen=True)
class DueIn:
    """The reviews due in a period that have not been held yet."""

    period: Period
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """The list, in order of due date."""
        where = (Where("due", "at least", self.period.first), Where("due", "at most", self.period.last))
        selection = _open(store, stamp, where)
        line = f"{counted(store.count(selection), 'review')} due and not yet held, as at {full(stamp.today)}"
        return reviews_table(store, selection, f"Due in {self.period.title()}", line, (), DUE_COLUMNS)


@dataclass(frozen=True)
class DueList:
    """Every review that is still to be held: overdue ones first, those without a due date last."""

    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """The list with how many there are and how many of them are overdue."""
        selection = _open(store, stamp, ())
        overdue = store.count(_open(store, stamp, (Where("due", "below", stamp.today),)))
        line = f"{store.count(selection):,} due, {overdue:,} of them overdue, all IROs, as at {full(stamp.today)}"
        return reviews_table(store, selection, "Reviews due", line, (), ("verdict", *DUE_COLUMNS))


def month_tables(store: Store, stamp: Stamp, month: Period, basis: str, count: str) -> tuple[tuple[str, Table], ...]:
    """The sheets of a month's export: their names and tables, in order."""
    question = Timeliness(month, basis=basis, count=count)
    following = month_of(add_days(month.last, 1))

    def figure(by: str) -> Table:
        return TimelinessTable(replace(question, by=by)).run(store, stamp)

    return (
        ("Summary by kind", figure("kind")),
        ("By IRO", figure("iro")),
        ("By IRO and kind", IroByKind(question).run(store, stamp)),
        ("By month", TimelinessTable(rolling_year(question)).run(store, stamp)),
        ("Late", LateList(month, count).run(store, stamp)),
        ("Due next month", DueIn(following).run(store, stamp)),
        ("Definitions", definitions(store, stamp, question)),
    )


@dataclass(frozen=True)
class MonthSheets:
    """Ask for the sheets of a month's export."""

    month: Period
    basis: str = "review"
    count: str = "held"
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Sheets:
        """All of them."""
        title = f"Timeliness of {self.month.title_at(stamp.today)}"
        return Sheets(title, month_tables(store, stamp, self.month, self.basis, self.count))


def definitions(store: Store, stamp: Stamp, question: Timeliness) -> Table:
    """What the figures mean: basis, formula, rules and their sources, when they were made and by whom."""
    figures = question.run(store, stamp)
    facts = [
        ("Period", f"{question.period.title()} ({long(question.period.first)} to {long(question.period.last)})"),
        *_so_far(question.period, stamp),
        ("Basis", basis_words(figures)),
        ("Formula", formula(figures)),
        ("As at", f"{long(stamp.today)}. Reviews recorded or corrected later are not in these figures."),
        ("In time", "Held on or before the due date; a review held on its due date is in time."),
        ("Next due date", "Runs from the day the previous review was held, not from the day it was due."),
        WORKING_DAY,
        ("Not judged", "Reviews whose due date is unknown because the one before is not recorded: in no numerator or denominator."),
        ("Not counted", "Cancelled and duplicate meetings, and reviews that fit no recorded period of care or plan."),
        ("Whose review", attribution_words(figures.attribution)),
        ("A year earlier", f"The same days a year earlier: {question.period.previous_year().title()}."),
        ("Target", f"{setting(store, 'timeliness.target')} % of judged {'reviews' if question.basis == 'review' else 'children'} in time."),
        ("IRO", "Independent Reviewing Officer"),
        *_rules(store),
    ]  # fmt: skip
    return definitions_table(
        store, stamp, facts, f"How the figures of {question.period.title_at(stamp.today)} were counted"
    )


def _so_far(month: Period, stamp: Stamp) -> list[tuple[str, str]]:
    """What to know about a month that runs on: its figures are not yet those to report."""
    if month.ended(stamp.today):
        return []
    words = f"{month.title()} had not ended. These are its figures so far, as at {long(stamp.today)}; they are not kept as reported."
    return [("Not ended yet", words)]


def _rules(store: Store) -> list[tuple[str, str]]:
    """The time limits of each chaired kind with their source, in one sentence a kind."""
    names = kind_names(store)
    return [(names[code], _rule(code)) for code in chaired_kinds(store)]


def _rule(code: str) -> str:
    steps = KINDS[code].steps
    words = [f"{ordinal(at)}: within {step.interval.words} of {step.since}" for at, step in enumerate(steps, 1)]
    if len(steps) > 1 and not KINDS[code].once:
        words[-1] = words[-1].replace(":", " and later:", 1)
    sources = "; ".join(dict.fromkeys(step.rule for step in steps))
    return f"{'. '.join(words)}. Source: {sources}."


def _open(store: Store, stamp: Stamp, where: tuple[Where, ...]) -> Selection:
    always = (Where("open", "is", True), Where("placed", "is", True), Where("kind", "in", chaired_kinds(store)))
    return Selection("reviews", (*always, *where), stamp.today)
