"""What a transfer says before it is written: who could take the children, who goes beside them, what follows them."""

from datetime import date

import pytest

from app.commands.absences import KeepAbsence
from app.commands.afterwards import NoteDone
from app.commands.allocations import Allocate
from app.commands.conflicts import KeepConflict
from app.commands.covering import Cover
from app.commands.settings import KeepOfficer
from app.desk import Desk
from app.domain.afterwards import DECISIONS, RECORD
from app.domain.children import Child
from app.domain.officers import Officer
from app.domain.settings import Setting
from app.queries.handover.appointed import AppointmentWords
from app.queries.handover.beside import SiblingsBeside
from app.queries.handover.preview import HandoverPreview
from app.queries.handover.table import handover_table
from app.queries.officers import AbsencesTable, NextAbsence
from app.table import Row, Tone
from tests.app.commands.challenging import logged
from tests.builders import TODAY, Service


@pytest.fixture
def irene(service: Service) -> Officer:
    return service.officer("Irene Osei")


@pytest.fixture
def nora(service: Service) -> Officer:
    return service.officer("Nora Patel", 80)


@pytest.fixture
def child(service: Service, irene: Officer) -> Child:
    child = service.child("1001", name="Ann Archer", date_of_birth=date(2014, 5, 1))
    service.allocated(child, irene, date(2026, 3, 2))
    return child


def test_officers_say_what_they_hold_for_how_many_hours_and_whether_they_are_away(
    service: Service, desk: Desk, child: Child, irene: Officer, nora: Officer
) -> None:
    desk.do(KeepOfficer(nora.name, "", nora.id, "Welsh"))
    desk.do(KeepAbsence(nora.id, TODAY))
    service.kept(Officer(name="Anna Without"))
    found = desk.ask(HandoverPreview(TODAY, (child.id,))).receivers
    assert [one.words for one in found] == [
        "Irene Osei: 1 child, 1 FTE",
        "Nora Patel: 0 children, 0.8 FTE, away then, Welsh",
        "Anna Without: 0 children, no post",
    ]


def test_open_challenges_and_cover_are_told_and_stay_with_the_child(
    service: Service, desk: Desk, child: Child, irene: Officer, nora: Officer
) -> None:
    logged(desk, child)
    desk.do(Cover((child.id,), nora.id, TODAY, date(2026, 12, 14)))
    (line,) = desk.ask(HandoverPreview(TODAY, officer_id=irene.id)).lines
    assert (len(line.going.challenges), line.cover) == (1, "Nora Patel")


def test_records_still_to_be_written_are_told_until_they_are_complete(
    service: Service, desk: Desk, child: Child, irene: Officer
) -> None:
    service.keep(Setting(key="records.from", start=TODAY, value='"2026-10-01"'))
    review = service.held(service.period(child, date(2026, 10, 1)), date(2026, 10, 20), chair_id=irene.id)
    (line,) = desk.ask(HandoverPreview(TODAY, officer_id=irene.id)).lines
    assert [one.id for one in line.going.records] == [review.id]
    desk.do(NoteDone((review.id,), DECISIONS, TODAY))
    desk.do(NoteDone((review.id,), RECORD, TODAY))
    (line,) = desk.ask(HandoverPreview(TODAY, officer_id=irene.id)).lines
    assert line.going.records == ()


def test_children_held_only_from_a_later_day_are_counted_apart(
    service: Service, desk: Desk, child: Child, irene: Officer
) -> None:
    desk.do(Allocate((service.child().id,), irene.id, date(2026, 12, 1)))
    found = desk.ask(HandoverPreview(TODAY, officer_id=irene.id))
    assert (len(found.lines), found.later) == (1, 1)


def test_the_table_marks_a_conflict_of_interest_and_who_is_not_given_to_anybody(
    service: Service, desk: Desk, child: Child, nora: Officer
) -> None:
    desk.do(KeepConflict(nora.id, child.id, "Is an aunt"))
    lines = desk.ask(HandoverPreview(TODAY, (child.id,))).lines
    names = {nora.id: nora.name}

    def row(to_id: str) -> Row:
        table = handover_table(lines, {child.id: to_id}, names)
        return next(iter(table.rows.window(None, None, 0, 1)))  # type: ignore[arg-type]

    assert (row("").cells[1], row("").tones) == ("Not chosen yet", {"to": Tone.SOON})
    assert (row(nora.id).cells[1], row(nora.id).tones) == ("Nora Patel: conflict of interest", {"to": Tone.LATE})


def test_brothers_and_sisters_beside_have_the_same_iro_or_none_either(
    service: Service, desk: Desk, irene: Officer
) -> None:
    ann, ben, cal, dan = (
        service.child(f"20{n}", name=name, sibling_group="g") for n, name in enumerate(["Ann", "Ben", "Cal", "Dan"])
    )
    service.period(ann, date(2026, 11, 2))
    service.period(ben, date(2026, 11, 2))
    service.allocated(dan, irene, date(2026, 11, 2))
    assert desk.ask(SiblingsBeside((ann.id,), TODAY)) == ((ben.id, "Ben (201)"),)  # Cal has no clock, Dan an IRO
    desk.do(Allocate((ann.id,), irene.id, TODAY))
    assert desk.ask(SiblingsBeside((ann.id,), TODAY)) == ((dan.id, "Dan (203)"),)
    assert cal.sibling_group == "g"


def test_an_absence_that_is_over_comes_last(service: Service, desk: Desk, nora: Officer) -> None:
    for start, end in (
        (date(2026, 1, 5), date(2026, 1, 12)),
        (date(2027, 1, 4), None),
        (date(2026, 11, 16), date(2026, 11, 23)),
    ):
        desk.do(KeepAbsence(nora.id, start, end))
    with service.read() as store:
        rows = list(desk.ask(AbsencesTable()).rows.each(store))
    assert [row.cells[2] for row in rows] == [date(2026, 11, 16), date(2027, 1, 4), date(2026, 1, 5)]
    found = desk.ask(NextAbsence(nora.id))
    assert found is not None
    assert found.start == date(2026, 11, 16)


def test_told_and_appointed_are_said_in_sentences(service: Service, desk: Desk, irene: Officer) -> None:
    child = service.child()
    assert desk.ask(AppointmentWords(child.id)) == ()
    service.period(child, date(2026, 11, 16))
    assert desk.ask(AppointmentWords(child.id)) == (
        "IRO appointed: to come (within 5 working days, by 23 November 2026).",
        "IRO told: not yet, overdue (within 2 working days, by 18 November 2026).",
    )
    desk.do(Allocate((child.id,), irene.id, date(2026, 11, 19), told_on=date(2026, 11, 18)))
    assert desk.ask(AppointmentWords(child.id)) == (
        "IRO appointed 19 November 2026, in time (within 5 working days, by 23 November 2026).",
        "IRO told 18 November 2026, in time (within 2 working days, by 18 November 2026).",
    )
