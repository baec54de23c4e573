"""The Quality page: the form by the keyboard, the lists, a challenge raised from a check, and the short forms in the pane."""

from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.commands.checks import KeepCheck
from app.commands.plans import KeepStatement
from app.domain.calendar import Calendar, shipped_holidays
from app.domain.checks import Answered
from app.domain.children import Child
from app.queries.checks import ChecksOf
from app.queries.plans import AskFinalPlanAbout
from app.queries.statements import AskStatementAbout
from tests.builders import TODAY, Service
from ui.checkform import CheckForm
from ui.notices import Notices
from ui.page import Tools
from ui.preferences import Preferences
from ui.quality.page import QualityPage
from ui.runner import Runner


@pytest.fixture
def child(service: Service) -> Child:
    """A child in our care whose midway review is due and whose final plan is past its target."""
    child = service.child("C1", name="Ada Byron")
    service.held(service.period(child, date(2026, 3, 2)), date(2026, 3, 20), date(2026, 6, 1))
    return child


@pytest.fixture
def page(service: Service, child: Child, qtbot: QtBot) -> Iterator[QualityPage]:
    """The page, shown as wide as on a small laptop."""
    runner = Runner(service.desk())
    tools = Tools(runner, Notices(), Preferences(runner), lambda: Calendar.from_rows(shipped_holidays()))
    made = QualityPage(tools)
    qtbot.addWidget(made)
    made.resize(1260, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: made.table.count() == 1)
    yield made
    runner.finish()


def form_of(page: QualityPage, qtbot: QtBot) -> CheckForm:
    """The form that was asked for, once it is there."""
    qtbot.waitUntil(lambda: page.sheet.form is not None)
    form = page.sheet.form
    assert isinstance(form, CheckForm)
    qtbot.waitUntil(form.isVisible)
    return form


def start(page: QualityPage, qtbot: QtBot) -> CheckForm:
    """The midway review of the only child."""
    page.table.setCurrentIndex(page.table.model().index(0, 0))
    qtbot.waitUntil(lambda: bool(page.doing.child_id))
    page.new.trigger()
    return form_of(page, qtbot)


def press(*keys: str | Qt.Key) -> None:
    """Keys, wherever the keyboard is."""
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        if isinstance(key, str):
            QTest.keyClicks(focus, key)
        else:
            QTest.keyClick(focus, key)


def has_columns(page: QualityPage) -> bool:
    """Whether the list that is shown has been answered."""
    return page.table.model().columnCount() > 0


def kept(service: Service, child: Child) -> dict[str, tuple[str, str]]:
    """The answers of the only check."""
    (sheet,) = service.desk().ask(ChecksOf(child.id))
    return {one.question: (one.answer, one.note) for one in sheet.answers}


def test_a_midway_review_is_answered_by_the_keyboard_alone(
    page: QualityPage, service: Service, child: Child, qtbot: QtBot
) -> None:
    form = start(page, qtbot)
    assert QApplication.focusWidget() is form.answers.lines[0].keys
    press(
        "y",
        "n",
        "not since June",
        Qt.Key.Key_Return,
        "p",
        Qt.Key.Key_Return,
        "a",
        "4",
        Qt.Key.Key_Right,
        Qt.Key.Key_Down,
    )
    assert form.answers.lines[6].keys.hasFocus()
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, "y", "drove her to her gran", Qt.Key.Key_Return)
    assert form.found.hasFocus()
    press("Calm at home.")
    QTest.keyClick(form.found, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "2 of 9 questions are not answered" in form._fields["answers"].refused.text()
    assert form.answers.lines[6].keys.hasFocus(), "at the first that is not answered"
    QTest.keyClick(form.answers.lines[6].keys, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.sheet.form is None)
    assert kept(service, child) == {
        "decisions": ("yes", ""),
        "seen": ("no", "not since June"),
        "plan": ("partly", ""),
        "permanence": ("not-applicable", ""),
        "health": ("not-applicable", ""),
        "education": ("yes", ""),
        "beyond": ("yes", "drove her to her gran"),
    }
    qtbot.waitUntil(lambda: page.table.count() == 0)  # it is due no more


def test_once_a_midway_review_is_saved_the_next_child_is_chosen(
    page: QualityPage, service: Service, qtbot: QtBot
) -> None:
    for name in ("C2", "C3"):
        service.held(service.period(service.child(name), date(2026, 3, 2)), date(2026, 3, 20), date(2026, 6, 2))
    page.refresh()
    qtbot.waitUntil(lambda: page.table.count() == 3)
    form = start(page, qtbot)
    press("y")
    form.save.click()
    form.save.click()
    qtbot.waitUntil(lambda: page.table.count() == 2)
    qtbot.waitUntil(lambda: page.table.row_now() is not None)
    row = page.table.row_now()
    assert row is not None
    assert row.cells[1] == "C2"


def test_a_challenge_stays_offered_after_a_check_that_found_something(
    page: QualityPage, service: Service, qtbot: QtBot
) -> None:
    form = start(page, qtbot)
    assert not page.new.isVisible()
    assert not page.export.isVisible()
    for line in form.answers.lines:
        line.set_value("no", "late")
    form.save.click()
    qtbot.waitUntil(lambda: page.sheet.form is None)
    assert page.new.isVisible()
    qtbot.waitUntil(lambda: page.table.count() == 0)
    page.doing.note("child", None)
    (raising,) = [one for one in page.facts.findChildren(QPushButton) if "Raise a challenge" in one.text()]
    with qtbot.waitSignal(page.wanted) as wanted:
        raising.click()
    assert wanted.args[1][0] == "log"
    page.doing.note("child", None)
    shown = [one for one in page.facts.findChildren(QPushButton) if one.isVisible() and "Raise" in one.text()]
    assert not shown, "it was raised"


def test_nine_questions_fit_without_scrolling(page: QualityPage, qtbot: QtBot) -> None:
    form = start(page, qtbot)
    for line in form.answers.lines:
        line.set_value("no", "a note")
    above = form.parentWidget()
    assert above is not None
    qtbot.waitUntil(form.answers.lines[0].note.isVisible)
    assert form.answers.lines[0].note.x() > form.answers.lines[0].keys.x()
    assert form.height() <= above.height()


def test_what_is_half_answered_waits_until_the_form_is_opened_again(page: QualityPage, qtbot: QtBot) -> None:
    start(page, qtbot)
    press("y", "n", "late")
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.sheet.form is None)
    again = start(page, qtbot)
    assert again.answers.value() == (("decisions", "yes", ""), ("seen", "no", "late"))


def test_a_check_that_says_nothing_is_refused_in_the_form(page: QualityPage, qtbot: QtBot) -> None:
    form = start(page, qtbot)
    form.save.click()
    qtbot.waitUntil(lambda: "Nothing is answered" in form._fields["answers"].refused.text())


def test_a_challenge_is_raised_from_a_check_with_what_was_found(
    page: QualityPage, service: Service, child: Child, qtbot: QtBot
) -> None:
    answers = (Answered("health", "no", "none since May"), Answered("beyond", "yes", "drove her"))
    check = service.desk().do(KeepCheck(child.id, "midway", TODAY, answers)).result
    page.open(check.id)
    qtbot.waitUntil(page.deeds["raise"].isEnabled)
    with qtbot.waitSignal(page.wanted) as wanted:
        page.deeds["raise"].trigger()
    place, (what, given) = wanted.args
    assert (place, what) == ("challenges", "log")
    assert given == {
        "child_ids": (child.id,),
        "check_id": check.id,
        "concern": "Are health needs met, with an assessment in date? No: none since May",
        "theme": "health",
    }
    with qtbot.waitSignal(page.wanted) as wanted:
        page.deeds["practice"].trigger()
    assert wanted.args[1][1]["theme"] == "good-practice"


def test_a_final_plan_is_said_to_be_ratified_in_the_pane(
    page: QualityPage, service: Service, child: Child, qtbot: QtBot
) -> None:
    page.open(("view", "plans"))
    qtbot.waitUntil(lambda: page.table.count() == 1)
    page.table.setCurrentIndex(page.table.model().index(0, 0))
    qtbot.waitUntil(lambda: bool(page.doing.child_id))
    page.new.trigger()
    qtbot.waitUntil(lambda: page.room.form is not None)
    assert page.room.form is not None
    page.room.form.fill({"ratified": date(2026, 9, 1)})
    page.room.form.save.click()
    qtbot.waitUntil(lambda: page.room.form is None)
    assert service.desk().ask(AskFinalPlanAbout(child_id=child.id)).line.band == "6"


def test_a_statement_is_marked_as_sent_from_its_row(
    page: QualityPage, service: Service, child: Child, qtbot: QtBot
) -> None:
    statement = service.desk().do(KeepStatement(child.id, date(2026, 11, 30))).result
    page.open(("view", "statements"))
    page.refresh()
    qtbot.waitUntil(lambda: page.table.count() == 1)
    page.table.setCurrentIndex(page.table.model().index(0, 0))
    qtbot.waitUntil(page.deeds["correct"].isEnabled)
    page.doing.enter()
    qtbot.waitUntil(lambda: page.room.form is not None)
    assert page.room.form is not None
    page.room.form.fill({"sent": TODAY})
    page.room.form.save.click()
    qtbot.waitUntil(lambda: page.room.form is None)
    assert service.desk().ask(AskStatementAbout(statement_id=statement.id)).statement.sent_on == TODAY  # type: ignore[union-attr]


def test_each_view_lists_what_it_shows_under_its_own_columns(page: QualityPage, qtbot: QtBot) -> None:
    for view in ("monitoring", "audit", "plans", "statements", "midway"):
        page.open(("view", view))
        for shown in page.view.shown:
            page.shown.set_value(shown)
            table = page.table
            qtbot.waitUntil(partial(has_columns, page))
            assert page.stack.currentWidget() is table
