"""For measuring the start: ends the program as soon as the first page shows its rows."""

import os

from PySide6.QtCore import QTimer

from ui.application import quit_soon
from ui.window import Window

EXIT_WHEN_SHOWN = "IRO_TRACKER_EXIT_WHEN_SHOWN"
"""With this in the environment it does so."""


def is_measured() -> bool:
    """Whether the start is measured."""
    return bool(os.environ.get(EXIT_WHEN_SHOWN))


def exit_when_shown(window: Window) -> None:
    """Wait until the first page says how much it shows."""
    page = window.page
    if page is None:
        QTimer.singleShot(5, lambda: exit_when_shown(window))
    elif page.count_words:
        quit_soon()
    else:
        page.counted.connect(lambda words: quit_soon() if words else None)
