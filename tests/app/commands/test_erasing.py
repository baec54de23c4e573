"""What an erasure leaves: the account of the others whole, a file in which nothing is missing, and the backups of before."""

from pathlib import Path

from app.commands.retention import REQUEST, EraseForGood
from app.commands.settings import ChangeSetting
from app.desk import Desk
from app.domain.children import Child
from app.queries.erased import OldBackups
from db.database import Database
from tests.app.commands.test_retention import everything, keep_for, left_care, whole
from tests.builders import NOW, Service


def test_backups_made_before_an_erasure_are_listed(
    service: Service, desk: Desk, database: Database, tmp_path: Path
) -> None:
    old = left_care(service, "1001", "Zebedee Quince")
    chosen, kept = tmp_path / "chosen", database.safekeeping()

    def told() -> tuple[int, str]:
        table = desk.ask(OldBackups())
        return len(table.rows.rows), table.line  # type: ignore[attr-defined]

    def backup(folder: Path, day: int) -> None:
        kept.make(database.path, kept.key_of(database), folder, NOW.replace(day=day), "asked for")

    desk.do(ChangeSetting("backups.folder", str(chosen)))
    backup(kept.usual_folder(database.path), 1)
    backup(chosen, 20)
    assert told()[1].startswith("Nothing was erased")
    keep_for(desk)
    desk.do(EraseForGood((old.id,)))
    assert told()[0] == 2
    assert told()[1].startswith("2 backups made before an erasure still hold what was erased.")
    backup(chosen, 2)  # a clock set back: it holds nothing that was erased all the same
    assert told()[0] == 2


def test_who_was_imported_with_many_others_is_erased_from_the_account_and_the_others_stay_in_it(
    service: Service, desk: Desk, database: Database
) -> None:
    children = [Child(reference=f"M{at:03}") for at in range(1200)]
    with service.change("Import files") as store:
        store.shelf(Child).keep_all(children)
    first, *_, last = sorted(children, key=lambda one: one.id)
    for one in (first, children[600], last):
        desk.do(EraseForGood((one.id,), REQUEST))
        assert one.id not in everything(database).replace(f"Records {one.id}", "")
    assert whole(service)
    with service.read() as store:
        assert len(store.accounts.of_record(children[5].id, Child)) == 1
        assert store.accounts.of_record(last.id, Child) == ()
    path, key = database.path, database.safekeeping().key_of(database)
    database.close()
    findings = Database.safekeeping().check(path, key, full=True)
    assert [one.words for one in findings if not one.good] == []


def test_nothing_is_left_of_an_import_whose_children_are_all_erased(
    service: Service, desk: Desk, database: Database
) -> None:
    children = [Child(reference=f"M{at:03}") for at in range(25)]
    with service.change("Import files") as store:
        store.shelf(Child).keep_all(children)
    desk.do(EraseForGood(tuple(one.id for one in children), REQUEST))
    assert whole(service)
    with service.read() as store:
        assert store.accounts.latest(None, 2)[1].records == ()
