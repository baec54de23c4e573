"""The columns in which lists of challenges and the cards of the board show where each stands, with its tone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.calendar import Calendar
from app.domain.challenges import records
from app.domain.challenges.records import Challenge
from app.domain.challenges.words import days_words, next_step, to_do
from app.queries.challenges import facts
from app.queries.challenges.facts import CHILD, IMPACT, Fact, Shape, Values, Words
from app.queries.listing import Listing
from app.store import Selection, Store
from app.table import Column, Kind, Row, Table, Tone

STANDING = (
    *("reference", "state", "raised_on", "theme", "level", "highest", "response_due", "process_due", "accepted_on"),
    *("actions_due", "follow_up_due", "outcome", "impact", "next_due"),
)
"""The fields by which a challenge can say where it stands."""
SOON = 2
"""With this many working days left or fewer, a challenge carries the shape of what is due soon."""


def standing(values: Values) -> Challenge:
    """The challenge as far as it says where it stands."""
    return Challenge(**{name: values[name] for name in STANDING})


def late_or_soon(due: date, today: date, calendar: Calendar) -> Tone:
    """What a due date of a challenge means today."""
    if due < today:
        return Tone.LATE
    return Tone.SOON if calendar.working_days_between(today, due) <= SOON else Tone.PLAIN


def _tone(values: Values, words: Words) -> Tone:
    """Late when anything of it is late, which the next step says in words; what rests is no more than information."""
    if values["late"]:
        return Tone.LATE
    if values["next_due"] is None:
        return Tone.PLAIN if values["state"] in records.OPEN_STATES else Tone.INFORMATION
    return late_or_soon(values["next_due"], words.as_at, words.calendar)


@dataclass(frozen=True)
class ChallengeShape:
    """Shapes the fields of one challenge into a row with its tone."""

    cells: Shape

    @classmethod
    def of(cls, columns: Sequence[Fact], words: Words) -> "ChallengeShape":
        """With the fields that the columns and the tone need, each once."""
        made = Shape.of(columns, words)
        return cls(Shape(made.facts, words, tuple(dict.fromkeys((*made.fields, "late", "next_due", "state")))))

    @property
    def fields(self) -> tuple[str, ...]:
        """What it needs of each challenge."""
        return self.cells.fields

    def __call__(self, values: tuple[Any, ...]) -> Row:
        """The row."""
        row = self.cells(values)
        return Row(row.id, row.cells, _tone(dict(zip(self.fields, values, strict=True)), self.cells.words))


def _left(values: Values, words: Words) -> str | None:
    """The days until what it waits for; when an action is late already, or nothing is waited for, that instead."""
    due = values["next_due"]
    if values["late"] and (due is None or due >= words.as_at):
        return "an action is late"
    if due is None:
        return "answer accepted" if values["state"] in (records.ANSWERED, records.DONE) else None
    return days_words(due, words.as_at, words.calendar)


def _days_left(values: Values, words: Words) -> int | None:
    due = values["next_due"]
    return words.calendar.working_days_between(words.as_at, due) if due else None


def _state(values: Values, words: Words) -> str:
    """Where it stands; a closed one with its outcome."""
    said, outcome = records.STATES[values["state"]], words.label("challenge-outcome", values["outcome"])
    return f"{said}: {outcome[:1].lower()}{outcome[1:]}" if outcome else said


def _level(values: Values, words: Words) -> str:
    return words.ladder.name(values["level"]) if values["level"] else records.STATES[records.RECORDED]


def _next(values: Values, words: Words) -> str:
    return next_step(standing(values), words.as_at, words.calendar)


def _told(
    key: str,
    title: str,
    fields: tuple[str, ...],
    cell: Callable[[Values, Words], Any],
    width: int,
    kind: Kind = Kind.TEXT,
) -> Fact:
    """A column worked out from several fields; the first of them sorts it."""
    return Fact(Column(key, title, kind, width), fields, cell)


COLUMNS: dict[str, Fact] = {
    fact.column.key: fact
    for fact in (
        *CHILD,
        IMPACT,
        facts.plain("reference", "Challenge", width=11),
        _told("level", "Level", ("level",), _level, 24),
        facts.plain("level_number", "Level, number", "level", Kind.NUMBER, 8),
        facts.label("theme", "Theme", "challenge-theme"),
        facts.named("status", "Status", records.STATUSES, width=24),
        _told("state", "State", ("state", "outcome"), _state, 24),
        facts.plain("state_code", "State, code", "state"),
        _told("next", "Next step", ("next_due", *STANDING), _next, 46),
        _told("left", "Time left", ("next_due", "late", "state"), _left, 22),
        _told("days_left", "Working days left", ("next_due",), _days_left, 10, Kind.NUMBER),
        facts.day("next_due", "Waits until"),
        facts.plain("iro", "IRO now", "iro_now", width=18),
        facts.plain("raised_by", "Raised by", "iro", width=18),
        facts.plain("addressee", "Addressee", width=22),
        facts.plain("team", "Team now", "team_now", width=16),
        facts.day("raised_on", "Raised"),
        facts.day("response_due", "Response due"),
        facts.day("process_due", "Whole process due"),
        facts.day("closed_on", "Closed"),
        facts.day("follow_up_due", "Look again by"),
        facts.day("last_moved", "Last moved"),
        facts.plain("concern", "What is wrong", width=40),
    )
}
TO_DO = _told("next", "Next step", ("next_due", *STANDING), lambda v, w: to_do(standing(v), w.as_at), 30)
"""The next step without its day, for a card that shows the days left beside it."""
OPEN_COLUMNS = (
    *("reference", "child", "child_reference", "level", "theme", "left", "next", "state", "iro", "addressee"),
    *("team", "status", "raised_on", "response_due", "process_due"),
)
CLOSED_COLUMNS = (
    *("reference", "child", "child_reference", "level", "theme", "closed_on", "state", "next", "impact", "iro"),
    *("addressee", "team", "status", "raised_on"),
)
CARD_COLUMNS: tuple[str | Fact, ...] = (
    *("child", "reference", "child_reference", "level", "level_number", "theme", "left", "days_left", TO_DO, "iro"),
    *("addressee", "status", "state", "state_code", "next_due", "team"),
)
"""The fields of a card, by which the board reads its rows."""
NATURAL = (("next_due", False), ("raised_on", False), ("reference", False), ("id", False))


def challenges_table(
    store: Store,
    selection: Selection,
    title: str,
    line: str = "",
    notes: tuple[str, ...] = (),
    columns: Sequence[str | Fact] = OPEN_COLUMNS,
    natural: tuple[tuple[str, bool], ...] = NATURAL,
    words: Words | None = None,
) -> Table:
    """A list of the challenges of a selection with these columns, by their keys; a page may bring columns of its own.

    Several lists may share their words, which are then read once.
    """
    chosen = [COLUMNS[column] if isinstance(column, str) else column for column in columns]
    shape = ChallengeShape.of(chosen, words or Words.of(store, selection.as_at))
    orders = {fact.column.key: fact.fields[0] for fact in chosen}
    rows = Listing(selection, shape.fields, shape, natural, orders)
    return Table(title, tuple(fact.column for fact in chosen), rows, line, notes)
