"""The one door to the records: do a command or ask a query, for one signed-in person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import ClassVar, Generic, Protocol, TypeVar

from app.domain.access import Person, Right, Role, Stamp, without_right
from app.domain.calendar import today_in_london
from app.domain.errors import Refusal
from app.domain.records import Record
from app.queries.service import setting
from app.store import Keeper, Store

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Command(Protocol[T_co]):
    """A thing a person can do: loads, decides by a domain rule, keeps."""

    right: ClassVar[Right]
    title: ClassVar[str]

    def run(self, store: Store, stamp: Stamp) -> T_co:
        """Do it inside one transaction."""


class Query(Protocol[T_co]):
    """A thing a person can ask; it writes nothing."""

    right: ClassVar[Right]

    def run(self, store: Store, stamp: Stamp) -> T_co:
        """Answer inside one read transaction."""


@dataclass(frozen=True)
class Done(Generic[T]):
    """What came of a command: its result, the kinds of record it touched, and its audit entry's number."""

    result: T
    topics: frozenset[type[Record]]
    entry: int | None


class Desk:
    """Does commands and answers queries for one person; the only place that reads the clock."""

    def __init__(
        self, keeper: Keeper, person: Person, clock: Callable[[], datetime], as_of: date | None = None
    ) -> None:
        self._keeper = keeper
        self.person = person
        self._clock = clock
        self._as_of = as_of

    def stamp(self) -> Stamp:
        """Who and when, now."""
        now = self._clock().astimezone(UTC)
        return Stamp(now, self._as_of or today_in_london(now), self.person)

    def do(self, command: Command[T]) -> Done[T]:
        """Do a command in one transaction, with its audit entry; raises Refusal and then leaves nothing behind."""
        stamp = self.stamp()
        if not self.person.may(command.right):
            self._refuse(stamp, command)
        with self._keeper.change(stamp, command.title) as store:
            result = command.run(store, stamp)
        return Done(result, store.touched, store.entry_number)

    def ask(self, query: Query[T]) -> T:
        """Answer a query in one read transaction."""
        stamp = self.stamp()
        if not self.person.may(query.right):
            raise without_right(self.person, query.right)
        with self._keeper.read(stamp) as store:
            return query.run(store, stamp)

    def _refuse(self, stamp: Stamp, command: Command[T]) -> None:
        with self._keeper.change(stamp, "Right refused") as store:
            store.describe(f"{command.title}: needs the right to {command.right}")
        raise without_right(self.person, command.right)


def sign_in(keeper: Keeper, login: str, clock: Callable[[], datetime], as_of: date | None = None) -> Desk:
    """The desk of the person with this login of the operating system; in the demonstration everyone is a manager."""
    stranger = Desk(keeper, Person(login=login, role=Role.READER), clock, as_of)
    with keeper.read(stranger.stamp()) as store:
        known = [p for p in store.shelf(Person).find() if p.login.casefold() == login.casefold()]
        demonstration = bool(setting(store, "service.demonstration"))
    if known:
        return Desk(keeper, known[0], clock, as_of)
    if demonstration:
        return Desk(keeper, Person(login=login, name="You", role=Role.MANAGER), clock, as_of)
    raise Refusal(
        f'The login "{login}" is not entered in this service.',
        "Ask an IRO team manager to add you under Settings, People. Nothing was opened.",
    )
