"""What a prep sheet says of a child, of the review, and of the one before, each as a short list of facts."""

from collections.abc import Iterator
from datetime import date

from app.domain.calendar import Calendar
from app.domain.challenges.words import NO_NAME
from app.domain.children import Child, age
from app.domain.counting import counted
from app.domain.dates import long, with_weekday
from app.domain.kinds import LOOKED_AFTER
from app.domain.lateness import days_left
from app.domain.participation import CODES
from app.domain.statuses import HOMES, LEGAL_STATUSES, in_words
from app.queries.afterwards import stages_of
from app.queries.child import ReviewLine
from app.queries.contacts import Seen
from app.queries.prep.read import Prepared, current
from app.queries.review_columns import VERDICT_TITLES
from app.store import Store

Fact = tuple[str, str]
NOTE = 700
"""So many letters of a note stand on the sheet; the child's page has all of it."""
UNKNOWN = "Not recorded"


def of_child(one: Prepared, today: date) -> Iterator[Fact]:
    """Who the child is, and who is there for them."""
    child, facts = one.sheet.child, one.facts
    yield "Reference", child.reference
    yield "Name", _name(child)
    yield "Born", _born(child, today)
    yield "Sex", child.sex.capitalize() or UNKNOWN
    status, home = current(facts.statuses, today), current(facts.homes, today)
    yield "Legal status", _since(in_words(status.words, LEGAL_STATUSES), status.start) if status else UNKNOWN
    yield "Lives", _since(in_words(home.words, HOMES), home.start) if home else UNKNOWN
    care = next((p.series for p in facts.periods if p.running and p.series.kind == LOOKED_AFTER), None)
    if care:
        yield "In our care", f"Since {long(care.start)}" if care.start else "Since a day that is not known"
    yield "IRO", facts.iro or "No IRO"
    yield "Social worker", facts.social_worker or UNKNOWN
    yield "Team", facts.team or UNKNOWN


def of_review(one: Prepared, seen: Seen | None, today: date, calendar: Calendar) -> Iterator[Fact]:
    """What the review is, when, why then, and whether the child was seen."""
    review, meeting = one.sheet.review, one.sheet.line.meeting
    yield "Review", one.title
    yield "Meeting", one.when[:1].upper() + one.when[1:]
    if meeting and not review.held:
        yield "Invitations", f"Sent {long(meeting.invited_on)}" if meeting.invited_on else "Not sent"
        yield "Minute taker", meeting.minute_taker or "Nobody yet"
        yield "Length", counted(meeting.minutes, "minute") if meeting.minutes else UNKNOWN
    yield "Due", with_weekday(review.due) if review.due else "Not known"
    if review.due and not review.held:
        yield "Time", days_left(review.due, today, calendar)
    if review.due and meeting and not review.held:
        yield "In time", _in_time(meeting.date, review.due, calendar)
    if seen and seen.is_duty:
        yield "Child seen", seen.words
    yield "Why then", one.sheet.line.explanation
    if review.brought_forward_by:
        yield "Forward", f"Asked for by {review.brought_forward_by}: {review.brought_forward_why}"
    if review.note:
        yield "Note", cut(review.note)


def of_last(one: Prepared, store: Store, calendar: Calendar) -> Iterator[Fact]:
    """The review before: when, in time or why not, how the child took part, and what was decided."""
    line = one.last
    if line is None:
        return
    review = line.review
    yield "Review", one.titled(line)
    yield (
        "Held",
        f"{with_weekday(review.held)}{' without a meeting' if review.without_meeting else ''}" if review.held else "",
    )
    yield "Result", result_words(line, calendar)
    yield "Took part", took_part(line)
    if line.late_reason:
        yield "Late because", line.late_reason
    yield "Chaired by", line.chair or UNKNOWN
    for stage in stages_of(store, review):
        yield stage.title, stage.words
    yield "Decisions", cut(review.note) if review.note else "No note was recorded. The case record has the decisions."


def result_words(line: ReviewLine, calendar: Calendar) -> str:
    """In time, or how late it was held."""
    review, said = line.review, VERDICT_TITLES[line.verdict]
    if review.held and review.due and review.held > review.due:
        return f"{said}: {days_left(review.due, review.held, calendar)}"
    return said


def took_part(line: ReviewLine) -> str:
    """How the child took part."""
    code = line.review.participation
    return (f"{code}: {CODES[code]}" if code in CODES else str(code)) if code else UNKNOWN


def cut(words: str, most: int = NOTE) -> str:
    """A text that is too long for the sheet, with a sign that there is more of it."""
    plain = " ".join(words.split())
    return plain if len(plain) <= most else f"{plain[:most].rsplit(' ', 1)[0]} … (the record has more)"


def _name(child: Child) -> str:
    if child.known_as and child.name and child.known_as != child.name:
        return f"{child.known_as} ({child.name})"
    return child.known_as or child.name or NO_NAME


def _born(child: Child, today: date) -> str:
    born = child.date_of_birth
    if born is None:
        return UNKNOWN
    return f"{long(born)}, {age(child, today)}" if born <= today else f"Expected on {long(born)}"


def _since(words: str, start: date) -> str:
    return f"{words}, since {long(start)}"


def _in_time(booked: date, due: date, calendar: Calendar) -> str:
    """Whether the day that is booked keeps the limit."""
    days = abs(calendar.working_days_between(booked, due))
    if booked > due:
        return f"No: booked {counted(days, 'working day')} after it is due"
    return "Yes, on the last day" if booked == due else f"Yes, {counted(days, 'working day')} before it is due"
