"""The saved rules of clinics: whom each finds on a day, and whom it does not."""

from datetime import date, timedelta

import pytest

from app.commands.settings import ChangeSetting
from app.desk import Desk
from app.domain.children import Child, LegalStatus, Placement
from app.domain.clinics import RULES
from app.domain.conferences import ProtectionPlan
from app.domain.quality import FinalPlan, Quality
from app.domain.reviews import Review
from app.queries.clinics.rules import FoundOn, RulesOn, definition
from tests.builders import Service
from tests.clinics import LONG_AGO, found, on_plan, rows_of


@pytest.fixture
def child(service: Service) -> Child:
    """Ada, whose plan is open for more than 15 months."""
    ada = service.child("1001", name="Ada Archer", sibling_group="archer")
    plan = on_plan(service, ada, LONG_AGO)
    service.keep(ProtectionPlan(child_id=ada.id, series_id=plan.id, initial_category="EMO", latest_category="NEG"))
    return ada


def test_a_plan_is_long_from_the_day_after_its_months(service: Service, desk: Desk) -> None:
    for reference, start in (("at", date(2025, 8, 20)), ("over", date(2025, 8, 19)), ("unknown", None)):
        on_plan(service, service.child(reference), start)
    on_plan(service, service.child("ended"), date(2025, 1, 1), date(2026, 11, 1))
    assert found(desk, "long-plan") == ["over"]
    assert found(desk, "long-plan", date(2026, 11, 21)) == ["at", "over"]
    assert found(desk, "very-long-plan", date(2027, 2, 19)) == []
    assert found(desk, "very-long-plan", date(2027, 2, 20)) == ["over"]
    assert found(desk, "long-plan", date(2026, 10, 31)) == ["ended"]


def test_a_second_plan_is_known_from_the_records_the_source_or_another_council(service: Service, desk: Desk) -> None:
    first, own, here, elsewhere = (service.child(name) for name in ("first", "own", "here", "elsewhere"))
    on_plan(service, own, date(2020, 1, 1), date(2021, 1, 1))
    plans = {one.reference: on_plan(service, one, date(2026, 6, 1)) for one in (first, own, here, elsewhere)}
    facts = {"first": (0, 0), "own": (1, None), "here": (2, None), "elsewhere": (None, 1)}
    for one in (first, own, here, elsewhere):
        here_before, away = facts[one.reference]
        service.keep(
            ProtectionPlan(
                child_id=one.id,
                series_id=plans[one.reference].id,
                previous_here=here_before,
                previous_elsewhere=away,
            )
        )
    table = desk.ask(FoundOn("second-plan"))
    assert {row.cells[0]: row.cells[3] for row in rows_of(desk, table)} == {"own": 2, "here": 3, "elsewhere": 2}


def test_permanence_is_asked_from_the_second_review_and_the_last_that_says_it_counts(
    service: Service, desk: Desk
) -> None:
    start, first, second, third = date(2026, 1, 5), date(2026, 1, 26), date(2026, 4, 20), date(2026, 10, 12)

    def child_with(reference: str, *said: str | None) -> None:
        one = service.child(reference)
        period = service.period(one, start)
        for day, words in zip((first, second, third), said, strict=False):
            review = service.held(period, day)
            service.keep(Quality(child_id=one.id, review_id=review.id, permanence=words))

    child_with("one review", None)
    child_with("silent", None, None)
    child_with("none", None, "adoption", "none")
    child_with("has one", None, "adoption", None)
    child_with("at the first", "return-home", None)
    assert found(desk, "no-permanence") == ["none", "silent"]
    assert found(desk, "no-permanence", date(2026, 4, 19)) == []


def test_nothing_recorded_of_permanence_is_no_plan_only_20_working_days_after_the_second_review(
    service: Service, desk: Desk
) -> None:
    silent, none = (service.child(name) for name in ("silent", "none"))
    for one in (silent, none):
        service.held(service.period(one, date(2026, 8, 3)), date(2026, 8, 24), date(2026, 10, 22))
    with service.read() as store:
        (review,) = store.shelf(Review).find(child_id=none.id, held=date(2026, 10, 22))
    service.keep(Quality(child_id=none.id, review_id=review.id, permanence="none"))
    assert found(desk, "no-permanence", date(2026, 11, 19)) == ["none"]  # the 20th working day after
    assert found(desk, "no-permanence", date(2026, 11, 20)) == ["none", "silent"]
    assert "20 working days" in definition("no-permanence", 6)


def test_a_final_plan_is_late_after_the_months_of_the_setting_unless_it_was_ratified(
    service: Service, desk: Desk
) -> None:
    open_, ratified, later = (service.child(name) for name in ("open", "ratified", "later"))
    periods = [service.period(one, date(2026, 5, 19)) for one in (open_, ratified, later)]
    service.keep(FinalPlan(child_id=ratified.id, series_id=periods[1].id, ratified_on=date(2026, 10, 1)))
    service.keep(FinalPlan(child_id=later.id, series_id=periods[2].id, ratified_on=date(2026, 11, 25)))
    assert found(desk, "final-plan") == ["later", "open"]
    assert found(desk, "final-plan", date(2026, 11, 19)) == []
    desk.do(ChangeSetting("plans.final-months", 8))
    assert found(desk, "final-plan") == []


def test_homes_and_legal_statuses_are_those_of_the_day(service: Service, desk: Desk) -> None:
    home, voluntary, other, matched, waiting = (
        service.child(name) for name in ("home", "voluntary", "other", "matched", "waiting")
    )
    since = date(2026, 3, 2)
    for one, home_code, status in ((home, "P1", "C1"), (voluntary, "P1", "V2"), (other, "Z1", "C2")):
        service.keep(
            Placement(child_id=one.id, code=home_code, start=since),
            LegalStatus(child_id=one.id, code=status, start=since),
        )
    for one, home_code in ((matched, "U4"), (waiting, "U6")):
        period = service.period(one, date(2026, 1, 5))
        review = service.held(period, date(2026, 1, 26), date(2026, 4, 20))
        service.keep(
            Quality(child_id=one.id, review_id=review.id, permanence="long-term-foster"),
            Placement(child_id=one.id, code=home_code, start=since),
        )
    assert found(desk, "home-on-order") == ["home"]
    assert found(desk, "unregistered") == ["other"]
    assert found(desk, "not-matched") == ["waiting"]
    assert found(desk, "home-on-order", since - timedelta(days=1)) == []


def test_adults_and_children_entered_in_error_come_to_no_clinic(service: Service, desk: Desk, child: Child) -> None:
    adult = service.child("1002", date_of_birth=date(2008, 11, 19))
    service.keep(Placement(child_id=adult.id, code="Z1", start=date(2026, 1, 5)))
    assert found(desk, "unregistered") == []
    assert found(desk, "unregistered", date(2026, 11, 18)) == ["1002"]
    with service.change() as store:
        store.shelf(Child).void(child, "Entered twice")
    assert found(desk, "long-plan") == []


def test_every_rule_says_how_it_finds_its_children_and_how_many(desk: Desk, child: Child) -> None:
    rules = {rule.rule: rule for rule in desk.ask(RulesOn())}
    assert list(rules) == list(RULES)
    assert all(rule.definition.endswith(".") and "{" not in rule.definition for rule in rules.values())
    assert (rules["long-plan"].children, rules["long-plan"].families) == (1, 1)
    assert "6 months" in rules["final-plan"].definition
