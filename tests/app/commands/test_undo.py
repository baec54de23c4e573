"""Undo and redo: several changes in turn, never over somebody else's, and never to a state that cannot stand."""

from dataclasses import replace
from datetime import date

import pytest

from app.commands.allocations import Allocate, EndAllocation
from app.commands.children import AddChild, CorrectChild
from app.commands.meetings import Plan
from app.commands.opening import OpenChild
from app.commands.people import KeepPerson, RemovePerson
from app.commands.periods import EndPeriod, StartPeriod
from app.commands.placing import ExportFailed, KeepExport
from app.commands.recorded import RECORDS
from app.commands.reviews import CorrectReview, RecordHeld
from app.commands.settings import ChangeSetting, KeepHoliday, KeepOfficer
from app.commands.undo import ChangedSince, RedoLatest, Undo, UndoLatest
from app.commands.undoing import BEGINNINGS, SILENT
from app.demonstration import Demonstrate
from app.desk import Desk
from app.domain.access import Person, Role
from app.domain.errors import Refusal
from app.domain.records import Record
from app.domain.reviews import Series
from app.domain.settings import Holiday
from tests.builders import TODAY, Service

IRO = Person(login="irene", name="Irene IRO", role=Role.IRO)
OTHER_IRO = Person(login="omar", name="Omar IRO", role=Role.IRO)
SUPPORT = Person(login="bella", name="Bella Support", role=Role.BUSINESS_SUPPORT)


def facts(service: Service) -> dict[str, Record]:
    """Every live record as it is, whatever its version."""
    with service.read() as store:
        found = [record for kind in RECORDS.values() for record in store.shelf(kind).find()]
    return {record.id: replace(record, version=0) for record in found}


@pytest.fixture
def period(service: Service) -> Series:
    return service.period(service.child("1001", date_of_birth=date(2014, 5, 1)), date(2026, 9, 1))


def test_several_changes_of_one_record_are_undone_in_turn(service: Service, desk: Desk) -> None:
    child = desk.do(AddChild("1001", "Ann")).result
    before = facts(service)
    for name in ("Anna", "Annie", "Anne"):
        desk.do(CorrectChild(child.id, "1001", name, "", None))
    for name in ("Annie", "Anna", "Ann"):
        desk.do(UndoLatest())
        assert service.now(child).name == name
    assert facts(service) == before


def test_undone_changes_are_done_again_in_turn(service: Service, desk: Desk) -> None:
    child = desk.do(AddChild("1001", "Ann")).result
    for name in ("Anna", "Annie"):
        desk.do(CorrectChild(child.id, "1001", name, "", None))
    after = facts(service)
    desk.do(UndoLatest())
    desk.do(UndoLatest())
    assert desk.do(RedoLatest()).result.action == "Correct a child"
    assert service.now(child).name == "Anna"
    desk.do(RedoLatest())
    assert facts(service) == after
    with pytest.raises(Refusal, match="nothing to redo"):
        desk.do(RedoLatest())


def test_undoing_what_was_done_again_undoes_it_once_more(service: Service, desk: Desk) -> None:
    child = desk.do(AddChild("1001", "Ann")).result
    desk.do(CorrectChild(child.id, "1001", "Anna", "", None))
    for _ in range(3):
        desk.do(UndoLatest())
        assert service.now(child).name == "Ann"
        desk.do(RedoLatest())
        assert service.now(child).name == "Anna"
    desk.do(UndoLatest())
    desk.do(UndoLatest())
    assert service.now(child).voided


def test_a_new_change_forgets_what_could_have_been_done_again(service: Service, desk: Desk) -> None:
    child = desk.do(AddChild("1001", "Ann")).result
    desk.do(CorrectChild(child.id, "1001", "Anna", "", None))
    desk.do(UndoLatest())
    desk.do(CorrectChild(child.id, "1001", "Annie", "", None))
    desk.do(UndoLatest())
    desk.do(RedoLatest())
    assert service.now(child).name == "Annie"
    with pytest.raises(Refusal, match="nothing to redo"):
        desk.do(RedoLatest())


def test_looking_at_a_child_between_undo_and_redo_does_not_matter(service: Service, desk: Desk) -> None:
    child = desk.do(AddChild("1001", "Ann")).result
    desk.do(CorrectChild(child.id, "1001", "Anna", "", None))
    desk.do(OpenChild(child.id))
    desk.do(UndoLatest())
    desk.do(OpenChild(child.id))
    desk.do(RedoLatest())
    assert service.now(child).name == "Anna"


def test_undo_goes_20_changes_deep(service: Service, desk: Desk) -> None:
    child = desk.do(AddChild("1001", "name 0")).result
    for number in range(1, 26):
        desk.do(CorrectChild(child.id, "1001", f"name {number}", "", None))
    for _ in range(20):
        desk.do(UndoLatest())
    assert service.now(child).name == "name 5"
    with pytest.raises(Refusal, match="nothing left to undo"):
        desk.do(UndoLatest())
    for _ in range(20):
        desk.do(RedoLatest())
    assert service.now(child).name == "name 25"


def test_what_the_file_began_with_cannot_be_undone(service: Service, desk: Desk) -> None:
    with pytest.raises(Refusal, match="nothing left to undo"):
        desk.do(UndoLatest())
    with pytest.raises(Refusal, match="began with"):
        desk.do(Undo(1))
    with service.read() as store:
        assert store.shelf(Holiday).find()


def test_the_titles_that_undo_passes_over_are_those_of_the_commands() -> None:
    assert {OpenChild.title, Demonstrate.title, KeepExport.title, ExportFailed.title} <= set(SILENT)
    assert Demonstrate.title in BEGINNINGS


def test_an_export_is_passed_over(service: Service, desk: Desk) -> None:
    child = desk.do(AddChild("1001", "Ann")).result
    desk.do(KeepExport("Due list, 3 rows"))
    desk.do(UndoLatest())
    assert service.now(child).voided


def test_another_persons_later_change_makes_undo_refuse_and_name_it(service: Service, period: Series) -> None:
    irene, omar = service.desk(IRO), service.desk(OTHER_IRO)
    review = service.open_review(period)
    irene.do(RecordHeld(review.id, date(2026, 9, 20)))
    omar.do(CorrectReview(review.id, date(2026, 9, 21), None, None))
    before = facts(service)
    with pytest.raises(ChangedSince, match=r'"Correct a review" \(omar, 20 November 2026\)') as refused:
        irene.do(UndoLatest())
    assert review.id in {change.record_id for change in refused.value.changes}
    assert facts(service) == before


def test_after_the_other_change_is_undone_the_first_can_be(service: Service, period: Series) -> None:
    irene, omar = service.desk(IRO), service.desk(OTHER_IRO)
    review = service.open_review(period)
    before = facts(service)
    irene.do(RecordHeld(review.id, date(2026, 9, 20)))
    omar.do(CorrectReview(review.id, date(2026, 9, 21), None, None))
    omar.do(UndoLatest())
    irene.do(UndoLatest())
    assert facts(service) == before


def test_an_iro_undoes_only_their_own(service: Service, desk: Desk, period: Series) -> None:
    done = service.desk(IRO).do(RecordHeld(service.open_review(period).id, date(2026, 9, 20)))
    assert done.entry is not None
    with pytest.raises(Refusal, match="Somebody else made this change"):
        service.desk(OTHER_IRO).do(Undo(done.entry))
    with pytest.raises(Refusal, match="nothing left"):
        service.desk(OTHER_IRO).do(UndoLatest())
    desk.do(Undo(done.entry))
    assert service.open_review(period).number == 1


def test_what_a_manager_undid_is_not_undone_again_by_the_person(service: Service, desk: Desk, period: Series) -> None:
    irene = service.desk(IRO)
    review = service.open_review(period)
    irene.do(Plan(review.id, date(2026, 12, 1)))
    done = irene.do(RecordHeld(review.id, date(2026, 9, 20)))
    assert done.entry is not None
    desk.do(Undo(done.entry))
    assert irene.do(UndoLatest()).result.action == "Book a date"


def test_nobody_undoes_what_they_may_not_do(service: Service) -> None:
    """Whoever became an IRO may not undo the settings they changed as a manager."""
    boss = Person(login="irene", role=Role.MANAGER)
    done = service.desk(boss).do(ChangeSetting("service.name", "North"))
    with pytest.raises(Refusal, match="may not change settings"):
        service.desk(IRO).do(Undo(done.entry or 0))
    child, officer = service.child("1001"), service.officer("Mary")
    service.desk(boss).do(Allocate((child.id,), officer.id, TODAY))
    with pytest.raises(Refusal, match="may not allocate"):
        service.desk(IRO).do(UndoLatest())


def test_a_mere_look_cannot_be_undone(service: Service, desk: Desk) -> None:
    done = desk.do(OpenChild(service.child("1001").id))
    with pytest.raises(Refusal, match="changed no record"):
        desk.do(Undo(done.entry or 0))


def test_an_entry_that_does_not_exist_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal, match="no entry 999"):
        desk.do(Undo(999))


def test_a_child_with_a_period_added_since_is_not_taken_back(service: Service, desk: Desk) -> None:
    added = desk.do(AddChild("1001", "Ann"))
    service.desk(IRO).do(StartPeriod(added.result.id, "looked-after", date(2026, 9, 1)))
    with pytest.raises(Refusal, match=r'in use since, by "Start a period" \(irene\)'):
        desk.do(UndoLatest())
    assert not service.now(added.result).voided


def test_an_officer_who_holds_children_is_not_taken_back(service: Service, desk: Desk) -> None:
    officer = desk.do(KeepOfficer("Mary IRO"))
    service.desk(SUPPORT).do(Allocate((service.child("1001").id,), officer.result.id, TODAY))
    with pytest.raises(Refusal, match="in use since"):
        desk.do(UndoLatest())


def test_undoing_the_end_of_an_allocation_never_gives_two_holders(service: Service, desk: Desk) -> None:
    child, mary, nora = service.child("1001"), service.officer("Mary"), service.officer("Nora")
    held = service.allocated(child, mary, date(2026, 1, 1))
    ended = desk.do(EndAllocation(held.id, date(2026, 6, 1)))
    service.desk(SUPPORT).do(Allocate((child.id,), nora.id, date(2026, 7, 1)))
    with pytest.raises(Refusal, match="Somebody else holds the child from 1 July 2026"):
        desk.do(Undo(ended.entry or 0))


def test_undoing_the_end_of_a_period_never_makes_two_at_once(service: Service, desk: Desk, period: Series) -> None:
    ended = desk.do(EndPeriod(period.id, date(2026, 10, 1)))
    service.desk(IRO).do(StartPeriod(period.child_id, "looked-after", date(2026, 11, 1)))
    with pytest.raises(Refusal, match="overlaps another period of care"):
        desk.do(Undo(ended.entry or 0))


def test_undoing_a_correction_never_gives_two_children_one_reference(service: Service, desk: Desk) -> None:
    child = service.child("1001")
    corrected = desk.do(CorrectChild(child.id, "2002", "", "", None))
    service.desk(IRO).do(AddChild("1001"))
    with pytest.raises(Refusal, match="already here"):
        desk.do(Undo(corrected.entry or 0))


def test_undo_never_leaves_the_service_without_a_manager(service: Service, desk: Desk) -> None:
    with service.read() as store:
        first = store.shelf(Person).find()[0]
    second = desk.do(KeepPerson("second", "Second", Role.MANAGER))
    desk.do(RemovePerson(first.id))
    with pytest.raises(Refusal, match="at least one manager"):
        desk.do(Undo(second.entry or 0))


def test_a_period_done_again_after_a_new_holiday_has_the_due_date_of_now(service: Service, desk: Desk) -> None:
    child = service.child("1001")
    series = desk.do(StartPeriod(child.id, "looked-after", date(2026, 9, 1))).result
    assert service.open_review(series).due == date(2026, 9, 29)
    desk.do(UndoLatest())
    service.desk(Person(login="boss", role=Role.MANAGER)).do(KeepHoliday(date(2026, 9, 8), "National day"))
    desk.do(RedoLatest())
    assert service.open_review(series).due == date(2026, 9, 30)


def test_undoing_a_holiday_decides_reviews_made_since_again(service: Service, desk: Desk) -> None:
    child = service.child("1001")
    desk.do(KeepHoliday(date(2026, 9, 8), "National day"))
    series = service.desk(IRO).do(StartPeriod(child.id, "looked-after", date(2026, 9, 1))).result
    assert service.open_review(series).due == date(2026, 9, 30)
    desk.do(UndoLatest())
    assert service.open_review(series).due == date(2026, 9, 29)


def test_the_end_of_a_period_with_a_booked_review_is_done_again(service: Service, desk: Desk, period: Series) -> None:
    """The review that is no longer due goes again, and with it what somebody else booked meanwhile."""
    review = service.open_review(period)
    desk.do(EndPeriod(period.id, date(2026, 9, 10)))
    desk.do(UndoLatest())
    meeting = service.desk(IRO).do(Plan(review.id, date(2026, 12, 1))).result
    desk.do(RedoLatest())
    assert service.now(review).voided
    assert service.now(meeting).state == "cancelled"
    desk.do(UndoLatest())
    assert not service.now(review).voided


def test_undo_is_an_entry_of_its_own_that_names_what_it_undoes(service: Service, desk: Desk) -> None:
    added = desk.do(AddChild("1001"))
    undone = desk.do(UndoLatest())
    with service.read() as store:
        entry = store.accounts.entry(undone.entry or 0)
        assert (entry.undoes, entry.action) == (added.entry, "Undo")
        assert entry.summary == f"Undid entry {added.entry}: Add a child"
        assert store.accounts.first_broken() is None
    redone = desk.do(RedoLatest())
    with service.read() as store:
        assert store.accounts.entry(redone.entry or 0).summary == f"Did entry {added.entry} again: Add a child"
