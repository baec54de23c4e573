"""How long records are kept: what is due, keeping some longer, and erasing for good with the account whole."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.commands.children import CorrectChild
from app.commands.exports import export_due
from app.commands.opening import OpenChild
from app.commands.preferences import Remember
from app.commands.retention import (
    REQUEST,
    EraseAllDue,
    EraseAsked,
    Erased,
    EraseForGood,
    GoneThrough,
    KeepAllLonger,
    KeepLonger,
)
from app.commands.settings import ChangeSetting
from app.commands.undo import Undo
from app.desk import Desk
from app.domain.access import NotAllowed, Person, Role
from app.domain.children import Child
from app.domain.dependents import DEPENDENTS
from app.domain.errors import Refusal
from app.domain.records import Record
from app.domain.retention import Standing, due_on
from app.domain.reviews import Meeting, MeetingReview, Review, Series
from app.queries.ofchild import records_of
from app.queries.retention import DueForDisposal
from app.queries.week.look import MyWeek
from app.store import Where
from db.database import Database
from tests.builders import MANAGER, NOW, TODAY, Service

ENDED = date(2022, 3, 1)


@pytest.fixture
def old(service: Service) -> Child:
    """A child whose only period ended in March 2022."""
    return left_care(service, "1001", "Zebedee Quince")


def left_care(service: Service, reference: str, name: str) -> Child:
    child = service.child(reference, name=name)
    series = service.period(child, date(2021, 1, 4))
    service.held(series, date(2021, 1, 29))
    service.kept(replace(service.now(series), end=ENDED, closes=ENDED))
    service.decided(service.now(series))
    return child


def keep_for(desk: Desk, months: int = 24) -> None:
    desk.do(ChangeSetting("retention.children", months))


def due(desk: Desk, by: date | None = None) -> list[str]:
    return [row.cells[0] for row in desk.ask(DueForDisposal(by)).rows.rows]  # type: ignore[attr-defined]


def on(service: Service, day: date) -> Desk:
    """The manager's door on another day."""
    return Desk(service.keeper, MANAGER, lambda: datetime.combine(day, NOW.timetz()))


def whole(service: Service) -> bool:
    with service.read() as store:
        return store.accounts.first_broken() is None


def test_records_are_due_so_many_months_after_the_last_one_and_never_while_one_is_open() -> None:
    assert due_on(Standing(False, date(2024, 2, 29)), 24) == date(2026, 2, 28)
    assert due_on(Standing(True, date(2024, 2, 29)), 24) is None
    assert due_on(Standing(False, date(2024, 2, 29)), 0) is None
    assert due_on(Standing(False, None), 24) is None


def test_nothing_is_due_until_somebody_decides_how_long_records_are_kept(desk: Desk, old: Child) -> None:
    assert due(desk) == []
    keep_for(desk)
    assert due(desk) == ["1001"]
    assert due(desk, date(2024, 2, 29)) == []


def test_a_child_in_our_care_is_never_due(service: Service, desk: Desk) -> None:
    service.period(service.child("1002"), date(2015, 1, 5))
    keep_for(desk)
    assert due(desk) == []


def test_the_list_says_references_and_no_names(desk: Desk, old: Child) -> None:
    keep_for(desk)
    table = desk.ask(DueForDisposal())
    assert "Zebedee" not in repr(table)
    assert table.line == "1 record is due for disposal; 1 to be decided."


def test_what_is_kept_longer_says_until_when_and_why_and_is_not_erased(desk: Desk, old: Child) -> None:
    keep_for(desk)
    desk.do(KeepLonger(old.id, date(2028, 1, 1), "A complaint is open"))
    row = desk.ask(DueForDisposal()).rows.rows[0]  # type: ignore[attr-defined]
    assert row.cells[4:] == (date(2028, 1, 1), "A complaint is open")
    with pytest.raises(Refusal, match="kept until 1 January 2028: A complaint is open"):
        desk.do(EraseForGood((old.id,)))
    with pytest.raises(Refusal, match="has passed"):
        desk.do(KeepLonger(old.id, TODAY, "x"))
    with pytest.raises(Refusal, match="Say why"):
        desk.do(KeepLonger(old.id, date(2028, 1, 1), " "))


def test_what_is_not_due_is_erased_only_when_erasure_was_asked_for(service: Service, desk: Desk) -> None:
    child = service.child("1003")
    service.period(child, date(2026, 1, 5))
    with pytest.raises(Refusal, match="not due for disposal"):
        desk.do(EraseForGood((child.id,)))
    assert desk.do(EraseForGood((child.id,), REQUEST)).result.children == 1
    assert service.count("children") == 0
    ((told,),) = service.rows("audit", ("summary",), Where("action", "is", EraseForGood.title))
    assert "of 1 something was still open" in told


def test_erasure_that_was_asked_for_goes_by_the_reference(service: Service, desk: Desk, old: Child) -> None:
    with pytest.raises(Refusal, match="No child has the reference 9"):
        desk.do(EraseAsked(" 9 "))
    done = desk.do(EraseAsked(" 1001 "))
    assert done.result.children == 1
    assert {Child, Series, Review} <= done.topics  # every page that shows them reads anew
    assert service.count("children") == 0


def test_erasing_leaves_nothing_of_the_child_and_all_of_the_others(
    service: Service, desk: Desk, old: Child, database: Database, tmp_path: Path
) -> None:
    other = left_care(service, "1002", "Other Child")
    keep_for(desk)
    desk.do(OpenChild(old.id))
    desk.do(Remember("draft", f"children.contact.{old.id}", '{"note": "Zebedee said"}'))
    desk.do(
        Remember("draft", "children.add", '{"name": "Qu\\u0069nce, Zebedee", "reference": "", "sex": "f", "more": ""}')
    )
    desk.do(Remember("preference", "children.find", '"zebed Quince"'))
    desk.do(Remember("draft", "children.other", '{"note": "of another child"}'))
    export_due(desk, tmp_path / "Zebedee Quince.xlsx")
    changed = CorrectChild(old.id, "1001", "Zebedee Quince-Marmalade", "Zeb", None)
    desk.do(changed)
    with service.read() as store:
        records = records_of(store, (old.id,))
    result = desk.do(EraseForGood((old.id,))).result
    assert result == Erased(1, sum(map(len, records.values())))
    assert {Child, Series, Review} <= set(records)
    with service.read() as store:
        for kind, keys in records.items():
            assert store.shelf(kind).find(voided=True, id=tuple(keys)) == ()
        assert store.recall_all("draft", "manager").keys() == {"children.other"}
        assert [child.id for child in store.shelf(Child).find()] == [other.id]
        assert store.shelf(Review).find(child_id=other.id)
    assert whole(service)
    assert not [name for name in ("Zebedee", "Marmalade", "zebed") if name in everything(database)]
    assert "(a file that names a child).xlsx" in everything(database)


def everything(database: Database) -> str:
    """All that any table of the file says."""
    with database._reading.begin() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        return "".join(repr(list(connection.exec_driver_sql(f'SELECT * FROM "{name}"'))) for name in names)


def test_the_account_says_who_erased_how_much_and_why_without_a_name(service: Service, desk: Desk, old: Child) -> None:
    keep_for(desk)
    number = desk.do(EraseForGood((old.id,))).entry
    assert number is not None
    with service.read() as store:
        entry = store.accounts.entry(number)
    assert entry.summary.startswith("1 child, ")
    assert "the time for which the service keeps records is over" in entry.summary
    assert entry.login == "manager"


def test_details_that_went_without_a_decision_are_found(service: Service, desk: Desk, database: Database) -> None:
    child = service.child("1001")
    number = desk.do(CorrectChild(child.id, "1001", "A Name", "", None)).entry
    with database._writing.begin() as connection:
        connection.exec_driver_sql(f"UPDATE audit_detail SET salt = NULL WHERE number = {number}")
    with service.read() as store:
        assert store.accounts.first_broken() == number


def test_what_was_erased_cannot_be_undone(service: Service, desk: Desk, old: Child) -> None:
    keep_for(desk)
    changed = desk.do(CorrectChild(old.id, "1001", "Another Name", "", None)).entry
    erased = desk.do(EraseForGood((old.id,))).entry
    assert changed is not None
    assert erased is not None
    for number in (changed, erased):
        with pytest.raises(Refusal):
            desk.do(Undo(number))


def test_a_meeting_of_two_children_stays_for_the_other(service: Service, desk: Desk, old: Child) -> None:
    other = left_care(service, "1002", "Other Child")
    with service.read() as store:
        mine, theirs = (store.shelf(Review).find(child_id=one.id)[0] for one in (old, other))
    shared = service.planned(mine, date(2021, 1, 29), state="held")
    service.keep(MeetingReview(meeting_id=shared.id, review_id=theirs.id))
    alone = service.planned(mine, date(2021, 1, 29), state="held")
    keep_for(desk)
    desk.do(EraseForGood((old.id,)))
    with service.read() as store:
        assert store.shelf(Meeting).maybe(alone.id) is None
        assert store.shelf(Meeting).maybe(shared.id) is not None


def test_only_a_manager_decides(service: Service, old: Child) -> None:
    for role in (Role.IRO, Role.BUSINESS_SUPPORT, Role.READER):
        desk = service.desk(Person(login="x", role=role))
        with pytest.raises(NotAllowed):
            desk.do(EraseForGood((old.id,), REQUEST))
        with pytest.raises(NotAllowed):
            desk.ask(DueForDisposal())


def test_every_kind_of_record_that_names_a_child_is_erased_with_the_child() -> None:
    naming = {kind for kind in Record.__subclasses__() if "child_id" in getattr(kind, "__dataclass_fields__", {})}
    assert naming <= {kind for kind, _ in DEPENDENTS[Child]}


def test_the_journal_holds_nothing_of_what_was_erased(desk: Desk, old: Child, database: Database) -> None:
    keep_for(desk)
    desk.do(EraseForGood((old.id,)))
    journal = Path(f"{database.path}-wal")
    assert not journal.exists() or journal.stat().st_size == 0


def test_the_whole_list_can_be_kept_or_erased_at_once(service: Service, desk: Desk, old: Child) -> None:
    left_care(service, "1002", "Other Child")
    keep_for(desk)
    assert desk.do(KeepAllLonger(date(2027, 1, 1), "The inspection looks at them")).result == 2
    with pytest.raises(Refusal, match="waits for a decision"):
        desk.do(EraseAllDue())
    later = on(service, date(2027, 2, 1))
    assert later.do(EraseAllDue()).result.children == 2
    assert service.count("children") == 0


def test_once_a_year_my_week_tells_managers_to_go_through_the_list(service: Service, desk: Desk, old: Child) -> None:
    def reminded(desk: Desk) -> str:
        found = [section.lines[0].detail for section in desk.ask(MyWeek()).sections if section.key == "disposal"]
        return found[0] if found else ""

    assert reminded(desk) == ""  # nobody has decided how long records are kept
    keep_for(desk)
    assert reminded(desk) == "Never yet"
    assert reminded(service.desk(Person(login="x", role=Role.IRO))) == ""
    with pytest.raises(Refusal, match="1 record is still to be decided"):
        desk.do(GoneThrough())
    desk.do(KeepLonger(old.id, date(2027, 6, 1), "A complaint is open"))
    assert reminded(desk) == ""  # the last one was decided, so the list is gone through
    assert reminded(on(service, date(2027, 11, 19))) == ""
    later = on(service, date(2027, 11, 20))
    assert reminded(later) == "Last on 20 November 2026"
    later.do(EraseForGood((old.id,)))
    assert reminded(later) == ""
    last = on(service, date(2028, 11, 21))
    last.do(GoneThrough())
    assert "gone through on 21 November 2028" in last.ask(DueForDisposal()).line
