"""With text of twice the size every place still shows its words whole, in every theme, on a council laptop's screen."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.kinds import LOOKED_AFTER
from tests.builders import Service
from ui.pages import existing
from ui.parts.head import Line
from ui.parts.link import Link
from ui.parts.scrolled import Scrolled
from ui.runner import Runner
from ui.settings.page import SettingsPage
from ui.settings.parts import PARTS
from ui.theme import theme
from ui.window import Given, Window

WIDTH, HEIGHT = 1366, 768
PLACES = [place.key for place in existing()]


@pytest.fixture
def window(service: Service, qtbot: QtBot) -> Iterator[Window]:
    """The window on a small service, with text of twice the size."""
    officer = service.officer("Aleksandra Wojciechowska-Fotheringham")
    for number in range(4):
        child = service.child(name=f"Child number {number}", date_of_birth=date(2015, 3, 4))
        service.allocated(child, officer, date(2026, 1, 5))
        service.planned(service.open_review(service.period(child, date(2026, 11, 9), LOOKED_AFTER)), date(2026, 12, 3))
    made = Window(Runner(service.desk()), Given(database="service.irotracker"))
    qtbot.addWidget(made)
    made.start()
    qtbot.waitUntil(lambda: made.page is not None)
    theme().set("light", 200)
    made.resize(WIDTH, HEIGHT)
    yield made
    made.close()


def settled(window: Window, qtbot: QtBot) -> None:
    """Wait until nothing more is asked."""
    quiet = 0
    while quiet < 3:
        qtbot.waitUntil(lambda: window.runner._waiting == 0)
        qtbot.wait(1)
        quiet += 1


def cut(page: QWidget) -> list[tuple[str, str]]:
    """The words that are shown without the room they need; lines and links that end in an ellipsis say so themselves."""
    found: list[QLabel | QAbstractButton] = [*page.findChildren(QLabel), *page.findChildren(QAbstractButton)]
    shown = [each for each in found if each.text() and not each.visibleRegion().isEmpty()]
    return [
        (type(each).__name__, each.text()) for each in shown if not isinstance(each, Line | Link) and _needs_more(each)
    ]


def _needs_more(each: QLabel | QAbstractButton) -> bool:
    if isinstance(each, QLabel) and each.wordWrap():
        return each.heightForWidth(each.width()) > each.height() + 1
    needed = each.sizeHint()
    return each.width() + 1 < needed.width() or each.height() + 1 < needed.height()


def beside(page: QWidget) -> list[str]:
    """What stands in a scrolled part that never scrolls sideways and is wider than its place."""
    shown = [(area.widget(), area.viewport()) for area in page.findChildren(Scrolled) if area.isVisible()]
    return [type(inside).__name__ for inside, place in shown if inside and inside.width() > place.width()]


def test_no_words_of_any_place_are_cut_at_twice_the_size(window: Window, qtbot: QtBot) -> None:
    found = {}
    for key in PLACES:
        window.go(key)
        settled(window, qtbot)
        assert window.page is not None
        found[key] = (cut(window.page), beside(window.page))
    assert (window.width(), window.height()) == (WIDTH, HEIGHT)
    assert {key: wrong for key, wrong in found.items() if wrong != ([], [])} == {}


def test_no_words_of_the_settings_are_cut_at_twice_the_size(window: Window, qtbot: QtBot) -> None:
    found = {}
    for part in PARTS:
        window.go("settings", part.key)
        settled(window, qtbot)
        page = window.page
        assert isinstance(page, SettingsPage)
        if page.new.isEnabled():
            page.new.trigger()
            settled(window, qtbot)
        found[part.key] = (cut(page), beside(page))
    assert {key: wrong for key, wrong in found.items() if wrong != ([], [])} == {}


def test_a_pane_is_as_wide_as_before_after_text_has_grown_and_shrunk(window: Window, qtbot: QtBot) -> None:
    theme().set(factor=100)
    window.go("reviews")
    settled(window, qtbot)
    assert window.page is not None
    pane = window.page.details
    assert pane is not None
    usual = pane.width()
    theme().set(factor=200)
    settled(window, qtbot)
    assert usual < pane.width() <= window.page.width() * 2 // 5
    theme().set(factor=100)
    settled(window, qtbot)
    assert pane.width() == usual


def test_the_icons_of_the_settings_change_with_the_theme(window: Window, qtbot: QtBot) -> None:
    window.go("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    looks = []
    for name in ("light", "contrast"):
        theme().set(name)
        looks.append(page.list.item(0).icon().pixmap(16, 16).toImage())
    assert looks[0] != looks[1]
