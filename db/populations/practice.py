"""The reviews once more, with what was said of each: the child's voice, the plan's quality, the conference, its enquiry, its meeting."""

from typing import Any

from sqlalchemy import ColumnElement, Table, and_, exists, func, select

from db.populations.population import Field, Join, Make, Population, Sight, month, plain
from db.populations.reviews import POPULATION as REVIEWS
from db.tables.children import children
from db.tables.conferences import conference_outcomes, enquiries
from db.tables.quality import qualities
from db.tables.reviews import meeting_reviews, meetings, reviews
from db.tables.voice import attendances, voices

PARENTS = ("mother", "father")
HELD_STATES = ("held", "adjourned")

_ADDED = ("adjourned_on", "adjourned_why", "completed_on", "served_with", "panel_on")
_VOICE = ("chaired", "consultation", "advocate_offered", "advocate_used", "visitor", "letter_on")
_QUALITY = ("plan_current", "plan_smart", "health_assessment", "education_plan", "permanence")
_OUTCOME = ("outcome", "category", "quorate", "dissent")
_ENQUIRY = ("requested_on", "received_on", "section47_on", "transfer_from", "notified_on", "accepted_on")

_MEETING = (
    select(func.min(meeting_reviews.c.meeting_id))
    .select_from(meeting_reviews.join(meetings, meetings.c.id == meeting_reviews.c.meeting_id))
    .where(
        meeting_reviews.c.review_id == reviews.c.id,
        meeting_reviews.c.voided_at.is_(None),
        meetings.c.voided_at.is_(None),
        meetings.c.state.in_(HELD_STATES),
    )
    .correlate(reviews)
    .scalar_subquery()
)


def only(table: Table, name: str, key: ColumnElement[Any]) -> ColumnElement[bool]:
    """Joins at most one row that counts, so that a second one, e.g. of another file, never counts a review twice."""
    other = table.alias(f"one_of_{table.name}")
    chosen = select(func.max(other.c.id)).where(other.c[name] == key, other.c.voided_at.is_(None)).correlate(key.table)
    return table.c.id == chosen.scalar_subquery()


def _parents(*attended: ColumnElement[bool]) -> Field:
    theirs = (
        attendances.c.review_id == reviews.c.id,
        attendances.c.voided_at.is_(None),
        attendances.c.who.in_(PARENTS),
        attendances.c.attended.is_not(None),
    )
    return Field(exists().select_from(attendances).where(and_(*theirs, *attended)).correlate(reviews))


def _meeting(_: Sight) -> Field:
    return Field(func.coalesce(_MEETING, reviews.c.id))


FIELDS: dict[str, Make] = {
    **REVIEWS.fields,
    **{name: plain(reviews.c[name]) for name in _ADDED},
    **{name: plain(voices.c[name], "voice") for name in _VOICE},
    **{name: plain(qualities.c[name], "quality") for name in _QUALITY},
    **{name: plain(conference_outcomes.c[name], "outcome") for name in _OUTCOME},
    **{name: plain(enquiries.c[name], "enquiry") for name in _ENQUIRY},
    "expected_on": plain(children.c.expected_on, "child"),
    "month_adjourned": month(reviews.c.adjourned_on),
    "meeting": _meeting,
    "parents_known": lambda _: _parents(),
    "parents_came": lambda _: _parents(attendances.c.attended.is_(True)),
}

POPULATION = Population(
    "practice",
    reviews,
    reviews.c.id,
    FIELDS,
    REVIEWS.always,
    {
        **REVIEWS.joins,
        "voice": Join(voices, only(voices, "review_id", reviews.c.id)),
        "quality": Join(qualities, only(qualities, "review_id", reviews.c.id)),
        "outcome": Join(conference_outcomes, only(conference_outcomes, "review_id", reviews.c.id)),
        "enquiry": Join(enquiries, only(enquiries, "series_id", reviews.c.series_id)),
    },
)
