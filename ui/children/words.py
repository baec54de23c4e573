"""A child's facts in the words and rows of the page: age, periods, reviews, times and dated facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.domain.calendar import Calendar, add_days
from app.domain.children import Child, age
from app.domain.dates import long, short
from app.domain.kinds import KINDS
from app.domain.lateness import days_left, working_days_words
from app.domain.participation import CODES
from app.domain.reviews import Meeting
from app.domain.timeliness import LATE, NEVER_HELD, OVERDUE, TO_COME
from app.queries.child import PeriodLine, ReviewLine, Span
from app.queries.review_columns import VERDICT_TITLES, VERDICT_TONES
from app.queries.service import Choices
from app.table import Column, Fixed, Kind, Row, Table, Tone

SOON = timedelta(days=7)
"""A review due within so many days is due soon."""
SEXES = (("", "Not recorded"), ("female", "Female"), ("male", "Male"))
COLUMNS = (
    Column("sequence", "Review", width=12),
    Column("due", "Due", Kind.DATE, 12),
    Column("held", "Held", Kind.DATE, 12),
    Column("result", "Result", width=10),
    Column("time", "Time", width=20),
    Column("participation", "Took part", width=24),
    Column("reason", "Why late", width=20),
    Column("chair", "Chair", width=16),
    Column("meeting", "Meeting", width=24),
)
KEYS = tuple(column.key for column in COLUMNS)
ALWAYS = KEYS[:4]
"""The columns that are shown even where nothing stands in them."""

EMPTY = "No children are shown. Clear the filters to see more, add a child with Ctrl+N, or import a file in Files."
"""Said where the list has no rows."""


@dataclass(frozen=True)
class Day:
    """What the words depend on besides the facts: today, and the working calendar."""

    today: date
    calendar: Calendar


def labels(choices: Choices | None, *lists: str) -> dict[str, str]:
    """What codes of some of the service's lists, and its kinds of review, are called."""
    if choices is None:
        return {}
    return {**choices.kinds, **{entry.code: entry.label for name in lists for entry in choices.lists[name]}}


def under_name(child: Child, today: date) -> str:
    """The quiet line below the name: reference, birth and age, whole name where another is preferred."""
    if child.is_household:
        return f"Foster household {child.reference}   ·   approved for {child.household or 'what is not recorded'}"
    expected = f"not yet born, expected {short(child.expected_on)}" if child.expected_on else ""
    born = (
        f"born {short(child.date_of_birth)}, {age(child, today)}"
        if child.date_of_birth
        else expected or "date of birth not recorded"
    )
    name = f"whole name {child.name}" if child.known_as and child.name and child.name != child.known_as else ""
    parts = (f"Reference {child.reference}", born, name, dict(SEXES).get(child.sex, child.sex) if child.sex else "")
    return "   ·   ".join(part for part in parts if part)


def period_title(period: PeriodLine) -> str:
    """Child protection plan."""
    return KINDS[period.series.kind].period


def period_words(period: PeriodLine) -> str:
    """A period in a list of periods: "Period of care from 3 Mar 2024"."""
    series = period.series
    start = f"from {short(series.start)}" if series.start and series.start_known else "start not known"
    end = f", ended {short(series.end)}" if series.end else ""
    return f"{period_title(period)} {start}{end}"


def period_line(period: PeriodLine, reasons: Mapping[str, str]) -> str:
    """When a period began and ended, why, and what its reviews are called."""
    series = period.series
    if series.start and series.start_known:
        words = f"From {long(series.start)}"
    elif series.start:
        words = f"Start not known, at the latest {long(series.start)}"
    else:
        words = "Start not known"
    if series.end:
        reason = reasons.get(series.end_reason, series.end_reason)
        words += f" to {long(series.end)}" + (f": {reason[:1].lower()}{reason[1:]}" if reason else "")
    elif series.closes and not period.running:
        words += f" to the 18th birthday on {long(series.closes)}"
    elif period.running:
        words += ", running"
    return f"{words}.   {period.kind}s."


def result_tone(line: ReviewLine, today: date) -> Tone:
    """The tone of a review's result; to come within a week is due soon."""
    due = line.review.due
    if line.verdict == TO_COME and due and due - today <= SOON:
        return Tone.SOON
    return VERDICT_TONES[line.verdict]


def time_words(line: ReviewLine, day: Day) -> str:
    """How many working days are left, or were too many."""
    due, held = line.review.due, line.review.held
    if due is None or line.verdict not in {LATE, OVERDUE, TO_COME}:
        return ""
    if held is None:
        return days_left(due, day.today, day.calendar)
    late = day.calendar.working_days_between(due, held)
    return working_days_words(-late) if late else "less than 1 working day late"


def participation_words(line: ReviewLine) -> str:
    """How the child took part, in words; still to come when a review was held and nobody has said."""
    review = line.review
    if review.participation:
        code = review.participation
        return f"{code}: {CODES[code]}" if code in CODES else code
    return "To come" if review.held and KINDS[review.kind].noun == "review" else ""


def reason_words(line: ReviewLine) -> str:
    """Why it is late; still to come when it is late and nobody has said."""
    return line.late_reason or ("To come" if line.verdict in {LATE, OVERDUE} else "")


def meeting_words(line: ReviewLine) -> str:
    """When and where it meets, and how often that was moved."""
    moved = sum(move.decision == "agreed" for move in line.moves)
    times = {0: "", 1: "moved once", 2: "moved twice"}.get(moved, f"moved {moved} times")
    if line.review.without_meeting:
        first = "Held without a meeting"
    elif line.meeting is None:
        first = "" if line.review.held else "No date booked" if line.verdict in {OVERDUE, TO_COME} else ""
    else:
        first = _meeting(line.meeting)
    return ", ".join(part for part in (first, times) if part)


def _meeting(meeting: Meeting) -> str:
    when = [] if meeting.state == "held" else [f"Booked for {short(meeting.date)}"]
    when += [f"{meeting.time:%H:%M}"] if meeting.time else []
    return ", ".join([*when, *([meeting.place] if meeting.place else [])])


def reviews_table(period: PeriodLine, day: Day) -> Table:
    """The reviews of a period as rows, the latest first; a column in which nothing stands is left out."""
    cells = [_cells(line, day) for line in reversed(period.reviews)]
    shown = [at for at, key in enumerate(KEYS) if key in ALWAYS or any(row[at] for row in cells)]
    rows = tuple(
        _row(line, tuple(row[at] for at in shown), day)
        for line, row in zip(reversed(period.reviews), cells, strict=True)
    )
    columns = tuple(COLUMNS[at] for at in shown)
    return Table(f"{period.kind}s", columns, Fixed(rows, tuple(column.key for column in columns)))


def _cells(line: ReviewLine, day: Day) -> tuple[Any, ...]:
    review = line.review
    said = (time_words(line, day), participation_words(line), reason_words(line), line.chair, meeting_words(line))
    first = (line.sequence, review.due, review.held, VERDICT_TITLES[line.verdict])
    return (*first, *(words or None for words in said))


def _row(line: ReviewLine, cells: tuple[Any, ...], day: Day) -> Row:
    tone = result_tone(line, day.today)
    return Row(line.review.id, cells, tones={} if tone is Tone.PLAIN else {"result": tone})


def next_words(period: PeriodLine, day: Day) -> str:
    """What comes next in a running period, with its whole explanation; empty when nothing does."""
    waiting = [line for line in period.reviews if line.review.held is None and line.verdict in {OVERDUE, TO_COME}]
    if not waiting:
        return ""
    line = waiting[0]
    if line.review.due is None:
        return line.explanation
    word = "Overdue since" if line.verdict == OVERDUE else "Next due"
    return f"{word} {long(line.review.due)}, {time_words(line, day)}. {line.explanation}"


def never_held(period: PeriodLine) -> bool:
    """Whether the period ended with a review that was due and never held."""
    return any(line.verdict == NEVER_HELD for line in period.reviews)


def span_dates(span: Span) -> str:
    """From its first to its last day: "12 Mar 2024 – 2 Jun 2025"."""
    if span.end is None:
        return f"{short(span.start)} – now"
    return f"{short(span.start)} – {short(max(span.start, add_days(span.end, -1)))}"


def joined_spans(spans: Sequence[Span]) -> list[Span]:
    """Spans that say the same and follow each other as one, the latest first."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].words == span.words and joined[-1].end == span.start:
            joined[-1] = Span(span.id, span.words, joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined[::-1]
