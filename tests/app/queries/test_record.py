"""The whole record of a child: every part has what is recorded, what was voided is marked, and parts can be left out."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from app.commands.challenges.log import LogChallenge
from app.commands.children import JoinSiblings
from app.commands.exports import export_sheets
from app.commands.filing import MarkFiled
from app.commands.meetings import Plan, RequestMove
from app.commands.opening import OpenChild
from app.commands.reviews import VoidReview
from app.desk import Desk
from app.domain.checks import Check, CheckAnswer
from app.domain.children import Child, ChildReference, LegalStatus, Placement
from app.domain.clinics import Clinic, ClinicChild
from app.domain.conferences import ConferenceOutcome, CoreGroup, Enquiry, ProtectionPlan
from app.domain.contacts import Contact
from app.domain.errors import Refusal
from app.domain.gatherings import Gathering, GatheringChild, GatheringTheme
from app.domain.officers import Conflict
from app.domain.quality import CourtStatement, FinalPlan, Quality
from app.domain.recommendations import Recommendation
from app.domain.reviews import Review
from app.domain.voice import Attendance, Voice
from app.queries.record.sheets import FRONT, PARTS, ChildRecord
from app.queries.service import SettingValue
from app.table import Fixed, Table
from tests.builders import TODAY, Service

DAY = date(2026, 2, 3)


@pytest.fixture
def child(service: Service, desk: Desk) -> Child:
    """A child of whom something of every kind is recorded."""
    child = service.child("1001", name="Amira Khan", known_as="Ami", date_of_birth=date(2014, 5, 1), sex="female")
    desk.do(JoinSiblings((child.id, service.child("B9", name="Bilal Khan").id)))
    iro = service.officer("Alison Wright")
    care = service.period(child, date(2026, 1, 12))
    review = service.held(care, DAY, participation="PN1", chair_id=iro.id, note="Wants a dog")
    plan = service.period(child, date(2026, 1, 12), "rcpc")
    _keep_about(service, child, review, plan.id, care.id, iro.id)
    waiting = service.open_review(care)
    desk.do(Plan(waiting.id, date(2026, 11, 24)))
    desk.do(RequestMove(waiting.id, "parent", TODAY, "illness", date(2026, 12, 1)))
    desk.do(LogChallenge((child.id,), "drift", "No plan yet", 1, date(2026, 11, 2), iro.id, to="Tom Reed"))
    desk.do(MarkFiled("review", review.id, child.id, TODAY))
    desk.do(OpenChild(child.id))
    now: Child = service.now(child)
    return now


def _keep_about(service: Service, child: Child, review: Review, plan_id: str, care_id: str, iro_id: str) -> None:
    about: Any = {"child_id": child.id}
    of: Any = {**about, "review_id": review.id}
    check, clinic = Check(**about, kind="midway", date=DAY, found="Late plan"), Clinic(date=DAY, rule="second-plan")
    met = Gathering(kind="disruption", date=DAY, chair_id=iro_id)
    service.keep(check, clinic, met)
    service.keep(
        ChildReference(**about, source="old system", value="X7"),
        LegalStatus(**about, code="C2", start=DAY),
        Placement(**about, code="U6", start=DAY),
        Contact(**about, date=DAY, how="seen", alone=True, officer_id=iro_id, note="At school"),
        Voice(**of, chaired="chaired", advocate_offered=True),
        Attendance(**of, who="school", invited=True, attended=False, report="late"),
        Quality(**of, plan_current="partly"),
        ConferenceOutcome(**of, outcome="continues", category="NEG"),
        Recommendation(**of, words="Find a mentor", owner="Tom", due=DAY, progress="partly"),
        Enquiry(**about, series_id=plan_id, requested_on=DAY, note="By school"),
        ProtectionPlan(**about, series_id=plan_id, initial_category="NEG", previous_here=1),
        CoreGroup(**about, series_id=plan_id, date=DAY, note="All came"),
        FinalPlan(**about, series_id=care_id, ratified_on=DAY),
        CourtStatement(**about, due_on=DAY, note="Final hearing"),
        CheckAnswer(check_id=check.id, question="q", words="Is the plan clear?", answer="no"),
        ClinicChild(**about, clinic_id=clinic.id, decision="Go on"),
        GatheringChild(**about, gathering_id=met.id),
        GatheringTheme(gathering_id=met.id, theme="family-time"),
        Conflict(**about, officer_id=service.officer("Nora Patel").id, why="Neighbour"),
    )
    service.allocated(child, service.officer("Ben Moss"), DAY)
    service.in_team(child, service.team("Safeguarding"), DAY)
    service.social_worker(child, "Kim Vale", DAY)


def tables(desk: Desk, *parts: str) -> Mapping[str, Table]:
    return dict(desk.ask(ChildRecord("1001", parts, by_reference=True)).tables)


def rows(table: Table) -> list[tuple[Any, ...]]:
    assert isinstance(table.rows, Fixed)
    return [row.cells for row in table.rows.rows]


def test_every_table_of_every_part_has_what_is_recorded(desk: Desk, child: Child) -> None:
    found = tables(desk)
    assert [name for name, table in found.items() if not rows(table)] == ["Agreed actions"]  # nothing was agreed yet
    assert all(len(name) <= 31 for name in found)
    said = "\n".join(str(cell) for table in found.values() for row in rows(table) for cell in row if cell is not None)
    for words in (
        *("Amira Khan", "Bilal Khan, B9", "X7", "C2: Full care order", "U6: Foster care", "Kim Vale", "Safeguarding"),
        *("Wants a dog", "First review: within 20 working days", "PN1: Attended", "The child chaired it"),
        *("Reported late", "Find a mentor", "Partly done", "At school", "Plan continues", "Neglect", "All came"),
        *("Final hearing", "Is the plan clear?", "Late plan", "Go on", "Alison Wright", "No plan yet", "Neighbour"),
        *("Illness", "By school", "Partly", "manager"),
    ):
        assert words in said, words


def test_the_front_lists_the_chosen_parts_and_warns_about_third_parties(desk: Desk, child: Child) -> None:
    front = tables(desk, "who", "contacts")[FRONT]
    assert front.title == "Record of 1001"
    assert rows(front) == [("Who they are", 7), ("Contacts with the child", 1)]
    assert "may name other people" in front.notes[0]
    assert "Left out: Periods of care and plans, Reviews, and why each was due" in front.notes[2]
    assert list(tables(desk, "homes")) == [FRONT, "Legal statuses", "Homes"]
    assert {part for part, _ in PARTS.items()} >= {"who", "reviews", "voice", "challenges", "looked"}
    with pytest.raises(Refusal, match='no part "letters"'):
        tables(desk, "letters")
    with pytest.raises(Refusal, match="No child has the reference 4711"):
        desk.ask(ChildRecord("4711", by_reference=True))


def test_what_was_voided_is_in_it_and_marked(service: Service, desk: Desk, child: Child) -> None:
    with service.read() as store:
        (review,) = [one for one in store.shelf(Review).find(child_id=child.id) if one.held]
    desk.do(VoidReview(review.id, "Another child"))
    found = tables(desk, "reviews")["Reviews"]
    assert found.columns[-1].title == "Entered in error"
    assert "Entered in error: said on 20 November 2026 by manager: Another child" in [row[-1] for row in rows(found)]
    assert None in [row[-1] for row in rows(found)]


def test_who_looked_is_told_by_day_and_login(desk: Desk, child: Child) -> None:
    desk.do(OpenChild(child.id))
    found = rows(tables(desk, "looked")["Who looked at the child's page"])
    assert found == [(TODAY, "09:30", "manager", None)] * 2


def test_it_goes_to_a_workbook_with_a_sheet_for_each_table(desk: Desk, child: Child, tmp_path: Path) -> None:
    export_sheets(desk, ChildRecord(child.id), tmp_path / "record.xlsx")
    book = load_workbook(tmp_path / "record.xlsx")
    assert book.sheetnames == list(tables(desk))
    assert child.reference in str(book[FRONT]["A1"].value)


def test_everything_stands_in_the_order_of_the_reviews_and_then_of_the_form(
    service: Service, desk: Desk, child: Child
) -> None:
    with service.read() as store:
        (first,) = [one for one in store.shelf(Review).find(child_id=child.id) if one.held]
    care = service.period(child, date(2024, 1, 8), end=date(2024, 12, 2))
    earlier, earliest = service.held(care, date(2024, 6, 3)), service.held(care, date(2024, 2, 1))
    for review in (first, earlier, earliest):
        of: Any = {"child_id": child.id, "review_id": review.id}
        service.keep(Attendance(**of, who="advocate", attended=True), Attendance(**of, who="mother", attended=True))
        service.keep(Recommendation(**of, words="A"), Voice(**of, chaired="no"), Quality(**of, permanence="none"))
    found = tables(desk)
    for name in ("Taking part and being heard", "Who came to meetings", "What reviews found of the plan"):
        days = [row[0].rpartition(" held ")[2] for row in rows(found[name])]
        assert list(dict.fromkeys(days)) == ["1 February 2024", "3 June 2024", "3 February 2026"], name
        assert days == sorted(days, key=list(dict.fromkeys(days)).index), name
    came = [row[1] for row in rows(found["Who came to meetings"])]
    assert came == ["Mother", "Advocate", "Mother", "Advocate", "Mother", "School or virtual school", "Advocate"]


def test_answers_stand_by_check_in_the_order_of_its_questions(service: Service, desk: Desk, child: Child) -> None:
    asked = [str(one["key"]) for one in desk.ask(SettingValue("checks.questions"))["monitoring"]]
    late, early = (
        Check(child_id=child.id, kind="monitoring", date=day) for day in (date(2026, 5, 1), date(2026, 1, 2))
    )
    service.keep(late, early)
    for key in reversed(asked[:3]):
        for check in (late, early):
            service.keep(CheckAnswer(check_id=check.id, question=key, words=key, answer="no"))
    shown = [(row[0], row[2]) for row in rows(tables(desk, "checks")["Answers"])]
    assert shown[:3] == [(early.date, key) for key in asked[:3]]
    assert shown[-3:] == [(late.date, key) for key in asked[:3]]
