"""The account as a manager reads it: narrowed by person, day, child and kind of act; each entry field by field; checked."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.commands.children import CorrectChild
from app.commands.exports import export_sheets, export_table
from app.commands.keepsafe import CheckFile
from app.commands.opening import OpenChild
from app.commands.retention import REQUEST, EraseForGood
from app.commands.reviews import RecordHeld
from app.desk import Desk, SignIn
from app.domain.access import NotAllowed, Person, Role
from app.domain.audit import EXPORTED, OF_DISPOSAL, OF_FILE, PRINTED, Act, erased_in, erased_words
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.reviews import Review
from app.queries.account import AccountFilter, AccountPeople, AccountTable, AskEntry, CheckAccount, broken_words
from app.queries.changed import words_of
from app.queries.record.sheets import ChildRecord
from app.table import Table
from db.accounts import _within
from db.conversion import ACTION
from db.database import Database
from db.tables.audit import audit_ranges
from tests.app.commands.test_rights import COMMANDS
from tests.builders import TODAY, Service


def rows(service: Service, table: Table) -> list[tuple[object, ...]]:
    with service.read() as store:
        return [row.cells for row in table.rows.each(store)]


def actions(service: Service, **narrowed: object) -> list[object]:
    table = service.desk().ask(AccountTable(AccountFilter(**narrowed)))  # type: ignore[arg-type]
    return [cells[5] for cells in rows(service, table)]


@pytest.fixture
def child(service: Service, desk: Desk) -> Child:
    child = service.child("1001", name="Amira Khan")
    service.period(child, date(2026, 1, 12))
    desk.do(CorrectChild(child.id, "1001", "Amira Khan", "Mira", date(2014, 5, 1)))
    desk.do(OpenChild(child.id))
    return child


def test_the_account_is_narrowed_by_the_kind_of_act(service: Service, desk: Desk, child: Child) -> None:
    desk.do(SignIn("the window"))
    assert actions(service, act=Act.SIGN_IN) == ["Sign in"]
    assert actions(service, act=Act.VIEW) == ["Open a child's page"]
    assert "Correct a child" in actions(service, act=Act.CHANGE)
    assert not {"Sign in", "Open a child's page"} & set(actions(service, act=Act.CHANGE))
    assert actions(service, act=Act.REFUSAL) == []


def test_the_account_is_narrowed_by_person_and_by_day(service: Service, desk: Desk, child: Child) -> None:
    service.desk(Person(login="other", role=Role.MANAGER)).do(OpenChild(child.id))
    assert actions(service, login="other") == ["Open a child's page"]
    assert actions(service, first=date(2026, 11, 21)) == []
    assert len(actions(service, first=TODAY, last=TODAY)) == len(actions(service))
    assert actions(service, last=date(2026, 11, 19)) == []


def test_the_account_of_a_child_holds_every_change_and_every_look(service: Service, desk: Desk, child: Child) -> None:
    other = service.child("1002")
    desk.do(OpenChild(other.id))
    told = actions(service, reference=" 1001 ")
    assert told[:2] == ["Open a child's page", "Correct a child"]
    assert set(told[2:]) == {"Build"}
    assert actions(service, reference="1002") == ["Open a child's page", "Build"]
    with pytest.raises(Refusal, match="No child has the reference 9"):
        actions(service, reference="9")


def test_records_made_many_at_once_are_found_by_their_child(service: Service, desk: Desk) -> None:
    children = [Child(reference=f"M{at:03}") for at in range(2500)]
    with service.change("Import files") as store:
        store.shelf(Child).keep_all(children)
    assert actions(service, reference="M1234") == ["Import files"]
    with service.read() as store:
        (entry, change), *more = store.accounts.of_record(children[1234].id)
        assert store.accounts.of_record(children[1234].id, Child) == ((entry, change),)
        assert store.accounts.of_record(children[1234].id, Review) == store.accounts.of_record("f" * 32) == ()
    assert (entry.action, more) == ("Import files", [])
    assert change.after is not None


def test_who_made_a_record_is_found_without_reading_every_import(service: Service, database: Database) -> None:
    with database._reading.begin() as connection:
        asked = _within("a" * 32, "a" * 32).where(audit_ranges.c.kind == "Child")
        words = str(asked.compile(connection))
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", ("a", "a", "Child"))]
    assert any(step.startswith("SEARCH audit_ranges USING COVERING INDEX") for step in plan)
    assert not any(step.startswith("SCAN audit_detail") for step in plan)


def test_an_entry_is_told_field_by_field(service: Service, desk: Desk, child: Child) -> None:
    number = int(
        next(str(cells[0]) for cells in rows(service, desk.ask(AccountTable())) if cells[5] == "Correct a child")
    )
    told = desk.ask(AskEntry(number))
    corrected = told.changes[0]
    assert (told.who, corrected.title, corrected.reference) == ("Mia Manager", "Child changed", "1001")
    said = {field.words: (field.before, field.after) for field in corrected.fields}
    assert said == {"Known as": ("nothing", "Mira"), "Date of birth": ("nothing", "1 May 2014")}


def test_names_stand_in_place_of_keys(service: Service, desk: Desk, child: Child) -> None:
    officer = service.officer("Ola Own")
    service.allocated(child, officer, date(2026, 1, 12))
    review = next(one for one in _reviews(service, child) if one.held is None)
    entry = desk.do(RecordHeld(review.id, date(2026, 2, 3), "PN1", chair_id=officer.id)).entry
    assert entry is not None
    told = desk.ask(AskEntry(entry))
    said = [(field.words, field.after) for change in told.changes for field in change.fields]
    assert ("Chair", "Ola Own") in said
    assert ("Held", "3 February 2026") in said


def _reviews(service: Service, child: Child) -> tuple[Review, ...]:
    with service.read() as store:
        return store.shelf(Review).find(child_id=child.id)


def test_a_tampered_entry_is_named(service: Service, desk: Desk, database: Database, child: Child) -> None:
    assert desk.ask(CheckAccount()) is None
    with database._writing.begin() as connection:
        connection.exec_driver_sql("UPDATE audit SET login = 'somebody' WHERE number = 3")
    assert desk.ask(CheckAccount()) == 3
    assert broken_words(3).startswith("The first broken link is at entry 3:")


def test_the_account_goes_out_as_a_workbook(service: Service, desk: Desk, child: Child, tmp_path: Path) -> None:
    exported = export_table(desk, AccountTable(AccountFilter(act=Act.VIEW)), tmp_path / "account.xlsx")
    assert dict(exported.rows) == {"Account": 1}


@pytest.mark.parametrize("role", [Role.IRO, Role.BUSINESS_SUPPORT, Role.READER])
def test_only_managers_read_the_account(service: Service, role: Role) -> None:
    desk = service.desk(Person(login="x", role=role))
    for asked in (
        AccountTable(),
        AskEntry(1),
        CheckAccount(),
        AccountPeople(),
    ):
        with pytest.raises(NotAllowed, match="may not read the account"):
            desk.ask(asked)


def test_who_stands_in_the_account_is_offered_by_name(service: Service, desk: Desk, child: Child) -> None:
    service.desk(replace(service.person, login="gone")).do(OpenChild(child.id))
    assert dict(desk.ask(AccountPeople())) == {"gone": "gone", "manager": "Mia Manager"}


def test_names_of_fields_are_words() -> None:
    assert [words_of(name) for name in ("SocialWorker", "date_of_birth", "chair_id")] == [
        "Social worker",
        "Date of birth",
        "Chair",
    ]


def test_the_entries_whose_details_were_erased_are_read_as_they_were_written() -> None:
    assert erased_in(f"1 child: asked for. {erased_words({12: '', 3: 'ab1'})}") == {3: "ab1", 12: ""}
    assert erased_in("1 child") == {}


def test_a_page_that_was_opened_is_told_by_the_reference_and_the_reason(service: Service, child: Child) -> None:
    ola = service.kept(Person(login="ola", name="Ola Own", role=Role.IRO))
    service.desk(ola).do(OpenChild(child.id, "duty"))
    table = service.desk().ask(AccountTable(AccountFilter(act=Act.VIEW)))
    assert next((cells[3], cells[6]) for cells in rows(service, table)) == ("Ola Own", "1001: I am on duty")
    newest = int(str(rows(service, table)[0][0]))
    assert service.desk().ask(AskEntry(newest)).words == "1001: I am on duty"
    service.desk().do(EraseForGood((child.id,), REQUEST))
    told = [str(cells[6]) for cells in rows(service, service.desk().ask(AccountTable()))]
    assert told[0].startswith("1 child, ")
    assert "erasure was asked for and agreed" in told[0]
    assert told[1] == "A child erased since: I am on duty"


def test_the_check_tells_how_far_it_is_and_can_be_stopped(service: Service, desk: Desk, child: Child) -> None:
    for _ in range(520):
        desk.do(OpenChild(child.id))
    seen: list[tuple[int, int]] = []
    assert desk.ask(CheckAccount(lambda done, total: seen.append((done, total)))) is None
    assert seen == [(500, service.count("audit"))]


def test_what_is_done_with_the_whole_file_is_found_together() -> None:
    titles = {one.title for one in COMMANDS if one.__module__ in {"app.commands.keepsafe", "app.commands.keys"}}
    assert titles - {EXPORTED, PRINTED, CheckFile.title} <= set(OF_FILE)
    assert {*OF_FILE} - titles == {ACTION}
    assert {one.title for one in COMMANDS if one.__module__ == "app.commands.retention"} == {*OF_DISPOSAL}


def test_whoever_may_export_but_not_read_the_account_exports_no_account(service: Service, tmp_path: Path) -> None:
    desk = service.desk(Person(login="x", role=Role.BUSINESS_SUPPORT))
    with pytest.raises(NotAllowed, match="may not read the account"):
        export_table(desk, AccountTable(), tmp_path / "account.xlsx")
    assert not list(tmp_path.glob("*.xlsx"))


def test_the_account_of_a_child_tells_who_took_its_record_out(
    service: Service, desk: Desk, child: Child, tmp_path: Path
) -> None:
    service.child(f"{child.reference}0")
    for reference in (child.reference, f"{child.reference}0"):
        export_sheets(desk, ChildRecord(reference, ("who",), by_reference=True), tmp_path / f"{reference}.xlsx")
    assert actions(service, reference=child.reference, act=Act.EXPORT) == ["Export"]
    desk.do(CorrectChild(child.id, "N77", "Amira Khan", "Mira", None))
    assert actions(service, reference="N77", act=Act.EXPORT) == ["Export"]
