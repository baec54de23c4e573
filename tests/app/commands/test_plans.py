"""Final plans and statements to court: kept, corrected, listed, and what of them is owed."""

from datetime import date

import pytest

from app.commands.checks import KeepCheck
from app.commands.plans import KeepFinalPlan, KeepStatement, VoidFinalPlan, VoidStatement
from app.commands.settings import ChangeSetting
from app.commands.undo import Undo
from app.desk import Desk
from app.domain.checks import Answered
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.kinds import RCPC
from app.domain.reviews import Series
from app.queries.midway import MidwayReviews
from app.queries.plans import PLANS_SHOWN, AskFinalPlanAbout, FinalPlans
from app.queries.quality import QualityOfChild, QualityOwed
from app.queries.statements import AskStatementAbout, Statements
from app.table import Row, Table, Tone
from tests.builders import TODAY, Service


@pytest.fixture
def child(service: Service) -> Child:
    """A child in our care."""
    return service.child("C1", name="Ada Byron")


@pytest.fixture
def care(service: Service, child: Child) -> Series:
    """In our care since 5 May 2026: the final plan is due on 5 November, and the last review was on 1 September."""
    series = service.period(child, date(2026, 5, 5))
    service.held(series, date(2026, 6, 1), date(2026, 9, 1))
    return service.now(series)  # type: ignore[no-any-return]


def rows(table: Table) -> list[Row]:
    """The rows of a table that holds them."""
    return list(table.rows.rows)  # type: ignore[attr-defined]


def cell(table: Table, key: str) -> object:
    """A cell of the only row."""
    (row,) = rows(table)
    return row.cells[table.column(key)]


def test_a_final_plan_past_its_target_is_listed_until_it_is_ratified(desk: Desk, care: Series) -> None:
    table = desk.ask(FinalPlans())
    assert cell(table, "target") == date(2026, 11, 5)
    assert rows(table)[0].tone is Tone.LATE
    assert table.line.startswith("1 final plan not ratified, 1 past the target; 0 ratified")
    desk.do(KeepFinalPlan(care.id, date(2026, 11, 6)))
    assert rows(desk.ask(FinalPlans())) == []
    ratified = desk.ask(FinalPlans(shown="ratified"))
    assert cell(ratified, "band") == "Over 6 to 8 months"
    assert rows(ratified)[0].tone is Tone.HELD_LATE


def test_plans_whose_target_is_more_than_12_months_past_stand_apart(service: Service, desk: Desk, care: Series) -> None:
    for reference, start in (("just", date(2025, 5, 20)), ("over", date(2025, 5, 19)), ("ahead", date(2026, 11, 2))):
        service.period(service.child(reference), start)  # targets: 20 and 19 Nov 2025, 2 May 2027
    service.period(service.child("unknown"), None)
    shown = {what: {row.cells[1] for row in rows(desk.ask(FinalPlans(shown=what)))} for what in PLANS_SHOWN}
    assert next(iter(PLANS_SHOWN)) == "recent", "the list opens on it"
    assert shown["older"] == {"over"}
    assert shown["recent"] == shown["to-do"] - {"over"} >= {"just", "ahead", "unknown"}
    assert "3 past the target, 1 of them by more than 12 months" in desk.ask(FinalPlans()).line


def test_why_a_plan_is_not_ratified_is_said_and_corrected(desk: Desk, care: Series) -> None:
    desk.do(KeepFinalPlan(care.id, why_not="court", note="Hearing in January"))
    assert cell(desk.ask(FinalPlans()), "why") == "Court proceedings go on"
    about = desk.ask(AskFinalPlanAbout(child_id=care.child_id))
    assert about.line.band == "not"
    assert about.line.plan is not None
    desk.do(KeepFinalPlan(care.id, date(2026, 11, 5), "court", version=about.line.plan.version))
    kept = desk.ask(AskFinalPlanAbout(care.id)).line
    assert (kept.band, kept.why_not) == ("6", "")


def test_a_final_plan_that_cannot_be_true_is_refused(service: Service, desk: Desk, care: Series, child: Child) -> None:
    plan = service.period(child, date(2026, 5, 5), RCPC)
    for wrong in (
        KeepFinalPlan(care.id),
        KeepFinalPlan(care.id, date(2026, 11, 21)),
        KeepFinalPlan(care.id, date(2026, 5, 4)),
        KeepFinalPlan(care.id, why_not="unheard-of"),
        KeepFinalPlan(plan.id, date(2026, 11, 6)),
    ):
        with pytest.raises(Refusal):
            desk.do(wrong)


def test_the_months_of_the_target_are_the_services_own(desk: Desk, care: Series) -> None:
    desk.do(ChangeSetting("plans.final-months", 8))
    assert cell(desk.ask(FinalPlans()), "target") == date(2027, 1, 5)


def test_what_is_said_of_a_final_plan_can_be_voided_and_that_undone(desk: Desk, care: Series) -> None:
    desk.do(KeepFinalPlan(care.id, date(2026, 11, 5)))
    done = desk.do(VoidFinalPlan(care.id, "Another child's"))
    assert desk.ask(AskFinalPlanAbout(care.id)).line.plan is None
    assert done.entry
    desk.do(Undo(done.entry))
    assert desk.ask(AskFinalPlanAbout(care.id)).line.ratified_on == date(2026, 11, 5)


def test_without_a_known_start_a_final_plan_has_no_target(service: Service, desk: Desk, child: Child) -> None:
    service.period(child, None)
    table = desk.ask(FinalPlans())
    assert cell(table, "target") is None
    assert rows(table)[0].tone is Tone.PLAIN


def test_a_statement_is_due_until_it_is_sent_and_late_when_sent_after_its_day(desk: Desk, care: Series) -> None:
    kept = desk.do(KeepStatement(care.child_id, date(2026, 11, 10))).result
    assert rows(desk.ask(Statements()))[0].tone is Tone.LATE
    desk.do(KeepStatement(care.child_id, date(2026, 11, 10), date(2026, 11, 12), statement_id=kept.id))
    assert rows(desk.ask(Statements())) == []
    assert rows(desk.ask(Statements(shown="sent")))[0].tone is Tone.HELD_LATE
    assert desk.ask(Statements(shown="late")).line.startswith("1 statement to court late")
    assert desk.ask(AskStatementAbout(statement_id=kept.id)).statement


def test_a_statement_is_not_kept_twice_nor_sent_in_the_future(desk: Desk, care: Series) -> None:
    kept = desk.do(KeepStatement(care.child_id, date(2026, 12, 1))).result
    with pytest.raises(Refusal, match="already"):
        desk.do(KeepStatement(care.child_id, date(2026, 12, 1)))
    with pytest.raises(Refusal, match="future"):
        desk.do(KeepStatement(care.child_id, date(2026, 12, 1), date(2026, 11, 21), statement_id=kept.id))
    desk.do(VoidStatement(kept.id, "Another child's"))
    assert rows(desk.ask(Statements())) == []
    desk.do(KeepStatement(care.child_id, date(2026, 12, 1)))


def test_a_midway_review_is_due_between_the_reviews_and_done_by_a_check_between_them(desk: Desk, care: Series) -> None:
    table = desk.ask(MidwayReviews(shown="all"))
    assert cell(table, "last") == date(2026, 9, 1)
    assert cell(table, "next") == date(2027, 3, 1)
    assert cell(table, "due") == date(2026, 11, 30)
    assert rows(table)[0].tone is Tone.SOON
    earlier = KeepCheck(care.child_id, "midway", date(2026, 9, 1), (Answered("plan", "yes"),))
    desk.do(earlier)
    assert len(rows(desk.ask(MidwayReviews()))) == 1  # on the day of the review: not between
    desk.do(KeepCheck(care.child_id, "monitoring", TODAY, (Answered("visits", "yes"),)))
    assert len(rows(desk.ask(MidwayReviews()))) == 1
    desk.do(KeepCheck(care.child_id, "midway", TODAY, (Answered("plan", "yes"),)))
    assert rows(desk.ask(MidwayReviews())) == []


def test_a_service_that_does_not_follow_midway_reviews_owes_none(desk: Desk, care: Series) -> None:
    desk.do(ChangeSetting("checks.midway", "never"))
    table = desk.ask(MidwayReviews())
    assert rows(table) == []
    assert "does not follow" in table.line


def test_no_midway_review_is_due_after_the_18th_birthday(service: Service, desk: Desk) -> None:
    grown = service.child("C9", date_of_birth=date(2008, 11, 29))
    service.held(service.period(grown, date(2026, 5, 5)), date(2026, 6, 1), date(2026, 8, 30))
    assert rows(desk.ask(MidwayReviews(shown="all"))) == []


def test_what_is_owed_is_told_to_the_one_who_holds_the_child(service: Service, desk: Desk, care: Series) -> None:
    mine, other = service.officer("Alison Wright"), service.officer("Ben Hale")
    service.allocated(service.now(Child(id=care.child_id, reference="")), mine, date(2026, 5, 5))
    desk.do(KeepStatement(care.child_id, date(2026, 12, 1)))
    owed = desk.ask(QualityOwed(mine.id))
    assert [(one.what, one.due, one.tone) for one in owed] == [
        ("final-plan", date(2026, 11, 5), Tone.LATE),
        ("midway", date(2026, 11, 30), Tone.SOON),
        ("statement", date(2026, 12, 1), Tone.SOON),
    ]
    assert desk.ask(QualityOwed(other.id)) == ()
    assert len(desk.ask(QualityOwed())) == 3


def test_a_childs_page_is_told_the_plan_the_statements_the_checks_and_the_midway_review(
    desk: Desk, care: Series
) -> None:
    desk.do(KeepStatement(care.child_id, date(2026, 12, 1)))
    desk.do(KeepCheck(care.child_id, "audit", TODAY, (Answered("child", "yes"),), grade="good"))
    told = desk.ask(QualityOfChild(care.child_id))
    assert told.plan is not None
    assert told.plan.target == date(2026, 11, 5)
    assert [one.due_on for one, _ in told.statements] == [date(2026, 12, 1)]
    assert [one.check.grade for one in told.checks] == ["good"]
    assert told.midway is not None
    assert told.left == "6 working days left"
