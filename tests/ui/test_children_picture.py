"""The parts of a child's page, and the picture of time: read with the keyboard, told in words, drawn in every theme."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.children import Child, LegalStatus
from app.queries.timeline import Spot, Stretch
from tests.builders import Service
from tests.ui.children_screen import FIRST_HELD, STARTED, Screen, amira_in, open_window
from ui.children.picture import Picture
from ui.children.places import Places
from ui.children.timeline import TimelineCard
from ui.theme import theme


@pytest.fixture
def amira(service: Service) -> Child:
    """A child in our care since January under a care order, whose first review was held in February."""
    child = amira_in(service)
    service.keep(LegalStatus(child_id=child.id, code="C2", start=STARTED))
    return child


@pytest.fixture
def screen(amira: Child, service: Service, qtbot: QtBot) -> Iterator[Screen]:
    """Her overview, with the picture drawn."""
    made = open_window(service, qtbot, None)
    made.open(amira, "overview")
    made.bot.waitUntil(lambda: bool(picture(made)._items()))
    yield made
    made.window.close()


def picture(screen: Screen) -> Picture:
    return screen.page.sheet.findChildren(Picture)[0]


def places(screen: Screen) -> Places:
    found = picture(screen)._places
    assert found is not None
    return found


def test_the_overview_tells_what_is_due_next_and_how_the_child_stands(screen: Screen) -> None:
    screen.until_said("3 May 2026, 142 working days late")
    screen.until_said("Since 12 January 2026")
    screen.until_said("Full care order, since 12 January 2026")
    assert screen.page.sheet.part == "overview"


def test_the_arrow_keys_go_from_mark_to_mark_and_each_is_told_in_words(screen: Screen) -> None:
    shown = picture(screen)
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_Home)
    first = shown.now()
    assert isinstance(first, Stretch)
    assert shown.accessibleDescription() == "Period of care from 12 January 2026, running"
    QTest.keyClick(shown, Qt.Key.Key_Right)
    second = shown.now()
    assert isinstance(second, Spot)
    assert second.on == FIRST_HELD
    assert screen.said("First looked-after review: held 3 February 2026, in time")
    assert screen.page.acts.line is not None  # and it is explained at the right
    QTest.keyClick(shown, Qt.Key.Key_Down)
    assert shown.accessibleDescription() == "Full care order: from 12 January 2026 until now"
    QTest.keyClick(shown, Qt.Key.Key_Up)
    assert "review" in shown.accessibleDescription() or "Period" in shown.accessibleDescription()


def test_enter_on_a_review_goes_to_it_among_the_reviews(screen: Screen) -> None:
    shown = picture(screen)
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_Home)
    QTest.keyClick(shown, Qt.Key.Key_Right)
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert screen.page.sheet.part == "reviews"
    screen.bot.waitUntil(lambda: screen.page.acts.line is not None and screen.page.acts.line.review.held == FIRST_HELD)


def test_a_press_of_the_mouse_chooses_one_year_is_remembered_and_every_theme_draws_it(screen: Screen) -> None:
    spot = next(item for item in places(screen).items if isinstance(item.what, Spot) and item.what.on == FIRST_HELD)
    QTest.mouseClick(picture(screen), Qt.MouseButton.LeftButton, pos=spot.box.center().toPoint())
    assert picture(screen).now() == spot.what
    assert places(screen).item_at(QPointF(-5, -5)) is None
    card = screen.page.sheet.findChildren(TimelineCard)[0]
    before = places(screen).ruler.first
    card.show_span("1")
    assert places(screen).ruler.first == max(before, date(2025, 11, 1))
    assert screen.page.tools.preferences.get("children.timeline.span", "") == "1"
    height = picture(screen).height()
    for look in ("light", "dark", "contrast"):
        theme().set(look, 100)
        assert not picture(screen).grab().isNull()
    theme().set("light", 200)
    assert picture(screen).height() > height
    assert not picture(screen).grab().isNull()


def test_a_part_is_chosen_with_alt_and_a_figure_and_remembered(screen: Screen) -> None:
    QTest.keyClick(QApplication.focusWidget() or screen.window, Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)
    screen.bot.waitUntil(lambda: screen.page.sheet.part == "record")
    assert screen.said("Who holds the child, and where the child lives")
    assert screen.page.tools.preferences.get("children.part", "") == "record"
    assert screen.page.sheet.switch.isAncestorOf(QApplication.focusWidget() or screen.page)  # the picture is hidden


def test_a_child_without_records_has_words_instead_of_a_picture(screen: Screen, service: Service) -> None:
    screen.open(service.child("E1"), "overview")
    screen.bot.waitUntil(lambda: "Nothing is recorded yet" in picture(screen).accessibleName())
    screen.until_said("Nothing is due")
