"""Correcting what a conference decided: the plan that followed is begun, ended or taken back, and undo brings it back."""

from datetime import date
from typing import Any

import pytest

from app.commands.conferences import ConferenceRow, RecordConference
from app.commands.enquiries import StartEnquiry
from app.commands.outcomes import CorrectOutcome
from app.commands.protection import RecordCoreGroup
from app.commands.undo import UndoLatest
from app.desk import Desk
from app.domain.children import Child
from app.domain.conferences import ConferenceOutcome, CoreGroup, ProtectionPlan
from app.domain.errors import Refusal
from app.domain.kinds import ICPC, RCPC
from app.domain.reviews import Review, Series
from tests.builders import Service

HELD, LATER = date(2026, 6, 1), date(2026, 8, 24)


@pytest.fixture
def child(service: Service) -> Child:
    """A child with an enquiry."""
    child = service.child("C1", name="Ada", date_of_birth=date(2016, 3, 1))
    service.desk().do(StartEnquiry((child.id,), date(2026, 5, 18)))
    return child


def one(service: Service, sort: type, /, **equal: Any) -> Any:
    """The one record that is there now, or None."""
    with service.read() as store:
        found: Any = store.shelf(sort).find(**equal)
    assert len(found) < 2
    return found[0] if found else None


def decided(desk: Desk, service: Service, on: date, kind: str, outcome: str, category: str | None = None) -> Review:
    """A conference with an outcome and perhaps a category."""
    review = one(service, Review, kind=kind, held=None)
    desk.do(RecordConference(on, (ConferenceRow(review.id, outcome, category),)))
    kept: Review = service.now(review)
    return kept


def test_a_plan_that_was_none_is_taken_back(desk: Desk, service: Service, child: Child) -> None:
    review = decided(desk, service, HELD, ICPC, "plan", "NEG")
    plan = one(service, Series, kind=RCPC)
    desk.do(RecordCoreGroup((plan.id,), date(2026, 6, 12)))
    desk.do(CorrectOutcome(review.id, "no-plan"))
    assert one(service, Series, kind=RCPC) is None
    assert one(service, ProtectionPlan) is None
    assert one(service, CoreGroup) is None
    assert one(service, Series, kind=ICPC).end_reason == "no-plan"
    assert one(service, ConferenceOutcome).outcome == "no-plan"
    desk.do(UndoLatest())
    assert one(service, Series, kind=RCPC).start == HELD
    assert one(service, CoreGroup) is not None


def test_a_plan_that_was_forgotten_begins_on_the_day_of_its_conference(
    desk: Desk, service: Service, child: Child
) -> None:
    review = decided(desk, service, HELD, ICPC, "no-plan")
    desk.do(CorrectOutcome(review.id, "plan", "EMO", dissent="The school"))
    plan = one(service, Series, kind=RCPC)
    assert (plan.start, one(service, Review, kind=RCPC).due) == (HELD, date(2026, 9, 1))
    assert one(service, Series, kind=ICPC).end_reason == "plan-made"
    assert one(service, ConferenceOutcome).dissent == "The school"


def test_another_category_reaches_the_plan_until_a_later_conference_changed_it(
    desk: Desk, service: Service, child: Child
) -> None:
    review = decided(desk, service, HELD, ICPC, "plan", "NEG")
    desk.do(CorrectOutcome(review.id, "plan", "PHY"))
    plan = one(service, ProtectionPlan)
    assert (plan.initial_category, plan.latest_category, plan.latest_since) == ("PHY", "PHY", HELD)
    later = decided(desk, service, LATER, RCPC, "continues", "EMO")
    desk.do(CorrectOutcome(review.id, "plan", "SAB"))
    plan = one(service, ProtectionPlan)
    assert (plan.initial_category, plan.latest_category, plan.latest_since) == ("SAB", "EMO", LATER)
    desk.do(CorrectOutcome(later.id, "continues", "NEG"))
    assert one(service, ProtectionPlan).latest_category == "NEG"


def test_a_plan_that_ended_runs_on_and_one_that_ran_on_ends(desk: Desk, service: Service, child: Child) -> None:
    decided(desk, service, HELD, ICPC, "plan", "NEG")
    review = decided(desk, service, LATER, RCPC, "ends")
    desk.do(CorrectOutcome(review.id, "continues"))
    assert one(service, Series, kind=RCPC).end is None
    assert one(service, Review, kind=RCPC, held=None).due == date(2027, 2, 24)
    desk.do(CorrectOutcome(review.id, "ends", reason="moved-area"))
    assert (one(service, Series, kind=RCPC).end, one(service, Series, kind=RCPC).end_reason) == (LATER, "moved-area")


def test_what_cannot_be_taken_back_is_refused_in_words(desk: Desk, service: Service, child: Child) -> None:
    review = decided(desk, service, HELD, ICPC, "plan", "NEG")
    later = decided(desk, service, LATER, RCPC, "continues")
    with pytest.raises(Refusal, match="A conference reviewed this plan on 24 August 2026"):
        desk.do(CorrectOutcome(review.id, "no-plan"))
    with pytest.raises(Refusal, match="what the conference decided"):
        desk.do(CorrectOutcome(review.id, "continues"))
    with pytest.raises(Refusal, match="why the plan ended"):
        desk.do(CorrectOutcome(later.id, "ends", reason="nothing"))
    waiting = one(service, Review, kind=RCPC, held=None)
    with pytest.raises(Refusal, match="not recorded what this conference decided"):
        desk.do(CorrectOutcome(waiting.id, "ends"))
