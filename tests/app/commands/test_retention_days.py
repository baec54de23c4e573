"""What counts for keeping and erasing is the day it is: no as-of day, and no reason, ends what is kept longer."""

from datetime import date

import pytest

from app.commands.retention import REQUEST, EraseAllDue, EraseAsked, EraseForGood, KeepLonger
from app.desk import Desk
from app.domain.children import Child
from app.domain.errors import Refusal
from tests.app.commands.test_retention import due, keep_for, left_care
from tests.builders import MANAGER, NOW, Service


@pytest.fixture
def old(service: Service) -> Child:
    """A child whose only period ended in March 2022."""
    return left_care(service, "1001", "Zebedee Quince")


def test_what_is_kept_longer_is_not_erased_because_somebody_asked_for_it(desk: Desk, old: Child) -> None:
    desk.do(KeepLonger(old.id, date(2028, 1, 1), "A court asks for it"))
    for command in (EraseForGood((old.id,), REQUEST), EraseAsked("1001")):
        with pytest.raises(Refusal, match="kept until 1 January 2028: A court asks for it"):
            desk.do(command)


def test_no_as_of_day_makes_anything_due_or_ends_what_is_kept_longer(service: Service, desk: Desk, old: Child) -> None:
    keep_for(desk, 120)
    far = Desk(service.keeper, MANAGER, lambda: NOW, date(2100, 1, 1))
    assert due(far) == []
    for command in (EraseForGood((old.id,)), EraseAllDue()):
        with pytest.raises(Refusal):
            far.do(command)
    with pytest.raises(Refusal, match="has passed"):
        Desk(service.keeper, MANAGER, lambda: NOW, date(2020, 1, 1)).do(KeepLonger(old.id, date(2021, 1, 1), "x"))
    assert service.count("children") == 1


def test_a_child_of_whom_no_record_has_a_day_is_due_after_the_day_of_its_entry(service: Service, desk: Desk) -> None:
    service.child("1009")
    keep_for(desk)
    assert due(desk, date(2028, 11, 19)) == []
    assert due(desk, date(2028, 11, 20)) == ["1009"]
