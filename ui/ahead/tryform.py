"""A change that is tried: its form makes steps of the what-if instead of a command, and writes nothing."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Signal

from app.domain.errors import Refusal
from app.domain.officers import Officer
from ui.actform import ActForm
from ui.ahead.whatif import Step, WhatIf
from ui.page import Tools


class TryForm(ActForm):
    """One kind of change; `tried` gives its steps, `cancelled` leaves it."""

    save_words: ClassVar[str] = "&Try it"
    tries: ClassVar[bool] = True
    """Whether Save tries what the fields say; else whoever opened the form does what it is for."""

    tried = Signal(object)

    def __init__(self, tools: Tools, what_if: WhatIf, officers: Sequence[Officer]) -> None:
        self.what_if = what_if
        self.seen: dict[str, str] = {}
        """Who holds the children whom the steps move."""
        self.names = {officer.id: officer.name for officer in officers}
        self.names |= {one.key: one.name for one in what_if.joiners()}
        super().__init__(tools, "", "")
        if self.tries:
            self.saved.connect(self._try)

    def steps(self) -> tuple[Step, ...]:
        """What the fields say; raises Refusal when they say nothing that can be tried."""
        raise AssertionError

    def staying(self) -> list[tuple[str, str]]:
        """Officers and who joins, by name."""
        return sorted(self.names.items(), key=lambda one: one[1].casefold())

    def _try(self) -> None:
        try:
            steps = self.steps()
        except Refusal as refusal:
            self.refuse(refusal, self.blame(refusal))
            return
        self.tried.emit(steps)
