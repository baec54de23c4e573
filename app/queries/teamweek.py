"""The week of a social-work team: its reviews of the next 28 days, reports due, answers awaited, what is overdue or to be booked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.calendar import Calendar
from app.domain.challenges.ladder import Ladder
from app.domain.challenges.records import AWAITING
from app.domain.challenges.words import NO_NAME, initials
from app.domain.counting import counted
from app.domain.dates import full, short
from app.domain.errors import Refusal
from app.domain.lateness import left_or_late
from app.domain.officers import COVER, Allocation, Officer, Team
from app.domain.records import fold
from app.domain.times import time_words
from app.queries.challenges.listing import POPULATION as CHALLENGES
from app.queries.challenges.terms import ladder_now
from app.queries.gathered import PLANNED
from app.queries.review_columns import both_kinds
from app.queries.reviews import OPEN, PLACED
from app.queries.service import calendar_of, chaired_kinds, kind_names, labels, setting
from app.store import Selection, Store, Where
from app.table import Column, Fixed, Kind, Row, Sheets, Table

WEEK, MONTH = timedelta(days=7), timedelta(days=28)
NO_TEAM, NO_WORKER, NO_IRO = "No team", "Not recorded", "No IRO"
TEAM = Column("team", "Team", width=28)
REFERENCE, WORKER = Column("reference", "Reference", width=11), Column("worker", "Social worker", width=22)
DUE, IRO, KIND = Column("due", "Due", Kind.DATE, 13), Column("iro", "IRO", width=20), Column("kind", "Review", width=30)
LEFT = Column("left", "Working days", width=15)
TEAMS, COMING, REPORTS = "Teams", "Reviews coming", "Reports due"
ANSWERS, OVERDUE, TO_BOOK = "Answers awaited", "Overdue", "Dates to be booked"
OF_MEETING = (
    *("id", "date", "time", "place", "child_id", "child", "reference", "kind", "due", "iro_now"),
    *("social_worker_now", "team_now_id", "team_now", "beside_kind"),
)
OF_REVIEW = (
    *("id", "due", "planned", "child", "reference", "kind", "iro_now", "social_worker_now", "team_now_id", "team_now"),
    "beside_kind",
)
OF_CHALLENGE = (
    *("id", "reference", "child", "child_reference", "level", "theme", "entered", "response_due", "addressee"),
    *("iro_now", "social_worker_now", "team_now_id", "team_now"),
)
OWN_ROW = Where("own_row", "is", True)
"""One meeting that serves two reviews of a child is one row."""
Facts = Mapping[str, Any]


def columns_of(child: Column) -> dict[str, tuple[Column, ...]]:
    """The columns of each part, with the child by initials or by name."""
    who = (REFERENCE, child)
    return {
        COMING: (
            *(Column("day", "Date", Kind.DATE, 13), Column("time", "Time", width=7), LEFT),
            *(Column("place", "Where", width=22), *who, KIND, DUE, Column("chair", "Chair", width=24), WORKER),
        ),
        REPORTS: (
            *(Column("report", "Report due", Kind.DATE, 13), LEFT),
            *(*who, WORKER, Column("day", "Meeting on", Kind.DATE, 13), KIND, IRO),
        ),
        ANSWERS: (
            *(Column("challenge", "Challenge", width=11), Column("level", "Level", width=24)),
            *(Column("theme", "Theme", width=26), *who, Column("asked", "Asked on", Kind.DATE, 13)),
            *(Column("due", "Answer due", Kind.DATE, 13), LEFT),
            *(Column("addressee", "Who answers", width=22), WORKER),
        ),
        OVERDUE: (
            *(DUE, LEFT, Column("booked", "Booked for", Kind.DATE, 13)),
            *(*who, KIND, IRO, WORKER),
        ),
        TO_BOOK: (DUE, LEFT, *who, KIND, IRO, WORKER),
    }


@dataclass(frozen=True)
class TeamWeek:
    """Ask for the week of one team, by id or by_name, or of every team; children by initials unless named."""

    team: str = ""
    named: bool = False
    by_name: bool = False
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Sheets:
        """A table of the teams with how much there is for each, then a table for each part with the rows of every team."""
        team = self._team(store)
        made = _Gathered(store, stamp, self.named, team.id if team else None)
        child = Column("child", "Child", width=24 if self.named else 10)
        columns = columns_of(child)
        title = f"Team week: {team.name if team else 'all teams'}"
        first = made.teams(title, f"As at {full(stamp.today)}", self.named, team)
        return Sheets(title, ((TEAMS, first), *((part, made.part(part, columns[part])) for part in columns)))

    def _team(self, store: Store) -> Team | None:
        if not self.team:
            return None
        if not self.by_name:
            return store.shelf(Team).get(self.team)
        found = next((team for team in store.shelf(Team).find() if fold(team.name) == fold(self.team)), None)
        if found is None:
            raise Refusal(f'There is no team "{self.team}".', "Give its name as it stands in Settings, Teams.")
        return found


@dataclass
class _Gathered:
    """Gathers the rows of every part by team."""

    store: Store
    stamp: Stamp
    named: bool
    team_id: str | None
    rows: dict[str, list[tuple[str, Row]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._calendar: Calendar = calendar_of(self.store)
        self._kinds, self._themes = kind_names(self.store), labels(self.store, "challenge-theme")
        self._ladder: Ladder = ladder_now(self.store)
        self._report_days = int(setting(self.store, "papers.report-days"))
        today = self.stamp.today
        meetings = self._meetings(today, today + MONTH)
        self._covers = self._covering({one["child_id"] for one in meetings})
        self._keep(COMING, meetings, self._coming)
        reports = sorted(meetings, key=lambda one: (self._report_due(one["date"]), one["reference"]))
        soon = [one for one in reports if self._report_due(one["date"]) <= today + WEEK]
        self._keep(REPORTS, soon, self._report)
        self._keep(ANSWERS, self._awaited(), self._answer)
        before, until = Where("due", "below", today), today + MONTH
        self._keep(OVERDUE, self._reviews(before), self._overdue)
        month = (Where("due", "at least", today), Where("due", "at most", until), Where("planned", "is", None))
        self._keep(TO_BOOK, self._reviews(*month), self._to_book)

    # ------------------------------------------------------------------------------------------------------ tables

    def part(self, part: str, columns: tuple[Column, ...]) -> Table:
        """One part, by team and then in its own order."""
        rows = sorted(self.rows[part], key=lambda one: (one[0] == NO_TEAM, one[0].casefold()))
        return _table(part, (TEAM, *columns), [row for _, row in rows], notes=self._notes(part))

    def teams(self, title: str, line: str, named: bool, only: Team | None) -> Table:
        """How much there is for each team; the one that was asked for stands there even with nothing."""
        names = {name for rows in self.rows.values() for name, _ in rows} | ({only.name} if only else set())
        ordered = sorted(names, key=lambda name: (name == NO_TEAM, name.casefold()))
        week = self.stamp.today + WEEK
        near = [name for name, row in self.rows[COMING] if row.cells[1] <= week]
        counts = {part: [name for name, _ in rows] for part, rows in self.rows.items()}
        columns = (TEAM, Column("week", "Reviews in 7 days", Kind.NUMBER, 10), *_numbers(self.rows))
        rows = [
            Row(name, (name, near.count(name), *(counts[part].count(name) for part in self.rows))) for name in ordered
        ]
        who = (
            "Children are named: keep this as their records are kept."
            if named
            else "Children by reference and initials."
        )
        return _table(title, columns, rows, line, (who,))

    def _notes(self, part: str) -> tuple[str, ...]:
        days = counted(self._report_days, "working day")
        return {
            COMING: ("Meetings booked for the next 28 days.",),
            REPORTS: (
                f"Due until {short(self.stamp.today + WEEK)}, {days} before the meeting (a local target, in Settings). Whether a report came is not recorded here.",
            ),
            ANSWERS: ("Challenges whose response is awaited.",),
            OVERDUE: ("Reviews past their due date and not held.",),
            TO_BOOK: ("Reviews due in the next 28 days without a booked date.",),
        }[part]

    # -------------------------------------------------------------------------------------------------------- rows

    def _keep(self, part: str, found: Iterable[Facts], cells: Callable[[Facts], Sequence[Any]]) -> None:
        self.rows[part] = [
            (one["team_now"] or NO_TEAM, Row(one["id"], (one["team_now"] or NO_TEAM, *cells(one)))) for one in found
        ]

    def _coming(self, one: Facts) -> Sequence[Any]:
        day = one["date"]
        due = (
            both_kinds(self._kinds, one["kind"], one["beside_kind"]),
            one["due"],
            self._chair(one),
            one["social_worker_now"] or NO_WORKER,
        )
        return (day, time_words(one["time"]) or None, self._left(day), one["place"] or None, *self._who(one), *due)

    def _report(self, one: Facts) -> Sequence[Any]:
        report, worker = self._report_due(one["date"]), one["social_worker_now"] or NO_WORKER
        left = self._left(report).replace(" late", " ago")  # whether it came is not recorded here
        more = (one["date"], both_kinds(self._kinds, one["kind"], one["beside_kind"]), one["iro_now"] or NO_IRO)
        return (report, left, *self._who(one), worker, *more)

    def _answer(self, one: Facts) -> Sequence[Any]:
        due = one["response_due"]
        left = self._left(due) if due else None
        who = self._who({"child": one["child"], "reference": one["child_reference"]})
        more = (one["entered"], due, left, one["addressee"] or None, one["social_worker_now"] or NO_WORKER)
        return (
            one["reference"],
            self._ladder.name(one["level"]),
            self._themes.get(one["theme"], one["theme"]),
            *who,
            *more,
        )

    def _overdue(self, one: Facts) -> Sequence[Any]:
        return (one["due"], self._left(one["due"]), one["planned"], *self._of_review(one))

    def _to_book(self, one: Facts) -> Sequence[Any]:
        return (one["due"], self._left(one["due"]), *self._of_review(one))

    def _of_review(self, one: Facts) -> Sequence[Any]:
        people = (one["iro_now"] or NO_IRO, one["social_worker_now"] or NO_WORKER)
        return (*self._who(one), both_kinds(self._kinds, one["kind"], one["beside_kind"]), *people)

    def _who(self, one: Facts) -> tuple[str, str]:
        """The child's reference, and the name or its initials."""
        known = one["child"] != one["reference"]
        if self.named:
            return one["reference"], one["child"] if known else NO_NAME
        return one["reference"], (initials(one["child"]) if known else "") or NO_NAME

    def _left(self, day: date) -> str:
        return left_or_late(day, self.stamp.today, self._calendar)

    def _report_due(self, day: date) -> date:
        return self._calendar.add_working_days(day, -self._report_days)

    def _chair(self, one: Facts) -> str:
        """Who holds the child, or who covers that day."""
        iro = str(one["iro_now"] or NO_IRO)
        covered = [
            name for child, start, end, name in self._covers
            if child == one["child_id"] and start <= one["date"] and (end is None or end > one["date"])
        ]  # fmt: skip
        return f"{covered[-1]}, for {iro}" if covered else iro

    # ----------------------------------------------------------------------------------------------------- reading

    def _meetings(self, first: date, last: date) -> list[Facts]:
        planned = (Where("date", "at least", first), Where("date", "at most", last), Where("state", "is", PLANNED))
        where = (
            *planned,
            Where("kind", "in", chaired_kinds(self.store)),
            Where("held", "is", None),
            OWN_ROW,
            *self._theirs(),
        )
        order = (("date", False), ("time", False), ("reference", False))
        return self._read("meetings", where, OF_MEETING, order)

    def _reviews(self, *where: Where) -> list[Facts]:
        chaired = Where("kind", "in", chaired_kinds(self.store))
        order = (("due", False), ("reference", False))
        return self._read("reviews", (chaired, PLACED, OPEN, *where, *self._theirs()), OF_REVIEW, order)

    def _awaited(self) -> list[Facts]:
        where = (Where("state", "is", AWAITING), Where("child_id", "is not", None), *self._theirs())
        return self._read(CHALLENGES, where, OF_CHALLENGE, (("response_due", False), ("reference", False)))

    def _theirs(self) -> tuple[Where, ...]:
        return (Where("team_now_id", "is", self.team_id),) if self.team_id else ()

    def _read(
        self, population: str, where: tuple[Where, ...], fields: tuple[str, ...], order: tuple[tuple[str, bool], ...]
    ) -> list[Facts]:
        rows = self.store.rows(Selection(population, where, self.stamp.today), fields, order)
        return [dict(zip(fields, row, strict=True)) for row in rows]

    def _covering(self, child_ids: set[str]) -> list[tuple[str, date, date | None, str]]:
        """Who covers which of these children from when until when, the latest last."""
        names = {officer.id: officer.name for officer in self.store.shelf(Officer).find()}
        found = self.store.shelf(Allocation).find(role=COVER, child_id=tuple(child_ids)) if child_ids else ()
        ordered = sorted(found, key=lambda one: (one.start, one.id))
        return [(one.child_id, one.start, one.end, names[one.officer_id]) for one in ordered if one.officer_id in names]


def _numbers(parts: Iterable[str]) -> tuple[Column, ...]:
    return tuple(Column(part, "Reviews in 28 days" if part == COMING else part, Kind.NUMBER, 10) for part in parts)


def _table(
    title: str, columns: Sequence[Column], rows: Sequence[Row], line: str = "", notes: tuple[str, ...] = ()
) -> Table:
    return Table(title, tuple(columns), Fixed(tuple(rows), tuple(column.key for column in columns)), line, notes)
