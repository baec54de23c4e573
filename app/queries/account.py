"""The account as it is read by a manager: who did what and when, narrowed, and one entry field by field."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, ClassVar

from app.domain.access import Person, Right, Stamp
from app.domain.audit import ACT_TITLES, ACTIONS, EXPORTED, PRINTED, Act, Entry, act_of
from app.domain.calendar import LONDON
from app.domain.children import RECORD_OF, Child, reference_key
from app.domain.counting import counted
from app.domain.errors import Refusal
from app.queries.accounted import references, summary_words
from app.queries.changed import Changed, changed
from app.queries.listing import Listing
from app.queries.ofchild import records_of
from app.store import Selection, Store, Tally, Where
from app.table import Column, Kind, Row, Table

COLUMNS = (
    Column("number", "Number", Kind.NUMBER, 9),
    Column("day", "Day", Kind.DATE, 13),
    Column("time", "Time", width=7),
    Column("who", "Who", width=22),
    Column("act", "Kind of act", width=20),
    Column("action", "What", width=30),
    Column("summary", "More", width=60),
)
ORDERS = {"day": "at", "time": "at", "who": "login", "act": "action"}
SHOWN = 60
"""How many records of one entry are told field by field."""


@dataclass(frozen=True)
class AccountFilter:
    """What of the account is shown: of a login, from a day until another, about a child by reference, a kind of act."""

    login: str = ""
    first: date | None = None
    last: date | None = None
    reference: str = ""
    act: str = ""


@dataclass(frozen=True)
class AccountTable:
    """Ask for the entries of the account, newest first; a row's id is the entry's number."""

    filter: AccountFilter = AccountFilter()
    right: ClassVar[Right] = Right.AUDIT

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row an entry."""
        selection = Selection("audit", _where(store, self.filter), stamp.today)
        names, called = people(store), references(store)

        def shape(row: tuple[Any, ...]) -> Row:
            number, at, login, action, summary = row
            local = at.astimezone(LONDON)
            who, act = names.get(login, login), ACT_TITLES[act_of(action)]
            return Row(
                str(number),
                (
                    number,
                    local.date(),
                    f"{local:%H:%M}",
                    who,
                    act,
                    action,
                    summary_words(action, summary, called) or None,
                ),
            )

        fields = ("number", "at", "login", "action", "summary")
        listing = Listing(selection, fields, shape, (("number", True),), ORDERS)
        line = f"Who did what, and when, newest first: {counted(store.count(selection), 'entry', 'entries')}"
        return Table("Account", COLUMNS, _Windowed(listing), line)


@dataclass(frozen=True)
class _Windowed:
    """The rows of a listing, a window at a time; entries have a number, and no key to sort by at once."""

    listing: Listing

    def count(self, store: Store) -> int:
        return self.listing.count(store)

    def window(self, store: Store, order: Any, first: int, number: int) -> Any:
        return self.listing.window(store, order, first, number)

    def each(self, store: Store) -> Any:
        return self.listing.each(store)


@dataclass(frozen=True)
class EntryTold:
    """One entry in words: the entry, who by name, its words, what it changed field by field, and how many records more."""

    entry: Entry
    who: str
    words: str
    changes: tuple[Changed, ...]
    more: int


@dataclass(frozen=True)
class AskEntry:
    """Ask for one entry, field by field before and after."""

    number: int
    right: ClassVar[Right] = Right.AUDIT

    def run(self, store: Store, stamp: Stamp) -> EntryTold:
        """At most so many records; large imports change thousands."""
        entry = store.accounts.entry(self.number)
        many = len(entry.records)
        changes = store.accounts.changes(self.number) if many <= SHOWN * 20 else ()
        told = tuple(changed(store, one) for one in changes[:SHOWN])
        words = summary_words(entry.action, entry.summary, references(store))
        return EntryTold(entry, people(store).get(entry.login, entry.login), words, told, many - len(told))


@dataclass(frozen=True)
class CheckAccount:
    """Ask whether the account is whole: every entry's link to the one before, and its details against their digest.

    watch is told how many entries were looked at and how many there are; it may raise to stop.
    """

    watch: Callable[[int, int], None] | None = None
    right: ClassVar[Right] = Right.AUDIT

    def run(self, store: Store, stamp: Stamp) -> int | None:
        """The number of the first entry whose link does not hold, or None."""
        newest = store.accounts.latest(None, 1)
        total, watch = newest[0].number if newest else 0, self.watch
        return store.accounts.first_broken(None if watch is None else lambda done: watch(done, total))


@dataclass(frozen=True)
class AccountPeople:
    """Ask who stands in the account: logins with names."""

    right: ClassVar[Right] = Right.AUDIT

    def run(self, store: Store, stamp: Stamp) -> Mapping[str, str]:
        """By login, in the order of the names."""
        names = people(store)
        logins = {count.key[0] for count in store.tally(Tally(Selection("audit", (), stamp.today), ("login",)))}
        return dict(sorted(((one, names.get(one, one)) for one in logins), key=lambda pair: pair[1].casefold()))


def people(store: Store) -> dict[str, str]:
    """The names of people by login, those gone too."""
    return {one.login: one.name or one.login for one in store.shelf(Person).find(voided=True)}


def broken_words(number: int | None) -> str:
    """What is said of a check of the account."""
    if number is None:
        return "The account is whole: every entry is linked to the one before."
    return f"The first broken link is at entry {number:,}: it, or one before it, was changed or taken out. Keep the file as it is, and tell your information security team."


def _where(store: Store, wanted: AccountFilter) -> tuple[Where, ...]:
    where: list[Where] = []
    if wanted.login:
        where.append(Where("login", "is", wanted.login))
    if wanted.first:
        where.append(Where("at", "at least", _midnight(wanted.first)))
    if wanted.last:
        where.append(Where("at", "below", _midnight(wanted.last + timedelta(days=1))))
    if wanted.act == Act.CHANGE:
        where += [Where("action", "is not", action) for action in ACTIONS]
    elif wanted.act:
        where.append(Where("action", "in", tuple(a for a, act in ACTIONS.items() if act == wanted.act)))
    if wanted.reference.strip():
        where.append(Where("number", "in", _about(store, wanted.reference.strip())))
    return tuple(where)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def _about(store: Store, reference: str) -> tuple[int, ...]:
    """The entries about a child: those that changed a record of the child's, and those whose words name its key."""
    where = (Where("reference_key", "is", reference_key(reference)),)
    found = store.rows(Selection("children", where, store.stamp.today), ("id",))
    if not found:
        raise Refusal(f"No child has the reference {reference}.", "Check the reference, or clear it.")
    child_id = found[0][0]
    keys = {key for some in records_of(store, (child_id,)).values() for key in some}
    said = Selection("audit", (Where("summary", "contains", child_id),), store.stamp.today)
    named = {number for (number,) in store.rows(said, ("number",))}
    return tuple(sorted(store.accounts.about(keys) | named | _taken_out(store, child_id)))


def _taken_out(store: Store, child_id: str) -> set[int]:
    """The exports of the child's whole record: their words say the reference that the child had that day."""
    told = (text for _, one in store.accounts.of_record(child_id, Child) for text in (one.before, one.after) if text)
    found = set[int]()
    for reference in {json.loads(text)["reference"] for text in told}:
        title = RECORD_OF.format(reference)
        where = (Where("action", "in", (EXPORTED, PRINTED)), Where("summary", "contains", title))
        rows = store.rows(Selection("audit", where, store.stamp.today), ("number", "summary"))
        found |= {number for number, said in rows if said.startswith((f"{title}, ", f"{title} ("))}
    return found
