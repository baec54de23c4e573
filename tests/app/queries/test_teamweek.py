"""The week of a social-work team has its meetings, reports, answers, what is overdue and to be booked, and no name unless asked."""

from datetime import date, time, timedelta

import pytest

from app.commands.settings import ChangeSetting
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.officers import COVER, Officer, Team
from app.domain.reviews import Review
from app.queries.teamweek import TeamWeek
from app.table import Sheets
from tests.builders import TODAY, Service
from tests.challenges import answered, challenge


def listed(service: Service, sheets: Sheets, name: str) -> list[dict[str, object]]:
    """The rows of one of its tables, by column."""
    table = dict(sheets.tables)[name]
    keys = [column.key for column in table.columns]
    with service.read() as store:
        return [dict(zip(keys, row.cells, strict=True)) for row in table.rows.each(store)]


def child_of(service: Service, team: Team, name: str, started: date, iro: Officer | None = None) -> Review:
    """The first review of a child of a team, due 20 working days after they became looked after."""
    child = service.child(name=name)
    service.in_team(child, team, started)
    service.social_worker(child, "Jo Park", started)
    if iro:
        service.allocated(child, iro, started)
    return service.open_review(service.period(child, started))


def week(service: Service, team: Team | None = None, **more: bool) -> Sheets:
    """The week of one team or of all."""
    made: Sheets = service.desk().ask(TeamWeek(team.id if team else "", **more))
    return made


def test_the_meetings_of_28_days_stand_there_with_place_and_chair(service: Service) -> None:
    north, south, ann = service.team("North"), service.team("South"), service.officer("Ann Lee")
    review = child_of(service, north, "Amira Khan", date(2026, 11, 2), ann)
    service.planned(review, date(2026, 11, 26), time=time(9, 30), place="County Hall")
    service.planned(child_of(service, north, "Too Late", date(2026, 11, 2)), TODAY + timedelta(days=29))
    service.planned(child_of(service, south, "Other Team", date(2026, 11, 2)), date(2026, 11, 26))
    (row,) = listed(service, week(service, north), "Reviews coming")
    assert (row["day"], row["time"], row["place"]) == (date(2026, 11, 26), "09:30", "County Hall")
    assert (row["left"], row["chair"], row["worker"]) == ("4 left", "Ann Lee", "Jo Park")
    assert row["due"] == review.due


def test_who_covers_that_day_is_the_chair(service: Service) -> None:
    north, ann, bea = service.team("North"), service.officer("Ann Lee"), service.officer("Bea Moss")
    for day in (date(2026, 11, 24), date(2026, 12, 3)):
        review = child_of(service, north, f"Child {day.day}", date(2026, 11, 2), ann)
        service.planned(review, day)
        child = service.now(Child(id=review.child_id, reference=""))
        service.allocated(child, bea, date(2026, 11, 20), date(2026, 12, 1), COVER)
    chairs = {row["day"]: row["chair"] for row in listed(service, week(service, north), "Reviews coming")}
    assert chairs == {date(2026, 11, 24): "Bea Moss, for Ann Lee", date(2026, 12, 3): "Ann Lee"}


def test_children_go_by_reference_and_initials_unless_names_are_asked_for(service: Service) -> None:
    north = service.team("North")
    service.planned(child_of(service, north, "Amira Khan", date(2026, 11, 2)), date(2026, 11, 26))
    child_of(service, north, "Ben Lee", date(2026, 11, 2))
    child_of(service, north, "Cai Poe", date(2026, 10, 2))
    challenge(service, service.child(name="Dana Wu"), raised_on=TODAY)
    plain = week(service)
    words = " ".join(
        str(value) for name, _ in plain.tables for row in listed(service, plain, name) for value in row.values()
    )
    assert not any(name in words for name in ("Amira", "Ben", "Cai", "Dana"))
    assert listed(service, plain, "Reviews coming")[0]["child"] == "AK"
    assert listed(service, week(service, named=True), "Reviews coming")[0]["child"] == "Amira Khan"


def test_a_report_is_due_as_many_working_days_before_the_meeting_as_the_service_has_set(service: Service) -> None:
    north = service.team("North")
    service.planned(child_of(service, north, "Amira Khan", date(2026, 11, 2)), date(2026, 12, 3))
    (row,) = listed(service, week(service), "Reports due")
    assert (row["report"], row["left"]) == (date(2026, 11, 26), "4 left")
    service.desk().do(ChangeSetting("papers.report-days", 10))
    (row,) = listed(service, week(service), "Reports due")
    assert (row["report"], row["left"]) == (date(2026, 11, 19), "1 ago")
    service.desk().do(ChangeSetting("papers.report-days", 2))
    assert listed(service, week(service), "Reports due") == []


def test_only_challenges_that_await_an_answer_stand_there(service: Service) -> None:
    north = service.team("North")
    child = service.child(name="Amira Khan")
    service.in_team(child, north, date(2026, 1, 5))
    waits = challenge(service, child, raised_on=date(2026, 11, 16))
    answered(service, challenge(service, child, raised_on=date(2026, 11, 16)), date(2026, 11, 18))
    challenge(service, None, raised_on=date(2026, 11, 16))
    (row,) = listed(service, week(service, north), "Answers awaited")
    assert (row["challenge"], row["due"], row["left"]) == (waits.reference, waits.response_due, "1 left")
    assert str(row["level"]).startswith("Level 2")


def test_what_is_overdue_and_what_has_no_date_stand_apart(service: Service) -> None:
    north = service.team("North")
    late = child_of(service, north, "Late", date(2026, 10, 5))
    soon = child_of(service, north, "Soon", date(2026, 11, 2))
    service.planned(child_of(service, north, "Booked", date(2026, 11, 2)), date(2026, 11, 27))
    sheets = week(service, north)
    (overdue,) = listed(service, sheets, "Overdue")
    assert (overdue["due"], overdue["booked"]) == (late.due, None)
    (to_book,) = listed(service, sheets, "Dates to be booked")
    assert to_book["due"] == soon.due


def test_all_teams_are_counted_side_by_side_as_their_lists_hold(service: Service) -> None:
    north, south = service.team("North"), service.team("South")
    service.planned(child_of(service, north, "One", date(2026, 11, 2)), date(2026, 11, 26))
    service.planned(child_of(service, south, "Two", date(2026, 11, 2)), date(2026, 12, 10))
    child_of(service, south, "Three", date(2026, 10, 5))
    service.open_review(service.period(service.child(), date(2026, 11, 2)))
    sheets = week(service)
    rows = {row["team"]: row for row in listed(service, sheets, "Teams")}
    assert list(rows) == ["North", "South", "No team"]
    assert (rows["North"]["week"], rows["South"]["week"]) == (1, 0)
    for part in ("Reviews coming", "Reports due", "Answers awaited", "Overdue", "Dates to be booked"):
        held = [row["team"] for row in listed(service, sheets, part)]
        assert {team: row[part] for team, row in rows.items()} == {team: held.count(team) for team in rows}


def test_a_team_is_found_by_its_name_and_an_unknown_one_refused(service: Service) -> None:
    service.team("North")
    assert service.desk().ask(TeamWeek("north", by_name=True)).title == "Team week: North"
    with pytest.raises(Refusal, match='no team "Nowhere"'):
        service.desk().ask(TeamWeek("Nowhere", by_name=True))
