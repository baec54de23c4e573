"""Undoes an import from the Files page: the one that was just made, or the one that is chosen in the list."""

from collections.abc import Callable
from typing import Any, Protocol

from app.commands.undo import Undo
from app.desk import Done
from app.domain.errors import Refusal
from ui.files.home import Home
from ui.files.writing import Writing
from ui.page import Tools


class Imports(Protocol):
    """The page, as far as undoing needs it."""

    tools: Tools
    writing: Writing
    home: Home

    def last_import(self) -> int | None: ...
    def start_again(self) -> None: ...


class Undoing:
    """Undoes imports; allow says anew what can be done, failed keeps what went wrong on the page."""

    def __init__(self, page: Imports, allow: Callable[[], None], failed: Callable[[Refusal], None]) -> None:
        self._page, self._allow, self._failed = page, allow, failed

    def last(self) -> None:
        """Undo the import that was just made."""
        entry = self._page.last_import()
        if entry is not None:
            self._undo(entry)

    def chosen(self) -> None:
        """Undo the import that is chosen in the list."""
        row = self._page.home.chosen_import()
        if row is not None:
            self._undo(int(row.id))

    def _undo(self, entry: int) -> None:
        self._page.writing.begin("Undoing the import")
        self._allow()
        self._page.tools.runner.do(Undo(entry), self._undone, self._failed)

    def _undone(self, _done: Done[Any]) -> None:
        self._page.writing.end()
        self._page.start_again()
        self._page.tools.notices.say("Undone: everything is as it was before the import.")
