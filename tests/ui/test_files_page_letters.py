"""The letters of the Files page: with Alt each goes to one control, whatever is on the page."""

from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.ui.test_files_page import page, press, read, tracker
from ui.files.page import FilesPage
from ui.menus import with_letter

__all__ = ["page", "tracker"]


def letters(page: FilesPage) -> list[str]:
    """Those of all buttons in sight, and the one of the page's menu."""
    shown = [each for each in page.findChildren(QAbstractButton) if each.isVisible()]
    found = [QKeySequence.mnemonic(each.text()).toString()[-1:] for each in shown]
    return sorted([*filter(None, found), QKeySequence.mnemonic(with_letter(page)).toString()[-1:]])


def test_no_two_controls_in_sight_answer_to_one_letter(page: FilesPage, tracker: Path, qtbot: QtBot) -> None:
    assert letters(page) == sorted(set(letters(page))), "before a file is chosen"
    read(page, "match", qtbot, tracker)
    press(page, "go_on", "check", qtbot)
    assert letters(page) == sorted(set(letters(page))), "before it is imported"
    press(page, "commit", "imported", qtbot)
    assert letters(page) == sorted(set(letters(page))), "and afterwards"
