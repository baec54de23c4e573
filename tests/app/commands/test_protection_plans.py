"""Child protection plans: their categories, earlier plans, their end, and the core groups that met for them."""

from datetime import date

import pytest

from app.commands.protection import KeepPlan, RecordCoreGroup
from app.commands.undo import UndoLatest
from app.desk import Desk
from app.domain.children import Child
from app.domain.conferences import CoreGroup
from app.domain.errors import Refusal
from app.domain.kinds import RCPC
from app.queries.conferences import ChildProtection
from tests.app.commands.protecting import of, on_plan, plans
from tests.builders import Service


def test_a_plan_keeps_its_categories_earlier_plans_and_end(
    desk: Desk, service: Service, family: tuple[Child, ...]
) -> None:
    on_plan(desk, service, family[0])
    [plan] = plans(service, family[0])
    desk.do(KeepPlan(plan.id, "NEG", "SAB", date(2026, 10, 1), previous_here=2, previous_elsewhere=1))
    facts = desk.ask(ChildProtection(family[0].id)).plans[0]
    assert (facts.title, facts.initial, facts.latest) == ("Fourth child protection plan", "Neglect", "Sexual abuse")
    for wrong, words in (
        ({"latest_category": "XX"}, "not a category"),
        ({"initial_category": "NEG", "latest_since": date(2026, 9, 1)}, "The plan began on 18 September 2026"),
        ({"previous_here": -1}, "between 0 and 99"),
        ({"end": date(2026, 11, 1), "end_reason": "nothing"}, "why the plan ended"),
    ):
        with pytest.raises(Refusal, match=words):
            desk.do(KeepPlan(plan.id, **wrong))
    desk.do(KeepPlan(plan.id, "NEG", "SAB", date(2026, 10, 1), 2, 1, date(2026, 11, 2), "moved-area"))
    ended = service.now(plan)
    assert (ended.end, ended.end_reason) == (date(2026, 11, 2), "moved-area")
    desk.do(UndoLatest())
    assert service.now(plan).end is None


def test_plans_in_our_own_records_count_as_earlier_ones(
    desk: Desk, service: Service, family: tuple[Child, ...]
) -> None:
    service.period(family[0], date(2023, 1, 9), RCPC, end=date(2023, 12, 1), end_reason="plan-ended")
    on_plan(desk, service, family[0])
    first, second = sorted(plans(service, family[0]), key=lambda one: one.start or date.min)
    facts = desk.ask(ChildProtection(family[0].id))
    assert [(one.series.id, one.previous.number) for one in facts.plans] == [(second.id, 2), (first.id, 1)]
    desk.do(KeepPlan(second.id, "NEG", previous_here=1))
    assert desk.ask(ChildProtection(family[0].id)).plans[0].previous.number == 2


def test_core_groups_are_due_ten_working_days_after_the_conference_and_then_every_six_weeks(
    desk: Desk, service: Service, family: tuple[Child, ...]
) -> None:
    on_plan(desk, service, *family[:2])
    series = tuple(plans(service, child)[0].id for child in family[:2])
    due = desk.ask(ChildProtection(family[0].id)).plans[0].due
    assert [(one.words, one.day) for one in due] == [
        ("Review conference", date(2026, 12, 18)),
        ("Core group", date(2026, 10, 2)),
    ]
    assert due[1].late
    assert due[1].why == "10 working days after the conference on 18 September 2026."
    desk.do(RecordCoreGroup(series, date(2026, 10, 1)))
    assert desk.ask(ChildProtection(family[1].id)).plans[0].due[1].day == date(2026, 11, 12)
    assert len(of(service, CoreGroup)) == 2
    for day, words in ((date(2026, 10, 1), "recorded already"), (date(2026, 9, 1), "began on 18 September")):
        with pytest.raises(Refusal, match=words):
            desk.do(RecordCoreGroup(series, day))
    with pytest.raises(Refusal, match="lies in the future"):
        desk.do(RecordCoreGroup(series, date(2026, 12, 1)))
