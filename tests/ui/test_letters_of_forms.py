"""The forms that several pages open have letters that none of these pages takes, and no dialog has one twice."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.markings import Naming
from app.queries.month import DueList
from tests.builders import CALENDAR, Service
from ui.afterform import LABELS
from ui.goingout import FOOT, FOOT_OF_PUBLICATION, GoingOut
from ui.menus import OF_FORMS, TAKEN
from ui.notices import Notices
from ui.page import Page, Tools
from ui.preferences import Preferences
from ui.reviews.page import ReviewsPage
from ui.runner import Runner
from ui.week.page import WeekPage

OF_CONTACTS = frozenset("DUNY")
"""Date, Outcome, In private, Seen or spoken to by."""


@pytest.fixture
def tools(service: Service, qtbot: QtBot) -> Iterator[Tools]:
    runner, notices = Runner(service.desk()), Notices()
    qtbot.addWidget(notices)
    yield Tools(runner, notices, Preferences(runner), lambda: CALENDAR)
    runner.finish()


def letter(words: str) -> str:
    return QKeySequence.mnemonic(words).toString()[-1:]


def in_sight(page: QWidget) -> set[str]:
    """The letters of a page's own labels and buttons."""
    texts = [label.text() for label in page.findChildren(QLabel) if label.buddy() is not None]
    texts += [button.text() for button in page.findChildren(QAbstractButton)]
    return {found for text in texts if (found := letter(text))}


@pytest.mark.parametrize("kind", [WeekPage, ReviewsPage])
def test_no_page_takes_a_letter_of_the_forms_before_and_after_a_review(
    kind: type[Page], tools: Tools, qtbot: QtBot
) -> None:
    page = kind(tools)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: tools.runner._waiting == 0)
    of_after = {letter(words) for words in LABELS.values()}
    assert len(of_after) == len(LABELS)
    for letters in (OF_CONTACTS, of_after):
        assert not letters & (in_sight(page) | TAKEN | OF_FORMS)


def test_no_two_parts_of_what_goes_out_answer_to_one_letter(tools: Tools, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    dialog = GoingOut(page, tools, "Export", DueList(), lambda _: None)
    dialog.show()
    qtbot.waitUntil(dialog.go.isEnabled)
    letters = [found for button in dialog.findChildren(QAbstractButton) if (found := letter(button.text()))]
    assert sorted(letters) == sorted({*letters})
    assert {letter(dialog.go.text()), "F", "I", "N", "P", "R"} == {*letters}
    assert dialog.foot.text() == FOOT
    dialog.choose(Naming.PUBLICATION)
    assert dialog.foot.text() == FOOT_OF_PUBLICATION
    qtbot.waitUntil(lambda: tools.runner._waiting == 0)
