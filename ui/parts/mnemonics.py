"""Letters for Alt that give way: while a form is open, those of the filters above would take the form's."""

from collections.abc import Iterable

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from shiboken6 import isValid


class GivingWay:
    """Takes the underlined letters of some parts away, and gives them back."""

    def __init__(self) -> None:
        self._taken: list[tuple[QLabel | QAbstractButton, str]] = []

    def give_way(self, parts: Iterable[QWidget]) -> None:
        """No label and no button in these parts has a letter until they are given back."""
        self.give_back()
        for part in parts:
            lettered: list[QLabel | QAbstractButton] = [*part.findChildren(QLabel), *part.findChildren(QAbstractButton)]
            for each in lettered:
                if "&" in each.text():
                    self._taken.append((each, each.text()))
                    each.setText(each.text().replace("&", ""))

    def give_back(self) -> None:
        """The letters as they were, where nobody changed the words meanwhile."""
        for each, words in self._taken:
            if isValid(each) and each.text() == words.replace("&", ""):
                each.setText(words)
        self._taken = []
