"""The headings are found wherever they are and however they are called; other rows are told apart from data."""

from datetime import date

import pytest

from app.files.headings import Field, Found, find_table, normal, row_kind
from app.files.reading import Cell, Row, Sheet

FIELDS = (
    Field("reference", "Child reference", ("Child ID", "LCS ID", "Mosaic number"), required=True),
    Field("born", "Date of birth", ("DOB", "Birth date")),
    Field("iro", "IRO", ("Independent Reviewing Officer", "Reviewing officer", "Chair")),
    Field("due", "Review due", ("Due date", "Date due")),
    Field("held", "Review held", ("Held on", "Date held", "Review date")),
    Field("team", "Team"),
)


def sheet(*rows: Row) -> Sheet:
    width = max(map(len, rows))
    return Sheet("Reviews", 1, tuple((*row, *(None,) * (width - len(row))) for row in rows))


def found_in(*rows: Row, least: int = 2, remembered: dict[str, str] | None = None) -> Found:
    found = find_table(sheet(*rows), FIELDS, least, remembered)
    assert found
    return found


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Child  ID ", "child id"),
        ("DATE-OF-BIRTH:", "date of birth"),
        ("[Équipe]", "equipe"),
        ("Review\n(held)*", "review held"),
        ("date_held", "date held"),
        ("مُحَمَّد", "محمد"),
        ("***", ""),
    ],
)
def test_a_heading_is_folded_to_its_plain_words(text: str, folded: str) -> None:
    assert normal(text) == folded


def test_headings_are_found_on_row_seven_under_titles_and_markings() -> None:
    found = found_in(
        ("OFFICIAL-SENSITIVE",),
        ("Reviews of children in our care",),
        (),
        ("Team", "North"),
        ("Printed on", date(2026, 3, 12)),
        (),
        ("Child ID", "DoB", "IRO", "Notes", "Due Date"),
        ("AB12", date(2015, 1, 1), "Ann Lee", "Team", date(2026, 4, 1)),
    )
    assert found.row == 6
    assert found.columns == {"reference": 0, "born": 1, "iro": 2, "due": 4}
    assert (found.unmatched, found.missing) == ((3,), ())


def test_case_accents_spaces_brackets_and_explanations_do_not_matter() -> None:
    found = found_in(("child_id", "D.O.B. (dd/mm/yyyy)", "Reviewing-Officer*", "DateHeld", "DUE  DATE:"))
    assert found.columns == {"reference": 0, "born": 1, "iro": 2, "held": 3, "due": 4}


def test_the_fields_own_name_goes_before_a_synonym_and_the_left_before_the_right() -> None:
    found = found_in(("Chair", "LCS ID", "IRO", "Child reference", "Team", "Team"))
    assert found.columns == {"iro": 2, "reference": 3, "team": 4}
    assert found.unmatched == (0, 1, 5)


def test_a_required_field_without_a_column_is_named() -> None:
    assert found_in(("DOB", "Team")).missing == ("reference",)


def test_a_sheet_with_too_few_known_headings_has_no_table() -> None:
    assert find_table(sheet(("Child ID", "Colour"), ("AB12", "red")), FIELDS) is None
    assert find_table(Sheet("Empty", 1, ()), FIELDS) is None
    assert found_in(("Child ID", "Colour"), least=1).columns == {"reference": 0}


def test_headings_below_the_fiftieth_row_are_not_looked_for() -> None:
    blank: tuple[Row, ...] = tuple((f"line {n}",) for n in range(50))
    assert find_table(sheet(*blank, ("Child ID", "DOB")), FIELDS) is None
    assert found_in(*blank[1:], ("Child ID", "DOB")).row == 49


def test_a_remembered_match_goes_before_names_and_can_leave_a_column_out() -> None:
    remembered = {"review date ": "due", "TEAM": "", "Worker": "iro"}
    found = found_in(("Child ID", "Review Date", "Team", "Worker", "IRO", "Held on"), remembered=remembered)
    assert found.columns == {"reference": 0, "due": 1, "iro": 3, "held": 5}
    assert (found.ignored, found.unmatched) == ((2,), (4,))


def test_headings_in_two_rows_are_read_together() -> None:
    found = found_in(
        ("Reviews 2026",),
        ("Child", None, None, "Review", None, "IRO"),
        ("Reference", "DOB", "Colour", "Due", "Held", None),
        ("AB12", date(2015, 1, 1), "red", date(2026, 1, 1), None, "Ann Lee"),
    )
    assert found.row == 2
    assert found.columns == {"reference": 0, "born": 1, "due": 3, "held": 4, "iro": 5}
    assert found.headings == ("Child Reference", "Child DOB", "Child Colour", "Review Due", "Review Held", "IRO")
    assert found.unmatched == (2,)


def test_a_title_above_the_headings_does_not_become_part_of_them() -> None:
    found = found_in(("Reviews in North",), ("Child ID", "DOB", "Team"), ("AB12", "01/01/2015", None))
    assert (found.row, found.headings) == (1, ("Child ID", "DOB", "Team"))


def test_a_row_of_words_below_the_headings_is_not_taken_for_headings() -> None:
    found = found_in(("Child ID", "IRO", "Team", "DOB"), ("AB12", "Chair", None, None), ("AB13", "IRO", "Team", None))
    assert found.row == 0


HEADINGS: Row = ("Child ID", "DOB", "IRO", "Held on", "Notes")
FOUND = found_in(HEADINGS)
DAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (("AB12", DAY, "Ann Lee", DAY, "Total agreement"), "data"),
        (("AB12", None, None, None, None), "data"),
        (("Total", None, "Ann Lee", DAY, None), "data"),
        (("Count Dracula", None, None, DAY, None), "data"),
        ((None, DAY, None, DAY, None), "data"),
        ((1234, None, None, None, None), "data"),
        (("Key 12", DAY, "Ann Lee", None, None), "data"),
        ((None, None, None, None, None), "blank"),
        (("  ", None, "", None, None), "blank"),
        (("Total", None, 214, None, None), "total"),
        (("Grand Total:", None, "1,214", "95.2 %", None), "total"),
        (("Sub-total", 3, None, None, None), "total"),
        ((None, "Total", None, None, 14), "total"),
        (("Count: 214", None, None, None, None), "total"),
        (("Count", 214, None, None, None), "total"),
        (("Total children: 214", None, None, None, None), "total"),
        (("214 records", None, None, None, None), "total"),
        (("OFFICIAL", None, None, None, None), "marking"),
        (("OFFICIAL-SENSITIVE", None, None, None, None), "marking"),
        ((None, None, "Official - Sensitive [Personal]", None, None), "marking"),
        (("Reviews of the North team", None, None, None, None), "title"),
        ((None, None, None, None, "Continued"), "title"),
        (("Source: case system", None, None, None, None), "title"),
        (("Printed on", DAY, None, None, None), "title"),
        (("Page 1 of 3", None, None, None, None), "title"),
        (("Run by:", "Ann Lee", None, None, None), "title"),
        (("Notes", None, None, None, None), "title"),
        (HEADINGS, "heading"),
        (("child id", "DOB", "IRO", None, None), "heading"),
    ],
)
def test_every_row_is_known_for_what_it_is(cells: tuple[Cell, ...], kind: str) -> None:
    assert row_kind(cells, FOUND) == kind


def test_repeated_two_row_headings_are_headings() -> None:
    found = found_in(("Child", None, "Review", None), ("Reference", "DOB", "Due", "Held"))
    assert row_kind(("Reference", "DOB", "Due", "Held"), found) == "heading"
