"""What a person set for themselves (columns, panes, text size) and has typed so far: kept in the file, read once at start."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.commands.preferences import Remember
from app.domain.errors import FileTrouble, Refusal
from app.queries.preferences import RecallAll
from ui.runner import Runner

PREFERENCE, DRAFT = "preference", "draft"
TYPING = "typing"
"""The name of a timer whose owner keeps a draft (keep_draft) when it ends: the lock does not wait for it."""
AGAIN = 5_000
"""How long after the file could not be written it is tried again, in milliseconds."""
Waiting = dict[tuple[str, str], Any]


class Preferences(QObject):
    """Preferences and drafts by key, as plain values that JSON can hold; known as soon as `load` has answered.

    What the file cannot take, for its disk is full, say, is kept here and tried again until it does.
    """

    held_up = Signal(object)
    """A FileTrouble: what was typed is not in the file yet."""
    caught_up = Signal()
    """All that waited is in the file."""

    def __init__(self, runner: Runner) -> None:
        super().__init__(runner)
        self._runner = runner
        self._values: dict[tuple[str, str], Any] = {}
        self._waiting: set[tuple[str, str]] = set()
        self._sent: Counter[tuple[str, str]] = Counter()
        self._again = QTimer(self, singleShot=True, interval=AGAIN)
        self._again.timeout.connect(self.try_again)

    def load(self, then: Callable[[], None]) -> None:
        """Read them all, then go on; those that cannot be read are as if never set."""

        def without(no: Refusal) -> None:
            self._runner.refused.emit(no)
            then()

        def take(values: Mapping[str, str]) -> None:
            self._take(PREFERENCE, values)
            then()

        self._runner.ask(RecallAll(DRAFT), lambda values: self._take(DRAFT, values))
        self._runner.ask(RecallAll(PREFERENCE), take, without)

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
        self._write(kind, key)

    @property
    def waiting(self) -> Waiting:
        """What is not in the file yet, because it could not be written; None for what was to be forgotten."""
        return {each: self._values.get(each) for each in self._waiting}

    @property
    def unconfirmed(self) -> Waiting:
        """What waits, and what was sent off without an answer yet."""
        return {each: self._values.get(each) for each in {*self._waiting, *+self._sent}}

    def adopt(self, waiting: Waiting) -> None:
        """Go on with what waited in the window before this one."""
        for each, value in waiting.items():
            self._values[each] = value
            self._waiting.add(each)
        self.try_again()

    def try_again(self) -> None:
        """Write what waits, now."""
        self._again.stop()
        for kind, key in sorted(self._waiting):
            self._write(kind, key)

    def _write(self, kind: str, key: str) -> None:
        value = self._values.get((kind, key))
        self._sent[kind, key] += 1
        text = None if value is None else json.dumps(value, ensure_ascii=False)
        self._runner.do(
            Remember(kind, key, text),
            lambda _: self._written((kind, key)),
            lambda no: self._not_written((kind, key), no),
        )

    def _written(self, which: tuple[str, str]) -> None:
        self._sent[which] -= 1
        if which in self._waiting:
            self._waiting.discard(which)
            if not self._waiting:
                self.caught_up.emit()

    def _not_written(self, which: tuple[str, str], no: Refusal) -> None:
        self._sent[which] -= 1
        if not isinstance(no, FileTrouble):
            self._runner.refused.emit(no)
            return
        self._waiting.add(which)
        self._again.start()
        self.held_up.emit(no)

    def _take(self, kind: str, values: Mapping[str, str]) -> None:
        for key, text in values.items():
            if (kind, key) in self._waiting:
                continue
            try:
                self._values[kind, key] = json.loads(text)
            except ValueError:
                continue
