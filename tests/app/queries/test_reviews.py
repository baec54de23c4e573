"""The list of due reviews: its parts, its filters, its columns, and the headline."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.commands.conferences import ConferenceRow, RecordConference
from app.commands.meetings import Plan
from app.commands.reviews import CorrectReview, RecordHeld, SetLateReason
from app.commands.settings import ChangeSetting
from app.desk import Desk
from app.domain.calendar import add_months
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.reviews import Review
from app.queries.month import DueList as DueSheet
from app.queries.review import AskReview
from app.queries.reviews import AskHeadline, DueCounts, DueFilter, DueList, parts
from app.queries.tables import CountOf, KeysOf, OpeningOf, PiecesOf, RowsOf, WindowOf
from app.table import Order, Row, Table, Tone
from tests.builders import TODAY, Service

DAYS = {"late": -1, "today": 0, "in 7": 7, "in 8": 8, "in 28": 28, "in 29": 29}


@pytest.fixture
def some(service: Service) -> dict[str, Review]:
    """Conferences due yesterday, today, in 7, 8, 28 and 29 days, and a review whose due date nobody knows."""
    found = {}
    for name, days in DAYS.items():
        start = add_months(TODAY + timedelta(days=days), -3)
        series = service.period(service.child(name, name=f"Ann {name}"), start, "rcpc")
        found[name] = service.open_review(series)
        assert found[name].due == TODAY + timedelta(days=days)
    unknown = service.child("unknown", name="Zoë Ünal", date_of_birth=date(2014, 5, 1))
    found["unknown"] = service.open_review(service.period(unknown, None, history_complete=False))
    return found


def shown(desk: Desk, chosen: DueFilter, order: Order | None = None) -> list[Any]:
    """The references in the list."""
    table = desk.ask(DueList(chosen)).table
    rows = desk.ask(WindowOf(table, order, 0, 50))
    assert len(rows) == desk.ask(CountOf(table))
    return [row.cells[table.column("reference")] for row in rows]


def row_of(desk: Desk, reference: str, part: str = "open") -> tuple[Table, Row]:
    table = desk.ask(DueList(DueFilter(part))).table
    at = table.column("reference")
    return table, next(r for r in desk.ask(WindowOf(table, None, 0, 50)) if r.cells[at] == reference)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("open", [*DAYS, "unknown"]),
        ("overdue", ["late"]),
        ("week", ["today", "in 7"]),
        ("month", ["today", "in 7", "in 8", "in 28"]),
        ("later", ["in 29"]),
        ("no-due-date", ["unknown"]),
        ("held", []),
    ],
)
def test_each_part_of_the_list_holds_its_reviews_soonest_first(
    desk: Desk, some: dict[str, Review], part: str, expected: list[str]
) -> None:
    assert shown(desk, DueFilter(part)) == expected


def test_the_counts_are_those_of_the_parts(service: Service, desk: Desk, some: dict[str, Review]) -> None:
    mary = service.officer("Mary")
    service.allocated(service.now(Child(id=some["late"].child_id, reference="")), mary, date(2026, 1, 1))
    desk.do(Plan(some["in 7"].id, date(2026, 11, 27)))
    desk.do(RecordHeld(some["today"].id, TODAY))
    for chosen in (DueFilter(), DueFilter(officer_id=mary.id), DueFilter(text="ann"), DueFilter(kind="rcpc")):
        counts = desk.ask(DueList(chosen)).counts
        assert counts == {p.code: len(shown(desk, replace(chosen, part=p.code))) for p in parts(TODAY)}
        assert counts["open"] == sum(counts[part] for part in ("overdue", "month", "later", "no-due-date"))
    assert desk.ask(DueList(with_counts=False)).counts == {}


def test_a_booked_review_is_not_among_those_without_a_date(desk: Desk, some: dict[str, Review]) -> None:
    desk.do(Plan(some["in 7"].id, date(2026, 11, 27)))
    assert "in 7" not in shown(desk, DueFilter("not-booked"))
    table, row = row_of(desk, "in 7")
    assert row.cells[table.column("planned")] == date(2026, 11, 27)


def test_held_reviews_lack_their_facts_until_they_come(service: Service, desk: Desk, some: dict[str, Review]) -> None:
    desk.do(RecordHeld(some["late"].id, TODAY))
    assert shown(desk, DueFilter("to-come")) == ["late"]
    assert shown(desk, DueFilter("held")) == ["late"]
    desk.do(SetLateReason((some["late"].id,), "illness"))
    assert shown(desk, DueFilter("to-come")) == shown(desk, DueFilter("undecided")) == ["late"]
    desk.do(RecordConference(TODAY, (ConferenceRow(some["late"].id, "continues", "NEG"),)))
    assert shown(desk, DueFilter("undecided")) == []
    assert shown(desk, DueFilter("to-come")) == ["late"], "its participation"
    desk.do(CorrectReview(some["late"].id, TODAY, "PN1", "illness"))
    assert shown(desk, DueFilter("to-come")) == []
    table, row = row_of(desk, "late", "held")
    assert row.cells[table.column("verdict")] == "Held late"
    assert row.cells[table.column("reason")] == "Illness"


def test_of_conferences_before_records_were_followed_nothing_is_to_come(service: Service, desk: Desk) -> None:
    plan = service.period(service.child("old"), date(2026, 6, 1), "rcpc")
    old, lately = (service.held(plan, day) for day in (date(2026, 8, 20), date(2026, 11, 2)))
    assert shown(desk, DueFilter("to-come")) == [], "this file was made later"
    desk.do(ChangeSetting("records.from", "2026-11-01"))
    counts = desk.ask(DueCounts())
    assert (counts["to-come"], counts["undecided"]) == (1, 1)
    assert desk.ask(AskReview(lately.id)).to_come == ("participation", "outcome")
    assert desk.ask(AskReview(old.id)).to_come == ("participation",), "it may be added"
    desk.do(RecordConference(date(2026, 11, 2), (ConferenceRow(lately.id, "continues", participation="PN6"),)))
    counts = desk.ask(DueCounts())
    assert (counts["to-come"], counts["undecided"]) == (0, 0)
    assert (desk.ask(AskReview(lately.id)).to_come, service.now(lately).participation) == ((), "PN6")


def test_the_list_is_narrowed_by_iro_team_kind_and_text(service: Service, desk: Desk, some: dict[str, Review]) -> None:
    mary, north = service.officer("Mary Moor"), service.team("North")
    child = service.now(Child(id=some["late"].child_id, reference=""))
    service.allocated(child, mary, date(2026, 1, 1))
    service.in_team(child, north, date(2026, 1, 1))
    assert shown(desk, DueFilter(officer_id=mary.id)) == ["late"]
    assert shown(desk, DueFilter(team_id=north.id)) == ["late"]
    assert shown(desk, DueFilter(kind="looked-after")) == ["unknown"]
    assert shown(desk, DueFilter(text=" unal ZOE ")) == ["unknown"]
    assert shown(desk, DueFilter(text="%")) == []
    assert "late" not in shown(desk, DueFilter("no-iro"))
    line = desk.ask(DueList(DueFilter("overdue", mary.id, north.id, "rcpc"))).table.line
    assert line == ("Overdue, Mary Moor, North, Review child protection conference, as at Friday 20 November 2026: 1")


def test_a_review_that_was_due_on_friday_has_no_days_left_on_saturday(service: Service) -> None:
    series = service.period(service.child("late"), add_months(TODAY, -3), "rcpc")
    assert service.open_review(series).due == TODAY
    service.today = TODAY + timedelta(days=1)
    table, row = row_of(service.desk(), "late")
    assert row.tone == Tone.LATE
    assert row.cells[table.column("working_days")] == "less than 1 late"
    sheet = service.desk().ask(DueSheet())
    (line,) = service.desk().ask(WindowOf(sheet, None, 0, 5))
    left, late = (line.cells[sheet.column(key)] for key in ("days_left", "days_late"))
    assert (left, late) == (None, 0)


def test_a_row_says_how_long_is_left_and_why(desk: Desk, some: dict[str, Review]) -> None:
    table, row = row_of(desk, "late")
    assert row.tone == Tone.LATE
    assert row.cells[table.column("working_days")] == "1 late"
    assert row.cells[table.column("iro_now")] == "No IRO"
    assert row.cells[table.column("sequence")] == "First"
    assert row.cells[table.column("explanation")] == (
        "First conference: within 3 months of the initial conference on 19 August 2026 "
        "(Working Together to Safeguard Children: 3 months)."
    )
    table, row = row_of(desk, "unknown")
    assert row.cells[table.column("due")] is None
    assert "neither the start of the period" in row.cells[table.column("explanation")]


def test_every_column_sorts_both_ways(desk: Desk, some: dict[str, Review]) -> None:
    for chosen in (DueFilter(), DueFilter("held")):
        table = desk.ask(DueList(chosen)).table
        for column in table.columns:
            up = desk.ask(WindowOf(table, Order(column.key), 0, 50))
            down = desk.ask(WindowOf(table, Order(column.key, True), 0, 50))
            assert {r.id for r in up} == {r.id for r in down}
    assert shown(desk, DueFilter(), Order("due", True)) == [*reversed(DAYS), "unknown"]


def test_windows_and_pieces_are_parts_of_the_same_list(desk: Desk, some: dict[str, Review]) -> None:
    table = desk.ask(DueList()).table
    everything = list(desk.ask(WindowOf(table, None, 0, 50)))
    assert [*desk.ask(WindowOf(table, None, 0, 4)), *desk.ask(WindowOf(table, None, 4, 4))] == everything
    assert list(desk.ask(PiecesOf(table, None, ((5, 2), (0, 1))))) == [*everything[5:7], everything[0]]
    opening = desk.ask(OpeningOf(table, None, 40, 5))
    assert (opening.count, opening.first, list(opening.rows)) == (7, 5, everything[5:])


def test_rows_found_by_their_sorted_keys_are_those_of_the_same_window(desk: Desk, some: dict[str, Review]) -> None:
    table = desk.ask(DueList()).table
    for order in (None, *(Order(column.key, down) for column in table.columns for down in (False, True))):
        keys = desk.ask(KeysOf(table, order))
        assert len(keys.packed) == 16 * 7
        assert list(desk.ask(RowsOf(table, keys.window(2, 4)))) == list(desk.ask(WindowOf(table, order, 2, 4)))
    assert desk.ask(RowsOf(table, ("0" * 32,)))[0].cells == (None,) * len(table.columns)


def test_kinds_that_are_not_chaired_appear_nowhere(desk: Desk, some: dict[str, Review]) -> None:
    desk.do(ChangeSetting("kinds.chaired", ["looked-after"]))
    assert shown(desk, DueFilter()) == ["unknown"]
    assert desk.ask(AskHeadline()).due == 1


def test_the_headline_counts_due_overdue_and_alone(service: Service, desk: Desk, some: dict[str, Review]) -> None:
    service.allocated(service.now(Child(id=some["late"].child_id, reference="")), service.officer("M"), TODAY)
    assert desk.ask(AskHeadline()).words == "7 due, 1 overdue, 6 without an IRO"


def test_a_part_from_an_old_view_is_refused_in_words(desk: Desk) -> None:
    with pytest.raises(Refusal, match='no part "soon"'):
        desk.ask(DueList(DueFilter("soon")))


def test_an_empty_service_has_an_empty_list(desk: Desk) -> None:
    answer = desk.ask(DueList())
    assert set(answer.counts.values()) == {0}
    assert desk.ask(WindowOf(answer.table, None, 0, 10)) == []
    assert desk.ask(OpeningOf(answer.table, None, 0, 10)).count == 0


def test_a_review_is_called_by_its_number_but_not_one_that_is_held_once(service: Service, desk: Desk) -> None:
    child = service.child()
    named = []
    for kind in ("icpc", "rcpc", "looked-after"):
        review = service.open_review(service.period(child, TODAY, kind))
        named.append(desk.ask(AskReview(review.id)).title)
    assert named == [
        "Initial child protection conference",
        "First review child protection conference",
        "First looked-after review",
    ]
