"""Enquiries, conferences, plans and allocation lists of the service's own sheets."""

from datetime import date

from app.domain.conferences import ConferenceOutcome, Enquiry, ProtectionPlan
from app.domain.officers import Allocation, Officer
from app.domain.reviews import Review, Series
from tests.app.imports.conftest import Importing
from tests.app.imports.datasets import differs, periods
from tests.app.imports.results import counts, held
from tests.builders import TODAY

CONFERENCES = (
    *("Child ID", "Strategy discussion", "Section 47 date", "ICPC requested", "Conference date", "Outcome", "Category"),
    *("Latest category", "Plan start", "Plan end", "Reason for end", "Previous plans", "Quorate"),
)
MADE = (
    *("1", date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 8), date(2026, 1, 23), "Child protection plan", "Neglect"),
    *("Emotional abuse", date(2026, 1, 23), date(2026, 7, 10), "Plan ended", 1, "Yes"),
)
NO_PLAN = ("2", date(2026, 2, 2), date(2026, 2, 3), None, date(2026, 2, 20), "No plan")


def allocations(importing: Importing) -> set[tuple[str, date, date | None]]:
    """Who holds from when until when."""
    names = {officer.id: officer.name for officer in importing.all(Officer)}
    return {(names[one.officer_id], one.start, one.end) for one in importing.all(Allocation)}


def test_a_row_of_a_conference_is_the_enquiry_the_conference_and_the_plan(importing: Importing) -> None:
    planned = importing.rows(CONFERENCES, MADE, NO_PLAN, name="Conferences")
    assert not planned.refused
    assert periods(importing) == {
        ("1", "icpc", date(2026, 1, 5), date(2026, 1, 23)),
        ("1", "rcpc", date(2026, 1, 23), date(2026, 7, 10)),
        ("2", "icpc", date(2026, 2, 2), date(2026, 2, 20)),
    }
    enquiries = {one.section47_on: one.requested_on for one in importing.all(Enquiry)}
    assert enquiries == {date(2026, 1, 6): date(2026, 1, 8), date(2026, 2, 3): None}
    (plan,) = importing.all(ProtectionPlan)
    assert (plan.initial_category, plan.latest_category, plan.previous_here) == ("NEG", "EMO", 1)
    assert {one.outcome for one in importing.all(ConferenceOutcome)} == {"plan", "no-plan"}
    reasons = {series.end_reason for series in importing.all(Series)}
    assert reasons == {"plan-made", "no-plan", "plan-ended"}


def test_the_same_sheet_again_changes_nothing(importing: Importing) -> None:
    importing.rows(CONFERENCES, MADE, NO_PLAN, name="Conferences")
    assert not differs(importing.rows(CONFERENCES, MADE, NO_PLAN, name="Conferences"))


def test_a_sheet_of_plans_and_review_conferences_is_told_by_its_columns(importing: Importing) -> None:
    importing.rows(
        (
            "Child ID",
            "CP plan start date",
            "Category of abuse",
            "Date of conference",
            "Outcome",
            "De-registration date",
        ),
        ("1", date(2026, 1, 23), "Physical", date(2026, 4, 20), "Plan to continue", None),
        ("1", date(2026, 1, 23), "Physical", date(2026, 7, 10), "Step down to CIN", date(2026, 7, 10)),
    )
    assert periods(importing) == {("1", "rcpc", date(2026, 1, 23), date(2026, 7, 10))}
    outcomes = {one.review_id: one.outcome for one in importing.all(ConferenceOutcome)}
    assert [outcomes[review.id] for review in held(importing)] == ["continues", "ends"]


def test_a_plan_begins_with_its_conference_unless_another_row_says_when(importing: Importing) -> None:
    headings = ("Child ID", "Strategy discussion", "Conference date", "Outcome", "Category")
    importing.rows(headings, ("1", date(2026, 1, 5), date(2026, 1, 23), "Plan made", "SAB"), name="ICPC")
    assert ("1", "rcpc", date(2026, 1, 23), None) in periods(importing)
    assert [plan.initial_category for plan in importing.all(ProtectionPlan)] == ["SAB"]


def test_an_enquiry_that_needed_no_conference_leaves_none_due(importing: Importing) -> None:
    headings = ("Child ID", "Strategy discussion", "Conference date", "ICPC not needed")
    importing.rows(headings, ("1", date(2026, 11, 2), None, "Jo Blake, service manager"), name="ICPC")
    assert periods(importing) == {("1", "icpc", date(2026, 11, 2), date(2026, 11, 2))}
    assert [one.not_needed_by for one in importing.all(Enquiry)] == ["Jo Blake, service manager"]
    assert not importing.all(Review)


def test_words_that_are_no_outcome_of_a_conference_stay_a_note(importing: Importing) -> None:
    importing.rows(("Child ID", "Review date", "Outcome"), ("1", date(2026, 1, 30), "Care plan to be updated"))
    assert [review.note for review in held(importing)] == ["Care plan to be updated"]


def test_a_category_nobody_knows_is_told_and_the_row_is_used(importing: Importing) -> None:
    planned = importing.rows(
        ("Child ID", "Plan start", "Category", "Previous plans"), ("1", date(2026, 1, 23), "Purple", "several")
    )
    assert [one.value for one in planned.facts.ignored] == ["Purple", "several"]
    assert counts(planned) == {"children": 1, "periods": 1}


ALLOCATION_LIST = ("Number", "Name", "IRO", "Social worker", "Team")


def test_an_allocation_list_without_dates_allocates_from_the_day_of_the_import(importing: Importing) -> None:
    child = importing.service.child("1")
    importing.service.period(child, date(2026, 1, 23), "rcpc")
    planned = importing.rows(("Child ID", *ALLOCATION_LIST[1:]), ("1", "Amira Khan", "Ira Orr", "Cy Doe", "North"))
    assert allocations(importing) == {("Ira Orr", TODAY, None)}
    assert periods(importing) == {("1", "rcpc", date(2026, 1, 23), None)}, "it says nothing of another period"
    assert not planned.refused


def test_an_allocation_list_may_say_since_when(importing: Importing) -> None:
    child = importing.service.child("1")
    importing.service.period(child, date(2026, 1, 5))
    rows = (
        ("Child ID", "IRO", "Allocated from"),
        ("1", "Ann Lee", date(2026, 1, 8)),
        ("1", "Bo Day", date(2026, 6, 1)),
    )
    importing.rows(*rows)
    assert allocations(importing) == {
        ("Ann Lee", date(2026, 1, 8), date(2026, 6, 1)),
        ("Bo Day", date(2026, 6, 1), None),
    }
    assert not differs(importing.rows(*rows))


def test_a_new_iro_in_the_list_takes_over_and_absence_ends_nothing(importing: Importing) -> None:
    for reference in ("1", "2"):
        importing.service.period(importing.service.child(reference), date(2026, 1, 5))
    importing.rows(("Child ID", "IRO"), ("1", "Ann Lee"), ("2", "Ann Lee"))
    importing.rows(("Child ID", "IRO"), ("1", "Bo Day"))
    assert ("Ann Lee", TODAY, None) in allocations(importing)
    assert ("Bo Day", TODAY, None) in allocations(importing)
