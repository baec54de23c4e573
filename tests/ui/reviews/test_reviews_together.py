"""Many reviews are recorded together: pasted from Excel, filled down, confirmed; refusals stay in their cells."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.domain.reviews import Series
from tests.ui.reviews.desktop import Desktop
from ui.preferences import DRAFT
from ui.reviews.others import ConfirmForm


def test_numbers_are_confirmed_for_many_at_once(desktop: Desktop) -> None:
    service = desktop.service
    for name in ("Ella Nowak", "Fay Cole"):
        series = service.period(service.child(name=name), None, history_complete=False)
        service.held(series, date(2026, 10, 1))
    desktop.settled(desktop.page.refresh)
    desktop.part("to-confirm")
    assert sorted(desktop.rows()) == ["Ella Nowak", "Fay Cole"]
    desktop.settled(desktop.page.table.selectAll)
    desktop.act("confirm")
    desktop.save()
    assert "Choose which review it was" in desktop.form(ConfirmForm)._fields["number"].refused.text()
    desktop.form(ConfirmForm)._fields["number"].control.set_value("3")
    desktop.save()
    assert desktop.rows() == []
    desktop.part("open")
    assert service.count("reviews") == 6


def test_columns_pasted_from_excel_are_recorded_and_refusals_stay_in_their_cells(
    desktop: Desktop, amira: Series
) -> None:
    desktop.settled(desktop.page.table.selectAll)
    assert "2 reviews are chosen" in desktop.facts()
    desktop.act("fill")
    sheet = desktop.page.fill
    assert not desktop.page.tabs.isVisible()
    QGuiApplication.clipboard().setText("19/11/2026\tPN5\tillness\r\n19/11/2026\t1\t\r\n")
    QTest.keyClick(sheet.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "under 4" in sheet.lines.lines[0].refused["participation"]
    desktop.settled(sheet.save)
    assert [line.facts.child for line in sheet.lines.lines] == ["Ben Osei"]
    assert sheet.line.text().startswith("Ben Osei: PN5 is for children of 4 and over")
    kept = desktop.service.reviews(amira)[0]
    assert (kept.held, kept.participation) == (date(2026, 11, 19), "PN1")
    sheet.lines.put(0, "participation", "pn0")
    desktop.settled(sheet.save)
    assert desktop.page.tabs.isVisible()
    assert desktop.said() == "1 review is recorded."
    assert len(desktop.rows()) == 2


def test_filling_down_copies_the_top_cell_and_leaves_what_is_in_time(desktop: Desktop) -> None:
    desktop.settled(desktop.page.table.selectAll)
    desktop.act("fill")
    sheet = desktop.page.fill
    sheet.lines.put(0, "held", "today")
    sheet.lines.put(0, "late_reason", "illn")
    sheet.table.selectAll()
    sheet.table.fill_down()
    assert [line.typed["held"] for line in sheet.lines.lines] == ["Fri 20 Nov 2026"] * 2
    assert [line.typed.get("late_reason") for line in sheet.lines.lines] == ["Illness", None]


def test_typing_in_the_sheet_goes_down_and_is_shown_back(desktop: Desktop) -> None:
    desktop.settled(desktop.page.table.selectAll)
    desktop.act("fill")
    sheet = desktop.page.fill
    for words in ("19/11", "40/1"):
        QTest.keyClicks(sheet.table, words[0])
        editor = sheet.table.viewport().focusWidget()
        assert editor is not None
        QTest.keyClicks(editor, words[1:])
        with desktop.qtbot.waitSignal(sheet.lines.typing):
            QTest.keyClick(editor, Qt.Key.Key_Return)
    assert [line.typed["held"] for line in sheet.lines.lines] == ["Thu 19 Nov 2026", "40/1"]
    assert "There is no 40 January" in sheet.lines.lines[1].refused["held"]


def test_leaving_the_sheet_keeps_what_was_typed(desktop: Desktop) -> None:
    desktop.settled(desktop.page.table.selectAll)
    desktop.act("fill")
    desktop.page.fill.lines.put(1, "held", "today")
    desktop.settled(desktop.page.fill.leave)
    assert desktop.preferences.get("reviews.fill", {}, DRAFT) != {}
    desktop.settled(desktop.page.table.selectAll)
    desktop.act("fill")
    assert desktop.page.fill.lines.lines[1].typed == {"held": "Fri 20 Nov 2026"}
