"""What goes out is clean: no author, nothing hidden, the marking on every page, safe names, small numbers held back."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.commands.exports import (
    export_calendar,
    export_due,
    export_paper,
    export_return,
    export_sheets,
    export_table,
    export_timeliness,
)
from app.desk import Desk
from app.domain.access import NotAllowed, Person
from app.domain.children import Child
from app.domain.dates import Period
from app.domain.errors import Refusal
from app.domain.markings import HELD_BACK, MARKING, RESERVED, Naming, safe_name, visible
from app.files.template import write_template
from app.files.writing.delimited import write_delimited
from app.files.writing.saving import path_of
from app.queries.month import DueList
from app.queries.publishing import NOTE, ForPublication, figures
from app.queries.record.sheets import ChildRecord
from app.queries.timeliness import Timeliness
from app.queries.timeliness_table import TimelinessTable
from app.table import Column, Fixed, Kind, Ratio, Row, Table
from tests.builders import CALENDAR, MANAGER, TODAY, Service
from ui import papers
from ui.arguments import parser
from ui.notices import Notices
from ui.outgoing import Outgoing
from ui.page import Tools
from ui.parts import paper
from ui.parts.progress import LongWork
from ui.preferences import Preferences
from ui.runner import Runner

OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))


@pytest.fixture
def made(service: Service, desk: Desk) -> Service:
    """A service with a child, an IRO with a login, and a review held."""
    iro = service.officer("Ola Own")
    service.keep(Person(login="ola", name="Ola Own", officer_id=iro.id, role="iro"))
    child = service.child("1001", name="Zebedee Quince")
    service.allocated(child, iro, date(2026, 1, 5))
    service.held(service.period(child, date(2026, 9, 14)), date(2026, 10, 9))
    return service


def workbooks(made: Service, folder: Path) -> list[Path]:
    """One of each way in which a workbook goes out."""
    desk = made.desk()
    with made.read() as store:
        child = store.shelf(Child).find()[0]
    return [
        export_due(desk, folder / "due.xlsx").path,
        export_timeliness(desk, OCTOBER, folder / "month.xlsx").path,
        export_sheets(desk, ChildRecord(child.id), folder / "record.xlsx").path,
        export_return(desk, "ola", OCTOBER, False, folder / "return.xlsx").path,
        write_template(folder / "template.xlsx"),
    ]


def test_no_workbook_names_an_author_or_hides_anything(made: Service, tmp_path: Path) -> None:
    for path in workbooks(made, tmp_path):
        with ZipFile(path) as archive:
            names = archive.namelist()
            properties = "".join(archive.read(name).decode() for name in names if name.startswith("docProps/"))
            texts = "".join(archive.read(name).decode("utf-8", "replace") for name in names if name.endswith(".xml"))
        for tag in ("creator", "lastModifiedBy", "manager", "company"):
            assert not re.search(rf"<(\w+:)?{tag}>[^<]+<", properties + texts, re.IGNORECASE), (path.name, tag)
        assert MANAGER.name not in properties
        assert MANAGER.login not in properties
        assert not [name for name in names if "pivot" in name.lower() or "externalLink" in name or "comments" in name]
        book = load_workbook(path)
        assert {sheet.sheet_state for sheet in book.worksheets} == {"visible"}
        for sheet in book.worksheets:
            assert not [at for at, column in sheet.column_dimensions.items() if column.hidden], path.name
            assert not [at for at, row in sheet.row_dimensions.items() if row.hidden], path.name


def test_every_sheet_has_the_marking_in_header_and_footer(made: Service, tmp_path: Path) -> None:
    for path in workbooks(made, tmp_path)[:4]:
        for sheet in load_workbook(path).worksheets:
            if sheet.title != "Lists":
                assert sheet.oddHeader is not None
                assert sheet.oddFooter is not None
                assert sheet.oddHeader.right.text == MARKING, (path.name, sheet.title)
                assert sheet.oddFooter.center.text == MARKING, (path.name, sheet.title)


def test_a_pdf_names_no_author_and_bears_the_marking(qtbot: QtBot, made: Service, tmp_path: Path) -> None:
    path = export_paper(made.desk(), DueList(), tmp_path / "due.pdf", papers.draw_table).path
    content = path.read_bytes()
    assert not re.search(rb"/(Author|Creator|Producer) ?\((?!\))(?!\xfe\xff\))[^)]*(Mia|manager)", content)
    assert b"/EmbeddedFile" not in content
    assert MANAGER.name.encode() not in content


def test_the_marking_is_drawn_on_the_pages(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said: list[str] = []
    marks: list[Any] = []
    foot, marking = paper._paint_foot, paper._paint_marking

    def told(*given: Any) -> None:
        said.extend(given[2])
        foot(*given)

    def marked(*given: Any) -> None:
        marks.append(given)
        marking(*given)

    monkeypatch.setattr(paper, "_paint_foot", told)
    monkeypatch.setattr(paper, "_paint_marking", marked)
    table = Table("A title", (Column("a", "A"),), Fixed((Row("1", ("x",)),), ("a",)))
    pages = paper.write_pdf(tmp_path / "one.pdf", "A title", [paper.Sheet(table, table.rows.rows)], "made today")  # type: ignore[attr-defined]
    assert len(marks) == pages
    assert f"{MARKING}. made today" in said


def test_a_csv_for_people_holds_no_formula(tmp_path: Path) -> None:
    write_delimited(tmp_path / "x.csv", ("A",), [("=1+1",), ("@x",), (date(2026, 1, 2),)])
    assert (tmp_path / "x.csv").read_text(encoding="utf-8") == "A\n'=1+1\n'@x\n02/01/2026\n"


@pytest.mark.parametrize(
    "name", ["con.xlsx", "LPT1.xlsx", "nul", "due .xlsx.", "a\u202exslx.exe.xlsx", "a:b.xlsx", "x\u200b.pdf"]
)
def test_names_that_windows_or_a_reader_mistakes_are_refused_with_another(name: str) -> None:
    with pytest.raises(Refusal, match="not a name that every computer takes") as no:
        path_of(Path("/somewhere") / name, ".xlsx")
    assert safe_name(name) in no.value.next_step
    assert "\u202e" not in str(no.value)


def test_ordinary_names_are_left_alone() -> None:
    for name in ("Reviews due 12 Mar 2026.xlsx", "Due list (2).pdf", "Adroddiad Tŷ Gwyn.xlsx", "年度報告.xlsx"):
        assert safe_name(name) == name
        assert visible(name) == name


@given(st.text(max_size=300))
def test_every_name_is_made_safe_once_and_for_all(text: str) -> None:
    name = safe_name(text)
    assert name == safe_name(name)
    assert 0 < len(name) <= 120 or name == ""
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
    assert name == name.rstrip(". ")
    assert name.partition(".")[0].rstrip().casefold() not in RESERVED


FIGURES = (
    Column("who", "Who"),
    Column("a", "A", Kind.NUMBER),
    Column("b", "B", Kind.NUMBER),
    Column("s", "Share", Kind.PERCENT),
)


def of(*rows: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    keys = tuple(column.key for column in FIGURES)
    made = tuple(Row(str(at), row) for at, row in enumerate(rows))
    told = figures(Table("Figures", FIGURES, Fixed(made, keys)), made, {})
    assert told.notes[-1] == NOTE
    return [row.cells for row in told.rows.each(None)]  # type: ignore[arg-type]


def test_small_numbers_are_held_back_and_none_stands_alone_in_its_column_or_line() -> None:
    told = of(("North", 40, 30, Ratio(30, 40)), ("South", 3, 12, Ratio(8, 20)), ("West", 9, 50, Ratio(9, 50)))
    assert told[1][1] == told[2][1] == HELD_BACK
    for line in told:
        assert list(line[1:]).count(HELD_BACK) != 1
    for at in (1, 2):
        assert [line[at] for line in told].count(HELD_BACK) != 1
    assert told[1][3] == told[2][3] == HELD_BACK


def test_nought_and_five_are_told() -> None:
    assert of(("North", 0, 5, Ratio(5, 10)), ("South", 20, 40, Ratio(0, 40))) == [
        ("North", 0, 5, Ratio(5, 10)),
        ("South", 20, 40, Ratio(0, 40)),
    ]


def test_a_share_that_tells_a_small_number_is_held_back() -> None:
    assert of(("North", 100, 60, Ratio(98, 100)))[0][3] == HELD_BACK


def test_what_is_published_goes_out_as_a_workbook(made: Service, tmp_path: Path) -> None:
    asked = TimelinessTable(Timeliness(Period(date(2026, 10, 1), TODAY)))
    path = export_table(made.desk(), ForPublication(asked), tmp_path / "published.xlsx").path
    values = [cell for row in load_workbook(path).worksheets[0].iter_rows(values_only=True) for cell in row]
    assert HELD_BACK in values


@pytest.mark.parametrize("word", ["names", "references", "publication"])
@pytest.mark.parametrize("what", [["due"], ["caseload"], ["month-pack", "--month", "2026-10"]])
def test_the_command_line_says_how_children_stand_in_an_export(what: list[str], word: str) -> None:
    asked = parser().parse_args(["export", *what, f"--{word}", "--to", "x.xlsx"])
    assert Naming(asked.naming) == word
    assert parser().parse_args(["export", *what, "--to", "x.xlsx"]).naming is None


def test_the_account_says_when_children_were_named(made: Service, tmp_path: Path) -> None:
    export_due(made.desk(), tmp_path / "due.xlsx")
    export_due(made.desk(), tmp_path / "named.xlsx", naming=Naming.NAMES)
    said = [words for (words,) in made.rows("audit", ("summary",)) if words.startswith("Reviews due")]
    assert [("full names" in words) for words in sorted(said, key=len)] == [False, True]
    cells = [
        {str(cell.value) for row in load_workbook(tmp_path / name).worksheets[0].iter_rows() for cell in row}
        for name in ("due.xlsx", "named.xlsx")
    ]
    assert ["Zebedee Quince" in found for found in cells] == [False, True]
    assert ["ZQ" in found for found in cells] == [True, False]


def entered(made: Service) -> str:
    """What the account says of the newest entry."""
    with made.read() as store:
        return store.accounts.latest(None, 1)[0].summary


@pytest.mark.parametrize("named", [True, False])
def test_the_account_says_that_a_calendar_and_a_return_sheet_name_children(
    made: Service, tmp_path: Path, named: bool
) -> None:
    export_calendar(made.desk(), "ola", named, tmp_path / "ola.ics")
    assert ("(full names)" in entered(made)) == named
    export_return(made.desk(), "ola", OCTOBER, named, tmp_path / "ola.xlsx")
    assert ("(full names)" in entered(made)) == named


def test_a_name_that_two_officers_have_opens_the_records_of_neither(made: Service, tmp_path: Path) -> None:
    other = made.kept(replace(made.officer("Ola Own"), login="ola2"))
    made.allocated(made.child("1002", name="Bella Other"), other, date(2026, 1, 5))
    with made.read() as store:
        (ola,) = store.shelf(Person).find(login="ola")
    for person in (ola, MANAGER):
        with pytest.raises(Refusal, match=r'2 officers are called "Ola Own".*Give the login'):
            export_calendar(made.desk(person), "Ola Own", True, tmp_path / "ola.ics")
    with pytest.raises(NotAllowed):
        export_calendar(made.desk(ola), "ola2", True, tmp_path / "ola.ics")
    assert export_calendar(made.desk(ola), "ola", True, tmp_path / "ola.ics").path.exists()


def test_the_window_lets_nothing_out_of_what_is_only_read(runner: Runner, qtbot: QtBot) -> None:
    page, notices = QWidget(), Notices()
    qtbot.addWidget(page)
    qtbot.addWidget(notices)
    tools = Tools(runner, notices, Preferences(runner), lambda: CALENDAR, is_only_read=True)
    out = Outgoing(page, tools, LongWork(runner))
    out.show("Export", "Due.xlsx", DueList(), lambda _: None)
    assert "nothing goes out of it" in notices.words
    notices.dismiss()
    out.ask("Export", "Due.xlsx", lambda _: None)
    assert "there it is entered" in notices.words
    assert page.findChildren(QDialog) == []
