"""Filters, dates, forms, pickers, details and charts do what their labels say."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import Refusal
from app.queries.find import Find
from app.table import Tone
from tests.builders import CALENDAR, Service
from tests.ui.hands import CTRL, press, type_in
from ui.parts.dates import DateField
from ui.parts.details import Details
from ui.parts.filters import Choice, ClearFilters, MultiChoice, Search
from ui.parts.form import Form
from ui.parts.picker import Picker
from ui.parts.progress import LongWork
from ui.preferences import DRAFT, Preferences
from ui.runner import Progress, Runner

FRIDAY = date(2026, 11, 20)


def focused() -> QWidget:
    """Where the keyboard is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def shown_labels(part: QWidget) -> list[QLabel]:
    """The labels that are shown in a part now."""
    return [label for label in part.findChildren(QLabel) if label.isVisible()]


@pytest.fixture
def field(qtbot: QtBot) -> DateField:
    """A date field on Friday 20 November 2026."""
    made = DateField(lambda: FRIDAY, lambda: CALENDAR)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("12/3/26", "Thu 12 Mar 2026"),
        ("today", "Fri 20 Nov 2026"),
        ("+20wd", "Fri 18 Dec 2026"),
        ("next fri", "Fri 27 Nov 2026"),
    ],
)
def test_a_typed_date_is_shown_back_before_it_counts(field: DateField, qtbot: QtBot, typed: str, shown: str) -> None:
    type_in(field.line, typed)
    assert field.shown.text() == shown
    assert field.value() is not None


def test_a_date_that_is_not_understood_says_so_when_the_field_is_left(field: DateField, qtbot: QtBot) -> None:
    type_in(field.line, "32 dec")
    assert field.wrong.isHidden()
    field.line.editingFinished.emit()
    assert "There is no 32 December" in field.wrong.text()
    assert not field.is_understood()
    field.set_value(FRIDAY)
    assert field.wrong.isHidden()
    assert field.line.text() == "20 Nov 2026"


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard")
def test_a_date_can_be_chosen_from_a_calendar_that_begins_on_monday(field: DateField, qtbot: QtBot) -> None:
    field.open_calendar()
    assert field._month.firstDayOfWeek() == Qt.DayOfWeek.Monday
    press(focused(), Qt.Key.Key_Right)
    field._month.activated.emit(field._month.selectedDate())
    assert field.value() == date(2026, 11, 21)


def test_filters_tell_when_they_change_and_are_cleared_together(qtbot: QtBot) -> None:
    search, choice = Search("Search child"), Choice("&IRO", [("", "All IROs"), ("a", "Alison"), ("b", "Ben")])
    kinds = MultiChoice("&Kind", [(1, "Looked-after review"), (2, "Review conference")], "All kinds")
    clear = ClearFilters([search, choice, kinds])
    for widget in (search, choice, kinds, clear):
        qtbot.addWidget(widget)
    with qtbot.waitSignals([search.changed, choice.changed, kinds.changed]):
        search.setText("Khan")
        choice.set_value("b")
        kinds.set_value((1, 2))
    assert (search.value(), choice.value(), kinds.value()) == ("Khan", "b", (1, 2))
    assert kinds.box.currentText() == "2 chosen"
    assert not clear.isHidden()
    clear.click()
    assert (search.value(), choice.value(), kinds.value()) == ("", "", ())
    assert clear.isHidden()
    assert kinds.box.currentText() == "All kinds"


def test_a_choice_keeps_what_is_chosen_when_more_is_offered(qtbot: QtBot) -> None:
    choice = Choice("IRO", [("", "All"), ("b", "Ben")])
    qtbot.addWidget(choice)
    choice.set_value("b")
    with qtbot.assertNotEmitted(choice.changed):
        choice.set_options([("", "All"), ("a", "Alison"), ("b", "Ben")])
    assert choice.value() == "b"


@pytest.fixture
def form(preferences: Preferences, qtbot: QtBot) -> Form:
    """A form with a field of every sort."""
    made = Form("&Save", preferences, "held.1", heading="Record held")
    made.add("day", "&Date held", DateField(lambda: FRIDAY, lambda: CALENDAR, optional=False))
    made.add("why", "&Reason", Choice("", [("", "To come"), ("court", "Court")]))
    made.add("note", "&Note", QPlainTextEdit())
    made.add("place", "&Place", QLineEdit(), "Where it was")
    made.add("apart", "", QCheckBox("&Without a meeting"))
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_form_is_saved_with_control_and_enter(form: Form, qtbot: QtBot) -> None:
    form.fill({"day": FRIDAY, "why": "court", "note": "Moved", "place": "School", "apart": True})
    form.activateWindow()
    form.focus()
    with qtbot.waitSignal(form.saved):
        press(focused(), Qt.Key.Key_Return, CTRL)
    assert form.values() == {"day": FRIDAY, "why": "court", "note": "Moved", "place": "School", "apart": True}


def test_a_form_with_a_date_missing_says_so_under_the_field(form: Form, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.saved):
        form.save.click()
    shown = [label.text() for label in form.findChildren(QLabel) if not label.isHidden()]
    assert "A date is needed. Type it, for example 12/3/26 or today." in shown


def test_a_refusal_stands_in_the_form_and_what_was_typed_stays(form: Form) -> None:
    form.fill({"day": FRIDAY, "note": "Long story"})
    form.refuse(Refusal("It is held already.", "Open it."))
    form.refuse(Refusal("Too short.", ""), "note")
    shown = [label.text() for label in form.findChildren(QLabel) if not label.isHidden()]
    assert {"It is held already. Open it.", "Too short."} <= set(shown)
    assert form.values()["note"] == "Long story"
    form.clear_refusals()
    assert "Too short." not in [label.text() for label in form.findChildren(QLabel) if not label.isHidden()]


def test_what_was_typed_is_there_again_until_it_is_saved(form: Form, preferences: Preferences, qtbot: QtBot) -> None:
    (day,) = form.findChildren(DateField)
    type_in(day.line, "next f")
    qtbot.waitUntil(lambda: preferences.get("held.1", None, DRAFT) is not None)
    form.fill({"day": FRIDAY})
    assert day.line.text() == "next f"
    form.done()
    form.fill({"day": FRIDAY})
    assert day.value() == FRIDAY
    assert preferences.get("held.1", None, DRAFT) is None


def test_escape_leaves_a_form_and_forgets_the_draft(form: Form, preferences: Preferences, qtbot: QtBot) -> None:
    form.keep_draft()
    form.activateWindow()
    form.focus()
    with qtbot.waitSignal(form.cancelled):
        press(focused(), Qt.Key.Key_Escape)
    assert preferences.get("held.1", None, DRAFT) is None


def test_every_control_of_a_form_has_a_name(form: Form) -> None:
    controls = [*form.findChildren(QLineEdit), *form.findChildren(QPlainTextEdit), *form.findChildren(QPushButton)]
    assert [
        type(each).__name__ for each in controls if not (each.accessibleName() or getattr(each, "text", str)())
    ] == []


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard")
def test_a_picker_asks_as_one_types_and_counts_only_what_was_chosen(
    runner: Runner, service: Service, qtbot: QtBot
) -> None:
    officer = service.officer("Siân Rees")
    picker = Picker(runner, Find, "Type a name")
    qtbot.addWidget(picker)
    picker.show()
    picker.activateWindow()
    picker.setFocus()
    type_in(picker, "sian")
    qtbot.waitUntil(lambda: picker._lines.rowCount() == 1)
    assert picker.value() is None
    picker._choose(0)
    assert (picker.value(), picker.text()) == (officer.id, "Siân Rees")
    type_in(picker, "x")
    assert picker.value() is None


@pytest.mark.parametrize("reason", [Qt.FocusReason.OtherFocusReason, Qt.FocusReason.TabFocusReason])
def test_typing_replaces_what_stands_in_a_picker_that_is_given_the_keyboard(
    runner: Runner, qtbot: QtBot, reason: Qt.FocusReason
) -> None:
    picker = Picker(runner, Find, "Type a name")
    form = Form()
    qtbot.addWidget(form)
    other = form.add("other", "Other", QLineEdit())
    form.add("child", "Child", picker)
    picker.set_value("1", "Amira Khan")
    form.show()
    form.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    picker.setFocus(reason)
    assert (picker.value(), picker.selectedText()) == ("1", "Amira Khan")
    type_in(picker, "ben")
    assert (picker.value(), picker.text()) == (None, "ben")


def test_details_are_filled_anew_for_each_row(qtbot: QtBot) -> None:
    pressed: list[str] = []
    details = Details()
    qtbot.addWidget(details)
    details.show()
    details.heading("Amira Khan", "104000")
    details.fact("Due", "Thu 12 Nov 2026")
    details.fact("Time left", "5 working days late", Tone.LATE)
    details.fact("IRO", "Janet Cole", link=lambda: pressed.append("iro"))
    details.button("&Record held", lambda: pressed.append("held"), "check", primary=True)
    details.section("Why")
    details.link("Open the child", lambda: pressed.append("child"))
    for button in details.findChildren(QPushButton):
        button.click()
    assert sorted(pressed) == ["child", "held", "iro"]
    names = {widget.accessibleName() for widget in details.findChildren(QWidget)}
    assert {"Due: Thu 12 Nov 2026", "Time left: 5 working days late"} <= names
    details.clear()
    qtbot.waitUntil(lambda: bool(shown_labels(details)))
    assert [label.text() for label in shown_labels(details)] == ["Choose a row to see it here."]


def test_long_work_shows_its_numbers_and_can_be_cancelled(runner: Runner, qtbot: QtBot) -> None:
    shown = LongWork(runner)
    qtbot.addWidget(shown)

    def work(progress: Progress[int]) -> int:
        progress("Reading rows", 1200, 60000)
        while not progress.cancelled():
            pass
        progress.check()
        return 0

    shown.run("Reading", work, lambda _: None)
    qtbot.waitUntil(lambda: shown.words.text() == "Reading rows: 1,200 of 60,000")
    assert shown.is_running
    with qtbot.waitSignal(runner.busy):
        shown.button.click()
    assert shown.isHidden()
