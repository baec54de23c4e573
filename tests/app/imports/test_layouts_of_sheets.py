"""Sheets are understood however they are laid out: headings, kinds, numbers, dates, matches; and the template."""

import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.reviews import Meeting
from app.domain.settings import Setting
from app.files.refusals import save_refusals
from app.files.template import write_template
from tests.app.imports.conftest import Importing
from tests.app.imports.files import write_book, write_csv, write_sheet
from tests.app.imports.results import counts, held

HEADINGS = ("Mosaic ID", "Name", "DOB", "LAC start date", "IRO", "Review date", "Participation")


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


def test_the_templates_sheet_of_conferences_makes_enquiry_and_plan(importing: Importing, tmp_path: Path) -> None:
    path = write_template(tmp_path / "template.xlsx")
    book = load_workbook(path)
    sheet = book["Conferences"]
    heads = [str(cell.value) for cell in sheet[1]]
    told: dict[str, str | date] = {
        "Child reference": "1",
        "Strategy discussion": date(2026, 1, 5),
        "Review held": date(2026, 1, 23),
        "Outcome of the conference": "Child protection plan made",
        "Category of abuse": "Neglect",
    }
    for title, value in told.items():
        sheet.cell(2, heads.index(title) + 1, value)
    book.save(path)
    planned = importing.files(path)
    assert not planned.refused
    assert counts(planned) == {"children": 1, "periods": 2, "reviews": 1, "plans": 1, "outcomes": 1}


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
