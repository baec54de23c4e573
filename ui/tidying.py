"""Frees what Python no longer needs on the screen's own thread only.

Python's collector runs on whichever thread happens to make an object. Widgets that it finds on a worker's thread it would
destroy there, which Qt does not survive: so it is switched off, and done here from time to time.
"""

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE = 1_000
"""How often it looks, in milliseconds."""


class Tidying(QObject):
    """Collects as often as Python would have done, each generation by its own threshold."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=PAUSE)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due, and with it those that are younger."""
        counted = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [age for age, (now, most) in enumerate(counted) if 0 < most < now]
        if due:
            gc.collect(due[-1])
