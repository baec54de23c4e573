"""What is made many at once is told in the account by its keys, and nothing of its history is lost."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete, select, update

from app.commands.children import CorrectChild
from app.commands.recorded import from_json
from app.commands.undo import ChangedSince, Undo, UndoLatest
from app.desk import Desk
from app.domain.children import Child
from db.database import Database
from db.made import KEYS, MANY
from db.tables.audit import audit_detail
from tests.builders import Service


def made(service: Service, number: int, first: int = 0) -> tuple[int, tuple[Child, ...]]:
    """Children made together: the number of the entry, and they."""
    children = [
        Child(reference=f"A{place}", date_of_birth=date(2015, 1, 1) if place % 2 else None)
        for place in range(first, first + number)
    ]
    with service.change("Make many") as store:
        kept = store.shelf(Child).keep_all(children)
    assert store.entry_number is not None
    return store.entry_number, kept


def details(database: Database, number: int) -> int:
    """How many details an entry has."""
    with database._reading.begin() as connection:
        return len(connection.execute(select(audit_detail).where(audit_detail.c.number == number)).all())


@pytest.mark.parametrize(("number", "stored"), [(MANY - 1, MANY - 1), (MANY, 1), (KEYS, 1), (KEYS + 1, 2)])
def test_a_few_are_told_one_by_one_and_many_together(
    service: Service, database: Database, number: int, stored: int
) -> None:
    entry, kept = made(service, number)
    assert details(database, entry) == stored
    with service.read() as store:
        changes = store.accounts.changes(entry)
        assert store.accounts.entry(entry).records == tuple(child.id for child in kept)
    assert [change.before for change in changes] == [None] * number
    assert [from_json(Child, change.after or "") for change in changes] == list(kept)


def test_the_history_of_one_of_many_begins_with_what_was_made(service: Service) -> None:
    entry, (child, *_) = made(service, MANY)
    made(service, MANY, first=MANY)
    service.keep(replace(child, sex="F"))
    service.keep(replace(service.now(child), sex="M"))
    with service.read() as store:
        history = store.accounts.of_record(child.id)
        changed = store.accounts.changes(entry)[0]
    assert [one.action for one, _ in history] == ["Make many", "Build", "Build"]
    assert history[0][0].number == entry
    assert history[0][1] == changed
    assert (changed.before, from_json(Child, changed.after or "")) == (None, child)


def test_what_was_made_and_changed_in_one_go_is_told_in_that_order(service: Service) -> None:
    with service.change() as store:
        first, *_ = store.shelf(Child).keep_all([Child(reference=f"A{place}") for place in range(MANY)])
        store.shelf(Child).keep(replace(first, sex="F"))
    with service.read() as reading:
        changes = reading.accounts.changes(store.entry_number or 0)
    assert len(changes) == MANY + 1
    assert (changes[0].after, changes[-1].record_id) == (changes[-1].before, first.id)


def test_many_are_undone_together_and_done_again(service: Service, desk: Desk) -> None:
    entry, kept = made(service, MANY)
    undone = desk.do(Undo(entry))
    assert service.count("children") == 0
    desk.do(Undo(undone.entry or 0))
    assert [replace(service.now(child), version=1) for child in kept] == list(kept)


def test_many_are_not_undone_when_one_was_changed_since_until_that_is_undone(service: Service, desk: Desk) -> None:
    entry, (child, *_) = made(service, MANY)
    desk.do(CorrectChild(child.id, child.reference, "Ann", "", None))
    with pytest.raises(ChangedSince, match=f"1 of its {MANY} records") as refusal:
        desk.do(Undo(entry))
    assert [change.record_id for change in refusal.value.changes] == [child.id]
    desk.do(UndoLatest())
    desk.do(Undo(entry))
    assert service.count("children") == 0


def test_altered_keys_show_and_so_do_those_that_nobody_says_were_erased(service: Service, database: Database) -> None:
    entry, _ = made(service, MANY)
    of_entry = audit_detail.c.number == entry
    with database._writing.begin() as connection:
        connection.execute(update(audit_detail).where(of_entry).values(after="0" * 32))
    with service.read() as store:
        assert store.accounts.first_broken() == entry
    with database._writing.begin() as connection:
        connection.execute(delete(audit_detail).where(of_entry))
    with service.read() as store:
        assert store.accounts.first_broken() == entry
        assert store.accounts.changes(entry) == ()


def test_what_a_record_was_like_is_gone_when_its_first_change_was_erased(
    service: Service, database: Database, desk: Desk
) -> None:
    entry, (child, *_) = made(service, MANY)
    with service.change() as store:
        store.shelf(Child).keep(replace(child, sex="F"))
    service.keep(replace(service.now(child), sex="M"))
    with database._writing.begin() as connection:
        connection.execute(delete(audit_detail).where(audit_detail.c.number == store.entry_number))
    with service.read() as reading:
        assert reading.accounts.changes(entry)[0].after is None
        assert reading.accounts.of_record(child.id)[0][1].after is None
    with pytest.raises(ChangedSince):
        desk.do(Undo(entry))
