"""What counts as what: levels, entries, children, families, time limits, impact, silence, each on a case made by hand."""

from datetime import date
from typing import Any

import pytest

from app.domain.challenges import records
from app.domain.dates import Period
from app.domain.errors import Refusal
from app.queries.challenges.figures import ChallengeFigures
from app.queries.challenges.moves import ByIro, Bypasses, Cafcass, Meetings
from app.queries.challenges.resolved import DaysAtLevel, LevelAtResolution, ResolvedInTime, ResponsesInTime
from app.queries.challenges.tables import ByTheme, GoodPractice, Impacts, Outcomes
from app.queries.challenges.totals import before
from tests.builders import Service
from tests.challenges import answered, challenge, closed, step, void_challenge

OCTOBER, NOVEMBER = Period.month(2026, 10), Period.month(2026, 11)
RAISED = date(2026, 10, 5)


def numerators(service: Service, period: Period, by: str, count: str = "highest") -> dict[Any, int]:
    """The numerators above nothing by key."""
    rows = service.desk().ask(ChallengeFigures(period, by, count)).as_json()["rows"]
    return {row["key"][by]: row["numerator"] for row in rows if row["numerator"]}


def whole(service: Service, period: Period, count: str) -> int:
    return int(service.desk().ask(ChallengeFigures(period, "", count)).whole)


def lines(service: Service, query: Any) -> dict[str, dict[str, Any]]:
    """The cells of each line by its id and by column."""
    table = service.desk().ask(query)
    with service.read() as store:
        rows = list(table.rows.each(store))
    return {row.id: dict(zip([c.key for c in table.columns], row.cells, strict=True)) for row in rows}


def test_an_escalated_challenge_counts_once_by_highest_level_and_at_each_level_it_entered(service: Service) -> None:
    made = challenge(service, service.child(), 2, RAISED)
    step(service, made, records.ENTERED, date(2026, 10, 20), level=3)
    step(service, made, records.ENTERED, date(2026, 11, 3), level=4)
    assert numerators(service, OCTOBER, "level") == {4: 1}
    assert numerators(service, OCTOBER, "level", "entries") == {2: 1, 3: 1}
    assert numerators(service, NOVEMBER, "level", "entries") == {4: 1}
    assert whole(service, NOVEMBER, "highest") == 0


def test_siblings_count_as_children_and_as_one_family_and_a_service_concern_as_neither(service: Service) -> None:
    one, two = (service.child(sibling_group="A") for _ in range(2))
    for child in (one, one, two, service.child(), None):
        challenge(service, child, 2, RAISED)
    counts = {count: whole(service, OCTOBER, count) for count in ("highest", "entries", "children", "families")}
    assert counts == {"highest": 5, "entries": 5, "children": 3, "families": 2}


def test_a_child_counts_at_each_level_of_its_challenges_and_once_in_the_whole(service: Service) -> None:
    child = service.child()
    challenge(service, child, 2, RAISED)
    challenge(service, child, 3, RAISED)
    answer = service.desk().ask(ChallengeFigures(OCTOBER, "level", "children")).as_json()
    assert [(row["key"]["level"], row["numerator"], row["denominator"]) for row in answer["rows"]] == [
        (1, 0, 1),
        (2, 1, 1),
        (3, 1, 1),
        (4, 0, 1),
        (5, 0, 1),
    ]


def test_good_practice_and_what_was_entered_in_error_are_in_no_count(service: Service) -> None:
    child = service.child()
    challenge(service, child, 0, RAISED, "good-practice")
    void_challenge(service, challenge(service, child, 2, RAISED))
    for count in ("highest", "entries", "children", "families"):
        figure = service.desk().ask(ChallengeFigures(OCTOBER, "level", count))
        assert (figure.whole, figure.good_practice) == (0, 1)
        assert {row["value"] for row in figure.as_json()["rows"]} == {None}
    assert lines(service, GoodPractice(OCTOBER))["whole"]["noted"] == 1
    assert service.desk().ask(ChallengeFigures(OCTOBER)).in_words().endswith("Good practice: 1.")


def test_a_level_that_the_ladder_has_no_longer_keeps_its_line(service: Service) -> None:
    made = challenge(service, service.child(), 2, RAISED)
    service.keep(service.now(made).__class__(**{**vars(service.now(made)), "highest": 7}))
    assert numerators(service, OCTOBER, "level") == {7: 1}


def test_a_challenge_nobody_is_named_for_has_a_line_of_its_own(service: Service) -> None:
    officer = service.officer("Ann Smith")
    challenge(service, service.child(), 2, RAISED, raised_by_id=officer.id)
    challenge(service, service.child(), 2, RAISED)
    assert numerators(service, OCTOBER, "iro") == {"Ann Smith": 1, None: 1}
    assert numerators(service, OCTOBER, "iro", "entries") == {"Ann Smith": 1, None: 1}


def test_a_theme_counts_as_main_and_as_any(service: Service) -> None:
    challenge(service, service.child(), 2, RAISED, "drift", ["health"])
    challenge(service, service.child(), 2, RAISED, "health")
    by_theme = lines(service, ByTheme(OCTOBER))
    assert (by_theme["health"]["highest"], by_theme["health"]["any"]) == (1, 2)
    assert (by_theme["drift"]["highest"], by_theme["drift"]["any"]) == (1, 1)
    assert (by_theme["whole"]["highest"], by_theme["whole"]["any"]) == (2, 2)


# ------------------------------------------------------------------------------------------------ in time


def in_time(service: Service, period: Period, basis: str) -> tuple[int, int]:
    line = lines(service, ResolvedInTime(period))[basis]
    return line["numerator"], line["denominator"]


def test_an_extension_never_changes_the_result_by_the_original_date(service: Service) -> None:
    made = challenge(service, service.child(), 2, RAISED)
    step(service, made, records.EXTENDED, date(2026, 10, 9), due=date(2026, 11, 16), code="leave")
    closed(service, answered(service, made, date(2026, 11, 12)), date(2026, 11, 18))
    assert in_time(service, NOVEMBER, "accepted:resolved:original") == (0, 1)
    assert in_time(service, NOVEMBER, "accepted:resolved:extended") == (1, 1)
    assert in_time(service, NOVEMBER, "closed:resolved:extended") == (0, 1)
    assert in_time(service, NOVEMBER, "accepted:due:original") == (0, 1)


def test_an_open_challenge_that_was_due_is_not_in_time_and_one_due_later_is_not_judged_yet(service: Service) -> None:
    challenge(service, service.child(), 2, RAISED)
    challenge(service, service.child(), 2, date(2026, 11, 10))
    assert in_time(service, NOVEMBER, "accepted:due:original") == (0, 1)
    assert in_time(service, NOVEMBER, "accepted:resolved:original") == (0, 0)


def test_informal_and_withdrawn_challenges_are_not_judged(service: Service) -> None:
    closed(service, challenge(service, service.child(), 1, RAISED), date(2026, 10, 8))
    step(service, challenge(service, service.child(), 2, RAISED), records.WITHDRAWAL, date(2026, 10, 8))
    assert all(line["denominator"] == 0 for line in lines(service, ResolvedInTime(OCTOBER)).values())


def test_actions_still_to_be_done_put_the_resolution_off_where_their_being_done_counts(service: Service) -> None:
    made = challenge(service, service.child(), 2, RAISED)
    step(service, made, records.ACTIONS, date(2026, 10, 8), [("Find a home", "Social worker", date(2026, 11, 2))])
    assert in_time(service, OCTOBER, "accepted:resolved:original") == (1, 1)
    assert in_time(service, OCTOBER, "done:resolved:original") == (0, 0)
    step(service, made, records.ACTION_DONE, date(2026, 11, 3))
    assert in_time(service, NOVEMBER, "done:resolved:original") == (0, 1)


def test_the_basis_of_the_service_comes_first_and_is_marked(service: Service) -> None:
    table = service.desk().ask(ResolvedInTime(OCTOBER))
    with service.read() as store:
        rows = list(table.rows.each(store))
    assert len(rows) == 12
    assert rows[0].id == "accepted:resolved:original"
    assert [row.cells[3] for row in rows] == ["Yes", *[None] * 11]
    assert table.line.startswith("0 of 0 in time: -.")


def test_responses_are_in_time_on_the_due_date_and_lapse_when_the_level_is_left_before_it(service: Service) -> None:
    answered(service, challenge(service, service.child(), 2, RAISED), date(2026, 10, 12))
    answered(service, challenge(service, service.child(), 2, RAISED), date(2026, 10, 13))
    step(service, challenge(service, service.child(), 2, RAISED), records.ENTERED, date(2026, 10, 7), level=3)
    at_two = lines(service, ResponsesInTime(OCTOBER))["2"]
    assert (at_two["original_in_time"], at_two["original_due"], at_two["lapsed"]) == (1, 2, 1)


def test_days_at_a_level_are_working_days_and_those_still_there_stand_apart(service: Service) -> None:
    for day in (date(2026, 10, 6), date(2026, 10, 9), date(2026, 10, 19)):
        closed(service, challenge(service, service.child(), 2, RAISED), day)
    challenge(service, service.child(), 2, date(2026, 10, 30))
    line = lines(service, DaysAtLevel(OCTOBER))["2"]
    assert (line["left"], line["median"], line["longest"]) == (3, 4, 10)
    assert (line["there"], line["longest_there"]) == (1, 15)


def test_a_level_left_before_its_extended_date_owes_no_response_by_that_date(service: Service) -> None:
    made = challenge(service, service.child(), 2, RAISED)
    step(service, made, records.EXTENDED, date(2026, 10, 9), due=date(2026, 10, 30), code="leave")
    step(service, made, records.ENTERED, date(2026, 10, 20), level=3)
    at_two = lines(service, ResponsesInTime(OCTOBER))["2"]
    assert (at_two["original_due"], at_two["original_late"], at_two["lapsed"]) == (1, 1, 0)
    assert (at_two["extended_due"], at_two["extended_late"]) == (0, 0)


def test_the_level_at_resolution_is_the_one_open_when_it_closed(service: Service) -> None:
    made = step(service, challenge(service, service.child(), 2, RAISED), records.ENTERED, date(2026, 10, 8), level=3)
    closed(service, made, date(2026, 11, 2))
    step(service, challenge(service, service.child(), 2, RAISED), records.WITHDRAWAL, date(2026, 11, 2))
    by_level = lines(service, LevelAtResolution(NOVEMBER))
    assert (by_level["3"]["resolved"], by_level["2"]["resolved"], by_level["2"]["withdrawn"]) == (1, 0, 1)


# ------------------------------------------------------------------------------------------------ what became of them


def closing(service: Service, look_again: date | None) -> Any:
    made = challenge(service, service.child(), 2, RAISED)
    return step(service, made, records.CLOSING, date(2026, 10, 9), code="plan-changed", due=look_again)


def test_closed_challenges_say_whether_somebody_looked_again(service: Service) -> None:
    challenge(service, service.child(), 2, RAISED)
    closing(service, date(2026, 12, 24))
    closing(service, date(2026, 11, 2))
    closing(service, None)
    looked = closing(service, date(2026, 10, 30))
    step(service, looked, records.IMPACT, date(2026, 11, 3), code=records.COMPLIANCE, scope="service")
    assert numerators(service, OCTOBER, "impact") == {
        None: 1,
        records.TO_COME: 1,
        records.NOBODY_LOOKED: 2,
        records.COMPLIANCE: 1,
    }
    impacts = lines(service, Impacts(NOVEMBER))
    assert impacts[records.COMPLIANCE]["for_service"] == 1
    assert numerators(service, OCTOBER, "outcome") == {None: 1, "plan-changed": 4}
    assert lines(service, Outcomes(OCTOBER))["plan-changed"]["closed"] == 4


def test_children_discussed_at_a_level_need_no_challenge_at_that_level(service: Service) -> None:
    one, two = (challenge(service, service.child(), 2, RAISED, group_id="a" * 32) for _ in range(2))
    for made in (one, two, challenge(service, service.child(), 2, RAISED)):
        step(service, made, records.MEETING, date(2026, 10, 12), level=5, by="Head of service")
    line = lines(service, Meetings(OCTOBER))["5"]
    assert (line["meetings"], line["children"], line["entered"]) == (2, 3, 0)


def test_meetings_at_two_levels_on_one_day_are_two(service: Service) -> None:
    made = challenge(service, service.child(), 2, RAISED)
    for level in (2, 5):
        step(service, made, records.MEETING, date(2026, 10, 12), level=level, by="Everybody")
    by_level = lines(service, Meetings(OCTOBER))
    assert [by_level[line]["meetings"] for line in ("2", "5", "whole")] == [1, 1, 2]


def test_levels_passed_over_stand_by_reason_and_level(service: Service) -> None:
    challenge(service, service.child(), 4, RAISED, first={"code": "urgent"})
    challenge(service, service.child(), 4, RAISED, "unregistered-placement")
    by_reason = lines(service, Bypasses(OCTOBER))
    assert (by_reason["urgent"]["level_4"], by_reason[""]["level_4"], by_reason["whole"]["all"]) == (1, 1, 2)


def test_cafcass_consulted_and_referred_are_counted_apart(service: Service) -> None:
    made = challenge(service, service.child(), 2, RAISED)
    for kind in (records.CONSULTED, records.CONSULTED, records.REFERRED):
        step(service, made, kind, date(2026, 10, 12))
    by_kind = lines(service, Cafcass(OCTOBER))
    assert [by_kind[records.CONSULTED][key] for key in ("times", "challenges", "children")] == [2, 1, 1]
    assert by_kind["whole"]["challenges"] == 1


def test_an_iro_without_a_challenge_has_a_line_too(service: Service) -> None:
    busy, silent = service.officer("Busy Bee"), service.officer("Silent Sam")
    for officer in (busy, busy, busy, silent):
        service.allocated(service.child(), officer, date(2024, 1, 1))
    challenge(service, service.child(), 2, RAISED, raised_by_id=busy.id)
    by_iro = lines(service, ByIro(OCTOBER))
    assert (by_iro[busy.id]["formal"], by_iro[busy.id]["allocated"], by_iro[busy.id]["rate"]) == (1, 3, 33.3)
    assert (by_iro[silent.id]["highest"], by_iro[silent.id]["allocated"], by_iro[silent.id]["rate"]) == (0, 1, 0.0)
    assert by_iro["whole"]["rate"] == 25.0


# ------------------------------------------------------------------------------------------------ asking


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (OCTOBER, Period.month(2026, 9)),
        (Period.quarter(2026, 1), Period.quarter(2025, 4)),
        (Period.financial_year(2022), Period.financial_year(2021)),
        (Period(date(2026, 10, 5), date(2026, 10, 11)), Period(date(2026, 9, 28), date(2026, 10, 4))),
    ],
)
def test_the_period_before_is_as_long_and_ends_the_day_before(period: Period, expected: Period) -> None:
    assert before(period) == expected


def test_a_way_of_counting_that_does_not_exist_is_refused_in_words() -> None:
    with pytest.raises(Refusal, match="not a way to count"):
        ChallengeFigures(OCTOBER, "colour")
