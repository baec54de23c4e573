"""Records are found by their fields and kept by their versions; nothing is ever deleted."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.children import Child
from app.domain.errors import Refusal, Stale
from app.domain.records import new_id
from app.domain.reviews import Review
from tests.builders import NOW, Service


def test_a_new_record_gets_version_one_and_each_change_the_next(service: Service) -> None:
    child = service.child("A1")
    assert child.version == 1
    assert service.kept(replace(child, sex="F")).version == 2
    assert service.now(child).sex == "F"


def test_a_record_that_somebody_else_changed_is_not_written_over(service: Service) -> None:
    child = service.child("A1")
    service.keep(replace(child, name="Ann"))
    with pytest.raises(Stale, match="Somebody changed this since you opened it"):
        service.keep(replace(child, name="Bea"))
    assert service.now(child).name == "Ann"


def test_a_record_changed_since_stops_all_that_are_kept_with_it(service: Service) -> None:
    children = [service.child() for _ in range(3)]
    service.keep(replace(children[1], sex="M"))
    with pytest.raises(Stale), service.change() as store:
        store.shelf(Child).keep_all([replace(child, name="Changed") for child in children])
    assert [service.now(child).name for child in children] == ["", "", ""]


def test_keeping_a_record_unchanged_writes_nothing(service: Service) -> None:
    child = service.child("A1")
    with service.change("Nothing new") as store:
        assert store.shelf(Child).keep(child) == child
    assert store.entry_number is None
    assert service.now(child).version == 1


def test_one_list_may_hold_new_changed_and_unchanged_records_and_keeps_their_order(service: Service) -> None:
    first, second = service.child("A1"), service.child("A2")
    given_records = [Child(reference="A3"), replace(second, name="Bo"), first, Child(reference="A4")]
    with service.change() as store:
        kept = store.shelf(Child).keep_all(given_records)
    assert [(child.reference, child.version) for child in kept] == [("A3", 1), ("A2", 2), ("A1", 1), ("A4", 1)]
    with service.read() as store:
        assert len(store.accounts.latest(None, 1)[0].records) == 3


def test_a_voided_record_stays_and_is_found_only_when_asked_for(service: Service) -> None:
    child = service.child("A1")
    with service.change() as store:
        voided = store.shelf(Child).void(child, "Entered twice")
    assert (voided.voided_at, voided.voided_by, voided.voided_why) == (NOW, "manager", "Entered twice")
    with service.read() as store:
        assert store.shelf(Child).find(reference="A1") == ()
        assert store.shelf(Child).find(reference="A1", voided=True) == (voided,)
        assert store.shelf(Child).get(child.id) == voided


def test_records_are_found_by_several_values_by_none_and_by_what_is_worked_out(service: Service) -> None:
    ann, bo, cy = service.child("A1", sex="F"), service.child("B2", sex="M"), service.child("C3", sibling_group="g")
    with service.read() as store:
        shelf = store.shelf(Child)
        assert set(shelf.find(sex=("F", "M"))) == {ann, bo}
        assert set(shelf.find(sibling_group=None)) == {ann, bo}
        assert shelf.find(reference_key="c3") == (cy,)
        assert shelf.find(sex=[], reference="A1") == ()
        assert shelf.find(sex={"F"}, reference=["A1", "B2"]) == (ann,)


def test_a_long_list_of_values_is_asked_for_in_pieces(service: Service) -> None:
    with service.change() as store:
        kept = store.shelf(Child).keep_all(Child(reference=f"A{number}") for number in range(1203))
    with service.read() as store:
        found = store.shelf(Child).find(id=[child.id for child in kept] + [new_id()])
    assert set(found) == set(kept)
    with service.change() as store:
        again = store.shelf(Child).keep_all([replace(child, sex="F") for child in kept])
    assert {child.version for child in again} == {2}


def test_a_record_that_is_not_there_is_said_in_words(service: Service) -> None:
    with service.read() as store:
        assert store.shelf(Child).maybe(None) is None
        assert store.shelf(Child).maybe("nothing") is None
        with pytest.raises(Refusal, match="no longer here"):
            store.shelf(Child).get("nothing")


def test_a_review_of_a_child_that_does_not_exist_cannot_be_kept(service: Service) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"):
        service.keep(Review(child_id=new_id(), kind="rcpc"))


def test_a_question_cannot_keep_anything(service: Service) -> None:
    with service.read() as store, pytest.raises(RuntimeError):
        store.shelf(Child).keep(Child(reference="A1"))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_any_name_in_any_script_comes_back_as_it_was(service: Service, name: str, born: date) -> None:
    child = service.kept(Child(reference="A1", name=name, date_of_birth=born))
    assert service.now(child) == child
