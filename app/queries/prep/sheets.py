"""The prep sheets of some reviews, or of an IRO's week, as tables: every row names its review, so that paper can be cut by it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.counting import counted
from app.domain.dates import full, long
from app.domain.errors import Refusal
from app.domain.officers import Officer
from app.domain.times import time_words
from app.queries.called import officer_called
from app.queries.contacts import Seen, seen_before_reviews
from app.queries.gathered import PLANNED, GatheredMeeting, gatherings
from app.queries.prep.lists import Cells, Lists
from app.queries.prep.read import Prepared
from app.queries.prep.told import Fact, of_child, of_last, of_review
from app.queries.service import calendar_of, chaired_kinds, kind_names
from app.store import Store, Where
from app.table import Column, Fixed, Kind, Row, Sheets, Table

REVIEW = Column("review", "Review", width=44)
CHILD, THIS, LAST = "Child", "This review", "The review before"
REVIEWS, CLOCKS, HISTORY, CONTACTS = "Reviews", "Clocks", "Reviews held", "Contacts"
RECOMMENDED = "Recommended before"
MOVES, CHALLENGES, ACTIONS, LEARNING, SIBLINGS = "Moves", "Challenges", "Agreed actions", "Learning", "Siblings"
FACTS = (Column("what", "What", width=18), Column("value", "Now", width=80))
LISTS: dict[str, tuple[Column, ...]] = {
    CHILD: FACTS,
    THIS: FACTS,
    LAST: FACTS,
    RECOMMENDED: (
        Column("words", "What", width=60),
        Column("owner", "Whose", width=22),
        Column("due", "By", Kind.DATE, 13),
        Column("progress", "What became of it", width=18),
    ),
    CHALLENGES: (
        Column("reference", "Challenge", width=11),
        Column("level", "Level", width=24),
        Column("theme", "Theme", width=26),
        Column("next", "Next step", width=40),
        Column("due", "By", Kind.DATE, 13),
        Column("addressee", "Who answers", width=22),
        Column("concern", "What is wrong", width=60),
    ),
    ACTIONS: (
        Column("reference", "Challenge", width=11),
        Column("what", "Action", width=50),
        Column("owner", "Whose", width=22),
        Column("due", "By", Kind.DATE, 13),
        Column("state", "How it stands", width=24),
    ),
    LEARNING: (Column("words", "What was learnt", width=100),),
    CLOCKS: (
        Column("which", "To be held", width=30),
        Column("due", "Due", Kind.DATE, 13),
        Column("left", "Time", width=22),
        Column("booked", "Booked for", Kind.DATE, 13),
        Column("why", "Why it is due then", width=68),
    ),
    CONTACTS: (
        Column("date", "Date", Kind.DATE, 13),
        Column("how", "How", width=20),
        Column("alone", "Alone", width=10),
        Column("by", "By", width=20),
        Column("counts", "Counts for this review", width=14),
        Column("note", "Note", width=50),
    ),
    HISTORY: (
        Column("held", "Held", Kind.DATE, 13),
        Column("which", "Which", width=30),
        Column("due", "Due", Kind.DATE, 13),
        Column("result", "Result", width=22),
        Column("part", "Took part", width=40),
        Column("seen", "Seen before", width=12),
    ),
    SIBLINGS: (
        Column("child", "Brother or sister", width=24),
        Column("reference", "Reference", width=11),
        Column("kind", "To be held", width=30),
        Column("due", "Due", Kind.DATE, 13),
        Column("left", "Time", width=22),
        Column("booked", "Booked for", Kind.DATE, 13),
        Column("iro", "IRO", width=20),
    ),
    MOVES: (Column("move", "Requests to move it", width=100),),
}
"""The parts of a prep sheet in the order in which they are read, and their columns."""
AT_ONCE = 60
"""So many prep sheets are made in one press: more than a week's meetings of anybody."""
MORE = ":more"
"""The end of the id of a row that only says how many more there are."""
OVERVIEW = (
    REVIEW,
    Column("day", "Date", Kind.DATE, 13),
    Column("time", "Time", width=8),
    Column("place", "Where", width=22),
    Column("child", "Child", width=24),
    Column("reference", "Reference", width=11),
    Column("which", "Which", width=30),
    Column("due", "Due", Kind.DATE, 13),
    Column("seen", "Child seen", width=30),
    Column("challenges", "Open challenges", Kind.NUMBER, 10),
)


@dataclass(frozen=True)
class PrepReviews:
    """Ask for the prep sheets of these reviews, in this order."""

    review_ids: tuple[str, ...]
    named: ClassVar[bool] = True
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Sheets:
        """One review is named in the title by its reference alone; refuses more than can be of use on paper."""
        if len(self.review_ids) > AT_ONCE:
            raise Refusal(
                f"{len(self.review_ids):,} prep sheets at once are too many. Nothing was written.",
                f"Choose at most {AT_ONCE} reviews.",
            )
        made = _Making(store, stamp)
        for review_id in self.review_ids:
            made.add(review_id)
        number = len(self.review_ids)
        what = made.first_reference if number == 1 else counted(number, "review")
        return made.sheets(f"Prep sheet: {what}", f"As at {full(stamp.today)}")


@dataclass(frozen=True)
class PrepWeek:
    """Ask for the prep sheets of all meetings of an IRO's week, by day and time; officer is an id, or with by_login a login or name."""

    officer: str
    day: date
    by_login: bool = False
    named: ClassVar[bool] = True
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Sheets:
        """One review for each child of a meeting, though it may serve two; refuses a week without meetings."""
        officer = officer_called(store, self.officer) if self.by_login else store.shelf(Officer).get(self.officer)
        monday = self.day - timedelta(days=self.day.weekday())
        where = (Where("kind", "in", chaired_kinds(store)), Where("iro_now_id", "is", officer.id))
        planned = (*where, Where("state", "is", PLANNED))
        found = gatherings(store, stamp.today, monday, monday + timedelta(days=6), planned)
        week = f"week of {long(monday)}"
        if not found:
            raise Refusal(
                f"{officer.name} has no meetings booked in the {week}. Nothing was written.",
                "Choose another week, or book the meetings first.",
            )
        made = _Making(store, stamp)
        for review_id in _one_for_each_child(found):
            made.add(review_id)
        number = counted(len(found), "meeting")
        return made.sheets(f"Prep sheets: {officer.name}, {week}", f"{number}, as at {full(stamp.today)}")


def _one_for_each_child(meetings: Iterable[GatheredMeeting]) -> Iterator[str]:
    """Of two reviews of one child in one meeting, the one that is due first; its clocks tell of the other."""
    for meeting in meetings:
        first: dict[str, tuple[date, str]] = {}
        for one in meeting.served:
            due = (one.due or date.max, one.review_id)
            first[one.child_id] = min(first.get(one.child_id, due), due)
        yield from (review_id for _, review_id in first.values())


@dataclass
class _Making:
    """Gathers the rows of each part, review after review."""

    store: Store
    stamp: Stamp
    rows: dict[str, list[Row]] = field(default_factory=lambda: {part: [] for part in (REVIEWS, *LISTS)})
    first_reference: str = ""

    def __post_init__(self) -> None:
        self._calendar, self._kinds = calendar_of(self.store), kind_names(self.store)
        self._lists = Lists(self.store, self.stamp, self._calendar, self._kinds)

    def add(self, review_id: str) -> None:
        """One more review."""
        one = Prepared.of(self.store, self.stamp, review_id, self._kinds)
        seen = seen_before_reviews(self.store, (review_id,)).get(review_id)
        self.first_reference = self.first_reference or one.sheet.child.reference
        today, lists = self.stamp.today, self._lists
        challenges = lists.challenges(one)
        self._keep(one, REVIEWS, [self._overview(one, seen, len(challenges))])
        self._keep(one, CHILD, of_child(one, today))
        self._keep(one, THIS, of_review(one, seen, today, self._calendar))
        self._keep(one, LAST, of_last(one, self.store, self._calendar))
        for part, listed in (
            (RECOMMENDED, lists.recommended(one)),
            (CHALLENGES, lists.challenge_rows(challenges)),
            (ACTIONS, lists.actions(challenges)),
            (LEARNING, lists.learning(challenges)),
            (CLOCKS, lists.clocks(one)),
            (CONTACTS, lists.contacts(one, seen)),
            (HISTORY, lists.history(one)),
            (SIBLINGS, lists.siblings(one)),
            (MOVES, lists.moves(one)),
        ):
            self._keep(one, part, listed.lines)
            self._say_more(one, part, listed.more)

    def sheets(self, title: str, line: str) -> Sheets:
        """Everything; the first sheet lists the reviews."""
        first = self._table(title, OVERVIEW, self.rows[REVIEWS], line)
        parts = ((part, self._table(part, (REVIEW, *columns), self.rows[part])) for part, columns in LISTS.items())
        return Sheets(title, ((REVIEWS, first), *parts))

    def _keep(self, one: Prepared, part: str, rows: Iterable[Cells | Fact]) -> None:
        review_id = one.sheet.review.id
        self.rows[part] += [Row(f"{review_id}:{at}", (one.name, *cells)) for at, cells in enumerate(rows)]

    def _say_more(self, one: Prepared, part: str, more: str) -> None:
        """A last line of words, where a column holds words."""
        if more:
            cells: list[str | None] = [None] * len(LISTS[part])
            cells[next(at for at, column in enumerate(LISTS[part]) if column.kind is Kind.TEXT)] = more
            self.rows[part].append(Row(f"{one.sheet.review.id}{MORE}", (one.name, *cells)))

    def _overview(self, one: Prepared, seen: Seen | None, challenges: int) -> tuple[Any, ...]:
        meeting, child = one.sheet.line.meeting, one.sheet.child
        day = one.sheet.review.held or (meeting.date if meeting else None)
        at = time_words(meeting.time) or None if meeting else None
        place = meeting.place or None if meeting else None
        said = seen.words if seen and seen.is_duty else None
        return day, at, place, child.shown_name, child.reference, one.title, one.sheet.review.due, said, challenges

    @staticmethod
    def _table(title: str, columns: Sequence[Column], rows: Sequence[Row], line: str = "") -> Table:
        return Table(title, tuple(columns), Fixed(tuple(rows), tuple(column.key for column in columns)), line)
