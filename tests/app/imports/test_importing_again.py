"""The weekly refresh: what a person typed stays, absence ends nothing, and what changed since the last file is told."""

from datetime import date
from pathlib import Path

from app.commands.undo import UndoLatest
from app.domain.children import Child, ChildTeam, SocialWorker
from app.domain.officers import Allocation
from app.domain.reviews import Meeting, Review, Series
from app.queries.imports.outcome import Choices
from tests.app.imports.conftest import Importing
from tests.app.imports.files import write_sheet
from tests.app.imports.results import allocations, counts, held

HEADINGS = ("Mosaic ID", "Name", "DOB", "LAC start date", "IRO", "Review date", "Participation")


def test_the_same_sheet_again_changes_nothing(importing: Importing, tmp_path: Path) -> None:
    path = write_sheet(
        tmp_path / "a.xlsx",
        (*HEADINGS, "Team", "Social worker", "Next review booked", "Late reason"),
        (
            "M1",
            "Ann",
            date(2015, 1, 1),
            date(2026, 1, 5),
            "Ira Orr",
            date(2026, 2, 27),
            "PN1",
            "North",
            "Sam",
            None,
            "Snow on the road",
        ),
        (
            "M1",
            "Ann",
            date(2015, 1, 1),
            date(2026, 1, 5),
            "Jo Dee",
            date(2026, 4, 20),
            "PN1",
            "South",
            "Sam",
            date(2026, 12, 1),
            None,
        ),
        ("M3", None, None, None, "Jo Dee", None, None, None, None, None, None),
    )
    first = importing.files(path)
    again = importing.files(path)
    assert not again.writes
    assert counts(again, "new") == counts(again, "changed") == {}
    expected = counts(first)
    assert expected == {"children": 2, "periods": 2, "reviews": 3, "allocations": 3, "iros": 2, "teams": 2}
    assert counts(again, "unchanged") == expected


def test_an_iro_named_later_takes_over_from_the_one_of_the_last_file(importing: Importing) -> None:
    rows = [("Child ID", "LAC start", "IRO", "Review held"), ("1", date(2026, 1, 5), "Ann", date(2026, 1, 30))]
    importing.rows(*rows)
    planned = importing.rows(("Child ID", "LAC start", "IRO"), ("1", date(2026, 1, 5), "Bea"))
    assert allocations(importing) == [("Ann", date(2026, 1, 5), date(2026, 1, 31)), ("Bea", date(2026, 1, 31), None)]
    assert (counts(planned), counts(planned, "changed")) == ({"allocations": 1, "iros": 1}, {"allocations": 1})
    again = importing.rows(("Child ID", "LAC start", "IRO"), ("1", date(2026, 1, 5), "Bea"))
    assert not again.writes


def test_an_allocation_made_by_hand_since_is_not_overwritten(importing: Importing) -> None:
    importing.rows(("Child ID", "LAC start", "IRO"), ("1", date(2026, 1, 5), "Ann"))
    (allocation,) = importing.all(Allocation)
    other = importing.service.officer("By Hand")
    importing.service.keep(
        allocation.__class__(**{**vars(allocation), "end": date(2026, 6, 1)}),
        Allocation(child_id=allocation.child_id, officer_id=other.id, start=date(2026, 6, 1)),
    )
    same = importing.rows(("Child ID", "LAC start", "IRO"), ("1", date(2026, 1, 5), "Ann"))
    assert (same.writes, same.conflicts) == (False, [])
    planned = importing.rows(("Child ID", "LAC start", "IRO"), ("1", date(2026, 1, 5), "Cy"))
    assert [(c.what, c.theirs) for c in planned.conflicts] == [("IRO", "Cy")]
    assert [name for name, _, end in allocations(importing) if end is None] == ["By Hand"]


def test_a_value_typed_by_hand_since_is_a_conflict_and_ours_stays_unless_theirs_is_accepted(
    importing: Importing,
) -> None:
    def sheet(code: str) -> list[tuple[object, ...]]:
        return [("Child ID", "Review date", "Participation"), ("1", date(2026, 1, 30), code)]

    importing.rows(*sheet("PN1"))
    (review,) = held(importing)
    importing.service.keep(review.__class__(**{**vars(review), "participation": "PN6"}))
    assert not importing.rows(*sheet("PN1")).writes
    planned = importing.rows(*sheet("PN2"))
    assert [(c.what, c.ours, c.theirs, c.accepted) for c in planned.conflicts] == [
        ("Participation", "PN6", "PN2", False)
    ]
    assert held(importing)[0].participation == "PN6"
    assert not importing.rows(*sheet("PN2")).writes


def test_an_accepted_conflict_takes_the_files_value(importing: Importing) -> None:
    importing.rows(("Child ID", "Name"), ("1", "Ann"))
    (child,) = importing.all(Child)
    importing.service.keep(child.__class__(**{**vars(child), "name": "Anna"}))
    key = f"{child.id}:name"
    importing.rows(("Child ID", "Name"), ("1", "Anne"), choices=Choices(frozenset({key})))
    assert importing.all(Child)[0].name == "Anne"


def test_a_date_corrected_here_is_not_entered_again_by_the_same_file(importing: Importing) -> None:
    rows = [("Child ID", "Review date"), ("1", date(2026, 1, 30))]
    importing.rows(*rows)
    (review,) = held(importing)
    importing.service.keep(review.__class__(**{**vars(review), "held": date(2026, 1, 29)}))
    assert not importing.rows(*rows).writes
    assert [r.held for r in held(importing)] == [date(2026, 1, 29)]


def test_a_review_voided_here_stays_out(importing: Importing) -> None:
    rows = [("Child ID", "Review date"), ("1", date(2026, 1, 30))]
    importing.rows(*rows)
    with importing.service.change() as store:
        store.shelf(Review).void(held(importing)[0], "Entered twice")
    assert counts(importing.rows(*rows)) == {}
    assert held(importing) == []


def test_absence_from_a_file_ends_nothing(importing: Importing) -> None:
    importing.rows(("Mosaic ID", "LAC start", "LAC end"), ("1", date(2026, 1, 5), None), ("2", date(2026, 1, 6), None))
    importing.rows(("Mosaic ID", "LAC start", "LAC end"), ("1", date(2026, 1, 5), date(2026, 9, 1)))
    assert sorted(str(s.end) for s in importing.all(Series)) == ["2026-09-01", "None"]


def test_what_changed_since_the_last_file_is_listed_with_an_act(importing: Importing) -> None:
    heads = ("Child ID", "DOB", "LAC start", "LAC end", "IRO", "Review date")
    old, start = date(2012, 1, 1), date(2026, 1, 5)
    first = importing.rows(
        heads, ("1", old, start, None, "Ann", date(2026, 1, 30)), ("2", old, start, None, "Ann", date(2026, 1, 28))
    )
    assert first.since == []
    planned = importing.rows(
        heads,
        ("1", old, start, date(2026, 9, 1), "Ann", date(2026, 1, 30)),
        ("2", old, start, None, "Ann", date(2026, 1, 26)),
        ("2", old, start, None, "Ann", date(2026, 4, 20)),
        ("3", old, date(2026, 11, 2), None, None, None),
    )
    found = {(since.what, since.reference, since.act) for since in planned.since}
    assert ("became looked after", "3", "allocate") in found
    assert ("review held there, not here", "2", "record held") in found
    assert ("review held here, not there", "2", "check review") in found
    assert {what for what, _, _ in found} >= {"ceased"}


def test_what_changed_since_the_last_file_names_the_child(importing: Importing) -> None:
    heads = ("Child ID", "Child name", "DOB", "LAC start", "LAC end")
    born, start = date(2012, 1, 1), date(2026, 1, 5)
    importing.rows(heads, ("1", "Kim Rae", born, start, None), ("2", "", born, start, None))
    ended = date(2026, 9, 1)
    planned = importing.rows(heads, ("1", "Kim Rae", born, start, ended), ("2", "", born, start, ended))
    assert {(one.reference, one.name) for one in planned.since} == {("1", "Kim Rae"), ("2", "")}


def test_an_import_is_undone_as_one_change(importing: Importing) -> None:
    rows = [("Child ID", "LAC start", "IRO", "Review date"), ("1", date(2026, 1, 5), "Ann", date(2026, 1, 30))]
    importing.rows(*rows)
    importing.service.desk().do(UndoLatest())
    assert (importing.all(Child), importing.all(Review), importing.all(Allocation)) == ((), (), ())
    assert counts(importing.rows(*rows)) == {"children": 1, "periods": 1, "reviews": 1, "allocations": 1, "iros": 1}


def test_a_booked_next_review_becomes_a_planned_meeting_that_a_later_file_says_was_held(importing: Importing) -> None:
    heads = ("Child ID", "LAC start", "Review held", "Next review booked")
    start, first, booked = date(2026, 1, 5), date(2026, 1, 30), date(2026, 4, 20)
    importing.rows(heads, ("1", start, first, booked))
    (meeting,) = importing.all(Meeting)
    assert (meeting.date, meeting.state) == (booked, "planned")
    planned = importing.rows(heads, ("1", start, first, booked), ("1", start, booked, None))
    assert counts(planned, "changed")["reviews"] == 1
    assert [(m.date, m.state) for m in importing.all(Meeting)] == [(booked, "held")]
    assert [r.held for r in held(importing)] == [first, booked]


def test_team_and_social_worker_are_kept_from_the_start_and_change_on_the_day_of_the_import(
    importing: Importing,
) -> None:
    heads = ("Child ID", "LAC start", "Team", "Social worker")
    importing.rows(heads, ("1", date(2026, 1, 5), "North", "Sam"))
    importing.rows(heads, ("1", date(2026, 1, 5), "South", "Sam"))
    today = importing.service.today
    teams = sorted((t.start, t.end) for t in importing.all(ChildTeam))
    assert teams == [(date(2026, 1, 5), today), (today, None)]
    assert [(w.name, w.start, w.end) for w in importing.all(SocialWorker)] == [("Sam", date(2026, 1, 5), None)]


def test_a_conference_without_its_start_that_fits_no_enquiry_is_known_again(importing: Importing) -> None:
    """It was held after the 18th birthday: kept in no enquiry, and the enquiry itself is not entered twice."""
    rows = (
        ("Child ID", "DOB", "Type", "Conference date"),
        ("1", date(2006, 11, 5), "ICPC", date(2024, 12, 26)),
        ("2", date(2015, 1, 1), "ICPC", date(2024, 12, 26)),
    )
    importing.rows(*rows)
    periods = len(importing.all(Series))
    again = importing.rows(*rows)
    assert (counts(again), counts(again, "changed")) == ({}, {})
    assert len(importing.all(Series)) == periods


def test_periods_that_overlap_in_a_file_leave_one_officer_a_day(importing: Importing) -> None:
    """Three periods with three names, the middle one starting within both others: nobody holds the child twice at once."""
    rows = (
        ("Child ID", "Type", "Start date", "End date", "Chair", "Review held"),
        ("1", "LAC", date(2024, 1, 1), date(2024, 5, 1), "Ann", date(2024, 1, 20)),
        ("1", "RCPC", date(2024, 1, 1), date(2024, 10, 1), "Bea", date(2024, 3, 20)),
        ("1", "ICPC", date(2024, 3, 1), date(2024, 7, 1), "Cat", date(2024, 3, 20)),
    )
    importing.rows(*rows)
    assert allocations(importing) == [
        ("Ann", date(2024, 1, 1), date(2024, 3, 1)),
        ("Bea", date(2024, 5, 1), date(2024, 10, 1)),
        ("Cat", date(2024, 3, 1), date(2024, 5, 1)),
    ]
    again = importing.rows(*rows)
    assert (counts(again), counts(again, "changed")) == ({}, {})
