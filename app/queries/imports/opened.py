"""The open reviews of one child that a file dates or books: due dates of its own, and planned meetings."""

from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.reviews import Meeting, MeetingReview, Review, Series
from app.files.facts import Line
from app.queries.imports.child import CHANGED, NEW, UNCHANGED, ChildPlan
from app.queries.imports.reviews import Calendar


def settle_open(plan: ChildPlan) -> None:
    """Date and book the open review of each period, as the rows without a held date say."""
    lines = [line for line in plan.material.lines if line.held is None and (line.due or line.planned)]
    if not lines:
        return
    calendar = Calendar(plan.series.values(), plan.child.eighteenth_birthday)
    of_series: dict[str, list[Line]] = {}
    for line in lines:
        own = plan.of_line.get(id(line))
        day = line.planned or line.due or date.max
        series = (own.series if own else None) or calendar.of(day, line.kind) or calendar.running(line.kind)
        if series is not None:
            of_series.setdefault(series.id, []).append(line)
    for series_id, several in of_series.items():
        _open_one(plan, plan.series[series_id], several)


def _open_one(plan: ChildPlan, series: Series, lines: list[Line]) -> None:
    of_series = [r for r in plan.reviews.values() if r.series_id == series.id]
    last = max((r.held for r in of_series if r.held), default=date.min)
    ahead = [line for line in lines if (line.planned or line.due or date.max) > last]
    if not ahead:
        return
    line = min(ahead, key=lambda one: (one.due or one.planned, one.planned or date.max, one.iro, one.row))
    old = min((r for r in of_series if r.held is None), key=lambda r: r.id, default=None)
    review = old or Review(
        child_id=plan.child.id, series_id=series.id, kind=series.kind, import_id=plan.basis.import_id
    )
    before = plan.memory.before("reviews", review.id)
    if line.due:
        due = plan.settling.settle(
            before,
            "source_due",
            review.source_due,
            line.due,
            "Due date given by the file",
            review.id,
            plan.place(line),
        )
        if due != review.source_due:
            review = replace(review, source_due=due, import_id=plan.basis.import_id)
    booked = _booking(line, ahead)
    moved = _book(plan, review, booked, before) if booked else False
    plan.states[review.id] = NEW if old is None else CHANGED if moved or review != old else UNCHANGED
    plan.touched = plan.touched or old is None or review != old
    plan.reviews[review.id] = review
    said = {"kind": line.kind, "held": None, "series": series.id}
    days = (("source_due", line.due), ("planned", booked.planned if booked else None))
    said |= {name: day.isoformat() for name, day in days if day}
    plan.memory.say("reviews", review.id, said)


def _booking(line: Line, ahead: list[Line]) -> Line | None:
    """The row that books the review: its own, else the earliest that gives only the day of a meeting."""
    if line.planned:
        return line
    return min((one for one in ahead if one.planned and not one.due), key=lambda one: str(one.planned), default=None)


def _book(plan: ChildPlan, review: Review, line: Line, before: dict[str, Any] | None) -> bool:
    """Book the meeting that the file plans, or move the booked one; whether something is written."""
    assert line.planned is not None
    meeting = plan.basis.known.meetings.get(review.id)
    if meeting is None:
        if before is not None and before.get("planned") == line.planned.isoformat():
            return False
        new = Meeting(date=line.planned, import_id=plan.basis.import_id)
        plan.basis.meetings[review.id] = (
            new,
            MeetingReview(meeting_id=new.id, review_id=review.id, import_id=plan.basis.import_id),
        )
        return True
    day = plan.settling.settle(
        before, "planned", meeting.date, line.planned, "Booked date", review.id, plan.place(line)
    )
    if day != meeting.date:
        plan.basis.meetings[review.id] = (replace(meeting, date=day, import_id=plan.basis.import_id), None)
    return bool(day != meeting.date)
