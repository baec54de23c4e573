"""The parts of Settings that are on the page: each is made when it is first wanted, so that the page opens at once."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget


class Keyed(Protocol):
    """A part with its key."""

    @property
    def key(self) -> str:
        """By which it is asked for."""


P = TypeVar("P", bound=Keyed)
W = TypeVar("W", bound=QWidget)


class FirstShown(dict[str, W]):
    """What shows each part, by the part's key."""

    def __init__(self, parts: Sequence[P], make: Callable[[P], W], stack: QStackedWidget) -> None:
        super().__init__()
        by_key = {part.key: part for part in parts}
        self._make: Callable[[str], W] = lambda key: make(by_key[key])
        self._stack = stack

    def __missing__(self, key: str) -> W:
        """Make it, and put it on the stack."""
        made: W = self._make(key)
        self[key] = made
        self._stack.addWidget(made)
        return made
