"""The months ahead of a service: whose each review will be, in which week, against what they usually hold and their leave."""

from datetime import date

import pytest

from app.commands.households import KeepHousehold
from app.domain.officers import COVER, LEAVE, Absence, Officer
from app.domain.reviews import Review
from app.domain.settings import Setting
from app.queries.ahead.behind import ReviewsAhead
from app.queries.ahead.months import MonthsAhead
from app.queries.ahead.outlook import Outlook
from app.queries.ahead.usual import UsualWeek
from app.queries.ahead.weeks import WeeksAhead
from app.queries.caseload.lines import NOBODY, SERVICE
from app.table import Tone
from tests.ahead import cell, listed, numbers, rows, theirs, two_a_week
from tests.builders import TODAY, Service


@pytest.fixture
def ann(service: Service) -> Officer:
    """Ann, who has held two reviews in every week of half a year, of children who have left since."""
    return two_a_week(service, "Ann Ash")


def test_reviews_stand_with_their_iro_in_their_week_with_those_that_follow(service: Service) -> None:
    ann, ben = service.officer("Ann Ash"), service.officer("Ben Birch")
    theirs(service, ben, TODAY)
    theirs(service, None, date(2026, 8, 3), date(2026, 8, 28))
    table = service.desk().ask(MonthsAhead())
    assert [row.cells[0] for row in listed(table)] == ["Ann Ash", "Ben Birch", "No IRO", "Whole service"]
    assert [column.title for column in table.columns][4:7] == ["16 Nov", "23 Nov", "30 Nov"]
    assert numbers(table, ann.id) == [0] * 26
    assert {at: n for at, n in enumerate(numbers(table, ben.id)) if n} == {4: 1, 17: 1}, "18 December, then 18 March"
    assert {at: n for at, n in enumerate(numbers(table, NOBODY)) if n} == {1: 1}
    assert cell(table, SERVICE, "all") == 3


def test_a_number_opens_exactly_its_reviews_and_says_which_will_follow(service: Service) -> None:
    ben = service.officer("Ben Birch")
    child = theirs(service, ben, TODAY)
    table = service.desk().ask(MonthsAhead())
    row = rows(table)[ben.id]
    first, later = (service.desk().ask(row.opens[key]) for key in ("w05", "w18"))
    assert [one.id for one in (*listed(first), *listed(later))] == [child.id, child.id]
    assert (cell(first, child.id, "state"), cell(later, child.id, "state")) == ("To be booked", "Will follow")
    assert cell(later, child.id, "due") == date(2027, 3, 18)
    assert "within 3 months of the first review" in cell(later, child.id, "why")
    assert "w06" not in row.opens, "nothing opens behind nothing"


def test_foster_households_are_left_out_of_what_is_to_come_and_of_what_is_usual(service: Service) -> None:
    ann = two_a_week(service, "Ann Ash")
    before = service.desk().ask(MonthsAhead())
    household = service.desk().do(KeepHousehold("F1", "Pat Hill", "One child", date(2025, 12, 1))).result
    service.allocated(household, ann, date(2025, 12, 1))
    after = service.desk().ask(MonthsAhead())
    assert [row.cells for row in listed(after)] == [row.cells for row in listed(before)]


def test_an_overdue_review_stands_apart_and_one_that_is_booked_in_its_week(service: Service) -> None:
    ben = service.officer("Ben Birch")
    late, booked = (theirs(service, ben, date(2026, 8, 3), date(2026, 8, 14)) for _ in range(2))
    waiting = next(one for one in service.rows("reviews", ("id", "child_id", "held")) if one[1:] == (booked.id, None))
    with service.read() as store:
        from_store = store.shelf(Review).get(waiting[0])
    service.planned(from_store, date(2026, 11, 24))
    table = service.desk().ask(MonthsAhead())
    assert cell(table, ben.id, "overdue") == 1
    assert rows(table)[ben.id].tones["overdue"] is Tone.LATE
    assert numbers(table, ben.id)[:3] == [0, 1, 0]
    overdue = service.desk().ask(rows(table)[ben.id].opens["overdue"])
    assert [row.id for row in listed(overdue)] == [late.id]
    assert cell(overdue, late.id, "state") == "Overdue, no date"


def test_a_review_whose_due_date_nobody_knows_is_counted_and_opens(service: Service) -> None:
    ben = service.officer("Ben Birch")
    child = service.child()
    service.allocated(child, ben, date(2026, 1, 5))
    assert "undated" not in [column.key for column in service.desk().ask(MonthsAhead()).columns]
    service.period(child, None)
    table = service.desk().ask(MonthsAhead())
    assert (cell(table, ben.id, "undated"), cell(table, ben.id, "all")) == (1, 1)
    assert [row.id for row in listed(service.desk().ask(rows(table)[ben.id].opens["undated"]))] == [child.id]


def test_while_somebody_covers_the_reviews_are_theirs(service: Service) -> None:
    ann, ben = service.officer("Ann Ash"), service.officer("Ben Birch")
    child = theirs(service, ann, TODAY)
    service.allocated(child, ben, TODAY, date(2027, 1, 4), role=COVER)
    table = service.desk().ask(MonthsAhead())
    assert (numbers(table, ben.id)[4], numbers(table, ann.id)[4]) == (1, 0)
    assert (numbers(table, ben.id)[17], numbers(table, ann.id)[17]) == (0, 1), "back in March"


def test_a_transfer_that_is_recorded_for_later_counts_from_its_day(service: Service) -> None:
    ann, ben = service.officer("Ann Ash"), service.officer("Ben Birch")
    child = service.child()
    service.allocated(child, ann, TODAY, date(2027, 1, 4))
    service.allocated(child, ben, date(2027, 1, 4))
    service.period(child, TODAY)
    table = service.desk().ask(MonthsAhead())
    assert [numbers(table, ann.id)[at] for at in (4, 17)] == [1, 0]
    assert [numbers(table, ben.id)[at] for at in (4, 17)] == [0, 1]


def test_what_was_held_says_what_can_be_held(service: Service, ann: Officer) -> None:
    table = service.desk().ask(WeeksAhead(ann.id))
    assert cell(table, "2026-11-23", "room") == 2
    assert cell(service.desk().ask(MonthsAhead()), ann.id, "usual") == 2.0
    usual = service.desk().ask(UsualWeek(ann.id))
    assert usual.line == "2.0 reviews in a full-time week: the middle of any 4 in a row of 26 worked weeks"
    assert [row.cells[1] for row in listed(usual)] == [0, *[2] * 25]


def test_the_setting_says_how_many_weeks_show_what_is_usual(service: Service, ann: Officer) -> None:
    service.keep(Setting(key="ahead.usual-weeks", start=date(2026, 1, 1), value="10"))
    assert len(listed(service.desk().ask(UsualWeek(ann.id)))) == 10


def test_leave_bank_holidays_and_days_gone_by_leave_less_room(service: Service, ann: Officer) -> None:
    service.keep(Absence(officer_id=ann.id, kind=LEAVE, start=date(2026, 11, 30), end=date(2026, 12, 7)))
    table = service.desk().ask(WeeksAhead(ann.id))
    room = {row.id: row.cells[table.column("room")] for row in listed(table)}
    assert room["2026-11-30"] == 0
    assert cell(table, "2026-11-30", "away") == 5
    assert room["2026-11-16"] == 1, "one Friday of a week of two, part of a review taken in advance"
    assert room["2026-12-28"] == 2, "1.2 after two bank holidays, part of a review taken in advance"
    with service.read() as store:
        parts = Outlook.of(store, None).rooms(ann.id)
    assert [float(parts[at] or 0) for at in (0, 5, 6)] == [0.4, 1.6, 1.2], "a Friday, Christmas Day, two bank holidays"


def test_a_week_that_cannot_be_met_is_marked_and_listed(service: Service, ann: Officer) -> None:
    for _ in range(14):
        theirs(service, ann, date(2026, 10, 30))
    table = service.desk().ask(MonthsAhead())
    assert numbers(table, ann.id)[1:3] == [14, 0], "27 November, 20 working days"
    assert rows(table)[ann.id].tones["w02"] is Tone.LATE
    assert cell(table, ann.id, "cannot") == len(listed(service.desk().ask(rows(table)[ann.id].opens["cannot"]))) == 2
    weeks = service.desk().ask(WeeksAhead(ann.id))
    assert cell(weeks, "2026-11-23", "verdict") == "12 cannot be met"
    assert cell(weeks, "2026-11-23", "waiting") == 12
    assert "2 weeks cannot be met, the first of them that of 23 November 2026" in weeks.line
    assert weeks.chart is not None
    assert weeks.chart.against == "room"


def test_a_busy_week_that_can_be_met_earlier_says_how_many_to_bring_forward(service: Service, ann: Officer) -> None:
    for _ in range(4):
        theirs(service, ann, date(2026, 11, 20))
    weeks = service.desk().ask(WeeksAhead(ann.id))
    assert cell(weeks, "2026-12-14", "verdict") == "Bring 2 forward"
    assert rows(weeks)["2026-12-14"].tones["due"] is Tone.SOON


def test_without_any_history_nothing_is_marked_and_the_line_says_so(service: Service) -> None:
    ben = service.officer("Ben Birch")
    for _ in range(9):
        theirs(service, ben, TODAY)
    table = service.desk().ask(MonthsAhead())
    assert cell(table, ben.id, "usual") is None
    assert cell(table, ben.id, "cannot") == 0
    assert set(rows(table)[ben.id].tones.values()) <= {Tone.PLAIN}
    assert "not known yet" in table.line
    assert "not known yet" in service.desk().ask(WeeksAhead()).line


def test_reviews_without_an_iro_cannot_be_met_by_anybody(service: Service, ann: Officer) -> None:
    theirs(service, None, TODAY)
    table = service.desk().ask(MonthsAhead())
    assert cell(table, NOBODY, "cannot") == 2
    assert cell(table, NOBODY, "usual") is None
    assert cell(service.desk().ask(WeeksAhead(NOBODY)), "2026-12-14", "verdict") == "1 cannot be met"


def test_somebody_new_holds_what_the_service_does_for_their_part_of_a_post(service: Service, ann: Officer) -> None:
    ben = service.officer("Ben Birch", fte_hundredths=50, since=TODAY)
    table = service.desk().ask(MonthsAhead())
    assert cell(table, ben.id, "usual") == 1.0
    assert cell(table, SERVICE, "usual") == 3.0
    assert "as in the whole service" in service.desk().ask(UsualWeek(ben.id)).line


def test_the_week_of_a_list_says_what_can_be_held_and_who_is_away(service: Service, ann: Officer) -> None:
    service.keep(Absence(officer_id=ann.id, kind=LEAVE, start=date(2026, 12, 14), end=date(2026, 12, 16)))
    theirs(service, ann, TODAY)
    table = service.desk().ask(ReviewsAhead(ann.id, date(2026, 12, 14)))
    assert table.title == "Ann Ash, week of 14 December 2026"
    assert table.line.startswith("1 review, ")
    assert table.line.endswith(" can be held, 2 working days of leave or absence")


def test_reviews_held_without_a_chair_are_those_of_the_iro_and_with_one_the_chairs(
    service: Service, ann: Officer
) -> None:
    ben = service.officer("Ben Birch")
    theirs(service, ann, date(2026, 10, 1), date(2026, 10, 20))
    child = service.child()
    service.allocated(child, ann, date(2026, 10, 1))
    service.held(service.period(child, date(2026, 10, 1)), date(2026, 10, 21), chair_id=ben.id)
    held = {row.id: row.cells[1] for row in listed(service.desk().ask(UsualWeek(ann.id)))}
    assert held["2026-10-19"] == 3
    assert {row.id: row.cells[1] for row in listed(service.desk().ask(UsualWeek(ben.id)))}["2026-10-19"] == 1
