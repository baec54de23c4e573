"""My week on the screen: whose it is, what it tells, and that one press leads on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.domain.access import Role
from app.domain.officers import Officer
from app.domain.reviews import Meeting, Review
from app.queries.reviews import DueFilter
from app.queries.week.meetings import NOT_INVITED, NOT_MINUTED
from tests.builders import MANAGER, TODAY, Service
from tests.ui.hands import click, press, type_in
from tests.ui.week.conftest import Open
from ui.week.arranging import MinuteTakerForm
from ui.week.columns import share
from ui.week.lines import spoken

Due = Callable[..., Review]
SUPPORT = replace(MANAGER, id="0" * 31 + "5", role=Role.BUSINESS_SUPPORT)


def test_a_manager_begins_with_everybody_and_who_carries_what(open_page: Open, due: Due, alison: Officer) -> None:
    due("Amira", -3, alison)
    desktop = open_page()
    assert desktop.page.line.text() == "Everybody's week, as at Friday 20 November 2026"
    assert desktop.page.headline.words.text() == "1 review is overdue."
    table = desktop.page.columns.carried
    assert table is not None
    assert [table.rows.row(at).cells[:2] for at in range(table.count())] == [("Alison Wright", 1)]  # type: ignore[union-attr]


def test_an_iro_begins_with_the_own_week(open_page: Open, due: Due, alison: Officer, service: Service) -> None:
    due("Amira", -3, alison)
    due("Ben", -4, service.officer("Somebody Else"))
    desktop = open_page(replace(MANAGER, role=Role.IRO, officer_id=alison.id))
    assert desktop.page.whose.box.currentText() == "Alison Wright (you)"
    assert desktop.titles("overdue") == ["Amira"]
    assert desktop.page.columns.carried is None


def test_a_name_in_the_table_shows_that_week_and_it_is_remembered(open_page: Open, due: Due, alison: Officer) -> None:
    due("Amira", -3, alison)
    desktop = open_page()
    table = desktop.page.columns.carried
    assert table is not None
    table.setCurrentIndex(table.rows.index(0, 0))
    desktop.settled(lambda: press(table, Qt.Key.Key_Return))
    assert desktop.page.line.text().startswith("Alison Wright's week")
    assert desktop.page.whose.value() == alison.id
    assert desktop.preferences.get("week.whose") == alison.id
    desktop.settled(lambda: desktop.page.whose.set_value(""))
    assert desktop.page.line.text().startswith("Everybody's week")


def test_a_number_in_the_table_opens_its_list(open_page: Open, due: Due, alison: Officer) -> None:
    due("Amira", -3, alison)
    desktop = open_page()
    table = desktop.page.columns.carried
    assert table is not None
    table.setCurrentIndex(table.rows.index(0, 1))
    press(table, Qt.Key.Key_Return)
    assert desktop.wanted == [("reviews", DueFilter("overdue", alison.id))]


def test_enter_on_a_line_does_what_comes_next(open_page: Open, due: Due, alison: Officer, service: Service) -> None:
    amira, ben = due("Amira", -3, alison), due("Ben", 4, alison)
    service.planned(ben, TODAY)
    desktop = open_page()
    overdue, week = (desktop.page.columns.views[key].lines for key in ("overdue", "week"))
    overdue.setFocus()
    press(overdue, Qt.Key.Key_Return)
    press(overdue, Qt.Key.Key_Down)
    press(week, Qt.Key.Key_Return)
    assert desktop.wanted == [("reviews", ("plan", amira.id, "week")), ("reviews", ("held", ben.id, "week"))]


def test_a_click_on_what_stands_at_the_right_does_it(open_page: Open, due: Due, alison: Officer) -> None:
    amira = due("Amira", -3, alison)
    desktop = open_page()
    lines = desktop.page.columns.views["overdue"].lines
    row = lines.visualRect(lines.model_of_lines.index(0))
    click(lines.viewport(), row.center())
    assert desktop.wanted == []
    click(lines.viewport(), lines.act_box(row).center())
    assert desktop.wanted == [("reviews", ("plan", amira.id, "week"))]


def test_show_all_opens_the_list_with_its_filter(open_page: Open, due: Due, alison: Officer) -> None:
    for number in range(12):
        due(f"Child {number}", 20, alison)
    desktop = open_page(replace(MANAGER, role=Role.IRO, officer_id=alison.id))
    button = desktop.page.columns.views["month"].all
    assert button.text() == "Show all 12"
    button.click()
    assert desktop.wanted == [("reviews", DueFilter("month", alison.id))]


def test_the_headline_opens_what_matters_today(open_page: Open, due: Due, alison: Officer) -> None:
    due("Amira", -3, alison)
    desktop = open_page()
    desktop.page.headline.act.click()
    assert desktop.wanted == [("reviews", DueFilter("overdue"))]


def test_nothing_to_do_says_so_in_words(open_page: Open, alison: Officer) -> None:
    desktop = open_page()
    assert desktop.words("overdue") == "Nothing is overdue."
    assert desktop.page.headline.words.text() == "Nothing is waiting."
    assert not desktop.page.headline.act.isVisible()
    assert not any(view.all.isVisible() or view.lines.isVisible() for view in desktop.page.columns.views.values())


def test_the_meetings_of_the_week_are_listed_in_place_and_esc_comes_back(
    open_page: Open, due: Due, alison: Officer, service: Service
) -> None:
    ben = due("Ben", 4, alison)
    service.planned(ben, TODAY)
    desktop = open_page()
    desktop.settled(desktop.page.columns.views["meetings"].all.click)
    behind = desktop.page.behind
    assert behind.isVisible()
    assert behind.table.count() == 1
    behind.table.setCurrentIndex(behind.table.rows.index(0, 0))
    press(behind.table, Qt.Key.Key_Return)
    assert desktop.wanted == [("reviews", ben.id)]
    behind.left.emit()
    assert desktop.page.columns.isVisible()


def test_my_week_chosen_again_comes_back_from_a_list_and_the_bottom_bar_says_what_is_shown(
    open_page: Open, due: Due, alison: Officer, service: Service
) -> None:
    service.planned(due("Ben", 4, alison), TODAY)
    desktop = open_page()
    headline = desktop.page.count_words
    desktop.settled(desktop.page.columns.views["meetings"].all.click)
    assert desktop.page.count_words == "1 meeting"
    desktop.settled(desktop.page.refresh)
    assert desktop.page.count_words == "1 meeting"
    desktop.settled(desktop.page.begin_again)
    assert desktop.page.columns.isVisible()
    assert desktop.page.count_words == headline != "1 meeting"


def test_business_support_notes_invitations_and_names_a_minute_taker(
    open_page: Open, due: Due, alison: Officer, service: Service
) -> None:
    meeting = service.planned(due("Ben", 9, alison), TODAY + timedelta(days=5))
    desktop = open_page(SUPPORT)
    invite, minute = (desktop.page.columns.views[key].lines for key in (NOT_INVITED, NOT_MINUTED))
    invite.setFocus()
    desktop.settled(lambda: press(invite, Qt.Key.Key_Return))
    assert desktop.notices.words == "Invitations sent today."
    assert desktop.words(NOT_INVITED) == "Every invitation for the next 28 days is sent."
    minute.enter(1)
    press(minute, Qt.Key.Key_Return)
    form = desktop.page.form
    assert isinstance(form, MinuteTakerForm)
    type_in(form.name, "Bea Stone")
    desktop.settled(form.save.click)
    kept: Meeting = service.now(meeting)
    assert (kept.invited_on, kept.minute_taker) == (TODAY, "Bea Stone")
    assert desktop.page.columns.isVisible()


def test_what_changes_elsewhere_is_shown_and_the_keyboard_keeps_its_place(
    open_page: Open, due: Due, alison: Officer, service: Service
) -> None:
    due("Amira", -3, alison)
    due("Ben", -2, alison)
    desktop = open_page()
    lines = desktop.page.columns.views["overdue"].lines
    lines.setCurrentIndex(lines.model_of_lines.index(1))
    due("Zoe", -9, alison)
    desktop.settled(lambda: desktop.runner.changed.emit(frozenset({Review})))
    assert desktop.titles("overdue") == ["Zoe", "Amira", "Ben"]
    now = lines.line_now()
    assert now is not None
    assert now.title == "Ben"


def test_a_line_is_spoken_with_all_that_it_says(open_page: Open, due: Due, alison: Officer) -> None:
    due("Amira", -3, alison)
    line = open_page().page.columns.views["overdue"].lines.model_of_lines.lines[0]
    assert spoken(line).startswith("Amira, Alison Wright, 3 working days late, due 17 Nov 2026")
    assert spoken(line).endswith("press Enter: book a date")


def test_every_button_has_a_name_of_its_own(open_page: Open, due: Due, alison: Officer) -> None:
    due("Amira", -3, alison)
    due("Ben", 3, alison)
    buttons = [each for each in open_page().page.findChildren(QPushButton) if each.isVisible()]
    names = [each.accessibleName() or each.text() for each in buttons]
    assert all(names)
    assert len(set(names)) == len(names)


def test_lines_are_shared_out_so_that_every_section_has_its_least() -> None:
    assert share(10, [(3, 8), (2, 8), (0, 8)]) == [5, 4, 1]
    assert share(3, [(3, 8), (2, 1)]) == [3, 1]
    assert share(100, [(3, 8), (2, 1)]) == [8, 1]
