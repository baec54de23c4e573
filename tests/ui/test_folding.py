"""The filters of a page: all of them where there is room, behind a button where rows would be lost."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hands import press
from ui.parts.filters import Choice, ClearFilters, Search
from ui.parts.folding import FoldingBar
from ui.theme import theme
from ui.window import Window


def made(qtbot: QtBot) -> tuple[FoldingBar, Search, Choice, Choice]:
    """Three filters and the way back, shown."""
    bar = FoldingBar()
    search = Search("Name")
    iro, kind = (Choice(word, [("", "All"), ("a", "Alison")]) for word in ("IRO", "Kind"))
    for part in (search, iro, kind, ClearFilters([search, iro, kind])):
        bar.add(part)
    qtbot.addWidget(bar)
    bar.resize(900, 200)
    bar.show()
    return bar, search, iro, kind


def seen(*parts: QWidget) -> list[bool]:
    return [part.isVisible() for part in parts]


def test_where_there_is_room_every_filter_is_seen_and_no_button(qtbot: QtBot) -> None:
    bar, *parts = made(qtbot)
    assert seen(*parts, bar.button) == [True, True, True, False]


def test_where_it_is_tight_a_button_shows_and_hides_all_but_the_first(qtbot: QtBot) -> None:
    bar, search, iro, kind = made(qtbot)
    kind.hide()  # by its page, which has nothing to choose there
    bar.set_tight(True)
    assert seen(search, iro, kind, bar.button) == [True, False, False, True]
    press(bar.button, Qt.Key.Key_Space)
    qtbot.waitUntil(iro.isVisible)
    assert not kind.isVisible()
    press(bar.button, Qt.Key.Key_Space)
    assert not iro.isVisible()
    bar.set_tight(False)
    qtbot.waitUntil(iro.isVisible)
    assert seen(search, iro, kind, bar.button) == [True, True, False, False]


def test_the_button_says_how_many_filters_are_set_behind_it(qtbot: QtBot) -> None:
    bar, search, iro, _ = made(qtbot)
    bar.set_tight(True)
    assert bar.button.text() == "Filters"
    iro.set_value("a")
    search.set_value("Ann")
    assert bar.button.text() == "Filters: 1 set"
    iro.clear()
    assert bar.button.text() == "Filters"


def test_with_text_of_twice_the_size_a_page_folds_its_filters_and_the_search_has_a_larger_icon(
    window: Window, qtbot: QtBot
) -> None:
    page = window.page
    assert page is not None
    search, choice = Search("Name"), Choice("IRO", [("", "All")])
    page.add_filter(search)
    page.add_filter(choice)
    window.resize(1366, 728)
    qtbot.waitUntil(choice.isVisible)
    before = search.textMargins().left()
    theme().set("light", 200)
    qtbot.waitUntil(lambda: not choice.isVisible())
    assert page.filters.button.isVisible()
    assert search.textMargins().left() > before
    theme().set("light", 100)
    qtbot.waitUntil(choice.isVisible)
