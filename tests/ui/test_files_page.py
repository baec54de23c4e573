"""The Files page: choose, match, look, import, undo; what cannot be read is said and nothing is lost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from app.domain.calendar import Calendar, shipped_holidays
from app.domain.children import Child
from app.domain.dates import Period
from app.domain.officers import Allocation
from app.domain.reviews import Review
from app.files.layouts.fields import FIELDS
from tests.builders import Service
from ui.files.page import FilesPage
from ui.notices import Notices
from ui.page import Tools
from ui.preferences import Preferences
from ui.runner import Runner

HEADINGS = ("Child ID", "DOB", "Period started", "IRO", "Review held", "Participation")
BORN, START = date(2014, 5, 6), date(2026, 1, 5)


def sheet(path: Path, *rows: tuple[Any, ...], headings: tuple[str, ...] = HEADINGS) -> Path:
    """A service's own workbook."""
    book = Workbook()
    assert book.active is not None
    for row in (headings, *rows):
        book.active.append(row)
    book.save(path)
    return path


@pytest.fixture
def page(service: Service, qtbot: QtBot) -> Iterator[FilesPage]:
    """The page, shown, with the imports so far."""
    runner = Runner(service.desk())
    tools = Tools(runner, Notices(), Preferences(runner), lambda: Calendar.from_rows(shipped_holidays()))
    made = FilesPage(tools)
    qtbot.addWidget(made)
    made.resize(1270, 700)
    with qtbot.waitSignal(made.home.imports.shown):
        made.show()
    yield made
    runner.finish()


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    """Two children with a review each, and a row whose code is none."""
    return sheet(
        tmp_path / "tracker.xlsx",
        ("K1", BORN, START, "Alison Wright", date(2026, 1, 30), "PN1"),
        ("K2", BORN, START, "Bola Adé", date(2026, 2, 20), "PN7"),
        ("K3", BORN, START, "Bola Adé", date(2026, 2, 21), "yes"),
    )


def read(page: FilesPage, stage: str, qtbot: QtBot, *paths: Path) -> None:
    with qtbot.waitSignal(page.staged, check_params_cb=lambda shown: shown == stage, timeout=30_000):
        page.read(paths)


def press(page: FilesPage, name: str, stage: str, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.staged, check_params_cb=lambda shown: shown == stage, timeout=30_000):
        getattr(page.actions_here, name).trigger()


def imported(page: FilesPage, qtbot: QtBot, *paths: Path, matching: bool = True) -> None:
    read(page, "match" if matching else "check", qtbot, *paths)
    if matching:
        press(page, "go_on", "check", qtbot)
    press(page, "commit", "imported", qtbot)


def figure(page: FilesPage, state: str, kind: str) -> str:
    return page.check.counts.figures[state, kind].text()


def rows(page: FilesPage, key: str, qtbot: QtBot) -> list[list[str]]:
    """The first rows of a tab, as they are shown."""
    table = page.check.parts[key].table
    page.check.tabs.setCurrentWidget(page.check.parts[key])
    model = table.rows
    qtbot.waitUntil(lambda: table.count() > 0 and model.index(0, 0).data() not in (None, "…"))
    return [[model.index(row, at).data() for at in range(model.columnCount())] for row in range(table.count())]


def children(service: Service) -> set[str]:
    with service.read() as store:
        return {child.reference for child in store.shelf(Child).find()}


def test_a_spreadsheet_is_matched_looked_at_and_only_then_written(
    page: FilesPage, service: Service, tracker: Path, qtbot: QtBot
) -> None:
    read(page, "match", qtbot, tracker)
    assert not page.match.dates
    press(page, "go_on", "check", qtbot)
    assert children(service) == set()
    assert figure(page, "new", "children") == "2"
    assert page.check.tabs.tabText(page.check.tabs.currentIndex()) == "Left out (1)"
    assert rows(page, "refused", qtbot)[0][3:5] == ["Participation", "yes"]
    press(page, "commit", "imported", qtbot)
    assert children(service) == {"K1", "K2"}
    assert "Imported tracker.xlsx: 2 children and" in page.tools.notices.words
    assert "1 row left out" in page.tools.notices.words


def test_the_same_file_again_needs_no_match_and_has_nothing_to_import(
    page: FilesPage, tracker: Path, qtbot: QtBot
) -> None:
    imported(page, qtbot, tracker)
    read(page, "check", qtbot, tracker)
    assert figure(page, "unchanged", "children") == "2"
    assert not page.actions_here.commit.isEnabled()
    press(page, "back", "match", qtbot)
    assert "Matched as you did it last time" in page.match.state.text()


def test_an_import_is_undone_from_the_list_of_imports(
    page: FilesPage, service: Service, tracker: Path, qtbot: QtBot
) -> None:
    imported(page, qtbot, tracker)
    press(page, "finish", "home", qtbot)
    qtbot.waitUntil(lambda: page.home.imports.count() == 1)
    page.home.imports.setCurrentIndex(page.home.imports.rows.index(0, 0))
    qtbot.waitUntil(page.actions_here.undo.isEnabled)
    press(page, "undo", "home", qtbot)
    assert children(service) == set()
    qtbot.waitUntil(lambda: page.home.imports.rows.index(0, 7).data() == "Undone")
    assert not page.home.undo.isEnabled()


def test_an_import_whose_records_were_changed_since_stays_and_says_so(
    page: FilesPage, service: Service, tracker: Path, qtbot: QtBot
) -> None:
    imported(page, qtbot, tracker)
    with service.change() as store:
        child = store.shelf(Child).find(reference="K1")[0]
        store.shelf(Child).keep(replace(child, name="Kim"))
    page.actions_here.undo_last.trigger()
    qtbot.waitUntil(lambda: not page.trouble.isHidden())
    assert "cannot be undone" in page.trouble.happened.text()
    assert children(service) == {"K1", "K2"}


def test_a_file_that_is_none_leaves_its_sentence_on_the_page(page: FilesPage, tmp_path: Path, qtbot: QtBot) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    page.read([broken])
    qtbot.waitUntil(lambda: not page.trouble.isHidden())
    assert "broken.xlsx" in page.trouble.happened.text()
    assert "Nothing has been changed" in page.trouble.happened.text()
    assert page.stage == "home"
    assert page.home.drop.choose.isEnabled()


def test_an_undecided_date_is_asked_about_and_never_guessed(
    page: FilesPage, service: Service, tmp_path: Path, qtbot: QtBot
) -> None:
    dates = ("03/02/2026", "04/02/2026", "05/02/2026", "06/02/2026")
    file = sheet(tmp_path / "text.xlsx", *((f"K{at}", BORN, START, "", day, "PN1") for at, day in enumerate(dates)))
    read(page, "match", qtbot, file)
    (asked,) = page.match.dates
    assert asked.column == "Review held"
    assert "3 February 2026" in asked.day_first.text()
    assert "2 March 2026" in asked.month_first.text()
    page.actions_here.go_on.trigger()
    assert page.stage == "match"
    assert "which way round" in page.match.refused.text()
    asked.day_first.setChecked(True)
    press(page, "go_on", "check", qtbot)
    press(page, "commit", "imported", qtbot)
    with service.read() as store:
        held = {review.held for review in store.shelf(Review).find() if review.held}
    assert held == {date(2026, 2, day) for day in (3, 4, 5, 6)}


def test_a_sheet_without_a_known_reference_can_still_be_matched(
    page: FilesPage, service: Service, tmp_path: Path, qtbot: QtBot
) -> None:
    file = sheet(tmp_path / "own.xlsx", ("K1", date(2026, 1, 30)), ("K2", date(2026, 2, 1)), headings=("Wer", "Wann"))
    read(page, "match", qtbot, file)
    assert "own.xlsx" in page.match.refused.text()
    (one,) = page.match._sheets
    assert list(one.match()) == ["Wer", "Wann"]
    one.fields["Wer"].setCurrentIndex(one.fields["Wer"].findData("reference"))
    one.fields["Wann"].setCurrentIndex(one.fields["Wann"].findData("held"))
    press(page, "go_on", "check", qtbot)
    press(page, "commit", "imported", qtbot)
    assert children(service) == {"K1", "K2"}


def test_two_columns_cannot_be_the_same_thing(page: FilesPage, tracker: Path, qtbot: QtBot) -> None:
    read(page, "match", qtbot, tracker)
    field = page.match._sheets[0].fields["DOB"]
    field.setCurrentIndex(field.findData("start"))
    page.actions_here.go_on.trigger()
    assert page.stage == "match"
    assert "DOB" in page.match.refused.text()


def test_a_child_who_became_looked_after_is_allocated_with_one_press(
    page: FilesPage, service: Service, tracker: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    imported(page, qtbot, tracker)
    service.child("K9", name="Kim Rae", date_of_birth=date(2020, 1, 1))
    week = sheet(tmp_path / "week.xlsx", ("K9", date(2020, 1, 1), date(2026, 11, 10), "", None, ""))
    read(page, "check", qtbot, week)
    (row,) = rows(page, "since", qtbot)
    assert row[:3] == ["Became looked after, no IRO yet", "Kim Rae", "K9"]
    assert row[-1] == "Allocate after the import"
    press(page, "commit", "imported", qtbot)
    qtbot.waitUntil(lambda: page.check.iro.box.count() == 3)
    page.check.iro.box.setCurrentIndex(1)
    page.check.parts["since"].table.opened.emit(0)
    qtbot.waitUntil(lambda: rows(page, "since", qtbot)[0][-1].startswith("Allocated to"))
    with service.read() as store:
        child = store.shelf(Child).find(reference="K9")[0]
        assert len(store.shelf(Allocation).find(child_id=child.id)) == 1


def test_a_value_typed_here_stays_unless_the_files_is_chosen(
    page: FilesPage, service: Service, tmp_path: Path, qtbot: QtBot
) -> None:
    headings = ("Child ID", "Name")
    imported(page, qtbot, sheet(tmp_path / "a.xlsx", ("K1", "Kim Rae"), headings=headings))
    with service.change() as store:
        child = store.shelf(Child).find(reference="K1")[0]
        store.shelf(Child).keep(replace(child, name="Kim Ray"))
    other = sheet(tmp_path / "b.xlsx", ("K1", "Kim Rey"), headings=headings)
    read(page, "check", qtbot, other)
    (row,) = rows(page, "conflicts", qtbot)
    assert row[2:5] == ["Kim Ray", "Kim Rey", "Ours, as typed here"]
    assert page.actions_here.commit.isEnabled()
    page.check.parts["conflicts"].table.opened.emit(page.check.plan.conflicts[0].key)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: rows(page, "conflicts", qtbot)[0][4] == "The file's value")
    press(page, "commit", "imported", qtbot)
    with service.read() as store:
        assert store.shelf(Child).find(reference="K1")[0].name == "Kim Rey"


def test_files_are_dropped_on_the_page(page: FilesPage, tracker: Path, qtbot: QtBot) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(tracker))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, dropped, left, none)
    with qtbot.waitSignal(page.staged, check_params_cb=lambda stage: stage == "match", timeout=30_000):
        page.home.drop.dropEvent(event)


def test_reading_that_is_cancelled_leaves_the_page_as_it_was(page: FilesPage, tracker: Path, qtbot: QtBot) -> None:
    page.read([tracker])
    page.work.cancel()
    assert page.stage == "home"
    assert page.home.drop.choose.isEnabled()
    read(page, "match", qtbot, tracker)


def test_the_rows_left_out_are_saved_as_a_sheet(page: FilesPage, tracker: Path, tmp_path: Path, qtbot: QtBot) -> None:
    imported(page, qtbot, tracker)
    assert page.plan is not None
    page.sheets.write_refusals(page.plan.refused, tmp_path / "left out.xlsx")
    qtbot.waitUntil(lambda: page.tools.notices.words.startswith("Wrote left out.xlsx"))
    saved = load_workbook(tmp_path / "left out.xlsx").worksheets[0]
    assert any("yes" in [cell.value for cell in row] for row in saved.iter_rows())


def test_the_template_the_month_and_the_due_list_go_out(
    page: FilesPage, tracker: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    imported(page, qtbot, tracker)
    page.sheets.write_template(tmp_path / "template.xlsx")
    qtbot.waitUntil(lambda: page.tools.notices.words.startswith("Wrote template.xlsx"))
    headings = [cell.value for cell in load_workbook(tmp_path / "template.xlsx").worksheets[0][1]]
    assert set(headings) <= {field.title for field in FIELDS}
    page.sheets.write_month(Period.month(2026, 10), tmp_path / "month.xlsx")
    qtbot.waitUntil(lambda: page.tools.notices.words.startswith("Wrote month.xlsx"))
    page.sheets.write_due(tmp_path / "due.xlsx")
    qtbot.waitUntil(lambda: page.tools.notices.words.startswith("Wrote due.xlsx"))
    assert load_workbook(tmp_path / "due.xlsx").worksheets[0].max_row > 2


def test_a_return_needs_no_match_and_its_warnings_stand_in_words(page: FilesPage, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "reviews.csv").write_text("CHILD,DOB,REVIEW,REVIEW_CODE\nK1,06/05/2014,03/02/2026,PN0\n", "utf-8")
    read(page, "check", qtbot, tmp_path / "reviews.csv")
    assert not page.actions_here.back.isVisible()
    assert rows(page, "rules", qtbot)[0][:2] == ["DfE 440", "1"]
