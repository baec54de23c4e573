"""What is written into workbooks: values as they are, text that stays text, and nothing that should not be there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.files.writing.books import Book
from app.files.writing.text import LONGEST, Repairs, is_plain, sheet_name, unique_headings, writable
from app.store import Store
from app.table import Chart, Column, Fixed, Kind, Ratio, Row, Table

MIDNIGHT = datetime.combine(date(2026, 3, 12), time())
NO_STORE = cast(Store, None)
COLUMNS = (
    Column("name", "Name", width=20),
    Column("due", "Due", Kind.DATE),
    Column("number", "Number", Kind.NUMBER),
    Column("share", "Share", Kind.PERCENT),
)


def table(*cells: tuple[Any, ...], columns: tuple[Column, ...] = COLUMNS) -> Table:
    rows = tuple(Row(str(at), row) for at, row in enumerate(cells))
    return Table("A title", columns, Fixed(rows, tuple(c.key for c in columns)), "One line", ("A note.",))


def written(path: Path, *tables: Table) -> Path:
    book = Book("The service & friends, made 21 November 2026")
    for one in tables:
        book.add(one.title, one, NO_STORE)
    book.save(path)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.xlsx"


def head_row(sheet: Any) -> int:
    """The row of the headings, from the Excel table itself."""
    return int(re.findall(r"\d+", next(iter(sheet.tables.values())).ref)[0])


def cell(path: Path, text: str) -> Any:
    """The cell in which a workbook holds this text."""
    sheet = load_workbook(written(path, table((text, None, None, None)))).active
    assert sheet
    return sheet.cell(head_row(sheet) + 1, 1)


def parts(path: Path) -> dict[str, str]:
    with ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_dates_are_dates_and_shares_are_numbers(path: Path) -> None:
    given_table = table(("Ann", date(2026, 3, 12), 7, Ratio(1, 8)), ("Bo", None, None, Ratio(0, 0)))
    sheet = load_workbook(written(path, given_table)).active
    assert sheet
    head = head_row(sheet)
    assert [c.value for c in sheet[head]] == ["Name", "Due", "Number", "Share"]
    assert [c.value for c in sheet[head + 1]] == ["Ann", MIDNIGHT, 7, 0.125]
    assert [c.number_format for c in sheet[head + 1]][1::2] == ["d mmm yyyy", "0.0%"]
    assert [c.value for c in sheet[head + 2]] == ["Bo", None, None, "-"]


def test_title_line_and_notes_stand_above_the_table(path: Path) -> None:
    sheet = load_workbook(written(path, table())).active
    assert sheet
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == ["A title", "One line", "A note."]
    assert sheet["A1"].font.bold


def test_the_heads_are_frozen_and_printed_on_every_page(path: Path) -> None:
    sheet = load_workbook(written(path, table())).active
    assert sheet
    head = head_row(sheet)
    assert sheet.freeze_panes == f"A{head + 1}"
    assert sheet.print_title_rows == f"${head}:${head}"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )
    assert sheet.sheet_properties.pageSetUpPr
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "&&" in parts(path)["xl/worksheets/sheet1.xml"].replace("&amp;", "&")


def test_each_sheet_holds_a_real_table_with_filters_and_headings_that_differ(path: Path) -> None:
    columns = (Column("a", "Share"), Column("b", "share"), Column("c", ""))
    book = load_workbook(written(path, table((1, 2, 3), columns=columns), table()))
    tables = [one for sheet in book for one in sheet.tables.values()]
    assert [column.name for column in tables[0].tableColumns] == ["Share", "share (2)", "Column"]
    assert len({one.displayName for one in tables}) == 2
    assert all(one.autoFilter and one.autoFilter.ref == one.ref for one in tables)


def test_an_empty_table_still_has_one_row_so_that_excel_opens_it(path: Path) -> None:
    sheet = load_workbook(written(path, table())).active
    assert sheet
    assert next(iter(sheet.tables.values())).ref == f"A{head_row(sheet)}:D{head_row(sheet) + 1}"


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-5", "@SUM(A1)", "\t=1", "#N/A", "=", "=cmd|' /C calc'!A0"])
def test_text_that_looks_like_a_formula_stays_text(path: Path, text: str) -> None:
    found = cell(path, text)
    assert (found.value, found.data_type, found.quotePrefix) == (text, "s", True)
    assert not any("<f>" in part or "<f " in part for name, part in parts(path).items() if "worksheets/sheet" in name)


def test_text_that_begins_with_a_carriage_return_stays_text(path: Path) -> None:
    found = cell(path, "\r=1+1")
    assert found.data_type == "s"
    assert found.value.strip() == "=1+1"


def test_names_in_any_script_and_line_breaks_are_kept(path: Path) -> None:
    assert cell(path, "مريم\n李雷 Zoë 👩‍👧").value == "مريم\n李雷 Zoë 👩‍👧"


def test_a_text_that_is_too_long_is_cut_and_says_so(path: Path) -> None:
    given_table = table(("x" * 40_000, None, None, None))
    sheet = load_workbook(written(path, given_table)).active
    assert sheet
    text = sheet.cell(head_row(sheet) + 1, 1).value
    assert len(str(text)) == LONGEST
    assert str(text).endswith(" [cut: 40,000 characters]")
    assert "the end was cut off" in str(sheet.cell(sheet.max_row, 1).value)


def test_unpaired_and_control_characters_are_replaced_and_it_is_said(path: Path) -> None:
    given_table = table(("a\ud800b\x00c\uffffd", None, None, None))
    sheet = load_workbook(written(path, given_table)).active
    assert sheet
    assert (
        sheet.cell(head_row(sheet) + 1, 1).value
        == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c\N{REPLACEMENT CHARACTER}d"
    )
    assert "cannot hold" in str(sheet.cell(sheet.max_row, 1).value)


@given(st.text(st.characters(codec=None), max_size=60))
def test_any_text_can_be_written(text: str) -> None:
    repairs = Repairs()
    kept = writable(text, repairs)
    kept.encode()
    assert (kept == text) == (repairs.replaced == 0)
    assert not is_plain(text) or kept == text


def test_a_workbook_names_nobody_and_hides_nothing(path: Path) -> None:
    found = parts(written(path, table(), replace(table(), title="Second")))
    core = found["docProps/core.xml"]
    assert not re.search("creator|lastModifiedBy|title|openpyxl", core)
    assert set(re.findall(r"\d{4}-\d\d-\d\d", core)) == {"2000-01-01"}
    assert "openpyxl" not in "".join(found.values())
    assert "hidden" not in found["xl/workbook.xml"].replace('"visible"', "")
    assert 'state="hidden"' not in found["xl/workbook.xml"]
    assert not [name for name in found if "sharedStrings" not in name and "<f>" in found[name] and "worksheets" in name]
    assert "xl/externalLinks" not in "".join(found)


def test_a_line_chart_is_native_not_smoothed_and_has_its_target(path: Path) -> None:
    columns = (
        Column("key", "Month"), Column("share", "Share", Kind.PERCENT), Column("target", "Target", Kind.PERCENT),
        Column("earlier", "Earlier", Kind.PERCENT),
    )  # fmt: skip
    rows = [(f"M{n}", Ratio(n, 10) if n else Ratio(0, 0), Ratio(95, 100), Ratio(1, 2)) for n in range(4)]
    drawn = replace(table(*rows, columns=columns), chart=Chart("line", "key", "share", 95.0, "earlier"))
    found = parts(written(path, drawn))
    chart = found["xl/charts/chart1.xml"]
    assert chart.count("<ser>") == 3
    assert 'smooth val="1"' not in chart
    assert chart.count('<smooth val="0" />') == 3
    assert "'A title'!$B$" in chart
    sheet = load_workbook(path).active
    assert sheet
    assert sheet.cell(head_row(sheet) + 1, 2).value is None


@dataclass(frozen=True)
class Endless:
    """Rows that are made as they are written, so that a test can see they are never gathered."""

    number: int

    def count(self, store: Store) -> int:
        return self.number

    def window(self, store: Store, order: object, first: int, number: int) -> list[Row]:
        raise AssertionError("a sheet streams its rows")

    def each(self, store: Store) -> Iterator[Row]:
        return (Row(str(at), (f"Row {at}", date(2026, 1, 1), at, Ratio(1, 2))) for at in range(self.number))


def test_rows_are_streamed_and_progress_counts_over_all_sheets(path: Path) -> None:
    heard: list[int] = []
    book = Book("", heard.append)
    for title in ("One", "Two"):
        book.add(title, Table(title, COLUMNS, Endless(1100)), NO_STORE)
    book.save(path)
    assert heard == [500, 1000, 1100, 1600, 2100, 2200]


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("Timeliness: 1/2026 [all]?", "Timeliness 1 2026 all"),
        ("'quoted'", "quoted"),
        ("", "Sheet"),
        ("history", "History list"),
        ("A very long title of a report indeed", "A very long title of a report i"),
    ],
)
def test_sheet_names_are_ones_that_excel_takes(wanted: str, name: str) -> None:
    assert sheet_name(wanted, set()) == name


def test_two_sheets_never_have_the_same_name() -> None:
    taken: set[str] = set()
    assert [sheet_name(n, taken) for n in ("Late", "late", "x" * 40, "x" * 40)] == [
        "Late",
        "late (2)",
        "x" * 31,
        "x" * 27 + " (2)",
    ]


def test_headings_are_unique_whatever_their_case() -> None:
    assert unique_headings(["Due", "due", "DUE", " "]) == ["Due", "due (2)", "DUE (3)", "Column"]


@pytest.mark.parametrize(("form", "drawn_as"), [("bars", "barChart"), ("line", "lineChart")])
def test_numbers_against_a_band_are_drawn_with_both_its_ends(path: Path, form: str, drawn_as: str) -> None:
    numbers = (("load", "Children per FTE"), ("low", "Band from"), ("high", "Band to"))
    columns = (Column("key", "IRO"), *(Column(key, title, Kind.NUMBER) for key, title in numbers))
    rows = [("Ann", 61.5, 50, 70), ("Bo", None, 50, 70), ("Cy", 72, 50, 70), ("No IRO", None, None, None)]
    chart = Chart(form, "key", "load", band=(50, 70), aside=("3",))
    found = parts(written(path, replace(table(*rows, columns=columns), chart=chart)))
    drawing = ElementTree.fromstring(found["xl/charts/chart1.xml"])
    name = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
    series = {one.findtext(f".//{name}tx//{name}f"): one for one in drawing.iter(f"{name}ser")}
    sheet = load_workbook(path).active
    assert sheet
    head = head_row(sheet)
    assert list(series) == [f"'A title'!{letter}{head}" for letter in "BCD"]
    for letter, one in zip("BCD", series.values(), strict=True):
        assert one.findtext(f"{name}val//{name}f") == f"'A title'!${letter}${head + 1}:${letter}${head + 3}"
        assert one.findtext(f"{name}cat//{name}f") == f"'A title'!$A${head + 1}:$A${head + 3}"
    low, high = (one.find(f"{name}smooth") for one in list(series.values())[1:])
    assert [one.get("val") for one in (low, high) if one is not None] == ["0", "0"]
    assert [len(list(kind.iter(f"{name}ser"))) for kind in drawing.iter(f"{name}{drawn_as}")] == [
        1 if form == "bars" else 3
    ]
    assert {one.get("val") for one in drawing.iter(f"{name}overlay")} == {"0"}


def test_bars_that_stand_against_another_number_are_drawn_with_it_as_a_line(path: Path) -> None:
    columns = (
        Column("week", "Week of"),
        Column("due", "Fall due", Kind.NUMBER),
        Column("room", "Can be held", Kind.NUMBER),
    )
    chart = Chart("bars", "week", "due", against="room")
    weeks = replace(table(("23 Nov", 7, 5), ("30 Nov", 2, 5), columns=columns), chart=chart)
    drawing = ElementTree.fromstring(parts(written(path, weeks))["xl/charts/chart1.xml"])
    name = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
    drawn = {
        kind: [one.findtext(f".//{name}tx//{name}f") for one in drawing.iter(f"{name}{kind}")]
        for kind in ("barChart", "lineChart")
    }
    sheet = load_workbook(path).active
    assert sheet
    head = head_row(sheet)
    assert drawn == {"barChart": [f"'A title'!B{head}"], "lineChart": [f"'A title'!C{head}"]}
