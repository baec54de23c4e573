"""The service's own spreadsheet, however it is laid out, becomes children, periods, reviews and allocations."""

from datetime import date, timedelta

from app.domain.children import Child
from app.domain.officers import Officer
from app.domain.reviews import Review, Series
from app.domain.settings import ListEntry
from tests.app.imports.conftest import Importing
from tests.app.imports.results import allocations, counts, held

HEADINGS = ("Mosaic ID", "Name", "DOB", "LAC start date", "IRO", "Review date", "Participation")


def test_one_row_holds_child_period_iro_and_review_together(importing: Importing) -> None:
    planned = importing.rows(
        HEADINGS,
        ("M1", "Ann Lee", date(2015, 1, 1), date(2026, 1, 5), "Ira Orr", date(2026, 1, 30), "PN1"),
        ("M1", "Ann Lee", date(2015, 1, 1), date(2026, 1, 5), "Ira Orr", date(2026, 4, 20), "PN2 - an advocate spoke"),
        ("M2", "Bo Ek", None, date(2026, 10, 1), "Ira Orr", None, None),
    )
    assert counts(planned) == {"children": 2, "periods": 2, "reviews": 2, "allocations": 2, "iros": 1}
    first, second = held(importing)
    assert (first.participation, first.number, second.participation) == ("PN1", 1, "PN2")
    assert second.due == date(2026, 4, 30)
    (officer,) = importing.all(Officer)
    assert (first.chair_id, officer.name) == (officer.id, "Ira Orr")


def test_where_names_differ_each_takes_over_the_day_after_the_previous_ones_last_review(importing: Importing) -> None:
    start = date(2026, 1, 5)
    importing.rows(
        ("Child ID", "LAC start", "LAC end", "Chair", "Review held"),
        ("1", start, date(2026, 10, 1), "Ann", date(2026, 1, 30)),
        ("1", start, date(2026, 10, 1), "Bea", date(2026, 4, 20)),
        ("1", start, date(2026, 10, 1), "Bea", date(2026, 9, 1)),
    )
    assert allocations(importing) == [("Ann", start, date(2026, 1, 31)), ("Bea", date(2026, 1, 31), date(2026, 10, 1))]


def test_without_a_known_start_the_allocation_starts_at_the_earliest_date_that_the_file_shows(
    importing: Importing,
) -> None:
    importing.rows(
        ("Child ID", "IRO", "Review held"),
        ("1", "Ann", date(2026, 4, 1)),
        ("1", "Ann", date(2025, 10, 2)),
        ("2", "Ann", None),
    )
    assert allocations(importing) == [("Ann", date(2025, 10, 2), None), ("Ann", importing.service.today, None)]
    assert all(not s.start_known and s.start is None for s in importing.all(Series))


def test_a_child_needs_only_a_reference(importing: Importing) -> None:
    planned = importing.rows(("Child ID",), ("007",), ("7",))
    assert counts(planned) == {"children": 2}
    assert sorted(c.reference for c in importing.all(Child)) == ["007", "7"]


def test_a_child_is_matched_by_reference_whatever_its_case_and_spaces(importing: Importing) -> None:
    importing.rows(("Child ID", "Name"), ("ab1", "Ann"))
    assert counts(importing.rows(("Child ID", "Name"), (" AB1 ", "Ann")), "unchanged") == {"children": 1}


def test_another_date_of_birth_refuses_the_row(importing: Importing) -> None:
    rows = [
        ("Child ID", "DOB", "Review date"),
        ("1", date(2015, 1, 1), date(2026, 1, 30)),
        ("1", date(2015, 1, 2), date(2026, 4, 20)),
    ]
    planned = importing.rows(*rows)
    assert [(r.row, r.column, r.value) for r in planned.refused] == [(3, "DOB", "02/01/2015")]
    assert counts(planned)["reviews"] == 1
    other = importing.rows(("Child ID", "DOB", "Review date"), ("1", date(2016, 1, 1), date(2026, 6, 1)))
    assert len(other.refused) == 1
    assert not other.usable


def test_a_review_before_birth_or_in_the_future_is_refused(importing: Importing) -> None:
    future = importing.service.today + timedelta(days=1)
    planned = importing.rows(
        ("Child ID", "DOB", "Review date"),
        ("1", date(2015, 1, 1), date(2014, 1, 30)),
        ("2", None, future),
        ("3", None, "soon"),
    )
    assert [(r.row, r.column) for r in planned.refused] == [(2, "Review date"), (3, "Review date"), (4, "Review date")]
    assert importing.all(Review) == ()


def test_the_iro_of_a_period_of_care_holds_the_child_again_when_a_plan_that_began_later_ends(
    importing: Importing,
) -> None:
    rows = (
        ("Child ID", "Kind of review", "Start", "End", "IRO"),
        ("1", "Looked-after review", date(2026, 1, 5), None, "Ann Lee"),
        ("1", "RCPC", date(2026, 3, 2), date(2026, 6, 30), "Bo Reid"),
    )
    importing.rows(*rows)
    assert allocations(importing) == [
        ("Ann Lee", date(2026, 1, 5), date(2026, 3, 2)),
        ("Ann Lee", date(2026, 6, 30), None),
        ("Bo Reid", date(2026, 3, 2), date(2026, 6, 30)),
    ]
    again = importing.rows(*rows)
    assert counts(again) == counts(again, "changed") == {}


def test_a_row_left_out_for_its_future_review_does_not_say_when_the_child_was_born(importing: Importing) -> None:
    future = importing.service.today + timedelta(days=1)
    planned = importing.rows(
        ("Child ID", "DOB", "Start of care", "Review date"),
        ("1", None, date(2026, 1, 5), date(2026, 1, 30)),
        ("1", date(2008, 2, 1), date(2026, 1, 5), future),
    )
    assert [(r.row, r.reason) for r in planned.refused] == [(3, "The review was held in the future.")]
    assert [child.date_of_birth for child in importing.all(Child)] == [None]
    assert [series.closes for series in importing.all(Series)] == [None]


def test_a_row_whose_period_starts_in_the_future_is_refused_and_the_others_make_one_period(
    importing: Importing,
) -> None:
    planned = importing.rows(
        ("Child ID", "Start of care", "Review date", "Ended"),
        ("1", date(2026, 1, 5), date(2026, 1, 30)),
        ("1", date(2062, 1, 5), date(2026, 4, 20)),
    )
    assert [(r.row, r.column, r.value) for r in planned.refused] == [(3, "Start of care", "05/01/2062")]
    assert [series.start for series in importing.all(Series)] == [date(2026, 1, 5)]


def test_names_in_any_script_and_a_note_of_forty_thousand_characters_are_kept_whole(importing: Importing) -> None:
    note = "Täglich 今日 " * 4000
    importing.rows(
        ("Child ID", "Name", "IRO", "Review date", "Notes"), ("1", "محمد عبد الله", "Zoë Łuć", date(2026, 1, 30), note)
    )
    (child,), (review,), (officer,) = importing.all(Child), held(importing), importing.all(Officer)
    assert (child.name, officer.name) == ("محمد عبد الله", "Zoë Łuć")
    assert review.note == note.strip()


def test_a_due_date_of_the_file_is_used_where_the_history_is_missing(importing: Importing) -> None:
    planned = importing.rows(
        ("Child ID", "Review due", "Review held"),
        ("1", date(2026, 4, 1), date(2026, 3, 30)),
        ("2", None, date(2026, 3, 30)),
    )
    assert [(r.due, r.due_basis) for r in held(importing)] in (
        [(date(2026, 4, 1), "file"), (None, "unknown")],
        [(None, "unknown"), (date(2026, 4, 1), "file")],
    )
    assert planned.not_judged == 1


def test_late_reasons_of_the_list_are_used_and_others_added_to_it(importing: Importing) -> None:
    importing.rows(
        ("Child ID", "Review held", "Late reason"),
        ("1", date(2026, 3, 30), "Illness"),
        ("2", date(2026, 3, 31), "Snow on the road"),
    )
    reasons = [r.late_reason for r in held(importing)]
    assert reasons[1] == "snow-on-the-road"
    assert "Snow on the road" in [entry.label for entry in importing.all(ListEntry)]
