"""Meetings that no clock asks for: what may be recorded of them, and with which children they are counted."""

from datetime import date

import pytest

from app.commands.gatherings import KeepGathering, VoidGathering
from app.commands.undo import UndoLatest
from app.desk import Desk
from app.domain.children import Child
from app.domain.dates import Period
from app.domain.errors import Refusal
from app.domain.gatherings import Gathering
from app.domain.officers import Officer
from app.queries.clinics.one import MeetingsAboutChild
from app.queries.gatherings import AskGathering, Gatherings
from app.queries.tables import WindowOf
from tests.builders import Service

ON = date(2026, 11, 9)


def kept(desk: Desk, gathering: Gathering) -> tuple[set[str], set[str]]:
    """The children and the themes of a meeting."""
    found = desk.ask(AskGathering(gathering.id))
    return {child.reference for child in found.children}, set(found.themes)


def test_a_disruption_meeting_is_kept_with_its_children_and_themes_and_undone_at_once(
    service: Service, desk: Desk, child: Child, iro: Officer
) -> None:
    sister = service.child("1002", name="Bea Archer")
    themes = ("matching", "support")
    made = desk.do(KeepGathering("disruption", ON, (child.id, sister.id, child.id), themes, iro.id, " Ended "))
    assert (made.result.note, made.result.chair_id) == ("Ended", iro.id)
    assert kept(desk, made.result) == ({"1001", "1002"}, {"matching", "support"})
    changed = desk.do(KeepGathering("disruption", ON, (sister.id,), ("school",), iro.id, "", made.result.id))
    assert kept(desk, changed.result) == ({"1002"}, {"school"})
    desk.do(UndoLatest())
    assert kept(desk, made.result) == ({"1001", "1002"}, {"matching", "support"})
    desk.do(UndoLatest())
    assert desk.ask(Gatherings()).line == "0 meetings about 0 children, as at Friday 20 November 2026"


def test_a_meeting_that_cannot_be_is_refused(service: Service, desk: Desk, child: Child) -> None:
    for refused, words in (
        (KeepGathering("party", ON, (child.id,)), "not a kind of meeting"),
        (KeepGathering("disruption", ON, (child.id,), ("weather",)), "not a theme"),
        (KeepGathering("pre-secure", ON, (child.id,), ("matching",)), "Only disruption meetings"),
        (KeepGathering("pre-secure", ON, ()), "No child is chosen"),
        (KeepGathering("pre-secure", date(2036, 11, 9), (child.id,)), "more than a year ahead"),
    ):
        with pytest.raises(Refusal, match=words):
            desk.do(refused)


def test_meetings_are_listed_by_kind_and_period_and_stand_with_the_child(desk: Desk, child: Child) -> None:
    desk.do(KeepGathering("pre-secure", ON, (child.id,)))
    second = desk.do(KeepGathering("disruption", date(2026, 9, 1), (child.id,), ("family-time",))).result
    rows = desk.ask(WindowOf(desk.ask(Gatherings()), None, 0, 10))
    assert [row.cells[1] for row in rows] == ["Pre-secure planning meeting", "Disruption meeting"]
    assert desk.ask(Gatherings("disruption")).line.startswith("1 meeting about 1 child")
    assert desk.ask(Gatherings(period=Period(ON, ON))).line.startswith("1 meeting about 1 child")
    assert [line.more for line in desk.ask(MeetingsAboutChild(child.id))] == ["", "Family time"]
    desk.do(VoidGathering(second.id, "Entered twice"))
    assert len(desk.ask(MeetingsAboutChild(child.id))) == 1
    with pytest.raises(Refusal, match="taken away"):
        desk.do(VoidGathering(second.id, "Entered twice"))
