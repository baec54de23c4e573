"""Undo and redo: put back what was before, unless somebody changed it since; itself a change with its own entry."""

from dataclasses import dataclass
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.audit import Change, Entry
from app.domain.dates import long
from app.domain.errors import Refusal
from app.late import late
from app.store import Store


@dataclass(frozen=True)
class Undone:
    """What was undone (or done again), in words, and the number of the entry that did it first."""

    action: str
    entry: int
    about: str = ""
    """The challenges that it was about, by their references; nobody is named."""

    @property
    def words(self) -> str:
        """Log a challenge (CH1854)."""
        return f"{self.action} ({self.about})" if self.about else self.action


class ChangedSince(Refusal):
    """An entry cannot be undone because records were changed after it; changes names them."""

    def __init__(self, message: str, next_step: str, changes: tuple[Change, ...]) -> None:
        super().__init__(message, next_step)
        self.changes = changes


@dataclass(frozen=True)
class Undo:
    """Put back everything that one entry changed."""

    entry: int
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Undo"

    def run(self, store: Store, stamp: Stamp) -> Undone:
        """Refuses, naming what was changed since and by whom, when anything was; then nothing is undone."""
        recorded = _recorded()
        entry, changes = store.accounts.entry(self.entry), recorded.net(store.accounts.changes(self.entry))
        _basis().check_may(entry, [recorded.RECORDS[change.kind] for change in changes], stamp)
        now = recorded.as_they_are(store, changes)
        _basis().check_whose(store, changes, now, stamp)
        touched = [change for change in changes if not recorded.same(now.get(change.record_id), change)]
        if touched:
            raise _changed_since(store, entry.action, touched, len(changes))
        back = [recorded.back(now[change.record_id], change, entry.action, stamp) for change in changes]
        recorded.keep(store, back)
        _basis().settle(store, back)
        first: Entry = _basis().History(store, stamp).first(entry.number)
        again = (
            "Did entry {} again: {}" if entry.undoes and _is_undo(store, stamp, entry.number) else "Undid entry {}: {}"
        )
        store.describe(again.format(first.number, first.action), undoes=entry.number)
        return Undone(first.action, first.number, _basis().challenges_in(store, back))


@dataclass(frozen=True)
class UndoLatest:
    """Undo one's own latest change that is not undone yet, up to 20 deep."""

    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Undo"

    def run(self, store: Store, stamp: Stamp) -> Undone:
        """Refuses when there is nothing of one's own left to undo."""
        entry: int | None = _basis().History(store, stamp).to_undo()
        if entry is None:
            raise Refusal(
                "There is nothing left to undo.", "Older changes can be undone from their history in Settings."
            )
        return Undo(entry).run(store, stamp)


@dataclass(frozen=True)
class RedoLatest:
    """Undo one's own latest undo, as long as nothing else was done since."""

    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Redo"

    def run(self, store: Store, stamp: Stamp) -> Undone:
        """Refuses when one's latest change was not an undo."""
        entry: int | None = _basis().History(store, stamp).to_redo()
        if entry is None:
            raise Refusal("There is nothing to redo.", "Redo follows an undo, before anything else is changed.")
        return Undo(entry).run(store, stamp)


def _basis() -> Any:
    """What undo rests on: it knows all other commands, so it is loaded when something is first undone."""
    return late("app.commands.undoing")


def _recorded() -> Any:
    """The records as the account tells them: it knows all kinds of them, so it is loaded with that."""
    return late("app.commands.recorded")


def _is_undo(store: Store, stamp: Stamp, number: int) -> bool:
    return bool(_basis().History(store, stamp).depth(number) % 2 == 1)


def _changed_since(store: Store, action: str, touched: list[Change], number: int) -> ChangedSince:
    """Names the latest change since, and how many of the entry's records were changed."""
    entry, _ = store.accounts.of_record(touched[0].record_id)[-1]
    of = "it was" if number == 1 else f"{len(touched)} of its {number} records were"
    message = f'"{action}" cannot be undone: {of} changed since, by "{entry.action}" ({entry.login}, {long(entry.at.date())}).'
    return ChangedSince(message, "Nothing was undone. Undo or correct the later change first.", tuple(touched))
