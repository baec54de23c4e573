"""The forms of the Children page: what is done for children, refused in place, undone from the notice."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.access import Person, Role
from app.domain.children import Child
from app.domain.officers import Allocation
from app.domain.reviews import Review, Series
from tests.builders import Service
from tests.ui.children_screen import FIRST_HELD, STARTED, Screen, amira_in, choose_held, open_window
from ui.parts.picker import Picker


@pytest.fixture
def window_for(service: Service, qtbot: QtBot) -> Iterator[Callable[[Person | None], Screen]]:
    """Opens the window on the children for a person."""
    screens: list[Screen] = []

    def make(person: Person | None = None) -> Screen:
        screens.append(open_window(service, qtbot, person))
        return screens[-1]

    yield make
    for screen in screens:
        screen.window.close()


@pytest.fixture
def amira(service: Service) -> Child:
    """A child in our care since January, whose first review was held in February."""
    return amira_in(service)


@pytest.fixture
def screen(amira: Child, window_for: Callable[[Person | None], Screen]) -> Screen:
    """The manager's window, with Amira in the list."""
    return window_for(None)


def held(service: Service, child: Child) -> list[date]:
    with service.read() as store:
        return sorted(r.held for r in store.shelf(Review).find(child_id=child.id) if r.held)


def periods(service: Service, child: Child) -> tuple[Series, ...]:
    with service.read() as store:
        return store.shelf(Series).find(child_id=child.id)


def test_a_child_is_added_and_then_a_period_is_started(screen: Screen) -> None:
    screen.done("add-child", reference="2002", name="Ben Osei", known_as="Benny", date_of_birth=date(2016, 3, 4))
    screen.bot.waitUntil(lambda: screen.page.pane.task is not None)
    assert screen.said("Benny")
    assert screen.page.pane.task is not None
    screen.page.pane.task.form.fill({"kind": "looked-after", "start": date(2026, 11, 2)})
    screen.save()
    screen.until_said("30 November 2026, 6 working days left")
    assert screen.window.notices.words == "The period was started."


def test_a_refusal_stays_beside_its_field_and_nothing_typed_is_lost(screen: Screen) -> None:
    screen.begin("add-child", reference="1001", name="Somebody Else")
    screen.press_save()
    screen.until_said("A child with the reference 1001 is already here. Find that child instead.")
    assert screen.page.pane.task is not None
    assert screen.page.pane.task.form.values()["name"] == "Somebody Else"
    assert screen.page.pane.task.form.values()["reference"] == "1001"


def test_what_was_typed_comes_back_after_another_form(screen: Screen, amira: Child) -> None:
    screen.begin("add-child")
    assert screen.page.pane.task is not None
    QTest.keyClicks(screen.page.pane.task.form.findChildren(QLineEdit)[0], "3003")
    screen.open(amira)
    screen.begin("add-child")
    assert screen.page.pane.task is not None
    assert screen.page.pane.task.form.values()["reference"] == "3003"


def test_a_period_is_ended_with_a_reason_and_undone_from_the_notice(screen: Screen, amira: Child) -> None:
    screen.open(amira)
    screen.done("end-period", end=date(2026, 4, 1), reason="returned-home")
    screen.until_said("From 12 January 2026 to 1 April 2026: returned home.")
    screen.until_said("No further review: the period of care ended on 1 April 2026, before another was due.")
    screen.window.notices._button.click()
    screen.until_said("From 12 January 2026, running.")
    facts = screen.page.sheet.facts
    assert facts is not None
    assert [period.series.end for period in facts.periods] == [None]


def test_an_end_before_the_start_is_refused_under_the_date(screen: Screen, amira: Child) -> None:
    screen.open(amira)
    screen.begin("end-period", end=date(2025, 12, 1))
    screen.press_save()
    screen.until_said("The end lies before the start. Check both dates.")
    assert periods(screen.service, amira)[0].end is None


def test_a_period_may_start_on_an_unknown_day(screen: Screen, service: Service) -> None:
    child = service.child("4004", name="Cleo Price")
    screen.open(child)
    screen.done("start-period", kind="looked-after", unknown=True)
    screen.until_said("Start not known, running.")
    assert periods(service, child)[0].start is None


def test_a_period_is_corrected_and_its_reviews_follow(screen: Screen, amira: Child) -> None:
    screen.open(amira)
    screen.done("correct-period", start=date(2026, 1, 5))
    screen.until_said("From 5 January 2026, running.")
    with screen.service.read() as store:
        assert min(r.due for r in store.shelf(Review).find(child_id=amira.id) if r.due) == date(2026, 2, 2)


def test_a_voided_period_leaves_its_reviews_in_no_period(screen: Screen, amira: Child) -> None:
    screen.open(amira)
    screen.done("void-period", why="Entered for the wrong child")
    screen.until_said("1 review in no period")
    assert screen.said("Looked-after review, held 3 February 2026")
    assert screen.said("No period is recorded yet.")


def test_a_review_in_no_period_is_placed(screen: Screen, amira: Child, service: Service) -> None:
    service.keep(Review(child_id=amira.id, kind="looked-after", held=date(2026, 4, 20)))
    screen.open(amira)
    assert screen.said("Until then it counts in no figure.")
    screen.press("Place in a period")
    screen.save()
    screen.until_said("held 20 April 2026 (Care Planning")
    assert not screen.said("in no period")


def test_a_review_that_was_held_is_added_and_moves_the_next_one(screen: Screen, amira: Child) -> None:
    screen.open(amira)
    screen.done("add-held", held=date(2026, 4, 28), participation="PN1")
    screen.until_said("Overdue since 28 October 2026")
    assert held(screen.service, amira) == [FIRST_HELD, date(2026, 4, 28)]


def test_a_code_that_cannot_be_true_is_refused_in_the_form(screen: Screen, amira: Child) -> None:
    screen.open(amira)
    screen.begin("add-held", held=date(2026, 4, 28), participation="PN0")
    screen.press_save()
    screen.until_said("PN0 means under 4, and the child had turned 4 before this review (DfE rule 440).")
    assert held(screen.service, amira) == [FIRST_HELD]


def test_a_held_review_is_corrected_and_stays_chosen(screen: Screen, amira: Child) -> None:
    screen.open(amira)
    choose_held(screen)
    screen.done("correct-review", held=date(2026, 2, 5))
    screen.until_said("held 5 February 2026")
    screen.bot.waitUntil(lambda: screen.page.acts.line is not None)
    assert screen.page.acts.line is not None
    assert screen.page.acts.line.review.held == date(2026, 2, 5)


def test_a_voided_review_is_shown_on_demand_with_its_reason(screen: Screen, amira: Child) -> None:
    screen.open(amira)
    choose_held(screen)
    screen.done("void-review", why="Entered twice")
    screen.bot.waitUntil(lambda: held(screen.service, amira) == [])
    screen.bot.waitUntil(lambda: bool(screen.page.sheet.facts and screen.page.sheet.facts.voided))
    screen.press("Show 1 voided review")
    screen.until_said("Entered twice")
    assert screen.action("show-voided").isChecked()


def test_children_chosen_in_the_list_are_allocated_together(
    amira: Child, service: Service, window_for: Callable[[Person | None], Screen]
) -> None:
    other = service.child("1002", name="Bea Lowe")
    service.period(other, STARTED)
    officer = service.officer("Alison Wright")
    screen = window_for(None)
    screen.bot.waitUntil(lambda: screen.page.table.count() == 2)
    screen.page.table.selectAll()
    screen.begin("allocate", officer=officer.id, start=date(2026, 11, 1))
    assert screen.said("For Amira Khan, Bea Lowe.")
    screen.save()
    assert screen.window.notices.words == "2 children were allocated."
    with service.read() as store:
        assert {a.child_id for a in store.shelf(Allocation).find()} == {amira.id, other.id}


def test_an_iro_must_be_chosen_before_allocating(screen: Screen, amira: Child) -> None:
    screen.open(amira)
    screen.begin("allocate")
    screen.press_save()
    screen.until_said("No IRO was chosen.")
    with screen.service.read() as store:
        assert store.shelf(Allocation).find(child_id=amira.id) == ()


def test_an_allocation_is_ended(amira: Child, service: Service, window_for: Callable[[Person | None], Screen]) -> None:
    service.allocated(amira, service.officer("Alison Wright"), STARTED)
    screen = window_for(None)
    screen.open(amira, "record")
    screen.done("end-allocation", end=date(2026, 11, 20))
    screen.until_said("No IRO")
    assert screen.said("12 Jan 2026 – 19 Nov 2026")


def test_team_and_social_worker_are_set_from_a_day(
    amira: Child, service: Service, window_for: Callable[[Person | None], Screen]
) -> None:
    team = service.team("Safeguarding East")
    screen = window_for(None)
    screen.open(amira, "record")
    screen.done("set-team", team=team.id, start=date(2026, 10, 1))
    screen.done("set-worker", name="Kim Vale", start=date(2026, 10, 5))
    screen.until_said("Kim Vale")
    assert screen.said("Safeguarding East")
    assert screen.said("5 Oct 2026 – now")


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)
def test_brothers_and_sisters_are_joined_shown_and_lead_to_each_other(
    screen: Screen, amira: Child, service: Service
) -> None:
    brother = service.child("1003", name="Idris Khan")
    screen.open(amira)
    screen.begin("join-siblings")
    picker = screen.page.pane.findChildren(Picker)[0]
    QTest.keyClicks(picker, "idr")
    screen.bot.waitUntil(picker._popup.isVisible)
    QTest.keyClick(picker._popup, Qt.Key.Key_Down)
    QTest.keyClick(picker._popup, Qt.Key.Key_Return)
    assert picker.text() == "Idris Khan"
    screen.save()
    screen.bot.waitUntil(lambda: bool(screen.page.sheet.facts and screen.page.sheet.facts.siblings))
    screen.press("Idris Khan")
    screen.bot.waitUntil(lambda: screen.shown() == brother.id)
    screen.action("leave-siblings").trigger()
    screen.until_said("None recorded")


def test_a_reader_is_refused_in_words_and_keeps_what_was_typed(
    amira: Child, service: Service, window_for: Callable[[Person | None], Screen]
) -> None:
    screen = window_for(Person(login="rea", name="Rea", role=Role.READER))
    screen.begin("add-child", reference="5005")
    screen.press_save()
    screen.until_said("Your role (Reader) may not record reviews and children.")
    assert screen.page.pane.task is not None
    assert screen.page.pane.task.form.values()["reference"] == "5005"
