"""What belongs in the case system: its text to be copied, and that it is on the child's file since a day."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.commands.filing import MarkFiled, TakeOffFile
from app.commands.undo import Undo
from app.desk import Desk
from app.domain.checks import Check, CheckAnswer
from app.domain.children import Child
from app.domain.clinics import Clinic, ClinicChild
from app.domain.conferences import ConferenceOutcome, CoreGroup
from app.domain.contacts import Contact
from app.domain.errors import Refusal
from app.domain.gatherings import Gathering, GatheringChild, GatheringTheme
from app.domain.quality import CourtStatement, Quality
from app.domain.recommendations import Recommendation
from app.domain.reviews import Review
from app.domain.voice import Attendance, Voice
from app.queries.filing import FILEABLE, FiledOf, NotFiledOf, RecordText
from tests.builders import TODAY, Service

HELD = date(2026, 2, 3)


@pytest.fixture
def child(service: Service) -> Child:
    return service.child("1001", name="Amira Khan", date_of_birth=date(2014, 5, 1))


@pytest.fixture
def review(service: Service, child: Child) -> Review:
    return service.held(service.period(child, date(2026, 1, 12)), HELD, participation="PN1")


def test_a_review_is_marked_as_on_the_childs_file_and_the_day_is_corrected(
    desk: Desk, child: Child, review: Review
) -> None:
    assert desk.ask(FiledOf((review.id,))) == {}
    desk.do(MarkFiled("review", review.id, child.id, date(2026, 2, 10)))
    done = desk.do(MarkFiled("review", review.id, child.id, date(2026, 2, 11)))
    assert desk.ask(FiledOf((review.id,))) == {review.id: date(2026, 2, 11)}
    assert done.entry is not None
    desk.do(Undo(done.entry))
    assert desk.ask(FiledOf((review.id,))) == {review.id: date(2026, 2, 10)}


def test_what_was_marked_by_mistake_is_taken_back(desk: Desk, child: Child, review: Review) -> None:
    desk.do(MarkFiled("review", review.id, child.id, TODAY))
    desk.do(TakeOffFile("review", review.id, review.child_id))
    assert desk.ask(FiledOf((review.id,))) == {}
    with pytest.raises(Refusal, match="not marked as on the child's file"):
        desk.do(TakeOffFile("review", review.id, review.child_id))


def test_a_day_in_the_future_another_child_and_an_unknown_kind_are_refused(
    service: Service, desk: Desk, child: Child, review: Review
) -> None:
    with pytest.raises(Refusal, match="lies in the future"):
        desk.do(MarkFiled("review", review.id, child.id, TODAY + timedelta(days=1)))
    with pytest.raises(Refusal, match="about another child"):
        desk.do(MarkFiled("review", review.id, service.child().id, TODAY))
    with pytest.raises(Refusal, match="is not kept on a child's file"):
        desk.do(MarkFiled("letter", review.id, child.id, TODAY))


def test_a_reviews_text_says_everything_that_is_recorded_of_it(
    service: Service, desk: Desk, child: Child, review: Review
) -> None:
    of: Any = {"child_id": child.id, "review_id": review.id}
    service.keep(
        Voice(**of, chaired="co-chaired", consultation="form", advocate_offered=True, advocate_used=False),
        Attendance(**of, who="school", invited=True, attended=True, report="in-time"),
        Quality(**of, plan_current="yes", permanence="none"),
        ConferenceOutcome(**of, outcome="continues", category="NEG", quorate=True),
        Recommendation(**of, words="Ask for a mentor", owner="Tom Reed", due=date(2026, 3, 1), progress="done"),
    )
    text = desk.ask(RecordText("review", review.id))
    for words in (
        "First looked-after review, held 3 February 2026.",
        "Due 9 February 2026.",
        "Took part: PN1: Attended and spoke for themselves",
        "Chairing: The child co-chaired it",
        "Advocate used: No",
        "invited, attended, reported in time",
        "The plan is up to date: Yes",
        "Permanence plan: None",
        "Outcome: Plan continues",
        "Category: Neglect",
        "1. Ask for a mentor (Tom Reed, by 1 March 2026). Done",
        "Copied from IRO Tracker by Mia Manager on 20 November 2026.",
    ):
        assert words in text


def test_each_kind_of_record_has_its_text(service: Service, desk: Desk, child: Child) -> None:
    series = service.period(child, date(2026, 1, 12), "rcpc")
    check = Check(child_id=child.id, kind="audit", date=HELD, grade="good", found="Clear")
    clinic = Clinic(date=HELD, rule="long-plan")
    met = Gathering(kind="disruption", date=HELD, note="Went well")
    kept = {
        "check": check,
        "contact": Contact(child_id=child.id, date=HELD, how="seen", alone=True, note="At school"),
        "clinic": ClinicChild(clinic_id=clinic.id, child_id=child.id, decision="Go on", owner="Tom", due=HELD),
        "core-group": CoreGroup(child_id=child.id, series_id=series.id, date=HELD, note="All came"),
        "gathering": GatheringChild(gathering_id=met.id, child_id=child.id),
        "statement": CourtStatement(child_id=child.id, due_on=HELD),
    }
    service.keep(clinic, met, *kept.values())
    service.keep(CheckAnswer(check_id=check.id, question="q", words="Is the plan clear?", answer="partly", note="Soon"))
    service.keep(GatheringTheme(gathering_id=met.id, theme="other"))
    texts = {kind: desk.ask(RecordText(kind, record.id)) for kind, record in kept.items()}
    assert {*texts, "review"} == set(FILEABLE)
    assert "Peer audit, 3 February 2026." in texts["check"]
    assert "Is the plan clear? Partly (Soon)" in texts["check"]
    assert "Seen in person: 3 February 2026, alone." in texts["contact"]
    assert "Decision: Go on (Tom, by 3 February 2026)" in texts["clinic"]
    assert "Core group, 3 February 2026." in texts["core-group"]
    assert "Went well" in texts["gathering"]
    assert "due 3 February 2026, not sent yet." in texts["statement"]


def test_a_voided_record_has_no_text_for_the_file(service: Service, desk: Desk, child: Child) -> None:
    check = service.kept(Check(child_id=child.id, kind="audit", date=HELD))
    with service.change() as store:
        store.shelf(Check).void(check, "Twice")
    with pytest.raises(Refusal, match="This was voided"):
        desk.ask(RecordText("check", check.id))


def test_what_is_not_on_file_is_listed_the_latest_first(
    service: Service, desk: Desk, child: Child, review: Review
) -> None:
    clinic, met = Clinic(date=date(2026, 5, 4), rule="long-plan"), Gathering(kind="disruption", date=date(2026, 6, 1))
    service.keep(
        clinic,
        met,
        Contact(child_id=child.id, date=date(2026, 3, 2), how="seen"),
        ClinicChild(clinic_id=clinic.id, child_id=child.id),
        GatheringChild(gathering_id=met.id, child_id=child.id),
        CourtStatement(child_id=child.id, due_on=HELD),
        Check(child_id=child.id, kind="audit", date=date(2026, 4, 7)),
    )
    found = desk.ask(NotFiledOf(child.id))
    assert [(one.kind, one.day) for one in found] == [
        ("gathering", date(2026, 6, 1)),
        ("clinic", date(2026, 5, 4)),
        ("check", date(2026, 4, 7)),
        ("contact", date(2026, 3, 2)),
        ("review", HELD),
    ]
    assert found[-1].title == "First looked-after review, held 3 February 2026."
    desk.do(MarkFiled("review", review.id, child.id, TODAY))
    assert [one.kind for one in desk.ask(NotFiledOf(child.id))] == ["gathering", "clinic", "check", "contact"]
