"""The one door to the records: do a command or ask a query, for one signed-in person."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from app.domain.access import ROLE_TITLES, NotAllowed, Person, Right, Role, Stamp, Whose, without_right
from app.domain.audit import REFUSED, SIGN_IN
from app.domain.calendar import today_in_london
from app.domain.dates import long
from app.domain.errors import FileTrouble, Refusal
from app.domain.records import Record
from app.late import late
from app.queries.service import setting
from app.store import Keeper, Store

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


LOOKING = frozenset({Right.SEE, Right.EXPORT, Right.KEEP_SAFE, Right.PUT_BACK})
"""What may be done from a day that is still to come: planning ahead needs no more."""


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
        self,
        keeper: Keeper,
        person: Person,
        clock: Callable[[], datetime],
        as_of: date | None = None,
        *,
        only_looks: bool = False,
    ) -> None:
        self._keeper = keeper
        self.person = person
        self._clock = clock
        self._as_of = as_of
        self._only_looks = only_looks
        self._accounted: set[tuple[date, str]] = set()

    def stamp(self) -> Stamp:
        """Who and when, now."""
        now = self._clock().astimezone(UTC)
        return Stamp(now, self._as_of or today_in_london(now), self.person)

    def do(self, command: Command[T]) -> Done[T]:
        """Do a command in one transaction, with its audit entry; raises Refusal and then leaves nothing behind."""
        stamp = self.stamp()
        if self._only_looks and command.right not in LOOKING:
            raise Refusal(
                f"The program shows {long(stamp.today)}, which is still to come: nothing is recorded from there.",
                "Start it without --as-of to change something. Nothing was changed.",
            )
        try:
            self._check_rights(command)
            with self._keeper.change(stamp, command.title) as store:
                stamp = self._as_known(store, command)
                self._check_reach(store, command.right, command)
                result = command.run(store, stamp)
        except NotAllowed as no:
            self._account(stamp, command.title, no)
            raise
        return Done(result, store.touched, store.entry_number)

    def ask(self, query: Query[T]) -> T:
        """Answer a query in one read transaction."""
        stamp = self.stamp()
        try:
            self._check_rights(query)
            with self._keeper.read(stamp) as store:
                stamp = self._as_known(store, query)
                self._check_reach(store, query.right, query)
                return query.run(store, stamp)
        except NotAllowed as no:
            self._account_once(stamp, query, no)
            raise

    def _check_rights(self, asked: Any) -> None:
        """The right that is asked for, and that of a question that goes out with it: an account that is exported, say."""
        while asked is not None:
            if not self.person.may(asked.right):
                raise without_right(self.person, asked.right)
            asked = getattr(asked, "query", None)

    def _as_known(self, store: Store, asked: Any) -> Stamp:
        """The stamp with the person as they are entered now: a role taken away meanwhile ends in an open window, too."""
        if self.person.version:
            now = store.shelf(Person).maybe(self.person.id)
            if now is None or now.voided:
                raise NotAllowed(
                    "You are not entered in this service any more.", "Ask an IRO team manager. Close the program."
                )
            if now != self.person:
                self.person = now
                store.stamp = replace(store.stamp, person=now)
                self._check_rights(asked)
        return store.stamp

    def _check_reach(self, store: Store, right: Right, asked: object) -> None:
        """Where a right does not reach everybody's records, whose these are is found out."""
        if len(self.person.reach(right)) < len(Whose):
            late("app.queries.whose").check_reach(store, self.person, right, asked)

    def _account(self, stamp: Stamp, what: str, no: NotAllowed) -> None:
        """A right refused leaves one entry of its own; the transaction of the command has left nothing.

        Where it cannot be entered, the disk being full, say, the right is refused all the same.
        """
        with suppress(FileTrouble), self._keeper.change(stamp, REFUSED) as store:
            store.describe(f"{what}: {no.message}")

    def _account_once(self, stamp: Stamp, query: Query[T], no: NotAllowed) -> None:
        """A page asks again and again: what it may not know is entered once a day."""
        what = in_words(type(query).__name__)
        if (stamp.today, what) not in self._accounted:
            self._accounted.add((stamp.today, what))
            self._account(stamp, what, no)


def in_words(name: str) -> str:
    """The name of a question as words: ChildRecord is Child record."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name.strip("_")).capitalize()


def sign_in(keeper: Keeper, login: str, clock: Callable[[], datetime], as_of: date | None = None) -> Desk:
    """The desk of the person with this login of the operating system; in the demonstration everyone is a manager."""
    stranger = Desk(keeper, Person(login=login, role=Role.READER), clock, as_of)
    stamp = stranger.stamp()
    with keeper.read(stamp) as store:
        known = [p for p in store.shelf(Person).find() if p.login.casefold() == login.casefold()]
        demonstration = bool(setting(store, "service.demonstration"))
    ahead = stamp.today > stamp.true_day
    if known:
        return Desk(keeper, known[0], clock, as_of, only_looks=ahead)
    if demonstration:
        you = Person(login=login, name="You", role=Role.MANAGER)
        return Desk(keeper, you, clock, as_of, only_looks=ahead)
    with keeper.change(stamp, REFUSED) as store:
        store.describe(f"{SIGN_IN}: this login is not entered in the service")
    raise Refusal(
        f'The login "{login}" is not entered in this service.',
        "Ask an IRO team manager to add you under Settings, People. Nothing was opened.",
    )


@dataclass(frozen=True)
class SignIn:
    """Enter in the account that somebody began to use the program, and through what: the window or the command line."""

    through: str
    right: ClassVar[Right] = Right.SEE
    title: ClassVar[str] = SIGN_IN

    def run(self, store: Store, stamp: Stamp) -> None:
        """Nothing but the entry."""
        store.describe(f"Through {self.through}, as {ROLE_TITLES[Role(stamp.person.role)]}")
