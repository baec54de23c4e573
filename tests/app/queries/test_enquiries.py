"""Child protection enquiries as they are listed, with the working days of each step, and what a child's page shows of them."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.commands.conferences import ConferenceRow, RecordConference
from app.commands.enquiries import NotNeeded, StartEnquiry
from app.desk import Desk
from app.domain.children import Child
from app.domain.conferences import Enquiry, PreviousPlans, earlier_plans, next_core_group, waiting
from app.domain.dates import Period
from app.domain.kinds import ICPC, RCPC, TRANSFER_IN, Interval
from app.domain.reviews import Review, Series
from app.queries.conferences import ChildProtection, ProtectionFacts, open_words
from app.queries.enquiries import EnquiriesTable
from tests.builders import CALENDAR, Service


@pytest.fixture
def child(service: Service) -> Child:
    """A child with a strategy discussion on 1 September 2026 and a request two working days later."""
    return service.child("C1", name="Ada Marlow", date_of_birth=date(2016, 3, 1))


def started(desk: Desk, child: Child) -> Enquiry:
    """The enquiry."""
    days = (date(2026, 9, 1), date(2026, 9, 3), date(2026, 9, 4), date(2026, 9, 2))
    return desk.do(StartEnquiry((child.id,), *days)).result[0]


def conference(service: Service, series_id: str) -> Review:
    """Its conference."""
    with service.read() as store:
        return store.shelf(Review).find(series_id=series_id)[0]


def facts(desk: Desk, child: Child) -> ProtectionFacts:
    """What the child's page shows."""
    return desk.ask(ChildProtection(child.id))


def listed(desk: Desk, period: Period | None = None) -> list[dict[str, object]]:
    """The rows of the table by the keys of its columns."""
    table = desk.ask(EnquiriesTable(period))
    with desk._keeper.read(desk.stamp()) as store:
        return [dict(zip((c.key for c in table.columns), row.cells, strict=True)) for row in table.rows.each(store)]


def test_an_enquiry_is_listed_with_the_working_days_of_each_step(desk: Desk, service: Service, child: Child) -> None:
    enquiry = started(desk, child)
    [running] = listed(desk)
    assert (running["due"], running["became"], running["to_request"]) == (date(2026, 9, 22), "Still to be held", 2)
    assert (running["to_conference"], running["from_section47"]) == (None, None)
    alison = service.officer("Alison Wright")
    row = ConferenceRow(conference(service, enquiry.series_id).id, "no-plan")
    desk.do(RecordConference(date(2026, 9, 24), (row,), chair_id=alison.id))
    assert not listed(desk)
    [held] = listed(desk, Period.month(2026, 9))
    assert (held["held"], held["to_conference"], held["from_section47"]) == (date(2026, 9, 24), 14, 16)
    assert (held["became"], held["chair"]) == ("Held", "Alison Wright")
    assert not listed(desk, Period.month(2026, 10))


def test_a_clock_without_recorded_steps_is_listed_all_the_same(desk: Desk, service: Service, child: Child) -> None:
    service.period(child, date(2026, 11, 2), ICPC)
    [row] = listed(desk)
    assert (row["strategy"], row["requested"], row["due"]) == (date(2026, 11, 2), None, date(2026, 11, 23))


def test_an_enquiry_without_need_of_a_conference_is_listed_so(desk: Desk, child: Child) -> None:
    enquiry = started(desk, child)
    desk.do(NotNeeded((enquiry.series_id,), date(2026, 9, 8), "Team manager"))
    [row] = listed(desk, Period.month(2026, 9))
    assert (row["became"], row["held"]) == ("Not needed", date(2026, 9, 8))
    [over] = facts(desk, child).enquiries
    assert (over.steps[-1].words, over.steps[-1].day) == ("Conference not needed", date(2026, 9, 8))


def test_the_page_shows_the_steps_and_then_the_plan_they_led_to(desk: Desk, service: Service, child: Child) -> None:
    enquiry = started(desk, child)
    before = facts(desk, child)
    assert before.enquiry is not None
    steps = [(step.words, step.day, step.late) for step in before.enquiry.steps]
    assert steps[0] == ("Strategy discussion", date(2026, 9, 1), False)
    assert steps[-1] == ("Conference due", date(2026, 9, 22), True)
    row = ConferenceRow(conference(service, enquiry.series_id).id, "plan", "NEG")
    desk.do(RecordConference(date(2026, 9, 18), (row,)))
    after = facts(desk, child)
    assert after.enquiry is None
    assert after.plan is not None
    assert (after.plan.title, after.plan.latest, after.plan.open_words) == (
        "First child protection plan",
        "Neglect",
        "9 weeks",
    )
    led = after.led_to(after.plan)
    assert led is not None
    assert (led.outcome, led.steps[-1].words) == ("Child protection plan made: Neglect", "Conference held")


def test_a_review_conference_is_listed_with_its_plan_and_without_its_outcome_waits_for_it(
    desk: Desk, service: Service, child: Child
) -> None:
    plan = service.period(child, date(2026, 3, 2), RCPC)
    service.held(plan, date(2026, 5, 29))
    row = ConferenceRow(service.open_review(plan).id, "continues", "NEG", dissent="The father")
    desk.do(RecordConference(date(2026, 11, 18), (row,)))
    found = facts(desk, child).plan
    assert found is not None
    assert [(one.day, one.words) for one in found.held] == [
        (date(2026, 11, 18), "Plan continues: Neglect. Not agreed by: The father"),
        (date(2026, 5, 29), ""),
    ]
    row = ConferenceRow(found.held[1].review_id, "continues")
    desk.do(RecordConference(date(2026, 5, 29), (row,)))
    again = facts(desk, child).plan
    assert again is not None
    assert again.held[1].words == "Plan continues: Neglect"


def test_a_transfer_has_steps_of_its_own(desk: Desk, child: Child) -> None:
    said = StartEnquiry((child.id,), kind=TRANSFER_IN, transfer_from="Leeds", notified_on=date(2026, 11, 2))
    desk.do(said)
    enquiry = facts(desk, child).enquiry
    assert enquiry is not None
    assert [(step.words, step.day, step.under) for step in enquiry.steps[:2]] == [
        ("Notified", date(2026, 11, 2), "Leeds"),
        ("Accepted", None, ""),
    ]
    assert enquiry.line.strategy_on is None


DAYS = st.none() | st.dates(date(2024, 1, 1), date(2026, 11, 20))


@settings(max_examples=20, deadline=None)
@given(DAYS, DAYS, DAYS, DAYS, DAYS)
def test_waiting_is_known_exactly_where_both_days_are(
    strategy: date | None, requested: date | None, received: date | None, section47: date | None, held: date | None
) -> None:
    enquiry = Enquiry(child_id="", series_id="", requested_on=requested, received_on=received, section47_on=section47)
    took = waiting(enquiry, strategy, held, CALENDAR)
    for days, start, end in (
        (took.strategy_to_request, strategy, requested),
        (took.received_to_conference, received, held),
        (took.section47_to_conference, section47, held),
    ):
        assert days == (CALENDAR.working_days_between(start, end) if start and end else None)


def test_core_groups_run_from_the_conference_and_then_from_each_other() -> None:
    first, then = Interval.parse("10 working days"), Interval.parse("6 weeks")
    made = date(2026, 9, 18)
    assert next_core_group(made, [], first, then, CALENDAR) == date(2026, 10, 2)
    held = [date(2026, 10, 9), date(2026, 10, 1), date(2026, 9, 1)]
    assert next_core_group(made, held, first, then, CALENDAR) == date(2026, 11, 20)


def test_only_plans_that_began_before_count_as_earlier_ones() -> None:
    def plan(start: date | None, kind: str = RCPC, end: date | None = None) -> Series:
        return Series(child_id="", kind=kind, start=start, start_known=start is not None, end=end)

    now = plan(date(2026, 9, 18))
    others = [now, plan(date(2020, 1, 1)), plan(date(2027, 1, 1)), plan(date(2019, 1, 1), ICPC)]
    assert earlier_plans(now, [*others, plan(None, end=date(2018, 1, 1))]) == 2
    assert PreviousPlans(2, 1).number == 4


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (date(2026, 9, 20), "0 weeks"),
        (date(2026, 9, 25), "1 week"),
        (date(2026, 12, 17), "12 weeks"),
        (date(2026, 12, 18), "13 weeks (3 months)"),
        (date(2028, 1, 1), "67 weeks (15 months)"),
    ],
)
def test_how_long_a_plan_is_open_is_said_in_weeks_and_then_also_in_months(end: date, words: str) -> None:
    assert open_words(date(2026, 9, 18), end) == words
