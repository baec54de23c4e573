"""A month's timeliness leaves as a workbook and is read back: what it holds, what is kept, and what happens when it cannot."""

import re
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from app.commands.exports import export_due, export_table, export_timeliness
from app.desk import Desk
from app.domain.access import Person, Role
from app.domain.dates import Period
from app.domain.errors import Refusal
from app.domain.markings import Naming
from app.domain.reported import ReportedMonth
from app.queries.catalogue import CATALOGUE, Choice
from app.queries.month import month_tables
from app.queries.reported import ReportedSince
from app.table import Ratio, Table
from tests.journeys.sheets import in_sheet, read_back
from tests.months import NOW, Service, fill, small_service

SEPTEMBER = Period.month(2026, 9)


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Service]:
    with small_service(tmp_path) as filled:
        fill(filled, children=40)
        yield filled


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    return folder / "September.xlsx"


def as_written(table: Table, built: Service) -> list[list[Any]]:
    """The table's cells as a sheet holds them."""
    with built.database.read(built.stamp()) as store:
        line = table.chart is not None and table.chart.form == "line"
        return [[in_sheet(cell, line=line) for cell in row.cells] for row in table.rows.each(store)]


def entries(built: Service) -> list[tuple[str, str]]:
    with built.database.read(built.stamp()) as store:
        return [(entry.action, entry.summary) for entry in store.accounts.latest(None, 2)]


def reported(built: Service) -> int:
    with built.database.read(built.stamp()) as store:
        return len(store.shelf(ReportedMonth).find())


@pytest.mark.parametrize(("basis", "count"), [("review", "held"), ("child", "due")])
def test_the_workbook_holds_the_same_tables_as_the_screen(built: Service, target: Path, basis: str, count: str) -> None:
    done = export_timeliness(built.desk, SEPTEMBER, target, basis, count, naming=Naming.NAMES)
    with built.database.read(built.stamp()) as store:
        tables = month_tables(store, built.stamp(), SEPTEMBER, basis, count)
    book = load_workbook(target)
    assert book.sheetnames == [name for name, _ in tables]
    assert book.sheetnames == [
        "Summary by kind",
        "By IRO",
        "By IRO and kind",
        "By month",
        "Late",
        "Due next month",
        "Definitions",
    ]
    for name, table in tables:
        assert read_back(book[name]) == as_written(table, built)
        assert book[name]["A1"].value == table.title
        assert done.rows[name] == len(read_back(book[name]))


def test_the_rolling_year_has_a_native_chart_and_nothing_calculates_or_hides(built: Service, target: Path) -> None:
    export_timeliness(built.desk, SEPTEMBER, target)
    with ZipFile(target) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert 'smooth val="1"' not in parts["xl/charts/chart1.xml"]
    assert parts["xl/charts/chart1.xml"].count("<ser>") == 3
    assert not [name for name in parts if name.startswith("xl/worksheets/sheet") and re.search("<f[ >]", parts[name])]
    assert "manager" not in parts["docProps/core.xml"].lower()
    assert all(sheet.sheet_state == "visible" for sheet in load_workbook(target))


def test_the_definitions_say_how_when_and_by_whom(built: Service, target: Path) -> None:
    export_timeliness(built.desk, SEPTEMBER, target)
    said = {row[0]: row[1] for row in read_back(load_workbook(target)["Definitions"])}
    assert said["Made"] == "21 November 2026 at 09:30 (London time)"
    assert said["Made by"] == "Mo Manager (IRO team manager)"
    assert "held on or before the due date" in said["Basis"]
    assert "reg 33(1)" in said["Looked-after review"]


def test_an_exported_month_is_kept_as_reported_and_later_changes_show(built: Service, target: Path) -> None:
    series = built.series(built.child())
    late = built.review(series, due=date(2026, 9, 10), held=date(2026, 9, 11))
    built.keep()
    assert built.desk.ask(ReportedSince(SEPTEMBER)) is None
    export_timeliness(built.desk, SEPTEMBER, target)
    kept = built.desk.ask(ReportedSince(SEPTEMBER))
    assert kept is not None
    assert kept.words.endswith("on 21 November 2026; nothing has changed since.")
    assert kept.reported == kept.now

    built.review(series, due=date(2026, 9, 20), held=date(2026, 9, 20))
    built.keep()
    added = built.desk.ask(ReportedSince(SEPTEMBER))
    assert added is not None
    assert added.words.endswith(": 1 review recorded since.")
    built.change(late, held=date(2026, 9, 9))
    since = built.desk.ask(ReportedSince(SEPTEMBER))
    assert since is not None
    assert since.words.endswith(": 2 reviews recorded or changed since.")
    assert since.now == Ratio(kept.now.numerator + 2, kept.now.denominator + 1)
    changes = built.desk.ask(since.opens)
    words = [row.cells[-2:] for row in changes.rows.rows]  # type: ignore[attr-defined]
    assert words == [("Not in time", "In time"), ("Not counted", "In time")]


def test_a_month_that_has_not_ended_is_exported_so_far_and_not_kept_as_reported(built: Service, target: Path) -> None:
    november = Period.month(2026, 11)
    export_timeliness(built.desk, november, target)
    book = load_workbook(target)
    for name in ("Summary by kind", "By IRO", "By IRO and kind", "By month", "Late"):
        assert "November 2026 so far, as at 21 November 2026" in book[name]["A1"].value
    said = {row[0]: row[1] for row in read_back(book["Definitions"])}
    assert "not kept as reported" in said["Not ended yet"]
    assert built.desk.ask(ReportedSince(november)) is None
    assert reported(built) == 0
    assert entries(built)[0][1].startswith("Timeliness of November 2026 so far, as at 21 November 2026, ")


def test_a_month_can_be_reported_from_the_day_after_its_last(tmp_path: Path, target: Path) -> None:
    for day, kept in ((date(2026, 9, 30), 0), (date(2026, 10, 1), 1)):
        (tmp_path / str(kept)).mkdir()
        with small_service(tmp_path / str(kept), as_of=day) as filled:
            export_timeliness(filled.desk, SEPTEMBER, target)
            assert reported(filled) == kept


def test_what_was_reported_by_child_is_compared_by_child(built: Service, target: Path) -> None:
    export_timeliness(built.desk, SEPTEMBER, target, basis="child")
    since = built.desk.ask(ReportedSince(SEPTEMBER, "child"))
    assert since is not None
    assert since.reported == since.now
    assert built.desk.ask(ReportedSince(SEPTEMBER, "review")) is None


def test_the_audit_says_what_left_and_where_it_went(built: Service, target: Path) -> None:
    done = export_timeliness(built.desk, SEPTEMBER, target.with_suffix(""))
    assert done.path == target
    action, summary = entries(built)[0]
    assert action == "Export"
    assert summary.startswith("Timeliness of September 2026, ")
    assert summary.endswith(str(target))
    assert done.entry is not None


def test_the_due_list_leaves_as_one_sheet(built: Service, target: Path) -> None:
    done = export_due(built.desk, target, naming=Naming.NAMES)
    book = load_workbook(target)
    assert book.sheetnames == ["Reviews due"]
    table = built.desk.ask(CATALOGUE["due"].query(Choice(SEPTEMBER)))
    assert read_back(book["Reviews due"]) == as_written(table, built)
    assert done.rows == {"Reviews due": len(as_written(table, built))}


def test_every_report_of_the_catalogue_can_be_exported(built: Service, target: Path) -> None:
    for report in CATALOGUE.values():
        query = report.query(Choice(SEPTEMBER))
        export_table(built.desk, query, target, naming=Naming.NAMES)
        sheet = load_workbook(target).worksheets[0]
        assert read_back(sheet) == as_written(built.desk.ask(query), built)


def test_an_export_replaces_the_last_one_and_leaves_no_other_file(built: Service, target: Path) -> None:
    target.write_bytes(b"an older file")
    export_due(built.desk, target)
    assert load_workbook(target).sheetnames == ["Reviews due"]
    assert list(target.parent.iterdir()) == [target]


def test_a_file_open_in_excel_is_said_so_in_words_and_a_second_entry_tells(
    built: Service, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise PermissionError(13, "The process cannot access the file")

    target.write_bytes(b"open in Excel")
    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(Refusal) as refused:
        export_timeliness(built.desk, SEPTEMBER, target)
    assert str(refused.value) == "The file is open in Excel. Close it there, then press Export again."
    assert [action for action, _ in entries(built)] == ["Export failed", "Export"]
    assert reported(built) == 0
    assert target.read_bytes() == b"open in Excel"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nowhere/file.xlsx", "There is no folder"),
        ("folder.xlsx", "is a folder"),
        ("file.csv", "not the name of an Excel"),
    ],
)
def test_a_target_that_cannot_be_written_is_refused_before_anything_is_read(
    built: Service, target: Path, name: str, words: str
) -> None:
    (target.parent / "folder.xlsx").mkdir()
    with pytest.raises(Refusal, match=words):
        export_due(built.desk, target.parent / name)
    assert entries(built)[0][0] != "Export"


def test_cancelling_leaves_no_file_and_no_entry(
    built: Service, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "temporary"
    elsewhere.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))

    def cancel(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_due(built.desk, target, cancel)
    assert list(target.parent.iterdir()) == []
    assert list(elsewhere.iterdir()) == []
    assert entries(built)[0][0] != "Export"


def test_a_reader_may_not_export(built: Service, target: Path) -> None:
    reader = Desk(built.database, Person(login="reader", role=Role.READER), lambda: NOW)
    with pytest.raises(Refusal, match="may not export to files"):
        export_due(reader, target)
    assert not target.exists()
