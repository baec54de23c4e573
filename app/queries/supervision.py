"""The supervision sheet of one IRO: what they carry, what is late and why, what has no date booked, what does not move."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.caseload import BAND_WORDS, STATUSES, Load
from app.domain.counting import counted
from app.domain.dates import full, long, short
from app.domain.officers import Officer
from app.domain.timeliness import LATE
from app.queries.caseload import lines
from app.queries.caseload.counting import Carried, Counter
from app.queries.caseload.words import formulas, fte_words, per_fte_words
from app.queries.challenges.columns import challenges_table
from app.queries.challenges.listing import ChallengeFilter, selection_of
from app.queries.listing import Listing, reviews_table
from app.queries.reviews import DueFilter, due_selection
from app.queries.seen import SeenBefore
from app.queries.service import chaired_kinds, setting
from app.queries.week.records import NEAR, owed_records, records_table
from app.queries.week.sight import Sight
from app.store import Selection, Store, Where
from app.table import Column, Fixed, Kind, Row, Sheets, Table

LATELY = timedelta(days=91)
"""How far back reviews that were held late are told: a quarter, so that none is missed between two supervisions."""
OVERDUE = ("child", "reference", "kind", "sequence", "due", "days_late", "planned", "reason", "team_now")
HELD_LATE = ("child", "reference", "kind", "sequence", "due", "held", "days_late", "reason", "team")
NOT_BOOKED = ("child", "reference", "kind", "sequence", "due", "working_days", "team_now", "social_worker")
QUIET = ("child", "reference", "level", "theme", "last_moved", "next", "left", "addressee")
DUE_FIRST = (("due", False), ("reference", False), ("id", False))
CHILD_FIELDS = ("id", "child", "reference", "status", "since", "in_care_since", "team_now", "social_worker_now")
CHILDREN = (
    Column("child", "Child", width=24),
    Column("reference", "Reference", width=11),
    Column("status", "Status", width=27),
    Column("since", "Allocated on", Kind.DATE, 14),
    Column("in_care_since", "In our care since", Kind.DATE, 16),
    Column("team", "Team", width=32),
    Column("social_worker", "Social worker", width=22),
)
FACTS = (Column("what", "What", width=40), Column("value", "Now", width=80))


@dataclass(frozen=True)
class SupervisionSheet:
    """Ask for the sheet of one IRO as at today."""

    officer_id: str
    right: ClassVar[Right] = Right.EXPORT

    def run(self, store: Store, stamp: Stamp) -> Sheets:
        """In the order in which it is talked through: what is carried, what is late, at rest, not booked; then every child."""
        officer = store.shelf(Officer).get(self.officer_id)
        day = Counter(store).on(stamp.today)
        seen = SeenBefore.of(store, _held(store, stamp, officer))
        sight = Sight.of(store, stamp, officer.id)
        lists = (
            ("Overdue", _overdue(store, stamp, officer)),
            ("Held late", _held_late(store, stamp, officer)),
            ("Challenges at rest", _quiet(store, stamp, officer)),
            ("Not seen before", seen.unseen(store, f"Not seen before the review, since {long(stamp.today - LATELY)}")),
            ("Records owed", _owed(store, sight)),
            ("No date booked", _not_booked(store, stamp, officer)),
            ("Children", _children(store, officer, day)),
        )
        numbers: list[tuple[str, Any]] = [(name, f"{table.rows.count(store):,}") for name, table in lists[:-1]]
        share = seen.share(store)
        silent = f", and {share.not_recorded:,} not recorded" if share.not_recorded else ""
        numbers[3] = ("Not seen before", f"{share.denominator - share.numerator:,}{silent}")
        numbers.insert(3, (f"Seen before the review, since {short(stamp.today - LATELY)}", share.words))
        first = _carried(store, stamp, officer, day, numbers)
        return Sheets(f"Supervision sheet: {officer.name}, {long(stamp.today)}", (("Caseload", first), *lists))


def _carried(store: Store, stamp: Stamp, officer: Officer, day: Carried, lists: list[tuple[str, Any]]) -> Table:
    """The caseload in words, and how much each list below it holds."""
    load, rules, counter = day.loads.get(officer.id, Load()), day.rules, Counter(store)
    low, high = rules.band
    absence = counter.away(officer.id, stamp.today)
    verdict = BAND_WORDS[rules.judged(load)]
    facts: list[tuple[str, Any]] = [
        ("Children", counted(load.children, "child", "children")),
        *((column.title, f"{_number(load, column.key):,}") for column in lines.CHILDREN[1:]),
        ("Full-time equivalent in post", fte_words(load.fte)),
        ("Children for each full-time equivalent", f"{per_fte_words(load, rules.basis)}: {verdict} of {low} to {high}"),
        ("The whole service", per_fte_words(day.service, rules.basis)),
        *([("Away", f"Since {short(absence.start)}")] if absence else []),
        *lists,
    ]
    rows = Fixed(tuple(Row(str(at), fact) for at, fact in enumerate(facts)), ("what", "value"))
    line = f"As at {full(stamp.today)}"
    return Table(f"Supervision sheet: {officer.name}", FACTS, rows, line, formulas(load, (rules.basis,)))


def _number(load: Load, key: str) -> int:
    value: int = getattr(load, key)
    return value


def _overdue(store: Store, stamp: Stamp, officer: Officer) -> Table:
    selection = due_selection(store, stamp, DueFilter("overdue", officer.id))
    line = f"{counted(store.count(selection), 'review')} past the due date and not held"
    return reviews_table(store, selection, "Overdue, and why", line, (), OVERDUE, DUE_FIRST)


def _held(store: Store, stamp: Stamp, officer: Officer, *more: Where) -> Selection:
    """The reviews held lately that are this IRO's, as the service reckons whose a review is."""
    where = (
        Where("kind", "in", chaired_kinds(store)),
        Where("held", "at least", stamp.today - LATELY),
        Where("held", "at most", stamp.today),
        Where("iro_id", "is", officer.id),
    )
    options = {"attribution": setting(store, "timeliness.attribution")}
    return Selection("reviews", (*where, *more), stamp.today, options=options)


def _held_late(store: Store, stamp: Stamp, officer: Officer) -> Table:
    selection = _held(store, stamp, officer, Where("verdict", "is", LATE))
    line = f"{counted(store.count(selection), 'review')} held late since {long(stamp.today - LATELY)}"
    return reviews_table(store, selection, "Held late, and why", line, (), HELD_LATE, DUE_FIRST)


def _not_booked(store: Store, stamp: Stamp, officer: Officer) -> Table:
    selection = due_selection(store, stamp, DueFilter("not-booked", officer.id))
    line = f"{counted(store.count(selection), 'review')} to be held without a booked date, soonest due first"
    return reviews_table(store, selection, "No date booked", line, (), NOT_BOOKED, DUE_FIRST)


def _quiet(store: Store, stamp: Stamp, officer: Officer) -> Table:
    selection = selection_of(store, stamp, ChallengeFilter("quiet", officer_id=officer.id))
    days = setting(store, "challenges.quiet-days")
    number = counted(store.count(selection), "challenge")
    line = f"{number} without movement for {counted(days, 'working day')} or more"
    return challenges_table(store, selection, "Challenges with no movement", line, (), QUIET)


def _owed(store: Store, sight: Sight) -> Table:
    """As My week tells them: late, or due within some working days."""
    found = owed_records(store, sight)
    late = sum(one.is_late(sight.today) for one in found)
    line = f"{counted(len(found), 'record')} late or due within {counted(NEAR, 'working day')}, {late:,} of them late"
    return records_table(sight, found, "Records owed after a review", line)


def _children(store: Store, officer: Officer, day: Carried) -> Table:
    mine = day.selection(Where("carrier_id", "is", officer.id))
    rows = Listing(mine, CHILD_FIELDS, _child, (("child", False), ("reference", False), ("id", False)))
    return Table("Children", CHILDREN, rows, counted(store.count(mine), "child", "children"))


def _child(values: tuple[Any, ...]) -> Row:
    key, child, reference, status, *rest = values
    return Row(key, (child, reference, STATUSES[status], *rest))
