"""Save and forget views of a page: a person's own, or the service's for everybody; not audited."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.errors import Refusal
from app.queries.views import KIND, key_of
from app.store import Store


@dataclass(frozen=True)
class KeepView:
    """Save one's own view of a page under a name; one of that name is replaced."""

    page: str
    name: str
    value: str
    right: ClassVar[Right] = Right.SEE
    title: ClassVar[str] = "Save a view"

    def run(self, store: Store, stamp: Stamp) -> None:
        """Refuses a view without a name."""
        store.remember(KIND, _named(self.page, self.name), self.value, stamp.person.login)


@dataclass(frozen=True)
class ForgetView:
    """Forget one's own view of a page."""

    page: str
    name: str
    right: ClassVar[Right] = Right.SEE
    title: ClassVar[str] = "Forget a view"

    def run(self, store: Store, stamp: Stamp) -> None:
        """Forget it; one that is not there is forgotten already."""
        store.remember(KIND, _named(self.page, self.name), None, stamp.person.login)


@dataclass(frozen=True)
class KeepServiceView:
    """Save a view of a page for everybody under a name; one of that name is replaced."""

    page: str
    name: str
    value: str
    right: ClassVar[Right] = Right.SET_UP
    title: ClassVar[str] = "Save a view for everybody"

    def run(self, store: Store, stamp: Stamp) -> None:
        """Refuses a view without a name."""
        store.remember(KIND, _named(self.page, self.name), self.value)


@dataclass(frozen=True)
class ForgetServiceView:
    """Forget a view that everybody has of a page."""

    page: str
    name: str
    right: ClassVar[Right] = Right.SET_UP
    title: ClassVar[str] = "Forget a view of everybody"

    def run(self, store: Store, stamp: Stamp) -> None:
        """Forget it; one that is not there is forgotten already."""
        store.remember(KIND, _named(self.page, self.name), None)


def _named(page: str, name: str) -> str:
    if not name.strip():
        raise Refusal("The view has no name.", "Type a few words by which you will know it.")
    return key_of(page, name.strip())
