"""A family with enquiries, conferences and plans, for the tests of child protection."""

from datetime import date
from typing import Any

from app.commands.conferences import ConferenceRow, RecordConference
from app.commands.enquiries import StartEnquiry
from app.desk import Desk
from app.domain.children import Child
from app.domain.conferences import Enquiry
from app.domain.kinds import ICPC, RCPC
from app.domain.reviews import Review, Series
from tests.builders import Service

STRATEGY, CONFERENCE = date(2026, 9, 1), date(2026, 9, 18)


def started(desk: Desk, *children: Child, **more: date) -> tuple[Enquiry, ...]:
    """An enquiry about these children from 1 September 2026."""
    steps = {"strategy_on": STRATEGY, **more}
    return desk.do(StartEnquiry(tuple(child.id for child in children), **steps)).result  # type: ignore[arg-type]


def conference_of(service: Service, enquiry: Enquiry) -> Review:
    """The conference of an enquiry, or the next one of a plan."""
    return next(iter(service.reviews(service.now(Series(id=enquiry.series_id, child_id="", kind=ICPC)))))


def of(service: Service, sort: type, /, **equal: Any) -> tuple:  # type: ignore[type-arg]
    """Records that are there now."""
    with service.read() as store:
        return tuple(store.shelf(sort).find(**equal))


def plans(service: Service, child: Child) -> tuple[Series, ...]:
    """The child's plans."""
    return of(service, Series, child_id=child.id, kind=RCPC)


def on_plan(desk: Desk, service: Service, *children: Child, category: str = "NEG") -> tuple[Review, ...]:
    """The children on a plan made on 18 September 2026; the review conferences that are due for them."""
    reviews = [conference_of(service, one) for one in started(desk, *children)]
    rows = tuple(ConferenceRow(one.id, "plan", category) for one in reviews)
    desk.do(RecordConference(CONFERENCE, rows, quorate=True))
    return tuple(service.open_review(plans(service, child)[0]) for child in children)
