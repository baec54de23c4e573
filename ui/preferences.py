"""What a person set for themselves (columns, panes, text size) and has typed so far: kept in the file, read once at start."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject

from app.commands.preferences import Remember
from app.queries.preferences import RecallAll
from ui.runner import Runner

PREFERENCE, DRAFT = "preference", "draft"
TYPING = "typing"
"""The name of a timer whose owner keeps a draft (keep_draft) when it ends: the lock does not wait for it."""


class Preferences(QObject):
    """Preferences and drafts by key, as plain values that JSON can hold; known as soon as `load` has answered."""

    def __init__(self, runner: Runner) -> None:
        super().__init__(runner)
        self._runner = runner
        self._values: dict[tuple[str, str], Any] = {}

    def load(self, then: Callable[[], None]) -> None:
        """Read them all, then go on; those that cannot be read are as if never set."""
        self._runner.ask(RecallAll(DRAFT), lambda values: self._take(DRAFT, values))

        def take(values: Mapping[str, str]) -> None:
            self._take(PREFERENCE, values)
            then()

        self._runner.ask(RecallAll(PREFERENCE), take)

    def get(self, key: str, otherwise: Any = None, kind: str = PREFERENCE) -> Any:
        """The value under a key."""
        return self._values.get((kind, key), otherwise)

    def set(self, key: str, value: Any, kind: str = PREFERENCE) -> None:
        """Keep a value; None forgets it. Nothing is written when nothing changed."""
        if self._values.get((kind, key)) == value:
            return
        if value is None:
            self._values.pop((kind, key), None)
        else:
            self._values[kind, key] = value
        text = None if value is None else json.dumps(value, ensure_ascii=False)
        self._runner.do(Remember(kind, key, text))

    def _take(self, kind: str, values: Mapping[str, str]) -> None:
        for key, text in values.items():
            try:
                self._values[kind, key] = json.loads(text)
            except ValueError:
                continue
