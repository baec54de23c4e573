"""What of a sheet was not used is told: rows left out, cells that could not be read, and columns that mean nothing here."""

from datetime import date

from app.commands.imports import in_words, summary
from app.domain.children import Child
from tests.app.imports.conftest import Importing
from tests.app.imports.results import counts, held

HEADINGS = ("Child ID", "DOB", "LAC start", "Review date", "Participation", "Meeting\non")


def test_a_date_of_birth_that_is_none_is_listed_and_the_rest_of_its_row_is_used(importing: Importing) -> None:
    planned = importing.rows(
        HEADINGS,
        ("1", "31/02/2010", date(2026, 1, 5), date(2026, 1, 30), "PN1", None),
        ("2", date(2011, 1, 1), date(2026, 1, 5), date(2026, 2, 26), "PN9", None),
    )
    told = summary(planned)
    assert told["refused"] == len(told["refusals"]) == 2
    assert told["refusals"][0] == {
        "file": "sheet.xlsx",
        "sheet": "Sheet1",
        "row": 2,
        "column": "DOB",
        "value": "31/02/2010",
        "reason": "This could not be read as a date, so it was not used. The rest of the row was.",
    }
    assert (told["refusals"][1]["row"], told["refusals"][1]["value"]) == (3, "PN9")
    assert counts(planned) == {"children": 1, "periods": 1, "reviews": 1}
    (child,), (review,) = importing.all(Child), held(importing)
    assert (child.reference, child.date_of_birth, review.held) == ("1", None, date(2026, 1, 30))


def test_the_words_tell_rows_left_out_apart_from_cells_not_used(importing: Importing) -> None:
    words = in_words(
        importing.rows(
            HEADINGS,
            ("1", "31/02/2010", None, date(2026, 1, 30), "PN1", None),
            (None, None, None, date(2026, 1, 30), "PN1", None),
        )
    ).splitlines()
    rows, cells = words.index("Left out: 1 row"), words.index("Not used: 1 cell, though the rest of the row was")
    assert words[rows + 1].startswith("  sheet.xlsx, Sheet1, row 3, Child ID '': ")
    assert words[cells + 1].startswith("  sheet.xlsx, Sheet1, row 2, DOB '31/02/2010': ")


def test_the_words_name_the_columns_that_were_not_used_on_one_line_each_sheet(importing: Importing) -> None:
    headings = (*HEADINGS, "Lorem \x1b[31m" + "x" * 100)
    words = in_words(importing.rows(headings, ("1", None, None, date(2026, 1, 30), "PN1", "Tuesday", "y")))
    (line,) = (line for line in words.splitlines() if "columns not used" in line)
    assert line.startswith("sheet.xlsx, Sheet1: columns not used: Meeting on, Lorem [31mxxx")
    assert line.endswith("…")
    assert line.isprintable()


def test_a_sheet_of_which_every_column_is_used_says_nothing_of_columns(importing: Importing) -> None:
    assert "columns not used" not in in_words(importing.rows(HEADINGS[:4], ("1", None, None, date(2026, 1, 30))))


def test_a_cell_that_could_not_be_read_is_no_row_left_out_in_the_list_of_imports(importing: Importing) -> None:
    planned = importing.rows(HEADINGS, ("1", "31/02/2010", None, date(2026, 1, 30), "PN1", None))
    assert (len(planned.refused), len(planned.not_used)) == (0, 1)
