"""What opens behind a number of practice: the list of exactly the rows that were counted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.answers import ANSWERS
from app.domain.checks import GRADES, KINDS_OF_CHECK
from app.domain.conferences import CATEGORIES
from app.domain.recommendations import PROGRESS
from app.domain.voice import REPORTS
from app.queries.listing import Listing, line_behind, number_behind, reviews_table
from app.queries.review_columns import USUAL
from app.queries.service import kind_names, labels
from app.store import Selection, Store, Where
from app.table import Column, Kind, Row, Table

YES = {True: "Yes", False: "No"}
STATES = {
    "planned": "Booked", "held": "Held", "cancelled": "Cancelled", "adjourned": "Adjourned",
    "not-quorate": "Not quorate", "abandoned": "Abandoned",
}  # fmt: skip
PRACTICE = (
    "reference",
    "child",
    "kind",
    "sequence",
    "due",
    "held",
    "verdict",
    "participation",
    "iro",
    "team",
    "reason",
)


@dataclass(frozen=True)
class Shown:
    """One column: a field, and what turns its codes into words: a mapping, or the name of a list of the service."""

    field: str
    title: str
    kind: Kind = Kind.TEXT
    width: int = 14
    words: Mapping[Any, str] | str | None = None


def _day(field: str, title: str) -> Shown:
    return Shown(field, title, Kind.DATE, 13)


CHILD = (Shown("reference", "Reference", width=12), Shown("child", "Child", width=22))
REVIEW = (Shown("kind", "Kind of review", width=33, words="kinds"), _day("due", "Due"), _day("held", "Held"))
WHOSE = (Shown("iro", "IRO", width=20), Shown("team", "Team", width=18))
COLUMNS: dict[str, tuple[Shown, ...]] = {
    "clocks": (
        *CHILD, Shown("kind", "Kind of review", width=33, words="kinds"), _day("start", "Start"), _day("closes", "End"),
        Shown("end_reason", "Why it ended", width=22, words="period-end"),
        Shown("initial_category", "Initial category", width=20, words=CATEGORIES),
        Shown("latest_category", "Latest category", width=20, words=CATEGORIES),
        Shown("previous_here", "Plans before, this council", Kind.NUMBER, 10),
        Shown("previous_elsewhere", "Plans before, others", Kind.NUMBER, 10),
        _day("ratified_on", "Final plan ratified"), Shown("why_not", "Why not ratified", width=26, words="not-ratified"), *WHOSE,
    ),
    "sittings": (
        *CHILD, *REVIEW, _day("date", "Meeting"), Shown("state", "How it went", width=14, words=STATES),
        Shown("cancelled_why", "Why cancelled", width=30), *WHOSE,
    ),
    "moves": (
        *CHILD, Shown("kind", "Kind of review", width=33, words="kinds"), _day("requested_on", "Asked on"),
        Shown("requested_by", "Who asked", width=22, words="requester"), Shown("reason", "Why", width=30, words="move-reason"),
        _day("old_date", "Booked for"), _day("new_date", "Moved to"), *WHOSE,
    ),
    "attendances": (
        *CHILD, *REVIEW, Shown("who", "Who", width=24, words="attender"), Shown("invited", "Invited", words=YES),
        Shown("attended", "Attended", words=YES), Shown("report", "Report", width=18, words=REPORTS), *WHOSE,
    ),
    "recommendations": (
        *CHILD, *REVIEW, Shown("words", "Recommendation", width=50), Shown("owner", "Owner", width=20),
        Shown("progress", "Progress", width=18, words=PROGRESS), _day("progress_on", "Said on"), *WHOSE,
    ),
    "statements": (*CHILD, _day("due_on", "Due to court"), _day("sent_on", "Sent"), *WHOSE),
    "checks": (
        *CHILD, Shown("kind", "Check", width=18, words=KINDS_OF_CHECK), _day("date", "Date"), Shown("officer", "By", width=20),
        Shown("grade", "Grade", width=22, words=GRADES), *WHOSE,
    ),
    "check_answers": (
        *CHILD, Shown("kind", "Check", width=18, words=KINDS_OF_CHECK), _day("date", "Date"), Shown("words", "Question", width=50),
        Shown("answer", "Answer", width=16, words=ANSWERS), Shown("note", "Note", width=40), *WHOSE,
    ),
    "gatherings": (Shown("kind", "Kind of meeting", width=26, words="gathering-kind"), _day("date", "Date"), Shown("chair", "Chair", width=20), Shown("note", "Note", width=40)),
    "gathering_children": (*CHILD, Shown("kind", "Kind of meeting", width=26, words="gathering-kind"), _day("date", "Date"), *WHOSE),
    "gathering_themes": (Shown("kind", "Kind of meeting", width=26, words="gathering-kind"), _day("date", "Date"), Shown("theme", "Theme", width=36, words="disruption-theme")),
}  # fmt: skip
NOUNS = {
    "practice": ("review", "reviews"),
    "clocks": ("period", "periods"),
    "sittings": ("entry", "entries"),
    "moves": ("request", "requests"),
    "attendances": ("entry", "entries"),
    "recommendations": ("recommendation", "recommendations"),
    "statements": ("statement", "statements"),
    "checks": ("check", "checks"),
    "check_answers": ("answer", "answers"),
    "gatherings": ("meeting", "meetings"),
    "gathering_children": ("entry", "entries"),
    "gathering_themes": ("theme", "themes"),
}


@dataclass(frozen=True)
class PracticeBehind:
    """The rows behind one number; unit is the field of which that number counted the different values, if it did."""

    selection: Selection
    title: str
    unit: str | None = None
    notes: tuple[str, ...] = ()
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """The list, with its number of rows (and of children, families or meetings, where those were counted) in words."""
        population = self.selection.population
        line = line_behind(store, self.selection, NOUNS[population], self.unit)
        if population == "practice":
            return reviews_table(store, self.selection, self.title, line, self.notes, (*PRACTICE, USUAL[-1]))
        return self._listed(store, COLUMNS[population], line)

    def number(self, store: Store) -> int:
        """What was counted, from the rows themselves."""
        return number_behind(store, self.selection, self.unit)

    def _listed(self, store: Store, shown: tuple[Shown, ...], line: str) -> Table:
        fields = ("id", *(one.field for one in shown))
        natural = (("reference", False),) if shown[:2] == CHILD else (("date", False),)
        rows = Listing(self.selection, fields, _shape(store, shown), (*natural, ("id", False)))
        columns = tuple(Column(one.field, one.title, one.kind, one.width) for one in shown)
        return Table(self.title, columns, rows, line, self.notes)


@dataclass(frozen=True)
class ChildCalled:
    """Whose reference this is: the child's key, or None where nobody has it."""

    reference: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> str | None:
        """References are each of one child."""
        found = store.rows(Selection("children", (Where("reference", "is", self.reference),), stamp.today), ("id",))
        return str(found[0][0]) if found else None


def _shape(store: Store, shown: tuple[Shown, ...]) -> Callable[[tuple[Any, ...]], Row]:
    words = [_words(store, one) for one in shown]

    def shape(values: tuple[Any, ...]) -> Row:
        cells = (known.get(value, value) for known, value in zip(words, values[1:], strict=True))
        return Row(values[0], tuple(None if cell == "" else cell for cell in cells))

    return shape


def _words(store: Store, one: Shown) -> Mapping[Any, str]:
    if isinstance(one.words, str):
        return kind_names(store) if one.words == "kinds" else labels(store, one.words)
    return one.words or {}
