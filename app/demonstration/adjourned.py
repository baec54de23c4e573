"""Looked-after reviews that were opened on one day and completed on another: few, and one or two took too long."""

from dataclasses import replace
from datetime import date, timedelta

from app.demonstration.draws import Draw, Shares
from app.demonstration.histories import Told
from app.demonstration.service import Service
from app.domain.kinds import LOOKED_AFTER
from app.domain.records import revised
from app.domain.reviews import Review

KEPT_DAYS = 400
ADJOURNED, TOO_LONG = 0.014, 0.12
WHY = Shares(
    {"plan-missing": 34, "family-absent": 22, "social-worker-absent": 16, "information": 18, "child-absent": 10}
)


def with_adjournments(service: Service, family: str, told: Told) -> Told:
    """The series as told, with some of its reviews adjourned; brothers and sisters reviewed together adjourn together."""
    series = told.schedule.series
    if service.size.dense or series.kind != LOOKED_AFTER:
        return told
    end = series.closes or date.max
    reviews = tuple(_perhaps(service, family, review, end) for review in told.schedule.reviews)
    return Told(replace(told.schedule, reviews=reviews), told.planned)


def _perhaps(service: Service, family: str, review: Review, end: date) -> Review:
    held, today = review.held, service.today
    if held is None or review.without_meeting or (today - held).days > KEPT_DAYS:
        return review
    draw = Draw(service.seed, "adjourned", family, held)
    if not draw.chance(ADJOURNED):
        return review
    completed = service.calendar.add_working_days(
        held, draw.whole(23, 30) if draw.chance(TOO_LONG) else draw.whole(5, 19)
    )
    if min(completed, end) != completed or completed - held > timedelta(days=80):
        return review
    done = completed if completed <= today else None
    return revised(review, adjourned_on=held, adjourned_why=draw.of(WHY), completed_on=done)
