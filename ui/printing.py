"""Puts papers on pages without a window, for the command line; it is loaded only when something goes to paper."""

import os
import sys
from typing import Any

from PySide6.QtGui import QGuiApplication

from app.late import late

_HELD: list[QGuiApplication] = []
"""The application lives as long as the process."""


def drawing() -> Any:
    """What draws pages, ui.papers; where no window is there, letters are measured without a screen."""
    if QGuiApplication.instance() is None:
        if sys.platform.startswith("linux"):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _HELD.append(QGuiApplication(["iro-tracker"]))
    return late("ui.papers")
