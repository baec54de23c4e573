"""Every change has its entry in a chain, and a change that fails leaves nothing behind."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text, update

from app.desk import Desk
from app.domain.access import Person, Role
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.officers import Officer
from app.domain.records import Record
from app.store import Store
from db.database import Database
from db.tables.audit import audit, audit_detail
from tests.builders import Service


def number_of_entries(service: Service) -> int:
    """How long the audit is."""
    return service.count("audit")


def test_a_change_says_what_was_before_and_after(service: Service) -> None:
    child = service.child("A1")
    with service.change("Correct a child") as store:
        store.shelf(Child).keep(replace(child, sex="F"))
        store.describe("One child corrected")
    assert store.touched == {Child}
    with service.read() as reading:
        entry = reading.accounts.entry(store.entry_number or 0)
        (change,) = reading.accounts.changes(entry.number)
    assert (entry.action, entry.summary, entry.login, entry.records) == (
        "Correct a child",
        "One child corrected",
        "manager",
        (child.id,),
    )
    assert change.kind == "Child"
    assert '"sex":""' in str(change.before)
    assert '"sex":"F"' in str(change.after)


def test_an_error_leaves_nothing_behind(service: Service) -> None:
    before = number_of_entries(service)

    def fail(store: Store) -> None:
        store.shelf(Child).keep(Child(reference="A1"))
        raise Refusal("No.")

    with pytest.raises(Refusal, match=r"No\."), service.change() as store:
        fail(store)
    assert service.count("children") == 0
    assert number_of_entries(service) == before


def test_the_history_of_a_record_is_told_from_the_beginning(service: Service) -> None:
    child = service.child("A1")
    service.keep(replace(child, sex="F"))
    service.child("B2")
    with service.read() as store:
        history = store.accounts.of_record(child.id)
    assert [change.before is None for _, change in history] == [True, False]
    assert history[0][0].number < history[1][0].number


def test_the_newest_entries_of_one_person_come_first(service: Service) -> None:
    service.child("A1")
    service.person = Person(login="ivy", name="Ivy", role=Role.IRO)
    service.child("A2")
    service.child("A3")
    with service.read() as store:
        assert [entry.login for entry in store.accounts.latest("ivy", 1)] == ["ivy"]
        assert len(store.accounts.latest("ivy", 20)) == 2
        assert [entry.login for entry in store.accounts.latest(None, 3)] == ["ivy", "ivy", "manager"]
        with pytest.raises(Refusal, match="no entry 999"):
            store.accounts.entry(999)


def test_an_altered_entry_shows(service: Service, database: Database) -> None:
    for number in range(4):
        service.child(f"A{number}")
    with service.read() as store:
        assert store.accounts.first_broken() is None
    with database._writing.begin() as connection:
        connection.execute(update(audit).where(audit.c.number == 3).values(login="nobody"))
    with service.read() as store:
        assert store.accounts.first_broken() == 3


def test_a_removed_entry_shows(service: Service, database: Database) -> None:
    for number in range(4):
        service.child(f"A{number}")
    with database._writing.begin() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.execute(text("DELETE FROM audit_detail WHERE number = 3"))
        connection.execute(text("DELETE FROM audit WHERE number = 3"))
    with service.read() as store:
        assert store.accounts.first_broken() == 3


def test_an_altered_detail_shows_and_so_does_one_that_nobody_says_was_erased(
    service: Service, database: Database
) -> None:
    service.child("A1")
    service.child("A2")
    with database._writing.begin() as connection:
        connection.execute(update(audit_detail).where(audit_detail.c.number == 2).values(after="{}"))
    with service.read() as store:
        assert store.accounts.first_broken() == 2
    with database._writing.begin() as connection:
        connection.execute(text("DELETE FROM audit_detail WHERE number = 2"))
    with service.read() as store:
        assert store.accounts.first_broken() == 2


def test_a_right_refused_has_an_entry_although_nothing_was_kept(service: Service) -> None:
    before = number_of_entries(service)
    with service.change("Right refused"):
        pass
    with service.change("Something else") as store:
        pass
    assert store.entry_number is None
    assert number_of_entries(service) == before + 1


def test_words_alone_are_worth_an_entry(service: Service) -> None:
    with service.change("Open a child") as store:
        store.describe("Looked at", undoes=1)
    with service.read() as reading:
        entry = reading.accounts.entry(store.entry_number or 0)
    assert (entry.summary, entry.undoes, entry.records) == ("Looked at", 1, ())


def test_what_is_remembered_has_no_entry_and_belongs_to_a_person(service: Service) -> None:
    with service.change() as store:
        store.remember("draft", "review", "{}", "ann")
        store.remember("draft", "review", "{1}", "ann")
        store.remember("draft", "child", "{2}", "ann")
        store.remember("draft", "review", "{3}", "bo")
    assert store.entry_number is None
    with service.change() as store:
        store.remember("draft", "child", None, "ann")
    with service.read() as store:
        assert store.recall("draft", "review", "ann") == "{1}"
        assert store.recall("draft", "child", "ann") is None
        assert store.recall_all("draft", "bo") == {"review": "{3}"}
        assert store.recall("draft", "review") is None


def test_a_question_sees_the_records_as_they_were_when_it_began(service: Service) -> None:
    with service.read() as store:
        assert store.shelf(Child).find() == ()
        service.child("A1")
        assert store.shelf(Child).find() == ()
    assert service.count("children") == 1


def test_the_desk_tells_what_was_touched(desk: Desk, service: Service) -> None:
    with service.change("Both") as store:
        store.shelf(Child).keep(Child(reference="A1", date_of_birth=date(2015, 1, 1)))
        store.shelf(Officer).keep(Officer(name="Ivy"))
        touched: frozenset[type[Record]] = store.touched
    assert touched == {Child, Officer}
    assert desk.person.role == Role.MANAGER
