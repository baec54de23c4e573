"""Timeliness: what is in the numerator, what in the denominator, and what is only counted beside them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.dates import Period
from app.domain.errors import Refusal
from app.domain.officers import Team
from app.domain.settings import Setting
from app.queries.month import DueIn
from app.queries.timeliness import Timeliness
from app.queries.timeliness_table import TimelinessTable, rolling_year
from app.table import Kind, Ratio
from tests.months import Service, small_service

SEPTEMBER = Period.month(2026, 9)
NOVEMBER = Period.month(2026, 11)


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Service]:
    with small_service(tmp_path) as empty:
        yield empty


def day(month: int, number: int, year: int = 2026) -> date:
    return date(year, month, number)


def setting(built: Service, key: str, value: str) -> None:
    built.add(Setting(key=key, start=date(2020, 1, 1), value=value))
    built.keep()


def figures(built: Service, question: Timeliness) -> list[tuple[object, int, int, int]]:
    """Key, numerator, denominator and unjudged of each row of the JSON."""
    rows = built.desk.ask(question).as_json()["rows"]
    return [(tuple(r["key"].values()), r["numerator"], r["denominator"], r["unjudged"]) for r in rows]


def test_a_review_held_on_its_due_date_is_in_time_and_one_a_day_later_is_not(built: Service) -> None:
    series = built.series(built.child())
    built.review(series, due=day(9, 10), held=day(9, 10))
    built.review(series, due=day(9, 10), held=day(9, 11))
    built.keep()
    assert figures(built, Timeliness(SEPTEMBER)) == [((), 1, 2, 0)]


def test_by_held_date_only_reviews_held_in_the_period_count_whenever_they_were_due(built: Service) -> None:
    series = built.series(built.child())
    built.review(series, due=day(8, 10), held=day(9, 1))
    built.review(series, due=day(10, 10), held=day(9, 30))
    built.review(series, due=day(9, 10), held=day(8, 31))
    built.review(series, due=day(9, 10), held=day(10, 1))
    built.review(series, due=day(9, 10))
    built.keep()
    assert figures(built, Timeliness(SEPTEMBER)) == [((), 1, 2, 0)]


def test_a_review_without_a_due_date_is_in_neither_number_and_is_counted_apart(built: Service) -> None:
    series = built.series(built.child())
    built.review(series, due=None, held=day(9, 10))
    built.review(series, due=day(9, 10), held=day(9, 10))
    built.keep()
    assert figures(built, Timeliness(SEPTEMBER)) == [((), 1, 1, 1)]
    assert figures(built, Timeliness(SEPTEMBER, count="due")) == [((), 1, 1, 1)]


def test_a_review_that_fits_no_period_of_care_counts_in_no_figure(built: Service) -> None:
    review = built.review(built.series(built.child()), due=day(9, 10), held=day(9, 10))
    built.pending[-1] = replace(review, series_id=None)
    built.keep()
    assert figures(built, Timeliness(SEPTEMBER)) == [((), 0, 0, 0)]


def test_kinds_that_the_service_does_not_chair_count_in_no_figure(built: Service) -> None:
    built.review(built.series(built.child(), "secure"), due=day(9, 10), held=day(9, 10))
    built.keep()
    assert figures(built, Timeliness(SEPTEMBER)) == [((), 0, 0, 0)]
    setting(built, "kinds.chaired", '["secure", "looked-after"]')
    assert figures(built, Timeliness(SEPTEMBER, "kind")) == [(("looked-after",), 0, 0, 0), (("secure",), 1, 1, 0)]


def test_by_due_date_a_review_that_was_never_held_is_not_in_time(built: Service) -> None:
    series = built.series(built.child())
    built.review(series, due=day(9, 10))
    built.review(series, due=day(9, 10), held=day(10, 1))
    built.review(series, due=day(9, 10), held=day(8, 20))
    built.review(series, due=day(10, 10), held=day(9, 20))
    built.keep()
    assert figures(built, Timeliness(SEPTEMBER, count="due")) == [((), 1, 3, 0)]


def test_by_due_date_reviews_due_after_the_as_at_date_are_still_to_come(built: Service) -> None:
    series = built.series(built.child())
    built.review(series, due=day(11, 21), held=day(11, 20))
    built.review(series, due=day(11, 22))
    built.review(series, due=day(11, 30))
    built.keep()
    answer = built.desk.ask(Timeliness(NOVEMBER, count="due"))
    assert (answer.lines[0].numerator, answer.lines[0].denominator, answer.lines[0].to_come) == (1, 1, 2)


def test_by_due_date_a_review_due_after_the_period_of_care_ended_does_not_count(built: Service) -> None:
    built.review(built.series(built.child(), closes=day(9, 9)), due=day(9, 10))
    built.review(built.series(built.child(), closes=day(9, 10)), due=day(9, 10))
    built.keep()
    assert figures(built, Timeliness(SEPTEMBER, count="due")) == [((), 0, 1, 0)]


def test_by_child_one_late_review_makes_the_child_late(built: Service) -> None:
    late, in_time = built.series(built.child()), built.series(built.child())
    built.review(late, due=day(9, 10), held=day(9, 10))
    built.review(late, due=day(9, 12), held=day(9, 20))
    built.review(in_time, due=day(9, 10), held=day(9, 1))
    built.review(in_time, due=None, held=day(9, 2))
    built.review(built.series(built.child()), due=None, held=day(9, 2))
    built.keep()
    assert figures(built, Timeliness(SEPTEMBER, basis="child")) == [((), 1, 2, 2)]


def test_each_group_is_computed_as_if_it_were_the_whole(built: Service) -> None:
    child = built.child()
    built.review(built.series(child), due=day(9, 10), held=day(9, 20))
    built.review(built.series(child, "rcpc"), due=day(9, 10), held=day(9, 10))
    built.keep()
    assert figures(built, Timeliness(SEPTEMBER, "kind", basis="child")) == [
        (("looked-after",), 0, 1, 0),
        (("icpc",), 0, 0, 0),
        (("rcpc",), 1, 1, 0),
    ]
    assert figures(built, Timeliness(SEPTEMBER, basis="child")) == [((), 0, 1, 0)]


def test_officers_with_the_same_name_are_counted_apart_and_nobody_comes_last(built: Service) -> None:
    first, second, other = built.officer("Ann Smith"), built.officer("Ann Smith"), built.officer("Bo Jones")
    built.officer("Never Used")
    for iro, held in ((first, 10), (second, 11), (other, 10), (None, 10)):
        built.review(built.series(built.child(iro)), due=day(9, 10), held=day(9, held))
    built.keep()
    rows = figures(built, Timeliness(SEPTEMBER, "iro"))
    assert sorted(rows[:2]) == [(("Ann Smith",), 0, 1, 0), (("Ann Smith",), 1, 1, 0)]
    assert rows[2:] == [(("Bo Jones",), 1, 1, 0), ((None,), 1, 1, 0)]


def test_a_review_can_be_its_chairs_instead_of_the_allocated_iros(built: Service) -> None:
    allocated, chair = built.officer("Allocated"), built.officer("Chair")
    review = built.review(built.series(built.child(allocated)), due=day(9, 10), held=day(9, 10))
    built.pending[-1] = replace(review, chair_id=chair.id)
    built.keep()
    assert figures(built, Timeliness(SEPTEMBER, "iro")) == [(("Allocated",), 1, 1, 0)]
    setting(built, "timeliness.attribution", '"chair"')
    assert figures(built, Timeliness(SEPTEMBER, "iro")) == [(("Chair",), 1, 1, 0)]
    notes = built.desk.ask(TimelinessTable(Timeliness(SEPTEMBER, "iro"))).notes
    assert any("the person who chaired the review on the day" in note for note in notes)


def test_one_iro_or_one_team_can_be_asked_for(built: Service) -> None:
    iro, team = built.officer("Ann"), built.add(Team(name="North"))
    built.review(built.series(built.child(iro, team)), due=day(9, 10), held=day(9, 10))
    built.review(built.series(built.child()), due=day(9, 10), held=day(9, 10))
    built.keep()
    assert figures(built, Timeliness(SEPTEMBER, iro=iro.id)) == [((), 1, 1, 0)]
    assert figures(built, Timeliness(SEPTEMBER, "team", team=team.id)) == [(("North",), 1, 1, 0)]
    assert figures(built, Timeliness(SEPTEMBER, "team")) == [(("North",), 1, 1, 0), ((None,), 1, 1, 0)]
    title = built.desk.ask(TimelinessTable(Timeliness(SEPTEMBER, iro=iro.id, team=team.id))).title
    assert title == "Timeliness, September 2026, Ann, North"


def test_every_month_of_the_period_has_its_line_whether_or_not_anything_was_held(built: Service) -> None:
    built.review(built.series(built.child()), due=day(9, 10), held=day(9, 10))
    built.keep()
    summer = Period(day(7, 15), day(9, 12))
    rows = built.desk.ask(Timeliness(summer, "month")).as_json()["rows"]
    assert [(r["key"]["month"], r["value"]) for r in rows] == [("2026-07", None), ("2026-08", None), ("2026-09", 100.0)]


def test_the_json_is_what_was_promised(built: Service) -> None:
    series = built.series(built.child())
    for held in (10, 10, 11):
        built.review(series, due=day(9, 10), held=day(9, held))
    built.keep()
    assert built.desk.ask(Timeliness(SEPTEMBER)).as_json() == {
        "period": {"from": "2026-09-01", "to": "2026-09-30"},
        "basis": "review",
        "count": "held",
        "rows": [{"key": {}, "value": 200 / 3, "numerator": 2, "denominator": 3, "unjudged": 0}],
    }


def test_an_unknown_grouping_is_refused_in_words() -> None:
    with pytest.raises(Refusal, match="not a way to count"):
        Timeliness(SEPTEMBER, "postcode")


def test_the_table_shows_last_year_beside_this_year(built: Service) -> None:
    series = built.series(built.child())
    built.review(series, due=day(9, 10), held=day(9, 10))
    built.review(series, due=day(9, 10, 2025), held=day(9, 11, 2025))
    built.review(series, due=day(9, 10, 2025), held=day(9, 9, 2025))
    built.keep()
    question = rolling_year(Timeliness(SEPTEMBER))
    table = built.desk.ask(TimelinessTable(question))
    row = table.rows.rows[-1]  # type: ignore[attr-defined]
    assert row.cells[table.column("key")] == "Sep 2026"
    assert row.cells[table.column("share")] == Ratio(1, 1)
    assert row.cells[table.column("earlier")] == Ratio(1, 2)
    assert len(table.rows.rows) == 12  # type: ignore[attr-defined]
    assert table.chart
    assert (table.chart.form, table.chart.target) == ("line", 95.0)


def test_a_share_is_never_shown_without_its_numerator_and_denominator(built: Service) -> None:
    setting(built, "timeliness.local", '{"looked-after": ["28 days"]}')
    table = built.desk.ask(TimelinessTable(Timeliness(SEPTEMBER, "kind", count="due")))
    keys = [column.key for column in table.columns]
    shares = [c.key for c in table.columns if c.kind is Kind.PERCENT and c.key not in ("share", "target")]
    assert shares == ["local", "earlier"]
    assert {f"{key}_{part}" for key in shares for part in ("numerator", "denominator")} <= set(keys)


def test_the_result_by_the_local_target_stands_beside_the_statutory_one(built: Service) -> None:
    review = built.review(built.series(built.child()), due=day(9, 20), held=day(9, 15))
    built.pending[-1] = replace(review, local_due=day(9, 10))
    built.keep()
    setting(built, "timeliness.local", '{"looked-after": ["12 weeks"]}')
    line = built.desk.ask(Timeliness(SEPTEMBER, compare=True)).lines[0]
    assert (line.ratio, line.local) == (Ratio(1, 1), Ratio(0, 1))


def test_every_table_says_how_it_was_counted(built: Service) -> None:
    built.review(built.series(built.child()), due=None, held=day(9, 10))
    built.keep()
    table = built.desk.ask(TimelinessTable(Timeliness(SEPTEMBER)))
    said = " ".join(table.notes)
    for words in (
        "Counted by review, by held date",
        "÷",
        "1 review could not be judged",
        "reg 33",
        "As at 21 November 2026",
    ):
        assert words in said
    assert table.line == "0 of 0 reviews in time: - (target 95 %); 1 not judged"


def test_one_is_said_in_the_singular_and_what_there_is_none_of_is_not_said(built: Service) -> None:
    built.review(built.series(built.child()), due=day(9, 20), held=day(9, 15))
    built.keep()
    table = built.desk.ask(TimelinessTable(Timeliness(SEPTEMBER, basis="child", count="due")))
    assert table.line.startswith("1 of 1 child in time: 100.0 %")
    said = " ".join(table.notes)
    assert "could not be judged" not in said
    assert "still to come" not in said
    assert built.desk.ask(DueIn(SEPTEMBER)).line.startswith("0 reviews due and not yet held")
