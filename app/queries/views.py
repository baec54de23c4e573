"""The views that a person, or the service for everybody, has saved of a page: its filter under a name."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.store import Store

KIND = "view"
"""What views are remembered as; those of the service belong to nobody."""


@dataclass(frozen=True)
class View:
    """A saved view: its name, the filter as JSON, and whether everybody has it."""

    name: str
    value: str
    of_service: bool


def key_of(page: str, name: str) -> str:
    """What a view of a page is remembered under."""
    return f"{page}/{name}"


@dataclass(frozen=True)
class SavedViews:
    """Ask for the views of a page: one's own first, then those of the service, each by name."""

    page: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> tuple[View, ...]:
        """The views."""
        return (*self._of(store, stamp.person.login), *self._of(store, ""))

    def _of(self, store: Store, person: str) -> list[View]:
        start = key_of(self.page, "")
        remembered = store.recall_all(KIND, person)
        found = [View(k.removeprefix(start), v, not person) for k, v in remembered.items() if k.startswith(start)]
        return sorted(found, key=lambda view: view.name.casefold())
