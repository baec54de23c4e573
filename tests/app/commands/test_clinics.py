"""Clinics of children: whom the rules find, what a clinic keeps and carries on, and what undo takes back."""

from datetime import date, timedelta

import pytest

from app.commands.challenges.log import LogChallenge
from app.commands.clinics import KeepClinic, KeepClinicChild, LinkToClinic, VoidClinic
from app.commands.undo import UndoLatest
from app.desk import Desk
from app.domain.children import Child
from app.domain.clinics import Clinic, ClinicChild
from app.domain.conferences import ProtectionPlan
from app.domain.dates import month_of
from app.domain.errors import Refusal, Stale
from app.domain.kinds import LOOKED_AFTER, RCPC
from app.domain.reviews import Series
from app.queries.clinics.findings import ClinicFindings
from app.queries.clinics.listing import NO_LONGER, Clinics, ClinicsHeld, ClinicTable
from app.queries.clinics.one import AskAtClinic, MeetingsAboutChild
from app.queries.tables import CountOf
from app.table import Ratio, Tone
from tests.builders import TODAY, Service
from tests.clinics import LONG_AGO, at_clinic, on_plan, rows_of


@pytest.fixture
def child(service: Service) -> Child:
    """Ada, whose plan is open for more than 15 months."""
    ada = service.child("1001", name="Ada Archer", sibling_group="archer")
    plan = on_plan(service, ada, LONG_AGO)
    service.keep(ProtectionPlan(child_id=ada.id, series_id=plan.id, initial_category="EMO", latest_category="NEG"))
    return ada


def test_a_clinic_keeps_each_child_as_it_was_that_day_and_one_undo_takes_it_back(
    service: Service, desk: Desk, child: Child
) -> None:
    done = desk.do(KeepClinic(TODAY, "long-plan", " Before Christmas "))
    (kept,) = at_clinic(service, done.result).values()
    assert (kept.child_id, kept.category, kept.plan_number, kept.carried_from) == (child.id, "NEG", 1, None)
    assert done.result.note == "Before Christmas"
    desk.do(UndoLatest())
    with service.read() as store:
        assert (store.shelf(Clinic).find(), store.shelf(ClinicChild).find()) == ((), ())


def test_a_clinic_is_refused_without_children_twice_on_a_day_or_too_far_ahead(desk: Desk, child: Child) -> None:
    with pytest.raises(Refusal, match="no child is found"):
        desk.do(KeepClinic(TODAY, "unregistered"))
    with pytest.raises(Refusal, match="too far ahead"):
        desk.do(KeepClinic(TODAY + timedelta(days=32), "long-plan"))
    with pytest.raises(Refusal, match="not a rule"):
        desk.do(KeepClinic(TODAY, "everybody"))
    desk.do(KeepClinic(TODAY, "long-plan"))
    with pytest.raises(Refusal, match="a clinic on 20 November 2026 already"):
        desk.do(KeepClinic(TODAY, "long-plan"))


def test_what_is_open_is_carried_to_the_next_clinic_and_a_child_who_left_the_list_stays(
    service: Service, desk: Desk, child: Child
) -> None:
    done_with = service.child("1002", name="Bea Bell")
    on_plan(service, done_with, LONG_AGO)
    first = desk.do(KeepClinic(date(2026, 11, 16), "long-plan")).result
    before = at_clinic(service, first)
    due = date(2026, 11, 18)
    desk.do(KeepClinicChild(before[child.id].id, "yes", "no", "Drift", "Step down", "Team manager", due))
    desk.do(KeepClinicChild(before[done_with.id].id, decision="Core group", done_on=TODAY))
    with service.change() as store:
        for series in store.shelf(Series).find(kind=RCPC):
            store.shelf(Series).keep(
                Series(**{**series.__dict__, "end": date(2026, 11, 18), "closes": date(2026, 11, 18)})
            )
    second = desk.do(KeepClinic(TODAY, "long-plan")).result
    carried = at_clinic(service, second)
    assert list(carried) == [child.id]
    assert carried[child.id].carried_from == before[child.id].id
    assert (carried[child.id].decision, carried[child.id].owner, carried[child.id].due) == (
        "Step down",
        "Team manager",
        due,
    )
    assert carried[child.id].found == ""
    (row,) = rows_of(desk, desk.ask(ClinicTable(second.id)))
    assert NO_LONGER in row.cells
    assert row.tones == {"standing": Tone.LATE}
    asked = desk.ask(AskAtClinic(carried[child.id].id))
    assert asked.earlier == "Clinic of 16 November 2026: Drift Step down (Team manager, by 18 November 2026)"
    assert not asked.still
    with pytest.raises(Refusal, match="A later clinic"):
        desk.do(VoidClinic(first.id, "Wrong day"))
    earlier, later = rows_of(desk, desk.ask(Clinics("long-plan")))[::-1]
    assert (earlier.cells[2:6], later.cells[2:6]) == ((2, 2, 2, 0), (1, 1, 1, 1))


def test_keeping_a_clinic_again_adds_whom_the_rule_finds_since_and_takes_nobody_off(
    service: Service, desk: Desk, child: Child
) -> None:
    clinic = desk.do(KeepClinic(TODAY, "long-plan")).result
    on_plan(service, service.child("1002"), LONG_AGO)
    again = desk.do(KeepClinic(TODAY, "long-plan", "With Bea", clinic.id)).result
    assert again.id == clinic.id
    assert len(at_clinic(service, again)) == 2
    with pytest.raises(Refusal, match="stay as they are"):
        desk.do(KeepClinic(TODAY, "second-plan", clinic_id=clinic.id))


def test_what_is_said_of_a_child_is_checked(service: Service, desk: Desk, child: Child) -> None:
    clinic = desk.do(KeepClinic(TODAY, "long-plan")).result
    (one,) = at_clinic(service, clinic).values()
    with pytest.raises(Refusal, match="not an answer"):
        desk.do(KeepClinicChild(one.id, "perhaps"))
    with pytest.raises(Refusal, match="Nothing is decided"):
        desk.do(KeepClinicChild(one.id, owner="Somebody"))
    with pytest.raises(Refusal, match="lies in the future"):
        desk.do(KeepClinicChild(one.id, decision="Act", done_on=TODAY + timedelta(days=1)))
    kept = desk.do(KeepClinicChild(one.id, decision=" Act ", version=one.version)).result
    assert kept.decision == "Act"
    with pytest.raises(Stale):
        desk.do(KeepClinicChild(one.id, decision="Other", version=one.version))


def test_a_clinic_is_linked_only_to_a_challenge_about_the_same_child(
    service: Service, desk: Desk, child: Child
) -> None:
    other = service.child("1002")
    clinic = desk.do(KeepClinic(TODAY, "long-plan")).result
    (one,) = at_clinic(service, clinic).values()
    (theirs,) = desk.do(LogChallenge((child.id,), "drift", "It drifts", level=1)).result
    (others,) = desk.do(LogChallenge((other.id,), "drift", "It drifts", level=1)).result
    with pytest.raises(Refusal, match="about another child"):
        desk.do(LinkToClinic(one.id, others.id))
    assert desk.do(LinkToClinic(one.id, theirs.id)).result.challenge_id == theirs.id
    assert [one.id for one in desk.ask(AskAtClinic(one.id)).challenges] == [theirs.id]


def test_a_challenge_logged_from_a_clinic_is_linked_and_undone_with_it(
    service: Service, desk: Desk, child: Child
) -> None:
    clinic = desk.do(KeepClinic(TODAY, "long-plan")).result
    (one,) = at_clinic(service, clinic).values()
    (raised,) = desk.do(LogChallenge((child.id,), "drift", "It drifts", level=1, clinic_child_id=one.id)).result
    assert at_clinic(service, clinic)[child.id].challenge_id == raised.id
    desk.do(UndoLatest())
    assert at_clinic(service, clinic)[child.id].challenge_id is None


def test_findings_count_children_and_families_and_open_the_same_children(
    service: Service, desk: Desk, child: Child
) -> None:
    for reference, group in (("1002", "archer"), ("1003", None), ("1004", None)):
        on_plan(service, service.child(reference, sibling_group=group), LONG_AGO)
    clinic = desk.do(KeepClinic(TODAY, "long-plan")).result
    with service.read() as store:
        by_reference = {store.shelf(Child).get(key).reference: one for key, one in at_clinic(service, clinic).items()}
    for reference, answer in (("1001", "yes"), ("1002", "no"), ("1003", "yes"), ("1004", "not-applicable")):
        desk.do(KeepClinicChild(by_reference[reference].id, assessment_current=answer))
    table = desk.ask(ClinicFindings(clinic.id))
    lines = {row.id: row for row in rows_of(desk, table)}
    assert lines["assessed"].cells[1:] == ("2 of 3", Ratio(2, 3), "1 of 2", Ratio(1, 2), 1)
    assert lines["decided"].cells[1:] == ("0 of 4", Ratio(0, 4), "0 of 3", Ratio(0, 3), 0)
    for row in lines.values():
        opened = desk.ask(CountOf(desk.ask(row.opens["children"]))) if row.opens else 0
        assert opened == row.cells[2].numerator


def test_clinics_of_a_period_are_listed_together_and_stand_with_the_child(
    service: Service, desk: Desk, child: Child
) -> None:
    clinic = desk.do(KeepClinic(TODAY, "long-plan")).result
    (one,) = at_clinic(service, clinic).values()
    desk.do(KeepClinicChild(one.id, decision="Step down", owner="Team manager", due=date(2026, 12, 1)))
    held = desk.ask(ClinicsHeld(month_of(TODAY)))
    assert held.line == "1 clinic: 1 child of 1 family"
    (line,) = desk.ask(MeetingsAboutChild(child.id))
    assert (line.words, line.standing) == ("Clinic: Plan over 15 months", "By 1 Dec 2026")
    assert line.more == "Step down (Team manager, by 1 December 2026)"
    desk.do(VoidClinic(clinic.id, "Made for the wrong day"))
    assert desk.ask(MeetingsAboutChild(child.id)) == ()
    desk.do(UndoLatest())
    assert len(desk.ask(MeetingsAboutChild(child.id))) == 1


def test_looked_after_children_without_a_plan_have_no_category(service: Service, desk: Desk) -> None:
    one = service.child("1001")
    service.period(one, date(2026, 1, 5), LOOKED_AFTER)
    clinic = desk.do(KeepClinic(TODAY, "final-plan")).result
    (kept,) = at_clinic(service, clinic).values()
    assert (kept.category, kept.plan_number) == (None, None)
    assert "pre_proceedings" not in {row.id for row in rows_of(desk, desk.ask(ClinicFindings(clinic.id)))}
