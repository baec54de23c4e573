"""Children: added, corrected, opened, joined as siblings; their team and social worker from a day."""

from datetime import date

import pytest

from app.commands.children import (
    AddChild,
    CorrectChild,
    JoinSiblings,
    SetSocialWorker,
    SetTeam,
    child_by_reference,
)
from app.commands.opening import OpenChild
from app.commands.undo import UndoLatest
from app.desk import Desk
from app.domain.children import Child, ChildReference, ChildTeam, SocialWorker
from app.domain.errors import Refusal, Stale
from tests.builders import Service


def test_only_the_reference_is_needed(desk: Desk) -> None:
    child = desk.do(AddChild("  00123 ")).result
    assert (child.reference, child.shown_name, child.date_of_birth) == ("00123", "00123", None)


@pytest.mark.parametrize("reference", ["ab1", " AB1 ", "Ab1"])
def test_a_reference_is_taken_whatever_its_case(desk: Desk, reference: str) -> None:
    desk.do(AddChild("AB1"))
    with pytest.raises(Refusal, match="already here"):
        desk.do(AddChild(reference))


def test_leading_zeros_tell_children_apart(desk: Desk) -> None:
    assert desk.do(AddChild("123")).result.id != desk.do(AddChild("0123")).result.id


def test_a_number_of_another_source_is_the_childs_too(service: Service, desk: Desk) -> None:
    child = service.child("1001")
    service.keep(ChildReference(child_id=child.id, source="previous system", value="OLD-7"))
    with pytest.raises(Refusal, match="already here"):
        desk.do(AddChild("old-7"))
    with service.read() as store:
        assert child_by_reference(store, " old-7 ") == child
        assert child_by_reference(store, "new-7") is None


def test_the_reference_of_a_child_taken_back_is_free_again(desk: Desk) -> None:
    first = desk.do(AddChild("1001")).result
    desk.do(UndoLatest())
    assert desk.do(AddChild("1001")).result.id != first.id
    with pytest.raises(Refusal, match="record was taken back"):
        desk.do(CorrectChild(first.id, "1002", "", "", None))


@pytest.mark.parametrize(("reference", "born"), [("  ", None), ("1001", date(2026, 11, 21))])
def test_a_child_without_reference_or_not_yet_born_is_refused(desk: Desk, reference: str, born: date | None) -> None:
    with pytest.raises(Refusal):
        desk.do(AddChild(reference, date_of_birth=born))


def test_a_stale_form_is_refused(service: Service, desk: Desk) -> None:
    child = service.child("1001")
    desk.do(CorrectChild(child.id, "1001", "Ann", "", None, version=child.version))
    with pytest.raises(Stale, match="Somebody changed this child"):
        desk.do(CorrectChild(child.id, "1001", "Anna", "", None, version=child.version))
    assert service.now(child).name == "Ann"


def test_a_date_of_birth_that_reviews_contradict_is_refused(service: Service, desk: Desk) -> None:
    child = service.child("1001", date_of_birth=date(2014, 5, 1))
    series = service.period(child, date(2020, 1, 6))
    service.held(series, date(2020, 2, 3), date(2020, 5, 1))
    for born, words in (
        (date(2020, 3, 1), "A review was held on 3 February 2020, before that date of birth"),
        (date(2020, 2, 3), "A period began on 6 January 2020, before"),
        (date(2002, 3, 1), "A review was held on 1 May 2020, after the child turned 18"),
    ):
        with pytest.raises(Refusal, match=words):
            desk.do(CorrectChild(child.id, "1001", "", "", born))


def test_a_conference_before_birth_does_not_contradict_it(service: Service, desk: Desk) -> None:
    child = service.child("1001")
    service.held(service.period(child, date(2026, 6, 1), "icpc"), date(2026, 6, 10))
    assert desk.do(CorrectChild(child.id, "1001", "Ann", "", date(2026, 8, 1))).result.name == "Ann"


def test_a_contradiction_that_was_imported_does_not_stop_a_corrected_name(service: Service, desk: Desk) -> None:
    child = service.child("1001", date_of_birth=date(2020, 3, 1))
    service.held(service.period(child, date(2020, 1, 6)), date(2020, 2, 3))
    assert desk.do(CorrectChild(child.id, "1001", "Ann", "", date(2020, 3, 1))).result.name == "Ann"


def test_looking_at_a_named_child_is_accounted_for_and_changes_nothing(service: Service, desk: Desk) -> None:
    child = service.child("1001", name="Ann Lee")
    done = desk.do(OpenChild(child.id))
    with service.read() as store:
        entry = store.accounts.entry(done.entry or 0)
        assert entry.login == "manager"
        assert child.id in entry.summary
        assert "Ann" not in entry.summary
    assert done.topics == frozenset()
    with pytest.raises(Refusal, match="no longer here"):
        desk.do(OpenChild("f" * 32))


def test_sibling_groups_are_joined_and_left(service: Service, desk: Desk) -> None:
    a, b, c, d = (service.child() for _ in range(4))
    desk.do(JoinSiblings((a.id, b.id)))
    desk.do(JoinSiblings((c.id, d.id)))
    group = desk.do(JoinSiblings((b.id, c.id))).result
    assert {service.now(one).sibling_group for one in (a, b, c, d)} == {group}
    assert desk.do(JoinSiblings((a.id,))).result is None
    assert service.now(a).sibling_group is None
    with pytest.raises(Refusal, match="Choose the children"):
        desk.do(JoinSiblings(()))


def test_a_team_and_a_social_worker_hold_the_child_until_the_next(service: Service, desk: Desk) -> None:
    child, north, south = service.child(), service.team("North"), service.team("South")
    desk.do(SetTeam(child.id, north.id, date(2026, 3, 1)))
    desk.do(SetTeam(child.id, south.id, date(2026, 1, 1)))
    desk.do(SetTeam(child.id, north.id, date(2026, 6, 1)))
    desk.do(SetTeam(child.id, south.id, date(2026, 6, 1)))
    with service.read() as store:
        kept = sorted(store.shelf(ChildTeam).find(child_id=child.id), key=lambda t: t.start)
    assert [(t.team_id, t.start, t.end) for t in kept] == [
        (south.id, date(2026, 1, 1), date(2026, 3, 1)),
        (north.id, date(2026, 3, 1), date(2026, 6, 1)),
        (south.id, date(2026, 6, 1), None),
    ]
    with pytest.raises(Refusal, match="no longer here"):
        desk.do(SetTeam(child.id, "f" * 32, date(2026, 6, 1)))


def test_a_social_worker_has_a_name(service: Service, desk: Desk) -> None:
    child: Child = service.child()
    with pytest.raises(Refusal, match="social worker's name"):
        desk.do(SetSocialWorker(child.id, " ", date(2026, 6, 1)))
    desk.do(SetSocialWorker(child.id, " Sam ", date(2026, 6, 1)))
    with service.read() as store:
        assert [s.name for s in store.shelf(SocialWorker).find()] == ["Sam"]
