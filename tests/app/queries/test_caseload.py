"""Caseloads of a small service: who counts, on which day, for how much of a post, and what the tables say of it."""

from datetime import date
from typing import Any

import pytest

from app.domain.dates import Period
from app.domain.errors import Refusal
from app.domain.kinds import LOOKED_AFTER, RCPC
from app.domain.officers import COVER, Absence, Allocation, Officer, Post
from app.domain.settings import Setting
from app.queries.caseload.behind import ChildrenBehind
from app.queries.caseload.figures import CaseloadFigures
from app.queries.caseload.held import MeetingsHeld
from app.queries.caseload.lines import drawn
from app.queries.caseload.months import CaseloadMonths, month_ends
from app.queries.caseload.on import CaseloadOn
from app.queries.caseload.posts import PostList, Posts
from app.queries.caseload.reports import REPORTS
from app.queries.caseload.teams import TeamsCaseload
from app.queries.caseload.told import ToldAndAppointed, ToldList
from app.table import Ratio, Row, Table
from tests.builders import TODAY, Service

BEGAN = date(2024, 1, 8)
NOVEMBER = Period.month(2026, 11)


def rows(service: Service, table: Table) -> dict[str, Row]:
    """The rows of a table by their first cell."""
    with service.read() as store:
        return {row.cells[0]: row for row in table.rows.each(store)}


def asked(service: Service, query: Any, *keys: str) -> dict[str, tuple[Any, ...]]:
    """Some cells of each row, by its first one."""
    table = service.desk().ask(query)
    return {name: tuple(row.cells[table.column(key)] for key in keys) for name, row in rows(service, table).items()}


def told(service: Service, key: str, value: str, start: date = BEGAN) -> None:
    """Set a setting."""
    service.keep(Setting(key=key, start=start, value=value))


def held_by(service: Service, officer: Officer, *kinds: str, start: date = BEGAN, end: date | None = None) -> str:
    """A child of an officer with clocks of these kinds; the child's id."""
    child = service.child()
    for kind in kinds:
        service.period(child, BEGAN, kind)
    service.allocated(child, officer, start, end)
    return child.id


@pytest.fixture
def ann(service: Service) -> Officer:
    """An IRO for six tenths of a post, with a child of each kind."""
    officer = service.officer("Ann", 60)
    for kinds in ((LOOKED_AFTER,), (LOOKED_AFTER,), (RCPC,), (LOOKED_AFTER, RCPC), ("pathway",)):
        held_by(service, officer, *kinds)
    return officer


CHILDREN = ("children", "cla", "cp", "both", "other", "looked_after")


def test_children_are_split_by_what_they_are_each_once(service: Service, ann: Officer) -> None:
    found = asked(service, CaseloadOn(TODAY), *CHILDREN, "fte", "per_all", "per_cla", "per_cla_given", "band")
    assert found["Ann"] == (5, 2, 1, 1, 1, 3, 0.6, 8.3, 5.0, 5.0, "Under the band")
    assert found["Whole service"] == found["Ann"]
    assert found["No IRO"][0] == 0


def test_an_allocation_counts_from_its_first_day_until_the_day_before_its_end(service: Service, ann: Officer) -> None:
    held_by(service, ann, LOOKED_AFTER, start=date(2026, 5, 4), end=date(2026, 6, 1))
    for day, number in ((date(2026, 5, 3), 5), (date(2026, 5, 4), 6), (date(2026, 5, 31), 6), (date(2026, 6, 1), 5)):
        assert asked(service, CaseloadOn(day), "children")["Ann"] == (number,)


def test_the_eighteenth_birthday_ends_it_with_or_without_a_record(service: Service) -> None:
    officer, child = service.officer("Ann"), service.child(date_of_birth=date(2008, 11, 20))
    service.allocated(child, officer, BEGAN)
    assert asked(service, CaseloadOn(date(2026, 11, 19)), "children")["Ann"] == (1,)
    assert asked(service, CaseloadOn(TODAY), "children")["Ann"] == (0,)


def test_who_is_away_for_long_is_left_out_for_as_long_and_by_the_setting(service: Service, ann: Officer) -> None:
    service.keep(Absence(officer_id=ann.id, kind="sickness", start=date(2026, 10, 1), end=date(2026, 12, 1)))
    found = asked(service, CaseloadOn(TODAY), "children", "fte", "per_all", "band", "remark")
    assert found["Ann"] == (5, 0.0, None, "-", "Away since 1 Oct 2026, left out")
    assert asked(service, CaseloadOn(date(2026, 12, 1)), "fte")["Ann"] == (0.6,)
    told(service, "caseload.longest-absence", "60")
    assert asked(service, CaseloadOn(TODAY), "fte", "remark")["Ann"] == (0.6, "Away since 1 Oct 2026")


def test_a_manager_with_children_has_a_line_without_a_caseload(service: Service) -> None:
    boss: Officer = service.kept(Officer(name="Bo"))
    service.keep(Post(officer_id=boss.id, role="manager", start=BEGAN), Post(officer_id=None, start=BEGAN))
    assert "Bo" not in asked(service, CaseloadOn(TODAY), "children")
    held_by(service, boss, RCPC)
    found = asked(service, CaseloadOn(TODAY), "children", "fte", "per_all", "remark")
    assert found["Bo"] == (1, 0.0, None, "In no reviewing post")


def test_the_band_and_the_basis_are_those_of_the_day(service: Service, ann: Officer) -> None:
    told(service, "caseload.band", "[5, 8]", date(2026, 6, 1))
    told(service, "caseload.basis", '"cla"', date(2026, 9, 1))
    bands = [asked(service, CaseloadOn(date(2026, month, 1)), "band")["Ann"][0] for month in (5, 6, 9)]
    assert bands == ["Under the band", "Over the band", "Within the band"]
    chart = service.desk().ask(CaseloadOn(TODAY)).chart
    assert chart is not None
    assert (chart.values, chart.band, chart.form) == ("per_cla", (5, 8), "bars")
    words = [row[-1] for row in asked(service, CaseloadMonths(TODAY, 7), "band").values()]
    assert words == ["Under the band", *["Over the band"] * 3, *["Within the band"] * 3]


def test_a_covered_child_is_the_iro_s_or_theirs_who_covers(service: Service, ann: Officer) -> None:
    bo = service.officer("Bo")
    covered = held_by(service, ann, LOOKED_AFTER)
    alone = service.child()
    service.period(alone, BEGAN)
    start = date(2026, 11, 2)
    service.keep(
        *(Allocation(child_id=child, officer_id=bo.id, role=COVER, start=start) for child in (covered, alone.id))
    )
    assert asked(service, CaseloadOn(TODAY), "children") | {"No IRO": ()} == {
        "Ann": (6,), "Bo": (0,), "No IRO": (), "Whole service": (6,),
    }  # fmt: skip
    told(service, "caseload.covered", '"cover"')
    found = asked(service, CaseloadOn(TODAY), "children")
    assert found == {"Ann": (5,), "Bo": (1,), "No IRO": (1,), "Whole service": (6,)}
    assert asked(service, CaseloadOn(date(2026, 11, 1)), "children")["Bo"] == (0,)


def test_children_without_an_iro_have_a_line_and_are_in_the_average_only_when_set(
    service: Service, ann: Officer
) -> None:
    service.period(service.child(), BEGAN)
    keys = ("children", "per_all", "remark")
    found = asked(service, CaseloadOn(TODAY), *keys)
    assert (found["No IRO"], found["Whole service"]) == ((1, None, "Not in the average"), (5, 8.3, None))
    told(service, "caseload.unallocated", "true")
    found = asked(service, CaseloadOn(TODAY), *keys)
    assert (found["No IRO"], found["Whole service"]) == ((1, None, "Counted in the average"), (6, 10.0, None))
    assert asked(service, CaseloadMonths(TODAY, 1), "children", "waiting") == {"Nov 2026": (6, 1)}


def test_the_formula_stands_in_the_notes_with_its_numbers(service: Service, ann: Officer) -> None:
    table = service.desk().ask(CaseloadOn(TODAY))
    assert "All children for each full-time equivalent: 5 children ÷ 0.6 FTE in post = 8.3." in table.notes
    assert any("50 to 70" in note for note in table.notes)
    assert table.line.startswith("5 children allocated, 0 without an IRO, 0.6 full-time equivalent (FTE), 8.3 each")


def test_a_chart_draws_the_officers_who_have_a_caseload(service: Service, ann: Officer) -> None:
    boss: Officer = service.kept(Officer(name="Bo"))
    held_by(service, boss, RCPC)
    table = service.desk().ask(CaseloadOn(TODAY))
    assert [row.cells[0] for row in drawn(table, tuple(rows(service, table).values()))] == ["Ann"]


def test_a_number_opens_its_children_with_who_holds_them(service: Service, ann: Officer) -> None:
    table = service.desk().ask(CaseloadOn(TODAY))
    behind = rows(service, table)["Ann"].opens["both"]
    assert isinstance(behind, ChildrenBehind)
    opened = service.desk().ask(behind)
    assert opened.line == "1 child, as at 20 November 2026"
    assert [row.cells[3:5] for row in rows(service, opened).values()] == [("In our care, child protection plan", "Ann")]


def test_the_months_of_one_officer_are_those_in_which_there_was_something_to_count(service: Service) -> None:
    officer = service.officer("Cy", since=date(2026, 9, 7))
    held_by(service, officer, LOOKED_AFTER, start=date(2026, 10, 5))
    found = asked(service, CaseloadMonths(TODAY, 6, officer.id), "day", "children")
    assert found == {
        "Sep 2026": (date(2026, 9, 30), 0), "Oct 2026": (date(2026, 10, 31), 1), "Nov 2026": (TODAY, 1),
    }  # fmt: skip


def test_months_end_on_their_last_day_and_never_after_the_day_asked_for() -> None:
    assert list(month_ends(date(2024, 3, 15), 3)) == [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 15)]
    assert list(month_ends(date(2025, 3, 31), 2)) == [date(2025, 2, 28), date(2025, 3, 31)]


def test_the_first_day_of_all_can_be_asked_for(service: Service, ann: Officer) -> None:
    for report in REPORTS:
        assert service.desk().ask(report.query(date.min)).rows.count(None) <= 60


@pytest.mark.parametrize(("key", "value"), [("caseload.band", "[50]"), ("caseload.basis", '"half"')])
def test_a_setting_that_was_damaged_in_the_file_is_refused_in_words(service: Service, key: str, value: str) -> None:
    told(service, key, value)
    with pytest.raises(Refusal, match="is damaged in this file"):
        service.desk().ask(CaseloadOn(TODAY))


def test_the_fte_of_an_iro_is_shared_out_to_teams_by_children(service: Service) -> None:
    officer, north = service.officer("Ann"), service.team("North")
    for place in range(4):
        child = service.child()
        service.allocated(child, officer, BEGAN)
        if place:
            service.in_team(child, north, BEGAN)
    found = asked(service, TeamsCaseload(TODAY), "iros", "children", "fte", "per_all")
    assert found == {"North": (1, 3, 0.75, 4.0), "No team": (1, 1, 0.25, 4.0), "Whole service": (1, 4, 1.0, 4.0)}


def test_reviews_held_are_counted_by_month_by_the_iro_or_by_the_chair(service: Service) -> None:
    ann, bo = service.officer("Ann"), service.officer("Bo")
    child = service.child()
    service.allocated(child, ann, BEGAN)
    series = service.period(child, date(2026, 9, 1))
    service.held(series, date(2026, 9, 21))
    service.held(series, date(2026, 11, 10), chair_id=bo.id)
    period = Period(date(2026, 9, 1), TODAY)
    assert asked(service, MeetingsHeld(period), "2026-09", "2026-10", "2026-11", "all") == {
        "Ann": (1, 0, 1, 2), "Whole service": (1, 0, 1, 2),
    }  # fmt: skip
    assert asked(service, MeetingsHeld(period, "chair"), "2026-09", "2026-11") == {
        "Bo": (0, 1), "Chair not recorded": (1, 0), "Whole service": (1, 1),
    }  # fmt: skip


def test_months_that_have_not_come_show_no_number_of_reviews_held(service: Service) -> None:
    ann, child = service.officer("Ann"), service.child()
    service.allocated(child, ann, BEGAN)
    service.held(service.period(child, date(2026, 9, 1)), date(2026, 9, 21))
    held = MeetingsHeld(Period(date(2026, 9, 1), date(2027, 1, 31)))
    assert asked(service, held, "2026-10", "2026-11", "2026-12", "2027-01", "all")["Ann"] == (0, 0, None, None, 1)
    opens = rows(service, service.desk().ask(held))["Ann"].opens
    assert "2026-11" in opens
    assert not {"2026-12", "2027-01"} & opens.keys()


def test_iros_are_told_within_two_and_appointed_within_five_working_days(service: Service) -> None:
    ann = service.officer("Ann")
    for told_on, appointed in ((4, 9), (5, 10), (None, 9), (None, None)):
        child = service.child()
        service.period(child, date(2026, 11, 2))
        if appointed:
            on = told_on and date(2026, 11, told_on)
            service.keep(
                Allocation(child_id=child.id, officer_id=ann.id, start=date(2026, 11, appointed), told_on=on or None)
            )
    keys = ("numerator", "denominator", "share", "late", "overdue", "to-come", "unknown")
    found = asked(service, ToldAndAppointed(NOVEMBER), *keys)
    assert list(found.values()) == [(1, 3, Ratio(1, 3), 1, 1, 0, 1), (2, 4, Ratio(2, 4), 1, 1, 0, 0)]
    overdue = service.desk().ask(ToldList(NOVEMBER, "appointed", ("overdue",)))
    assert [row.cells[-1] for row in rows(service, overdue).values()] == ["No IRO"]
    assert service.desk().ask(ToldAndAppointed(Period.month(2026, 10))).line.startswith("0 children became looked")


def test_posts_are_established_vacant_filled_and_agency(service: Service) -> None:
    ann, bo = service.officer("Ann", 60), service.officer("Bo")
    service.keep(
        Post(officer_id=None, start=BEGAN, fte_hundredths=50),
        Post(officer_id=bo.id, start=BEGAN, role="conference-chair", fte_hundredths=20, agency=True),
        Post(officer_id=None, start=BEGAN, end=TODAY),
        Absence(officer_id=ann.id, start=date(2026, 9, 1)),
    )
    keys = ("posts", "fte", "vacant", "vacant_fte", "people", "filled_fte", "agency", "agency_fte", "away_fte")
    found = asked(service, Posts(TODAY), *keys)
    assert found["Independent Reviewing Officer"] == (3, 2.1, 1, 0.5, 2, 1.6, 0, 0.0, 0.6)
    assert found["Reviewing posts together"] == (4, 2.3, 1, 0.5, 2, 1.8, 1, 0.2, 0.6)
    listed = service.desk().ask(PostList(TODAY, (), "vacant"))
    assert (listed.line, list(rows(service, listed))) == ("1 post, 0.5 FTE", ["Vacant"])


def test_the_figure_for_programs_has_a_row_an_iro_and_null_where_nobody_is_in_post(
    service: Service, ann: Officer
) -> None:
    boss: Officer = service.kept(Officer(name="Bo"))
    held_by(service, boss, RCPC)
    figure = service.desk().ask(CaseloadFigures(TODAY))
    assert figure.as_json()["rows"] == [
        {"key": {"iro": "Ann"}, "value": 5 / 0.6, "numerator": 5, "denominator": 0.6},
        {"key": {"iro": "Bo"}, "value": None, "numerator": 1, "denominator": None},
    ]
    assert "  Ann      5 ÷ 0.6 = 8.3" in figure.in_words()
    assert "  Bo       1 ÷ 0 = -" in figure.in_words()
