"""Foster households: their approval and reviews, the panel, and that they are counted nowhere among the children."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.commands.allocations import Allocate
from app.commands.challenges.log import LogChallenge
from app.commands.children import JoinSiblings
from app.commands.contacts import RecordContact
from app.commands.gatherings import KeepGathering
from app.commands.households import EndApproval, KeepHousehold, RecordPanel
from app.commands.reviews import RecordHeld
from app.commands.settings import ChangeSetting
from app.commands.undo import UndoLatest
from app.desk import Desk
from app.domain.children import Child
from app.domain.dates import Period
from app.domain.errors import Refusal
from app.domain.kinds import LOOKED_AFTER
from app.domain.officers import Officer
from app.domain.reviews import Review
from app.queries.caseload.on import CaseloadOn
from app.queries.find import Find
from app.queries.handover.preview import HandoverPreview
from app.queries.households import AskHousehold, Households
from app.queries.reviews import AskHeadline
from app.queries.tables import WindowOf
from app.queries.timeliness import Timeliness
from app.store import Where
from app.table import Tone
from tests.builders import TODAY, Service

APPROVED = date(2025, 12, 1)


@pytest.fixture
def hills(desk: Desk) -> Child:
    """The Hills, approved on 1 December 2025: their first review is due a year later."""
    household: Child = desk.do(KeepHousehold("F1", " Pat and Sam Hill ", "Two children, 0 to 10", APPROVED)).result
    return household


def reviews(service: Service, household: Child) -> list[Review]:
    """The household's reviews by day."""
    with service.read() as store:
        found = store.shelf(Review).find(child_id=household.id)
    return sorted(found, key=lambda one: one.held or one.due or date.max)


def test_an_approval_starts_the_clock_of_foster_carer_reviews_and_one_undo_takes_all_back(
    service: Service, desk: Desk, hills: Child
) -> None:
    assert (hills.name, hills.household, hills.is_household) == ("Pat and Sam Hill", "Two children, 0 to 10", True)
    (first,) = reviews(service, hills)
    assert (first.kind, first.number, first.due) == ("foster-carer", 1, date(2026, 12, 1))
    moved = desk.do(KeepHousehold("F1", "Pat Hill", "One child", date(2025, 12, 15), hills.id)).result
    assert (moved.name, reviews(service, hills)[0].due) == ("Pat Hill", date(2026, 12, 15))
    desk.do(UndoLatest())
    desk.do(UndoLatest())
    assert service.count("children") == 0
    assert reviews(service, hills) == []


def test_the_first_review_must_go_to_panel_and_is_told_so_until_it_did(
    service: Service, desk: Desk, hills: Child
) -> None:
    household = desk.ask(AskHousehold(hills.id))
    assert household is not None
    assert household.panel == ("The first review must go to panel", Tone.INFORMATION)
    (first,) = reviews(service, hills)
    with pytest.raises(Refusal, match="not held yet"):
        desk.do(RecordPanel(first.id, TODAY))
    desk.do(RecordHeld(first.id, date(2026, 11, 2)))
    household = desk.ask(AskHousehold(hills.id))
    assert household is not None
    assert household.panel == ("The first review must go to panel: not recorded yet", Tone.LATE)
    with pytest.raises(Refusal, match="is before the review"):
        desk.do(RecordPanel(first.id, date(2026, 11, 1)))
    desk.do(RecordPanel(first.id, date(2026, 11, 12)))
    household = desk.ask(AskHousehold(hills.id))
    assert household is not None
    assert household.panel == ("Went to panel on 12 November 2026", Tone.ON_TIME)
    desk.do(UndoLatest())
    assert reviews(service, hills)[0].panel_on is None


def test_only_foster_carer_reviews_go_to_panel(service: Service, desk: Desk, child: Child) -> None:
    held = service.held(service.period(child, date(2026, 7, 13)), date(2026, 8, 3))
    with pytest.raises(Refusal, match="Only foster carer reviews"):
        desk.do(RecordPanel(held.id, TODAY))


def test_when_the_approval_ends_no_review_is_due(service: Service, desk: Desk, hills: Child) -> None:
    desk.do(EndApproval(hills.id, date(2026, 11, 2), "Moved away"))
    assert reviews(service, hills) == []
    assert desk.ask(Households()).line == "0 foster households, as at Friday 20 November 2026"
    (row,) = desk.ask(WindowOf(desk.ask(Households(everything=True)), None, 0, 10))
    assert row.cells[3:5] == (APPROVED, date(2026, 11, 2))
    with pytest.raises(Refusal, match="No approval runs"):
        desk.do(EndApproval(hills.id, TODAY))
    desk.do(UndoLatest())
    assert len(reviews(service, hills)) == 1


def test_a_household_stands_in_the_due_list_and_in_the_timeliness_of_its_kind(
    service: Service, desk: Desk, hills: Child
) -> None:
    assert service.count("reviews", Where("open", "is", True), Where("kind", "is", "foster-carer")) == 1
    desk.do(RecordHeld(reviews(service, hills)[0].id, date(2026, 11, 2)))
    november = Period(date(2026, 11, 1), TODAY)
    desk.do(ChangeSetting("kinds.chaired", ["looked-after", "foster-carer"]))
    (line,) = desk.ask(Timeliness(november, "kind", kinds=("foster-carer",))).lines
    assert (line.key, line.numerator, line.denominator) == ("foster-carer", 1, 1)


def test_a_household_is_no_child_in_headline_search_siblings_or_other_meetings(
    service: Service, desk: Desk, child: Child, hills: Child
) -> None:
    service.period(child, date(2026, 7, 13))
    headline = desk.ask(AskHeadline())
    assert (headline.without_iro, headline.children) == (0, 1)
    assert desk.ask(Find("hill", ("child",))) == ()
    (found,) = desk.ask(Find("hill"))
    assert (found.kind, found.more) == ("child", "Foster household F1")
    with pytest.raises(Refusal, match="no sibling"):
        desk.do(JoinSiblings((child.id, hills.id)))
    with pytest.raises(Refusal, match="no child"):
        desk.do(KeepGathering("pre-secure", TODAY, (hills.id,)))
    with pytest.raises(Refusal, match="no child"):
        desk.do(LogChallenge((hills.id,), "drift", "It drifts", level=1))
    with pytest.raises(Refusal, match="no child"):
        desk.do(RecordContact((hills.id,), TODAY, "seen"))
    with pytest.raises(Refusal, match="already here"):
        desk.do(KeepHousehold("1001", "Somebody", "", None))


def test_a_household_is_not_handed_over_with_children(
    service: Service, desk: Desk, child: Child, iro: Officer, hills: Child
) -> None:
    service.period(child, date(2026, 7, 13))
    desk.do(Allocate((hills.id,), iro.id, date(2026, 11, 2)))
    preview = desk.ask(HandoverPreview(TODAY, officer_id=iro.id))
    assert [line.reference for line in preview.lines] == ["1001"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    approved=st.dates(date(1990, 1, 1), TODAY),
    held=st.booleans(),
    day=st.dates(date(2026, 1, 1), TODAY),
)
def test_a_household_never_changes_the_caseload_however_long_it_is_approved(
    service: Service, desk: Desk, iro: Officer, approved: date, held: bool, day: date
) -> None:
    if not service.count("children"):
        one = service.child("1001")
        service.period(one, date(2026, 1, 5), LOOKED_AFTER)
        service.allocated(one, iro, date(2026, 1, 6))
    before = desk.ask(CaseloadOn(day))
    household = desk.do(KeepHousehold("F1", "Pat Hill", "", approved)).result
    if held:
        desk.do(Allocate((household.id,), iro.id, approved))
    assert desk.ask(CaseloadOn(day)) == before
    (waiting,) = [review for review in reviews(service, household) if review.held is None]
    assert waiting.due is not None
    assert waiting.due > approved
    if held:
        desk.do(UndoLatest())
    desk.do(UndoLatest())
