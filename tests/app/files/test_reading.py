"""Good files are read as they were meant: every kind, every type of cell, every alphabet."""

import json
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from app.apart import FROZEN_ARGUMENT, command
from app.files.reading import CALAMINE, Limits, Sheet, read
from app.files.reading.lines import decode, encode
from tests.data.workbooks import ods_workbook, raw_workbook, saved, text_cell, workbook, xls_workbook, zipped


def written(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def only_sheet(path: Path, limits: Limits | None = None) -> Sheet:
    (book,) = read([path], limits or Limits())
    (sheet,) = book.sheets
    return sheet


def test_a_workbook_is_read_with_the_type_of_every_cell(tmp_path: Path) -> None:
    moment = datetime(2026, 3, 12, 14, 30)  # noqa: DTZ001 - a spreadsheet knows no zones
    row = ["AB12", 3, 3.5, True, date(2026, 3, 12), moment, time(9, 5), None, timedelta(hours=30)]
    sheet = only_sheet(written(tmp_path, "reviews.xlsx", workbook({"Reviews": [row]})))
    assert sheet == Sheet(
        "Reviews", 1, (("AB12", 3, 3.5, True, date(2026, 3, 12), moment, time(9, 5), None, "30:00:00"),)
    )
    assert [type(cell) for cell in sheet.rows[0][1:4]] == [int, float, bool]


def test_rows_keep_their_number_and_cells_their_column(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["C7"], sheet["D9"] = "Child", "AB12"
    found = only_sheet(written(tmp_path, "late start.xlsx", saved(book)))
    assert found.first_row == 7
    assert found.rows == ((None, None, "Child", None), (None,) * 4, (None, None, None, "AB12"))


def test_hidden_sheets_are_read_and_known_to_be_hidden(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Seen"
    book.create_sheet("Lists").sheet_state = "hidden"
    (found,) = read([written(tmp_path, "two.xlsx", saved(book))])
    assert [(sheet.name, sheet.hidden, sheet.rows) for sheet in found.sheets] == [
        ("Seen", False, ()),
        ("Lists", True, ()),
    ]


def test_a_merged_cell_has_its_value_in_the_first_of_its_cells(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Child", None, None])
    sheet.append(["Reference", "Born", "Team"])
    sheet.merge_cells("A1:C1")
    found = only_sheet(written(tmp_path, "merged.xlsx", saved(book)))
    assert found.rows[0] == ("Child", None, None)


def test_formulas_saved_without_results_are_blank_and_counted_on_their_own_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["AB12", "no formula"])
    book.create_sheet("Dates").append(["AB12", "=TODAY()", '=A1&"x"'])
    (found,) = read([written(tmp_path, "formulas.xlsx", saved(book))])
    assert [sheet.formulas_without_values for sheet in found.sheets] == [0, 2]
    assert found.sheets[1].rows == (("AB12",),)


def test_a_formula_saved_with_its_result_reads_as_the_result(tmp_path: Path) -> None:
    data = '<row r="1"><c r="A1"><f>1+2</f><v>3</v></c><c r="B1"><f t="shared" si="0"/><v>4</v></c></row>'
    sheet = only_sheet(written(tmp_path, "results.xlsx", raw_workbook(data)))
    assert (sheet.rows, sheet.formulas_without_values) == (((3, 4),), 0)


def test_dates_counted_from_1904_are_the_dates_that_excel_shows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0].append([date(2026, 3, 12)])
    assert only_sheet(written(tmp_path, "mac.xlsx", saved(book))).rows == ((date(2026, 3, 12),),)


def test_names_in_any_script_survive_in_cells_sheets_and_file_names(tmp_path: Path) -> None:
    names = ["محمد الأمين", "שרה לוי", "Zoë Ångström", "李小龍", "👩‍👧"]
    (book,) = read([written(tmp_path, "أطفال.xlsx", workbook({"ילדים": [names]}))])
    assert (book.file, book.sheets[0].name, book.sheets[0].rows) == ("أطفال.xlsx", "ילדים", (tuple(names),))


@pytest.mark.parametrize("name", ["notes.csv", "notes.xlsx"])
def test_a_note_of_forty_thousand_characters_arrives_whole(tmp_path: Path, name: str) -> None:
    note = "word " * 8_000
    content = (
        f"AB12,{note}"
        if name.endswith("csv")
        else raw_workbook(
            f'<row r="1">{text_cell("A1", "AB12")}<c r="B1" t="inlineStr"><is><t xml:space="preserve">{note}</t></is></c></row>'
        )
    )
    assert only_sheet(written(tmp_path, name, content)).rows == (("AB12", note),)


def test_old_excel_and_opendocument_workbooks_are_read(tmp_path: Path) -> None:
    old = written(tmp_path, "old.xls", xls_workbook("Reviews", [["Child", "Age"], ["AB12", 9.0]]))
    free = written(tmp_path, "free.ods", ods_workbook({"Reviews": [["Child", "IRO"], ["AB12", "Ann Lee"]]}))
    books = read([old, free])
    assert [(book.kind, book.sheets[0].name) for book in books] == [("workbook", "Reviews")] * 2
    assert books[0].sheets[0].rows == (("Child", "Age"), ("AB12", 9))
    assert books[1].sheets[0].rows == (("Child", "IRO"), ("AB12", "Ann Lee"))


def test_a_workbook_may_bear_the_ending_of_another_kind_of_workbook(tmp_path: Path) -> None:
    assert only_sheet(written(tmp_path, "new.xls", workbook({"A": [["AB12"]]}))).rows == (("AB12",),)


@pytest.mark.parametrize("alphabet", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_csv_is_read_in_every_alphabet_that_excel_writes(tmp_path: Path, alphabet: str) -> None:
    path = written(tmp_path, "names.csv", "Child,Name\r\n001,Zoë – Müller\r\n".encode(alphabet))
    assert only_sheet(path).rows == (("Child", "Name"), ("001", "Zoë – Müller"))


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_cells_are_parted_by_commas_semicolons_or_tabs(tmp_path: Path, sign: str) -> None:
    text = "".join(
        sign.join(row) + "\n" for row in (["Child", "Weight", "Note"], ["1", "2", "x y"], ["3", "4", '"a, b; c"'])
    )
    assert only_sheet(written(tmp_path, "rows.csv", text)).rows[1:] == (("1", "2", "x y"), ("3", "4", "a, b; c"))


def test_decimal_commas_do_not_part_the_cells_of_a_semicolon_file(tmp_path: Path) -> None:
    rows = only_sheet(written(tmp_path, "rows.csv", "Child;Age;Share\n1;2,5;3,5\n2;3,5;4,5\n")).rows
    assert rows[1] == ("1", "2,5", "3,5")


def test_the_separator_line_of_excel_is_obeyed_and_keeps_its_row_number(tmp_path: Path) -> None:
    sheet = only_sheet(written(tmp_path, "told.csv", "sep=|\nChild|IRO\n1|Ann\n"))
    assert (sheet.first_row, sheet.rows) == (2, (("Child", "IRO"), ("1", "Ann")))


def test_cells_of_a_csv_stay_text_and_short_rows_are_filled_up(tmp_path: Path) -> None:
    sheet = only_sheet(written(tmp_path, "rows.csv", "\nChild,Born,IRO\n007,03/04/2026\n\n'=1+1,x,y\n\n"))
    assert sheet.first_row == 2
    assert sheet.rows == (("Child", "Born", "IRO"), ("007", "03/04/2026", None), (None,) * 3, ("'=1+1", "x", "y"))


def test_a_cell_with_line_breaks_is_one_cell_of_one_row(tmp_path: Path) -> None:
    assert only_sheet(written(tmp_path, "n.csv", 'a,b\n"one\ntwo",c\n')).rows[1] == ("one\ntwo", "c")


def test_quotation_marks_inside_a_cell_of_a_csv_do_no_harm(tmp_path: Path) -> None:
    text = 'Child,Note\n"Bob" Smith,5" pipe\n"say ""yes""","two\nlines, ""quoted"""\n3,"Al" Jones'
    rows = only_sheet(written(tmp_path, "n.csv", text)).rows
    assert rows[1:] == (("Bob Smith", '5" pipe'), ('say "yes"', 'two\nlines, "quoted"'), ("3", "Al Jones"))


def test_a_folder_gives_its_readable_files_by_name_and_no_temporary_ones(tmp_path: Path) -> None:
    written(tmp_path, "b.csv", "x,y\n")
    written(tmp_path, "a.xlsx", workbook({"A": [["x"]]}))
    written(tmp_path, "~$a.xlsx", b"lock")
    written(tmp_path, "readme.md", "words")
    (tmp_path / "deeper").mkdir()
    written(tmp_path / "deeper", "c.csv", "x,y\n")
    assert [book.file for book in read([tmp_path])] == ["a.xlsx", "b.csv"]


def test_a_zip_gives_its_readable_members_and_says_where_they_came_from(tmp_path: Path) -> None:
    parts: dict[str, str | bytes] = {
        "903/reviews.csv": "CHILD\n1\n",
        "header.csv": "CHILD\n1\n",
        "read me.txt": "words",
    }
    parts["book.xlsx"] = workbook({"A": [["x"]]})
    books = read([written(tmp_path, "return.zip", zipped(parts))])
    assert [(book.file, book.container) for book in books] == [
        ("reviews.csv", "return.zip"),
        ("book.xlsx", "return.zip"),
        ("header.csv", "return.zip"),
    ]


def test_progress_is_told_in_words_with_numbers(tmp_path: Path) -> None:
    told: list[str] = []
    read([written(tmp_path, "many.csv", "a,b\n" * 1_200)], progress=told.append)
    assert told[-1] == "Reading many.csv: 1,200 rows"


def test_the_child_needs_neither_the_folder_it_is_started_in_nor_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, "json.py", "raise SystemExit('a stranger\\'s module was loaded')")
    path = written(tmp_path, "rows.csv", "a,b\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert read([Path("rows.csv")])[0].sheets[0].rows == (("a", "b"),)
    assert path.exists()


def test_a_frozen_program_starts_itself_as_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert command(CALAMINE) == [sys.executable, FROZEN_ARGUMENT, CALAMINE]


def test_reading_loads_no_library_of_workbooks_into_the_program_itself() -> None:
    asked = (
        "import sys, app.files.reading; sys.exit(bool({'python_calamine', 'openpyxl', 'pandas'} & set(sys.modules)))"
    )
    house = str(Path(__file__).parents[3])
    assert subprocess.run([sys.executable, "-c", asked], cwd=house, check=False).returncode == 0


CELLS = st.one_of(
    st.just(""),
    st.text(),
    st.integers(-(2**40), 2**40),
    st.floats(allow_nan=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
)


@given(st.lists(st.lists(CELLS, max_size=4), min_size=1, max_size=8))
def test_rows_arrive_as_they_were_sent(rows: list[list[object]]) -> None:
    words = encode(rows).decode("ascii")
    verb, count, columns = json.loads(words)
    width = max(map(len, rows))
    expected = [[cell if cell != "" else None for cell in [*row, *[""] * (width - len(row))]] for row in rows]
    arrived = decode(count, columns)
    assert (verb, words.count("\n")) == ("rows", 1)
    assert [list(row) for row in arrived] == expected
