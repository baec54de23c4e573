"""The columns that a list of reviews can show: which fields each needs and what its cell says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.adjournments import Adjournment
from app.domain.calendar import Calendar
from app.domain.explanations import explain_both, sequence_words
from app.domain.lateness import left_or_late
from app.domain.participation import CODES
from app.domain.reviews import Review
from app.domain.timeliness import IN_TIME, LATE, NEVER_HELD, NOT_JUDGED, OVERDUE, TO_COME
from app.queries.service import calendar_of, kind_names, labels, setting
from app.store import Selection, Store
from app.table import Column, Kind, Row, Tone

VERDICT_TITLES = {
    IN_TIME: "In time",
    LATE: "Held late",
    NOT_JUDGED: "Not judged",
    OVERDUE: "Overdue",
    TO_COME: "To come",
    NEVER_HELD: "Never held",
}
VERDICT_TONES = {
    IN_TIME: Tone.ON_TIME,
    LATE: Tone.HELD_LATE,
    NOT_JUDGED: Tone.INFORMATION,
    OVERDUE: Tone.LATE,
    TO_COME: Tone.PLAIN,
    NEVER_HELD: Tone.LATE,
}
REVIEW_FIELDS = (
    *("id", "child_id", "series_id", "kind", "number", "number_basis", "to_confirm"),
    *("due", "due_basis", "counted_from", "held", "adjourned_on", "completed_on"),
)
BESIDE_FIELDS = ("kind", "number", "number_basis", "to_confirm", "due", "due_basis", "counted_from")
"""What a list tells of the review that the same meeting serves."""
BESIDE = tuple(f"beside_{name}" for name in BESIDE_FIELDS)
Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Words:
    """What turns codes into words and dates into working days: the service's names, reasons, calendar, and the day."""

    kinds: Mapping[str, str]
    reasons: Mapping[str, str]
    calendar: Calendar
    as_at: date
    adjourned: Mapping[str, str]
    longest: int
    """Working days for which a review may be adjourned."""

    @classmethod
    def of(cls, store: Store, selection: Selection) -> "Words":
        """The words of the service as they are today, counting lateness up to the selection's day."""
        return cls(
            kind_names(store),
            labels(store, "late-reason"),
            calendar_of(store),
            selection.as_at,
            labels(store, "adjourn-reason"),
            int(setting(store, "reviews.longest-adjournment")),
        )


@dataclass(frozen=True)
class Part:
    """One column: the fields it needs besides those of the review, its cell, and the field that sorts it."""

    column: Column
    cell: Callable[[Facts, Review, Words], Any]
    fields: tuple[str, ...] = ()
    sort: str = ""

    @property
    def sorted_by(self) -> str:
        """The field of the population that sorts this column."""
        return self.sort or (self.fields[0] if self.fields else self.column.key)


@dataclass(frozen=True)
class ReviewShape:
    """Shapes the fields of one review into a row with these columns."""

    parts: tuple[Part, ...]
    words: Words
    fields: tuple[str, ...]

    @classmethod
    def of(cls, parts: Sequence[Part], words: Words) -> "ReviewShape":
        """With the fields that the columns need, each once."""
        more = [name for part in parts for name in part.fields]
        return cls(tuple(parts), words, tuple(dict.fromkeys((*REVIEW_FIELDS, "verdict", *more))))

    def __call__(self, values: tuple[Any, ...]) -> Row:
        """The row: its tone is the verdict's, which stands in its own column in words."""
        facts = dict(zip(self.fields, values, strict=True))
        review = Review(**{name: facts[name] for name in REVIEW_FIELDS})
        words = self.words
        cells = tuple([part.cell(facts, review, words) for part in self.parts])
        return Row(review.id, cells, VERDICT_TONES[facts["verdict"]])


def working_days_late(review: Review, words: Words) -> int | None:
    """Working days from the due date until it was held, or until today while it waits; None when it is not late."""
    until = review.held or words.as_at
    if review.due is None or until <= review.due:
        return None
    return words.calendar.working_days_between(review.due, until)


def _working_days_left(review: Review, words: Words) -> int | None:
    """Working days until the due date of a review that waits; one that is overdue has none left."""
    waits = review.due is not None and not review.held and review.due >= words.as_at
    return words.calendar.working_days_between(words.as_at, review.due) if waits and review.due else None


def _left_or_late(review: Review, words: Words) -> str | None:
    return left_or_late(review.due, words.as_at, words.calendar) if review.due and not review.held else None


def _reason(facts: Facts, _: Review, words: Words) -> str | None:
    code = facts["late_reason"]
    if code:
        return words.reasons.get(code, str(code))
    return "To come" if facts["verdict"] in (LATE, OVERDUE) else None


def _participation(facts: Facts, review: Review, _: Words) -> str | None:
    code = facts["participation"]
    if code:
        return f"{code}: {CODES[code]}" if code in CODES else str(code)
    return "To come" if review.held else None


def both_kinds(kinds: Mapping[str, str], kind: str, beside: str | None) -> str:
    """The kind of a review in words, and that of the one that the same meeting serves."""
    if beside is None:
        return kinds[kind]
    other = kinds[beside]
    return f"{kinds[kind]} and {other if other[1:2].isupper() else other[:1].lower() + other[1:]}"


def _explanation(facts: Facts, review: Review, _: Words) -> str:
    if not facts["beside_kind"]:
        return explain_both(review, None)
    told = {name: facts[f"beside_{name}"] for name in BESIDE_FIELDS}
    return explain_both(review, Review(child_id=review.child_id, series_id=review.series_id, **told))


def _adjourned_for(_: Facts, review: Review, words: Words) -> str | None:
    if review.adjourned_on is None:
        return None
    adjournment = Adjournment(review.adjourned_on, review.completed_on, words.as_at)
    return adjournment.words(words.calendar, words.longest)


def _plain(key: str, title: str, name: str, width: int = 12, kind: Kind = Kind.TEXT, empty: str | None = None) -> Part:
    """A column that shows one field as it is."""
    return Part(Column(key, title, kind, width), lambda facts, _, __: facts[name] or empty, (name,))


PARTS: dict[str, Part] = {
    part.column.key: part
    for part in (
        _plain("reference", "Reference", "reference", 12),
        _plain("child", "Child", "child", 20),
        Part(
            Column("kind", "Kind of review", width=33),
            lambda f, r, w: both_kinds(w.kinds, r.kind, f["beside_kind"]), ("beside_kind",), "kind",
        ),
        Part(Column("sequence", "Which", width=14), lambda _, r, __: sequence_words(r), sort="number"),
        Part(Column("due", "Due", Kind.DATE, 13), lambda _, r, __: r.due),
        Part(Column("held", "Held", Kind.DATE, 13), lambda _, r, __: r.held),
        Part(Column("verdict", "Result", width=12), lambda f, _, __: VERDICT_TITLES[f["verdict"]], ("verdict",)),
        Part(Column("days_late", "Working days late", Kind.NUMBER, 10), lambda _, r, w: working_days_late(r, w), sort="due"),
        Part(Column("days_left", "Working days left", Kind.NUMBER, 10), lambda _, r, w: _working_days_left(r, w), sort="due"),
        Part(Column("working_days", "Working days", width=15), lambda _, r, w: _left_or_late(r, w), sort="due"),
        _plain("planned", "Booked for", "planned", 13, Kind.DATE),
        _plain("iro", "IRO", "iro", 18, empty="Never allocated"),
        _plain("team", "Team", "team", 16, empty="No team"),
        _plain("iro_now", "IRO now", "iro_now", 18, empty="No IRO"),
        _plain("team_now", "Team now", "team_now", 16, empty="No team"),
        _plain("social_worker", "Social worker", "social_worker_now", 18),
        _plain("chair", "Chair on the day", "chair", 22),
        _plain("local_due", "Local target date", "local_due", 13, Kind.DATE),
        Part(Column("participation", "Participation", width=30), _participation, ("participation",)),
        Part(Column("reason", "Reason", width=22), _reason, ("late_reason",)),
        Part(Column("explanation", "Why it is due then", width=68), _explanation, BESIDE, "due"),
        Part(Column("opened", "Opened", Kind.DATE, 13), lambda _, r, __: r.adjourned_on, sort="adjourned_on"),
        Part(Column("completed", "Completed", Kind.DATE, 13), lambda _, r, __: r.completed_on, sort="completed_on"),
        Part(
            Column("adjourned_why", "Why adjourned", width=26),
            lambda f, _, w: w.adjourned.get(f["adjourned_why"] or "", f["adjourned_why"]), ("adjourned_why",),
        ),
        Part(Column("adjourned_for", "How long", width=50), _adjourned_for, sort="adjourned_on"),
    )
}  # fmt: skip
USUAL = (
    *("reference", "child", "kind", "sequence", "due", "held", "verdict", "days_late"),
    *("iro", "team", "reason", "explanation"),
)
