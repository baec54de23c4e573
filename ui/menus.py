"""What menus hold, for Ctrl+K; and a letter for the menu of the page that clashes with nothing on it."""

import re

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu

from ui.page import Page

TAKEN = frozenset("FEVGH")
"""The letters of the menus that are always there."""
OF_FORMS = frozenset("SL")
"""Those of Save and Cancel in every form that a page may open."""
_LETTER = re.compile(r"&([^&\s])")


def actions_in(menu: QMenu) -> list[QAction]:
    """Every command of a menu and its menus that can be chosen now."""
    found: list[QAction] = []
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            found += actions_in(inner)
        elif not action.isSeparator() and action.isEnabled():
            found.append(action)
    return found


def with_letter(page: Page) -> str:
    """The page's title with an & before the first letter that no other menu and no control of the page answers to.

    Where every letter has a control, those that are out of sight now give theirs up.
    """
    controls: list[QLabel | QAbstractButton] = [*page.findChildren(QLabel), *page.findChildren(QAbstractButton)]
    for some in (controls, [each for each in controls if each.isVisibleTo(page)]):
        taken = TAKEN | OF_FORMS | {letter.upper() for each in some for letter in _LETTER.findall(each.text())}
        for at, letter in enumerate(page.title):
            if letter.isalpha() and letter.upper() not in taken:
                return f"{page.title[:at]}&{page.title[at:]}"
    return page.title
