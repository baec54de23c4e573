"""Keeps at once what is being typed, in every window of the program, without waiting until typing pauses."""

from typing import Protocol, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ui.preferences import TYPING


class Typed(Protocol):
    """What keeps a draft some time after typing stopped."""

    def keep_draft(self) -> None:
        """Keep what has been typed so far."""


def keep_typed() -> None:
    """Keep every draft that waits; one that cannot be kept stops none of the others."""
    waiting = [timer for window in QApplication.topLevelWidgets() for timer in window.findChildren(QTimer, TYPING)]
    wrong: Exception | None = None
    for timer in waiting:
        if timer.isActive():
            timer.stop()
            try:
                cast(Typed, timer.parent()).keep_draft()
            except Exception as error:  # noqa: BLE001  (raised again when all the others are kept)
                wrong = error
    if wrong is not None:
        raise wrong
