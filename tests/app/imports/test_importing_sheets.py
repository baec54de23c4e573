"""The service's own spreadsheet, however it is laid out, becomes children, periods, reviews and allocations."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from app.domain.children import Child, ChildTeam, SocialWorker
from app.domain.errors import Refusal
from app.domain.officers import Allocation, Officer
from app.domain.reviews import Meeting, Review, Series
from app.domain.settings import ListEntry
from app.files.refusals import save_refusals
from app.files.template import write_template
from app.queries.imports.outcome import ImportPlan, summary
from tests.app.imports.conftest import Importing
from tests.app.imports.files import write_book, write_csv, write_sheet

HEADINGS = ("Mosaic ID", "Name", "DOB", "LAC start date", "IRO", "Review date", "Participation")


def counts(planned: ImportPlan, name: str = "new") -> dict[str, int]:
    return {what: number for what, number in summary(planned)[name].items() if number}


def held(importing: Importing) -> list[Review]:
    return sorted((r for r in importing.all(Review) if r.held), key=lambda r: (r.held or date.min, r.kind))


def allocations(importing: Importing) -> list[tuple[str, date, date | None]]:
    names = {officer.id: officer.name for officer in importing.all(Officer)}
    return sorted((names[a.officer_id], a.start, a.end) for a in importing.all(Allocation))


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


def test_headings_on_row_seven_titles_totals_and_blank_rows_are_no_refusals(
    importing: Importing, tmp_path: Path
) -> None:
    rows = [
        ("OFFICIAL-SENSITIVE",),
        ("Looked after children: reviews",),
        (),
        ("Report run on", date(2026, 11, 1)),
        (),
        (),
        ("Child ID", "Child's name", "Date became looked after", "Reviewing Officer", "Date of review"),
        ("1", "Ann", date(2026, 1, 5), "Ira Orr", date(2026, 1, 30)),
        (),
        ("2", "Bo", date(2026, 2, 5), "Ira Orr", date(2026, 3, 2)),
        ("Total", 2),
    ]
    planned = importing.files(write_sheet(tmp_path / "a.xlsx", *rows))
    assert (counts(planned)["reviews"], planned.refused) == (2, [])
    (sheet,) = planned.facts.sheets
    assert (sheet.rows["marking"], sheet.rows["total"], sheet.rows["blank"]) == (1, 1, 4)


def test_a_merged_reference_is_a_clear_sentence_for_the_rows_below_it(importing: Importing, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Child ID", "IRO", "Review date"), ("1", "Ira", date(2026, 1, 30)), (None, "Ira", date(2026, 4, 20))):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    book.save(tmp_path / "merged.xlsx")
    planned = importing.files(tmp_path / "merged.xlsx")
    (refused,) = planned.refused
    assert (refused.row, refused.column) == (3, "Child ID")
    assert "merged" in refused.reason
    assert counts(planned)["reviews"] == 1


def test_two_sheets_one_of_them_conferences(importing: Importing, tmp_path: Path) -> None:
    path = write_book(
        tmp_path / "both.xlsx",
        {
            "LAC reviews": [
                ("LCS number", "BLA date", "IRO", "Held"),
                ("1", date(2026, 1, 5), "Ann", date(2026, 1, 30)),
            ],
            "CP conferences": [
                ("LCS number", "Type", "Strategy discussion", "Chair", "Date of conference"),
                ("1", "ICPC", date(2026, 2, 2), "Bea", date(2026, 2, 20)),
                ("1", "RCPC", None, "Bea", date(2026, 5, 18)),
            ],
        },
    )
    planned = importing.files(path)
    assert counts(planned) == {"children": 1, "periods": 3, "reviews": 3, "allocations": 2, "iros": 2}
    by_kind = {review.kind: review for review in held(importing)}
    assert set(by_kind) == {"looked-after", "icpc", "rcpc"}
    assert by_kind["icpc"].due == date(2026, 2, 23)
    assert by_kind["rcpc"].due == date(2026, 5, 20)


def test_kinds_are_known_by_the_services_own_names(importing: Importing, tmp_path: Path) -> None:
    with importing.service.change() as store:
        from app.domain.settings import Setting  # noqa: PLC0415 - shown where it is used

        store.shelf(Setting).keep(
            Setting(
                key="kinds.names",
                start=date(2020, 1, 1),
                value=json.dumps({"looked-after": "Child in our care review"}),
            )
        )
    path = write_sheet(
        tmp_path / "a.xlsx",
        ("Child ID", "Review type", "Review date"),
        ("1", "Child in our care review", date(2026, 1, 30)),
        ("2", "Initial LAC review", date(2026, 2, 3)),
        ("3", "Hearing", date(2026, 2, 3)),
    )
    planned = importing.files(path)
    assert [(r.row, r.column, r.value) for r in planned.refused] == [(4, "Review type", "Hearing")]
    assert [(r.number, r.number_basis) for r in held(importing)] == [(1, "unknown"), (1, "file")]


@pytest.mark.parametrize(
    ("words", "number"), [("1st", 1), ("First", 1), ("2", 2), ("Initial", 1), ("Third review", 3), (4, 4)]
)
def test_the_number_of_a_review_may_be_written_in_many_ways(importing: Importing, words: object, number: int) -> None:
    importing.rows(("Child ID", "Sequence", "Review date"), ("1", words, date(2026, 1, 30)))
    (review,) = held(importing)
    assert (review.number, review.number_basis) == (number, "file")


def test_forename_and_surname_are_one_name_and_cancelled_meetings_no_reviews(importing: Importing) -> None:
    planned = importing.rows(
        ("Child ID", "Forename", "Surname", "Review date", "Status"),
        ("1", "Ann", "Lee", date(2026, 1, 30), "Held"),
        ("1", "Ann", "Lee", date(2026, 1, 20), "Cancelled"),
        ("1", "Ann", "Lee", date(2027, 1, 20), "Planned"),
    )
    assert (planned.refused, counts(planned)["reviews"]) == ([], 2)
    assert [c.name for c in importing.all(Child)] == ["Ann Lee"]
    assert [m.date for m in importing.all(Meeting)] == [date(2027, 1, 20)]


def test_dates_as_text_are_read_in_the_order_that_the_column_proves(importing: Importing) -> None:
    importing.rows(("Child ID", "Review date"), ("1", "30/01/2026"), ("2", "03/04/2026"))
    assert [r.held for r in held(importing)] == [date(2026, 1, 30), date(2026, 4, 3)]
    importing.rows(("Child ID", "Review date"), ("3", "01/30/2026"), ("4", "03/04/2026"))
    assert sorted(r.held or date.min for r in held(importing))[1:3] == [date(2026, 1, 30), date(2026, 3, 4)]


def test_an_undecidable_column_of_dates_is_asked_about_and_never_guessed(importing: Importing, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ("Child ID", "Review date"), [("1", "03/04/2026"), ("2", "05/06/2026")])
    with pytest.raises(Refusal, match=r'column "Review date".*03/04/2026'):
        importing.files(path)
    assert importing.all(Child) == ()
    importing.files(path, dates="month-first")
    assert [r.held for r in held(importing)] == [date(2026, 3, 4), date(2026, 5, 6)]


def test_one_undecided_column_can_be_settled_alone(importing: Importing, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ("Child ID", "DOB", "Review date"), [("1", "25/12/2015", "03/04/2026")])
    importing.files(path, date_columns={"Review date": "day-first"})
    assert [r.held for r in held(importing)] == [date(2026, 4, 3)]


def test_a_match_says_which_column_is_which_and_leaves_others_out(importing: Importing, tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "a.xlsx", ("Zahl", "Wann", "IRO"), ("1", date(2026, 1, 30), "Not one"))
    with pytest.raises(Refusal, match="child's reference"):
        importing.files(path)
    match = tmp_path / "match.json"
    match.write_text(json.dumps({"Zahl": "reference", "Wann": "held", "IRO": ""}), encoding="utf-8")
    planned = importing.files(path, match=match)
    assert counts(planned) == {"children": 1, "periods": 1, "reviews": 1}
    match.write_text(json.dumps({"Zahl": "nonsense"}), encoding="utf-8")
    with pytest.raises(Refusal, match="nonsense"):
        importing.files(path, match=match)


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


def test_names_in_any_script_and_a_note_of_forty_thousand_characters_are_kept_whole(importing: Importing) -> None:
    note = "Täglich 今日 " * 4000
    importing.rows(
        ("Child ID", "Name", "IRO", "Review date", "Notes"), ("1", "محمد عبد الله", "Zoë Łuć", date(2026, 1, 30), note)
    )
    (child,), (review,), (officer,) = importing.all(Child), held(importing), importing.all(Officer)
    assert (child.name, officer.name) == ("محمد عبد الله", "Zoë Łuć")
    assert review.note == note.strip()


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
    from app.queries.imports.outcome import Choices  # noqa: PLC0415 - shown where it is used

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


def test_an_import_is_undone_as_one_change(importing: Importing) -> None:
    from app.commands.undo import UndoLatest  # noqa: PLC0415 - shown where it is used

    rows = [("Child ID", "LAC start", "IRO", "Review date"), ("1", date(2026, 1, 5), "Ann", date(2026, 1, 30))]
    importing.rows(*rows)
    importing.service.desk().do(UndoLatest())
    assert (importing.all(Child), importing.all(Review), importing.all(Allocation)) == ((), (), ())
    assert counts(importing.rows(*rows)) == {"children": 1, "periods": 1, "reviews": 1, "allocations": 1, "iros": 1}


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


def test_late_reasons_of_the_list_are_used_and_others_added_to_it(importing: Importing) -> None:
    importing.rows(
        ("Child ID", "Review held", "Late reason"),
        ("1", date(2026, 3, 30), "Illness"),
        ("2", date(2026, 3, 31), "Snow on the road"),
    )
    reasons = [r.late_reason for r in held(importing)]
    assert reasons[1] == "snow-on-the-road"
    assert "Snow on the road" in [entry.label for entry in importing.all(ListEntry)]


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


def test_the_template_is_importable_as_filled_in(importing: Importing, tmp_path: Path) -> None:
    path = write_template(tmp_path / "template.xlsx")
    book = load_workbook(path)
    sheet = book["Reviews"]
    heads = [str(cell.value) for cell in sheet[1]]
    for head, value in (("Child reference", "T1"), ("IRO", "Ann"), ("Participation", "PN1")):
        sheet.cell(2, heads.index(head) + 1, value)
    for head, day in (("Period started", date(2026, 1, 5)), ("Review held", date(2026, 1, 30))):
        sheet.cell(2, heads.index(head) + 1, day)
    book.save(path)
    planned = importing.files(path)
    assert counts(planned) == {"children": 1, "periods": 1, "reviews": 1, "allocations": 1, "iros": 1}
    assert planned.refused == []


def test_the_refused_rows_can_be_saved_as_a_sheet(importing: Importing, tmp_path: Path) -> None:
    planned = importing.rows(("Child ID", "Review date"), ("1", "soon"), ("=2", date(2030, 1, 1)))
    with importing.service.read() as store:
        saved = save_refusals(planned.refused, tmp_path / "refused.xlsx", store)
    texts = [
        str(cell)
        for row in load_workbook(saved).worksheets[0].iter_rows(values_only=True)
        for cell in row
        if cell is not None
    ]
    assert {"Review date", "soon", "01/01/2030"} <= set(texts)
