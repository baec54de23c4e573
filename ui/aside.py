"""Does slow work off the screen's thread before anybody is signed in: unwrapping a key, encrypting a file."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.errors import Refusal
from ui.runner import Answer, Failed, Job, Lane


class Aside(QObject):
    """One worker, from the first passphrase until the window is there."""

    _arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._arrived.connect(self._receive)
        self._lane: Lane | None = None
        self.is_busy = False

    def run(self, work: Callable[[], Any], then: Callable[[Any], None], failed: Failed) -> None:
        """Do this, one thing at a time; either answer comes in the screen's thread."""
        if self._lane is None:
            self._lane = Lane("keys", lambda _: True, self._arrived.emit)
        self.is_busy = True
        self._lane.put(Job(work, then, failed))

    def finish(self) -> None:
        """Do what is begun, then stop."""
        if self._lane is not None:
            self._lane.finish()
            self._lane = None

    def _receive(self, answer: Answer) -> None:
        self.is_busy = False
        if isinstance(answer.error, Refusal):
            if answer.job.failed is not None:
                answer.job.failed(answer.error)
        elif answer.error is not None:
            raise answer.error
        elif answer.job.then is not None:
            answer.job.then(answer.result)
